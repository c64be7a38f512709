"""All checks of a set of records, in one call."""

from __future__ import annotations

from collections.abc import Iterator

from azturk_data.reading.problems import Problem
from azturk_data.reading.reader import RecordSet
from azturk_data.reading.references import check_references
from azturk_data.reading.registries import check_registries
from azturk_data.reading.rules import check_rules


def check_records(found: RecordSet) -> Iterator[Problem]:
    """Yield every problem of the records read: dangling references, breached rules, unknown codes."""
    yield from check_references(found)
    yield from check_rules(found)
    yield from check_registries(found)
