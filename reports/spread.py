"""docs/coverage.md: how much the record holds, by table, by year, by country and language of the sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import altair as alt
import pycountry
import vl_convert

import azturk_data
from azturk_data.deriving.dyad_years import year_of as in_year
from azturk_data.models import When

from tables import markdown, rows

# Okabe and Ito's colours, which stay apart for readers who are colour-blind; grey for the rest.
GROUPS = {
    "exercises and training": ("#0072B2", {"exercise", "training"}),
    "visits, meetings, talks": ("#E69F00", {"visit", "meeting", "call", "dialogue_round", "ceremony"}),
    "signings and ratifications": ("#009E73", {"signing", "ratification", "authorisation"}),
    "arms and aid": ("#CC79A7", {"arms_transfer", "aid"}),
    "fighting and deployments": ("#D55E00", {"war", "clash", "ceasefire", "deployment", "blockade", "humanitarian"}),
    "other": ("#999999", set[str]()),
}
SINCE = 1991
"""The table by year begins with Azerbaijan's independence; what is earlier is one row."""

PAGE = """\
# What the record covers

Counted from the published tables by `python reports`; do not edit. What is thin or missing stands in [gaps](gaps.md).

{tables}

## By year

![Events by year and kind](pictures/years.svg)

An event counts in the year in which it begins, or by whose end it is known to have taken place; an agreement in that of
its signing; a source in that of its publication ([rule 28](coding-rules.md)). Events that were planned, proposed or did
not take place are counted apart.

{years}

## Where the sources come from

![Sources and claims by country](pictures/countries.svg)

The country is that of the outlet; *not one* are outlets of several countries, of none, or of one that was not
confirmed. A page that retells another's text counts under its own country; whose text it is says `sources.origin_id`.

{countries}

| language | sources | claims |
| --- | ---: | ---: |
{languages}

| kind of outlet | sources | claims |
| --- | ---: | ---: |
{kinds}

## How well it is borne out

`single`: all claims that carry the record's existence have one origin. `several`: two origins or more. `conflicting`:
one of the claims that carry it is contradicted or corrected by another. A reprint of an agency's text is no second
origin.

{support}

Of agreements field by field:

{fields}
"""


def files() -> dict[str, str]:
    """Return the page and its pictures, by path below docs/."""
    return {
        "coverage.md": PAGE.format(
            tables=_tables(),
            years=_years(),
            countries=_countries(),
            languages=_shares("language", _language),
            kinds=_shares("publisher_id", lambda id_: _outlets()[id_]["outlet_kind"]),
            support=_support(),
            fields=_fields(),
        ),
        "pictures/years.svg": _picture_of_years(),
        "pictures/countries.svg": _picture_of_countries(),
    }


def year_of(row: dict[str, Any], date: str = "date") -> int | None:
    """Return the year that a row's date counts in, by the rule of the dyad-years (coding rule 28)."""
    if row[date] is None:
        return None
    return in_year(When.model_construct(edtf=row[date]))


def _tables() -> str:
    return markdown(
        ["table", "rows"], [[f"`{name}`", azturk_data.load(name).num_rows] for name in azturk_data.tables()]
    )


def _years() -> str:
    counts: defaultdict[str, Counter[int | None]] = defaultdict(Counter)
    for event in rows("events"):
        took_place = event["status"] == "occurred"
        counts["events" if took_place else "not"][year_of(event)] += 1
        if took_place and event["kind"] in ("exercise", "dialogue_round", "visit"):
            counts[event["kind"]][year_of(event)] += 1
    for agreement in rows("agreements"):
        counts["agreements"][year_of(agreement, "signed")] += 1
    for source in rows("sources"):
        counts["sources"][year_of(source, "published_on")] += 1
    columns = ["agreements", "events", "exercise", "dialogue_round", "visit", "not", "sources"]
    known = sorted({year for counter in counts.values() for year in counter if year}, reverse=True)

    def row(name: str, years: list[int | None]) -> list[Any]:
        return [name, *(sum(counts[column][year] for year in years) for column in columns)]

    body = [row(str(year), [year]) for year in range(known[0], SINCE - 1, -1)]
    body.append(row(f"before {SINCE}", [year for year in known if year < SINCE]))
    body.append(row("not known to the year", [None]))
    head = [
        "year",
        "agreements signed",
        "events",
        "exercises",
        "dialogue rounds",
        "visits",
        "planned or not held",
        "sources",
    ]
    return markdown(head, body)


def _outlets() -> dict[str, dict[str, Any]]:
    return {row["outlet_id"]: row for row in rows("outlets")}


def _country(outlet_id: str) -> str:
    code = _outlets()[outlet_id]["country_code"]
    if code is None:
        return "not one"
    country: Any = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code


def _language(tag: str) -> str:
    language: Any = pycountry.languages.get(alpha_2=tag.partition("-")[0])
    return language.name if language else tag


def _claims_by_source() -> Counter[str]:
    return Counter(claim["source_id"] for claim in rows("claims"))


def _by(column: str, name: Any) -> list[tuple[str, int, int]]:
    sources: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    held = _claims_by_source()
    for source in rows("sources"):
        sources[name(source[column])] += 1
        claims[name(source[column])] += held[source["source_id"]]
    return [
        (what, count, claims[what]) for what, count in sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    ]


def _share(some: int, whole: int) -> str:
    return f"{some} ({some / whole:.0%})".replace("%", " %")


def _shares(column: str, name: Any) -> str:
    found = _by(column, name)
    sources, claims = sum(count for _, count, _ in found), sum(count for _, _, count in found)
    return "\n".join(f"| {what} | {_share(n, sources)} | {_share(m, claims)} |" for what, n, m in found)


def _countries() -> str:
    found = _by("publisher_id", _country)
    sources, claims = sum(count for _, count, _ in found), sum(count for _, _, count in found)
    body = [[what, _share(count, sources), _share(held, claims)] for what, count, held in found]
    return markdown(["country", "sources", "claims"], body)


def _support() -> str:
    kinds = ("single", "several", "conflicting")
    body: list[list[Any]] = []
    for table in ("events", "agreements", "provisions", "officials", "tenures", "series"):
        found = Counter(row["support"] for row in rows(table))
        body.append([f"`{table}`", *(found[kind] for kind in kinds)])
    return markdown(["table", *kinds], body)


def _fields() -> str:
    of_agreements = [row for row in rows("support") if row["record_id"].startswith("agreement/")]
    body: list[list[Any]] = []
    for field in ("signed", "place_id", "in_force", "signatories"):
        found = [row for row in of_agreements if row["field"].partition("[")[0] == field]
        filled = len(found)
        two = sum(row["origins"] > 1 for row in found)
        body.append([f"`{field}`", filled, two, sum(row["support"] == "conflicting" for row in found)])
    return markdown(["field", "filled", "from two origins or more", "with a claim in conflict"], body)


def _group(kind: str) -> str:
    return next((name for name, (_, kinds) in GROUPS.items() if kind in kinds), "other")


def _picture_of_years() -> str:
    counts = Counter((year_of(e), _group(e["kind"])) for e in rows("events") if e["status"] == "occurred")
    data = [{"year": y, "kind": g, "events": n} for (y, g), n in sorted(counts.items(), key=str) if y and y >= SINCE]
    years = list(range(SINCE, max((year for year, _ in counts if year), default=SINCE) + 1))
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_bar()
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=years),
                axis=alt.Axis(values=[year for year in years if year % 5 == 0], labelAngle=0),
            ),
            y=alt.Y("events:Q", title="events that took place"),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(GROUPS), range=[colour for colour, _ in GROUPS.values()]),
                legend=alt.Legend(orient="top", columns=3),
            ),
            order=alt.Order("kind:N"),
        )
        .properties(width=640, height=240)
    )
    return vl_convert.vegalite_to_svg(chart.to_json())


def _picture_of_countries() -> str:
    found = _by("publisher_id", _country)
    shown = [*found[:14], ("others", sum(n for _, n, _ in found[14:]), sum(m for _, _, m in found[14:]))]
    data = [
        {"country": w, "what": k, "number": n} for w, s, c in shown for k, n in (("sources", s), ("claims", c)) if n
    ]
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_bar()
        .encode(
            x=alt.X("number:Q", title=None),
            y=alt.Y("country:N", title=None, sort=[what for what, _, _ in shown]),
            yOffset=alt.YOffset("what:N", sort=["sources", "claims"]),
            color=alt.Color(
                "what:N",
                title=None,
                scale=alt.Scale(domain=["sources", "claims"], range=["#0072B2", "#E69F00"]),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=480)
    )
    return vl_convert.vegalite_to_svg(chart.to_json())
