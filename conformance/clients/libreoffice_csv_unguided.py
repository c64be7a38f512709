"""LibreOffice Calc: every CSV file as on a double click, with what its dialog offers and nothing said of columns."""

from __future__ import annotations

from pathlib import Path

import reading_by_calc as calc

from canonical import Answer, Arguments, resources

# Tab, comma and semicolon; quotes; UTF-8; English (USA): version 7.4 offers these in that locale, and is told OK.
OFFERED = "9/44/59,34,76,1,,1033,false,false"


def main() -> None:
    """Read every table and answer; columns of text by what their cells show, since Calc guesses what they are."""
    arguments = Arguments.given()
    answer = Answer(calc.version())
    work = Path.cwd()
    tables = resources(arguments.descriptor, "csv")
    jobs = {one.table: calc.Job(one.path, work / f"{one.table}.ods", OFFERED) for one in tables}
    calc.convert(jobs.values(), work, calc.ENGLISH)
    for resource in tables:
        for _, rows in calc.sheets(jobs[resource.table].target):
            calc.add(answer, resource, rows, as_shown=True)
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
