"""CSV on the Web (W3C Recommendations of 2015): what the CSV tables hold, for tools that read it beside them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from azturk_data.schema.columns import Column, ColumnType
from azturk_data.schema.resource import CSV_TYPE, title_of
from azturk_data.schema.tables import Table
from metadata.published import Json, Published, PublishedTable

import about
from write import csv_path

NAME = "csv-metadata.json"
"""The file that a tool which was given a CSV file looks for in the same folder."""

_TYPES: dict[ColumnType, str] = {
    "string": "string",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
}


def csvw(published: Published, folder: PurePosixPath) -> Json:
    """Return the description of the group of tables; `folder` is where it and the CSV files lie.

    Titles and descriptions are in the language of the context. Of the cells no language is said: a table whose
    names or words are in other languages has a column that tells which.
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": about.LANGUAGE}],
        "dc:title": about.TITLE,
        "dc:identifier": about.ID,
        "dc:description": about.DESCRIPTION,
        "dc:creator": about.AUTHORS,
        "dc:license": {"@id": about.DATA_LICENCE["path"]},
        "dc:issued": {"@value": about.RELEASED, "@type": "xsd:date"},
        "schema:version": published.version,
        "schema:keywords": list(about.KEYWORDS),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "delimiter": ","},
        "tables": [_table(one, folder) for one in published.tables],
    }


def _table(one: PublishedTable, folder: PurePosixPath) -> Json:
    table = one.table
    schema: Json = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.primary_key),
    }
    if keys := _foreign_keys(table, folder):
        schema["foreignKeys"] = keys
    return {
        "url": one.csv.seen_from(folder),
        "dc:title": one.title,
        "dc:description": table.description,
        "dc:format": CSV_TYPE,
        "tableSchema": schema,
    }


def _column(column: Column) -> Json:
    described: Json = {
        "name": column.name,
        # The first is what stands in the header.
        "titles": [column.name, title_of(column.name)],
        "dc:description": column.description,
        "datatype": _datatype(column),
        "null": "",
    }
    return described | ({"required": True} if column.required else {})


def _datatype(column: Column) -> str | Json:
    facets: Json = {}
    if column.vocabulary:
        # There is no list of terms in this standard, but a pattern says the same.
        facets["format"] = f"^(?:{'|'.join(re.escape(term.value) for term in column.vocabulary)})$".replace(r"\ ", " ")
    elif column.pattern:
        facets["format"] = column.pattern
    if column.min_length is not None:
        facets["minLength"] = column.min_length
    if column.minimum is not None:
        facets["minimum"] = column.minimum
    if column.maximum is not None:
        facets["maximum"] = column.maximum
    return {"base": _TYPES[column.type]} | facets if facets else _TYPES[column.type]


def _foreign_keys(table: Table, folder: PurePosixPath) -> list[Json]:
    return [
        {
            "columnReference": column.name,
            "reference": {
                "resource": csv_path(column.reference.table).relative_to(folder).as_posix(),
                "columnReference": column.reference.column,
            },
        }
        for column in table.columns
        if column.reference
    ]
