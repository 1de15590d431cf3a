"""What the sources lack is said: instruments without prices, and a usual series that another stands in for."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from copilot.auditing import judge_text
from copilot.comparison import Market, compare_claims, compare_text
from copilot.errors import SeriesMissing
from copilot.market.sample import SamplePrices
from copilot.numbers import read_claims
from copilot.types import Observation, Passage, Prices, Series

AS_OF = date(2025, 12, 18)
QUOTE = "The S&P 500 rose 0.4% on 28 November 2025 and ended at 47,716.42 points by a misprint."


@pytest.mark.parametrize(
    "text",
    ["The Dow rose 0.4% on November 28, 2025.", "The Dow Jones Industrial Average closed at 47,716.42 on November 28, 2025."],
)
def test_an_index_without_prices_is_said_to_be_and_not_held_against_another(text: str) -> None:
    passage = Passage("a" * 12, "0" * 64, "Made", None, None, None, 0, len(QUOTE), QUOTE, 0.5)
    checked, findings = judge_text(text, [passage], SamplePrices(), as_of=AS_OF, published=AS_OF)
    (number,) = [each for each in checked.numbers if each.kind == "quantity"]
    assert (number.verdict, number.evidence, findings) == ("unsupported", (), ())
    assert "has no prices of" in number.reason


def test_they_are_named_once_in_a_notice() -> None:
    text = "The Dow rose 0.2% in November 2025. The Dow Jones Industrial Average closed at 47,716.42. The Nikkei 225 fell 1.2%."
    market = Market(SamplePrices(), AS_OF)
    compare_claims(text, read_claims(text, published=AS_OF), market, published=AS_OF)
    (notice,) = [notice for notice in market.notices if "no prices of" in notice]
    assert notice.count("Dow") == 1 and "Nikkei 225" in notice


class Adjusted:
    """The seasonally adjusted index alone."""

    name = "made"

    def series(self, id: str, *, as_of: date) -> Series:
        if id != "CPIAUCSL":
            raise SeriesMissing(f"no {id}", fix="None.")
        values = (Observation(date(2024, 9, 1), Decimal(315)), Observation(date(2025, 9, 1), Decimal("324.45")))
        fetched = datetime(2025, 10, 25, tzinfo=UTC)
        return Series(id, "Consumer price index", "none", "monthly", True, date(2025, 10, 24), "made", fetched, values)


def test_a_rate_of_another_series_than_the_usual_one_says_so() -> None:
    text = "US consumer prices rose 3.0% year over year in September 2025."
    market = Market(SamplePrices(), AS_OF, series=Adjusted())
    (found,) = compare_claims(text, read_claims(text, published=AS_OF), market, published=AS_OF)
    assert found.agrees
    (notice,) = [notice for notice in market.notices if "CPIAUCNS" in notice]
    assert "CPIAUCSL" in notice and "is lacking" in notice


class WithoutDividends(SamplePrices):
    """The sample's closes, of which no dividends are known."""

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        known = super().prices(ticker, as_of=as_of)
        bars = tuple(replace(bar, dividend=math.nan) for bar in known.bars)
        return replace(known, bars=bars, month_ends=tuple(replace(end, total_return=None) for end in known.month_ends))


@pytest.mark.parametrize("source", [SamplePrices(), WithoutDividends()])
@pytest.mark.parametrize(("told", "agrees"), [("7.6%", True), ("9.9%", False)])
def test_a_total_return_is_not_held_against_prices_without_dividends(source: SamplePrices, told: str, agrees: bool) -> None:
    text = f"The total return of IJR was {told} in 2025 to 18 December."
    found = [each.agrees for each in compare_text(text, source, as_of=AS_OF, published=AS_OF)]
    assert found == ([] if isinstance(source, WithoutDividends) else [agrees])
