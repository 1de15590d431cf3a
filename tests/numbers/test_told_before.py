"""What follows from what an answer has just told, and what is held against it: metrics, years, levels, shares and tables."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import CALM, CITED, CLOSE, DEEPER, HIGH, LEX, OLT, PRICE, WILD, judged, metric, verdicts

NEXT = metric("close", "96.50", "2025-04-16", "2025-04-16", unit="USD")
SHARPE = metric("sharpe ratio", "3.55", "2024-04-17", "2025-04-17", unit="ratio_x")
LEX_SHARPE = metric("sharpe ratio", "1.18", "2024-04-17", "2025-04-17", "LEX", "ratio_x")
APART = metric("correlation, monthly", "-0.387", "2024-04-17", "2025-04-17", unit="none")
LAST_SPRING = metric("best session", "0.0632", "2024-04-09", "2024-04-09")
LAST_FALL = metric("max drawdown", "-0.3689", "2024-01-02", "2024-12-31") | {
    "event_start": "2024-02-06",
    "event_end": "2024-05-02",
}


test_a_figure_is_held_against_the_metric_told_before_it = judged(
    "text metrics number verdict",
    # by hand: 3.68 - 1.01 = 2.67; 3.68 / 1.01 = 3.64; 98.20 / 99.10 - 1 = -0.91%; 98.20 - 96.50 = 1.70; 3.55 / 1.18 = 3.0
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
    ("TIN gained 3.68% [M1] and LEX lost 0.82% [M2], a gap of well over five points.", [PRICE, LEX], "five points", "uncited"),
    ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. In other words, TIN made 2.7 points more than OLT.", [PRICE, OLT], "2.7 points", True),
    ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. In other words, OLT made 2.7 points more than TIN.", [PRICE, OLT], "2.7 points", "uncited"),
    ("TIN gained 3.68% [M1] and OLT 1.01% [M2]. Analysts had hoped for 2.7 points more than OLT.", [PRICE, OLT], "2.7 points", "uncited"),
    ("TIN's Sharpe ratio of 3.55 was three times LEX's 1.18 [M1][M2].", [SHARPE, LEX_SHARPE], "three times", True),
    ("TIN's Sharpe ratio of 3.55 was four times LEX's 1.18 [M1][M2].", [SHARPE, LEX_SHARPE], "four times", False),
    ("TIN's correlation with LEX turned negative at -0.39 [M1].", [APART], "-0.39", True),
    ("TIN's correlation with LEX was negative, at 0.39 [M1].", [APART], "0.39", True),
    ("TIN's correlation with LEX stayed positive at 0.39 [M1].", [APART], "0.39", False),
    ("TIN fell less in 2022 than the 36.0% that LEX lost from peak to trough [M1].", [DEEPER], "36.0%", True),
    ("TIN fell less in 2022 than the 36.0% that LEX gained from trough to peak [M1].", [DEEPER], "36.0%", False),
    **CITED,
)  # fmt: skip


test_a_day_without_its_year_may_be_of_the_year_told_before = judged(
    "text metric number verdict",
    ("TIN had a wild 2024. It jumped 6.3% in one session on April 9 [M1].", LAST_SPRING, "6.3%", True),
    ("TIN had a wild 2024. It jumped 6.3% in one session on April 19 [M1].", LAST_SPRING, "6.3%", False),
    ("TIN had a wild 2023. It jumped 6.3% in one session on April 9 [M1].", LAST_SPRING, "6.3%", False),
    ("TIN had a wild 2024. It lost 36.9% between February 6 and May 2 [M1].", LAST_FALL, "36.9%", True),
    ("TIN had a wild 2024. It lost 36.9% between June 6 and July 2 [M1].", LAST_FALL, "36.9%", False),
    **CITED,
)


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


test_lists_told_respectively_and_times_held_against = judged(
    "text source number verdict",
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
    **CITED,
)  # fmt: skip


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


test_what_follows_from_the_two_levels_just_told = judged(
    "text metrics number verdict",
    # by hand: 158.079 / 156.703 - 1 = 0.88%; 124.12 - 112.05 = 12.07; 20.14 / 12.69 - 1 = 0.587
    ("Payrolls grew from 156.7 million to 158.1 million [M1][M2], i.e. by roughly 1.4 million or 0.9%.", JOBS, "0.9%", True),
    ("Payrolls grew from 156.7 million to 158.1 million [M1][M2], i.e. by roughly 1.4 million or 1.9%.", JOBS, "1.9%", "uncited"),
    ("TIN rose from $112.05 to $124.12 [M1][M2] — a gain of just over $12 a share.", ENDS, "$12", True),
    ("TIN rose from $112.05 to $124.12 [M1][M2] — a gain of just over $14 a share.", ENDS, "$14", "uncited"),
    ("TIN's volatility was 20.1%, compared with 12.7% for LEX [M2][M1] — more than half as much again.", BOTH, "half", True),
    ("TIN rose from $112.05 to $124.12 [M1][M2].", ENDS, "$112.05", True),
    ("TIN went from $124.12 to $112.05 [M1][M2].", ENDS, "$112.05", False),
    ("TIN went from $124.12 to $112.05 [M1][M2].", ENDS, "$124.12", False),
    ("Much changed between 2023 and 2024. At year-end 2024 nobody cut. At year-end SOFR stood at 4.49% [M1].", [SOFR], "4.49%", True),
    ("In 2024 TIN's return came from income: without distributions the fund slipped by 0.2% [M1].", [BARE], "0.2%", True),
    ("In 2024 TIN's return came from income: without distributions the fund rose by 0.2% [M1].", [BARE], "0.2%", False),
    ("The drop in TIN wiped out the 3.7% gained over the spring [M1].", [PRICE], "3.7%", True),
    ("The drop in TIN wiped out the 3.7% lost over the spring [M1].", [PRICE], "3.7%", False),
    **CITED,
)  # fmt: skip


STREAMED = (
    "Streamco's revenue was $57.01 billion. Its net profit was $31.91 billion. Analysts had expected revenue of $54.92 billion."
)


test_shares_and_roundings_of_what_was_just_told = judged(
    "text number verdict",
    # by hand: 57.01 - 54.92 = 2.09; 57.01 / 54.92 - 1 = 3.8%; 31.91 / 57.01 = 56.0%
    ("Revenue came to $57.01 billion [1]. That beat the consensus of $54.92 billion by roughly $2.1 billion, or about 4% [1].", "4%", True),
    ("Revenue came to $57.01 billion [1]. That beat the consensus of $54.92 billion by roughly $2.1 billion, or about 8% [1].", "8%", False),
    ("Revenue came to $57.01 billion [1]. Net profit was $31.91 billion [1], or 56% of revenue.", "56%", True),
    ("Revenue came to $57.01 billion [1]. Net profit was $31.91 billion [1], or 46% of revenue.", "46%", "uncited"),
    ("Revenue came to $57.01 billion [1], or about $57 billion.", "$57 billion", True),
    ("Revenue came to $57.01 billion [1], or about $67 billion.", "$67 billion", "uncited"),
    source=STREAMED, **CITED,
)  # fmt: skip


test_a_clause_behind_a_colon_has_its_own_measure = judged(
    "text source number verdict",
    ("Eyes were on subscribers: the stock plunged 35% [1].", "Streamco's stock dropped 35% on Wednesday.", "35%", True),
    ("The plan was ambitious: revenue was to reach $26 billion by 2028 [1].", "Streamco aims to increase revenue to $26 billion by 2028.", "$26 billion", True),
    ("Revenue reached $26 billion in 2028 [1].", "Streamco aims to increase revenue to $26 billion by 2028.", "$26 billion", False),
    **CITED,
)  # fmt: skip


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
