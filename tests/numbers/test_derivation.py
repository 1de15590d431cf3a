"""Derived figures, one small text each: what follows from the evidence, what does not. Expected values are worked by hand."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers import check_text
from copilot.numbers.formulas.verdicts import Tries, of_width
from tests.numbers.cited import judged

SHIPPED = "Orrin Steel shipped 410,000 tonnes in 2022 and 380,000 tonnes in 2023."
FLOWN = "Maple Air carried 8.0 million passengers in 2019 and 10.0 million in 2024."
CLOUD = "Vantor's revenue was $5.0 billion in 2024, of which $2.0 billion came from cloud."
CARS = "Car sales: Europe 310,000, Asia 220,000, Americas 80,000."
PLANTS = (
    "The plants employ 2,310 people at 14 sites. Output rose 3.1%, scrap fell 4.6%, wages rose 5.2%. "
    "812 people work nights, 633 part-time."
)
OFFER = "The offer is $42 a share. Penrose has 50 million shares outstanding."
MULTIPLE = "The forward multiple is 15.1, against a five-year median of 18.3."
FORECAST = "Revenue was $480 million. Analysts had forecast $440 million."
MONTHS = "Inflation was 2.7% in January, 3.1% in February and 3.2% in March."
BOOK = "Penrose's order book rose to 1.8 billion euros in 2023 from 0.9 billion in 2020."
RATES = "Sweden, Norway and Poland cut rates this week."


def verdict(text: str, source: str, number: str) -> str:
    return next(check.verdict for check in check_text(text, [source]) if number in check.text)


test_a_figure_that_follows_is_checked = judged(
    "text source number",
    ("Orrin Steel's shipments fell by 30,000 tonnes between 2022 and 2023.", SHIPPED, "30,000"),
    ("Orrin Steel's shipments fell 7.3% in 2023.", SHIPPED, "7.3%"),
    ("Maple Air's passengers grew 4.6% a year from 2019 to 2024.", FLOWN, "4.6%"),
    ("Maple Air's passengers grew at a compound annual rate of 4.6% between 2019 and 2024.", FLOWN, "4.6%"),
    ("Cloud accounted for 40% of Vantor's revenue in 2024.", CLOUD, "40%"),
    ("Outside cloud, Vantor made $3.0 billion of revenue in 2024.", CLOUD, "$3.0 billion"),
    ("The three regions together sold 610,000 cars.", CARS, "610,000"),
    ("The three regions sold 203,333 cars on average.", CARS, "203,333"),
    ("Inflation averaged 3.0% over the three months.", MONTHS, "3.0%"),
    ("At $42 a share, the offer values Penrose at $2.1 billion.", OFFER, "$2.1 billion"),
    ("Penrose's order book doubled between 2020 and 2023.", BOOK, "doubled"),
    ("The multiple is 3.2 points below its median.", MULTIPLE, "3.2 points"),
    ("Revenue beat the forecast by $40 million.", FORECAST, "$40 million"),
    ("About 35% of the people at the plants work nights.", PLANTS, "35%"),
    ("Three countries cut rates: Sweden, Norway and Poland.", RATES, "Three"),
    ("Output was 93.5% of the year before.", "Output fell 6.5% in 2024.", "93.5%"),
    ("The fund must gain 38.9% to regain its peak.", "The fund had a drawdown of 28%.", "38.9%"),
    ("Four directors resigned.", "Directors Adams, Bell, Cole and Drew resigned on Friday.", "Four"),
    verdict=True,
)


test_another_figure_or_direction_is_rejected = judged(
    "text source number",
    ("Orrin Steel's shipments rose by 30,000 tonnes between 2022 and 2023.", SHIPPED, "30,000"),
    ("The shares trade at 86% of book value.", "The shares trade 12% below book value.", "86%"),
    ("Orrin Steel's shipments fell 9.3% in 2023.", SHIPPED, "9.3%"),
    ("Maple Air's passengers grew 6.9% a year from 2019 to 2024.", FLOWN, "6.9%"),
    ("Cloud accounted for 45% of Vantor's revenue in 2024.", CLOUD, "45%"),
    ("The three regions together sold 640,000 cars.", CARS, "640,000"),
    ("Inflation averaged 3.5% over the three months.", MONTHS, "3.5%"),
    ("At $42 a share, the offer values Penrose at $2.6 billion.", OFFER, "$2.6 billion"),
    ("Penrose's order book tripled between 2020 and 2023.", BOOK, "tripled"),
    ("Staff turnover at the plants rose 27%.", PLANTS, "27%"),
    ("Five countries cut rates this week.", RATES, "Five"),
    verdict=False,
)


def test_a_median_or_a_forecast_is_no_earlier_value() -> None:
    assert verdict("The forward multiple has fallen by 3.2 points over five years.", MULTIPLE, "3.2 points") != "checked"
    assert verdict("Revenue is up $40 million from last year.", FORECAST, "$40 million") != "checked"


def test_only_disjoint_intervals_are_false_arithmetic() -> None:
    # 1.15 / 1.15 − 1 = 0% and 1.25 / 1.05 − 1 = 19%: the printed operands leave room for 6%, not for 25%
    source = "Sales were $1.2 billion, against $1.1 billion a year earlier."
    assert verdict("Sales rose 6% to $1.2 billion from $1.1 billion.", source, "6%") == "checked"
    assert verdict("Sales rose 25% to $1.2 billion from $1.1 billion.", source, "25%") == "differs"


def test_a_rejected_operand_leaves_the_result_unsupported() -> None:
    source = "Norden Foods reported sales of $540 million, against $500 million a year earlier."
    assert verdict("Sales rose 8.0% to $560 million from $518.5 million.", source, "8.0%") == "unsupported"


def test_what_other_sources_list_leaves_a_single_reading_single() -> None:
    other = "In 2021 rents rose 4.4% in Oslo, to 1,310 euros a month; 17 of 40 towns saw a fall."
    text = "Outside cloud, Vantor made $3.0 billion of revenue in 2024."
    assert [check.verdict for check in check_text(text, [CLOUD, other]) if "$3.0" in check.text] == ["checked"]


def test_a_level_is_not_the_change_that_a_question_asks_for() -> None:
    source = "Net sales were $644 million in 2016. Headcount fell to 7."
    assert verdict("What was the net change in net revenue in 2016? 7", source, "7") != "checked"


def test_the_chance_stands_in_the_reason() -> None:
    table = " | 2023 | 2022\nPaper | 412.5 | 380.0\nTools | 88.1 | 95.4\nTotal sales | 500.6 | 475.4"
    check = check_text("What percentage of total sales came from tools in 2023? 17.6%", [table], citations="ignore")[-1]
    assert check.verdict == "checked" and "accidental match has a chance of" in check.reason
    assert Decimal(check.evidence[0]["p"]) < Decimal("0.01")


def test_chance_is_candidates_times_width_over_range() -> None:
    assert of_width(Decimal("0.2"), Decimal("12"), points=True) == Decimal("0.002")  # 0.2 of 100 points
    assert of_width(Decimal("2"), Decimal("50"), points=False) == Decimal("0.01")  # 2 of 4 × 50
    tries = Tries()
    assert [tries.add("none", Decimal(value)) for value in ("10", "10", "11")] == [1, 1, 2]
    assert tries.add("none", Decimal(12), "1") == 3 and tries.count("2") == 2


def test_filings_put_the_percent_sign_in_the_next_cell() -> None:
    table = "| Holder | Shares | Outstanding |\n| Feis LLC | 533,108 | 12.4 | % |\n| Cowen LLC | 250,000 | 5.8 | % |\n"
    text = "The combined percentage of Feis LLC and Cowen LLC outstanding is 18.2%."
    assert verdict(text, table, "18.2%") == "checked"


def test_a_row_of_sums_without_a_label_sums_what_the_caption_names() -> None:
    table = (
        "Accounts payable and accrued liabilities were as follows:\n\n| November 30, 2023 | February 28, 2023 |\n"
        "| Trade | $ | 1,456 | $ | 2,282 |\n| Other | 104 | 228 |\n| $ | 1,560 | $ | 2,510 |\n"
    )
    text = "The decrease in accounts payable and accrued liabilities from February 28, 2023 to November 30, 2023 was 37.85%."
    assert verdict(text, table, "37.85%") == "checked"  # 1,560 / 2,510 − 1
