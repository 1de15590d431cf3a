"""Figures that articles state of an instrument at a time: what a question for them is answered with."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.engines.question import understand
from copilot.engines.question_names import names_in_question
from copilot.engines.stated import is_of_kind, is_of_subject, is_of_time
from copilot.engines.subjects import subjects_of
from copilot.numbers import read_claims
from copilot.sentences import sentences
from copilot.types import Draft, Passage

from .small_library import MEETINGS, TablePrices

AS_OF = date(2024, 3, 28)
TEXT = (
    "Stocks in London slipped on Wednesday. The FTSE 100 closed at 7,653.98, down 0.42%, and SPY was closed for business there. "
    "Analysts put the price-earnings ratio of the FTSE 100 at 11.2. Today it opened at 7,640.10."
)
PUBLISHED = datetime(2024, 3, 7, 12, tzinfo=UTC)


def figures(question: str) -> list[str]:
    """The figures of TEXT that the question asks for."""
    read = understand(question, as_of=AS_OF, find_names=names_in_question)
    passage = Passage("a", "0" * 64, "Wrap", "Fjord Wire", PUBLISHED, None, 0, len(TEXT), TEXT, 1.0)
    subjects = list(subjects_of(read.names, {"SPY"}))
    assert read.period is not None
    return [
        claim.quantity.text
        for claim in read_claims(TEXT, published=PUBLISHED.date())
        if is_of_kind(claim, read) and is_of_subject(claim, read.names, subjects) and is_of_time(claim, passage, read.period)
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what did the FTSE 100 do on 6 March?", ["0.42%"]),
        ("where did the FTSE 100 close on 6 March?", ["7,653.98"]),
        ("what did the FTSE 100 do on 5 March?", []),
        ("what did the DAX do on 6 March?", []),
        ("what did the FTSE 100 do in February?", []),
    ],
)
def test_a_figure_is_taken_for_its_instrument_its_day_and_its_kind(question: str, expected: list[str]) -> None:
    assert figures(question) == expected


def draft(question: str, texts: dict[str, str]) -> Draft:
    def search(query: str, limit: int) -> list[Passage]:
        return [
            Passage(key, "0" * 64, "Wrap", "Fjord Wire", PUBLISHED, None, 0, len(text), text, 1.0) for key, text in texts.items()
        ]

    return draft_answer(
        question, as_of=AS_OF, search=search, prices=TablePrices(), meetings=MEETINGS, article_text=lambda key: texts[key]
    )


def test_an_index_without_prices_is_answered_by_the_article_that_tells_its_figure_and_its_fund_comes_second() -> None:
    text = (
        "Wall Street rose on Wednesday. The S&P 500 gained 0.51% to 5,104.76. Traders spoke of the SPY fund and of the weather."
    )
    made = draft("what did the S&P 500 do on 6 March 2024?", {"a": text})
    lead = [sentence.text for sentence in made.sentences if sentence.section == "lead" and sentence.kind == "claim"]
    assert "The S&P 500 gained 0.51% to 5,104.76." in lead[0] and lead[1].startswith("SPY")


def test_a_figure_told_of_an_unnamed_subject_is_opened_by_its_name_and_cites_where_it_is_named() -> None:
    text = "The S&P 500 had a good week in New York. By Wednesday it had gained 0.51% to 5,104.76 points in all."
    made = draft("what did the S&P 500 do on 6 March 2024?", {"a": text})
    first = made.sentences[0].text
    assert first.startswith("Of the S&P 500, Fjord Wire writes: “By Wednesday it had")
    assert made.passages[0].quote == text and len(sentences(text)) == 2


def test_a_figure_of_a_fund_that_only_holds_what_is_asked_about_is_told_of_the_fund() -> None:
    text = "GLD, the largest fund that holds gold bars, had a good day. On Wednesday it rose 0.9%, its best this week."
    told = " ".join(sentence.text for sentence in draft("how much did gold rise on 6 March 2024?", {"a": text}).sentences)
    assert "Of gold" not in told


@pytest.mark.parametrize("question", ["how volatile was SMH over the last nine years?", "what did SMH close at on 3 June 2016?"])
def test_a_time_that_the_prices_do_not_hold_is_declined_and_no_other_time_is_told(question: str) -> None:
    made = draft(question, {"a": "SMH is a fund of chip stocks, and its volatility was 31% in the twelve months to March."})
    assert made.status == "declined" and not made.metrics
    assert made.sentences[0].text.startswith("The prices do not cover the time asked about")


def test_a_decline_of_advice_says_what_can_be_asked_instead() -> None:
    made = draft("should I sell SMH now?", {"a": "SMH rose on Wednesday, traders said."})
    assert made.status == "declined" and all(sentence.kind == "meta" for sentence in made.sentences)
    assert "“how volatile is SMH?”" in made.sentences[-1].text


@pytest.mark.parametrize(("when", "expected"), [("in February", 1), ("in the second half of February", 0)])
def test_a_return_of_a_month_is_none_of_its_half(when: str, expected: int) -> None:
    text = "February in funds. In February 2024 the usual figure of SPY is 5.2% with dividends."
    read = understand(f"how did SPY do {when}?", as_of=AS_OF, find_names=names_in_question)
    passage = Passage("a", "0" * 64, "Note", "Fjord Wire", PUBLISHED, None, 0, len(text), text, 1.0)
    assert read.period is not None
    told = [claim for claim in read_claims(text, published=PUBLISHED.date()) if claim.quantity.text == "5.2%"]
    assert sum(is_of_time(claim, passage, read.period) for claim in told) == expected


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("tell me about silver in February", True),
        ("give me an overview of silver in February", True),
        ("how much did silver gain in February?", False),
    ],
)
def test_a_picture_of_what_has_no_prices_is_what_the_articles_say(question: str, is_told: bool) -> None:
    text = "Silver had a busy winter. Silver is held up by demand from makers of solar panels, which keep buying the metal."
    made = draft(question, {"a": text})
    assert any("solar panels" in sentence.text for sentence in made.sentences) == is_told
