"""Changes told from the low or the high of a time, against the sample's bars."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.comparison import compare_text
from copilot.market.sample import SamplePrices

LAST = date(2025, 12, 18)


@pytest.mark.parametrize(
    ("text", "agrees", "start"),
    [
        ("IJR has gained 9.0% from its November low.", True, date(2025, 11, 20)),  # 112.00 within the session
        ("IJR has gained 9.0% from its November 2025 low.", True, date(2025, 11, 20)),
        ("IJR has gained 12.9% from its November low.", False, date(2025, 11, 20)),
        ("IJR has lost 9.0% from its November low.", False, date(2025, 11, 20)),
        ("IJR is up 9.0% since its 20 November close.", True, date(2025, 11, 20)),
        ("IJR is up 12.0% since its 20 November close.", False, date(2025, 11, 20)),  # of closes alone, not of the high
    ],
)
def test_a_change_from_a_low_runs_from_its_session_to_the_texts_own_day(text: str, agrees: bool, start: date) -> None:
    (found,) = compare_text(text, SamplePrices(), as_of=LAST, published=LAST)
    assert (found.agrees, found.metrics[0].start, found.metrics[0].end) == (agrees, start, LAST)


@pytest.mark.parametrize("published", [None, date(2025, 11, 20)])
def test_without_a_day_behind_the_low_nothing_is_said(published: date | None) -> None:
    assert compare_text("IJR has gained 9.0% from its November low.", SamplePrices(), as_of=LAST, published=published) == []


@pytest.mark.parametrize(
    ("text", "number", "agrees"),
    [
        ("IJR closed at $122.13 today, up 9.0% since its 20 November close of $112.05.", "9.0%", True),
        (
            "IJR closed at $122.13 today, up 9.0% since its 20 November close of $112.05.",
            "$112.05",
            True,
        ),  # is not told as today's
        ("IJR is up 9.0% since its close of $112.05 on 20 November.", "9.0%", True),
        ("IJR is up 12.0% since its close of $112.05 on 20 November.", "12.0%", False),
        ("IJR has risen 9.0% since closing at 112.05 on 20 November.", "9.0%", True),
        ("IJR closed at 112.05 on 20 November and has since gained 9.0%.", "9.0%", True),
        ("IJR closed at 112.05 on 20 November and has gained 7.5% since then.", "7.5%", False),
        ("IJR is up 9.0% since its 20 November close and 2.9% below the 12 December high of $125.84.", "2.9%", True),
        ("IJR is up 9.0% since 20 November. Over the same span SPY gained 3.7%.", "3.7%", True),
        ("IJR is up 9.0% since 20 November. Over the same span SPY gained 5.7%.", "5.7%", False),
    ],
)
def test_a_change_from_a_level_told_with_its_day(text: str, number: str, agrees: bool) -> None:
    found = [
        each for each in compare_text(text, SamplePrices(), as_of=LAST, published=LAST) if text[slice(*each.number)] == number
    ]
    assert [each.agrees for each in found] == [agrees]


def test_a_change_to_the_texts_own_day_is_not_judged_by_prices_that_end_a_week_before() -> None:
    text = "IJR has gained 12.9% from its November low."
    assert compare_text(text, SamplePrices(), as_of=date(2025, 12, 5), published=date(2025, 12, 15)) == []
    (found,) = compare_text(text, SamplePrices(), as_of=date(2025, 12, 12), published=date(2025, 12, 15))
    assert not found.agrees
