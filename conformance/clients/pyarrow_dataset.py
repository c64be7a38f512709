"""PyArrow's datasets: every Parquet file as a dataset, read whole."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import dataset

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pa.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        table = dataset.dataset(resource.path, format="parquet").to_table()
        answer.add(
            resource.table, [(name, str(table[name].type), table[name].to_pylist()) for name in table.column_names]
        )
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
