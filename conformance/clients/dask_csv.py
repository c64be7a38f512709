"""Dask: every CSV file by `dask.dataframe.read_csv`, in blocks, with the types of the descriptor."""

from __future__ import annotations

import dask
from dask import dataframe

from canonical import Answer, Arguments, resources

# Dask promises types from the first lines, where a column may be empty: so each is named, dates among them.
TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32[day][pyarrow]",
}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(dask.__version__)
    for resource in resources(arguments.descriptor, "csv"):
        lazy = dataframe.read_csv(
            resource.path,
            # Small, so that files are cut: each piece begins after a line's end, which no cell holds.
            blocksize="256kB",
            dtype={name: TYPES[type_] for name, type_ in resource.fields},
            keep_default_na=False,
            na_values=[""],
        )
        types = {name: str(dtype) for name, dtype in lazy.dtypes.items()}
        frame = lazy.compute()
        held = frame.astype(object).where(frame.notna(), None)
        answer.add(resource.table, [(name, types[name], held[name].tolist()) for name in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
