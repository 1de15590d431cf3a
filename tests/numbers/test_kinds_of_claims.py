"""Sentences of the contract's kinds, each held against one passage: what is checked and what is rejected."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities, read_claims
from tests.numbers.cited import judged

REJECTED = {"differs", "unsupported"}

CONTAINERS = "Tarn Logistics shipped 48,200 containers in the first quarter of 2025, against 44,900 in the same quarter of 2024."
RETAIL = "Retail sales in the United Kingdom fell 0.9% in October from September but were 1.8% higher than a year earlier."
AIRLINE = (
    "Delmar Airlines carried 2.91 million passengers in August, 4.6% more than a year earlier, and filled 88.3% of its seats."
)
JETS = "Orrin Aerospace delivered 61 aircraft in October and 52 in September."
MINER = "Penmarric's shares fell 3.8% after the miner cut its 2026 output target to 1.1 million tonnes from 1.3 million."
FUND = "Between January and June the fund took in $3.4 billion and paid out $1.9 billion."
VOTE = "Seven of the nine members of the committee voted to cut; two wanted no change."
FUNDS = "Of the 38 funds in the category, 11 beat their benchmark last year, 25 lagged it and two matched it."
STAFF = "Of Sorvik's 9,400 employees 2,350 work in Norway."
CHIPS = "Nvidia's data-centre revenue was $51.2 billion in the quarter, 66% more than a year earlier."
CURRENCY = "Kestrel's third-quarter sales rose 11% at constant exchange rates, and 6% as reported."
PRICES = "Consumer prices in Brazil rose 0.09% in October, less than the 0.16% economists had forecast."
CASH = "Vestara's free cash flow turned negative, at minus $85 million."
EARNINGS = "Analysts polled by Halyard expect Corin Systems to earn $2.15 a share this year and $2.60 next year."
GUIDANCE = "The company said full-year revenue would be between $840 million and $860 million."
RATIO = "The insurer's combined ratio was 93.4% in 2024, an improvement of 2.1 points."
RIG = "Ostrel Drilling pumped 0.4 million barrels a day in May, 0.1 million fewer than in April."
MAKER = "Bexley Tools' operating margin was 12.0% last year, on revenue of $850 million."
CUTS = "Norvia's central bank lowered its repo rate to 5.50% from 6.00% in March 2025."
CARS = "Mirano sold 893,000 cars worldwide in August, of which 256,000 in North America."
LOSS = "Ondra Air narrowed its quarterly net loss to €38 million from €61 million, on revenue up 5%."
PLANTS = "Three of the five plants were closed. Two of the three had been loss-making."
BANKS = "Of 40 banks polled, 20 expect a cut in March and 12 a hold."
BOOKS = "The first book sold about 2000 copies and the second 3,100."
TIN = "Tin touched $38,150 a tonne before settling at $37,910."
GROWTH = "Third-quarter GDP growth in the Philippines was 4.0% year on year, after 5.5% in the second quarter."
SHOPS = "US retail sales rose 0.4% in October, while German retail sales fell 0.2%."
INDEX = "The composite index of orders rose to 52.8 from 52.5; services reached 53.6."
JETS_OF_TWO = (
    "Orrin Aerospace delivered 61 aircraft in October and 52 in September. Bremer delivered 40 in October and 44 in September."
)
OUTLOOK = "By the end of this year inflation will rise to 60%."
ABOVE_LOW = "Orrin's shares are up 8.5% since their low of 9 April."
ABOVE_AVERAGE = "Orrin trades 8.5% above its 50-day moving average."
REGIONS = "Sales by region: Coast 310 million, Plains 205 million, Hills 85 million dollars."


test_a_number_of_the_contracts_kinds = judged(
    "source text number verdict",
    # what a gap is counted from, and over how many days
    (ABOVE_LOW, "Orrin trades 8.5% above its 200-day average.", "8.5%", False),
    (ABOVE_AVERAGE, "Orrin trades 8.5% above its 200-day average.", "8.5%", False),
    (ABOVE_AVERAGE, "Orrin stands 8.5% above its ten-week average.", "8.5%", True),
    (ABOVE_LOW, "Orrin has gained 8.5% from its low in April.", "8.5%", True),
    # the day of another event is left behind by a sentence in the present tense
    (ABOVE_AVERAGE, "The Fed cut rates on 10 December. Orrin trades 8.5% above its 50-day average.", "8.5%", True),
    # a change against the month before is none on the year
    (RETAIL, "UK retail sales fell 0.9% year on year in October.", "0.9%", False),
    (RETAIL, "UK retail sales fell 0.9% on the month in October.", "0.9%", True),
    # a verb of its own ends a list of changes
    (AIRLINE, "Delmar's load factor was 88.3% in August.", "88.3%", True),
    (AIRLINE, "Delmar Airlines carried 2.78 million passengers in August last year.", "2.78 million", True),
    # two of a list where the second says its time alone
    (JETS, "Orrin Aerospace's deliveries rose 17% in October.", "17%", True),
    (JETS, "Orrin Aerospace's deliveries rose 27% in October.", "27%", False),
    (MINER, "Penmarric cut its 2026 output target by about 15%.", "15%", True),
    (MINER, "Penmarric produced 1.1 million tonnes in 2026.", "1.1 million", False),
    (EARNINGS, "Analysts expect Corin Systems' earnings per share to rise 21% next year.", "21%", True),
    (CONTAINERS, "Tarn Logistics shipped 7.3% more containers in the first quarter of 2025.", "7.3%", True),
    # windows of months, and opposite flows
    (FUND, "The fund took in $3.4 billion in the first half.", "$3.4 billion", True),
    (FUND, "The fund took in $3.4 billion between January and September.", "$3.4 billion", False),
    (FUND, "The fund took in $1.9 billion between January and June.", "$1.9 billion", False),
    # parts and wholes
    (VOTE, "Nine members voted to cut.", "Nine", False),
    (VOTE, "Two of the nine members voted to cut.", "Two", False),
    (VOTE, "Seven members voted to cut.", "Seven", True),
    (VOTE, "The committee has nine members.", "nine", True),
    (FUNDS, "25 of 38 funds beat their benchmark.", "25", False),
    (FUNDS, "All 38 funds beat their benchmark.", "38", False),
    (FUNDS, "Eleven of the 38 funds beat their benchmark.", "Eleven", True),
    (STAFF, "Sorvik has 9,400 employees.", "9,400", True),
    (STAFF, "Sorvik has 2,350 employees.", "2,350", False),
    (STAFF, "Sorvik has 9,400 employees in Norway.", "9,400", False),
    (CHIPS, "Nvidia's total revenue was $51.2 billion.", "$51.2 billion", False),
    (CHIPS, "Nvidia's data-center sales were $51.2 billion.", "$51.2 billion", True),
    # basis, forecast and sign
    (CURRENCY, "Kestrel's sales rose 6% at constant exchange rates.", "6%", False),
    (CURRENCY, "Kestrel's reported sales rose 6% in the third quarter.", "6%", True),
    (PRICES, "Brazilian consumer prices rose 0.16% in October.", "0.16%", False),
    (PRICES, "Economists had forecast a rise of 0.16%.", "0.16%", True),
    (CASH, "Vestara's free cash flow was $85 million.", "$85 million", False),
    (RATIO, "The combined ratio worsened by 2.1 points.", "2.1 points", False),
    (CARS, "Mirano sold 256,000 cars in North America in August.", "256,000", True),
    (CARS, "Mirano sold 256,000 cars in August.", "256,000", False),
    (CARS, "Mirano sold 893,000 cars in North America in August.", "893,000", False),
    (PLANTS, "Two of the five plants were closed.", "Two", False),
    (PLANTS, "Three of the five plants were closed.", "Three", True),
    (BANKS, "20 of the banks expect a cut in March.", "20", True),
    (BANKS, "Half of the banks expect a cut in March.", "Half", True),
    (BANKS, "20 banks expect a rise in March.", "20", False),
    (BOOKS, "The first book sold 2,000 copies.", "2,000", True),
    # the close is not what was touched; a country by its capitals; a loss by its size
    (TIN, "Tin settled at $38,150 a tonne.", "$38,150", False),
    (TIN, "Tin settled at $37,910 a tonne.", "$37,910", True),
    (SHOPS, "US retail sales fell 0.2% in October.", "0.2%", False),
    (SHOPS, "American retail sales rose 0.4% in October.", "0.4%", True),
    (LOSS, "Ondra Air's net loss narrowed by €23 million.", "€23 million", True),
    (LOSS, "Ondra Air's net loss shrank by 38%.", "38%", True),
    (LOSS, "Ondra Air's net loss widened by €23 million.", "€23 million", False),
    (LOSS, "Ondra Air made a net profit of €38 million.", "€38 million", False),
    (GROWTH, "Philippine GDP growth slowed to 4% from 5.5%.", "4%", True),
    (OUTLOOK, "By the end of this year, inflation will rise by 60%.", "60%", False),
    (INDEX, "The composite index of orders rose 0.3 points.", "0.3 points", True),
    (JETS_OF_TWO, "Bremer's deliveries fell 9% in October.", "9%", True),
    (JETS_OF_TWO, "Orrin Aerospace's deliveries fell 9% in October.", "9%", False),
    # derived: the middle of a range, a change told in another unit, profit from a margin, growth of so much a year
    (GUIDANCE, "The midpoint of the revenue guidance is $850 million.", "$850 million", True),
    (RIG, "Ostrel Drilling's output fell 20% in May.", "20%", True),
    (RIG, "Ostrel Drilling's output fell 30% in May.", "30%", False),
    (MAKER, "Bexley Tools' operating profit was about $102 million last year.", "$102 million", True),
    (MAKER, "Bexley Tools' operating profit was about $120 million last year.", "$120 million", False),
    (CUTS, "Norvia's central bank cut rates by half a percentage point in March 2025.", "half a percentage point", True),
    (CUTS, "Norvia's repo rate was 6.00% before the March 2025 cut.", "6.00%", True),
    (CUTS, "Norvia's repo rate was 6.50% before the March 2025 cut.", "6.50%", False),
    (REGIONS, "The three regions sold $600 million.", "$600 million", True),
    (REGIONS, "The three regions sold $660 million.", "$660 million", False),
    (REGIONS, "Coast's sales were about 1.5 times the Plains'.", "1.5 times", True),
)


def test_a_window_through_a_day_is_the_metrics_window() -> None:
    metric = {"name": "total return", "ticker": "QQQ", "value": "0.1873", "unit": "fraction"}
    metric |= {"start": "2025-01-02", "end": "2025-11-28"}
    for text, verdict in (
        ("QQQ returned 18.7% with dividends through November 28, 2025 [M1].", "checked"),
        ("QQQ's total return for January to November 2025 was 18.73% [M1].", "checked"),
        ("QQQ returned 18.7% with dividends through October 31, 2025 [M1].", "differs"),
        ("QQQ returned 18.7% with dividends on November 28, 2025 [M1].", "differs"),
    ):
        found = next(check for check in check_text(text, [], metrics=[metric]) if check.text.startswith("18.7"))
        assert found.verdict == verdict, text


def test_a_return_of_one_session_is_told_of_its_day_or_between_two() -> None:
    metric = {"name": "price return", "ticker": "SPY", "value": "0.0123", "unit": "fraction"}
    for start in ("2025-11-20", "2025-11-21"):
        window = metric | {"start": start, "end": "2025-11-21"}
        for told, verdict in (
            ("on 21 November 2025", "checked"),
            ("between 20 and 21 November 2025", "checked"),
            ("between November 20 and 21, 2025", "checked"),
            ("on 20 November 2025", "differs"),
            ("between 20 and 24 November 2025", "differs"),
        ):
            found = next(item for item in check_text(f"SPY rose 1.2% {told} [M1].", [], metrics=[window]) if item.text == "1.2%")
            assert found.verdict == verdict, (start, told)


def test_a_firm_beats_what_another_source_expected_of_it() -> None:
    sources = [
        "Ardent Foods guided to 2026 revenue of $5.1 billion.",
        "Analysts had expected Ardent Foods to guide to $4.8 billion.",
    ]
    text = "Ardent Foods' guide beat expectations by $0.3 billion [1][2]."
    found = next(check for check in check_text(text, sources) if check.text == "$0.3 billion")
    assert (found.verdict, found.support) == ("checked", "derived")
    alone = next(check for check in check_text(text.replace("[1][2]", "[1]"), sources) if check.text == "$0.3 billion")
    assert alone.verdict in REJECTED


SPREAD = "The spread of Lumera's bonds over Swiss government bonds is 142 basis points; over Bunds it is 61 basis points."
PREMIUM = "The fund trades at a premium of 12% to its net asset value."
SILVER = "Silver touched an intraday high of $54.48 on 17 October 2025 and an intraday low of $45.55 on 28 October 2025."
LINES = "Product sales: Engines 640 million, Pumps 215 million, Valves 145 million euros."
PLAN = "If the merger is approved, Lorne Bank will cut 1,200 jobs. Inflation will slow to 3.6% next year, economists forecast."


test_what_independent_rows_showed = judged(
    "source text number verdict",
    # what a spread, a premium or a lead is held against
    (SPREAD, "Lumera's bonds carry a spread of 61 basis points over Swiss government bonds.", "61 basis points", False),
    (SPREAD, "Lumera's bonds carry a spread of 61 basis points over Bunds.", "61 basis points", True),
    (PREMIUM, "The fund trades at a 12% premium to its peers.", "12%", False),
    (PREMIUM, "The fund trades at a 12% premium to its NAV.", "12%", True),
    # two figures that the words put in order prove nothing in the other
    (SILVER, "From its October high to its October low silver fell more than 17%.", "17%", False),
    (SILVER, "From its October high to its October low silver fell more than 16%.", "16%", True),
    # the labels of a list
    (LINES, "Engines sold €215 million and Pumps €640 million.", "€215 million", False),
    (LINES, "Pumps sold €640 million.", "€640 million", False),
    (LINES, "Sales of valves were €145 million.", "€145 million", True),
    # what is planned or foreseen has not been
    (PLAN, "Lorne Bank has cut 1,200 jobs.", "1,200", False),
    (PLAN, "Inflation slowed to 3.6%.", "3.6%", False),
    as_of="2025-11-03",
)


@pytest.mark.parametrize(
    "text", ["The chair of Lumera, 61, spoke first.", "Anna Ruiz, 47, said so.", "A 61-year-old chair spoke."]
)
def test_an_age_that_no_evidence_tells_is_not_judged(text: str) -> None:
    assert {check.verdict for check in check_text(text, [PLAN])} == {"exempt"}


RETURNS = "Performance (total return, %):\n| Fund | Oct 2025 | YTD | 3-yr vol | Price |\n|---|---|---|---|---|\n| XLU | 2.1 | 17.4 | 15.2 | 88.4 |\n"


def test_the_line_above_a_table_says_what_its_figures_are() -> None:
    read = {claim.quantity.text: claim for claim in read_claims(RETURNS, published="2025-11-04")}
    assert (read["2.1"].measure, read["2.1"].quantity.unit) == ("total_return", "percent")
    assert (read["17.4"].measure, read["17.4"].since) == ("total_return", True)
    assert (read["15.2"].measure, read["15.2"].quantity.unit, read["15.2"].months) == ("volatility", "percent", 36)
    assert read["88.4"].quantity.unit == "none"  # a column that says itself what it holds


@pytest.mark.parametrize(
    ("text", "role", "direction"),
    [
        ("XLU climbed from 80.10 to 88.40, or 10.4%.", "change", "up"),
        ("Sales fell to 108 million, or roughly 10%.", "change", "down"),
        ("The yield rose to 4.2%, or 4.25%.", "none", "none"),  # another reading of the level
    ],
)
def test_a_move_told_over_again_in_percent(text: str, role: str, direction: str) -> None:
    last = find_quantities(text)[-1]
    assert (last.role, last.direction) == (role, direction)


def test_a_metric_of_a_bank_is_none_of_a_fund() -> None:
    bound = {"name": "target range, upper bound", "ticker": "FOMC", "value": "3.75", "unit": "percent", "formula": "as told"}
    metrics = [{**bound, "start": "2025-12-10", "end": "2025-12-10"}]
    assert [item.reason_code for item in check_text("SPY rose 3.7%.", [], metrics=metrics)] == ["entity"]


def test_a_figure_of_the_text_dates_nothing() -> None:
    text = "XLU rose from 80.10 to 88.40 between 3 June and 4 July, or 10.4%."
    found = {item.text: item.verdict for item in check_text(text, ["XLU stood at 80.10 and later at 88.40."])}
    assert found["10.4%"] == "checked" and "checked" not in {found.get("3 June"), found.get("4 July")}


def test_of_whom_a_figure_is_told_may_stand_behind_it() -> None:
    source = "Certain smaller firms forecast earnings growth of 66.7%."
    assert check_text("Earnings are expected to grow 67% at some smaller firms.", [source])[0].verdict == "checked"
    assert check_text("Earnings are expected to grow 67% at all smaller firms.", [source])[0].verdict != "checked"
