"""What shows for several rules at once that nothing breaks them, and costs less than to look for the rows that do.

A shortcut's query returns a number that is 0 only if no row breaks any of its rules. If it is another, or if the query
fails, the rules' own queries are run: so a shortcut changes how long a check takes, and never what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from azturk_data.checks.rules import Rule
from azturk_data.schema.tables import catalogue


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
    found: list[Shortcut] = []
    for rule in rules:
        if rule.kind == "primary-key":
            found.append(_unique(rule))
        elif rule.kind == "reference" and rule.target:
            references.setdefault(rule.target, []).append(rule)
    return [_held(target, held) for target, held in references.items()] + found


def counting_shortcuts(shortcuts: Sequence[Shortcut]) -> str:
    """Return a query for the numbers of several shortcuts: one row, a column for each."""
    return f"SELECT {', '.join(f'({each.query}) AS s{n}' for n, each in enumerate(shortcuts))}"


def premises(rules: Iterable[Rule]) -> dict[Rule, tuple[Rule, Rule]]:
    """Return the patterns that need no look of their own, each with the two rules from which it follows.

    A value that stands in the column to which it refers has the form that the values there have.
    """
    held = {(rule.table, rule.kind, rule.columns): rule for rule in rules}
    found: dict[Rule, tuple[Rule, Rule]] = {}
    for rule in held.values():
        reference = held.get((rule.table, "reference", rule.columns))
        if rule.kind != "pattern" or reference is None or reference.target is None:
            continue
        table, column = reference.target
        key = held.get((table, "pattern", (column,)))
        if key and _pattern(key) == _pattern(rule):
            found[rule] = reference, key
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


def _held(target: tuple[str, str], rules: Sequence[Rule]) -> Shortcut:
    # What refers adds nothing to what can be referred to.
    table, column = target
    of_key = f"SELECT t.{column} AS value FROM {table} t WHERE t.{column} IS NOT NULL"
    referring = (
        f"SELECT t.{rule.column} AS value FROM {rule.table} t WHERE t.{rule.column} IS NOT NULL" for rule in rules
    )
    everything = " UNION ".join([of_key, *referring])
    query = f"SELECT COUNT(*) - (SELECT COUNT(DISTINCT k.{column}) FROM {table} k) AS n FROM ({everything}) q"
    return Shortcut(tuple(rules), query)
