"""What a browser shows of a text for a text directive, and which words around a passage make it show that one.

The search is that of the WICG draft "URL Fragment Text Directives" (section 3.5.1): the first place of the
first words, then the first place behind it of the last ones, each within one block and between word
boundaries; a prefix must stand just before, a suffix just behind, with nothing between but white space.

Browsers differ in what they take for the same letter and for a word's end, and by the language they are set
to. Here all count as the same that any of them may: letters without case and accents, dashes, quotation
marks. What is shown by that measure, and was copied from the text letter for letter, is shown by every
narrower one too, since nothing before it can match more. Left out are letters that a language writes as two:
a German browser finds `ue` for `ü`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from azturk_data.models.source import CONTEXT_WORDS
from azturk_data.normalisation import DASHES, ELLIPSES, QUOTES
from azturk_data.textfragment import Directive
from azturk_data.texts import Match

# A record's words do not begin with these; see `models.types.Words`.
_FORMULA_SIGNS = "=+-@"
# Letters that are compared as others though Unicode does not take them apart; ı is i to all but Turkic languages.
_BASES = {
    "ı": "i",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ł": "l",
    "ŀ": "l",
    "Ŀ": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ґ": "г",
}
_ALIKE = str.maketrans(QUOTES | DASHES | ELLIPSES | _BASES)
_PASSED_OVER = ("Mn", "Mc", "Me", "Cf", "Cc")
# CSS makes one space of any run of these; other white space it leaves alone.
_COLLAPSED = " \t\r"
# Between two characters of a word these do not end it in every browser: "3.5", "don't".
_INSIDE_WORDS = frozenset(".:,;'·՟‧⁄")
# These stand on a word's stressed letter.
_ARMENIAN_MARKS = frozenset("՚՛՜՞֊")


class Context(NamedTuple):
    """The words around a passage that a deep link needs, if any."""

    prefix_words: str | None = None
    suffix_words: str | None = None


class Page:
    """A text as a browser searches it: folded, and each of its lines a block."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self._starts, self._ends = _fold_lines(text)

    def original(self, place: Match) -> Match:
        """Return the stretch of the text that a stretch of the folded one, not an empty one, comes from."""
        return Match(self._starts[place.start], self._ends[place.end - 1])

    def place(self, passage: Match) -> Match:
        """Return where a passage of the text stands in the folded one; what is passed over does not count."""
        return Match(bisect_left(self._starts, passage.start), bisect_left(self._starts, passage.end))

    def after_space(self, offset: int) -> int:
        """Return the offset of the next character of the folded text that is no white space."""
        while self.folded[offset : offset + 1] in (" ", "\n"):
            offset += 1
        return offset

    def find(self, term: str, begin: int, *, bounded_start: bool, bounded_end: bool, strict: bool) -> Match | None:
        """Return the first place of a folded term from `begin` on, all in offsets of the folded text."""
        while term and (start := self.folded.find(term, begin)) >= 0:
            if self._fits(start, start + len(term), bounded_start, bounded_end, strict):
                return Match(start, start + len(term))
            begin = start + 1
        return None

    def at(self, term: str, start: int, *, bounded_end: bool, strict: bool) -> Match | None:
        """Return the place of a folded term if it stands at `start`."""
        end = start + len(term)
        fits = term and self.folded.startswith(term, start) and self._fits(start, end, False, bounded_end, strict)
        return Match(start, end) if fits else None

    def _fits(self, start: int, end: int, bounded_start: bool, bounded_end: bool, strict: bool) -> bool:
        """Whether a stretch begins and ends with characters of the text, and with words where it has to."""
        if any(0 < at < len(self.folded) and self._starts[at] == self._starts[at - 1] for at in (start, end)):
            return False
        boundary = self._is_strict_boundary if strict else self._is_boundary
        return (not bounded_start or boundary(start)) and (not bounded_end or boundary(end))

    def _is_boundary(self, offset: int) -> bool:
        """Whether some browser may see a word begin or end here: anywhere but between letters or digits.

        Chromium sees that in the middle of a word too, at a soft hyphen or at another sign that is passed over.
        """
        if 0 < offset < len(self.folded) and self._ends[offset - 1] > self._starts[offset - 1] + 1:
            return True
        return not (_is_word(self._character(offset - 1)) and _is_word(self._character(offset)))

    def _is_strict_boundary(self, offset: int) -> bool:
        """Whether every browser sees a word begin or end here."""
        before, behind = self._character(offset - 1), self._character(offset)
        if behind in _INSIDE_WORDS:
            behind = self._character(offset + 1)
        elif before in _INSIDE_WORDS:
            before = self._character(offset - 2)
        return not (_is_in_word(before) and _is_in_word(behind))

    def _character(self, offset: int) -> str:
        return self.folded[offset : offset + 1] if offset >= 0 else ""


def highlighted(page: Page, directive: Directive, *, strict: bool = False) -> Match | None:
    """Return the stretch of the folded text that a browser shows for a directive, or none if it shows nothing.

    With `strict`, words begin and end only where they do in every browser; else wherever they may in any.
    """
    first, last, prefix, suffix = (fold(words) if words else None for words in directive)
    if not first:
        return None
    bounded_end = last is not None or suffix is None
    begin = 0
    while True:
        if prefix is None:
            found = page.find(first, begin, bounded_start=True, bounded_end=bounded_end, strict=strict)
            if found is None:
                return None
            begin = found.start + 1
        else:
            before = page.find(prefix, begin, bounded_start=True, bounded_end=False, strict=strict)
            if before is None:
                return None
            begin = before.start + 1
            found = page.at(first, page.after_space(before.end), bounded_end=bounded_end, strict=strict)
            if found is None:
                continue
        for end in _ends(page, found.end, last, suffix, strict):
            if suffix is None or page.at(suffix, page.after_space(end), bounded_end=True, strict=strict):
                return Match(found.start, end)


def _ends(page: Page, first_end: int, last: str | None, suffix: str | None, strict: bool) -> Iterator[int]:
    """Yield where the passage may end, in the order in which a browser tries."""
    if last is None:
        yield first_end
        return
    end = first_end
    while place := page.find(last, end, bounded_start=True, bounded_end=suffix is None, strict=strict):
        end = place.end
        yield end


def shows(page: Page, directive: Directive, passage: Match) -> bool:
    """Whether every browser shows exactly this passage for a directive whose words are the text's own."""
    place = page.place(passage)
    return all(highlighted(page, directive, strict=strict) == place for strict in (False, True))


def context(page: Page, passage: Match, first_words: str, last_words: str | None) -> Context | None:
    """Return the fewest words around a passage with which every browser shows it and no other; mostly none.

    Of equally many, words of the passage's own lines come before words of others, which may not be its
    neighbours on the real page, and words before it come before words behind it. Returns none at all if
    `CONTEXT_WORDS` on each side do not suffice.
    """
    prefixes, far_before = _words_before(page.text[: passage.start])
    suffixes, far_behind = _words_behind(page.text[passage.end :])
    candidates = [
        (before + behind, far_before * (before > 0) + far_behind * (behind > 0), behind, Context(prefix, suffix))
        for before, prefix in enumerate([None, *prefixes])
        for behind, suffix in enumerate([None, *suffixes])
    ]
    for *_, around in sorted(candidates, key=lambda candidate: candidate[:3]):
        if any(words and words[0] in _FORMULA_SIGNS for words in around):
            continue
        if shows(page, Directive(first_words, last_words, *around), passage):
            return around
    return None


def _words_before(text: str) -> tuple[list[str], bool]:
    """Return a text's last word, its last two, …, all of one line, and whether that is not its last line."""
    lines = text.split("\n")
    line = next((line for line in reversed(lines) if line.strip()), "")
    # A mark that stands alone is no word; it goes with the word before it.
    starts = [match.start() for match in re.finditer(r"\S*\w\S*", line)]
    return [" ".join(line[start:].split()) for start in starts[: -CONTEXT_WORDS - 1 : -1]], not lines[-1].strip()


def _words_behind(text: str) -> tuple[list[str], bool]:
    """Return a text's first word, its first two, …, all of one line, and whether that is not its first line."""
    lines = text.split("\n")
    line = next((line for line in lines if line.strip()), "")
    ends = [match.end() for match in re.finditer(r"\S*\w\S*", line)]
    return [" ".join(line[:end].split()) for end in ends[:CONTEXT_WORDS]], not lines[0].strip()


def fold(words: str) -> str:
    """Return words as they are compared: without case, accents and marks; white space as single spaces."""
    return "".join(map(_fold_character, " ".join(words.split())))


@cache
def _fold_character(character: str) -> str:
    """Return what a character is compared as: one character or more, or none if it is passed over."""
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character.translate(_ALIKE)).casefold())
    return "".join(c for c in folded if unicodedata.category(c) not in _PASSED_OVER).translate(_ALIKE)


def _fold_lines(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text folded, its lines parted by line breaks, and from where to where each character comes.

    What is passed over belongs to the character before it. Blank lines leave nothing.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for line in re.finditer(r"[^\n]+", text):
        words = line.group().strip(_COLLAPSED)
        if not words:
            continue
        if out:
            out.append("\n")
            starts.append(line.start() - 1)
            ends.append(line.start())
        first = line.start() + line.group().index(words)
        # A run of white space that CSS collapses, or any one character.
        for match in re.finditer(rf"[{_COLLAPSED}]+|.", words, re.DOTALL):
            start, end = first + match.start(), first + match.end()
            folded = _fold_character(match.group()[0])
            if not folded and ends and ends[-1] == start:
                for place in range(len(ends) - 1, -1, -1):
                    if ends[place] != start:
                        break
                    ends[place] = end
            out.extend(folded)
            starts.extend([start] * len(folded))
            ends.extend([end] * len(folded))
    return "".join(out), starts, ends


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_in_word(character: str) -> bool:
    return _is_word(character) or character in _ARMENIAN_MARKS
