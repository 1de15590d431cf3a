from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.engines.question import Question, understand
from copilot.engines.question_anchor import find_anchor
from copilot.engines.question_names import names_in_question
from copilot.engines.question_time import find_period

AS_OF = date(2024, 6, 14)
TICKERS = ("SMH", "XLE", "GLD", "SPY")


def read(text: str) -> Question:
    return understand(text, as_of=AS_OF, find_names=lambda t: names_in_question(t, TICKERS))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("is the rally sustainable?", "outlook"),
        ("Can the rally in energy stocks last?", "outlook"),
        ("is the sell-off in semiconductors overdone?", "outlook"),
        ("what are the risks for gold?", "outlook"),
        ("what's the bull case for energy stocks?", "outlook"),
        ("will gold keep rising?", "outlook"),
        ("are chip stocks cheap?", "outlook"),
        ("tell me about gold", "outlook"),
        ("how volatile are energy stocks?", "measure"),
        ("how did XLE do over the last three years?", "measure"),
        ("how far has gold risen from its March low?", "measure"),
        ("has SMH outperformed SPY since October?", "measure"),
        ("what was the close of XLE on 3 June 2024?", "measure"),
        ("what is the worst drawdown of GLD this year?", "measure"),
        ("when did SMH peak?", "measure"),
        ("what did the Fed do in May?", "policy"),
        ("how many rate cuts in a row?", "policy"),
        ("who dissented at the last meeting?", "policy"),
        ("why did gold fall in April?", "why"),
        ("how do rate cuts affect small caps?", "why"),
        ("what do central banks do with gold?", "topic"),
        ("what is the forward P/E of chip stocks?", "topic"),
        ("should I buy gold?", "advice"),
        ("is XLE a good investment?", "advice"),
        ("should I move my pension into energy stocks?", "advice"),
        ("what did the Fed do in January 2025?", "future"),
        ("how did gold do in 2026?", "future"),
    ],
)
def test_what_kind_of_answer_a_question_asks_for(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("how volatile is gold?", ("volatility",)),
        ("how volatile is gold compared with SPY?", ("volatility", "relative")),
        ("how far has gold risen from its March low?", ("move",)),
        ("what was the lowest close of gold in March?", ("level", "low")),
        ("which did better in May, gold or energy stocks?", ("relative",)),
        ("how did gold do in May?", ("move",)),
    ],
)
def test_which_measures_a_question_names(text: str, measures: tuple[str, ...]) -> None:
    assert read(text).measures == measures


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in May", "2024-05-01", "2024-05-31"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("what may happen", None, None),
        ("since November", "2023-11-01", "2024-06-14"),
        ("since the end of March", "2024-03-31", "2024-06-14"),
        ("year to date", "2024-01-01", "2024-12-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("over the last three years", "2021-06-14", "2024-06-14"),
        ("the past 6 months", "2023-12-14", "2024-06-14"),
        ("in Q1", "2024-01-01", "2024-03-31"),
        ("in the third quarter", "2023-07-01", "2023-09-30"),
        ("on 3 June 2024", "2024-06-03", "2024-06-03"),
        ("on June 3, 2024", "2024-06-03", "2024-06-03"),
        ("on 2024-06-03", "2024-06-03", "2024-06-03"),
        ("on 30 February 2024", "2024-02-01", "2024-02-29"),
        ("between March and May", "2024-03-01", "2024-05-31"),
        ("from 3 March to 12 May", "2024-03-03", "2024-05-12"),
        ("in 2024 by the end of May", "2024-01-01", "2024-05-31"),
        ("in late May", "2024-05-20", "2024-05-31"),
        ("yesterday", "2024-06-13", "2024-06-13"),
        ("this week", "2024-06-10", "2024-06-16"),
        ("in the week to 7 June", "2024-06-01", "2024-06-07"),
        ("the week ending on Friday, June 7", "2024-06-01", "2024-06-07"),
        ("the week of 5 June", "2024-06-03", "2024-06-09"),
        ("the first week of May", "2024-05-01", "2024-05-05"),
        ("the last day of March 2024", "2024-03-28", "2024-03-28"),
        ("the five sessions after 23 May", "2024-05-23", "2024-05-31"),
        ("the 3 days before 31 May", "2024-05-28", "2024-05-31"),
        ("since 3 June", "2024-06-03", "2024-06-14"),
        ("from its March 4 close to March 8", "2024-03-04", "2024-03-08"),
        ("above its 3 May close on 9 May", "2024-05-03", "2024-05-09"),
        ("for the year at the end of May", "2024-01-01", "2024-05-31"),
        ("from August to November 2022", "2022-08-01", "2022-11-30"),
        ("its biggest one-day fall", None, None),
        ("is it real", None, None),
    ],
)
def test_periods_are_read_as_a_person_means_them(text: str, start: str | None, end: str | None) -> None:
    period = find_period(text, AS_OF)
    assert (period and period.start.isoformat(), period and period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "extreme", "start"),
    [
        ("how far has it risen from its March low?", "low", "2024-03-01"),
        ("how far below its 2023 high is it?", "high", "2023-01-01"),
        ("how much has it gained since the low of April?", "low", "2024-04-01"),
        ("how far off its record is it?", "high", "1900-01-01"),  # of all there is
        ("how far off its high is it?", "high", None),
    ],
)
def test_an_extreme_that_a_move_is_measured_from(text: str, extreme: str, start: str | None) -> None:
    anchor = find_anchor(text, AS_OF)
    assert anchor is not None and anchor.extreme == extreme
    assert (anchor.period and anchor.period.start.isoformat()) == start


def test_a_week_and_what_runs_since_a_month_count_from_the_close_before_and_two_months_are_both_asked_about() -> None:
    grains = {text: find_period(text, AS_OF) for text in ("last week", "since March", "since 3 June", "in March and April 2023")}
    assert [(p.grain, p.is_since) for p in grains.values() if p] == [
        ("week", False), ("span", True), ("span", False), ("month", False),
    ]  # fmt: skip
    both = grains["in March and April 2023"]
    assert both is not None and both.start == date(2023, 3, 1) and [p.start for p in both.further] == [date(2023, 4, 1)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("is it too late to get into chip stocks?", "advice"),
        ("would you add to SMH here?", "advice"),
        ("ought I to take profits?", "advice"),
        ("is this a good moment to switch into copper?", "advice"),
        ("is it too late for chip stocks?", "outlook"),
        ("where will SMH be in a year?", "forecast"),
        ("will gold close above 3,000 by June?", "forecast"),
        ("price target for SMH?", "forecast"),
        ("how high could copper go?", "forecast"),
        ("will the rally in gold last?", "outlook"),
        ("could chip stocks outperform?", "outlook"),
        ("what speaks for and against gold?", "outlook"),
        ("what did the FTSE 100 do on 3 June?", "measure"),
        ("where does the FTSE 100 stand?", "measure"),
        ("what was the best day of SPY in May?", "measure"),
        ("how did SPY react to the Fed decision of 1 May?", "measure"),
        ("who voted against the cut in May, and why?", "policy"),
        ("what premium do chip stocks trade at?", "topic"),
        ("how many weeks had gold risen by 3 June?", "topic"),
    ],
)
def test_advice_and_forecasts_are_told_from_what_can_be_answered(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_an_index_named_for_a_measure_does_not_ask_for_it_and_a_distance_is_no_level() -> None:
    assert read("where did the Cboe Volatility Index close on 3 June?").measures == ("level",)
    assert read("how far above its 3 May close was SPY on 9 May?").measures == ("move",)


def test_names_typed_in_lower_case_are_found_and_ordinary_words_are_not() -> None:
    assert [name.id for name in names_in_question("how did nvidia do against spy?", TICKERS)] == ["NVDA", "SPY"]
    assert names_in_question("is it all over now?", TICKERS) == []


def test_a_number_in_a_name_is_no_year() -> None:
    assert read("did the Russell 2000 rise?").period is None


@pytest.mark.parametrize(
    ("text", "favours_rise"),
    [
        ("is the rally sustainable?", True),
        ("is the rally overdone?", False),
        ("will the decline continue?", False),
        ("is the sell-off overdone?", True),
    ],
)
def test_which_arguments_speak_for_the_view_in_question(text: str, favours_rise: bool) -> None:
    assert read(text).favours_rise is favours_rise


def test_a_bare_month_still_to_come_is_no_past_month() -> None:
    assert read("what will the Fed do in January?").period is None


@given(st.text(max_size=200))
def test_any_text_has_a_reading(text: str) -> None:
    question = read(text)
    assert question.kind in ("outlook", "measure", "policy", "why", "topic", "advice", "forecast", "future")
    for name in question.names:
        assert text[name.start : name.end] == name.text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("how did SMH do over the last ten sessions?", "2024-05-31", "2024-06-14"),
        ("how did SMH do in the past 3 trading days?", "2024-06-11", "2024-06-14"),
        ("how has SMH done since the start of the year?", "2024-01-01", "2024-06-14"),
        ("what was the price of SMH at the start of March?", "2024-03-01", "2024-03-01"),
        ("where did SMH close at the beginning of 2024?", "2024-01-02", "2024-01-02"),
        ("what was the price of SMH at the end of February?", "2024-02-01", "2024-02-29"),
    ],
)
def test_sessions_are_counted_back_and_a_level_at_a_start_is_of_its_first_session(text: str, start: str, end: str) -> None:
    period = understand(text, as_of=AS_OF, find_names=names_in_question).period
    assert period is not None and (period.start.isoformat(), period.end.isoformat()) == (start, end)
