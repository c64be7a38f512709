"""Which rows a picture shows: those since a day, and those of some actors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence, Sized
from typing import Any

from azturk_data.errors import NothingToShowError, UnknownValueError
from azturk_data.loading import load
from azturk_data.membership import Row, members

Since = str | int | datetime.date | None
"""The first day that a picture shows: a date, '2010-05-01', '2010-05', '2010' or 2010; None for all there is."""

SHORT = 31
"""Events that lie within so many days are shown on the first of them."""


def day(since: Since) -> datetime.date | None:
    """Return the day that is meant; raise `UnknownValueError` for what is no day.

    >>> day("2010-05")
    datetime.date(2010, 5, 1)
    """
    if since is None or isinstance(since, datetime.date):
        return since
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(since))
    try:
        if match:
            return datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        pass  # A month or a day that there is not, which is told as everything else.
    raise UnknownValueError(f"since={since!r} is no date; write it as 2010, 2010-05 or 2010-05-01")


def first(top: int | None, fewest: int = 1) -> int | None:
    """Return how many to show; raise `UnknownValueError` for fewer than a picture can have."""
    if top is not None and top < fewest:
        raise UnknownValueError(f"top={top} is too few; give {fewest} or more")
    return top


def chosen(actors: Sequence[str] | None) -> set[str] | None:
    """Return the ids of those that a picture is narrowed to, and of who belongs to them; None for everybody."""
    return None if actors is None else members(actors)


def participants() -> dict[str, list[Row]]:
    """Return who took part, by event."""
    held: dict[str, list[Row]] = {}
    for row in load("event_participants").to_pylist():
        held.setdefault(row["event_id"], []).append(row)
    return held


def events(since: Since = None, actors: Sequence[str] | None = None, **where: Any) -> list[Row]:
    """Return the events since a day in which one of the actors took part, in the order of their days.

    Each has besides its columns `shown`, the day that it is shown on (None if it has none), and `how`, how that day is
    meant: `on` it, `within` a stretch of time from it to `until`, or `by` or `from` it.
    """
    wanted, earliest = chosen(actors), day(since)
    taking_part = participants() if wanted is not None else {}
    found: list[Row] = []
    for event in load("events", where=where).to_pylist():
        if wanted is not None and wanted.isdisjoint(row["actor_id"] for row in taking_part.get(event["event_id"], ())):
            continue
        placed = event | placing(event["date_from"], event["date_to"])
        latest = placed["until"] or placed["shown"]
        if earliest and latest and latest < earliest:
            continue
        found.append(placed)
    return sorted(found, key=lambda event: (event["shown"] or datetime.date.max, event["event_id"]))


def placing(start: datetime.date | None, end: datetime.date | None) -> Row:
    """Say on which day something is shown whose first and last day are these, and how that day is meant."""
    if start and end:
        long = (end - start).days > SHORT
        return {"shown": start, "until": end if long else None, "how": "within" if long else "on"}
    if end:
        return {"shown": end, "until": None, "how": "by"}
    return {"shown": start, "until": None, "how": "from" if start else None}


def year_of(when: datetime.date) -> float:
    """Return a day as a point in the years, which needs no time zone.

    >>> year_of(datetime.date(2021, 1, 1))
    2021.0
    """
    start = datetime.date(when.year, 1, 1)
    length = (datetime.date(when.year + 1, 1, 1) - start).days if when.year < datetime.MAXYEAR else 365
    return round(when.year + (when - start).days / length, 4)


def unshown(number: int, what: str) -> str:
    """Return the sentence on what a picture leaves out, or nothing if it leaves out nothing."""
    return f" Left out: {number:,} {what}." if number else ""


def some(rows: Sized, what: str) -> None:
    """Raise `NothingToShowError` if there are no rows: a chart of nothing has no size."""
    if not rows:
        raise NothingToShowError(f"there is nothing to draw: no {what} fits; choose an earlier 'since' or other actors")


def labels(ids: Iterable[str]) -> dict[str, str]:
    """Return what records are called."""
    rows = load("records", columns=["record_id", "label"], where={"record_id": sorted(set(ids))}).to_pylist()
    return {row["record_id"]: row["label"] for row in rows}
