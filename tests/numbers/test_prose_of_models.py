"""Prose as a language model writes it: figures of two citations, tails without one, lists, steps in time and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import (
    CALM,
    CITED,
    CLOSE,
    DEEPER,
    FALL,
    HIGH,
    INTRADAY,
    LEX,
    OLT,
    PRICE,
    SPRING,
    TOTAL,
    WILD,
    judged,
    metric,
    verdicts,
)

test_what_two_cited_figures_make_together = judged(
    "text metrics number verdict",
    # by hand: 3.68 + 0.82 = 4.50; 1.01 / 3.68 = 0.274; 20.14 / 12.69 - 1 = 58.7%; 3.68 / 1.01 = 3.64; 4.16 - 3.68 = 0.48
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
    **CITED,
)  # fmt: skip


test_what_follows_from_its_sentence_needs_no_citation = judged(
    "text number verdict",
    # 98.20 / 99.10 - 1 = -0.91%; 3.68 - 1.01 = 2.67
    ("TIN closed at 98.20 [M1] against a high of 99.10 [M2], only 0.9% lower.", "0.9%", "checked"),
    ("TIN closed at 98.20 [M1] against a high of 99.10 [M2], only 1.9% lower.", "1.9%", "uncited"),
    ("TIN closed at 98.20 [M1] against a high of 99.20 [M2], only 1.0% lower.", "1.0%", "uncited"),  # a false operand
    ("TIN gained 3.68% [M3], OLT 1.01% [M4], a difference of 2.7 points.", "2.7 points", "checked"),
    ("TIN gained 3.68% [M3], OLT 1.01% [M4], a difference of 3.7 points.", "3.7 points", "uncited"),
    ("TIN closed at 98.20 [M1], and 0.9% is little.", "0.9%", "uncited"),
    metrics=[CLOSE, HIGH, PRICE, OLT],
    **CITED,
)


RESULTS = "Adjusted EPS: $0.62 vs. est. $0.60. Same-store sales: up 4.5% (vs. 4% expected)."
SUBSCRIBERS = "It lost 970,000 subscribers in the quarter. It had told investors to expect a loss of 2 million."


test_what_came_is_held_against_what_was_expected = judged(
    "text source number verdict",
    ("It earned 62 cents a share, two cents better than expected [1].", RESULTS, "two cents", True),
    ("It earned 62 cents a share, three cents better than expected [1].", RESULTS, "three cents", False),
    ("Same-store sales grew 4.5%, half a point faster than expected [1].", RESULTS, "half a point", True),
    (
        "It lost 970,000 subscribers, against a forecast of 2 million, less than a third of that [1].",
        SUBSCRIBERS,
        "a third",
        False,
    ),
    **CITED,
)


test_ends_of_windows_measures_and_limits_of_metrics = judged(
    "text metrics number verdict",
    ("From the last close of February to 17 April TIN gained 3.68% on price [M1].", [PRICE], "3.68%", "checked"),
    ("From the last close of January to 17 April TIN gained 3.68% on price [M1].", [PRICE], "3.68%", "differs"),
    ("TIN gained 3.68% on price [M1] and 4.16% with its dividend [M2].", [PRICE, TOTAL], "4.16%", "checked"),
    ("TIN gained 4.16% on price [M2].", [PRICE, TOTAL], "4.16%", "differs"),
    ("2022 was bad. That year TIN lost 25.36%, from 3 January to 12 October [M1].", [FALL], "25.36%", "checked"),
    ("2022 was bad. That year TIN lost 25.36%, from 3 January to 12 August [M1].", [FALL], "25.36%", "differs"),
    ("At its low it was as much as 7.32% down [M1].", [INTRADAY], "7.32%", "checked"),
    ("At its low it was as much as 7.31% down [M1].", [INTRADAY], "7.31%", "differs"),
    **CITED,
)


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


test_whose_figure_it_is_and_how_it_is_meant = judged(
    "text sources number verdict",
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
    **CITED,
)  # fmt: skip


MONTHS = "In January 2023 TIN returned 9.5%, and lost 1.2% in February. In July 2024 it returned 11.0%, and lost 1.6% in August."


def test_what_was_followed_by_something_else_has_another_time() -> None:
    text = "TIN returned 9.5% in January 2023 and 11.0% in July 2024, and each was followed by a loss, of 1.2% and 1.6% [1]."
    found = verdicts(text, sources=[MONTHS])
    assert found["1.2%"] == found["1.6%"] == "checked"


test_a_count_of_the_figures_of_its_own_sentence = judged(
    "text number verdict",
    ("The three stand at 3.68%, -0.82% and 1.01% [M1][M2][M3], 4.5 points apart at most.", "three", "checked"),
    ("The four stand at 3.68%, -0.82% and 1.01% [M1][M2][M3], 4.5 points apart at most.", "four", "unsupported"),
    ("TIN made 3.68% [M1], LEX -0.82% [M2] and OLT 1.01% [M3]; the desk prints the same three [M1][M2][M3].", "three", "checked"),
    ("TIN made 3.68% [M1], LEX -0.82% [M2] and OLT 1.01% [M3]; the desk prints the same four [M1][M2][M3].", "four", "unsupported"),
    metrics=[PRICE, LEX, OLT], **CITED,
)  # fmt: skip


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


test_falls_ends_and_comparisons_of_several_figures = judged(
    "text metrics number verdict",
    # 27.79 / 15.33 = 1.81; 27.79 / 8.95 = 3.105; 15.33 / 8.95 = 1.71
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
    as_of="2025-12-12", citations="sources",
)  # fmt: skip


DAY = "It closed at 112.05, down 1.8% on the day and 4.9% below the last close of October."
SAW = "Officials forecast that the rate will end 2025 at a range of 3.25% to 3.5%, according to their median estimate."
BILLS = "Household energy bills have already risen by 54% this year as wholesale natural gas prices have soared."
GRANT = "The package includes a £400 grant to 29 million households."
GUIDED = "Full-year EPS: $7 to $8 (lowered from a $7 to $9 range)."
SOLD = "Revenue: $25.27 billion (vs. $25.32 billion expected)."


test_what_neighbours_leave_to_a_figure_of_prose = judged(
    "text sources number verdict",
    ("On 20 November it dropped, closing at 112.05, 1.8% lower on the day [1].", [DAY], "112.05", True),
    ("Officials saw the rate at between 3.25% and 3.5% by the end of the year [1].", [SAW], "3.25% and 3.5%", True),
    ("Officials saw the rate at between 3.50% and 4.0% by the end of the year [1].", [SAW], "3.50% and 4.0%", False),
    ("Orla Stores raised its dividend [2]. Bills had by August gone up by 54% [1].", [BILLS, "Orla Stores raised its dividend."], "54%", True),
    ("It includes a £400 grant to 29 million households, or £11.6 billion in all [1].", [GRANT], "£11.6 billion", True),  # 400 x 29
    ("It includes a £400 grant to 29 million households, or £12.6 billion in all [1].", [GRANT], "£12.6 billion", False),
    ("It guides to $7 to $8 a share, having aimed for $7 to $9 before [1].", [GUIDED], "$7 to $9", True),
    ("Revenue of $25.27 billion fell short of the $25.32 billion expected, by $50 million [1].", [SOLD], "$50 million", True),
    ("Revenue of $25.27 billion fell short of the $25.32 billion expected, by $70 million [1].", [SOLD], "$70 million", False),
    as_of="2025-12-12", citations="sources",
)  # fmt: skip


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
