from __future__ import annotations

from collections.abc import Callable

import pytest

from copilot.evaluation import baselines
from copilot.evaluation.evidence import excerpt
from copilot.evaluation.registry import Run


@pytest.fixture(autouse=True)
def digits_alone(monkeypatch: pytest.MonkeyPatch, make_run: Callable[..., Run]) -> None:
    baselines._found.cache_clear()
    monkeypatch.setattr(baselines, "_census", make_run().census)


def said(checker: str, text: str, source: str) -> list[str]:
    _, engine = baselines.checker(checker)
    return [check.verdict for check in engine(text, [source])]


def test_the_string_check_wants_the_same_digits() -> None:
    assert said("string", "It cost $1200.", "It cost $1,200.") == ["checked"]
    assert said("string", "It cost $1.2 million.", "It cost $1,200,000.") == ["unsupported"]
    assert said("string", "It rose 5%.", "It has 5 shops.") == ["checked"]  # blind to units


def test_the_half_ulp_check_wants_a_rounding_in_the_same_unit() -> None:
    assert said("half-ulp", "It cost $1.2 million.", "It cost $1,204,000.") == ["checked"]
    assert said("half-ulp", "It cost $1.3 million.", "It cost $1,204,000.") == ["unsupported"]
    assert said("half-ulp", "It rose 5%.", "It cost $5.") == ["unsupported"]
    assert said("half-ulp", "Boeing rose 5%.", "Airbus rose 5%.") == ["checked"]  # blind to the subject


def test_a_metric_in_fractions_is_a_percentage() -> None:
    _, engine = baselines.checker("half-ulp")
    metric = {"name": "price return", "ticker": "QQQ", "value": "0.1234", "unit": "fraction"}
    assert [check.verdict for check in engine("It rose 12.3%.", [], metrics=[metric])] == ["checked"]


def test_an_excerpt_keeps_what_shares_words_and_numbers() -> None:
    source = "Nothing here. " * 50 + "Profit rose 17% to a record. " + "Nothing there. " * 50
    assert "Profit rose 17% to a record." in excerpt([source], "Profit rose 18%.", chars=200)
    assert len(excerpt([source], "Profit rose 18%.", chars=200)) < 300
