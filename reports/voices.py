"""docs/voices.md: who speaks in the core sources, who is spoken about, and which loaded words are used of whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import altair as alt
import vl_convert

from tables import core, labels, markdown, outlets, rows

# Okabe and Ito's colours, which stay apart for readers who are colour-blind.
COLOURS = {"own": "#999999", "indirect": "#0072B2", "quoted": "#E69F00"}
NOBODY = "nobody named"

PAGE = """\
# Voices and framings

Who speaks in the five core sources, and which loaded words stand there of whom. Written from the published tables by
`python reports`; do not edit. Extended sources are left out, since only the claims that were needed are coded of them.

## Who speaks

![Claims by outlet and speaker](pictures/voices.svg)

{speakers}

*In its own voice*: the outlet names nobody who says so. *Indirect*: it tells in its own words what somebody said.
*Quoted*: it prints the speaker's words.

## Who is spoken about and does not speak

These actors are what claims are about, but none of the claims has them as its speaker.

{silent}

## Loaded words

![Loaded words by outlet](pictures/framings.svg)

{framings}

The word is the source's or its speaker's, as printed; a word counts as loaded where another party to the conflict would
not use it (rule 11 of [the coding rules](coding-rules.md)).
"""


def files() -> dict[str, str]:
    """Return the page and its pictures, by path below docs/."""
    claims = [claim for claim in rows("claims") if claim["source_id"] in core()]
    return {
        "voices.md": PAGE.format(speakers=_speakers(claims), silent=_silent(claims), framings=_framings(claims)),
        "pictures/voices.svg": _voices_picture(claims),
        "pictures/framings.svg": _framings_picture(claims),
    }


def _speaker(claim: dict[str, Any]) -> str:
    return labels()[claim["speaker_id"]] if claim["speaker_id"] else NOBODY


def _speakers(claims: list[dict[str, Any]]) -> str:
    counts = Counter((outlets()[c["source_id"]], _speaker(c), c["voice"]) for c in claims)
    pairs = sorted({(outlet, speaker) for outlet, speaker, _ in counts})
    pairs.sort(key=lambda pair: (pair[0], -sum(counts[(*pair, voice)] for voice in COLOURS)))
    body = [[o, s, *(counts[(o, s, voice)] for voice in COLOURS)] for o, s in pairs]
    return markdown(["outlet", "speaker", "own voice", "indirect", "quoted"], body)


def _silent(claims: list[dict[str, Any]]) -> str:
    held = {claim["claim_id"] for claim in claims}
    speaking = {claim["speaker_id"] for claim in claims}
    actors = {row["actor_id"]: row["kind"] for row in rows("actors")}
    mentioned = Counter(row["record_id"] for row in rows("mentions") if row["claim_id"] in held)
    silent = [(count, actor) for actor, count in mentioned.items() if actor in actors and actor not in speaking]
    body = [[labels()[actor], actors[actor], count] for count, actor in sorted(silent, key=lambda x: (-x[0], x[1]))]
    return markdown(["actor", "kind", "claims about it"], body)


def _framed(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {claim["claim_id"]: claim for claim in claims}
    return [
        {
            "outlet": outlets()[by_id[row["claim_id"]]["source_id"]],
            "term": row["term"],
            "target": labels()[row["target_id"]],
            "speaker": _speaker(by_id[row["claim_id"]]),
        }
        for row in rows("framings")
        if row["claim_id"] in by_id
    ]


def _framings(claims: list[dict[str, Any]]) -> str:
    counts = Counter(tuple(framed.values()) for framed in _framed(claims))
    body = [[*key, count] for key, count in sorted(counts.items())]
    return markdown(["outlet", "word", "of", "in a claim of", "times"], body)


def _voices_picture(claims: list[dict[str, Any]]) -> str:
    counts = Counter((outlets()[c["source_id"]], _speaker(c), c["voice"]) for c in claims)
    data = [{"outlet": o, "speaker": s, "voice": v, "claims": n} for (o, s, v), n in sorted(counts.items())]
    bars = (
        alt.Chart(alt.Data(values=data))
        .mark_bar()
        .encode(
            x=alt.X("claims:Q", title="claims", axis=alt.Axis(tickMinStep=5)),
            y=alt.Y("speaker:N", title=None, sort=alt.EncodingSortField("claims", op="sum", order="descending")),
            color=alt.Color(
                "voice:N",
                title="voice",
                scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
                legend=alt.Legend(orient="top"),
            ),
            row=alt.Row(
                "outlet:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left", labelFontWeight="bold")
            ),
        )
        .properties(width=420)
        .resolve_scale(y="independent")
    )
    return _svg(bars, "Who speaks in each core source")


def _framings_picture(claims: list[dict[str, Any]]) -> str:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for framed in _framed(claims):
        counts[framed["outlet"], framed["term"]] += 1
    data = [{"outlet": o, "word": w, "times": n} for (o, w), n in sorted(counts.items())]
    cells = (
        alt.Chart(alt.Data(values=data))
        .mark_circle(color="#0072B2")
        .encode(
            x=alt.X("outlet:N", title=None, axis=alt.Axis(labelAngle=0, orient="top", labelLimit=200)),
            y=alt.Y("word:N", title=None, axis=alt.Axis(labelLimit=260)),
            size=alt.Size(
                "times:Q", title="times", scale=alt.Scale(range=[60, 400]), legend=alt.Legend(values=[1, 2, 3])
            ),
        )
        .properties(width=520)
    )
    return _svg(cells, "Loaded words in each core source")


def _svg(chart: Any, title: str) -> str:
    titled = chart.properties(title=alt.Title(title, anchor="start", fontSize=15))
    styled = titled.configure_view(stroke=None).configure_axis(grid=False, labelFontSize=12, titleFontSize=12)
    return vl_convert.vegalite_to_svg(styled.configure(background="white").to_json()) + "\n"
