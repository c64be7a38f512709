"""Measure relocation: which passages of the core texts are found after which damage, and whether rightly.

`python bench/damage.py` writes docs/relocation.md. The texts are not in the package: see `azturk_data.texts`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from damages import DAMAGES, Damage, Original
from renditions import Stretch
from saved_pages import PAGES, Page

from azturk_data import likeness, relocation, shipped
from azturk_data.normalisation import normalise
from azturk_data.pages import text_of
from azturk_data.relocation import Located, Method, Wanted, relocate
from azturk_data.texts import load_texts, texts_folder

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "relocation.md"

FOUND = [Method.EXACT, Method.NORMALISED, Method.WORDS, Method.FUZZY]


@dataclass
class Tally:
    """What became of the passages under one kind of damage."""

    asked: int = 0
    there: int = 0
    """How many still stand in the damaged text, changed or not."""
    right: Counter[Method] = field(default_factory=Counter[Method])
    """How many were found where they stand, by method."""
    missed: int = 0
    """How many stand there, and were reported missing."""
    wrong: list[Located] = field(default_factory=list[Located])
    """What was reported as found, and stands elsewhere or nowhere."""

    def add(self, located: Located, places: list[Stretch]) -> None:
        """Count one result, given where the passage really stands."""
        self.asked += 1
        self.there += bool(places)
        if located.start is None or located.end is None:
            self.missed += bool(places)
        elif (located.start, located.end) in places:
            self.right[located.method] += 1
        else:
            self.wrong.append(located)


Case = tuple[Original, list[Wanted]]


def cases(texts: dict[str, str]) -> list[Case]:
    """Every core text with the passages that the published tables name in it. `texts` are by SHA-256."""
    sources = {row["source_id"]: row["text_sha256"] for row in shipped.read("sources").to_pylist()}
    positions = {row["span_id"]: row for row in shipped.read("positions").to_pylist()}
    wanted: dict[str, list[Wanted]] = defaultdict(list)
    for span in shipped.read("spans").to_pylist():
        position = positions.get(span["span_id"])
        if position:
            wanted[sources[span["source_id"]]].append(
                Wanted(first_words=span["first_words"], last_words=span["last_words"], **position)
            )
    return [
        (
            Original(
                texts[sha256],
                tuple((one.start, one.end) for one in asked if one.start is not None and one.end is not None),
                tuple(texts[other] for other in wanted if other != sha256),
            ),
            asked,
        )
        for sha256, asked in wanted.items()
    ]


def by_words_alone(case: Case) -> Case:
    """The case as if its text were not held: as the passages of extended sources are known."""
    original, asked = case
    unknown = [replace(one, start=None, end=None, sha256=None, normal_sha256=None) for one in asked]
    return original, unknown


def measure(damage: Damage, of: Iterable[Case]) -> Tally:
    """Look for all passages in every rendition that the damage makes of their texts."""
    tally = Tally()
    for original, asked in of:
        for rendition in damage(original):
            for located, passage in zip(relocate(rendition.text, asked), original.passages, strict=True):
                tally.add(located, rendition.places(passage))
    return tally


def measure_page(make: Callable[[str], Page], of: Iterable[Case]) -> Tally:
    """Look for all passages in the text that is got from a page with their text.

    Such a page leaves the words alone, so that a passage stands wherever its normal form does.
    """
    tally = Tally()
    for original, asked in of:
        page = make(original.text)
        text = text_of(page.raw, page.content_type)
        for located, (start, end) in zip(relocate(text, asked), original.passages, strict=True):
            tally.add(located, list(_occurrences(text, original.text[start:end])))
    return tally


def _occurrences(text: str, passage: str) -> Iterator[Stretch]:
    normal, wanted = normalise(text), normalise(passage).text
    at = normal.text.find(wanted)
    while at >= 0:
        yield normal.original(at, at + len(wanted))
        at = normal.text.find(wanted, at + 1)


@dataclass(frozen=True)
class Measured:
    """The tally of every kind of damage, by its description."""

    on_text: dict[str, Tally]
    on_pages: dict[str, Tally]
    by_words: dict[str, Tally]
    """On the text again, with nothing known but the words."""


def measure_all(of: list[Case]) -> Measured:
    """Measure every kind of damage."""
    alone = [by_words_alone(case) for case in of]
    return Measured(
        {name: measure(damage, of) for name, damage in DAMAGES.items()},
        {name: measure_page(make, of) for name, make in PAGES.items()},
        {name: measure(damage, alone) for name, damage in DAMAGES.items()},
    )


def document(of: list[Case], measured: Measured) -> str:
    """The report, in Markdown."""
    known = [*measured.on_text.values(), *measured.on_pages.values()]
    alone = list(measured.by_words.values())
    return TEMPLATE.format(
        threshold=relocation.THRESHOLD,
        spelling=likeness.SPELLING,
        longest=relocation.LONGEST,
        spans=sum(len(asked) for _, asked in of),
        texts=len(of),
        kinds=len(known),
        results=sum(tally.asked for tally in known),
        wrong=sum(len(tally.wrong) for tally in known),
        words_results=sum(tally.asked for tally in alone),
        words_wrong=sum(len(tally.wrong) for tally in alone),
        on_text=table(measured.on_text),
        on_pages=table(measured.on_pages),
        by_words=table(measured.by_words),
    )


def table(tallies: dict[str, Tally]) -> str:
    """A table in Markdown, one line for each kind of damage."""
    lines = ["| damage | asked | there | " + " | ".join(FOUND) + " | missed | wrong |", "| --- |" + " ---: |" * 8]
    for name, tally in tallies.items():
        numbers = [tally.asked, tally.there, *(tally.right[way] for way in FOUND), tally.missed, len(tally.wrong)]
        lines.append(f"| {name} | " + " | ".join(f"{number:,}" for number in numbers) + " |")
    return "\n".join(lines)


TEMPLATE = """\
# Relocation

<!-- Written by `python bench/damage.py`; edit that. -->

Given some rendition of a document, `azturk_data.relocation.relocate` finds each passage in it, and says how. The ways
are tried in this order:

| method | what it says | score |
| --- | --- | --- |
| `exact` | at its offsets, it has its SHA-256 | 100 |
| `normalised` | somewhere between its first and last words, its normal form has its SHA-256 | 100 |
| `words` | its first and last words stand in one place only, about as far apart as they were | how well that agrees |
| `fuzzy` | something like them does | how like it is |
| `missing` | none of these | 0 |

In normal form, white space is one space, quotation marks, dashes and ellipses are the plain ones, letters are in
Unicode's form NFC, and soft hyphens and zero-width characters are gone. Letters keep their case.

Where the hash says that a passage stands in several places, as when comments quote it, it is taken from the one
that has moved as its neighbours have. Where only words say so, none is taken.

**Fuzzy** means this. Of a passage nothing is known but its first and last words, its length and its hash. So its
words must be the same but for their spelling (at least {spelling:.0f} of 100 by rapidfuzz's ratio), or but for one in
each of the two that is changed, added or left out: never the outermost, whose outer letter and punctuation say where
the passage begins and ends, and never a number, since another year is another fact. Then either the passage can be
restored: with the recorded words put back it has the recorded hash, and at least half of it was there. Or nothing
but the spelling differs, and the length agrees. A passage that is recorded whole, in eight words at most, may
differ in spelling only. It takes rapidfuzz, of the extra `hydrate`; without it `relocate` says so when it is
needed, and `fuzzy=False` does without.

A score below {threshold:.0f} is `missing`. Of a passage whose length is not recorded, since its text is not held,
the words must stand within {longest} characters, and the score is 100; it is not looked for fuzzily unless it is
recorded whole.

## Measured

The {spans} passages of the {texts} core texts, after {kinds} kinds of damage:
{results:,} results, **{wrong} of them wrong**.

*There* is how many still stand in the damaged text, changed or not, from their first character to their last. Those
counted under a method were found right, with exactly that beginning and that end. *Missed* are those that stand
there and were reported missing. *Wrong* are those that were reported as found and stand elsewhere, or nowhere.

{on_text}

The same from the bytes of pages, by `azturk_data.pages.text_of`:

{on_pages}

## By words alone

As if no text were held, and nothing known but the words:
{words_results:,} results, {words_wrong} of them wrong.

{by_words}

## What it cannot tell

- `words` and `fuzzy` say where a passage stands, not that it says the same: what lies between its edges may have
  changed, a "not" may be new. Only `exact` and `normalised` say that nothing has.
- A passage that is gone from the text, and stands whole elsewhere on the page, in a reader's comment or in another
  article of the same agency, is found there.
- Where nothing but words is known, whatever has a passage's first words and, not far behind, its last ones is the
  passage. A text of sentences that were cut in two and put together otherwise can deceive it.
"""


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="the folder of texts")
    of = cases(load_texts(texts_folder(parser.parse_args().texts)))
    DOCUMENT.write_text(document(of, measure_all(of)), "utf-8")


if __name__ == "__main__":
    main()
