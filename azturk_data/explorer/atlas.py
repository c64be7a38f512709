"""The map: places as circles, the larger the more events, each a link; no boundaries, and nothing from elsewhere."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

from azturk_data.explorer.chronicle import Choice, conditions
from azturk_data.explorer.evidence import Row, rows
from azturk_data.explorer.wording import label_of
from azturk_data.models.vocabularies import EventKind
from azturk_data.pictures.geography import HEIGHT, PLOT, STEP, labelled, projected

NAMED = 24
"""How many places have their name written, where there is room."""
_POINTS = 24
"""Points of a line of the grid, which is a curve."""


@dataclass(frozen=True)
class Atlas:
    """What the map shows."""

    choice: Choice
    width: int
    height: int
    grid: list[str]
    """The lines of the grid as points of an SVG polyline."""
    circles: list[Row]
    names: list[Row]
    lands: list[Row]
    places: list[Row]
    """Every place that has events, on the map or not, the one with most first."""
    count: int
    """Events at places on the map."""
    unknown: int
    """Events whose place is not known."""
    off: int
    """Events at places beyond the map, or without coordinates."""


def atlas(database: sqlite3.Connection, choice: Choice) -> Atlas:
    """Return the places of the events that a reader chose."""
    where, values = conditions(choice)
    found = rows(
        database,
        f"""
        SELECT p.place_id AS id, p.name, p.longitude, p.latitude, p.disputed, p.country_code, e.kind,
               count(*) AS events, p.name IN (SELECT name FROM states) AS whole
          FROM events e LEFT JOIN places p USING (place_id) WHERE {where} GROUP BY p.place_id, e.kind
        """,
        *values,
    )
    places = _places([row for row in found if row["id"] is not None])
    inside = [row for row in places if row["left"] is not None]
    most = max((row["events"] for row in inside), default=1)
    for row in inside:
        row["radius"] = round(sqrt((40 + 1500 * row["events"] / most) / pi), 1)
    names, lands = labelled(inside, NAMED)
    shown = sum(row["events"] for row in inside)
    return Atlas(
        choice,
        PLOT,
        HEIGHT,
        _grid(),
        inside,
        names,
        lands,
        places,
        shown,
        unknown=sum(row["events"] for row in found if row["id"] is None),
        off=sum(row["events"] for row in places) - shown,
    )


def _places(found: list[Row]) -> list[Row]:
    held: dict[str, Row] = {}
    kinds: dict[str, Counter[str]] = {}
    for row in found:
        place = held.setdefault(row["id"], row | {"events": 0, "left": None, "down": None})
        place["events"] += row["events"]
        kinds.setdefault(row["id"], Counter())[row["kind"]] += row["events"]
    for id_, place in held.items():
        most = kinds[id_].most_common(4)
        place["kinds"] = ", ".join(f"{count} {label_of(kind, EventKind).lower()}" for kind, count in most)
        if place["longitude"] is not None and place["latitude"] is not None:
            left, down = projected(place["longitude"], place["latitude"])
            if 0 <= left <= PLOT and 0 <= down <= HEIGHT:
                place |= {"left": round(left, 1), "down": round(down, 1)}
                held[id_] = place
    return sorted(held.values(), key=lambda row: (-row["events"], row["name"]))


def _grid() -> list[str]:
    """Return the meridians and parallels that cross the map."""
    east, north = range(10, 76, STEP), range(25, 56, STEP)
    lines: list[list[tuple[Any, Any]]] = [
        [projected(float(degree), north[0] + step * (north[-1] - north[0]) / _POINTS) for step in range(_POINTS + 1)]
        for degree in east
    ]
    lines += [
        [projected(east[0] + step * (east[-1] - east[0]) / _POINTS, float(degree)) for step in range(_POINTS + 1)]
        for degree in north
    ]
    return [" ".join(f"{x:.0f},{y:.0f}" for x, y in line) for line in lines]
