"""What a question takes for granted, or asks to be confirmed, against the meetings and the bundled prices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from copilot.engines.premise import NO_FALL, NO_INCREASE, OTHER_FIGURE, fits, stated_change
from copilot.types import Draft

from .test_plain_questions import draft, said


def first(question: str) -> str:
    made: Draft = draft(question)
    return made.sentences[0].text


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("is the December cut the fourth of the year?", "No: by 10 December 2025 the Federal Reserve had cut its target range 3 times"),
        ("was the October cut the second cut of the year?", "Yes: by 29 October 2025 the Federal Reserve had cut its target range 2 times"),
        ("was that the third straight cut?", "Yes: on 10 December 2025"),
        ("was that the fourth consecutive cut?", "No: on 10 December 2025"),
        ("was the cut on 10 December unanimous?", "No: on 10 December 2025 there were 3 votes against"),
        ("did the Fed hike in December?", "No: on 10 December 2025 the Federal Reserve cut"),
        ("did the Fed cut by 50 basis points in December?", "No: on 10 December 2025"),
        ("did the Fed cut by 25 basis points in October?", "Yes: on 29 October 2025"),
        ("did the Fed cut or hold in October?", "On 29 October 2025"),
    ],
)  # fmt: skip
def test_whether_a_decision_was_so_is_said_first(question: str, opening: str) -> None:
    assert first(question).startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did IJR gain 15% in November?", "No: IJR gained 2.61%"),
        ("did IJR gain about 2.6% in November?", "Yes: IJR gained 2.61%"),
        ("did IJR gain more than 2% in November?", "Yes: IJR gained 2.61%"),
        ("did IJR gain more than 3% in November?", "No: IJR gained 2.61%"),
        ("did IJR fall 2.61% in November?", "No: IJR gained 2.61%"),
        ("someone says IJR gained 4% in November. Is that right?", "No: IJR gained 2.61%"),
        ("did IJR gain 2% or 3% in November?", "IJR gained 2.61%"),
    ],
)
def test_a_change_that_is_asked_to_be_confirmed_is_held_against_the_prices(question: str, opening: str) -> None:
    assert first(question).startswith(opening)


def test_what_a_question_takes_for_granted_and_is_not_so_is_said() -> None:
    assert OTHER_FIGURE in said("why did IJR gain 15% in November?")
    assert OTHER_FIGURE not in said("why did IJR gain 2.6% in November?")
    assert NO_FALL in said("why did SPY fall in October?") and NO_FALL not in said("why did IJR fall in March 2023?")
    assert NO_INCREASE in said("since the Fed raised rates in December, how has IJR done?")
    for question in (
        "did the Fed hike in December?",
        "how did IJR do after the Fed cut in December?",
        "when will rates be raised?",
    ):
        assert NO_INCREASE not in said(question)


def test_a_stated_change_is_the_only_one_in_per_cent() -> None:
    assert stated_change("did it lose more than 4.5 percent?") is not None and stated_change("2% or 3%?") is None


@pytest.mark.parametrize(
    ("question", "percent", "fitting"),
    [
        ("did it gain 3%?", "2.61", True),
        ("did it gain 3%?", "2.4", False),
        ("did it gain at least 15%?", "15", True),
        ("did it gain more than 15%?", "15", False),
        ("did it gain more than 10%?", "66", True),
        ("did it gain at most 15%?", "15", True),
        ("did it gain nearly 15%?", "14", True),
        ("did it gain nearly 15%?", "15.2", False),
        ("did it gain about 15%?", "15.6", True),
    ],
)
def test_a_stated_change_fits_as_its_hedge_says(question: str, percent: str, fitting: bool) -> None:
    stated = stated_change(question)
    assert stated is not None and fits(stated, Decimal(percent)) is fitting
