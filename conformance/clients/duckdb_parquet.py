"""DuckDB: every Parquet file by `read_parquet`."""

from __future__ import annotations

import duckdb

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(duckdb.__version__)
    with duckdb.connect() as database:
        for resource in resources(arguments.descriptor, "parquet"):
            found = database.execute("SELECT * FROM read_parquet(?)", [str(resource.path)])
            described = [(name, str(type_)) for name, type_, *_ in found.description]
            cells = list(zip(*found.fetchall(), strict=True))
            answer.add(resource.table, [(*one, column) for one, column in zip(described, cells, strict=True)])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
