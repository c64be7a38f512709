"""A small package of some of the published tables, and ways to damage it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from azturk_data import shipped

from client_spec import Program
from installing import missing

ROOT = Path(__file__).resolve().parent.parent
REQUIRE = "AZTURK_REQUIRE_CONFORMANCE"
TABLES = ("actors", "aliases", "places", "positions", "vocabularies")


def need(program: Program) -> None:
    """Skip a test whose program is not there; fail it where every program must be."""
    if lack := missing(program):
        why = f"{program.title} is not here: it needs {lack}; 'make conformance' installs it"
        if os.environ.get(REQUIRE):
            pytest.fail(why)
        pytest.skip(why)


class Package:
    """A copy of some tables, with a descriptor of just them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = folder / "datapackage.json"
        whole = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
        listed = [one for one in whole["resources"] if Path(one["path"]).stem in TABLES]
        for one in listed:
            copied = folder / one["path"]
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes((ROOT / one["path"]).read_bytes())
            # Keys to tables that are not copied would lead nowhere.
            keys = one["schema"].pop("foreignKeys", [])
            held = [key for key in keys if key["reference"]["resource"].removesuffix("-parquet") in TABLES]
            one["schema"] |= {"foreignKeys": held} if held else {}
        self.descriptor.write_text(json.dumps({**whole, "resources": listed}), "utf-8")

    def path(self, table: str, format: str = "parquet") -> Path:
        return self.folder / "azturk_data" / "data" / format / f"{table}.{format}"

    def change(self, table: str, by: Callable[[pa.Table], pa.Table]) -> None:
        """Write a table's Parquet file anew, changed."""
        parquet.write_table(by(parquet.ParquetFile(self.path(table)).read()), self.path(table))

    def change_text(self, table: str, old: str, new: str) -> None:
        """Replace the first place of a piece of a table's CSV file."""
        text = self.path(table, "csv").read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {table}"
        self.path(table, "csv").write_text(text.replace(old, new, 1), "utf-8", newline="")


def with_cell(column: str, row: int, value: object) -> Callable[[pa.Table], pa.Table]:
    """Return what sets a cell."""

    def change(table: pa.Table) -> pa.Table:
        cells = table[column].to_pylist()
        assert cells[row] != value
        cells[row] = value
        return with_column(column, cells, table.schema.field(column).type)(table)

    return change


def with_column(column: str, cells: list[object], type_: pa.DataType) -> Callable[[pa.Table], pa.Table]:
    """Return what replaces a column."""
    return lambda table: table.set_column(table.column_names.index(column), column, pa.array(cells, type_))


def cast(column: str, type_: pa.DataType) -> Callable[[pa.Table], pa.Table]:
    """Return what gives a column another type."""
    return lambda table: table.set_column(table.column_names.index(column), column, table[column].cast(type_))


def first_with(table: str, column: str, piece: str) -> tuple[int, str]:
    """Return the first published cell of a column that holds a piece of text, and the number of its row."""
    cells = enumerate(shipped.read(table)[column].to_pylist())
    return next((row, cell) for row, cell in cells if cell and piece in cell)
