"""What a figure makes of those told and cited with it, and what it leaves to them: no words are asked for, some forbid."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import metric

YEAR = ("2023-12-31", "2024-12-31")
TIN = metric("total return", "0.2640", *YEAR, "TIN")  # M1
OLT = metric("total return", "0.1915", *YEAR, "OLT")  # M2
LEX = metric("total return", "0.0588", *YEAR, "LEX")  # M3
CLOSE = {**metric("close", "71.30", "2024-12-31", "2024-12-31", "TIN"), "unit": "USD"}  # M4
HIGH = {**metric("high", "83.75", "2024-09-16", "2024-09-16", "TIN"), "unit": "USD"}  # M5
SPRING_TIN = metric("price return", "-0.0733", "2024-02-28", "2024-03-31", "TIN")  # M6
SPRING_OLT = metric("price return", "-0.0518", "2024-02-28", "2024-03-31", "OLT")  # M7
FALL = {
    **metric("max drawdown", "-0.1927", "2024-01-02", "2024-12-31", "TIN"),
    "formula": "min over t of close[t] / max(close[..t-1]) - 1 (close)", "event_start": "2024-02-12", "event_end": "2024-04-09",
}  # M8 # fmt: skip
SHALLOWER = {**FALL, "ticker": "OLT", "value": "-0.1164", "event_start": "2024-03-03"}  # M9
LEAD = {
    **metric("relative total return", "7.25", *YEAR, "TIN"),
    "unit": "percentage_point", "formula": "100 * (total return of TIN - total return of OLT)",
}  # M10 # fmt: skip
METRICS = [TIN, OLT, LEX, CLOSE, HIGH, SPRING_TIN, SPRING_OLT, FALL, SHALLOWER, LEAD]


def verdicts(text: str) -> dict[str, str]:
    checks = check_text(text, [], metrics=METRICS, as_of="2024-12-31", citations="sources")
    return {check.text: check.verdict for check in checks if check.kind != "citation"}


@pytest.mark.parametrize(
    ("text", "number", "right"),
    [  # by hand: 26.40 - 19.15 = 7.25; 19.15 / 5.88 = 3.26; 83.75 - 71.30 = 12.45; 7.33 - 5.18 = 2.15; 19.27 - 11.64 = 7.63
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. Call that an edge of seven points [M1][M2].", "seven points", True),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. Call that an edge of nine points [M1][M2].", "nine points", False),
        ("TIN pipped OLT, by about seven points [M1][M2].", "seven points", True),
        ("OLT pipped TIN, by about seven points [M1][M2].", "seven points", False),
        ("OLT ended seven points adrift of TIN [M1][M2].", "seven points", True),
        ("TIN ended seven points adrift of OLT [M1][M2].", "seven points", False),
        ("OLT earned more than three times what LEX did [M2][M3].", "three times", True),
        ("LEX earned more than three times what OLT did [M2][M3].", "three times", False),
        ("OLT earned less than three times what LEX did [M2][M3].", "three times", False),
        ("From its September high TIN had handed back some $12 by New Year's Eve [M4][M5].", "$12", True),
        ("From its September high TIN had handed back some $15 by New Year's Eve [M4][M5].", "$15", False),
        ("From its June low TIN had won back some $12 by New Year's Eve [M4][M5].", "$12", False),
        ("In March TIN's loss was about two points larger than OLT's [M6][M7].", "two points", True),
        ("In April TIN's loss was about two points larger than OLT's [M6][M7].", "two points", False),
        ("TIN made 26.4% [M1]; that might leave OLT seven points behind [M1][M2].", "seven points", False),
        ("TIN beat LEX by seven points [M1][M2].", "seven points", False),
    ],
)  # fmt: skip
def test_cited_figures_make_another_unless_words_forbid_it(text: str, number: str, right: bool) -> None:
    assert (verdicts(text)[number] == "checked") == right


@pytest.mark.parametrize(
    ("text", "number", "right"),
    [
        ("TIN's worst slump, 19.3%, ran from February to April, while OLT's was 11.6% [M8][M9].", "11.6%", True),
        ("TIN's worst slump, 19.3%, ran from February to April, while OLT's was 19.3% intraday [M8][M9].", "11.6%", False),
        ("TIN's slide, begun on 12 February, stopped at 19.3% [M8].", "19.3%", True),
        ("TIN's slide, begun on 12 March, stopped at 19.3% [M8].", "19.3%", False),
        ("TIN had a slide of 19.3% in a spell that lasted until 9 April [M8].", "19.3%", True),
        ("TIN had a slide of 19.3% in a spell that lasted until 9 June [M8].", "19.3%", False),
        ("In September TIN closed lower, and the day came after the shares touched their high of $83.75 [M5].", "$83.75", True),
    ],
)
def test_a_fall_is_told_by_its_ends_and_once_for_two(text: str, number: str, right: bool) -> None:
    assert (verdicts(text).get(number) == "checked") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("LEX made 5.9% [M3], while the chip fund finished 7.3 points clear of OLT [M10].", True),
        ("LEX made 5.9% [M3], while the chip fund finished 8.3 points clear of OLT [M10].", False),
        ("LEX rose 7.3 points in 2024 [M10].", False),
    ],
)
def test_whom_words_describe_is_not_the_one_named_before(text: str, right: bool) -> None:
    told = verdicts(text)
    assert (next(found for number, found in told.items() if "points" in number) == "checked") == right


@pytest.mark.parametrize(
    ("text", "number", "right"),
    [
        ("OLT did not return 19.2% [M2].", "19.2%", False),
        ("OLT rarely gained 19.2% [M2].", "19.2%", False),
        ("If OLT gains 19.2%, its holders are rich [M2].", "19.2%", False),
        ("OLT could climb 19.2% [M2].", "19.2%", False),
        ("Do not forget that OLT gained 19.2% [M2].", "19.2%", True),
        ("If one looks at the whole year, OLT gained 19.2% [M2].", "19.2%", True),
        ("OLT did better than expected, gaining 19.2% [M2].", "19.2%", True),
        ("Whether OLT will keep its 19.2% gain [M2] is open.", "19.2%", True),
        ("TIN beat OLT by seven points [M1][M2].", "seven points", True),
        ("TIN did not beat OLT by seven points [M1][M2].", "seven points", False),
        ("TIN failed to beat OLT by seven points [M1][M2].", "seven points", False),
        ("If TIN beats OLT by seven points, all is well [M1][M2].", "seven points", False),
        ("TIN could beat OLT by seven points [M1][M2].", "seven points", False),
    ],
)  # fmt: skip
def test_what_is_computed_is_a_fact_that_no_denial_or_condition_tells(text: str, number: str, right: bool) -> None:
    assert (verdicts(text)[number] == "checked") == right


@pytest.mark.parametrize(("month", "right"), [("March", True), ("April", False), ("December", False)])
def test_a_month_without_a_year_is_held_against_the_window_of_a_metric(month: str, right: bool) -> None:
    checks = check_text(f"OLT lost 5.2% in {month} [M7].", [], metrics=METRICS, citations="sources")
    assert ({check.text: check.verdict for check in checks}["5.2%"] == "checked") == right


LAGGARD = metric("total return", "0.1915", "2022-12-31", "2023-12-31", "OLT")  # of another year


@pytest.mark.parametrize(
    ("text", "number", "right"),
    [
        # a time that both share is both's, whatever word leads to the second
        ("TIN made 26.4% in 2024, while OLT made 19.2% [M1][M2].", "19.2%", True),
        ("TIN made 26.4% in 2024, while OLT made 19.2% [M1][M11].", "19.2%", False),
        ("TIN made 26.4% in 2024, more than the 19.2% of OLT [M1][M11].", "19.2%", False),
        ("TIN closed at 71.30 on 31 December 2024, after opening at 83.75 [M4][M5].", "83.75", False),
        ("TIN closed at 71.30 on 31 December 2024, below the 83.75 it might reach [M4][M5].", "83.75", False),
        # one day is no fall of eight weeks, and neither end of it the other
        ("TIN slid 19.3% from its high of 12 February to 9 April 2024 [M8].", "19.3%", True),
        ("TIN's slide of 19.3% ran until 9 April 2024 [M8].", "19.3%", True),
        ("TIN slid 19.3% by 9 April 2024, before a rebound on 10 April 2024 [M8].", "19.3%", True),
        ("TIN slid 19.3% on 9 April 2024 [M8].", "19.3%", False),
        ("TIN slid 19.3% after 9 April 2024 [M8].", "19.3%", False),
        ("TIN slid 19.3% in one session, on 12 February 2024 [M8].", "19.3%", False),
        # what is told of another time, measure or way than the two
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. The lead was seven points [M1][M2].", "seven points", True),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. A year earlier the lead was seven points [M1][M2].", "seven points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. The lead, once seven points [M1][M2], is gone.", "seven points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. TIN rose by seven points [M1][M2].", "seven points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. They were nowhere near seven points apart [M1][M2].", "seven points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. TIN's volatility was seven points higher [M1][M2].", "seven points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. Inflation was 7.25 points higher [M1][M2].", "7.25 points", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2]. TIN's return was 7.25 points higher [M1][M2].", "7.25 points", True),
        ("OLT fell three times as far as LEX [M2][M3].", "three times", False),
        ("TIN made 26.4% [M1], OLT 19.2% [M2], LEX 5.9% [M3]. OLT was three times as volatile [M2][M3].", "three times", False),
        ("TIN closed at 71.30 [M4] after a high of 83.75 [M5]. Its dividend was $12.45 [M4][M5].", "$12.45", False),
        ("A ticket costs $12.45 [M4][M5].", "$12.45", False),
        # what governs the figure is said of it, and no word further back
        ("TIN could not be stopped and gained 26.4% [M1].", "26.4%", True),
        ("Nobody should be surprised that TIN gained 26.4% [M1].", "26.4%", True),
        ("It is false that TIN gained 26.4% [M1].", "26.4%", False),
        ("Had TIN gained 26.4%, all were well [M1].", "26.4%", False),
    ],
)  # fmt: skip
def test_what_a_figure_shares_with_another_is_its_measure_alone(text: str, number: str, right: bool) -> None:
    checks = check_text(text, [], metrics=[*METRICS, LAGGARD], as_of="2024-12-31", citations="sources")
    assert ({check.text: check.verdict for check in checks}[number] == "checked") == right
