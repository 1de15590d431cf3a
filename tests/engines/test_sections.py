"""Of whom a sentence under headings is: an article with a country a section, where no sentence names its country."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.candidates import headed_by
from copilot.engines.extractive import draft_answer
from copilot.types import Draft, Passage

from .small_library import MEETINGS, TablePrices

TEXT = (
    "# The year ahead\n\n## Europe\n\n### Germany\n\nGrowth is forecast at 0.4% for 2024. Inflation should average 2.7%.\n\n"
    "### France\n\nGrowth is forecast at 0.9% for 2024. Inflation should average 2.5%.\n\n"
    "## Asia\n\n### Japan\n\nGrowth is forecast at 1.0% for 2024.\n\n#### Risks\n\nA stronger currency could cost 0.3 points of growth.\n\n"
    "Small caps could suffer too."
)


def whole(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2023, 12, 18, 12, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "The year ahead", "Regional Review", when, None, 0, len(TEXT), TEXT, 1.0)]


def draft(question: str) -> Draft:
    return draft_answer(
        question,
        as_of=date(2023, 12, 31),
        search=whole,
        prices=TablePrices(()),
        meetings=MEETINGS,
        article_text=lambda i: TEXT,
    )


def heading_of(words: str) -> str | None:
    start = TEXT.index(words)
    one = Passage("n1", "0" * 64, "The year ahead", None, None, None, start, start + len(words), words, 1.0)
    headed = headed_by(one, TEXT)
    return None if headed is None else headed[0]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Inflation should average 2.7%.", "Germany"),
        ("Inflation should average 2.5%.", "France"),
        ("A stronger currency could cost 0.3 points of growth.", "Japan"),  # what its risks are of
        ("Small caps could suffer too.", None),  # it says of whom it is
    ],
)
def test_a_sentence_is_of_the_nearest_heading_that_names_somebody(words: str, heading: str | None) -> None:
    assert heading_of(words) == heading


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is the inflation forecast for Germany?", "under “Germany”: “Inflation should average 2.7%.”"),
        ("what is the growth forecast for France?", "under “France”: “Growth is forecast at 0.9% for 2024.”"),
        ("what is growth in Japan expected to be in 2024?", "under “Japan”: “Growth is forecast at 1.0% for 2024.”"),
    ],
)
def test_a_figure_of_a_country_is_that_of_its_section(question: str, answer: str) -> None:
    told = [sentence.text for sentence in draft(question).sentences if sentence.kind == "claim"]
    assert told and answer in told[0] and len(told) == 1


def test_what_is_of_others_answers_nothing_of_a_market_without_prices() -> None:
    made = draft("what is the forecast for copper?")
    assert made.status == "declined" and not made.passages


WHYS = (
    "**Why do ferries lose money?** The ships are old and burn a lot. The price of a ferry ticket is capped by law.\n\n"
    "**What next?** The line has ordered four ships and waits for them.\n"
)


@pytest.mark.parametrize(
    ("question", "is_told"),
    [("why do ferries lose money?", True), ("why do bakers sleep so little?", False)],
)
def test_what_stands_under_a_why_is_a_reason_for_what_it_names(question: str, is_told: bool) -> None:
    def found(query: str, limit: int = 8) -> list[Passage]:
        when = datetime(2023, 12, 18, 12, tzinfo=UTC)
        return [Passage("n1", "0" * 64, "Ferries", "Harbour Post", when, None, 0, len(WHYS), WHYS, 1.0)]

    made = draft_answer(
        question,
        as_of=date(2023, 12, 31),
        search=found,
        prices=TablePrices(()),
        meetings=MEETINGS,
        article_text=lambda i: WHYS,
    )
    assert any("The price of a ferry ticket is capped by law." in sentence.text for sentence in made.sentences) is is_told
