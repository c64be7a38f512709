"""`export`: every format against the shipped tables, and what cannot be asked for."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import networkx
import openpyxl
import pytest
from exports import content
from frictionless import Package, system

import azturk_data
from azturk_data.database import VIEWS
from azturk_data.errors import MissingExtraError, UnknownFormatError, UnknownTableError
from azturk_data.exporting import cells, xlsx
from azturk_data.exporting.formats import FORMATS
from azturk_data.exporting.ics import KNOWN
from azturk_data.models import RECORDS
from azturk_data.schema.tables import catalogue

SIGNED = "event/2021-06-15-shusha-declaration-signed"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder, held = tmp_path_factory.mktemp("written"), dict[str, Path]()

    def write(format: str) -> Path:
        if format not in held:
            held[format] = azturk_data.export(folder / f"{format}{FORMATS[format].suffix}", format)
        return held[format]

    return write


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "duckdb"])
def test_the_same_data_gives_the_same_bytes(written, tmp_path: Path, format: str) -> None:
    program = f"import azturk_data; azturk_data.export({str(tmp_path / 'again')!r}, {format!r})"
    subprocess.run(
        [sys.executable, "-c", program], check=True, env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Baku"}
    )
    assert content(tmp_path / "again") == content(written(format))


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_files_are_those_that_are_published(written, format: str) -> None:
    folder = written(format)
    for table in azturk_data.tables():
        assert (folder / f"{table}.{format}").read_bytes() == azturk_data.path(table, format).read_bytes()
    assert len(list(folder.iterdir())) == len(azturk_data.tables()) + 1


def test_the_descriptor_is_of_what_is_there(tmp_path: Path) -> None:
    azturk_data.export(tmp_path, "csv", ["places", "series", "occasions"])
    descriptor = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [resource["path"] for resource in descriptor["resources"]] == ["places.csv", "series.csv", "occasions.csv"]
    (key,) = descriptor["resources"][2]["schema"]["foreignKeys"]
    assert key["reference"]["resource"] == "series"
    assert descriptor["version"] == azturk_data.__version__
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime.datetime) else value


def test_a_workbook_has_every_cell_in_its_type(written) -> None:
    book = openpyxl.load_workbook(written("xlsx"))
    assert book.sheetnames == [*azturk_data.tables(), cells.DESCRIPTIONS]
    for name, table in ((name, azturk_data.load(name)) for name in azturk_data.tables()):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        header, *lines = sheet.iter_rows(max_col=table.num_columns, values_only=True)
        assert list(header) == table.column_names
        assert [list(map(plain, line)) for line in lines] == [list(row.values()) for row in table.to_pylist()]
    event = next(row for row in book["events"].iter_rows(min_row=2) if row[0].value == SIGNED)
    day = event[azturk_data.load("events").column_names.index("date_from")]
    assert (day.is_date, day.number_format) == (True, "yyyy-mm-dd")


def test_what_excel_cannot_hold() -> None:
    assert xlsx.fitted("a" * xlsx.LONGEST) == "a" * xlsx.LONGEST
    for text in ("a" * 40_000, "😀" * 20_000, "a" + "😀" * 20_000):
        cut = xlsx.fitted(text)
        assert cut.endswith(xlsx.CUT)
        assert len(cut.encode("utf-16-le")) in (2 * xlsx.LONGEST, 2 * xlsx.LONGEST - 2)
        assert text.startswith(cut.removesuffix(xlsx.CUT))


@pytest.fixture(scope="module")
def database(written) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written("sqlite"))) as held:
        yield held


@pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)
def test_sqlite_has_the_rows_the_types_and_the_keys(database: sqlite3.Connection, table) -> None:
    held = [tuple(map(as_sqlite, row.values())) for row in azturk_data.load(table.name).to_pylist()]
    assert database.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall() == held
    types = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}
    columns = database.execute(f"PRAGMA table_info({table.name})").fetchall()
    assert [(name, type_, bool(full)) for _, name, type_, full, *_ in columns] == [
        (column.name, types[column.type], column.required) for column in table.columns
    ]
    key = sorted((place, name) for _, name, *_, place in columns if place)
    assert [name for _, name in key] == list(table.primary_key)
    targets = {(row[3], row[2], row[4]) for row in database.execute(f"PRAGMA foreign_key_list({table.name})")}
    assert targets == {(c.name, c.reference.table, c.reference.column) for c in table.columns if c.reference}
    indexes = [row[1] for row in database.execute(f"PRAGMA index_list({table.name})")]
    first = {database.execute(f"PRAGMA index_info({index})").fetchone()[2] for index in indexes}
    assert first >= {column for column, *_ in targets}
    described = dict(
        database.execute(
            f"SELECT column_name, description FROM {cells.DESCRIPTIONS} WHERE table_name = ?", (table.name,)
        ).fetchall()
    )
    assert described == {column.name: column.description for column in table.columns}


def as_sqlite(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_sqlite_is_sound_and_holds_its_keys(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("INSERT INTO mentions VALUES ('claim/none/c01', 'event/none')")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.commit()
    database.rollback()


@pytest.mark.parametrize("view", VIEWS)
def test_sqlite_has_the_views_of_duckdb(database: sqlite3.Connection, view: str) -> None:
    relation = azturk_data.connect().table(view)
    found = database.execute(f"SELECT * FROM {view}")
    assert [column[0] for column in found.description] == relation.columns
    ours, theirs = (sorted(map(comparable, rows)) for rows in (found.fetchall(), relation.fetchall()))
    assert ours == theirs != []


def comparable(row: tuple[Any, ...]) -> list[str]:
    """A row in which the order of what is equal by name does not count, as no order was asked for."""
    return ["; ".join(sorted(str(as_sqlite(value)).split("; "))) for value in row]


def test_a_part_of_the_tables(tmp_path: Path) -> None:
    path = azturk_data.export(tmp_path / "part.db", "sqlite", ["provisions", "mentions", "agreements"])
    with closing(sqlite3.connect(path)) as held:
        names = {name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        assert names == {"provisions", "mentions", "agreements", "column_descriptions", "table_descriptions"}
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        assert [row[2] for row in held.execute("PRAGMA foreign_key_list(provisions)")] == ["agreements"]
    path = azturk_data.export(tmp_path / "part.duckdb", "duckdb", ["provisions", "mentions", "agreements"])
    with duckdb.connect(path, read_only=True) as held:
        assert {name for (name,) in held.execute("SHOW TABLES").fetchall()} == {"provisions", "mentions", "agreements"}


def test_duckdb_has_what_connect_has(written) -> None:
    query = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    keys = "SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL"
    with duckdb.connect(written("duckdb"), read_only=True) as held:
        other = azturk_data.connect()
        for asked in (query, keys, *(f"FROM {name} ORDER BY ALL" for name in (*catalogue(), *VIEWS))):
            assert held.sql(asked).fetchall() == other.sql(asked).fetchall()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.prefix)
def test_json_lines_give_the_records_back(written, model) -> None:
    lines = (written("jsonl") / f"{model.published_as}.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["id"] for line in lines] == azturk_data.load(model.published_as).column(0).to_pylist()
    for line in lines:
        assert len(line.splitlines()) == 1
        record = model.model_validate_json(line)
        assert record == azturk_data.get(record.id)


def test_the_graph_reads_back(written) -> None:
    graph = networkx.read_graphml(written("graphml"))
    assert networkx.is_bipartite(graph)
    sides = networkx.get_node_attributes(graph, "bipartite")
    assert all(
        (sides[one] == 0 and sides[other] == 1) or (sides[one] == 1 and sides[other] == 0)
        for one, other in graph.edges()
    )
    ties = {(u, v, d["relation"], d.get("role")) for u, v, d in graph.edges(data=True)}
    ties = {(min(u, v), max(u, v), relation, role) for u, v, relation, role in ties}
    expected = {
        (min(row["event_id"], row["actor_id"]), max(row["event_id"], row["actor_id"]), "participant", row["role"])
        for row in azturk_data.load("event_participants").to_pylist()
    }
    assert {tie for tie in ties if tie[2] == "participant"} == expected
    tables = ("event_participants", "agreement_parties", "agreement_signatories", "agreement_ratifications")
    assert graph.number_of_edges() == sum(azturk_data.load(table).num_rows for table in tables)
    for table in ("events", "agreements"):
        assert {node for node in graph if node.startswith(table[:-1])} == set(
            azturk_data.load(table).column(0).to_pylist()
        )
    node = graph.nodes[SIGNED]
    assert node["label"] == "Signing of the Shusha Declaration"
    assert (node["date_from"], node["place"]) == ("2021-06-15", "Shusha")
    assert isinstance(node["latitude"], float)


def test_a_graph_of_agreements_alone(tmp_path: Path) -> None:
    graph = networkx.read_graphml(azturk_data.export(tmp_path, "graphml", ["agreements"]))
    assert {data["type"] for _, data in graph.nodes(data=True)} == {"actor", "agreement"}


def test_the_calendar_has_the_events_known_to_the_day(written) -> None:
    calendar = icalendar.Calendar.from_ical(written("ics").read_bytes())
    entries = {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}
    events = {f"{row['event_id']}@azturk-data": row for row in azturk_data.load("events").to_pylist()}
    assert set(entries) == {uid for uid, row in events.items() if KNOWN.fullmatch(row["date"] or "")}
    assert len(entries) < len(events)
    for uid, entry in entries.items():
        row = events[uid]
        assert entry.decoded("dtstart") == row["date_from"]
        assert entry.decoded("dtend") - datetime.timedelta(days=1) == row["date_to"]
        assert str(entry["summary"]) == row["title"]
        assert entry["dtstart"].params["VALUE"] == "DATE"
    shusha = entries[f"{SIGNED}@azturk-data"]
    assert (str(shusha["location"]), str(shusha["status"])) == ("Shusha", "CONFIRMED")
    assert "Ilham Aliyev" in str(shusha["description"])


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2021-06-15", True),
        ("2020-09-27/2020-11-10", True),
        ("2021-06", False),
        ("2021-06-03~", False),
        ("2021-06-03?", False),
        ("[2021-06-15..2021-09-30]", False),
        ("2007-01-01/..", False),
        ("2021-06/2021-07-01", False),
    ],
)
def test_what_is_known_to_the_day(date: str, known: bool) -> None:
    assert bool(KNOWN.fullmatch(date)) is known


# What cannot be asked for.


def test_what_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="there is no format 'sqlit'; did you mean 'sqlite'"):
        azturk_data.export(tmp_path, "sqlit")
    with pytest.raises(UnknownTableError, match="there is no table 'event'; did you mean 'events'"):
        azturk_data.export(tmp_path, "csv", ["event"])
    with pytest.raises(UnknownTableError, match="ics cannot hold the table 'actors'; it holds events"):
        azturk_data.export(tmp_path, "ics", ["actors"])
    with pytest.raises(UnknownTableError, match="no table was named"):
        azturk_data.export(tmp_path, "csv", [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("format", "package"), [("xlsx", "xlsxwriter"), ("ics", "icalendar"), ("duckdb", "duckdb")])
def test_a_missing_package_names_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"azturk_data.exporting.{FORMATS[format].module}", raising=False)
    with pytest.raises(
        MissingExtraError, match=rf"needs the package '{package}'; pip install 'azturk-data\[{format}\]'"
    ):
        azturk_data.export(tmp_path, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_steps_are_told(tmp_path: Path, format: str) -> None:
    told: list[tuple[int, int]] = []
    azturk_data.export(tmp_path, format, watch=lambda what, done, total: told.append((done, total)))
    assert told
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert all(0 <= done < total for done, total in told)
