"""Figures of two sides: which way each went, and which two things a comparison names."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import CALM, CITED, DEEPER, FALL, WILD, holds, judged, metric

NVDA = metric("price return", "0.3120", "2024-12-31", "2025-12-31", "NVDA")
AMD = metric("price return", "0.1010", "2024-12-31", "2025-12-31", "AMD")


JOBS = "Private employers shed 32,000 jobs in November, a reversal from October's gain of 47,000 jobs."


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("NVDA's gain was about three times AMD's [M1][M2].", True),
        ("NVDA rose more than three times as much as AMD [M1][M2].", True),
        ("NVDA's gain was about three times Intel's [M1][M2].", False),
        ("NVDA rose more than three times as much as Intel [M1][M2].", False),
        ("Intel's gain was about three times AMD's [M1][M2].", False),
    ],
)
def test_a_comparison_of_two_metrics_names_both(text: str, is_so: bool) -> None:
    told = next(check for check in check_text(text, [], metrics=[NVDA, AMD]) if "times" in check.text)
    assert (told.verdict == "checked") is is_so


test_a_count_that_a_noun_calls_a_gain_or_a_loss_went_that_way = judged(
    "text number verdict",
    ("October brought a gain of 47,000 jobs.", "47,000", True),
    ("Employers cut jobs, after a decrease of 47,000 jobs in October.", "47,000", False),
    ("In November there were 32,000 job losses.", "32,000", True),
    ("Job losses came to 32,000 in November.", "32,000", True),
    ("In November there were 32,000 job gains.", "32,000", False),
    ("In a month the count of jobs swung by 79,000.", "79,000", True),
    ("In a month the count of jobs swung by 15,000.", "15,000", False),
    source=JOBS,
    as_of="2025-01-10",
)


@pytest.mark.parametrize("time", ["In 2022", "Since 2019", "Last year"])
def test_a_year_before_a_comparison_is_no_part_of_it(time: str) -> None:
    (item,) = [item for item in find_quantities(f"{time} fewer than 5,000 workers left.") if item.kind == "quantity"]
    assert item.qualifier == "under"


NVDA_LEAD = metric("relative price return", "21.1", "2024-12-31", "2025-12-31", "NVDA", "percentage_point") | {
    "formula": "100 * (price return of NVDA - price return of AMD)"
}
TABLE = "| | 2025 | Gap to AMD |\n|---|---|---|\n| NVDA | +31.2% [M1] | {} |"


@pytest.mark.parametrize(
    ("cell", "is_so"),
    [
        ("21.1 pts [M1][M2]", True),
        ("+21.1 pts [M1][M2]", True),
        ("-21.1 pts [M1][M2]", False),
        ("22.1 pts [M1][M2]", False),
        ("+21.1 pts [M3]", True),
        ("-21.1 pts [M3]", False),
    ],
)
def test_a_column_of_gaps_is_what_two_metrics_leave_or_a_metric_of_the_gap(cell: str, is_so: bool) -> None:
    checks = check_text(TABLE.format(cell), [], metrics=[NVDA, AMD, NVDA_LEAD])
    assert (next(check for check in checks if "pts" in check.text).verdict == "checked") is is_so


test_what_is_told_otherwise_is_judged_as_it_is_meant = judged(
    "text source number verdict",
    # a cell tells a time of its own
    ("| | Now | Before |\n|---|---|---|\n| Jobs, November | 32,000 | 47,000 in October |", JOBS, "47,000", True),
    ("| | Now | Before |\n|---|---|---|\n| Jobs, November | 32,000 | 47,000 in September |", JOBS, "47,000", False),
    # the level of before stands a sentence before
    ("The loan rate rose 2 points to 7% in April.", "In March the loan rate was 5%. In April it was 7%.", "2 points", True),
    ("The loan rate rose 3 points to 7% in April.", "In March the loan rate was 5%. In April it was 7%.", "3 points", False),
    # one change is so many times another
    ("Tesco's shares climbed 3.5%, about six times Kroger's gain.", "Tesco: +3.53%. Kroger: +0.59%.", "six times", True),
    ("Tesco's shares climbed 3.5%, about four times Kroger's gain.", "Tesco: +3.53%. Kroger: +0.59%.", "four times", False),
    # what hangs on behind is expected, and not the figure
    (
        "Nedbank has raised its rate to 0.5%.",
        "Nedbank raised its rate to 0.5%, with further increases expected in May.",
        "0.5%",
        True,
    ),
    ("Nedbank has raised its rate to 0.5%.", "Nedbank is expected to raise its rate to 0.5%.", "0.5%", False),
    # what one of a list made, told by "at"
    ("Ohio, at 7.4%, was ahead.", "Rents in Ohio were up 7.4% in the past year.", "7.4%", True),
    ("The toll was $75 a month higher.", "That is $75 more every month.", "$75", True),
    as_of="2025-01-10",
)


test_a_number_of_stocks_is_that_of_the_metrics_it_cites = judged(
    "text number verdict",
    ("The two stocks ended 2025 higher [M1][M2].", "two", True),
    ("All three stocks ended 2025 higher [M1][M2].", "three", False),
    ("The two stocks ended 2025 lower [M1][M2].", "two", False),
    ("The two funds ended 2025 higher [M1][M2].", "two", False),
    metrics=[NVDA, AMD],
    as_of="2025-01-10",
)


def test_a_row_of_gaps_names_what_its_columns_are_held_against() -> None:
    table = "| | NVDA | AMD |\n|---|---|---|\n| Gap to AMD | {} [M3] | – |"
    for cell, is_so in (("+21.1 pts", True), ("21.1 pts", True), ("-21.1 pts", False)):
        checks = check_text(table.format(cell), [], metrics=[NVDA, AMD, NVDA_LEAD])
        assert (next(check for check in checks if "pts" in check.text).verdict == "checked") is is_so


test_a_name_behind_a_later_figure_is_that_figures = judged(
    "text verdict",
    ("Its return was 31.2%, more than three times the 10.1% managed by AMD [M1][M2].", True),
    ("The stock rose 31.2% [M1], alongside a 10.1% rise in AMD [M2].", True),
    ("AMD rose 31.2% [M1], alongside a 10.1% rise in NVDA [M2].", False),
    number="31.2%",
    metrics=[NVDA, AMD],
    as_of="2025-01-10",
)


@pytest.mark.parametrize(
    ("window", "is_so"),
    [
        ("between early March and mid-May", True),
        ("from early March to the middle of May", True),
        ("from 5 March to 14 May 2025", True),
        ("between early April and mid-May", False),
        ("between early March and late May", False),
    ],
)
def test_a_window_of_parts_of_months(window: str, is_so: bool) -> None:
    fall = metric("max drawdown", "-0.1391", "2025-01-02", "2025-12-31", "XLV") | {
        "event_start": "2025-03-05",
        "event_end": "2025-05-14",
    }
    checks = check_text(f"XLV lost 13.9% {window} [M1].", [], metrics=[fall], as_of="2026-02-01")
    assert (next(check for check in checks if check.text == "13.9%").verdict == "checked") is is_so


test_a_time_of_a_later_figure_or_deed_is_not_that_of_a_figure = judged(
    "text number verdict",
    ("Orbis closed at $48, $7 below the $55 it touched in July.", "$48", True),
    ("Orbis closed at $48 in July, $7 below the $55 it touched.", "$48", False),
    ("Orbis, whose staff was up 28% on the year at the end of March, said in May it would hire nobody.", "28%", True),
    ("Orbis, whose staff was up 28% on the year at the end of May, said in March it would hire nobody.", "28%", False),
    source="On 30 December Orbis closed at $48. It had touched $55 in July. On 31 March its staff was up 28% on the year.",
    as_of="2025-01-10",
)


PAY = "Pay grew 5.2% in the July-September period, still high but down from 5.7% the previous quarter."
FOODS = "Pork rose 15.1% over the year. Beef rose 13% and chicken 10.4%."


test_a_figure_is_held_against_the_period_before_another_of_its_kind_or_a_month = judged(
    "text source number verdict",
    ("Pay grew 5.2% in the third quarter, half a point less than in the quarter before.", PAY, "half a point", True),
    ("Pay grew 5.2% in the third quarter, half a point more than in the quarter before.", PAY, "half a point", False),
    ("Pork rose 15.1%, roughly two points more than beef.", FOODS, "two points", True),
    ("Pork rose 15.1%, roughly two points more than chicken.", FOODS, "two points", False),
    ("The rent came to $9,000 a year.", "The rent is $750 a month.", "$9,000", True),
    ("The rent came to $8,000 a year.", "The rent is $750 a month.", "$8,000", False),
    as_of="2025-01-10",
)


test_a_unit_and_what_it_is_told_by_are_the_same = judged(
    "text source number verdict",
    ("It pumped 200,000 gallons.", "It pumped 200,000 barrels.", "200,000", False),
    ("It ran for 300 kilometres.", "It ran for 300 miles.", "300", False),
    ("It ran at 60 miles an hour.", "It ran at 60 mph.", "60", True),
    ("It pumped 3 million barrels a week.", "It pumped 3 million barrels a day.", "3 million", False),
    ("It pumped 3 million barrels per day.", "It pumped 3 million barrels a day.", "3 million", True),
    ("Staff earned $17.66 a day.", "Staff earned $17.66 an hour.", "$17.66", False),
    ("Staff earned $17.66 a day.", "Staff got hourly pay of $17.66.", "$17.66", False),
    ("Copper costs $9,200 a ton.", "Copper costs $9,200 a tonne.", "$9,200", True),
    ("Saffron costs $1,500 a kilo.", "Saffron costs $1,500 per kilogram.", "$1,500", True),
    ("Copper costs $9,200 a pound.", "Copper costs $9,200 a tonne.", "$9,200", False),
    as_of="2025-01-10",
)


GOLD = "Gold fell 1.2% to $2,610 an ounce on Thursday, 6.5% below its October record of $2,790."


test_one_word_of_a_plain_sentence_decides = judged(
    "text source number verdict",
    ("Gold fell to $2,610 a gram.", GOLD, "$2,610", False),
    ("Gold fell 6.5% on Thursday.", GOLD, "6.5%", False),
    ("Gold was 6.5% below its October record.", GOLD, "6.5%", True),
    ("Gold hit a record of $2,610.", GOLD, "$2,610", False),
    ("Gold fell to $2,790 on Thursday.", GOLD, "$2,790", False),
    ("The record of gold was $2,790.", GOLD, "$2,790", True),
    ("Gold fell 1.2% on Monday.", GOLD, "1.2%", False),
    ("Gold fell 1.2% this year.", GOLD, "1.2%", False),
    ("31 do not expect a cut in March.", "Of those polled, 31 expect a cut in March.", "31", False),
    ("31 of 48 banks expect a cut.", "Of 48 banks polled, 31 expect a cut.", "48", True),
    ("Exports fell 2% from the third quarter.", "In the fourth quarter exports were down 2% from a year earlier.", "2%", False),
    ("Exports fell 2% from a year earlier.", "In the fourth quarter exports were down 2% from a year earlier.", "2%", True),
    ("The index rose 0.4% on Thursday.", f"{GOLD[:-1]}, as the index climbed 0.4%.", "0.4%", True),
    ("Inflation was 2.1% in 2025.", "The bank sees inflation at 2.1% in 2025.", "2.1%", False),
    ("The bank expects inflation of 2.1% in 2025.", "The bank sees inflation at 2.1% in 2025.", "2.1%", True),
    ("The fund's shares rose 62%.", "The fund has 62% in shares.", "62%", False),
    ("The fund holds 62% in shares.", "The fund has 62% in shares.", "62%", True),
    ("Rents rose 2.9% in the year to September.", "Rents rose 2.9% in the year to October.", "2.9%", False),
    ("Rents rose 2.9% in the year to October.", "Rents rose 2.9% in the year to October.", "2.9%", True),
    ("Ether was down 3% over twelve months.", "Ether was down 3% since Monday.", "3%", False),
    ("Orbis generated $4 billion of cash.", "Orbis burned $4 billion of cash.", "$4 billion", False),
    ("Orbis released $3 billion.", "Orbis set aside $3 billion for bad loans.", "$3 billion", False),
    ("Orbis will issue $3 billion of shares.", "Orbis will buy back $3 billion of shares.", "$3 billion", False),
    ("Orbis will repurchase $3 billion of shares.", "Orbis will buy back $3 billion of shares.", "$3 billion", True),
    ("Of the firms 77% missed estimates.", "Of the firms 77% beat estimates.", "77%", False),
    ("Orbis ordered 766 jets.", "Orbis delivered 766 jets.", "766", False),
    ("Orbis now expects growth of 13-21%.", "Orbis cut its growth forecast to 8-14% from 13-21%.", "13-21%", False),
    ("Orbis now expects growth of 8-14%.", "Orbis cut its growth forecast to 8-14% from 13-21%.", "8-14%", True),
    as_of="2025-01-10",
)


MONTH = "In May the Corvane fund gained 3.4%, against 0.6% for the Halden fund and 1.8% for the Norrland fund."


test_a_name_tells_which_of_a_list_is_meant_more_than_the_words_around_it = judged(
    "text number verdict",
    ("The Norrland fund gained 1.8% in May, against 3.4% for the Corvane fund.", "3.4%", True),
    ("The Norrland fund gained 1.8% in May, against 0.6% for the Halden fund.", "0.6%", True),
    ("The Norrland fund gained 1.8% in May, against 0.6% for the Corvane fund.", "0.6%", False),
    ("The Norrland fund gained 1.8% in May, against 3.4% for the Halden fund.", "3.4%", False),
    source=MONTH,
    as_of="2025-01-10",
)


VACANT = "The vacancy rate of Marlow Retail is 8.4%, versus an industry average of 5.2%."


test_what_others_have_is_no_earlier_value = judged(
    "text verdict",
    ("Marlow Retail's vacancy rate is 3.2 points above the industry average.", True),
    ("Marlow Retail's vacancy rate has risen by 3.2 points.", False),
    ("Marlow Retail's vacancy rate rose 3.2 points.", False),
    number="3.2",
    source=VACANT,
    as_of="2025-01-10",
)


def test_a_group_is_not_some_of_its_members() -> None:
    some = "Some individual lenders forecast loan growth of 14.2%."
    assert holds("Some lenders forecast loan growth of 14.2%.", "14.2%", some)
    assert not holds("Lenders as a group forecast loan growth of 14.2%.", "14.2%", some)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("NVDA beat AMD's 10.1% gain by about 21 points [M1][M2].", True),
        ("NVDA outpaced AMD's 10.1% by about 21 points [M1][M2].", True),
        ("AMD beat NVDA's 31.2% gain by about 21 points [M1][M2].", False),
        ("NVDA beat AMD's 10.1% gain by about 25 points [M1][M2].", False),
        ("NVDA beat AMD by about 21 points on price [M1][M2].", True),
        ("NVDA beat AMD by about 21 points on total return [M1][M2].", False),
        ("NVDA beat AMD by about 21 points with dividends [M1][M2].", False),
        ("NVDA beat AMD by about 21 points on price return [M1][M2].", True),
        ("NVDA trailed Intel by 9 points [M1] and AMD by about 21 points [M1][M2].", False),
    ],
)
def test_what_is_beaten_may_be_told_with_its_own_figure(text: str, is_so: bool) -> None:
    told = [check for check in check_text(text, [], metrics=[NVDA, AMD]) if "point" in check.text][-1]
    assert (told.verdict == "checked") is is_so


LAG = metric("relative price return", "-4.0266", "2024-12-31", "2025-11-28", "AMD")


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("By price alone the gap between AMD and NVDA was 4.03 percentage points [M1].", True),
        ("AMD lagged NVDA by 4.03 percentage points on price [M1].", True),
        ("AMD led NVDA by 4.03 percentage points on price [M1].", False),
        ("By price alone the gap between AMD and NVDA was 5.03 percentage points [M1].", False),
    ],
)
def test_a_gap_between_two_is_told_without_its_sign(text: str, is_so: bool) -> None:
    lag = dict(LAG) | {"unit": "percentage_point", "formula": "100 * (price return of AMD - price return of NVDA)"}
    assert holds(text, text.split(" percentage")[0].rsplit(" ", 1)[1], metrics=[lag]) is is_so


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 rose 2%, above 4,000.",
        "The stock climbed $3, topping $50.",
        "Debt grew by $2 billion, exceeding $30 billion.",
        "The fund sold 5 million and bought 3.2 million shares.",
        "The fund sold gold and later bought 3.2 million shares.",
    ],
)
def test_a_move_is_held_against_no_level_and_the_last_trade_told_is_the_figures(text: str) -> None:
    assert all(check.verdict in ("checked", "exempt") for check in check_text(text, [text]))


def test_output_is_no_comparison() -> None:
    average = "Copper's margin on output is 9.1%, against a sector average of 11.6%."
    assert not holds("Copper's margin on output has fallen by 2.5 points.", "2.5", average)


def test_who_last_traded_before_a_figure_is_its_trader() -> None:
    both = "The bank sold 4 million of bonds and repurchased 3.2 million of shares."
    assert holds("The bank repurchased 3.2 million of shares.", "3.2", both)
    assert not holds("The bank offloaded 3.2 million of shares.", "3.2", both)


GAP = metric("relative price return", "17.9", "2024-12-31", "2025-12-31", unit="percentage_point") | {
    "formula": "100 * (price return of TIN - price return of LEX)"
}
LATER, EARLIER = (
    metric("Unemployment rate", value, f"{year}-09-01", f"{year}-09-30", "", "percent")
    for value, year in (("4.4", 2025), ("4.1", 2024))
)
CLAIMS = metric("Initial jobless claims", "227000", "2024-09-28", "2024-09-28", "", "count:claim")
BAND = [
    metric(f"target range, {end} bound", value, "2025-12-10", "2025-12-10", "FOMC", "percent")
    for end, value in (("lower", "3.5"), ("upper", "3.75"))
]
CALM_AND_WILD = [CALM, WILD]


test_who_is_left_behind_has_the_gap_against_it = judged(
    "text metrics number verdict",
    ("TIN left LEX 17.9 points behind [M1].", [GAP], "17.9", True),
    ("LEX left TIN 17.9 points behind [M1].", [GAP], "17.9", False),
    ("TIN was left by LEX 17.9 points behind [M1].", [GAP], "17.9", False),
    ("That put LEX 17.9 points behind [M1].", [GAP], "17.9", True),
    ("That put TIN 17.9 points behind [M1].", [GAP], "17.9", False),
    ("That put LEX 17.9 points ahead [M1].", [GAP], "17.9", False),
    ("TIN's margin over LEX was 17.9 points [M1].", [GAP], "17.9", True),
    ("TIN beat LEX by a wide margin of 17.9 points [M1].", [GAP], "17.9", True),
    ("TIN's operating margin topped LEX's by 17.9 points [M1].", [GAP], "17.9", False),
    ("On margin TIN was 17.9 points ahead of LEX [M1].", [GAP], "17.9", False),
    ("TIN's net margin over LEX was 17.9 points [M1].", [GAP], "17.9", False),
    **CITED,
)


test_two_figures_are_held_against_each_other_by_verbs_too = judged(
    "text metrics number verdict",
    ("TIN's 20.1% was well above LEX's 12.7% [M1][M2].", CALM_AND_WILD, "12.7%", True),
    ("TIN's 20.1% was well below LEX's 12.7% [M1][M2].", CALM_AND_WILD, "12.7%", False),
    ("LEX's 12.7% beat TIN's 20.1% [M1][M2].", CALM_AND_WILD, "20.1%", False),
    ("LEX's 12.7% trailed TIN's 20.1% [M1][M2].", CALM_AND_WILD, "20.1%", True),
    ("LEX's drawdown was 36.0% [M2]; TIN's was 10.6 points milder, at 25.4% [M1][M2].", [FALL, DEEPER], "10.6", True),
    ("LEX's drawdown was 36.0% [M2]; TIN's was 10.6 points worse, at 25.4% [M1][M2].", [FALL, DEEPER], "10.6", False),
    **CITED,
)


test_a_series_keeps_the_order_of_its_months_and_weeks = judged(
    "text metrics number verdict",
    ("Unemployment rose from 4.1% to 4.4% [M1][M2].", [LATER, EARLIER], "4.4%", True),
    ("Unemployment fell from 4.4% to 4.1% [M1][M2].", [LATER, EARLIER], "4.4%", False),
    ("Weekly claims were 227,000 in the week of 28 September 2024 [M1].", [CLAIMS], "227,000", True),
    ("Weekly claims were 227,000 in the week of 27 September 2025 [M1].", [CLAIMS], "227,000", False),
    ("The cut of December 10 left the range at 3.50%-3.75% [M1][M2].", BAND, "3.50%", True),
    ("The cut of October 29 left the range at 3.50%-3.75% [M1][M2].", BAND, "3.50%", False),
    as_of=date(2025, 12, 18),
    citations="sources",
)


SUMMIT = metric("high", "126.40", "2025-03-10", "2025-03-10", "TIN", "USD")
ENDED = metric("close", "118.20", "2025-12-31", "2025-12-31", "TIN", "USD")


test_what_is_held_against_a_figure_just_told_is_the_later_one = judged(
    "text metrics number verdict",
    ("TIN, as high as $126.40, finished at $118.20, a little over 6% below that [M1][M2].", [SUMMIT, ENDED], "6%", True),
    ("TIN, as high as $126.40, finished at $118.20, a little over 6% above that [M1][M2].", [SUMMIT, ENDED], "6%", False),
    ("TIN, whose 20.1% led LEX's 12.7% by some seven points [M1][M2], was livelier.", CALM_AND_WILD, "seven", True),
    ("LEX, whose 12.7% led TIN's 20.1% by some seven points [M1][M2], was calmer.", CALM_AND_WILD, "seven", False),
    as_of=date(2025, 12, 31),
    citations="sources",
)
