"""What a statement leaves to the ones before it: a unit, a span, a plural subject; and what stands before its citation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from copilot.numbers import check_text, find_quantities
from copilot.numbers.readings.slots import read


def metric(name: str, value: str, unit: str, start: str, end: str, ticker: str = "TIN") -> dict[str, str]:
    return {"name": name, "ticker": ticker, "value": value, "unit": unit, "start": start, "end": end, "formula": "as defined"}


def hike(points: str, day: str) -> dict[str, str]:
    return metric("policy rate change", points, "basis_point", day, day, "FOMC")


def verdicts(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> list[tuple[str, str]]:
    checks = check_text(text, sources, metrics=metrics, as_of=date(2025, 4, 17), citations="sources")
    return [(check.text, check.verdict) for check in checks if check.verdict != "exempt"]


def rejected(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> list[str]:
    return [name for name, verdict in verdicts(text, metrics, sources) if verdict in ("differs", "unsupported")]


MARCH, MAY = hike("25", "2025-03-19"), hike("50", "2025-01-29")
DAILY = metric("annualised volatility, daily", "0.174", "fraction", "2022-03-31", "2025-03-31")
CLOSE = metric("close", "45.08", "USD", "2025-04-10", "2025-04-10")
MONTH = metric("total return", "0.0261", "fraction", "2025-02-28", "2025-03-31")
YEAR = metric("price return", "0.06", "fraction", "2024-12-31", "2025-04-17")
RIVAL = metric("total return", "0.0102", "fraction", "2025-02-28", "2025-03-31", "LED")
NEXT, BEFORE = (
    metric("price return", "-0.0355", "fraction", "2025-04-11", "2025-04-11"),
    metric("price return", "0.031", "fraction", "2025-04-10", "2025-04-10"),
)
FALL = metric("max drawdown", "-0.192", "fraction", "2025-01-02", "2025-04-17") | {
    "event_start": "2025-01-29",
    "event_end": "2025-03-26",
}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It raised by 25 basis points in March [M1], 50 in May [M2] and then a further 75.", ["basis_point"] * 3),
        ("It rose 4% in March, and 5 in May.", ["percent", "percent"]),
        ("It rose 4% in March, and 5 funds fell.", ["percent", "none"]),
        ("It rose 4% to 41 in May.", ["percent", "none"]),
        ("It sold 12 in March. It rose 4%.", ["none", "percent"]),
        ("The spread grew by 0.41 percentage points, from 0.22 in May to 0.63 in June.", ["percentage_point"] * 3),
        ("The spread moved 0.41 points, from -0.12 to 0.29, compared with 0.17 in 2023.", ["index_point"] * 4),
        ("It cut by 60 basis points, less than the 85 of 2023.", ["basis_point"] * 2),
        ("It was up 0.41 percentage points, more than the 0.17 a year earlier.", ["percentage_point"] * 2),
        # by hand: 0.73 - 0.22 = 0.51; 0.22 is less than 0.63; 684.30 - 679.10 = 5.20, of a fund
        ("The spread grew by 0.41 percentage points, from 0.22 in May to 0.73 in June.", ["percentage_point", "none", "none"]),
        ("The spread fell by 0.41 percentage points, from 0.22 in May to 0.63 in June.", ["percentage_point", "none", "none"]),
        ("SPY fell 5.20 points, from 684.30 to 679.10.", ["index_point", "none", "none"]),
        ("The spread grew by 0.41 percentage points, while a fee fell from 0.63 to 0.22.", ["percentage_point", "none", "none"]),
        ("The spread grew by 0.41 percentage points, compared with 3 in 2023.", ["percentage_point", "none"]),
        ("The spread grew by 0.41 percentage points, compared with 0.17 for a bond.", ["percentage_point", "none"]),
    ],
)
def test_a_unit_left_out_is_that_of_the_rate_before(text: str, units: list[str]) -> None:
    told = [reading.quantity.unit for reading in read(text, find_quantities(text))]
    assert ["none" if unit.startswith("count") else unit for unit in told] == units


def test_a_figure_without_its_unit_is_judged_in_it() -> None:
    said = "The Fed raised rates by 50 basis points on 29 January [M1] and a further {} on 19 March [M2]."
    assert not rejected(said.format(25), [MAY, MARCH])
    assert rejected(said.format(35), [MAY, MARCH]) == ["35"]


@pytest.mark.parametrize(
    ("text", "metrics", "wrong"),
    [
        ("TIN fell in 2025 and rose in March. Its total return for the month was 2.61% [M1].", [MONTH], []),
        ("TIN fell in 2025 and rose in March. Its total return for the year was 2.61% [M1].", [MONTH], ["2.61%"]),
        ("TIN is volatile. Its total return for the quarter was 2.61% [M1].", [MONTH], ["2.61%"]),
        ("TIN is volatile. It slipped 3.55% on the day of the report [M1].", [NEXT], []),
        ("TIN is volatile. It slipped 3.55% in the month of the report [M1].", [NEXT], ["3.55%"]),
        ("On 10 April TIN gained 3.10% [M1]; the next day it gave back 3.55% [M2].", [BEFORE, NEXT], []),
        ("On 10 April TIN gained 3.10% [M1]; the same day it gave back 3.55% [M2].", [BEFORE, NEXT], ["3.55%"]),
        ("From its peak TIN had lost 19.2% by late March [M1].", [FALL], []),
        ("From its peak TIN had lost 19.2% by late February [M1].", [FALL], ["19.2%"]),
        ("To 17 April TIN's price is up 6.00% [M1].", [YEAR], []),
        ("To 12 March TIN's price is up 6.00% [M1].", [YEAR], ["12 March", "6.00%"]),
        ("TIN closed at 45.08 on 10 April [M1]. TIN's daily volatility, annualised, came to 17.4% [M2].", [CLOSE, DAILY], []),
    ],
)
def test_a_span_by_its_length_and_a_change_by_its_end(text: str, metrics: Sequence[Any], wrong: list[str]) -> None:
    assert rejected(text, metrics) == wrong


def test_they_and_the_pair_are_both() -> None:
    said = "TIN and LED rose in March. Over the month {} returned 2.61% [M1] and 1.02% [M2]."
    for them in ("the pair", "they"):
        assert not rejected(said.format(them), [MONTH, RIVAL])
    assert rejected("TIN and LED rose in March. Over the month the pair returned 2.61% [M1] and 1.12% [M2].", [MONTH, RIVAL]) == [
        "1.12%"
    ]


def test_what_stands_before_a_citation_is_of_the_figure_it_cites() -> None:
    text = "A gain of 3.10% for TIN on 10 April [M1] became a fall of 3.55% on 11 April [M2]."
    assert not rejected(text, [BEFORE, NEXT])
    assert rejected(text.replace("10 April", "9 April"), [BEFORE, NEXT]) == ["3.10%", "9 April"]


def test_a_gap_behind_a_citation_keeps_the_verb() -> None:
    down = [
        metric("total return", value, "fraction", "2024-12-31", "2025-04-17", name)
        for value, name in (("-0.15", "TIN"), ("-0.24", "LED"))
    ]
    assert not rejected("Year to date TIN is down 15% including dividends [M1], LED 24% [M2].", down)
    assert rejected("Year to date TIN is up 15% including dividends [M1], LED 24% [M2].", down) == ["15%", "24%"]


def test_a_bracket_tells_the_ends_of_a_change() -> None:
    text = "It made a gain of 25% (40.00 to 50.00)."
    assert [item.text for item in find_quantities(text)] == ["25%", "40.00", "50.00"]
    assert [item.text for item in find_quantities("Its target (40.00 to 50.00) is far.")] == ["40.00 to 50.00"]


@pytest.mark.parametrize(
    ("text", "source", "wrong"),
    [
        ("The mortgage rate rose to 5.81% in June [1].", "Interest rates for a 30-year, fixed-rate mortgage rose to 5.81% in June.", []),
        ("Core inflation was 6% in May [1].", "The core index, which excludes food and energy prices, rose by 6% in May.", []),
        ("Energy prices rose 6% in May [1].", "Energy prices rose by 7% in May.", ["6%"]),
        ("The Fed's rate is 5.5% [1].", "In June rates stood at 5.8%. In recent weeks the Fed's rate has settled at 5.5%.", []),
    ],
)  # fmt: skip
def test_what_a_rate_is_for_and_what_an_index_leaves_out(text: str, source: str, wrong: list[str]) -> None:
    assert rejected(text, sources=[source]) == wrong


def test_a_ticker_before_a_colon_is_the_fund() -> None:
    text = "The best fund was IJR: up 2.61% in November."
    assert [name.id for reading in read(text, find_quantities(text)) for name in reading.entities] == ["IJR"]


TOTAL, PRICE = (
    metric(f"{kind} return", value, "fraction", "2024-12-31", "2025-04-17")
    for kind, value in (("total", "0.274"), ("price", "0.268"))
)
BETA = metric("beta, monthly", "0.57", "none", "2022-03-31", "2025-03-31", "USMV")


@pytest.mark.parametrize(
    ("text", "metrics", "wrong"),
    [
        ("TIN returned 27.4% this year with dividends and 26.8% without [M1][M2].", [TOTAL, PRICE], []),
        ("TIN returned 26.8% this year with dividends and 27.4% without [M1][M2].", [TOTAL, PRICE], ["26.8%", "27.4%"]),
        ("USMV is calm. Its beta to SPY over the three years to 31 March 2025 was 0.57 on monthly returns [M1].", [BETA], []),
        ("USMV is calm. Its beta to SPY over the three years to 31 March 2025 was 0.57 on daily returns [M1].", [BETA], ["0.57"]),
        ("High yield did well: TIN returned 27.4% this year with dividends [M1].", [TOTAL], []),
        ("TIN had its worst fall of 19.2% from 29 January to 26 March [M1].", [FALL], []),
        ("TIN had its worst fall of 19.2% from 29 May to 26 June [M1].", [FALL], ["29 May", "26 June", "19.2%"]),
    ],
)
def test_with_and_without_dividends_betas_and_days_gone_by(text: str, metrics: Sequence[Any], wrong: list[str]) -> None:
    assert sorted(rejected(text, metrics)) == sorted(wrong)


def test_a_fund_says_nothing_and_a_broker_does() -> None:
    lead = [metric("close", "45.08", "USD", "2025-04-17", "2025-04-17", "USMV")]
    checks = check_text(
        "USMV tells much the same, closing at 45.08 [M1].", [], metrics=lead, as_of=date(2025, 4, 17), citations="sources"
    )
    assert [(check.verdict, check.support) for check in checks if check.text == "45.08"] == [("checked", "computed")]
    source = "Barclays puts the premium of the Russell 2000 at 3.7%."
    assert not rejected("The Russell 2000's premium is 3.7% [1].", sources=[source])
    assert rejected("The S&P 600's premium is 3.7% [1].", sources=[source]) == ["3.7%"]


def test_a_figure_alone_in_a_bracket_is_one_of_its_own() -> None:
    low = metric("low", "40.00", "USD", "2025-03-04", "2025-03-04")
    said = "TIN's low of 40.00 was on 4 March [M1]. The note dates it otherwise: TIN rose from its {} March low (40.00) [M1]."
    assert not rejected(said.format(4), [low])
    assert rejected(said.format(9), [low]) == ["9 March", "40.00"]
