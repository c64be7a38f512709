"""Searching claims by their words, ranked, whatever the diacritics, the transliteration or the script.

Words are compared by the key by which names are found (`azturk_data.finding.key`). The index is an SQLite one in
memory, made when it is first asked.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from azturk_data import shipped
from azturk_data.errors import MissingExtraError
from azturk_data.finding import key

WEIGHTS = (6.0, 2.0, 1.0)
"""What a word counts in the statement, in the names of speaker and outlet, and in those of what is mentioned."""

SHORTEST_PREFIX = 3
"""A word shorter than this is looked for as it is, not as the beginning of another."""


@dataclass(frozen=True)
class ClaimHit:
    """A claim that was found."""

    claim_id: str
    statement: str
    speaker: str | None
    """Name of whoever makes the assertion; None if the source names nobody."""
    outlet: str
    """Name of the outlet on whose page it stands."""
    date: str
    """When the document was published, an EDTF string."""
    url: str
    """Deep link to the passage, or to the first of several."""
    score: float
    """How well it fits (BM25); more is better, and only hits of one search can be compared."""


class ClaimHits(list[ClaimHit]):
    """Claims that were found, best first: a list, which prints as text and shows as HTML in a notebook."""

    def text(self, width: int | None = None) -> str:
        """Return the claims for a terminal, wrapped to `width` columns, by default those of the terminal."""
        from azturk_data.presentation_of_hits import as_text

        return as_text(self, width)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from azturk_data.presentation_of_hits import as_html

        return as_html(self)


def search(words: str, limit: int = 20) -> ClaimHits:
    """Return the claims that are about some words, best first, at most `limit` of them.

    A claim is found if it has all the words, or words that begin with them: in its statement, in the names of its
    speaker and its outlet, or in the names and titles of the records that it mentions, which count less. If no claim
    has all of them, those that have any longer one are found. An empty list means that none has.

    Raises `MissingExtraError` if this Python's SQLite was built without full-text search (FTS5), and
    `BrokenInstallationError` if a table cannot be read.

    >>> import azturk_data
    >>> hits = azturk_data.search("military dialogue no consultations 2020")
    >>> hits[0].statement
    'In 2020 the Azerbaijan–Türkiye High-Level Military Dialogue held no consultations.'
    """
    every = query_of(words)
    if not every or limit < 1:
        return ClaimHits()
    return _matching(every, limit) or _matching(query_of(words, any_of_them=True), limit)


def query_of(words: str, *, any_of_them: bool = False) -> str:
    """Return the query of a full-text index for all of some words, or for any longer one; empty if there are none.

    >>> query_of("Hulusi Akar")
    '("hulusi" OR "hulusi"*) AND ("akar" OR "akar"*)'
    """
    wanted = list(dict.fromkeys(filter(None, map(key, words.split()))))
    if any_of_them:
        # Having any word means little for one such as 'to' or 'it'.
        wanted = [word for word in wanted if len(word) >= SHORTEST_PREFIX] or wanted
    return (" OR " if any_of_them else " AND ").join(map(_either, wanted))


def _either(word: str) -> str:
    """A word as a query: itself, its singular, or whatever begins with it. What is met exactly counts twice.

    What has a hyphen in it, such as S-400, has a space in its key: it is looked for as a phrase.
    """
    forms = [f'"{word}"']
    if len(word) >= SHORTEST_PREFIX:
        forms.append(f'"{word}"*')
    if len(word) > SHORTEST_PREFIX and word.endswith("s"):
        # A key has `i` for `y`.
        forms.append(f'"{word[:-3]}i"' if word.endswith("ies") else f'"{word[:-1]}"')
    return f"({' OR '.join(forms)})"


def _matching(query: str, limit: int) -> ClaimHits:
    with _one_at_a_time:
        index, claims = _index()
        found = index.execute(
            "SELECT rowid, rank FROM claims WHERE claims MATCH ? ORDER BY rank LIMIT ?", (query, limit)
        ).fetchall()
    # SQLite's rank is less the better it fits.
    return ClaimHits(ClaimHit(*claims[place], score=-rank) for place, rank in found)


Shown = tuple[str, str, str | None, str, str, str]
"""What is shown of a claim: all but the score."""


_one_at_a_time = threading.Lock()
"""Threads share the connection, which keeps one cursor's statement for all who ask the same of it."""


@cache
def _index() -> tuple[sqlite3.Connection, list[Shown]]:
    """The full-text index, whose row numbers are places in the list of claims; made once."""
    index = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        index.execute("CREATE VIRTUAL TABLE claims USING fts5(statement, voices, mentions, tokenize = 'unicode61')")
    except sqlite3.OperationalError as error:
        raise MissingExtraError(
            f"search() needs an SQLite with full-text search, FTS5 ({error}); use another build of Python", name="fts5"
        ) from error
    claims: list[Shown] = []
    rows: list[tuple[int, str, str, str]] = []
    for place, (shown, mentions) in enumerate(_read_claims()):
        claims.append(shown)
        rows.append((place, *_words_of(shown, mentions)))
    index.execute("INSERT INTO claims (claims, rank) VALUES ('rank', ?)", (f"bm25{WEIGHTS}",))
    index.execute("BEGIN")
    index.executemany("INSERT INTO claims (rowid, statement, voices, mentions) VALUES (?, ?, ?, ?)", rows)
    index.execute("COMMIT")
    return index, claims


def claims_for_index() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the id of every claim, and what is indexed of it: keys of its statement, its voices and its mentions."""
    for shown, mentions in _read_claims():
        yield shown[0], _words_of(shown, mentions)


def _words_of(shown: Shown, mentions: str) -> tuple[str, str, str]:
    return key(shown[1]), key(f"{shown[2] or ''} {shown[3]}"), mentions


def _read_claims() -> Iterator[tuple[Shown, str]]:
    """Yield every claim as it is shown, and the keys of the names of what it mentions."""
    names: dict[str, str] = dict(_rows("actors", "actor_id", "name"))
    sources = {row[0]: row[1:] for row in _rows("sources", "source_id", "publisher_id", "published_on")}
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for record_id, name in (*_rows("records", "record_id", "label"), *_rows("aliases", "record_id", "name")):
        if not record_id.startswith("claim/"):
            keys[record_id].add(key(name))
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for claim_id, record_id in _rows("mentions", "claim_id", "record_id"):
        mentioned[claim_id] |= keys[record_id]
    urls: dict[str, str] = {}
    for claim_id, url in _rows("spans", "claim_id", "url"):
        urls.setdefault(claim_id, url)
    for claim_id, source_id, speaker_id, statement in _rows(
        "claims", "claim_id", "source_id", "speaker_id", "statement"
    ):
        outlet_id, date = sources[source_id]
        speaker = names[speaker_id] if speaker_id else None
        shown = claim_id, statement, speaker, names[outlet_id], date, urls[claim_id]
        yield shown, " ".join(sorted(mentioned[claim_id]))


def _rows(table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    held = shipped.read(table)
    return zip(*(held.column(name).to_pylist() for name in columns), strict=True)
