"""How names of tables and columns, terms and dates read on a page."""

from __future__ import annotations

import re
from functools import cache

from azturk_data.models.vocabularies import Vocabulary
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue

_SPELT = {
    "plover": "PLOVER",
    "cow": "COW",
    "url": "address",
    "wikidata": "Wikidata",
    "geonames": "GeoNames",
    "sha256": "SHA-256",
    "azerbaijan": "Azerbaijan",
    "turkiye": "Türkiye",
}
"""Words of names that are not written as they stand there."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_DECADE = re.compile(r"(\d{3})X")
_HOW = {"": "", "?": "probably ", "~": "about ", "%": "perhaps about "}


def readable(name: str) -> str:
    """Return the name of a table or a column for a reader.

    >>> readable("event_participants"), readable("plover_event"), readable("place_id")
    ('Event participants', 'PLOVER event', 'Place')
    """
    words = [_SPELT.get(word, word) for word in name.removesuffix("_id").split("_")]
    return words[0][:1].upper() + " ".join(words)[1:]


def label_of(term: str, vocabulary: type[Vocabulary] | None) -> str:
    """Return the label of a term, or the term itself where the vocabulary has no such."""
    return terms_of(vocabulary).get(term, (term, ""))[0] if vocabulary else term


def definition_of(term: str, vocabulary: type[Vocabulary] | None) -> str:
    """Return what a term means, or nothing where the vocabulary has no such."""
    return terms_of(vocabulary).get(term, ("", ""))[1] if vocabulary else ""


@cache
def terms_of(vocabulary: type[Vocabulary]) -> dict[str, tuple[str, str]]:
    """Return the label and the definition of each term."""
    return {term.value: (term.label, term.definition) for term in vocabulary}


@cache
def vocabulary(name: str) -> type[Vocabulary]:
    """Return the vocabulary of that published name; `KeyError` if no column has it."""
    held = {column.vocabulary for table in catalogue().values() for column in table.columns if column.vocabulary}
    return {found.name_of(): found for found in held}[name]


@cache
def vocabulary_of(name: str) -> type[Vocabulary] | None:
    """Return the vocabulary of all columns of a name; None if they have none, or not all the same."""
    found = {column.vocabulary for table in catalogue().values() for column in table.columns if column.name == name}
    return found.pop() if len(found) == 1 else None


@cache
def is_date(name: str) -> bool:
    """Whether columns of a name are dates in EDTF."""
    return any(name in date_families(table) for table in catalogue().values())


@cache
def date_families(table: Table) -> list[str]:
    """Return the columns of a table that are dates in EDTF, each with its days, its basis and its note beside it."""
    names = {column.name for column in table.columns}
    return [column.name for column in table.columns if {f"{column.name}_from", f"{column.name}_basis"} <= names]


@cache
def date_details(table: Table) -> frozenset[str]:
    """Return the columns of a table that only say more of one of its dates: its days, its basis and its note."""
    details = ("from", "to", "basis", "note")
    return frozenset(f"{family}_{detail}" for family in date_families(table) for detail in details)


@cache
def column_of(table: str | None, name: str) -> Column | None:
    """Return a column of the published tables, or None if there is none."""
    held = catalogue().get(table or "")
    return next((column for column in held.columns if column.name == name), None) if held else None


def date(edtf: str | None) -> str:
    """Return a date for a reader; one of a form that it does not know is returned as it is.

    >>> date("2021-06-15"), date("2015-12"), date("192X"), date("2022-12-08~")
    ('15 June 2021', 'December 2015', '1920s', 'about 8 December 2022')
    >>> date("2017-12-05/2017-12-07"), date("[..2023-12-07]"), date("1988-02/..")
    ('5–7 December 2017', 'by 7 December 2023', 'since February 1988')
    """
    if not edtf:
        return ""
    if edtf.startswith("[") and edtf.endswith("]"):
        inner = edtf[1:-1]
        if "," in inner:
            return " or ".join(filter(None, (_point(part) or part for part in inner.split(","))))
        first, dots, last = inner.partition("..")
        start, end = _point(first), _point(last)
        if not dots or not (start or end) or (first and not start) or (last and not end):
            return edtf
        if start and end:
            return f"between {start} and {end}"
        return f"by {end}" if end else f"{start} or later"
    if "/" in edtf:
        return _stretch(*edtf.split("/", 1)) or edtf
    return _point(edtf) or edtf


def _stretch(first: str, last: str) -> str:
    if last == "..":
        return f"since {_point(first)}" if _point(first) else ""
    if first == "..":
        return f"until {_point(last)}" if _point(last) else ""
    start, end = _point(first), _point(last)
    if not start or not end:
        return ""
    a, b = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if a and b and a[4] == b[4] and a[3] and b[3] and a[1] == b[1]:
        # What both ends share is said once.
        day, plain = int(a[3]), end.removeprefix(_HOW[a[4]])
        return _HOW[a[4]] + (f"{day}–{plain}" if a[2] == b[2] else f"{day} {MONTHS[int(a[2]) - 1]} – {plain}")
    return f"{start} – {end}"


def _point(edtf: str) -> str:
    if found := _DECADE.fullmatch(edtf):
        return f"{found[1]}0s"
    found = _POINT.fullmatch(edtf)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12) or (found[3] and not 1 <= int(found[3]) <= 31):
        return ""
    year, month, day, how = found.groups()
    parts = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return _HOW[how] + " ".join(filter(None, parts))
