"""What a comparison finds: changes of the schema, and changes of records with the fields that changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class SchemaChange:
    """A table or a column that is new, gone or other than it was."""

    change: Change
    table: str
    column: str | None = None
    """The column; None if it is the table as a whole."""
    old: str | None = None
    new: str | None = None
    """What it is: of a column its type, of a table its number of rows, or its key if that changed."""


@dataclass(frozen=True)
class FieldChange:
    """A field of a record, or a row that belongs to it, that is new, gone or other than it was."""

    change: Change
    field: str
    """The column, or `table[key]` for a row that belongs to the record, or `table[key].column` for a cell of that."""
    old: Any = None
    new: Any = None
    """The cell's value; of a row that is new or gone, its cells besides the key."""


@dataclass(frozen=True)
class RecordChange:
    """A record that is new, gone or other than it was."""

    change: Change
    kind: str
    """The first part of its id; of a row that belongs to no record, its table."""
    record_id: str
    label: str
    fields: tuple[FieldChange, ...] = ()
    """What changed; empty for a record that is new or gone."""
    parts: int = 0
    """Of a source that is new or gone, how many claims came or went with it."""
    moved_to: str | None = None
    """The record that stands in its place, if its id was retired."""


@dataclass(frozen=True)
class Diff:
    """All that changed between two releases; false if nothing did. As text, it is what `azturk-data diff` prints."""

    old: str
    new: str
    """What the two releases are called."""
    schema: tuple[SchemaChange, ...]
    records: tuple[RecordChange, ...]

    def __bool__(self) -> bool:
        return bool(self.schema or self.records)

    def __str__(self) -> str:
        return self.text()

    @property
    def kinds(self) -> dict[str, list[RecordChange]]:
        """The changes of records by kind, in the order in which they are told."""
        held: dict[str, list[RecordChange]] = {}
        for record in self.records:
            held.setdefault(record.kind, []).append(record)
        return held

    def text(self) -> str:
        """Return the changes as plain text."""
        from azturk_data.comparing.report import as_text

        return as_text(self)

    def changelog(self) -> str:
        """Return the changes as lines of Markdown, for a changelog."""
        from azturk_data.comparing.report import as_changelog

        return as_changelog(self)

    def as_dict(self) -> dict[str, Any]:
        """Return the changes as dictionaries and lists; values as the tables have them, so that dates are dates."""
        return asdict(self)
