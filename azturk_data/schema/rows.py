"""From records to rows of the published tables."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from azturk_data.models import EXISTENCE, Entry, Evidenced, Keyed, Part, Record
from azturk_data.models.base import Scalar
from azturk_data.models.index import EvidenceRow, RecordRow, VocabularyRow
from azturk_data.schema.tables import Child, Frame, Plan, catalogue, part_id, plain, plans_of

TableRow = tuple[str, dict[str, Scalar]]
"""The name of a table, and a row of it."""


def rows_of(record: Record) -> Iterator[TableRow]:
    """Yield each row that a record gives, with the name of its table, in no particular order."""
    *wider, own = plans_of(type(record))
    frame = Frame(record, record.id)
    for plan in wider:
        yield plan.table.name, _cells(plan, frame)
    yield from _walk(own, frame)


def vocabulary_rows() -> Iterator[TableRow]:
    """Yield a row for each term of each vocabulary that some column uses."""
    used = {column.vocabulary for table in catalogue().values() for column in table.columns if column.vocabulary}
    for vocabulary in used:
        for term in vocabulary:
            row = VocabularyRow(
                vocabulary=vocabulary.name_of(),
                term=term.value,
                label=term.label,
                definition=term.definition,
                source=term.source,
            )
            yield VocabularyRow.published_as, row.model_dump()


def frames_of(record: Record, *, keyed: bool = True) -> Iterator[Frame]:
    """Yield a frame for the record and for every row below it; with `keyed`, only for those with an id."""

    def below(plan: Plan, frame: Frame) -> Iterator[Frame]:
        if isinstance(frame.model, Keyed) or not keyed:
            yield frame
        for child in plan.children:
            for inner in _children(child, frame):
                yield from below(child.plan, inner)

    yield from below(plans_of(type(record))[-1], Frame(record, record.id))


def _walk(plan: Plan, frame: Frame) -> Iterator[TableRow]:
    yield plan.table.name, _cells(plan, frame)
    model = frame.model
    if isinstance(model, Keyed):
        yield from _index_rows(plan, frame)
    for listed in plan.listed:
        parent, item = (column.name for column in listed.table.columns)
        for value in getattr(model, listed.field):
            yield listed.table.name, {parent: frame.id, item: plain(value)}
    for child in plan.children:
        for inner in _children(child, frame):
            yield from _walk(child.plan, inner)
            if isinstance(inner.model, Entry) and not isinstance(inner.model, Keyed):
                entry = f"{child.field}[{inner.model.entry_key()}]"
                yield from _evidence(frame.id, entry, inner.model.claims)


def _cells(plan: Plan, frame: Frame) -> dict[str, Scalar]:
    return {cell.column.name: cell.get(frame) for cell in plan.cells}


def _children(child: Child, frame: Frame) -> Iterator[Frame]:
    held: Any = getattr(frame.model, child.field)
    items = held if isinstance(held, list) else [] if held is None else [held]
    for index, item in enumerate(items):
        own = part_id(type(item), frame.id, item.id) if isinstance(item, Part) else ""
        step = (child.field, index) if isinstance(held, list) else (child.field,)
        yield Frame(item, own, frame, index + 1, (*frame.path, *step))


def _index_rows(plan: Plan, frame: Frame) -> Iterator[TableRow]:
    model = frame.model
    if model.label_field:
        label = getattr(model, model.label_field)
        if model.label_width:
            label = shorten(label, model.label_width, placeholder=" …", break_on_hyphens=False)
        yield RecordRow.published_as, {"record_id": frame.id, "table": plan.table.name, "label": label}
    if isinstance(model, Entry):
        yield from _evidence(frame.id, EXISTENCE, model.claims)
    if isinstance(model, Evidenced):
        for field, claims in model.evidence.items():
            yield from _evidence(frame.id, field, claims)


def _evidence(record_id: str, field: str, claims: list[str]) -> Iterator[TableRow]:
    for claim_id in claims:
        yield EvidenceRow.published_as, {"record_id": record_id, "field": field, "claim_id": claim_id}
