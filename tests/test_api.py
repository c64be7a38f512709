import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import azturk_data
from azturk_data import shipped
from azturk_data.errors import AzturkError, BrokenInstallationError, UnknownTableError
from azturk_data.schema.tables import catalogue


def test_tables_are_those_of_the_models() -> None:
    assert azturk_data.tables() == sorted(catalogue())


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_load_gives_an_arrow_table_with_descriptions(name: str) -> None:
    table = azturk_data.load(name)
    assert isinstance(table, pa.Table)
    assert table.column_names == [column.name for column in catalogue()[name].columns]
    assert table.schema.field(0).metadata[b"description"].decode() == catalogue()[name].columns[0].description


def test_path() -> None:
    assert azturk_data.path("events").read_bytes()[:4] == b"PAR1"
    assert azturk_data.path("events", "csv").read_text("utf-8").startswith("event_id,title,")


def test_an_unknown_table_names_the_closest() -> None:
    with pytest.raises(UnknownTableError) as caught:
        azturk_data.load("event")
    assert str(caught.value).startswith("there is no table 'event'; did you mean 'events' or ")
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, AzturkError)
    with pytest.raises(UnknownTableError, match=r"there is no table 'xyzzy'; the tables are actors, agreement_"):
        azturk_data.path("xyzzy")
    with pytest.raises(UnknownTableError, match="there is no table"):
        azturk_data.path("../datapackage")


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="there is no format 'xlsx'; choose 'parquet' or 'csv'"):
        azturk_data.path("events", "xlsx")  # pyright: ignore


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"not parquet at all"])
def test_a_broken_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    (tmp_path / "parquet").mkdir()
    (tmp_path / "parquet" / "events.parquet").write_bytes(damage)
    monkeypatch.setattr(shipped, "DATA", tmp_path)
    with pytest.raises(BrokenInstallationError, match=r"events\.parquet cannot be read .*install azturk-data again"):
        azturk_data.load("events")
    (tmp_path / "parquet" / "events.parquet").unlink()
    with pytest.raises(BrokenInstallationError, match="there is no data in"):
        azturk_data.tables()


def test_version_is_that_of_the_distribution() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", azturk_data.__version__)
    from importlib.metadata import version

    assert version("azturk-data") == azturk_data.__version__


def test_import_is_light_and_reads_no_data() -> None:
    program = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' else None)\n"
        "import azturk_data\n"
        "heavy = {'pyarrow', 'pydantic', 'pandas', 'yaml', 'typer', 'rich'} & set(sys.modules)\n"
        "data = [name for name in opened if name.endswith(('.parquet', '.csv', '.json'))]\n"
        "print(sorted(heavy), data)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.strip() == "[] []"
