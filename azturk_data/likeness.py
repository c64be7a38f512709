"""Likeness: where in a text something stands that is like a passage of which only the edges are known.

The edges are its first and its last words. Something is like an edge if

- its words are the same, but for their spelling and case, or for one that is changed, added or left out;
- the outermost one, which says where the passage begins or ends, is there, with its outer letter and punctuation;
- its numbers are the same: another year is another fact.

Two of these are taken for the edges of the passage if they stand as far apart as those do, and

- either the passage can be restored: with the recorded words put back at the edges, it has the recorded hash,
  and at least half of it was there, its spelling aside. Then it is known how like the whole is;
- or nothing but the spelling of their words is different.

A passage that is recorded whole, in eight words at most, has one edge, which may differ in spelling only.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import islice, product, takewhile

from azturk_data.normalisation import hash_of_normal

SPELLING = 75.0
"""How like two words must be, from 0 to 100, to be one word spelt in two ways."""

Stretch = tuple[int, int]
"""Where something begins, and where it ends, in a text."""
Found = tuple[Stretch, float]
"""A stretch, and how like the passage it is, from 0 to 100."""

_WORD = re.compile(r"\w+")
# Without these, words are their first letter and the marks before it, or their last one and the marks behind it.
_OPENING = re.compile(r"(?<=\w).*", re.S)
_CLOSING = re.compile(r".*(?=\w)", re.S)
_NUMBER = re.compile(r"\d+")


class Side(Enum):
    """Which words of a passage are looked for."""

    FIRST = "its first"
    LAST = "its last"
    WHOLE = "all of them"


@dataclass(frozen=True)
class _Edge:
    """A stretch of the text that is like a passage's first words, or like its last ones."""

    start: int
    end: int
    likeness: float
    spelling: bool
    """Whether it differs in nothing but the spelling of its words."""


def agreement(length: int, recorded: int | None) -> float:
    """How well a length agrees with the recorded one, from 0 to 100; 100 if none is recorded."""
    return 100.0 if recorded is None else 100.0 * min(length, recorded) / max(length, recorded)


def folded(text: str) -> str:
    """Return a text in lower case, each character in its place.

    `İ` alone has two code points in lower case; it becomes a plain `i`.
    """
    return text.replace("İ", "i").lower()


class Likeness:
    """A text in normal form, prepared for looking up what is like a passage of it.

    Raises `ModuleNotFoundError`, naming the extra, if rapidfuzz is not there.
    """

    def __init__(self, normal: str, most: int) -> None:
        """Take the text, and how many edges or pairs of them are too many to find a place by."""
        try:
            from rapidfuzz import fuzz, process
        except ModuleNotFoundError as error:
            wanted = "a passage that has changed is looked for with rapidfuzz; pip install 'azturk-data[hydrate]'"
            raise ModuleNotFoundError(wanted, name=error.name) from error
        self._ratio = fuzz.ratio
        self._extract = process.extract
        self._most = most
        self._normal = normal
        self._folded = folded(normal)
        self._spans = [match.span() for match in _WORD.finditer(self._folded)]
        self._words = [self._folded[slice(*span)] for span in self._spans]
        self._indices: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            self._indices[word].append(index)
        # One passage after another begins with the same words.
        self._spellings = cache(self._look_up)
        self._edges = cache(self._look_for)

    def find(
        self, first: str, last: str | None, length: int | None, normal_sha256: str | None, threshold: float
    ) -> Found | None:
        """Return the one stretch that is like the passage, and how like it is; None if there is none, or several.

        `first` and `last` are its edges in normal form, `length` and `normal_sha256` what is recorded of it.
        """
        if last is None:
            alike = [
                ((edge.start, edge.end), min(edge.likeness, agreement(edge.end - edge.start, length)))
                for edge in self._edges(first, Side.WHOLE)
                if edge.spelling
            ]
            return _the_only(alike, threshold)
        if length is None:
            return None
        restored: list[Found] = []
        alike = []
        firsts, lasts = self._edges(first, Side.FIRST), self._edges(last, Side.LAST)
        for before, behind in self._pairs(firsts, lasts, length, threshold):
            place = (before.start, behind.end)
            between = self._normal[before.end : behind.start]
            whole = first + between + last
            there = len(between) + len(first) * before.spelling + len(last) * behind.spelling
            if there * 2 >= len(whole) and normal_sha256 and hash_of_normal(whole) == normal_sha256:
                restored.append((place, self._ratio(folded(whole), self._folded[slice(*place)])))
            elif before.spelling and behind.spelling:
                agreed = agreement(place[1] - place[0], length)
                alike.append((place, min(before.likeness, behind.likeness, agreed)))
        return _the_best(restored, threshold) if restored else _the_only(alike, threshold)

    def _pairs(
        self, firsts: list[_Edge], lasts: list[_Edge], length: int, threshold: float
    ) -> list[tuple[_Edge, _Edge]]:
        """Edges that follow each other as far apart as the passage's own; none if there are too many."""
        least, most = length * threshold / 100, length * 100 / threshold
        ends = [edge.end for edge in lasts]
        pairs = (
            (before, behind)
            for before in firsts
            for behind in lasts[bisect_left(ends, before.start + least) : bisect_right(ends, before.start + most)]
            if before.end <= behind.start
        )
        few = list(islice(pairs, self._most + 1))
        return few if len(few) <= self._most else []

    def _look_for(self, wanted: str, side: Side) -> list[_Edge]:
        """Every edge that is like these words, in the order of their ends; none if there are too many."""
        low = folded(wanted)
        words, numbers = _WORD.findall(low), _NUMBER.findall(low)
        if not words:
            return []
        outermost = words[-1] if side is Side.LAST else words[0]
        at = [index for spelling in self._spellings(outermost) for index in self._indices[spelling]]
        if len(at) > self._most:
            return []
        opening, closing = _OPENING.sub("", wanted), _CLOSING.sub("", wanted)
        edges: list[_Edge] = []
        for index, count in product(at, (len(words) - 1, len(words), len(words) + 1)):
            begin, stop = (index - count + 1, index + 1) if side is Side.LAST else (index, index + count)
            if not 0 <= begin < stop <= len(self._spans):
                continue
            place = self._bounds(self._spans[begin][0], self._spans[stop - 1][1], opening, closing, side)
            differing = self._differing(words, self._words[begin:stop])
            if place is None or differing > 1:
                continue
            held = self._folded[slice(*place)]
            if _NUMBER.findall(held) == numbers:
                edges.append(_Edge(*place, self._ratio(low, held), differing == 0))
        return sorted(edges, key=lambda edge: edge.end)

    def _bounds(self, start: int, end: int, opening: str, closing: str, side: Side) -> Stretch | None:
        """Widen a row of words by the punctuation that the wanted ones begin and end with, where it is there.

        None if on its outer side it has not that punctuation and the letter next to it, small or capital as it
        is or made a capital: then it is not sure that the passage begins or ends there.
        """
        opened = self._normal.endswith((opening, opening.upper()), 0, start + 1)
        closed = self._normal.startswith((closing, closing.upper()), end - 1)
        if (side is not Side.LAST and not opened) or (side is not Side.FIRST and not closed):
            return None
        return start + 1 - len(opening) if opened else start, end - 1 + len(closing) if closed else end

    def _differing(self, words: list[str], held: list[str]) -> int:
        """How many words there are between those, from both ends on, that differ in nothing but their spelling."""

        def alike(pairs: Iterable[tuple[str, str]]) -> int:
            return sum(1 for _ in takewhile(lambda pair: pair[1] in self._spellings(pair[0]), pairs))

        leading = alike(zip(words, held, strict=False))
        trailing = alike(zip(reversed(words), reversed(held), strict=False))
        fewer, more = sorted((len(words), len(held)))
        return more - min(leading + trailing, fewer)

    def _look_up(self, word: str) -> frozenset[str]:
        """Every word of the text that may be this one, spelt in another way."""
        found = self._extract(word, list(self._indices), scorer=self._ratio, score_cutoff=SPELLING, limit=None)
        return frozenset(spelling for spelling, _, _ in found)


def _the_only(found: list[Found], threshold: float) -> Found | None:
    places = {place: score for place, score in found if score >= threshold}
    return next(iter(places.items())) if len(places) == 1 else None


def _the_best(found: list[Found], threshold: float) -> Found | None:
    """The best of several, if all of them overlap it."""
    (start, end), score = max(found, key=lambda one: one[1])
    apart = any(stop <= start or end <= begin for (begin, stop), _ in found)
    return None if apart or score < threshold else ((start, end), score)
