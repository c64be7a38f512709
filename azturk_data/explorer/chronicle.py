"""The timeline: events year by year, chosen by kind, actor, outcome and years, with a bar for each year."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from azturk_data.explorer.evidence import Row, rows
from azturk_data.explorer.rendering import group_of
from azturk_data.explorer.wording import terms_of
from azturk_data.membership import actor_rows, members
from azturk_data.models.vocabularies import EventKind, EventStatus
from azturk_data.pictures.chronology import GROUPS

MOST = 1500
"""How many events a page lists before it asks the reader to choose fewer."""
WIDTH, HEIGHT = 1170, 130
"""Pixels: of the picture, as far as bars need not be narrower for it, and of its tallest bar."""
NARROWEST, WIDEST, BREAK, LABEL = 18, 46, 16, 40
"""Pixels: from bar to bar at the least and at the most, where years are left out, and for a year's number."""
FEW = 24
"""So many bars have room for their numbers."""
GROUP_NAMES = list(GROUPS)


@dataclass(frozen=True)
class Choice:
    """Which events a reader wants to see; empty is all."""

    kind: str = ""
    status: str = ""
    actor: str = ""
    start: int | None = None
    end: int | None = None

    left_out: tuple[str, ...] = ()
    """What was asked for and makes no sense, in words: the page says that it is as if it were not there."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """Read a choice from the parameters of an address."""
        given = {name: asked.get(name, "").strip() for name in ("kind", "status", "actor", "from", "to")}
        sound = {
            "kind": given["kind"] in terms_of(EventKind),
            "status": given["status"] in terms_of(EventStatus),
            "actor": given["actor"] in actor_rows(),
            "from": _year(given["from"]) is not None,
            "to": _year(given["to"]) is not None,
        }
        kind, status, actor = (given[name] if sound[name] else "" for name in ("kind", "status", "actor"))
        start, end = _year(given["from"]), _year(given["to"])
        if start and end and start > end:
            start, end = end, start
        left_out = (f"{name} “{value}”" for name, value in given.items() if value and not sound[name])
        return cls(kind, status, actor, start, end, tuple(left_out))

    def parameters(self, **changed: Any) -> dict[str, str]:
        """Return the parameters of an address that make this choice, some of them changed."""
        held = {"kind": self.kind, "status": self.status, "actor": self.actor, "from": self.start, "to": self.end}
        return {name: str(value) for name, value in (held | changed).items() if value}


@dataclass(frozen=True)
class Bar:
    """The events of a year in the picture."""

    year: int
    count: int
    x: int
    width: int
    parts: list[tuple[str, float, float]]
    """For each group of kinds: its style, its top and its height."""
    counted: bool
    """Whether the number stands above it, for which not every bar has room."""
    labelled: bool
    """Whether the year stands below it."""
    after_break: bool
    """Whether years before it are left out."""


@dataclass(frozen=True)
class Chronicle:
    """What the timeline shows."""

    choice: Choice
    count: int
    years: list[tuple[str, list[Row]]]
    bars: list[Bar]
    width: int
    groups: list[tuple[str, str]]
    """The style and the name of each group that occurs."""
    cut: bool
    """Whether there are more than are listed."""


def chronicle(database: sqlite3.Connection, choice: Choice) -> Chronicle:
    """Return the events that a reader chose, by year; those without any date come last."""
    where, values = conditions(choice)
    found = rows(
        database,
        f"""
        SELECT e.event_id AS id, e.title, e.kind, e.status, e.date, e.support, p.name AS place, e.place_id,
               CAST(substr(coalesce(e.date_from, e.date_to), 1, 4) AS INTEGER) AS year
          FROM events e LEFT JOIN places p USING (place_id) WHERE {where}
         ORDER BY coalesce(e.date_from, e.date_to) IS NULL, coalesce(e.date_from, e.date_to), e.event_id
        """,
        *values,
    )
    for row in found:
        row["group"] = group_of(row["kind"])
    listed = found[:MOST]
    years = [(str(year) if year else "Undated", list(held)) for year, held in groupby(listed, lambda row: row["year"])]
    bars, width = _bars(found)
    styles = {row["group"] for row in found}
    groups = [(f"g{number}", name) for number, name in enumerate(GROUP_NAMES, start=1) if f"g{number}" in styles]
    return Chronicle(choice, len(found), years, bars, width, groups, len(found) > MOST)


def conditions(choice: Choice) -> tuple[str, list[Any]]:
    """Return the SQL condition for events `e` that a choice leaves, and its values."""
    parts, values = ["1"], list[Any]()
    for column in ("kind", "status"):
        if wanted := getattr(choice, column):
            parts.append(f"e.{column} = ?")
            values.append(wanted)
    if choice.actor:
        meant = json.dumps(sorted(members([choice.actor])))
        parts.append(
            "e.event_id IN (SELECT event_id FROM event_participants WHERE actor_id IN (SELECT value FROM json_each(?)))"
        )
        values.append(meant)
    day = "coalesce(e.{}, e.{})"
    if choice.start:
        parts.append(f"{day.format('date_to', 'date_from')} >= ?")
        values.append(f"{choice.start:04}-01-01")
    if choice.end:
        parts.append(f"{day.format('date_from', 'date_to')} <= ?")
        values.append(f"{choice.end:04}-12-31")
    return " AND ".join(parts), values


def actor_of(database: sqlite3.Connection, choice: Choice) -> Row | None:
    """Return the actor that was chosen; None if none was, or if there is no such."""
    return next(iter(rows(database, "SELECT actor_id AS id, name FROM actors WHERE actor_id = ?", choice.actor)), None)


def frequent_actors(database: sqlite3.Connection) -> list[Row]:
    """Return the actors that take part in most events, for a reader to choose from."""
    return rows(
        database,
        """
        SELECT a.actor_id AS id, a.name, a.kind, count(DISTINCT x.event_id) AS events
          FROM event_participants x JOIN actors a USING (actor_id)
         GROUP BY a.actor_id ORDER BY events DESC, a.name LIMIT 60
        """,
    )


def _bars(found: list[Row]) -> tuple[list[Bar], int]:
    counts = Counter((row["year"], row["group"]) for row in found if row["year"])
    sums = Counter(row["year"] for row in found if row["year"])
    if not sums:
        return [], 0
    tallest = max(sums.values())
    step = min(WIDEST, max(NARROWEST, (WIDTH - 3 * BREAK) // len(sums)))
    bars: list[Bar] = []
    x, free = 0, 0
    for year in sorted(sums):
        # Bars stand for years that have events; where others are left out, there is a gap.
        broken = bool(bars) and year > bars[-1].year + 1
        x += BREAK * broken
        below, parts = 0, list[tuple[str, float, float]]()
        for group in [f"g{number}" for number in range(1, len(GROUP_NAMES) + 1)] + ["g0"]:
            if count := counts[year, group]:
                height = round(HEIGHT * count / tallest, 1)
                below += height
                parts.append((group, round(HEIGHT - below, 1), height))
        counted = len(sums) <= FEW or sums[year] == tallest
        labelled = x >= free and (year % 5 == 0 or step >= LABEL or broken or not bars)
        free = x + LABEL if labelled else free
        bars.append(Bar(year, sums[year], x, step - 4, parts, counted, labelled, broken))
        x += step
    return bars, x


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 4 and int(text) else None
