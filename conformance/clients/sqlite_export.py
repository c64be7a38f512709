"""SQLite, by way of Python's sqlite3: every table of the export, and its foreign keys as SQLite checks them."""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from contextlib import closing

from canonical import Answer, Arguments, foreign_key_name, resources

# SQLite keeps these two as a number and as text; the declared type says what to make of them.
sqlite3.register_converter("BOOLEAN", lambda kept: {b"0": False, b"1": True}[kept])
sqlite3.register_converter("DATE", lambda kept: datetime.date.fromisoformat(kept.decode()))


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(sqlite3.sqlite_version)
    address = f"{arguments.export.as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, detect_types=sqlite3.PARSE_DECLTYPES)) as database:
        for resource in resources(arguments.descriptor, "parquet"):
            described = [(row[1], row[2]) for row in database.execute(f'PRAGMA table_info("{resource.table}")')]
            cells = list(zip(*database.execute(f'SELECT * FROM "{resource.table}" ORDER BY rowid'), strict=True))
            answer.add(resource.table, [(*one, column) for one, column in zip(described, cells, strict=True)])
            answer.foreign_keys |= _broken(database, resource.table)
    answer.write(arguments.answer)


def _broken(database: sqlite3.Connection, table: str) -> dict[str, int]:
    """Return how many rows break each foreign key of a table."""
    rows = Counter(row[3] for row in database.execute(f'PRAGMA foreign_key_check("{table}")'))
    keys = database.execute(f'PRAGMA foreign_key_list("{table}")')
    return {foreign_key_name(table, key[3], key[2], key[4]): rows[key[0]] for key in keys}


if __name__ == "__main__":
    main()
