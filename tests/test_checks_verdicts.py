"""`check` finds what frictionless finds, no less and no more, in copies of which each is damaged in one place."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from small_tables import Tables, describe, small_tables, write
from table_damages import Damage, damaged, damages

import azturk_data
from azturk_data.checks.checker import MOST
from azturk_data.checks.report import Report
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import Table, catalogue

Found = set[tuple[str, str, str, str]]
"""Table, rule, column and the key of the row."""
DAMAGES = list(damages())
KINDS = {"enum": "vocabulary", "minLength": "length"}


@pytest.fixture(scope="session")
def tables() -> Tables:
    return small_tables()


@pytest.fixture(scope="session")
def copy(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's a copy")
    write(tables, folder)
    describe(folder)
    return folder


def test_there_are_enough_damages_of_every_kind() -> None:
    assert len(set(map(str, DAMAGES))) == len(DAMAGES) >= 500
    assert {damage.table for damage in DAMAGES} == set(catalogue())
    judged = {(damage.table, column) for damage in DAMAGES for column in damage.columns}
    ruled = {
        (table.name, column.name)
        for table in catalogue().values()
        for column in table.columns
        if column.required or column.pattern or column.vocabulary or column.type != "string"
    }
    assert judged >= ruled


def test_the_undamaged_copy_is_clean(copy: Path) -> None:
    assert list(azturk_data.check(copy)) == []
    assert Package(str(copy / "datapackage.json")).validate().valid


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_the_verdict_is_that_of_frictionless(damage: Damage, copy: Path, tables: Tables) -> None:
    file = copy / f"{damage.table}.csv"
    whole = file.read_bytes()
    raw = damaged(damage, tables)
    assert raw != whole
    described = damage.kind in ("truncated", "altered")
    descriptor = copy / "datapackage.json"
    promised = descriptor.read_bytes()
    try:
        file.write_bytes(raw)
        if not described:
            descriptor.unlink()
        # What it cannot reach is as it was; a sample is looked at whole.
        every = DAMAGES.index(damage) % 100 == 0
        reached = sorted(catalogue() if every else damage.reaches)
        report = azturk_data.check(copy, tables=reached)
        followed = reached if every else [damage.table]
        expected = judged_by_frictionless(copy, reached, followed, promised if described else None)
        expected |= {found for name in reached for found in reversed_intervals(catalogue()[name], copy)}
    finally:
        file.write_bytes(whole)
        descriptor.write_bytes(promised)
    assert expected
    compare(report, expected)


def compare(report: Report, expected: Found) -> None:
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for table, rule, column, key in expected:
        wanted.setdefault((table, rule, column), set()).add(key)
    assert {(each.table, each.rule, each.column) for each in report} == set(wanted), (report.breaches, expected)
    for each in report:
        keys = wanted[each.table, each.rule, each.column]
        shown = {example.row_key for example in each.examples}
        if each.rows:
            assert each.rows == len(keys)
            assert shown <= keys, (shown, keys)
            assert each.rule == "blank-row" or len(shown) == min(MOST, len(keys))


def judged_by_frictionless(folder: Path, reached: list[str], followed: list[str], promised: bytes | None) -> Found:
    """What frictionless finds in some of the tables, with the rows named as `check` names them.

    It reads again each table that a reference leads to: so of the tables that were `reached`, but in which nothing
    was changed, only the references to those that are `followed` are kept.
    """
    schemas = {name: table_schema(catalogue()[name]) for name in reached}
    for name, schema in schemas.items():
        keys = schema.pop("foreignKeys", [])
        schema["foreignKeys"] = [key for key in keys if name in followed or key["reference"]["resource"] in followed]
    targets = {key["reference"]["resource"] for schema in schemas.values() for key in schema["foreignKeys"]}
    for name in targets - schemas.keys():
        schemas[name] = table_schema(catalogue()[name])
        schemas[name].pop("foreignKeys", None)
    hashes = {held["name"]: held for held in json.loads(promised)["resources"]} if promised else {}
    resources = [
        {
            "name": name,
            "type": "table",
            "path": f"{name}.csv",
            "schema": schema,
            **{key: hashes[name][key] for key in ("hash", "bytes") if name in hashes},
        }
        for name, schema in schemas.items()
    ]
    package = Package.from_descriptor({"name": "copy", "resources": resources}, basepath=str(folder))
    return {
        found
        for name in reached
        for task in package.get_resource(name).validate().tasks
        for error in task.errors
        for found in _told(error.to_descriptor(), catalogue()[name], folder)
    }


def _told(error: dict[str, Any], table: Table, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    kind, note = error["type"], error.get("note", "")
    column = error.get("fieldName", "")
    if kind in ("hash-count", "byte-count"):
        yield table.name, "altered", "", ""
        return
    if "rowNumber" not in error:
        raise AssertionError(error)
    key = _key(table, folder, error["rowNumber"])
    if kind == "type-error":
        yield table.name, "type", column, key
    elif kind == "constraint-error":
        (constraint,) = re.findall(r'constraint "(\w+)"', note)
        yield table.name, KINDS.get(constraint, constraint), column, key
    elif kind in ("primary-key", "unique-error"):
        # A key that is empty altogether is told by the rule that it is required, or by its type.
        if "None" not in note:
            yield table.name, "primary-key", ", ".join(table.primary_key), key
    elif kind == "foreign-key":
        yield table.name, "reference", ", ".join(error["fieldNames"]), key
    elif kind in ("missing-cell", "extra-cell", "blank-row"):
        yield table.name, kind, "", key
    else:
        raise AssertionError(error)


def _rows(table: Table, folder: Path) -> list[dict[str, str]]:
    names = [column.name for column in table.columns]
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    return [dict(zip(names, [*cells, *[""] * len(names)], strict=False)) for cells in lines]


def _key(table: Table, folder: Path, row_number: int) -> str:
    row = _rows(table, folder)[row_number - 2]
    return ", ".join(row[name] for name in table.primary_key)


def reversed_intervals(table: Table, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """What the models forbid and frictionless has no word for."""
    read = {"integer": int, "date": lambda cell: datetime.datetime.strptime(cell, "%Y-%m-%d")}
    for interval in table.intervals:
        for row in _rows(table, folder):
            try:
                start, end = (read[table.column(n).type](row[n]) for n in (interval.start, interval.end))
            except ValueError:
                continue
            if start > end or (interval.strict and start == end):
                key = ", ".join(row[name] for name in table.primary_key)
                yield table.name, "interval", f"{interval.start}, {interval.end}", key
