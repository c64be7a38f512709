"""How evidence is shown: as text for a terminal, and as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from azturk_data.layout import ASIDE, BLOCK, columns, count, link, printable, wrapped
from azturk_data.traced import Evidence, TracedClaim, TracedSource, TracedSpan

NO_PASSAGES = "The passages themselves are not at hand: give a folder of texts, or run 'azturk-data hydrate'."


def as_text(evidence: Evidence, width: int | None = None) -> str:
    """Return evidence as plain text: first the fields with the numbers of their claims, then the claims.

    Lines have at most `width` columns, by default as many as the terminal, but for addresses, which are not
    broken.
    """
    return "\n".join(_lines(evidence, columns(width)))


def as_html(evidence: Evidence) -> str:
    """Return evidence as HTML for a notebook: self-contained, and in the colours of whatever it stands in."""
    return f'<div style="{BLOCK}">{"".join(_elements(evidence))}</div>'


def _lines(evidence: Evidence, width: int) -> Iterator[str]:
    yield from wrapped(evidence.label, width, "")
    yield from wrapped(_summary(evidence), width, "")
    numbers = _numbers(evidence)
    if numbers:
        yield ""
    for name, claims in evidence.items():
        value = f" = {evidence.says[name]}" if name in evidence.says else ""
        carried = ", ".join(str(numbers[claim.claim_id]) for claim in claims)
        yield from wrapped(f"{name}{value} ← {carried}", width, "  ", "      ")
    for source, claims in _by_source(evidence):
        yield ""
        yield from wrapped(_reference(source), width, "")
        for claim in claims:
            yield ""
            yield from wrapped(claim.statement, width, f"{numbers[claim.claim_id]:>4}  ", "      ")
            yield from wrapped(_manner(claim), width, "      ")
            yield from wrapped(f"carries {', '.join(evidence.fields_of(claim.claim_id))}", width, "      ", "        ")
            for span in claim.spans:
                if span.passage is not None:
                    yield from wrapped(f"“{span.passage}”{_how_found(span)}", width, "      │ ")
                yield f"      {'' if span.verified else 'not verified: '}{printable(span.url)}"
    if numbers and not _has_passages(evidence):
        yield ""
        yield from wrapped(NO_PASSAGES, width, "")


def _elements(evidence: Evidence) -> Iterator[str]:
    yield f"<p><strong>{escape(evidence.label)}</strong><br>{escape(_summary(evidence))}</p>"
    numbers = _numbers(evidence)
    if not numbers:
        return
    yield f'<table style="{_TABLE}"><thead><tr>{_cells("th", "field", "value", "claims")}</tr></thead><tbody>'
    for name, claims in evidence.items():
        carried = ", ".join(str(numbers[claim.claim_id]) for claim in claims)
        yield f"<tr>{_cells('td', name, evidence.says.get(name, ''), carried)}</tr>"
    yield "</tbody></table>"
    for source, claims in _by_source(evidence):
        title = link(source.url, source.title)
        yield f"<p>{escape(source.outlet)}, {escape(source.published_on)}: {title}</p>"
        for claim in claims:
            links = " · ".join(
                link(span.url, "the passage on the page") + ("" if span.verified else " (not verified)")
                for span in claim.spans
            )
            fields = ", ".join(evidence.fields_of(claim.claim_id))
            yield (
                f'<div style="{_CLAIM}"><div>{numbers[claim.claim_id]}. {escape(claim.statement)}</div>'
                f'<div style="{ASIDE}">{escape(_manner(claim))} · carries {escape(fields)} · {links}</div>'
            )
            for span in claim.spans:
                if span.passage is not None:
                    yield f'<blockquote style="{_QUOTE}">{escape(span.passage)}{escape(_how_found(span))}</blockquote>'
            yield "</div>"
    if not _has_passages(evidence):
        yield f'<p style="{ASIDE}">{escape(NO_PASSAGES)}</p>'


_TABLE = "border-collapse: collapse; margin: 0 0 1em 0"
_CELL = "text-align: left; vertical-align: top; padding: .15em 1.2em .15em 0; border-bottom: 1px solid #8886"
_CLAIM = "margin: .5em 0 .8em 1em"
_QUOTE = "margin: .3em 0; padding: 0 0 0 .8em; border-left: 3px solid #888a; white-space: pre-line"


def _cells(tag: str, *texts: str) -> str:
    return "".join(f'<{tag} style="{_CELL}">{escape(text)}</{tag}>' for text in texts)


def _summary(evidence: Evidence) -> str:
    claims = evidence.claims
    if not claims:
        return f"{evidence.record_id}: no claim carries any of its fields"
    sources = len({claim.source.source_id for claim in claims})
    counts = [count(len(claims), "claim"), count(sources, "source"), count(len(evidence), "field")]
    return f"{evidence.record_id}: {counts[0]} of {counts[1]} for {counts[2]}"


def _numbers(evidence: Evidence) -> dict[str, int]:
    return {claim.claim_id: number for number, claim in enumerate(evidence.claims, start=1)}


def _has_passages(evidence: Evidence) -> bool:
    return any(span.passage is not None for claim in evidence.claims for span in claim.spans)


def _by_source(evidence: Evidence) -> Iterator[tuple[TracedSource, Iterator[TracedClaim]]]:
    return groupby(evidence.claims, key=lambda claim: claim.source)


def _reference(source: TracedSource) -> str:
    return f"{source.outlet}, {source.published_on}: {source.title}"


def _manner(claim: TracedClaim) -> str:
    """Who says so, in whose words, how surely, and whether it is affirmed or denied."""
    speaker = claim.speaker or "speaker not named"
    voice = "" if claim.voice == "own" else f" ({claim.voice})"
    return f"{speaker}{voice}: {claim.factuality}, {claim.polarity}"


def _how_found(span: TracedSpan) -> str:
    return "" if span.method in (None, "exact") else f" (found by: {span.method}, {span.score or 0:.0f} of 100)"
