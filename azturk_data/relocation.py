"""Relocation: where the passages of a document stand in some rendition of it.

A rendition is the text as we hold it, a saved page, or the page as it is today. Each passage is looked for in
this order, and the way by which it was found is reported:

1. `exact`: at its offsets, with its SHA-256.
2. `normalised`: anywhere, between its first and last words, with the SHA-256 of its normal form.
3. `words`: its first and last words stand in one place only, as far apart as they were. What lies between
   them has changed, or no hash of it is known.
4. `fuzzy`: as 3., with words that are only like its own; see `likeness.py`.

Else it is `missing`. A wrong passage is worse than none: where two places would do, none is given, unless the
hash says that both are the passage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

from azturk_data.likeness import Likeness, Stretch, agreement
from azturk_data.normalisation import Normalised, hash_of_normal, normalise
from azturk_data.texts import passage_hash

THRESHOLD = 85.0
"""The lowest score of a passage that is reported as found."""
LONGEST = 600
"""How many characters a passage may have whose length is not recorded."""
MOST = 5000
"""How often words may stand in a text, and pair with others, before they are no help in finding a place."""


class Method(str, Enum):
    """How a passage was found."""

    EXACT = "exact"
    NORMALISED = "normalised"
    WORDS = "words"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True)
class Wanted:
    """A passage to be found: its words, and its place and hashes where they are known."""

    span_id: str
    first_words: str
    """Its first words; all of it if there are no last words."""
    last_words: str | None = None
    start: int | None = None
    """Offset of its first character in the text that it was recorded from, in code points."""
    end: int | None = None
    """Offset just behind its last character there."""
    sha256: str | None = None
    normal_sha256: str | None = None

    @property
    def length(self) -> int | None:
        """How many characters it has, if that is known."""
        if self.start is None or self.end is None or not 0 <= self.start < self.end:
            return None
        return self.end - self.start


@dataclass(frozen=True)
class Located:
    """What became of a passage."""

    span_id: str
    method: Method
    start: int | None
    """Offset of its first character in the given text, in code points; None if it is missing, like the next two."""
    end: int | None
    """Offset just behind its last character there."""
    passage: str | None
    """That stretch of the given text."""
    score: float
    """How sure it is, from 0 (missing) to 100 (its hash says so).

    Found by words: how well its length agrees with the recorded one, 100 if none is. Found fuzzily: how like
    it is to the recorded passage, where that could be restored, else the least of how like its first words
    are, how like its last words are, and how well its length agrees.
    """


def relocate(text: str, wanted: Iterable[Wanted], *, fuzzy: bool = True) -> list[Located]:
    """Find passages in a rendition of their document; return one result for each, in the order given.

    `fuzzy=False` leaves the last way out. It alone needs the package rapidfuzz, of the extra `hydrate`:
    raises `ModuleNotFoundError`, saying so, if a passage can be found in no other way and it is not there.
    """
    asked = list(wanted)
    exact = [_exact(text, one) for one in asked]
    if None not in exact:
        return [_found(text, one, Method.EXACT, place) for one, place in zip(asked, exact, strict=True) if place]
    page = _Page(text)
    copies = [[place] if place else page.confirmed(one) for one, place in zip(asked, exact, strict=True)]
    shifts = _Shifts(asked, copies)
    results: list[Located] = []
    for one, place, same in zip(asked, exact, copies, strict=True):
        if place:
            results.append(_found(text, one, Method.EXACT, place))
        elif same:
            results.append(_found(text, one, Method.NORMALISED, shifts.likeliest(one, same)))
        elif by_words := page.by_words(one):
            results.append(_found(text, one, Method.WORDS, *by_words))
        elif fuzzy and (alike := page.alike(one)):
            results.append(_found(text, one, Method.FUZZY, *alike))
        else:
            results.append(Located(one.span_id, Method.MISSING, None, None, None, 0.0))
    return results


def _exact(text: str, one: Wanted) -> Stretch | None:
    if one.length is None or one.sha256 is None:
        return None
    assert one.start is not None
    assert one.end is not None
    inside = one.end <= len(text)
    return (one.start, one.end) if inside and _hash(text[one.start : one.end]) == one.sha256 else None


def _hash(passage: str) -> str | None:
    try:
        return passage_hash(passage)
    except UnicodeEncodeError:  # half a surrogate pair, which no recorded passage has
        return None


def _found(text: str, one: Wanted, method: Method, place: Stretch, score: float = 100.0) -> Located:
    start, end = place
    return Located(one.span_id, method, start, end, text[start:end], score)


class _Shifts:
    """How far passages have moved, learnt from those that stand in one place only."""

    def __init__(self, asked: list[Wanted], copies: list[list[Stretch]]) -> None:
        known = sorted(
            (one.start, same[0][0])
            for one, same in zip(asked, copies, strict=True)
            if one.start is not None and len(same) == 1
        )
        self._was = [was for was, _ in known]
        self._is = [now for _, now in known]

    def likeliest(self, one: Wanted, copies: list[Stretch]) -> Stretch:
        """Return the copy that has moved as the nearest neighbour has; the first one if there is none."""
        if one.start is None or not self._was:
            return copies[0]
        near = range(max(0, bisect_left(self._was, one.start) - 1), len(self._was))[:2]
        start = one.start
        neighbour = min(near, key=lambda index: abs(self._was[index] - start))
        expected = start + self._is[neighbour] - self._was[neighbour]
        return min(copies, key=lambda copy: abs(copy[0] - expected))


class _Page:
    """A text, its normal form, and the ways of finding passages in the latter.

    Places are returned as offsets in the text itself.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._normal: Normalised = normalise(text)
        self._places: dict[str, list[int]] = {}
        self._likeness: Likeness | None = None

    def confirmed(self, one: Wanted) -> list[Stretch]:
        """Every place, in order, where the passage stands as one of its hashes says."""
        if one.normal_sha256 is None and one.sha256 is None:
            return []
        # Hard-wrapped and indented, a passage was longer than it is in normal form, and the other way round.
        most = LONGEST if one.length is None else 2 * one.length + 100
        places = [(place, self._normal.original(*place)) for place in self._pairs(one, most)]
        if one.normal_sha256 is not None:
            normal = self._normal.text
            return [held for place, held in places if hash_of_normal(normal[slice(*place)]) == one.normal_sha256]
        return [held for _, held in places if _hash(self._text[slice(*held)]) == one.sha256]

    def by_words(self, one: Wanted) -> tuple[Stretch, float] | None:
        """The one place where the passage's words stand, as whole words and as far apart as they were."""
        length = one.length
        most = LONGEST if length is None else int(length * 100 / THRESHOLD) + 1
        text = self._normal.text
        first, last = _normal_words(one)
        plausible: list[tuple[Stretch, float]] = []
        for start, end in self._pairs(one, most):
            score = agreement(end - start, length)
            edges = (start, start + len(first), end - len(last or first), end)
            if score >= THRESHOLD and all(_ends_words(text, edge) for edge in edges):
                plausible.append(((start, end), score))
        if len(plausible) != 1:
            return None
        ((place, score),) = plausible
        return self._normal.original(*place), score

    def alike(self, one: Wanted) -> tuple[Stretch, float] | None:
        """The one place where something like the passage stands."""
        if self._likeness is None:
            self._likeness = Likeness(self._normal.text, MOST)
        first, last = _normal_words(one)
        place = self._likeness.find(first, last, one.length, one.normal_sha256, THRESHOLD)
        return place and (self._normal.original(*place[0]), place[1])

    def _pairs(self, one: Wanted, most: int) -> list[Stretch]:
        """Every stretch of the normal text, of at most so many characters, that begins and ends with the words."""
        first, last = _normal_words(one)
        starts = self._occurrences(first)
        if last is None:
            return [(start, start + len(first)) for start in starts]
        lasts = self._occurrences(last)
        pairs = (
            (start, end + len(last))
            for start in starts
            for end in lasts[bisect_left(lasts, start + len(first)) : bisect_right(lasts, start + most - len(last))]
        )
        few = list(islice(pairs, MOST + 1))
        return few if len(few) <= MOST else []

    def _occurrences(self, words: str) -> list[int]:
        """Every offset of the normal text at which these words, not none, stand; none if there are too many."""
        if words not in self._places:
            found: list[int] = []
            at = self._normal.text.find(words) if words else -1
            while at >= 0 and len(found) <= MOST:
                found.append(at)
                at = self._normal.text.find(words, at + 1)
            self._places[words] = found if len(found) <= MOST else []
        return self._places[words]


def _normal_words(one: Wanted) -> tuple[str, str | None]:
    return _plain(one.first_words), _plain(one.last_words or "") or None


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    return normalise(words).text


def _ends_words(text: str, at: int) -> bool:
    """Whether no word of the text goes on across this offset."""
    return not (0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
