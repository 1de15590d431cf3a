"""Paragraphs under the reader's own question; what happened on a day that only later articles tell; times joined to a year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.asked_alike import answered_under
from copilot.engines.evidence import Evidence
from copilot.engines.extractive import draft_answer
from copilot.engines.question import understand
from copilot.engines.question_time import find_period
from copilot.types import Draft, Passage

from .small_library import AS_OF, MEETINGS, TablePrices

TEXT = (
    "Chips in six questions\n\n"
    "**Do export curbs hurt chip stocks?**\n\n"
    "They do, with a delay. Orders are placed a year ahead. A maker that loses a buyer finds another one late. Then it cuts prices.\n\n"
    "**What about inventories?**\n\n"
    "They have grown since the summer.\n\n"
    "SMH, the fund of chip stocks, lost 2.0% on 6 February on fears of new curbs."
)


def note(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2024, 3, 22, 12, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "Chips in six questions", "Harbour Post", when, None, 0, len(TEXT), TEXT, 1.0)]


def under(text: str) -> list[str]:
    question = understand(text, as_of=AS_OF, find_names=lambda words: [])
    return [sentence.text for sentence in answered_under(question, note(""), lambda i: TEXT, Evidence())]


def draft(question: str) -> Draft:
    return draft_answer(
        question,
        as_of=AS_OF,
        search=note,
        prices=TablePrices(),
        meetings=MEETINGS,
        article_text=lambda i: TEXT,
        openings=lambda start, end: [],
    )


def test_the_paragraph_under_the_same_question_is_quoted_in_its_order() -> None:
    told = under("how much would export curbs hurt chip stocks?")
    assert told[0] == "Under “Do export curbs hurt chip stocks?” Harbour Post writes: “They do, with a delay.” [1]"
    assert told[1:] == [
        "It goes on: “Orders are placed a year ahead.” [1]",
        "It goes on: “A maker that loses a buyer finds another one late.” [1]",
    ]
    assert under("what about inventories?")[0].endswith("“They have grown since the summer.” [1]")


@pytest.mark.parametrize(
    "text", ["do export subsidies help farmers?", "what about inventories of wheat in Kansas?", "who makes chips?"]
)
def test_another_question_is_not_answered_by_it(text: str) -> None:
    assert under(text) == []


def test_what_happened_on_a_day_without_an_article_is_told_by_later_ones_that_date_it() -> None:
    made = draft("what happened on 6 February?")
    assert "“SMH, the fund of chip stocks, lost 2.0% on 6 February" in made.sentences[0].text
    assert any("on 6 February 2024" in sentence.text and "[M" in sentence.text for sentence in made.sentences)
    assert (
        draft("what happened on 7 February?").status != "answered"
        or "6 February" not in draft("what happened on 7 February?").sentences[0].text
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from 3 November to 14 December 2023", date(2023, 11, 3), date(2023, 12, 14)),
        ("from Thanksgiving to Christmas 2023", date(2023, 11, 23), date(2023, 12, 25)),
        ("from 20 December to 5 January 2024", date(2023, 12, 20), date(2024, 1, 5)),
        ("from March to May 2021", date(2021, 3, 1), date(2021, 5, 31)),
        ("around 20 November", date(2023, 11, 13), date(2023, 11, 27)),
        ("around Thanksgiving", date(2023, 11, 16), date(2023, 11, 30)),
    ],
)
def test_the_first_of_two_days_takes_its_year_from_the_second_and_around_is_a_week_each_way(
    text: str, start: date, end: date
) -> None:
    found = find_period(text, AS_OF)
    assert found is not None and (found.start, found.end) == (start, end)


def test_the_cause_of_a_time_without_a_reason_is_told_with_how_it_moved() -> None:
    made = draft("what drove SPY in February?")
    assert made.status == "answered"
    assert made.sentences[0].text.startswith("SPY ")
    assert made.sentences[-1].text.startswith("No article found gives a reason for it")
