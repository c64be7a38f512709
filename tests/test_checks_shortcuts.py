"""Shortcuts change how long a check takes, and never what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from small_tables import Tables, small_tables, write
from table_damages import Damage, damaged, damages

import azturk_data
from azturk_data.checks import counts
from azturk_data.checks import shortcuts as shortcuts_module
from azturk_data.checks.duckdb_engine import DuckDB
from azturk_data.checks.report import Report
from azturk_data.checks.rules import Rule, rules
from azturk_data.checks.shortcuts import MANY, counting_shortcuts, premises, shortcuts
from azturk_data.schema.tables import catalogue

RULES = {(rule.table, rule.kind, rule.column): rule for rule in rules()}
LARGE = dict.fromkeys(catalogue(), 1)
Cell = str | None


@pytest.fixture(scope="module")
def tables() -> Tables:
    return small_tables()


@pytest.fixture
def copy(tables: Tables, tmp_path: Path) -> Path:
    write(tables, tmp_path)
    return tmp_path


def changed(tables: Tables, folder: Path, column: str, old: str, new: str, *names: str) -> None:
    """Write tables with another value wherever it stands in a column."""
    for name in names:
        rows = [
            {each: new if each == column and value == old else value for each, value in row.items()}
            for row in tables[name]
        ]
        write({name: rows}, folder)


def told(report: Report) -> set[tuple[str, str, str]]:
    return {(breach.table, breach.rule, breach.column) for breach in report}


def test_a_pattern_that_a_key_and_what_refers_to_it_both_break_is_told_of_both(copy: Path, tables: Tables) -> None:
    old = tables["sources"][0]["publisher_id"]
    for table, column in (("outlets", "outlet_id"), ("sources", "publisher_id")):
        changed(tables, copy, column, old, "outlet/No", table)
    found = told(azturk_data.check(copy))
    assert {("outlets", "pattern", "outlet_id"), ("sources", "pattern", "publisher_id")} <= found
    assert ("sources", "reference", "publisher_id") not in found


def test_a_pattern_that_only_what_refers_breaks_is_told_beside_the_reference(copy: Path, tables: Tables) -> None:
    changed(tables, copy, "publisher_id", tables["sources"][0]["publisher_id"], "outlet/No", "sources")
    found = told(azturk_data.check(copy))
    assert found >= {("sources", "pattern", "publisher_id"), ("sources", "reference", "publisher_id")}
    # The table that the references lead to is not held against its rules here.
    assert told(azturk_data.check(copy, tables=["sources"])) >= {("sources", "pattern", "publisher_id")}


def test_a_key_of_the_right_form_is_not_always_that_of_what_refers_to_it(
    copy: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tables["evidence"][0]["claim_id"]
    names = [name for name, table in catalogue().items() if any(c.name == "claim_id" for c in table.columns)]
    changed(tables, copy, "claim_id", old, f"{old}/deeper", *names)
    found = told(azturk_data.check(copy))
    assert ("evidence", "pattern", "claim_id") in found
    assert ("claims", "pattern", "claim_id") not in found
    monkeypatch.setattr(shortcuts_module, "MANY", 0)
    assert told(azturk_data.check(copy)) == found


def test_a_pattern_follows_from_the_key_only_if_it_is_the_keys_own_or_there_are_fewer_keys() -> None:
    found = premises(rules(), LARGE)
    assert found
    for rule, (reference, key) in found.items():
        assert rule.columns == reference.columns
        assert reference.target == (key.table, key.column)
        assert rule.about == key.about
        assert key in rules()
    others = premises(rules(), LARGE | {"evidence": MANY}).keys() - found.keys()
    assert {(rule.table, rule.column) for rule in others} == {("evidence", "claim_id")}


SOME: list[Damage] = list(damages())[::17]


def plainly(check: Callable[[], Report], monkeypatch: pytest.MonkeyPatch) -> Report:
    """Check with each rule's own query and no shortcut."""

    def nothing_follows(*_: object) -> dict[Rule, tuple[Rule, Rule]]:
        return {}

    def no_shortcuts(_: object) -> list[shortcuts_module.Shortcut]:
        return []

    with monkeypatch.context() as patch:
        patch.setattr(counts, "premises", nothing_follows)
        patch.setattr(counts, "shortcuts", no_shortcuts)
        return check()


@pytest.mark.parametrize("damage", SOME, ids=str)
def test_the_report_is_that_of_each_rule_s_own_query(
    damage: Damage, copy: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy / f"{damage.table}.csv").write_bytes(damaged(damage, tables))
    reached = sorted({*damage.reaches, damage.table})
    expected = plainly(lambda: azturk_data.check(copy, tables=reached), monkeypatch)
    assert azturk_data.check(copy, tables=reached) == expected


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> DuckDB:
    return DuckDB(tmp_path_factory.mktemp("database"))


CELLS = st.lists(st.sampled_from([None, "", "a", "b", "c", "a, b", "ı", "i"]), max_size=6)


def fill(database: DuckDB, table: str, columns: dict[str, list[Cell]]) -> None:
    """Make a table of some columns, the shorter of them filled up with NULL."""
    height = max(map(len, columns.values()))
    padded = [[*cells, *[None] * (height - len(cells))] for cells in columns.values()]
    shown = [["NULL" if cell is None else f"'{cell}'" for cell in row] for row in zip(*padded, strict=True)]
    rows = [f"({', '.join(row)})" for row in shown]
    declared = ", ".join(f"CAST(v.c{n} AS STRING) AS {name}" for n, name in enumerate(columns))
    values = ", ".join(rows or [f"({', '.join(['NULL'] * len(columns))})"])
    names = ", ".join(f"c{n}" for n in range(len(columns)))
    database.rows(f"CREATE OR REPLACE TABLE {table} AS SELECT {declared} FROM (VALUES {values}) v({names})")


def agrees(database: DuckDB, held: list[Rule]) -> None:
    found = shortcuts(held)
    assert {rule for shortcut in found for rule in shortcut.rules} == set(held)
    (numbers,) = database.rows(counting_shortcuts(found))
    for shortcut, number in zip(found, numbers, strict=True):
        broken = sum(len(database.rows(rule.query)) for rule in shortcut.rules)
        assert (number == 0) == (broken == 0), shortcut


LENIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LENIENT
@given(keys=CELLS, first=CELLS, second=CELLS)
def test_one_number_tells_of_a_key_and_of_all_that_refer_to_it(
    keys: list[Cell], first: list[Cell], second: list[Cell], database: DuckDB
) -> None:
    fill(database, "outlets", {"outlet_id": keys})
    fill(database, "sources", {"source_id": [], "publisher_id": first})
    held = [RULES["sources", "reference", "publisher_id"]]
    agrees(database, held)
    agrees(database, [*held, RULES["outlets", "primary-key", "outlet_id"]])
    fill(database, "places", {"place_id": keys, "part_of_id": first})
    fill(database, "events", {"event_id": [], "place_id": second})
    agrees(database, [RULES["places", "reference", "part_of_id"], RULES["events", "reference", "place_id"]])


@LENIENT
@given(first=CELLS, second=CELLS)
def test_one_number_tells_of_a_key_of_several_columns(first: list[Cell], second: list[Cell], database: DuckDB) -> None:
    fill(database, "event_contexts", {"event_id": first, "context": second})
    agrees(database, [RULES["event_contexts", "primary-key", "event_id, context"]])


@pytest.mark.parametrize("column", ["speaker_id", "source_id"])
def test_damage_in_a_column_that_is_only_looked_at_by_a_shortcut_is_told_of_its_table(
    column: str, tmp_path: Path
) -> None:
    for name in catalogue():
        held = azturk_data.load(name)
        parquet.write_table(held, tmp_path / f"{name}.parquet", use_dictionary=False, compression="zstd")
    file = tmp_path / "claims.parquet"
    group = parquet.ParquetFile(file).metadata.row_group(0)
    chunk = next(c for c in map(group.column, range(group.num_columns)) if c.path_in_schema == column)
    raw = bytearray(file.read_bytes())
    start, end = chunk.data_page_offset + 60, chunk.data_page_offset + chunk.total_compressed_size
    raw[start:end] = b"\x00" * (end - start)
    file.write_bytes(bytes(raw))
    assert told(azturk_data.check(tmp_path)) == {("claims", "unreadable", "")}
