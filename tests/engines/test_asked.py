"""What a question asks for: a figure that none gives, a measure by its name, whether, a day by its holiday, a quotation of its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from copilot.checking import check_draft
from copilot.engines.dated import tells_other_time
from copilot.engines.extractive import draft_answer
from copilot.engines.figure_asked import figure_asked
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question
from copilot.engines.question_time import find_period
from copilot.types import Draft, Passage, Prices

from .small_library import AS_OF, MEETINGS, TablePrices, search_nothing

TEXT = (
    "The ferry line runs under a new licence. Inflation has picked up again, the line says. Its fleet of 14 ships is old and slow to load.\n\n"
    "SMH, the fund of chip stocks, gained 3% in January. In March last year it lost 1.2%. Half of the berths in Gdansk are let.\n\n"
    "The line pays its dividend on 9 April. Dividends of the line have grown since 2015.\n\n"
    "Ada Brill wanted a larger ship. The owners wanted no change."
)


def whole(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2024, 3, 22, 12, tzinfo=UTC)
    return [Passage("f1", "0" * 64, "A ferry line", "Harbour Post", when, None, 0, len(TEXT), TEXT, 1.0)]


class Steadier(TablePrices):
    """The same, of which SPY moves half as much, so that the two differ."""

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        known = super().prices(ticker, as_of=as_of)
        if ticker == "SMH":
            return known
        bars = tuple(replace(bar, close=(bar.close + 400) / 2, high=bar.high, low=bar.low) for bar in known.bars)
        return replace(known, bars=bars)


def draft(question: str, search: Callable[[str, int], list[Passage]] = whole) -> Draft:
    return draft_answer(question, as_of=AS_OF, search=search, prices=Steadier(), meetings=MEETINGS, article_text=lambda i: TEXT)


def told(question: str, search: Callable[[str, int], list[Passage]] = whole) -> list[str]:
    return [sentence.text for sentence in draft(question, search).sentences]


def read(text: str) -> Question:
    return understand(text, as_of=AS_OF, find_names=lambda t: names_in_question(t, ("SMH", "SPY")))


@pytest.mark.parametrize("question", ["what is inflation now?", "what is the inflation rate?"])
def test_a_figure_that_no_article_gives_is_said_to_be_given_by_none(question: str) -> None:
    made = draft(question)
    assert made.status == "partial"
    assert made.sentences[0].text == "No article found gives this figure; the nearest to it:"
    assert "Inflation has picked up again" in made.sentences[1].text
    assert not made.metrics


def test_a_count_is_one_of_the_things_that_are_asked_for() -> None:
    assert "“Its fleet of 14 ships is old and slow to load.”" in told("how many ships are in its fleet?")[0]
    made = draft("how many captains does the fleet have?")
    assert made.status != "answered"
    assert made.sentences[0].text.startswith("No article found gives this figure")


def test_a_share_is_a_percentage_or_a_part() -> None:
    assert "Half of the berths" in told("what share of berths in Gdansk are let?")[0]
    assert draft("what share of the fleet is insured?").status != "answered"


def test_when_is_answered_by_a_day_and_not_by_a_year() -> None:
    assert "on 9 April" in told("when does the ferry line pay its dividend?")[0]
    assert not any("2015" in text for text in told("when does the ferry line pay its dividend?"))


def test_a_question_of_something_else_is_given_no_moves_of_the_fund_it_names() -> None:
    assert not draft("who insures SMH?").metrics
    assert not draft("what is the difference between SMH and SPY?").metrics


def test_measures_are_computed_by_name_from_each_frequency_that_can_be_had() -> None:
    first = told("what is the correlation of SMH with SPY since February?")[0]
    assert first.startswith("The correlation of SMH with SPY was ")
    assert "from daily returns between" in first
    average = told("is SMH above its 20-day moving average?")[0]
    assert "its 20-session moving average of $" in average


def test_a_measure_that_cannot_be_computed_says_what_is_lacking() -> None:
    made = draft("what is the Sharpe ratio of SMH?")
    assert made.status == "declined"
    assert "needs a rate free of risk" in made.sentences[-1].text
    assert "could not be computed" in told("what is the beta of SMH to SPY over the last ten years?")[-1]


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did SMH rise in March?", "Yes: SMH "),
        ("did SMH fall in March?", "No: SMH "),
        ("did SMH beat SPY in March?", "Yes: SMH returned "),
        ("did SMH lag SPY in March?", "No: SMH returned "),
        ("was SMH more volatile than SPY in March?", "Yes: the annualised volatility of SMH was "),
        ("was SMH safer than SPY in March?", "No: the annualised volatility of SMH was "),
        ("how did SMH do in March?", "SMH "),
        ("did SMH or SPY do better in March?", "SMH did better: SMH returned "),
        ("which did worse in March, SMH or SPY?", "SPY did worse: SMH returned "),
    ],
)
def test_whether_is_answered_by_yes_or_no_and_the_figures_behind_it(question: str, opening: str) -> None:
    first = told(question)[0]
    assert first.startswith(opening)
    if "beat" in question or "volatile" in question:
        assert "a gap of " in first


def test_the_best_session_is_that_of_all_in_the_time() -> None:
    first = told("what was the best day for SMH in February?", search_nothing)[0]
    assert first.startswith("Of all sessions between 1 February 2024 and 29 February 2024 the best for SMH was that of ")


def test_holidays_are_days_and_what_is_before_them_is_not_understood() -> None:
    period = find_period("since Labor Day", date(2024, 11, 1))
    assert period is not None and (period.start, period.end) == (date(2024, 9, 2), date(2024, 11, 1))
    between = find_period("between Halloween 2023 and Thanksgiving 2023", date(2024, 11, 1))
    assert between is not None and between.end == date(2023, 11, 23)
    assert find_period("before Christmas", date(2024, 11, 1)) is None
    assert read("how did SMH do before Easter?").unread_time == "before Easter"
    assert "“since the shutdown”" in told("how did SMH do since the shutdown?")[0]
    assert "closed on the day asked about" in told("how did SMH do on Presidents Day?", search_nothing)[0]


def test_a_weekday_is_the_latest_such_day_and_the_past_year_twelve_months() -> None:
    friday = find_period("on Friday", date(2024, 11, 6))
    assert friday is not None and friday.start == friday.end == date(2024, 11, 1)
    past = find_period("over the last year", date(2024, 11, 6))
    assert past is not None and (past.start, past.months) == (date(2023, 11, 6), 12)
    last = find_period("last year", date(2024, 11, 6))
    assert last is not None and last.end == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "asked", "is_other"),
    [
        ("Tin rose 3% in February.", "in February", False),
        ("Tin rose 3% in February.", "in March", True),
        ("In February 2023 tin rose 3%.", "in February 2024", True),
        ("Tin has risen 3%.", "in March", False),
        ("Tin has risen 3%.", "in January", True),
        ("Tin is heavy.", "in January", False),
        ("The Russell 2000 rose 1% in March.", "in March", False),
        ("Tin fell 2% on 12 March.", "on 13 March", True),
    ],
)
def test_a_quotation_is_of_the_time_asked_about_or_tells_no_other(sentence: str, asked: str, is_other: bool) -> None:
    passage = replace(whole("")[0], quote=sentence)
    assert tells_other_time(passage, find_period(asked, AS_OF)) is is_other


def test_the_first_cut_and_the_size_of_one_are_of_the_table() -> None:
    assert told("when was the first cut of 2024?")[0].startswith("On 31 January 2024 the Federal Reserve cut")
    assert told("how large was the January cut?")[0].startswith(
        "On 31 January 2024 the Federal Reserve cut its target range by 25"
    )
    assert read("how much would the Fed's cuts help ferry lines?").kind != "policy"


def test_what_one_person_wanted_is_not_what_others_wanted() -> None:
    quotes = told("what did Brill want?")
    assert any("Ada Brill wanted a larger ship" in text for text in quotes)
    assert not any("owners" in text for text in quotes)


AHEAD = (
    "The committee cut by a quarter point. The next meeting of the committee is in January. "
    "The yard had now been idle for seven sessions in a row, traders said."
)


def ahead(query: str, limit: int = 8) -> list[Passage]:
    when = datetime(2023, 12, 13, 12, tzinfo=UTC)
    return [Passage("f1", "0" * 64, "Rates", "Harbour Post", when, None, 0, len(AHEAD), AHEAD, 1.0)]


def test_a_month_that_is_to_come_is_no_month_of_last_year() -> None:
    made = draft_answer(
        "when is the next meeting of the committee?",
        as_of=date(2023, 12, 20),
        search=ahead,
        prices=Steadier(),
        meetings=MEETINGS,
        article_text=lambda i: AHEAD,
    )
    assert "The next meeting of the committee is in January." in made.sentences[0].text


def test_days_are_counted_in_sessions_too() -> None:
    asked = figure_asked(read("how many days was the yard idle?"))
    assert asked is not None and asked.holds(replace(ahead("")[0], quote=AHEAD[AHEAD.index("The yard") :]), "Rates")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which of the two funds did best in February?", "SMH did better: SMH returned"),
        ("which fund gained most in February?", "SMH returned 4.69% in February 2024 with dividends [M1], while SPY"),
        (
            "what was the best week for SMH in February?",
            "Of all full weeks from 5 February 2024 to 23 February 2024 the best for SMH",
        ),
        (
            "when was the last time SMH rose more than 0.5% in a day?",
            "Of all sessions between 3 January 2024 and 28 March 2024 the last",
        ),
        ("when did SMH last rise more than 9% in a day?", "None did: of all sessions between"),
    ],
)
def test_of_several_funds_of_weeks_and_of_large_moves_the_prices_tell(question: str, first: str) -> None:
    assert told(question)[0].startswith(first)


def test_which_of_more_funds_than_there_are_is_not_answered_by_one() -> None:
    assert not any("did best" in text for text in told("which of the three funds did best in February?"))


def test_a_volatility_of_a_month_is_told_from_daily_returns_alone_and_of_no_other_fund() -> None:
    said = " ".join(told("how volatile was SMH in February?"))
    assert "from daily returns between 31 January 2024 and 29 February 2024" in said
    assert "weekly" not in said and "monthly" not in said and "SPY" not in said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how often did SMH fall in February?", "there were 7 sessions on which SMH fell from close to close [M1]."),
        ("how often did SMH fall in February?", "there were 13 sessions on which SMH rose from close to close [M2]."),
        ("how many days in a row did SMH rise in February?", "The longest run of sessions on which SMH rose from close to close was one of 2"),
        ("what was the average close of SMH in the last three sessions?", "The average close of SMH between 25 March 2024 and 28 March 2024"),
    ],
)  # fmt: skip
def test_the_sessions_of_a_time_are_counted_and_averaged_and_checked(question: str, said: str) -> None:
    made = draft(question)
    assert said in " ".join(sentence.text for sentence in made.sentences)
    figures = [number for number in check_draft(made, as_of=AS_OF).numbers if number.kind not in ("date", "citation")]
    assert figures and all(number.verdict == "checked" for number in figures)


def test_of_two_instruments_the_one_without_prices_is_named() -> None:
    assert any("no prices of bitcoin" in text for text in told("did SMH beat bitcoin in February?"))
    assert not any("no prices of" in text for text in told("did SMH beat SPY in February?"))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("was SMH higher on 28 March than on 4 March?", "Yes: SMH gained"),
        ("how much higher was SMH on 28 March than on 4 March?", "SMH gained"),
        ("is SMH higher now than on 4 March?", "Yes: SMH gained"),
        ("did SMH gain more in March than in February?", "No: SMH gained"),
        ("did SMH do worse in March than in February?", "Yes: SMH gained"),
        ("did SMH fall more in March than in February?", "SMH gained"),
        ("did SMH rise in February and March?", "SMH gained"),
        ("what was the range of SMH in February?", "The low of SMH between 1 February 2024 and 29 February 2024"),
    ],
)
def test_a_price_held_against_itself_at_another_time_has_no_rival(question: str, first: str) -> None:
    said = told(question)
    assert said[0].startswith(first)
    assert not any("SPY" in text for text in said)


def test_which_is_closer_to_its_high_is_told_of_both_from_their_highs() -> None:
    said = told("is SMH closer to its high than SPY?")
    assert said[0].startswith("SMH has lost") and said[1].startswith("SPY has")
    assert not any("returned" in text for text in said)


def test_a_loss_is_made_up_for_where_the_price_stands_above_the_close_before_it() -> None:
    class Dip(Steadier):
        def prices(self, ticker: str, *, as_of: date) -> Prices:
            known = super().prices(ticker, as_of=as_of)
            levels = [90.0 if bar.session.month == 2 else 95.0 if bar.session.month == 3 else 100.0 for bar in known.bars]
            levels = [
                105.0 if bar.session == date(2024, 3, 28) and as_of == AS_OF else one
                for bar, one in zip(known.bars, levels, strict=True)
            ]
            return replace(
                known, bars=tuple(replace(bar, close=one, high=one, low=one) for bar, one in zip(known.bars, levels, strict=True))
            )

    def answer(as_of: date) -> str:
        made = draft_answer(
            "has SMH recovered its February losses?",
            as_of=as_of, search=search_nothing, prices=Dip(), meetings=MEETINGS, article_text=lambda i: TEXT,
        )  # fmt: skip
        return made.sentences[0].text

    assert answer(AS_OF).startswith(
        "Yes: SMH gained 5.00% between 31 January 2024 and 28 March 2024, without dividends [M1], and stands"
    )
    assert answer(date(2024, 3, 15)).startswith("No: SMH lost 5.00% between 31 January 2024 and 15 March 2024")
