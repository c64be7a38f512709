"""The picture of what recurs: the rounds of dialogues and the editions of exercises, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from azturk_data.loading import load
from azturk_data.membership import Row
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, events, first, labels, some, unshown

if TYPE_CHECKING:
    import altair as alt

KINDS = {
    "dialogue_round": ("Dialogues", style.BLUE),
    "meeting": ("Councils and summits", style.GREEN),
    "exercise": ("Exercises", style.ORANGE),
}
"""The kinds of series, in the order of the rows, with their name and colour."""
OTHER = ("Others", style.GREY)
ROW = 28
PLOT = 650
WHEN = {"on": "", "within": "the exact day is not known", "by": "no later than shown", "from": "no earlier than shown"}


def rounds(since: Since = 2007, actors: Sequence[str] | None = None, top: int | None = None) -> alt.LayerChart:
    """Draw the rounds of dialogues and the editions of exercises: a row for each series, a circle for each occasion.

    A filled circle took place; a hollow one was planned or proposed, or did not take place. It holds its number in the
    series, where that is known. `since` and `actors` choose the events, as for `timeline`; `top` leaves the series
    with the most occasions.

    Raises `NothingToShowError` if nothing fits, `UnknownValueError` for a `since` that is no date, `UnknownRecordError`
    for an actor that there is not, and `MissingExtraError` if the extra `pictures` is not installed.

    >>> import azturk_data
    >>> azturk_data.pictures.rounds(since=2014).to_dict()["title"]["text"]
    'Rounds of dialogues and editions of exercises'
    """
    alt = style.library()
    held, undated = _occasions(since, actors)
    some(held, "occasion of a series")
    series = {row["series_id"]: row for row in load("series").to_pylist()}
    counts = Counter(row["series"] for row in held)
    chosen = sorted(counts, key=lambda id_: (-counts[id_], id_))[: first(top)]
    chosen.sort(key=lambda id_: (_place(series[id_]), -counts[id_], series[id_]["title"]))
    titles = labels(chosen)
    names = style.distinct({id_: titles[id_] for id_ in chosen})
    rows = [row | _looks(series[row["series"]], names) for row in _apart(held) if row["series"] in names]
    order = list(names.values())
    start, end = (min(row["year"] for row in rows), max(row["year"] for row in rows)) if rows else (2007, 2008)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[start - 0.5, end + 0.5], nice=False),
        axis=alt.Axis(orient="top", values=list(range(start, end + 1)), format="d", grid=False, labelOverlap=True),
    )
    y = alt.Y("row:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=alt.Axis(grid=True, labels=False))
    kinds = [(name, colour) for name, colour in (*KINDS.values(), OTHER) if any(row["group"] == name for row in rows)]
    colour = alt.Color(
        "group:N",
        title=None,
        scale=alt.Scale(domain=[name for name, _ in kinds], range=[colour for _, colour in kinds]),
        legend=alt.Legend(orient="top", symbolType="circle", symbolSize=140, symbolOpacity=1, columnPadding=18),
    )
    tooltip = [
        alt.Tooltip(f"{name}:N", title=name)
        for name in ("title", "series", "number", "date", "when", "status", "event_id")
    ]

    def circles(occurred: bool) -> Any:
        base = alt.Chart(style.values([row for row in rows if row["occurred"] == occurred]))
        mark = (
            base.mark_circle(size=330, opacity=1)
            if occurred
            else base.mark_point(size=300, opacity=1, filled=False, fill="white", strokeWidth=1.8, strokeDash=[3, 2])
        )
        return mark.encode(x=x, y=y, color=colour, tooltip=tooltip)

    def numbers(occurred: bool) -> Any:
        numbered = [row for row in rows if row["number"] and row["occurred"] == occurred]
        # Black on orange and grey, white on blue and green: what is read most easily.
        dark = alt.condition(
            f"datum.group == '{KINDS['exercise'][0]}' || datum.group == '{OTHER[0]}'",
            alt.value(style.INK),
            alt.value("white"),
        )
        return (
            alt.Chart(style.values(numbered))
            .mark_text(fontSize=11, fontWeight="bold", baseline="middle", dy=0.5)
            .encode(x=x, y=y, text="number:N", color=dark if occurred else alt.value(style.INK))
        )

    chart = alt.layer(
        circles(True), circles(False), numbers(True), numbers(False), style.row_labels(order, 48)
    ).properties(width=PLOT, height=ROW * max(1, len(order)))
    return style.finished(
        chart,
        "Rounds of dialogues and editions of exercises",
        f"{style.counted(len(rows), 'occasion')} of {len(order)} series, with their number where it is known. Filled: "
        "took place; hollow: planned or proposed, or did not take place. "
        "A year without a circle means that no source was found." + unshown(undated, "without a date"),
    )


def _place(series: Row) -> int:
    return list(KINDS).index(series["kind"]) if series["kind"] in KINDS else len(KINDS)


def _looks(series: Row, names: dict[str, str]) -> Row:
    return {"row": names[series["series_id"]], "group": KINDS.get(series["kind"], OTHER)[0]}


def _occasions(since: Since, actors: Sequence[str] | None) -> tuple[list[Row], int]:
    """The occasions that have a date, and how many there are that have none."""
    numbers = {row["event_id"]: (row["series_id"], row["edition"]) for row in load("editions").to_pylist()}
    numbers |= {row["event_id"]: (row["series_id"], None) for row in load("occasions").to_pylist()}
    numbers |= {event: (series, None) for event, series in _not_held().items() if event not in numbers}
    found = [event for event in events(since, actors) if event["event_id"] in numbers]
    statuses = style.terms("event_status")
    dated = [
        {
            "event_id": event["event_id"],
            "title": event["title"],
            "date": event["date"],
            "when": WHEN[event["how"]],
            "year": event["shown"].year,
            "series": numbers[event["event_id"]][0],
            "number": str(numbers[event["event_id"]][1] or ""),
            "occurred": event["status"] == "occurred",
            "status": statuses[event["status"]].lower(),
        }
        for event in found
        if event["shown"]
    ]
    return dated, len(found) - len(dated)


def _not_held() -> dict[str, str]:
    """Events that did not take place, with the one series that their claims are about.

    They are no occasions of it, and stand in none of its lists; but that a year had no round is what a reader of the
    picture wants to see.
    """
    kinds = {row["series_id"]: row["kind"] for row in load("series", columns=["series_id", "kind"]).to_pylist()}
    failed = {row["event_id"] for row in load("events", where={"status": "did_not_occur"}).to_pylist()}
    carried: dict[str, set[str]] = {}
    for row in load("evidence", where={"record_id": sorted(failed)}).to_pylist():
        carried.setdefault(row["claim_id"], set()).add(row["record_id"])
    found: dict[str, set[str]] = {}
    for row in load("mentions", where={"record_id": sorted(kinds)}).to_pylist():
        for event in carried.get(row["claim_id"], ()):
            found.setdefault(event, set()).add(row["record_id"])
    return {event: series.pop() for event, series in sorted(found.items()) if len(series) == 1}


def _apart(held: list[Row]) -> list[Row]:
    """Set occasions of one series and year side by side."""
    beside: dict[tuple[str, int], list[Row]] = {}
    for row in held:
        beside.setdefault((row["series"], row["year"]), []).append(row)
    return [
        row | {"x": round(year + (place - (len(rows) - 1) / 2) * (0.62 if len(rows) == 2 else 0.9 / len(rows)), 3)}
        for (_, year), rows in sorted(beside.items())
        for place, row in enumerate(rows)
    ]
