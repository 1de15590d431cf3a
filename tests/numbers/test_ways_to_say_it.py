"""One fact in other constructions: true ones bind, and the same words around a wrong figure do not."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

UNITS = (
    "Unit sales: North 310 million, South 225 million, Coast 80 million euros. Group sales a year earlier were 586 million euros."
)
CLOUD = "Oracle's cloud revenue grew 27% in the quarter; Microsoft's Azure grew 39%."
CAPEX = "Nokia spent €190 million on capital expenditure in the third quarter of 2025."
GUIDE = "Brandt Optics guided to 2026 revenue of $640 million."
HOPED = "Analysts had expected Brandt Optics to guide to $622 million."
COSMETICS = "Orla Beauty's comparable sales grew 4.7% in the first half."
JOBS = "Tarn Cement would cut 250 jobs if orders fall further."
MARGIN = "Wipro guided to an operating margin of 16% to 18% for fiscal 2026."
OIL = "Equinor pumped 2.13 million barrels a day in the quarter, Aker 0.44 million."
PART = "Oracle's cloud revenue grew 27% to $7.2 billion; its licence revenue fell."
EARNED = "Repsol's adjusted earnings were €820 million in Q3 2025; net income attributable to shareholders was €650 million."
ASKED = "The poll covered 800 firms. Rents rose 8.9%. Of the firms, 336 plan to hire, 201 to cut and 72 to move."
SOLD = "Ulvik Dairy sold 15.2 million litres in fiscal 2024 and 16.4 million in fiscal 2025."
LINES = "Nexon Telecom had 9.1 million customers at the end of June 2025, 1.0 million more than a year before."
DATED = "LONDON, 14 October 2025 - Copper fell 1.5% to $10,620 a tonne on Monday."
BUND = "The yield on the ten-year bund rose 8 basis points over the week to 2.71%, and the two-year yield fell 2 basis points to 2.03%."
SAID = "BERLIN, 12 September 2025 - Core inflation in Germany was 2.6% last month, the office said on Friday."
OUTPUT = "Iraq pumped 4.1 million barrels a day in May, 0.3 million fewer than in April."
GROWTH = "Danone's like-for-like sales grew 4.8% in Q3 2025, with volumes up 3.2% and prices up 1.6%."
BEAT = (
    "Sysco earned $1.15 a share on an adjusted basis in the first quarter of fiscal 2026, above the $1.12 analysts had forecast,"
    " and $0.99 as reported."
)
BANKS = "Only 4 of the 16 lenders cut their payout."
FEES = "Fund A charges 0.30% a year, Fund B 0.65%."
PEAK = "Shares of Korda Mills are still 31% below their 2021 peak."
ORDERS = "Fincast booked orders worth 2.6 billion euros in Q3 2025, of which 1.5 billion were for turbines."
PERMITS = "Permits ran at a seasonally adjusted annual rate of 1.393 million in June 2025, down 0.1% from May's 1.394 million."
TWO_PLACES = "Spain's rents rose 4.0% in May from a year earlier; Madrid's rose 5.1%."
CHARGE = "Excluding a one-off charge, Lorne Paper's adjusted operating profit was €52 million; reported operating profit was €39 million."
GAP = "The trust trades at a premium of -9.3% to net asset value."
VOLATILE = "The fund's annualised volatility was 17.6% in 2024."
LOST = "Peryn Mining's net income was -€310 million in 2024, compared with €95 million in 2023."
FORESEEN = "Analysts forecast that Orsa Pharma's revenue will grow 8% in 2026; it grew 3% in 2025."
LOWERED = "Chile's central bank lowered its policy rate from 6.0 percent to 5.0 percent in May 2025."
FUNDS = "In May 2025 the S&P 500 gained 6.2%, against 5.3% for the Russell 2000 and 5.2% for the S&P 600."


test_a_fact_in_another_construction = judged(
    "sources text number verdict",
    # a list of names before a list of figures, however ordinary the names, or owned the first
    (UNITS, "Sales in North, South and Coast came to 310, 225 and 80 million euros.", "225", "checked"),
    (UNITS, "Sales in North, South and Coast came to 310, 80 and 225 million euros.", "80", "rejected"),
    (CLOUD, "Oracle's cloud and Azure grew 27% and 39% respectively.", "39%", "checked"),
    (CLOUD, "Oracle's cloud and Azure grew 39% and 27% respectively.", "39%", "rejected"),
    # a mean whose words open the sentence, and the number of what is listed
    (UNITS, "On average the three units sold 205 million euros.", "205 million euros", "checked"),
    (UNITS, "On average the three units sold 225 million euros.", "225 million euros", "rejected"),
    (UNITS, "The three units together sold 615 million euros.", "three", "checked"),
    (UNITS, "The four units together sold 615 million euros.", "four", "rejected"),
    (UNITS, "Three units were closed.", "Three", "rejected"),
    (FUNDS, "All three indices rose in May 2025.", "three", "checked"),
    (FUNDS, "All three indices fell in May 2025.", "three", "rejected"),
    # a quarter by its last month
    (CAPEX, "Capital expenditure at Nokia was €190 million in the September quarter of 2025.", "€190 million", "checked"),
    (CAPEX, "Capital expenditure at Nokia was €190 million in the June quarter of 2025.", "€190 million", "rejected"),
    # what others expected of a guide is no guide
    (
        [GUIDE, HOPED],
        "Analysts had expected a guide of $622 million [2]; Brandt gave $640 million [1].",
        "$622 million",
        "checked",
    ),
    ([GUIDE, HOPED], "Brandt Optics was expected to guide to $640 million.", "$640 million", "rejected"),
    # a fact beside a forecast, a condition told as a plan
    (COSMETICS, "Analysts see growth at Orla Beauty, where comparable sales grew 4.7%.", "4.7%", "checked"),
    (COSMETICS, "Analysts see growth at Orla Beauty, where comparable sales will grow 4.7%.", "4.7%", "rejected"),
    (JOBS, "Tarn Cement will cut 250 jobs.", "250", "rejected"),
    (JOBS, "Tarn Cement could cut 250 jobs.", "250", "checked"),
    (JOBS, "If orders fall, Tarn Cement will cut 250 jobs.", "250", "checked"),
    # within a range that is named behind
    (MARGIN, "A margin of 17% would lie within the range Wipro gave for fiscal 2026.", "17%", "checked"),
    (MARGIN, "A margin of 19% would lie within the range Wipro gave for fiscal 2026.", "19%", "rejected"),
    # the names of a list before a colon
    (OIL, "Equinor, Aker: 2.13 and 0.44 million barrels a day.", "2.13", "checked"),
    (OIL, "Equinor, Aker: 0.44 and 2.13 million barrels a day.", "0.44", "rejected"),
    # one is denied for the other
    (OIL, "It was not Aker but Equinor that pumped 2.13 million barrels a day.", "2.13 million", "checked"),
    (OIL, "It was not Equinor but Aker that pumped 2.13 million barrels a day.", "2.13 million", "rejected"),
    # sales of a part that a neighbour names
    (PART, "Oracle's cloud arm had sales of $7.2 billion.", "$7.2 billion", "checked"),
    (PART, "Oracle's licence arm had sales of $7.2 billion.", "$7.2 billion", "rejected"),
    (PART, "Oracle's sales were $7.2 billion.", "$7.2 billion", "rejected"),
    # adjusted earnings beside net income
    (EARNED, "Repsol's net income was €820 million in Q3 2025.", "€820 million", "rejected"),
    (EARNED, "Repsol earned €650 million in Q3 2025.", "€650 million", "checked"),
    # a share of those who are counted, though another figure beside has its value
    (ASKED, "About 9% of the firms asked plan to move.", "9%", "checked"),
    (ASKED, "Of the firms asked, 42% plan to hire.", "42%", "checked"),
    (ASKED, "Of the firms asked, 52% plan to hire.", "52%", "rejected"),
    # the sum over the years it names, the level of the same month a year before
    (SOLD, "Ulvik Dairy sold 31.6 million litres over fiscal 2024 and 2025.", "31.6 million", "checked"),
    (SOLD, "Ulvik Dairy sold 33.6 million litres over fiscal 2024 and 2025.", "33.6 million", "rejected"),
    (LINES, "Nexon Telecom had 8.1 million customers in June 2024.", "8.1 million", "checked"),
    (LINES, "Nexon Telecom had 10.1 million customers in June 2024.", "10.1 million", "rejected"),
    # a dateline is not the day that the sentence tells
    (DATED, "On 13 October 2025 copper fell 1.5%.", "1.5%", "checked"),
    (DATED, "On 14 October 2025 copper fell 1.5%.", "1.5%", "rejected"),
    # the other maturity, without its bond
    (BUND, "The ten-year bund yields 0.68 points more than the two-year.", "0.68 points", "checked"),
    (BUND, "The ten-year bund yields 0.86 points more than the two-year.", "0.86 points", "rejected"),
    # the day on which something was said is no time of it
    (SAID, "German core inflation was 2.6% in August 2025.", "2.6%", "checked"),
    (SAID, "German core inflation was 2.6% in September 2025.", "2.6%", "rejected"),
    # more in one month than in another, the verb before the amount
    (OUTPUT, "Iraq pumped 0.3 million barrels a day less in May than in April.", "0.3 million", "checked"),
    (OUTPUT, "Iraq pumped 0.3 million barrels a day more in May than in April.", "0.3 million", "rejected"),
    # a neighbour of the very measure
    (GROWTH, "Danone's prices rose 4.8% in Q3 2025.", "4.8%", "rejected"),
    (GROWTH, "Danone's prices rose 1.6% in Q3 2025.", "1.6%", "checked"),
    # by how much forecasts were beaten is no other value of them
    (BEAT, "Sysco's adjusted earnings beat forecasts by 3 cents.", "3 cents", "checked"),
    (BEAT, "Sysco's adjusted earnings beat forecasts by 5 cents.", "5 cents", "rejected"),
    # a part and its whole, and what a sum is held against
    (BANKS, "Only 4 of the 16 lenders, or 25%, cut their payout.", "25%", "checked"),
    (BANKS, "Only 4 of the 16 lenders, or 35%, cut their payout.", "35%", "rejected"),
    (UNITS, "Unit sales of 615 million euros were 5% higher than a year earlier.", "5%", "checked"),
    (UNITS, "Unit sales of 615 million euros were 8% higher than a year earlier.", "8%", "rejected"),
    # things told apart by a letter
    (FEES, "Fund A charges 0.30% a year.", "0.30%", "checked"),
    (FEES, "Fund B charges 0.30% a year.", "0.30%", "rejected"),
    (FEES, "Fund B charges more than twice as much as Fund A.", "twice", "checked"),
    # a fraction as a distance
    (PEAK, "Korda Mills trades almost a third below its 2021 peak.", "a third", "checked"),
    (PEAK, "Korda Mills trades almost a quarter below its 2021 peak.", "a quarter", "rejected"),
    # a whole is not what a part accounted for
    (ORDERS, "Turbines accounted for orders of €2.6 billion at Fincast in Q3 2025.", "€2.6 billion", "rejected"),
    (ORDERS, "Turbines accounted for orders of €1.5 billion at Fincast in Q3 2025.", "€1.5 billion", "checked"),
    # an annual rate told as the end of a move between two months
    (
        PERMITS,
        "Between May and June 2025 permits fell from a rate of 1.394 million to 1.393 million.",
        "1.393 million",
        "checked",
    ),
    # faster in one place than in another
    (TWO_PLACES, "Rents rose 1.1 points faster in Spain than in Madrid in May.", "1.1 points", "rejected"),
    (TWO_PLACES, "Rents rose 1.1 points faster in Madrid than in Spain in May.", "1.1 points", "checked"),
    # what a figure is adjusted for, or held against, is not what it measures
    (CHARGE, "Adjusted for a one-off charge, Lorne Paper earned €52 million.", "€52 million", "checked"),
    (GAP, "The trust's discount to net asset value is 9.3%.", "9.3%", "checked"),
    (GAP, "The trust's premium to net asset value is 9.3%.", "9.3%", "rejected"),
    # a start is of no time that is told of the end
    (SOLD, "Sales at Ulvik Dairy fell to 15.2 million litres in fiscal 2025 from 16.4 million.", "16.4 million", "rejected"),
    (SOLD, "Sales at Ulvik Dairy rose to 16.4 million litres in fiscal 2025 from 15.2 million.", "15.2 million", "checked"),
    (VOLATILE, "The fund's volatility was over 18% in 2024.", "18%", "rejected"),
    (VOLATILE, "The fund's volatility was over 17% in 2024.", "17%", "checked"),
    # a pronoun behind a time that opens the sentence
    (LOST, "Tamar Foods is in trouble. In 2024 the company lost €310 million.", "€310 million", "rejected"),
    (LOST, "Peryn Mining is in trouble. In 2024 the company lost €310 million.", "€310 million", "checked"),
    # what is forecast, behind its figure
    (FORESEEN, "Orsa Pharma grew revenue 3% in 2025, and 8% is forecast for 2026.", "8%", "checked"),
    (FORESEEN, "Orsa Pharma grew revenue 8% in 2025, and 3% is forecast for 2026.", "8%", "rejected"),
    (LOWERED, "Chile's central bank took its rate down by one point in May 2025.", "one point", "checked"),
    (LOWERED, "Chile's central bank took its rate up by one point in May 2025.", "one point", "rejected"),
)


def _price(name: str, value: str, day: str) -> dict[str, str]:
    return {"name": name, "ticker": "EFA", "value": value, "unit": "USD", "start": day, "end": day, "formula": ""}


@pytest.mark.parametrize(("gap", "verdict"), [("$2.40", "checked"), ("$2.60", "differs")])
def test_a_close_told_from_a_high_of_another_day(gap: str, verdict: str) -> None:
    metrics = [_price("close", "81.10", "2025-06-30"), _price("high", "83.50", "2025-06-12")]
    found = check_text(f"EFA closed on June 30, 2025 {gap} below its high of $83.50 [M1][M2].", [], metrics=metrics)
    assert [(item.text, item.verdict) for item in found if "$" in item.text] == [(gap, verdict), ("$83.50", "checked")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales at the units were $4, $5 and $6 million.", ["$4=4000000", "$5=5000000", "$6 million=6000000"]),
        ("It sold at $5 and $6 million was raised.", ["$5=5", "$6 million=6000000"]),
        ("The 747 and the 787 are late.", ["747=name", "787=name"]),
        ("The 747 posts were cut.", ["747=747"]),
        ("Qazair flies the 767 from Almaty and operates the 757 on European routes.", ["767=name", "757=name"]),
        ("The crew flew the 767 to safety.", ["767=767"]),
        ("Rescuers flew the 767 passengers to Almaty.", ["767=767"]),
        ("Its fund tracks the Halden 40 index.", ["Halden 40=name"]),
        ("The Halden 40 slipped after a Halden 40 UCITS ETF closed.", ["Halden 40=name", "Halden 40=name"]),
        ("On Tuesday 25 index providers met.", ["25=25"]),
        ("In Denmark 35 fund houses closed.", ["35=35"]),
        ("At Halden 40 index funds were merged.", ["40=40"]),
        ("In the Commons 60 rose to object.", ["60=60"]),
        ("The 50-day average crossed the 200-day.", ["50-day=name", "200-day=name"]),
        ("The measure passed 52 to 48.", ["52 to 48=pair"]),
    ],
)
def test_numerals_that_their_neighbours_explain(text: str, found: list[str]) -> None:
    told = [
        (item, item.kind if item.kind == "name" else "pair" if item.value is None else f"{item.value:f}")
        for item in find_quantities(text)
    ]
    assert [f"{item.text}={what}" for item, what in told] == found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("VGK was up 19.2% year to date on 28 November 2025 [M1].", "checked"),
        ("VGK was up 19.2% year to date on 31 October 2025 [M1].", "differs"),
        ("VGK was up 19.2% month to date on 28 November 2025 [M1].", "differs"),
    ],
)
def test_a_return_to_date_ends_on_the_day_that_is_told(text: str, verdict: str) -> None:
    metric = {
        "name": "price return",
        "ticker": "VGK",
        "value": "0.1924",
        "unit": "fraction",
        "start": "2024-12-31",
        "end": "2025-11-28",
        "formula": "",
    }
    check = next(item for item in check_text(text, [], metrics=[metric]) if item.text == "19.2%")
    assert check.verdict == verdict, check.reason


def test_a_length_with_decimals_is_measured_and_no_window() -> None:
    assert [(item.text, item.kind) for item in find_quantities("The firms have 9.0 months of orders.")] == [
        ("9.0 months", "quantity")
    ]
