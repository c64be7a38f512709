"""Tables that gather something from every record: evidence, vocabularies, and the list of records."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from azturk_data.models.base import Row
from azturk_data.models.types import AnyId, ClaimId, Line, RecordId
from azturk_data.models.vocabularies import Support


class EvidenceRow(Row):
    """Which claims carry which field of which record."""

    published_as: ClassVar[str] = "evidence"
    unique: ClassVar[tuple[str, ...]] = ("record_id", "field", "claim_id")

    record_id: RecordId
    """The record whose field is carried."""
    field: Line
    """The field, `existence` for the record as a whole, or `list[entry]` for an entry of one of its lists."""
    claim_id: ClaimId
    """A claim that carries it."""


class VocabularyRow(Row):
    """Every term of every vocabulary, with its definition and where it comes from."""

    published_as: ClassVar[str] = "vocabularies"
    unique: ClassVar[tuple[str, ...]] = ("vocabulary", "term")

    vocabulary: Line
    """The vocabulary."""
    term: Line
    """The term, as it stands in the tables."""
    label: Line
    """The term, for readers."""
    definition: Line
    """What it means, in our words."""
    source: Line
    """Who defined it."""


class Moved(Row):
    """Where a record went whose id was retired: an id that was once published leads somewhere for ever."""

    published_as: ClassVar[str] = "moves"
    unique: ClassVar[tuple[str, ...]] = ("id",)

    id: AnyId
    """The retired id."""
    moved_to: RecordId
    """The record that stands in its place; never another retired id."""


class RecordRow(Row):
    """One row for every record, so that a link to any kind of record has a target."""

    published_as: ClassVar[str] = "records"
    unique: ClassVar[tuple[str, ...]] = ("record_id",)

    record_id: AnyId
    """The record."""
    table: Line
    """The table that holds it."""
    label: Line
    """What it is called; of a claim, how its statement begins."""


class SupportRow(Row):
    """How well each field of each record is borne out."""

    published_as: ClassVar[str] = "support"
    unique: ClassVar[tuple[str, ...]] = ("record_id", "field")

    record_id: RecordId
    """The record whose field is carried."""
    field: Line
    """The field, as in `evidence`."""
    claims: Annotated[int, Field(ge=1)]
    """How many claims carry it."""
    sources: Annotated[int, Field(ge=1)]
    """In how many documents they stand."""
    origins: Annotated[int, Field(ge=1)]
    """How many independent origins they have; see `claims.origin_id`."""
    support: Support
    """What that amounts to."""
