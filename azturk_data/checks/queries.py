"""The queries for those who run them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from azturk_data.checks.rules import READ, Rule, rules, values_of
from azturk_data.errors import UnknownTableError
from azturk_data.schema.tables import catalogue

PREAMBLE = f"""\
-- Each query returns the rows that break a rule: what names the row, and the value. They read, for each table, the
-- relation <table>{READ} with its cells as they were read, and <table> with their values. Of Parquet files the two are
-- the same; of CSV files read as text (an empty cell is NULL) the second is made by the query that is given for it.
-- DuckDB needs: CREATE MACRO regexp_like(txt, form) AS regexp_matches(txt, form);
-- Spark needs:  SET spark.sql.parser.escapedStringLiterals = true;
"""


def queries(tables: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Return every rule of the tables, all by default, with its query.

    Raises `UnknownTableError` for a table that is not published.
    """
    return [
        {"table": rule.table, "rule": rule.kind, "column": rule.column, "about": rule.about, "query": rule.query}
        for rule in _chosen(tables)
    ]


def script(tables: Sequence[str] | None = None) -> str:
    """Return the same as a script of SQL with comments."""
    return "\n".join(_lines(tables)) + "\n"


def _lines(tables: Sequence[str] | None) -> Iterator[str]:
    yield PREAMBLE
    table = ""
    for rule in _chosen(tables):
        if rule.table != table:
            table = rule.table
            yield f"-- {table}, if it was read from CSV:\n-- CREATE VIEW {table} AS {values_of(catalogue()[table])};\n"
        yield f"-- {rule.table}, {rule.column}: {rule.kind}: {rule.about}\n{rule.query};\n"


def _chosen(tables: Sequence[str] | None) -> list[Rule]:
    for name in tables or ():
        if name not in catalogue():
            raise UnknownTableError(f"there is no table '{name}'; the tables are {', '.join(catalogue())}")
    return [rule for rule in rules() if tables is None or rule.table in tables]
