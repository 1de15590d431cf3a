"""Computed metrics told as what they are, and as something else: a distance from a high is no fall of the day."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import judged


def metric(name: str, value: str, start: str, end: str, formula: str = "", **more: str) -> dict[str, str]:
    return {
        "name": name,
        "ticker": "TIN",
        "value": value,
        "unit": "fraction",
        "start": start,
        "end": end,
        "formula": formula,
        **more,
    }


DAY = ("2025-12-12", "2025-12-12")
BELOW_HIGH = metric("distance from high", "-0.0608", *DAY)
ABOVE_LOW = metric("distance from low", "0.6665", *DAY)
FALL = metric("max drawdown", "-0.2566", "2025-01-02", "2025-12-12", event_start="2025-02-19", event_end="2025-04-08")
AVERAGE = metric("moving average", "126.13", "2025-02-28", "2025-12-12", "mean of the last 200 closes") | {"unit": "USD"}
ABOVE_AVERAGE = metric("distance from moving average", "0.1393", *DAY, "close / mean of the last 200 closes - 1")
A_YEAR = metric("annualised return", "0.3402", "2022-12-30", "2025-11-28")
GAP = metric("opening gap", "-0.0070", *DAY)


test_a_metric_is_told_as_what_it_is = judged(
    "text metric number verdict",
    ("TIN closed 6.08% below its 52-week high on 12 December 2025 [M1].", BELOW_HIGH, "6.08%", True),
    ("TIN is 6.1% off its peak [M1].", BELOW_HIGH, "6.1%", True),
    ("TIN fell 6.08% on 12 December 2025 [M1].", BELOW_HIGH, "6.08%", False),
    ("TIN has fallen 6.08% over the past year [M1].", BELOW_HIGH, "6.08%", False),
    ("TIN is 6.08% below its 52-week low [M1].", BELOW_HIGH, "6.08%", False),
    ("TIN has gained 66.6% since its trough of the year [M1].", ABOVE_LOW, "66.6%", True),
    ("TIN returned 66.6% over the past 52 weeks [M1].", ABOVE_LOW, "66.6%", False),
    ("From 19 February to 8 April 2025 TIN fell 25.7% [M1].", FALL, "25.7%", True),
    ("Between February and April 2025 TIN fell 25.7% [M1].", FALL, "25.7%", True),
    ("The deepest fall of TIN in 2025 was 25.7% [M1].", FALL, "25.7%", True),
    ("TIN lost 25.7% in 2025 to 12 December [M1].", FALL, "25.7%", False),
    ("The average drawdown of TIN was 25.7% [M1].", FALL, "25.7%", False),
    ("The 200-day average of TIN stood at $126.13 on 12 December 2025 [M1].", AVERAGE, "$126.13", True),
    ("The 50-day average of TIN stood at $126.13 on 12 December 2025 [M1].", AVERAGE, "$126.13", False),
    ("TIN closed at $126.13 on 12 December 2025 [M1].", AVERAGE, "$126.13", False),
    ("TIN trades 13.9% above its 200-day moving average [M1].", ABOVE_AVERAGE, "13.9%", True),
    ("TIN trades 13.9% above its 50-day moving average [M1].", ABOVE_AVERAGE, "13.9%", False),
    ("TIN stands 13.9% over the 200-day line [M1].", ABOVE_AVERAGE, "13.9%", True),
    ("TIN returned 34.0% a year between 30 December 2022 and 28 November 2025 [M1].", A_YEAR, "34.0%", True),
    ("TIN gained 34.0% between 30 December 2022 and 28 November 2025 [M1].", A_YEAR, "34.0%", False),
    ("On 12 December 2025 TIN opened 0.70% below the close before [M1].", GAP, "0.70%", True),
    ("On 12 December 2025 TIN fell 0.70% [M1].", GAP, "0.70%", False),
    as_of="2025-12-12",
)


MONTHS = ("2022-11-30", "2025-11-28")
FED = ("2025-12-10", "2025-12-10")
BETA = metric("beta, monthly", "1.18", *MONTHS, "covariance(TIN, LEX) / variance(LEX)") | {"unit": "none"}
TOGETHER = metric("correlation, monthly", "0.94", *MONTHS, "covariance(TIN, LEX) / (stdev(TIN) * stdev(LEX))") | {"unit": "none"}
MULTIPLE = metric("EV/EBITDA", "21.3", *DAY) | {"unit": "ratio_x"}
CUT = {**metric("policy rate change", "-25", *FED, "new target less the old"), "ticker": None, "unit": "basis_point"}
CUTS = {**metric("consecutive cuts", "3", "2025-09-17", FED[1]), "ticker": None, "unit": "count:cut"}
UPPER = {**metric("target range, upper bound", "3.75", *FED), "ticker": None, "unit": "percent"}
CURVE = {**metric("curve slope, 10-year less 2-year", "0.66", *DAY), "ticker": None, "unit": "percentage_point"}
GROWTH = metric("revenue growth, year on year, Q3 FY2025", "0.079", "2025-06-29", "2025-09-27")


test_of_which_two_whose_meetings_and_which_end = judged(
    "text metric number verdict",
    ("The beta of TIN to LEX over three years was 1.18 [M1].", BETA, "1.18", True),
    ("The beta of TIN to OLT over three years was 1.18 [M1].", BETA, "1.18", False),
    ("The beta of LEX to TIN over three years was 1.18 [M1].", BETA, "1.18", False),
    ("With a beta of 1.18 to LEX it swings more than most [M1].", BETA, "1.18", True),
    ("TIN has a beta of 1.18 to OLT [M1].", BETA, "1.18", False),
    ("The correlation of TIN with LEX over three years was 0.94 [M1].", TOGETHER, "0.94", True),
    ("The correlation of LEX with TIN over three years was 0.94 [M1].", TOGETHER, "0.94", True),
    ("The correlation of TIN with OLT over three years was 0.94 [M1].", TOGETHER, "0.94", False),
    ("TIN is valued at 21.3 times EBITDA [M1].", MULTIPLE, "21.3 times", True),
    ("TIN trades at 21.3 times earnings [M1].", MULTIPLE, "21.3 times", False),
    ("On 10 December 2025 the Fed cut its rate by 25 basis points [M1].", CUT, "25 basis points", True),
    ("On 10 December 2025 the ECB cut its rate by 25 basis points [M1].", CUT, "25 basis points", False),
    ("On 10 December 2025 the Fed cut its rate to 25 basis points [M1].", CUT, "25 basis points", False),
    ("It was the third consecutive cut [M1].", CUTS, "third", True),
    ("It was the third consecutive hike [M1].", CUTS, "third", False),
    ("The upper bound of the Fed's target range is 3.75% [M1].", UPPER, "3.75%", True),
    ("The lower bound of the Fed's target range is 3.75% [M1].", UPPER, "3.75%", False),
    ("The 10-year yield stood 0.66 points above the two-year on 12 December 2025 [M1].", CURVE, "0.66 points", True),
    ("The 10-year yield stood 0.66 points above the three-month bill [M1].", CURVE, "0.66 points", False),
    ("Two-year notes yield 0.66 points less than ten-year ones [M1].", CURVE, "0.66 points", True),
    ("Two-year notes yield 0.66 points more than ten-year ones [M1].", CURVE, "0.66 points", False),
    ("The 10-year yield was 0.66 points below the 2-year [M1].", CURVE, "0.66 points", False),
    ("The curve from two to ten years was inverted by 0.66 points [M1].", CURVE, "0.66 points", False),
    ("The 10-year yield rose 0.66 points on 12 December 2025 [M1].", CURVE, "0.66 points", False),
    ("TIN's revenue grew 7.9% from a year earlier in the quarter [M1].", GROWTH, "7.9%", True),
    ("TIN's revenue grew 7.9% from the quarter before [M1].", GROWTH, "7.9%", False),
    as_of="2025-12-12",
)


def test_the_reason_names_the_metric() -> None:
    (check, _) = check_text("TIN gained 34.0% [M1].", [], metrics=[A_YEAR])
    assert check.reason == "[M1] gives it as an annualised return."


AHEAD = metric(
    "relative price return",
    "2.41",
    "2025-01-02",
    "2025-12-12",
    "price return of EFA - price return of QQQ",
    ticker="EFA",
    unit="percentage_point",
)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("EFA rose, beating the other fund by 2.4 points [M1].", True),
        ("EFA rose, trailing the other fund by 2.4 points [M1].", False),
        ("EFA, the fund for mines outside the US, beat QQQ by 2.4 percentage points [M1].", True),
        ("The lead of 2.4 percentage points is that of EFA [M1].", True),
        ("EFA's edge over QQQ was 2.4 points [M1].", True),
        ("The lag of 2.4 percentage points is that of EFA [M1].", False),
        ("EFA's shortfall against QQQ was 2.4 points [M1].", False),
    ],
)
def test_a_gap_is_told_by_who_is_ahead(text: str, is_so: bool) -> None:
    checks = check_text(text, [], metrics=[AHEAD])
    (told,) = [check for check in checks if check.text.startswith("2.4")]
    assert (told.verdict == "checked") is is_so


@pytest.mark.parametrize(("years", "verdict"), [("three", "checked"), ("five", "differs")])
def test_a_length_with_its_last_month_is_one_window(years: str, verdict: str) -> None:
    told = {
        "name": "total return",
        "ticker": "TIN",
        "value": "0.2214",
        "unit": "fraction",
        "start": "2022-11-30",
        "end": "2025-11-30",
    }
    checks = check_text(
        f"Its {years}-year total return to November 2025 was 22.1%.", [], metrics=[told | {"formula": "as defined"}]
    )

    assert next(check for check in checks if check.text == "22.1%").verdict == verdict


@pytest.mark.parametrize(
    "words", ["has gained 9.4% year to date", "has risen 11.3% since the end of 2024", "is up 8.8% for the year"]
)
def test_a_return_is_told_wrong_by_a_return_and_not_by_what_the_two_returns_differ(words: str) -> None:
    year = ("2024-12-31", "2025-12-12")
    returns = (metric("price return", "0.0412", *year), metric("total return", "0.0533", *year))
    (check,) = [one for one in check_text(f"TIN {words}.", [], metrics=returns) if one.text.endswith("%")]
    assert check.verdict == "differs" and check.reason.startswith("[M1] says 4.12% for TIN")
    (paid,) = check_text("Dividends added 1.21 points to the return of TIN.", [], metrics=returns)
    assert paid.verdict == "checked" and paid.support == "derived"


YEAR = ("2024-12-31", "2025-12-31")
GREW = metric("price return", "0.1234", *YEAR)
PAID = metric("total return", "0.1581", *YEAR)
SHRANK = metric("price return", "-0.0561", *YEAR)
WORST = metric("worst session", "-0.0713", "2025-04-24", "2025-04-24")
BEST = metric("best session", "0.0522", "2025-07-22", "2025-07-22")


test_a_return_is_told_with_the_dividends_or_without_them = judged(
    "text metric number verdict",
    ("TIN returned 15.8% in 2025, dividends included [M1].", PAID, "15.8%", True),
    ("TIN returned 15.8% in 2025, dividends left out [M1].", PAID, "15.8%", False),
    ("TIN returned 15.8% before payouts [M1].", PAID, "15.8%", False),
    ("Excluding dividends, TIN returned 15.8% [M1].", PAID, "15.8%", False),
    ("TIN returned 12.3% in 2025, dividends aside [M1].", GREW, "12.3%", True),
    ("TIN returned 12.3% in 2025, income counted in [M1].", GREW, "12.3%", False),
    ("TIN returned 12.3% with dividends [M1].", GREW, "12.3%", False),
    ("TIN made 12.3%, with dividends adding more [M1].", GREW, "12.3%", True),
    ("TIN made 15.8%, and without the dividends it would have made less [M1].", PAID, "15.8%", True),
    ("TIN gained 12.3%, not counting income [M1].", GREW, "12.3%", True),
    ("TIN gained 12.3% without counting distributions [M1].", GREW, "12.3%", True),
    ("TIN gained 15.8% without counting distributions [M1].", PAID, "15.8%", False),
    ("TIN made 15.8%, better than without payouts [M1].", PAID, "15.8%", True),
    ("TIN made 15.8%, a gain without payouts [M1].", PAID, "15.8%", False),
)


test_what_holders_were_given_is_a_gain_and_what_it_cost_them_a_loss = judged(
    "text metric number verdict",
    ("The year cost the holders of TIN 5.6% [M1].", SHRANK, "5.6%", True),
    ("The year brought TIN 5.6% [M1].", SHRANK, "5.6%", False),
    ("TIN handed its patient holders about 5.6% [M1].", SHRANK, "5.6%", False),
    ("TIN handed its holders a loss of 5.6% [M1].", SHRANK, "5.6%", True),
    ("TIN gave back 5.6% [M1].", SHRANK, "5.6%", True),
    ("TIN brought its owners −5.6% [M1].", SHRANK, "−5.6%", True),
    ("TIN brought its owners +5.6% [M1].", SHRANK, "+5.6%", False),
    ("A bet against TIN brought funds 5.6% [M1].", SHRANK, "5.6%", True),
    ("Skipping TIN cost funds 12.3% [M1].", GREW, "12.3%", True),
    ("Without payouts, the year brought TIN 5.6% [M1].", SHRANK, "5.6%", False),
    ("In short, the year brought TIN 5.6% [M1].", SHRANK, "5.6%", False),
    ("TIN earned its holders 12.3% [M1].", GREW, "12.3%", True),
    ("The year cost TIN 12.3% [M1].", GREW, "12.3%", False),
    ("The rises were 12.3% for TIN and more elsewhere [M1].", GREW, "12.3%", True),
    ("The declines were 12.3% for TIN and more elsewhere [M1].", GREW, "12.3%", False),
)


test_the_worst_of_a_session_is_no_fall_from_a_peak = judged(
    "text metric number verdict",
    ("TIN's worst one-day fall was 7.1% [M1].", WORST, "7.1%", True),
    ("On 24 April 2025 TIN shed 7.1% [M1].", WORST, "7.1%", True),
    ("TIN's deepest drawdown was 7.1% [M1].", WORST, "7.1%", False),
    ("TIN's best session brought 7.1% [M1].", WORST, "7.1%", False),
    ("TIN's best day brought 5.2% [M1].", BEST, "5.2%", True),
    ("TIN's worst session came to 5.2% [M1].", BEST, "5.2%", False),
    ("TIN's worst slide came to 25.7% [M1].", FALL, "25.7%", True),
    ("TIN's steepest fall in one session was 25.7% [M1].", FALL, "25.7%", False),
    ("TIN never lost more than 25.7% from a high [M1].", FALL, "25.7%", True),
    ("TIN's drawdown was 25.7%, with a bad break in a single day [M1].", FALL, "25.7%", True),
    ("TIN's steepest fall, 25.7%, came in one session [M1].", FALL, "25.7%", False),
    ("TIN's worst session, at 5.2%, was mild [M1].", BEST, "5.2%", False),
    ("TIN lost 25.7% from its peak overnight [M1].", FALL, "25.7%", False),
    ("TIN's worst day, a loss of 7.1%, fell within a drawdown [M1].", WORST, "7.1%", True),
    ("TIN gained 5.2% on its best day, and then had its worst week [M1].", BEST, "5.2%", True),
)


test_a_limit_that_is_denied_is_kept_only_where_the_metric_keeps_it = judged(
    "text metric number verdict",
    ("TIN did not gain more than 13% [M1].", GREW, "13%", True),
    ("TIN never gained less than 12% [M1].", GREW, "12%", True),
    ("TIN did not gain by more than 12% [M1].", GREW, "12%", False),
    ("TIN did not climb this year by over 12% [M1].", GREW, "12%", False),
    ("TIN did not climb by less than 13% [M1].", GREW, "13%", False),
    ("TIN did not gain at least 12% [M1].", GREW, "12%", False),
    ("TIN gained at least 12% [M1].", GREW, "12%", True),
    ("TIN gained less than 13% [M1].", GREW, "13%", True),
)


HIRED = metric("Nonfarm payrolls, change", "119000", "2025-09-01", "2025-09-30") | {"ticker": "", "unit": "count:job"}


test_a_day_soon_after_a_month_on_which_its_figure_was_told_is_no_other_time = judged(
    "text metric number verdict",
    ("Payrolls rose by 119,000, the bureau said on Friday, 3 October [M1].", HIRED, "119,000", True),
    ("Payrolls rose by 119,000, figures released on 3 October 2025 showed [M1].", HIRED, "119,000", True),
    ("Payrolls rose by 119,000 on 3 October [M1].", HIRED, "119,000", False),
    ("Payrolls rose by 119,000, the bureau said on 29 August [M1].", HIRED, "119,000", False),
    ("Payrolls rose by 119,000, the bureau said on 19 December [M1].", HIRED, "119,000", False),
    ("Payrolls rose by 119,000 in October, the bureau said on 3 October [M1].", HIRED, "119,000", False),
    as_of="2025-12-31",
)


test_what_itself_moved_is_no_figure_of_what_was_measured_before_it = judged(
    "text metric number verdict",
    ("For all the talk of leverage, TIN gained 12.3% [M1].", GREW, "12.3%", True),
    ("With its margin narrower, TIN's shares gained 12.3% [M1].", GREW, "12.3%", True),
    ("TIN's loss for the year came to 5.6% [M1].", SHRANK, "5.6%", True),
    ("TIN, a low volatility fund, gained 12.3% [M1].", GREW, "12.3%", True),
    ("A merger that hurt margins sent TIN's shares up 12.3% [M1].", GREW, "12.3%", True),
    ("Turnover in TIN's shares rose 12.3% [M1].", GREW, "12.3%", False),
    ("The volatility of TIN's stock climbed 12.3% [M1].", GREW, "12.3%", False),
    ("The dividend on the TIN shares went up 12.3% [M1].", GREW, "12.3%", False),
    ("TIN's volatility rose 12.3% [M1].", GREW, "12.3%", False),
    ("On leverage at TIN, it rose 12.3% [M1].", GREW, "12.3%", False),
    ("Leverage was low at TIN: it grew 12.3% [M1].", GREW, "12.3%", False),
    ("Whatever its leverage, the stock gained 12.3% [M1].", GREW, "12.3%", True),
    ("TIN's price rose 15.8% [M1].", PAID, "15.8%", False),
    ("After a good year leverage at TIN rose 12.3% [M1].", GREW, "12.3%", False),
    ("TIN's low volatility was 12.3% [M1].", GREW, "12.3%", False),
)


def test_a_peak_without_its_year_is_the_last_one_before_the_window_ends() -> None:
    fall = metric("max drawdown", "-0.2634", "2025-01-02", "2025-12-31", event_start="2025-02-05", event_end="2025-04-08")
    for day, verdict in (("5 February", "checked"), ("5 March", "differs"), ("5 February 2026", "differs")):
        checks = check_text(f"TIN stood 26.3% below its peak of {day} [M1].", [], metrics=[fall], as_of="2025-12-31")
        assert next(check.verdict for check in checks if check.text == "26.3%") == verdict, day
