"""A client's last answer, for as long as nothing changes that it rests on: `make test` need not ask them all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
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
    """The checksum of all that the answer rests on, but for the client itself, which its requirements pin."""
    whole = hashlib.sha256()
    for path in sorted(_rests_on(client, descriptor)):
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return whole.hexdigest()


def _rests_on(client: Client, descriptor: Path) -> Iterator[Path]:
    yield descriptor
    yield from (path for path in HERE.rglob("*") if path.suffix in _SOURCES)
    data = descriptor.parent / "azturk_data"
    yield from (path for path in data.rglob("*") if path.suffix in (".parquet", ".csv"))
    if client.export:
        yield from data.rglob("*.py")
