"""Polars: every CSV file, scanned with the types of the descriptor and collected."""

from __future__ import annotations

import polars as pl

from canonical import Answer, Arguments, resources

TYPES = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pl.__version__)
    for resource in resources(arguments.descriptor, "csv"):
        schema = {name: TYPES[type_] for name, type_ in resource.fields}
        frame = pl.scan_csv(resource.path, schema=schema).collect()
        answer.add(resource.table, [(one.name, str(one.dtype), one.to_list()) for one in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
