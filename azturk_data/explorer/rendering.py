"""Values as HTML: what a record says is data, and whatever becomes markup here is escaped first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup, escape

from azturk_data.explorer import wording
from azturk_data.explorer.preparing import NAME
from azturk_data.models.vocabularies import Vocabulary
from azturk_data.pictures.chronology import GROUPS
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import catalogue, keyed_models

_PREFIXES = "|".join(keyed_models())
_RECORD_ID = re.compile(rf"\b(?:{_PREFIXES})(?:/[a-z0-9]+(?:-[a-z0-9]+)*){{1,3}}")
_REGISTRIES = {
    "wikidata_id": (re.compile(r"Q[1-9][0-9]*"), "https://www.wikidata.org/wiki/"),
    "geonames_id": (re.compile(r"[1-9][0-9]*"), "https://www.geonames.org/"),
}
LONGEST_ADDRESS = 48


def group_of(kind: str) -> str:
    """Return the group of an event's kind as a word for a style: `g1`, `g2` …; `g0` if it is in none."""
    for number, (_, kinds) in enumerate(GROUPS.values(), start=1):
        if kind in kinds:
            return f"g{number}"
    return "g0"


def chip(term: object, vocabulary: type[Vocabulary] | None) -> Markup:
    """Return a term of a vocabulary as a chip, with its definition for who points at it."""
    text = str(term)
    about = wording.definition_of(text, vocabulary)
    name = vocabulary.name_of() if vocabulary else "none"
    # A term of the vocabulary is a plain word; anything else gets no style of its own.
    style = f" t-{text}" if about else ""
    group = f" {group_of(text)}" if name == "event_kind" else ""
    return Markup('<span class="chip v-{}{}{}" title="{}">{}</span>').format(
        name, style, group, about, wording.label_of(text, vocabulary)
    )


def is_record_id(value: object) -> bool:
    """Whether a value has the form of the id of a record or of a part of one."""
    return isinstance(value, str) and _RECORD_ID.fullmatch(value) is not None


def record_path(record_id: str) -> str:
    """Return the address of a record's page."""
    return f"/record/{quote(record_id)}"


def table_path(table: str, asked: Mapping[str, str] | None = None) -> str:
    """Return the address of a table's page, with what is asked of it.

    >>> table_path("events", {"place_id": "place/shusha"})
    '/azturk/events?place_id=place%2Fshusha'
    """
    return f"/{NAME}/{quote(table, safe='')}" + (f"?{urlencode(asked)}" if asked else "")


def record_link(record_id: str, label: str | None = None) -> Markup:
    """Return a link to a record's page, by what the record is called."""
    if not is_record_id(record_id):
        return escape(label or record_id)
    return Markup('<a href="{}">{}</a>').format(record_path(record_id), label or record_id)


def linked(text: str) -> Markup:
    """Return a note as HTML, in which the ids of records lead to them."""
    parts: list[Markup] = []
    end = 0
    for found in _RECORD_ID.finditer(text):
        parts += [escape(text[end : found.start()]), record_link(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def outward(url: str, text: str) -> Markup:
    """Return a link to the web, if the address is one of the web: a script's is text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return escape(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return escape(text)
    return Markup('<a class="out" href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(url, text)


def address(url: str) -> Markup:
    """Return a link to the web that shows where it leads, shortened."""
    plain = url.partition("://")[2].partition("#:~:")[0].removeprefix("www.").rstrip("/") or url
    return outward(url, plain if len(plain) <= LONGEST_ADDRESS else plain[: LONGEST_ADDRESS - 1] + "…")


def edtf(value: str) -> Markup:
    """Return a date for a reader, with the EDTF string for who points at it."""
    return Markup('<span class="date" title="{}">{}</span>').format(value, wording.date(value))


def value_of(table: str | None, name: str, value: Any, label: str | None = None) -> Markup:
    """Return a cell of a table as HTML; `label` is what the record is called that a key leads to."""
    if value is None or value == "":
        return Markup('<span class="none" aria-label="empty">–</span>')
    column = wording.column_of(table, name)
    text = str(value)
    if column is None:
        return _of_query(name, text, label)
    if column.vocabulary:
        return chip(text, column.vocabulary)
    if column.type == "boolean":
        return Markup("yes") if value else Markup("no")
    if column.reference or is_record_id(value):
        return record_link(text, label)
    return _plain(column, table or "", text)


def _of_query(name: str, text: str, label: str | None) -> Markup:
    """A cell of an answer to a query, whose columns are of no table, though they may be called as one's are."""
    if is_record_id(text):
        return record_link(text, label)
    if re.match(r"https?://", text):
        return outward(text, "Read the passage") if ":~:text=" in text else address(text)
    if vocabulary := wording.vocabulary_of(name):
        return chip(text, vocabulary)
    return edtf(text) if wording.is_date(name) else escape(text)


def prose(text: str) -> Markup:
    """Return a description as HTML: what stands in backquotes is code.

    >>> prose("See `evidence` & more.")
    Markup('See <code>evidence</code> &amp; more.')
    """
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 and number < len(parts) - 1 else escape(part)
        for number, part in enumerate(parts)
    )


def _plain(column: Column, table: str, text: str) -> Markup:
    if column.name == "url":
        return outward(text, "Read the passage") if table == "spans" else address(text)
    if (known := _REGISTRIES.get(column.name)) and known[0].fullmatch(text):
        return outward(known[1] + text, text)
    if column.name in wording.date_families(catalogue()[table]):
        return edtf(text)
    if column.type == "date":
        return edtf(text)
    if column.name == "table":
        return Markup('<a href="{}">{}</a>').format(table_path(text), wording.readable(text))
    return escape(text)


def facet_label(value: Any, table: str, name: str, label: str | None = None) -> str:
    """Return how a value of a column is called in a list of choices."""
    column = wording.column_of(table, name)
    if value is None or value == "":
        return "(empty)"
    if column and column.type == "boolean":
        return "yes" if str(value) == "1" else "no"
    return wording.label_of(str(value), column.vocabulary) if column and column.vocabulary else str(label or value)
