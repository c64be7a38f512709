"""Deep links in a real Chromium: each is opened, and what the page shows is compared with the passage."""

import random
import unicodedata
from collections.abc import Iterator

import pytest
from browser import Browser, running_browser
from marked import Marked, specimens
from test_curation import core_sources

from azturk_data.highlighting import Context, Page, fold, highlighted
from azturk_data.reading.reader import RecordSet
from azturk_data.schema.rows import rows_of
from azturk_data.textfragment import Directive, deep_link
from azturk_data.texts import Match

PAGE = "https://example.org/news/1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all; skips where there is none, or fails if AZTURK_REQUIRE_BROWSER is set."""
    with running_browser() as running:
        yield running


def visible(text: str, place: Match) -> list[int]:
    """The offsets of a passage's characters that take room on a page."""
    held = range(place.start, place.end)
    return [i for i in held if not text[i].isspace() and unicodedata.category(text[i]) not in ("Cf", "Mn")]


def failure(browser: Browser, text: str, url: str, place: Match) -> str:
    """Open a deep link; say what is wrong with what is shown, if anything."""
    shown = browser.open(text, url, (place.start, place.end))
    offsets = [i for i in shown.offsets if unicodedata.category(text[i]) not in ("Cf", "Mn")]
    wrong = [
        offsets != visible(text, place) and f"highlights {''.join(text[i] for i in offsets)!r}",
        shown.stray and f"{shown.stray} pixels more",
        shown.bare and f"{shown.bare} pixels less",
        not shown.in_view and f"scrolled to {shown.scrolled}",
    ]
    return "; ".join(found for found in wrong if found)


def test_every_core_span_is_shown(browser: Browser, core: RecordSet, texts: dict[str, str]) -> None:
    """The page scrolls to exactly the passage, and highlights no more and no less, in real Chromium."""
    wrong: dict[object, str] = {}
    shown = 0
    for source in core_sources(core):
        rows = list(rows_of(source))
        links = {row["span_id"]: str(row["url"]) for table, row in rows if table == "spans"}
        places = {row["span_id"]: (row["start"], row["end"]) for table, row in rows if table == "positions"}
        assert places.keys() == links.keys()
        text = texts[source.text_sha256 or ""]
        # Several claims share a passage; a link is opened once.
        spans = {(links[span], places[span]): span for span in links}
        found = {span: failure(browser, text, url, Match(*place)) for (url, place), span in spans.items()}
        wrong |= {span: what for span, what in found.items() if what}
        shown += len(links)
    assert wrong == {}
    assert shown >= 235


@pytest.mark.parametrize(("specimen", "around"), specimens().values(), ids=specimens())
def test_invented_passages_are_shown(browser: Browser, specimen: Marked, around: Context) -> None:
    first, last = specimen.words
    assert failure(browser, specimen.text, deep_link(PAGE, first, last, *around), specimen.passage) == ""
    if around != Context():
        # Without the words around, what is shown is another passage, and the one that we reckon.
        assert failure(browser, specimen.text, deep_link(PAGE, first, last), specimen.passage) != ""
        page = Page(specimen.text)
        instead = highlighted(page, Directive(first, last), strict=True)
        if instead is not None:
            assert failure(browser, specimen.text, deep_link(PAGE, first, last), page.original(instead)) == ""


def test_words_in_other_letters_and_case_are_shown(browser: Browser) -> None:
    specimen, _ = specimens()["Azerbaijani"]
    directive = Directive("BU GUN ŞƏHƏRDƏ guclu", "kulək ƏSDI.")
    assert failure(browser, specimen.text, deep_link(PAGE, *directive), specimen.passage) == ""


def test_an_address_with_a_fragment_of_its_own_shows_the_passage(browser: Browser) -> None:
    specimen, _ = specimens()["plain"]
    link = deep_link(f"{PAGE}#chapter-2", *specimen.words)
    assert link.startswith(f"{PAGE}#chapter-2:~:text=")
    assert failure(browser, specimen.text, link, specimen.passage) == ""


@pytest.mark.parametrize(
    "directive",
    [
        Directive("The tram was late"),
        Directive("Rain fell.", "the tram"),
        Directive("home.", "Rain fell."),
        Directive("ain fell"),
        Directive("Rain fell. The sun", None),
        Directive("Rain", None, "The", "fell."),
    ],
    ids=[
        "other words",
        "other last words",
        "in the wrong order",
        "part of a word",
        "over a line",
        "other words before",
    ],
)
def test_a_directive_that_matches_nothing_leaves_the_page_at_its_top(browser: Browser, directive: Directive) -> None:
    text = "Rain fell.\nThe sun came out. All went home."
    assert highlighted(Page(text), directive) is None
    shown = browser.open(text, deep_link(PAGE, *directive), None)
    assert (shown.offsets, shown.stray, shown.scrolled) == ([], 0, 0)


def test_a_highlight_in_the_wrong_place_is_seen(browser: Browser) -> None:
    """The tests above can fail."""
    text = "Rain fell.\n" * 20 + "The sun came out. All went home."
    sun, home = (Match(text.index(words), text.index(words) + len(words)) for words in ("The sun came", "All went"))
    found = failure(browser, text, deep_link(PAGE, "The sun came"), home)
    assert found.startswith("highlights 'Thesuncame'; ")
    assert "pixels more" in found
    assert "pixels less" in found
    assert "pixels less" in failure(browser, text, deep_link(PAGE, "The sun"), sun)
    assert "pixels more" in failure(browser, text, deep_link(PAGE, "The sun came out"), sun)
    assert failure(browser, text, deep_link(PAGE, "The moon"), sun).endswith("pixels less; scrolled to 0")


VOCABULARY = ["the", "The", "drill", "drills", "Şişe", "sise", "high-level", "high", "level", "said.", "said,", "“we"]
VOCABULARY += ["we", "brothers”", "don’t", "U.S.", "5", "R&D", "əli"]


def test_the_browser_shows_what_we_reckon(browser: Browser) -> None:
    """Words of texts that repeat themselves, drawn at random but always the same."""
    chance = random.Random(20230827)

    def some(words: list[str], most: int) -> str:
        start = chance.randrange(len(words))
        return " ".join(words[start : start + chance.randint(1, most)])

    tried = {True: 0, False: 0}
    while tried[True] < 30:
        words = chance.sample(VOCABULARY, 6)
        lines = [chance.choices(words, k=chance.randint(3, 12)) for _ in range(3)]
        text = "\n".join(map(" ".join, lines))
        optional = (some(chance.choice(lines), 2) if chance.random() < share else None for share in (0.5, 0.3, 0.3))
        directive = Directive(some(chance.choice(lines), 3), *optional)
        page = Page(text)
        places = [highlighted(page, directive, strict=strict) for strict in (False, True)]
        if places[0] is None and tried[False] == 5:
            continue  # What is not found takes Chromium a second.
        tried[places[0] is not None] += 1
        expected = [page.original(place) if place else None for place in places]
        aim = expected[0]
        shown = browser.open(text, deep_link(PAGE, *directive), aim and (aim.start, aim.end))
        assert shown.offsets in [visible(text, place) if place else [] for place in expected], (text, directive)
    assert tried == {True: 30, False: 5}


@pytest.mark.parametrize("language", ["en", "tr", "ru", "hy"])
def test_letters_that_the_browser_takes_for_each_other_fold_alike(browser: Browser, language: str) -> None:
    """By the comparison that Chromium searches with, in languages that it may be set to."""
    blocks = [range(0x20, 0x180), range(0x1E00, 0x1F00), range(0x400, 0x530), range(0x531, 0x590), [0x259, 0x2BC]]
    letters = [chr(code) for block in blocks for code in block if chr(code).isalnum()]
    alike = browser.compared_as_equal(letters, language)
    assert len(alike) > 600
    assert [(a, b) for a, b in alike if fold(a) != fold(b)] == []
