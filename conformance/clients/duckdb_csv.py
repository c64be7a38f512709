"""DuckDB: every CSV file by `read_csv`, with the types of the descriptor."""

from __future__ import annotations

import duckdb

from canonical import Answer, Arguments, resources

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(duckdb.__version__)
    with duckdb.connect() as database:
        for resource in resources(arguments.descriptor, "csv"):
            types = {name: TYPES[type_] for name, type_ in resource.fields}
            found = database.execute(
                "SELECT * FROM read_csv(?, header = true, columns = ?)", [str(resource.path), types]
            )
            described = [(name, str(type_)) for name, type_, *_ in found.description]
            cells = list(zip(*found.fetchall(), strict=True))
            answer.add(resource.table, [(*one, column) for one, column in zip(described, cells, strict=True)])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
