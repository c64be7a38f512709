"""What every model shares: strictness, and the marks by which tables are derived from models.

A model's scalar fields are the columns of its table. A list of sub-models is a child table with a foreign
key to its parent; a list of scalars is one too, named by a `Listed` mark; an optional sub-model is a table
with at most one row for each parent; a `When` is a family of date columns. `azturk_data.schema.tables`
does the walking; nothing here knows of Arrow, files or YAML.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from azturk_data.models.types import ClaimId, Line, LocalId, Reference
from azturk_data.models.vocabularies import Support

Scalar = str | int | float | bool | datetime.date | None


@dataclass(frozen=True)
class Listed:
    """Marks a list of scalars: the child table that it becomes, and the column that holds an item."""

    table: str
    column: str
    about: str


@dataclass(frozen=True)
class Ranked:
    """Marks a list of sub-models whose order matters: the column that counts the items from 1."""

    column: str
    description: str


@dataclass(frozen=True)
class Registry:
    """Marks what a public registry gives, an identifier or a code: it needs no claim as evidence."""

    name: str


@dataclass(frozen=True)
class Coding:
    """Marks our own coding or wording of a record: the evidence for its existence carries it."""


@dataclass(frozen=True)
class Derived:
    """A column that curators do not write: `compute` takes the models from the record down to the row."""

    name: str
    type: type[Scalar]
    description: str
    compute: Callable[[tuple[Any, ...]], Scalar] | None = None
    """None where it takes all records to know: then `azturk_data.deriving` fills the column."""
    reference: Reference | None = None
    pattern: str | None = None
    vocabulary: type[Any] | None = None


@dataclass(frozen=True)
class Order:
    """Two fields of a row of which the second may not come before the first; both are dates, or both are numbers.

    A date comes before another if its last day comes before the other's first.
    """

    first: str
    second: str
    problem: str
    """What to say of a row that breaks it."""
    strict: bool = False
    """Whether the two may not be equal either."""


EXISTENCE = "existence"
"""The evidence key for a record as a whole: that there is such a thing, as titled and coded."""

Claims = Annotated[list[ClaimId], Field(min_length=1)]


SUPPORT = Derived(
    "support",
    str,
    "On how many independent origins its existence rests, and whether any of its claims is in conflict; "
    "`support` has the same for each field.",
    vocabulary=Support,
)
"""The column by which a table says how sure its rows are."""


class Model(BaseModel):
    """Strict and frozen: an unknown key is an error, and a record does not change once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Row(Model):
    """A model that is published as a table."""

    published_as: ClassVar[str]
    """The table that holds its rows."""
    unique: ClassVar[tuple[str, ...]] = ()
    """The columns that, with the parent's key, tell its rows apart; a keyed row has its id."""
    derived: ClassVar[tuple[Derived, ...]] = ()
    """Columns worked out from the record rather than written in it."""
    ordered: ClassVar[tuple[Order, ...]] = ()
    """Which of its fields come before which."""


class Entry(Row):
    """An item in a record's list that rests on claims of its own."""

    claims: Claims
    """The claims that carry this entry."""

    def entry_key(self) -> str:
        """What tells this entry from the others of its list, for the `field` column of `evidence`."""
        return ":".join(str(value) for name in self.unique if (value := getattr(self, name)) is not None)


class Keyed(Row):
    """A row with an id of its own, so that others can refer to it."""

    prefix: ClassVar[str]
    """The first part of its id."""
    key: ClassVar[str]
    """The column that holds its id."""
    label_field: ClassVar[str | None] = None
    """The field that names it to a reader; None for what nothing refers to."""
    label_width: ClassVar[int | None] = None
    """How many characters of that field name it, if not all do."""


class Part(Keyed):
    """A keyed row inside a record; its full id is `kind/record/id`, with a further `/id` for each level."""

    id: LocalId
    """Permanent identifier: the kind, the record it belongs to, and a short id within that."""


class Evidenced(Keyed):
    """A keyed row whose fields are carried by claims."""

    evidence_required: ClassVar[bool] = False
    """Whether every filled field must have a claim, or only may have one."""

    note: Line | None = None
    """What a reader should know: how a value was worked out, why one source was preferred to another."""
    evidence: dict[str, Claims] = Field(default_factory=dict[str, Claims])
    """For each field the claims that carry it; `existence` stands for the record as a whole."""


class Record(Keyed):
    """One YAML file: its path under `records/`, without the suffix, is its id."""

    id: str
    """Permanent identifier: the kind of record, and the name of its file."""

    @property
    def slug(self) -> str:
        """The id without its kind."""
        return self.id.partition("/")[2]
