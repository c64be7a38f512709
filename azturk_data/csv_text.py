"""A table as CSV: the one rendering, for what is published and for what is written from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from azturk_data.models.base import Scalar

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text cell that begins with one of these."""
SEPARATING = ',;\t"\r\n'
"""A cell with one of these is quoted: LibreOffice offers to separate cells at semicolons and tabs as well."""


def as_csv(table: pa.Table) -> bytes:
    """Render a table as RFC 4180 has it, but with LF: header, UTF-8, quotes where needed, empty for null.

    Raises `ValueError` for a text that a spreadsheet would run as a formula; the models' types rule it out.
    """
    columns = [column.to_pylist() for column in table.columns]
    rows = (map(_cell, row) for row in zip(*columns, strict=True))
    lines = (",".join(map(_quoted, row)) for row in (table.column_names, *rows))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _quoted(cell: str) -> str:
    """Quote a cell that needs it; `csv.writer` sees no need in a semicolon."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in SEPARATING) else cell


def _cell(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        # See `azturk_data.models.types.Line`.
        raise ValueError(f"a cell would be run as a formula: {value[:40]!r}")
    return str(value)
