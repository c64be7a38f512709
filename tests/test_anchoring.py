import hashlib

import pytest
from conftest import Workshop
from specimen import SOURCE as SOURCE_TEXT
from specimen import TEXT

from azturk_data.models import Position, Source
from azturk_data.normalisation import normal_hash
from azturk_data.verification import verify

SOURCE = "source/wire-2021-05-03"
PASSAGE = TEXT[TEXT.index("The ministers, Ann") : TEXT.index("ministry said.") + len("ministry said.")]


def positions(workshop: Workshop) -> list[Position | None]:
    source = workshop.read().records[SOURCE]
    assert isinstance(source, Source)
    return [span.position for claim in source.claims for span in claim.spans] + [o.position for o in source.omissions]


def test_anchor_writes_offsets_and_hash(unanchored: Workshop) -> None:
    result = unanchored.anchor()
    assert (result.written, result.kept, result.problems) == (3, 0, [])
    first = positions(unanchored)[0]
    assert first is not None
    assert TEXT[first.start : first.end] == PASSAGE
    assert first.sha256 == hashlib.sha256(PASSAGE.encode("utf-8")).hexdigest()


def test_anchor_keeps_everything_else_of_the_file(unanchored: Workshop) -> None:
    unanchored.anchor()
    after = unanchored.path(SOURCE).read_text("utf-8")
    start = TEXT.index("The ministers, Ann")
    digest = hashlib.sha256(PASSAGE.encode("utf-8")).hexdigest()
    normal = normal_hash(PASSAGE)
    hashes = f"sha256: {digest}, normal_sha256: {normal}"
    line = f"        position: {{start: {start}, end: {start + len(PASSAGE)}, {hashes}}}\n"
    assert f"ministry said.  # the whole sentence\n{line}  - id: c02" in after
    # Taking the positions out again gives the file that the curator wrote, to the byte.
    flow = after[after.index(", position: {") : after.index("}", after.index(", position: {")) + 1]
    last = after[after.rindex("    position: {") : after.rindex("}") + 2]
    assert after.replace(line, "").replace(flow, "").replace(last, "") == SOURCE_TEXT


def test_anchor_twice_changes_nothing(unanchored: Workshop) -> None:
    unanchored.anchor()
    before = unanchored.path(SOURCE).read_bytes()
    modified = unanchored.path(SOURCE).stat().st_mtime_ns
    result = unanchored.anchor()
    assert (result.written, result.kept) == (0, 3)
    assert unanchored.path(SOURCE).read_bytes() == before
    assert unanchored.path(SOURCE).stat().st_mtime_ns == modified


def test_anchor_mends_a_position_that_is_wrong(workshop: Workshop) -> None:
    good = workshop.path(SOURCE).read_text("utf-8")
    first = positions(workshop)[0]
    assert first is not None
    workshop.change(SOURCE, f"start: {first.start}, end: {first.end}", "start: 1, end: 2")
    assert workshop.anchor().written == 1
    assert workshop.path(SOURCE).read_text("utf-8") == good


def test_anchor_mends_a_position_in_block_style(workshop: Workshop) -> None:
    first = positions(workshop)[0]
    assert first is not None
    hashes = f"sha256: {first.sha256}, normal_sha256: {first.normal_sha256}"
    old = f"position: {{start: {first.start}, end: {first.end}, {hashes}}}"
    block = f"\n          start: 1\n          end: 2\n          {hashes}".replace(", ", "\n          ")
    workshop.change(SOURCE, old, f"position:{block}")
    assert workshop.anchor().written == 1
    assert positions(workshop)[0] == first
    assert old in " ".join(workshop.path(SOURCE).read_text("utf-8").split())


def test_anchor_keeps_windows_line_ends(unanchored: Workshop) -> None:
    path = unanchored.path(SOURCE)
    path.write_bytes(SOURCE_TEXT.replace("\n", "\r\n").encode("utf-8"))
    assert unanchored.anchor().written == 3
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_words_that_stand_nowhere(unanchored: Workshop) -> None:
    unanchored.change(SOURCE, "first_words: The ministers, Ann Berg and", "first_words: The ministers, Anne Berg and")
    (problem,) = unanchored.anchor().problems
    assert str(problem).endswith(
        f"{SOURCE}.yaml:27:22  {SOURCE}.claims[0].spans[0].first_words: "
        "the words 'The ministers, Anne Berg and' stand nowhere in the text; "
        "copy them from the text letter for letter"
    )
    assert unanchored.path(SOURCE).read_text("utf-8").count("position") == 0


def test_last_words_that_stand_nowhere(unanchored: Workshop) -> None:
    unanchored.change(SOURCE, "last_words: the Norrland ministry said.", "last_words: the Norrland office said.")
    (problem,) = unanchored.anchor().problems
    assert "claims[0].spans[0].last_words: the words 'the Norrland office said.' stand nowhere" in str(problem)


def test_last_words_before_the_first(unanchored: Workshop) -> None:
    unanchored.change(SOURCE, "last_words: the Norrland ministry said.", "last_words: met on Monday.")
    (problem,) = unanchored.anchor().problems
    assert "the words 'met on Monday.' stand only before 'The ministers, Ann Berg and'" in str(problem)


def test_words_that_fit_two_places_show_the_places(unanchored: Workshop) -> None:
    unanchored.change(SOURCE, "first_words: No drill was held in 2020.", "first_words: said")
    (problem,) = unanchored.anchor().problems
    places = [i for i in range(len(TEXT)) if TEXT.startswith("said", i)]
    assert len(places) == 2
    assert (
        f"the words 'said' fit 2 places of the text: {places[0]}–{places[0] + 4} (line 3), "
        f"{places[1]}–{places[1] + 4} (line 4); give more words, or others, so that they fit one" in str(problem)
    )


def test_words_match_whole_words_and_any_white_space(unanchored: Workshop) -> None:
    unanchored.change(SOURCE, "first_words: No drill was held in 2020.", "first_words: drill was held in 202")
    (problem,) = unanchored.anchor().problems
    assert "stand nowhere" in str(problem)


def test_a_text_that_is_not_there(unanchored: Workshop) -> None:
    unanchored.texts.clear()
    (problem,) = unanchored.anchor().problems
    assert "text_sha256: no text has this SHA-256; put the text into the folder of texts, or mend the hash" in str(
        problem
    )


def failures(workshop: Workshop) -> list[str]:
    return [str(problem) for problem in verify(workshop.read(), workshop.texts).problems]


def test_verify_passes_what_was_anchored(workshop: Workshop) -> None:
    result = verify(workshop.read(), workshop.texts)
    assert (result.spans, result.texts, result.problems) == (3, 1, [])


def test_offsets_past_the_end(workshop: Workshop) -> None:
    first = positions(workshop)[0]
    assert first is not None
    workshop.change(SOURCE, f"start: {first.start}, end: {first.end}", f"start: {first.start}, end: 9999")
    (found,) = failures(workshop)
    assert found.endswith(
        f"{SOURCE}.yaml:29:36  {SOURCE}.claims[0].spans[0].position.end: the end 9999 lies past the end of the text, "
        f"which has {len(TEXT)} characters; run 'azturk-data anchor'"
    )


def test_a_passage_that_no_longer_has_its_hash(workshop: Workshop) -> None:
    first = positions(workshop)[0]
    assert first is not None
    workshop.change(SOURCE, f" sha256: {first.sha256}", f" sha256: {'0' * 64}")
    (found,) = failures(workshop)
    assert f"{SOURCE}.yaml:29:49  {SOURCE}.claims[0].spans[0].position.sha256: the passage at" in found
    assert "does not have the recorded SHA-256; run 'azturk-data anchor', and see whether the text has changed" in found


def test_words_that_are_not_those_of_the_passage(workshop: Workshop) -> None:
    workshop.change(SOURCE, "first_words: The ministers, Ann Berg and", "first_words: Ann Berg and")
    (found,) = failures(workshop)
    assert "claims[0].spans[0].first_words: the passage at 52" in found
    assert "does not begin and end with the words given; run 'azturk-data anchor'" in found


def test_backwards_offsets(workshop: Workshop) -> None:
    first = positions(workshop)[0]
    assert first is not None
    workshop.change(SOURCE, f"start: {first.start}, end: {first.end}", "start: 9, end: 9")
    found = [p for p in workshop.problems() if p.startswith(SOURCE)]
    assert found == [
        f"{SOURCE}.yaml:29:19  {SOURCE}.claims[0].spans[0].position: start 9 is not before end 9; "
        "delete 'position' and run 'azturk-data anchor'"
    ]


@pytest.mark.parametrize("letter", ["İ", "ﬁ", "é", "𐍈"])
def test_offsets_count_code_points(unanchored: Workshop, letter: str) -> None:
    text = f"{letter * 5} {TEXT}"
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    unanchored.texts = {digest: text}
    unanchored.change(SOURCE, hashlib.sha256(TEXT.encode("utf-8")).hexdigest(), digest)
    assert unanchored.anchor().problems == []
    first = positions(unanchored)[0]
    assert first is not None
    assert first.start == TEXT.index("The ministers, Ann") + 6
