"""The codings side by side: what each coder made of a text, in one form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from azturk_data.models.dates import bounds
from azturk_data.models.source import Position
from azturk_data.models.vocabularies import EventKind, EventStatus, PloverEvent

from forms import FirstCoding, SecondCoding, SecondUnit, ThirdDates

NONE = "none"
"""What stands for 'no value', which is a value to agree upon."""


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
    return {
        "event kind": kind.value,
        "PLOVER event": plover.value if plover else NONE,
        "event status": status.value,
        "event date": _days(date) if date else NONE,
    }


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
