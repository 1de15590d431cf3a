"""Rates with their sample size and a 95% interval. A rate over nothing is no rate: `None`, shown as "no data"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, fsum, sqrt

Z = 1.959963984540054  # two-sided 95%


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure (a rate between 0 and 1, a mean or a percentile), what it was counted over, and its 95% interval."""

    value: float
    n: int
    low: float
    high: float


def wilson(p: float, n: float) -> tuple[float, float]:
    """The 95% interval of a binomial rate p over n > 0, as fractions.

    Source: Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 209-212.

    >>> low, high = wilson(81 / 263, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    square = Z * Z
    centre = (p + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(p * (1 - p) / n + square / (4 * n * n))
    return max(0.0, round(centre - half, 12)), min(1.0, round(centre + half, 12))


def rate(successes: int, n: int, *, effective: float | None = None) -> Rate | None:
    """Successes over n with the Wilson interval; None where n is 0. effective: how many independent ones the n are worth.

    >>> rate(0, 0) is None
    True
    """
    if n == 0:
        return None
    low, high = wilson(successes / n, effective or n)
    return Rate(successes / n, n, low, high)


def clustered(outcomes: Iterable[tuple[str, bool]]) -> Rate | None:
    """The rate of (sample, success) pairs, where those of one sample may stand and fall together; `n` counts the pairs.

    The interval is Wilson's over n divided by the design effect. Source: Kish (1965), Survey Sampling; Franco et al. (2019),
    "Comparative Study of Confidence Intervals for Proportions in Complex Sample Surveys", J. Survey Statistics and Methodology 7.

    >>> alone, together = clustered([("a", True), ("b", False)]), clustered([("a", True)] * 20 + [("b", False)] * 20)
    >>> alone and together and (together.n, together.high - together.low > 0.7 * (alone.high - alone.low))
    (40, True)
    """
    counts: dict[str, tuple[int, int]] = {}
    for sample, success in outcomes:
        successes, n = counts.get(sample, (0, 0))
        counts[sample] = (successes + success, n + 1)
    total = sum(n for _, n in counts.values())
    return rate(sum(y for y, _ in counts.values()), total, effective=total / design_effect(list(counts.values())))


def design_effect(counts: Sequence[tuple[int, int]]) -> float:
    """By how much more a rate of (successes, n) a sample varies than one of as many independent ones; at least 1.

    The variance is that of a ratio of sums, between samples. Two imaginary samples of average size, one all right and one all
    wrong, are added: where few failures were seen, it is not known whether they come alone or a whole sample at a time.

    >>> design_effect([(1, 1), (0, 1), (1, 1)])
    1.0
    >>> round(design_effect([(10, 10)] * 50), 1)  # no failure seen: as if each sample were one
    10.0
    """
    total = sum(n for _, n in counts)
    if total == len(counts):
        return 1.0
    size = total / len(counts)
    seen = [*((float(y), float(n)) for y, n in counts), (0.0, size), (size, size)]
    whole = fsum(n for _, n in seen)
    p = fsum(y for y, _ in seen) / whole
    between = fsum((y - p * n) ** 2 for y, n in seen) * len(seen) / (len(seen) - 1) / whole**2
    together = fsum(n * n for _, n in counts) / total  # the effect where all of a sample fall as one
    return min(together, max(1.0, between / (p * (1 - p) / whole)))


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


def within_one(figure: Rate | None) -> Rate | None:
    """The mean of shares, with an interval that ends at 0 and 1 as they do."""
    return None if figure is None else replace(figure, low=max(0.0, figure.low), high=min(1.0, figure.high))


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


Decision = tuple[str, bool, bool]  # the sample, whether it is of the class by gold, whether it was said to be


def precision(decisions: Sequence[Decision]) -> Rate | None:
    """Right among those said to be positive."""
    return clustered((sample, gold) for sample, gold, said in decisions if said)


def recall(decisions: Sequence[Decision]) -> Rate | None:
    """Found among those that are positive."""
    return clustered((sample, said) for sample, gold, said in decisions if gold)


def f1(decisions: Sequence[Decision]) -> Rate | None:
    """Harmonic mean of precision and recall over the n that are positive or said to be.

    With J = TP / (TP + FP + FN), itself a binomial rate, F1 = 2J / (1 + J): the interval is that of J, carried over.
    Source: Hand, Christen & Kirielle (2021), "F*: an interpretable transformation of the F-measure", Machine Learning 110.

    >>> figure = f1([("a", True, True)] * 3 + [("b", True, False), ("c", False, True), ("d", False, False)])
    >>> figure and (round(figure.value, 4), figure.n)
    (0.75, 5)
    """
    found = clustered((sample, gold and said) for sample, gold, said in decisions if gold or said)
    if found is None:
        return None
    value, low, high = (2 * j / (1 + j) for j in (found.value, found.low, found.high))
    return Rate(value, found.n, low, high)


def balanced_accuracy(decisions: Sequence[Decision]) -> Rate | None:
    """Mean of the rates right among positives and among negatives; None unless there are both.

    The interval joins the two by squares. Source: Newcombe (1998), Statistics in Medicine 17, 873-890.

    >>> right = [("a", True, True)] * 4 + [("b", True, False)] + [("c", False, False)] * 9 + [("d", False, True)]
    >>> figure = balanced_accuracy(right)
    >>> figure and (round(figure.value, 4), figure.n)
    (0.85, 15)
    """
    return _mean_of(recall(decisions), recall(_turned(decisions)), len(decisions))


def macro_f1(decisions: Sequence[Decision]) -> Rate | None:
    """Mean of the F1 of both classes; None unless there are both. The interval joins theirs by squares, as above.

    >>> figure = macro_f1([("a", True, True), ("b", True, False), ("c", False, False), ("d", False, False)])
    >>> figure and round(figure.value, 4)
    0.7333
    """
    return _mean_of(f1(decisions), f1(_turned(decisions)), len(decisions))


def _turned(decisions: Sequence[Decision]) -> list[Decision]:
    return [(sample, not gold, not said) for sample, gold, said in decisions]


def _mean_of(one: Rate | None, two: Rate | None, n: int) -> Rate | None:
    if one is None or two is None:
        return None
    value = (one.value + two.value) / 2
    down = sqrt((one.value - one.low) ** 2 + (two.value - two.low) ** 2) / 2
    up = sqrt((one.high - one.value) ** 2 + (two.high - two.value) ** 2) / 2
    return Rate(value, n, value - down, value + up)
