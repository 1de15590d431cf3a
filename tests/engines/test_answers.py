"""What an answer says first, and of what: items of lists, several instruments, days, gauges, figures that are no prices."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from copilot.engines.candidates import candidates_in, is_of_publisher, is_quotable
from copilot.engines.extractive import draft_answer
from copilot.engines.items import heading_above, is_list_item
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question
from copilot.engines.quoting import quotation
from copilot.engines.words import stem
from copilot.market.policy import meetings
from copilot.numbers import check_text
from copilot.types import Bar, Draft, MonthEnd, Passage, Prices

from .small_library import AS_OF, MEETINGS, TablePrices

TEXT = (
    "The week ahead in chips\n\n"
    "## Tarn Devices\n\n"
    "- Report date: 2 April, after the close\n"
    "- Consensus for earnings: $1.20 a share\n"
    "- Conference call\n\n"
    "## Gauges\n\n"
    "- The VIX closed at 14.20 on Tuesday\n"
    "- Gas prices rose 4% in the week; coal fell 2%.\n\n"
    "Inflation rose to 3.1% in February, from 2.9% in January."
)


class NoDividends(TablePrices):
    """The same closes for four years, of which no dividends are known."""

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        known = super().prices(ticker, as_of=as_of)
        bars = tuple(replace(bar, dividend=math.nan) for bar in known.bars)
        ends = tuple(
            MonthEnd(f"{year}-{month:02}", 100.0 + year % 7 + month, None)
            for year in (2020, 2021, 2022, 2023)
            for month in range(1, 13)
        )
        return replace(known, bars=bars, month_ends=ends)


def whole(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2024, 3, 27, 12, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "The week ahead", "Chip Notes", when, None, 0, len(TEXT), TEXT, 1.0)]


def draft(question: str, search: Callable[[str, int], list[Passage]] = whole, **changes: object) -> Draft:
    given = {"as_of": AS_OF, "search": search, "prices": TablePrices(), "meetings": MEETINGS, "article_text": lambda i: TEXT}
    return draft_answer(question, **(given | changes))  # type: ignore[arg-type]


def told(made: Draft) -> list[str]:
    return [sentence.text for sentence in made.sentences]


def read(text: str, *tickers: str) -> Question:
    return understand(text, as_of=AS_OF, find_names=lambda t: names_in_question(t, frozenset(tickers)))


def test_an_item_of_a_list_is_quoted_under_its_heading_and_the_passage_holds_both() -> None:
    made = draft("when does Tarn Devices report?")
    assert told(made)[0] == "Chip Notes writes under “Tarn Devices”: “Report date: 2 April, after the close” [1]."
    assert made.passages[0].quote.startswith("Tarn Devices")
    assert TEXT[made.passages[0].start : made.passages[0].end] == made.passages[0].quote


def test_what_is_an_item_and_what_says_something_by_itself() -> None:
    start = TEXT.index("Conference call")
    assert is_list_item(TEXT, start, start + len("Conference call"))
    assert heading_above(TEXT, start) == (TEXT.index("Tarn"), TEXT.index("Tarn") + len("Tarn Devices"))
    quoted = [candidate.text for candidate in candidates_in(whole(""), lambda i: TEXT)]
    assert "Conference call" not in quoted and "Consensus for earnings: $1.20 a share" in quoted
    assert not is_quotable("Report date: 2 April, after the close")  # a fragment, outside a list


def test_a_figure_before_a_semicolon_is_cited_too() -> None:
    text = "Gas prices rose 4% in the week; coal fell in the month."
    said = quotation("Chip Notes writes:", text, "[1]")
    assert said == f"Chip Notes writes [1]: “{text}” [1]"
    assert [check.verdict for check in check_text(said, [text]) if check.text == "4%"] == ["checked"]


def test_the_level_of_a_gauge_without_prices_is_the_latest_that_an_article_states() -> None:
    for question in ("where is the VIX?", "where is the volatility index?"):
        made = draft(question)
        assert made.status in ("answered", "partial") and "14.20" in told(made)[0]


def test_what_has_figures_of_its_own_is_answered_by_no_price() -> None:
    for question in ("how much has inflation risen?", "how much did gas prices rise?"):
        made = draft(question)
        assert not made.metrics and made.passages


def test_an_ordinary_word_is_a_ticker_only_where_a_name_stands() -> None:
    assert not [name for name in read("how much did a barrel cost?", "COST").names if name.ticker == "COST"]
    assert [name.ticker for name in read("how did cost do in March?", "COST").names] == ["COST"]
    assert [name.ticker for name in read("compare spy and smh", "SPY", "SMH").names] == ["SPY", "SMH"]


def test_several_instruments_are_ranked_best_first() -> None:
    made = draft("which did best in February, SMH, SPY or IWM?", prices=TablePrices(("SMH", "SPY", "IWM")))
    assert " did best: SMH returned " in told(made)[0] and told(made)[0].count("[M") == 3


@pytest.mark.parametrize("question", ["SMH or SPY?", "which did better, SMH or SPY?"])
def test_two_instruments_set_against_each_other_are_compared(question: str) -> None:
    assert "while SPY returned" in told(draft(question))[0]


def test_an_instrument_and_a_time_alone_ask_how_it_moved() -> None:
    assert read("SMH in February?", "SMH").measures == ("move",)
    assert read("what was the best month of SMH this year?", "SMH").measures == ("move",)  # which is computed


def test_a_day_is_told_by_its_prices_first_and_by_articles_of_that_day_alone() -> None:
    made = draft("what happened to SMH on 5 March?")
    assert "[M1]" in told(made)[0] and not made.passages


def test_volatility_without_dividends_is_that_of_the_price_and_says_so() -> None:
    made = draft("how volatile is SMH?", prices=NoDividends())
    assert "returns of the price alone" in told(made)[0]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how big was the Fed's hike in July 2023?", "policy"),
        ("list the Fed's cuts", "policy"),
        ("what is a target range?", "topic"),
        ("what is the bear case before the Fed meeting?", "outlook"),
        ("who is expected to lead the Fed?", "topic"),
        ("how expensive are chip stocks?", "topic"),
        ("what happened last week?", "digest"),
        ("has the rally run its course?", "outlook"),
    ],
)
def test_kinds_of_questions(question: str, kind: str) -> None:
    assert read(question).kind == kind


def test_what_speaks_for_a_recession_is_what_speaks_against_a_rise() -> None:
    assert not read("is a recession coming?").favours_rise
    assert read("is the rally sustainable?").favours_rise
    assert not read("has the rally run its course?").favours_rise


def test_what_a_publisher_says_of_itself_is_no_evidence() -> None:
    assert is_of_publisher("Chip Notes is prepared by its staff.", "Chip Notes")
    assert not is_of_publisher("Chip Notes expects earnings to rise.", "Chip Notes")


def test_bars_of_the_table_are_as_the_tests_assume() -> None:
    assert isinstance(TablePrices().prices("SMH", as_of=AS_OF).bars[0], Bar)


def test_a_sentence_whose_figure_no_mark_can_reach_is_not_quoted() -> None:
    assert not is_quotable("The bank raised its rate on Tuesday – by a quarter point – for the first time since the spring.")
    assert is_quotable("The bank raised its rate on Tuesday – for the first time since the spring – and said so.")
    assert is_quotable("The bank raised its rate by a quarter point on Tuesday – for the first time since the spring.")
    said = quotation("Chip Notes writes:", "It rose by a quarter point – a first.", "[1]")
    assert said.startswith("Chip Notes writes [1]:")


def test_one_who_is_asked_about_has_to_be_named_by_what_answers() -> None:
    made = draft("what is inflation in Brazil?")
    assert made.status == "declined" or any("nearest" in text for text in told(made))


def test_forms_of_one_word_have_one_stem() -> None:
    assert {stem("investigated"), stem("investigation"), stem("investigating")} == {"investig"}
    assert stem("rate") == stem("rates") and stem("rate") != stem(["rating", "agency"][1])


def test_who_dissented_is_told_before_what_was_decided() -> None:
    text = "The Fed cut rates on 20 March. Ada Quince of the board voted against the rate cut and preferred no change."
    found = [
        Passage("v", "0" * 64, "Fed cuts", "Vote Wire", datetime(2024, 3, 20, 18, tzinfo=UTC), None, 0, len(text), text, 1.0)
    ]

    def search_found(query: str, limit: int = 8) -> list[Passage]:
        return found[:limit]

    made = draft("who dissented at the March Fed meeting?", search_found, article_text=lambda i: text)
    assert "Ada Quince" in told(made)[0]


VOTES = (
    "The Fed cut rates on 18 September 2024. Voting for the rate cut were Ada Quince and Bertram Lowe of the board. "
    "Cyrus Penn of the board voted against the rate cut and preferred a smaller one."
)


@pytest.mark.parametrize(
    ("question", "text", "is_told", "is_not"),
    [
        ("who voted for the Fed's cut?", VOTES, ("Ada Quince", "11 votes for"), ("Penn", "1 vote against")),
        (
            "who backed the rate cut?",
            VOTES.split("Voting")[0] + "Cyrus" + VOTES.split("Cyrus")[1],
            ("No article found names",),
            ("Penn",),
        ),
        ("who voted against the Fed's cut?", VOTES, ("Cyrus Penn", "1 vote against"), ("Quince", "votes for")),
        ("who voted for a smaller cut?", VOTES, ("Cyrus Penn",), ("No article found names",)),
    ],
)
def test_who_voted_for_a_decision_is_not_who_voted_against_it(
    question: str, text: str, is_told: tuple[str, ...], is_not: tuple[str, ...]
) -> None:
    when = datetime(2024, 9, 18, 19, tzinfo=UTC)
    found = [Passage("v", "0" * 64, "Fed cuts", "Vote Wire", when, None, 0, len(text), text, 1.0)]
    day = date(2024, 9, 20)
    held = meetings(as_of=day)

    def search_found(query: str, limit: int = 8) -> list[Passage]:
        return found[:limit]

    made = draft(question, search_found, article_text=lambda i: text, meetings=held, as_of=day)
    answer = " ".join(told(made))
    assert all(words in answer for words in is_told) and not any(words in answer for words in is_not), answer


def test_cuts_of_a_time_are_told_without_the_meetings_that_held() -> None:
    text = " ".join(told(draft("how much did the Fed cut since November 2023?")))
    assert "left its target range unchanged" not in text and text.count("cut its target range") >= 3


def test_where_a_price_stands_against_its_own_high_is_no_comparison() -> None:
    question = read("where does SMH stand versus its high?", "SMH")
    assert question.anchor is not None and "relative" not in question.measures


@pytest.mark.parametrize(("question", "side"), [("what do bulls say?", "support"), ("what do the bears say of SMH?", "against")])
def test_bulls_and_bears_are_asked_for_their_side(question: str, side: str) -> None:
    assert (read(question, "SMH").kind, read(question, "SMH").side) == ("outlook", side)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many times did the Fed cut between September and December 2019?", "2 times"),
        ("by how much did the Fed cut rates in total in 2019?", "by 75 basis points in total"),
        ("did the Fed hike in 2019?", "0 times"),
    ],
)
def test_moves_of_a_period_are_counted_first(question: str, said: str) -> None:
    made = draft(question, meetings=meetings(as_of=AS_OF))
    assert said in told(made)[0]


def test_a_bare_question_on_one_decision_is_not_counted() -> None:
    assert "in total" not in " ".join(told(draft("did the Fed cut rates in July 2019?", meetings=meetings(as_of=AS_OF))))
