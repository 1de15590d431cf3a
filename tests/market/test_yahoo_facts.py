"""Figures of today by the real yfinance: units settled, days told, what is lacking said."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import FactsMissing, InsufficientData, RateLimited, SourceError, Unreachable
from copilot.market.live import YahooFacts
from copilot.market.yahoo import Yahoo
from copilot.market.yahoo_facts import Snapshot, decode, dividend_yield, encode, market_cap, read_facts, snapshot_of, unsettled
from copilot.metrics import compute, recompute
from copilot.types import Fact
from tests.market.fake_yahoo import FakeYahoo, Share, at, nvidia, status

pytestmark = pytest.mark.usefixtures("own_yfinance")

TODAY = date(2024, 6, 11)
NOW = at(TODAY, 18)
CLOSE = int(at(TODAY, 16).timestamp())
QUARTER = int(datetime(2024, 3, 31, tzinfo=UTC).timestamp())


def company(**quote: Any) -> Share:
    return Share(
        nvidia().bars,
        info={
            "quoteType": {"quoteType": "EQUITY"},
            "summaryDetail": {"dividendYield": 0.0004, "trailingAnnualDividendYield": 0.0004, "beta": 1.7},
            "defaultKeyStatistics": {"enterpriseToEbitda": 48.5, "mostRecentQuarter": QUARTER, "priceToBook": 60.1},
            "financialData": {"earningsGrowth": -0.125, "revenueGrowth": 0.25},
        },
        quote={
            "currency": "USD", "exchangeTimezoneName": "America/New_York", "regularMarketTime": CLOSE,
            "regularMarketPrice": 120.0, "trailingPE": 70.25, "forwardPE": 35.5, "marketCap": 3000000000000,
            "sharesOutstanding": 25000000000, "dividendYield": 0.04, "dividendRate": 0.05, **quote,
        },
    )  # fmt: skip


def fund(**quote: Any) -> Share:
    return Share(
        nvidia().bars,
        instrument="ETF",
        info={
            "quoteType": {"quoteType": "ETF"},
            "summaryDetail": {"trailingPE": 17.5, "yield": 0.0129, "totalAssets": 80000000000},
            "defaultKeyStatistics": {"totalAssets": 80000000000},
        },
        quote={
            "currency": "USD", "exchangeTimezoneName": "America/New_York", "regularMarketTime": CLOSE, "quoteType": "ETF",
            "trailingPE": 17.5, "dividendYield": 1.29, "netExpenseRatio": 0.06, "regularMarketPrice": 110.0,
            "marketCap": 50000000000, "sharesOutstanding": 450000000, "netAssets": 80000000000, **quote,
        },
    )  # fmt: skip


def source(folder: Path, fake: FakeYahoo, **given: Any) -> YahooFacts:
    return YahooFacts(folder, vendor=Yahoo(session=fake.session(), now=lambda: NOW, deadline_s=2.0), **given)


def by_name(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts}


def test_figures_of_a_company_carry_unit_and_day(tmp_path: Path) -> None:
    found = by_name(source(tmp_path, FakeYahoo({"NVDA": company()})).facts("nvda", as_of=TODAY))
    told = {name: (fact.value, fact.unit, fact.as_of) for name, fact in found.items()}
    quarter = date(2024, 3, 31)
    assert told == {
        "trailing P/E": (Decimal("70.25"), "ratio_x", TODAY),
        "forward P/E": (Decimal("35.5"), "ratio_x", TODAY),
        "EV/EBITDA": (Decimal("48.5"), "ratio_x", TODAY),
        "price to book": (Decimal("60.1"), "ratio_x", TODAY),
        "EPS growth": (Decimal("-0.125"), "fraction", quarter),
        "revenue growth": (Decimal("0.25"), "fraction", quarter),
        "dividend yield": (Decimal("0.0004"), "fraction", TODAY),
        "market cap": (Decimal("3000000000000"), "USD", TODAY),
        "shares outstanding": (Decimal("25000000000"), "count:share", TODAY),
    }
    one = found["forward P/E"]
    assert (one.ticker, one.provider, one.source, one.known_from, one.fetched_at) == ("NVDA", "yahoo", "forwardPE", TODAY, NOW)


def test_a_funds_percentages_are_fractions_and_its_stale_share_count_is_left_out(tmp_path: Path) -> None:
    facts = source(tmp_path, FakeYahoo({"XLK": fund()}))
    found = by_name(facts.facts("XLK", as_of=TODAY))
    assert found["expense ratio"].value == Decimal("0.0006"), "0.06 is 0.06%"
    assert found["dividend yield"].value == Decimal("0.0129"), "1.29 is 1.29%"
    assert found["net assets"].value == Decimal(80000000000)
    with pytest.raises(FactsMissing, match="Yahoo carries no forward P/E for XLK"):
        facts.fact("XLK", "forward P/E", as_of=TODAY)
    with pytest.raises(FactsMissing, match="market cap of XLK is not taken: its share count"):
        facts.fact("XLK", "market cap", as_of=TODAY)
    assert facts.fact("XLK", "trailing P/E", as_of=TODAY).value == Decimal("17.5")


def snapshot(**told: str) -> Snapshot:
    return Snapshot("XLK", NOW, told)


def test_a_dividend_yield_is_read_in_percent_or_as_a_fraction_by_another_measure_of_it() -> None:
    for told, by in (("1.29", "0.0129"), ("0.0129", "0.0129"), ("0.54", "0.0033"), ("12.0", "0.11"), ("0.12", "0.11")):
        value = dividend_yield(snapshot(dividendYield=told, trailingAnnualDividendYield=by))
        assert value is not None and value == pytest.approx(float(told) / (100 if float(told) > 3 * float(by) else 1))
    assert dividend_yield(snapshot(dividendYield="1.29")) is None, "nothing tells its unit"
    assert dividend_yield(snapshot(dividendYield="1.29", **{"yield": "0.13"})) is None, "neither 129% nor 1.29% is near 13%"
    assert "percent" in unsettled(snapshot(dividendYield="1.29"))["dividend yield"]


def test_the_value_of_a_share_quoted_in_pence_is_in_pounds_only_where_that_is_settled() -> None:
    pence = {"currency": "GBp", "sharesOutstanding": "1000", "regularMarketPrice": "250"}
    assert market_cap(snapshot(**pence, marketCap="2500")) == 2500
    assert market_cap(snapshot(**pence, marketCap="250000")) == 2500
    assert market_cap(snapshot(**pence, marketCap="7")) is None
    assert market_cap(snapshot(currency="GBp", marketCap="2500")) is None
    assert "hundredths" in unsettled(snapshot(currency="GBp", marketCap="2500"))["market cap"]


def test_what_is_no_number_is_left_out_and_a_day_that_is_not_told_gives_no_figure() -> None:
    info: Mapping[str, Any] = {
        "trailingPE": "Infinity", "forwardPE": float("nan"), "marketCap": True, "currency": 5, "regularMarketTime": CLOSE,
        "exchangeTimezoneName": "America/New_York", "revenueGrowth": 0.1,
    }  # fmt: skip
    taken = snapshot_of("XLK", info, NOW)
    assert set(taken.told) == {"exchangeTimezoneName", "regularMarketTime", "revenueGrowth"}
    assert read_facts(taken) == (), "growth without its quarter speaks for no day"
    assert read_facts(snapshot(trailingPE="20.0", regularMarketTime="1718136000", exchangeTimezoneName="Mars/Base")) == ()
    assert decode(json.loads(json.dumps(encode(taken)))) == taken
    for damaged in ({"kind": "prices"}, {"kind": "snapshot", "told": 3}):
        with pytest.raises(ValueError):
            decode(damaged)


def test_a_snapshot_is_asked_for_once_a_day_and_refused_under_a_past_as_of(tmp_path: Path) -> None:
    fake = FakeYahoo({"NVDA": company()})
    first = source(tmp_path, fake).facts("NVDA", as_of=TODAY)
    asked = len(fake.requests)
    assert source(tmp_path, fake).facts("NVDA", as_of=TODAY) == first and len(fake.requests) == asked
    with pytest.raises(FactsMissing, match="for today only, and the as-of day is 2024-06-10"):
        source(tmp_path, fake).facts("NVDA", as_of=date(2024, 6, 10))
    assert source(tmp_path, fake, fresh=True).facts("NVDA", as_of=TODAY) == first and len(fake.requests) > asked


def test_failures_of_figures_are_named(tmp_path: Path) -> None:
    fake = FakeYahoo({"NVDA": company()})
    with pytest.raises(FactsMissing, match="does not say that there are none"):
        source(tmp_path, fake).facts("ZZZZ", as_of=TODAY)
    for code, body, kind in (
        (429, "", RateLimited),
        (500, "oops", Unreachable),
        (401, "{}", Unreachable),
        (200, "{", SourceError),
    ):
        fake.answers["/v10/finance/quoteSummary/"] = status(code, body)
        with pytest.raises(kind):
            source(tmp_path / str(code), fake).facts("NVDA", as_of=TODAY)
    fake.answers.clear()
    fake.crumb = (200, "Too Many Requests")
    assert source(tmp_path / "crumb", fake).facts("NVDA", as_of=TODAY)


@pytest.mark.parametrize("ticker", ["AAPL", "QQQ"])
def test_recorded_answers_give_figures_of_the_right_size(shared: Path, tmp_path: Path, ticker: str) -> None:
    with gzip.open(shared / "market-data/yahoo-fixtures/node-yahoo-finance2.json.gz") as file:
        recorded = json.load(file)
    (modules,) = recorded[f"quoteSummary-all-{ticker}.json"]["response"]["bodyJson"]["quoteSummary"]["result"]
    (quote,) = recorded[f"quote-{ticker}.json"]["response"]["bodyJson"]["quoteResponse"]["result"]
    fake = FakeYahoo({ticker: Share(nvidia().bars, info=modules, quote=quote)})
    facts = source(tmp_path, fake)
    found = {name: float(fact.value) for name, fact in by_name(facts.facts(ticker, as_of=TODAY)).items()}
    if ticker == "AAPL":
        # reported for the quarter to 28 December 2024: revenue 124.30 against 119.58, diluted EPS 2.40 against 2.18
        assert found["revenue growth"] == pytest.approx(124.30 / 119.58 - 1, abs=6e-4)
        assert found["EPS growth"] == pytest.approx(2.40 / 2.18 - 1, abs=6e-4)
        assert found["market cap"] / found["shares outstanding"] == pytest.approx(244.6, abs=0.1)
        assert found["dividend yield"] == pytest.approx(1.00 / 244.6, abs=5e-5)
        assert facts.fact(ticker, "EPS growth", as_of=TODAY).as_of == date(2024, 12, 28)
    else:
        assert found["expense ratio"] == 0.002 and 30 < found["trailing P/E"] < 40
        assert 0.003 < found["dividend yield"] < 0.007
        assert "market cap" not in found and "forward P/E" not in found and found["net assets"] > 3e11


def test_a_metric_is_computed_from_a_quoted_figure_and_recomputed_from_its_row(tmp_path: Path) -> None:
    facts = source(tmp_path, FakeYahoo({"NVDA": company(), "XLK": fund()}))
    metric = compute("forward P/E", facts=facts.facts("NVDA", as_of=TODAY))
    assert (metric.value, metric.provider, metric.fetched_at) == (Decimal("35.5"), "yahoo", NOW.isoformat())
    assert recompute(metric) == metric.value
    premium = compute(
        "valuation premium", facts=facts.facts("NVDA", as_of=TODAY), other_facts=facts.facts("XLK", as_of=TODAY), session=TODAY
    )
    assert float(premium.value) == pytest.approx(70.25 / 17.5 - 1, abs=1e-9)
    with pytest.raises(InsufficientData, match="yahoo has no forward P/E of XLK"):
        compute("forward P/E", facts=facts.facts("XLK", as_of=TODAY))
