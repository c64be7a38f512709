"""Deep links: a document's address with a text fragment that makes a browser show a passage.

Syntax and encoding follow the WICG draft "URL Fragment Text Directives":
`#:~:text=[prefix-,]start[,end][,-suffix]`, in which `-`, `,` and `&` inside a term are percent-encoded.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

DELIMITER = ":~:"
"""What stands in a fragment before its directives; browsers keep all from there on to themselves."""


class Directive(NamedTuple):
    """The terms of a text directive: the words by which a browser looks for one passage."""

    first_words: str
    """The passage's first words, or all of it."""
    last_words: str | None = None
    """The passage's last words; none if `first_words` is all of it."""
    prefix_words: str | None = None
    """Words just before the passage, which are not shown as part of it."""
    suffix_words: str | None = None
    """Words just behind the passage, which are not shown as part of it."""


def encode_term(words: str) -> str:
    """Percent-encode one term of a text directive; the hyphen too, which `quote` leaves as it is.

    Raises `UnicodeEncodeError` if half of a surrogate pair stands in `words`.
    """
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def deep_link(
    url: str,
    first_words: str,
    last_words: str | None = None,
    prefix_words: str | None = None,
    suffix_words: str | None = None,
) -> str:
    """Return `url` with a text fragment for the passage from `first_words` to `last_words`.

    The words are those of a `Directive`. A fragment that the address already has is kept before the directive,
    but for a directive in it, beside whose passage ours would not be the only one shown.
    """
    terms = [encode_term(words) for words in (first_words, last_words) if words]
    if prefix_words:
        terms.insert(0, f"{encode_term(prefix_words)}-")
    if suffix_words:
        terms.append(f"-{encode_term(suffix_words)}")
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(DELIMITER)[0]}{DELIMITER}text={','.join(terms)}"
