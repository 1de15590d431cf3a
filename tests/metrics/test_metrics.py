"""What a metric carries, what it refuses, and that it can be recomputed from its record alone."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.errors import InsufficientData, SourceError, UsageError
from copilot.market.calendar import missing_sessions, sessions
from copilot.market.files import FilePrices
from copilot.market.sample import SamplePrices
from copilot.metrics import compute, definitions, find_level, metric_as_evidence, recompute
from copilot.metrics.rows import sha256_of, stored
from copilot.types import Bar, Meeting
from tests.metrics.builders import AS_OF, example_of, make_prices

SAMPLE = SamplePrices().prices("SPY", as_of=AS_OF)
closes = st.lists(st.floats(5, 500).map(lambda x: round(x, 2)), min_size=70, max_size=140)


@pytest.mark.parametrize("name", [definition.name for definition in definitions()])
@settings(max_examples=12, deadline=None)
@given(closes=closes, data=st.data())
def test_every_metric_is_recomputed_exactly_from_its_record_as_json(name: str, closes: list[float], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.floats(5, 500), min_size=len(closes), max_size=len(closes)))
    paid = [0.25 if n % 20 == 19 else 0.0 for n in range(len(closes))]
    prices, other = make_prices(closes, dividends=paid, spread=1.0), make_prices(others, ticker="XLF", spread=1.0)
    try:
        found = example_of(name, prices, other)
    except InsufficientData:
        return  # a high that was never regained, say
    record = {"name": found.name, "parameters": dict(found.parameters), "inputs": [dict(row) for row in found.inputs]}
    assert recompute(json.loads(json.dumps(record))) == found.value == recompute(found)
    assert found.inputs_sha256 == sha256_of(record["inputs"])  # type: ignore[arg-type]
    assert all(isinstance(value, str) for row in found.inputs for value in row.values())
    assert all(isinstance(value, str) for value in found.parameters.values())
    assert len(found.value.as_tuple().digits) <= 12 or found.value == found.value.to_integral_value()
    assert found.start is not None and found.end is not None and found.start <= found.end


@pytest.mark.parametrize("name", [definition.name for definition in definitions()])
@settings(max_examples=8, deadline=None)
@given(closes=closes, extra=st.lists(st.floats(1, 5000), min_size=1, max_size=30))
def test_rows_after_the_window_change_nothing(name: str, closes: list[float], extra: list[float]) -> None:
    short, longer = (
        make_prices(closes, spread=1.0),
        make_prices([*closes, *extra], spread=1.0, dividends=[0.0] * len(closes) + [0.3] * len(extra)),
    )
    cut = replace(longer, bars=longer.bars[: len(closes)], month_ends=short.month_ends)
    other = make_prices([100 + n % 7 for n in range(len(closes))], ticker="XLF", spread=1.0)
    try:
        expected = example_of(name, short, other)
    except InsufficientData:
        return
    assert example_of(name, cut, other) == expected


RETURNS = ["price return", "total return", "max drawdown", "distance from high", "annualised volatility, daily",
           "annualised volatility, weekly"]  # fmt: skip


@pytest.mark.parametrize("name", RETURNS)
@settings(max_examples=15, deadline=None)
@given(closes=closes, power=st.integers(-3, 6))
def test_a_ratio_does_not_know_the_currency(name: str, closes: list[float], power: int) -> None:
    scale = 2.0**power  # exact in binary
    before = compute(name, make_prices(closes, spread=1.0), start="2024-01-02")
    after = compute(name, make_prices([close * scale for close in closes], spread=scale), start="2024-01-02")
    assert before.value == after.value


def test_the_months_of_a_window_chain_to_its_return() -> None:
    prices = make_prices([100 + 10 * math.sin(n / 9) for n in range(130)], dividends=[0.4 * (n % 40 == 7) for n in range(130)])
    whole = compute("total return", prices, start="2024-02-29", end="2024-05-31")
    months = [compute("total return", prices, month=f"2024-0{n}").value for n in (3, 4, 5)]
    assert float(whole.value) == pytest.approx(math.prod(1 + float(value) for value in months) - 1)
    assert compute("price return", prices, start="2024-02-29", end="2024-05-31").value < whole.value


def test_a_metric_carries_its_rows_as_text() -> None:
    found = compute("price return", SAMPLE, start="2025-11-20", end="2025-12-18", start_field="low")
    assert found.inputs == (
        {"ticker": "SPY", "session": "2025-11-20", "low": "651.89"},
        {"ticker": "SPY", "session": "2025-12-18", "close": "676.47"},
    )
    assert found.parameters["start_field"] == "low" and found.parameters["end_field"] == "close"
    assert (found.provider, found.is_sample, found.fetched_at) == ("sample", True, SAMPLE.fetched_at.isoformat())
    assert found.value == Decimal("0.0377057479023")  # 676.47 / 651.89 - 1 = 0.03770574790225
    assert metric_as_evidence(found) == {
        "name": "price return",
        "ticker": "SPY",
        "value": "0.0377057479023",
        "unit": "fraction",
        "start": "2025-11-20",
        "end": "2025-12-18",
        "formula": "close[end] / low[start] - 1",
    }


def test_a_return_of_a_holiday_starts_from_the_session_before() -> None:
    found = compute("price return", SAMPLE, start="2025-11-27", end="2025-11-30")
    assert (found.start, found.end) == (date(2025, 11, 26), date(2025, 11, 28))


def test_ties_go_to_the_first_session_and_the_label_says_so() -> None:
    found = compute("low", make_prices([10, 8, 9, 8, 11]), start="2024-01-02")
    assert found.start == found.end == date(2024, 1, 3)
    assert "the first of 2" in found.label


def test_months_stand_in_before_the_sessions_begin() -> None:
    found = compute("total return", SAMPLE, start="2025-08-29", end="2025-11-28")
    assert [row.get("month", row["session"]) for row in found.inputs[:4]] == ["2025-08", "2025-09", "2025-10", "2025-11-03"]
    assert float(found.value) == pytest.approx(1.03562 * 1.02384 * 1.00195 - 1, abs=3e-5)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("annualised volatility, daily", {}, "needs? every session from 2022-12-18; the sample has 34 sessions from 2025-10-31"),
        ("annualised volatility, weekly", {}, "the sample has 34 sessions"),
        ("annualised volatility, monthly", {"months": 60}, "61 month ends .*from 2020-11 to 2025-11.*37 month ends from 2022-11"),
        ("low", {"start": "2025-10-01"}, "lacks 2025-10-01 to 2025-10-30, 22 of them"),
        ("low", {"start": "2025-12-01", "end": "2025-12-31"}, "lacks 2025-12-19 to 2025-12-31"),
        ("close", {"session": "2025-10-30"}, "close of 2025-10-30; the sample"),
        ("price return", {"start": "2025-10-15"}, "close of 2025-10-15"),
        ("price return", {"start": "2025-10-31", "end": "2026-01-05"}, "not over"),
        ("price return", {"month": "2025-12"}, "close of 2025-12-31, which is not over"),
        ("price return", {"start": "2025-08-29", "start_field": "low"}, "the low of 2025-08-29"),
        ("total return", {"start": "2025-08-15"}, "back to 2025-08-15"),
        ("total return", {"start": "2021-12-31"}, "sessions back to 2021-12-31"),
        ("max drawdown", {"year": 2025}, "lacks 2025-01-02 to 2025-10-30"),
        ("distance from high", {}, "lacks"),
        ("downside deviation", {"weeks": "1"}, "no whole month"),
        ("moving average", {}, "needs 200 sessions up to 2025-12-18; the sample has 34"),
        ("annualised volatility, daily", {"start": "2025-12-17", "basis": "price"}, "at least two returns"),
    ],
)
def test_what_the_sample_lacks_is_said(name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(InsufficientData, match=said) as caught:
        compute(name, SAMPLE, **given)
    assert caught.value.fix and caught.value.exit_code == 4


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("closing price", {}, "no metric 'closing price'"),
        ("low", {"starts": "2025-11-03"}, "no parameter 'starts'"),
        ("low", {"start": "2025-13-03"}, "is no day"),
        ("low", {"start": "3 Nov 2025"}, "is no day"),
        ("low", {"start": "2025-12-03", "end": "2025-11-03"}, "reversed"),
        ("low", {"start": "2025-12-03", "end": "2999-11-03"}, "future"),
        ("low", {"month": "2025-11", "end": "2025-11-20"}, "by month and by end"),
        ("low", {"month": "November"}, "is no month"),
        ("low", {"start": "0001-01-01"}, "before any exchange"),
        ("low", {"months": "9999"}, "fewer months|no exchange"),
        ("low", {"year": "25"}, "is no year"),
        ("low", {"months": "0"}, "above 0"),
        ("close", {"session": "2025-11-29"}, "no session"),
        ("open", {"start": "2025-11-03"}, "one session"),
        ("price return", {}, "begins and ends with the session"),
        ("price return", {"start": "2025-11-22", "end": "2025-11-23"}, "begins and ends with the session 2025-11-21"),
        ("price return", {"start": "2025-11-03", "start_field": "volume"}, "'volume' is no price"),
        ("max drawdown", {"start": "2025-11-03", "basis": "weekly"}, "basis 'weekly' is not known"),
        ("annualised volatility, daily", {"start": "2025-12-16", "frequency": "weekly"}, "is daily"),
        ("sharpe ratio", {}, "risk_free_annual is required, a rate per year"),
        ("sharpe ratio", {"risk_free_annual": "4"}, "risk_free_annual is required, a rate per year"),
        ("momentum", {"months": 3, "skip": 3}, "leaves no month"),
        ("value of an amount invested", {"start": "2025-11-03", "amount": "-5"}, "no amount of money"),
        ("moving average", {"sessions": "many"}, "above 0"),
        ("beta", {}, "two instruments"),
        ("annualised volatility, daily", {"start": "2025-11-17", "returns": "sqrt"}, "returns 'sqrt' is not known"),
        ("relative return", {"start": "2025-11-03"}, "two instruments"),
        ("consecutive cuts", {}, "needs meetings"),
    ],
)
def test_a_question_that_cannot_be_meant_is_a_usage_error(name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        compute(name, SAMPLE, **given)
    assert caught.value.fix


def test_prices_are_asked_for_where_there_are_none() -> None:
    with pytest.raises(UsageError, match="low needs prices"):
        compute("low")


def test_a_missing_session_inside_the_window_is_noticed() -> None:
    prices = make_prices([10.0 + n for n in range(10)])
    holed = replace(prices, bars=prices.bars[:4] + prices.bars[5:])
    with pytest.raises(InsufficientData, match="lacks 2024-01-08"):
        compute("low", holed, start="2024-01-02")
    assert compute("price return", holed, start="2024-01-02").value == Decimal("0.9")


def test_without_dividends_and_adjusted_closes_there_is_no_total_return() -> None:
    prices = make_prices([10.0, 11.0, 12.0])
    bare = replace(prices, bars=tuple(replace(bar, dividend=math.nan) for bar in prices.bars))
    with pytest.raises(InsufficientData, match="neither dividends nor adjusted closes"):
        compute("total return", bare, start="2024-01-02")
    adjusted = replace(bare, bars=tuple(replace(bar, adjusted_close=bar.close / 2) for bar in bare.bars))
    assert compute("total return", adjusted, start="2024-01-02").value == Decimal("0.2")


def test_an_unknown_high_is_not_guessed() -> None:
    prices = make_prices([10.0, 11.0, 12.0])
    bars = (prices.bars[0], Bar(prices.bars[1].session, None, None, None, 11.0), prices.bars[2])
    with pytest.raises(InsufficientData, match="the high of 2024-01-03 is unknown"):
        compute("high", replace(prices, bars=bars), start="2024-01-02")


def test_an_index_is_counted_in_points() -> None:
    assert compute("close", replace(SAMPLE, currency="XXX")).unit == "index_point"


CUT = Meeting(date(2020, 3, 3), date(2020, 3, 4), Decimal("1.00"), Decimal("1.25"), -50)
HOLD = Meeting(date(2020, 4, 29), date(2020, 4, 30), Decimal("0.00"), Decimal("0.25"), 0)


def test_a_move_that_is_not_in_the_table_is_noticed() -> None:
    with pytest.raises(InsufficientData, match="between 2020-03-03 and 2020-04-29"):
        compute("target range, upper bound", meetings=(CUT, HOLD), session="2020-04-01")
    assert compute("target range, upper bound", meetings=(CUT,), session="2020-03-10").value == Decimal("1.25")
    with pytest.raises(InsufficientData, match="not known"):
        compute("target range, upper bound", meetings=(CUT,), session="2021-03-10")
    with pytest.raises(InsufficientData, match="before that is not known"):
        compute("consecutive cuts", meetings=(CUT,))
    with pytest.raises(InsufficientData, match="no meeting of 2020-03-05"):
        compute("policy rate change", meetings=(CUT,), session="2020-03-05")


@pytest.mark.parametrize(
    "damage",
    [
        lambda r: r | {"name": "unheard of"},
        lambda r: r | {"inputs": []},
        lambda r: r | {"inputs": [*r["inputs"][:1], {"ticker": "SPY"}]},
        lambda r: r | {"inputs": [{**row, "close": "12x"} for row in r["inputs"]]},
        lambda r: r | {"inputs": [{**row, "close": "nan"} for row in r["inputs"]]},
        lambda r: r | {"inputs": [{**row, "close": "0"} for row in r["inputs"]]},
        lambda r: r | {"inputs": None},
        lambda r: r | {"parameters": None},
        lambda r: {"name": r["name"]},
    ],
)
def test_a_damaged_record_is_an_error_not_a_value(damage: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    found = compute("price return", SAMPLE, start="2025-11-20")
    record = {"name": found.name, "parameters": dict(found.parameters), "inputs": [dict(row) for row in found.inputs]}
    with pytest.raises(SourceError):
        recompute(damage(record))


def test_a_changed_row_changes_the_value() -> None:
    found = compute("total return", SAMPLE, start="2025-11-20")
    rows = [dict(row) for row in found.inputs]
    rows[-1]["close"] = "676.48"
    assert recompute({"name": found.name, "parameters": found.parameters, "inputs": rows}) != found.value
    assert sha256_of(rows) != found.inputs_sha256


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_stored_values_have_twelve_digits_and_no_exponent_when_printed(value: float) -> None:
    kept = stored(value)
    assert "E" not in format(kept, "f") and float(kept) == pytest.approx(value, rel=1e-11, abs=0)


def test_the_hash_is_of_canonical_json_whatever_the_text() -> None:
    for rows in ([{"b": "1", "a": "2"}], [{"a": 'q"uote', "b": "é\n"}], [{"a": "1", "b": "2"}, {"a": "1"}], []):
        text = json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert sha256_of(rows) == hashlib.sha256(text.encode()).hexdigest()


def test_levels_round_at_the_printed_place() -> None:
    prices = make_prices([10.04, 10.05, 10.15, 10.16])
    found = find_level(prices, Decimal("10.1"), field="close", printed_ulp=Decimal("0.1"))
    assert [day.day for day in found] == [3, 4], "a tie counts on either side"
    with pytest.raises(UsageError):
        find_level(prices, Decimal("10.1"), field="volume", printed_ulp=Decimal("0.1"))
    with pytest.raises(UsageError):
        find_level(prices, Decimal("10.1"), field="low", printed_ulp=Decimal("0"))


def test_every_definition_explains_itself() -> None:
    listed = definitions()
    assert [entry.name for entry in listed] == sorted({entry.name for entry in listed})
    for entry in listed:
        assert entry.summary.endswith(".") and len(entry.formula) > 2
        assert entry.unit in {"price", "fraction", "percent", "percentage_point", "basis_point", "ratio_x", "none", "day"} or (
            entry.unit.startswith("count:")
        )


@pytest.mark.slow  # a speed: run by make test-all
def test_ten_years_of_daily_bars_are_quick(shared: Path) -> None:
    prices = FilePrices(shared / "market-data/etf-daily").prices("IWM", as_of=AS_OF)
    for name in ("annualised volatility, daily", "total return", "max drawdown", "low"):
        timings = []
        for _ in range(5):
            began = time.perf_counter()
            compute(name, prices, start="2015-12-18")
            timings.append(time.perf_counter() - began)
        assert min(timings) < 0.015, f"{name}: measured below 0.005 s on an idle machine"


def test_the_close_of_a_month_is_known_before_the_sessions_begin() -> None:
    found = compute("close", SAMPLE, session="2025-08-29")
    assert (found.value, found.start) == (Decimal("645.05"), date(2025, 8, 29))
    with pytest.raises(InsufficientData):
        compute("close", SAMPLE, session="2025-08-28")
    with pytest.raises(InsufficientData):
        compute("low", SAMPLE, session="2025-08-29")


def test_other_exchanges_may_rest_on_other_days() -> None:
    days = [day for day in (date(2025, 4, 14) + timedelta(days=n) for n in range(60)) if day.weekday() < 5]
    bars = tuple(
        Bar(day, None, None, None, 100.0 + n) for n, day in enumerate(days) if not date(2025, 5, 1) <= day <= date(2025, 5, 5)
    )
    prices = replace(make_prices([1.0]), bars=bars, month_ends=())
    found = compute("lowest close", prices, start="2025-04-14", end="2025-06-12")
    assert len(found.inputs) == len(bars), "the May holidays of Tokyo are no hole"
    with pytest.raises(InsufficientData, match="lacks"):
        compute("lowest close", replace(prices, bars=bars[:5] + bars[20:]), start="2025-04-14", end="2025-06-12")


def test_a_closure_that_no_calendar_foresaw_is_no_hole_but_two_days_are() -> None:
    """After the day to which closures were reviewed, one missing day with trading around it was a closure."""
    days = sessions(date(2027, 2, 1), date(2027, 3, 31))
    first, last = days[0], days[-1]
    assert missing_sessions(days, first, last, goes_on=False) == []
    assert missing_sessions(days[:9] + days[10:], first, last, goes_on=False) == []
    assert missing_sessions(days[:9] + days[11:], first, last, goes_on=False) == list(days[9:11])
    assert missing_sessions(days[:-1], first, last, goes_on=False) == [last]
    assert missing_sessions(days[:-1], first, last, goes_on=True) == []
    known = sessions(date(2025, 2, 3), date(2025, 3, 31))
    assert missing_sessions(known[:9] + known[10:], known[0], known[-1], goes_on=True) == [known[9]]
