"""Index levels that only a source of series holds: closes are decided, what closes alone cannot tell is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from copilot.auditing import judge_text
from copilot.market.recorded import RecordedPrices, RecordedSeries, RecordingSeries
from copilot.market.sample import SamplePrices
from copilot.types import Finding
from tests.comparison.test_published import folder_of

DAY = date(2025, 12, 19)
VIX = {"2025-12-15": "16.50", "2025-12-16": "16.48", "2025-12-17": "17.62", "2025-12-18": "16.87", "2025-12-19": "14.91"}


@pytest.fixture
def series(tmp_path: Path) -> RecordingSeries:
    return RecordingSeries(folder_of(tmp_path / "series", {"VIXCLS": VIX}))


def findings(text: str, series: RecordingSeries) -> list[Finding]:
    return list(judge_text(text, [], SamplePrices(), as_of=date(2026, 1, 5), published=DAY, series=series)[1])


@pytest.mark.parametrize(
    "text",
    ["The VIX closed at 16.87 on December 18, 2025.", "The VIX fell 4.26% on December 18, 2025.", "The VIX closed at 14.91."],
)
def test_a_close_and_its_change_are_borne_out(text: str, series: RecordingSeries) -> None:
    checked, found = judge_text(text, [], SamplePrices(), as_of=date(2026, 1, 5), published=DAY, series=series)
    assert found == () and "checked" in {n.verdict for n in checked.numbers if n.kind == "quantity"}


def test_a_close_of_another_day_is_found(series: RecordingSeries) -> None:
    (found,) = findings("The VIX closed at 17.62 on December 18, 2025.", series)
    assert found.type == "date" and "17.62 is the close of 2025-12-17; on 2025-12-18 the close was 16.87" in found.text


@pytest.mark.parametrize(
    "text", ["The VIX was at 18.40 on December 18, 2025.", "The VIX hit a high of 18.40 on December 18, 2025."]
)
def test_what_closes_alone_cannot_tell_is_left(text: str, series: RecordingSeries) -> None:
    assert [found.severity for found in findings(text, series) if found.severity == "error"] == []


def test_a_replay_without_the_source_comes_to_the_same(series: RecordingSeries) -> None:
    text = "The VIX closed at 17.62 on December 18, 2025."
    first = judge_text(text, [], SamplePrices(), as_of=date(2026, 1, 5), published=DAY, series=series)
    kept = RecordedSeries(series.all_given())
    assert judge_text(text, [], RecordedPrices(()), as_of=date(2026, 1, 5), published=DAY, series=kept) == first
