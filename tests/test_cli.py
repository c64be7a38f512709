import json
import os
import subprocess
import sys

from conftest import Workshop
from typer.testing import CliRunner

import azturk_data
from azturk_data.cli import app

runner = CliRunner()


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).stdout == f"azturk-data {azturk_data.__version__}\n"


def test_help_names_every_command() -> None:
    shown = runner.invoke(app, ["--help"]).stdout
    reading = ("find", "search", "show", "timeline", "cite")
    for command in (*reading, "tables", "path", "evidence", "hydrate", "anchor", "verify", "lint", "coverage"):
        assert command in shown


def test_tables_are_plain_when_piped() -> None:
    lines = runner.invoke(app, ["tables"]).stdout.splitlines()
    rows = {line.split("\t")[0]: int(line.split("\t")[1]) for line in lines}
    assert rows == {name: azturk_data.load(name).num_rows for name in azturk_data.tables()}
    assert json.loads(runner.invoke(app, ["tables", "--json"]).stdout)[0]["table"] == "actors"


def test_path() -> None:
    assert runner.invoke(app, ["path", "events"]).stdout.strip() == str(azturk_data.path("events"))
    wrong = runner.invoke(app, ["path", "event"])
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("there is no table 'event'; did you mean 'events' or ")
    assert runner.invoke(app, ["path", "events", "--format", "xml"]).exit_code == 2


def test_anchor_and_verify(unanchored: Workshop) -> None:
    where = ["--records", str(unanchored.records), "--texts", str(unanchored.folder / "texts")]
    assert runner.invoke(app, ["anchor", *where]).stdout == "3 positions written, 0 unchanged, in 1 files\n"
    assert runner.invoke(app, ["anchor", *where]).stdout == "0 positions written, 3 unchanged, in 1 files\n"
    done = runner.invoke(app, ["verify", *where])
    assert (done.exit_code, done.stdout) == (
        0,
        "3 passages verified against 1 texts; 0 spans of extended sources cannot be\n",
    )


def test_anchor_reports_words_that_are_not_there(unanchored: Workshop) -> None:
    unanchored.change("source/wire-2021-05-03", "No drill was held", "No drills were held")
    where = ["--records", str(unanchored.records), "--texts", str(unanchored.folder / "texts")]
    run = runner.invoke(app, ["anchor", *where])
    assert run.exit_code == 1
    assert "stand nowhere in the text; copy them from the text letter for letter" in run.stderr
    assert "1 problem in the records; the files with a problem were left as they are" in run.stderr


def test_verify_reports_what_fails(workshop: Workshop) -> None:
    (workshop.folder / "texts" / "any-name.txt").write_text("another text")
    run = runner.invoke(app, ["verify", "--records", str(workshop.records), "--texts", str(workshop.folder / "texts")])
    assert run.exit_code == 1
    assert "0 passages verified against 0 texts" in run.stdout
    assert "text_sha256: no text has this SHA-256; put the text into the folder of texts" in run.stderr


def test_no_texts_and_no_records(workshop: Workshop) -> None:
    run = runner.invoke(app, ["verify", "--records", str(workshop.records), "--texts", str(workshop.folder / "none")])
    assert run.exit_code == 1
    assert "there is no folder of texts at" in run.stderr
    assert "name it with --texts, or in the variable AZTURK_SOURCES" in run.stderr
    run = runner.invoke(app, ["lint", "--records", str(workshop.folder / "none")])
    assert run.exit_code == 1
    assert "there is no folder of records at" in run.stderr


def test_lint(workshop: Workshop) -> None:
    assert runner.invoke(app, ["lint", "--records", str(workshop.records)]).stdout == "13 records, no problem\n"
    workshop.change("place/hamn", "disputed: false", "disputed: perhaps")
    run = runner.invoke(app, ["lint", "--records", str(workshop.records)])
    assert run.exit_code == 1
    assert "place/hamn.disputed: 'perhaps' is not true or false; write true or false" in run.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{sys.executable}' -m azturk_data tables | head -n 1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.startswith("actors\t")
    assert run.stderr == ""
