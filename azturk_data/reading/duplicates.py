"""Records that look like one thing entered twice: shown to the curator, who alone can tell.

Two events are alike if they are of one kind, begin on one day and have the same actors, or are of one year and titled
almost the same; agreements likewise, with their day and parties; everything with a name by its name in any spelling;
sources by their address. What stands in one another (a meeting in a visit) is not shown.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from azturk_data.finding import key
from azturk_data.models import Agreement, Event, Record, Source, When
from azturk_data.models.actor import Actor
from azturk_data.models.place import Place
from azturk_data.reading.reader import RecordSet

TITLES = 93
"""From so many of 100 points on, two titles of one time are almost the same."""
SUBJECTS = 70
"""From so many of 100 points on, the titles of two agreements of one day, subject and parties are suspect."""
NAMES = 93
"""From so many of 100 points on, two names are almost the same."""
SHORTEST = 8
"""Names of fewer letters are mostly alike by chance, and shown only if they are the same."""

R = TypeVar("R", bound=Record)
T = TypeVar("T", Event, Agreement)


@dataclass(frozen=True)
class Pair:
    """Two records that look alike, and by what."""

    one: str
    other: str
    why: str


def likely_duplicates(found: RecordSet) -> list[Pair]:
    """Return the pairs of records that look alike, in order of id; each pair once, by the first reason found."""
    events, agreements = _of(found, Event), _of(found, Agreement)
    candidates = (
        *_same_acts(events),
        *_same_deals(agreements),
        *_same_titles(events, lambda event: event.date),
        *_same_titles(agreements, lambda agreement: agreement.signed),
        *_same_addresses(_of(found, Source)),
        *_same_names([*_of(found, Actor), *_of(found, Place)]),
    )
    pairs: dict[tuple[str, str], Pair] = {}
    for one, other, why in candidates:
        first, second = sorted((one.id, other.id))
        pairs.setdefault((first, second), Pair(first, second, why))
    return [pairs[ids] for ids in sorted(pairs)]


def _of(found: RecordSet, kind: type[R]) -> list[R]:
    return [record for _, record in sorted(found.records.items()) if isinstance(record, kind)]


def _same_acts(events: list[Event]) -> Iterator[tuple[Event, Event, str]]:
    for one, other in _sharing(events, lambda event: _day(event.date)):
        actors = [{participant.actor_id for participant in event.participants} for event in (one, other)]
        if actors[0] and actors[0] == actors[1] and one.kind is other.kind and not _within(one, other):
            yield one, other, "same kind, day and actors"


def _same_deals(agreements: list[Agreement]) -> Iterator[tuple[Agreement, Agreement, str]]:
    for one, other in _sharing(agreements, lambda agreement: _day(agreement.signed)):
        parties = [{party.actor_id for party in agreement.parties} for agreement in (one, other)]
        # Many things are signed on one day of a visit; only the same subject makes one suspect.
        alike = one.subject is other.subject and fuzz.token_sort_ratio(key(one.title), key(other.title)) > SUBJECTS
        if parties[0] == parties[1] and alike:
            yield one, other, "same day, parties and subject"


def _same_titles(records: list[T], date: Callable[[T], When | None]) -> Iterator[tuple[T, T, str]]:
    for one, other in _sharing(records, lambda record: _year(date(record))):
        titles = key(one.title), key(other.title)
        # '13th' and '14th' make two rounds of one, and two days two exercises.
        if re.findall(r"\d+", titles[0]) != re.findall(r"\d+", titles[1]) or not _overlap(date(one), date(other)):
            continue
        together = isinstance(one, Event) and isinstance(other, Event) and _within(one, other)
        if fuzz.ratio(*titles, score_cutoff=TITLES) and not together:
            yield one, other, "almost the same title"


def _same_addresses(sources: list[Source]) -> Iterator[tuple[Source, Source, str]]:
    for one, other in _sharing(sources, lambda source: re.sub(r"^https?://(www\.|m\.)?|/+$", "", source.url.lower())):
        yield one, other, "same address"


def _same_names(named: list[Actor | Place]) -> Iterator[tuple[Actor | Place, Actor | Place, str]]:
    keys = {record.id: key(record.name) for record in named}
    for one, other in _sharing(named, lambda record: record.prefix):
        names = keys[one.id], keys[other.id]
        long = min(map(len, names)) >= SHORTEST
        if names[0] == names[1] or (long and fuzz.ratio(*names, score_cutoff=NAMES)):
            yield one, other, "almost the same name"


def _sharing(records: list[R], shared: Callable[[R], Hashable]) -> Iterator[tuple[R, R]]:
    """Yield each two records that have the same value of something, unless it is empty."""
    held: defaultdict[Hashable, list[R]] = defaultdict(list)
    for record in records:
        if (value := shared(record)) is not None:
            held[value].append(record)
    for some in held.values():
        yield from combinations(some, 2)


def _within(one: Event, other: Event) -> bool:
    """Whether one event is a part of the other."""
    return one.part_of_id == other.id or other.part_of_id == one.id


def _day(date: When | None) -> datetime.date | None:
    """The first day of a date that is known to the day; of one that is not, None."""
    known = date is not None and (date.first == date.last or "/" in date.edtf)
    return date.first if date and known else None


def _year(date: When | None) -> int | None:
    return date.first.year if date and date.first else None


def _overlap(one: When | None, other: When | None) -> bool:
    """Whether two dates share a day; one without a bound on a side reaches on there."""
    if one is None or other is None:
        return True
    bounds: Iterable[tuple[When, When]] = ((one, other), (other, one))
    return all(not (a.first and b.last and b.last < a.first) for a, b in bounds)
