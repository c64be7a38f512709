"""A release of the data, wherever it lies: its tables, their keys and its version."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from azturk_data.errors import NotAReleaseError

Json = dict[str, Any]
Read = Callable[[], bytes]

DESCRIPTOR = "datapackage.json"
PACKAGED = "azturk_data/data"
"""Where the data lies in a wheel and in a checkout."""
SUFFIX = "-parquet"
"""Behind the name of a table, the name of its Parquet resource."""
_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True)
class Release:
    """One release, as it was found."""

    place: str
    """Where it lies."""
    version: str | None
    """Its version, if it says so."""
    files: Mapping[str, Read] = field(repr=False)
    """For each table its file, Parquet or CSV."""
    schemas: Mapping[str, Json] = field(repr=False)
    """For each table its Table Schema, if the release has a descriptor."""

    @property
    def name(self) -> str:
        """What to call it: its version, or else where it lies."""
        return f"azturk-data {self.version}" if self.version else self.place

    @cached_property
    def tables(self) -> dict[str, pa.Table]:
        """Every table, read from its file; raises `NotAReleaseError` for one that cannot be read."""
        return {name: self._read(name, read) for name, read in sorted(self.files.items())}

    def key(self, table: str) -> tuple[str, ...]:
        """The columns that tell the rows of a table apart: as the release says, or else as this version has it."""
        from azturk_data.schema.tables import catalogue  # deferred: pydantic

        key = self.schemas.get(table, {}).get("primaryKey") or ()
        key = (key,) if isinstance(key, str) else tuple(key)
        if not key and table in catalogue():
            key = catalogue()[table].primary_key
        columns = self.tables[table].column_names
        return key if key and set(key) <= set(columns) else tuple(columns)

    def _read(self, table: str, read: Read) -> pa.Table:
        try:
            raw = read()
            if raw[:4] == b"PAR1":
                with parquet.ParquetFile(pa.BufferReader(raw)) as held:
                    return held.read()
            return _from_csv(raw, self.schemas.get(table, {}))
        except (pa.ArrowException, OSError, KeyError, zipfile.BadZipFile) as error:
            why = str(error).partition("\n")[0]
            raise NotAReleaseError(f"the table '{table}' of {self.place} cannot be read ({why})") from error


def open_release(place: Path) -> Release:
    """Find a release: a folder with its tables or its descriptor, the descriptor itself, or a wheel.

    Raises `NotAReleaseError` if there are no tables.
    """
    if place.is_dir():
        for folder in (place, place / "data", place / PACKAGED):
            if found := _in_folder(folder):
                return found
        raise _nothing(place)
    if not place.exists():
        raise NotAReleaseError(f"there is nothing at {place}; name a folder or a wheel")
    if place.name == DESCRIPTOR:
        if found := _in_folder(place.parent):
            return found
        raise _nothing(place)
    return _in_wheel(place)


def _nothing(place: Path) -> NotAReleaseError:
    return NotAReleaseError(
        f"there are no tables in {place}; name a folder with Parquet files or a {DESCRIPTOR}, or a wheel"
    )


def _in_folder(folder: Path) -> Release | None:
    def reader(path: str) -> Read:
        return (folder / path).read_bytes

    if (folder / DESCRIPTOR).is_file():
        return _described(str(folder), (folder / DESCRIPTOR).read_bytes(), reader)
    for place in (folder, folder / "parquet"):
        files = {file.stem: file.read_bytes for file in sorted(place.glob("*.parquet"))}
        if files:
            return Release(str(folder), None, files, {})
    return None


def _in_wheel(wheel: Path) -> Release:
    try:
        with zipfile.ZipFile(wheel) as held:
            names = set(held.namelist())
            descriptor = held.read(f"{PACKAGED}/{DESCRIPTOR}") if f"{PACKAGED}/{DESCRIPTOR}" in names else None
    except (zipfile.BadZipFile, OSError) as error:
        raise NotAReleaseError(
            f"{wheel} is no wheel ({error}); name a folder with Parquet files or a {DESCRIPTOR}, or a wheel"
        ) from error

    def reader(path: str) -> Read:
        def read() -> bytes:
            with zipfile.ZipFile(wheel) as held:
                return held.read(f"{PACKAGED}/{path}")

        return read

    if descriptor is None:
        raise _nothing(wheel)
    return _described(str(wheel), descriptor, reader)


def _described(place: str, descriptor: bytes, reader: Callable[[str], Read]) -> Release:
    """The release that a descriptor describes; of a table in both formats, its Parquet file."""
    files: dict[str, Read] = {}
    schemas: dict[str, Json] = {}
    try:
        package: Json = json.loads(descriptor)
        resources: list[Json] = sorted(package["resources"], key=lambda held: held["name"].endswith(SUFFIX))
        for resource in resources:
            path = PurePosixPath(resource["path"])
            if path.suffix not in (".csv", ".parquet"):
                continue
            if path.is_absolute() or ".." in path.parts:
                raise NotAReleaseError(f"the descriptor of {place} names a file outside of it: {path}")
            name = resource["name"].removesuffix(SUFFIX)
            files[name], schemas[name] = reader(path.as_posix()), resource.get("schema", {})
        version = package.get("version")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAReleaseError(f"the {DESCRIPTOR} of {place} cannot be understood ({error!r})") from error
    return Release(place, version, files, schemas)


def _from_csv(raw: bytes, schema: Json) -> pa.Table:
    types = {column["name"]: _TYPES.get(column["type"], pa.string()) for column in schema.get("fields", ())}
    options = csv.ConvertOptions(
        column_types=types,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        true_values=["true"],
        false_values=["false"],
    )
    parse = csv.ParseOptions(newlines_in_values=True)
    return csv.read_csv(io.BytesIO(raw), parse_options=parse, convert_options=options)
