"""Polars: every Parquet file, scanned and collected."""

from __future__ import annotations

import polars as pl

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pl.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        frame = pl.scan_parquet(resource.path).collect()
        answer.add(resource.table, [(one.name, str(one.dtype), one.to_list()) for one in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
