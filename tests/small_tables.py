"""A small part of the real tables that is closed under references, as CSV files with a descriptor."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import Path

import azturk_data
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import Table, catalogue

Row = dict[str, str]
Tables = dict[str, list[Row]]

LEAST = 3
"""Rows of each table, if it has so many."""


def small_tables() -> Tables:
    """A few rows of each table: for every column one in which it is filled, and all that they refer to."""
    held = {name: [_as_text(row) for row in azturk_data.load(name).to_pylist()] for name in catalogue()}
    chosen: dict[str, set[int]] = {name: set() for name in held}
    places = {
        (table.name, column.name): {
            row[column.name]: number for number, row in reversed([*enumerate(held[table.name])])
        }
        for table in catalogue().values()
        for column in table.columns
    }
    waiting: list[tuple[str, int]] = []
    for table in catalogue().values():
        rows = held[table.name]
        first = set(range(min(LEAST, len(rows))))
        for column in table.columns:
            first.add(next((number for number, row in enumerate(rows) if row[column.name]), 0))
        waiting += [(table.name, number) for number in first]
    while waiting:
        name, number = waiting.pop()
        if number in chosen[name]:
            continue
        chosen[name].add(number)
        for column in catalogue()[name].columns:
            value = held[name][number][column.name]
            if column.reference and value:
                to = column.reference
                waiting.append((to.table, places[to.table, to.column][value]))
    return {name: [held[name][number] for number in sorted(numbers)] for name, numbers in chosen.items()}


def _as_text(row: dict[str, object]) -> Row:
    return {
        name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in row.items()
    }


def write(tables: Tables, folder: Path, names: Iterable[str] | None = None) -> None:
    """Write tables as CSV files."""
    for name in tables if names is None else names:
        (folder / f"{name}.csv").write_bytes(as_csv(catalogue()[name], tables[name]))


def as_csv(table: Table, rows: list[Row]) -> bytes:
    """One table as the build writes it."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([row[column.name] for column in table.columns] for row in rows)
    return held.getvalue().encode()


def describe(folder: Path) -> None:
    """Write a descriptor with the hash of each file."""
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "hash": f"sha256:{hashlib.sha256((folder / f'{name}.csv').read_bytes()).hexdigest()}",
            "bytes": (folder / f"{name}.csv").stat().st_size,
            "schema": table_schema(table),
        }
        for name, table in catalogue().items()
    ]
    (folder / "datapackage.json").write_text(json.dumps({"name": "small", "resources": resources}), "utf-8")
