"""What a browser shows, by our reckoning; tests/test_deep_links.py asks a browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import Marked, marked, specimens

from azturk_data.highlighting import Context, Page, context, fold, highlighted, shows
from azturk_data.models.source import CONTEXT_WORDS
from azturk_data.textfragment import Directive
from azturk_data.texts import Match


def shown(text: str, directive: Directive, *, strict: bool = False) -> str | None:
    page = Page(text)
    found = highlighted(page, directive, strict=strict)
    if found is None:
        return None
    place = page.original(found)
    return text[place.start : place.end]


@pytest.mark.parametrize(("specimen", "expected"), specimens().values(), ids=specimens())
def test_the_words_around_a_passage_that_are_needed(specimen: Marked, expected: Context) -> None:
    page = Page(specimen.text)
    assert context(page, specimen.passage, *specimen.words) == expected
    assert shows(page, Directive(*specimen.words, *expected), specimen.passage)
    assert shows(page, Directive(*specimen.words), specimen.passage) == (expected == Context())


@pytest.mark.parametrize(
    ("text", "directive", "expected"),
    {
        "the first place": ("Rain fell. Rain rose.", Directive("rain"), "Rain"),
        "the first end behind the start": ("b a b a b", Directive("a", "b"), "a b"),
        "an end that would overlap the start": ("to be or not to be", Directive("to be", "be or"), None),
        "a start without an end behind it": ("a b a", Directive("a b", "a b"), None),
        "no word": ("a b", Directive("\u00ad"), None),
        "an empty text": ("", Directive("a"), None),
        "over a line break": ("one two\nthree", Directive("two three"), None),
        "from line to line": ("one two\nthree", Directive("two", "three"), "two\nthree"),
        "a prefix in the line before": ("one\n\n  two two", Directive("two", None, "one"), "two"),
        "a prefix that does not stand next to it": ("one x two", Directive("two", None, "one"), None),
        "a prefix that is followed twice": ("a a b a c", Directive("c", None, "a"), "c"),
        "a prefix that overlaps itself": ("a a a b", Directive("b", None, "a a"), "b"),
        "last words that end inside a word": ("a new bridges", Directive("a", "bridge", None, "s"), "a new bridge"),
        "a suffix for another end": ("a b c b d", Directive("a", "b", None, "d"), "a b c b"),
        "a suffix for another start": ("a b a c", Directive("a", None, None, "c"), "a"),
        "part of a word": ("unsaid saidst", Directive("said"), None),
        "a word's beginning, with the rest as suffix": ("bridges", Directive("bridge", None, None, "s"), "bridge"),
        "case, accents and quotation marks": ("“ŞUŞA’S”", Directive('"susa\'s"'), "“ŞUŞA’S”"),
        "ligatures and letters that are two": ("ﬁne œuvres", Directive("fine oeuvres"), "ﬁne œuvres"),
        "a dotless i": ("Qarabağ, Ağrı, AĞRI", Directive("agri"), "Ağrı"),
        "half a ligature": ("ﬁ ne", Directive("f"), None),
        "a letter's mark apart": ("Gu\u0308ler\u0301 came", Directive("guler"), "Gu\u0308ler\u0301"),
        "what is passed over": ("co\u00adop\u200b came", Directive("coop"), "co\u00adop\u200b"),
        "white space": ("  a \t\r b\u00a0c  ", Directive("a b c"), "a \t\r b\u00a0c"),
        "no-break spaces, which do not collapse": ("a\u00a0\u00a0b", Directive("a b"), None),
    }.values(),
)
def test_what_is_shown(text: str, directive: Directive, expected: str | None) -> None:
    assert shown(text, directive) == expected


@pytest.mark.parametrize(
    ("text", "words", "somewhere", "everywhere"),
    [
        ("Baku’s port", "Baku", "Baku", None),
        ("3.5 m", "5 m", "5 m", None),
        ("U.S. ships", "S. ships", "S. ships", None),
        ("the high-level talks", "level talks", "level talks", "level talks"),
        ("co\u00adop", "op", "op", None),
        ("Հայաստանի՛ն", "Հայաստանի", "Հայաստանի", None),
        ("He left. Then", "left", "left", "left"),
    ],
)
def test_where_words_end(text: str, words: str, somewhere: str | None, everywhere: str | None) -> None:
    assert shown(text, Directive(words)) == somewhere
    assert shown(text, Directive(words), strict=True) == everywhere


@pytest.mark.parametrize(
    "text",
    [
        "On one wet summer day it rained. On one wet summer day ⟦it rained⟧. On one wet day.",
        "It rained ⟦on the bridge\nover the river⟧ Oar.",
    ],
    ids=["three words around are the same", "words over a line break"],
)
def test_passages_that_no_words_around_make_shown(text: str) -> None:
    where = marked(text)
    assert context(Page(where.text), where.passage, *where.words) is None


def test_words_that_a_record_cannot_hold_are_not_used() -> None:
    where = marked("It rose: rain fell. In all\n=1 ⟦rain fell⟧.")
    assert context(Page(where.text), where.passage, *where.words) is None
    where = marked("It rose: rain fell. In all =1 ⟦rain fell⟧.")
    assert context(Page(where.text), where.passage, *where.words) == Context("all =1")


@pytest.mark.parametrize(("one", "other"), [("ə", "e"), ("ı", "l"), ("5", "6"), ("a", "о"), ("և", "ե")])
def test_letters_that_are_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


TOKENS = st.sampled_from(["rain", "Rain", "rise", "rose.", "the", "THE", "(the", "fell,", "wet-rain", "5", "\n"])
TEXTS = st.lists(TOKENS, min_size=1, max_size=30).map(" ".join)
TERMS = st.lists(TOKENS.filter(str.strip), min_size=1, max_size=3).map(" ".join)


def as_one_pattern(directive: Directive) -> re.Pattern[str]:
    """The search as one regular expression, which is all of it for plain letters and single lines."""
    first, last, prefix, suffix = ([re.escape(term)] if term else [] for term in directive)
    passage = ".*?".join(rf"(?:{word_start(term)}{term})" for term in last)
    core = rf"(?P<passage>{first[0]}{'' if not last else word_end(first[0]) + '.*?' + passage})"
    before = "".join(rf"{word_start(term)}{term}\s*" for term in prefix) or word_start(first[0])
    behind = "".join(rf"\s*{term}{word_end(term)}" for term in suffix) or word_end((last or first)[0])
    return re.compile(before + core + behind, re.IGNORECASE | re.DOTALL)


def word_start(term: str) -> str:
    return r"(?<!\w)" if re.match(r"\w", term) else ""


def word_end(term: str) -> str:
    return r"(?!\w)" if re.search(r"\w$", term) else ""


@given(TEXTS, TERMS, st.none() | TERMS, st.none() | TERMS, st.none() | TERMS)
def test_the_search_is_that_of_one_pattern(
    text: str, first: str, last: str | None, prefix: str | None, suffix: str | None
) -> None:
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    directive = Directive(first, last, prefix, suffix)
    found = as_one_pattern(directive).search(text)
    assert shown(text, directive) == (found.group("passage") if found else None)


@given(st.data())
def test_words_around_are_few_and_stand_there_and_help(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if not words:
        return
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin, min(begin + 2, len(words) - 1)))
    passage = Match(words[begin][0], words[end][1])
    whole = text[passage.start : passage.end]
    page = Page(text)
    around = context(page, passage, whole, None)
    if around is None:
        return
    for given_words in filter(None, around):
        assert len(given_words.split()) <= CONTEXT_WORDS
    prefix, suffix = around
    assert " ".join(text[: passage.start].split()).endswith(prefix or "")
    assert " ".join(text[passage.end :].split()).startswith(suffix or "")
    assert shows(page, Directive(whole, None, *around), passage)
    if around != Context():
        assert not shows(page, Directive(whole), passage)


@given(st.text(), st.text(min_size=1), st.none() | st.text(min_size=1), st.none() | st.text(), st.none() | st.text())
def test_any_text_and_any_words_give_a_place_in_it_or_none(
    text: str, first: str, last: str | None, prefix: str | None, suffix: str | None
) -> None:
    page = Page(text)
    found = highlighted(page, Directive(first, last, prefix, suffix))
    if found is not None:
        place = page.original(found)
        assert 0 <= place.start < place.end <= len(text)
        assert page.place(place) == found


@given(st.text(min_size=1))
def test_a_text_of_one_line_shows_itself(text: str) -> None:
    words = " ".join(text.split())
    if fold(words).strip():
        assert shown(words, Directive(words)) is not None
