"""What an audit finds without any data: the calendar, the text's own arithmetic, the text against itself."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.auditing.arithmetic import wrong_results
from copilot.auditing.dates import days_without_a_session, left_undated, weekdays_against_dates
from copilot.auditing.internal import contradictions
from copilot.numbers import read_claims

DAY = date(2025, 12, 18)


def dates(text: str, published: date | None = DAY) -> list[str]:
    return [remark.text for remark in weekdays_against_dates(text, published)]


def closed(text: str) -> list[str | None]:
    return [remark.found for remark in days_without_a_session(text, read_claims(text, published=DAY), DAY)]


def arithmetic(text: str) -> list[tuple[str, str]]:
    found = wrong_results(text, read_claims(text, published=DAY), as_of=DAY, published=DAY)
    return [(remark.severity, remark.stated) for remark in found]


def internal(text: str) -> list[tuple[str, str | None]]:
    return [(remark.stated, remark.found) for remark in contradictions(text, read_claims(text, published=DAY), DAY)]


# 9 December 2025 was a Tuesday; 13 December 2025 a Saturday; 27 November 2025 Thanksgiving; 4 July 2025 a Friday.


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("On Monday, December 9, 2025 stocks rose.", "Tuesday"),
        ("On Mon., Dec 9, stocks rose.", "Tuesday"),
        ("Monday 9 December 2025 was quiet.", "Tuesday"),
        ("On Friday the 4th of December it fell.", "Thursday"),
        ("The close of Monday 2025-12-09 was a record.", "Tuesday"),
    ],
)
def test_a_weekday_that_is_not_that_days_is_found(text: str, weekday: str) -> None:
    (said,) = dates(text)
    assert said.endswith(f"was a {weekday}.")


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday, December 9, 2025 stocks rose.",
        "On Monday, stocks rose; on December 9, 2025 they fell.",
        "Black Friday sales: December 9 was quiet.",
        "Monday, February 30, 2025 is no day at all.",
        "Sun 12 is a lotion.",
    ],
)
def test_a_weekday_that_fits_or_stands_apart_is_left_alone(text: str) -> None:
    assert dates(text) == []


def test_a_date_without_its_year_wants_the_day_of_the_text() -> None:
    assert dates("On Monday, December 9, stocks rose.", None) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The S&P 500 closed at 6,870.40 on Saturday, December 13, 2025.", "2025-12-13 was a Saturday, no session"),
        (
            "The S&P 500 closed at 6,812.61 on November 27, 2025.",
            "2025-11-27 was a Thursday on which the exchanges were shut, no session",
        ),
        ("The Russell 2000 rose 0.8% on July 4, 2025.", "2025-07-04 was a Friday on which the exchanges were shut, no session"),
    ],
)
def test_a_close_on_a_day_without_a_session_is_found(text: str, found: str) -> None:
    assert closed(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 closed at 6,870.40 on Friday, December 12, 2025.",
        "The Nikkei 225 rose 1.2% on November 27, 2025.",  # Tokyo was open
        "The S&P 500 may close at 7,000 on Saturday, December 13, 2025.",
        "Bitcoin fell 3% on Saturday, December 13, 2025.",
    ],
)
def test_other_markets_and_other_days_have_sessions(text: str) -> None:
    assert closed(text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Revenue rose 10% to $110 million from $105 million.", "10%"),  # 4.8%
        ("The fund rose 25% from $80.00 to $90.00.", "25%"),  # 12.5%
        ("XLK had a low of $80.00 in May. XLK had a high of $100.00 in June. XLK rose 30% between those two points.", "30%"),
        (
            "| Index | Close | Change | % Change |\n|---|---|---|---|\n| S&P 500 | 6,538.76 | -102.04 | -1.66% |",
            "-1.66%",
        ),  # 1.54%
    ],
)
def test_a_result_its_own_numbers_do_not_give_is_found(text: str, stated: str) -> None:
    assert arithmetic(text) == [("error", stated)]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose 4.8% to $110 million from $105 million.",
        "The fund rose 12.5% from $80.00 to $90.00.",
        "Gold rose 60% from about $2,600 to more than $4,100.",  # what follows from a rough figure is rough
        "| Index | Close | Change | % Change |\n|---|---|---|---|\n| S&P 500 | 6,849.72 | +20.37 | +0.30% |",
    ],
)
def test_a_result_that_follows_or_may_follow_is_left_alone(text: str) -> None:
    assert arithmetic(text) == []


def test_a_result_between_two_levels_told_before_is_borne_out() -> None:
    text = "XLK had a low of $80.00 in May. XLK had a high of $100.00 in June. XLK rose 25% between those two points."
    assert arithmetic(text) == [("note", "25%")]


def test_the_same_close_told_twice_with_two_values_is_found() -> None:
    text = "IJR closed at 112.05 on November 20, 2025. Later: IJR closed at 113.05 on November 20, 2025."
    assert internal(text) == [("113.05", "112.05")]


def test_the_same_change_told_in_two_directions_is_found() -> None:
    text = "The Russell 2000 rose 1.2% in November 2025. The Russell 2000 fell 1.2% in November 2025."
    assert internal(text) == [("1.2%", "1.2%")]


@pytest.mark.parametrize(
    "text",
    [
        "IJR closed at 112.05 on November 20, 2025. IJR closed at 113.05 on November 21, 2025.",
        "IJR closed at 112.05 on November 20, 2025. IJR fell to a low of 112.00 on November 20, 2025.",
        "IJR rose 2.6% in November 2025. IJR rose 2.61% in November 2025.",
        "IJR rose 2.6% in November 2025 and IWM 1.0%.",
        "The Nasdaq rose 0.1% on November 14, 2025 after being down 1.9% earlier on November 14, 2025.",
    ],
)
def test_other_days_prices_roundings_and_moments_are_no_contradiction(text: str) -> None:
    assert internal(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("From $100 to $130 is a rise of 25%.", "25%"),  # 30%
        ("Revenue rose to $4.2 billion from $3.9 billion, an increase of 12%.", "12%"),  # 5.1% to 10.4%, as printed
        ("Debt fell to $80 million from $100 million, a rise of 20%.", "20%"),  # the other way
        ("Revenue rose to $4.2 billion from $3.9 billion, an increase of 8%.", None),
        ("Costs went from $100 to $125, a rise of 25%.", None),
        ("Costs went from about $100 to $125, a rise of 30%.", None),  # what is about gives no exact result
        ("Rates rose to 4.2% from 3.9%, an increase of 12%.", None),  # points or per cent: not told
    ],
)
def test_a_change_told_behind_both_its_levels_must_follow_from_them(text: str, wrong: str | None) -> None:
    assert [stated for severity, stated in arithmetic(text) if severity == "error"] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("IJR closed at 123.00 today.", True),
        ("Shares fell 2% in May.", True),
        ("Today is a fine day, and may it stay so.", False),
        ("This May be wrong. IJR fell 2% on November 17, 2025.", False),
    ],
)
def test_a_day_is_asked_for_only_where_a_figure_hangs_on_it(text: str, is_asked: bool) -> None:
    figures = [(at, at + 1) for at in (text.find("123.00"), text.find("2%")) if at >= 0]
    assert bool(left_undated(text, figures, None)) is is_asked
    assert left_undated(text, figures, DAY) == []
