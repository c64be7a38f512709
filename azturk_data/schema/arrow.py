"""Arrow schemas of the published tables."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from azturk_data.schema.columns import Column, ColumnType
from azturk_data.schema.tables import Table

_TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table; descriptions stand in the metadata of the schema and its fields."""
    return pa.schema([_field(column) for column in table.columns], metadata={"description": table.description})


def _field(column: Column) -> pa.Field[Any]:
    metadata = {"description": column.description}
    if column.vocabulary:
        metadata["vocabulary"] = column.vocabulary.name_of()
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=metadata)
