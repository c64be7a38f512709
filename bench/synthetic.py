"""Many more rows than there are: copies of the tables side by side, each referring within itself only.

`python bench/synthetic.py 1000000 FOLDER --format parquet` writes about so many rows. The keys of each copy, and all
that refer to them, have its number behind them, so that every rule of the models holds as it does of the tables
themselves.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

import azturk_data
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import Table, catalogue

STEP = 1000
"""Between the numeric keys of one copy and the next."""


def altered_columns() -> dict[str, set[str]]:
    """The columns of each table that must differ from copy to copy."""
    changed = {table.name: {c.name for c in table.columns if c.reference} for table in catalogue().values()}
    for table in catalogue().values():
        for column in table.columns:
            if column.reference:
                changed[column.reference.table].add(column.reference.column)
    for table in catalogue().values():
        if not changed[table.name] & set(table.primary_key):
            changed[table.name].add(table.primary_key[0])
    return changed


def copy_of(table: Table, held: pa.Table, number: int, changed: set[str]) -> pa.Table:
    """Return the copy of a table that has a number."""
    for name in changed if number else ():
        place, column = held.schema.get_field_index(name), held[name]
        join: Any = pc.binary_join_element_wise
        new: Any = (
            join(column, pa.scalar(f"-n{number}"), "")
            if table.column(name).type == "string"
            else pc.add(column, number * STEP)
        )
        held = held.set_column(place, held.schema.field(place), new)
    return held


def write(rows: int, folder: Path, format: str) -> int:
    """Write whole copies of the tables, at least so many rows, with a descriptor of the CSV files; return how many."""
    tables = {name: azturk_data.load(name) for name in catalogue()}
    copies = -(-rows // sum(held.num_rows for held in tables.values()))
    changed = altered_columns()
    (folder / format).mkdir(parents=True, exist_ok=True)
    for name, held in tables.items():
        table = catalogue()[name]
        parts = (copy_of(table, held, number, changed[name]) for number in range(copies))
        if format == "csv":
            with csv.CSVWriter(
                folder / "csv" / f"{name}.csv", held.schema, write_options=csv.WriteOptions(quoting_style="needed")
            ) as writer:
                for part in parts:
                    writer.write_table(part)
            continue
        with parquet.ParquetWriter(folder / "parquet" / f"{name}.parquet", held.schema, compression="zstd") as writer:
            # A row group for several copies of a small table, as a writer of the whole would make it.
            for some in batched(parts, 8):
                writer.write_table(pa.concat_tables(some))
    if format == "csv":
        resources = [
            {"name": name, "type": "table", "path": f"csv/{name}.csv", "schema": table_schema(table)}
            for name, table in catalogue().items()
        ]
        (folder / "datapackage.json").write_text(json.dumps({"name": "synthetic", "resources": resources}), "utf-8")
    return copies * sum(held.num_rows for held in tables.values())


def batched(parts: Iterable[pa.Table], most: int) -> Iterator[list[pa.Table]]:
    """Yield them so many at a time; `itertools` has this from Python 3.12."""
    left = iter(parts)
    while some := list(islice(left, most)):
        yield some


def main() -> None:
    """Write the tables and say how many rows they have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    options = parser.parse_args()
    print(write(options.rows, options.folder, options.format))


if __name__ == "__main__":
    main()
