"""Spark: every CSV file, with the types of the descriptor."""

from __future__ import annotations

import pyspark
from reading_by_spark import session

from canonical import Answer, Arguments, resources

TYPES = {"string": "string", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pyspark.__version__)
    with session() as spark:
        for resource in resources(arguments.descriptor, "csv"):
            frame = spark.read.csv(
                str(resource.path),
                schema=", ".join(f"`{name}` {TYPES[type_]}" for name, type_ in resource.fields),
                header=True,
                # The header is compared with the schema, and a cell that is not of its type is an error, not missing.
                enforceSchema=False,
                mode="FAILFAST",
                # Within quotes a quote is doubled, as RFC 4180 has it; Spark would look for a backslash.
                escape='"',
            )
            cells = list(zip(*frame.collect(), strict=True))
            answer.add(resource.table, [(*one, column) for one, column in zip(frame.dtypes, cells, strict=True)])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
