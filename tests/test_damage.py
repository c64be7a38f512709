import importlib
import sys
from pathlib import Path

import pytest

from azturk_data.relocation import Method, Wanted

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "bench"))
damage = importlib.import_module("damage")
renditions = importlib.import_module("renditions")
Rendition = renditions.Rendition

DECEIVING = "sentences cut in two, and the halves put together otherwise"
LOOKS_ONLY = [
    "none: the text as it is",
    "lines re-wrapped at 60 characters",
    "lines re-wrapped at 40 characters and indented",
    "all on one line",
    "curly quotation marks",
    "straight quotation marks",
    "guillemets",
    "Unicode NFD",
    "Unicode NFKC",
    "non-breaking spaces",
    "soft hyphens in words",
    "zero-width spaces in words",
    "dashes and hyphens changed",
    "ellipses changed",
    "navigation and advertising around the text",
    "advertising between the paragraphs",
    "a paragraph added behind each",
    "paragraphs in reverse order",
    "every paragraph twice",
    "the whole text twice",
    "readers' comments that quote every sentence, behind the text",
    "highlights that quote every other sentence, before the text",
    "all of it: wrapped, NFD, guillemets, advertising, navigation",
    "cut off in the middle, and another article behind",
]
"""Kinds that leave the words of a passage alone, or take them away altogether."""


@pytest.fixture(scope="session")
def cases(texts):
    return damage.cases(texts)


@pytest.fixture(scope="session")
def measured(cases):
    return damage.measure_all(cases)


def test_every_passage_with_a_position_is_asked_for(cases, core):
    spans = [span for source in core.of_kind("source") for claim in source.claims for span in claim.spans]
    assert sum(len(asked) for _, asked in cases) == sum(span.position is not None for span in spans) > 200


@pytest.mark.parametrize("kind", damage.DAMAGES)
def test_nothing_is_found_wrongly_in_a_damaged_text(kind, measured):
    tally = measured.on_text[kind]
    assert tally.wrong == []
    assert tally.right.total() + tally.missed == tally.there


@pytest.mark.parametrize("kind", damage.PAGES)
def test_every_passage_is_found_in_a_page(kind, measured):
    tally = measured.on_pages[kind]
    assert tally.wrong == []
    assert tally.right[Method.EXACT] + tally.right[Method.NORMALISED] == tally.there == tally.asked


@pytest.mark.parametrize("kind", LOOKS_ONLY)
def test_every_passage_is_found_by_its_hash_whose_words_are_unchanged(kind, measured):
    tally = measured.on_text[kind]
    assert tally.right[Method.EXACT] + tally.right[Method.NORMALISED] == tally.there > 0


@pytest.mark.parametrize("kind", damage.DAMAGES)
def test_words_alone_deceive_only_where_that_was_the_aim(kind, measured):
    assert len(measured.by_words[kind].wrong) == (1 if kind == DECEIVING else 0)


def test_the_report_is_what_was_measured(cases, measured):
    message = "docs/relocation.md is out of date; run 'python bench/damage.py'"
    assert damage.DOCUMENT.read_text("utf-8") == damage.document(cases, measured), message


TEXT = "One two. Three four five."
WHOLE = (0, len(TEXT))
THREE = (9, 25)


def shown(rendition, passage):
    return [rendition.text[slice(*place)] for place in rendition.places(passage)]


def test_a_rendition_knows_where_a_passage_stands():
    text = Rendition.of(TEXT)
    assert shown(text, THREE) == ["Three four five."]
    assert shown(text.replaced("four", lambda _: "quite other"), THREE) == ["Three quite other five."]
    assert shown(text.replaced("Three", lambda _: "Ten"), THREE) == ["Ten four five."]
    assert shown(Rendition.added("Ad. ") + text[9:] + " Ad. " + text[9:], THREE) == ["Three four five."] * 2
    assert (text[9:] + "!" + text[:9]).places(THREE) == [(0, 16)]


def test_a_rendition_knows_what_is_gone():
    text = Rendition.of(TEXT)
    assert text[:20].places(THREE) == []
    assert text[10:].places(THREE) == []
    assert text.replaced("Three ", lambda _: "").places(THREE) == []
    assert (text[:12] + text[22:]).places(THREE) == []  # less than half of it
    assert (text[:15] + " and much else besides" + text[15:]).places(THREE) == []  # more than twice as long
    assert (text[15:] + text[:15]).places(THREE) == []
    assert Rendition.added(TEXT).places(WHOLE) == []


def test_a_tally_tells_right_from_wrong():
    tally = damage.Tally()
    (found,) = damage.relocate(TEXT, [Wanted("s", "Three four five.")])
    tally.add(found, [(0, 8), THREE])
    tally.add(found, [(9, 24)])
    tally.add(found, [])
    (missing,) = damage.relocate(TEXT, [Wanted("s", "Six.")])
    tally.add(missing, [THREE])
    tally.add(missing, [])
    assert (tally.asked, tally.there, tally.missed, tally.wrong) == (5, 3, 1, [found, found])
    assert tally.right == {Method.WORDS: 1}
