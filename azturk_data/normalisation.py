"""A text without the differences that a page's rendition makes: the form in which passages are compared.

White space is one space; quotation marks, dashes and ellipses are the plain ones; letters are in Unicode
normal form C; soft hyphens and zero-width characters are gone. Letters keep their case: `İ` in lower case is
two code points, and offsets would move. Every character of the new text knows the one it comes from.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

QUOTES = dict.fromkeys("‘’‚‛′ʻʼ`´", "'") | dict.fromkeys("“”„‟″«»〝〞", '"')
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
ELLIPSES = {"…": "..."}
GONE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", "")

_PLAIN = str.maketrans(QUOTES | DASHES | ELLIPSES | GONE)


@dataclass(frozen=True)
class Normalised:
    """A text in normal form, and where each of its characters comes from."""

    text: str
    starts: list[int]
    """For each character, the offset in the original of what it comes from."""
    ends: list[int]
    """For each character, the offset just behind that."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a stretch of this text, not an empty one, comes from."""
        return self.starts[start], self.ends[end - 1]

    def position(self, offset: int) -> int:
        """Return the offset in this text of what stands in the original at `offset`, or next after it."""
        return bisect_left(self.starts, offset)


def normalise(text: str) -> Normalised:
    """Return the normal form of a text; see the module's docstring for what it does.

    The result has no white space at either end, and no two spaces in a row.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index, length = 0, len(text)
    while index < length:
        # A letter and the combining marks behind it are one character once composed.
        following = index + 1
        while following < length and unicodedata.combining(text[following]):
            following += 1
        cluster = text[index:following]
        plain = unicodedata.normalize("NFC", cluster).translate(_PLAIN)
        if plain and plain.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                starts.append(index)
                ends.append(following)
        else:
            out.extend(plain)
            starts.extend([index] * len(plain))
            ends.extend([following] * len(plain))
        index = following
    if out and out[-1] == " ":
        out.pop()
        starts.pop()
        ends.pop()
    return Normalised("".join(out), starts, ends)


def normal_hash(passage: str) -> str:
    """Return the SHA-256 of a passage's normal form, by which it is known on pages that print it otherwise."""
    return hashlib.sha256(normalise(passage).text.encode("utf-8")).hexdigest()
