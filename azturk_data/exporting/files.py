"""CSV and Parquet: the published files as they are, and a descriptor of just these."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from azturk_data import shipped
from azturk_data.errors import BrokenInstallationError
from azturk_data.exporting.formats import Watch

Json = dict[str, Any]


def csv(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Copy the tables as CSV into the folder `target`."""
    _copy(target, tables, "csv", watch)


def parquet(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Copy the tables as Parquet into the folder `target`."""
    _copy(target, tables, "parquet", watch)


def _copy(target: Path, tables: Sequence[str], format: shipped.Format, watch: Watch) -> None:
    for done, table in enumerate(tables):
        watch(table, done, len(tables))
        (target / f"{table}.{format}").write_bytes(shipped.content(shipped.path(table, format)))
    descriptor = _descriptor(tables, format)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (target / "datapackage.json").write_text(text, "utf-8", newline="\n")


def _descriptor(tables: Sequence[str], format: shipped.Format) -> Json:
    """The descriptor with the resources that were copied, at their new paths."""
    try:
        held: Json = json.loads(shipped.DESCRIPTOR.read_text("utf-8"))
        by_path: dict[str, Json] = {resource["path"]: resource for resource in held["resources"]}
        resources = [by_path[f"{format}/{table}.{format}"] for table in tables]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BrokenInstallationError(f"{shipped.DESCRIPTOR} cannot be read; install azturk-data again") from error
    names = {resource["name"] for resource in resources}
    for resource in resources:
        resource["path"] = resource["path"].removeprefix(f"{format}/")
        _keep_keys(resource["schema"], lambda key: _target_of(key) in names)
    return held | {"resources": resources}


def _target_of(key: Json) -> str:
    return key["reference"]["resource"]


def _keep_keys(schema: Json, keep: Callable[[Json], bool]) -> None:
    """Drop the foreign keys to tables that are not there, which a validator would follow in vain."""
    keys = [key for key in schema.pop("foreignKeys", ()) if keep(key)]
    if keys:
        schema["foreignKeys"] = keys
