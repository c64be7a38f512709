"""docs/shusha-provisions.md: what the declaration provides, and which source reported it."""

from __future__ import annotations

from collections import defaultdict

from tables import core, markdown, outlets, rows

AGREEMENT = "agreement/shusha-declaration-2021"

PAGE = """\
# The Shusha Declaration, provision by provision

Every provision that a source of ours has, with our summary, its ATOP obligation, and which of the core sources reported
it. No page that we could read prints the whole text, so that the list is not complete and only the preamble's
paragraphs have a place. Written from the published tables by `python reports`; do not edit.

{table}

*Beyond the core*: an extended source has it, a copy of the declaration's text or a report of it. A provision without
that mark is one that only core sources report.

{counts}
"""


def files() -> dict[str, str]:
    """Return the page, by path below docs/."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    source_of = {claim["claim_id"]: claim["source_id"] for claim in rows("claims")}
    for row in rows("evidence"):
        sources[row["record_id"]].add(source_of[row["claim_id"]])
    provisions = [row for row in rows("provisions") if row["agreement_id"] == AGREEMENT]
    provisions.sort(key=lambda row: (_number(row["article"]), row["provision_id"]))
    reporting = sorted({s for p in provisions for s in sources[p["provision_id"]] if s in core()})
    body = [
        [
            p["article"] or "–",
            p["summary"],
            p["topic"].replace("_", " "),
            p["obligation"],
            "yes" if sources[p["provision_id"]] - core() else "",
            *("yes" if source in sources[p["provision_id"]] else "" for source in reporting),
        ]
        for p in provisions
    ]
    names = [outlets()[source] for source in reporting]
    head = ["place", "provision", "topic", "obligation", "beyond the core", *names]
    in_text = sum(1 for row in body if row[4])
    reported = sum(1 for row in body if row[4] and any(row[5:]))
    counts = (
        f"Of {in_text} provisions that sources beyond the core have, the core sources reported {reported} and left out "
        f"{in_text - reported}; {len(body) - in_text} stand in core sources only."
    )
    return {"shusha-provisions.md": PAGE.format(table=markdown(head, body), counts=counts)}


def _number(article: str | None) -> tuple[int, str]:
    digits = "".join(c for c in article or "" if c.isdigit())
    return (int(digits) if digits else 10_000, article or "")
