"""Speed of metrics over ten years of daily bars and of the search over definitions, warm, in one process.

Run by `make bench`. The bars are made here, so that it runs anywhere: 2,515 New York sessions with a dividend each quarter.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from copilot.market.calendar import sessions
from copilot.market.months import month_ends
from copilot.metrics import compute, match_metric
from copilot.types import Bar, Prices

AS_OF = date(2025, 12, 18)
START = date(2015, 12, 18)
RUNS = 25
METRIC_BOUND_MS, SEARCH_BOUND_MS = 5.0, 20.0


class Made:
    """A price source over made bars."""

    name, is_sample = "made", False

    def __init__(self) -> None:
        self._prices = {ticker: made(ticker, shift) for ticker, shift in (("XLK", 0.0), ("XLF", 0.7))}

    def tickers(self) -> list[str]:
        """Both."""
        return sorted(self._prices)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """All bars, whatever the day: the benchmark asks for one."""
        return self._prices[ticker]


def made(ticker: str, shift: float) -> Prices:
    """Ten years of bars that rise with waves of several lengths."""
    bars = []
    for n, day in enumerate(sessions(START, AS_OF)):
        close = round(60 * math.exp(n / 4000) * (1 + 0.1 * math.sin(n / 97 + shift) + 0.02 * math.sin(n * 1.7 + shift)), 2)
        bars.append(Bar(day, close - 0.2, close + 0.9, close - 0.8, close, None, 0.31 if n % 63 == 62 else 0.0))
    return Prices(ticker, "USD", "made", datetime(2025, 12, 18, 22, tzinfo=UTC), tuple(bars), month_ends(bars))


def median_ms(call: Callable[[], Any]) -> float:
    """Median processor time of warm calls: the wall clock of a busy machine tells more of its neighbours."""
    call()
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def main() -> None:
    """One line per metric and per kind of search, with the bound."""
    source = Made()
    own, other = (source.prices(ticker, as_of=AS_OF) for ticker in source.tickers()[::-1])
    print(f"{len(own.bars)} sessions, median of {RUNS} warm runs, processor time")
    cases: list[tuple[str, dict[str, Any]]] = [
        ("price return", {}),
        ("total return", {}),
        ("annualised volatility, daily", {}),
        ("annualised volatility, weekly", {}),
        ("annualised volatility, monthly", {}),
        ("max drawdown", {"basis": "total"}),
        ("max drawdown", {"basis": "close"}),
        ("low", {}),
        ("distance from high", {}),
        ("worst session", {}),
        ("beta", {"other": other}),
    ]
    for name, given in cases:
        taken = median_ms(lambda name=name, given=given: compute(name, own, start=START, **given))  # type: ignore[misc]
        print(f"{name:34} {taken:7.2f} ms  bound {METRIC_BOUND_MS:g}{'  (two instruments)' if 'other' in given else ''}")
    close = Decimal(str(own.bars[-20].close))
    searches = [
        ("level", close, "USD", "closed at", [(own.bars[-21].session, own.bars[-21].session)]),
        ("return", Decimal("3.21"), "percent", "rose 3.21% in November", [(date(2025, 11, 1), date(2025, 11, 30))]),
        ("volatility", Decimal("20.06"), "percent", "three-year volatility", []),
    ]
    for kind, value, unit, text, dates in searches:
        taken = median_ms(
            lambda value=value, unit=unit, text=text, dates=dates: match_metric(  # type: ignore[misc]
                value, unit, ulp=Decimal("0.01"), tickers=["XLK"], dates=dates, text=text, prices=source, as_of=AS_OF
            )
        )
        print(f"search for a {kind:21} {taken:7.2f} ms  bound {SEARCH_BOUND_MS:g}")
    print("pandas", "was imported" if "pandas" in sys.modules else "was not imported")


if __name__ == "__main__":
    main()
