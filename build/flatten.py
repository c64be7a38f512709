"""Flatten: the records become Arrow tables, sorted by key."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pyarrow as pa
from rich.progress import Progress

from azturk_data.deriving.dyad_years import dyad_years
from azturk_data.deriving.support import Origins, fill_support, support_rows
from azturk_data.models.base import Scalar
from azturk_data.models.index import EvidenceRow, SupportRow
from azturk_data.reading.reader import RecordSet
from azturk_data.schema.arrow import arrow_schema
from azturk_data.schema.rows import rows_of, vocabulary_rows
from azturk_data.schema.tables import Table, catalogue

Tables = dict[str, pa.Table]
Rows = list[dict[str, Scalar]]


def flatten(records: RecordSet, progress: Progress) -> Tables:
    """Return every published table, in the order of publication; a table without rows is one still."""
    rows: defaultdict[str, Rows] = defaultdict(list)
    for record in progress.track(list(records.records.values()), description="flatten"):
        for table, row in rows_of(record):
            rows[table].append(row)
    for stub in records.moved.values():
        rows[stub.published_as].append(stub.model_dump())
    for table, row in vocabulary_rows():
        rows[table].append(row)
    origins = Origins(records)
    fill_support(rows, origins)
    rows[SupportRow.published_as] = list(support_rows(rows[EvidenceRow.published_as], origins))
    for derived in dyad_years(records):
        for row in derived:
            rows[row.published_as].append(row.model_dump())
    return {name: _arrow_table(table, rows[name]) for name, table in catalogue().items()}


def _arrow_table(table: Table, rows: Rows) -> pa.Table:
    def key(row: dict[str, Scalar]) -> tuple[str | int, ...]:
        return tuple(value if isinstance(value, int) else str(value) for value in map(row.get, table.primary_key))

    rows.sort(key=key)
    for above, below in pairwise(rows):
        if key(above) == key(below):
            # The checks of the records rule this out; a table with a broken key must not be written.
            raise ValueError(f"two rows of {table.name} have the key {key(above)}")
    return pa.Table.from_pylist(rows, schema=arrow_schema(table))
