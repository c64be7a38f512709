"""`load`: every table in every library, typed; columns and rows chosen; errors that say what to do."""

from __future__ import annotations

import datetime
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import azturk_data
from azturk_data.errors import AzturkError, MissingExtraError, UnknownColumnError, UnknownValueError
from azturk_data.loading import vocabularies
from azturk_data.schema.tables import catalogue

TABLES = pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)


@TABLES
def test_pandas_has_the_types_and_the_cells(table) -> None:
    held, frame = azturk_data.load(table.name), azturk_data.load(table.name, as_="pandas")
    assert list(frame.columns) == held.column_names
    for column in table.columns:
        dtype = frame[column.name].dtype
        if column.vocabulary:
            assert isinstance(dtype, pd.CategoricalDtype)
            assert list(dtype.categories) == sorted(term.value for term in column.vocabulary)
        elif column.type == "string":
            assert isinstance(dtype, pd.StringDtype)
        elif column.type == "date":
            assert str(dtype).startswith("datetime64")
        else:
            assert dtype == {"integer": "int64", "number": "float64", "boolean": "bool"}[column.type]
        cells = [None if pd.isna(value) else value for value in frame[column.name]]
        cells = [value.date() if isinstance(value, pd.Timestamp) else value for value in cells]
        assert cells == held.column(column.name).to_pylist()


@TABLES
def test_polars_has_the_types_and_the_cells(table) -> None:
    held, frame = azturk_data.load(table.name), azturk_data.load(table.name, as_="polars")
    types = {"string": pl.String, "date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}
    for column in table.columns:
        dtype = frame.schema[column.name]
        if column.vocabulary:
            assert dtype == pl.Enum(sorted(term.value for term in column.vocabulary))
        else:
            assert dtype == types[column.type]
        assert frame[column.name].to_list() == held.column(column.name).to_pylist()


@TABLES
def test_duckdb_has_the_cells(table) -> None:
    held, relation = azturk_data.load(table.name), azturk_data.load(table.name, as_="duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert relation.columns == held.column_names
    assert relation.fetchall() == [tuple(row.values()) for row in held.to_pylist()]


def test_columns_come_in_the_order_asked_for() -> None:
    assert azturk_data.load("events", columns=["title", "kind"]).column_names == ["title", "kind"]
    assert list(azturk_data.load("events", "pandas", columns=["kind"]).columns) == ["kind"]


def rows(**where: object) -> int:
    return azturk_data.load("events", where=where).num_rows


def test_where_keeps_what_has_the_value() -> None:
    events = azturk_data.load("events").to_pylist()
    assert rows(kind="signing") == sum(event["kind"] == "signing" for event in events) > 0
    two = {"kind": ["signing", "visit"], "status": "occurred"}
    assert rows(**two) == sum(e["kind"] in ("signing", "visit") and e["status"] == "occurred" for e in events) > 0
    assert rows(part_of_id=None) == sum(event["part_of_id"] is None for event in events) > 0
    assert rows(kind=[]) == 0
    assert rows() == len(events)
    day = datetime.date(2021, 6, 15)
    assert rows(date_from="2021-06-15") == rows(date_from=day) == sum(e["date_from"] == day for e in events) > 0


def test_where_needs_no_column_to_be_asked_for() -> None:
    table = azturk_data.load("events", columns=["title"], where={"kind": "signing"})
    assert table.column_names == ["title"]
    assert table.num_rows == rows(kind="signing")


def test_an_expression_does_for_more() -> None:
    since = pc.field("date_from") >= datetime.date(2020, 1, 1)
    found = azturk_data.load("events", where=since).column("date_from").to_pylist()
    assert found
    assert min(found) >= datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"columns": ["titel"]}, UnknownColumnError, "the table 'events' has no column 'titel'; did you mean 'title'?"),
        ({"columns": ["xyzzy"]}, UnknownColumnError, "has no column 'xyzzy'; it has event_id, title,"),
        ({"where": {"kinds": "signing"}}, UnknownColumnError, "no column 'kinds'; did you mean 'kind'"),
        ({"where": {"kind": "sining"}}, UnknownValueError, "'sining' is not a term of the column 'kind'; did you mean"),
        (
            {"where": {"kind": ["visit", "x"]}},
            UnknownValueError,
            "'x' is not a term of the column 'kind'; its terms are",
        ),
        ({"where": {"date_from": "June"}}, UnknownValueError, "the column 'date_from' holds date32[day], not 'June'"),
        ({"where": {"title": 7}}, UnknownValueError, "the column 'title' holds string, not 7"),
        ({"as_": "excel"}, ValueError, "there is no as_='excel'; choose one of 'arrow', 'pandas', 'polars', 'duckdb'"),
    ],
)
def test_what_cannot_be_asked_for(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        azturk_data.load("events", **arguments)
    assert message in str(caught.value)


def test_one_column_is_asked_for_in_a_list() -> None:
    with pytest.raises(UnknownColumnError, match=r"columns='title' is one name; give a list of them, \['title'\]"):
        azturk_data.load("events", columns="title")


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingExtraError, match=rf"needs the package '{library}'; pip install 'azturk-data\[{library}\]'"
    ):
        azturk_data.load("events", library)
    assert issubclass(MissingExtraError, AzturkError)


def test_the_vocabularies_of_the_columns_are_known() -> None:
    names = {column.vocabulary.name_of() for t in catalogue().values() for column in t.columns if column.vocabulary}
    assert names == set(vocabularies())
    assert pa.types.is_string(azturk_data.load("events").schema.field("kind").type)
