"""The rules of the tables, derived from the models, and each as an SQL query that returns the rows that break it.

The queries are written in what DuckDB and Spark have in common and run unchanged on both, over two relations for each
table: `<table>_read` with the cells as they were read (of a CSV file that is text), and `<table>` with their values.
Columns are always named with their table, since some bear names that are words of SQL (`end`, `table`), which need no
quotes there. No query holds anything that does not stand in the models. `regexp_like` is Spark's; DuckDB is given it as
a macro, and Spark is told (`escapedStringLiterals`) to leave backslashes in strings alone, as DuckDB does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from azturk_data.checks.cells import is_not, typed
from azturk_data.checks.patterns import portable
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue

Kind = Literal[
    "type", "required", "pattern", "length", "minimum", "maximum", "vocabulary", "interval", "primary-key", "reference"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
READ = "_read"
"""Behind the name of a table, the name of the relation with its cells as they were read."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of one table; there is one object for each."""

    table: str
    kind: Kind
    columns: tuple[str, ...]
    """The columns that it speaks of; the first is the one whose value a finding shows."""
    about: str
    """What must hold, for a reader."""
    query: str
    """Returns a row for each that breaks it: `row_key`, what names the row, and `value`, both as text."""
    breaks: str | None = None
    """The condition that a single row breaks it, if one row alone can tell."""
    over: str = ""
    """The relation that the condition is about."""
    target: tuple[str, str] | None = None
    """The table and the column that a reference leads to."""

    @property
    def column(self) -> str:
        """The columns as one text."""
        return ", ".join(self.columns)


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of every table, in the order of the tables and their columns."""
    return tuple(rule for table in catalogue().values() for rule in _rules_of(table))


def selected(available: Mapping[str, Collection[str]], as_text: Collection[str]) -> list[Rule]:
    """Return the rules that can be put to tables of which these columns can be read.

    Rules of type are for tables whose cells are text; the others' types stand in their files.
    """
    return [
        rule
        for rule in rules()
        if rule.table in available
        and set(rule.columns) <= set(available[rule.table])
        and (rule.kind != "type" or rule.table in as_text)
        and (rule.target is None or rule.target[1] in available.get(rule.target[0], ()))
    ]


def values_of(table: Table) -> str:
    """Return the query that makes values of a table's cells of text."""
    columns = [f"{typed(f't.{column.name}', column.type)} AS {column.name}" for column in table.columns]
    return f"SELECT {', '.join(columns)} FROM {table.name}{READ} t"


def counting(rules: Sequence[Rule]) -> str:
    """Return a query that counts for each of several rules the rows that break it: one row, a column for each rule.

    Rules that look at single rows share one pass over their table.
    """
    if all(rule.breaks for rule in rules):
        sums = (f"SUM(CASE WHEN {rule.breaks} THEN 1 ELSE 0 END) AS r{n}" for n, rule in enumerate(rules))
        relations = {rule.over for rule in rules}
        over = relations.pop() if len(relations) == 1 else rules[0].table
        return f"SELECT {', '.join(sums)} FROM {over} t"
    counts = (f"(SELECT COUNT(*) FROM ({rule.query}) q) AS r{n}" for n, rule in enumerate(rules))
    return f"SELECT {', '.join(counts)}"


def passes(rules: Sequence[Rule], as_text: Collection[str], together: int) -> tuple[list[list[Rule]], list[list[Rule]]]:
    """Return the rules in groups of one table that one query counts at a time.

    First those that look at single rows; then those that look for rows elsewhere, of which so many go `together`.
    """
    by_row: dict[str, list[Rule]] = {}
    others: dict[str, list[Rule]] = {}
    for rule in rules:
        # Of what is no text, and of columns of text, the cells as they were read are their values.
        plain = rule.table not in as_text or catalogue()[rule.table].column(rule.columns[0]).type == "string"
        over = rule.table if plain else rule.over
        (by_row.setdefault(over, []) if rule.breaks else others.setdefault(rule.table, [])).append(rule)
    cut = [held[at : at + together] for held in others.values() for at in range(0, len(held), together)]
    return list(by_row.values()), cut


def examples(rule: Rule, most: int) -> str:
    """Return the query for the first few rows that break a rule, in the order of their keys."""
    return f"SELECT q.row_key, q.value FROM ({rule.query}) q ORDER BY q.row_key, q.value LIMIT {most}"


@cache
def pattern_rule(table: Table, column: str, pattern: str) -> Rule:
    """Return the rule that a column of text keeps a pattern, its own or another's."""
    breaks = f"NOT regexp_like(t.{column}, {_quoted(portable(pattern))})"
    about = f"the value has the form {pattern}"
    return _by_row(table, "pattern", (column,), about, breaks, f"CAST(t.{column} AS STRING)")


def _rules_of(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        yield from _rules_of_column(table, column)
    for interval in table.intervals:
        sign, word = (">=", "below") if interval.strict else (">", "at most")
        yield _by_row(
            table,
            "interval",
            (interval.start, interval.end),
            f"{interval.start} is {word} {interval.end}",
            f"t.{interval.start} {sign} t.{interval.end}",
            _text(f"t.{interval.start}", f"t.{interval.end}"),
        )
    yield _primary_key(table)


def _rules_of_column(table: Table, column: Column) -> Iterator[Rule]:
    cell = f"t.{column.name}"

    def rule(kind: Kind, about: str, breaks: str, over: str = table.name) -> Rule:
        return _by_row(table, kind, (column.name,), about, breaks, f"CAST({cell} AS STRING)", over)

    if column.type != "string":
        yield rule("type", f"the text is a value of type {column.type}", is_not(cell, column.type), table.name + READ)
    if column.required:
        yield rule("required", "the cell is filled", f"{cell} IS NULL", table.name + READ)
    if column.pattern:
        yield pattern_rule(table, column.name, column.pattern)
    if column.min_length is not None:
        least = column.min_length
        yield rule("length", f"the value has at least {least} characters", f"length({cell}) < {least}")
    # Neither engine takes NaN for less than anything, and no bound holds of it.
    nan = f" OR isnan({cell})" if column.type == "number" else ""
    if column.minimum is not None:
        yield rule("minimum", f"the value is at least {column.minimum}", f"{cell} < {column.minimum}{nan}")
    if column.maximum is not None:
        yield rule("maximum", f"the value is at most {column.maximum}", f"{cell} > {column.maximum}{nan}")
    if column.vocabulary:
        terms = ", ".join(_quoted(term.value) for term in column.vocabulary)
        yield rule("vocabulary", f"the value is a term of {column.vocabulary.name_of()}", f"{cell} NOT IN ({terms})")
    if column.reference:
        yield _reference(table, column)


def _by_row(
    table: Table, kind: Kind, columns: tuple[str, ...], about: str, breaks: str, value: str, over: str = ""
) -> Rule:
    over = over or table.name
    query = f"SELECT {_row_key(table)} AS row_key, {value} AS value FROM {over} t WHERE {breaks}"
    return Rule(table.name, kind, columns, about, query, breaks, over)


def _primary_key(table: Table) -> Rule:
    keys = ", ".join(f"t.{key}" for key in table.primary_key)
    empty = " AND ".join(f"t.{key} IS NULL" for key in table.primary_key)
    query = (
        f"SELECT {_row_key(table)} AS row_key, CAST(COUNT(*) AS STRING) AS value FROM {table.name} t "
        f"WHERE NOT ({empty}) GROUP BY {keys} HAVING COUNT(*) > 1"
    )
    return Rule(table.name, "primary-key", table.primary_key, "no other row has the same key", query)


def _reference(table: Table, column: Column) -> Rule:
    assert column.reference
    to = column.reference
    # Of the ways to say so, the one that both engines run as a single join.
    query = (
        f"SELECT {_row_key(table)} AS row_key, CAST(t.{column.name} AS STRING) AS value FROM {table.name} t "
        f"LEFT JOIN {to.table} p ON p.{to.column} = t.{column.name} "
        f"WHERE t.{column.name} IS NOT NULL AND p.{to.column} IS NULL"
    )
    about = f"the value stands in {to.table}.{to.column}"
    return Rule(table.name, "reference", (column.name,), about, query, target=(to.table, to.column))


def _row_key(table: Table) -> str:
    return _text(*(f"t.{key}" for key in table.primary_key))


def _text(*cells: str) -> str:
    """Values side by side as one text, an empty one as nothing between two commas."""
    return f"concat_ws(', ', {', '.join(f'''coalesce(CAST({cell} AS STRING), '')''' for cell in cells)})"


def _quoted(text: str) -> str:
    """Return a text of the models as an SQL string; one with a quote would need another form in each dialect."""
    if "'" in text:
        raise ValueError(f"{text!r} holds a quotation mark")
    return f"'{text}'"
