"""The picture of where it happened: events as circles on a map of the region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import cos, log, pi, radians, sin, sqrt, tan
from typing import TYPE_CHECKING, Any

from azturk_data.loading import load
from azturk_data.membership import Row
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, events, first

if TYPE_CHECKING:
    import altair as alt

PLOT, HEIGHT = 960, 500
CENTRE, PARALLELS, SCALE = (40.4, 39.7), (37.0, 43.0), 2330
"""A conformal conic projection of Lambert's that holds the land from the Aegean to the Caspian."""
PAPER, GRID = "#F6F5F2", "#D9D6CF"
STEP = 5
"""Degrees between two lines of the grid."""
LANDS = {
    "Black Sea": (35.0, 43.2),
    "Caspian Sea": (51.1, 41.3),
    "Mediterranean": (31.0, 34.6),
    "Türkiye": (36.5, 38.2),
    "Azerbaijan": (48.0, 40.75),
    "Georgia": (43.4, 42.05),
    "Armenia": (44.6, 40.6),
    "Iran": (49.5, 36.0),
    "Iraq": (43.6, 35.2),
    "Syria": (38.6, 35.2),
    "Russia": (44.6, 44.6),
    "Ukraine": (35.2, 46.8),
    "Turkmenistan": (55.2, 39.7),
    "Greece": (24.0, 38.5),
    "Bulgaria": (26.6, 42.7),
    "Cyprus": (33.2, 35.05),
}
"""Where a name of a land or a sea is written, if no place's name needs the room."""
Box = tuple[float, float, float, float]


def places(since: Since = 1991, actors: Sequence[str] | None = None, top: int = 24) -> alt.LayerChart:
    """Draw where events took place: a circle for each place, the larger the more events.

    Events that are only known to have been somewhere in a country stand in a dashed ring in its middle.
    `since` and `actors` choose the events, as for `timeline`; `top` places have their name written, where there is
    room for it. The subtitle counts the events whose place is unknown, has no coordinates, or lies beyond the map.

    Raises `UnknownValueError` for a `since` that is no date, `UnknownRecordError` for an actor that there is not, and
    `MissingExtraError` if the extra `pictures` is not installed.

    >>> import azturk_data
    >>> azturk_data.pictures.places(since=2020).to_dict()["title"]["text"]
    'Where it happened'
    """
    alt = style.library()
    first(top)
    found = events(since, actors, status="occurred")
    rows, unplaced = _places(found)
    inside = [row for row in rows if 0 <= row["left"] <= PLOT and 0 <= row["down"] <= HEIGHT]
    most = max((row["events"] for row in inside), default=1)
    for row in inside:
        row["radius"] = sqrt(_area(row["events"], most) / pi)
    projection = alt.Projection(
        type="conicConformal",
        parallels=list(PARALLELS),
        rotate=[-CENTRE[0], 0, 0],
        center=[0, CENTRE[1]],
        scale=SCALE,
        translate=[PLOT / 2, HEIGHT / 2],
    )

    shown = [{name: row[name] for name in _COLUMNS} for row in inside]
    tooltip = [alt.Tooltip("name:N", title="place"), alt.Tooltip("events:Q"), alt.Tooltip("kinds:N", title="of which")]

    def circles(whole: bool) -> Any:
        base = alt.Chart(style.values([row for row in shown if row["whole"] == whole]))
        mark = (
            base.mark_point(filled=False, color=style.SOFT, strokeDash=[4, 3], strokeWidth=1.6, opacity=1)
            if whole
            else base.mark_circle(color=style.BLUE, opacity=0.72, stroke="white", strokeWidth=1)
        )
        return mark.encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size(
                "events:Q",
                title="Events",
                scale=alt.Scale(type="linear", domain=[0, most], range=[_area(0, most), _area(most, most)]),
                legend=None
                if whole
                else alt.Legend(
                    orient="bottom-right",
                    values=sorted({1, max(1, most // 4), most}),
                    format="d",
                    fillColor="#FFFFFFCC",
                    padding=8,
                    symbolFillColor=style.BLUE,
                    symbolType="circle",
                ),
            ),
            tooltip=tooltip,
        )

    grid = alt.Chart(alt.graticule(step=[STEP, STEP])).mark_geoshape(clip=True, filled=False, stroke=GRID)
    names, lands = labelled(inside, top)
    chart = (
        alt.layer(
            grid,
            circles(True),
            circles(False),
            _texts(lands, "center", color=style.SOFT, fontStyle="italic", fontSize=12, opacity=0.8),
            *(_texts(names, align, color=style.INK, fontSize=SIZE) for align in ("left", "right", "center")),
        )
        .resolve_legend(size="independent")
        .project(**projection.to_dict())
        .properties(width=PLOT, height=HEIGHT, view=alt.ViewBackground(fill=PAPER))
    )
    beyond = sum(row["events"] for row in rows) - sum(row["events"] for row in inside)
    without = Counter(event["place_id"] is None for event in unplaced)
    spots = len({event["place_id"] for event in unplaced if event["place_id"]})
    notes = [
        f"{without[True]:,} whose place is not known" if without[True] else "",
        f"{without[False]:,} at {style.counted(spots, 'place')} without coordinates" if spots else "",
        f"{beyond:,} beyond the map" if beyond else "",
    ]
    left_out = ", ".join(note for note in notes if note)
    return style.finished(
        chart,
        "Where it happened",
        f"{style.counted(sum(row['events'] for row in inside), 'event')} at {style.counted(len(inside), 'place')}. A "
        "dashed ring counts those that are only known to have been somewhere in the country. "
        + (f"Left out: {left_out}." if left_out else ""),
        f"The grid has lines every {STEP} degrees. No boundaries are drawn, since some are contested.",
    )


_COLUMNS = ("place_id", "name", "longitude", "latitude", "events", "kinds", "whole")


def _area(events: int, most: int) -> float:
    return 40 + 1500 * events / most


def _places(found: list[Row]) -> tuple[list[Row], list[Row]]:
    """The places that have coordinates, with their events; and the events that have no such place."""
    held = {row["place_id"]: row for row in load("places").to_pylist()}
    countries = {row["name"] for row in load("states", columns=["name"]).to_pylist()}
    kinds = style.terms("event_kind")
    at: dict[str, Counter[str]] = {}
    unplaced: list[Row] = []
    for event in found:
        place = held.get(event["place_id"])
        if place is None or place["latitude"] is None or place["longitude"] is None:
            unplaced.append(event)
        else:
            at.setdefault(place["place_id"], Counter())[kinds[event["kind"]].lower()] += 1
    rows: list[Row] = []
    for id_, counts in at.items():
        place = held[id_]
        left, down = projected(place["longitude"], place["latitude"])
        rows.append(
            {name: place[name] for name in ("place_id", "name", "longitude", "latitude")}
            | {
                "events": counts.total(),
                "kinds": ", ".join(f"{count} {kind}" for kind, count in counts.most_common(4)),
                "whole": place["name"] in countries,
                "left": left,
                "down": down,
            }
        )
    return sorted(rows, key=lambda row: (-row["events"], row["place_id"])), unplaced


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where on the map a point is, in pixels from its left and from its top.

    >>> [round(pixel) for pixel in projected(*CENTRE)] == [PLOT / 2, HEIGHT / 2]
    True
    """
    first_, second = (radians(parallel) for parallel in PARALLELS)

    def height(angle: float) -> float:
        return tan(pi / 4 + angle / 2)

    n = log(cos(first_) / cos(second)) / log(height(second) / height(first_))
    f = cos(first_) * height(first_) ** n / n
    r, middle = (f / height(radians(angle)) ** n for angle in (latitude, CENTRE[1]))
    turn = n * radians(longitude - CENTRE[0])
    return PLOT / 2 + SCALE * r * sin(turn), HEIGHT / 2 + SCALE * (r * cos(turn) - middle)


SIZE = 13
"""Of the letters of a place's name, in pixels."""


def labelled(rows: list[Row], top: int) -> tuple[list[Row], list[Row]]:
    """Return the names of the first places, and those of lands and seas, each with the point to write it at.

    No name runs into another or into a circle. One for which no side of its circle has room is left out; the tooltip
    has it still.
    """
    taken: list[Box] = [_box(row["left"], row["down"], row["radius"], row["radius"]) for row in rows]
    names: list[Row] = []
    for row in rows[:top]:
        text = f"{row['name']} {row['events']}"
        half, middle, reach = _half(text), SIZE / 2, row["radius"] + 4
        x, y = row["left"], row["down"]
        slant = reach * 0.75
        sides = [
            *(("left", x + across, y + up) for across, up in ((reach, 0), (slant, -slant), (slant, slant))),
            *(("right", x - across, y + up) for across, up in ((reach, 0), (slant, -slant), (slant, slant))),
            *(("center", x, y + up) for up in (-reach - middle, reach + middle)),
        ]
        for align, left, down in sides:
            box = _box(left + {"left": half, "right": -half, "center": 0}[align], down, half, middle)
            if _is_free(box, taken):
                taken.append(box)
                names.append({"text": text, "align": align, "left": round(left, 1), "down": round(down, 1)})
                break
    lands: list[Row] = []
    written = {row["name"] for row in rows[:top]}
    for text, (longitude, latitude) in LANDS.items():
        if text in written:
            continue
        left, down = projected(longitude, latitude)
        box = _box(left, down, _half(text), SIZE / 2)
        if _is_free(box, taken):
            taken.append(box)
            lands.append({"text": text, "align": "center", "left": round(left, 1), "down": round(down, 1)})
    return names, lands


def _half(text: str) -> float:
    """Half of the width of a text."""
    return len(text) * SIZE * style.LETTER / 2


def _is_free(box: Box, taken: list[Box]) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= PLOT and box[3] <= HEIGHT
    return inside and not any(_meet(box, other) for other in taken)


def _box(x: float, y: float, half_width: float, half_height: float) -> Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _texts(names: list[Row], align: str, **mark: Any) -> Any:
    alt = style.library()
    return (
        alt.Chart(style.values([name for name in names if name["align"] == align]))
        .mark_text(align=align, baseline="middle", **mark)
        .encode(
            x=alt.X("left:Q", scale=alt.Scale(domain=[0, PLOT], nice=False), axis=None),
            y=alt.Y("down:Q", scale=alt.Scale(domain=[HEIGHT, 0], nice=False), axis=None),
            text="text:N",
        )
    )
