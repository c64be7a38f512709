"""`export` of texts that nobody should write, and that no format may stumble over."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import icalendar
import networkx
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import azturk_data
from azturk_data import shipped
from azturk_data.exporting import cells, xlsx

READ = shipped.read

awkward = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        st.sampled_from(
            [
                "ə",
                "ğ",
                "ı",
                "İ",
                "ş",
                "ç",
                "Շ",
                '"',
                "'",
                "''",
                "<script>",
                "]]>",
                "&amp;",
                "=1+1",
                "\\n",
                "\\",
                ";",
                ",",
            ]
        ),
        st.sampled_from(
            ["\n", "\r", "\r\n", "\t", "\x1b[31m", "\x00", "\u2028", "\ufffe", "_x0041_", "😀" * 30, "Շ" * 80]
        ),
    ),
    min_size=1,
).map(lambda parts: "x" + "".join(parts) + "x")  # nobody minds white space at the ends


@contextmanager
def changed_event(patch: pytest.MonkeyPatch, **values: Any) -> Iterator[None]:
    """Let `shipped.read` give the first event with some cells changed."""

    def read(table: str) -> pa.Table:
        held = READ(table)
        if table == "events":
            for name, value in values.items():
                column = [value, *held.column(name).to_pylist()[1:]]
                place = held.column_names.index(name)
                held = held.set_column(place, held.schema.field(name), pa.array(column, held.schema.field(name).type))
            # The first few rows do, and are faster.
            held = held.slice(0, 3)
        return held

    with patch.context() as inner:
        inner.setattr(shipped, "read", read)
        yield


def exported(text: str, format: str, folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch, changed_event(patch, title=text, date="2021-06-15"):
        return azturk_data.export(folder, format, ["events"], force=True)


@given(text=awkward)
@example(text="=1+1")
@example(text="x_x000D_x")
def test_text_comes_out_of_a_workbook_as_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = exported(text, "xlsx", tmp_path_factory.getbasetemp())
    (cell,) = openpyxl.load_workbook(path)["events"].iter_rows(min_row=2, max_row=2, min_col=2, max_col=2)
    assert cell[0].data_type == "s"
    assert cell[0].value == xlsx.fitted(with_plain_lines(text))


@given(text=awkward)
@example(text="x'); DROP TABLE events; --")
def test_text_comes_out_of_sqlite_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = exported(text, "sqlite", tmp_path_factory.getbasetemp())
    with closing(sqlite3.connect(path)) as held:
        assert held.execute("SELECT title FROM events ORDER BY rowid LIMIT 1").fetchone() == (text,)


@given(text=awkward)
@example(text='x"><node id="evil"/>&lt;x')
def test_text_comes_out_of_a_graph_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = exported(text, "graphml", tmp_path_factory.getbasetemp())
    first = READ("events").column(0)[0].as_py()
    assert networkx.read_graphml(path).nodes[first]["label"] == cells.printable(text)


@given(text=awkward)
@example(text="x\nEND:VEVENT\r\nBEGIN:VEVENT")
@example(text="x\\, \\; \\n \\\\n")
def test_text_comes_out_of_a_calendar_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    raw = exported(text, "ics", tmp_path_factory.getbasetemp()).read_bytes()
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    first = READ("events").column(0)[0].as_py()
    found = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(raw).walk("VEVENT")}[f"{first}@azturk-data"]
    assert str(found["summary"]) == with_plain_lines(text)


def with_plain_lines(text: str) -> str:
    for sign in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(sign, "\n")
    return cells.printable(text)


def test_a_long_cell_and_an_early_day_are_in_the_workbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    early = datetime.date(1828, 2, 10)
    with changed_event(monkeypatch, title="a" * 50_000, date_from=early):
        path = azturk_data.export(tmp_path, "xlsx", ["events"])
    row = next(openpyxl.load_workbook(path)["events"].iter_rows(min_row=2, max_row=2, values_only=True))
    assert row[1] == xlsx.fitted("a" * 50_000)
    assert row[azturk_data.load("events").column_names.index("date_from")] == "1828-02-10"
