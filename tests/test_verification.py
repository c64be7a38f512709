"""Checking passages against texts, as a table and as the command without records; see test_anchoring for YAML."""

import hashlib
import re
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT, Workshop
from hypothesis import given
from hypothesis import strategies as st
from specimen import SHA, TEXT
from specimen_tables import publish
from typer.testing import CliRunner

import azturk_data
from azturk_data.checking import Outcome, begins_and_ends, check
from azturk_data.cli import app
from azturk_data.passages import Passage, Place, published_passages, recorded_passages, texts_among
from azturk_data.reading.problems import InvalidRecordsError
from azturk_data.reading.reader import RecordSet
from azturk_data.texts import NoTextsError, find_passages, passage_hash

SOURCE = "source/wire-2021-05-03"
FIRST = "span/wire-2021-05-03/c01/s1"
SECOND = "span/wire-2021-05-03/c02/s1"
OMISSION = "omission/wire-2021-05-03/o1"


def outcomes(report: pa.Table) -> dict[str, tuple[str, str | None]]:
    return {row["id"]: (row["outcome"], row["message"]) for row in report.to_pylist()}


def test_the_report_has_a_row_for_each_passage(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(workshop, monkeypatch)
    report = azturk_data.verify(workshop.folder / "texts")
    assert report.schema == pa.schema([(n, pa.string()) for n in ("id", "source_id", "outcome", "message")])
    assert report.to_pylist() == [
        {"id": id_, "source_id": SOURCE, "outcome": "verified", "message": None} for id_ in (FIRST, SECOND, OMISSION)
    ]
    assert azturk_data.verify({SHA: TEXT}) == report
    assert azturk_data.verify(str(workshop.folder / "texts")) == report


def test_records_give_the_same_report(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(workshop, monkeypatch)
    assert recorded_passages(workshop.read()) == published_passages()
    of_records = azturk_data.verify(workshop.texts, records=workshop.records)
    assert of_records == azturk_data.verify(workshop.texts)
    workshop.change("place/hamn", "disputed: false", "disputed: perhaps")
    with pytest.raises(InvalidRecordsError, match="'perhaps' is not true or false"):
        azturk_data.verify(workshop.texts, records=workshop.records)


def passage(start: int, end: int, first: str, last: str | None = None, **changed: object) -> Passage:
    place = Place(start, end, passage_hash(TEXT[start:end]))
    return Passage(FIRST, SOURCE, SHA, first, last, place, "claim/wire-2021-05-03/c01")._replace(**changed)


@pytest.mark.parametrize(
    ("given", "outcome", "message"),
    [
        (passage(0, 50, "Ministers of", "met on Monday."), Outcome.VERIFIED, ""),
        (
            passage(0, 50, "Ministers of", text_sha256="0" * 64),
            Outcome.NO_TEXT,
            f"no text has the SHA-256 {'0' * 64}",
        ),
        (passage(0, 50, "Ministers of", place=None), Outcome.NO_POSITION, "the passage has no position"),
        (
            passage(0, 999, "Ministers of"),
            Outcome.PAST_END,
            f"the end 999 lies past the end of the text, which has {len(TEXT)} characters",
        ),
        (
            passage(0, 50, "Ministers of", place=Place(1, 51, passage_hash(TEXT[:50]))),
            Outcome.HASH_DIFFERS,
            "the passage at 1–51 does not have the recorded SHA-256",
        ),
        (
            passage(0, 50, "Ministers of", "met on Sunday."),
            Outcome.WORDS_DIFFER,
            "the passage at 0–50 does not begin and end with the words given",
        ),
        (
            passage(0, 50, "Ministers of", text_sha256=None, place=None),
            Outcome.UNCHECKED,
            "the source is an extended one, whose text is not held",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Outcome) else "",
)
def test_each_outcome(given: Passage, outcome: Outcome, message: str) -> None:
    (finding,) = check([given], {SHA: TEXT})
    assert (finding.outcome, finding.message) == (outcome, message)


def test_findings_are_in_the_order_of_the_passages(workshop: Workshop) -> None:
    mixed = [
        passage(0, 50, "Ministers of", "met on Monday.", id="span/a"),
        passage(0, 50, "Ministers of", id="span/b", text_sha256=None),
        passage(0, 50, "Ministers of", id="span/c", text_sha256="1" * 64),
        passage(0, 50, "Ministers of", "met on Monday.", id="span/d"),
    ]
    found = [(finding.passage.id, finding.outcome.value) for finding in check(mixed, workshop.folder / "texts")]
    assert found == [
        ("span/a", "verified"),
        ("span/b", "unchecked"),
        ("span/c", "no_text"),
        ("span/d", "verified"),
    ]


# Letters, digits, the underscore that counts as one, what joins nothing, and white space of several kinds.
CHARACTERS = st.sampled_from("abİ1_.,“- \n\u00a0\u2003\x1f")
WORDS = st.text(CHARACTERS, min_size=1, max_size=6).filter(lambda text: text.strip() != "")


def by_pattern(held: str, first: str, last: str | None) -> bool:
    """The same question put to a regular expression, built as `find_passages` builds its own."""
    start, end = (r"\s+".join(map(re.escape, words.split())) for words in (first, last or first))
    if last is None:
        return re.fullmatch(start, held) is not None
    after = r"(?!\w)" if re.search(r"\w$", first.rstrip()) else ""
    before = r"(?<!\w)" if re.match(r"\w", last.lstrip()) else ""
    return re.fullmatch(rf"{start}{after}(?s:.*){before}{end}", held) is not None


@given(WORDS, WORDS, st.text(CHARACTERS, max_size=8))
def test_the_words_check_is_as_strict_as_the_search(first: str, last: str, middle: str) -> None:
    for held in (f"{first}{middle}{last}", f"{first} {last}", f"{first}{last}", first, middle):
        for words in ((first, None), (first, last), (last, first)):
            assert begins_and_ends(held, *words) == by_pattern(held, *words), (held, words)
            if any((match.start, match.end) == (0, len(held)) for match in find_passages(held, *words)):
                assert begins_and_ends(held, *words)


@pytest.mark.parametrize(
    ("held", "first", "last", "right"),
    [
        ("one two three", "one two", "two three", False),
        ("one two two three", "one two", "two three", True),
        ("one  two\nthree", "one two", "three", True),
        ("ones two", "one", "two", False),
        ("one. Two", "one", "Two", True),
        ("One two", "one", "two", False),
        ("one two ", "one", "two", False),
        ("one two", "one", None, False),
        ("", "one", None, False),
    ],
)
def test_words_overlap_join_and_case(held: str, first: str, last: str | None, right: bool) -> None:
    assert begins_and_ends(held, first, last) is right


def test_only_wanted_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.txt").write_bytes(TEXT.encode("utf-8"))
    (tmp_path / "copy.txt").write_bytes(TEXT.encode("utf-8"))
    (tmp_path / "other.txt").write_text("another text", "utf-8")
    (tmp_path / "folder").mkdir()
    read: list[str] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or whole(path))
    assert list(texts_among(tmp_path, {SHA, "0" * 64})) == [(SHA, TEXT)]
    assert read == ["b.txt"]


def test_a_file_that_is_not_utf_8_is_no_text(tmp_path: Path) -> None:
    raw = b"caf\xe9"
    (tmp_path / "latin.txt").write_bytes(raw)
    assert list(texts_among(tmp_path, {hashlib.sha256(raw).hexdigest()})) == []


def test_line_ends_are_kept(tmp_path: Path) -> None:
    text = "one\r\ntwo\rthree\n"
    (tmp_path / "windows.txt").write_bytes(text.encode("utf-8"))
    assert list(texts_among(tmp_path, {passage_hash(text)})) == [(passage_hash(text), text)]


def test_one_text_is_held_at_a_time(tmp_path: Path) -> None:
    size, count = 1_000_000, 12
    wanted = []
    for number in range(count):
        text = f"{number:04}" + "x" * (size - 4)
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        place = Place(0, 9, passage_hash(text[:9]))
        wanted.append(passage(0, 9, text[:9], text_sha256=passage_hash(text), place=place))
    tracemalloc.start()
    try:
        findings = check(wanted, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {finding.outcome for finding in findings} == {Outcome.VERIFIED}
    # One text, as bytes and as characters while it is read.
    assert peak < 2.5 * size


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoTextsError, match=r"there is no folder of texts at .*none; name it with --texts"):
        azturk_data.verify(tmp_path / "none")


def test_the_published_passages_stand_in_the_core_texts(texts: dict[str, str], core: RecordSet) -> None:
    report = azturk_data.verify(texts)
    verified = {row["span_id"] for row in azturk_data.load("positions").to_pylist()}
    verified |= {row["omission_id"] for row in azturk_data.load("omission_positions").to_pylist()}
    assert {id_ for id_, (outcome, _) in outcomes(report).items() if outcome == "verified"} == verified
    assert set(report["outcome"].to_pylist()) == {"verified", "unchecked"}
    assert outcomes(azturk_data.verify(texts, records=ROOT / "records")) == outcomes(report)


class TestCommandWithoutRecords:
    """`azturk-data verify` where there is no checkout."""

    @pytest.fixture(autouse=True)
    def elsewhere(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        publish(workshop, monkeypatch)
        monkeypatch.chdir(workshop.folder / "published")

    def test_all_is_well(self, workshop: Workshop) -> None:
        run = CliRunner().invoke(app, ["verify", "--texts", str(workshop.folder / "texts")])
        assert (run.exit_code, run.stdout, run.stderr) == (
            0,
            "3 passages verified against 1 texts; 0 spans of extended sources cannot be\n",
            "",
        )

    def test_a_text_that_is_not_there(self, workshop: Workshop) -> None:
        (workshop.folder / "texts" / "any-name.txt").write_text("another text")
        run = CliRunner().invoke(app, ["verify", "--texts", str(workshop.folder / "texts")])
        assert run.exit_code == 1
        assert run.stdout == "0 passages verified against 0 texts; 0 spans of extended sources cannot be\n"
        assert run.stderr == (f"{SOURCE}: no text has the SHA-256 {SHA}\n1 problem in the published passages\n")

    def test_a_passage_that_is_not_there(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        workshop.change(SOURCE, "first_words: The ministers, Ann Berg and", "first_words: Ann Berg and")
        publish(workshop, monkeypatch)
        run = CliRunner().invoke(app, ["verify", "--texts", str(workshop.folder / "texts")])
        assert run.exit_code == 1
        assert run.stdout.startswith("2 passages verified against 1 texts;")
        first, last = run.stderr.splitlines()
        assert first.startswith(f"{FIRST}: the passage at 52–")
        assert first.endswith(" does not begin and end with the words given")
        assert last == "1 problem in the published passages"

    def test_a_folder_of_records_that_is_named_must_be_there(self, workshop: Workshop) -> None:
        where = ["--records", str(workshop.folder / "none"), "--texts", str(workshop.folder / "texts")]
        run = CliRunner().invoke(app, ["verify", *where])
        assert run.exit_code == 1
        assert "there is no folder of records at" in run.stderr
