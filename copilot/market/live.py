"""Live prices: what Yahoo gives, fetched once a day and ticker, pinned, and told as traded up to the as-of day.

A pin is the cache: it is good for the day it was fetched on (in New York), or until the session that ran then is over. Its own
time of fetching goes with every figure. What fails once is not tried again for a minute, so that a question about ten tickers
does not wait ten times.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from copilot.clock import new_york_day
from copilot.errors import FactsMissing, PricesMissing, RateLimited, SourceError, Unreachable, UsageError
from copilot.market import yahoo_facts
from copilot.market.as_traded import Download, decode, encode
from copilot.market.day_cache import DayCache
from copilot.market.pins import Key, PinStore, read_pin
from copilot.market.yahoo import PROVIDER, Yahoo
from copilot.market.yahoo_facts import Snapshot, read_facts, snapshot_of, unsettled
from copilot.types import Fact, Prices

YEARS_BACK = 12  # of history before the year of the as-of day
MISSING_FOR = timedelta(hours=1)  # that Yahoo gave nothing of a ticker is remembered so long
REST_S = 60.0  # after a failure, before Yahoo is asked again
_MOST_KEPT = 64
T = TypeVar("T")


class YahooPrices:
    """The price source `yahoo`. `fresh`: ask anew whatever is pinned, as `verify --live` does; the answer is pinned again.

    It cannot list what it holds, so `tickers` is empty: it is asked for one ticker at a time. `notices` gathers what a reader
    has to know of the fetching.
    """

    name = PROVIDER
    is_sample = False

    def __init__(self, folder: Path, *, vendor: Yahoo | None = None, fresh: bool = False) -> None:
        self.vendor = self._vendor = vendor or Yahoo(cache=folder / "fetched" / "yfinance")
        self._store = PinStore(folder)
        self._fresh = fresh
        self._downloads: dict[tuple[str, date], Download] = {}
        self._prices: dict[tuple[str, date], Prices] = {}
        self._missing: dict[tuple[str, date], PricesMissing] = {}
        self._breaker = Breaker()
        self.notices: list[str] = []

    def tickers(self) -> tuple[str, ...]:
        """Nothing: Yahoo cannot say what it holds."""
        return ()

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Bars as traded and month ends up to and including `as_of`, closed sessions only.

        Raises UsageError for what is no ticker, PricesMissing where Yahoo gave none (which is no proof that none exist),
        RateLimited, Unreachable, SourceError.
        """
        wanted = checked_ticker(ticker)
        if (wanted, as_of) not in self._prices:
            download = self._download(wanted, date(as_of.year - YEARS_BACK, 1, 1))
            prices = download.prices(as_of=as_of)
            if not prices.bars:
                raise PricesMissing(
                    f"Yahoo gave no prices of {wanted} up to {as_of}", fix="Choose a later as-of day, or give --prices FOLDER."
                )
            if len(self._prices) > _MOST_KEPT:
                self._prices.clear()
            self._prices[wanted, as_of] = prices
        return self._prices[wanted, as_of]

    def warm(self, tickers: Sequence[str], *, as_of: date) -> None:
        """Fetch at once, under one deadline, what is not at hand of these tickers. `prices` tells what could not be had."""
        first, now = date(as_of.year - YEARS_BACK, 1, 1), self._vendor.now()
        wanted = [ticker for ticker in dict.fromkeys(tickers) if self._is_wanted(ticker, first, now)]
        if len(wanted) < 2:
            return
        with contextlib.suppress(RateLimited, Unreachable):  # told when a price is asked for
            self._breaker.call(lambda: self._fetch(wanted, first, now))

    def _is_wanted(self, ticker: str, first: date, now: datetime) -> bool:
        try:
            return self._at_hand(checked_ticker(ticker), first, now) is None
        except (UsageError, PricesMissing):
            return False

    def _fetch(self, tickers: Sequence[str], first: date, now: datetime) -> None:
        """Keeps what is given. Raises the first failure that is of the peer, not of a ticker."""
        failures: list[SourceError] = []
        for ticker, outcome in self._vendor.histories(tickers, first=first).items():
            if isinstance(outcome, RateLimited | Unreachable):
                failures.append(outcome)
            elif isinstance(outcome, PricesMissing):
                self._miss(ticker, outcome, now)
            elif isinstance(outcome, Download):
                self._keep(ticker, outcome, now)
        if failures:
            raise failures[0]

    def _download(self, ticker: str, first: date) -> Download:
        now = self._vendor.now()
        known = self._at_hand(ticker, first, now)
        if known is not None:
            return known
        older = self._known(ticker, now)
        first = min(first, older.first) if older is not None else first
        try:
            fetched = self._breaker.call(lambda: self._vendor.history(ticker, first=first))
        except PricesMissing as error:
            self._miss(ticker, error, now)
            raise
        self._keep(ticker, fetched, now)
        return fetched

    def _at_hand(self, ticker: str, first: date, now: datetime) -> Download | None:
        """What was fetched today and reaches back to `first`; None where it must be asked for. Raises PricesMissing."""
        today = new_york_day(now)
        if (ticker, today) in self._missing:
            raise self._missing[ticker, today]
        missing = None if self._fresh else read_pin(self._store, Key(PROVIDER, "missing", ticker, today), _miss, self.notices)
        if missing is not None and not is_outdated(missing[0], now):
            raise missing[1]
        known = self._known(ticker, now)
        if known is None or known.first > first or is_outdated(known.good_until, now):
            return None
        self._downloads[ticker, today] = known
        return known

    def _known(self, ticker: str, now: datetime) -> Download | None:
        today = new_york_day(now)
        return self._downloads.get((ticker, today)) or (None if self._fresh else self._pinned(ticker, today))

    def _keep(self, ticker: str, fetched: Download, now: datetime) -> None:
        today = new_york_day(now)
        self._store.write(Key(PROVIDER, "prices", ticker, today), encode(fetched))
        self._downloads[ticker, today] = fetched

    def _miss(self, ticker: str, error: PricesMissing, now: datetime) -> None:
        today = new_york_day(now)
        self._missing[ticker, today] = error
        record = {"kind": "missing", "problem": error.problem, "fix": error.fix, "good_until": (now + MISSING_FOR).isoformat()}
        self._store.write(Key(PROVIDER, "missing", ticker, today), record)

    def _pinned(self, ticker: str, today: date) -> Download | None:
        return read_pin(self._store, Key(PROVIDER, "prices", ticker, today), decode, self.notices)


class YahooFacts:
    """Valuation and other figures of today, by Yahoo. They are told for no other day, so a past as-of day has none."""

    name = PROVIDER

    def __init__(self, folder: Path, *, vendor: Yahoo | None = None, fresh: bool = False) -> None:
        self._vendor = vendor or Yahoo(cache=folder / "fetched" / "yfinance")
        self._cache = DayCache(folder, fresh=fresh, encode=yahoo_facts.encode, decode=yahoo_facts.decode)
        self._breaker = Breaker()
        self.notices = self._cache.notices

    def facts(self, ticker: str, *, as_of: date) -> tuple[Fact, ...]:
        """What Yahoo tells today, by name. Raises UsageError, FactsMissing, RateLimited, Unreachable, SourceError."""
        snapshot = self._snapshot(checked_ticker(ticker), as_of)
        found = read_facts(snapshot)
        if not found:
            raise FactsMissing(f"Yahoo carries no figure of {snapshot.ticker}", fix="Ask for a company or a fund.")
        return found

    def fact(self, ticker: str, name: str, *, as_of: date) -> Fact:
        """One figure by its name. Raises FactsMissing, which says what Yahoo lacks or why its figure is not taken."""
        found = {fact.name: fact for fact in self.facts(ticker, as_of=as_of)}
        if name in found:
            return found[name]
        wanted = checked_ticker(ticker)
        reason = unsettled(self._snapshot(wanted, as_of)).get(name)
        problem = f"Yahoo's {name} of {wanted} is not taken: {reason}" if reason else f"Yahoo carries no {name} for {wanted}"
        raise FactsMissing(problem, fix=f"It has {', '.join(found)}.")

    def _snapshot(self, ticker: str, as_of: date) -> Snapshot:
        now = self._vendor.now()
        today = new_york_day(now)
        if as_of < today:
            raise FactsMissing(
                f"Yahoo tells figures such as P/E for today only, and the as-of day is {as_of}",
                fix="Leave --as-of out, or take figures from company filings.",
            )

        def fetch() -> Snapshot:
            try:
                info = self._breaker.call(lambda: self._vendor.snapshot(ticker))
            except PricesMissing as error:
                raise FactsMissing(error.problem.replace("prices", "figures"), fix=error.fix) from error
            return snapshot_of(ticker, info, now)

        return self._cache.get(Key(PROVIDER, "snapshot", ticker, today), fetch)


class Lenient:
    """A live source for an answer that goes on without prices: what cannot be had now is missing, and is said once.

    A ticker that Yahoo gave nothing for is missing as anywhere. A command that is about prices alone takes the source itself
    and shows its error.
    """

    is_sample = False

    def __init__(self, source: YahooPrices) -> None:
        self.source, self.vendor = source, source.vendor
        self.name = source.name
        self._failures: list[str] = []

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader has to know, each once."""
        return tuple(dict.fromkeys((*self.source.notices, *self._failures)))

    def tickers(self) -> tuple[str, ...]:
        """Nothing: a live source cannot say what it holds."""
        return ()

    def warm(self, tickers: Sequence[str], *, as_of: date) -> None:
        """Fetch several at once. Raises nothing of the source: `prices` tells."""
        self.source.warm(tickers, as_of=as_of)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """The prices. Raises UsageError, PricesMissing."""
        try:
            return self.source.prices(ticker, as_of=as_of)
        except PricesMissing:
            raise
        except SourceError as error:
            self._failures.append(f"no live prices: {error.problem}; what needs them is left out, and the articles answer")
            raise PricesMissing(error.problem, fix=error.fix) from error


class Breaker:
    """Passes calls on until one finds Yahoo unreachable or rate limited; then repeats that error for a minute."""

    def __init__(self) -> None:
        self._error: SourceError | None = None
        self._until = 0.0

    def call(self, work: Callable[[], T]) -> T:
        """What `work` returns. Raises what it raises, or the last failure while Yahoo rests."""
        if self._error is not None and time.monotonic() < self._until:
            raise self._error
        self._error = None
        try:
            return work()
        except (RateLimited, Unreachable) as error:
            self._error, self._until = error, time.monotonic() + REST_S
            raise


def _miss(record: Mapping[str, Any]) -> tuple[datetime, PricesMissing]:
    """Until when nothing is known of a ticker, and what is said of it. Raises ValueError where the record is none of these."""
    try:
        if record["kind"] != "missing":
            raise ValueError("not a pin of an absence")
        return datetime.fromisoformat(record["good_until"]), PricesMissing(str(record["problem"]), fix=str(record["fix"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a pin of an absence: {error!r}") from error


def is_outdated(good_until: datetime | None, now: datetime) -> bool:
    """Whether a session that ran at fetching is over by now, so that a newer close exists."""
    return good_until is not None and now >= good_until


def checked_ticker(ticker: str) -> str:
    """A ticker in capitals. Raises UsageError for what cannot be one."""
    wanted = ticker.strip().upper()
    if not re.fullmatch(r"\^?[A-Z0-9][A-Z0-9.=-]{0,14}", wanted):
        raise UsageError(f"{ticker.strip()[:40]!r} is no ticker", fix="Give a ticker as Yahoo writes it, such as XLK or ^GSPC.")
    return wanted
