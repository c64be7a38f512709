"""The two codings side by side: what each coder made of a text, in one form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Field, ValidationError

from azturk_data.models.base import Model
from azturk_data.models.dates import Edtf, bounds
from azturk_data.models.source import Passage, Position
from azturk_data.models.types import ActorId, ClaimId, Line, Offset, Sha256, SourceId
from azturk_data.models.vocabularies import (
    ClaimKind,
    EventKind,
    EventStatus,
    Factuality,
    Obligation,
    PloverEvent,
    Polarity,
    ProvisionTopic,
    Voice,
)
from azturk_data.reading.explain import explain
from azturk_data.reading.problems import InvalidRecordsError
from azturk_data.reading.yaml_tree import parse

C = TypeVar("C", "FirstCoding", "SecondCoding", "ThirdDates")

NONE = "none"
"""What stands for 'no value', which is a value to agree upon."""
ELSEWHERE = "elsewhere"


class SecondUnit(Passage):
    """A claim as the second coder has it."""

    statement: Line
    speaker_id: ActorId | None = None
    kind: ClaimKind
    voice: Voice
    factuality: Factuality
    polarity: Polarity
    said: Edtf
    position: Position | None = None


class SecondEvent(Model):
    """An event as the second coder has it; `statement_units` count the units from 1."""

    title: Line
    statement_units: Annotated[list[int], Field(min_length=1)]
    kind: EventKind
    plover_event: PloverEvent | None = None
    plover_mode: Line | None = None
    status: EventStatus
    date: Edtf | None = None


class SecondProvision(Model):
    """A reported provision as the second coder has it."""

    agreement: Line
    statement_units: Annotated[list[int], Field(min_length=1)]
    topic: ProvisionTopic
    obligation: Obligation


class SecondCoding(Model):
    """One text, coded a second time from the text and the codebook alone."""

    folder: ClassVar[str] = "coding/second"

    source_id: SourceId
    text_sha256: Sha256
    units: Annotated[list[SecondUnit], Field(min_length=1)]
    events: list[SecondEvent] = Field(default_factory=list[SecondEvent])
    provisions: list[SecondProvision] = Field(default_factory=list[SecondProvision])


class FirstUnit(Model):
    """A claim as the first coder had it when the codings were compared."""

    claim_id: ClaimId
    start: Offset
    end: Offset
    statement: Line
    codes: dict[str, Line]


class FirstItem(Model):
    """An event or a provision as the first coder had it; `units` counts the units from 1."""

    title: Line
    units: Annotated[list[int], Field(min_length=1)]
    codes: dict[str, Line]


class FirstCoding(Model):
    """The first coding of a text, kept as it was, since the records go on changing."""

    folder: ClassVar[str] = "coding/first"

    source_id: SourceId
    units: Annotated[list[FirstUnit], Field(min_length=1)]
    events: list[FirstItem] = Field(default_factory=list[FirstItem])
    provisions: list[FirstItem] = Field(default_factory=list[FirstItem])


class ThirdDates(Model):
    """The dates of a text coded afresh under mended rules, for the units and events of the second coding."""

    folder: ClassVar[str] = "coding/third"

    source_id: SourceId
    said: list[Edtf]
    event_dates: list[Literal["none"] | Edtf] = Field(default_factory=list[str])


@dataclass(frozen=True)
class Unit:
    """A claim, whoever coded it: where it stands, what it says, and its codes by variable."""

    stretch: tuple[int, int]
    """Start and end of its first passage, in code points."""
    statement: str
    codes: dict[str, str]


@dataclass(frozen=True)
class Item:
    """An event or a provision: the units that report it, and its codes."""

    title: str
    units: frozenset[int]
    """Positions in the list of the coder's units."""
    codes: dict[str, str]


@dataclass(frozen=True)
class Coding:
    """All that one coder made of one text."""

    source_id: str
    units: list[Unit]
    events: list[Item]
    provisions: list[Item]


def read_codings(folder: Path, model: type[C]) -> list[C]:
    """Read the codings of one round; raises `InvalidRecordsError` as the records' reader does."""
    codings: list[C] = []
    for path in sorted((folder / model.folder).glob("*.yaml")):
        document = parse(path)
        problems = list(document.problems)
        if document.value is not None:
            try:
                codings.append(model.model_validate(document.value))
            except ValidationError as error:
                problems += [explain(document, model, e) for e in error.errors(include_url=False)]
        if problems:
            raise InvalidRecordsError(problems)
    return codings


def second(coding: SecondCoding) -> Coding:
    """Bring a second coding into the common form."""
    units = [_unit(unit, _stretch(unit.position), unit.speaker_id, unit.said) for unit in coding.units]
    events = [
        Item(e.title, _numbers(e.statement_units), _event_codes(e.kind, e.plover_event, e.status, e.date))
        for e in coding.events
    ]
    provisions = [
        Item(p.agreement, _numbers(p.statement_units), {"topic": p.topic.value, "obligation": p.obligation.value})
        for p in coding.provisions
    ]
    return Coding(coding.source_id, units, events, provisions)


def with_dates(coding: Coding, dates: ThirdDates) -> Coding:
    """Put the dates that were coded afresh into a second coding."""
    units = [
        replace(unit, codes=unit.codes | {"said": _days(said)})
        for unit, said in zip(coding.units, dates.said, strict=True)
    ]
    events = [
        replace(event, codes=event.codes | {"event date": NONE if date == NONE else _days(date)})
        for event, date in zip(coding.events, dates.event_dates, strict=True)
    ]
    return replace(coding, units=units, events=events)


def first(coding: FirstCoding) -> Coding:
    """Bring the first coding of a text, as it was kept for the comparison, into the common form."""
    units = [Unit((u.start, u.end), u.statement, _named(u.codes)) for u in coding.units]
    events = [Item(e.title, _numbers(e.units), _named(e.codes)) for e in coding.events]
    provisions = [Item(p.title, _numbers(p.units), _named(p.codes)) for p in coding.provisions]
    return Coding(coding.source_id, units, events, provisions)


def _named(codes: dict[str, str]) -> dict[str, str]:
    """Variables by their names as the page has them, without underscores."""
    return {name.replace("_", " "): code for name, code in codes.items()}


def _unit(coded: SecondUnit, stretch: tuple[int, int], speaker: str | None, said: str) -> Unit:
    codes = {
        "kind": coded.kind.value,
        "voice": coded.voice.value,
        "factuality": coded.factuality.value,
        "polarity": coded.polarity.value,
    }
    return Unit(stretch, coded.statement, codes | {"speaker": speaker or NONE, "said": _days(said)})


def _event_codes(kind: EventKind, plover: PloverEvent | None, status: EventStatus, date: str | None) -> dict[str, str]:
    codes = {
        "event kind": kind.value,
        "PLOVER event": plover.value if plover else NONE,
        "event status": status.value,
    }
    return codes if date == ELSEWHERE else codes | {"event date": _days(date) if date else NONE}


def _stretch(position: Position | None) -> tuple[int, int]:
    if position is None:
        raise ValueError("a passage has no position; run 'azturk-data anchor'")
    return position.start, position.end


def _numbers(counted: list[int]) -> frozenset[int]:
    return frozenset(number - 1 for number in counted)


def _days(edtf: str) -> str:
    """A date as the days that it covers, so that two ways of writing them agree."""
    start, end = bounds(edtf)
    return f"{start or '…'} to {end or '…'}"
