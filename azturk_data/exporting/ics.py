"""A calendar of the events that are known to the day, as all-day entries of iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import icalendar

import azturk_data
from azturk_data import shipped
from azturk_data.exporting.cells import as_of, plain_lines
from azturk_data.exporting.formats import Watch

Row = dict[str, Any]

_DAY = r"\d{4}-\d\d-\d\d"
KNOWN = re.compile(rf"{_DAY}(?:/{_DAY})?")
"""A day, or a first and a last one; not about a day, and not one of several."""
_STATUS = {"occurred": "CONFIRMED", "did_not_occur": "CANCELLED"}
_NAME = "Azerbaijan–Türkiye defence relations"


def ics(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the events as a calendar to the file `target`, by their day."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//azturk-data//azturk-data//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _NAME)
    calendar.add("x-wr-calname", _NAME)
    places = {row["place_id"]: row for row in shipped.read("places").to_pylist()}
    participants = _participants()
    rows = [row for row in shipped.read("events").to_pylist() if KNOWN.fullmatch(row["date"] or "")]
    for done, row in enumerate(sorted(rows, key=lambda row: (row["date_from"], row["event_id"]))):
        watch(row["title"], done, len(rows))
        calendar.add_component(_event(row, places.get(row["place_id"]), participants[row["event_id"]]))
    target.write_bytes(calendar.to_ical())


def _event(row: Row, place: Row | None, participants: list[str]) -> Any:
    event = icalendar.Event()
    event.add("uid", f"{row['event_id']}@azturk-data")
    # Not the moment of writing, which would make every calendar another; a later release counts as a revision.
    event.add("dtstamp", datetime.datetime.combine(as_of(), datetime.time(), datetime.UTC))
    event.add("sequence", _revision(azturk_data.__version__))
    event.add("dtstart", row["date_from"])
    event.add("dtend", row["date_to"] + datetime.timedelta(days=1))  # the first day that is not in it
    event.add("summary", plain_lines(row["title"]))
    lines = [row["summary"], f"With {', '.join(participants)}." if participants else None, row["note"], row["event_id"]]
    event.add("description", plain_lines("\n\n".join(filter(None, lines))))
    if place:
        event.add("location", plain_lines(place["name"]))
        if place["latitude"] is not None and place["longitude"] is not None:
            event.add("geo", (place["latitude"], place["longitude"]))
    event.add("categories", [row["kind"]])
    event.add("status", _STATUS.get(row["status"], "TENTATIVE"))
    event.add("transp", "TRANSPARENT")  # history makes nobody busy
    return event


def _participants() -> defaultdict[str, list[str]]:
    names = {row["actor_id"]: row["name"] for row in shipped.read("actors").to_pylist()}
    held: defaultdict[str, list[str]] = defaultdict(list)
    for row in shipped.read("event_participants").to_pylist():
        if names[row["actor_id"]] not in held[row["event_id"]]:
            held[row["event_id"]].append(names[row["actor_id"]])
    return held


def _revision(version: str) -> int:
    major, minor, patch = map(int, version.split("."))
    return (major * 1000 + minor) * 1000 + patch
