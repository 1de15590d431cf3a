"""Direction, order and record words against prices made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from copilot.auditing import judge_text
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.types import Bar, Finding, Passage, Prices

FIRST, LAST = date(2021, 1, 4), date(2025, 6, 30)
SESSIONS = [day for n in range((LAST - FIRST).days + 1) if is_session(day := FIRST + timedelta(days=n))]


@dataclass
class Made:
    """Closes by ticker, of every session; a high or low is the close itself."""

    closes: Mapping[str, Sequence[float]]
    name: str = "made"
    is_sample: bool = False

    def tickers(self) -> Sequence[str]:
        return sorted(self.closes)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker not in self.closes:
            raise PricesMissing(f"no {ticker}", fix="Ask for another.")
        pairs = zip(SESSIONS, self.closes[ticker], strict=True)
        bars = tuple(Bar(day, close, close, close, close, close) for day, close in pairs if day <= as_of)
        return Prices(ticker, "USD", self.name, datetime(2025, 7, 1, tzinfo=UTC), bars, ())


def climbing(turns: Mapping[str, float] | None = None, step: float = 0.1) -> list[float]:
    """From 100 by so much a session, from each day of `turns` on by another step."""
    closes, level = [], 100.0
    for day in SESSIONS:
        step = (turns or {}).get(day.isoformat(), step)
        closes.append(level)
        level += step
    return closes


UP = climbing(step=0.4)
DOWN = climbing(step=-0.05)
TURNED = climbing({"2025-05-01": -0.5, "2025-06-02": 0.1})  # falls through May 2025, well below its record
SOURCE = Made({"SPY": UP, "TLT": DOWN, "QQQ": TURNED})


def audited(text: str, published: date = LAST, passages: Sequence[str] = ()) -> tuple[Finding, ...]:
    quotes = [Passage("a", "0" * 64, "t", None, None, None, 0, len(quote), quote, 1.0) for quote in passages]
    _, findings = judge_text(text, quotes, SOURCE, as_of=LAST, published=published)
    return tuple(finding for finding in findings if finding.type == "direction")


def severity(text: str, published: date = LAST) -> str | None:
    found = audited(text, published)
    return found[0].severity if found else None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("SPY rallied in May 2025.", "note"),
        ("SPY slumped in May 2025.", "error"),
        ("QQQ fell in May 2025 but rose in June 2025.", "note"),
        ("TLT fell in 2024.", "note"),
        ("TLT climbed in the first quarter of 2025.", "error"),
        ("SPY closed lower on May 6, 2025.", "error"),
        ("SPY outperformed TLT in 2024.", "note"),
        ("TLT beat SPY in May 2025.", "error"),
        ("SPY closed at a record high on May 6, 2025.", "note"),
        ("QQQ closed at a record high on May 20, 2025.", "error"),
        ("QQQ hit an all-time high in June 2025.", "error"),
        ("TLT hit a 52-week low on May 6, 2025.", "note"),
        ("TLT hit a 52-week high on May 6, 2025.", "error"),
        ("SPY closed above its 200-day moving average on May 6, 2025.", "note"),
        ("SPY trades below its 200-day moving average.", "error"),
        ("SPY has climbed since early May.", "note"),
        ("SPY fell over the past six months.", "error"),
        ("SPY closed higher.", "note"),
        ("SPY ended lower.", "error"),
    ],
)
def test_the_sign_of_the_prices_decides(text: str, verdict: str) -> None:
    assert severity(text) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "QQQ ended lower.",  # of the day it rose, of five sessions across the turn it may not have
        "QQQ has climbed since late May.",  # from some closes of those days, not from others
        "IWM fell in May 2025.",  # no prices
        "The S&P 500 fell in May 2025.",  # a fund on it does not decide
        "SPY closed at a record high on May 6, 2022.",  # too little is known before it
    ],
)
def test_where_the_prices_do_not_decide_nothing_is_said(text: str) -> None:
    assert severity(text, date(2025, 6, 4)) is None


def test_a_finding_names_word_window_and_metric() -> None:
    (found,) = audited("In May 2025, SPY slumped.")
    assert (found.stated, found.numbers, found.evidence) == ("SPY “slumped” (May 2025)", (), ("M1",))
    assert found.found is not None
    assert found.found.startswith("price return +")
    assert "from 2025-04-30 to 2025-05-30" in found.text


def test_where_prices_say_nothing_a_passage_may() -> None:
    text = "Nike's revenue fell in the first quarter of 2025."
    (found,) = audited(text, passages=("Nike's revenue rose 8% in the first quarter of 2025.",))
    assert (found.severity, found.evidence) == ("warning", ("1",))
    assert "contradicted" in found.text


def test_the_check_of_numbers_is_given_nothing_that_only_words_rest_on() -> None:
    text = "SPY rallied in May 2025. Margins rose 1.5% in May 2025."
    checked, _ = judge_text(text, [], SOURCE, as_of=LAST, published=LAST)
    assert [number.verdict for number in checked.numbers if number.text == "1.5%"] == ["unsupported"]
