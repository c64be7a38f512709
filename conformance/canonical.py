"""Cells as text, checksums and letters: what the Python clients and the expected values share.

It needs nothing but the standard library, since it is imported in environments of many kinds.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

LETTERS = "əğıİşçՇ"
"""Letters that get lost where an encoding is guessed, or where text is put into another case."""
NULL = r"\N"
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Resource:
    """A table as the descriptor has it."""

    table: str
    path: Path
    fields: tuple[tuple[str, str], ...]
    """The columns' names and logical types."""
    foreign_keys: tuple[tuple[str, str, str], ...]
    """Column, the table that it points to, and the column there."""

    def of_type(self, *types: str) -> list[str]:
        """Return the names of the columns of these logical types."""
        return [name for name, type_ in self.fields if type_ in types]


@dataclass(frozen=True)
class Arguments:
    """What a client's program is called with."""

    descriptor: Path
    answer: Path
    export: Path

    @classmethod
    def given(cls) -> Arguments:
        """Take them from the command line; `export` is the current folder where there is none."""
        return cls(*(Path(argument).resolve() for argument in (*sys.argv[1:], ".")[:3]))


def resources(descriptor: Path, format: str) -> list[Resource]:
    """Return the resources of one format that a descriptor lists."""
    listed = json.loads(descriptor.read_text("utf-8"))["resources"]
    return [_resource(descriptor.parent, one) for one in listed if one["format"] == format]


def _resource(folder: Path, listed: dict[str, Any]) -> Resource:
    path = folder / listed["path"]
    schema = listed["schema"]
    # A resource is named after its table, and its format follows where there are two of a table.
    keys = tuple(
        (key["fields"][0], key["reference"]["resource"].removesuffix("-parquet"), key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", [])
    )
    return Resource(path.stem, path, tuple((field["name"], field["type"]) for field in schema["fields"]), keys)


def text_of(cell: Any) -> str:
    """Return a cell as text, by the value's own type.

    >>> [text_of(cell) for cell in (None, True, 7, 39.5, datetime.date(2021, 6, 15), "Şuşa")]
    ['\\\\N', 'true', '7', '39.500000', '2021-06-15', 'Şuşa']
    """
    match cell:
        case None:
            return NULL
        case bool():
            return "true" if cell else "false"
        case float() | Decimal():
            return f"{cell:.6f}"
        case _:
            return str(cell)


def checksum(texts: Iterable[str]) -> str:
    """Return the SHA-256 of cells as text."""
    return hashlib.sha256(SEPARATOR.join(texts).encode()).hexdigest()


def letters_in(texts: Iterable[str]) -> dict[str, int]:
    """Return how often each of the letters stands in some texts."""
    whole = SEPARATOR.join(texts)
    return {letter: whole.count(letter) for letter in LETTERS}


def foreign_key_name(table: str, column: str, target: str, target_column: str) -> str:
    """Return what a foreign key is called in an answer."""
    return f"{table}.{column} → {target}.{target_column}"


@dataclass
class Answer:
    """What a client's program answers."""

    version: str
    tables: dict[str, Any] = field(default_factory=dict[str, Any])
    errors: dict[str, str] = field(default_factory=dict[str, str])
    foreign_keys: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, table: str, columns: Sequence[tuple[str, str, Sequence[Any]]]) -> None:
        """Add a table that was read: each column's name, its type as the client sees it, and its cells."""
        read = [(name, type_, [text_of(cell) for cell in cells]) for name, type_, cells in columns]
        (rows,) = {len(texts) for _, _, texts in read}
        words = (cell for _, _, cells in columns for cell in cells if isinstance(cell, str))
        self.tables[table] = {
            "rows": rows,
            "columns": {name: {"type": type_, "sha256": checksum(texts)} for name, type_, texts in read},
            "letters": letters_in(words),
        }

    def write(self, path: Path) -> None:
        """Write the answer as JSON."""
        path.write_text(json.dumps(vars(self), ensure_ascii=False, indent=1), "utf-8")
