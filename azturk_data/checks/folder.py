"""Finding the files of the tables in a folder, whatever its shape, and what a descriptor beside them promises."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from azturk_data.checks.report import Breach
from azturk_data.errors import NotAReleaseError
from azturk_data.schema.resource import PARQUET_SUFFIX
from azturk_data.schema.tables import catalogue

DESCRIPTOR = "datapackage.json"
FORMATS = ("parquet", "csv")


@dataclass(frozen=True)
class Source:
    """The files of one table, in one format."""

    table: str
    format: str
    root: Path
    """The file, or the folder below which the files lie."""
    files: tuple[Path, ...]


Set = dict[str, Source]
"""Tables that belong together, by name: references lead from one to another of them."""


@dataclass(frozen=True)
class Promise:
    """What a descriptor says of a file."""

    table: str
    format: str
    file: Path
    hash: str | None
    size: int | None


def find(place: Path) -> tuple[list[Set], list[Promise], list[Breach]]:
    """Return the sets of tables in a folder, what its descriptor promises, and what is wrong with the descriptor.

    A table in both formats is checked in both: then each format is a set of its own. Otherwise all tables are one set.

    Raises `NotAReleaseError` if there are no tables.
    """
    folder = place.parent if place.name == DESCRIPTOR else place
    if not folder.is_dir():
        raise NotAReleaseError(f"there is no folder {place}; name one with CSV or Parquet files of the tables")
    promises, breaches = _promised(folder)
    found: dict[str, Set] = {each: _sources(folder, each, promises) for each in FORMATS}
    filled = [held for held in found.values() if held]
    if not filled:
        raise NotAReleaseError(f"there are no tables in {folder}; name a folder with their CSV or Parquet files")
    if len(filled) == 2 and not found["csv"].keys() & found["parquet"].keys():
        filled = [filled[0] | filled[1]]
    return filled, promises, breaches


def altered(promise: Promise) -> str | None:
    """Return what is wrong with a file that is not as its descriptor says."""
    try:
        if promise.size is not None and promise.file.stat().st_size != promise.size:
            return f"{promise.file.name} has {promise.file.stat().st_size} bytes, not {promise.size} as described"
        if promise.hash is None:
            return None
        kind, digest = promise.hash.split(":", 1) if ":" in promise.hash else ("md5", promise.hash)
        with promise.file.open("rb") as held:
            actual = hashlib.file_digest(held, lambda: hashlib.new(kind, usedforsecurity=False)).hexdigest()
    except OSError as error:
        return f"{promise.file.name} cannot be read ({error.strerror or error})"
    except ValueError:
        return f"the hash of {promise.file.name} is of no known kind: {(promise.hash or '')[:40]}"
    return None if actual == digest else f"{promise.file.name} was altered: its {kind} is not the one described"


def _sources(folder: Path, format: str, promises: list[Promise]) -> Set:
    held: Set = {}
    for table in catalogue():
        places = [base / name for base in (folder, folder / format) for name in (f"{table}.{format}", table)]
        places += [each.file for each in promises if (each.table, each.format) == (table, format)]
        for place in places:
            files = tuple(_files(place, format))
            if files:
                held[table] = Source(table, format, place, files)
                break
    return held


def _files(place: Path, format: str) -> Iterator[Path]:
    """The file itself, or those below a folder but for what engines keep there for themselves."""
    if place.is_file():
        yield place
    elif place.is_dir():
        for file in sorted(place.rglob(f"*.{format}")):
            if file.is_file() and not any(part.startswith(("_", ".")) for part in file.relative_to(place).parts):
                yield file


def _promised(folder: Path) -> tuple[list[Promise], list[Breach]]:
    file = folder / DESCRIPTOR
    if not file.is_file():
        return [], []
    try:
        package: Any = json.loads(file.read_bytes())
        return [promise for resource in package["resources"] for promise in _of_resource(folder, resource)], []
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        why = f"{DESCRIPTOR} cannot be understood ({type(error).__name__}: {error})"
        return [], [Breach(DESCRIPTOR, "json", "unreadable", "", 0, " ".join(why.split()))]


def _of_resource(folder: Path, resource: Mapping[str, Any]) -> Iterator[Promise]:
    paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
    table = str(resource["name"]).removesuffix(PARQUET_SUFFIX)
    for each in paths:
        path = PurePosixPath(each)
        suffix = path.suffix[1:]
        if table not in catalogue():
            continue
        if suffix not in FORMATS:
            raise ValueError(f"the file of the table {table} is neither CSV nor Parquet, {each}")
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"it names a file outside of its folder, {each}")
        alone = len(paths) == 1  # a hash is that of a single file
        held, size = resource.get("hash"), resource.get("bytes")
        yield Promise(
            table, suffix, folder / path, str(held) if alone and held else None, int(size) if alone and size else None
        )
