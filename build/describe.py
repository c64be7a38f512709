"""Describe: the descriptors, the schemas and the citation, all derived from the models and the tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import Any

from azturk_data import __version__
from azturk_data.models import RECORDS
from azturk_data.schema.json_schema import record_schema
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import catalogue

import about
from codebook import codebook
from flatten import Tables
from write import DATA, Products, csv_path, parquet_path

Json = dict[str, Any]

PARQUET_SUFFIX = "-parquet"
"""Behind the name of a table, the name of its Parquet resource; the plain name is its CSV resource."""


def describe(tables: Tables, files: Products) -> Products:
    """Return the descriptors (at the root, and beside the shipped data), the schemas, and CITATION.cff."""
    products: Products = {
        PurePosixPath("datapackage.json"): _json(_descriptor(tables, files, PurePosixPath("."))),
        DATA / "datapackage.json": _json(_descriptor(tables, files, DATA)),
        PurePosixPath("docs/codebook.md"): codebook().encode("utf-8"),
        PurePosixPath("CITATION.cff"): about.citation(__version__).encode("utf-8"),
    }
    for model in RECORDS:
        products[PurePosixPath("schemas/records") / f"{model.prefix}.schema.json"] = _json(record_schema(model))
    for name, table in catalogue().items():
        products[PurePosixPath("schemas/tables") / f"{name}.json"] = _json(table_schema(table))
    return products


def _descriptor(tables: Tables, files: Products, folder: PurePosixPath) -> Json:
    """The Data Package descriptor for a reader whose paths begin at `folder`."""
    csv = [_resource(name, files, csv_path(name), folder, "") for name in tables]
    parquet = [_resource(name, files, parquet_path(name), folder, PARQUET_SUFFIX) for name in tables]
    return about.package(__version__) | {"resources": csv + parquet}


def _resource(name: str, files: Products, path: PurePosixPath, folder: PurePosixPath, suffix: str) -> Json:
    table = catalogue()[name]
    is_csv = not suffix
    resource: Json = {
        "name": f"{name}{suffix}",
        "type": "table",
        "title": name.replace("_", " ").capitalize(),
        "description": table.description,
        "path": path.relative_to(folder).as_posix(),
        "format": "csv" if is_csv else "parquet",
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
        "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
    }
    if is_csv:
        # `bytes` fails on every Parquet resource: frictionless reads none there and compares with nothing.
        resource |= {"encoding": "utf-8", "bytes": len(files[path])}
    return resource | {"schema": table_schema(table, suffix)}


def _json(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
