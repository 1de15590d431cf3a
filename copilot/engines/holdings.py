"""Which prices are held, as a model is told: what a name in words stands for, and from when to when a ticker can be computed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from copilot.errors import PricesMissing, SourceError, UsageError
from copilot.names import Instrument, family_members, funds_tracking, instrument
from copilot.types import Prices, PriceSource

_MOST_NAMED = 12  # tickers told at once


class Holdings:
    """The prices of a source up to a day. Names are resolved, and never to another thing: a fund is not its index."""

    def __init__(self, source: PriceSource, as_of: date) -> None:
        self._source, self.as_of = source, as_of
        self.listed = tuple(source.tickers())  # empty where the source answers for any ticker

    def prices(self, ticker: str) -> Prices | None:
        """The prices of a ticker, None where there are none."""
        with suppress(SourceError, UsageError):
            return self._source.prices(ticker, as_of=self.as_of)
        return None

    def ticker_of(self, words: str) -> str:
        """The ticker that words name: a ticker as it is, an instrument by its name.

        Raises UsageError for a class of instruments and PricesMissing for an index without prices; both tell what is held of it.
        """
        plain = words.strip()
        if plain.upper() in self.listed:
            return plain.upper()
        row = instrument(plain)
        if row is None or not _is_traded(row):
            return plain.upper()
        if row.kind == "generic":
            raise UsageError(f"{row.name} is no single instrument", fix=self._ask_for(family_members(row.id)))
        if row.ticker is not None and (row.kind in ("fund", "company") or self._holds(row.ticker)):
            return row.ticker
        raise PricesMissing(f"no prices of {_called(row)} itself are held", fix=self._ask_for(funds_tracking(row.id), of=row))

    def told(self, ticker: str) -> str:
        """One line on a ticker: what it is, what it follows, and the sessions that are held."""
        row = instrument(ticker)
        prices = self.prices(ticker)
        reach = "no prices are held" if prices is None else f"held are {_reach(prices)}"
        return f"{ticker}: {_description(row)}; {reach}" if row is not None else f"{ticker}: {reach}"

    def told_of(self, names: Iterable[str], tickers: Iterable[str]) -> dict[str, str | None]:
        """A line for each ticker and each instrument of these names or ids, with its ticker where prices are held.

        A class of instruments is told where some of it are held, and what is none is not told.
        """
        known = (ticker for ticker in sorted(set(tickers)) if self._holds(ticker) or _is_traded(instrument(ticker)))
        lines: dict[str, str | None] = {self.told(ticker): self._if_held(ticker) for ticker in known}
        for name in names:
            row = instrument(name)
            if row is None or not _is_traded(row):
                continue
            try:
                ticker = self.ticker_of(row.id)
                lines[self.told(ticker)] = self._if_held(ticker)
            except PricesMissing as error:
                lines[f"{error.problem}; {error.fix}"] = None
            except UsageError as error:
                if row.kind == "generic" and self.listed and any(one.ticker in self.listed for one in family_members(row.id)):
                    lines[f"{error.problem}; {error.fix}"] = None
        return lines

    def known(self) -> str:
        """The tickers that are held, as many as may be told; nothing where the source cannot list them."""
        if not self.listed:
            return ""
        more = f" and {len(self.listed) - _MOST_NAMED} others" if len(self.listed) > _MOST_NAMED else ""
        return f"prices are held of {', '.join(self.listed[:_MOST_NAMED])}{more}"

    def _holds(self, ticker: str) -> bool:
        return self.prices(ticker) is not None

    def _if_held(self, ticker: str) -> str | None:
        return ticker if self._holds(ticker) else None

    def _ask_for(self, rows: Iterable[Instrument], *, of: Instrument | None = None) -> str:
        """What to ask for instead, by ticker: those held, or where that cannot be told any."""
        tickers = [row.ticker for row in rows if row.ticker and (not self.listed or row.ticker in self.listed)][:_MOST_NAMED]
        if not tickers:
            return "say that it cannot be computed"
        if of is None:
            return f"ask for one of its own by ticker: {', '.join(tickers)}"
        own = "ask for one by its ticker and name it as the fund, which is not its index"
        return f"funds that follow it: {', '.join(tickers)}; {own}"


def _is_traded(row: Instrument | None) -> bool:
    return row is not None and row.kind in ("index", "fund", "company", "commodity", "generic")


def _reach(prices: Prices) -> str:
    """The sessions of prices in words, and the month ends before them."""
    parts = [f"daily prices from {prices.bars[0].session} to {prices.bars[-1].session}"] if prices.bars else []
    ends = prices.month_ends
    if ends and (not prices.bars or ends[0].month < f"{prices.bars[0].session:%Y-%m}"):
        parts.append(f"month ends from {ends[0].month} to {ends[-1].month}")
    return " and ".join(parts) or "no sessions"


def _called(row: Instrument) -> str:
    kind = "the index " if row.kind == "index" else ""
    return f"{kind}{row.name}" + (f" ({row.ticker})" if row.ticker else "")


def _description(row: Instrument) -> str:
    followed = instrument(row.tracks) if row.tracks else None
    follows = f" that follows the {followed.name}, not that index itself" if followed else ""
    return f"{row.name}, {row.kind.replace('_', ' ')}{follows}"
