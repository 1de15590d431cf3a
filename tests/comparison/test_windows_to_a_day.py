"""A change told up to a day: "closed at 681.76 on Friday, down 0.6% on the week" is of the week, and its level is the close."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.comparison import Market, compare_claims, compare_text
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.numbers import read_claims

FRIDAY = date(2025, 12, 12)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("IWM closed at 253.85 on Friday, up 1.2% on the week.", date(2025, 12, 5)),
        ("On Friday IWM fell 1.5%, but gained 1.2% for the week.", date(2025, 12, 5)),
        ("IWM ended Friday at 253.85, a weekly gain of 1.2%.", date(2025, 12, 5)),
        ("IWM closed at 253.85 on Friday, up 2.1% for the month.", date(2025, 11, 28)),
    ],
)
def test_a_window_behind_a_change_ends_on_the_day_that_is_told(words: str, start: date) -> None:
    found = compare_text(words, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    change = next(c for c in found if words[slice(*c.number)] in ("1.2%", "2.1%"))
    assert change.agrees
    assert change.metrics[0].start == start
    assert change.metrics[0].end == FRIDAY


def test_another_size_over_that_window_is_contradicted() -> None:
    (found,) = (
        c
        for c in compare_text(
            "IWM closed at 253.85 on Friday, up 2.2% on the week.", SamplePrices(), as_of=FRIDAY, published=FRIDAY
        )
        if not c.agrees
    )
    assert "1.23%" in found.found


def test_a_bare_level_behind_a_change_is_the_close_it_led_to() -> None:
    text = "IWM gained 1.2% on the week to 253.85 on Friday, while SPY slipped 0.6% to 681.76."
    levels = [c for c in compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY) if c.field == "close"]
    assert [text[slice(*c.number)] for c in levels if c.agrees][-1] == "681.76"


def test_the_level_of_another_fund_is_no_end_of_a_change() -> None:
    text = "IWM closed at 253.85 on Friday, up 1.2%, while SPY slipped to 681.76."
    change = next(c for c in read_claims(text, published=FRIDAY) if c.quantity.text == "1.2%")
    assert change.operands == ()


@pytest.mark.parametrize(("count", "day", "agrees"), [("third", 10, True), ("fourth", 10, False), ("third", 9, None)])
def test_a_run_of_cuts_is_not_counted_by_a_day_without_a_decision(count: str, day: int, agrees: bool | None) -> None:
    text = f"The Federal Reserve made its {count} consecutive cut on December {day}, 2025."
    market = Market(SamplePrices(), FRIDAY, meetings=meetings(as_of=FRIDAY))
    found = compare_claims(text, read_claims(text, published=FRIDAY), market, published=FRIDAY)
    assert [c.agrees for c in found if text[slice(*c.number)] == count] == ([] if agrees is None else [agrees])


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Since the end of October IJR has gained 5.4%.", (date(2025, 10, 31), FRIDAY)),
        ("For the week, IWM added 1.2%.", (date(2025, 12, 5), FRIDAY)),
    ],
)
def test_the_window_of_a_change_is_the_one_its_words_name(words: str, ends: tuple[date, date]) -> None:
    (found,) = compare_text(words, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    assert (found.agrees, found.metrics[0].start, found.metrics[0].end) == (True, *ends)


def test_a_change_since_a_day_is_no_change_of_that_day() -> None:
    (found,) = compare_text("Since the end of October IJR has lost 9.0%.", SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    assert not found.agrees
    assert "2025-10-31" in found.found


TABLE = """| Fund | Close | 1-day | MTD |
|---|---|---|---|
| SPY | 681.76 | -1.1% | {spy} |
| IWM | {iwm} | {day} | 2.1% |
"""


@pytest.mark.parametrize(
    ("spy", "iwm", "day", "wrong"),
    [
        ("-0.2%", "253.85", "-1.5%", []),
        ("0.2%", "253.85", "-1.5%", ["0.2%"]),
        ("-0.2%", "252.85", "-1.5%", ["252.85"]),
        ("-0.2%", "253.85", "-0.5%", ["-0.5%"]),
    ],
)
def test_a_table_of_closes_and_changes_is_held_against_the_texts_own_day(spy: str, iwm: str, day: str, wrong: list[str]) -> None:
    text = TABLE.format(spy=spy, iwm=iwm, day=day)
    found = compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    assert [text[slice(*c.number)] for c in found if not c.agrees] == wrong
    assert len(found) == 6


def test_a_close_of_no_session_near_by_is_told_with_the_last_two() -> None:
    (found,) = compare_text("IWM closed at 252.85.", SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    assert not found.agrees
    assert "253.85 on 2025-12-12" in found.found


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("IWM gained 1.2% over five sessions.", True),
        ("IWM gained 2.2% over five sessions.", False),
        ("IWM closed at 253.85, 1.2% higher than a week earlier.", True),
        ("IWM closed at 253.85, 2.2% higher than a week earlier.", False),
        ("IWM has gained 1.2% over five sessions and is up 2.1% so far in December.", True),
    ],
)
def test_a_window_counted_back_ends_on_the_texts_own_day(text: str, agrees: bool) -> None:
    found = compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    changes = [c for c in found if text[slice(*c.number)].endswith("%")]
    assert [c.agrees for c in changes] == [agrees] * len(changes)
    assert changes


def test_a_loss_of_a_fund_is_a_return() -> None:
    text = "IWM is up 2.1% this month, against a loss of 0.2% for SPY."
    found = compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    assert [(c.ticker, c.agrees) for c in found] == [("IWM", True), ("SPY", True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IWM closed at 253.85. From the November peak its drawdown is 1.1%.", "+2.02% from the high of 2025-11-26"),
        ("IWM is up. From its October high the drawdown is 1.1%.", "from the high of 2025-10-"),
    ],
)
def test_a_fall_from_a_named_high_is_no_drawdown_of_its_month(text: str, told: str) -> None:
    found = compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY)
    (only,) = [c for c in found if text[slice(*c.number)] == "1.1%"]
    assert not only.agrees and told in only.found and {m.name for m in only.metrics} == {"price return"}


@pytest.mark.parametrize(("printed", "agrees"), [("+1.23%", True), ("-1.23%", False), ("+2.23%", False)])
@pytest.mark.parametrize("head", ["1W", "Weekly", "5-day", "1-Week %"])
def test_a_column_of_a_week_ends_on_the_texts_own_day(head: str, printed: str, agrees: bool) -> None:
    text = f"| Fund | Close | {head} |\n| --- | --- | --- |\n| IWM | 253.85 | {printed} |\n"
    (change,) = (
        c for c in compare_text(text, SamplePrices(), as_of=FRIDAY, published=FRIDAY) if text[slice(*c.number)] == printed
    )
    assert change.agrees == agrees


def test_the_month_is_the_one_that_its_sentence_names() -> None:
    monday = date(2025, 12, 1)
    text = "IWM ended November at 248.75, up 1.02% for the month."
    change = next(
        c for c in compare_text(text, SamplePrices(), as_of=monday, published=monday) if text[slice(*c.number)] == "1.02%"
    )
    assert change.agrees
    assert (change.metrics[0].start, change.metrics[0].end) == (date(2025, 10, 31), date(2025, 11, 28))
