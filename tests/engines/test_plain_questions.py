"""Questions as people type them, over the bundled prices: the expected figures are worked from their rows by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.engines.facts import refers_back
from copilot.engines.question_anchor import find_anchor
from copilot.engines.question_names import names_in_question
from copilot.engines.question_time import find_period
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.types import Draft, Passage

AS_OF = date(2025, 12, 18)
NOTE = (
    "Weekly wrap\n\n"
    "In August IJR did well. IJR ended that month at 118.04. From daily returns its swing is about 21.0%. "
    "SPY gained 5.6% between the same two dates. Analysts at Ardent Row put the earnings growth forecast at 9.5% for next year. "
    "Others expect little. Estimates are revised late. The S&P 500 fell a day after its record close of 6,901.00."
)


def nothing(query: str, limit: int = 8) -> list[Passage]:
    return []


def note(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2025, 12, 12, 21, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "Weekly wrap", "Desk Wire", when, None, 0, len(NOTE), NOTE, 1.0)]


ARGUED = (
    "Doubts\n\nThe rally in small caps is fragile, because valuations are stretched and a recession is a risk for IJR. "
    "Weak earnings threaten the rally in IJR."
)


def argue(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2025, 12, 12, 21, tzinfo=UTC)
    return [Passage("n1", "0" * 64, "Doubts", "Desk Wire", when, None, 0, len(ARGUED), ARGUED, 1.0)]


def draft(question: str, search: Callable[[str, int], list[Passage]] = nothing, as_of: date = AS_OF) -> Draft:
    return draft_answer(
        question,
        as_of=as_of,
        search=search,
        prices=SamplePrices(),
        meetings=meetings(as_of=as_of),
        article_text=lambda i: ARGUED if search is argue else NOTE,
    )


def said(question: str, search: Callable[[str, int], list[Passage]] = nothing, as_of: date = AS_OF) -> str:
    return " ".join(sentence.text for sentence in draft(question, search, as_of).sentences)


def test_a_weekday_that_is_not_the_dates_is_pointed_out() -> None:
    told = said("how did IJR do on Monday 5 November 2025?")  # 116.60 to 118.55, a Wednesday
    assert "do not go together" in told and "1.67%" in told
    assert "do not go together" not in said("how did IJR do on Wednesday 5 November 2025?")


def test_ever_and_a_record_are_of_all_the_prices_there_are_and_say_so() -> None:
    for words in ("best day ever", "its all-time high", "at a record", "its record high"):
        period = find_period(words, AS_OF)
        assert period is not None and period.is_all_time
    assert find_period("why did it report record earnings?", AS_OF) is None
    anchor = find_anchor("how far is it below its record?", AS_OF)
    assert anchor is not None and anchor.period is not None and anchor.period.is_all_time
    told = said("what was the best day for IJR ever?")
    assert "3.15%" in told and "21 November 2025" in told and "what came before that day it does not tell" in told


def test_the_best_and_worst_month_quarter_and_year_are_computed() -> None:
    assert "August 2025: it returned 7.04% with dividends" in said("what was the best month for IJR in 2025?")
    assert "December 2024: it returned −8.09% with dividends" in said("what was IJR's worst month?")
    quarter = said("best quarter for IWM")  # 0.93086 * 1.09203 * 1.12126 - 1
    assert "the quarter to December 2023: it returned 13.98%" in quarter and "from January 2023 to September 2025" in quarter
    assert "2024: it returned 8.63% with dividends" in said("what was IJR's worst year?")  # 2023: 16.03%


def test_whether_it_closed_above_a_level_is_decided_by_the_close() -> None:
    assert said("did SPY close above 680 on December 15?").startswith("Yes: SPY closed at $680.73")
    assert said("did SPY close above 684 on December 15?").startswith("No: SPY closed at $680.73")  # its high was 685.76


def test_a_month_that_is_not_over_is_no_full_month() -> None:
    assert "to November 2025 the best" in said("what was the best month for SPY this year?")


def test_today_is_the_latest_session() -> None:
    assert "0.76%" in said("what did SPY do today?")  # 671.40 to 676.47
    assert "on 12 December 2025" in said("how did SPY do today?", as_of=date(2025, 12, 14))  # a Sunday


def test_a_fall_from_high_to_low_is_of_the_time_named_and_the_high_comes_first() -> None:
    told = said("how much did IJR fall from its high to its low in November?")
    assert "7.32%" in told and "12 November 2025" in told and "20 November 2025" in told  # 120.85 to 112.00


def test_a_return_a_year_is_compounded() -> None:
    told = said("what was IJR's annualised return over three years?")
    assert "7.65%" in told and "24.72%" not in told  # 1.24724 ** (365.25 / 1094) - 1
    assert "annualised" not in said("what was IJR's annual return in December?")


def test_a_comparison_over_years_falls_back_on_month_ends_as_a_return_does() -> None:
    told = said("compare IJR and IWM over the last three years")
    assert "IJR returned 24.72%" in told and "IWM returned 38.03%" in told and "13.31 percentage points" in told


def test_a_drawdown_of_a_time_that_the_prices_mostly_lack_is_declined() -> None:
    made = draft("what is IJR's maximum drawdown since November 2022?")  # daily bars begin on 31 October 2025
    assert made.status == "declined" and "6.30%" not in " ".join(sentence.text for sentence in made.sentences)


def test_a_sum_put_in_on_a_day_asks_how_it_moved_since() -> None:
    told = said("how much would $10,000 put in IJR on 31 October be worth now?")
    assert "4.16%" in told and "between 31 October 2025 and 18 December 2025" in told


def test_a_group_is_represented_by_the_first_of_the_table_whatever_is_written_of() -> None:
    assert "SPY lost 1.52%" in said("how did stocks do on 20 November 2025?")
    assert [name.id for name in names_in_question("did tech beat the S&P 500?")] == ["tech_stocks", "sp_500"]
    assert [name.id for name in names_in_question("how did the russell 2000 do in september?")] == ["russell_2000"]


def test_yes_or_no_needs_a_second_instrument_that_the_question_names() -> None:
    def spoken_of(query: str, limit: int = 8) -> list[Passage]:
        return note(query)

    told = said("did IJR outperform in November?", spoken_of)
    assert "while SPY returned 0.19%" in told and not told.startswith("Yes")
    assert "SPY is the one that the passages found speak most of" in told
    assert said("did IJR beat SPY in November?", spoken_of).startswith("Yes")


def test_an_instrument_is_described_by_the_table() -> None:
    assert said("what is IJR?").startswith("IJR is iShares Core S&P Small-Cap ETF, a fund of small caps.")
    assert "VIX is Cboe Volatility Index, an index." in said("what is the VIX?")


def test_a_question_of_nothing_is_asked_back() -> None:
    made = draft("which was better?", note)
    assert made.status == "declined" and "names neither an instrument nor a matter" in made.sentences[0].text


def test_a_sentence_that_leans_on_an_earlier_time_is_not_quoted_alone() -> None:
    assert refers_back("SPY gained 5.6% between the same two dates.", AS_OF)
    assert not refers_back("In August IJR rose, and ended that month at 118.04.", AS_OF)
    told = said("how did SPY do in November?", note)
    assert "same two dates" not in told and "21.0%" not in told


def test_the_forecast_of_a_figure_is_a_figure_and_no_brief() -> None:
    told = said("what is the earnings growth forecast?", note)
    assert "9.5%" in told and "divided" not in told and "None of this is a forecast" not in told


def test_a_record_level_is_told_from_the_articles_first_where_the_index_has_no_daily_prices() -> None:
    assert draft("what was the S&P 500 record close?", note).sentences[0].text.endswith("record close of 6,901.00.” [1]")


def test_a_move_without_a_reason_in_the_articles_says_so() -> None:
    assert "No article found gives a reason" in said("why did IJR fall on 20 November?")


def test_the_worst_day_since_a_decision_is_one_of_all_that_followed() -> None:
    answer = said("what was IJR's worst day since the Fed cut in December?")
    assert (
        "between 11 December 2025 and 18 December 2025 the worst for IJR was that of 16 December 2025: IJR fell 1.20%" in answer
    )
    assert "With dividends the worst was that of 12 December 2025: IJR lost 1.07%" in answer  # 0.572 went off on the 16th
    assert "worst for" in said("worst day since the Fed cut", note)


def test_sessions_before_the_first_close_are_said_to_lie_outside() -> None:
    """The daily prices begin with 31 October: what the two sessions after the cut of the 29th brought is not to be had."""
    partly = "cover only a part of the time asked about"
    assert partly in said("worst day for SPY since the Fed cut in October?")
    assert partly not in said("worst day for IJR in November 2025?")
    assert partly not in said("what was IJR's worst day since the Fed cut in December?")


def test_each_instrument_named_is_told_of() -> None:
    assert all(f"{ticker} gained" in said("how did IJR, IWM and SPY do in November?") for ticker in ("IJR", "IWM", "SPY"))
    assert "From monthly returns IWM was the most volatile" in said("which of IJR, IWM and SPY is most volatile?")
    assert "From monthly returns SPY was the least volatile" in said("which of IJR, IWM and SPY is the least volatile?")
    assert said("which of IJR, IWM and SPY lost the most on 20 November?").startswith("IWM did worst: IWM returned −1.85%")


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("if I had put $10,000 into IJR at the end of October, what would it be worth now?", "31 October 2025"),
        ("how much would 10,000 dollars in IJR have grown to since the end of October?", "31 October 2025"),
        ("growth of $10k in IJR since November", "31 October 2025"),  # from the close before its first session
    ],
)
def test_a_sum_that_was_invested_is_told_with_what_it_became(question: str, start: str) -> None:
    assert f"became $10,415.73 between {start} and 18 December 2025" in said(question)  # 122.13 / 117.80, 0.572 reinvested


def test_a_sum_of_another_currency_is_not_told_as_if_it_were_of_the_prices() -> None:
    """No rate of exchange is at hand: 10,000 euros are no 10,000 dollars."""
    text = said("what would €10,000 put into IJR at the end of October be worth now?")
    assert "became" not in text and "IJR returned" in text


def test_what_a_sum_will_be_and_whether_a_price_was_passed_are_other_questions() -> None:
    assert draft("what will $10,000 in IJR be worth in a year?").status == "declined"
    assert "became" not in said("is IJR worth more than $120?")


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did IJR really bottom on 17 November?", "No: the low of IJR between 31 October 2025 and 18 December 2025 was $112.00"),
        ("was the low of IJR on 20 November?", "Yes: the low of IJR between"),
        ("did IJR peak on 12 December?", "The high of IJR between"),  # the highest close was the day before
        ("what was the low of IJR on 17 November?", "The low of IJR on 17 November 2025 was $113.95"),
    ],
)
def test_whether_an_extreme_was_on_a_day_is_held_against_the_weeks_around(question: str, opening: str) -> None:
    assert said(question).startswith(opening)


def test_the_last_session_beyond_a_level_is_looked_for() -> None:
    last = said("when did IJR last close below 120?")
    assert "the last on which IJR closed below the level asked about was that of 24 November 2025: IJR closed at $117.09" in last
    first = said("when did IJR first close above $125?")
    assert "the first on which IJR closed above the level asked about was that of 11 December 2025" in first
    assert said("when did IJR last close above 120?").startswith("IJR closed at $122.13 on 18 December 2025")
    assert "$" not in said("when did IJR last close above 500?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "when did IWM close below 237 for the first time?",
            "the first on which IWM closed below the level asked about was that of 13",
        ),
        (
            "on which date was IWM's latest close below 240?",
            "the last on which IWM closed below the level asked about was that of 24",
        ),
        ("when did IWM first close above 250 in December 2025?", "Of all sessions between 1 December 2025 and 18 December 2025"),
        ("when did IJR first trade over 124.50?", "10 December 2025: its high was $124.91"),
    ],
)
def test_the_first_session_beyond_a_level_is_no_latest_close(question: str, told: str) -> None:
    assert told in said(question)


@pytest.mark.parametrize(
    "question",
    [
        "how often did IWM close below 240?",
        "how many days did IJR finish above 123 in December 2025?",
        "since when has IJR closed above 121?",
        "when did IWM close below 240 for the second time?",
        "when did IJR first close above 121 and below 122?",
        "when did IJR last close above 300 in November 2025?",
    ],
)
def test_what_is_not_computed_of_a_level_is_declined_and_answered_by_no_close(question: str) -> None:
    made = draft(question)
    assert made.status == "declined" and not made.metrics
    assert "is looked for" not in said("how often did IJR close above its 50-day average?")


def test_articles_that_give_no_figure_in_common_are_said_to_differ() -> None:
    texts = {"n1": "IJR has an expense ratio of 6.00% a year.", "n2": "IJR follows its index and charges 0.06% a year."}

    def search(query: str, limit: int = 8) -> list[Passage]:
        when = datetime(2025, 12, 12, 21, tzinfo=UTC)
        return [Passage(i, "0" * 64, "Fees", f"Wire {i}", when, None, 0, len(text), text, 1.0) for i, text in texts.items()]

    made = draft_answer(
        "what is the expense ratio of IJR?",
        as_of=AS_OF,
        search=search,
        prices=SamplePrices(),
        meetings=meetings(as_of=AS_OF),
        article_text=texts.__getitem__,
    )
    told = " ".join(sentence.text for sentence in made.sentences)
    assert "0.06%" in told and "do not give one and the same figure" in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("on which day did SPY lose most in November?", "was that of 13 November 2025"),  # 683.38 to 672.04
        ("when did IWM climb the most in November?", "was that of 21 November 2025"),  # 229.11 to 235.60
        ("in which month did SPY drop the most in 2025?", "was March 2025"),
        ("what was the open of IWM on 20 November?", "IWM opened at"),
        ("which fell most in October?", "IJR did worst: IJR returned −0.87%"),
        ("which of them fell most in November?", "None of them lost, and SPY did worst"),
        ("max drawdown of SPY since the end of October", "SPY had a max drawdown of"),
    ],
)
def test_which_day_and_which_of_all_are_told_by_the_prices(question: str, told: str) -> None:
    answer = said(question)
    assert told in answer
    assert "no prices of max" not in answer


def test_several_times_are_told_each_and_one_yes_is_not_a_yes_to_both() -> None:
    both = said("did IJR beat SPY in October and in November?")
    assert "returned −0.87% in October 2025" in both and "returned 2.61% in November 2025" in both
    assert not both.startswith(("Yes", "No"))
    assert said("did IJR beat SPY in August and in November?").startswith("Yes")


def test_a_row_of_another_year_is_no_answer() -> None:
    table = "Scorecard\n\n| May 2023 | Close | Change |\n| --- | --- | --- |\n| IJR | 92.43 | -1.67% |\n"

    def row(query: str, limit: int = 8) -> list[Passage]:
        when = datetime(2023, 6, 1, 21, tzinfo=UTC)
        return [Passage("n1", "0" * 64, "Scorecard", "Desk Wire", when, None, 0, len(table), table, 1.0)]

    def asked(question: str) -> str:
        made = draft_answer(
            question, as_of=AS_OF, search=row, prices=SamplePrices(), meetings=meetings(as_of=AS_OF), article_text=lambda i: table
        )
        return " ".join(sentence.text for sentence in made.sentences)

    assert "92.43" not in asked("how did IJR do in 2019?")
    assert "92.43" in asked("what was the close of IJR in May 2023?")


@pytest.mark.parametrize("question", ["SPYY return in November", "how has SYP done?", "how has SPPY done in November?"])
def test_a_ticker_that_is_a_letter_off_is_asked_back(question: str) -> None:
    made = draft(question, note)
    assert made.status == "declined"
    assert "There are prices of SPY, if that was meant." in said(question, note)


def test_what_somebody_says_is_not_told_by_others() -> None:
    assert "No article in the library mentions “Goldman Sachs”." in said("what does Goldman Sachs think of small caps?", note)
    assert "mentions" not in said("what does Ardent Row expect of earnings?", note)


@pytest.mark.parametrize("question", ["value or growth in November?", "growth vs value since October?", "Growth or value?"])
def test_styles_set_against_each_other_are_named_as_having_no_prices(question: str) -> None:
    names = [name.id for name in names_in_question(question)]
    assert sorted(names) == ["growth_stocks", "value_stocks"]
    assert draft(question).status == "declined"


def test_a_style_word_alone_names_no_style() -> None:
    assert names_in_question("what is the value of growth?") == []
    assert said("large or small in November?").startswith("SPY returned 0.19% in November 2025 with dividends")


def test_who_argues_is_told_by_name() -> None:
    made = draft("who thinks the rally will fail?", argue)
    assert made.status == "answered"
    assert made.sentences[0].text == "Arguments against it stand in Desk Wire."
    assert "stand in" not in said("is the rally sustainable?", argue)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which is more volatile, IJR or IWM?", "IWM was the more volatile: the annualised volatility of IJR was 20.1%"),
        ("which was less volatile, IWM or SPY?", "SPY was the less volatile: the annualised volatility of IWM was 20.5%"),
        ("how does the volatility of IJR compare with that of IWM?", "The annualised volatility of IJR was 20.1%"),
    ],
)
def test_which_of_two_is_the_more_volatile_is_named(question: str, first: str) -> None:
    assert said(question).startswith(first)


def test_what_happened_in_a_time_holds_the_decisions_on_rates() -> None:
    def asked(question: str) -> str:
        made = draft_answer(
            question,
            as_of=AS_OF,
            search=note,
            prices=SamplePrices(),
            meetings=meetings(as_of=AS_OF),
            article_text=lambda i: NOTE,
            openings=lambda start, end: note(""),
        )
        return " ".join(sentence.text for sentence in made.sentences)

    assert "On 10 December 2025 the Federal Reserve cut its target range by 25 basis points" in asked(
        "what happened in December?"
    )
    assert "the third consecutive cut" in asked("what changed between 1 December and 18 December?")
    assert "Federal Reserve" not in asked("what happened between 11 December and 15 December?")
