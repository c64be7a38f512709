"""Dyad-years: one row for each year of the relation, to join with the panels of the field."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from azturk_data.models.base import Row
from azturk_data.models.types import CowCode, Line, RecordId, Reference

Count = Annotated[int, Field(ge=0)]


class DyadYear(Row):
    """What Azerbaijan and Türkiye did together in a year, counted from the records; the rules are coding rule 28."""

    published_as: ClassVar[str] = "dyad_years"
    unique: ClassVar[tuple[str, ...]] = ("year",)

    year: Annotated[int, Field(ge=1991)]
    """The calendar year."""
    cow_code_1: CowCode
    """Azerbaijan's number in the Correlates of War list of states, as text."""
    cow_code_2: CowCode
    """Türkiye's number in the Correlates of War list of states, as text."""
    agreements_signed: Count
    """Agreements signed in the year to which both states are parties."""
    defence_agreements_signed: Count
    """Those of them that have a DCAD sector."""
    agreements_in_force: Count
    """Agreements that a source shows to have been in force on some day of the year; the true number is no lower."""
    defence_agreements_in_force: Count
    """Those of them that have a DCAD sector."""
    defense_obligations: Count
    """Agreements in force that hold the ATOP obligation of defense."""
    offense_obligations: Count
    """Agreements in force that hold the ATOP obligation of offense."""
    neutrality_obligations: Count
    """Agreements in force that hold the ATOP obligation of neutrality."""
    nonaggression_obligations: Count
    """Agreements in force that hold the ATOP obligation of nonaggression."""
    consultation_obligations: Count
    """Agreements in force that hold the ATOP obligation of consultation."""
    verbal_cooperation_events: Count
    """Events of the dyad in PLOVER's quad category of verbal cooperation."""
    material_cooperation_events: Count
    """Events of the dyad in PLOVER's quad category of material cooperation."""
    verbal_conflict_events: Count
    """Events of the dyad in PLOVER's quad category of verbal conflict."""
    material_conflict_events: Count
    """Events of the dyad in PLOVER's quad category of material conflict."""
    dialogue_rounds: Count
    """Rounds of the High-Level Military Dialogue."""
    council_meetings: Count
    """Meetings of the High-Level Strategic Cooperation Council."""
    exercises: Count
    """Exercises in which both took part, with or without others."""
    visits_heads_of_state: Count
    """Visits by the president of one to the other's country."""
    visits_ministers: Count
    """Visits by a head of government or a minister of one to the other's country, without its president."""


class DyadYearRecord(Row):
    """Which records a number in `dyad_years` counts."""

    published_as: ClassVar[str] = "dyad_year_records"
    unique: ClassVar[tuple[str, ...]] = ("year", "measure", "record_id")

    year: Annotated[int, Field(ge=1991), Reference("dyad_years", "year")]
    """The calendar year."""
    measure: Line
    """The column of `dyad_years`."""
    record_id: RecordId
    """A record that the number counts."""
