"""Cells of a CSV file: which text is a value of a type, and which value it is, as SQL.

The rules are those by which frictionless reads a cell: what it takes for an integer, these expressions do.
Digits are those of ASCII, and an integer has at most 64 bits, as in the tables.
"""

from __future__ import annotations

from azturk_data.checks.patterns import WHITE
from azturk_data.schema.columns import ColumnType

TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")

_INTEGER = r"^[+-]?[0-9]+(?:_[0-9]+)*\z"
_PLAIN = r"^[0-9]{1,15}\z"
_DECIMAL = r"(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?"
_NUMBER = rf"^[+-]?(?:{_DECIMAL}|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|[nN][aA][nN])\z"
_DATE = r"^[0-9]{4}-(?:1[0-2]|0[1-9]|[1-9])-(?:3[01]|[12][0-9]|0[1-9]|[1-9]| [1-9])\z"

SQL_TYPES: dict[ColumnType, str] = {
    "string": "STRING",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def typed(cell: str, type: ColumnType) -> str:
    """Return the expression for the value of a cell of text; NULL where it is none of the type."""
    if type == "string":
        return cell
    if type == "boolean":
        return f"CASE WHEN {cell} IN ({_list(TRUE)}) THEN TRUE WHEN {cell} IN ({_list(FALSE)}) THEN FALSE END"
    if type == "date":
        return f"CASE WHEN {_has_form(cell, type)} THEN TRY_CAST(replace({cell}, ' ', '') AS DATE) END"
    plain = f"replace({_stripped(cell)}, '_', '')"
    # Most are written plainly, and the plain form is soon told.
    quick = f"WHEN regexp_like({cell}, '{_PLAIN}') THEN TRY_CAST({cell} AS {SQL_TYPES[type]}) "
    return f"CASE {quick} WHEN {_has_form(cell, type)} THEN TRY_CAST({plain} AS {SQL_TYPES[type]}) END"


def is_not(cell: str, type: ColumnType) -> str:
    """Return the condition that a cell is filled, and is no value of the type."""
    return f"{cell} IS NOT NULL AND ({typed(cell, type)}) IS NULL"


def _has_form(cell: str, type: ColumnType) -> str:
    if type == "integer":
        return f"regexp_like({_stripped(cell)}, '{_INTEGER}')"
    if type == "number":
        return f"regexp_like(replace({_stripped(cell)}, '_', ''), '{_NUMBER}')"
    # There is no year 0 in a calendar of Python's.
    return f"regexp_like({cell}, '{_DATE}') AND {cell} NOT LIKE '0000%'"


def _stripped(cell: str) -> str:
    # Two calls: one engine replaces the first match, the other all.
    return f"regexp_replace(regexp_replace({cell}, '^[{WHITE}]+', ''), '[{WHITE}]+\\z', '')"


def _list(terms: tuple[str, ...]) -> str:
    return ", ".join(f"'{term}'" for term in terms)
