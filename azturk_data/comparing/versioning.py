"""The versioning rule: which part of the version a release has to raise, told from what it changes.

A change that breaks whoever reads the tables is major; one that adds is minor; corrected values are a patch.
"""

from __future__ import annotations

import re
from enum import IntEnum

from azturk_data.comparing.changes import Diff, RecordChange, SchemaChange


class Part(IntEnum):
    """A part of a version, or none; the greater, the more it asks of a reader."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def needed(diff: Diff) -> Part:
    """Return the part of the version that the changes from one release to the next have to raise.

    - Major: a table, a column, a term of a vocabulary or an id is gone and nothing stands in its place, or a type or a
      key is another.
    - Minor: a table, a column, a term or a record is new, or an id was retired for another.
    - Patch: values changed.
    - None: nothing did.
    """
    return max((_of(change) for change in (*diff.schema, *diff.records)), default=Part.NONE)


def _of(change: SchemaChange | RecordChange) -> Part:
    if change.change == "added":
        return Part.MINOR
    if isinstance(change, SchemaChange):
        return Part.MAJOR
    if change.change == "removed":
        return Part.MINOR if change.moved_to else Part.MAJOR
    return Part.PATCH


def raised(old: str, new: str) -> Part:
    """Return the part in which a version is above another; none if it is not above it.

    Before 1.0 the second number stands for the first: 0.2.0 raises the major part of 0.1.0, and 0.1.1 its minor part.

    Raises `ValueError` for what is no version of three numbers.
    """
    before, after = _numbers(old), _numbers(new)
    if after <= before:
        return Part.NONE
    if before[0] != after[0]:
        return Part.MAJOR
    if before[0] == 0:
        return Part.MAJOR if before[1] != after[1] else Part.MINOR
    return Part.MINOR if before[1] != after[1] else Part.PATCH


def _numbers(version: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if not found:
        raise ValueError(f"'{version}' is no version; write three numbers, such as 1.4.0")
    return int(found[1]), int(found[2]), int(found[3])
