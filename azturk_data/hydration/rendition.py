"""Finding passages in one rendition of their source: a text, a saved page, or a page from the web."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from azturk_data.pages import UnreadablePageError, text_of, whole_text_of
from azturk_data.relocation import Located, Method, Wanted, relocate

_PROVEN = (Method.EXACT, Method.NORMALISED)

# Without a handler of its own its warnings would reach a user who asked for none.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def locate(raw: bytes, content_type: str | None, wanted: Sequence[Wanted]) -> list[Located]:
    """Find passages in the bytes of a rendition; return one result for each, in the order given.

    In a page they are looked for in its main text. A headline or a lead may stand outside it: what was not found
    there, or not with its hash, is looked for in all of the page's text too, and taken from there only if its hash
    says so, since what else stands on a page may be like anything.

    Raises `azturk_data.pages.UnreadablePageError` if there is no text in it.
    """
    found = relocate(text_of(raw, content_type), wanted)
    unsure = [one for one, place in zip(wanted, found, strict=True) if place.method not in _PROVEN]
    if not unsure or b"<" not in raw:
        return found
    try:
        whole = whole_text_of(raw, content_type)
    except UnreadablePageError:
        # The main text was had, and is enough.
        return found
    everywhere = relocate(whole, unsure, fuzzy=False)
    proven = {place.span_id: place for place in everywhere if place.method in _PROVEN}
    return [proven.get(place.span_id, place) for place in found]
