"""The specimen's records as published tables, for tests of what works without records."""

from pathlib import Path

import pytest
from conftest import Workshop
from pyarrow import parquet
from rich.progress import Progress

from azturk_data import shipped

from flatten import flatten


def publish(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the tables of a workshop's records, and have the package use them; return their folder."""
    found = workshop.read()
    found.raise_if_invalid()
    folder = workshop.folder / "published" / "parquet"
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in flatten(found, Progress(disable=True)).items():
        parquet.write_table(table, folder / f"{name}.parquet")
    monkeypatch.setattr(shipped, "DATA", folder.parent)
    return folder
