"""Terms whose meaning is asked for, what would change a view, and which statements the prices contradict."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from copilot.engines.extractive import draft_answer
from copilot.engines.mistakes import NOTHING_WRONG
from copilot.engines.parts import parts_of
from copilot.engines.prose import has_numeral
from copilot.engines.question import understand
from copilot.engines.question_names import names_in_question
from copilot.numbers import find_quantities
from copilot.resources import reference_table
from copilot.types import Draft, Meeting, Passage, Prices

from .small_library import AS_OF, MEETINGS, TablePrices, draft, search_nothing, told

TEXT = (
    "Chips note\n\n"
    "SMH, the fund of chip stocks, rose 4% from 150.00 on 17 January to 225.00. Chip stocks are cheap and orders are strong.\n\n"
    "What would change our mind. First, a year of falling orders at chip stocks. Second, a maker that gives up its prices."
)


def note(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2024, 3, 22, 12, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "Chips note", "Northmoor Research", when, None, 0, len(TEXT), TEXT, 1.0)]


def of_note(question: str, *, is_wrong: bool = False, **changes: object) -> Draft:
    given = {"as_of": AS_OF, "search": note, "prices": TablePrices(), "meetings": MEETINGS, "article_text": lambda i: TEXT}
    return draft_answer(question, is_wrong=lambda passage: is_wrong, **(given | changes))  # type: ignore[arg-type]


def test_the_meanings_are_free_of_figures_and_each_word_has_one() -> None:
    terms = reference_table("definitions.toml")["terms"]
    words = [word for term in terms for word in term["words"]]
    assert len(words) == len(set(words)) and all(word == word.lower() for word in words)
    counted = {"quantity", "count_word", "period", "date"}
    for term in terms:
        assert not has_numeral(term["means"]) and term["means"].endswith(".")
        assert not [item for item in find_quantities(term["means"]) if item.kind in counted], term["means"]


@pytest.mark.parametrize(
    "question",
    ["What is a total return?", "define total return", "explain total returns in plain words", "what does total return mean"],
)
def test_a_term_is_explained_and_no_figure_is_told_of_it(question: str) -> None:
    made = draft(question, search=search_nothing)
    assert made.status == "answered"
    assert made.sentences[0].text.startswith("A total return is what an investment gained or lost with the dividends")
    assert not made.metrics and not made.passages


def test_two_terms_are_told_apart_and_a_figure_is_still_a_figure() -> None:
    both = told(draft("what is the difference between a price return and a total return?"))
    assert both.startswith("A price return is") and "A total return is" in both
    assert not told(draft("what is the volatility of SMH?")).startswith("Volatility is")
    assert "Volatility is" in told(draft("what is volatility?"), "lead")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("what would make the bull case wrong?", "against"),
        ("what would make the sceptics wrong?", "support"),
        ("what could go wrong?", "against"),
        ("what is the bull case?", "support"),
        ("what is the main risk for chip stocks?", "against"),
        ("what do the articles disagree on?", "both"),
    ],
)
def test_what_would_prove_one_side_wrong_is_the_case_of_the_other(text: str, side: str) -> None:
    read = understand(text, as_of=AS_OF, find_names=lambda words: names_in_question(words, ("SMH",)))
    assert (read.kind, read.side) == ("outlook", side)


def test_what_would_change_a_view_stands_under_its_own_heading_in_its_order() -> None:
    lead = of_note("what would make Northmoor change its mind about chip stocks?", publishers=["Northmoor Research"])
    quotes = [sentence.text for sentence in lead.sentences]
    assert "“First, a year of falling orders at chip stocks.”" in quotes[0]
    assert "“Second, a maker" in quotes[1]
    assert not any("orders are strong" in text for text in quotes)


@pytest.mark.parametrize(
    "question",
    [
        "which figures in the articles are wrong?",
        "what did Northmoor get wrong?",
        "what do the notes say that the prices contradict?",
    ],
)
def test_the_statements_that_prices_contradict_are_quoted_or_there_is_none(question: str) -> None:
    made = of_note(question, is_wrong=True)
    assert made.status == "answered"
    assert "Not all figures that Northmoor Research gives fit the prices: “SMH, the fund of chip stocks, rose 4%" in told(made)
    assert told(of_note(question)) == NOTHING_WRONG
    other_day = of_note("which figures of 20 March are wrong?", is_wrong=True)
    assert told(other_day) == NOTHING_WRONG and other_day.status == "partial"


def test_the_one_that_did_better_or_worse_is_named_first_and_both_ends_of_a_time_are_told() -> None:
    assert told(draft("which did better in March, SPY or SMH?", search=search_nothing)).startswith(
        ("SMH did", "SPY did", "SPY returned")
    )
    both = told(draft("what were the best and worst days for SMH in February?", search=search_nothing))
    assert "the best for SMH was that of" in both and "the worst for SMH was that of" in both


def test_a_fall_taken_for_granted_is_denied_though_a_day_in_it_fell() -> None:
    made = told(draft("why did SMH crash in March?", search=search_nothing))
    assert made.startswith("Over the whole of the time that the question names the price did not fall.")


def test_what_is_asked_about_by_an_arguing_word_alone_is_looked_for() -> None:
    assert draft("what about tariffs?").status == "declined"
    assert understand("what about tariffs?", as_of=AS_OF, find_names=lambda text: []).matters == ("tariff",)
    assert understand("are tariffs a risk?", as_of=AS_OF, find_names=lambda text: []).matters == ()


class Sectors(TablePrices):
    """SMH and SPY under the names of three sector funds: one that rises as SPY does, and two as SMH."""

    def __init__(self) -> None:
        super().__init__(("XLF", "XLK", "XLU"))


def test_a_word_that_means_several_funds_is_read_as_those_that_have_prices() -> None:
    first = told(draft("which sector did worst in March?", search=search_nothing, prices=Sectors()))
    assert re.match(r"XL[FKU] did worst: XL[FKU] returned .* in March 2024", first)
    assert {"XLF", "XLK", "XLU"} <= set(re.findall(r"XL\w", first))
    without = draft("which sector was worst?", search=search_nothing)
    assert without.status == "declined"
    assert told(without).startswith("The figure asked for cannot be computed from the prices at hand")
    assert understand(
        "rank SMH and SPY in March", as_of=AS_OF, find_names=lambda words: names_in_question(words, ("SMH", "SPY"))
    ).measures == ("relative",)


def test_of_gains_beside_losses_each_has_its_own_verb() -> None:
    class Falling(TablePrices):
        def prices(self, ticker: str, *, as_of: date) -> Prices:
            known = super().prices(ticker, as_of=as_of)
            if ticker != "XLF":
                return known
            bars = tuple(replace(bar, close=400 - bar.close, high=402 - bar.close, low=398 - bar.close) for bar in known.bars)
            return replace(known, bars=bars)

    made = draft("which sector did worst in March?", search=search_nothing, prices=Falling(("XLF", "XLK", "XLU")))
    assert re.search(r"XLF returned −.*, XLK returned \d.* and XLU returned \d", made.sentences[0].text)


def test_the_last_increase_is_found_however_long_ago_and_a_wish_gets_no_verdict() -> None:
    raised = Meeting(date(2023, 7, 26), date(2023, 7, 27), Decimal("5.25"), Decimal("5.50"), 25)
    made = told(draft("when did the Fed last raise rates?", search=search_nothing, meetings=(raised, *MEETINGS)))
    assert made.startswith("On 26 July 2023 the Federal Reserve raised its target range by 25 basis points")
    assert told(draft("when did the Fed last cut rates?", search=search_nothing)).startswith("On 20 March 2024")
    assert "Yes:" not in told(draft("did any Fed member want a bigger cut?", search=search_nothing))


def test_two_times_of_one_fund_are_told_each_and_two_of_one_group_are_no_comparison() -> None:
    both = told(draft("how does SMH's February compare with its January?", search=search_nothing))
    assert "in February 2024" in both and "in January 2024" in both
    assert not draft("what is the average monthly return of SMH in 2024?", search=search_nothing).metrics


def test_the_reason_asked_behind_the_amount_is_given_too() -> None:
    read = parts_of("how much did SMH fall in March and why?", lambda text: names_in_question(text, ("SMH",)), AS_OF)
    assert read == ("how much did SMH fall in March", "why did SMH fall in March")
    assert parts_of("what did SMH do in March and why?", lambda text: names_in_question(text, ("SMH",)), AS_OF)[1].startswith(
        "what drove SMH"
    )


def test_of_two_whose_difference_is_asked_it_is_told_how_they_are_made() -> None:
    text = "Rules\n\nThe S&P 600 rose and SMH gained 2% in May. SMH holds the makers of chips alone, and no others. SPY tracks the S&P 500 and holds all sectors."
    found = Passage("n1", "0" * 64, "Rules", "Desk", datetime(2024, 3, 22, 12, tzinfo=UTC), None, 0, len(text), text, 1.0)
    lead = told(
        draft("what is the difference between SMH and SPY?", search=lambda q, n: [found], article_text=lambda i: text), "lead"
    )
    assert (
        "SMH holds the makers of chips alone, and no others." in lead
        and "SPY tracks the S&P 500" in lead
        and "gained 2%" not in lead
    )


def test_what_is_asked_of_prices_at_large_weighs_no_arguments_about_shares() -> None:
    find = lambda words: names_in_question(words, ("SMH",))  # noqa: E731
    assert understand("is inflation rising?", as_of=AS_OF, find_names=find).kind == "topic"
    assert not understand("are valuations stretched?", as_of=AS_OF, find_names=find).favours_rise


def test_risks_are_neither_what_a_rise_hangs_on_nor_what_has_been() -> None:
    text = (
        "Chip stocks led again. We believe the rise of chip stocks lasts, provided that orders hold. "
        "Chip stocks went nowhere in February and lagged. Chip stocks could slump if the export curbs hurt sales."
    )

    def search(query: str, limit: int) -> list[Passage]:
        return [
            Passage("n", "0" * 64, "Notes on chips", "Peel", datetime(2024, 3, 22, 12, tzinfo=UTC), None, 0, len(text), text, 1.0)
        ]

    risks = told(of_note("what are the risks for chip stocks?", search=search, article_text=lambda i: text))
    assert "could slump" in risks and "provided that" not in risks and "went nowhere" not in risks
    both = told(of_note("is the rise of chip stocks sustainable?", search=search, article_text=lambda i: text))
    assert "provided that" in both
