"""Deep links: a document's address with a text fragment that makes a browser show a passage.

Syntax and encoding follow the WICG draft "URL Fragment Text Directives":
`#:~:text=[prefix-,]start[,end][,-suffix]`, in which `-`, `,` and `&` inside a term are percent-encoded.
"""

from __future__ import annotations

from urllib.parse import quote


def encode_term(words: str) -> str:
    """Percent-encode one term of a text directive; the hyphen too, which `quote` leaves as it is."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def deep_link(url: str, first_words: str, last_words: str | None = None) -> str:
    """Return `url` with a text fragment for the passage from `first_words` to `last_words`.

    With no `last_words`, `first_words` is the whole passage. A fragment that the address already has
    is kept before the directive.
    """
    terms = [encode_term(words) for words in (first_words, last_words) if words]
    joint = "" if "#" in url else "#"
    return f"{url}{joint}:~:text={','.join(terms)}"
