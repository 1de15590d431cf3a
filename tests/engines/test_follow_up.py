"""A question that leans on the one before, made whole; and one that stands by itself, left alone."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.engines.follow_up import asks_of_sources, made_whole
from copilot.engines.question_names import names_in_question

LAST = "how did SMH do in May?"
AS_OF = date(2024, 7, 1)


def whole(text: str, last: str = LAST) -> str:
    return made_whole(text, last, names_in_question, AS_OF)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("and SPY?", "how did SPY do in May?"),
        ("what about June?", "how did SMH do in June?"),
        ("SPY in April?", "how did SPY do in April?"),
        ("since March?", "how did SMH do since March?"),
        ("and last week?", "how did SMH do last week?"),
        ("why?", "what drove SMH in May?"),
        ("how volatile is it?", "how volatile is SMH?"),
        ("compare it with SPY", "compare SMH with SPY in May"),
        ("and its drawdown?", "and SMH's drawdown?"),
        ("what about SPY, was it worse?", "was SPY worse than SMH in May?"),
        ("and SPY? is it more volatile?", "is SPY more volatile than SMH in May?"),
        ("what about SPY: how far is it below its high?", "how far is SPY below its high?"),
        ("how does SPY compare with it?", "how does SPY compare with SMH in May?"),
        ("and over two quarters?", "how did SMH do over two quarters?"),
        ("during June then?", "how did SMH do during June?"),
        ("when was that?", "how did SMH do in May?"),
    ],
)
def test_what_leans_on_the_question_before_is_made_whole(text: str, read_as: str) -> None:
    assert whole(text) == read_as


@pytest.mark.parametrize(
    "text",
    [
        "what did the Fed do?",
        "is the rally sustainable?",
        "how did gold do in June?",
        "who dissented?",
        "thanks",
        "why does gold rise?",
        "should I sell SPY?",
        "is SPY safe?",
        "is it true that SPY rose in June?",
        "was it SPY that fell in June?",
        "when did SPY hit its high?",
        "SPY lost a lot from its March high, is that usual?",
    ],
)
def test_what_stands_by_itself_is_left_alone(text: str) -> None:
    assert whole(text) == text


def test_after_a_question_that_names_nothing_nothing_is_taken_over() -> None:
    assert whole("and SPY?", "is the rally sustainable?") == "and SPY?"
    assert whole("why?", "what did the Fed do?") == "why?"


@pytest.mark.parametrize(
    ("just", "read_as"),
    [
        ("is hiring slowing?", "why is hiring slowing?"),
        ("so did hiring slow in May?", "why did hiring slow in May?"),
        ("what did the central bank decide?", "why?"),  # which is then said to be of nothing
        ("how did SPY do in June?", "what drove SMH in May?"),  # where it names one, that is the one before
    ],
)
def test_a_bare_why_is_of_the_very_last_question(just: str, read_as: str) -> None:
    assert made_whole("why?", LAST, names_in_question, AS_OF, just=just) == read_as


@pytest.mark.parametrize(
    ("text", "just", "read_as"),
    [
        ("why?", "thank you", "what drove SMH in May?"),
        ("why?", "is that unusual?", "what drove SMH in May?"),
        ("why?", "were they right?", "what drove SMH in May?"),
        ("why?", "and the danger?", "what drove SMH in May?"),
        ("why?", "who objected?", "why?"),
        ("and why is that?", "are wages growing?", "why are wages growing?"),
        ("why did it drop?", "are wages growing?", "what drove SMH in May?"),
    ],
)
def test_what_has_no_subject_of_its_own_is_not_what_a_why_is_of(text: str, just: str, read_as: str) -> None:
    assert made_whole(text, LAST, names_in_question, AS_OF, just=just) == read_as


def test_after_two_sides_a_why_asks_for_them_again() -> None:
    asked = "are wages growing too fast?"
    assert made_whole("why?", LAST, names_in_question, AS_OF, just=asked, is_divided=True) == asked
    assert made_whole("why did it drop?", LAST, names_in_question, AS_OF, just=asked, is_divided=True) == "what drove SMH in May?"
    assert made_whole("why?", LAST, names_in_question, AS_OF, just="thanks", is_divided=True) == "what drove SMH in May?"


def test_another_time_alone_is_of_the_same_question_whatever_it_names() -> None:
    assert whole("and in October?", "what did the Fed do in December?") == "what did the Fed do in October?"


def test_them_are_all_that_were_asked_about() -> None:
    assert whole("which of them rose more?", "how did SMH and SPY do in May?").startswith("which of SMH and SPY rose more")
    both = made_whole("which of them is more volatile?", "how did SPY do?", names_in_question, AS_OF, earlier="how did SMH do?")
    assert both == "which of SMH and SPY is more volatile?"


def test_several_are_compared_over_the_time_of_the_question_before() -> None:
    assert whole("which of them lost most?", "rank SMH and SPY since 3 June") == "which of SMH and SPY lost most since 3 June?"
    assert whole("which of them lost most in May?", "rank SMH and SPY since 3 June") == "which of SMH and SPY lost most in May?"


def test_when_that_was_asks_for_the_day_of_the_level_told_last() -> None:
    assert whole("when was that?", "what was the lowest close of SMH in May?") == "when was the lowest close of SMH in May?"
    assert whole("and on which day was it?", "how high was the peak of SMH?") == "when was the peak of SMH?"
    assert whole("when was that?", "what did the Fed do?") == "what did the Fed do?"  # its answer has the day


def test_two_that_were_asked_about_one_after_the_other_are_compared() -> None:
    first, second = "did XLE rise in May?", "did XLF rise in May?"
    day = date(2024, 7, 1)
    assert (
        made_whole("which was better?", second, names_in_question, day, earlier=first) == "which was better, XLE or XLF in May?"
    )
    assert made_whole("which was better?", second, names_in_question, day) == "which was better?"
    assert made_whole("by how much?", second, names_in_question, day) == second


def test_they_are_the_publisher_whose_view_was_asked_for() -> None:
    day = date(2024, 7, 1)
    asked = made_whole("do they say anything about rates?", "what does Harbour Wire think?", names_in_question, day)
    assert asked == "do Harbour Wire say anything about rates?"
    assert "Harbour" not in made_whole("how did they do?", "what does Harbour Wire think?", names_in_question, day)


def test_doubt_is_answered_with_the_evidence() -> None:
    for text in ("are you sure?", "show me the sources", "what is that based on?", "says who?"):
        assert asks_of_sources(text), text
    for text in ("what are sources of growth?", "what is the index based on?"):
        assert not asks_of_sources(text), text
