"""A DuckDB database in a file: what `azturk_data.connect` has in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb as library

from azturk_data.database import populate
from azturk_data.exporting.formats import Watch

BLOCK = 32_768
"""Each column takes whole blocks; those of DuckDB's usual size would make the file four times as large."""


def duckdb(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the tables as a database to the file `target`."""
    try:
        with library.connect() as database:
            place = str(target).replace("'", "''")
            database.execute(f"ATTACH '{place}' AS azturk (BLOCK_SIZE {BLOCK}); USE azturk")
            for done, table in enumerate(populate(database, tables)):
                watch(table, done, len(tables))
    except library.Error as error:
        raise OSError(str(error).partition("\n")[0]) from error
