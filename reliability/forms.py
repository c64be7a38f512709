"""What stands in `records/coding/`: codings by others than the first coder, and what was decided between them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from azturk_data.models.base import Model
from azturk_data.models.dates import Edtf
from azturk_data.models.source import Passage, Position, Source
from azturk_data.models.types import SLUG, ActorId, AnyId, ClaimId, EventId, Line, LocalId, Offset, Sha256, SourceId
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
from azturk_data.reading.problems import InvalidRecordsError, Problem
from azturk_data.reading.reader import RecordSet
from azturk_data.reading.yaml_tree import Document, parse

C = TypeVar("C", "FirstCoding", "SecondCoding", "ThirdDates")
M = TypeVar("M", bound=Model)

UnitNumber = Annotated[str, Field(pattern=rf"^source/{SLUG}#[1-9][0-9]*$")]
"""A unit of the second coding: its source, and its place in the list, counted from 1."""
Variable = Literal[
    "speaker",
    "kind",
    "voice",
    "factuality",
    "polarity",
    "said",
    "event kind",
    "PLOVER event",
    "event status",
    "event date",
    "obligation",
    "topic",
]


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


class DroppedUnit(SecondUnit):
    """A claim that the records held no more after adjudication, as the first coder had it."""

    existence_of: list[EventId] = Field(default_factory=list[EventId])
    """The events whose existence rested on it, too."""


class FirstPassage(Passage):
    """A passage as the first coder had it."""

    position: Position


class DecidedCode(Model):
    """A code on which the two coders differed; of an agreement, that of one provision."""

    record: AnyId
    provision: LocalId | None = None
    source_id: SourceId
    variable: Variable
    first: Line
    second: Line
    decision: Literal["first", "second"]
    why: Line


class DecidedUnit(Model):
    """A claim that one coder had and the other had not."""

    record: ClaimId | None = None
    """The first coder's claim, or the one that was added."""
    unit: UnitNumber | None = None
    """The second coder's unit."""
    decision: Literal["keep", "drop", "add"]
    split_from: ClaimId | None = None
    """The claim of the first coding that an added one was a part of."""
    was: DroppedUnit | None = None
    why: Line

    @model_validator(mode="after")
    def _fits(self) -> DecidedUnit:
        added = self.decision == "add"
        fits = {
            "name the claim in 'record'": self.record is not None or (not added and self.unit is not None),
            "name the claim alone": added or self.record is None or self.unit is None,
            "only a claim is kept": self.decision != "keep" or self.unit is None,
            "an added claim has 'unit' or 'split_from'": added == bool(self.split_from or (self.record and self.unit)),
            "a dropped claim, and no other, has 'was'": bool(self.was) == (self.decision == "drop" and not self.unit),
        }
        for remedy, holds in fits.items():
            if not holds:
                raise PydanticCustomError("decided", "the keys do not fit the decision; {remedy}", {"remedy": remedy})
        return self

    @property
    def source_id(self) -> str:
        """The source that it is of."""
        if self.unit:
            return self.unit.partition("#")[0]
        return source_of(self.record or "")


class ChangedUnit(Model):
    """A claim that was changed along with what was decided on others; here is what the first coder had."""

    record: ClaimId
    statement: Line | None = None
    passage: FirstPassage | None = None
    said: Edtf | None = None


class Adjudication(Model):
    """What was decided between the two codings, with what the first coder had where a claim changed or went."""

    codes: list[DecidedCode]
    units: list[DecidedUnit]
    changed: list[ChangedUnit] = Field(default_factory=list[ChangedUnit])

    @property
    def dropped(self) -> dict[str, DroppedUnit]:
        """The first coder's claims that are gone, by id."""
        return {unit.record: unit.was for unit in self.units if unit.record and unit.was}


def source_of(claim: str) -> str:
    """Return the id of a claim's source."""
    return f"source/{claim.split('/')[1]}"


def read_codings(folder: Path, model: type[C]) -> list[C]:
    """Read the codings of one round; raises `InvalidRecordsError` as the records' reader does."""
    return [_read(path, model)[0] for path in sorted((folder / model.folder).glob("*.yaml"))]


def read_adjudication(folder: Path, records: RecordSet) -> Adjudication:
    """Read what was decided, and see that it fits the records; raises `InvalidRecordsError`."""
    found, document = _read(folder / "coding" / "adjudication.yaml", Adjudication)
    claims = {
        f"claim/{source.slug}/{claim.id}"
        for source in records.of_kind("source")
        if isinstance(source, Source)
        for claim in source.claims
    }
    held = claims | set(records.records)
    problems: list[Problem] = []
    for key, entries in (("codes", found.codes), ("units", found.units), ("changed", found.changed)):
        for number, entry in enumerate(entries):
            gone = isinstance(entry, DecidedUnit) and entry.was is not None
            if entry.record is not None and gone == (entry.record in held):
                said = f"{entry.record} {'still stands' if gone else 'does not stand'} in the records"
                remedy = "take the claim out" if gone else "mend the id"
                problems.append(document.problem((key, number, "record"), said, remedy))
    for number, unit in enumerate(found.units):
        if unit.split_from is not None and unit.split_from not in claims:
            where = ("units", number, "split_from")
            problems.append(document.problem(where, f"{unit.split_from} does not stand in the records", "mend the id"))
        for place, event in enumerate(unit.was.existence_of if unit.was else []):
            if event not in held:
                where = ("units", number, "was", "existence_of", place)
                problems.append(document.problem(where, f"{event} does not stand in the records", "mend the id"))
    if problems:
        raise InvalidRecordsError(problems)
    return found


def read_form(path: Path, model: type[M]) -> M:
    """Read one file of `records/coding/`; raises `InvalidRecordsError` as the records' reader does."""
    return _read(path, model)[0]


def _read(path: Path, model: type[M]) -> tuple[M, Document]:
    document = parse(path)
    problems = list(document.problems)
    if document.value is not None:
        try:
            found = model.model_validate(document.value)
        except ValidationError as error:
            problems += [explain(document, model, e) for e in error.errors(include_url=False)]
        else:
            if not problems:
                return found, document
    raise InvalidRecordsError(problems)
