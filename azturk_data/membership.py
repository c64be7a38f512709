"""Who belongs to whom: a state stands for the bodies and the persons of its country, too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from azturk_data import shipped
from azturk_data.loading import load

Row = dict[str, Any]


def members(actors: Sequence[str]) -> set[str]:
    """Return the ids meant by some: a state stands for itself, and for the bodies and persons of its country.

    Raises `UnknownRecordError` for an id that no actor has.
    """
    countries = {row["actor_id"]: row["country_code"] for row in actor_rows().values()}
    meant: set[str] = set()
    for actor in [actors] if isinstance(actors, str) else actors:
        if actor not in countries:
            raise shipped.unknown_record(actor)
        meant.add(actor)
        if actor.startswith("state/") and countries[actor]:
            meant |= {other for other, code in countries.items() if code == countries[actor]}
    return meant


@cache
def actor_rows() -> dict[str, Row]:
    """Return the actors by id, persons with the country they held office for where they have none of their own."""
    rows: dict[str, Row] = {row["actor_id"]: row for row in load("actors").to_pylist()}
    for tenure in load("tenures", columns=["official_id", "organisation_id"]).to_pylist():
        person, body = rows[tenure["official_id"]], rows.get(tenure["organisation_id"])
        if body and not person["country_code"]:
            person["country_code"] = body["country_code"]
    return rows
