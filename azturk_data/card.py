"""A record as a card: its fields with links resolved to names, its parts, and which sources carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from azturk_data import shipped
from azturk_data.getting import get
from azturk_data.layout import columns, count, printable, wrapped
from azturk_data.loading import load
from azturk_data.models import Claim, Keyed, Model, Part, Row, Source, When
from azturk_data.models.types import Reference
from azturk_data.models.vocabularies import DateBasis
from azturk_data.schema.columns import shape_of
from azturk_data.schema.tables import part_id
from azturk_data.traced import TracedSource
from azturk_data.tracing import evidence

MOST_SOURCES = 20
"""How many sources a card names before it counts the rest."""

Kind = Literal["title", "heading", "plain", "hint"]
"""What a line of a card is, so that a terminal can set it accordingly."""


@dataclass(frozen=True)
class Card:
    """A record as it is shown to a reader."""

    record_id: str
    title: str
    fields: dict[str, str]
    """The filled fields by name; a link is the name of what it leads to, with its id."""
    parts: dict[str, list[str]]
    """The lists that belong to it, a line for each entry."""
    sources: dict[str, int]
    """The sources that carry it, in order of date, each with how many of its claims do."""
    hint: str
    """The command that shows more."""

    def lines(self, width: int | None = None) -> Iterator[tuple[Kind, str]]:
        """Yield the card's lines, each with what it is, wrapped to `width` columns, by default the terminal's."""
        width = columns(width)
        yield from _each("title", wrapped(self.title, width))
        yield "plain", self.record_id
        yield "plain", ""
        edge = max(map(len, self.fields), default=0) + 4
        for name, value in self.fields.items():
            yield from _each("plain", wrapped(value, width, f"  {name}".ljust(edge), " " * edge))
        for name, entries in self.parts.items():
            yield "plain", ""
            yield "heading", f"{name} ({len(entries)})"
            for entry in entries:
                # An address is one word, which must not be broken.
                lines = [f"  {printable(entry)}"] if " " not in entry else wrapped(entry, width, "  ", "    ")
                yield from _each("plain", lines)
        yield "plain", ""
        if self.sources:
            claims, sources = count(sum(self.sources.values()), "claim"), count(len(self.sources), "source")
            yield "heading", f"carried by {claims} of {sources}"
            for source, number in list(self.sources.items())[:MOST_SOURCES]:
                yield from _each("plain", wrapped(source, width, f"{number:>5}  ", "       "))
            if len(self.sources) > MOST_SOURCES:
                yield "plain", f"       and {count(len(self.sources) - MOST_SOURCES, 'more source')}"
            yield "plain", ""
        yield "hint", self.hint

    def text(self, width: int | None = None) -> str:
        """Return the card as plain text."""
        return "\n".join(line for _, line in self.lines(width))


def card(record_id: str) -> Card:
    """Return the card of a record, or of a part of one such as a claim or a tenure.

    A retired id gives the card of the record that stands in its place.

    Raises `UnknownRecordError` for an id that there is not, with the closest ones.

    >>> from azturk_data.card import card
    >>> card("event/2021-06-15-shusha-declaration-signed").fields["place"]
    'Shusha (place/shusha)'
    """
    record = get(record_id)
    traced = evidence(record_id)
    fields: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    # What it is called stands above, and a note comes last, being long.
    named = {name: value for name, value in _filled(record) if name != record.label_field}
    if "note" in named:
        named["note"] = named.pop("note")
    for name, value in named.items():
        if isinstance(value, list) and isinstance(value[0], Row):
            parts[_readable(name)] = [_entry(item) for item in value]
        else:
            fields[_readable(name)] = _value(record, name, value)
    if isinstance(record, Claim):
        fields["source"] = _name_and_id(_source_of(traced.record_id))
        parts |= {"spans": _links_of(traced.record_id), "carries": _carried_by(traced.record_id)}
    sources = Counter(_reference(claim.source) for claim in traced.claims)
    held = {name: entries for name, entries in parts.items() if entries}
    return Card(traced.record_id, traced.label, fields, held, dict(sources), _hint(record, traced.record_id, sources))


def _each(kind: Kind, lines: list[str]) -> Iterator[tuple[Kind, str]]:
    for line in lines:
        yield kind, line


def _filled(model: Model) -> Iterator[tuple[str, Any]]:
    """Yield the fields that hold something, but for what is shown elsewhere."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        links_to_claims = name == "claims" and not (value and isinstance(value[0], Model))
        if name in ("id", "evidence", "spans") or links_to_claims or value is None or value == []:
            continue
        yield name, value


def _value(model: Model, name: str, value: Any) -> str:
    """A field's value for a reader."""
    if isinstance(value, list):
        return "; ".join(_value(model, name, item) for item in cast("list[Any]", value))
    if isinstance(value, When):
        known = "" if value.basis == DateBasis.STATED else f" ({value.basis}: {value.note})"
        return f"{value.edtf}{known}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Row):
        return ", ".join(_value(value, inner, held) for inner, held in _filled(value))
    if shape_of(type(model).model_fields[name]).mark(Reference):
        return _name_and_id(value)
    return str(value)


def _entry(entry: Row) -> str:
    """An entry of a list on one line: its id and what it is called, then the rest of it."""
    said: list[str] = []
    label = entry.label_field if isinstance(entry, Keyed) else None
    if label:
        said.append(str(getattr(entry, label)))
    # What has lists of its own, such as a claim, has a card of its own.
    lists = any(shape_of(info).is_list for name, info in type(entry).model_fields.items() if name != "claims")
    for name, value in _filled(entry):
        if name in (label, "note") or (lists and label):
            continue
        shown = value.edtf if isinstance(value, When) else _value(entry, name, value)
        # A day or a number says little without its name.
        said.append(f"{_readable(name)} {shown}" if isinstance(value, (When, int, float)) else shown)
    return (f"{entry.id}: " if isinstance(entry, Part) else "") + " · ".join(said)


def _readable(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")


def _reference(source: TracedSource) -> str:
    return f"{source.outlet}, {source.published_on}: {source.title} ({source.source_id})"


def _hint(record: Keyed, record_id: str, sources: Mapping[str, int]) -> str:
    if sources:
        return f"The claims and their passages: azturk-data evidence {record_id}"
    if isinstance(record, Source) and record.claims:
        return f"A claim of it: azturk-data show {part_id(Claim, record_id, record.claims[0].id)}"
    if isinstance(record, Claim):
        return f"All that its source says: azturk-data show {_source_of(record_id)}"
    return "No claim carries any of its fields."


@cache
def _labels() -> dict[str, str]:
    rows: list[dict[str, Any]] = shipped.read("records").to_pylist()
    return {row["record_id"]: row["label"] for row in rows}


def _name_and_id(record_id: str) -> str:
    return f"{_labels()[record_id]} ({record_id})"


def _source_of(claim_id: str) -> str:
    return f"{Source.prefix}/{claim_id.split('/')[1]}"


def _links_of(claim_id: str) -> list[str]:
    rows: list[dict[str, Any]] = load("spans", columns=["url"], where={"claim_id": claim_id}).to_pylist()
    return [row["url"] for row in rows]


def _carried_by(claim_id: str) -> list[str]:
    rows = load("evidence", columns=["field", "record_id"], where={"claim_id": claim_id}).to_pylist()
    fields: dict[str, list[str]] = {}
    for row in rows:
        fields.setdefault(row["record_id"], []).append(row["field"])
    return [f"{_name_and_id(record_id)}: {', '.join(names)}" for record_id, names in fields.items()]
