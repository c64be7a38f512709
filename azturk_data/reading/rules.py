"""The rules that no single field can state: what must hold within a record, and between records.

A rule is a function with a code and a reason; it yields a problem for each breach. `RULES` lists them all,
and the tests hold for each a case that passes and one that fails.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from azturk_data.models import (
    EXISTENCE,
    Agreement,
    Claim,
    Event,
    Evidenced,
    Keyed,
    Record,
    Row,
    Series,
    Source,
    When,
)
from azturk_data.models.vocabularies import PLOVER_MODES, ArmsStage, AttributionRole, Corpus, EventKind, Scope
from azturk_data.reading.problems import Problem, did_you_mean
from azturk_data.reading.reader import RecordSet
from azturk_data.reading.yaml_tree import Path_
from azturk_data.schema.json_schema import evidence_fields
from azturk_data.schema.tables import Frame

Finding = tuple[Path_, str, str]
"""Where, what is wrong, what to do."""
Check = Callable[[RecordSet, Record], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, why it is there, and the check."""

    code: str
    reason: str
    check: Check


RULES: list[Rule] = []


def rule(code: str, reason: str) -> Callable[[Check], Check]:
    """Enter a check into `RULES`."""

    def enter(check: Check) -> Check:
        RULES.append(Rule(code, reason, check))
        return check

    return enter


def check_rules(found: RecordSet) -> Iterator[Problem]:
    """Yield a problem for every breach of every rule."""
    for id_, record in sorted(found.records.items()):
        document = found.documents[id_]
        for each in RULES:
            for path, problem, remedy in each.check(found, record):
                yield document.problem(path, f"{problem} [{each.code}]", remedy)


def _frames(found: RecordSet, record: Record, kind: type[Row]) -> Iterator[Frame]:
    return (frame for frame in found.frames[record.id] if isinstance(frame.model, kind))


@rule("evidence-key", "Evidence for a field that is empty or does not exist would carry nothing.")
def _evidence_keys(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in _frames(found, record, Evidenced):
        model: Evidenced = frame.model
        known = [EXISTENCE, *evidence_fields(type(model))]
        for key in model.evidence:
            path = (*frame.path, "evidence", key)
            if key not in known:
                yield path, f"'{key}' is not a field that takes evidence", did_you_mean(key, known)
            elif key != EXISTENCE and getattr(model, key) is None:
                yield path, f"there is evidence for '{key}', which is empty", f"fill '{key}', or take its evidence out"


@rule("evidence-missing", "No field of an event, agreement, official or tenure stands without a claim.")
def _evidence_complete(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in _frames(found, record, Evidenced):
        model: Evidenced = frame.model
        if not model.evidence_required:
            continue
        filled = [name for name in evidence_fields(type(model)) if getattr(model, name) is not None]
        for name in (EXISTENCE, *filled):
            if name not in model.evidence:
                step = () if name == EXISTENCE else (name,)
                remedy = f"name the claims that carry it under evidence: {name}"
                yield (*frame.path, *step), f"'{name}' has no evidence", remedy


@rule("entry-twice", "Two entries of a list that say the same would count one thing twice.")
def _entries_once(found: RecordSet, record: Record) -> Iterator[Finding]:
    seen: dict[tuple[Any, ...], Path_] = {}
    for frame in _frames(found, record, Row):
        model: Row = frame.model
        if isinstance(model, Keyed) or not model.unique or frame.parent is None:
            continue
        key = (frame.path[:-1], *(getattr(model, name) for name in model.unique))
        if key in seen:
            first = f"entry {seen[key][-1]}"
            same = ", ".join(name for name in model.unique)
            yield frame.path, f"the same {same} stand in {first} too", "join the two entries into one"
        seen.setdefault(key, frame.path)


@rule("item-twice", "A list that names a thing twice would count it twice.")
def _items_once(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in found.frames[record.id]:
        model: Row = frame.model
        fields = type(model).model_fields
        lists = {name: getattr(model, name) for name in ("claims", "mentions", "contexts") if name in fields}
        if isinstance(model, Evidenced):
            lists |= {("evidence", field): claims for field, claims in model.evidence.items()}
        for name, items in lists.items():
            steps = name if isinstance(name, tuple) else (name,)
            for index, item in enumerate(items):
                if isinstance(item, str) and item in items[:index]:
                    yield (*frame.path, *steps, index), f"'{item}' stands twice in the list", "take one out"


@rule("chain", "The chain of attribution leads from the speaker to the page.")
def _chain(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in _frames(found, record, Claim):
        claim: Claim = frame.model
        first, last = claim.attributions[0], claim.attributions[-1]
        path = (*frame.path, "attributions")
        says = first.role is AttributionRole.SAID
        if claim.speaker_id and not (says and first.actor_id == claim.speaker_id):
            remedy = f"begin the chain with {{actor_id: {claim.speaker_id}, role: said}}"
            yield (*path, 0), "the chain does not begin with the speaker", remedy
        if not claim.speaker_id and says:
            yield (*path, 0), "the chain has a speaker, but 'speaker_id' is missing", "add speaker_id"
        if isinstance(record, Source) and last.actor_id != record.publisher_id:
            remedy = f"end the chain with {record.publisher_id}"
            yield (*path, len(claim.attributions) - 1), "the chain does not end with the publisher", remedy


@rule("said-after-publication", "Nothing is said after the page that reports it was published.")
def _said_in_time(found: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Source) or record.published_on.last is None:
        return
    for frame in _frames(found, record, Claim):
        claim: Claim = frame.model
        if claim.said.first and claim.said.first > record.published_on.last:
            late = f"said on {claim.said.edtf}, after the source was published ({record.published_on.edtf})"
            yield (*frame.path, "said"), late, "mend one of the two dates"


@rule("self-relation", "Nothing bears on itself.")
def _not_itself(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in found.frames[record.id]:
        for name in ("other_claim_id", "other_agreement_id"):
            related = name in type(frame.model).model_fields
            if related and frame.parent and getattr(frame.model, name) == frame.parent.id:
                yield (*frame.path, name), "it is related to itself", "name the other one"


@rule("positions", "A span of a core source is checked against its text; an extended source's cannot be.")
def _positions(found: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Source):
        return
    core = record.corpus is Corpus.CORE
    passages = [frame for frame in _frames(found, record, Keyed) if frame.model.prefix in ("span", "omission")]
    for frame in passages:
        if core and frame.model.position is None:
            yield frame.path, "the passage has no position", "run 'azturk-data anchor'"
        if not core and frame.model.position is not None:
            yield (*frame.path, "position"), "a position was not checked against a text", "take 'position' out"


@rule("plover-mode", "PLOVER's modes belong to their event types.")
def _modes(found: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Event) or record.plover_mode is None:
        return
    modes = PLOVER_MODES.get(record.plover_event, frozenset()) if record.plover_event else frozenset()
    if record.plover_mode not in modes:
        remedy = f"choose one of {', '.join(sorted(modes))}" if modes else "take 'plover_mode' out"
        yield ("plover_mode",), f"{record.plover_event} has no mode '{record.plover_mode}'", remedy


@rule("arms-stage", "An order of arms is no delivery: a transfer says how far it had come.")
def _stages(_: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Event):
        return
    transfer = record.kind is EventKind.ARMS_TRANSFER
    if transfer and record.arms_stage is None:
        stages = ", ".join(ArmsStage)
        yield (), "the transfer of arms has no 'arms_stage'", f"add one of {stages}"
    if not transfer and record.arms_stage is not None:
        yield ("arms_stage",), f"it is of the kind {record.kind}, and no transfer of arms", "take 'arms_stage' out"


@rule("occasion-twice", "An event is one occasion of a series, with its number or without.")
def _occasions_once(_: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Series):
        return
    seen: set[str] = set()
    for name, occasions in (("editions", record.editions), ("occasions", record.occasions)):
        for index, occasion in enumerate(occasions):
            if occasion.event_id in seen:
                yield (name, index, "event_id"), "the event stands in the series already", "take one of the two out"
            seen.add(occasion.event_id)


@rule("part-of", "A part lies within its whole, in time too, and no event is a part of itself.")
def _parts(found: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Event) or record.part_of_id is None:
        return
    above: Record | None = record
    seen = {record.id}
    while isinstance(above, Event) and above.part_of_id:
        if above.part_of_id in seen:
            yield ("part_of_id",), "the event is a part of itself, by way of its whole", "mend 'part_of_id'"
            return
        seen.add(above.part_of_id)
        above = found.records.get(above.part_of_id)
    whole = found.records.get(record.part_of_id)
    if isinstance(whole, Event) and whole.date and record.date and not _within(record.date, whole.date):
        said = f"{record.date.edtf} does not lie within {whole.date.edtf}, the date of {whole.id}"
        yield ("date",), said, "mend one of the two dates, or 'part_of_id'"


@rule("order", "Nothing enters into force before it is signed, and no tenure ends before it starts.")
def _order(found: RecordSet, record: Record) -> Iterator[Finding]:
    for frame in _frames(found, record, Row):
        for order in frame.model.ordered:
            first, second = getattr(frame.model, order.first), getattr(frame.model, order.second)
            # Numbers are held against each other by their model.
            if isinstance(first, When) and isinstance(second, When) and _later(first, second):
                yield (*frame.path, order.second), order.problem, "mend one of the two dates"
    if isinstance(record, Agreement):
        for index, ratification in enumerate(record.ratifications):
            if _later(record.signed, ratification.date):
                where = ("ratifications", index, "date")
                yield where, "it is ratified before it is signed", "mend one of the two dates"


@rule("scope", "Two parties are bilateral, three or more multilateral.")
def _scope(found: RecordSet, record: Record) -> Iterator[Finding]:
    if not isinstance(record, Agreement) or len(record.parties) < 2:
        return
    right = Scope.BILATERAL if len(record.parties) == 2 else Scope.MULTILATERAL
    if record.scope is not right:
        yield ("scope",), f"there are {len(record.parties)} parties", f"write {right}"


@rule("no-party", "An agreement binds somebody.")
def _someone(found: RecordSet, record: Record) -> Iterator[Finding]:
    if isinstance(record, Agreement) and not record.parties:
        yield (), "the agreement has no parties", "add 'parties', each with its claims"


def _within(inner: When, outer: When) -> bool:
    low, high = datetime.date.min, datetime.date.max
    return (outer.first or low) <= (inner.last or high) and (inner.first or low) <= (outer.last or high)


def _later(first: When | None, second: When | None) -> bool:
    """Whether the whole of `second` lies before `first` begins."""
    return bool(first and second and first.first and second.last and second.last < first.first)
