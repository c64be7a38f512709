"""Metadata of many kinds, all from the models, the tables and `about`: what each kind is for, docs/metadata.md says.

Addresses in them are relative, so that they hold wherever the files are put.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from azturk_data.schema.resource import CSV_TYPE, PARQUET_TYPE
from azturk_data.schema.tables import catalogue
from metadata.croissant import croissant
from metadata.csvw import NAME as CSVW_NAME
from metadata.csvw import csvw
from metadata.dcat import dcat
from metadata.extent import extent
from metadata.published import CODEBOOK, Json, Published, PublishedTable, file_of
from metadata.ro_crate import NAME as RO_CRATE_NAME
from metadata.ro_crate import Companion, ro_crate
from metadata.schema_org import schema_org

from flatten import Tables
from write import Products, csv_path, parquet_path

FOLDER = PurePosixPath("metadata")
"""Where the kinds lie that have no place of their own."""
ROOT = PurePosixPath(".")
CSVW = csv_path("").parent / CSVW_NAME

_JSON = "application/json"
_JSON_LD = "application/ld+json"
COMPANIONS = (
    Companion(
        ROOT / "datapackage.json", "Data Package", _JSON, "https://datapackage.org/profiles/2.0/datapackage.json"
    ),
    Companion(FOLDER / "croissant.json", "Croissant", _JSON_LD, "http://mlcommons.org/croissant/1.0"),
    Companion(FOLDER / "schema-org.jsonld", "schema.org Dataset", _JSON_LD, "https://schema.org/Dataset"),
    Companion(FOLDER / "dcat.jsonld", "DCAT", _JSON_LD, "https://www.w3.org/TR/vocab-dcat-3/"),
    Companion(CSVW, "CSV on the Web", "application/csvm+json", "http://www.w3.org/ns/csvw"),
    Companion(ROOT / "CITATION.cff", "How to cite it", "application/yaml", "https://doi.org/10.5281/zenodo.5171937"),
    Companion(CODEBOOK, "Codebook: every table, column and term", "text/markdown"),
)
"""What lies beside the data, for the crate to name."""


def metadata(version: str, tables: Tables, files: Mapping[PurePosixPath, bytes]) -> Products:
    """Return the files of metadata but for the Data Packages and the citation."""
    told = published(version, tables, files)
    return {
        FOLDER / "croissant.json": _encoded(croissant(told, FOLDER)),
        FOLDER / "schema-org.jsonld": _encoded(schema_org(told, FOLDER)),
        FOLDER / "dcat.jsonld": _encoded(dcat(told, FOLDER)),
        CSVW: _encoded(csvw(told, CSVW.parent)),
        ROOT / RO_CRATE_NAME: _encoded(ro_crate(told, COMPANIONS)),
    }


def published(version: str, tables: Tables, files: Mapping[PurePosixPath, bytes]) -> Published:
    """Return what every kind of metadata tells."""
    held = tuple(
        PublishedTable(
            table,
            file_of(csv_path(name), CSV_TYPE, files),
            file_of(parquet_path(name), PARQUET_TYPE, files),
        )
        for name, table in catalogue().items()
    )
    return Published(version, held, extent(tables))


def _encoded(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
