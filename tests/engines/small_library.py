"""A library of four invented articles about chip stocks, in memory, with a price table whose extremes are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from copilot.engines.extractive import draft_answer
from copilot.errors import PricesMissing
from copilot.market import calendar as exchange
from copilot.sentences import sentences
from copilot.types import Bar, Draft, Meeting, MonthEnd, Passage, Prices

AS_OF = date(2024, 3, 28)
LOW_DAY, HIGH_DAY = date(2024, 1, 17), date(2024, 3, 7)

ARTICLES = {
    "a1": (
        "Why the chip rally can go on",
        "Northmoor Research",
        date(2024, 3, 8),
        "Chip stocks have led the market since January. Demand for accelerators is strong and backlogs are growing. "
        "We believe the rally can be sustained, because earnings at chip stocks are accelerating.\n\n"
        "Valuation. Chip stocks still look attractive against their own history [3].\n\n"
        "Log in to read the full report about chip stocks and the rally.",
    ),
    "a2": (
        "Chips: what could go wrong",
        "Hollow Oak Letter",
        date(2024, 3, 20),
        "Is the rally in chip stocks sustainable?\n\n"
        "Concern. Inventories of chip stocks are rising and double ordering is a risk for the group. "
        "Valuations of chip stocks are stretched and leave little room for disappointment.\n\n"
        "SMH, the fund of chip stocks, closed at 212.40 on 19 March. “We trim,” said Ada Brill, who trades chip stocks at Peel.",
    ),
    "a3": (
        "Wrap: chip shares slide as export curbs bite",
        None,
        date(2024, 3, 12),
        "OSLO, March 12 (Fjord Wire) — Chip stocks fell on Tuesday because of fears that export curbs will widen. "
        "SMH lost 1.5% in the session. Utilities rose.",
    ),
    "a4": (
        "Utilities are dull, and that is the point",
        "Northmoor Research",
        date(2024, 3, 1),
        "Utilities are cheap and their dividends support the shares. The risk for utilities is a rise in rates.",
    ),
}


def article_text(article_id: str) -> str:
    """The text of an article."""
    return ARTICLES[article_id][3]


def passage(article_id: str, start: int, end: int, score: float = 1.0) -> Passage:
    """A span of an article as a passage."""
    title, publisher, published, text = ARTICLES[article_id]
    when = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
    return Passage(article_id, "0" * 64, title, publisher, when, None, start, end, text[start:end], score)


def search(query: str, limit: int = 8) -> list[Passage]:
    """Paragraphs by the number of words they share with the query."""
    words = set(re.findall(r"\w+", query.lower()))
    found = []
    for article_id, (*_, text) in ARTICLES.items():
        for match in re.finditer(r"[^\n]+", text):
            shared = len(words & set(re.findall(r"\w+", match.group().lower())))
            if shared:
                found.append((-shared, article_id, match.start(), match.end()))
    return [passage(article_id, start, end, -score) for score, article_id, start, end in sorted(found)[:limit]]


def search_nothing(query: str, limit: int = 8) -> list[Passage]:
    """An empty library."""
    return []


class TablePrices:
    """Daily prices of SMH and SPY: SMH falls to 150.00 on LOW_DAY and peaks at 225.00 on HIGH_DAY."""

    name = "table"
    is_sample = False

    def __init__(self, tickers: Sequence[str] = ("SMH", "SPY")) -> None:
        self._tickers = tuple(tickers)

    def tickers(self) -> tuple[str, ...]:
        """The tickers held."""
        return self._tickers

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Bars up to the day. Raises PricesMissing."""
        if ticker not in self._tickers:
            raise PricesMissing(f"no prices of {ticker}", fix="Ask for another.")
        days = [day for day in exchange.sessions(date(2024, 1, 2), date(2024, 3, 28)) if day <= as_of]
        bars = tuple(self._bar(ticker, place, day) for place, day in enumerate(days))
        ends = tuple(MonthEnd(f"2023-{month:02}", 140.0 + month, 0.01) for month in range(1, 13))
        return Prices(ticker, "USD", self.name, datetime(2024, 3, 28, tzinfo=UTC), bars, ends)

    def _bar(self, ticker: str, place: int, day: date) -> Bar:
        close = 180.0 + place * 0.5 + (place % 3)
        low = 150.0 if (ticker, day) == ("SMH", LOW_DAY) else close - 2.0
        high = 225.0 if (ticker, day) == ("SMH", HIGH_DAY) else close + 1.0
        return Bar(day, close, high, low, close, None, 0.0)


MEETINGS = (
    Meeting(date(2023, 11, 1), date(2023, 11, 2), Decimal("5.25"), Decimal("5.50"), 0),
    Meeting(date(2023, 12, 13), date(2023, 12, 14), Decimal("5.00"), Decimal("5.25"), -25),
    Meeting(date(2024, 1, 31), date(2024, 2, 1), Decimal("4.75"), Decimal("5.00"), -25),
    Meeting(date(2024, 3, 20), date(2024, 3, 21), Decimal("4.50"), Decimal("4.75"), -25),
    Meeting(date(2024, 5, 1), date(2024, 5, 2), Decimal("4.25"), Decimal("4.50"), -25),
)


def whole_sentences(article_id: str) -> set[tuple[int, int]]:
    """The spans of an article's sentences."""
    return set(sentences(article_text(article_id)))


def draft(question: str, **changes: object) -> Draft:
    """The draft over this library; changes: other arguments of `draft_answer`."""
    given = {"as_of": AS_OF, "search": search, "prices": TablePrices(), "meetings": MEETINGS, "article_text": article_text}
    return draft_answer(question, **(given | changes))  # type: ignore[arg-type]


def told(made: Draft, section: str | None = None) -> str:
    """The text of a draft, or of one of its sections."""
    return " ".join(s.text for s in made.sentences if section is None or s.section == section)
