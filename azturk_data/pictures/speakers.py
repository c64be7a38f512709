"""The picture of who speaks: in the outlets of which country, or in which outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from azturk_data.errors import UnknownValueError
from azturk_data.loading import load
from azturk_data.membership import Row, actor_rows
from azturk_data.pictures import style
from azturk_data.pictures.selection import Since, chosen, day, first, some

if TYPE_CHECKING:
    import altair as alt

By = Literal["country", "outlet"]

THEMSELVES = "The outlet itself"
OFFICIAL = {style.AZERBAIJAN: "Azerbaijan: persons and bodies", style.TURKIYE: "Türkiye: persons and bodies"}
ELSEWHERE = "Other countries: persons and bodies"
OTHER_OUTLET = "Another outlet"
NOBODY = "Nobody named"
SPEAKERS = {
    THEMSELVES: "#CFCFCF",
    OTHER_OUTLET: style.GREY,
    OFFICIAL[style.AZERBAIJAN]: style.BLUE,
    OFFICIAL[style.TURKIYE]: style.VERMILION,
    ELSEWHERE: style.GREEN,
    NOBODY: style.YELLOW,
}
"""Who a claim's speaker is, with the colour."""
VOICES = {
    "own": ("In its own voice", "#CFCFCF"),
    "indirect": ("Indirect", style.SKY),
    "quoted": ("Quoted", style.ORANGE),
}
UNKNOWN, REST = "No country given", "Other countries"
ROW = 28


def voices(
    since: Since = None, actors: Sequence[str] | None = None, top: int = 14, by: By = "country"
) -> alt.HConcatChart | alt.LayerChart:
    """Draw who speaks: for each country's outlets the shares of speakers, or for each core outlet its speakers.

    `by` "country" takes all claims, with the countries whose outlets make the most of them, and says what share of
    each has the outlet itself, Azerbaijan's or Türkiye's persons and bodies, or others as its speaker. `by` "outlet"
    takes the claims of the core sources, of which every sentence is coded, and shows who speaks how often in which
    outlet. `since` leaves the claims of sources published from that day on, `actors` those that one of them makes, and
    `top` the countries or the speakers with the most claims.

    Raises `NothingToShowError` if nothing fits, `UnknownValueError` for a `since` that is no date or another `by`,
    `UnknownRecordError` for an actor that there is not, and `MissingExtraError` if the extra `pictures` is not
    installed.

    >>> import azturk_data
    >>> azturk_data.pictures.voices(by="outlet").to_dict()["title"]["text"]
    'Who speaks in the core sources'
    """
    if by not in ("country", "outlet"):
        raise UnknownValueError(f"there is no by={by!r}; choose 'country' or 'outlet'")
    first(top)
    claims = _claims(since, actors)
    some(claims, "claim")
    return _by_country(claims, top) if by == "country" else _by_outlet(claims, top)


def _claims(since: Since, actors: Sequence[str] | None) -> list[Row]:
    wanted, earliest = chosen(actors), day(since)
    sources = {row["source_id"]: row for row in load("sources").to_pylist()}
    found: list[Row] = []
    for claim in load("claims", columns=["claim_id", "source_id", "speaker_id", "voice"]).to_pylist():
        source = sources[claim["source_id"]]
        published = source["published_on_to"] or source["published_on_from"]
        if earliest and (published is None or published < earliest):
            continue
        if wanted is None or claim["speaker_id"] in wanted:
            found.append(claim | {"outlet": source["publisher_id"], "corpus": source["corpus"]})
    return found


def _speaker(claim: Row) -> str:
    if claim["speaker_id"] is None:
        return NOBODY
    if claim["speaker_id"] == claim["outlet"]:
        return THEMSELVES
    speaker = actor_rows()[claim["speaker_id"]]
    if speaker["kind"] == "outlet":
        return OTHER_OUTLET
    return OFFICIAL.get(speaker["country_code"], ELSEWHERE)


def _countries() -> dict[str, str]:
    """What the countries are called whose codes are known."""
    return {row["country_code"]: row["name"] for row in load("states").to_pylist() if row["country_code"]}


def _by_country(claims: list[Row], top: int) -> Any:
    alt = style.library()
    outlets, known = actor_rows(), _countries()
    codes: dict[str, str | None] = {claim["claim_id"]: outlets[claim["outlet"]]["country_code"] for claim in claims}
    # A country that has no record has no name to be shown by; it is one of the others.
    of_country = Counter(code for code in codes.values() if code in known)
    kept = [code for code, _ in sorted(of_country.items(), key=lambda item: (-item[1], item[0]))[:top]]
    names = {code: known[code] for code in kept}
    counts: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        code = codes[claim["claim_id"]]
        country: str = names.get(code, REST) if code else UNKNOWN
        counts[country, _speaker(claim)] += 1
    sums: Counter[str] = Counter()
    for (country, _), count in counts.items():
        sums[country] += count
    order = [country for country in (*names.values(), REST, UNKNOWN) if sums[country]]
    rows = list(_shares(counts, sums, order))
    present = [speaker for speaker in SPEAKERS if any(row["speaker"] == speaker for row in rows)]
    y = alt.Y("country:N", title=None, sort=order, scale=alt.Scale(domain=order, padding=0.14))
    bars = (
        alt.Chart(style.values(rows))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X(
                "low:Q",
                title="Share of the claims",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], orient="top"),
            ),
            x2="high:Q",
            y=y,
            color=alt.Color(
                "speaker:N",
                title=None,
                scale=alt.Scale(domain=present, range=[SPEAKERS[speaker] for speaker in present]),
                legend=alt.Legend(orient="top", columns=3, symbolType="square", labelLimit=300, columnPadding=24),
            ),
            tooltip=[alt.Tooltip("country:N"), alt.Tooltip("speaker:N"), alt.Tooltip("claims:Q")],
        )
    )
    # A figure is only shown where its piece of the bar has room for it.
    dark = alt.condition(
        f"indexof({sorted((OFFICIAL[style.AZERBAIJAN], OFFICIAL[style.TURKIYE], ELSEWHERE))!r}, datum.speaker) >= 0",
        alt.value("white"),
        alt.value(style.INK),
    )
    figures = (
        alt.Chart(style.values([row for row in rows if row["high"] - row["low"] >= 0.05]))
        .mark_text(fontSize=11)
        .encode(x=alt.X("middle:Q"), y=y, text=alt.Text("claims:Q", format=","), color=dark)
    )
    height = ROW * max(1, len(order))
    shares = alt.layer(bars, figures).properties(width=590, height=height)
    totals = alt.Chart(style.values([{"country": country, "claims": sums[country]} for country in order])).encode(
        x=alt.X("claims:Q", title="Claims", axis=alt.Axis(orient="top", tickCount=3, format=",d")),
        y=alt.Y("country:N", sort=order, scale=alt.Scale(domain=order, padding=0.14), axis=None),
    )
    lengths = alt.layer(
        totals.mark_bar(color="#B8B8B8"),
        totals.mark_text(align="left", dx=4, fontSize=11, color=style.SOFT).encode(
            text=alt.Text("claims:Q", format=",")
        ),
    ).properties(width=170, height=height)
    return style.finished(
        alt.hconcat(shares, lengths, spacing=14),
        "Who speaks, in the outlets of which country",
        f"{style.counted(len(claims), 'claim')}, by the country of the outlet that published them and by who makes "
        "them. Bodies are ministries, armed forces, organisations and states. Of all but the core sources, only claims "
        "that were needed are coded.",
    )


def _shares(counts: Counter[tuple[str, str]], sums: Counter[str], order: list[str]) -> Any:
    for country in order:
        below = 0
        for speaker in SPEAKERS:
            count = counts[country, speaker]
            if count:
                low, high = below / sums[country], (below + count) / sums[country]
                share = {"low": round(low, 5), "high": round(high, 5), "middle": round((low + high) / 2, 5)}
                yield {"country": country, "speaker": speaker, "claims": count} | share
                below += count


def _by_outlet(claims: list[Row], top: int) -> Any:
    alt = style.library()
    claims = [claim for claim in claims if claim["corpus"] == "core"]
    actors = actor_rows()

    def speaker(claim: Row) -> str:
        kind = _speaker(claim)
        return kind if kind in (THEMSELVES, NOBODY) else actors[claim["speaker_id"]]["name"]

    counts = Counter((speaker(claim), actors[claim["outlet"]]["name"], claim["voice"]) for claim in claims)
    of_speaker: Counter[str] = Counter()
    of_outlet: Counter[str] = Counter()
    for (who, outlet, _), count in counts.items():
        of_speaker[who] += count
        of_outlet[outlet] += count
    order = sorted(of_speaker, key=lambda who: (who != THEMSELVES, who == NOBODY, -of_speaker[who], who))[:top]
    outlets = sorted(of_outlet, key=lambda outlet: (-of_outlet[outlet], outlet))
    # One scale for all outlets, so that lengths can be compared across them.
    most = max((sum(counts[who, outlet, voice] for voice in VOICES) for who in order for outlet in outlets), default=1)
    rows: list[Row] = []
    sums: list[Row] = []
    for place, outlet in enumerate(outlets):
        for who in order:
            end = float(place)
            for voice, (label, _) in VOICES.items():
                count = counts[who, outlet, voice]
                if count:
                    start, end = end, end + 0.74 * count / most
                    drawn = {"low": round(start, 4), "high": round(end, 4)}
                    rows.append({"speaker": who, "outlet": outlet, "voice": label, "claims": count} | drawn)
            if end > place:
                number = sum(counts[who, outlet, voice] for voice in VOICES)
                sums.append({"speaker": who, "outlet": outlet, "claims": number, "high": round(end, 4)})
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, max(1, len(outlets))], nice=False), axis=None)
    y = alt.Y(
        "speaker:N",
        title=None,
        sort=order,
        scale=alt.Scale(domain=order, padding=0.2),
        axis=alt.Axis(grid=False, labelLimit=260),
    )
    present = [pair for pair in VOICES.values() if any(row["voice"] == pair[0] for row in rows)]
    bars = (
        alt.Chart(style.values(rows))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=x,
            x2="high:Q",
            y=y,
            color=alt.Color(
                "voice:N",
                title=None,
                scale=alt.Scale(domain=[name for name, _ in present], range=[colour for _, colour in present]),
                legend=alt.Legend(orient="bottom", symbolType="square", columnPadding=18),
            ),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("outlet", "speaker", "voice", "claims")],
        )
    )
    numbers = (
        alt.Chart(style.values(sums))
        .mark_text(align="left", dx=4, fontSize=12, color=style.INK)
        .encode(x=alt.X("high:Q", axis=None), y=y, text="claims:Q")
    )
    held = [{"low": place, "outlet": f"{outlet} ({of_outlet[outlet]})"} for place, outlet in enumerate(outlets)]
    headings = (
        alt.Chart(style.values(held))
        .mark_text(align="left", baseline="bottom", dy=-8, fontSize=13, fontWeight="bold", color=style.INK)
        .encode(x=x, y=alt.value(0), text="outlet:N")
    )
    rules = (
        alt.Chart(style.values([{"low": place} for place in range(len(outlets))]))
        .mark_rule(color=style.GREY)
        .encode(x=x)
    )
    chart = alt.layer(bars, numbers, headings, rules).properties(width=740, height=ROW * max(1, len(order)))
    return style.finished(
        chart,
        "Who speaks in the core sources",
        f"{style.counted(len(claims), 'claim')} of {style.counted(len(outlets), 'outlet')}, by who makes them. In its "
        "own voice: nobody else is named who says so; indirect: told in the outlet's words; quoted: in the speaker's.",
    )
