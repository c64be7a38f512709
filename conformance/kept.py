"""A client's last answer, for as long as nothing changes that it rests on: `make test` need not ask them all again."""

from __future__ import annotations

import functools
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from client_spec import HERE, Client
from comparing import Reading
from installing import PLACE
from running import run

ROOT = HERE.parent
_SOURCES = (".py", ".mjs", ".R", ".bas", ".toml", ".txt", ".json")


def answer_of(client: Client, descriptor: Path, work: Path) -> Reading:
    """Return what a client answers: as it is kept, or else by running it, and keep that."""
    stem = PLACE / "answers" / client.name
    key = _key(client, descriptor)
    answer, stamp = stem.with_suffix(".json"), stem.with_suffix(".key")
    if answer.is_file() and stamp.is_file() and stamp.read_text("utf-8") == key:
        return Reading.model_validate_json(answer.read_bytes())
    return ask(client, descriptor, work)


def ask(client: Client, descriptor: Path, work: Path) -> Reading:
    """Run a client, keep what it answers, and return it."""
    key = _key(client, descriptor)
    reading = run(client, descriptor, work)
    stem = PLACE / "answers" / client.name
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_suffix(".json").write_text(reading.model_dump_json(), "utf-8")
    stem.with_suffix(".key").write_text(key, "utf-8")
    return reading


def _key(client: Client, descriptor: Path) -> str:
    """The checksum of what the answer rests on: the data, the programs, and the versions of what runs them.

    Packages of an environment or of npm are known by the file that pins them. What no version here tells of, such as a
    library of the system below a program, is not seen: `make conformance` asks every client anew.
    """
    whole = hashlib.sha256()
    for version in _versions(client):
        whole.update(f"{version}\0".encode())
    for path in sorted(_rests_on(client, descriptor)):
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return whole.hexdigest()


def _versions(client: Client) -> Iterator[str]:
    for command, packages in client.apt.items():
        yield _installed(packages) or _said((command, "--version"))
    match client.program.suffix:
        case ".py":
            # The environments are made with our Python, too.
            yield sys.version
        case ".mjs":
            yield _said(("node", "--version"))
        case _:
            pass
    if client.export or (client.program.suffix == ".py" and not client.environment):
        yield _ours()


def _installed(packages: str) -> str:
    """The versions of Debian packages; empty where Debian's are not known or one of them is not there."""
    query = ("dpkg-query", "-W", "-f=${Package} ${Version}\n", *packages.split())
    return _said(query) if shutil.which("dpkg-query") else ""


def _said(command: tuple[str, ...]) -> str:
    found = shutil.which(command[0])
    if not found:
        return ""
    done = subprocess.run([found, *command[1:]], capture_output=True, check=False)
    return "" if done.returncode else done.stdout.decode(errors="replace")


@functools.cache
def _ours() -> str:
    """The packages of the project's own Python, which exports, and runs the clients that have no environment."""
    return " ".join(sorted(f"{one.name}=={one.version}" for one in distributions()))


def _rests_on(client: Client, descriptor: Path) -> Iterator[Path]:
    yield descriptor
    yield from (path for path in HERE.rglob("*") if path.suffix in _SOURCES)
    data = descriptor.parent / "azturk_data"
    yield from (path for path in data.rglob("*") if path.suffix in (".parquet", ".csv"))
    if client.export:
        yield from data.rglob("*.py")
