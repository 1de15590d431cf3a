"""The sentence that answers in the question's own words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.direct import best_line, with_direct_quote
from copilot.engines.evidence import Evidence
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question
from copilot.types import DraftSentence, Passage

TEXT = (
    "The ferry company ordered four ships in spring. Its board approved the purchase by seven votes to two. "
    "The yard in Gdansk will build them. Each ship costs 41 million euros. Passengers grew slowly this year."
)


def passage(text: str = TEXT, day: int = 3) -> Passage:
    return Passage(
        "a" * 12,
        "0" * 64,
        "Ferry company orders ships",
        "Harbour Post",
        datetime(2025, 6, day, 12, tzinfo=UTC),
        None,
        0,
        len(text),
        text,
        1.0,
    )


def ask(text: str) -> Question:
    return understand(text, as_of=date(2025, 6, 30), find_names=names_in_question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("which yard will build the ships?", "The yard in Gdansk will build them."),
        ("how did the board vote on the purchase?", "Its board approved the purchase by seven votes to two."),
        ("what does each ship cost?", "Each ship costs 41 million euros."),
    ],
)
def test_the_sentence_with_most_of_the_questions_words_is_taken(question: str, answer: str) -> None:
    found = best_line(ask(question), [passage()], lambda _: TEXT)
    assert found is not None
    assert found.quote == answer
    assert TEXT[found.start : found.end] == found.quote


def test_nothing_is_taken_where_no_sentence_holds_enough() -> None:
    assert best_line(ask("what did the tea harvest in Assam yield?"), [passage()], lambda _: TEXT) is None
    assert best_line(ask("ships?"), [passage()], lambda _: TEXT) is None


def test_a_sentence_of_another_day_is_no_answer() -> None:
    question = ask("what did the board approve by votes on 20 June 2025?")
    assert best_line(question, [passage(day=3)], lambda _: TEXT) is None
    assert best_line(question, [passage(day=20)], lambda _: TEXT) is not None


def test_it_is_quoted_once() -> None:
    question, evidence = ask("what does each ship cost?"), Evidence()
    drafted = with_direct_quote([], question, [passage()], lambda _: TEXT, evidence)
    assert [sentence.text for sentence in drafted] == ["Harbour Post writes: “Each ship costs 41 million euros.” [1]"]
    assert with_direct_quote(drafted, question, [passage()], lambda _: TEXT, evidence) == drafted


def test_what_the_data_answer_needs_no_quotation() -> None:
    question = ask("how volatile was XYZ?")
    assert question.kind == "measure"
    computed = [DraftSentence("The volatility of XYZ was 20% [M1].")]
    assert with_direct_quote(computed, question, [passage()], lambda _: TEXT, Evidence()) == computed
