"""Anchoring writes the words around a passage that its deep link needs, and no others."""

import pytest
from conftest import Workshop
from specimen import SHA
from specimen import SOURCE as SOURCE_TEXT
from specimen import TEXT as SPECIMEN_TEXT

from azturk_data.models import Source
from azturk_data.schema.rows import rows_of

SOURCE = "source/wire-2021-05-03"
PAGE = "https://example.org/news/1"

FLOW = "{id: s1, first_words: No drill was held in 2020.}"
BLOCK = "id: s1\n        first_words: No drill was held in 2020.  # all of it"
HEADED = "NO DRILL WAS HELD IN 2020.\n\n" + SPECIMEN_TEXT
"""The text with a headline that browsers, which do not tell capitals, would show for some of its words."""


def written(workshop: Workshop) -> str:
    return workshop.path(SOURCE).read_bytes().decode("utf-8")


def span_urls(workshop: Workshop) -> list[str]:
    source = workshop.read().records[SOURCE]
    return [str(row["url"]) for table, row in rows_of(source) if table == "spans"]


def test_anchoring_adds_the_words_before_in_flow_style(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: HEADED}
    result = unanchored.anchor()
    assert (result.written, result.kept, result.problems) == (3, 0, [])
    assert "first_words: No drill was held in 2020., prefix_words: said., position: {start: " in written(unanchored)
    assert span_urls(unanchored)[1] == f"{PAGE}#:~:text=said.-,No%20drill%20was%20held%20in%202020."


def test_anchoring_adds_the_words_before_in_block_style(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: HEADED}
    unanchored.change(SOURCE, FLOW, BLOCK)
    unanchored.anchor()
    assert f"{BLOCK}\n        prefix_words: said.\n        position: {{start: " in written(unanchored)


def test_words_are_added_behind_the_last_ones(unanchored: Workshop) -> None:
    early = "signed a pact (said THE NORRLAND MINISTRY SAID.)"
    unanchored.texts = {SHA: SPECIMEN_TEXT.replace("signed a pact", early)}
    unanchored.anchor()
    assert (
        "        last_words: the Norrland ministry said.  # the whole sentence\n"
        "        suffix_words: “We\n"
        "        position: {start: "
    ) in written(unanchored)
    assert span_urls(unanchored)[0] == (
        f"{PAGE}#:~:text=The%20ministers%2C%20Ann%20Berg%20and,the%20Norrland%20ministry%20said.,-%E2%80%9CWe"
    )


def test_anchoring_twice_changes_nothing(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: HEADED}
    unanchored.anchor()
    before = written(unanchored)
    result = unanchored.anchor()
    assert (result.written, result.kept) == (0, 3)
    assert written(unanchored) == before


STALE = {
    "flow": (FLOW, f"{FLOW[:-1]}, prefix_words: Berg said., suffix_words: 'an, end'}}"),
    "flow, in front": (FLOW, f"{{prefix_words: Berg said., suffix_words: end, {FLOW[1:]}"),
    "block": (
        BLOCK,
        f"{BLOCK}\n        prefix_words: Berg said.  # so\n        suffix_words: >-\n          an\n          end",
    ),
    "block, in front": (BLOCK, f"prefix_words: Berg said.\n        suffix_words: end\n        {BLOCK}"),
    "block, apart": (BLOCK, f"prefix_words: Berg said.\n        {BLOCK}\n        suffix_words: end"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("clean", "stale"), STALE.values(), ids=STALE)
def test_words_that_are_not_needed_go(unanchored: Workshop, clean: str, stale: str, newline: str) -> None:
    path = unanchored.path(SOURCE)
    path.write_bytes(SOURCE_TEXT.replace(FLOW, clean).replace("\n", newline).encode("utf-8"))
    unanchored.anchor()
    expected = written(unanchored)
    path.write_bytes(SOURCE_TEXT.replace(FLOW, stale).replace("\n", newline).encode("utf-8"))
    result = unanchored.anchor()
    assert (result.written, result.problems) == (3, [])
    assert written(unanchored) == expected
    # And from a file that has its positions.
    clean, stale = (passage.removesuffix("}").replace("\n", newline) for passage in (clean, stale))
    path.write_bytes(expected.replace(clean, stale).encode("utf-8"))
    assert unanchored.anchor().written == 1
    assert written(unanchored) == expected


@pytest.mark.parametrize(("clean", "stale"), STALE.values(), ids=STALE)
def test_words_that_are_wrong_are_mended(unanchored: Workshop, clean: str, stale: str) -> None:
    unanchored.texts = {SHA: HEADED}
    unanchored.change(SOURCE, FLOW, stale)
    assert unanchored.anchor().problems == []
    source = unanchored.read().records[SOURCE]
    assert isinstance(source, Source)
    (span,) = source.claims[1].spans
    assert (span.prefix_words, span.suffix_words) == ("said.", None)
    assert unanchored.anchor().written == 0


def test_words_are_put_in_quotes_where_yaml_needs_them(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: HEADED.replace("Berg said.", "Berg said: {no},")}
    unanchored.anchor()
    assert "first_words: No drill was held in 2020., prefix_words: '{no},', position:" in written(unanchored)


def test_what_is_left_out_needs_no_words(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: "MINISTERS OF NORRLAND AND SÜDERMARK MET ON MONDAY.\n" + SPECIMEN_TEXT}
    unanchored.change(SOURCE, "met on Monday.\n", "met on Monday.\n    prefix_words: MONDAY.\n")
    assert unanchored.anchor().problems == []
    assert "prefix_words" not in written(unanchored)


def test_a_passage_that_no_words_make_shown(unanchored: Workshop) -> None:
    around = "Now, at last, on this day {} is what they all said."
    twice = around.format("NO DRILL WAS HELD IN 2020.") + " " + around.format("No drill was held in 2020.") + " Now, at"
    unanchored.texts = {SHA: SPECIMEN_TEXT.replace("No drill was held in 2020.", "") + twice}
    before = written(unanchored)
    (problem,) = unanchored.anchor().problems
    start = unanchored.texts[SHA].index("NO DRILL")
    assert str(problem).endswith(
        f"{SOURCE}.yaml:41:31  {SOURCE}.claims[1].spans[0].first_words: "
        f"a browser would show {start}–{start + 26} (line 5) instead, even with 3 words before and behind; "
        "give more words, or others"
    )
    assert written(unanchored) == before


def test_words_that_no_browser_would_find(unanchored: Workshop) -> None:
    unanchored.texts = {SHA: SPECIMEN_TEXT.replace("No drill was", "No drill\nwas")}
    (problem,) = unanchored.anchor().problems
    assert str(problem).endswith(
        f"{SOURCE}.yaml:41:31  {SOURCE}.claims[1].spans[0].first_words: a browser would not find these words; "
        "give words that stand within one line, and begin and end with whole words"
    )


@pytest.mark.parametrize("name", ["prefix_words", "suffix_words"])
def test_a_record_holds_three_words_around_a_passage_at_most(workshop: Workshop, name: str) -> None:
    workshop.change(SOURCE, "in 2020., position", f"in 2020., {name}: one two three four, position")
    found = f"{SOURCE}.yaml:42:9  {SOURCE}.claims[1].spans[0]: {name} holds 4 words; give 3 at most"
    assert found in workshop.problems()
