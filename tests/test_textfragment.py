"""The encoder of deep links: what it writes is read back by the rules of the draft, written here anew."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from azturk_data.textfragment import Directive, deep_link, encode_term

PAGE = "https://example.org/a"
# Of the draft's characters for a term, quote() leaves these; the rest it percent-encodes, as it may.
TERM = re.compile(r"(?:[A-Za-z0-9._~]|%[0-9A-F]{2})+")

words = st.text(min_size=1).filter(lambda text: text.split())
maybe = st.none() | words


def read(directive: str) -> Directive | None:
    """Parse a text directive's value as the draft says, section 3.4."""
    tokens = directive.split(",")
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else None
    suffix = tokens.pop()[1:] if tokens and tokens[-1].startswith("-") else None
    if len(tokens) not in (1, 2):
        return None
    end = tokens[1] if len(tokens) == 2 else None
    terms = (tokens[0], end, prefix, suffix)
    if any(term is not None and (term == "" or "-" in term) for term in terms):
        return None
    start, *others = (unquote(term, errors="strict") if term is not None else None for term in terms)
    assert start is not None
    return Directive(start, *others)


@pytest.mark.parametrize(
    ("terms", "fragment"),
    [
        (Directive("No drill was held."), "No%20drill%20was%20held."),
        (Directive("The ministers", "in 2020."), "The%20ministers,in%202020."),
        (Directive("start", "end", "before", "behind"), "before-,start,end,-behind"),
        (Directive("start", None, "before"), "before-,start"),
        (Directive("start", None, None, "behind"), "start,-behind"),
        (Directive("high-level, R&D"), "high%2Dlevel%2C%20R%26D"),
        (Directive("-", "-,-", "-", "-"), "%2D-,%2D,%2D%2C%2D,-%2D"),
        (Directive("50 % #1 a+b?"), "50%20%25%20%231%20a%2Bb%3F"),
        (Directive("“Şuşa”, Շուշի"), "%E2%80%9C%C5%9Eu%C5%9Fa%E2%80%9D%2C%20%D5%87%D5%B8%D6%82%D5%B7%D5%AB"),
        (Directive("of\n two\u00a0\tlines "), "of%20two%20lines"),
    ],
)
def test_links_as_they_are_written(terms: Directive, fragment: str) -> None:
    assert deep_link(PAGE, *terms) == f"{PAGE}#:~:text={fragment}"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (PAGE, f"{PAGE}#:~:text=x"),
        (f"{PAGE}?q=a#part-2", f"{PAGE}?q=a#part-2:~:text=x"),
        (f"{PAGE}#", f"{PAGE}#:~:text=x"),
        (f"{PAGE}#:~:text=old,words", f"{PAGE}#:~:text=x"),
        (f"{PAGE}#part-2:~:text=old", f"{PAGE}#part-2:~:text=x"),
        (f"{PAGE}/:~:/b", f"{PAGE}/:~:/b#:~:text=x"),
    ],
)
def test_a_fragment_of_the_address_is_kept_and_a_directive_is_not(url: str, link: str) -> None:
    assert deep_link(url, "x") == link


@given(words, maybe, maybe, maybe)
def test_any_words_are_read_back(first: str, last: str | None, prefix: str | None, suffix: str | None) -> None:
    link = deep_link(PAGE, first, last, prefix, suffix)
    before, _, value = link.partition("#:~:text=")
    assert before == PAGE
    assert re.fullmatch(rf"(?:{TERM.pattern}-,)?{TERM.pattern}(?:,{TERM.pattern})?(?:,-{TERM.pattern})?", value)
    terms = (first, last, prefix, suffix)
    assert read(value) == tuple(" ".join(term.split()) if term is not None else None for term in terms)


@given(st.text())
def test_any_text_is_encoded_into_the_characters_of_a_term(text: str) -> None:
    encoded = encode_term(text)
    assert TERM.fullmatch(encoded) or (encoded == "" and not text.split())
    assert unquote(encoded, errors="strict") == " ".join(text.split())


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_term("a\ud800")
