"""Dask: every Parquet file by `dask.dataframe.read_parquet`, as it comes."""

from __future__ import annotations

import dask
from dask import dataframe

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(dask.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        lazy = dataframe.read_parquet(resource.path)
        # The types that it promises before it has read anything; the cells are those of what it then reads.
        types = {name: str(dtype) for name, dtype in lazy.dtypes.items()}
        frame = lazy.compute()
        held = frame.astype(object).where(frame.notna(), None)
        answer.add(resource.table, [(name, types[name], held[name].tolist()) for name in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
