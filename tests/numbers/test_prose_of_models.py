"""Prose as a language model writes it: figures of two citations, tails without one, lists, steps in time and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from copilot.numbers import check_text, find_quantities


def metric(name: str, value: str, start: str, end: str, ticker: str = "TIN", unit: str = "fraction") -> dict[str, str]:
    return {"name": name, "ticker": ticker, "value": value, "unit": unit, "start": start, "end": end, "formula": "as defined"}


SPRING = ("2025-02-28", "2025-04-17")
PRICE = metric("price return", "0.0368", *SPRING)
TOTAL = metric("total return", "0.0416", *SPRING)
LEX = metric("price return", "-0.0082", *SPRING, "LEX")
OLT = metric("price return", "0.0101", *SPRING, "OLT")
CALM = metric("annualised volatility, daily", "0.1269", "2022-03-31", "2025-03-31", "LEX")
WILD = metric("annualised volatility, daily", "0.2014", "2022-03-31", "2025-03-31")
CLOSE = metric("close", "98.20", "2025-04-17", "2025-04-17", unit="USD")
HIGH = metric("high", "99.10", "2025-04-10", "2025-04-10", unit="USD")
YEAR = ("2022-01-03", "2022-12-30")
FALL = metric("max drawdown", "-0.2536", *YEAR) | {"event_start": "2022-01-03", "event_end": "2022-10-12"}
DEEPER = metric("max drawdown", "-0.3597", *YEAR, "LEX") | {"event_start": "2022-01-03", "event_end": "2022-10-24"}
INTRADAY = metric("max drawdown (intraday)", "-0.073231", "2025-03-04", "2025-03-20")


def verdicts(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> dict[str, str]:
    checks = check_text(text, sources, metrics=metrics, as_of=date(2025, 4, 17), citations="sources")
    return {check.text: check.verdict for check in checks if check.kind != "citation"}


@pytest.mark.parametrize(
    ("text", "metrics", "number", "right"),
    [  # by hand: 3.68 + 0.82 = 4.50; 1.01 / 3.68 = 0.274; 20.14 / 12.69 - 1 = 58.7%; 3.68 / 1.01 = 3.64; 4.16 - 3.68 = 0.48
        ("TIN gained 3.68% [M1], 4.16% in total [M2], LEX lost 0.82% [M3], a gap of 4.5 percentage points [M1][M3].", [PRICE, TOTAL, LEX], "4.5 percentage points", True),
        ("TIN gained 3.68% [M1], 4.16% in total [M2], LEX lost 0.82% [M3], a gap of 3.5 percentage points [M1][M3].", [PRICE, TOTAL, LEX], "3.5 percentage points", False),
        ("OLT made less than a third of what TIN managed [M1][M2].", [PRICE, OLT], "a third", True),
        ("OLT made less than a fifth of what TIN managed [M1][M2].", [PRICE, OLT], "a fifth", False),
        ("TIN made less than a third of what OLT managed [M1][M2].", [PRICE, OLT], "a third", False),
        ("TIN has been some 59% more volatile than LEX [M1][M2].", [CALM, WILD], "59%", True),
        ("TIN has been some 59% less volatile than LEX [M1][M2].", [CALM, WILD], "59%", False),
        ("LEX has been some 59% more volatile than TIN [M1][M2].", [CALM, WILD], "59%", False),
        ("In spring the fund TIN gained 3.68% [M1], more than three times the 1.01% of OLT [M2].", [PRICE, OLT], "three times", True),
        ("In spring the fund TIN gained 3.68% [M1], more than five times the 1.01% of OLT [M2].", [PRICE, OLT], "five times", False),
        ("TIN gained 3.68% [M1], nearly four times OLT's 1.01% [M2].", [PRICE, OLT], "four times", True),
        ("OLT gained 1.01% [M2], which TIN beats by 2.7 points [M1] and LEX misses by 1.8 [M3].", [PRICE, OLT, LEX], "2.7 points", True),
        ("OLT gained 1.01% [M2], which TIN beats by 2.7 points [M1] and LEX misses by 1.8 [M3].", [PRICE, OLT, LEX], "1.8", True),
        ("OLT gained 1.01% [M2], which TIN trails by 2.7 points [M1].", [PRICE, OLT], "2.7 points", False),
        ("OLT gained 1.01% [M2], which TIN beats by 3.7 points [M1].", [PRICE, OLT], "3.7 points", False),
        ("Dividends added 0.5 points for TIN [M1][M2].", [PRICE, TOTAL], "0.5 points", True),
        ("Dividends added 0.8 points for TIN [M1][M2].", [PRICE, TOTAL], "0.8 points", False),
        ("Dividends gave TIN 0.5 points [M1][M2].", [PRICE, TOTAL], "0.5 points", True),
        ("So far TIN was ahead by 2.7 points [M1][M2].", [PRICE, OLT], "2.7 points", True),
        ("So far TIN was behind by 2.7 points [M1][M2].", [PRICE, OLT], "2.7 points", False),
        ("So far the larger fund was ahead by 2.7 points [M1][M2].", [PRICE, OLT], "2.7 points", True),
        ("So far the larger fund was ahead by 3.7 points [M1][M2].", [PRICE, OLT], "3.7 points", False),
        ("Since then the difference has shrunk to 2.7 points [M1][M2].", [PRICE, OLT], "2.7 points", True),
        ("Since then the difference has shrunk to 1.7 points [M1][M2].", [PRICE, OLT], "1.7 points", False),
    ],
)  # fmt: skip
def test_what_two_cited_figures_make_together(text: str, metrics: Sequence[Any], number: str, right: bool) -> None:
    assert (verdicts(text, metrics)[number] == "checked") == right


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [  # 98.20 / 99.10 - 1 = -0.91%; 3.68 - 1.01 = 2.67
        ("TIN closed at 98.20 [M1] against a high of 99.10 [M2], only 0.9% lower.", "0.9%", "checked"),
        ("TIN closed at 98.20 [M1] against a high of 99.10 [M2], only 1.9% lower.", "1.9%", "uncited"),
        ("TIN closed at 98.20 [M1] against a high of 99.20 [M2], only 1.0% lower.", "1.0%", "uncited"),  # a false operand
        ("TIN gained 3.68% [M3], OLT 1.01% [M4], a difference of 2.7 points.", "2.7 points", "checked"),
        ("TIN gained 3.68% [M3], OLT 1.01% [M4], a difference of 3.7 points.", "3.7 points", "uncited"),
        ("TIN closed at 98.20 [M1], and 0.9% is little.", "0.9%", "uncited"),
    ],
)
def test_what_follows_from_its_sentence_needs_no_citation(text: str, number: str, verdict: str) -> None:
    assert verdicts(text, [CLOSE, HIGH, PRICE, OLT])[number] == verdict


RESULTS = "Adjusted EPS: $0.62 vs. est. $0.60. Same-store sales: up 4.5% (vs. 4% expected)."
SUBSCRIBERS = "It lost 970,000 subscribers in the quarter. It had told investors to expect a loss of 2 million."


@pytest.mark.parametrize(
    ("text", "source", "number", "right"),
    [
        ("It earned 62 cents a share, two cents better than expected [1].", RESULTS, "two cents", True),
        ("It earned 62 cents a share, three cents better than expected [1].", RESULTS, "three cents", False),
        ("Same-store sales grew 4.5%, half a point faster than expected [1].", RESULTS, "half a point", True),
        (
            "It lost 970,000 subscribers, against a forecast of 2 million, less than half of that [1].",
            SUBSCRIBERS,
            "a third",
            False,
        ),
    ],
)
def test_what_came_is_held_against_what_was_expected(text: str, source: str, number: str, right: bool) -> None:
    assert (verdicts(text, sources=[source]).get(number) == "checked") == right


@pytest.mark.parametrize(
    ("text", "metrics", "number", "verdict"),
    [
        ("From the last close of February to 17 April TIN gained 3.68% on price [M1].", [PRICE], "3.68%", "checked"),
        ("From the last close of January to 17 April TIN gained 3.68% on price [M1].", [PRICE], "3.68%", "differs"),
        ("TIN gained 3.68% on price [M1] and 4.16% with its dividend [M2].", [PRICE, TOTAL], "4.16%", "checked"),
        ("TIN gained 4.16% on price [M2].", [PRICE, TOTAL], "4.16%", "differs"),
        ("2022 was bad. That year TIN lost 25.36%, from 3 January to 12 October [M1].", [FALL], "25.36%", "checked"),
        ("2022 was bad. That year TIN lost 25.36%, from 3 January to 12 August [M1].", [FALL], "25.36%", "differs"),
        ("At its low it was as much as 7.32% down [M1].", [INTRADAY], "7.32%", "checked"),
        ("At its low it was as much as 7.31% down [M1].", [INTRADAY], "7.31%", "differs"),
    ],
)
def test_ends_of_windows_measures_and_limits_of_metrics(text: str, metrics: Sequence[Any], number: str, verdict: str) -> None:
    assert verdicts(text, metrics)[number] == verdict


def test_a_time_behind_one_figure_is_not_surely_that_of_the_next_one_with_its_own_citation() -> None:
    text = "In 2022 LEX lost 35.97% at worst, from 3 January 2022 to 24 October 2022 [M1], and TIN 25.36% [M2]."
    checks = check_text(text, [], metrics=[DEEPER, FALL], as_of=date(2025, 4, 17), citations="sources")
    assert {check.text: check.verdict for check in checks}["25.36%"] == "checked"


PRICES = "Prices for food at home were up 12.2% over the year, with eggs up 33.1%, butter up 21.3%, and coffee up 15.8%."
PUMPS = "Electricity rose 13.7% and natural gas 38.4%."
YIELDS = "The average was 6.29% in the week to September 22. This time last year it was 2.88%."
INDEX = "In November the S&P 600 rose 2.7%, while the S&P 500 was nearly unchanged at 0.2%."
INFLATION = "The consumer price index leaped 8.5% annually in March, up from 7.9% in February."
HOMES = "Home prices were up 13.4% in June 2022, compared with the 23% spike in home prices in June 2021."
GUESSED = "It shed 200,000 subscribers. The service was expected to add 2.5 million. Its stock dropped 35% on Wednesday."


@pytest.mark.parametrize(
    ("text", "sources", "number", "right"),
    [
        ("Natural gas was up 38.4% [2]; food at home cost 12.2% more, eggs 33.1% and butter 21.3% [1].", [PRICES, PUMPS], "12.2%", True),
        ("Natural gas was up 38.4% [2]; food at home cost 12.2% more, eggs 33.1% and butter 21.3% [1].", [PRICES, PUMPS], "33.1%", True),
        ("Natural gas was up 38.4% [2]; food at home cost 12.2% more, eggs 21.3% and butter 33.1% [1].", [PRICES, PUMPS], "21.3%", False),
        ("It averaged 6.29%, which compares with 2.88% a year before [1].", [YIELDS], "2.88%", True),
        ("It averaged 6.29%, which compares with 2.88% a month before [1].", [YIELDS], "2.88%", False),
        ("The S&P 600 rose 2.7% in November against 0.2% for the S&P 500 [1].", [INDEX], "0.2%", True),
        ("The S&P 600 rose 2.7% in November against 0.2% for the S&P 400 [1].", [INDEX], "0.2%", False),
        ("The annual rate of inflation went from 7.9% in February to 8.5% in March [1].", [INFLATION], "8.5%", True),
        ("Home prices rose 13.4% in June 2022, well below the 23% pace of June 2021 [1].", [HOMES], "23%", True),
        ("Instead of adding the 2.5 million it had expected, it shed 200,000, and the stock dropped 35% [1].", [GUESSED], "2.5 million", True),
        ("Instead of adding the 2.5 million it had expected, it shed 200,000, and the stock dropped 35% [1].", [GUESSED], "35%", True),
    ],
)  # fmt: skip
def test_whose_figure_it_is_and_how_it_is_meant(text: str, sources: Sequence[str], number: str, right: bool) -> None:
    assert (verdicts(text, sources=sources)[number] == "checked") == right


MONTHS = "In January 2023 TIN returned 9.5%, and lost 1.2% in February. In July 2024 it returned 11.0%, and lost 1.6% in August."


def test_what_was_followed_by_something_else_has_another_time() -> None:
    text = "TIN returned 9.5% in January 2023 and 11.0% in July 2024, and each was followed by a loss, of 1.2% and 1.6% [1]."
    found = verdicts(text, sources=[MONTHS])
    assert found["1.2%"] == found["1.6%"] == "checked"


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        ("The three stand at 3.68%, -0.82% and 1.01% [M1][M2][M3], 4.5 points apart at most.", "three", "checked"),
        ("The four stand at 3.68%, -0.82% and 1.01% [M1][M2][M3], 4.5 points apart at most.", "four", "unsupported"),
        ("TIN made 3.68% [M1], LEX -0.82% [M2] and OLT 1.01% [M3]; the desk prints the same three [M1][M2][M3].", "three", "checked"),
        ("TIN made 3.68% [M1], LEX -0.82% [M2] and OLT 1.01% [M3]; the desk prints the same four [M1][M2][M3].", "four", "unsupported"),
    ],
)  # fmt: skip
def test_a_count_of_the_figures_of_its_own_sentence(text: str, number: str, verdict: str) -> None:
    assert verdicts(text, [PRICE, LEX, OLT])[number] == verdict


def test_a_short_word_for_an_estimate_ends_no_sentence() -> None:
    units = [item.unit for item in find_quantities("EPS was $0.62 vs. est. $0.60.")]
    assert units == ["USD", "USD"]
    assert verdicts("It earned $0.60 a share [1].", sources=[RESULTS])["$0.60"] == "differs"  # what was expected


def test_a_level_of_other_evidence_is_no_level_of_what_a_change_cites() -> None:
    sources = ["The fund closed at 124.12 on Friday, and the other one at 98.20.", "Small shares fell."]
    found = verdicts("The fund closed at 124.12 [1], down 1.1% on the year before [2].", sources=sources)
    assert (found["124.12"], found["1.1%"]) == ("checked", "unsupported")


QUIET = metric("price return", "0.1533", *SPRING, "LEX")
LOUD = metric("price return", "0.2779", *SPRING)
MILD = metric("price return", "0.0895", *SPRING, "OLT")
LEX_YEAR = metric("max drawdown", "-0.1900", "2025-01-02", "2025-12-12", "LEX")
TIN_YEAR = metric("max drawdown", "-0.4819", "2025-01-02", "2025-12-12")
OLT_YEAR = metric("max drawdown", "-0.4973", "2025-01-02", "2025-12-12", "OLT")
FELL = {"event_start": "2025-02-19", "event_end": "2025-04-08"}
AUTUMN = metric("max drawdown", "-0.0630", "2025-10-31", "2025-12-12") | {
    "event_start": "2025-11-11",
    "event_end": "2025-11-20",
    "formula": "min over t of close[t] / max(close[..t-1]) - 1 (close)",
}
SESSIONS = AUTUMN | {"value": "-0.0732", "formula": "min over t of low[t] / max(high[..t-1]) - 1 (intraday)"}
LOW = metric("low", "112.00", "2025-11-20", "2025-11-20", unit="USD")
TOP = metric("high", "125.84", "2025-12-12", "2025-12-12", unit="USD")


def late(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> dict[str, str]:
    checks = check_text(text, sources, metrics=metrics, as_of=date(2025, 12, 12), citations="sources")
    return {check.text: check.verdict for check in checks if check.kind != "citation"}


@pytest.mark.parametrize(
    ("text", "metrics", "number", "right"),
    [  # 27.79 / 15.33 = 1.81; 27.79 / 8.95 = 3.105; 15.33 / 8.95 = 1.71
        ("TIN made 27.79% [M1], nearly twice LEX's 15.33% [M2] and more than three times the 8.95% of OLT [M3].", [LOUD, QUIET, MILD], "three times", True),
        ("TIN made 27.79% [M1], nearly twice LEX's 15.33% [M2] and more than four times the 8.95% of OLT [M3].", [LOUD, QUIET, MILD], "four times", False),
        ("LEX fell 19.00% [M1], which puts TIN at 2.5 times the loss of the fund [M1][M2].", [LEX_YEAR, TIN_YEAR], "2.5 times", True),
        ("LEX fell 19.00% [M1], which puts LEX at 2.5 times the loss of the fund [M1][M2].", [LEX_YEAR, TIN_YEAR], "2.5 times", False),
        ("The three funds fell by 48.19%, 49.73% and 19.00% [M1][M2][M3].", [TIN_YEAR, OLT_YEAR, LEX_YEAR], "49.73%", True),
        ("From low to high, 112.00 to 125.84, TIN has come far [M1][M2].", [LOW, TOP], "112.00 to 125.84", True),
        ("TIN moved between 112.00 and 125.84 [M1][M2].", [LOW, TOP], "112.00 and 125.84", True),
        ("TIN moved between 112.00 and 126.84 [M1][M2].", [LOW, TOP], "112.00 and 126.84", False),
        ("A setback like that of November, 6.3% on closes [M1], is usual for TIN.", [AUTUMN], "6.3%", True),
        ("A setback like that of October, 6.3% on closes [M1], is usual for TIN.", [AUTUMN], "6.3%", False),
        ("TIN lost 6.3% on closes and 7.32% intraday [M1][M2].", [AUTUMN, SESSIONS], "7.32%", True),
        ("TIN lost 7.32% on closes and 6.3% intraday [M1][M2].", [AUTUMN, SESSIONS], "7.32%", False),
        ("TIN's fall, which only began on 19 February, stopped at 19.00% [M1].", [LEX_YEAR | {"ticker": "TIN"} | FELL], "19.00%", True),
        ("TIN's fall, which only began on 19 March, stopped at 19.00% [M1].", [LEX_YEAR | {"ticker": "TIN"} | FELL], "19.00%", False),
        ("LEX lost 48.19% from 15 January to 8 April [M1], and TIN 19.00% from 19 February to the same day [M2].", [TIN_YEAR | {"ticker": "LEX"}, LEX_YEAR | {"ticker": "TIN"} | FELL], "19.00%", True),
        ("LEX lost 48.19% from 15 January to 8 April [M1], and TIN 19.00% from 15 January to the same day [M2].", [TIN_YEAR | {"ticker": "LEX"}, LEX_YEAR | {"ticker": "TIN"} | FELL], "19.00%", False),
    ],
)  # fmt: skip
def test_falls_ends_and_comparisons_of_several_figures(text: str, metrics: Sequence[Any], number: str, right: bool) -> None:
    assert (late(text, metrics)[number] == "checked") == right


DAY = "It closed at 112.05, down 1.8% on the day and 4.9% below the last close of October."
SAW = "Officials forecast that the rate will end 2025 at a range of 3.25% to 3.5%, according to their median estimate."
BILLS = "Household energy bills have already risen by 54% this year as wholesale natural gas prices have soared."
GRANT = "The package includes a £400 grant to 29 million households."
GUIDED = "Full-year EPS: $7 to $8 (lowered from a $7 to $9 range)."
SOLD = "Revenue: $25.27 billion (vs. $25.32 billion expected)."


@pytest.mark.parametrize(
    ("text", "sources", "number", "right"),
    [
        ("On 20 November it dropped, closing at 112.05, 1.8% lower on the day [1].", [DAY], "112.05", True),
        ("Officials saw the rate at between 3.25% and 3.5% by the end of the year [1].", [SAW], "3.25% and 3.5%", True),
        ("Officials saw the rate at between 3.50% and 4.0% by the end of the year [1].", [SAW], "3.50% and 4.0%", False),
        ("Orla Stores raised its dividend [2]. Bills had by August gone up by 54% [1].", [BILLS, "Orla Stores raised its dividend."], "54%", True),
        ("It includes a £400 grant to 29 million households, or £11.6 billion in all [1].", [GRANT], "£11.6 billion", True),  # 400 x 29
        ("It includes a £400 grant to 29 million households, or £12.6 billion in all [1].", [GRANT], "£12.6 billion", False),
        ("It guides to $7 to $8 a share, having aimed for $7 to $9 before [1].", [GUIDED], "$7 to $9", True),
        ("Revenue of $25.27 billion fell short of the $25.32 billion expected, by $50 million [1].", [SOLD], "$50 million", True),
        ("Revenue of $25.27 billion fell short of the $25.32 billion expected, by $70 million [1].", [SOLD], "$70 million", False),
    ],
)  # fmt: skip
def test_what_neighbours_leave_to_a_figure_of_prose(text: str, sources: Sequence[str], number: str, right: bool) -> None:
    assert (late(text, sources=sources)[number] == "checked") == right


def test_a_unit_left_out_before_a_name() -> None:  # 4.16 - 3.68 = 0.48; 1.35 - 1.01 = 0.34
    told = metric("total return", "0.0135", *SPRING, "OLT")
    text = "Income added 0.5 points to TIN [M1][M2] and 0.3 to OLT [M3][M4]."
    assert late(text, [PRICE, TOTAL, OLT, told])["0.3"] == "checked"
    assert late(text.replace("0.3", "0.8"), [PRICE, TOTAL, OLT, told])["0.8"] != "checked"


LAGGED = {
    "name": "relative return", "ticker": "EEM", "value": "-2.51", "unit": "percentage_point", "start": "2025-10-31",
    "end": "2025-11-28", "formula": "100 * (total return of EEM - total return of QQQ)",
}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("EEM trailed QQQ by", "checked"),
        ("EEM returned 0.4%, a gap to QQQ of", "checked"),
        ("QQQ beat EEM by", "checked"),
        ("QQQ led EEM by", "checked"),
        ("the gap between EEM and QQQ was", "checked"),
        ("EEM led QQQ by", "differs"),
        ("QQQ trailed EEM by", "differs"),
        ("DIA beat EEM by", "differs"),
        ("EEM trailed DIA by", "differs"),
    ],
)
def test_a_relative_return_is_told_of_either_of_its_two_and_of_no_third(told: str, verdict: str) -> None:
    assert verdicts(f"In November 2025 {told} 2.51 percentage points [M1].", [LAGGED])["2.51 percentage points"] == verdict


@pytest.mark.parametrize(("told", "verdict"), [("ahead of", "checked"), ("behind", "differs")])
def test_a_relative_return_is_told_of_the_other_side_by_how_far_it_is(told: str, verdict: str) -> None:
    text = f"In November 2025 QQQ was 2.51 percentage points {told} EEM [M1]."
    assert verdicts(text, [LAGGED])["2.51 percentage points"] == verdict


NEXT = metric("close", "96.50", "2025-04-16", "2025-04-16", unit="USD")
SHARPE = metric("sharpe ratio", "3.55", "2024-04-17", "2025-04-17", unit="ratio_x")
LEX_SHARPE = metric("sharpe ratio", "1.18", "2024-04-17", "2025-04-17", "LEX", "ratio_x")
APART = metric("correlation, monthly", "-0.387", "2024-04-17", "2025-04-17", unit="none")
LAST_SPRING = metric("best session", "0.0632", "2024-04-09", "2024-04-09")
LAST_FALL = metric("max drawdown", "-0.3689", "2024-01-02", "2024-12-31") | {
    "event_start": "2024-02-06",
    "event_end": "2024-05-02",
}


@pytest.mark.parametrize(
    ("text", "metrics", "number", "right"),
    [  # by hand: 3.68 - 1.01 = 2.67; 3.68 / 1.01 = 3.64; 98.20 / 99.10 - 1 = -0.91%; 98.20 - 96.50 = 1.70; 3.55 / 1.18 = 3.0
        ("OLT added 1.01% [M2], about 2.7 percentage points less than TIN [M1].", [PRICE, OLT], "2.7 percentage points", True),
        ("OLT added 1.01% [M2], about 2.7 percentage points more than TIN [M1].", [PRICE, OLT], "2.7 percentage points", False),
        ("OLT added 1.01% [M2], about 3.7 percentage points less than TIN [M1].", [PRICE, OLT], "3.7 percentage points", False),
        ("OLT gained only 1.01% [M2], so TIN's move was well over three times as large [M1].", [PRICE, OLT], "three times", True),
        ("OLT gained only 1.01% [M2], so TIN's move was well over five times as large [M1].", [PRICE, OLT], "five times", False),
        ("TIN closed at $98.20 on April 17 [M1], some 0.9% below its high of the month [M2].", [CLOSE, HIGH], "0.9%", True),
        ("TIN closed at $98.20 on April 17 [M1], some 0.9% above its high of the month [M2].", [CLOSE, HIGH], "0.9%", False),
        ("TIN closed at $98.20 on April 17 [M1], $1.70 above its close a day earlier [M2].", [CLOSE, NEXT], "$1.70", True),
        ("TIN closed at $98.20 on April 17 [M1], $1.70 below its close a day earlier [M2].", [CLOSE, NEXT], "$1.70", False),
        ("TIN gained 3.68% [M1] and LEX lost 0.82% [M2], a gap of just under five points.", [PRICE, LEX], "five points", True),
        ("TIN gained 3.68% [M1] and LEX lost 0.82% [M2], a gap of well over five points.", [PRICE, LEX], "five points", False),
        ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. In other words, TIN made 2.7 points more than OLT.", [PRICE, OLT], "2.7 points", True),
        ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. In other words, OLT made 2.7 points more than TIN.", [PRICE, OLT], "2.7 points", False),
        ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. Analysts had hoped for 2.7 points more than OLT.", [PRICE, OLT], "2.7 points", False),
        ("TIN's Sharpe ratio of 3.55 was three times LEX's 1.18 [M1][M2].", [SHARPE, LEX_SHARPE], "three times", True),
        ("TIN's Sharpe ratio of 3.55 was four times LEX's 1.18 [M1][M2].", [SHARPE, LEX_SHARPE], "four times", False),
        ("TIN's correlation with LEX turned negative at -0.39 [M1].", [APART], "-0.39", True),
        ("TIN's correlation with LEX was negative, at 0.39 [M1].", [APART], "0.39", True),
        ("TIN's correlation with LEX stayed positive at 0.39 [M1].", [APART], "0.39", False),
        ("TIN fell less in 2022 than the 36.0% that LEX lost from peak to trough [M1].", [DEEPER], "36.0%", True),
        ("TIN fell less in 2022 than the 36.0% that LEX gained from trough to peak [M1].", [DEEPER], "36.0%", False),
    ],
)  # fmt: skip
def test_a_figure_is_held_against_the_metric_told_before_it(text: str, metrics: Sequence[Any], number: str, right: bool) -> None:
    assert (verdicts(text, metrics)[number] == "checked") is right


@pytest.mark.parametrize(
    ("text", "evidence", "number", "right"),
    [
        ("TIN had a wild 2024. It jumped 6.3% in one session on April 9 [M1].", LAST_SPRING, "6.3%", True),
        ("TIN had a wild 2024. It jumped 6.3% in one session on April 19 [M1].", LAST_SPRING, "6.3%", False),
        ("TIN had a wild 2023. It jumped 6.3% in one session on April 9 [M1].", LAST_SPRING, "6.3%", False),
        ("TIN had a wild 2024. It lost 36.9% between February 6 and May 2 [M1].", LAST_FALL, "36.9%", True),
        ("TIN had a wild 2024. It lost 36.9% between June 6 and July 2 [M1].", LAST_FALL, "36.9%", False),
    ],
)
def test_a_day_without_its_year_may_be_of_the_year_told_before(text: str, evidence: Any, number: str, right: bool) -> None:
    assert (verdicts(text, [evidence])[number] == "checked") is right


def test_the_time_behind_a_start_is_not_that_of_what_was_reached() -> None:
    text = "The yield ended the year at 4.14%, down 0.44 percentage points from 4.58% at the end of 2023 [M1][M2]."
    ends = [metric("10-year Treasury yield", "4.14", "2024-12-30", "2024-12-30", "DGS10", "percent")]
    ends.append(metric("10-year Treasury yield", "4.58", "2023-12-29", "2023-12-29", "DGS10", "percent"))
    assert verdicts(text, ends)["4.14%"] == verdicts(text, ends)["0.44 percentage points"] == "checked"


ENERGY = "Power and natural gas prices also rose, by 13.7% and 38.4%, respectively, for the 12 months to June."
PRICES = (
    "Inflation reached a new peak in June, with consumer prices jumping by 9.1% year-over-year, after 8.6% for the year ended in May."
    " Overall prices that consumers pay for a variety of goods and services rose by 1.3% from May to June."
)
CARS = (
    "Norrel Motors said revenue was up $1.6 billion, to $35.8 billion, easily topping forecasts that called for a drop in revenue."
    " Sales of cars by Norrel Motors remained on par with first quarter sales but were down 19% to 1.4 million from a year ago."
)
HIRING = "Through the first eight months of 2024, the country has seen an average net gain of 438,000 jobs per month."
FEED = "Feedline reported revenue of $28.8 billion from April to June, a 1% drop and its first yearly decline since going public in 2012."


@pytest.mark.parametrize(
    ("text", "source", "number", "right"),
    [
        ("Power and natural gas climbed 13.7% and 38.4%, respectively [1].", ENERGY, "38.4%", True),
        ("Power and natural gas climbed 38.4% and 13.7%, respectively [1].", ENERGY, "38.4%", False),
        ("Power rose 13.7% and natural gas 38.4% [1].", ENERGY, "13.7%", True),
        ("Power rose 38.4% [1].", ENERGY, "38.4%", False),
        ("In June alone, consumer prices rose 1.3% [1].", PRICES, "1.3%", True),
        ("By June the annual rate of inflation had reached 9.1% [1].", PRICES, "9.1%", True),
        ("Inflation climbed in the spring, and by June the annual rate had reached 9.1% [1].", PRICES, "9.1%", True),
        ("Norrel Motors' revenue rose to $35.8 billion [1].", CARS, "$35.8 billion", True),
        ("In the second quarter Norrel Motors' car sales were down 19% [1].", CARS, "19%", True),
        ("Over the first eight months of 2024 the average was 438,000 jobs a month [1].", HIRING, "438,000", True),
        ("Between April and June Feedline's revenue slipped 1% from a year before [1].", FEED, "1%", True),
        ("In 2012 Feedline's revenue slipped 1% from a year before [1].", FEED, "1%", False),
        ("Households pay an extra cost of roughly $460 a month [1].", "A household spends $460 more a month than last year.", "$460", True),
        ("The token had lost 16% since January [1].", "The token's price is down 16% year to date.", "16%", True),
        ("The token had lost 16% since March [1].", "The token's price is down 16% year to date.", "16%", False),
    ],
)  # fmt: skip
def test_lists_told_respectively_and_times_held_against(text: str, source: str, number: str, right: bool) -> None:
    assert (verdicts(text, sources=[source])[number] == "checked") is right


def test_the_lower_half_of_a_range_is_no_figure() -> None:
    assert not [found for found in find_quantities("It landed in the lower half of that range.") if found.kind == "count_word"]


JOBS = [
    metric("Nonfarm payrolls", "156703000", "2023-11-01", "2023-11-30", "PAYEMS", "count:job"),
    metric("Nonfarm payrolls", "158079000", "2024-11-01", "2024-11-30", "PAYEMS", "count:job"),
]
ENDS = [
    metric("close", "112.05", "2024-11-20", "2024-11-20", unit="USD"),
    metric("close", "124.12", "2024-12-12", "2024-12-12", unit="USD"),
]
BOTH = [CALM, WILD]
SOFR = metric("Secured overnight financing rate", "4.49", "2023-12-29", "2023-12-29", "SOFR", "percent")
BARE = metric("price return", "-0.0019", "2023-12-29", "2024-12-31")


@pytest.mark.parametrize(
    ("text", "metrics", "number", "right"),
    [  # by hand: 158.079 / 156.703 - 1 = 0.88%; 124.12 - 112.05 = 12.07; 20.14 / 12.69 - 1 = 0.587
        ("Payrolls grew from 156.7 million to 158.1 million [M1][M2], i.e. by roughly 1.4 million or 0.9%.", JOBS, "0.9%", True),
        ("Payrolls grew from 156.7 million to 158.1 million [M1][M2], i.e. by roughly 1.4 million or 1.9%.", JOBS, "1.9%", False),
        ("TIN rose from $112.05 to $124.12 [M1][M2] — a gain of just over $12 a share.", ENDS, "$12", True),
        ("TIN rose from $112.05 to $124.12 [M1][M2] — a gain of just over $14 a share.", ENDS, "$14", False),
        ("TIN's volatility was 20.1%, compared with 12.7% for LEX [M2][M1] — more than half as much again.", BOTH, "half", True),
        ("TIN rose from $112.05 to $124.12 [M1][M2].", ENDS, "$112.05", True),
        ("TIN went from $124.12 to $112.05 [M1][M2].", ENDS, "$112.05", False),
        ("TIN went from $124.12 to $112.05 [M1][M2].", ENDS, "$124.12", False),
        ("Much changed between 2023 and 2024. At year-end 2024 nobody cut. At year-end SOFR stood at 4.49% [M1].", [SOFR], "4.49%", True),
        ("In 2024 TIN's return came from income: without distributions the fund slipped by 0.2% [M1].", [BARE], "0.2%", True),
        ("In 2024 TIN's return came from income: without distributions the fund rose by 0.2% [M1].", [BARE], "0.2%", False),
        ("The drop in TIN wiped out the 3.7% gained over the spring [M1].", [PRICE], "3.7%", True),
        ("The drop in TIN wiped out the 3.7% lost over the spring [M1].", [PRICE], "3.7%", False),
    ],
)  # fmt: skip
def test_what_follows_from_the_two_levels_just_told(text: str, metrics: Sequence[Any], number: str, right: bool) -> None:
    assert (verdicts(text, metrics)[number] == "checked") is right


STREAMED = (
    "Streamco's revenue was $57.01 billion. Its net profit was $31.91 billion. Analysts had expected revenue of $54.92 billion."
)


@pytest.mark.parametrize(
    ("text", "number", "right"),
    [  # by hand: 57.01 - 54.92 = 2.09; 57.01 / 54.92 - 1 = 3.8%; 31.91 / 57.01 = 56.0%
        ("Revenue came to $57.01 billion [1]. That beat the consensus of $54.92 billion by roughly $2.1 billion, or about 4% [1].", "4%", True),
        ("Revenue came to $57.01 billion [1]. That beat the consensus of $54.92 billion by roughly $2.1 billion, or about 8% [1].", "8%", False),
        ("Revenue came to $57.01 billion [1]. Net profit was $31.91 billion [1], or 56% of revenue.", "56%", True),
        ("Revenue came to $57.01 billion [1]. Net profit was $31.91 billion [1], or 46% of revenue.", "46%", False),
        ("Revenue came to $57.01 billion [1], or about $57 billion.", "$57 billion", True),
        ("Revenue came to $57.01 billion [1], or about $67 billion.", "$67 billion", False),
    ],
)  # fmt: skip
def test_shares_and_roundings_of_what_was_just_told(text: str, number: str, right: bool) -> None:
    assert (verdicts(text, sources=[STREAMED])[number] == "checked") is right


@pytest.mark.parametrize(
    ("text", "source", "number", "right"),
    [
        ("Eyes were on subscribers: the stock plunged 35% [1].", "Streamco's stock dropped 35% on Wednesday.", "35%", True),
        ("The plan was ambitious: revenue was to reach $26 billion by 2028 [1].", "Streamco aims to increase revenue to $26 billion by 2028.", "$26 billion", True),
        ("Revenue reached $26 billion in 2028 [1].", "Streamco aims to increase revenue to $26 billion by 2028.", "$26 billion", False),
    ],
)  # fmt: skip
def test_a_clause_behind_a_colon_has_its_own_measure(text: str, source: str, number: str, right: bool) -> None:
    assert (verdicts(text, sources=[source])[number] == "checked") is right


TABLE = "| Fund | Year |\n| --- | --- |\n| TIN | {} |\n| LEX | 9.2% |\n\n"


@pytest.mark.parametrize(
    ("value", "line", "verdict"),
    [
        ("7.5%", "Source: [1]", "checked"),
        ("7.5%", "*Sources:* [1]", "checked"),
        ("5.1%", "Source: [1]", "unsupported"),
        ("7.5%", "Outlook: [1]", "uncited"),
    ],
)
def test_a_line_of_sources_governs_the_table_above_it(value: str, line: str, verdict: str) -> None:
    text = f"Two funds in 2024:\n\n{TABLE.format(value)}{line}\n\nMore next week."
    checks = check_text(text, ["In 2024 TIN returned 7.5% and LEX 9.2%."], citations="sources")
    assert next(check.verdict for check in checks if check.text == value) == verdict


def test_a_level_of_another_time_is_what_a_change_is_held_against() -> None:
    fares = ["Airfares in May 2024 were 21.7% higher than in May 2019."]
    assert verdicts("In May 2024 airfares were 21.7% above their level of May 2019 [1].", sources=fares)["21.7%"] == "checked"
    assert verdicts("In May 2024 airfares were 21.7% above their level of May 2021 [1].", sources=fares)["21.7%"] == "differs"
