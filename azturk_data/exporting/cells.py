"""What several formats need to know of the tables: their rows, their descriptions, and how fresh they are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from azturk_data import shipped

_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Characters that XML 1.0 cannot hold at all, and that no text of a calendar or a sheet should.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

DESCRIPTIONS = "column_descriptions"
"""The table in which a workbook or a database says what its columns are."""
DESCRIBED = ("table_name", "column_name", "type", "description", "vocabulary")


def rows(table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, as it is sorted."""
    columns = [column.to_pylist() for column in shipped.read(table).columns]
    yield from zip(*columns, strict=True)


def described(tables: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
    """Yield a row of `DESCRIBED` for each column."""
    from azturk_data.schema.tables import catalogue  # deferred: pydantic

    for name in tables:
        for column in catalogue()[name].columns:
            terms = column.vocabulary.name_of() if column.vocabulary else None
            yield name, column.name, column.type, column.description, terms


def as_of() -> datetime.date:
    """Return the day of the newest source: how fresh the data is, the same for all who have the same data."""
    days: list[datetime.date | None] = shipped.read("sources").column("published_on_from").to_pylist()
    return max((day for day in days if day), default=datetime.date(2000, 1, 1))


def printable(text: str) -> str:
    """Return a text with a replacement character for each that no XML and no calendar can hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def plain_lines(text: str) -> str:
    """Return a printable text in which every line ends in a line feed."""
    return printable(_LINE_END.sub("\n", text))
