"""What a text is held against: prices, policy meetings, published series and reported figures, all cut at the as-of day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.errors import (
    CopilotError,
    FactsMissing,
    PrerequisiteError,
    PricesMissing,
    SeriesMissing,
    UsageError,
)
from copilot.market.calendar import session_on_or_before
from copilot.market.series_prices import closes_of, series_of_ticker
from copilot.market.series_table import known_series
from copilot.market.warming import warm
from copilot.names import Name, funds_tracking
from copilot.numbers import Claim
from copilot.types import Bar, Fact, FactSource, Meeting, Prices, PriceSource, Series, SeriesSource, Span

MOST_TICKERS = 60  # a text may name hundreds; a live source is not asked for all of them


@dataclass(slots=True)
class Market:
    """The data of one audit. Each ticker is asked for once; what a source could not give is said in `notices`."""

    source: PriceSource
    as_of: date
    meetings: Sequence[Meeting] = ()
    series: SeriesSource | None = None
    facts: FactSource | None = None  # quoted
    filings: FactSource | None = None  # reported
    notices: list[str] = field(default_factory=list)
    unpriced: dict[Span, Name] = field(default_factory=dict)  # figures of prices that the source lacks, with whose they are
    _known: dict[str, Prices | None] = field(default_factory=dict)
    _held: frozenset[str] | None = None
    _facts: dict[str, Sequence[Fact]] = field(default_factory=dict)
    _filed: dict[str, Sequence[Fact]] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)
    _series: dict[tuple[str, date], Series | None] = field(default_factory=dict)

    def prices(self, ticker: str) -> Prices | None:
        """The prices of a ticker; None where the source has none, or could not be read, which is noted."""
        if ticker not in self._known:
            self._known[ticker] = self._ask(ticker) or self._closes(ticker)
        return self._known[ticker]

    def warm(self, claims: Sequence[Claim]) -> None:
        """Lets a live source fetch at once the instruments that figures are told of."""
        tickers = dict.fromkeys(name.ticker for claim in claims for name in claim.entities if name.ticker)
        warm(self.source, [ticker for ticker in tickers if ticker][:MOST_TICKERS], as_of=self.as_of)

    def of(self, entities: Sequence[Name]) -> list[Prices]:
        """The prices of the instruments a statement names, those that decide it: never a fund for its index."""
        tickers = dict.fromkeys(name.ticker for name in entities if name.ticker)
        return [known for ticker in tickers if (known := self.prices(ticker)) is not None]

    def note_early_ends(self, claims: Sequence[Claim], published: date | None) -> None:
        """Notes which prices end before days that figures of their instruments are told of: those are not compared."""
        late: dict[date, dict[str, date]] = {}
        for claim in claims:
            day = claim.period_start or published
            for name in claim.entities:
                prices = self._known.get(name.ticker or "")
                if prices is None or not prices.bars or day is None or day > self.as_of:
                    continue
                last = prices.bars[-1].session
                if session_on_or_before(day) > last:
                    told = late.setdefault(last, {})
                    told[prices.ticker] = max(day, told.get(prices.ticker, day))
        for last, told in sorted(late.items()):
            whose = f"{', '.join(sorted(told)[:5])}{' and others' if len(told) > 5 else ''}"
            self.notices.append(
                f"prices of {whose} end on {last}, before days that the text speaks of (to {max(told.values())}):"
                " what it says of those is not compared"
            )

    def note_unpriced(self) -> None:
        """Notes whose prices the text speaks of and the source lacks: what it says of them is not compared."""
        names = list({name.id: name.text for name in self.unpriced.values()}.values())
        if names and self.source.tickers():
            whose = f"{', '.join(names[:5])}{' and others' if len(names) > 5 else ''}"
            self.notices.append(f"the source has no prices of {whose}: what the text says of them is not compared")

    def funds_on(self, entities: Sequence[Name]) -> list[Prices]:
        """The prices of funds on the indices a statement names, of each index the preferred one that is held."""
        found: list[Prices] = []
        for name in entities:
            if name.kind != "index":
                continue
            known = (self.prices(fund.ticker) for fund in funds_tracking(name.id) if fund.ticker)
            first = next((prices for prices in known if prices is not None), None)
            if first is not None and first not in found:
                found.append(first)
        return found

    def _closes(self, ticker: str) -> Prices | None:
        """The levels of an index as a series holds them, where the source of prices has none."""
        id = series_of_ticker().get(ticker)
        series = self.series_of(id, None) if id is not None else None
        return closes_of(series, ticker) if series is not None else None

    def series_of(self, id: str, published: date | None) -> Series | None:
        """A published series as known on a text's own day where it is revised and that vintage is to be had, else on the as-of
        day; None where the source lacks it or refuses it, and a refusal is noted."""
        first = min(published or self.as_of, self.as_of) if self._is_revised(id) else self.as_of
        if (id, first) not in self._series:
            self._series[id, first] = next((s for day in dict.fromkeys((first, self.as_of)) if (s := self._read(id, day))), None)
        return self._series[id, first]

    def facts_of(self, ticker: str) -> Sequence[Fact]:
        """What the source quotes of a company or fund; empty where it tells nothing, and why is noted once."""
        if ticker not in self._facts:
            asked = self.facts if len(self._facts) < MOST_TICKERS else None
            self._facts[ticker] = self._told(asked, ticker, "valuation and fund figures")
        return self._facts[ticker]

    def filed_of(self, ticker: str) -> Sequence[Fact]:
        """What a company reported; empty where the source has nothing of it, or none is set."""
        if ticker not in self._filed:
            asked = self.filings if len(self._filed) < MOST_TICKERS else None
            self._filed[ticker] = self._told(asked, ticker, "reported figures")
        return self._filed[ticker]

    def _told(self, source: FactSource | None, ticker: str, what: str) -> Sequence[Fact]:
        if source is None or source.name in self._silent:
            return ()
        try:
            return tuple(source.facts(ticker, as_of=self.as_of))
        except (UsageError, PrerequisiteError):
            return ()
        except CopilotError as error:
            if not isinstance(error, FactsMissing):
                self._silent.add(source.name)  # one that cannot be reached is not waited for again
            notice = f"{what} could not be compared: {error.problem}"
            if source.name != "none" and notice not in self.notices:
                self.notices.append(notice)
            return ()

    def _is_revised(self, id: str) -> bool:
        known = known_series()
        return id in known and known[id].is_revised

    def _read(self, id: str, day: date) -> Series | None:
        if self.series is None:
            return None
        try:
            return self.series.series(id, as_of=day)
        except SeriesMissing as error:
            if "is revised" in error.problem and day == self.as_of:
                self.notices.append(f"{id} could not be compared: {error.problem}")
        except CopilotError as error:
            notice = f"{id} could not be compared: {error.problem}"
            if notice not in self.notices:
                self.notices.append(notice)
        return None

    def _ask(self, ticker: str) -> Prices | None:
        if self._held is None:
            self._held = frozenset(self.source.tickers())
        if self._held and not {ticker, ticker.removeprefix("^"), ticker.replace(".", "-")} & self._held:
            return None
        if len(self._known) >= MOST_TICKERS and not self._held:
            return None
        try:
            return self.source.prices(ticker, as_of=self.as_of)
        except (PricesMissing, UsageError):
            return None
        except CopilotError as error:
            self.notices.append(f"{ticker} could not be compared: {error.problem}")
            return None


def bars_between(prices: Prices, first: date, last: date) -> Sequence[Bar]:
    """The bars from one day to another, both inclusive, oldest first; those that are there."""
    bars = prices.bars
    return bars[bisect_left(bars, first, key=_session) : bisect_right(bars, last, key=_session)]


def _session(bar: Bar) -> date:
    return bar.session
