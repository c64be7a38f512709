"""`connect`: the shipped tables in DuckDB, their keys and comments, and the views."""

from __future__ import annotations

import sys

import duckdb
import pytest

import azturk_data
from azturk_data.database import VIEWS
from azturk_data.errors import MissingExtraError
from azturk_data.schema.tables import catalogue


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    return azturk_data.connect()


@pytest.mark.parametrize("name", catalogue())
def test_every_table_has_its_rows_and_columns(database: duckdb.DuckDBPyConnection, name: str) -> None:
    held = azturk_data.load(name)
    relation = database.table(name)
    assert relation.columns == held.column_names
    assert sorted(map(str, relation.fetchall())) == sorted(str(tuple(row.values())) for row in held.to_pylist())


def test_every_key_is_declared(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT table_name, constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints()"
    found = {(table, kind, tuple(columns), target) for table, kind, columns, target in database.sql(query).fetchall()}
    for table in catalogue().values():
        assert (table.name, "PRIMARY KEY", table.primary_key, None) in {(*key[:3], None) for key in found}
        for column in table.columns:
            if column.reference and column.reference.table != table.name:
                assert (table.name, "FOREIGN KEY", (column.name,), column.reference.table) in found


def test_a_broken_key_is_refused(database: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        database.execute("INSERT INTO mentions VALUES ('claim/none/c01', 'event/none')")


def test_descriptions_come_as_comments(database: duckdb.DuckDBPyConnection) -> None:
    found = dict(database.sql("SELECT table_name || '.' || column_name, comment FROM duckdb_columns()").fetchall())
    for table in catalogue().values():
        for column in table.columns:
            assert found[f"{table.name}.{column.name}"] == column.description


@pytest.mark.parametrize(
    ("view", "table"),
    [
        ("events_view", "events"),
        ("agreements_view", "agreements"),
        ("officials_view", "officials"),
        ("claims_view", "claims"),
    ],
)
def test_a_view_has_one_row_for_each_record(database: duckdb.DuckDBPyConnection, view: str, table: str) -> None:
    (key, *_) = database.table(table).columns
    ids = [database.sql(f"SELECT {key} FROM {name} ORDER BY ALL").fetchall() for name in (view, table)]
    assert ids[0] == ids[1] != []
    assert set(VIEWS) >= {view}


def test_a_view_reads_on_its_own(database: duckdb.DuckDBPyConnection) -> None:
    (row,) = database.sql(
        "SELECT kind, place, participants, sources FROM events_view WHERE event_id = "
        "'event/2021-06-15-shusha-declaration-signed'"
    ).fetchall()
    assert row[:2] == ("signing", "Shusha")
    assert {"Ilham Aliyev (signatory)", "Recep Tayyip Erdoğan (signatory)"} <= set(row[2].split("; "))
    assert "JAMnews" in row[3].split("; ")
    claim = "claim/eurasian-times-2021-06/c20"
    (said,) = database.sql(f"SELECT speaker, outlet, url FROM claims_view WHERE claim_id = '{claim}'").fetchall()
    assert said[1] == "EurAsian Times"
    assert ":~:text=" in said[2]


def test_each_connection_is_its_own() -> None:
    one, other = azturk_data.connect(), azturk_data.connect()
    one.execute("DELETE FROM framings")
    assert other.sql("SELECT count(*) > 0 FROM framings").fetchone() == (True,)


def test_without_duckdb_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'azturk-data\[duckdb\]'"):
        azturk_data.connect()
