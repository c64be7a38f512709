"""Check: everything that must hold across fields, records and files."""

from __future__ import annotations

from rich.progress import Progress

from azturk_data.reading.check import check_records
from azturk_data.reading.reader import RecordSet


def check(records: RecordSet, progress: Progress) -> None:
    """Raise `InvalidRecordsError` with every problem of the run, those of reading too."""
    task = progress.add_task("check", total=1)
    records.problems += check_records(records)
    records.raise_if_invalid()
    progress.advance(task)
