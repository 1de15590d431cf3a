"""Whole drafts over a small invented library: every mark valid, every quotation exact, every figure checkable."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.metrics import metric_as_evidence
from copilot.numbers import check_text

from .small_library import AS_OF, HIGH_DAY, LOW_DAY, TablePrices, article_text, draft, search_nothing, told

QUESTIONS = [
    "is the rally sustainable?",
    "is the rally in chip stocks sustainable?",
    "are chip stocks overvalued?",
    "what are the risks for chip stocks?",
    "how far has SMH risen from its January low, and when was that?",
    "how volatile are chip stocks?",
    "what was the worst drawdown of SMH this year?",
    "how did SMH do in February compared with SPY?",
    "when did SMH peak?",
    "what was the close of SMH on 5 March 2024?",
    "why did chip stocks fall in March?",
    "what did the Fed do in March?",
    "how many rate cuts in a row?",
    "what do the articles say about export curbs?",
    "SMH",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mark_of_a_claim_names_evidence_and_no_meta_sentence_holds_a_numeral(question: str) -> None:
    made = draft(question)
    assert made.status == "answered"
    used: set[str] = set()
    for sentence in made.sentences:
        marks = re.findall(r"\[(M?)(\d+)\]", sentence.text)
        used |= {kind + number for kind, number in marks}
        if sentence.kind == "meta":
            assert not marks and not re.search(r"\d", sentence.text)
        else:
            assert marks
        for kind, number in marks:
            assert 1 <= int(number) <= len(made.metrics if kind else made.passages)
    assert used == {str(n) for n in range(1, len(made.passages) + 1)} | {f"M{n}" for n in range(1, len(made.metrics) + 1)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_are_exact_spans_and_each_is_quoted_once(question: str) -> None:
    made = draft(question)
    for passage in made.passages:
        assert article_text(passage.article_id)[passage.start : passage.end] == passage.quote
    quotations = re.findall(r"“([^”]+)”", told(made))
    assert len(quotations) == len(set(quotations))


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_figure_of_a_draft_is_rejected_or_uncited(question: str) -> None:
    made = draft(question)
    checks = check_text(
        told(made),
        [passage.quote for passage in made.passages],
        metrics=[metric_as_evidence(metric) for metric in made.metrics],
        as_of=AS_OF,
        citations="sources",
    )
    assert [c for c in checks if c.verdict not in ("checked", "exempt")] == []


def test_an_outlook_has_a_bottom_line_both_sides_and_the_move() -> None:
    made = draft("is the rally in chip stocks sustainable?")
    lead, support, against = (told(made, section) for section in ("lead", "support", "against"))
    assert "both sides" in lead or "for it they cite" in lead
    assert "SMH rose 50.00% from its low of $150.00 on 17 January 2024 to its high of $225.00 on 7 March 2024" in lead
    assert "can be sustained" in support and "stretched" not in support
    assert "stretched" in against and "can be sustained" not in against
    assert "Utilities" not in support + against


def test_a_question_that_names_no_instrument_says_what_it_was_read_as() -> None:
    made = draft("is the rally sustainable?")
    assert "names no instrument" in told(made) and "SMH" in made.resolved_question


def test_a_question_without_an_answer_in_articles_or_prices_is_declined_with_what_there_is() -> None:
    for question in ("how is Zorblatt Industries doing?", "what is the outlook for coffee?", "how do I bake sourdough bread?"):
        made = draft(question)
        assert made.status == "declined" and not made.passages and not made.metrics
        assert "SMH" in told(made) and all(s.kind == "meta" for s in made.sentences)


def test_advice_is_declined_plainly() -> None:
    made = draft("should I buy chip stocks now?")
    assert made.status == "declined" and "advice" in told(made)


def test_a_time_after_the_as_of_day_is_declined_and_later_meetings_are_not_seen() -> None:
    assert draft("what did the Fed do in May 2024?").status == "declined"
    assert "third consecutive cut" in told(draft("what did the Fed do at its last meeting?"))


def test_a_question_for_later_than_the_as_of_sees_no_later_session() -> None:
    made = draft("how far has SMH risen from its January low?", as_of=date(2024, 2, 15))
    assert all(metric.end is None or metric.end <= date(2024, 2, 15) for metric in made.metrics)


def test_an_empty_library_still_answers_from_prices_and_an_empty_source_from_articles() -> None:
    made = draft("how far has SMH risen from its January low?", search=search_nothing)
    assert made.status == "answered" and not made.passages and "50.00%" in told(made)
    made = draft("is the rally in chip stocks sustainable?", prices=TablePrices(()))
    assert made.passages and not made.metrics and "No prices are at hand" in told(made)
    assert draft("is the rally sustainable?", search=search_nothing, prices=TablePrices(())).status == "declined"


def test_a_figure_whose_sessions_are_missing_is_declined_by_name() -> None:
    made = draft("how volatile are chip stocks?")
    assert "annualised volatility" in told(made, "lead")
    assert "could not be computed" in told(made, "unknown")


def test_an_extreme_is_given_with_its_day() -> None:
    made = draft("when did SMH peak?")
    assert {(metric.name, metric.start) for metric in made.metrics} >= {("high", HIGH_DAY)}
    made = draft("how far has SMH risen from its January low?")
    assert {(metric.name, metric.start) for metric in made.metrics} >= {("low", LOW_DAY), ("high", HIGH_DAY)}


def test_boilerplate_questions_and_reference_marks_are_not_quoted() -> None:
    text = " ".join(told(draft(question)) for question in QUESTIONS)
    assert "Log in" not in text and "sustainable?”" not in text and "[3]”" not in text and "OSLO" not in text


def test_a_sentence_that_the_prices_contradict_is_quoted_as_a_conflict() -> None:
    made = draft("is the rally in chip stocks sustainable?", is_disputed=lambda passage: "212.40" in passage.quote)
    assert "Hollow Oak Letter" in told(made, "conflicts") and "212.40" in told(made, "conflicts")
    assert not told(draft("what did the Fed do in March?", is_disputed=lambda passage: True), "conflicts")


def test_a_source_that_cannot_list_its_tickers_is_asked_for_those_named() -> None:
    class Unlisted(TablePrices):
        def tickers(self) -> tuple[str, ...]:
            return ()

    assert "50.00%" in told(draft("how far has SMH risen from its January low?", prices=Unlisted()))


def test_an_article_that_gives_the_same_figures_is_quoted_beside_them() -> None:
    made = draft("what was the close of SMH on 19 March 2024?")
    assert "212.40 on 19 March" in told(made)


def test_the_same_question_gives_the_same_draft() -> None:
    assert draft("is the rally sustainable?") == draft("is the rally sustainable?")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120) | st.lists(st.sampled_from(" ".join(QUESTIONS).split()), max_size=14).map(" ".join))
def test_any_question_has_a_draft_with_valid_marks(question: str) -> None:
    made = draft(question)
    assert made.status in ("answered", "partial", "declined") and made.sentences
    for sentence in made.sentences:
        for kind, number in re.findall(r"\[(M?)(\d+)\]", sentence.text):
            assert 1 <= int(number) <= len(made.metrics if kind else made.passages)
        assert sentence.kind == "claim" or not re.search(r"\d", sentence.text)
