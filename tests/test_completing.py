"""What shells are offered: ids with what they are, tables, terms; and nothing where anything is wrong."""

from __future__ import annotations

import shlex

import pytest
from typer.testing import CliRunner

import azturk_data
from azturk_data import shipped
from azturk_data.cli import app
from azturk_data.errors import BrokenInstallationError
from azturk_data.exporting.formats import FORMATS
from azturk_data.models.vocabularies import EventKind
from azturk_data.pictures import PICTURES
from azturk_data.skeleton import KINDS

run = CliRunner()


def shown(shell: str, *words: str) -> str:
    line = shlex.join(["azturk-data", *words[:-1]]) + f" {words[-1]}"
    asked = {
        "_AZTURK_DATA_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = run.invoke(app, prog_name="azturk-data", env=asked)
    # Nothing offered is not the same as nothing said before it fell over.
    assert (done.exit_code, done.stderr) == (0, ""), done.exception
    return done.stdout


def offered(*words: str) -> list[str]:
    return shown("bash", *words).split()


def test_ids_come_kind_by_kind() -> None:
    ids = azturk_data.load("records").column("record_id").to_pylist()
    for command in ("show", "evidence", "cite"):
        assert offered(command, "") == sorted({f"{id_.partition('/')[0]}/" for id_ in ids})
        assert offered(command, "of") == [id_ for id_ in ids if id_.startswith("official/")]
        assert offered(command, "agreement/kars-t") == ["agreement/kars-treaty-1921"]
        assert offered(command, "no such") == []


def test_only_what_can_act_is_offered_as_an_actor() -> None:
    for command in (["timeline"], ["picture", "network", "out.svg"]):
        assert offered(*command, "--actor", "") == ["official/", "organisation/", "outlet/", "state/"]
        assert offered(*command, "--actor", "official/hulusi-a") == ["official/hulusi-akar"]
        assert offered(*command, "--actor", "event/2021") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["path", "ev"], [name for name in azturk_data.tables() if name.startswith("ev")]),
        (["check", "--table", ""], azturk_data.tables()),
        (["export", "out", "--table", "ten"], ["tenures"]),
        (["export", "out", "--format", ""], list(FORMATS)),
        (["timeline", "--kind", ""], [term.value for term in EventKind]),
        (["picture", ""], list(PICTURES)),
        (["picture", "voices", "out.svg", "--by", ""], ["country", "outlet"]),
        (["new", ""], list(KINDS)),
        (["hydrate", "--source", "source/tass-2021-01"], ["source/tass-2021-01-30"]),
        (["coverage", "--source", "source/tass-2021-01"], ["source/tass-2021-01-30"]),
        (["check", "--engine", ""], ["duckdb", "spark"]),
        (["path", "events", "--format", ""], ["parquet", "csv"]),
        (["cite", "--format", ""], ["text", "bibtex", "csl-json"]),
    ],
)
def test_values(words: list[str], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_a_broken_installation_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BrokenInstallationError("there is no data")

    monkeypatch.setattr(shipped, "read", broken)
    monkeypatch.setattr(shipped, "tables", broken)
    assert offered("show", "") == offered("path", "") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_shells_that_show_it_are_told_what_a_value_is(shell: str) -> None:
    told = shown(shell, "show", "agreement/kars-t")
    assert "agreement/kars-treaty-1921" in told
    assert str(azturk_data.get("agreement/kars-treaty-1921").title) in told
