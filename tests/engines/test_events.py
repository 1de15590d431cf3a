"""Times told by decisions of the Fed: where a series of cuts or increases began, and at which of two beginnings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from copilot.engines.events import at_decision
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question
from copilot.types import Meeting

AS_OF = date(2031, 6, 30)


def meeting(day: str, change: int) -> Meeting:
    when = date.fromisoformat(day)
    return Meeting(when, when, Decimal(2), Decimal("2.25"), change)


RISES = [meeting("2029-01-30", 25), meeting("2029-05-01", 25)]
CUTS = [meeting("2030-03-19", -50), meeting("2030-07-30", 0), meeting("2030-12-10", -25), meeting("2031-01-28", -25)]


def read(text: str, meetings: list[Meeting] | None = None) -> Question:
    asked = understand(text, as_of=AS_OF, find_names=names_in_question)
    return at_decision(asked, [*RISES, *CUTS] if meetings is None else meetings, AS_OF)


def times(text: str, meetings: list[Meeting] | None = None) -> list[str]:
    period = read(text, meetings).period
    return [] if period is None else [one.start.isoformat() for one in (period, *period.further)]


@pytest.mark.parametrize(
    "text",
    [
        "how have small caps done since the Fed began cutting rates?",
        "how much has SMH gained since the Fed started to cut?",
        "how did SMH do since the easing cycle began?",
        "how has SMH done since rate cuts started?",
        "how has SMH done since the start of the easing cycle?",
    ],
)
def test_a_series_begins_after_the_last_move_the_other_way_and_again_after_a_pause(text: str) -> None:
    assert times(text) == ["2030-03-19", "2030-12-10"]
    asked = read(text)
    assert asked.kind == "measure" and "move" in asked.measures and "paused" in asked.time_read and not asked.unread_time


def test_a_series_without_a_pause_begins_once() -> None:
    straight = [*RISES, CUTS[0], CUTS[2]]
    assert times("how has SMH done since the Fed began cutting?", straight) == ["2030-03-19"]
    assert read("how has SMH done since the Fed began cutting?", straight).time_read == ""


def test_what_was_resumed_begins_after_the_pause_and_the_first_of_a_year_in_it() -> None:
    assert times("how has SMH done since the Fed resumed easing?") == ["2030-12-10"]
    assert times("how has SMH done since the first cut of 2031?") == ["2031-01-28"]
    assert times("how has SMH done since the Fed's first cut this year?") == ["2031-01-28"]


def test_a_series_that_is_over_began_with_its_first_move() -> None:
    assert times("how has SMH done since the Fed started hiking?") == ["2029-01-30"]
    assert times("how has SMH done since the Fed began cutting?", RISES) == []


def test_of_two_beginnings_a_comparison_and_a_worst_day_take_the_first() -> None:
    compared = read("which did better since the Fed began cutting, SMH or SPY?")
    assert compared.period is not None and (compared.period.start, compared.period.further) == (date(2030, 3, 19), ())
    worst = read("what was the worst day for SMH since the Fed began cutting?")
    assert worst.period is not None and worst.period.start == date(2030, 3, 20)  # the day of the cut is not since it


def test_the_last_cut_is_still_the_last() -> None:
    assert times("how has SMH done since the last cut?") == ["2031-01-28"]
    assert times("how has SMH done since the Fed cut in December?") == ["2030-12-10"]
