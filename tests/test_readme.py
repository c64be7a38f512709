"""The README says what is so: its examples print what it shows, its table and its figures are the data's."""

import doctest
import os
import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

import azturk_data
from azturk_data.cli import app
from azturk_data.texts import DEFAULT_FOLDER, ENVIRONMENT

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_python_examples_print_what_the_readme_shows() -> None:
    """All blocks run in one session, as a reader would type them."""
    example = doctest.DocTestParser().get_doctest("\n".join(blocks("python")), {}, "README.md", "README.md", 0)
    assert len(example.examples) > 10
    assert all(e.want for e in example.examples if not re.match(r"(import |[\w(][\w, )]* = )", e.source))
    report: list[str] = []
    doctest.DocTestRunner().run(example, out=report.append)
    assert report == []


def commands() -> list[tuple[list[str], str]]:
    """Every command of the README, taken apart, and the output that is shown below it."""
    shown = "\n".join(blocks("console"))
    pieces = re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)
    return [(shlex.split(line, comments=True), output) for line, output in pieces]


def test_the_make_targets_are_the_two_promised() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {words[1] for words, _ in commands() if words[0] == "make"} == {"data", "test"} <= set(targets)


OURS = [(words[1:], output) for words, output in commands() if words[0] == "azturk-data"]


@pytest.mark.parametrize(("arguments", "output"), OURS, ids=[" ".join(arguments) for arguments, _ in OURS])
def test_the_commands_do_what_the_readme_shows(
    arguments: list[str], output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")  # else as wide as whatever the tests run in
    if "--live" in arguments:
        # The web is no part of a test; tests/test_hydration*.py try live fetching on servers of their own.
        assert "--live" in CliRunner().invoke(app, [arguments[0], "--help"]).stdout
        return
    if arguments == ["explore"]:
        # It serves until it is told to stop; tests/test_explorer*.py start it and walk through it.
        assert "127.0.0.1" in CliRunner().invoke(app, ["explore", "--help"]).stdout
        return
    if any(argument.startswith("path/to/") for argument in arguments):
        request.getfixturevalue("texts")
        folder = str(Path(os.environ.get(ENVIRONMENT) or ROOT / DEFAULT_FOLDER))
        arguments = [folder if argument.startswith("path/to/") else argument for argument in arguments]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    if output.strip():
        assert result.stdout.strip() == output.strip()


def test_the_table_at_the_top_is_the_data() -> None:
    rows = re.findall(r"^\| ([-\d/X\[\].~?]*) \| (.+?) \| (.+?) \| (\d+) \|$", README, re.MULTILINE)
    assert len(rows) == 6
    source = {row["claim_id"]: row["source_id"] for row in azturk_data.load("claims").to_pylist()}
    evidence = azturk_data.load("evidence").to_pylist()
    events = azturk_data.load("events").to_pylist()
    for date, _, status, sources in rows:
        matching = [e["event_id"] for e in events if (e["date"] or "", e["status"]) == (date, status.replace(" ", "_"))]
        counts = {len({source[row["claim_id"]] for row in evidence if row["record_id"] == event}) for event in matching}
        assert int(sources) in counts, (date, status, counts)


def test_the_sources_are_counted() -> None:
    corpora = azturk_data.load("sources")["corpus"].to_pylist()
    assert corpora.count("core") == 5
    assert f"and {corpora.count('extended')} further sources" in README


def test_every_table_is_named_and_counted() -> None:
    counted = {
        "claims": "{:,} claims",
        "tenures": "{} tenures",
        "officials": "{} officials",
        "agreements": "{} agreements",
    }
    for table, told in counted.items():
        assert told.format(azturk_data.load(table).num_rows) in " ".join(README.split())
    assert f"in {len(azturk_data.tables())} linked tables" in " ".join(README.split())
    named = set(re.findall(r"`([a-z_]+)`", README[README.index("## The tables") : README.index("Dates come")]))
    assert named == set(azturk_data.tables())


def test_the_citation_names_the_version() -> None:
    assert f"version {azturk_data.__version__}." in README
    assert f"version: {azturk_data.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## {azturk_data.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("page", [p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")]])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("module", ["azturk_data", "azturk_data.shipped", "azturk_data.tracing", "azturk_data.finding"])
def test_examples_in_docstrings(module: str) -> None:
    import importlib

    result = doctest.testmod(importlib.import_module(module))
    assert result.failed == 0
    assert result.attempted > 0
