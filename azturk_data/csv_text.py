"""A table as CSV: the one rendering, for what is published and for what is written from it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from azturk_data.models.base import Scalar

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text cell that begins with one of these."""


def as_csv(table: pa.Table) -> bytes:
    """Render a table as RFC 4180 has it, but with LF: header, UTF-8, quotes where needed, empty for null.

    Raises `ValueError` for a text that a spreadsheet would run as a formula; the models' types rule it out.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [column.to_pylist() for column in table.columns]
    for row in zip(*columns, strict=True):
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8")


def _cell(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        # See `azturk_data.models.types.Line`.
        raise ValueError(f"a cell would be run as a formula: {value[:40]!r}")
    return str(value)
