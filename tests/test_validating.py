"""The frame that runs validators: what they say is believed only if they refuse what is damaged."""

import pytest
from conformance_package import need
from conftest import ROOT

import installing
from client_spec import Program
from installing import install, missing
from validating import PUBLISHED, Damage, Judgement, Validator, ValidatorError, damaged, judge, validate, validators

NAMES = [one.name for one in validators()]
# Looks for a word in the first file that is damaged, and objects if it is not there.
LOOKING = """
import json, sys
from pathlib import Path
held = "hello" in (Path(sys.argv[1]) / "CITATION.cff").read_text()
said = {"version": "1", "checked": "a word", "problems": [] if held else ["no hello"]}
Path(sys.argv[2]).write_text(json.dumps(said))
"""


@pytest.fixture
def root(tmp_path):
    for name in PUBLISHED:
        path = tmp_path / "root" / name
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("hello, hello\n")
        else:
            path.mkdir(parents=True)
    return tmp_path / "root"


def validator(tmp_path, program: str, *damages: tuple[str, str], timeout: float = 60) -> Validator:
    path = tmp_path / "looking.py"
    path.write_text(program)
    told = [Damage(file="CITATION.cff", old=old, new=new) for old, new in damages]
    return Validator(name="looking", program=path, title="", tried="", checks="", damages=told, timeout=timeout)


@pytest.mark.parametrize("one", validators(), ids=NAMES)
def test_every_validator_has_damages_that_can_be_made(one: Validator) -> None:
    assert one.damages
    for damage in one.damages:
        text = (ROOT / damage.file).read_text("utf-8")
        assert damage.old in text, damage
        assert damage.old != damage.new
        assert any(damage.file == name or damage.file.startswith(f"{name}/") for name in PUBLISHED)


@pytest.mark.parametrize("one", validators(), ids=NAMES)
def test_every_environment_is_pinned(one: Validator) -> None:
    assert one.environment
    lines = (ROOT / "conformance" / "environments" / f"{one.environment}.txt").read_text("utf-8").splitlines()
    assert lines
    assert all(line.count("==") == 1 for line in lines)


@pytest.mark.parametrize("one", [one for one in validators() if one.checks == "CITATION.cff"], ids=lambda one: one.name)
def test_a_validator_that_is_there_finds_no_fault_and_refuses_damage(one: Validator, tmp_path) -> None:
    """One of them, which is quick; `make conformance` runs them all."""
    need(one)
    finding = validate(one, ROOT, tmp_path)
    assert (finding.judgement.problems, finding.missed) == ([], [])


def test_valid_and_refusing_passes(root, tmp_path) -> None:
    finding = validate(validator(tmp_path, LOOKING, ("hello, hello", "good day")), root, tmp_path / "work")
    assert finding.passed
    assert finding.judgement == Judgement(version="1", checked="a word", problems=[])
    assert (root / "CITATION.cff").read_text() == "hello, hello\n"


def test_a_damage_that_is_not_seen_fails(root, tmp_path) -> None:
    finding = validate(validator(tmp_path, LOOKING, (", hello", ", world")), root, tmp_path / "work")
    assert [damage.new for damage in finding.missed] == [", world"]
    assert not finding.passed


def test_a_problem_fails(root, tmp_path) -> None:
    (root / "CITATION.cff").write_text("good day\n")
    assert not validate(validator(tmp_path, LOOKING), root, tmp_path / "work").passed


def test_a_damage_that_cannot_be_made_is_told(root, tmp_path) -> None:
    with pytest.raises(ValidatorError, match=r"CITATION\.cff does not hold 'farewell'"):
        damaged(Damage(file="CITATION.cff", old="farewell", new=""), root, tmp_path / "copy")


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.exit('it broke')", "exit code 1\nit broke"),
        ("", "exit code 0"),
        ("import sys; open(sys.argv[2], 'w').write('{}')", "what it wrote is not an answer"),
    ],
)
def test_a_program_without_an_answer_is_an_error(root, tmp_path, program: str, told: str) -> None:
    with pytest.raises(ValidatorError) as raised:
        judge(validator(tmp_path, program), root, tmp_path / "work")
    assert told in str(raised.value)


def test_a_program_that_does_not_end_is_an_error(root, tmp_path) -> None:
    with pytest.raises(ValidatorError, match="no answer within 1 seconds"):
        judge(validator(tmp_path, "import time; time.sleep(600)", timeout=1), root, tmp_path / "work")


def test_a_python_that_is_not_there_is_said_to_be_needed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(installing, "PLACE", tmp_path)
    needing = Program(name="a", program=tmp_path / "a.py", title="", tried="", environment="csvw", python="3.99")
    assert missing(needing) == "the environment csvw, Python 3.99 or newer"
    assert missing(needing.model_copy(update={"python": "3.11"})) == "the environment csvw"
    install([needing])
    assert list(tmp_path.iterdir()) == []
