"""A text without the differences that a page's rendition makes: the form in which passages are compared.

White space is one space; quotation marks, dashes and ellipses are the plain ones; letters are in Unicode
normal form C; soft hyphens and zero-width characters are gone. Letters keep their case: `İ` in lower case is
two code points, and offsets would move. Every character of the new text knows the one it comes from.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

QUOTES = dict.fromkeys("‘’‚‛′ʻʼ`´", "'") | dict.fromkeys("“”„‟″«»〝〞", '"')
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
ELLIPSES = {"…": "..."}
# Soft hyphen; zero-width space, joiners and no-break space; marks and embeddings of direction; variation selectors.
GONE = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)

_PLAIN = str.maketrans(QUOTES | DASHES | ELLIPSES)
# Visible ASCII but for the grave accent is plain already, unless a mark that would change it follows.
_PLAIN_RUN = re.compile(r"[!-_a-~]+(?=[\x00-\x7f]|\Z)")
_FIRST_THAT_COMPOSES = "\u0300"
# As in Unicode's Stream-Safe Text Format: the time to order marks grows with the square of their number.
_MOST_MARKS = 30


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
        if run := _PLAIN_RUN.match(text, index):
            out.extend(run.group())
            starts.extend(range(index, run.end()))
            ends.extend(range(index + 1, run.end() + 1))
            index = run.end()
        elif text[index] in GONE:
            index += 1
        elif text[index].isspace():
            if out and out[-1] != " ":
                out.append(" ")
                starts.append(index)
                ends.append(index + 1)
            index += 1
        else:
            composed, end = _character(text, index)
            plain = composed.translate(_PLAIN)
            out.extend(plain)
            starts.extend([index] * len(plain))
            ends.extend([end] * len(plain))
            index = end
    if out and out[-1] == " ":
        out.pop()
        starts.pop()
        ends.pop()
    return Normalised("".join(out), starts, ends)


def _character(text: str, start: int) -> tuple[str, int]:
    """Return the character at `start`, composed with all that joins it, and the offset just behind them.

    What joins are the combining marks behind it, zero-width characters between them or not, and the few
    letters that compose with the one before, as those of Hangul do.
    """
    joined, end = text[start], start + 1
    for index in range(end, len(text)):
        following = text[index]
        if following in GONE:
            continue
        if following < _FIRST_THAT_COMPOSES or len(joined) > _MOST_MARKS:
            break
        apart = _composed(joined) + _composed(following)
        if not unicodedata.combining(following) and _composed(joined + following) == apart:
            break
        joined, end = joined + following, index + 1
    return _composed(joined), end


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def hash_of_normal(normal: str) -> str:
    """Return the SHA-256 of a text that is in normal form already.

    Half a surrogate pair, which no UTF-8 has but a Python string may, is hashed as if it were a character.
    """
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()


def normal_hash(passage: str) -> str:
    """Return the SHA-256 of a passage's normal form, by which it is known on pages that print it otherwise."""
    return hash_of_normal(normalise(passage).text)
