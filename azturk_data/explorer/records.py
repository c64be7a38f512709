"""The page of a record: its fields and parts, the claims that carry each, what leads to it, what stands beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any

from azturk_data.explorer import evidence, neighbours
from azturk_data.explorer.describing import label_columns
from azturk_data.explorer.evidence import Row, ShownClaim, ShownSource, rows
from azturk_data.explorer.sequences import Sequence, sequences
from azturk_data.explorer.wording import date_details, date_families, readable
from azturk_data.models import EXISTENCE, RECORDS, Claim, Entry, Keyed, Part, Source, Span
from azturk_data.models.actor import Actor
from azturk_data.schema.columns import shape_of
from azturk_data.schema.tables import Child, Plan, catalogue, keyed_models, plans_of

APART = ("summary", "note", "support")
"""Columns that a page sets apart from the others; `support` stands beside what is borne out."""

HASHES = ("sha256", "normal_sha256")
"""Columns that say something to a machine only; the page of the part itself has them."""


@dataclass
class Field:
    """A filled field of a record."""

    name: str
    title: str
    about: str
    value: Any
    label: str | None = None
    """What the record is called that it names."""
    claims: list[str] = field(default_factory=list[str])
    """Ids of the claims that carry it."""
    note: str | None = None
    """How a date is known, if the source does not state it."""
    support: Row | None = None

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"field-{self.name}"


@dataclass
class EntryRow:
    """An entry of a list that belongs to a record."""

    id: str | None
    """Its own id, if it has one, and so a page of its own."""
    cells: list[Field]
    claims: list[str]
    anchor: str


@dataclass
class EntryList:
    """A list that belongs to a record."""

    name: str
    title: str
    about: str
    table: str
    entries: list[EntryRow]


@dataclass
class RecordPage:
    """What the page of a record shows."""

    id: str
    kind: str
    table: str
    key: str
    label: str
    row: Row
    parent: Row | None
    """The record that it is a part of."""
    fields: list[Field]
    lists: list[EntryList]
    terms: list[Field]
    """Lists of terms and of records that it is about."""
    claims: dict[str, ShownClaim]
    sources: list[ShownSource]
    carries: list[Row] = field(default_factory=list[Row])
    """What a claim carries."""
    related: list[neighbours.Related] = field(default_factory=list[neighbours.Related])
    company: list[Row] = field(default_factory=list[Row])
    beside: dict[str, Row] = field(default_factory=dict[str, Row])
    sequences: list[Sequence] = field(default_factory=list[Sequence])

    @property
    def place(self) -> Field | None:
        """Where it was, if it has a place."""
        return next((held for held in self.fields if held.name == "place_id"), None)

    @property
    def deeds(self) -> list[neighbours.Related]:
        """What leads to it that is no claim: what it took part in, what belongs to it."""
        return [held for held in self.related if held.tie.owner is not Claim]

    @property
    def said(self) -> list[neighbours.Related]:
        """The claims that lead to it."""
        return [held for held in self.related if held.tie.owner is Claim]


class Labels(dict[str, str | None]):
    """What records are called, looked up when first asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, record_id: str) -> str | None:
        found = self._database.execute("SELECT label FROM records WHERE record_id = ?", (record_id,)).fetchone()
        self[record_id] = found[0] if found else None
        return self[record_id]


def page(database: sqlite3.Connection, record_id: str) -> RecordPage | None:
    """Return what the page of a record, or of a part of one, shows; None if there is none of that id."""
    model = keyed_models().get(record_id.partition("/")[0])
    if model is None:
        return None
    table = catalogue()[model.published_as]
    found = rows(database, f'SELECT * FROM "{table.name}" WHERE "{model.key}" = ?', record_id)
    if not found:
        return None
    (row,) = found
    labels = Labels(database)
    carried = _carried(database, record_id)
    fields = list(_fields(database, table.name, row, record_id, carried, labels))
    lists = [
        held for child in _plan(model).children if (held := _list(database, model, child, record_id, carried, labels))
    ]
    own = _own_claims(database, model, record_id)
    ids = {claim for held in (*fields, *(e for part in lists for e in part.entries)) for claim in held.claims}
    shown = evidence.claims(database, ids | set(carried.get(EXISTENCE, ())) | set(own))
    for held in (*fields, *(entry for part in lists for entry in part.entries)):
        held.claims.sort(key=lambda claim: shown[claim].number)
    _say_what_they_carry(shown, fields, lists)
    label = row.get(model.label_field or "") or f"Words in {labels[_source_of(record_id)] or 'a source'}"
    return RecordPage(
        id=record_id,
        kind=readable(model.prefix),
        table=table.name,
        key=model.key,
        label=str(label),
        row=row,
        parent=_parent(model, row, labels),
        fields=fields,
        lists=lists,
        terms=list(_terms(database, model, record_id, labels)),
        claims=shown,
        sources=evidence.by_source(shown.values()),
        carries=_carries(database, record_id, labels) if model is Claim else [],
        related=neighbours.related(database, model, record_id),
        company=neighbours.company(database, record_id) if issubclass(model, Actor) else [],
        beside=dict(neighbours.beside(database, model, row)),
        sequences=sequences(database, model, record_id),
    )


def retired(database: sqlite3.Connection, record_id: str) -> str | None:
    """Return the id of the record that stands in the place of a retired one, if it is one."""
    found = database.execute("SELECT moved_to FROM moves WHERE id = ?", (record_id,)).fetchone()
    return found[0] if found else None


def closest(database: sqlite3.Connection, record_id: str) -> list[Row]:
    """Return the records whose ids are most like one that there is not."""
    kind = record_id.partition("/")[0]
    held = rows(database, "SELECT record_id AS id, label FROM records WHERE record_id LIKE ? || '/%'", kind)
    labels = {row["id"]: row["label"] for row in held}
    return [{"id": id_, "label": labels[id_]} for id_ in get_close_matches(record_id, labels, n=5, cutoff=0.5)]


def _carried(database: sqlite3.Connection, record_id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(database, "SELECT field, claim_id FROM evidence WHERE record_id = ?", record_id):
        found.setdefault(row["field"], []).append(row["claim_id"])
    return found


def _fields(
    database: sqlite3.Connection,
    table: str,
    row: Row,
    record_id: str,
    carried: dict[str, list[str]],
    labels: Labels,
) -> Iterator[Field]:
    held = catalogue()[table]
    support = {
        found["field"]: found
        for found in rows(
            database, "SELECT field, claims, sources, origins, support FROM support WHERE record_id = ?", record_id
        )
    }
    if EXISTENCE in carried:
        about = "That there is such a thing, as it is titled and coded here."
        yield Field(EXISTENCE, "As a whole", about, "", None, carried[EXISTENCE], None, support.get(EXISTENCE))
    for shown in _cells(table, row, labels, apart={held.primary_key[0], label_columns().get(table, ""), *APART}):
        shown.claims = carried.get(shown.name, [])
        shown.support = support.get(shown.name)
        yield shown


def _cells(table: str, row: Row, labels: Labels, apart: set[str]) -> Iterator[Field]:
    """Yield the filled columns of a row; a date is one, with what is known of it."""
    held = catalogue()[table]
    families = date_families(held)
    for column in held.columns:
        value = row.get(column.name)
        if column.name in apart or column.name in date_details(held) or value is None:
            continue
        label = labels[str(value)] if column.reference else None
        note = _how_known(row, column.name) if column.name in families else None
        yield Field(column.name, readable(column.name), column.description, value, label, note=note)


def _how_known(row: Row, family: str) -> str | None:
    """How a date is known, where there is more to say than that the source states it."""
    basis = row[f"{family}_basis"]
    return ": ".join(filter(None, ("" if basis == "stated" else basis, row[f"{family}_note"]))) or None


@cache
def _plan(model: type[Keyed]) -> Plan:
    """Return the plan of a record, or of a part wherever it stands."""

    def within(plan: Plan) -> Iterator[Plan]:
        yield plan
        for child in plan.children:
            yield from within(child.plan)

    return next(plan for record in RECORDS for plan in within(plans_of(record)[-1]) if plan.model is model)


def _list(
    database: sqlite3.Connection,
    model: type[Keyed],
    child: Child,
    record_id: str,
    carried: dict[str, list[str]],
    labels: Labels,
) -> EntryList | None:
    """Return one of a record's lists; claims and their passages are shown as evidence instead."""
    if child.plan.model in (Claim, Span):
        return None
    table, inner = child.plan.table, child.plan.model
    key = next(c.name for c in table.columns if c.name in (model.key, "record_id") and c.reference)
    found = rows(database, f'SELECT * FROM "{table.name}" WHERE "{key}" = ? ORDER BY rowid', record_id)
    entries: list[EntryRow] = []
    for number, row in enumerate(found, start=1):
        keyed = row[inner.key] if issubclass(inner, Keyed) else None
        apart = {key, inner.key} if issubclass(inner, Keyed) else {key}
        cells = list(_cells(table.name, row, labels, apart))
        for grand in child.plan.children:
            further, owner = grand.plan.table.name, grand.plan.table.primary_key[0]
            for extra in rows(database, f'SELECT * FROM "{further}" WHERE "{owner}" = ?', keyed):
                cells += _cells(further, extra, labels, {owner, *HASHES})
        claims = _claims_of(database, inner, child.field, row, keyed, carried)
        entries.append(EntryRow(keyed, cells, claims, f"{child.field}-{number}"))
    if not entries:
        return None
    is_one = not shape_of(model.model_fields[child.field]).is_list
    return EntryList(
        child.field, readable(child.field), table.description, table.name, entries[:1] if is_one else entries
    )


def _claims_of(
    database: sqlite3.Connection,
    model: type[Any],
    name: str,
    row: Row,
    keyed: str | None,
    carried: dict[str, list[str]],
) -> list[str]:
    if keyed is not None:
        found = rows(database, "SELECT DISTINCT claim_id FROM evidence WHERE record_id = ?", keyed)
        return [held["claim_id"] for held in found]
    if not issubclass(model, Entry):
        return []
    entry = ":".join(str(row[part]) for part in model.unique if row[part] is not None)
    return carried.get(f"{name}[{entry}]", [])


def _terms(database: sqlite3.Connection, model: type[Keyed], record_id: str, labels: Labels) -> Iterator[Field]:
    """Yield the items of a record's lists of plain values."""
    for listed in _plan(model).listed:
        parent, item = listed.table.columns
        for row in rows(database, f'SELECT * FROM "{listed.table.name}" WHERE "{parent.name}" = ?', record_id):
            label = labels[row[item.name]] if item.reference else None
            yield Field(item.name, readable(listed.table.name), item.description, row[item.name], label)


def _own_claims(database: sqlite3.Connection, model: type[Keyed], record_id: str) -> list[str]:
    """The claims of a source; of a claim, or of a passage of one, the claim."""
    if model is Source:
        found = rows(database, "SELECT claim_id FROM claims WHERE source_id = ?", record_id)
    elif model is Span:
        found = rows(database, "SELECT claim_id FROM spans WHERE span_id = ?", record_id)
    else:
        return [record_id] if model is Claim else []
    return [row["claim_id"] for row in found]


def _carries(database: sqlite3.Connection, claim_id: str, labels: Labels) -> list[Row]:
    query = "SELECT record_id AS id, group_concat(field, ', ') AS fields FROM evidence WHERE claim_id = ? GROUP BY 1"
    return [row | {"label": labels[row["id"]] or row["id"]} for row in rows(database, query, claim_id)]


def _parent(model: type[Keyed], row: Row, labels: Labels) -> Row | None:
    if not issubclass(model, Part):
        return None
    parent = row[catalogue()[model.published_as].columns[1].name]
    return {"id": parent, "label": labels[parent] or parent}


def _source_of(record_id: str) -> str:
    return f"{Source.prefix}/{record_id.split('/')[1]}" if "/" in record_id else ""


def _say_what_they_carry(shown: dict[str, ShownClaim], fields: list[Field], lists: list[EntryList]) -> None:
    for held in fields:
        for claim in held.claims:
            shown[claim].carries.append((held.title.lower(), held.anchor))
    for part in lists:
        for entry in part.entries:
            for claim in entry.claims:
                name = _name_of(entry) or part.title.lower()
                shown[claim].carries.append((name, entry.anchor))


def _name_of(entry: EntryRow) -> str:
    """What an entry is called among what a claim carries."""
    first = entry.cells[0] if entry.cells else None
    return "" if first is None else str(first.label or first.value)
