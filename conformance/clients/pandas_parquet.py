"""pandas: every Parquet file by `read_parquet`, as it comes."""

from __future__ import annotations

import pandas as pd

from canonical import Answer, Arguments, resources


def type_of(column: pd.Series) -> str:
    """Return a column's dtype, and for `object` the types of what it holds."""
    if column.dtype != object:
        return str(column.dtype)
    return f"object: {', '.join(sorted({type(cell).__name__ for cell in column.dropna()}))}"


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pd.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        frame = pd.read_parquet(resource.path)
        held = frame.astype(object).where(frame.notna(), None)
        answer.add(resource.table, [(name, type_of(frame[name]), held[name].tolist()) for name in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
