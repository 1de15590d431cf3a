"""Which metrics a word finds, what each takes, and what a wrong name is answered with."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.errors import UsageError
from copilot.market import calendar as exchange
from copilot.market.months import month_ends
from copilot.metrics import choices, compute, definitions, definitions_about, find_family
from copilot.metrics.directory import names_like
from copilot.metrics.registry import definition
from copilot.types import Bar, Prices

BARS = tuple(
    Bar(session=day, open=10.0, high=12.0, low=9.0, close=10.0 + at % 3)
    for at, day in enumerate(exchange.sessions(date(2023, 12, 1), date(2024, 5, 31)))
)
TIN = Prices("TIN", "USD", "files", datetime(2024, 6, 3, tzinfo=UTC), BARS, month_ends(BARS))


def test_every_word_counts_and_none_finds_all() -> None:
    assert [item.name for item in definitions_about("votes of the FOMC against")] == ["votes against the decision"]
    assert definitions_about("") == definitions()
    assert definitions_about("zebra") == []


@pytest.mark.parametrize("name", [item.name for item in definitions()])
def test_every_metric_is_found_by_its_own_name(name: str) -> None:
    assert name in [item.name for item in definitions_about(name)]


def test_choices_are_those_that_the_metric_takes() -> None:
    assert choices(definition("relative return")) == {"basis": ("price", "total")}
    assert choices(definition("beta"))["frequency"] == ("daily", "weekly", "monthly")
    assert choices(definition("close")) == {}
    for basis in choices(definition("max drawdown"))["basis"]:
        assert compute("max drawdown", TIN, year="2024", basis=basis).parameters["basis"] == basis


@pytest.mark.parametrize(
    ("wrong", "near"), [("volatilty", "volatility"), ("max loss", "max drawdown"), ("from lows", "distance from low")]
)
def test_a_wrong_name_is_answered_with_names_that_are_computed(wrong: str, near: str) -> None:
    assert near in names_like(wrong)
    with pytest.raises(UsageError) as caught:
        find_family(wrong)
    for name in names_like(wrong):
        assert find_family(name) and name in caught.value.fix


def test_a_ratio_tells_the_rate_it_was_computed_with() -> None:
    assert compute("sharpe ratio", TIN, risk_free_annual="0.0425", start="2023-12-29").label.endswith(
        "(monthly total returns, risk-free rate 4.25% a year)"
    )
    assert compute("sortino ratio", TIN, start="2023-12-29").label.endswith("(monthly total returns, target 0% a year)")


@pytest.mark.parametrize(
    ("basis", "levels"),
    [("close", "close[t] / max(close[..t-1])"), ("intraday", "low[t] / max(high[..t-1])"), ("total", "total_return[t] / max(total_return[..t-1])")],
)  # fmt: skip
def test_a_drawdown_writes_the_levels_of_its_basis(basis: str, levels: str) -> None:
    assert compute("max drawdown", TIN, year="2024", basis=basis).formula == f"min over t of {levels} - 1 ({basis})"
