"""What the documentation shows runs and prints what it shows; what is public is documented, with an example."""

import doctest
import importlib
import inspect
import re
import subprocess
import sys
from pkgutil import walk_packages

import pytest
import typer.main
from conftest import ROOT

import azturk_data
from azturk_data import models, pictures
from azturk_data.cli import app

QUESTIONS = (ROOT / "docs" / "questions.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# pandas pads its lines to the right, which a page does not.
OPTIONS = doctest.NORMALIZE_WHITESPACE


def titled(page: str) -> dict[str, str]:
    """The sections of a page by the heading that they stand under, down to the next of any level."""
    pieces = re.split(r"^##+ (.+)\n", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


ASKED = {title: BLOCK.findall(text) for title, text in titled(QUESTIONS).items()}


def run(block: str, name: str, names: dict[str, object]) -> tuple[int, str]:
    """Run a block of examples; return how many there were, and what went wrong."""
    test = doctest.DocTestParser().get_doctest(block, names, name, f"{name}.md", 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=report.append)
    return len(test.examples), "".join(report)


@pytest.mark.parametrize("title", ASKED, ids=lambda title: title.partition(".")[0])
def test_a_question_is_answered_as_the_page_says(title: str) -> None:
    (block,) = ASKED[title]
    statements, wrong = run(block, title, {"azturk_data": azturk_data})
    assert not wrong, f"{wrong}\nif the data have changed, run 'python reports'"
    assert 1 <= statements <= 4
    assert len(doctest.DocTestParser().get_examples(block)[-1].want) > 1


def test_there_are_ten_questions_and_each_is_one() -> None:
    assert [title.partition(". ")[0] for title in ASKED] == [str(number) for number in range(1, 11)]
    assert all(title.endswith("?") for title in ASKED)


def test_no_number_of_the_data_stands_in_the_text_between() -> None:
    text = BLOCK.sub("", QUESTIONS)
    numbers = set(re.findall(r"(?<![\w.])\d+(?![\w.])", text))
    # Years that are part of what is asked, and the first year of the panel.
    assert numbers <= {"1991", "2021", "2020"}, numbers


def modules() -> list[str]:
    """Every module that holds an example."""
    found = [module.name for module in walk_packages(azturk_data.__path__, "azturk_data.")]
    named = ["azturk_data", *(name for name in found if not name.endswith("__main__"))]
    return [name for name in named if ">>> " in inspect.getsource(importlib.import_module(name))]


@pytest.mark.parametrize("module", modules())
def test_the_examples_of_a_module_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.failed == 0


def public() -> dict[str, object]:
    """What the package offers by name: its functions and records, and the pictures."""
    named = {f"azturk_data.{name}": getattr(azturk_data, name) for name in azturk_data.__all__ if name[0] != "_"}
    drawn = {name: getattr(pictures, name) for name in pictures.__all__ if name.islower()}
    return named | {f"azturk_data.pictures.{name}": picture for name, picture in drawn.items()}


@pytest.mark.parametrize("name", public())
def test_every_public_name_has_a_docstring_with_an_example(name: str) -> None:
    held = public()[name]
    # A class would otherwise show what it inherits.
    told = held.__dict__.get("__doc__") if inspect.isclass(held) else held.__doc__
    assert told
    examples = doctest.DocTestParser().get_examples(inspect.cleandoc(told))
    assert any(example.want for example in examples), f"{name} has no example that shows something"


@pytest.mark.parametrize("name", [name for name in public() if name != "azturk_data.pictures"])
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert f"\n### `{name}`\n" in REFERENCE


def test_every_part_of_a_record_is_in_the_reference() -> None:
    for name in azturk_data.__all__:
        if name[0].isupper():
            for field, info in getattr(azturk_data, name).model_fields.items():
                section = titled(REFERENCE)[f"`azturk_data.{name}`"]
                assert re.search(rf"^\| `{field}` \| `.+` \| .*\w.* \|$", section, re.MULTILINE), (name, field)
                for part in re.findall(r"models\.\w+\.(\w+)\b", str(info.annotation)):
                    if inspect.isclass(held := getattr(models, part, None)) and issubclass(held, models.Row):
                        assert re.search(rf"^### `azturk_data\.(models\.)?{part}`$", REFERENCE, re.MULTILINE), part


def test_every_command_and_every_option_is_in_the_reference() -> None:
    commands = typer.main.get_command(app).commands
    assert len(commands) > 10
    for name, command in commands.items():
        section = titled(REFERENCE)[f"`azturk-data {name}`"]
        assert (command.help or "").partition("\n")[0] in section
        for parameter in command.params:
            for option in (o for o in parameter.opts if o.startswith("--") and o != "--help"):
                assert option in section, (name, option)


def test_the_pages_are_what_data_and_code_give() -> None:
    command = [sys.executable, str(ROOT / "reports"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", cwd=ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


class TestTheAnswersAreWritten:
    """What `python reports` does to a page of questions."""

    @pytest.fixture
    def questions(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.syspath_prepend(str(ROOT / "reports"))
        return importlib.import_module("questions")

    def test_an_answer_that_is_stale_is_replaced(self, questions) -> None:
        page = "Before.\n\n```python\n>>> 1 + 1\n3\n```\n\nBehind.\n"
        assert questions.answered(page) == page.replace("3\n", "2\n")

    def test_statements_of_several_lines_and_empty_lines_are_kept(self, questions) -> None:
        page = '```python\n>>> for text in ("a", ""):\n...     print(text)\n```\n'
        answer = '```python\n>>> for text in ("a", ""):\n...     print(text)\na\n<BLANKLINE>\n```\n'
        assert questions.answered(page) == answer
        assert questions.answered(answer) == answer

    def test_blocks_share_the_first_and_nothing_else(self, questions) -> None:
        first, second = "```python\n>>> import math\n```\n", "```python\n>>> held = math.floor(1.5)\n```\n"
        assert questions.answered(first + second) == first + second
        with pytest.raises(questions.FailedExampleError, match="held"):
            questions.answered(first + second + "```python\n>>> held\n1\n```\n")

    def test_what_does_not_run_is_named(self, questions) -> None:
        with pytest.raises(questions.FailedExampleError, match=r"1 / 0: ZeroDivisionError"):
            questions.answered("```python\n>>> 1 / 0\n```\n")
