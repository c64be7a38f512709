"""An index of names by which those that are like a wanted one are found without comparing it with each.

What it finds is what a comparison with every name would: names are passed over only where a bound shows that they
cannot be like enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

WHOLE, PART, LETTERS, WORDS = 0.9, 0.09, 0.9, 0.88
"""What likeness is worth: of whole words within a longer name (and more, the more of it they are), of the
letters of the whole, and of the words in any order."""


class NameIndex:
    """Names by their keys, which are words of plain letters with single spaces."""

    def __init__(self, keys: Sequence[str], threshold: float, whole_only: Sequence[bool]) -> None:
        """Index the keys; names that are `whole_only` are found by whole words alone, not by likeness."""
        self._threshold = threshold
        self._padded = [f" {key} " for key in keys]
        self._bags = LetterBags()
        likely = [place for place, only in enumerate(whole_only) if not only]
        # Of each name that may be found by likeness: its place, its length and its letters.
        self._held = [(place, len(keys[place]), self._bags.of(keys[place])) for place in likely]
        self._places: dict[str, list[int]] = defaultdict(list)
        self._counts = [key.count(" ") + 1 for key in keys]
        for place in likely:
            for word in set(keys[place].split()):
                self._places[word].append(place)
        # Words by their first letter, which a wanted word must share.
        self._words: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for word in self._places:
            self._words[word[0]].append((word, self._bags.of(word)))

    def like(self, wanted: str) -> dict[int, float]:
        """Return the places of the keys that are like `wanted`, each with its likeness, in order of place."""
        inside = f" {wanted} "
        found: dict[int, float] = {
            place: 1.0 if padded == inside else WHOLE + PART * len(wanted) / (len(padded) - 2)
            for place, padded in enumerate(self._padded)
            if inside in padded
        }
        for place, ratio in (*self._by_letters(wanted), *self._by_words(wanted.split())):
            if ratio >= self._threshold and f" {wanted} " not in self._padded[place]:
                found[place] = max(ratio, found.get(place, 0.0))
        return dict(sorted(found.items()))

    def _by_letters(self, wanted: str) -> Iterator[tuple[int, float]]:
        least = self._threshold / LETTERS - 1e-9
        letters, size = self._bags.of(wanted), len(wanted)
        subsequence = Subsequences(wanted)
        for place, length, held in self._held:
            # The ratio is twice the letters in common over all letters.
            needed = least * (size + length) / 2
            if needed > size or needed > length or (letters & held).bit_count() < needed:
                continue
            key = self._padded[place][1:-1]
            if subsequence.longest(key) >= needed:
                yield place, LETTERS * SequenceMatcher(None, wanted, key, autojunk=False).ratio()

    def _by_words(self, wanted: list[str]) -> Iterator[tuple[int, float]]:
        """How well each wanted word is met by some word of a name, in any order."""
        met: dict[int, list[float]] | None = None
        for word in wanted:
            best = self._met(word)
            if met is None:
                met = {place: [ratio] for place, ratio in best.items() if self._counts[place] >= len(wanted)}
            else:
                met = {place: [*scores, best[place]] for place, scores in met.items() if place in best}
            if not met:
                return
        for place, scores in (met or {}).items():
            yield place, WORDS * (sum(scores) / len(scores))

    def _met(self, wanted: str) -> dict[int, float]:
        """For each name with a word that is like the wanted one, how like the likest is."""
        letters, size = self._bags.of(wanted), len(wanted)
        subsequence = Subsequences(wanted)
        best: dict[int, float] = {}
        for word, held in self._words.get(wanted[0], ()):
            needed = (self._threshold - 1e-9) * (size + len(word)) / 2
            if (letters & held).bit_count() < needed or subsequence.longest(word) < needed:
                continue
            ratio = 1.0 if word == wanted else SequenceMatcher(None, wanted, word, autojunk=False).ratio()
            if ratio >= self._threshold:
                for place in self._places[word]:
                    if ratio > best.get(place, 0.0):
                        best[place] = ratio
        return best


class LetterBags:
    """Texts as bags of letters, each a whole number: the bits that two have in common count the shared letters."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        self._masks: dict[tuple[str, int], int] = {}

    def of(self, text: str) -> int:
        """Return the bag of a text: a letter's first, second … occurrence has a bit of its own."""
        bag = 0
        for letter in set(text):
            times = letter, text.count(letter)
            mask = self._masks.get(times)
            if mask is None:
                mask = self._masks[times] = self._mask(*times)
            bag |= mask
        return bag

    def _mask(self, letter: str, times: int) -> int:
        return sum(self._bits.setdefault((letter, time), 1 << len(self._bits)) for time in range(times))


class Subsequences:
    """Lengths of longest common subsequences with one text, by Hyyrö's bit-parallel method.

    What `SequenceMatcher` matches is a common subsequence, so that none of its ratios is above that bound.
    """

    def __init__(self, text: str) -> None:
        self._all = (1 << len(text)) - 1
        self._places: dict[str, int] = {}
        for place, letter in enumerate(text):
            self._places[letter] = self._places.get(letter, 0) | 1 << place

    def longest(self, other: str) -> int:
        """Return the length of the longest common subsequence."""
        places, rest = self._places, self._all
        for letter in other:
            if letter in places:
                matched = rest & places[letter]
                rest = (rest + matched) | (rest - matched)
        return (~rest & self._all).bit_count()
