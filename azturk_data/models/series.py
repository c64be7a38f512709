"""Series: things that recur, and their editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import SUPPORT, Coding, Derived, Entry, Evidenced, Record
from azturk_data.models.links import Link
from azturk_data.models.types import EventId, Line
from azturk_data.models.vocabularies import EventKind, Scope

if TYPE_CHECKING:
    from azturk_data.models.event import Event


class Edition(Entry):
    """One occasion of a series whose number is known."""

    published_as: ClassVar[str] = "editions"
    unique: ClassVar[tuple[str, ...]] = ("edition",)

    edition: Annotated[int, Field(ge=1)]
    """Its number in the series, as a source gives it or as it follows from one that does."""
    event_id: EventId
    """The event that it was, or is to be."""
    event: ClassVar[Link[Event]] = Link()


class Occasion(Entry):
    """One occasion of a series whose number is not known, or which has none."""

    published_as: ClassVar[str] = "occasions"
    unique: ClassVar[tuple[str, ...]] = ("event_id",)

    event_id: EventId
    """The event that it was, or is to be."""
    event: ClassVar[Link[Event]] = Link()


class Series(Record, Evidenced):
    """A dialogue, exercise or format that recurs under one name.

    >>> import azturk_data
    >>> series = azturk_data.get("series/high-level-military-dialogue")
    >>> series.kind.value, len(series.editions) > 0
    ('dialogue_round', True)
    """

    prefix: ClassVar[str] = "series"
    published_as: ClassVar[str] = "series"
    key: ClassVar[str] = "series_id"
    label_field: ClassVar[str | None] = "title"
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)

    title: Annotated[Line, Coding()]
    """Its name in English."""
    kind: Annotated[EventKind, Coding()]
    """What each of its editions is."""
    scope: Annotated[Scope, Coding()]
    """Whether Azerbaijan and Türkiye hold it alone, or with others."""
    summary: Annotated[Line, Coding()]
    """What it is, in a sentence of ours."""
    editions: list[Edition] = Field(default_factory=list[Edition])
    occasions: list[Occasion] = Field(default_factory=list[Occasion])
    aliases: list[Alias] = Field(default_factory=list[Alias])
