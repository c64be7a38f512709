"""Events: what happened, was planned, was proposed or did not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import SUPPORT, Coding, Derived, Entry, Evidenced, Listed, Part, Record, Row
from azturk_data.models.dates import When
from azturk_data.models.links import Link
from azturk_data.models.types import ActorId, EventId, Line, PlaceId
from azturk_data.models.vocabularies import (
    ArmsStage,
    EventKind,
    EventStatus,
    ForceKind,
    ParticipantRole,
    PloverContext,
    PloverEvent,
    PloverMode,
)

if TYPE_CHECKING:
    from azturk_data.models.actor import Actor
    from azturk_data.models.place import Place


class Participant(Entry):
    """Who took part in an event, and as what."""

    published_as: ClassVar[str] = "event_participants"
    unique: ClassVar[tuple[str, ...]] = ("actor_id", "role")

    actor_id: ActorId
    """The one who took part."""
    actor: ClassVar[Link[Actor]] = Link()
    role: ParticipantRole
    """What the actor did in the event."""
    capacity: Line | None = None
    """The office or standing in which a person took part, as the sources name it, in our words."""


class ForceCount(Row):
    """How many took part or changed hands; a table of its own, since an empty number is none in many tools."""

    published_as: ClassVar[str] = "event_force_counts"

    count: Annotated[int, Field(ge=1)]
    """The number, as a source gives it; where that says 'up to' or 'over', the description says so."""


class Force(Part, Entry):
    """Forces or equipment that took part in an event, or were transferred by it."""

    prefix: ClassVar[str] = "force"
    published_as: ClassVar[str] = "event_forces"
    key: ClassVar[str] = "force_id"
    label_field: ClassVar[str | None] = "description"

    actor_id: ActorId | None = None
    """Whose they were, or were to become; empty if the sources count several actors together or do not say."""
    actor: ClassVar[Link[Actor | None]] = Link()
    kind: ForceKind
    """What they were."""
    description: Line
    """What they were, in our words, type and branch included."""
    counted: ForceCount | None = None


class Event(Record, Evidenced):
    """Something that happened, was planned or proposed, or is reported not to have happened.

    >>> import azturk_data
    >>> event = azturk_data.get("event/2020-military-dialogue")
    >>> event.date.edtf, event.status.value
    ('2020', 'did_not_occur')
    """

    prefix: ClassVar[str] = "event"
    published_as: ClassVar[str] = "events"
    key: ClassVar[str] = "event_id"
    label_field: ClassVar[str | None] = "title"
    evidence_required: ClassVar[bool] = True
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)

    title: Annotated[Line, Coding()]
    """A short neutral title of ours."""
    summary: Annotated[Line, Coding()]
    """One or two sentences of ours: who did what, where, when, as the sources have it."""
    kind: Annotated[EventKind, Coding()]
    """What the event is."""
    arms_stage: Annotated[ArmsStage | None, Coding()] = None
    """How far a transfer of arms had come; empty for any other event."""
    plover_event: Annotated[PloverEvent | None, Coding()] = None
    """PLOVER 2.0 event type; empty if none of them fits."""
    plover_mode: Annotated[PloverMode | None, Coding()] = None
    """PLOVER 2.0 mode, a finer sort of the event type; empty if none fits."""
    contexts: Annotated[
        list[PloverContext], Listed("event_contexts", "context", "What an event is about."), Coding()
    ] = Field(default_factory=list[PloverContext])
    """PLOVER 2.0 context: what the event is about."""
    date: When | None = None
    """When it took place, or is to take place."""
    place_id: PlaceId | None = None
    """Where it took place, as exactly as the sources say."""
    place: ClassVar[Link[Place | None]] = Link()
    status: EventStatus
    """Whether it took place."""
    part_of_id: EventId | None = None
    """The larger event that it was a part of."""
    part_of: ClassVar[Link[Event | None]] = Link()
    participants: list[Participant] = Field(default_factory=list[Participant])
    forces: list[Force] = Field(default_factory=list[Force])
    aliases: list[Alias] = Field(default_factory=list[Alias])
