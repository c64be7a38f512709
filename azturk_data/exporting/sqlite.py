"""An SQLite database: every table with its keys and indexes, the views, and what the columns mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from azturk_data.database import VIEWS, quoted, targets_of
from azturk_data.exporting.cells import DESCRIBED, DESCRIPTIONS, described, rows
from azturk_data.exporting.formats import Watch
from azturk_data.exporting.sqlite_views import QUERIES
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue

# SQLite keeps dates as text and booleans as numbers, but tools that read it know what these names mean.
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}
TABLES_DESCRIBED = "table_descriptions"


def sqlite(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the tables as a database to the file `target`."""
    try:
        with closing(sqlite3.connect(target)) as database:
            # Nobody else sees the file yet: there is nothing to roll back to.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
            for done, name in enumerate(tables):
                watch(name, done, len(tables) + 1)
                _fill(database, catalogue()[name], tables)
            watch("sqlite", len(tables), len(tables) + 1)
            _describe(database, tables)
            _add_views(database, tables)
            database.commit()
            database.execute("VACUUM")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _fill(database: sqlite3.Connection, table: Table, held: Sequence[str]) -> None:
    for statement in statements(table, held):
        database.execute(statement)
    marks = ", ".join("?" * len(table.columns))
    lines = (
        [str(cell) if kind == "date" and cell else cell for cell, kind in zip(row, _kinds(table), strict=True)]
        for row in rows(table.name)
    )
    database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", lines)


def _kinds(table: Table) -> list[str]:
    return [column.type for column in table.columns]


def statements(table: Table, held: Sequence[str]) -> Iterator[str]:
    """Yield what makes a table and its indexes; a foreign key to a table that is not held is left out."""
    keys = [column for column in table.columns if column.reference and column.reference.table in held]
    parts = [_definition(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(map(_name, table.primary_key))})")
    for column in keys:
        assert column.reference
        target = f"{_name(column.reference.table)} ({_name(column.reference.column)})"
        # Deferred, so that rows may be added in any order within a transaction.
        parts.append(f"FOREIGN KEY ({_name(column.name)}) REFERENCES {target} DEFERRABLE INITIALLY DEFERRED")
    yield f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"
    for column in keys:
        # The primary key is an index by its first column already.
        if column.name != table.primary_key[0]:
            index = _name(f"{table.name}_by_{column.name}")
            yield f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})"


def _definition(column: Column) -> str:
    parts = [_name(column.name), _TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.type == "boolean":
        parts.append(f"CHECK ({_name(column.name)} IN (0, 1))")
    return " ".join(parts)


def _describe(database: sqlite3.Connection, tables: Sequence[str]) -> None:
    columns = ", ".join(f"{name} TEXT" for name in DESCRIBED)
    database.execute(f"CREATE TABLE {DESCRIPTIONS} ({columns}, PRIMARY KEY (table_name, column_name))")
    marks = ", ".join("?" * len(DESCRIBED))
    database.executemany(f"INSERT INTO {DESCRIPTIONS} VALUES ({marks})", described(tables))
    database.execute(f"CREATE TABLE {TABLES_DESCRIBED} (table_name TEXT PRIMARY KEY, description TEXT)")
    about = [(name, catalogue()[name].description) for name in tables]
    about += [(name, about_view) for name, (about_view, query) in VIEWS.items() if targets_of(query) <= set(tables)]
    database.executemany(f"INSERT INTO {TABLES_DESCRIBED} VALUES (?, ?)", about)


def _add_views(database: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Add the views whose tables are all there, in SQLite's words where they differ from DuckDB's."""
    for name, (_, query) in VIEWS.items():
        if not targets_of(query) <= set(tables):
            continue
        database.execute(f"CREATE VIEW {_name(name)} AS {QUERIES.get(name, query)}")
        try:
            # A view is not looked at when it is made, only when it is read.
            database.execute(f"SELECT * FROM {_name(name)} LIMIT 0")
        except sqlite3.OperationalError:
            database.execute(f"DROP VIEW {_name(name)}")
            database.execute(f"DELETE FROM {TABLES_DESCRIBED} WHERE table_name = {quoted(name)}")


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
