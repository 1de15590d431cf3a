"""Which window or day a figure is told of: the words right beside it first, then its sentence, its day, the heading above it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from copilot.auditing import judge_text
from copilot.comparison import Comparison, compare_text
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.market.sample import SamplePrices
from copilot.types import Bar, Prices

FRIDAY = date(2024, 6, 14)
# Closes by day, held until the next one; each session's high and low are its close.
XLF = {"2023-12-29": 40.0, "2024-03-12": 44.0, "2024-05-31": 41.0, "2024-06-07": 42.0, "2024-06-13": 42.84, "2024-06-14": 42.42}
KRE = {"2023-12-29": 50.0, "2024-03-12": 55.0, "2024-05-31": 48.0, "2024-06-07": 49.0, "2024-06-13": 47.04, "2024-06-14": 48.02}


class Steps:
    """Prices that stand still between the days above, from 2021 on."""

    name, is_sample = "steps", False

    def tickers(self) -> list[str]:
        return ["XLF", "KRE"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        table = {"XLF": XLF, "KRE": KRE}.get(ticker)
        if table is None:
            raise PricesMissing(f"no prices of {ticker}", fix="Give some.")
        bars, close = [], 30.0
        for day in (date(2021, 1, 4) + timedelta(days=n) for n in range((as_of - date(2021, 1, 4)).days + 1)):
            close = table.get(day.isoformat(), close)
            if is_session(day):
                bars.append(Bar(day, close, close, close, close, close))
        return Prices(ticker, "USD", "steps", datetime(2024, 7, 1, tzinfo=UTC), tuple(bars), ())


def compared(text: str, published: date = FRIDAY) -> dict[str, Comparison]:
    return {text[slice(*c.number)]: c for c in compare_text(text, Steps(), as_of=published, published=published)}


def told(text: str) -> dict[str, bool]:
    return {figure: comparison.agrees for figure, comparison in compared(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XLF slid 1.0% to $42.42, a gain of 3.5% for June so far.", {"1.0%": True, "$42.42": True, "3.5%": True}),
        ("XLF fell 1.0% and is only 6.1% up this year.", {"1.0%": True, "6.1%": True}),
        ("XLF slid 1.0% and is 3.6% below its 12 March high.", {"1.0%": True, "3.6%": True}),
        ("XLF gave back 2.0% in the same five sessions, closing Thursday at $42.84.", {"2.0%": False, "$42.84": True}),
        ("Month to date XLF has gained 3.5% and for the year 6.1%.", {"3.5%": True, "6.1%": True}),
        ("XLF closed at $42.42, after finishing last week at $42.00.", {"$42.42": True, "$42.00": True}),
        ("KRE has lost 4.0% since New Year.", {"4.0%": True}),
        ("KRE has returned minus 4.0% so far this year.", {"4.0%": True}),
    ],
)
def test_a_time_belongs_to_the_figure_that_it_stands_beside(text: str, expected: dict[str, bool]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "From the 12 March high XLF is down 3.6%.",
        "From its 12 March closing high of $44.00 XLF has lost 3.6%.",
        "XLF sits 3.6% below the close of 12 March.",
        "From its 12 March peak the drawdown of XLF is 3.6%.",
    ],
)
def test_a_change_told_from_an_extreme_runs_from_it_wherever_that_stands(text: str) -> None:
    assert told(text)["3.6%"]
    assert not told(text.replace("3.6%", "4.6%"))["4.6%"]


def test_a_day_behind_the_texts_own_is_one_that_was() -> None:
    text = "XLF closed at $40.00 on 29 December."
    assert told(text) == {"$40.00": True}


@pytest.mark.parametrize(
    ("title", "day"), [("2023 in review", date(2023, 12, 29)), ("First half of 2024", FRIDAY), ("No window here", FRIDAY)]
)
def test_an_undated_change_may_be_of_the_window_of_the_heading_and_is_never_wrong_by_it(title: str, day: date) -> None:
    found = compared(f"{title}\n\nXLF gained 33.3%.\n", day)
    assert {figure: c.agrees for figure, c in found.items()} == ({"33.3%": True} if "2023" in title else {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XLF slid 1.0% and KRE 2.1%.", {"1.0%": True}),
        ("XLF gained 6.1% this year and KRE 9.9%.", {"6.1%": True, "9.9%": False}),
        ("XLF gained 6.1% this year, against a loss of 4.0% for KRE.", {"6.1%": True, "4.0%": True}),
        ("XLF gained 6.1% this year. KRE is down 4.0% on the same count.", {"6.1%": True, "4.0%": True}),
        ("Funds this year\n- XLF: up 6.1% this year\n- KRE: 4.0%\n", {"6.1%": True, "4.0%": True}),
    ],
)
def test_a_change_without_a_verb_is_of_the_window_before_it(text: str, expected: dict[str, bool]) -> None:
    found = told(text)
    assert {figure: found.get(figure) for figure in expected} == expected


def test_the_title_and_the_sentence_before_say_whose_a_nameless_price_is() -> None:
    text = "Financials fund XLF\n14 June 2024\n\nThe fund closed at $42.42. It lost 1.0% on the day."
    assert told(text) == {"$42.42": True, "1.0%": True}
    assert told(text.replace("$42.42", "$47.42")) == {"$47.42": False, "1.0%": True}


def test_a_figure_that_the_data_bear_out_is_checked_with_the_window_that_decided() -> None:
    text = "XLF slid 1.0% to $42.42, a gain of 3.5% for June so far."
    checked, findings = judge_text(text, [], Steps(), as_of=FRIDAY, published=FRIDAY)
    figures = {number.text: number for number in checked.numbers if number.kind == "quantity"}
    assert {text: number.verdict for text, number in figures.items()} == dict.fromkeys(("1.0%", "$42.42", "3.5%"), "checked")
    (source,) = figures["1.0%"].evidence
    assert "2024-06-13 to 2024-06-14" in str(source["quote"])
    assert not [finding for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize("agrees", [True, False])
def test_a_return_told_by_the_year_is_annualised(agrees: bool) -> None:
    (first, last), years = (30.0, 42.42), (date(2024, 6, 14) - date(2022, 6, 14)).days / 365.25
    size = 100 * ((last / first) ** (1 / years) - 1) + (0 if agrees else 3)
    assert told(f"Over the past two years XLF has compounded at {size:.1f}% a year.") == {f"{size:.1f}%": agrees}


@pytest.mark.parametrize("text", ["The S&P 500 rose 16.4% in 2025.", "So far this year the S&P 500 is up 16.4%."])
def test_a_window_that_still_runs_is_not_judged_by_prices_that_end_before(text: str) -> None:
    day = date(2025, 12, 18)
    (only,) = compare_text(text, SamplePrices(), as_of=day, published=day)
    assert not only.agrees and only.severity == "note" and "end with 2025-11-28" in only.found
    checked, _ = judge_text(text, [], SamplePrices(), as_of=day, published=day)
    assert next(n for n in checked.numbers if n.text == "16.4%").verdict == "unsupported"


def test_steps_are_what_the_tables_say() -> None:
    bars = Steps().prices("XLF", as_of=FRIDAY).bars
    assert [bar.close for bar in bars[-2:]] == [42.84, 42.42]
    assert all(one.session < other.session for one, other in pairwise(bars))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Through 14 June XLF gained 6.1%.", {"6.1%": True}),
        ("Through 14 June XLF gained 9.1%.", {}),  # where the window begins is not told
        ("Until the end of May KRE had been down 4.0%.", {"4.0%": True}),
        ("XLF gained 1.0% on the week to end at $42.42.", {"1.0%": True, "$42.42": True}),
        ("XLF made its biggest jump in two years, 6.1%.", {}),
        ("Financials, via KRE, lost 4.0% this year.", {"4.0%": True}),
        ("Financials, via KRE, lost 9.0% this year.", {"9.0%": False}),
        ("- XLF: +3.5% month to date, +9.1% YTD\n", {"+3.5%": True, "+9.1%": False}),
    ],
)
def test_windows_that_are_told_in_part_or_beside_another(text: str, expected: dict[str, bool]) -> None:
    assert told(text) == expected


def test_a_level_told_of_a_year_is_not_borne_out_by_some_day_of_it() -> None:
    bars = SamplePrices().prices("IWM", as_of=date(2025, 12, 18)).bars
    price = f"${bars[-12].close:.0f}"  # to whole dollars one of so many sessions has it anyway
    text = f"IWM was at {price} in 2025."
    day = date(2025, 12, 18)
    assert not any(c.agrees for c in compare_text(text, SamplePrices(), as_of=day, published=day))


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("The 20-day exponential average of XLF stands at $42.56.", True),
        ("The 20-day exponential average of XLF stands at $41.56.", False),
        ("XLF's 20-day EMA is $42.56.", True),
        ("The 10-week average of XLF is at $43.34.", True),
        ("The 10-week average of XLF is at $44.34.", False),
    ],
)
def test_exponential_and_weekly_averages_are_computed(text: str, agrees: bool) -> None:
    (only,) = compared(text).values()
    assert only.agrees == agrees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XLF gained 6.1% this year and on Friday lost 1.0%.", {"6.1%": True, "1.0%": True}),
        ("XLF gained 6.1% this year and on Thursday lost 1.0%.", {"6.1%": True, "1.0%": False}),  # 2.0% up
        ("XLF is up 6.1% this year (against 9.0% for KRE).", {"6.1%": True, "9.0%": False}),
        ("XLF gained 6.1% this year (+6.1% XLF, +2.0% gold).", {"+2.0%": None}),
        ("XLF was down 9.0% this year before the rally.", {"9.0%": None}),
        ("XLF and KRE made up most of the market's 6.1% this year.", {"6.1%": None}),
        ("XLF began the year at $40.00 and ended 2023 at $40.00.", {"$40.00": True}),
        ("Its fall was 9% in May. XLF closed at $47.11.", {"$47.11": False}),
    ],
)
def test_what_a_sentence_leaves_out_is_that_of_the_figure_before(text: str, expected: dict[str, bool]) -> None:
    found = told(text)
    assert {figure: found.get(figure) for figure in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XLF lost 1.0%, its sharpest fall in two months.", {"1.0%": True}),
        ("XLF lost 4.0%, all of it after 31 May.", {}),  # of which window is not told
        ("XLF is 3.6% beneath its 12 March record close.", {"3.6%": True}),
    ],
)
def test_a_superlative_and_a_day_after_which_it_fell_are_no_windows_of_a_change(text: str, expected: dict[str, bool]) -> None:
    assert told(text) == expected


def test_two_closes_that_the_data_bear_out_do_not_contradict_each_other() -> None:
    text = "XLF ended at $42.42, after a close of $44.00 on March 12."
    _, findings = judge_text(text, [], Steps(), as_of=FRIDAY, published=FRIDAY)
    assert not [finding for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("To the end of November IJR has returned 6.0% with dividends in 2025.", [True]),
        ("Through November IJR has returned 6.0% with dividends in 2025.", [True]),
    ],
)
def test_to_the_end_of_a_month_is_not_in_that_month(text: str, agrees: list[bool]) -> None:
    found = compare_text(text, SamplePrices(), as_of=date(2025, 12, 18), published=date(2025, 12, 1))
    assert [each.agrees for each in found] == agrees


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In January 2023 IJR returned 9.5%. IJR lost 1.2% in February.", []),  # of 2023
        ("In October 2025 IJR lost 0.9%. IJR gained 5.0% in November.", ["5.0%"]),
        ("In January 2023 IJR returned 9.5%. IJR gained 5.0% in November 2025.", ["5.0%"]),
        ("In January 2023 IJR returned 9.5%.\nIJR gained 5.0% in November.", ["5.0%"]),
    ],
)
def test_a_month_without_its_year_may_go_on_with_the_year_told_before_it(text: str, wrong: list[str]) -> None:
    found = compare_text(text, SamplePrices(), as_of=date(2025, 12, 18), published=date(2025, 12, 18))
    assert [text[slice(*one.number)] for one in found if one.disputes] == wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After losing 4.0% on Thursday, KRE gained 2.1% on the day.", {"4.0%": True, "2.1%": True}),
        ("KRE, after sinking 4.0% on 13 June, climbed 2.1% on the day.", {"4.0%": True, "2.1%": True}),
        ("After starting from 1.0% on 13 June, XLF lost 1.0% on the day.", {"1.0%": False}),
        ("KRE lost 4.0% on 13 June, and XLF gained 2.0% on the day.", {"4.0%": True, "2.0%": True}),
        ("KRE lost 4.0% on 13 June, and XLF lost 1.0% on the day.", {"4.0%": True, "1.0%": False}),
    ],
)
def test_the_day_is_not_the_one_after_whose_move_it_is_told(text: str, expected: dict[str, bool]) -> None:
    assert told(f"Closing note\n14 June 2024\n\n{text}") == expected
