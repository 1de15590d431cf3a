from __future__ import annotations

import pytest

from copilot.evaluation.rates import Confusion, balanced_accuracy, confusion, f1, precision, rate, recall, wilson


# Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 857-872, Table I, method 3.
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


def test_a_rate_over_nothing_is_no_data() -> None:
    empty = Confusion(0, 0, 0, 0)
    assert rate(0, 0) is None
    assert (precision(empty), recall(empty), f1(empty), balanced_accuracy(empty)) == (None, None, None, None)


def test_balanced_accuracy_needs_both_classes() -> None:
    assert balanced_accuracy(Confusion(5, 0, 5, 0)) is None


def test_a_rate_carries_its_n_and_an_interval_around_it() -> None:
    figure = rate(9, 10)
    assert figure is not None
    assert (figure.value, figure.n) == (0.9, 10)
    assert figure.low < 0.9 < figure.high


def test_figures_worked_by_hand() -> None:
    # 4 positives of which 3 are found, 6 negatives of which 1 is taken for a positive
    counts = confusion([(True, True)] * 3 + [(True, False)] + [(False, True)] + [(False, False)] * 5)
    found = [precision(counts), recall(counts), f1(counts), balanced_accuracy(counts)]
    assert [round(figure.value, 4) for figure in found if figure] == [0.75, 0.75, 0.75, round((3 / 4 + 5 / 6) / 2, 4)]
    assert all(figure.low <= figure.value <= figure.high for figure in found if figure)
