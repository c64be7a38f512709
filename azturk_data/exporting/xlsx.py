"""An Excel workbook: a sheet for each table, text as text, dates as dates."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from azturk_data.exporting.cells import DESCRIBED, DESCRIPTIONS, as_of, described, plain_lines, rows
from azturk_data.exporting.formats import Watch

LONGEST = 32_767
"""How many UTF-16 units a cell can hold."""
CUT = " … [cut; other formats have the whole text]"
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Excel has no day before 1900, and a 29 February in it that there was not."""
_WIDTHS = {"string": 24, "date": 11, "integer": 9, "number": 12, "boolean": 9}
_WIDE = {"title", "summary", "statement", "description", "definition", "note", "url", "label"}


def xlsx(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the tables as a workbook to the file `target`, and a last sheet that describes their columns."""
    held = io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        held,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    # The moment of writing would make every workbook another.
    book.set_properties(
        {"title": "azturk-data", "created": datetime.datetime.combine(as_of(), datetime.time(), datetime.UTC)}
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    columns = list(described(tables))
    for done, table in enumerate(tables):
        watch(table, done, len(tables) + 1)
        names = [(str(row[1]), str(row[2])) for row in columns if row[0] == table]
        _sheet(book, table, names, rows(table), bold)
    watch("xlsx", len(tables), len(tables) + 1)
    _sheet(book, DESCRIPTIONS, [(name, "string") for name in DESCRIBED], columns, bold)
    book.close()
    target.write_bytes(held.getvalue())


def _sheet(book: Any, name: str, columns: list[tuple[str, str]], lines: Any, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (column, type_) in enumerate(columns):
        sheet.write_string(0, place, column, bold)
        sheet.set_column(place, place, 60 if column in _WIDE else _WIDTHS[type_])
    number = 0
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            _cell(sheet, number, place, value)
    sheet.autofilter(0, 0, number, len(columns) - 1)


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime.date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value)
    else:
        # Always as text, whatever it looks like: "=1+1" must not run.
        sheet.write_string(row, column, fitted(plain_lines(str(value))))


def fitted(text: str) -> str:
    """Return a text that a cell can hold, cut with a remark if it is too long."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    # A character of two units may be cut in half, and is dropped then.
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
