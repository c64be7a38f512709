"""Other programs read the dataset as it is published, and a program that does not is found out."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from conformance_package import ROOT, TABLES, Package, cast, first_with, need, with_cell

from azturk_data import shipped

import client_spec
import kept
import running
from canonical import NULL, checksum, letters_in, text_of
from client_spec import ENVIRONMENTS, Client, Limit, client_of, clients, least_python
from comparing import Reading, differences, judge
from conformance_page import outcome, page
from expected import Expected, expected
from installing import missing
from kept import answer_of
from running import ClientError, command_of, run

CLIENTS = {client.name: client for client in clients()}


@pytest.fixture(scope="session")
def published() -> Expected:
    return expected(ROOT / "datapackage.json")


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_reads_every_table_as_it_is_published(name: str, published: Expected, tmp_path: Path) -> None:
    client = CLIENTS[name]
    need(client)
    verdict = judge(client, answer_of(client, ROOT / "datapackage.json", tmp_path), published)
    assert not verdict.unexplained, "\n".join(verdict.unexplained)


# What follows runs in the project's own Python, whose packages are enough for these clients.


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path / "package")


@pytest.fixture
def whole(package: Package) -> Expected:
    """What is to be read, before any damage."""
    return expected(package.descriptor)


def found(name: str, package: Package, whole: Expected) -> list[tuple[str, str, str | None]]:
    """Run a client on a package and return what differs."""
    client = CLIENTS[name].model_copy(update={"environment": None})
    work = package.folder / "work"
    work.mkdir()
    reading = run(client, package.descriptor, work)
    return [(one.kind, one.table, one.column) for one in differences(client, reading, whole)]


@pytest.mark.parametrize("name", ["pyarrow_dataset", "pandas_csv", "frictionless_csv"])
def test_nothing_differs_where_nothing_was_damaged(name: str, package: Package, whole: Expected) -> None:
    assert set(whole.tables) == set(TABLES)
    assert found(name, package, whole) == []


def test_a_changed_cell_is_found_with_its_column(package: Package, whole: Expected) -> None:
    package.change("positions", with_cell("start", 3, 1_000_000))
    assert found("pyarrow_dataset", package, whole) == [("content", "positions", "start")]


def test_a_replaced_letter_is_found_and_counted(package: Package, whole: Expected) -> None:
    row, name = first_with("aliases", "name", "ə")
    package.change("aliases", with_cell("name", row, name.replace("ə", "e", 1)))
    assert found("pyarrow_dataset", package, whole) == [("content", "aliases", "name"), ("letters", "aliases", None)]


def test_a_lost_row_is_found(package: Package, whole: Expected) -> None:
    package.change("positions", lambda table: table.slice(1))
    kinds = found("pyarrow_dataset", package, whole)
    assert kinds[0] == ("rows", "positions", None)
    assert {column for kind, _, column in kinds if kind == "content"} == set(whole.tables["positions"].types)


def test_rows_in_another_order_are_found(package: Package, whole: Expected) -> None:
    package.change("places", lambda table: table.take([1, 0, *range(2, table.num_rows)]))
    assert ("content", "places", "place_id") in found("pyarrow_dataset", package, whole)


@pytest.mark.parametrize(
    ("table", "column", "type_"),
    [
        ("positions", "start", pa.string()),
        ("positions", "start", pa.int32()),
        ("places", "latitude", pa.float32()),
        ("places", "disputed", pa.string()),
        ("places", "name", pa.large_string()),
    ],
)
def test_another_type_is_found_though_the_text_is_the_same(
    package: Package, whole: Expected, table: str, column: str, type_: pa.DataType
) -> None:
    package.change(table, cast(column, type_))
    differing = found("pyarrow_dataset", package, whole)
    assert ("type", table, column) in differing
    # Of a number that lost digits the text differs, too.
    assert {one for one in differing if one[0] == "content"} <= {("content", "places", "latitude")}


def test_an_empty_text_is_no_missing_one(package: Package, whole: Expected) -> None:
    row, _ = next((row, cell) for row, cell in enumerate(shipped.read("places")["note"].to_pylist()) if cell is None)
    package.change("places", with_cell("note", row, ""))
    assert found("pyarrow_dataset", package, whole) == [("content", "places", "note")]


def test_a_renamed_column_is_found(package: Package, whole: Expected) -> None:
    package.change("positions", lambda table: table.rename_columns(["span_id", "begin", *table.column_names[2:]]))
    assert found("pyarrow_dataset", package, whole) == [("columns", "positions", None)]


def test_a_table_that_is_not_read_is_found(package: Package, whole: Expected) -> None:
    text = json.loads(package.descriptor.read_text("utf-8"))
    text["resources"] = [one for one in text["resources"] if one["name"] != "places-parquet"]
    package.descriptor.write_text(json.dumps(text), "utf-8")
    assert found("pyarrow_dataset", package, whole) == [("unread", "places", None)]


def test_a_changed_cell_of_a_csv_file_is_found(package: Package, whole: Expected) -> None:
    package.change_text("vocabularies", ",None,", ",,")
    assert found("pandas_csv", package, whole) == [("content", "vocabularies", "label")]


def test_a_key_that_leads_nowhere_is_found(package: Package, whole: Expected) -> None:
    _, target = first_with("places", "part_of_id", "place/")
    package.change_text("places", f",{target},", ",place/nowhere,")
    assert found("frictionless_csv", package, whole) == [
        ("content", "places", "part_of_id"),
        ("foreign_keys", "places", None),
    ]


# The comparison itself, and what a client is.


def answer(whole: Expected, client: Client) -> dict[str, object]:
    """Return the answer of a client that read everything as it is published."""
    tables = {
        name: {
            "rows": table.rows,
            "columns": {c: {"type": client.types[t], "sha256": table.sha256(c)} for c, t in table.types.items()},
            "letters": dict(table.letters),
        }
        for name, table in whole.tables.items()
    }
    return {"version": "1.2.3.4", "tables": tables, "foreign_keys": dict.fromkeys(whole.foreign_keys, 0)}


def judged(whole: Expected, said: dict[str, object], limits: list[Limit]) -> tuple[str, ...]:
    client = CLIENTS["sqlite_export"].model_copy(update={"limits": limits})
    return judge(client, Reading.model_validate_json(json.dumps(said)), whole).unexplained


def test_a_limit_explains_what_it_names_and_nothing_else(whole: Expected) -> None:
    said = answer(whole, CLIENTS["sqlite_export"])
    said["tables"]["places"]["columns"]["disputed"]["type"] = "INT"
    limit = Limit(differs="type", tables="pla*", columns="disputed", found="INT", cause="it has no booleans")
    unexplained = ("places.disputed: type: expected BOOLEAN, found INT",)
    assert judged(whole, said, []) == unexplained
    assert judged(whole, said, [limit]) == ()
    for other in ({"differs": "content"}, {"tables": "actors"}, {"columns": "name"}, {"found": "TEXT"}):
        both = judged(whole, said, [limit.model_copy(update=other)])
        assert both[0] == unexplained[0]
        assert "this limit is not one any more" in both[1]


def test_a_limit_of_missing_cells_explains_no_other_change(whole: Expected) -> None:
    said = answer(whole, CLIENTS["sqlite_export"])
    limit = Limit(differs="content", tables="places", columns="latitude", missing_as="nan", cause="it has no null")
    texts = list(whole.tables["places"].texts["latitude"])
    column = said["tables"]["places"]["columns"]["latitude"]
    column["sha256"] = checksum("nan" if text == NULL else text for text in texts)
    assert judged(whole, said, [limit]) == ()
    texts[texts.index(NULL)] = "0.000000"
    column["sha256"] = checksum("nan" if text == NULL else text for text in texts)
    assert judged(whole, said, [limit])[0].startswith("places.latitude: content: ")


def test_a_limit_that_is_none_any_more_fails(whole: Expected) -> None:
    limit = Limit(differs="rows", tables="places", cause="it stops early")
    (line,) = judged(whole, answer(whole, CLIENTS["sqlite_export"]), [limit])
    assert line == "this limit is not one any more, take it out of sqlite_export.toml: rows of places: it stops early"


def test_keys_that_were_not_checked_or_are_broken_are_told(published: Expected) -> None:
    said = answer(published, CLIENTS["sqlite_export"])
    first, second = sorted(published.foreign_keys)[:2]
    said["foreign_keys"][first] = 3
    del said["foreign_keys"][second]
    lines = judged(published, said, [])
    assert f"{first} to hold, found broken in 3 rows" in lines[0]
    assert f"{second} checked, found not checked" in lines[1]


def test_a_table_that_could_not_be_read_says_what_the_client_said(whole: Expected) -> None:
    said = answer(whole, CLIENTS["sqlite_export"])
    del said["tables"]["places"]
    said["errors"] = {"places": "bad magic number"}
    assert judged(whole, said, []) == ("places: unread: expected the table, found bad magic number",)


def test_cells_as_text_are_what_the_contract_says() -> None:
    cells = [None, True, False, -7, 39.5, Decimal("39.5"), date(2021, 6, 15), "Şuşa", "2021-06-03~"]
    texts = [NULL, "true", "false", "-7", "39.500000", "39.500000", "2021-06-15", "Şuşa", "2021-06-03~"]
    assert [text_of(cell) for cell in cells] == texts
    assert checksum(["ə", "\\N"]) == hashlib.sha256(b"\xc9\x99\x1f\\N").hexdigest()
    assert letters_in(["İşğal", "işçi", "Շուշի"]) == {"ə": 0, "ğ": 1, "ı": 0, "İ": 1, "ş": 2, "ç": 1, "Շ": 1}


def program(folder: Path, source: str) -> Client:
    """Make a client of a program."""
    (folder / "odd.py").write_text(source, "utf-8")
    (folder / "odd.toml").write_text('title = "Odd"\nreads = "CSV"\ntried = "x"\ntimeout = 5\n[types]\n', "utf-8")
    return client_of(folder / "odd.toml")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise SystemExit('no memory')", "exit code 1\nno memory"),
        ("", "exit code 0"),
        ("import sys, pathlib; pathlib.Path(sys.argv[2]).write_text('{}')", "what it wrote is not an answer"),
        ("import time; time.sleep(60)", "no answer within 5 seconds"),
    ],
)
def test_a_client_that_gives_no_answer_is_told_with_what_it_said(tmp_path: Path, source: str, told: str) -> None:
    with pytest.raises(ClientError, match=re.escape(told)):
        run(program(tmp_path, source), ROOT / "datapackage.json", tmp_path)


def test_what_a_client_started_is_stopped_with_it(tmp_path: Path) -> None:
    started, survived = tmp_path / "started", tmp_path / "survived"
    later = f"import time, pathlib; time.sleep(20); pathlib.Path({str(survived)!r}).touch()"
    source = f"""
import pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {later!r}])
pathlib.Path({str(started)!r}).touch()
child.wait()
"""
    with pytest.raises(ClientError, match="no answer within 5 seconds"):
        run(program(tmp_path, source), ROOT / "datapackage.json", tmp_path)
    # It holds our end of what it would say: if it were not stopped, we should have waited for it.
    assert started.exists()
    assert not survived.exists()


def test_a_program_is_not_changed_under_another_client_that_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "NODE", tmp_path / "node")
    (tmp_path / "a.mjs").write_text("old", "utf-8")
    (tmp_path / "a.toml").write_text('title = "A"\nreads = "CSV"\ntried = "x"\n[types]\n', "utf-8")
    client = client_of(tmp_path / "a.toml")
    copy = Path(command_of(client)[1])
    with copy.open(encoding="utf-8") as held:
        client.program.write_text("new", "utf-8")
        assert command_of(client) == ["node", str(copy)]
        assert held.read() == "old"
    assert copy.read_text("utf-8") == "new"
    assert list(copy.parent.iterdir()) == [copy]


def debian(folder: Path, monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """Put a `dpkg-query` first on the path that knows these packages, and `gone` as one that was taken off."""
    folder.mkdir(exist_ok=True)
    known = [f"""*Status*' {name}') printf 'install ok installed';;""" for name in versions]
    known += [f"""*Version*' {name}') printf '{name} {version}';;""" for name, version in versions.items()]
    known.append("*Status*' gone') printf 'deinstall ok config-files';;")
    (folder / "dpkg-query").write_text("\n".join(["#!/bin/sh", 'case "$*" in', *known, "*) exit 1;;", "esac"]), "utf-8")
    (folder / "dpkg-query").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no packages of Debian's")
def test_a_command_without_the_packages_that_a_program_needs_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debian(tmp_path / "bin", monkeypatch, there="1")
    client = program(tmp_path, "")
    for packages, lack in [("there", None), ("there gone unknown", "gone unknown (Debian's)")]:
        assert missing(client.model_copy(update={"apt": {"sh": packages}})) == lack
    assert missing(client.model_copy(update={"apt": {"no-such": "there"}})) == "no-such (Debian's there)"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no packages of Debian's")
def test_an_answer_is_kept_until_something_changes_that_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(client: Client, descriptor: Path, work: Path) -> Reading:
        asked.append(client.name)
        return Reading.model_validate_json('{"version": "1", "tables": {}}')

    monkeypatch.setattr(kept, "PLACE", tmp_path / "place")
    monkeypatch.setattr(kept, "run", counted)
    (tmp_path / "datapackage.json").write_text("{}", "utf-8")
    client = program(tmp_path, "").model_copy(update={"apt": {"sh": "there"}})

    def times() -> int:
        answer_of(client, tmp_path / "datapackage.json", tmp_path)
        return len(asked)

    debian(tmp_path / "bin", monkeypatch, there="1")
    assert [times(), times()] == [1, 1]
    debian(tmp_path / "bin", monkeypatch, there="2")
    assert [times(), times()] == [2, 2]
    monkeypatch.setattr(kept, "sys", SimpleNamespace(version="another Python"))
    assert [times(), times()] == [3, 3]
    (tmp_path / "datapackage.json").write_text("[]", "utf-8")
    assert [times(), times()] == [4, 4]


def test_the_least_python_of_an_environment_is_the_greatest_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_spec, "HERE", tmp_path)
    (tmp_path / "clients").mkdir()
    for name, said in [("a", 'python = "3.9"'), ("b", 'python = "3.12"'), ("c", "")]:
        (tmp_path / "clients" / f"{name}.toml").write_text(f'environment = "shared"\n{said}\n', "utf-8")
    assert least_python("shared") == "3.12"
    assert least_python("shared", "3.13", None) == "3.13"
    assert least_python("another") is None


def test_a_client_has_no_packages_but_its_own_and_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    (work := tmp_path / "work").mkdir()
    source = """
import sys, urllib.request
try:
    urllib.request.urlopen('http://example.org')
except OSError as error:
    sys.exit(f"{error} {sys.path}")
"""
    with pytest.raises(ClientError) as caught:
        run(program(tmp_path, source), ROOT / "datapackage.json", work)
    assert "Connection refused" in str(caught.value)
    assert "elsewhere" not in str(caught.value)


def test_what_is_missing_is_named_with_where_to_get_it(tmp_path: Path) -> None:
    client = program(tmp_path, "").model_copy(
        update={"apt": {"no-such-command": "no-such-package"}, "environment": "no-such-environment"}
    )
    assert missing(client) == "no-such-command (Debian's no-such-package), the environment no-such-environment"


def test_a_client_is_one_program_and_says_nothing_unknown(tmp_path: Path) -> None:
    (tmp_path / "lone.toml").write_text('title = "Lone"\n', "utf-8")
    with pytest.raises(ValueError, match=r"lone\.toml needs one program beside it"):
        client_of(tmp_path / "lone.toml")
    program(tmp_path, "")
    (tmp_path / "odd.toml").write_text('title = "Odd"\nreads = "CSV"\ntried = "x"\nlimit = 1\n[types]\n', "utf-8")
    with pytest.raises(ValueError, match="limit"):
        client_of(tmp_path / "odd.toml")


def test_everything_that_clients_import_is_pinned() -> None:
    packages = json.loads((ROOT / "conformance" / "package.json").read_text("utf-8"))["dependencies"]
    for client in CLIENTS.values():
        assert set(client.npm) <= set(packages)
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in packages.values())
    used = {client.environment for client in CLIENTS.values() if client.environment}
    for name in used:
        lines = (ENVIRONMENTS / f"{name}.txt").read_text("utf-8").splitlines()
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), name


def test_the_page_names_every_client_and_limit_with_its_cause(whole: Expected) -> None:
    client = CLIENTS["sqlite_export"].model_copy(
        update={"version_parts": 2, "limits": [Limit(differs="rows", cause="It stops early.")]}
    )
    said = answer(whole, client)
    said["tables"]["places"]["rows"] = 1
    verdict = judge(client, Reading.model_validate_json(json.dumps(said)), whole)
    assert outcome(verdict) == "equal, but for 1 known limit; every foreign key holds"
    text = page([verdict])
    row = "| SQLite | 1.2 | SQLite export | "
    assert row in text
    assert "equal, but for [the limits below]" in text
    assert "**SQLite, SQLite export.** It stops early." in text


def test_the_committed_page_has_every_client() -> None:
    text = (ROOT / "docs" / "conformance.md").read_text("utf-8")
    for client in CLIENTS.values():
        assert f"| {client.title} | " in text
        assert f" | {client.reads} | {client.tried} | " in text, "run 'make conformance'"
    # The table of clients has a line for each, and two for its head; below it comes that of the validators.
    assert text.partition("\n## ")[0].count("\n| ") == len(CLIENTS) + 2


def conformance(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "conformance"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_command_tells_a_wrong_name() -> None:
    done = conformance("--no-install", "no-such-client")
    assert done.returncode == 2
    assert "no client's or validator's name begins so; there are" in done.stderr
    done = conformance("--in")
    assert done.returncode == 2
    assert re.fullmatch("--in needs the name of an environment.*\n", done.stderr)
    done = conformance("--in", "no-such-environment", "-m", "pytest")
    assert done.returncode == 1
    assert done.stderr.startswith("there is no environment no-such-environment; there are ")
