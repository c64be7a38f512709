"""The page on reliability, from the compared codings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreement import RESAMPLES, Agreement, character_f1, measure
from codings import Coding
from pairing import LEAST, Pairs, pair_items, pair_units

TARGETS = {"speaker": 0.90, "polarity": 0.90, "said": 0.90, "event date": 0.90}
COMMON_TARGET = 0.80
PAGE = """\
# Reliability

Two coders coded the core texts without sight of each other's work: the first made the records (kept here as they
then were, `records/coding/first/`), the second worked from the texts and the codebook alone
(`records/coding/second/`). This page is computed from the codings by `python reliability`; do not edit.

## Units

{units}

Units of the two coders are paired one to one so that passages and statements agree best over the whole text;
pairs below a likeness of {least} are not made. Codes are compared on pairs only. No maintained library computes
Krippendorff's unitized alpha, so that it is not given; F1 is on the characters that some claim covers.

## Codes

{codes}

Alpha is Krippendorff's, for nominal data; its interval is from {resamples} bootstrap samples of the pairs. Dates
agree if they cover the same days; dates of events that the records have from another source than the text in hand
are not compared.

{below}

Dates fell short at first, since rules 9 and 22 left open where a set of possible days begins. The rules were mended,
the first coding was brought into line with them, and a third coder, who had seen neither coding, gave the dates of
the second coder's units and events afresh (`records/coding/third/`); the table above has those. That coder saw the
second coder's statements and titles, some of which name dates, and the rules' examples had dates like those of the
texts, so that the figures for dates flatter. The second coder's own dates, against the same first coding:

{earlier}

## Where they differ

{differ}

What was decided in each case, and why, stands under [adjudication](adjudication.md).
"""
RECODED = ("said", "event date")
VARIABLES = ("speaker", "kind", "voice", "factuality", "polarity", "said")
EVENT_VARIABLES = ("event kind", "PLOVER event", "event status", "event date")
PROVISION_VARIABLES = ("obligation", "topic")


@dataclass(frozen=True)
class Compared:
    """The two codings of one text, with their pairs."""

    one: Coding
    other: Coding
    units: Pairs
    events: Pairs
    provisions: Pairs


def compare(one: Coding, other: Coding) -> Compared:
    """Pair what the two coders made of a text."""
    units = pair_units(one.units, other.units)
    events = pair_items(one.events, other.events, units)
    return Compared(one, other, units, events, pair_items(one.provisions, other.provisions, units))


def agreements(all_compared: Sequence[Compared]) -> list[Agreement]:
    """Measure every variable over all texts."""
    unit_codes = [(c.one.units[a].codes, c.other.units[b].codes) for c in all_compared for a, b in c.units]
    event_codes = [(c.one.events[a].codes, c.other.events[b].codes) for c in all_compared for a, b in c.events]
    provision_codes = [
        (c.one.provisions[a].codes, c.other.provisions[b].codes) for c in all_compared for a, b in c.provisions
    ]
    # A date that the record has from another source is left out, not counted as a disagreement.
    dated = [(a, b) for a, b in event_codes if "event date" in a]
    groups = (
        (VARIABLES, unit_codes),
        (EVENT_VARIABLES[:-1], event_codes),
        (EVENT_VARIABLES[-1:], dated),
        (PROVISION_VARIABLES, provision_codes),
    )
    return [measure(v, [(a[v], b[v]) for a, b in codes]) for variables, codes in groups for v in variables]


def page(rounds: tuple[Sequence[Compared], Sequence[Compared]]) -> str:
    """Return docs/reliability.md, from the second coding as it was and with its dates coded afresh."""
    all_compared, afresh = rounds
    earlier = [one for one in agreements(all_compared) if one.variable in RECODED]
    measured = agreements(afresh)
    return PAGE.format(
        units="\n".join(_units(all_compared)),
        least=LEAST,
        codes="\n".join(_table(measured)),
        resamples=f"{RESAMPLES:,}",
        earlier="\n".join(_table(earlier)),
        below=_below(measured),
        differ="\n".join(line for one in measured for line in _confusion(one)),
    )


def _units(all_compared: Sequence[Compared]) -> Iterator[str]:
    yield "| text | first coder | second coder | paired | F1 on characters |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for c in all_compared:
        f1 = character_f1([u.stretch for u in c.one.units], [u.stretch for u in c.other.units])
        name = c.one.source_id.partition("/")[2]
        yield f"| {name} | {len(c.one.units)} | {len(c.other.units)} | {len(c.units)} | {f1:.3f} |"
    for label, of, pairs in (
        ("all claims", lambda c: (c.one.units, c.other.units), lambda c: c.units),
        ("all events", lambda c: (c.one.events, c.other.events), lambda c: c.events),
        ("all provisions", lambda c: (c.one.provisions, c.other.provisions), lambda c: c.provisions),
    ):
        first = sum(len(of(c)[0]) for c in all_compared)
        second = sum(len(of(c)[1]) for c in all_compared)
        yield f"| {label} | {first} | {second} | {sum(len(pairs(c)) for c in all_compared)} | |"


def _table(measured: Sequence[Agreement]) -> Iterator[str]:
    yield "| variable | pairs | raw agreement | alpha | 95 % interval | target |"
    yield "| --- | ---: | ---: | ---: | --- | ---: |"
    for one in measured:
        value = "–" if one.alpha is None else f"{one.alpha:.2f}"
        interval = "–" if one.alpha is None else f"{one.low:.2f} to {one.high:.2f}"
        target = TARGETS.get(one.variable, COMMON_TARGET)
        yield f"| {one.variable} | {one.pairs} | {one.raw:.0%} | {value} | {interval} | {target:.2f} |"


def _below(measured: Sequence[Agreement]) -> str:
    short = [m.variable for m in measured if m.alpha is not None and m.alpha < TARGETS.get(m.variable, COMMON_TARGET)]
    if not short:
        return "Every variable reaches its target."
    return f"Below target: {', '.join(short)}. The tables below show where the coders differ."


def _confusion(one: Agreement) -> Iterator[str]:
    differing = {pair: count for pair, count in one.confusion.items() if pair[0] != pair[1]}
    if not differing:
        return
    yield f"### {one.variable}"
    yield ""
    yield "| first coder | second coder | times |"
    yield "| --- | --- | ---: |"
    for (a, b), count in sorted(differing.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {a} | {b} | {count} |"
    yield ""
