"""LibreOffice Calc: every CSV file, its columns imported as the types that the descriptor gives them."""

from __future__ import annotations

from pathlib import Path

import reading_by_calc as calc

from canonical import Answer, Arguments, Resource, resources

COMMA, QUOTE, UTF_8, FIRST_LINE, ENGLISH = "44", "34", "76", "1", "1033"
TEXT, DATE, STANDARD = "2", "5", "1"


def importing(resource: Resource) -> str:
    """Return the options with which Calc imports a table; its manual calls them filter options."""
    formats = {"string": TEXT, "date": DATE}
    columns = (f"{place}/{formats.get(type_, STANDARD)}" for place, (_, type_) in enumerate(resource.fields, start=1))
    # Last: quotes do not make a text of a number, and `true` is a boolean ("detect special numbers").
    return ",".join((COMMA, QUOTE, UTF_8, FIRST_LINE, "/".join(columns), ENGLISH, "false", "true"))


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(calc.version())
    work = Path.cwd()
    tables = resources(arguments.descriptor, "csv")
    jobs = {one.table: calc.Job(one.path, work / f"{one.table}.ods", importing(one)) for one in tables}
    calc.convert(jobs.values(), work, calc.TURKISH)
    for resource in tables:
        for _, rows in calc.sheets(jobs[resource.table].target):
            calc.add(answer, resource, rows)
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
