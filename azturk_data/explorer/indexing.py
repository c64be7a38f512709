"""The full-text indexes of the explorer's database, and how they are asked.

Words are compared as in `azturk_data.search` and `azturk_data.find`: by a key in which diacritics, transliteration and
script make no difference. Claims have the very index that `azturk_data.search` makes; whatever else has a name is in
another, by its names and, weighing less, by the words around it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from azturk_data.finding import key
from azturk_data.models import Claim
from azturk_data.models.alias import Alias
from azturk_data.models.index import RecordRow
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue, keyed_models
from azturk_data.searching import WEIGHTS, claims_for_index, query_of

CLAIMS, RECORDS = "claims_search", "records_search"
MATCH_FUNCTION = "search_query"
"""The SQL function that turns words, as a reader types them, into a query of the indexes."""
NOTHING = '""'
"""A query that finds nothing, for words that have no letters."""
_NAME_WEIGHTS = (8.0, 1.0)


def index(database: sqlite3.Connection) -> None:
    """Add the full-text indexes to a database that has the published tables; `sqlite3.Error` if it has no FTS5."""
    # The text itself is in the tables; the indexes need no copy of it.
    made = "fts5({}, content = '', tokenize = 'unicode61')"
    database.execute(f"CREATE VIRTUAL TABLE {CLAIMS} USING {made.format('statement, voices, mentions')}")
    database.execute(f"CREATE VIRTUAL TABLE {RECORDS} USING {made.format('names, words')}")
    for table, weights in ((CLAIMS, WEIGHTS), (RECORDS, _NAME_WEIGHTS)):
        database.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('rank', ?)", (f"bm25{weights}",))
    places = dict(database.execute(f"SELECT {Claim.key}, rowid FROM {Claim.published_as}"))
    database.executemany(
        f"INSERT INTO {CLAIMS} (rowid, statement, voices, mentions) VALUES (?, ?, ?, ?)",
        ((places[claim_id], *words) for claim_id, words in claims_for_index()),
    )
    database.executemany(f"INSERT INTO {RECORDS} (rowid, names, words) VALUES (?, ?, ?)", _records(database))


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the function by which the indexes are asked."""
    connection.create_function(
        MATCH_FUNCTION, 1, lambda words: query_of(str(words or "")) or NOTHING, deterministic=True
    )


def where_found(table: str) -> str | None:
    """Return the SQL condition that a row of the table has the words in `:search`; None if it is not indexed."""
    if table == Claim.published_as:
        return f"rowid IN (SELECT rowid FROM {CLAIMS} WHERE {CLAIMS} MATCH {MATCH_FUNCTION}(:search))"
    found = f"(SELECT rowid FROM {RECORDS} WHERE {RECORDS} MATCH {MATCH_FUNCTION}(:search))"
    if table == RecordRow.published_as:
        return f"rowid IN {found}"
    held = catalogue().get(table)
    if held is None or table not in _indexed():
        return None
    return f'"{held.primary_key[0]}" IN (SELECT record_id FROM records WHERE rowid IN {found})'


def _indexed() -> set[str]:
    """The tables whose rows have a name."""
    own = {model.published_as for model in keyed_models().values() if model.label_field}
    return {*own, "actors"}


def _records(database: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """Yield the row number of each record but claims, the keys of its names, and those of the words around it."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    words: defaultdict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    rows: list[tuple[int, str]] = []
    for rowid, record_id, table, label in database.execute('SELECT rowid, record_id, "table", label FROM records'):
        labels[record_id] = label
        if table != Claim.published_as:
            rows.append((rowid, record_id))
            names[record_id].add(key(label))
    for record_id, name in database.execute(f"SELECT record_id, name FROM {Alias.published_as}"):
        names[record_id].add(key(name))
    for owner, column, table in _around():
        for record_id, value in database.execute(
            f'SELECT "{owner}", "{column.name}" FROM "{table.name}" WHERE "{column.name}" IS NOT NULL'
        ):
            words[record_id].add(key(labels.get(value, "") if column.reference else str(value)))
    for rowid, record_id in rows:
        yield rowid, " ".join(sorted(names[record_id])), " ".join(sorted(words[record_id]))


def _around() -> Iterator[tuple[str, Column, Table]]:
    """Yield the columns whose words belong to a record, with the column that names the record, and the table."""
    keys = {model.key for model in keyed_models().values() if model.label_field} - {Claim.key}
    for table in catalogue().values():
        owner = table.primary_key[0]
        if owner not in keys:
            continue
        for column in table.columns:
            if column.name == owner or column.vocabulary or column.registry or column.type != "string":
                continue
            if column.name.endswith("_note"):  # of a date, which says how it was worked out
                continue
            if column.reference or column.pattern in (None, _LINE):
                yield owner, column, table


_LINE = catalogue()[RecordRow.published_as].column("label").pattern
"""The pattern of a line of text, which tells it from codes, dates and addresses."""
