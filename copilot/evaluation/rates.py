"""Rates with their sample size and a 95% interval. A rate over nothing is no rate: `None`, shown as "no data"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, sqrt

Z = 1.959963984540054  # two-sided 95%


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure (a rate between 0 and 1, a mean or a percentile), what it was counted over, and its 95% interval."""

    value: float
    n: int
    low: float
    high: float


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95% interval of a binomial rate, as fractions; n >= 1.

    Source: Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 209-212.

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    p, square = successes / n, Z * Z
    centre = (p + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(p * (1 - p) / n + square / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def rate(successes: int, n: int) -> Rate | None:
    """Successes over n with the Wilson interval; None where n is 0.

    >>> rate(0, 0) is None
    True
    """
    if n == 0:
        return None
    low, high = wilson(successes, n)
    return Rate(successes / n, n, low, high)


def mean(values: Sequence[float]) -> Rate | None:
    """The mean with its normal 95% interval; None of nothing. The interval of one value is that value.

    >>> figure = mean([0.0, 0.5, 1.0])
    >>> figure and (figure.value, figure.n)
    (0.5, 3)
    """
    n = len(values)
    if n == 0:
        return None
    centre = fsum(values) / n
    spread = sqrt(fsum((value - centre) ** 2 for value in values) / (n - 1) / n) if n > 1 else 0.0
    return Rate(centre, n, centre - Z * spread, centre + Z * spread)


def percentile(values: Sequence[float], share: float) -> Rate | None:
    """The value below which a share of the values lies, with the order statistics that enclose it at 95%; None of nothing.

    Source: David & Nagaraja (2003), Order Statistics, 3rd ed., section 7.1 (normal approximation of the ranks).

    >>> figure = percentile([5.0, 1.0, 2.0, 4.0, 3.0], 0.5)
    >>> figure and figure.value
    3.0
    """
    ordered = sorted(values)
    n = len(ordered)
    if n == 0:
        return None
    half = Z * sqrt(n * share * (1 - share))
    low, at, high = floor(n * share - half), ceil(n * share) - 1, ceil(n * share + half)
    return Rate(ordered[max(at, 0)], n, ordered[max(low, 0)], ordered[min(high, n - 1)])


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of a two-way decision: the gold class against what was said."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def n(self) -> int:
        """Everything counted."""
        return self.true_positive + self.false_positive + self.false_negative + self.true_negative


def confusion(pairs: Iterable[tuple[bool, bool]]) -> Confusion:
    """Counts (gold, said) pairs.

    >>> confusion([(True, True), (True, False), (False, False)])
    Confusion(true_positive=1, false_positive=0, false_negative=1, true_negative=1)
    """
    counts = {(True, True): 0, (False, True): 0, (True, False): 0, (False, False): 0}
    for pair in pairs:
        counts[pair] += 1
    return Confusion(*counts.values())


def precision(counts: Confusion) -> Rate | None:
    """Right among those said to be positive."""
    return rate(counts.true_positive, counts.true_positive + counts.false_positive)


def recall(counts: Confusion) -> Rate | None:
    """Found among those that are positive."""
    return rate(counts.true_positive, counts.true_positive + counts.false_negative)


def f1(counts: Confusion) -> Rate | None:
    """Harmonic mean of precision and recall over the n that are positive or said to be.

    With J = TP / (TP + FP + FN), itself a binomial rate, F1 = 2J / (1 + J): the interval is Wilson's for J, carried over.
    Source: Hand, Christen & Kirielle (2021), "F*: an interpretable transformation of the F-measure", Machine Learning 110.

    >>> figure = f1(Confusion(3, 1, 1, 9))
    >>> figure and (round(figure.value, 4), figure.n)
    (0.75, 5)
    """
    n = counts.true_positive + counts.false_positive + counts.false_negative
    if n == 0:
        return None
    low, high = wilson(counts.true_positive, n)
    value = counts.true_positive / n
    return Rate(2 * value / (1 + value), n, 2 * low / (1 + low), 2 * high / (1 + high))


def balanced_accuracy(counts: Confusion) -> Rate | None:
    """Mean of the rates right among positives and among negatives; None unless there are both.

    The interval joins the two Wilson intervals by squares. Source: Newcombe (1998), Statistics in Medicine 17, 873-890.

    >>> figure = balanced_accuracy(Confusion(8, 1, 2, 9))
    >>> figure and (round(figure.value, 4), figure.n)
    (0.85, 20)
    """
    positive = rate(counts.true_positive, counts.true_positive + counts.false_negative)
    negative = rate(counts.true_negative, counts.true_negative + counts.false_positive)
    if positive is None or negative is None:
        return None
    value = (positive.value + negative.value) / 2
    down = sqrt((positive.value - positive.low) ** 2 + (negative.value - negative.low) ** 2) / 2
    up = sqrt((positive.high - positive.value) ** 2 + (negative.high - negative.value) ** 2) / 2
    return Rate(value, counts.n, value - down, value + up)


def macro_f1(counts: Confusion) -> Rate | None:
    """Mean of the F1 of both classes; None unless there are both. The interval joins theirs by squares, as above.

    >>> figure = macro_f1(Confusion(3, 1, 1, 3))
    >>> figure and round(figure.value, 9)
    0.75
    """
    other = Confusion(counts.true_negative, counts.false_negative, counts.false_positive, counts.true_positive)
    one, two = f1(counts), f1(other)
    if one is None or two is None:
        return None
    value = (one.value + two.value) / 2
    down = sqrt((one.value - one.low) ** 2 + (two.value - two.low) ** 2) / 2
    up = sqrt((one.high - one.value) ** 2 + (two.high - two.value) ** 2) / 2
    return Rate(value, counts.n, value - down, value + up)
