"""`check`: what the queries say, each expression against Python or frictionless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from azturk_data.checks.cells import FALSE, TRUE, is_not, typed
from azturk_data.checks.duckdb_engine import DuckDB
from azturk_data.checks.patterns import WHITE, portable
from azturk_data.checks.rules import rules
from azturk_data.schema.tables import catalogue


def test_no_query_holds_what_an_engine_reads_otherwise() -> None:
    for rule in rules():
        assert '"' not in rule.query
        assert "`" not in rule.query
        assert rule.query.count("'") % 2 == 0


def test_white_space_is_what_python_takes_for_it() -> None:
    inside = re.compile(f"[{re.sub(r'x{([0-9a-f]+)}', lambda m: f'u{m[1]:0>4}', WHITE)}]")
    assert {chr(n) for n in range(0x3100) if inside.match(chr(n))} == {
        chr(n) for n in range(0x3100) if chr(n).isspace()
    }


@pytest.mark.parametrize("pattern", ["abc", "^a.b$", r"^\d$", r"^\bx$", "^(?=a)b$", "^[a[b]]$", "^a$|^b$", r"^a\$"])
def test_a_pattern_that_dialects_read_differently_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        portable(pattern)


@pytest.fixture
def database(tmp_path: Path) -> DuckDB:
    return DuckDB(tmp_path)


@pytest.mark.parametrize("pattern", sorted({c.pattern for t in catalogue().values() for c in t.columns if c.pattern}))
def test_a_pattern_means_in_sql_what_it_means_in_python(pattern: str, database: DuckDB) -> None:
    tried = [
        "event/a",
        "a",
        "A",
        "AZ",
        "x y",
        " x",
        "x\u2003",
        "x\u00a0",
        "=x",
        "x\ty",
        "x\r\ny",
        "Շուշի",
        "1992",
        "192X",
        "P1Y",
        "https://a.b/c",
        "Q1",
        "12",
        "0",
        "claim/a/b",
        "a'b",
        "a\\b",
        "az-Cyrl",
        "0" * 64,
        "x\x85",
        "x\x1c",
        "[1992..1993]",
    ]
    for text in tried:
        ((found,),) = database.rows(
            f"SELECT regexp_like('{text.replace(chr(39), chr(39) * 2)}', '{portable(pattern)}')"
        )
        assert found == bool(re.fullmatch(pattern[1:-1], text)), text


@pytest.mark.parametrize("type", ["integer", "number", "boolean", "date"])
def test_a_cell_is_of_a_type_if_frictionless_says_so(type: str, database: DuckDB) -> None:
    from frictionless import Schema

    field = Schema.from_descriptor({"fields": [{"name": "cell", "type": type}]}).fields[0]
    tried = [
        *TRUE,
        *FALSE,
        "tRue",
        "5",
        " 5 ",
        "\u20035",
        "+5",
        "-5",
        "--5",
        "1_000",
        "1__0",
        "_1",
        "5.0",
        "0x1f",
        "1e3",
        ".5",
        "5.",
        ".",
        "1e",
        "inf",
        "-Infinity",
        "nan",
        "1,5",
        "2021-06-15",
        "2021-6-5",
        "2021-06- 5",
        "2021-06-31",
        "2020-02-29",
        "2021-02-29",
        "0000-01-01",
        "0001-01-01",
        "21-06-15",
        "2021-06-15 ",
        "2021-06-15T00:00",
        "9" * 15,
        "007",
    ]
    for text in tried:
        cell = f"CAST('{text}' AS STRING)"
        ((wrong, value),) = database.rows(f"SELECT {is_not(cell, type)}, {typed(cell, type)}")
        expected, notes = field.read_cell(text)
        assert wrong == bool(notes), text
        if not notes and expected == expected:
            assert value == expected or float(value) == pytest.approx(float(expected)), text
