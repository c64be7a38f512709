"""pandas: every Parquet file by `read_parquet`, as it comes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from canonical import Answer, Arguments, resources


def type_of(dtype: object, cells: Iterable[object]) -> str:
    """Return a column's dtype, and for `object` the types of what it holds."""
    if str(dtype) != "object":
        return str(dtype)
    return f"object: {', '.join(sorted({type(cell).__name__ for cell in cells if cell is not None}))}"


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pd.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        frame = pd.read_parquet(resource.path)
        held = frame.astype(object).where(frame.notna(), None)
        cells = {name: held[name].tolist() for name in frame}
        types = {name: type_of(frame.dtypes[name], cells[name]) for name in frame}
        answer.add(resource.table, [(name, types[name], cells[name]) for name in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
