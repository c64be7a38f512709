"""The picture of what agreements provide: agreements by topics, with the obligations of alliance marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from azturk_data.loading import load
from azturk_data.membership import Row
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, chosen, day, first, placing, some

if TYPE_CHECKING:
    import altair as alt

OBLIGATIONS = {
    "defense": style.VERMILION,
    "offense": style.BLACK,
    "consultation": style.ORANGE,
    "neutrality": style.PURPLE,
    "nonaggression": style.GREEN,
}
"""ATOP's obligations, with their colour."""
NO_OBLIGATION = "none of these"
CELL = 28
PLAIN = "#BBD3E6"


def provisions(since: Since = None, actors: Sequence[str] | None = None, top: int = 28) -> alt.LayerChart:
    """Draw what agreements provide: a row for each agreement, a column for each topic, obligations marked.

    A circle is the larger, the more provisions an agreement has on a topic. A ring says that one of them is an
    obligation as ATOP has them: to defend, to consult, to stay neutral, not to attack. `top` agreements are shown,
    those with an obligation and then those with the most provisions; `since` leaves those signed from that day on,
    `actors` those to which one of them is a party.

    Raises `NothingToShowError` if nothing fits, `UnknownValueError` for a `since` that is no date, `UnknownRecordError`
    for an actor that there is not, and `MissingExtraError` if the extra `pictures` is not installed.

    >>> import azturk_data
    >>> azturk_data.pictures.provisions(top=5).to_dict()["title"]["text"]
    'What the agreements provide'
    """
    alt = style.library()
    held, agreements = _held(since, actors)
    some(held, "provision")
    numbers = Counter(row["agreement_id"] for row in held)
    bound = {row["agreement_id"] for row in held if row["obligation"] in OBLIGATIONS}
    chosen = sorted(numbers, key=lambda id_: (id_ not in bound, -numbers[id_], id_))[: first(top)]
    chosen.sort(key=lambda id_: (_signed(agreements[id_]), id_))
    names = style.distinct({id_: _name(agreements[id_]) for id_ in chosen})
    kept = [row for row in held if row["agreement_id"] in names]
    cells = _cells(kept, names)
    topics = [topic for topic, _ in sorted(_by_topic(kept).items(), key=lambda item: (-item[1], item[0]))]
    order = list(names.values())
    x = alt.X(
        "topic:N",
        title=None,
        sort=topics,
        scale=alt.Scale(domain=topics),
        axis=alt.Axis(orient="top", labelAngle=-45, labelAlign="left", grid=True, labelLimit=150, domain=False),
    )
    y = alt.Y("row:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=alt.Axis(grid=True, labels=False))
    most = max((cell["provisions"] for cell in cells), default=1)
    size = alt.Size(
        "provisions:Q",
        title="Provisions",
        scale=alt.Scale(type="linear", domain=[1, max(2, most)], range=[90, 560]),
        legend=alt.Legend(
            orient="bottom",
            titleOrient="left",
            values=sorted({1, max(1, most // 3), most}),
            format="d",
            symbolFillColor=PLAIN,
            symbolStrokeWidth=0,
        ),
    )
    tooltip = [
        alt.Tooltip(f"{name}:N", title="agreement" if name == "row" else name)
        for name in ("row", "topic", "provisions", "obligation", "summary")
    ]
    base = alt.Chart(style.values(cells)).encode(x=x, y=y, tooltip=tooltip)
    circles = base.mark_circle(color=PLAIN, opacity=1).encode(size=size)
    # A figure says what a circle can only suggest; a single provision needs none.
    figures = (
        alt.Chart(style.values([cell for cell in cells if cell["provisions"] > 1]))
        .mark_text(fontSize=11, color=style.INK)
        .encode(x=x, y=y, text="provisions:Q")
    )
    labels = style.terms("obligation")
    present = [term for term in OBLIGATIONS if any(row["obligation"] == term for row in kept)]
    marked = [
        {
            "row": names[row["agreement_id"]],
            "topic": style.terms("provision_topic")[row["topic"]],
            "obligation": labels[row["obligation"]],
            "ring": 340 + 330 * place,
            "summary": row["summary"],
        }
        for row in kept
        for place, term in enumerate(present)
        if row["obligation"] == term
    ]
    rings = (
        alt.Chart(style.values(marked))
        .mark_point(filled=False, strokeWidth=2.4, opacity=1)
        .encode(
            x=x,
            y=y,
            size=alt.Size("ring:Q", scale=None, legend=None),
            color=alt.Color(
                "obligation:N",
                title="Obligation of alliance (ATOP)",
                scale=alt.Scale(
                    domain=[labels[term] for term in present], range=[OBLIGATIONS[term] for term in present]
                ),
                legend=alt.Legend(
                    orient="bottom", titleOrient="left", titleLimit=300, symbolStrokeWidth=2.4, symbolSize=160
                ),
            ),
            tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("topic", "obligation", "summary")],
        )
    )
    chart = (
        alt.layer(circles, figures, rings, style.row_labels(order, 56))
        .resolve_scale(size="independent", color="independent")
        .properties(width=CELL * max(1, len(topics)), height=CELL * max(1, len(order)))
    )
    left_out = len(numbers) - len(names)
    return style.finished(
        chart,
        "What the agreements provide",
        f"{style.counted(len(kept), 'provision')} of {style.counted(len(names), 'agreement')}, in the order of their "
        f"signing. Figures and circles count the provisions on a topic; a ring marks an obligation."
        + (f" {style.counted(left_out, 'agreement')} with fewer provisions are left out." if left_out else ""),
    )


def _held(since: Since, actors: Sequence[str] | None) -> tuple[list[Row], dict[str, Row]]:
    """The provisions of the agreements wanted, and those agreements."""
    wanted, earliest = chosen(actors), day(since)
    agreements: dict[str, Row] = {row["agreement_id"]: row for row in load("agreements").to_pylist()}
    if earliest:
        agreements = {id_: row for id_, row in agreements.items() if _signed(row) >= earliest.isoformat()}
    if wanted is not None:
        parties = load("agreement_parties").to_pylist()
        theirs = {row["agreement_id"] for row in parties if row["actor_id"] in wanted}
        agreements = {id_: row for id_, row in agreements.items() if id_ in theirs}
    return [row for row in load("provisions").to_pylist() if row["agreement_id"] in agreements], agreements


def _signed(agreement: Row) -> str:
    """The day it was signed, to sort by; what has none comes last."""
    shown: Any = placing(agreement["signed_from"], agreement["signed_to"])["shown"]
    return shown.isoformat() if shown else "9999"


def _name(agreement: Row) -> str:
    year = _signed(agreement)[:4]
    title = agreement["title"].replace(f" ({year})", "").removesuffix(f", {year}")
    return title if year == "9999" else f"{year}  {title}"


def _by_topic(held: list[Row]) -> Counter[str]:
    return Counter(style.terms("provision_topic")[row["topic"]] for row in held)


def _cells(held: list[Row], names: dict[str, str]) -> list[Row]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in held:
        grouped.setdefault((row["agreement_id"], row["topic"]), []).append(row)
    return [
        {
            "row": names[agreement],
            "topic": style.terms("provision_topic")[topic],
            "provisions": len(rows),
            "obligation": ", ".join(sorted({row["obligation"] for row in rows} - {"none"})) or NO_OBLIGATION,
            "summary": style.shortened(" ".join(row["summary"] for row in rows), 300),
        }
        for (agreement, topic), rows in sorted(grouped.items())
    ]
