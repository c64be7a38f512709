"""`diff`: what changed between two releases, made here by changing the shipped tables."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyarrow import parquet
from typer.testing import CliRunner

import azturk_data
from azturk_data.cli import app
from azturk_data.comparing.changes import Diff, FieldChange, RecordChange, SchemaChange
from azturk_data.errors import NotAReleaseError
from azturk_data.shipped import DATA

EVENT = "event/2021-06-15-shusha-declaration-signed"
AGREEMENT = "agreement/shusha-declaration-2021"
CLAIM = "claim/tass-2021-01-30/c01"
Rows = list[dict[str, Any]]

runner = CliRunner()


class Copy:
    """A copy of the shipped Parquet tables, and the means to change them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(DATA / "parquet", folder)

    def rows(self, table: str, change: Callable[[Rows], Rows | None]) -> None:
        held = parquet.read_table(self.folder / f"{table}.parquet")
        rows = held.to_pylist()
        self.write(table, pa.Table.from_pylist(change(rows) or rows, held.schema))

    def write(self, table: str, held: pa.Table) -> None:
        parquet.write_table(held, self.folder / f"{table}.parquet")

    def set(self, table: str, key: str, **values: Any) -> None:
        def change(rows: Rows) -> None:
            (row,) = [row for row in rows if key in list(row.values())[:1]]
            row.update(values)

        self.rows(table, change)

    def drop(self, table: str, value: str) -> None:
        self.rows(table, lambda rows: [row for row in rows if value not in row.values()])

    def diff(self) -> Diff:
        return azturk_data.diff(DATA, self.folder)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "new")


def only(found: Diff) -> RecordChange:
    assert found.schema == ()
    (record,) = found.records
    return record


def test_a_release_is_the_same_as_itself(copy: Copy) -> None:
    for place in (DATA, DATA.parent, DATA.parent.parent, DATA / "datapackage.json", DATA / "parquet", copy.folder):
        found = azturk_data.diff(place)
        assert not found
        assert found.text().startswith("nothing changed from ")
        assert found.changelog() == ""


def test_a_changed_cell(copy: Copy) -> None:
    (old,) = azturk_data.load("events", where={"event_id": EVENT}).to_pylist()
    copy.set("events", EVENT, title="Another", note=None, date_to=None)
    record = only(copy.diff())
    assert (record.change, record.kind, record.record_id, record.label) == ("changed", "event", EVENT, "Another")
    changed = {change.field: (change.old, change.new) for change in record.fields}
    expected = {name: (old[name], new) for name, new in (("title", "Another"), ("note", None), ("date_to", None))}
    assert changed == {name: pair for name, pair in expected.items() if pair[0] != pair[1]}


def test_rows_that_belong_to_a_record_are_its_changes(copy: Copy) -> None:
    def other_role(rows: Rows) -> None:
        row = next(row for row in rows if row["event_id"] == EVENT and row["role"] == "signatory")
        row.update(role="observer", capacity="guest")

    held = azturk_data.load("event_participants", where={"event_id": EVENT, "role": "signatory"}).to_pylist()[0]
    copy.rows("event_participants", other_role)
    record = only(copy.diff())
    assert record.record_id == EVENT
    gone, come = sorted(record.fields, key=lambda change: change.change, reverse=True)
    assert (gone.change, gone.field) == ("removed", f"event_participants[{held['actor_id']}, signatory]")
    assert (come.change, come.field) == ("added", f"event_participants[{held['actor_id']}, observer]")
    assert come.new == {"capacity": "guest"}


def test_parts_with_ids_belong_to_their_record(copy: Copy) -> None:
    provision = azturk_data.load("provisions", where={"agreement_id": AGREEMENT}).column(0)[0].as_py()
    copy.set("provisions", provision, topic="other", article=None)
    record = only(copy.diff())
    assert (record.kind, record.record_id) == ("agreement", AGREEMENT)
    assert {change.field for change in record.fields} <= {
        f"provisions[{provision}].topic",
        f"provisions[{provision}].article",
    }
    assert record.fields


def test_the_parts_of_a_part_do_too(copy: Copy) -> None:
    span = azturk_data.load("positions").column(0)[0].as_py()
    claim = azturk_data.load("spans", where={"span_id": span}).column("claim_id")[0].as_py()
    copy.set("positions", span, start=999_999)
    record = only(copy.diff())
    assert (record.kind, record.record_id) == ("claim", claim)
    assert [change.field for change in record.fields] == [f"positions[{span}].start"]


def test_a_claim_is_a_record_of_its_own(copy: Copy) -> None:
    copy.set("claims", CLAIM, statement="Something else.")
    record = only(copy.diff())
    assert (record.kind, record.record_id) == ("claim", CLAIM)
    copy.drop("claims", CLAIM)
    for table in ("spans", "mentions", "attributions", "framings", "claim_relations"):
        copy.drop(table, CLAIM)
    gone = next(record for record in copy.diff().records if record.record_id == CLAIM)
    assert (gone.change, gone.fields) == ("removed", ())


def test_the_claims_of_a_source_that_is_gone_are_told_with_it(copy: Copy) -> None:
    source = "source/tass-2021-01-30"
    claims = azturk_data.load("claims", where={"source_id": source}).column(0).to_pylist()
    copy.drop("sources", source)
    copy.drop("claims", source)
    found = copy.diff()
    gone = next(record for record in found.records if record.record_id == source)
    assert (gone.change, gone.parts) == ("removed", len(claims))
    assert not {record.record_id for record in found.records} & set(claims)
    assert f"- {source}  " in found.text()
    assert f"(with {len(claims)} claims)" in found.text()


def test_what_is_new_and_where_what_is_gone_went(copy: Copy) -> None:
    new = "event/2099-01-01-new"
    copy.rows("events", lambda rows: [*rows, {**rows[0], "event_id": new, "title": "New"}])
    copy.rows("moves", lambda rows: [*rows, {"id": EVENT, "moved_to": new}])
    copy.drop("events", EVENT)
    found = copy.diff()
    events = {record.record_id: record for record in found.kinds["event"]}
    assert (events[new].change, events[new].label) == ("added", "New")
    assert (events[EVENT].change, events[EVENT].moved_to) == ("removed", new)
    assert f"(now {new})" in found.text()
    assert [record.record_id for record in found.kinds["moves"]] == [f"moves[{EVENT}]"]


def test_an_actor_is_told_once(copy: Copy) -> None:
    state = azturk_data.load("states").column(0)[0].as_py()
    for table in ("states", "actors"):
        copy.set(table, state, name="Elsewhere")
    record = only(copy.diff())
    assert (record.kind, [change.field for change in record.fields]) == ("state", ["name"])


def test_what_has_no_id_is_told_by_its_key(copy: Copy) -> None:
    def define(rows: Rows) -> None:
        row = next(row for row in rows if (row["vocabulary"], row["term"]) == ("event_kind", "signing"))
        row["definition"] = "Other."

    copy.rows("vocabularies", define)
    copy.set("dyad_years", azturk_data.load("dyad_years").column(0)[0].as_py(), exercises=99)
    kinds = copy.diff().kinds
    assert [record.record_id for record in kinds["vocabularies"]] == ["vocabularies[event_kind, signing]"]
    assert [change.field for record in kinds["dyad_years"] for change in record.fields] == ["exercises"]


def test_the_schema_comes_first(copy: Copy) -> None:
    (copy.folder / "framings.parquet").unlink()
    copy.write("extras", pa.table({"extra_id": ["extra/one"], "title": ["One"]}))
    held = parquet.read_table(copy.folder / "events.parquet").drop_columns(["summary"])
    held = held.append_column("colour", pa.array(["red"] * held.num_rows))
    copy.write("events", held)
    years = parquet.read_table(copy.folder / "dyad_years.parquet")
    place = years.column_names.index("exercises")
    copy.write("dyad_years", years.set_column(place, "exercises", years.column(place).cast(pa.string())))
    found = copy.diff()
    assert found.records == ()
    assert set(found.schema) == {
        SchemaChange("added", "extras", new="1 row"),
        SchemaChange("removed", "framings", old=f"{azturk_data.load('framings').num_rows} rows"),
        SchemaChange("added", "events", "colour", new="string"),
        SchemaChange("removed", "events", "summary", old="string"),
        SchemaChange("changed", "dyad_years", "exercises", "int64", "string"),
    }
    assert found.text().splitlines()[2:4] == ["Schema", "+ table extras (1 row)"]


def test_tables_that_this_version_does_not_know(tmp_path: Path) -> None:
    for name, rows in (
        ("old", [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]),
        ("new", [{"a": 1, "b": "z"}, {"a": 2, "b": "y"}]),
    ):
        (tmp_path / name).mkdir()
        parquet.write_table(pa.Table.from_pylist(rows), tmp_path / name / "things.parquet")
    found = azturk_data.diff(tmp_path / "old", tmp_path / "new")
    assert {(record.change, record.record_id) for record in found.records} == {
        ("removed", "things[1, x]"),
        ("added", "things[1, z]"),
    }


def test_a_wheel(tmp_path: Path, copy: Copy) -> None:
    wheel = tmp_path / "azturk_data-0.0.9-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as held:
        descriptor = json.loads((DATA / "datapackage.json").read_text("utf-8")) | {"version": "0.0.9"}
        held.writestr("azturk_data/data/datapackage.json", json.dumps(descriptor))
        for path in DATA.rglob("*.*"):
            if path.suffix in (".csv", ".parquet"):
                held.write(path, f"azturk_data/data/{path.relative_to(DATA).as_posix()}")
    assert not azturk_data.diff(wheel)
    copy.set("events", EVENT, title="Another")
    found = azturk_data.diff(wheel, copy.folder)
    assert (found.old, found.new) == ("azturk-data 0.0.9", str(copy.folder))
    assert only(found).record_id == EVENT


def test_exports_can_be_compared(tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        folder = azturk_data.export(tmp_path / kind, kind)
        assert not azturk_data.diff(folder), azturk_data.diff(folder).text()


def test_places_that_hold_no_release(tmp_path: Path) -> None:
    (tmp_path / "file.whl").write_text("no wheel")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "events.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / "datapackage.json").write_text("{")
    outside = {"resources": [{"name": "events", "path": "../secret.csv"}]}
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "datapackage.json").write_text(json.dumps(outside))
    missing = {"resources": [{"name": "events", "path": "events.csv"}]}
    (tmp_path / "missing").mkdir()
    (tmp_path / "missing" / "datapackage.json").write_text(json.dumps(missing))
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as held:
        held.writestr("other/__init__.py", "")
    for name, message in {
        "none": "there is nothing at .*none; name a folder or a wheel",
        "file.whl": "is no wheel",
        "folder": "there are no tables in .*folder; name a folder with Parquet files",
        "broken": "the table 'events' of .*broken cannot be read",
        "json": "the datapackage.json of .*json cannot be understood",
        "outside": "names a file outside of it: ../secret.csv",
        "missing": "the table 'events' of .*missing cannot be read",
        "other.whl": "there are no tables in .*other.whl",
    }.items():
        with pytest.raises(NotAReleaseError, match=message):
            azturk_data.diff(tmp_path / name)
        run = runner.invoke(app, ["diff", str(tmp_path / name)])
        assert run.exit_code == 1
        assert run.stderr.count("\n") == 1


# How it is told.


def made(label: str, value: Any) -> Diff:
    field = FieldChange("changed", "title", value, f"{value}!")
    row = FieldChange("added", f"aliases[{value}, az, endonym]", new={"name": value})
    return Diff("a", "b", (), (RecordChange("changed", "event", "event/x", label, (field, row)),
                               RecordChange("added", "event", "event/y", label)))  # fmt: skip


@given(text=st.text(min_size=1))
@example(text="<script>alert(1)</script> **x** `y` [z](http://example.org) \x1b[31m ə ğ ı İ")
def test_nothing_that_is_told_is_markup(text: str) -> None:
    html = MarkdownIt("commonmark").render(made(text, text).changelog())
    for tag in ("<script", "<a ", "<strong", "<em", "<img", "<h1", "<table"):
        assert tag not in html
    assert html.count("<li>") == 2
    for told in (made(text, text).text(), made(text, text).changelog()):
        assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert made(text, text).text().count("\n") == 6


def test_the_command_line(copy: Copy) -> None:
    copy.set("events", EVENT, title="Another")
    run = runner.invoke(app, ["diff", str(DATA), str(copy.folder)])
    assert run.exit_code == 0
    assert run.stdout.splitlines()[2:] == [
        "Events: 1 changed",
        f"~ {EVENT}  Another",
        "    title: Signing of the Shusha Declaration → Another",
    ]
    held = json.loads(runner.invoke(app, ["diff", str(DATA), str(copy.folder), "--json"]).stdout)
    (record,) = held["records"]
    assert record["fields"] == [
        {"change": "changed", "field": "title", "old": "Signing of the Shusha Declaration", "new": "Another"}
    ]
    lines = runner.invoke(app, ["diff", str(DATA), str(copy.folder), "--changelog"]).stdout.splitlines()
    assert lines == [
        "### Changed",
        "",
        f"- `{EVENT}`: `title` from “Signing of the Shusha Declaration” to “Another”",
    ]
    assert runner.invoke(app, ["diff", str(DATA), "--json", "--changelog"]).exit_code == 2
    assert runner.invoke(app, ["diff", str(DATA), "--changelog"]).stdout == ""


def test_a_table_on_a_terminal(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    from azturk_data.cli import diff as command

    shown = Console(force_terminal=True, color_system=None, width=100, record=True)
    monkeypatch.setattr(command, "out", shown)
    copy.set("events", EVENT, title="[bold]Another[/bold] \x1b[31m")
    (copy.folder / "framings.parquet").unlink()
    assert runner.invoke(app, ["diff", str(DATA), str(copy.folder)]).exit_code == 0
    text = shown.export_text()
    assert "- table framings (" in text
    assert "[bold]Another[/bold]" in text
    assert "\x1b[31m" not in text


def test_export_on_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "azturk.sqlite"
    run = runner.invoke(app, ["export", "--format", "sqlite", "--table", "events", "--table", "places", str(out)])
    assert (run.exit_code, run.stdout) == (0, f"{out}\n")
    again = runner.invoke(app, ["export", "--format", "sqlite", str(out)])
    assert (again.exit_code, again.stderr) == (
        1,
        f"{out.resolve()} is there already; name another, or give force (--force) to replace it\n",
    )
    assert runner.invoke(app, ["export", "--format", "sqlite", "--force", str(out)]).exit_code == 0
    wrong = runner.invoke(app, ["export", "--format", "exel", str(out)])
    assert wrong.exit_code == 2
    assert "did you mean 'xlsx'?" in wrong.stderr
    unknown = runner.invoke(app, ["export", "--format", "csv", "--table", "event", str(tmp_path / "csv")])
    assert (unknown.exit_code, unknown.stderr.startswith("there is no table 'event'; did you mean 'events'")) == (
        1,
        True,
    )


@pytest.mark.parametrize("command", ["export", "diff"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example: azturk-data {command} " in runner.invoke(app, [command, "--help"]).stdout


def test_neither_is_imported_before_it_is_used() -> None:
    program = (
        "import sys, azturk_data\n"
        "print([name for name in sys.modules if name.startswith(('azturk_data.exp', 'azturk_data.comp'))])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
