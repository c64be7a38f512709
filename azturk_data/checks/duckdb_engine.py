"""Queries in DuckDB, in memory, with a limit to what it takes of that."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import local
from typing import Any

import duckdb
import pyarrow as pa

from azturk_data.checks.engines import MEMORY, EngineError
from azturk_data.database import quoted

MACRO = "CREATE OR REPLACE MACRO regexp_like(txt, form) AS regexp_full_match(txt, form)"
"""What DuckDB lacks of the words that the queries use. Their patterns are all of whole values."""
_CELLS = [[f"c{n}" for n in range(most)] for most in range(1, 9)]
HASHES = "CREATE OR REPLACE MACRO xxhash64" + ", ".join(
    f"({', '.join(cells)}) AS hash({', '.join(cells)})" for cells in _CELLS
)
"""What it lacks of those of shortcuts: a hash of some cells, whichever."""

FEW = 5_000
"""Rows of a table that is kept in memory; all of the tables together are then still small."""


class DuckDB:
    """DuckDB as an engine."""

    together = 1
    at_once = 2

    def __init__(self, scratch: Path) -> None:
        self._database = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(scratch / "duckdb")})
        self._held = local()
        self._cursors: list[duckdb.DuckDBPyConnection] = []
        # Several queries side by side need less than all processors for each, most of them being short.
        self._database.execute(f"SET threads = {max(1, (os.cpu_count() or 1) - self.at_once + 1)}")
        # The order of rows means nothing here, and keeping it takes memory.
        self._database.execute("SET preserve_insertion_order = false")
        self._database.execute(MACRO)
        self._database.execute(HASHES)

    def files(
        self, name: str, root: Path, files: Sequence[Path], columns: Mapping[str, pa.DataType], partitions: set[str]
    ) -> None:
        """Declare Parquet files as a relation; a partition's value stays text."""
        listed = ", ".join(quoted(str(file)) for file in files)
        hive = "hive_partitioning = true, hive_types_autocast = false" if partitions else "hive_partitioning = false"
        self.rows(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{listed}], {hive}, union_by_name = true)")

    def view(self, name: str, query: str, rows: int) -> None:
        """Declare a query as a relation; of few rows it is kept, which spares opening the file for each query."""
        kind = "TABLE" if rows <= FEW else "VIEW"
        self.rows(f"CREATE {kind} {name} AS {query}")

    def alias(self, name: str, relation: str) -> None:
        """Declare another name for a relation."""
        self.rows(f"CREATE VIEW {name} AS SELECT * FROM {relation}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query."""
        try:
            return self._cursor().execute(query).fetchall()
        except duckdb.Error as error:
            raise EngineError(str(error).partition("\n")[0]) from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        # A cursor holds one result at a time, and queries come from more than one thread.
        if not hasattr(self._held, "cursor"):
            self._held.cursor = self._database.cursor()
            self._cursors.append(self._held.cursor)
        return self._held.cursor

    def close(self) -> None:
        """Let go of everything."""
        for cursor in self._cursors:
            cursor.close()
        self._database.close()
