"""The claims that a page shows, each with who makes it, where, how surely, and the links to its passages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from azturk_data.models.vocabularies import ClaimRelation

Row = dict[str, Any]


@dataclass
class ShownClaim:
    """A claim on a page."""

    row: Row
    """The columns of the claim, with those of its source and the names of speaker and outlet."""
    number: int
    spans: list[Row] = field(default_factory=list[Row])
    against: list[Row] = field(default_factory=list[Row])
    """The claims that contradict it, or that one of the two corrects."""
    carries: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """The fields of the page's record that it carries: the name of each, and where on the page it stands."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.row["claim_id"])

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"claim-{self.number}"


@dataclass(frozen=True)
class ShownSource:
    """A document on a page, with those of its claims that the page shows."""

    row: Row
    claims: list[ShownClaim]


_HOW = {ClaimRelation.CONTRADICTS.value: "Contradicts", ClaimRelation.CORRECTS.value: "Corrects", "": "Corrected by"}
_CLAIMS = """
    SELECT c.claim_id, c.statement, c.kind, c.voice, c.factuality, c.polarity, c.said, c.note, c.speaker_id,
           a.name AS speaker, q.source_id, q.title, q.author, q.published_on, q.language, q.corpus,
           q.url AS source_url, q.publisher_id, l.name AS outlet, l.country_code
      FROM claims c JOIN sources q USING (source_id) JOIN outlets l ON l.outlet_id = q.publisher_id
      LEFT JOIN actors a ON a.actor_id = c.speaker_id
     WHERE c.claim_id IN (SELECT value FROM json_each(?))
     ORDER BY q.published_on, q.source_id, c.claim_id
"""
_SPANS = """
    SELECT span_id, claim_id, url, first_words, last_words, verified
      FROM spans WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY span_id
"""
_AGAINST = """
    SELECT r.claim_id AS of_id, r.relation, r.note, c.claim_id AS id, c.statement, l.name AS outlet
      FROM (SELECT claim_id, other_claim_id, relation, note FROM claim_relations
            UNION SELECT other_claim_id, claim_id, iif(relation = :against, relation, '') AS relation, note
              FROM claim_relations WHERE relation IN (:against, :corrects)) r
      JOIN claims c ON c.claim_id = r.other_claim_id JOIN sources q USING (source_id)
      JOIN outlets l ON l.outlet_id = q.publisher_id
     WHERE r.relation IN (:against, :corrects, '') AND r.claim_id IN (SELECT value FROM json_each(:ids))
     ORDER BY q.published_on, c.claim_id
"""


def rows(database: sqlite3.Connection, query: str, *values: object, **named: object) -> list[Row]:
    """Return what a query gives, each row by column; its values stand in the order of the `?`, or have names."""
    found = database.execute(query, named or values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def claims(database: sqlite3.Connection, ids: Iterable[str]) -> dict[str, ShownClaim]:
    """Return claims by id, in order of their sources' dates, numbered from 1."""
    wanted = json.dumps(sorted(set(ids)))
    found = {
        row["claim_id"]: ShownClaim(row, number) for number, row in enumerate(rows(database, _CLAIMS, wanted), start=1)
    }
    for span in rows(database, _SPANS, wanted):
        found[span["claim_id"]].spans.append(span)
    meant = {"against": ClaimRelation.CONTRADICTS.value, "corrects": ClaimRelation.CORRECTS.value}
    for row in rows(database, _AGAINST, ids=wanted, **meant):
        found[row["of_id"]].against.append(row | {"how": _HOW[row["relation"]]})
    return found


def by_source(found: Iterable[ShownClaim]) -> list[ShownSource]:
    """Return claims by the document that they stand in."""
    return [
        ShownSource(held[0].row, held)
        for _, group in groupby(found, key=lambda claim: claim.row["source_id"])
        if (held := list(group))
    ]
