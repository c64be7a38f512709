"""What comes before a record and what after it in a sequence that means something: a series, an office."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from azturk_data.explorer.evidence import Row, rows
from azturk_data.models import Event, Keyed, Tenure


@dataclass(frozen=True)
class Sequence:
    """A record among others of its sequence."""

    title: str
    id: str | None
    """The record that is the sequence, if one is."""
    previous: Row | None
    next: Row | None


_SERIES = """
    SELECT s.series_id AS of_id, s.title AS of_label, e.event_id AS id, e.title AS label, e.date AS shown_date
      FROM (SELECT series_id, event_id FROM editions UNION SELECT series_id, event_id FROM occasions) m
      JOIN series s USING (series_id) JOIN events e USING (event_id)
     WHERE s.series_id IN (SELECT series_id FROM editions WHERE event_id = :id
                           UNION SELECT series_id FROM occasions WHERE event_id = :id)
     ORDER BY s.series_id, coalesce(e.date_from, e.date_to), e.event_id
"""
_OFFICE = """
    SELECT NULL AS of_id, t.office AS of_label, t.tenure_id AS id, o.name AS label,
           coalesce(t.start, t.attested, t."end") AS shown_date
      FROM tenures t JOIN officials o USING (official_id)
     WHERE t.office = (SELECT office FROM tenures WHERE tenure_id = :id)
     ORDER BY coalesce(t.start_from, t.start_to, t.attested_from, t.attested_to, t.end_from, t.end_to), t.tenure_id
"""


def sequences(database: sqlite3.Connection, model: type[Keyed], record_id: str) -> list[Sequence]:
    """Return the series that an event belongs to, or the office of a tenure, with the neighbours in each."""
    query = _SERIES if model is Event else _OFFICE if model is Tenure else None
    if query is None:
        return []
    held: dict[str, list[Row]] = {}
    for row in rows(database, query, id=record_id):
        held.setdefault(row["of_label"], []).append(row)
    return [_around(members, record_id) for members in held.values() if len(members) > 1]


def _around(members: list[Row], record_id: str) -> Sequence:
    place = next(place for place, row in enumerate(members) if row["id"] == record_id)
    before, after = members[:place][-1:], members[place + 1 :][:1]
    first = members[0]
    return Sequence(first["of_label"], first["of_id"], *(next(iter(part), None) for part in (before, after)))
