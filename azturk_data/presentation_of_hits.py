"""How claims that were found are shown: as text for a terminal, and as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from azturk_data.layout import ASIDE, BLOCK, columns, count, link, printable, wrapped
from azturk_data.searching import ClaimHit

NONE = "No claim has any of these words."


def as_text(hits: Sequence[ClaimHit], width: int | None = None) -> str:
    """Return the claims as plain text, numbered; lines have at most `width` columns, but for addresses."""
    return "\n".join(_lines(hits, columns(width))) if hits else NONE


def as_html(hits: Sequence[ClaimHit]) -> str:
    """Return the claims as HTML: a numbered list, self-contained, in the colours of whatever it stands in."""
    items = "".join(
        f'<li style="margin: 0 0 .6em 0">{escape(hit.statement)}'
        f'<div style="{ASIDE}">{escape(who(hit))} · {link(hit.url, "the passage on the page")} · '
        f"<code>{escape(hit.claim_id)}</code></div></li>"
        for hit in hits
    )
    shown = f"<p>{count(len(hits), 'claim')}</p><ol>{items}</ol>" if hits else f"<p>{NONE}</p>"
    return f'<div style="{BLOCK}">{shown}</div>'


def who(hit: ClaimHit) -> str:
    """Return who says so, where and when."""
    return f"{hit.speaker or 'speaker not named'}; {hit.outlet}, {hit.date}"


def _lines(hits: Sequence[ClaimHit], width: int) -> Iterator[str]:
    for number, hit in enumerate(hits, start=1):
        if number > 1:
            yield ""
        yield from wrapped(hit.statement, width, f"{number:>4}  ", "      ")
        yield from wrapped(f"{who(hit)}; {hit.claim_id}", width, "      ")
        yield f"      {printable(hit.url)}"
