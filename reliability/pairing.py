"""Which claim of one coder is which of the other's: the pairing that agrees best over the whole text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.fuzz import token_set_ratio
from scipy.optimize import linear_sum_assignment

from codings import Item, Unit

LEAST = 0.45
"""Below this likeness two units are not of the same claim, and each stands alone."""

Pairs = list[tuple[int, int]]


def pair_units(one: Sequence[Unit], other: Sequence[Unit]) -> Pairs:
    """Pair units one to one, by the overlap of their passages and the likeness of their statements."""
    return _assign([[_likeness(a, b) for b in other] for a in one])


def pair_items(one: Sequence[Item], other: Sequence[Item], units: Pairs) -> Pairs:
    """Pair events or provisions one to one, by the paired units that they share and the likeness of titles."""
    translated = dict(units)

    def likeness(a: Item, b: Item) -> float:
        held = {translated[number] for number in a.units if number in translated}
        shared = len(held & b.units) / max(1, min(len(held), len(b.units)))
        return 0.7 * shared + 0.3 * token_set_ratio(a.title, b.title) / 100 if shared else 0.0

    return _assign([[likeness(a, b) for b in other] for a in one])


def _likeness(a: Unit, b: Unit) -> float:
    (start, end), (other_start, other_end) = a.stretch, b.stretch
    overlap = max(0, min(end, other_end) - max(start, other_start))
    if not overlap:
        return 0.0
    union = max(end, other_end) - min(start, other_start)
    return 0.4 * overlap / union + 0.6 * token_set_ratio(a.statement, b.statement) / 100


def _assign(likeness: list[list[float]]) -> Pairs:
    if not likeness or not likeness[0]:
        return []
    matrix = np.array(likeness)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if matrix[r, c] >= LEAST]
