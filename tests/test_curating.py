"""What keeps curation pleasant: skeletons, likely duplicates, and a check that only parses what changed."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from conftest import ROOT, Workshop
from typer.testing import CliRunner

from azturk_data.cli import app
from azturk_data.models import RECORDS, Record
from azturk_data.reading.duplicates import likely_duplicates
from azturk_data.reading.parsed import FOLDER, ParsedFiles
from azturk_data.reading.reader import read_records
from azturk_data.reading.uncollected import uncollected
from azturk_data.reading.yaml_tree import parse, read
from azturk_data.skeleton import skeleton

EVENT = "event/2021-05-03-pact-signed"
runner = CliRunner()


def lint(workshop: Workshop) -> str:
    done = runner.invoke(app, ["lint", "--records", str(workshop.records)])
    return done.stdout + done.stderr


class TestSkeleton:
    @pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.prefix)
    def test_it_asks_for_what_the_model_requires_and_names_the_rest(self, model: type[Record], tmp_path: Path) -> None:
        file = tmp_path / "x.yaml"
        file.write_text(skeleton(model.prefix, "x"), "utf-8")
        document = parse(file)
        required = {name for name, info in model.model_fields.items() if info.is_required()}
        assert required <= set(document.value)
        for name, info in model.model_fields.items():
            assert f"{name}:" in file.read_text("utf-8") or name in ("text_sha256",)
            if info.description and name not in ("id", "evidence", "text_sha256"):
                first_words = " ".join(info.description.split()[:4])
                assert first_words in file.read_text("utf-8")

    @pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.prefix)
    def test_without_its_comment_signs_it_is_the_whole_model(self, model: type[Record], tmp_path: Path) -> None:
        """Every line that is commented out is YAML: uncommenting is all that it takes to use a field."""
        file = tmp_path / "x.yaml"
        text = skeleton(model.prefix, "x")
        for _ in range(4):
            text = "\n".join(_uncommented(line) for line in text.splitlines()) + "\n"
        file.write_text(text, "utf-8")
        document = parse(file)
        assert not [p for p in document.problems if "no value" not in p.problem]
        assert set(model.model_fields) - set(document.value) <= {"text_sha256"}

    def test_the_command_writes_one_and_never_over_another(self, workshop: Workshop) -> None:
        arguments = ["new", "event", "2022-01-01-visit", "--records", str(workshop.records)]
        assert "fill it in, then run 'azturk-data lint'" in runner.invoke(app, arguments).stdout
        written = workshop.path("event/2022-01-01-visit").read_text("utf-8")
        again = runner.invoke(app, arguments)
        assert again.exit_code == 2
        assert "exists already" in again.stderr
        assert workshop.path("event/2022-01-01-visit").read_text("utf-8") == written
        assert "event/2022-01-01-visit.title: the key has no value" in lint(workshop)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["evnt", "x"], "there is no kind of record 'evnt'; did you mean 'event'?"),
            (["event", "A Visit"], "'A Visit' is no id; write lower-case letters, digits and hyphens"),
        ],
    )
    def test_bad_arguments(self, workshop: Workshop, arguments: list[str], message: str) -> None:
        done = runner.invoke(app, ["new", *arguments, "--records", str(workshop.records)])
        assert done.exit_code == 2
        assert message in " ".join(done.stderr.split())

    def test_outside_a_checkout(self, tmp_path: Path) -> None:
        done = runner.invoke(app, ["new", "event", "x", "--records", str(tmp_path / "none")])
        assert done.exit_code == 1
        assert "there is no folder of records" in done.stderr


def _uncommented(line: str) -> str:
    """Take one comment sign off a line that holds a key or an item; leave prose alone."""
    bare = line.lstrip()
    rest = bare.removeprefix("# ")
    is_key = rest.lstrip().removeprefix("- ").partition(":")[0].replace("_", "").isalnum() and ":" in rest
    alone = rest.rstrip().endswith((":", "[]"))
    return line.replace("# ", "", 1) if bare.startswith("# ") and (rest.startswith("#") or (is_key and alone)) else line


def pairs(workshop: Workshop) -> list[tuple[str, str, str]]:
    return [(pair.one, pair.other, pair.why) for pair in likely_duplicates(read_records(workshop.records))]


def copy(workshop: Workshop, id_: str, new: str, *changes: tuple[str, str]) -> None:
    text = workshop.path(id_).read_text("utf-8").replace(f"id: {id_}", f"id: {new}")
    for old, replacement in changes:
        assert old in text
        text = text.replace(old, replacement)
    workshop.path(new).write_text(text, "utf-8")


class TestDuplicates:
    def test_the_specimen_has_none(self, workshop: Workshop) -> None:
        assert pairs(workshop) == []
        assert runner.invoke(app, ["duplicates", "--records", str(workshop.records)]).stdout == ""

    def test_the_same_act_under_another_title(self, workshop: Workshop) -> None:
        copy(workshop, EVENT, "event/2021-05-03-treaty", ("title: Norrland and Südermark sign a pact", "title: Treaty"))
        assert pairs(workshop) == [(EVENT, "event/2021-05-03-treaty", "same kind, day and actors")]

    def test_a_part_of_the_other_is_none(self, workshop: Workshop) -> None:
        copy(workshop, EVENT, "event/part", ("status: occurred\n", f"status: occurred\npart_of_id: {EVENT}\n"))
        assert pairs(workshop) == []

    def test_a_title_that_differs_by_its_number_is_another(self, workshop: Workshop) -> None:
        workshop.change("event/2021-drill", "title: A drill", "title: 13th drill of the two")
        other = ("title: 13th", "title: 14th")
        copy(workshop, "event/2021-drill", "event/drill-b", other, ("state/norrland", "official/ann-berg"))
        assert pairs(workshop) == []
        workshop.change("event/drill-b", "title: 14th drill of", "title: 13th drills of")
        assert pairs(workshop) == [("event/2021-drill", "event/drill-b", "almost the same title")]

    def test_agreements_of_one_day_and_subject(self, workshop: Workshop) -> None:
        copy(workshop, "agreement/pact-2021", "agreement/hamn-pact", ("title: Pact of Hamn", "title: Hamn pact"))
        assert pairs(workshop) == [("agreement/hamn-pact", "agreement/pact-2021", "same day, parties and subject")]

    def test_a_name_in_another_spelling(self, workshop: Workshop) -> None:
        copy(workshop, "official/olle-celik", "official/olle-chelik", ("name: Olle Çelik", "name: Olle Chelik"))
        assert pairs(workshop) == [("official/olle-celik", "official/olle-chelik", "almost the same name")]

    def test_the_same_address(self, workshop: Workshop) -> None:
        copy(workshop, "source/wire-2021-05-03", "source/wire-b", ("https://example.org", "http://www.example.org"))
        assert pairs(workshop) == [("source/wire-2021-05-03", "source/wire-b", "same address")]

    def test_lint_points_to_them(self, workshop: Workshop) -> None:
        copy(workshop, "place/hamn", "place/haamn")
        assert "1 pair looks like one thing entered twice; 'azturk-data duplicates' shows them" in lint(workshop)
        shown = runner.invoke(app, ["duplicates", "--json", "--records", str(workshop.records)]).stdout
        assert json.loads(shown) == [{"one": "place/haamn", "other": "place/hamn", "why": "almost the same name"}]


def test_reading_for_the_value_gives_what_parsing_gives() -> None:
    files = sorted((ROOT / "records").rglob("*.yaml"))
    assert len(files) > 500
    for file in files:
        assert read(file).value == parse(file).value


@pytest.mark.parametrize(
    "text", ["a: &x b\n", "a:\n", "a: 1\na: 2\n", "[a]: b\n", "- a\n", "", "a: [\n", "a: !!str b\n"]
)
def test_what_is_not_sound_is_parsed_thoroughly(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    assert read(file).problems == parse(file).problems != []


class TestParsedFiles:
    def store(self, workshop: Workshop) -> Path:
        (file,) = (workshop.records.parent / FOLDER).glob("*.json")
        return file

    def test_the_second_check_parses_nothing_and_says_the_same(
        self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = lint(workshop)
        monkeypatch.setattr("azturk_data.reading.yaml_tree.yaml.compose", None)
        assert lint(workshop) == first == "13 records, no problem\n"

    def test_a_problem_of_an_unchanged_file_has_its_line(self, workshop: Workshop) -> None:
        """A link breaks when another file goes: the file that holds it is parsed again, to say where."""
        lint(workshop)
        fresh = sorted(workshop.problems())
        workshop.path("place/hamn").unlink()
        before = lint(workshop)
        self.store(workshop).unlink()
        assert fresh == []
        assert lint(workshop) == before
        assert "2021-05-03-pact-signed.yaml:8:11" in before

    def test_what_changed_is_parsed(self, workshop: Workshop) -> None:
        lint(workshop)
        workshop.change(EVENT, "kind: signing", "kind: sining")
        assert "'sining' is not a term" in lint(workshop)
        workshop.change(EVENT, "kind: sining", "kind: signing")
        assert lint(workshop) == "13 records, no problem\n"

    @pytest.mark.parametrize("damage", [b"", b"[]", b"{not json", b"\xff\xfe", b'{"0": 1}'])
    def test_a_damaged_store_costs_time_alone(self, workshop: Workshop, damage: bytes) -> None:
        lint(workshop)
        self.store(workshop).write_bytes(damage)
        assert lint(workshop) == "13 records, no problem\n"

    def test_without_a_place_to_write_there_is_none(self, workshop: Workshop) -> None:
        (workshop.records.parent / FOLDER).write_text("a file in the folder's place", "utf-8")
        assert lint(workshop) == "13 records, no problem\n"

    def test_what_is_gone_is_forgotten(self, workshop: Workshop) -> None:
        lint(workshop)
        workshop.path("series/drills").unlink()
        known = ParsedFiles(workshop.records)
        read_records(workshop.records, known=known)
        known.save()
        assert len(json.loads(self.store(workshop).read_bytes())) == 12


def test_the_collector_goes_on_after_a_reading_whatever_came_of_it() -> None:
    def fails() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()  # as it was
    finally:
        gc.enable()
