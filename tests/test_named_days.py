"""Days that people name without a date, held against the calendar of the library `holidays`."""

from __future__ import annotations

import re
from datetime import date

import pytest
from holidays import country_holidays, financial_holidays

from copilot.named_days import easter, holiday_of, holiday_pattern, holiday_words

NAMES = {  # as the library calls them
    "New Year's Day": "new year's day",
    "Martin Luther King Jr. Day": "MLK Day",
    "Washington's Birthday": "Presidents’ Day",
    "Good Friday": "Good Friday",
    "Memorial Day": "memorial day",
    "Juneteenth National Independence Day": "Juneteenth",
    "Independence Day": "the Fourth of July",
    "Labor Day": "Labour Day",
    "Columbus Day": "Columbus Day",
    "Veterans Day": "Veterans Day",
    "Thanksgiving Day": "Thanksgiving",
    "Christmas Day": "christmas",
}


def test_every_holiday_falls_where_the_library_has_it() -> None:
    for year in range(1990, 2041):
        for table in (country_holidays("US", years=year, observed=False), financial_holidays("NYSE", years=year, observed=False)):
            for day, name in table.items():
                if name in NAMES:
                    assert holiday_of(NAMES[name], year) == day, (name, year)


@pytest.mark.parametrize(
    ("words", "day"),  # from published calendars
    [
        ("Black Friday", date(2025, 11, 28)),
        ("Cyber Monday", date(2024, 12, 2)),
        ("Election Day", date(2024, 11, 5)),
        ("Election Day", date(2022, 11, 8)),
        ("Easter Monday", date(2025, 4, 21)),
        ("new year’s eve", date(2020, 12, 31)),
        ("Halloween", date(2023, 10, 31)),
    ],
)
def test_other_days_fall_as_people_count_them(words: str, day: date) -> None:
    assert holiday_of(words, day.year) == day


def test_easter_is_a_sunday_of_spring() -> None:
    for year in range(1900, 2100):
        assert easter(year).weekday() == 6
        assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_seasons_are_no_days_of_a_text() -> None:
    days = re.compile(holiday_pattern(holiday_words("days")))
    assert days.fullmatch("christmas day")
    assert not days.fullmatch("christmas")
