"""Starting the explorer: the database it prepares, the port it takes, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import azturk_data
from azturk_data.cli import app
from azturk_data.errors import MissingExtraError

pytest.importorskip("datasette", reason="the extra 'explore' is not installed")

from azturk_data.explorer import application, preparing, serving
from azturk_data.explorer.errors import ExplorerError
from azturk_data.explorer.preparing import prepare

run = CliRunner()


def quiet(*_: object) -> None:
    pass


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    prepare(folder, quiet)
    return folder


def test_the_database_has_every_table_and_an_index_of_every_key(cache: Path) -> None:
    from azturk_data.schema.tables import catalogue

    with closing(sqlite3.connect(prepare(cache, quiet))) as held:
        for table in catalogue().values():
            (count,) = held.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
            assert count == azturk_data.load(table.name).num_rows
            indexed = {
                held.execute(f'PRAGMA index_info("{index[1]}")').fetchone()[2]
                for index in held.execute(f'PRAGMA index_list("{table.name}")')
            }
            assert {column.name for column in table.columns if column.reference} <= indexed


def test_it_is_made_once(cache: Path) -> None:
    made: list[str] = []
    first = prepare(cache, quiet)
    changed = first.stat().st_mtime_ns
    assert prepare(cache, lambda what, *_: made.append(what)) == first
    assert (first.stat().st_mtime_ns, made) == (changed, [])


def test_what_is_damaged_is_made_anew_and_what_is_outdated_goes(tmp_path: Path, cache: Path) -> None:
    whole = prepare(cache, quiet)
    damaged = tmp_path / whole.parent.name / whole.name
    old = tmp_path / "0123456789abcdef" / whole.name
    for path in (damaged, old):
        path.parent.mkdir()
        path.write_bytes(whole.read_bytes()[:40_000] + b"x" * 4000)
    assert prepare(tmp_path, quiet) == damaged
    assert damaged.stat().st_size == whole.stat().st_size
    assert not old.parent.exists()
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted([damaged.parent.name, damaged.name])


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, where the cache cannot be written."""
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(preparing.tempfile, "tempdir", None)
    return tmp_path / "temporary"


def heeding_signals() -> None:
    """Undo, in a process that begins, what nohup or a shell's background gave it: signals that it is not to heed."""
    for one in (signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


def explore(*before: str) -> list[str]:
    return [*before, sys.executable, "-m", "azturk_data", "explore", "--no-browser", "--port", "0"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
@pytest.mark.parametrize("end", ["SIGINT", "SIGHUP"])  # at the latter, SIGTERM is raised
def test_where_the_cache_cannot_be_written_a_temporary_folder_does_and_goes(temporary: Path, end: str) -> None:
    with subprocess.Popen(
        explore(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=heeding_signals,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[4]
            with urllib.request.urlopen(f"{address}azturk/places.json?_size=1", timeout=60) as answer:
                assert answer.status == 200
            (made,) = temporary.iterdir()
            assert [path.name for path in made.iterdir()] == ["azturk.db"]
            process.send_signal(getattr(signal, end))
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (out, err) == ("", "Preparing the database …\n")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the length of files is limited by a shell")
def test_where_there_is_no_room_it_says_what_to_do(temporary: Path) -> None:
    limited = explore("sh", "-c", 'ulimit -f 2000; exec "$@"', "sh")
    result = subprocess.run(limited, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout) == (1, "")
    said = result.stderr.splitlines()[1:]
    assert len(said) == 1
    assert said[0].startswith("the explorer's database can be written neither in ")
    assert said[0].endswith("; make room, or name another folder in the variable AZTURK_CACHE")
    assert list(temporary.iterdir()) == []


def test_no_room_for_the_indexes_is_told_as_well(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(preparing, "sqlite", lambda target, *_: target.touch())
    monkeypatch.setattr(preparing, "add_indexes", full)
    given = tmp_path / "given"
    with pytest.raises(ExplorerError, match=r"given \(database or disk is full\); make room, or give another folder$"):
        prepare(given, quiet)
    with pytest.raises(ExplorerError, match=r"neither in .*file.* \(.+\) nor .* \(database or disk is full\); make"):
        prepare(None, quiet)
    assert list(given.iterdir()) == list(temporary.iterdir()) == []


def test_without_full_text_search_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lacking(sqlite3.Connection):
        def execute(self, query: str, *values: Any) -> Any:
            if "fts5" in query.lower():
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(query, *values)

    connect = sqlite3.connect
    monkeypatch.setattr(preparing.sqlite3, "connect", lambda *a, **k: connect(*a, factory=Lacking, **k))
    with pytest.raises(
        ExplorerError, match=r"needs an SQLite with full-text search, FTS5 \(no such module: fts5\); use"
    ):
        prepare(None, quiet)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    with pytest.raises(
        MissingExtraError, match=r"needs the package 'datasette.*'; pip install 'azturk-data\[explore\]'"
    ):
        application.ensure_extra()
    result = run.invoke(app, ["explore", "--no-browser"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_port_in_use_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run.invoke(app, ["explore", "--no-browser", "--port", str(port)])
    assert result.exit_code == 1
    assert result.stderr == f"port {port} is in use; choose another with --port, or 0 for any that is free\n"


def test_wrong_use_is_told() -> None:
    assert run.invoke(app, ["explore", "--port", "70000"]).exit_code == 2
    result = run.invoke(app, ["explore", "--no-browser", "--host", "no such host"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "--host" in result.stderr


def test_by_default_only_this_machine_can_reach_it() -> None:
    with serving.listening("127.0.0.1", 0) as held:
        assert held.getsockname()[0] == "127.0.0.1"
        assert serving.address(held) == f"http://127.0.0.1:{held.getsockname()[1]}/"
    assert "127.0.0.1" in run.invoke(app, ["explore", "--help"]).stdout


def test_it_is_served_until_ctrl_c_which_ends_it_quietly(cache: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', "utf-8")
    browser.chmod(0o755)
    environment = os.environ | {"AZTURK_CACHE": str(tmp_path), "PYTHONUNBUFFERED": "1", "BROWSER": f"{browser} %s"}
    (tmp_path / "explorer").symlink_to(cache, target_is_directory=True)
    command = [sys.executable, "-m", "azturk_data", "explore", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("The explorer is at http://127.0.0.1:")
        address = line.split()[4]
        with urllib.request.urlopen(f"{address}azturk/places.json?_size=1", timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")
    assert (tmp_path / "opened").read_text("utf-8").strip() == address
