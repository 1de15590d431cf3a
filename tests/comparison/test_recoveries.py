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
    ],
)
def test_a_change_from_a_low_runs_from_its_session_to_the_texts_own_day(text: str, agrees: bool, start: date) -> None:
    (found,) = compare_text(text, SamplePrices(), as_of=LAST, published=LAST)
    assert (found.agrees, found.metrics[0].start, found.metrics[0].end) == (agrees, start, LAST)


@pytest.mark.parametrize("published", [None, date(2025, 11, 20)])
def test_without_a_day_behind_the_low_nothing_is_said(published: date | None) -> None:
    assert compare_text("IJR has gained 9.0% from its November low.", SamplePrices(), as_of=LAST, published=published) == []
