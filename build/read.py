"""Read: the YAML files become typed records."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress

from azturk_data.reading.reader import RecordSet, read_records


def read(folder: Path, progress: Progress) -> RecordSet:
    """Return the records of a folder; problems stand in the set, for `check` to report with its own."""
    task = progress.add_task("read", total=None)

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return read_records(folder, show)
