"""The ten questions: the explorer's SQL gives the answers that docs/questions.md gives with Python."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from test_docs import ASKED

pytest.importorskip("datasette", reason="the extra 'explore' is not installed")

from explorers import Asked

from azturk_data.explorer import indexing
from azturk_data.explorer.preparing import prepare
from azturk_data.explorer.questions import QUESTIONS, Question, canned

Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("questions"), lambda *_: None)


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as held:
        indexing.teach(held)
        yield held


def answer(connection: sqlite3.Connection, question: Question) -> Rows:
    cursor = connection.execute(question.sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def frame(*columns: str) -> Callable[[Rows], str]:
    """Lay rows out as pandas prints a table, but for the white space."""
    return lambda rows: " ".join([*columns, *(str(row[name] or "") for row in rows for name in columns)])


def years(rows: Rows) -> str:
    columns = ["agreements_signed", "verbal_cooperation_events", "material_cooperation_events", "exercises"]
    return " ".join([*columns, "year", *(str(row[name]) for row in rows for name in ["year", *columns])])


PRINTED: dict[str, Callable[[Rows], str]] = {
    "1": lambda rows: " ".join(
        f"{row['published_on']} {row['outlet']} · {row['speaker']} {row['factuality']}" for row in rows[:8]
    ),
    "2": frame("obligation", "agreement_id"),
    "3": frame("date", "status"),
    "4": years,
    "5": frame("name", "start", "end"),
    "6": frame("of_azerbaijan", "of_turkiye", "events"),
    "7a": lambda rows: str({row["support"]: row["events"] for row in rows}),
    "7b": lambda rows: str([row["field"] for row in rows]),
    "8": frame("term", "outlet_country", "claims"),
    "9": lambda rows: frame("date", "title")(rows[-8:]),
    "10": lambda rows: " ".join(
        f"{row['published_on']} {row['outlet']} ({row['speaker']}): {row['statement']}" for row in rows
    ),
}


def printed(question: Question) -> str:
    """What the page shows below the Python that answers a question."""
    (block,) = next(blocks for title, blocks in ASKED.items() if title == f"{question.number}. {question.title}")
    answers = [part for part in re.split(r"^(?:>>>|\.\.\.) .*\n", block, flags=re.MULTILINE) if part.strip()]
    return answers["ab".find(question.part) if question.part else 0]


def test_the_questions_are_those_of_the_page() -> None:
    assert list(dict.fromkeys(f"{question.number}. {question.title}" for question in QUESTIONS)) == list(ASKED)
    assert len(canned()) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_sql_answers_as_python_does(connection: sqlite3.Connection, question: Question) -> None:
    rows = answer(connection, question)
    shown = PRINTED[f"{question.number}{question.part}"](rows)
    # pandas breaks no line, and pads every cell.
    assert shown.split() == printed(question).split()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_question_has_a_page_with_its_answer(database: Path, question: Question) -> None:
    explorer = Asked(database)
    try:
        page = explorer.page(f"/azturk/{question.name}")
        assert page.title == f"{question.number}. {question.title}"
        rows = explorer.answer(f"/azturk/{question.name}.json?_shape=array").json()
        assert f"{len(rows)} row" in page.text
        assert "SELECT" not in page.text
        assert "SELECT" in explorer.page(f"/azturk/{question.name}?_show_sql=1").text
    finally:
        explorer.close()
