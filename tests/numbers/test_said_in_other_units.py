"""How long something lasts in another unit of time, and days told by the name of a holiday."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text


def is_checked(source: str, text: str, number: str, published: str | None = None) -> bool:
    checks = check_text(text, [source], published=published)
    return next(check.verdict for check in checks if check.text == number) == "checked"


@pytest.mark.parametrize(
    ("source", "text", "number", "checked"),
    [
        ("The walkout lasted 21 days.", "The walkout lasted three weeks.", "three weeks", True),
        ("The walkout lasted 15 working days.", "The walkout lasted three weeks.", "three weeks", True),
        ("The walkout lasted three weeks.", "The walkout lasted 15 business days.", "15 business days", True),
        ("The walkout lasted 21 working days.", "The walkout lasted three weeks.", "three weeks", False),
        ("The walkout lasted three weeks.", "The walkout lasted 21 trading days.", "21 trading days", False),
        ("The walkout lasted 21 days.", "The walkout lasted two weeks.", "two weeks", False),
        ("The walkout lasted 20 days.", "The walkout lasted three weeks.", "three weeks", False),  # no rounding
        ("The walkout lasted 20 days.", "The walkout lasted almost three weeks.", "three weeks", True),
        ("The walkout lasted 23 days.", "The walkout lasted more than three weeks.", "three weeks", True),
        ("The walkout lasted three weeks.", "The walkout lasted 21 days.", "21 days", True),
        ("The walkout lasted 21 hours.", "The walkout lasted three weeks.", "three weeks", False),
        ("The walkout closed 21 depots.", "The walkout lasted three weeks.", "three weeks", False),
        ("Approval took 30 months.", "Approval took 2.5 years.", "2.5 years", True),
        ("Approval took 24 months.", "Approval took 2.5 years.", "2.5 years", False),
        ("The refill takes 2.5 hours.", "The refill takes 150 minutes.", "150 minutes", True),
        ("The refill takes 2.5 hours.", "The refill takes 140 minutes.", "140 minutes", False),
    ],
)
def test_a_length_of_time_is_the_same_in_another_unit(source: str, text: str, number: str, checked: bool) -> None:
    assert is_checked(source, text, number) == checked


@pytest.mark.parametrize(
    ("source", "text", "checked"),
    [
        ("Velm Parks had 61,000 guests on 26 May 2025.", "Velm Parks had 61,000 guests on Memorial Day.", True),
        ("Velm Parks had 61,000 guests on 19 May 2025.", "Velm Parks had 61,000 guests on Memorial Day.", False),
        ("Velm Parks had 61,000 guests on Memorial Day 2025.", "Velm Parks had 61,000 guests on 26 May 2025.", True),
        ("Velm Parks had 61,000 guests on Memorial Day 2025.", "Velm Parks had 61,000 guests on 30 May 2025.", False),
        ("On Memorial Day Velm Parks had 61,000 guests.", "On Labor Day Velm Parks had 61,000 guests.", False),
        ("Velm Parks had 61,000 guests on Cyber Monday.", "Velm Parks had 61,000 guests on Black Friday.", False),
        ("Velm Parks had 61,000 guests on 4 July.", "Velm Parks had 61,000 guests on the Fourth of July.", True),
        ("Velm Parks had 61,000 guests from 24 to 26 May 2025.", "Over Memorial Day weekend 61,000 came to Velm Parks.", True),
    ],
)
def test_a_holiday_is_the_day_it_falls_on(source: str, text: str, checked: bool) -> None:
    assert is_checked(source, text, "61,000", "2025-09-20") == checked
