"""Table Schemas (Data Package v2) of the published tables."""

from __future__ import annotations

from typing import Any

from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table

Json = dict[str, Any]


def table_schema(table: Table, resource_suffix: str = "") -> Json:
    """Return the Table Schema of a table.

    `resource_suffix` is put behind the names of the resources that foreign keys point to: a validator
    follows a key only to a resource of that very name, so that the Parquet resources need keys of their own.
    `fieldsMatch` is left out, since the published profile and its prose disagree about its type.
    """
    schema: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            _field(column, alone=table.primary_key == (column.name,), of_csv=not resource_suffix)
            for column in table.columns
        ],
        "primaryKey": list(table.primary_key),
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": f"{reference.table}{resource_suffix}", "fields": [reference.column]},
        }
        for column in table.columns
        if (reference := column.reference)
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column, alone: bool, of_csv: bool) -> Json:
    constraints: Json = {"required": True} if column.required else {}
    if alone:
        constraints["unique"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.min_length is not None:
        constraints["minLength"] = column.min_length
    # An empty number of a Parquet file reaches frictionless as NaN, which lies within no bounds.
    bounded = of_csv or column.required
    if column.minimum is not None and bounded:
        constraints["minimum"] = column.minimum
    if column.maximum is not None and bounded:
        constraints["maximum"] = column.maximum
    if column.vocabulary:
        constraints["enum"] = [term.value for term in column.vocabulary]
    field: Json = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
