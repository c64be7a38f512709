"""Coverage of the texts: in Python, as a picture, and as a command."""

import io
import json
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import Workshop
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from specimen import SHA, TEXT
from specimen_tables import publish
from typer.testing import CliRunner

from azturk_data.cli import app
from azturk_data.cli import coverage as command
from azturk_data.coverage import (
    MissingTextsError,
    Stretch,
    TextCoverage,
    UnknownSourceError,
    coverage,
    sentences_of,
)
from azturk_data.coverage_picture import Cell, cells, svg
from azturk_data.reading.reader import RecordSet
from azturk_data.texts import NoTextsError, passage_hash

SOURCE = "source/wire-2021-05-03"
HEADLINE = "Ministers of Norrland and Südermark met on Monday."
SIGNED = TEXT[TEXT.index("The ministers, Ann") : TEXT.index("ministry said.") + len("ministry said.")]
BROTHERS = "“We are brothers,” Berg said."
DRILL = "No drill was held in 2020."


def place(words: str) -> Stretch:
    return Stretch(TEXT.index(words), TEXT.index(words) + len(words))


def covered(workshop: Workshop) -> TextCoverage:
    (text,) = coverage(workshop.read(), workshop.texts)
    return text


def cover_all(workshop: Workshop) -> None:
    """Add an omission for the one sentence of the specimen that nothing covers."""
    path = workshop.path(SOURCE)
    path.write_text(f"{path.read_text('utf-8')}  - {{id: o2, reason: byline, first_words: '{BROTHERS}'}}\n", "utf-8")
    workshop.anchor()


def carry_part_of_the_signing(workshop: Workshop) -> None:
    """Give the second claim a passage inside the first one's."""
    workshop.change(SOURCE, "first_words: No drill was held in 2020.", "first_words: signed a pact in Hamn")
    workshop.anchor()


def test_each_sentence_with_what_covers_it(workshop: Workshop) -> None:
    text = covered(workshop)
    assert (text.source_id, text.outlet, text.published_on, text.length, text.unplaced) == (
        SOURCE,
        "The Wire",
        "2021-05-03",
        len(TEXT),
        (),
    )
    assert [(s.number, s.text, s.stretch, s.claims, s.reasons, s.gaps) for s in text.sentences] == [
        (1, HEADLINE, place(HEADLINE), (), ("headline",), ()),
        (2, SIGNED, place(SIGNED), ("claim/wire-2021-05-03/c01",), (), ()),
        (3, BROTHERS, place(BROTHERS), (), (), (place("We are brothers,” Berg said"),)),
        (4, DRILL, place(DRILL), ("claim/wire-2021-05-03/c02",), (), ()),
    ]
    assert text.gaps == (place("We are brothers,” Berg said"),)
    assert [(c.id, c.stretch, c.claim_id, c.reason) for c in text.coverings] == [
        ("omission/wire-2021-05-03/o1", place(HEADLINE), None, "headline"),
        ("span/wire-2021-05-03/c01/s1", place(SIGNED), "claim/wire-2021-05-03/c01", None),
        ("span/wire-2021-05-03/c02/s1", place(DRILL), "claim/wire-2021-05-03/c02", None),
    ]


def test_an_omission_closes_the_gap(workshop: Workshop) -> None:
    cover_all(workshop)
    text = covered(workshop)
    assert text.gaps == ()
    assert text.sentences[2].reasons == ("byline",)


def test_a_part_of_a_sentence_that_is_left(workshop: Workshop) -> None:
    workshop.change(SOURCE, "first_words: The ministers, Ann Berg and", "first_words: signed a pact in")
    workshop.anchor()
    (gap,) = covered(workshop).sentences[1].gaps
    assert gap == place("The ministers, Ann Berg and Olle Çelik")


def test_two_parts_that_are_left_are_two_gaps(workshop: Workshop) -> None:
    workshop.change(SOURCE, "first_words: The ministers, Ann Berg and", "first_words: signed a pact in")
    workshop.change(SOURCE, "last_words: the Norrland ministry said.", "last_words: Hamn on 3 May 2021,")
    workshop.anchor()
    assert covered(workshop).sentences[1].gaps == (
        place("The ministers, Ann Berg and Olle Çelik"),
        place("the Norrland ministry said"),
    )


def test_half_a_word_is_not_covered(workshop: Workshop) -> None:
    start, end = place(DRILL).start, place(DRILL).end
    part = DRILL[:-3]
    old = f"start: {start}, end: {end}, sha256: {passage_hash(DRILL)}"
    workshop.change(SOURCE, old, f"start: {start}, end: {end - 3}, sha256: {passage_hash(part)}")
    workshop.change(SOURCE, f"first_words: {DRILL}", f"first_words: {part}")
    assert covered(workshop).sentences[3].gaps == (place("2020"),)


def test_what_does_not_verify_covers_nothing(workshop: Workshop) -> None:
    start = TEXT.index(DRILL)
    workshop.change(SOURCE, f"start: {start}, end: ", f"start: {start + 1}, end: ")
    text = covered(workshop)
    assert text.unplaced == ("span/wire-2021-05-03/c02/s1",)
    assert text.sentences[3].claims == ()
    assert text.sentences[3].gaps == (place("No drill was held in 2020"),)


def test_a_sentence_is_shown_by_its_first_words(workshop: Workshop) -> None:
    sentences = covered(workshop).sentences
    assert sentences[1].opening == "The ministers, Ann Berg and Olle …"
    assert sentences[3].opening == DRILL
    assert "ministers" not in repr(sentences[1])


def test_tables_and_records_give_the_same(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(workshop, monkeypatch)
    of_tables = coverage(None, {SHA: TEXT})
    assert of_tables == coverage(workshop.read(), workshop.texts) == coverage(workshop.records, workshop.texts)
    assert of_tables == coverage(str(workshop.records), workshop.folder / "texts", SOURCE)


def test_texts_and_sources_that_are_not_there(workshop: Workshop) -> None:
    found = workshop.read()
    with pytest.raises(MissingTextsError) as missing:
        coverage(found, {})
    assert str(missing.value) == f"{SOURCE}: no text has the SHA-256 {SHA}\nput the texts into the folder of texts"
    with pytest.raises(NoTextsError, match="there is no folder of texts at"):
        coverage(found, workshop.folder / "none")
    with pytest.raises(UnknownSourceError) as unknown:
        coverage(found, workshop.texts, "source/wire")
    assert str(unknown.value) == f"there is no core source 'source/wire'; did you mean '{SOURCE}'?"


def test_the_core_texts_are_covered(core: RecordSet, texts: dict[str, str]) -> None:
    found = coverage(core, texts)
    assert [len(text.sentences) for text in found] == [15, 12, 32, 15, 20]
    assert [(text.source_id, text.gaps, text.unplaced) for text in found] == [
        (text.source_id, (), ()) for text in found
    ]
    claims = {claim for text in found for sentence in text.sentences for claim in sentence.claims}
    assert len(claims) == 197


# What ends sentences, what only seems to, and white space that breaks lines or takes several bytes.
PIECES = st.sampled_from(
    [
        *("a", "B", "Ç", "İ", "🎉", "é", "J.", "Mr.", "3", ".", "!", "?", "…", "“", "”", '"', "(", ")"),
        *(" ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x85", "\u3000", "\u200b"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "tr", "az", "ru", "hy", "az-Latn-AZ", "qqq"]))
def test_sentences_hold_every_word_once(text: str, language: str) -> None:
    sentences = list(sentences_of(text, language))
    for earlier, later in pairwise(sentences):
        assert earlier.end <= later.start
    for sentence in sentences:
        held = text[sentence.start : sentence.end]
        assert held == held.strip() != ""
    for word in re.finditer(r"\w", text):
        assert sum(s.start <= word.start() < s.end for s in sentences) == 1


def test_a_wide_space_before_a_full_stop_is_no_trouble() -> None:
    assert list(sentences_of("Meet Mr B\u00a0. He said so.", "en"))[-1].end == 23


def test_a_bar_has_the_kinds_in_their_places(workshop: Workshop) -> None:
    text = covered(workshop)
    bar = cells(text, len(TEXT))
    kinds = "".join({"claims": "c", "omission": "o", "gap": "x", "blank": " "}[cell.kind] for cell in bar)
    gap = place("We are brothers,” Berg said")
    expected = [" "] * len(TEXT)
    for stretch, kind in ((place(HEADLINE), "o"), (place(SIGNED), "c"), (place(DRILL), "c"), (gap, "x")):
        expected[stretch.start : stretch.end] = kind * (stretch.end - stretch.start)
    assert kinds == "".join(expected)
    assert {cell.depth for cell in bar if cell.kind == "claims"} == {1}


@pytest.mark.parametrize("width", [1, 7, 40, 79, 1000])
def test_a_bar_is_as_wide_as_it_should_be(workshop: Workshop, width: int) -> None:
    bar = cells(covered(workshop), width)
    assert len(bar) == width
    assert Cell("gap") in bar


def test_a_bar_shows_how_many_claims_there_are(workshop: Workshop) -> None:
    carry_part_of_the_signing(workshop)
    text = covered(workshop)
    bar = cells(text, len(TEXT))
    both = place("signed a pact in Hamn")
    assert [cell.depth for cell in bar[both.start - 1 : both.end + 1]] == [1, *[2] * 21, 1]


SVG = "{http://www.w3.org/2000/svg}"


def shapes(drawing: str) -> dict[str, list[ET.Element]]:
    """The shapes of a drawing by what their titles say."""
    found: dict[str, list[ET.Element]] = {}
    for rect in ET.fromstring(drawing).iter(f"{SVG}rect"):
        title = rect.find(f"{SVG}title")
        if title is not None:
            found.setdefault(title.text or "", []).append(rect)
    return found


def test_a_drawing_has_a_shape_for_everything(workshop: Workshop) -> None:
    text = covered(workshop)
    found = shapes(svg([text]))
    gap = text.gaps[0]
    assert set(found) == {
        "claim/wire-2021-05-03/c01",
        "claim/wire-2021-05-03/c02",
        "omission/wire-2021-05-03/o1: headline",
        f"not covered: {gap.start}–{gap.end}",
        "sentence 1: headline",
        "sentence 2: claim/wire-2021-05-03/c01",
        "sentence 3: not covered",
        "sentence 4: claim/wire-2021-05-03/c02",
    }
    scale = (1000 - 48) / len(TEXT)
    (claim,) = found["claim/wire-2021-05-03/c01"]
    assert float(claim.attrib["x"]) == pytest.approx(24 + place(SIGNED).start * scale, abs=0.06)
    assert float(claim.attrib["width"]) == pytest.approx(len(SIGNED) * scale - 1, abs=0.06)
    assert claim.attrib["fill"] == "#0072B2"
    (omission,) = found["omission/wire-2021-05-03/o1: headline"]
    assert omission.attrib["fill"] == "url(#hatch)"


def test_claims_that_meet_are_stacked(workshop: Workshop) -> None:
    carry_part_of_the_signing(workshop)
    found = shapes(svg([covered(workshop)]))
    (lower,), (upper,) = found["claim/wire-2021-05-03/c01"], found["claim/wire-2021-05-03/c02"]
    assert float(upper.attrib["y"]) + float(upper.attrib["height"]) <= float(lower.attrib["y"])


def test_a_drawing_of_the_core_texts_holds_none_of_their_words(core: RecordSet, texts: dict[str, str]) -> None:
    found = coverage(core, texts)
    drawing = svg(found)
    root = ET.fromstring(drawing)
    assert root.attrib["viewBox"] == f"0 0 1000 {root.attrib['height']}"
    claims = {covering.claim_id for text in found for covering in text.coverings if covering.claim_id}
    titles = shapes(drawing)
    assert claims <= set(titles)
    for text in found:
        for covering in text.coverings:
            if covering.claim_id:
                same = [c for c in text.coverings if c.claim_id == covering.claim_id]
                assert len(titles[covering.claim_id]) == len(same)
    words = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    ours = {"Which claims cover the core texts", *(f"{text.outlet}, {text.published_on}" for text in found)}
    assert all(name in words for name in ours)
    runs = {tuple(w[i : i + 4]) for w in (t.split() for t in texts.values()) for i in range(len(w) - 3)}
    shown = " ".join(root.itertext()).split()
    assert [run for run in (tuple(shown[i : i + 4]) for i in range(len(shown) - 3)) if run in runs] == []
    assert re.findall(r"<(script|image|foreignObject|style)|href", drawing) == []


def test_a_drawing_of_nothing() -> None:
    assert ET.fromstring(svg([])).tag == f"{SVG}svg"


class TestCommand:
    """`azturk-data coverage`."""

    @staticmethod
    def run(workshop: Workshop, *arguments: str):
        where = ["--records", str(workshop.records), "--texts", str(workshop.folder / "texts")]
        return CliRunner().invoke(app, ["coverage", *where, *arguments])

    def test_rows_when_piped(self, workshop: Workshop) -> None:
        run = self.run(workshop)
        gap = place("We are brothers,” Berg said")
        assert [line.split("\t") for line in run.stdout.splitlines()] == [
            [SOURCE, "1", "0", "50", "", "headline", "", "Ministers of Norrland and Südermark met …"],
            [SOURCE, "2", "52", "156", "c01", "", "", "The ministers, Ann Berg and Olle …"],
            [SOURCE, "3", "157", "186", "", "", f"{gap.start}–{gap.end}", BROTHERS],
            [SOURCE, "4", "187", "213", "c02", "", "", DRILL],
        ]
        assert run.exit_code == 1
        assert run.stderr == f"{SOURCE}: sentence 3 is not covered at {gap.start}–{gap.end}\n"

    def test_it_succeeds_if_nothing_is_left(self, workshop: Workshop) -> None:
        cover_all(workshop)
        run = self.run(workshop, "--source", SOURCE)
        assert (run.exit_code, run.stderr, len(run.stdout.splitlines())) == (0, "", 4)

    def test_a_passage_that_is_not_in_its_place_fails(self, workshop: Workshop) -> None:
        cover_all(workshop)
        # Another claim has the same passage, so that no word is left without one.
        twice = "      - {id: s1, first_words: The ministers, last_words: ministry said., position: {"
        text = workshop.path(SOURCE).read_text("utf-8")
        span = "      - {id: s1, first_words: No drill"
        assert text.count(span) == 1
        wrong = "start: 1, end: 2, sha256: " + "0" * 64 + ", normal_sha256: " + "0" * 64
        text = text.replace(span, twice.replace("s1", "s2") + wrong + "}}\n" + span)
        workshop.path(SOURCE).write_text(text, "utf-8")
        run = self.run(workshop)
        assert run.exit_code == 1
        assert run.stderr == (
            "span/wire-2021-05-03/c02/s2: not where it should be, and covers nothing; see 'azturk-data verify'\n"
        )

    def test_whole_sentences_only_if_asked(self, workshop: Workshop) -> None:
        assert SIGNED not in self.run(workshop).stdout
        assert SIGNED in self.run(workshop, "--full").stdout
        assert SIGNED not in self.run(workshop, "--json").stdout

    def test_json(self, workshop: Workshop) -> None:
        (text,) = json.loads(self.run(workshop, "--json").stdout)
        gap = place("We are brothers,” Berg said")
        assert (text["source_id"], text["length"], text["unplaced"]) == (SOURCE, len(TEXT), [])
        assert text["sentences"][2] == {
            "number": 3,
            "start": place(BROTHERS).start,
            "end": place(BROTHERS).end,
            "claims": [],
            "reasons": [],
            "gaps": [[gap.start, gap.end]],
            "words": BROTHERS,
        }
        assert text["sentences"][1]["claims"] == ["claim/wire-2021-05-03/c01"]

    def test_svg(self, workshop: Workshop, tmp_path: Path) -> None:
        assert self.run(workshop, "--svg", str(tmp_path / "drawing.svg")).exit_code == 1
        assert (tmp_path / "drawing.svg").read_text("utf-8") == svg([covered(workshop)])

    def test_an_unknown_source(self, workshop: Workshop) -> None:
        run = self.run(workshop, "--source", "source/wire")
        assert (run.exit_code, run.stdout) == (1, "")
        assert run.stderr == f"there is no core source 'source/wire'; did you mean '{SOURCE}'?\n"

    @pytest.mark.parametrize("width", [60, 100])
    def test_a_terminal(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
        shown = io.StringIO()
        console = Console(file=shown, force_terminal=True, color_system=None, width=width, soft_wrap=True)
        monkeypatch.setattr(command, "out", console)
        assert self.run(workshop).exit_code == 1
        lines = shown.getvalue().splitlines()
        assert lines[0] == f"{SOURCE}  {len(TEXT)} characters"
        assert len(lines[1]) == width - 2
        assert re.fullmatch(r"░+▂+×+▂+", lines[1].replace(" ", ""))
        assert lines[2].split() == ["#", "place", "words", "claims"]
        rows = [line.split() for line in lines[3:]]
        assert rows[0][:3] == ["1", "0–50", "Ministers"]
        assert rows[0][-2:] == ["omitted:", "headline"]
        assert rows[1][-1] == "c01"
        assert rows[2][-3:] == ["not", "covered:", "158–185"]
        assert all(len(line) <= width for line in lines[:-1])
        assert lines[-1].startswith("In the bars: ▂▄▆█ one, two, three, and more claims; ░ omitted")
