"""CSV and Parquet: the published tables as they are, and a descriptor of just these."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from azturk_data import shipped
from azturk_data.csv_text import as_csv
from azturk_data.errors import BrokenInstallationError
from azturk_data.exporting.formats import Watch

Json = dict[str, Any]


def csv(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the tables as CSV into the folder `target`."""
    _write(target, tables, "csv", watch, lambda table: as_csv(shipped.read(table)))


def parquet(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Copy the tables as Parquet into the folder `target`."""
    _write(target, tables, "parquet", watch, lambda table: shipped.content(shipped.path(table)))


def _write(
    target: Path, tables: Sequence[str], format: shipped.Format, watch: Watch, content: Callable[[str], bytes]
) -> None:
    from azturk_data.schema.resource import table_resource  # deferred: pydantic
    from azturk_data.schema.tables import catalogue

    descriptor = _about()
    resources: list[Json] = []
    for done, table in enumerate(tables):
        watch(table, done, len(tables))
        path, raw = PurePosixPath(f"{table}.{format}"), content(table)
        (target / path).write_bytes(raw)
        resources.append(table_resource(catalogue()[table], format, path, raw))
    names = {resource["name"] for resource in resources}
    for resource in resources:
        _keep_keys(resource["schema"], lambda key: _target_of(key) in names)
    text = json.dumps(descriptor | {"resources": resources}, ensure_ascii=False, indent=2) + "\n"
    (target / "datapackage.json").write_text(text, "utf-8", newline="\n")


def _about() -> Json:
    """What the published descriptor says of the whole."""
    try:
        held: Json = json.loads(shipped.DESCRIPTOR.read_text("utf-8"))
        return {name: value for name, value in held.items() if name != "resources"}
    except (OSError, ValueError, AttributeError) as error:
        raise BrokenInstallationError(f"{shipped.DESCRIPTOR} cannot be read; install azturk-data again") from error


def _target_of(key: Json) -> str:
    return key["reference"]["resource"]


def _keep_keys(schema: Json, keep: Callable[[Json], bool]) -> None:
    """Drop the foreign keys to tables that are not there, which a validator would follow in vain."""
    keys = [key for key in schema.pop("foreignKeys", ()) if keep(key)]
    if keys:
        schema["foreignKeys"] = keys
