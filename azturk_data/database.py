"""The whole dataset as a DuckDB database in memory: every table with its keys, and views that read on their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from azturk_data import shipped
from azturk_data.errors import MissingExtraError

if TYPE_CHECKING:
    import duckdb

    from azturk_data.schema.columns import Column
    from azturk_data.schema.tables import Table

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}

VIEWS = {
    "events_view": (
        "Each event with the names of its place, its participants, its series and the outlets that tell of it.",
        """
        SELECT e.event_id, e.title, e.kind, e.status, e.date, e.date_from, e.date_to,
               p.name AS place, p.country_code AS place_country,
               (SELECT string_agg(a.name || ' (' || x.role || ')', '; ' ORDER BY a.name)
                  FROM event_participants x JOIN actors a USING (actor_id)
                 WHERE x.event_id = e.event_id) AS participants,
               (SELECT string_agg(s.title || coalesce(', no. ' || o.edition, ''), '; ' ORDER BY s.title)
                  FROM (SELECT series_id, event_id, edition FROM editions
                        UNION ALL SELECT series_id, event_id, NULL FROM occasions) o
                  JOIN series s USING (series_id)
                 WHERE o.event_id = e.event_id) AS series,
               (SELECT string_agg(DISTINCT l.name, '; ' ORDER BY l.name)
                  FROM evidence v JOIN claims c USING (claim_id) JOIN sources q USING (source_id)
                  JOIN outlets l ON l.outlet_id = q.publisher_id
                 WHERE v.record_id = e.event_id) AS sources,
               e.support, e.summary
          FROM events e LEFT JOIN places p USING (place_id)
        """,
    ),
    "agreements_view": (
        "Each agreement with the names of its parties, its signatories and its place, and its provisions counted.",
        """
        SELECT g.agreement_id, g.title, g.kind, g.subject, g.sector, g.status, g.scope,
               g.signed, g.signed_from, g.signed_to, g.in_force, p.name AS place,
               (SELECT string_agg(a.name, '; ' ORDER BY a.name)
                  FROM agreement_parties x JOIN actors a USING (actor_id)
                 WHERE x.agreement_id = g.agreement_id) AS parties,
               (SELECT string_agg(o.name || ' (' || b.name || ')', '; ' ORDER BY o.name)
                  FROM agreement_signatories x JOIN officials o USING (official_id)
                  JOIN actors b ON b.actor_id = x.on_behalf_of_id
                 WHERE x.agreement_id = g.agreement_id) AS signatories,
               (SELECT count(*) FROM provisions x WHERE x.agreement_id = g.agreement_id) AS provisions,
               (SELECT string_agg(DISTINCT x.obligation, '; ' ORDER BY x.obligation) FROM provisions x
                 WHERE x.agreement_id = g.agreement_id AND x.obligation <> 'none') AS obligations,
               g.support, g.summary
          FROM agreements g LEFT JOIN places p USING (place_id)
        """,
    ),
    "officials_view": (
        "Each official with the offices held, from the first to the last day known, and every other form of the name.",
        """
        SELECT o.official_id, o.name, o.country_code,
               (SELECT string_agg(
                         t.office || ' (' || coalesce(t.start, t.attested, '?') || ' – ' ||
                         coalesce(t."end", '') || ')',
                         '; ' ORDER BY coalesce(t.start_from, t.attested_from))
                  FROM tenures t WHERE t.official_id = o.official_id) AS offices,
               (SELECT string_agg(DISTINCT x.name, '; ' ORDER BY x.name)
                  FROM aliases x WHERE x.record_id = o.official_id AND x.name <> o.name) AS other_names,
               (SELECT count(*) FROM event_participants x WHERE x.actor_id = o.official_id) AS events,
               o.support
          FROM officials o
        """,
    ),
    "claims_view": (
        "Each claim with its speaker, its outlet, the document and a deep link to the first passage.",
        """
        SELECT c.claim_id, c.statement, s.name AS speaker, l.name AS outlet, l.country_code AS outlet_country,
               q.title AS source, q.published_on, c.said, c.said_from, c.said_to,
               c.kind, c.voice, c.factuality, c.polarity,
               (SELECT string_agg(r.label, '; ' ORDER BY r.label)
                  FROM mentions m JOIN records r USING (record_id) WHERE m.claim_id = c.claim_id) AS mentions,
               (SELECT first(x.url ORDER BY x.span_id) FROM spans x WHERE x.claim_id = c.claim_id) AS url
          FROM claims c JOIN sources q USING (source_id) JOIN outlets l ON l.outlet_id = q.publisher_id
          LEFT JOIN actors s ON s.actor_id = c.speaker_id
        """,
    ),
}
"""The views by name: what each shows, and its query."""


def connect() -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection with every table, its keys declared, and the views of `VIEWS`.

    The database is in memory and the caller's own: writing to it changes nothing else. Columns, tables and views carry
    their descriptions as comments (`SELECT * FROM duckdb_columns()`).

    Raises `MissingExtraError` if DuckDB is not installed, and `BrokenInstallationError` if a table cannot be read.

    >>> import azturk_data
    >>> database = azturk_data.connect()
    >>> database.sql("SELECT title, place FROM events_view WHERE date = '2021-06-15' AND kind = 'signing'").fetchall()
    [('Signing of the Shusha Declaration', 'Shusha')]
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "connect() needs the package 'duckdb'; pip install 'azturk-data[duckdb]'", name="duckdb"
        ) from error
    database = duckdb.connect()
    for _ in populate(database):
        pass
    return database


def populate(database: duckdb.DuckDBPyConnection, tables: Collection[str] | None = None) -> Iterator[str]:
    """Fill a database with the tables, all by default, and the views whose tables are there; yield each table before.

    A foreign key to a table that is not wanted is left out.
    """
    from azturk_data.schema.tables import catalogue

    wanted = {name: table for name, table in catalogue().items() if tables is None or name in tables}
    for table in _targets_first(wanted):
        yield table.name
        fill(database, table, wanted)
    for name, (about, query) in VIEWS.items():
        if targets_of(query) <= set(wanted):
            database.execute(f"CREATE VIEW {name} AS {query}")
            database.execute(f"COMMENT ON VIEW {name} IS {quoted(about)}")


def targets_of(query: str) -> set[str]:
    """Return the tables that a view's query reads from."""
    from azturk_data.schema.tables import catalogue

    return set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", query)) & set(catalogue())


def fill(database: duckdb.DuckDBPyConnection, table: Table, held: Collection[str]) -> None:
    """Create a table with its comments and its keys to tables that are held, and fill it with its rows."""
    database.execute(";\n".join(_statements(table, held)))
    rows: Any = shipped.read(table.name)
    database.register("rows_to_insert", rows)
    database.execute(f"INSERT INTO {table.name} SELECT * FROM rows_to_insert")
    database.unregister("rows_to_insert")


def _statements(table: Table, held: Collection[str]) -> Iterator[str]:
    yield f"CREATE TABLE {table.name} ({', '.join(_definitions(table, held))})"
    yield f"COMMENT ON TABLE {table.name} IS {quoted(table.description)}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {table.name}.{_name(column.name)} IS {quoted(column.description)}"


def quoted(text: str) -> str:
    """Return a text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _definitions(table: Table, held: Collection[str]) -> Iterator[str]:
    yield from (_definition(column) for column in table.columns)
    yield f"PRIMARY KEY ({', '.join(_name(key) for key in table.primary_key)})"
    for column in table.columns:
        # A row that refers to one of its own table may come before it, which DuckDB would refuse.
        if column.reference and column.reference.table in held and column.reference.table != table.name:
            yield f"FOREIGN KEY ({_name(column.name)}) REFERENCES {column.reference.table} ({column.reference.column})"


def _definition(column: Column) -> str:
    return f"{_name(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}"


def _name(column: str) -> str:
    return f'"{column}"'


def _targets_first(tables: dict[str, Table]) -> list[Table]:
    """Order tables so that each comes after those that it refers to."""
    from graphlib import TopologicalSorter

    order: TopologicalSorter[str] = TopologicalSorter()
    for name, table in tables.items():
        targets = {column.reference.table for column in table.columns if column.reference}
        order.add(name, *sorted(targets & set(tables) - {name}))
    return [tables[name] for name in order.static_order()]
