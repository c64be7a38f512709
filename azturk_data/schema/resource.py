"""Data Resources (Data Package v2): a table's file, as a descriptor lists it."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Any, Literal

from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import Table

Json = dict[str, Any]

CSV_TYPE = "text/csv"
PARQUET_TYPE = "application/vnd.apache.parquet"
"""Media types, as registered."""
PARQUET_SUFFIX = "-parquet"
"""Behind the name of a table, the name of its Parquet resource; the plain name is its CSV resource."""
DIALECT = {"delimiter": ",", "lineTerminator": "\n"}
"""Said although the comma is the default: the JavaScript library guesses the delimiter where none is said, and wrongly
for some tables. The default line end is not ours."""


def table_resource(table: Table, format: Literal["csv", "parquet"], path: PurePosixPath, raw: bytes) -> Json:
    """Return the resource of a table's file at `path`, relative to the descriptor, whose bytes are `raw`."""
    is_csv = format == "csv"
    suffix = "" if is_csv else PARQUET_SUFFIX
    resource: Json = {
        "name": f"{table.name}{suffix}",
        "type": "table",
        "title": title_of(table.name),
        "description": table.description,
        "path": path.as_posix(),
        "format": format,
        "mediatype": CSV_TYPE if is_csv else PARQUET_TYPE,
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
    }
    if is_csv:
        # `bytes` fails on every Parquet resource: frictionless reads none there and compares with nothing.
        resource |= {"encoding": "utf-8", "bytes": len(raw), "dialect": DIALECT}
    return resource | {"schema": table_schema(table, suffix)}


def title_of(name: str) -> str:
    """Return the name of a table or column as a heading: `event_id` is 'Event id'."""
    return name.replace("_", " ").capitalize()
