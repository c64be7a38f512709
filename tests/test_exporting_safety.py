"""`export`: nothing is half-written, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from exports import content

import azturk_data
from azturk_data.errors import ExportError
from azturk_data.exporting import staging
from azturk_data.exporting.formats import FORMATS


def test_what_is_there_is_left_alone_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "mine.graphml").write_text("mine")
    with pytest.raises(ExportError, match=r"mine\.graphml is there already; name another, or give force"):
        azturk_data.export(tmp_path / "mine.graphml", "graphml")
    assert (tmp_path / "mine.graphml").read_text() == "mine"
    azturk_data.export(tmp_path / "mine.graphml", "graphml", force=True)
    assert "<graphml" in (tmp_path / "mine.graphml").read_text("utf-8")
    (tmp_path / "events.csv").write_text("mine")
    (tmp_path / "other.csv").write_text("mine")
    with pytest.raises(ExportError, match=r"holds events\.csv already; name another"):
        azturk_data.export(tmp_path, "csv", ["events", "places"])
    assert not (tmp_path / "places.csv").exists()
    azturk_data.export(tmp_path, "csv", ["events", "places"], force=True)
    assert (tmp_path / "events.csv").read_bytes() == azturk_data.path("events", "csv").read_bytes()
    assert (tmp_path / "other.csv").read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(staging.HIDDEN)]


def test_places_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "csv" / "events.csv").mkdir(parents=True)
    cases = [
        (tmp_path / "none" / "out.ics", "ics", None, "there is no folder .*none; make it first"),
        (tmp_path / "none" / "out", "csv", None, "there is no folder .*none; make it first"),
        (tmp_path / "file", "csv", None, "is a file; this format is a folder"),
        (tmp_path / "csv", "csv", ["events"], "is no file and will not be replaced"),
    ]
    for path, kind, tables, message in cases:
        with pytest.raises(ExportError, match=message):
            azturk_data.export(path, kind, tables, force=True)
    assert azturk_data.export(tmp_path / "folder", "ics") == tmp_path / "folder" / "azturk-data.ics"


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:  # the root user may write anywhere
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    for name in ("new", "file.ics"):
        with pytest.raises(ExportError, match=r"cannot be written \(Permission denied\); nothing was changed"):
            azturk_data.export(tmp_path / name, "ics" if name.endswith("ics") else "csv")


def test_an_interrupt_right_after_the_hidden_folder_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def make_and_stop(path: Path, *given: Any, **named: Any) -> None:
        make(path, *given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", make_and_stop)
    for name in ("ics", "csv"):
        with pytest.raises(KeyboardInterrupt):
            azturk_data.export(tmp_path / "out", name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stopped"]
)
def test_what_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, error: BaseException
) -> None:
    old = tmp_path / "old"
    azturk_data.export(old, format)
    before = content(old)

    def fail(path: Path) -> None:
        raise error

    monkeypatch.setattr(staging, "_settle", fail)
    for name, force in (("new", False), ("old", True)):
        with pytest.raises(ExportError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
            azturk_data.export(tmp_path / name, format, force=force)
        if isinstance(error, OSError):
            assert "cannot be written (No space left on device); nothing was changed" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert content(old) == before


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("duckdb", "ics")])
@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_disk_that_is_full_is_said(tmp_path: Path, format: str) -> None:
    program = (
        "import resource, azturk_data, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        f"azturk_data.export(sys.argv[1], {format!r})\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "out")], capture_output=True, text=True, check=False
    )
    assert "ExportError" in run.stderr
    assert "nothing was changed" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_half_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    azturk_data.export(tmp_path, "csv", ["events", "places"])
    (tmp_path / "events.csv").write_text("older")
    before = content(tmp_path)
    replace, moves = Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        moves[0] += 1
        if moves[0] == 4:
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExportError, match="Input/output error"):
        azturk_data.export(tmp_path, "csv", ["events", "places", "series"], force=True)
    assert content(tmp_path) == before


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.ics").symlink_to(tmp_path / "real" / "file.ics")
    azturk_data.export(tmp_path / "link.ics", "ics")
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "real" / "file.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
