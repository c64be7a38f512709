"""Dates as sources give them: EDTF strings, with their first and last day worked out.

EDTF is the Extended Date/Time Format of ISO 8601-2 (Library of Congress, levels 0 and 1, and sets of
level 2). Decades, years, months and days, and intervals and sets of these, are read by the standard library;
everything else by the `edtf` package, which is imported only then: it takes milliseconds for each string, and is not
part of the base install. A test holds the two to the same answers.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from azturk_data.models.base import Model
from azturk_data.models.types import Line
from azturk_data.models.vocabularies import DateBasis

Bounds = tuple[datetime.date | None, datetime.date | None]

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = re.compile(r"[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_DECADE = re.compile(r"[1-9]\d\dX", re.ASCII)
_OPEN = ".."
EXAMPLES = "write it like 1992, 2021-06, 2021-06-15, 2020-09-27/2020-11-10, 192X, 2021-06-03~ or 2007/.."


@lru_cache(maxsize=65_536)
def bounds(edtf: str) -> Bounds:
    """Return the first and the last day that an EDTF string covers; None on a side that is open.

    Approximation and uncertainty (`~`, `?`, `%`) do not widen the bounds: `2021-06-03~` is 3 June 2021.

    Raises `ValueError` if the string is not EDTF, is not a date, or runs backwards.
    """
    if _FULL_DATE.fullmatch(edtf):
        try:
            day = datetime.date.fromisoformat(edtf)
        except ValueError as error:
            raise ValueError(f"'{edtf}' is not a calendar date ({error}); {EXAMPLES}") from None
        return day, day
    return _bounds_of_plain(edtf) or bounds_by_library(edtf)


def _bounds_of_plain(edtf: str) -> Bounds | None:
    """The bounds of a decade, year, month, interval or set of such; None for any other form, and for what is wrong."""
    if edtf.startswith("[") and edtf.endswith("]"):
        return None if set("?~%X") & set(edtf) else _bounds_of_set(edtf[1:-1].split(","))
    if _DECADE.fullmatch(edtf):
        return datetime.date(int(edtf[:3]) * 10, 1, 1), datetime.date(int(edtf[:3]) * 10 + 9, 12, 31)
    start, slash, end = edtf.partition("/")
    return _between(start, end if slash else start)


def _bounds_of_set(members: list[str]) -> Bounds | None:
    """From the first day of the first member to the last day of the last; None if they are not in order."""
    held: list[Bounds] = []
    for member in members:
        earliest, dots, latest = member.partition(_OPEN)
        # The ends of a range have one precision; only a set of one range has an open end here.
        if earliest and latest and len(earliest) != len(latest):
            return None
        ends = _between(earliest or _OPEN, latest or _OPEN) if dots else _between(earliest, earliest)
        if ends is None or (len(members) > 1 and None in ends):
            return None
        held.append(ends)
    if len(members) == 1 and _OPEN not in members[0]:
        return None
    if any(one[1] >= other[0] for one, other in pairwise(held) if one[1] and other[0]):
        return None
    return held[0][0], held[-1][1]


def _between(start: str, end: str) -> Bounds | None:
    first, last = _plain(start), _plain(end)
    if first is None or last is None or (first[0] is None and last[1] is None):
        return None
    return None if first[0] and last[1] and first[0] > last[1] else (first[0], last[1])


def _plain(text: str) -> Bounds | None:
    """The first and the last day of a year, a month or a day, or of an open end; None if it is none of them.

    A sign of doubt behind it (`?`, `~`, `%`) does not widen the bounds.
    """
    if text == _OPEN:
        return None, None
    text = text[:-1] if text.endswith(("?", "~", "%")) else text
    if not _PLAIN.fullmatch(text):
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return first, first if day else first.replace(month=month or 12, day=calendar.monthrange(year, month or 12)[1])


def bounds_by_library(edtf: str) -> Bounds:
    """Return what the `edtf` package makes of a string, by the same rules as `bounds`; for any form of EDTF."""
    from edtf import parse_edtf  # deferred: see the module's docstring
    from edtf.parser.edtf_exceptions import EDTFParseException

    malformed = ValueError(f"'{edtf}' is not an EDTF date; {EXAMPLES}")
    try:
        parsed: Any = parse_edtf(edtf)
        first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        raise malformed from None
    if edtf.startswith("/") or edtf.endswith("/"):
        # The library pads an unknown end by ten years: a day that no source gave.
        raise ValueError(f"'{edtf}' leaves an end blank; write '..' for an open end, or the date without '/'")
    if first and last and first > last:
        raise ValueError(f"'{edtf}' runs backwards, from {first} to {last}; write the earlier date first")
    return first, last


def _day(moment: Any) -> datetime.date | None:
    """A `struct_time` as a day; the library's infinities, for open ends, as None."""
    return None if isinstance(moment, float) else datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _check(edtf: str) -> str:
    bounds(edtf)
    return edtf


Edtf = Annotated[str, StringConstraints(pattern=r"^[0-9X.\[{][0-9XYT:.,/~?%\[\]{}-]*$"), AfterValidator(_check)]


class When(Model):
    """A date as a record holds it; published as a family of columns that begin with the field's name."""

    edtf: Edtf
    """The date, as an EDTF string."""
    basis: DateBasis
    """How `{name}` is known."""
    note: Line | None = None
    """How `{name}` was worked out or settled, where the source does not state it."""

    @model_validator(mode="after")
    def _explained(self) -> When:
        if self.basis is not DateBasis.STATED and self.note is None:
            raise PydanticCustomError(
                "unexplained_date",
                "the basis is '{basis}' but 'note' is missing; say in 'note' how the date was worked out",
                {"basis": str(self.basis)},
            )
        return self

    @property
    def first(self) -> datetime.date | None:
        """First day that `{name}` covers; empty if it is open at that end."""
        return bounds(self.edtf)[0]

    @property
    def last(self) -> datetime.date | None:
        """Last day that `{name}` covers; empty if it is open at that end."""
        return bounds(self.edtf)[1]
