"""The picture of who met whom: persons in two columns that face each other, their meetings as lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from azturk_data.membership import Row, actor_rows
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, events, first, participants, some

if TYPE_CHECKING:
    import altair as alt

KINDS = ("meeting", "visit", "dialogue_round", "call")
"""The kinds of events at which persons meet or speak to each other."""
ELSEWHERE = "Another country"
ROW = 24
"""Pixels from one name to the next: lines of type that do not touch."""
GAP = 1.5
"""Rows left free between countries of one column."""
REACH, BULGE = 170, 90
"""How far from the middle the ends of a column stand, and how much further its waist."""


@dataclass(frozen=True)
class Person:
    """A person where the picture has them."""

    actor_id: str
    name: str
    country: str
    meetings: int
    x: float
    y: float


def network(since: Since = 1991, actors: Sequence[str] | None = None, top: int = 40) -> alt.LayerChart:
    """Draw who met whom: the persons with the most meetings, and a line for each two who met.

    A line joins persons of different countries who took part in the same meeting, visit, round of a dialogue or call,
    the wider the more often they did; delegations of one country are not joined among themselves. `top` persons are
    shown. `since` and `actors` choose the events, as for `timeline`.

    Raises `NothingToShowError` if nothing fits, `UnknownValueError` for a `since` that is no date or a `top` below 2,
    `UnknownRecordError` for an actor that there is not, and `MissingExtraError` if the extra `pictures` is not
    installed.

    >>> import azturk_data
    >>> azturk_data.pictures.network(top=10).to_dict()["title"]["text"]
    'Who met whom'
    """
    alt = style.library()
    pairs, met = _pairs(since, actors)
    some(pairs, "meeting of two named persons")
    people = placed(_most_connected(pairs, first(top, 2) or 2), met)
    shown = {pair: count for pair, count in pairs.items() if pair[0] in people and pair[1] in people}
    most = max(shown.values(), default=1)
    across = alt.Scale(domain=[-style.WIDTH / 2, style.WIDTH / 2], nice=False)
    height = max((person.y for person in people.values()), default=0) + ROW
    down = alt.Scale(domain=[height, -ROW], nice=False)
    x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
    countries = [country for country in (*_names(), ELSEWHERE) if any(p.country == country for p in people.values())]
    colours = dict(style.COUNTRIES.values()) | {ELSEWHERE: style.GREEN}
    colour = alt.Color(
        "country:N",
        title=None,
        scale=alt.Scale(domain=countries, range=[colours[country] for country in countries]),
        legend=alt.Legend(orient="top", symbolType="circle", symbolSize=120, columnPadding=18),
    )
    lines = (
        alt.Chart(style.values(list(_lines(shown, people))))
        .mark_line(interpolate="basis", color=style.INK, strokeCap="round")
        .encode(
            x=x,
            y=y,
            detail="pair:N",
            order="step:O",
            strokeWidth=alt.StrokeWidth(
                "meetings:Q",
                title="Events that both took part in",
                scale=alt.Scale(type="sqrt", domain=[0, most], range=[0, 11]),
                legend=alt.Legend(
                    orient="top",
                    titleOrient="left",
                    values=sorted({1, max(1, most // 4), most}),
                    symbolStrokeColor=style.SOFT,
                    format="d",
                ),
            ),
            strokeOpacity=alt.StrokeOpacity(
                "meetings:Q", scale=alt.Scale(type="sqrt", domain=[0, most], range=[0.12, 0.6]), legend=None
            ),
            tooltip=[alt.Tooltip("pair:N", title="who"), alt.Tooltip("meetings:Q", title="events of both")],
        )
    )
    nodes = [vars(person) | {"side": -1 if person.x < 0 else 1} for person in people.values()]
    base = alt.Chart(style.values(nodes)).encode(x=x, y=y)
    dots = base.mark_circle(opacity=1, stroke="white", strokeWidth=1).encode(
        color=colour,
        size=alt.Size("meetings:Q", scale=alt.Scale(type="linear", zero=True, range=[12, 500]), legend=None),
        tooltip=[
            alt.Tooltip("name:N"),
            alt.Tooltip("country:N"),
            alt.Tooltip("meetings:Q", title="events"),
            alt.Tooltip("actor_id:N", title="id"),
        ],
    )

    def names(side: int) -> Any:
        held = [node | {"label": _label(node)} for node in nodes if node["side"] == side]
        align = "right" if side < 0 else "left"
        return (
            alt.Chart(style.values(held))
            .mark_text(align=align, dx=18 * side, fontSize=13, color=style.INK)
            .encode(x=x, y=y, text="label:N")
        )

    chart = alt.layer(lines, dots, names(-1), names(1)).properties(width=style.WIDTH - 60, height=max(200, height))
    people_in_all = len({person for pair in pairs for person in pair})
    return style.finished(
        chart.resolve_scale(size="independent"),
        "Who met whom",
        f"The {style.counted(len(people), 'person', 'persons')} with the most meetings, of {people_in_all:,} who met "
        "somebody of another country at a meeting, visit, round of a dialogue or by call. "
        "In brackets the number of such events; a line is the wider, the more often two took part in the same. "
        "Countries are those that they held office for.",
    )


def _pairs(since: Since, actors: Sequence[str] | None) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How often each two persons of different countries took part in the same event, and in how many each did."""
    people = {id_: row for id_, row in actor_rows().items() if row["kind"] == "person"}
    present = participants()
    pairs: Counter[tuple[str, str]] = Counter()
    met: Counter[str] = Counter()
    for event in events(since, actors, kind=list(KINDS), status="occurred"):
        there = sorted({row["actor_id"] for row in present.get(event["event_id"], ())} & people.keys())
        across = [
            (one, other)
            for one, other in combinations(there, 2)
            if people[one]["country_code"] != people[other]["country_code"]
        ]
        pairs.update(across)
        met.update({person for pair in across for person in pair})
    return pairs, met


def _most_connected(pairs: Counter[tuple[str, str]], top: int) -> list[str]:
    ties: Counter[str] = Counter()
    for pair, count in pairs.items():
        for person in pair:
            ties[person] += count
    return sorted(ties, key=lambda person: (-ties[person], person))[:top]


def _names() -> list[str]:
    return [name for name, _ in style.COUNTRIES.values()]


def placed(people: list[str], met: Counter[str]) -> dict[str, Person]:
    """Return persons with their place: Azerbaijan on the left, all others on the right, most meetings on top.

    Every one has a line of their own, so that no two names can collide; the columns bend outwards at their waist, so
    that the lines between them spread.
    """
    rows = actor_rows()
    countries = {code: name for code, (name, _) in style.COUNTRIES.items()}
    columns: dict[int, list[tuple[str, str, float]]] = {-1: [], 1: []}
    for side, codes in ((-1, {style.AZERBAIJAN}), (1, {style.TURKIYE}), (1, None)):
        own = [p for p in people if (rows[p]["country_code"] in codes if codes else not _is_named(rows[p]))]
        own.sort(key=lambda person: (-met[person], rows[person]["name"]))
        start = columns[side][-1][2] + GAP + 1 if columns[side] else 0.0
        for place, person in enumerate(own):
            country = countries.get(rows[person]["country_code"], ELSEWHERE)
            columns[side].append((person, country, start + place))
    longest = max((column[-1][2] for column in columns.values() if column), default=0.0)
    found: dict[str, Person] = {}
    for side, column in columns.items():
        last = column[-1][2] if column else 0.0
        # The shorter column is spread over the height of the longer one.
        stretch = longest / last if last else 1.0
        for person, country, place in column:
            height = place * stretch / longest if longest else 0.5
            x = side * (REACH + BULGE * (1 - (2 * height - 1) ** 2))
            found[person] = Person(
                person, rows[person]["name"], country, met[person], round(x, 1), round(place * stretch * ROW, 1)
            )
    return found


def _is_named(row: Row) -> bool:
    return row["country_code"] in style.COUNTRIES


def _lines(pairs: dict[tuple[str, str], int], people: dict[str, Person]) -> Any:
    """The points of each line: from one person, bent towards the middle, to the other."""
    for (one, other), count in sorted(pairs.items(), key=lambda item: (item[1], item[0])):
        start, end = people[one], people[other]
        pair = f"{start.name} – {end.name}"
        middle = (start.y + end.y) / 2
        same_side = start.x * end.x > 0
        pull = 0.25
        bends = (
            [(start.x * pull, start.y), (end.x * pull, end.y)]
            if not same_side
            else [(start.x * pull, start.y), (0, middle), (end.x * pull, end.y)]
        )
        for step, (x, y) in enumerate([(start.x, start.y), *bends, (end.x, end.y)]):
            yield {"pair": pair, "step": step, "x": round(x, 1), "y": round(y, 1), "meetings": count}


def _label(node: Row) -> str:
    """The name, how many meetings, and for those of another country its code."""
    code = actor_rows()[node["actor_id"]]["country_code"]
    from_ = f", {code}" if node["country"] == ELSEWHERE and code else ""
    return f"{style.shortened(node['name'], 32)}{from_} ({node['meetings']})"
