"""How many rows break each rule, found out in as few queries as will do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar

from azturk_data.checks.engines import Engine, EngineError
from azturk_data.checks.rules import Rule, counting, passes
from azturk_data.checks.shortcuts import Shortcut, counting_shortcuts, follow, premises, shortcuts

T = TypeVar("T", Rule, Shortcut)


class Counts:
    """The counts for the rules of one set of tables."""

    def __init__(
        self, engine: Engine, rows: Mapping[str, int], as_text: Collection[str], step: Callable[[str], None]
    ) -> None:
        self.broken: dict[Rule, int] = {}
        """How many rows break a rule, of those that could be counted."""
        self.damaged: dict[str, EngineError] = {}
        """Tables that could not be read to their end."""
        self._engine, self._rows, self._as_text, self._step = engine, rows, as_text, step

    def count(self, rules: Sequence[Rule]) -> list[Rule]:
        """Count for all rules, and return them in the order in which they are to be told."""
        together = self._engine.together
        by_row, others = passes(rules, self._as_text, together)
        implied = premises(rules, self._rows)
        # With the patterns that no rule puts to a column, but that others follow from.
        borrowed = {key: None for _, key in implied.values() if key not in rules}
        first, _ = passes([*rules, *borrowed], self._as_text, together)
        self._count(_without(first, implied))
        # Damaged pages have come to light by now, so that no reference is followed into them.
        self._shorten(shortcuts(rule for rule in chain(*others) if self._stands(rule)))
        follow(implied, self.broken)
        # What the shortcuts left open, as if there were none.
        self._count(_without(by_row, self.broken))
        self._count(_without(others, self.broken))
        return [rule for rule in chain(*by_row, *others) if rule in self.broken and rule.table not in self.damaged]

    def _stands(self, rule: Rule) -> bool:
        tables = {rule.table, rule.target[0]} if rule.target else {rule.table}
        return tables <= self._rows.keys() - self.damaged.keys()

    def _count(self, groups: Iterable[Sequence[Rule]]) -> None:
        standing = [group for group in ([rule for rule in group if self._stands(rule)] for group in groups) if group]
        for group, found in self._answers(standing, counting):
            if isinstance(found, EngineError):
                # Its pages are damaged, which its outline did not show; no rule can be put to it any more.
                self.damaged.setdefault(group[0].table, found)
            else:
                self.broken.update((rule, number or 0) for rule, number in zip(group, found, strict=True))

    def _shorten(self, found: Sequence[Shortcut]) -> None:
        together = self._engine.together
        groups = [found[at : at + together] for at in range(0, len(found), together)]
        for group, numbers in self._answers(groups, counting_shortcuts):
            if not isinstance(numbers, EngineError):
                for shortcut, number in zip(group, numbers, strict=True):
                    if number == 0:
                        self.broken.update(dict.fromkeys(shortcut.rules, 0))

    def _answers(
        self, groups: Sequence[Sequence[T]], query: Callable[[Sequence[T]], str]
    ) -> Iterable[tuple[Sequence[T], tuple[int, ...] | EngineError]]:
        def answer(group: Sequence[T]) -> tuple[int, ...] | EngineError:
            try:
                return self._engine.rows(query(group))[0]
            except EngineError as error:
                return error

        with ThreadPoolExecutor(self._engine.at_once) as pool:
            for group, found in zip(groups, pool.map(answer, groups), strict=True):
                self._step(group[0].table)
                yield group, found


def _without(groups: Iterable[Sequence[Rule]], those: Collection[Rule]) -> list[list[Rule]]:
    left = ([rule for rule in group if rule not in those] for group in groups)
    return [group for group in left if group]
