"""LibreOffice Calc: the workbook that `azturk-data export` writes, opened and stored as OpenDocument."""

from __future__ import annotations

from pathlib import Path

import reading_by_calc as calc

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(calc.version())
    stored = Path.cwd() / "workbook.ods"
    calc.convert([calc.Job(arguments.export, stored)], Path.cwd(), calc.TURKISH)
    tables = {resource.table: resource for resource in resources(arguments.descriptor, "csv")}
    for name, rows in calc.sheets(stored):
        # One more sheet describes the columns.
        if name in tables:
            calc.add(answer, tables[name], rows)
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
