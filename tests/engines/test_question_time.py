"""The times that a question names, as people write them, against the day it is asked on."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.engines.question_time import find_period

AS_OF = date(2025, 12, 18)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Friday 7 November", "2025-11-07", "2025-11-07"),  # the date, not the latest Friday
        ("on Friday, November 7, 2025", "2025-11-07", "2025-11-07"),
        ("on the 20th", "2025-11-20", "2025-11-20"),  # 20 December is still to come
        ("on Monday the 1st", "2025-12-01", "2025-12-01"),
        ("on the 3rd of November", "2025-11-03", "2025-11-03"),
        ("on the 31st", "2025-10-31", "2025-10-31"),
        ("last Friday", "2025-12-12", "2025-12-12"),
        ("at Tuesday's close", "2025-12-16", "2025-12-16"),
        ("how did it do on Black Friday", "2025-11-28", "2025-11-28"),
        ("between 20 and 28 November", "2025-11-20", "2025-11-28"),
        ("between November 20 and 28", "2025-11-20", "2025-11-28"),
        ("from the 20th to the 28th of November", "2025-11-20", "2025-11-28"),
        ("20–28 November 2024", "2024-11-20", "2024-11-28"),
        ("from November 3 to 14, 2025", "2025-11-03", "2025-11-14"),
        ("from November 3 to 14 December", "2025-11-03", "2025-12-14"),
        ("from 20 to 30 December", "2024-12-20", "2024-12-30"),
        ("in the third quarter", "2025-07-01", "2025-09-30"),
        ("on the twelfth of December", "2025-12-12", "2025-12-12"),
        ("on the twenty-first of November, 2024", "2024-11-21", "2024-11-21"),
        ("on November the third", "2025-11-03", "2025-11-03"),
        ("a third of December's gains", "2025-12-01", "2025-12-31"),  # a fraction
        ("was September the fourth raise?", "2025-09-01", "2025-09-30"),  # the fourth of the raises
        ("is October the second month in which it lost?", "2025-10-01", "2025-10-31"),
        ("was November the second?", "2025-11-01", "2025-11-30"),
        ("how did it do on October the ninth, 2024?", "2024-10-09", "2024-10-09"),
        ("from October the ninth to November the fifth", "2025-10-09", "2025-11-05"),
        ("between the ninth of October and the fifth of November", "2025-10-09", "2025-11-05"),
        ("between the 9th of October and the 5th of November 2024", "2024-10-09", "2024-11-05"),
        ("between the fourth and the eleventh of October", "2025-10-04", "2025-10-11"),
        ("in December the second week", "2025-12-01", "2025-12-31"),
        ("in the first half of November", "2025-11-01", "2025-11-15"),
        ("over the second half of October 2024", "2024-10-16", "2024-10-31"),
        ("in the first half of 2025", "2025-01-01", "2025-06-30"),
        ("on the day after Thanksgiving", "2025-11-28", "2025-11-28"),
        ("on the Monday after Thanksgiving", "2025-12-01", "2025-12-01"),
        ("the week before Thanksgiving", "2025-11-17", "2025-11-23"),
        ("in the week after 20 November", "2025-11-20", "2025-11-27"),
        ("the day after 5 December", "2025-12-08", "2025-12-08"),  # the next session
        ("after Thanksgiving", "2025-11-27", "2025-12-18"),
    ],
)
def test_a_day_is_the_one_that_is_named(text: str, start: str | None, end: str | None) -> None:
    period = find_period(text, AS_OF)
    assert (period and period.start.isoformat(), period and period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("month to date", "2025-12-01", "2025-12-31"),
        ("QTD", "2025-10-01", "2025-12-31"),
        ("wtd", "2025-12-15", "2025-12-21"),
        ("over the last 3y", "2022-12-18", "2025-12-18"),
        ("over 18m", "2024-06-18", "2025-12-18"),
    ],
)
def test_times_as_traders_write_them(text: str, start: str, end: str) -> None:
    period = find_period(f"how did IJR do {text}", AS_OF)
    assert period is not None and (str(period.start), str(period.end)) == (start, end)


def test_a_day_of_the_coming_week_has_not_come_and_one_farther_off_is_of_the_year_before() -> None:
    found = [find_period(f"how did it do on {day}?", date(2025, 6, 4)) for day in ("9 June", "3 June", "30 June")]
    assert [period and period.start for period in found] == [date(2025, 6, 9), date(2025, 6, 3), date(2024, 6, 30)]
