"""Sentences of several statements, each with its own citation, as models write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from copilot.numbers import check_text, find_quantities


def metric(name: str, value: str, unit: str, start: str, end: str, ticker: str = "TIN") -> dict[str, str]:
    return {"name": name, "ticker": ticker, "value": value, "unit": unit, "start": start, "end": end, "formula": "as defined"}


LOW = metric("low", "40.00", "USD", "2025-03-04", "2025-03-04")
HIGH = metric("high", "46.00", "USD", "2025-04-10", "2025-04-10")
CLOSE = metric("close", "45.08", "USD", "2025-04-17", "2025-04-17")
RISE = metric("price return", "0.127", "fraction", "2025-03-04", "2025-04-17")
FALL = metric("max drawdown", "-0.0731", "fraction", "2025-02-20", "2025-03-04")
BAND = metric("annualised volatility, monthly", "0.2214", "fraction", "2022-03-31", "2025-03-31")
MARCH, RIVAL = (
    metric("price return", v, "fraction", "2025-02-28", "2025-03-31", t) for v, t in (("0.0513", "TIN"), ("0.0172", "LEX"))
)
HELD = metric("votes against the decision", "2", "count:vote", "2025-03-19", "2025-03-19", "FOMC")
HELD_BEFORE = metric("votes against the decision", "1", "count:vote", "2025-01-29", "2025-01-29", "FOMC")


def verdicts(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> dict[str, str]:
    checks = check_text(text, sources, metrics=metrics, as_of=date(2025, 4, 17), citations="sources")
    return {check.text: check.verdict for check in checks if check.verdict != "exempt"}


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("TIN is 2.0% below its high of 46.00 [M1][M2], had a drawdown of 7.31% [M3], and by Ada Brill's account is dear.", [HIGH, CLOSE, FALL]),
        ("TIN stands below its 2025-04-10 high [M1], had a drawdown of 7.31% [M2].", [HIGH, FALL]),
        ("Two members voted against it on 2025-03-19 [M1], one more than on 2025-01-29 [M2].", [HELD, HELD_BEFORE]),
        ("TIN rose 12.7% from a low of 40.00 on 2025-03-04 to a close of 45.08 on 2025-04-17 [M1][M2][M3], and it had lost 7.31% at worst before [M4].", [RISE, LOW, CLOSE, FALL]),
        ("Its 2025-04-10 high was 46.00, its latest close 45.08 [M1][M2].", [HIGH, CLOSE]),
        ("TIN, 2.0% below its 2025-04-10 high of 46.00 with a close of 45.08 [M1][M2], has not fallen far.", [HIGH, CLOSE]),
        ("TIN closed at 45.08, 2.0% below its high of 46.00 [M1][M2].", [CLOSE, HIGH]),
        ("TIN's volatility from monthly total returns was 22.14% over three years to 31 March 2025 [M1], and it is dear.", [BAND]),
        ("In March TIN gained 5.13% [M1] and LEX 1.72% [M2], a lead of 3.41 points (5.13% less 1.72%) [M1][M2].", [MARCH, RIVAL]),
    ],
)  # fmt: skip
def test_what_stands_behind_a_citation_is_of_another_statement(text: str, metrics: Sequence[Any]) -> None:
    found = verdicts(text, metrics)
    assert found and set(found.values()) == {"checked"}


@pytest.mark.parametrize(
    ("text", "metrics", "wrong"),
    [
        ("In January TIN gained 5.13% [M1], and LEX lagged with 1.72% [M2].", [MARCH, RIVAL], ["5.13%", "1.72%"]),
        (
            "In March TIN gained 5.13% [M1] and LEX 1.75% [M2], a lead of 3.51 points [M1][M2].",
            [MARCH, RIVAL],
            ["1.75%", "3.51 points"],
        ),
        ("In March LEX gained 5.13% [M1], and TIN lagged with 1.72% [M2].", [MARCH, RIVAL], ["5.13%", "1.72%"]),
        ("TIN's volatility over one year to 31 March 2025 was 22.14% [M1].", [BAND], ["22.14%"]),
        ("TIN's return in 2025 to 31 March was 12.7% [M1].", [RISE], ["12.7%"]),
    ],
)
def test_a_wrong_statement_beside_others_is_found(text: str, metrics: Sequence[Any], wrong: list[str]) -> None:
    found = verdicts(text, metrics)
    assert {name for name in wrong if found[name] in ("differs", "unsupported")} == set(wrong)


def test_words_behind_a_citation_that_tell_of_the_same_statement_still_count() -> None:
    source = "Orla Stores had sales of $412 million in the third quarter of 2025 and $398 million in the second."
    assert (
        verdicts("Orla Stores had sales of $412 million [1] in the second quarter of 2025.", sources=[source])["$412 million"]
        == "differs"
    )
    assert (
        verdicts("Orla Stores had sales of $412 million [1], in the third quarter of 2025.", sources=[source])["$412 million"]
        == "checked"
    )


@pytest.mark.parametrize("name", ["beta", "Sharpe ratio", "correlation", "annualised volatility, daily"])
def test_a_statistic_of_returns_is_of_its_own_window(name: str) -> None:
    unit, shown = ("fraction", "61%") if "volatility" in name else ("ratio_x", "0.61")
    eleven = metric(name, "0.61", unit, "2024-12-31", "2025-11-28")
    plain = name.split(",")[0]
    assert verdicts(f"TIN's {plain} over 11 months to 28 November 2025 was {shown} [M1].", [eleven])[shown] == "checked"
    assert verdicts(f"TIN's {plain} over three years to 28 November 2025 was {shown} [M1].", [eleven])[shown] == "differs"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It closed at 41.20, 3% lower.", ["none", "percent"]),
        ("Rates of 2.1, 2.2 and 2.3%.", ["percent"] * 3),
        ("Rates of 5, 10, 15 percent.", ["percent"] * 3),
        ("It sold 4,100, 12% more.", ["none", "percent"]),
    ],
)
def test_two_figures_beside_each_other_are_no_list(text: str, units: list[str]) -> None:
    assert [item.unit for item in find_quantities(text)] == units


def test_less_and_minus_between_two_figures_take_one_from_the_other() -> None:
    for text in ("5.1% less 1.7%", "5.1% minus 1.7%"):
        assert [(item.text, item.direction) for item in find_quantities(text)] == [("5.1%", "none"), ("1.7%", "none")]
    assert [item.direction for item in find_quantities("It sold 5% less.")] == ["down"]


YEAR = metric("total return", "0.0761", "fraction", "2024-12-31", "2025-04-17")
SPRING = metric("total return", "0.0950", "fraction", "2025-03-04", "2025-04-17")
LEX_YEAR = metric("total return", "0.1644", "fraction", "2024-12-31", "2025-04-17", "LEX")
DAILY = metric("annualised volatility, daily", "0.2782", "fraction", "2024-12-31", "2025-04-17")
LEX_CLOSE = metric("close", "91.30", "USD", "2025-04-17", "2025-04-17", "LEX")
MAY = metric("price return", "0.0615", "fraction", "2024-04-30", "2024-05-31")
DROP = metric("max drawdown", "-0.0894", "fraction", "2025-02-21", "2025-04-08")
FLAT = metric("price return", "-0.0142", "fraction", "2025-01-31", "2025-02-28")
CUT_NEWS = "The bank lowered its rate by 25 basis points on Wednesday, as it did in March and in February."


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("LEX closed at 91.30 [M1]. TIN has been livelier [M2]. The best days came around the Fed: it closed at 45.08 [M2].", [LEX_CLOSE, CLOSE]),
        ("TIN came back fast. LEX closed at 91.30 [M1], which shows that metals rose. One note tells of a close of 45.08 [M2].", [LEX_CLOSE, CLOSE]),
        ("TIN went from a low of 40.00 on 4 March to a high of 46.00 on the tenth [M1][M2], and it closed at 45.08 [M3].", [LOW, HIGH, CLOSE]),
        ("TIN fell to 40.00 on 4 March [M1], and it stood at 46.00 on the tenth [M2].", [LOW, HIGH]),
        ("TIN's low on 4 March was 40.00 [M1]; five weeks later it touched 46.00 [M2].", [LOW, HIGH]),
        ("TIN has returned 7.61% from the last day of 2024 to 17 April 2025 [M1].", [YEAR]),
        ("From the close of 4 March to that of 17 April TIN's total return was 9.50% [M1].", [SPRING]),
        ("TIN's best month of 2024 was May, when it gained 6.15% [M1].", [MAY]),
        ("TIN's worst fall, which ended in April, was 8.94% [M1].", [DROP]),
        ("February was mild for TIN, with a loss of 1.42% [M1].", [FLAT]),
        ("LEX is ahead of TIN with dividends, 16.44% against 7.61% [M2][M1].", [YEAR, LEX_YEAR]),
        ("Daily returns from 31 December to 17 April put TIN's volatility at 27.82% [M1].", [DAILY]),
        ("TIN returned 7.61% with distributions [M1] and had a volatility of 27.82% [M2]. Return over volatility is about 0.27 (7.61% over 27.82%) [M1][M2].", [YEAR, DAILY]),
    ],
)  # fmt: skip
def test_an_honest_statement_is_not_contradicted_by_what_stands_around_it(text: str, metrics: Sequence[Any]) -> None:
    found = verdicts(text, metrics)
    assert found and set(found.values()) == {"checked"}


@pytest.mark.parametrize(
    ("text", "metrics", "wrong"),
    [
        ("TIN has returned 7.61% from the last day of 2023 to 17 April 2025 [M1].", [YEAR], "7.61%"),
        ("From the close of 11 March to that of 17 April TIN's total return was 9.50% [M1].", [SPRING], "9.50%"),
        ("TIN's best month of 2024 was June, when it gained 6.15% [M1].", [MAY], "6.15%"),
        ("LEX's close was 45.08 [M1].", [CLOSE], "45.08"),
        ("TIN returned 7.61% [M1], and LEX 7.61% [M1].", [YEAR], "7.61%"),
        ("Return over volatility is about 0.31 (7.61% over 27.82%) [M1][M2] for TIN.", [YEAR, DAILY], "0.31"),
    ],
)
def test_a_wrong_one_is(text: str, metrics: Sequence[Any], wrong: str) -> None:
    checks = check_text(text, [], metrics=metrics, as_of=date(2025, 4, 17), citations="sources")
    assert [check.verdict for check in checks if check.text == wrong][-1] in ("differs", "unsupported")


def test_a_weekday_behind_a_day_of_another_week_may_be_of_that_week() -> None:
    text = "TIN fell on 10 February. On Wednesday the bank cut its rate by 25 basis points [1]."
    assert verdicts(text, sources=["12 February 2025 — " + CUT_NEWS])["25 basis points"] == "checked"


def test_of_a_list_of_months_one_is_enough() -> None:
    source = "In February 2025 the bank lowered its rate by a quarter of a point."
    text = "The bank cut its rate by 25 basis points in January, February and March 2025 [1]."
    assert verdicts(text, sources=[source])["25 basis points"] == "checked"


FIVE_DAYS = metric("price return", "0.0016", "fraction", "2025-04-09", "2025-04-17")
TO_SPOT = metric("beta", "1.27", "ratio_x", "2022-03-31", "2025-03-31")


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("From 9 to 17 April TIN's price return was 0.16% [M1].", [FIVE_DAYS]),
        ("TIN has returned 7.61% this year to April 17 [M1].", [YEAR]),
        ("TIN is lively. Its beta to LEX was 1.27 over three years by monthly returns [M1].", [TO_SPOT]),
        ("LEX closed at 91.30 [M1]. On risk, TIN's volatility was 22.14% over 36 months [M2], in line with LEX's.", [LEX_CLOSE, BAND]),
    ],
)  # fmt: skip
def test_windows_betas_and_pronouns_of_answers(text: str, metrics: Sequence[Any]) -> None:
    found = verdicts(text, metrics)
    assert found and set(found.values()) == {"checked"}


def test_another_window_told_by_its_days_is_found() -> None:
    assert verdicts("From 8 to 16 April TIN's price return was 0.16% [M1].", [FIVE_DAYS])["0.16%"] == "differs"
    assert verdicts("TIN has returned 7.61% this year to March 17 [M1].", [YEAR])["7.61%"] == "differs"


def test_a_volatility_is_no_return_and_a_level_is_of_the_day_its_verb_tells() -> None:
    assert verdicts("TIN returned 22.14% in the three years to 31 March 2025 [M1].", [BAND])["22.14%"] == "differs"
    days = [
        metric("close", "45.08", "USD", "2025-04-17", "2025-04-17"),
        metric("close", "44.10", "USD", "2025-04-16", "2025-04-16"),
    ]
    assert verdicts("TIN ended 17 April at 44.10 [M1][M2].", days)["44.10"] == "differs"
    assert verdicts("TIN ended 17 April at 45.08 [M1][M2].", days)["45.08"] == "checked"


def test_a_window_of_months_that_still_runs_is_not_put_a_year_back() -> None:
    source = "TIN touched a low of 40.00 on 4 March 2025 and a high of 46.00 on 10 April 2025."
    text = "TIN climbed {} from its March low to its April high [1]."
    assert verdicts(text.format("nearly 16%"), sources=[source])["16%"] == "checked"
    assert verdicts(text.format("more than 16%"), sources=[source])["16%"] == "differs"


def test_a_count_of_what_might_be_the_texts_own_things_is_judged_all_the_same() -> None:
    source = ["The bank froze accounts and approved measures."]
    for text in ("The bank froze five accounts [1].", "It approved three measures [1].", "It issued three notes [1]."):
        assert "unsupported" in verdicts(text, sources=source).values()
    assert verdicts("It froze five accounts. TIN closed at 45.08 [M1].", [CLOSE])["five"] == "uncited"


def test_a_time_of_the_sentences_before_that_a_metric_is_not_of_leaves_it_untied() -> None:
    def support(text: str) -> str | None:
        checks = check_text(text, [], metrics=[{**YEAR, "ticker": "XLK"}], as_of=date(2025, 4, 17), citations="sources")
        return next(check.support for check in checks if check.text == "7.61%")

    assert support("XLK was dull in 2023. XLK has returned 7.61% [M1].") == "value_only"
    assert support("XLK was dull. XLK has returned 7.61% [M1].") == "computed"


def test_what_another_has_is_no_fall() -> None:
    assert verdicts("TIN trails LEX's 16.44% by much [M1].", [LEX_YEAR])["16.44%"] == "checked"
    assert verdicts("TIN trails LEX's 16.94% by much [M1].", [LEX_YEAR])["16.94%"] in ("differs", "unsupported")
    assert [(item.role, item.direction) for item in find_quantities("TIN trailed by 5%.")] == [("change", "down")]
