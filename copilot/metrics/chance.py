"""How many agreements with a printed figure are to be expected by accident, when many values are tried."""

from __future__ import annotations

import math
from collections.abc import Sequence


def expected_agreements(values: Sequence[float], stated: float, width: float) -> float:
    """The number of `values` that would fall into an interval of `width` about `stated` if none of them were what is meant.

    values: the tried ones without the match in question. Their density about `stated` is taken from the nearest few of them (k
    of n, k about the root of n: Loftsgaarden & Quesenberry 1965, "A Nonparametric Estimate of a Multivariate Density Function",
    Annals of Mathematical Statistics 36(3)). The match itself counts as one value spread over twice the figure.

    >>> round(expected_agreements([1.0, 3.0, 5.0, 7.0], 4.0, 0.1), 3)  # three values within 3 of 4.0
    0.05
    >>> round(expected_agreements([], 20.0, 0.01), 5)
    0.00025
    """
    spread = 2 * max(abs(stated), width)
    if spread == 0:
        return 1.0
    alone = width / spread
    if not values:
        return alone
    nearest = min(len(values), math.isqrt(len(values)) + 1)
    reach = sorted(abs(value - stated) for value in values)[nearest - 1]
    return max(alone, nearest * width / (2 * max(reach, width / 2)))
