"""Measures of agreement: raw, Krippendorff's alpha with an interval by bootstrap, and F1 on characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np

RESAMPLES = 2_000
SEED = 1921
"""Fixed, so that the page is the same on every machine."""

Codes = Sequence[tuple[str, str]]
"""For each paired unit the first coder's term and the second's."""


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on one variable."""

    variable: str
    pairs: int
    raw: float
    alpha: float | None
    """None where only one term occurs, so that nothing could have been disagreed upon by chance."""
    low: float | None
    high: float | None
    """The bounds of the 95 % interval."""
    confusion: Counter[tuple[str, str]]


def measure(variable: str, codes: Codes) -> Agreement:
    """Measure the agreement on a variable."""
    raw = sum(a == b for a, b in codes) / len(codes) if codes else 0.0
    low, high = _interval(codes)
    return Agreement(variable, len(codes), raw, alpha(codes), low, high, Counter(codes))


def alpha(codes: Codes) -> float | None:
    """Return Krippendorff's alpha for nominal data of two coders; None if all terms are one."""
    terms = sorted({term for pair in codes for term in pair})
    if len(terms) < 2:
        return None
    number = {term: index for index, term in enumerate(terms)}
    data = np.array([[number[pair[coder]] for pair in codes] for coder in (0, 1)], dtype=float)
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def character_f1(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Return F1 between the characters that the one coder's stretches cover and the other's."""
    first, second = ({i for start, end in stretches for i in range(start, end)} for stretches in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def _interval(codes: Codes) -> tuple[float | None, float | None]:
    if not codes:
        return None, None
    random = np.random.default_rng(SEED)
    drawn: list[float] = []
    for _ in range(RESAMPLES):
        sample = [codes[int(i)] for i in random.integers(0, len(codes), len(codes))]
        value = alpha(sample)
        # A sample with one term only has nothing to disagree upon: full agreement, if they agree.
        drawn.append(1.0 if value is None else value)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
