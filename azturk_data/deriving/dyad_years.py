"""Dyad-years: what the two states did together, year by year, each number with the records that it counts.

The rules stand in docs/coding-rules.md, rule 28; this module is their working form.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from azturk_data.models import Agreement, Event, Official, Record, Series, When
from azturk_data.models.actor import Actor, State, Tenure
from azturk_data.models.dyad import DyadYear, DyadYearRecord
from azturk_data.models.place import Place
from azturk_data.models.vocabularies import (
    PLOVER_QUAD,
    EventKind,
    EventStatus,
    OfficeLevel,
    ParticipantRole,
)
from azturk_data.reading.reader import RecordSet

FIRST_YEAR = 1991
"""The year in which Azerbaijan became independent, and in which the panels of the field have it first."""
DYAD = ("state/azerbaijan", "state/turkiye")
FORMATS = {
    "series/high-level-military-dialogue": "dialogue_rounds",
    "series/high-level-strategic-cooperation-council": "council_meetings",
}
"""The standing formats of the two that are counted, and the measure of each."""
MINISTERS = (OfficeLevel.MINISTER, OfficeLevel.HEAD_OF_GOVERNMENT)

Counted = tuple[int, str, str]
"""A year, a measure, and a record that it counts."""


def dyad_years(records: RecordSet) -> tuple[list[DyadYear], list[DyadYearRecord]]:
    """Return a row for each year, and one for each record that a number of it counts."""
    states = [records.records.get(id_) for id_ in DYAD]
    codes = [state.cow_code if isinstance(state, State) else None for state in states]
    if None in codes:
        return [], []
    counting = _Counting(records)
    counted = sorted({item for record in records.records.values() for item in counting.of(record)})
    last = max((year for year, _, _ in counted), default=FIRST_YEAR)
    numbers: defaultdict[tuple[int, str], int] = defaultdict(int)
    for year, measure, _ in counted:
        numbers[year, measure] += 1
    measures = [name for name in DyadYear.model_fields if name not in ("year", "cow_code_1", "cow_code_2")]
    years = [
        DyadYear.model_validate(
            {"year": year, "cow_code_1": codes[0], "cow_code_2": codes[1]}
            | {measure: numbers[year, measure] for measure in measures}
        )
        for year in range(FIRST_YEAR, last + 1)
    ]
    return years, [DyadYearRecord(year=year, measure=measure, record_id=id_) for year, measure, id_ in counted]


def year_of(when: When | None) -> int | None:
    """Return the year that a date counts in.

    What lasted counts in the year in which it began; what is only known to have taken place by a day in that day's
    year, since what is reported is mostly new; what lies between two days of different years in none.
    """
    if when is None or (when.first is None and when.last is None):
        return None
    if when.first is None:
        return when.last.year if when.last else None
    lasted = "/" in when.edtf
    within = when.last is not None and when.last.year == when.first.year
    return when.first.year if lasted or within else None


class _Counting:
    """What each record counts for; holds the countries and the offices that events are judged by."""

    def __init__(self, records: RecordSet) -> None:
        self.records = records.records
        self.codes = [getattr(self.records.get(id_), "country_code", None) for id_ in DYAD]
        self.occasions: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.records.values():
            if isinstance(record, Series):
                self.occasions[record.id] = {held.event_id for held in (*record.editions, *record.occasions)}
        events = (record for record in self.records.values() if isinstance(record, Event))
        self.latest = max((year for event in events if (year := self._event_year(event))), default=FIRST_YEAR)

    def of(self, record: Record) -> Iterator[Counted]:
        """Yield each year and measure that a record counts for."""
        if isinstance(record, Agreement):
            yield from ((year, measure, record.id) for year, measure in self._agreement(record) if year >= FIRST_YEAR)
        elif isinstance(record, Event):
            year = self._event_year(record)
            if year is not None and year >= FIRST_YEAR and self._is_of_the_dyad(record):
                yield from ((year, measure, record.id) for measure in self._event(record))

    def _agreement(self, agreement: Agreement) -> Iterator[tuple[int, str]]:
        if not set(DYAD) <= {party.actor_id for party in agreement.parties}:
            return
        defence = agreement.sector is not None
        signed = year_of(agreement.signed)
        if signed is not None:
            yield signed, "agreements_signed"
            if defence:
                yield signed, "defence_agreements_signed"
        if agreement.in_force is None or agreement.in_force.first is None:
            return
        ended = agreement.in_force.last if "/" in agreement.in_force.edtf else None
        obligations = {f"{provision.obligation}_obligations" for provision in agreement.provisions}
        for year in range(agreement.in_force.first.year, (ended.year if ended else self.latest) + 1):
            yield year, "agreements_in_force"
            if defence:
                yield year, "defence_agreements_in_force"
            yield from ((year, obligation) for obligation in obligations if obligation in DyadYear.model_fields)

    def _event(self, event: Event) -> Iterator[str]:
        if event.plover_event is not None:
            quad = PLOVER_QUAD[event.plover_event].value
            yield f"{quad.lower().replace(' ', '_')}_events"
        yield from (measure for series, measure in FORMATS.items() if event.id in self.occasions[series])
        if event.kind is EventKind.EXERCISE:
            yield "exercises"
        if event.kind is EventKind.VISIT:
            levels = set(self._levels_of_guests(event))
            if OfficeLevel.HEAD_OF_STATE in levels:
                yield "visits_heads_of_state"
            elif not levels.isdisjoint(MINISTERS):
                yield "visits_ministers"

    def _event_year(self, event: Event) -> int | None:
        return year_of(event.date) if event.status is EventStatus.OCCURRED else None

    def _country(self, id_: str) -> str | None:
        actor = self.records.get(id_)
        return actor.country_code if isinstance(actor, Actor) else None

    def _is_of_the_dyad(self, event: Event) -> bool:
        countries = {self._country(participant.actor_id) for participant in event.participants}
        if event.kind is EventKind.VISIT:
            # A guest needs no host that is named: the country visited is the other side.
            countries.add(self._where(event))
        return set(self.codes) <= countries

    def _where(self, event: Event) -> str | None:
        place = self.records.get(event.place_id) if event.place_id else None
        return place.country_code if isinstance(place, Place) else None

    def _levels_of_guests(self, event: Event) -> Iterator[OfficeLevel]:
        """Yield the levels of the offices in which persons came into the other's country."""
        where = self._where(event)
        for participant in event.participants:
            person = self.records.get(participant.actor_id)
            if participant.role is ParticipantRole.HOST or not isinstance(person, Official):
                continue
            if person.country_code in self.codes and where in self.codes and person.country_code != where:
                yield from (tenure.level for tenure in person.tenures if _covers(tenure, event.date))


def _covers(tenure: Tenure, date: When | None) -> bool:
    """Whether a source shows the tenure on the first day of a date, or on the only one that is known of it.

    It does between the tenure's bounds, and from the first to the last of the days that attest it.
    """
    day = (date.first or date.last) if date else None
    if day is None:
        return False
    first = _earliest(tenure.start, tenure.attested)
    last = tenure.end.last if tenure.end else None if tenure.start else tenure.attested and tenure.attested.last
    return first is not None and first <= day and (last is None or day <= last)


def _earliest(*dates: When | None) -> datetime.date | None:
    known: Iterable[When] = (date for date in dates if date is not None)
    return min((date.first for date in known if date.first), default=None)
