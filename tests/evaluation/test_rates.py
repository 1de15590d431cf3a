from __future__ import annotations

from itertools import pairwise

import pytest

from copilot.evaluation.rates import balanced_accuracy, clustered, design_effect, f1, precision, rate, recall, wilson


# Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 857-872, Table I, method 3.
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes / n, n) == pytest.approx((low, high), abs=5e-5)


def test_a_rate_over_nothing_is_no_data() -> None:
    assert rate(0, 0) is None
    assert (clustered([]), precision([]), recall([]), f1([]), balanced_accuracy([])) == (None,) * 5


def test_balanced_accuracy_needs_both_classes() -> None:
    assert balanced_accuracy([("a", True, True), ("b", True, False)]) is None


def test_scores_of_samples_of_one_each_have_the_plain_interval() -> None:
    assert clustered([(str(i), i < 9) for i in range(10)]) == rate(9, 10)


def test_numbers_that_fall_a_whole_answer_at_a_time_count_as_answers() -> None:
    together = [(str(i), i % 5 > 0) for i in range(50) for _ in range(8)]  # ten answers wrong throughout, forty right
    spread = [(str(i), number != i % 8 or i % 5 > 2) for i in range(50) for number in range(8)]
    assert design_effect([(8, 8)] * 40 + [(0, 8)] * 10) == pytest.approx(8, rel=0.05)
    wide, narrow, plain = clustered(together), clustered(spread), rate(320, 400)
    assert wide and narrow and plain
    assert (wide.n, wide.value) == (400, 0.8)
    answers = rate(40, 50)
    assert answers and wide.high - wide.low == pytest.approx(answers.high - answers.low, rel=0.05)
    assert narrow.high - narrow.low < 0.6 * (wide.high - wide.low)


def test_a_failure_more_never_raises_the_lower_end_by_more_than_half_a_point() -> None:
    lows = []
    for wrong in range(12):
        figure = clustered([(str(i), i >= wrong or number > 0) for i in range(60) for number in range(6)])
        assert figure
        lows.append(figure.low)
    assert all(after < before + 0.005 for before, after in pairwise(lows))
    assert lows[0] < 0.95  # sixty answers without a failure, not 360 numbers


def test_a_rate_carries_its_n_and_an_interval_around_it() -> None:
    figure = rate(9, 10)
    assert figure is not None
    assert (figure.value, figure.n) == (0.9, 10)
    assert figure.low < 0.9 < figure.high


def test_figures_worked_by_hand() -> None:
    # 4 positives of which 3 are found, 6 negatives of which 1 is taken for a positive
    said = [(True, True)] * 3 + [(True, False)] + [(False, True)] + [(False, False)] * 5
    counts = [(str(at), *pair) for at, pair in enumerate(said)]
    found = [precision(counts), recall(counts), f1(counts), balanced_accuracy(counts)]
    assert [round(figure.value, 4) for figure in found if figure] == [0.75, 0.75, 0.75, round((3 / 4 + 5 / 6) / 2, 4)]
    assert all(figure.low <= figure.value <= figure.high for figure in found if figure)
