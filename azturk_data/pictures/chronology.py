"""The picture of what happened when: every event on its day, in a row for its kind."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from azturk_data.membership import Row
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, day, events, first, some, unshown, year_of

if TYPE_CHECKING:
    import altair as alt

GROUPS = {
    "Meetings and talks": (
        style.BLUE,
        ("visit", "meeting", "dialogue_round", "call", "statement", "ceremony", "diplomatic_relations"),
    ),
    "Agreements and decisions": (style.GREEN, ("signing", "ratification", "authorisation", "founding")),
    "Forces and arms": (style.ORANGE, ("exercise", "training", "arms_transfer", "deployment")),
    "Building and aid": (style.PURPLE, ("infrastructure", "inauguration", "aid", "humanitarian")),
    "War and crisis": (
        style.VERMILION,
        ("war", "clash", "blockade", "ceasefire", "accident", "political_change"),
    ),
    "Other": (style.GREY, ()),
}
"""Kinds of events that belong together, with their colour; a kind that is in none of them is shown last."""
OTHER_KINDS = "Other kinds"
ROW_HEIGHT = 21
PLOT = 780
FIRST = 1991
"""The year in which Azerbaijan became independent again, and most of what there is begins."""


def timeline(since: Since = FIRST, actors: Sequence[str] | None = None, top: int | None = None) -> alt.VConcatChart:
    """Draw every event on its day, in a row for its kind, and how many there were in each year.

    `since` is the first day shown, `actors` leaves the events in which one of them took part (a state stands for its
    bodies and persons, too), and with `top` only so many kinds have a row of their own.

    Raises `NothingToShowError` if nothing fits, `UnknownValueError` for a `since` that is no date, `UnknownRecordError`
    for an actor that there is not, and `MissingExtraError` if the extra `pictures` is not installed.

    >>> import azturk_data
    >>> azturk_data.pictures.timeline(since=2020).to_dict()["title"]["text"]
    'What happened, by kind'
    """
    alt = style.library()
    found = events(since, actors)
    shown = [event for event in found if event["shown"]]
    some(shown, "event")
    rows = _rows(shown, first(top), day(since))
    order = _order(rows)
    start, end = _ends(rows, day(since))
    groups = [group for group in GROUPS if any(row["group"] == group for row in rows)]
    colour = alt.Color(
        "group:N",
        title=None,
        scale=alt.Scale(domain=groups, range=[GROUPS[group][0] for group in groups]),
        legend=alt.Legend(orient="top", symbolType="square", symbolOpacity=1, columnPadding=18, offset=4),
    )
    axis = alt.Axis(format="d", tickMinStep=1, grid=True)
    x = alt.X("x:Q", title=None, scale=alt.Scale(domain=[start, end], nice=False), axis=axis)
    tooltip = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("title", "event"), ("date", "date"), ("kind", "kind"), ("status", "status"), ("id", "id"))
    ]
    y = alt.Y(
        "row:N", title=None, sort=order, scale=alt.Scale(domain=order, paddingInner=0.1), axis=alt.Axis(labelLimit=190)
    )

    def of(*marks: str) -> Any:
        return alt.Chart(style.values([row for row in rows if row["mark"] in marks])).encode(
            x=x, y=y, color=colour, tooltip=tooltip
        )

    strips = alt.layer(
        _bands(order),
        of("within").mark_bar(height=4, opacity=0.35).encode(x2="x2:Q"),
        of("on").mark_tick(thickness=2, size=14, opacity=0.6),
        of("by").mark_point(shape="triangle-left", size=42, strokeWidth=1.2, opacity=0.8, filled=False),
        of("from").mark_point(shape="triangle-right", size=42, strokeWidth=1.2, opacity=0.8, filled=False),
        of("not").mark_point(shape="circle", size=52, strokeWidth=1.6, filled=False, fill="white", opacity=1),
        _totals(rows, order),
    ).properties(width=PLOT, height=ROW_HEIGHT * max(1, len(order)))
    chart = alt.vconcat(_years(rows, colour, start, end), strips, spacing=6).resolve_scale(color="shared")
    return style.finished(
        chart,
        "What happened, by kind",
        f"{style.counted(len(shown), 'event')}. A tick is a day; a pale bar, a stretch of time in which it lay; a "
        "triangle, a day by which it had happened; a circle, what was only planned or proposed, or did not take place.",
        f"The bars count events by year.{unshown(len(found) - len(shown), 'without a date')}",
    )


def _rows(shown: list[Row], top: int | None, earliest: datetime.date | None) -> list[Row]:
    group_of = {kind: group for group, (_, kinds) in GROUPS.items() for kind in kinds}
    counts = Counter(event["kind"] for event in shown)
    own = {kind for kind, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]}
    kinds, statuses = style.terms("event_kind"), style.terms("event_status")
    return [
        {
            "id": event["event_id"],
            "title": event["title"],
            "date": event["date"],
            "kind": kinds[event["kind"]],
            "status": statuses[event["status"]].lower(),
            "row": kinds[event["kind"]] if event["kind"] in own else OTHER_KINDS,
            "group": group_of.get(event["kind"], "Other") if event["kind"] in own else "Other",
            "mark": event["how"] if event["status"] == "occurred" else "not",
            "x": year_of(max(event["shown"], earliest or event["shown"])),
            "x2": year_of(event["until"] or event["shown"]),
            "year": max(event["shown"].year, earliest.year if earliest else 0),
        }
        for event in shown
    ]


def _order(rows: list[Row]) -> list[str]:
    """The kinds from the most to the least frequent, group by group."""
    counts = Counter((row["group"], row["row"]) for row in rows)
    places = {group: place for place, group in enumerate(GROUPS)}
    return [kind for _, kind in sorted(counts, key=lambda pair: (places[pair[0]], -counts[pair], pair[1]))]


def _ends(rows: list[Row], earliest: datetime.date | None) -> tuple[int, int]:
    """The first year shown, and the year after the last one."""
    years = [row["year"] for row in rows] or [earliest.year if earliest else FIRST]
    # What began before the first day asked for is shown from that day on.
    return max(min(years), earliest.year if earliest else 0), max(years) + 1


def _bands(order: list[str]) -> Any:
    """A line below each row, which leads the eye from the label."""
    alt = style.library()
    return (
        alt.Chart(style.values([{"row": kind} for kind in order]))
        .mark_rule(color=style.RULE)
        .encode(y=alt.Y("row:N", sort=order))
    )


def _totals(rows: list[Row], order: list[str]) -> Any:
    alt = style.library()
    counts = Counter(row["row"] for row in rows)
    held = style.values([{"row": kind, "count": counts[kind]} for kind in order])
    return (
        alt.Chart(held)
        .mark_text(align="right", color=style.SOFT, fontSize=12, dx=36)
        .encode(x=alt.value("width"), y=alt.Y("row:N", sort=order), text="count:Q")
    )


def _years(rows: list[Row], colour: Any, start: int, end: int) -> Any:
    alt = style.library()
    counts = Counter((row["year"], row["group"]) for row in rows)
    places = {group: place for place, group in enumerate(GROUPS)}
    stacked: list[Row] = []
    for (year, group), count in sorted(counts.items(), key=lambda item: (item[0][0], places[item[0][1]])):
        below = sum(row["count"] for row in stacked if row["year"] == year)
        stacked.append(
            {
                "from": year + 0.1,
                "to": year + 0.9,
                "year": year,
                "group": group,
                "count": count,
                "low": below,
                "high": below + count,
            }
        )
    sums = Counter(row["year"] for row in rows)
    x = alt.X("from:Q", title=None, scale=alt.Scale(domain=[start, end], nice=False), axis=None)
    bars = (
        alt.Chart(style.values(stacked))
        .mark_rect()
        .encode(
            x=x,
            x2="to:Q",
            y=alt.Y("low:Q", axis=None),
            y2="high:Q",
            color=colour,
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("year", "group", "count")],
        )
    )
    held = style.values([{"from": year + 0.5, "count": count} for year, count in sorted(sums.items())])
    # Figures of more years than there is room for would run into each other.
    numbers = (
        alt.Chart(held)
        .mark_text(dy=-7, fontSize=11 if end - start <= 45 else 7, color=style.SOFT)
        .encode(x=x, y=alt.Y("count:Q", axis=None), text="count:Q")
    )
    return alt.layer(bars, numbers).properties(width=PLOT, height=90)
