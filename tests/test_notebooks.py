"""The notebooks run, without a network, and show something."""

import socket
import time
from pathlib import Path

import pytest
from cells import cells, run
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a notebook reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_cell_by_cell(notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started = time.monotonic()
    shown = run(notebook)
    assert len(shown) >= 5
    # Nothing that a reader meets on the first page of a notebook is an empty frame.
    assert all(len(value) > 0 for value in shown if hasattr(value, "__len__")), [type(value) for value in shown]
    assert time.monotonic() - started < 60
    assert "Traceback" not in capsys.readouterr().out


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_a_notebook_in_percent_format(notebook: Path) -> None:
    text = notebook.read_text("utf-8")
    assert text.startswith("# ---\n# jupyter:\n")
    assert "format_name: percent" in text
    kinds = [kind for kind, _ in cells(notebook)]
    assert kinds[0] == "markdown"
    assert kinds.count("code") >= 8


def test_every_notebook_is_listed() -> None:
    listed = (ROOT / "notebooks" / "README.md").read_text("utf-8")
    assert [path.name for path in NOTEBOOKS] == ["join.py", "shusha.py", "tour.py"]
    assert all(f"[{path.name}]({path.name})" in listed for path in NOTEBOOKS)
