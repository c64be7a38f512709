"""docs/gaps.md: what is thin or missing, so that nobody takes an empty cell for a fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from spread import SINCE, year_of
from tables import labels, markdown, rows

PAGE = """\
# Gaps

What is thin or missing in the record, worked out from the published tables by `python reports`; do not edit. An empty
year is no evidence that nothing happened in it; it says that nothing was found and entered.

## Years

Years since {since} in which the record has nothing of a kind that took place:

{years}

## Series

{series}

## Offices

Offices of Azerbaijan and Türkiye of which at least two holders are known, by body and level. *Gap*: days between one
holder's last known day and the next one's first; *overlap*: days that both are shown to have held it. Days known only
by a report (`attested`) are the least that is known, so most gaps are gaps of knowledge.

{offices}

{no_tenure}

## Agreements

{agreements}

## Events

{events}

## Plans of which nothing more was found

Announced or proposed for a day that has passed; no source here shows what became of them.

{plans}

## Sources

{sources}
"""
OFFICES = ("head_of_state", "head_of_government", "minister", "chief_of_staff", "deputy_chief_of_staff", "ambassador")


def files() -> dict[str, str]:
    """Return the page, by path below docs/."""
    page = PAGE.format(
        since=SINCE,
        years=_years(),
        series=_series(),
        offices=_offices(),
        no_tenure=_without_tenure(),
        agreements=_agreements(),
        events=_events(),
        plans=_plans(),
        sources=_sources(),
    )
    return {"gaps.md": page}


def _latest() -> int:
    """The last year that an event which took place lies in; what is later cannot be missing."""
    return max(year for event in rows("events") if event["status"] == "occurred" and (year := year_of(event)))


def _spans(years: list[int]) -> str:
    """Write years as runs: 1993–1995, 1998."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "none"


def _years() -> str:
    held: defaultdict[str, set[int | None]] = defaultdict(set)
    for event in rows("events"):
        if event["status"] == "occurred":
            held["any event"].add(year_of(event))
            held[event["kind"]].add(year_of(event))
    for agreement in rows("agreements"):
        held["an agreement signed"].add(year_of(agreement, "signed"))
    every = range(SINCE, _latest() + 1)
    kinds = {
        "any event": "any event",
        "an agreement signed": "an agreement signed",
        "a visit": "visit",
        "a meeting": "meeting",
        "an exercise": "exercise",
        "a dialogue round": "dialogue_round",
        "a transfer of arms": "arms_transfer",
    }
    body = [[what, _spans([year for year in every if year not in held[kind]])] for what, kind in kinds.items()]
    return markdown(["nothing of", "in"], body)


def _series() -> str:
    events = {event["event_id"]: event for event in rows("events")}
    editions: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for occasion in (*rows("editions"), *rows("occasions")):
        editions[occasion["series_id"]].append(occasion)
    body: list[list[Any]] = []
    for series in rows("series"):
        some = editions[series["series_id"]]
        numbers = sorted(occasion["edition"] for occasion in some if "edition" in occasion)
        missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers)) if numbers else []
        years = {year for occasion in some if (year := year_of(events[occasion["event_id"]]))}
        without = [year for year in range(min(years), max(years)) if year not in years] if years else []
        body.append([series["title"], len(some), _spans(missing) if numbers else "not numbered", _spans(without)])
    return markdown(
        ["series", "occasions", "numbers missing between the first and the last", "years without"], sorted(body)
    )


def _offices() -> str:
    countries = {row["official_id"]: row["country_code"] for row in rows("officials")}
    held: defaultdict[tuple[str, str, str], list[tuple[Any, Any, str]]] = defaultdict(list)
    for tenure in rows("tenures"):
        country = countries[tenure["official_id"]]
        if country not in ("AZ", "TR") or tenure["level"] not in OFFICES:
            continue
        firsts = [tenure[name] for name in ("start_from", "attested_from") if tenure[name]]
        lasts = [tenure[name] for name in ("end_to", "attested_to") if tenure[name]]
        office = labels()[tenure["organisation_id"]] if tenure["organisation_id"] else tenure["office"]
        if firsts:
            last = max(lasts) if lasts else None
            held[country, tenure["level"], office].append((min(firsts), last, labels()[tenure["official_id"]]))
    body: list[list[Any]] = []
    for (country, level, office), some in sorted(held.items()):
        if len(some) > 1:
            some.sort(key=lambda item: (item[0], item[2]))
            body.append([country, level.replace("_", " "), office, len(some), "; ".join(_between(some)) or "none"])
    return markdown(["country", "level", "body or office", "holders", "gaps and overlaps"], body)


def _between(some: list[tuple[Any, Any, str]]) -> Iterator[str]:
    for (_, last, one), (first, _, other) in pairwise(some):
        if last is None:
            yield f"{one} – {other}: end of {one} not known"
        elif (first - last).days > 1:
            yield f"{one} – {other}: gap of {(first - last).days:,} days"
        elif (first - last).days < 0:
            yield f"{one} – {other}: overlap of {(last - first).days:,} days"


def _without_tenure() -> str:
    with_tenure = {tenure["official_id"] for tenure in rows("tenures")}
    officials = rows("officials")
    bare = [row for row in officials if row["official_id"] not in with_tenure]
    open_ended = [tenure for tenure in rows("tenures") if not tenure["start"]]
    return (
        f"{len(bare)} of {len(officials)} officials have no tenure, since no source dates their office; of "
        f"{len(open_ended)} of {len(rows('tenures'))} tenures the first day in office is not known."
    )


def _agreements() -> str:
    agreements = rows("agreements")
    signatories = {row["agreement_id"] for row in rows("agreement_signatories")}
    provisions = {row["agreement_id"] for row in rows("provisions")}
    origins = {row["record_id"]: row["origins"] for row in rows("support") if row["field"] == "signed"}
    to_the_day = [a for a in agreements if a["signed_from"] and a["signed_from"] == a["signed_to"]]
    body = [
        ["agreements in all", len(agreements)],
        ["day of signing not known", len(agreements) - len(to_the_day)],
        ["day of signing known from one origin alone", sum(origins[a["agreement_id"]] == 1 for a in to_the_day)],
        ["place of signing not known", sum(a["place_id"] is None for a in agreements)],
        ["signatories not known", sum(a["agreement_id"] not in signatories for a in agreements)],
        ["entry into force not known", sum(a["in_force"] is None for a in agreements)],
        ["no provision known", sum(a["agreement_id"] not in provisions for a in agreements)],
        [
            "of defence, no provision known",
            sum(bool(a["sector"]) and a["agreement_id"] not in provisions for a in agreements),
        ],
    ]
    return markdown(["what", "agreements"], body)


def _events() -> str:
    events = [event for event in rows("events") if event["status"] == "occurred"]
    taking_part = {row["event_id"] for row in rows("event_participants")}
    body = [
        ["events that took place, in all", len(events)],
        [
            "day not known",
            sum(e["date_from"] is None or (e["date_from"] != e["date_to"] and "/" not in e["date"]) for e in events),
        ],
        ["place not known", sum(e["place_id"] is None for e in events)],
        ["no participant known", sum(e["event_id"] not in taking_part for e in events)],
        ["known from one origin alone", sum(e["support"] == "single" for e in events)],
        ["with a claim in conflict", sum(e["support"] == "conflicting" for e in events)],
    ]
    return markdown(["what", "events"], body)


def _plans() -> str:
    latest = max(e["date_to"] for e in rows("events") if e["status"] == "occurred" and e["date_to"])
    open_plans = [
        [event["date"] or "", event["title"], event["status"]]
        for event in rows("events")
        if event["status"] in ("planned", "proposed") and (event["date_to"] is None or event["date_to"] < latest)
    ]
    return markdown(["date", "what", "status"], sorted(open_plans)) if open_plans else "None."


def _sources() -> str:
    sources = rows("sources")
    undated = Counter(
        "day"
        if s["published_on_from"] == s["published_on_to"]
        else "month or year"
        if s["published_on_to"]
        else "no end"
        for s in sources
    )
    spans = Counter(span["verified"] for span in rows("spans"))
    return (
        f"Of {len(sources)} sources {undated['day']} are dated to the day, {undated['month or year']} less exactly, "
        f"and {undated['no end']} not at all but for a bound. Of {sum(spans.values()):,} passages {spans[True]} were "
        f"checked against the text, letter by letter; {spans[False]:,} stand in texts that we do not hold, and are "
        "known by their first and last words only."
    )
