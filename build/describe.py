"""Describe: the descriptors, the schemas and the citation, all derived from the models and the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any, Literal

from azturk_data import __version__
from azturk_data.models import RECORDS
from azturk_data.schema.json_schema import record_schema
from azturk_data.schema.resource import table_resource
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import catalogue
from metadata import metadata
from metadata.extent import coverage, extent, sources
from metadata.published import CODEBOOK

import about
from codebook import codebook
from flatten import Tables
from write import DATA, Products, csv_path, parquet_path

Json = dict[str, Any]

Format = Literal["csv", "parquet"]
PATHS: dict[Format, Callable[[str], PurePosixPath]] = {"csv": csv_path, "parquet": parquet_path}


def describe(tables: Tables, files: Products) -> Products:
    """Return the descriptors (at the root, and beside the shipped Parquet), the schemas, and CITATION.cff."""
    products: Products = {
        PurePosixPath("datapackage.json"): _json(_descriptor(tables, files, PurePosixPath("."), PATHS)),
        DATA / "datapackage.json": _json(_descriptor(tables, files, DATA, ["parquet"])),
        CODEBOOK: codebook().encode("utf-8"),
        PurePosixPath("CITATION.cff"): about.citation(__version__).encode("utf-8"),
    }
    products |= metadata(__version__, tables, files)
    for model in RECORDS:
        products[PurePosixPath("schemas/records") / f"{model.prefix}.schema.json"] = _json(record_schema(model))
    for name, table in catalogue().items():
        products[PurePosixPath("schemas/tables") / f"{name}.json"] = _json(table_schema(table))
    return products


def _descriptor(tables: Tables, files: Products, folder: PurePosixPath, formats: Iterable[Format]) -> Json:
    """The Data Package descriptor, with the tables in these formats, for a reader whose paths begin at `folder`."""
    told = {"sources": sources(tables, parquet_path("sources").relative_to(folder).as_posix())}
    resources = [
        table_resource(catalogue()[name], kind, path.relative_to(folder), files[path])
        for kind in formats
        for name in tables
        for path in [PATHS[kind](name)]
    ]
    return about.package(__version__) | coverage(extent(tables)) | told | {"resources": resources}


def _json(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
