"""The start page, and what a search over everything finds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from azturk_data.explorer.evidence import Row, ShownClaim, claims, rows
from azturk_data.explorer.indexing import CLAIMS, MATCH_FUNCTION, NOTHING, RECORDS
from azturk_data.explorer.rendering import table_path
from azturk_data.explorer.wording import readable
from azturk_data.models import Claim
from azturk_data.models.source import Source
from azturk_data.schema.tables import catalogue

EACH = 8
"""How many records of a kind a search shows."""
_DATES = {"events": "date", "agreements": "signed", "sources": "published_on"}
LATEST = 6


@dataclass(frozen=True)
class Found:
    """The records of one kind that a search finds."""

    table: str
    title: str
    count: int
    rows: list[Row]
    more: str
    """The address of the table's page with all of them; empty if all are here."""


@dataclass(frozen=True)
class Hits:
    """What a search over everything finds."""

    words: str
    kinds: list[Found]
    claims: list[ShownClaim]
    claim_count: int
    more_claims: str

    @property
    def count(self) -> int:
        """How many records and claims there are."""
        return sum(kind.count for kind in self.kinds) + self.claim_count


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in catalogue()}


def span_of_years(database: sqlite3.Connection) -> tuple[str, str]:
    """Return the first and the last year of which there is an event."""
    first, last = database.execute(
        "SELECT min(date_from), max(date_to) FROM events WHERE status = 'occurred'"
    ).fetchone()
    return (first or "")[:4], (last or "")[:4]


def latest(database: sqlite3.Connection) -> list[Row]:
    """Return the latest events that took place on a day, or within a few, that are known."""
    return rows(
        database,
        """
        SELECT event_id AS id, title, kind, date FROM events
         WHERE status = 'occurred' AND julianday(date_to) - julianday(date_from) < 14
         ORDER BY date_to DESC, event_id LIMIT ?
        """,
        LATEST,
    )


def search(database: sqlite3.Connection, words: str) -> Hits:
    """Return the records and the claims that have all of some words, best first within each kind."""
    query = database.execute(f"SELECT {MATCH_FUNCTION}(?)", (words,)).fetchone()[0]
    if query == NOTHING:
        return Hits(words, [], [], 0, "")
    found = rows(
        database,
        f"""
        SELECT r.record_id AS id, r.label, r."table" AS "table"
          FROM (SELECT rowid AS place, rank AS worth FROM {RECORDS} WHERE {RECORDS} MATCH ?) s
          JOIN records r ON r.rowid = s.place ORDER BY s.worth
        """,
        query,
    )
    kinds: dict[str, list[Row]] = {}
    for row in found:
        kinds.setdefault(row["table"], []).append(row)
    # A document is wanted less often than what it tells of.
    order = sorted(kinds, key=lambda table: table == Source.published_as)
    asked = {"_search": words}
    groups = [
        Found(
            table,
            readable(table),
            len(kinds[table]),
            [_placed(database, row) for row in kinds[table][:EACH]],
            table_path(table, asked) if len(kinds[table]) > EACH else "",
        )
        for table in order
    ]
    hits = rows(
        database,
        f"SELECT c.claim_id AS id FROM {CLAIMS} JOIN claims c ON c.rowid = {CLAIMS}.rowid "
        f"WHERE {CLAIMS} MATCH ? ORDER BY rank",
        query,
    )
    best = [row["id"] for row in hits[: 2 * EACH]]
    shown = claims(database, best)
    more = table_path(Claim.published_as, asked) if len(hits) > len(best) else ""
    return Hits(words, groups, [shown[id_] for id_ in best], len(hits), more)


def _placed(database: sqlite3.Connection, row: Row) -> Row:
    """Say of a record when it was, or of which other it is a part."""
    held = catalogue()[row["table"]]
    if column := _DATES.get(held.name):
        shown = f'SELECT "{column}" AS "date" FROM "{held.name}"'
    elif row["id"].count("/") > 1:
        shown = f'SELECT r.label AS "of" FROM "{held.name}" JOIN records r ON r.record_id = "{held.columns[1].name}"'
    else:
        return row
    (found,) = rows(database, f'{shown} WHERE "{held.primary_key[0]}" = ?', row["id"])
    return row | found
