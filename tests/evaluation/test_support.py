"""The support score, on sentences a reader can judge."""

from __future__ import annotations

import numpy as np
import pytest

from copilot.evaluation.rates import macro_f1
from copilot.evaluation.suites.attribution import fit
from copilot.evaluation.support import supports, without_publishers, word_support
from copilot.types import Passage

SOURCE = ["Tin prices rose 4.2% in May. Smelters in the north had closed for repairs, and stocks were low."]


def test_words_of_the_source_support_and_words_from_elsewhere_do_not() -> None:
    assert word_support("Smelters in the north had closed for repairs.", SOURCE) > 0.8
    assert word_support("The committee raised its forecast for wheat.", SOURCE) < 0.2


def test_a_wrong_number_is_not_supported_however_alike_the_words() -> None:
    assert supports("Tin prices rose 4.2% in May.", SOURCE)
    assert not supports("Tin prices rose 6.2% in May.", SOURCE)
    assert not supports("Tin prices fell 4.2% in May.", SOURCE)


def test_a_metric_alone_can_support_and_nothing_cannot() -> None:
    metric = {"name": "price return", "ticker": "XYZ", "value": "0.0421", "unit": "fraction", "start": "2025-05-01",
              "end": "2025-05-30", "formula": "end / start - 1"}  # fmt: skip
    assert supports("XYZ gained 4.2% between 1 May 2025 and 30 May 2025.", [], metrics=[metric])
    assert not supports("XYZ gained 4.2%.", [])


def test_weights_are_those_of_a_grid_search() -> None:
    random = np.random.default_rng(1)
    x = random.uniform(0, 1, (400, 1))
    y = (random.uniform(0, 1, 400) < 1 / (1 + np.exp(-(4 * x[:, 0] - 2)))).astype(float)
    grid = [(a, b) for a in np.arange(-3, -1, 0.05) for b in np.arange(2, 6, 0.05)]

    def loss(a: float, b: float) -> float:
        p = 1 / (1 + np.exp(-(a + b * x[:, 0])))
        return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() + 0.05 * b * b)

    best = min(grid, key=lambda pair: loss(*pair))
    assert fit(x, y) == pytest.approx(best, abs=0.06)


def test_macro_f1_is_the_mean_of_both_classes() -> None:
    figure = macro_f1(
        [("a", True, True)] * 8 + [("b", False, True), ("c", True, False)] * 2 + [("d", False, False)] * 3
    )  # F1 of 16/20 and of 6/10
    assert figure is not None
    assert figure.value == pytest.approx(0.7)
    assert macro_f1([("a", False, False)] * 5) is None


def test_who_published_the_evidence_is_no_word_that_the_evidence_must_hold() -> None:
    told = Passage("a", "0" * 64, "Tin", "Quarry Lane Metals Review", None, None, 0, 28, "Tin rose on fears of supply.", 1.0)
    claim = "Quarry Lane Metals Review writes: “Tin rose on fears of supply.”"
    assert without_publishers(claim, [told]) == " writes: “Tin rose on fears of supply.”"
    assert word_support(without_publishers(claim, [told]), [told.quote]) > word_support(claim, [told.quote])
