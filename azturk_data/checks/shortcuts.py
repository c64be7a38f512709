"""What shows for several rules at once that nothing breaks them, and costs less than to look for the rows that do.

A shortcut's query returns a number that is 0 only if no row breaks any of its rules. If it is another, or if the query
fails, the rules' own queries are run: so a shortcut changes how long a check takes, and never what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from azturk_data.checks.rules import Rule, pattern_rule
from azturk_data.schema.tables import catalogue

MANY = 2
"""How many times as many values must refer to a column as it has, for another's pattern to be put to it."""


@dataclass(frozen=True)
class Shortcut:
    """One number for several rules."""

    rules: tuple[Rule, ...]
    query: str

    @property
    def table(self) -> str:
        """The table that is looked at, or looked up."""
        return self.rules[0].target[0] if self.rules[0].target else self.rules[0].table


def shortcuts(rules: Iterable[Rule]) -> list[Shortcut]:
    """Return shortcuts for those of the rules that look for rows elsewhere."""
    references: dict[tuple[str, str], list[Rule]] = {}
    keys: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        if rule.kind == "primary-key":
            keys[rule.table, rule.column] = rule
        elif rule.kind == "reference" and rule.target:
            references.setdefault(rule.target, []).append(rule)
    found = [_held(target, held, keys.pop(target, None)) for target, held in references.items()]
    return found + [_unique(rule) for rule in keys.values()]


def counting_shortcuts(shortcuts: Sequence[Shortcut]) -> str:
    """Return a query for the numbers of several shortcuts: one row, a column for each."""
    return f"SELECT {', '.join(f'({each.query}) AS s{n}' for n, each in enumerate(shortcuts))}"


def premises(rules: Iterable[Rule], rows: Mapping[str, int]) -> dict[Rule, tuple[Rule, Rule]]:
    """Return the patterns that need no look of their own, each with the two rules from which it follows.

    A value that stands in the column to which it refers has the form that the values there have: by that column's own
    pattern, or, where there are few values and many that refer to them, by the same pattern put to that column.
    """
    held = {(rule.table, rule.kind, rule.columns): rule for rule in rules}
    found: dict[Rule, tuple[Rule, Rule]] = {}
    for rule in held.values():
        reference = held.get((rule.table, "reference", rule.columns))
        pattern = _pattern(rule) if rule.kind == "pattern" else None
        if pattern is None or reference is None or reference.target is None:
            continue
        table, column = reference.target
        key = held.get((table, "pattern", (column,)))
        if key and _pattern(key) == pattern:
            found[rule] = reference, key
        elif key and rows[table] * MANY <= rows[rule.table]:
            found[rule] = reference, pattern_rule(catalogue()[table], column, pattern)
    return found


def follow(premises: Mapping[Rule, tuple[Rule, Rule]], broken: dict[Rule, int]) -> None:
    """Note for each rule that follows from what is not broken that it is not, either."""
    waiting = dict(premises)
    while ready := [rule for rule, from_ in waiting.items() if all(broken.get(each) == 0 for each in from_)]:
        for rule in ready:
            broken[rule] = 0
            del waiting[rule]


def _pattern(rule: Rule) -> str | None:
    return catalogue()[rule.table].column(rule.column).pattern


def _unique(rule: Rule) -> Shortcut:
    # Equal keys have equal hashes; should unequal ones ever have, too, the rule's own query will tell.
    keys = ", ".join(f"t.{key}" for key in rule.columns)
    empty = " AND ".join(f"t.{key} IS NULL" for key in rule.columns)
    query = f"SELECT COUNT(*) - COUNT(DISTINCT xxhash64({keys})) AS n FROM {rule.table} t WHERE NOT ({empty})"
    return Shortcut((rule,), query)


def _held(target: tuple[str, str], rules: Sequence[Rule], key: Rule | None) -> Shortcut:
    """Return the one for all references to a column, and for the rule that the column is a key, if it is one."""
    table, column = target
    cells = [f"SELECT t.{column} AS value, 1 AS own FROM {table} t WHERE t.{column} IS NOT NULL"]
    cells += [
        f"SELECT t.{rule.column} AS value, NULL AS own FROM {rule.table} t WHERE t.{rule.column} IS NOT NULL"
        for rule in rules
    ]
    # Each value that is referred to is there, and a key is there once.
    wrong = "q.own = 0" if key is None else "q.own <> 1"
    query = (
        f"SELECT COUNT(CASE WHEN {wrong} THEN 1 END) AS n FROM "
        f"(SELECT s.value, COUNT(s.own) AS own FROM ({' UNION ALL '.join(cells)}) s GROUP BY s.value) q"
    )
    return Shortcut((*rules, *([key] if key else [])), query)
