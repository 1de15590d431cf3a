"""A peer that speaks Yahoo's protocol to the real yfinance, through a requests session: no socket, every failure on demand."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import requests
from requests.adapters import BaseAdapter

from copilot.types import Bar

NEW_YORK = "America/New_York"


def single(value: float) -> float:
    """A number as Yahoo sends it: a 32-bit float."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


@dataclass
class Share:
    """One instrument as it was traded; what Yahoo tells of it is derived: everything divided by the splits that came later."""

    bars: Sequence[Bar]
    currency: str = "USD"
    instrument: str = "EQUITY"
    zone: str = NEW_YORK
    opens: tuple[int, int] = (9, 30)
    closes: tuple[int, int] = (16, 0)
    gains: Mapping[date, float] = field(default_factory=dict)
    events_without_bar: Sequence[tuple[date, str, float]] = ()  # day, "split" or "dividend", figure
    trading_day: date | None = None  # of the current trading period; the last bar's where None
    info: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # modules of quoteSummary
    quote: Mapping[str, Any] = field(default_factory=dict)

    def at(self, day: date, clock: tuple[int, int]) -> int:
        """Seconds of a time of day at the exchange."""
        return int(datetime(day.year, day.month, day.day, *clock, tzinfo=ZoneInfo(self.zone)).timestamp())

    def chart(self, first: int, last: int) -> dict[str, Any]:
        """The answer to a chart request over [first, last) in seconds."""
        told = [self._told(position) for position in range(len(self.bars))]
        shown = [item for item in told if first <= item["at"] < last]
        dividends, splits = self._events(first, last)
        gains = {
            str(self.at(day, self.opens)): {"amount": amount, "date": self.at(day, self.opens)}
            for day, amount in self.gains.items()
        }
        events = {"dividends": dividends, "splits": splits, "capitalGains": gains}
        columns = {name: [item[name] for item in shown] for name in ("open", "high", "low", "close")}
        trading_day = self.trading_day or self.bars[-1].session
        period = {"timezone": "EST", "gmtoffset": -18000, "start": self.at(trading_day, self.opens)}
        meta = {
            "currency": self.currency,
            "instrumentType": self.instrument,
            "exchangeTimezoneName": self.zone,
            "regularMarketTime": self.at(self.bars[-1].session, self.closes),
            "currentTradingPeriod": {"regular": {**period, "end": self.at(trading_day, self.closes)}},
            "validRanges": ["1d", "max"],
            "priceHint": 2,
            "fulldayPrice": 1.0,  # a key that no version of yfinance knows
        }
        result: dict[str, Any] = {"meta": meta, "indicators": {"quote": [{}], "adjclose": [{"adjclose": []}]}}
        if shown:
            result["timestamp"] = [item["at"] for item in shown]
            result["indicators"]["quote"] = [{**columns, "volume": [1000] * len(shown)}]
            result["indicators"]["adjclose"] = [{"adjclose": [item["adjusted"] for item in shown]}]
        if any(events.values()):
            result["events"] = {name: found for name, found in events.items() if found}
        return {"chart": {"result": [result], "error": None}}

    def _told(self, position: int) -> dict[str, Any]:
        bar, shares = self.bars[position], self._shares_after(self.bars[position].session)
        prices = {name: getattr(bar, name) for name in ("open", "high", "low", "close")}
        told: dict[str, Any] = {name: None if value is None else single(value / shares) for name, value in prices.items()}
        return told | {"at": self.at(bar.session, self.opens), "adjusted": single(self._adjusted(position) / shares)}

    def _adjusted(self, position: int) -> float:
        """The close times (1 - dividend / close before) of every later ex-date, as providers do it."""
        level = self.bars[position].close
        for place in range(position + 1, len(self.bars)):
            bar = self.bars[place]
            if bar.dividend or self.gains:
                level *= 1 - (bar.dividend + self.gains.get(bar.session, 0.0)) * bar.split / self.bars[place - 1].close
        return level

    def _shares_after(self, day: date) -> float:
        shares = 1.0
        for bar in self.bars:
            shares *= bar.split if bar.session > day else 1.0
        for other, kind, figure in self.events_without_bar:
            shares *= figure if kind == "split" and other > day else 1.0
        return shares

    def _events(self, first: int, last: int) -> tuple[dict[str, Any], dict[str, Any]]:
        dividends, splits = {}, {}
        listed = [(bar.session, "dividend", bar.dividend) for bar in self.bars if bar.dividend]
        listed += [(bar.session, "split", bar.split) for bar in self.bars if bar.split != 1.0]
        for day, kind, figure in (*listed, *self.events_without_bar):
            at = self.at(day, self.opens)
            if not first <= at < last:
                continue
            if kind == "dividend":
                dividends[str(at)] = {"amount": round(figure / self._shares_after(day), 6), "date": at}
            else:
                ratio = figure.as_integer_ratio()
                splits[str(at)] = {"date": at, "numerator": ratio[0], "denominator": ratio[1], "splitRatio": "x"}
        return dividends, splits


Answer = Callable[[requests.PreparedRequest], tuple[int, str | bytes, dict[str, str]]]


class FakeYahoo(BaseAdapter):
    """The peer. `answers` maps the beginning of a path to another answer than the usual one; `requests` keeps what came."""

    def __init__(self, shares: Mapping[str, Share]) -> None:
        super().__init__()
        self.shares = dict(shares)
        self.requests: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.silent_s = 0.0
        self.crumb: tuple[int, str] = (200, "crumb1")

    def session(self) -> requests.Session:
        """A session that reaches nothing but this peer."""
        session = requests.Session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, self)
        return session

    def charts(self) -> list[str]:
        """The requests for daily bars."""
        return [path for path in self.requests if "/v8/finance/chart/" in path and "period1" in path]

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """One request, answered."""
        address = request.url or ""
        self.requests.append(address)
        time.sleep(self.silent_s)
        status, body, headers = self._answer(request)
        response = requests.Response()
        response.status_code, response.url, response.request = status, address, request
        response._content = body.encode() if isinstance(body, str) else body
        response.headers.update(headers)
        return response

    def close(self) -> None:
        """Nothing is held."""

    def _answer(self, request: requests.PreparedRequest) -> tuple[int, str | bytes, dict[str, str]]:
        parts = urlsplit(request.url or "")
        path, query = unquote(parts.path), parse_qs(parts.query)
        for beginning, answer in self.answers.items():
            if path.startswith(beginning) or (parts.hostname or "").startswith(beginning):
                return answer(request)
        if path.endswith("/getcrumb"):
            return self.crumb[0], self.crumb[1], {}
        ticker = path.rpartition("/")[2]
        if path.startswith("/v8/finance/chart/"):
            return self._chart(ticker, query)
        if path.startswith("/v10/finance/quoteSummary/"):
            return self._summary(ticker, query)
        if path.startswith("/v7/finance/quote"):
            share = self.shares.get(query["symbols"][0])
            found = [{"symbol": query["symbols"][0], **share.quote}] if share else []
            return 200, json.dumps({"quoteResponse": {"result": found, "error": None}}), {}
        if "fundamentals-timeseries" in path:
            return 200, json.dumps({"timeseries": {"result": [{"meta": {}}], "error": None}}), {}
        return 200, "", {}

    def _chart(self, ticker: str, query: Mapping[str, list[str]]) -> tuple[int, str, dict[str, str]]:
        share = self.shares.get(ticker)
        if share is None:
            error = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
            return 404, json.dumps({"chart": {"result": None, "error": error}}), {}
        first, last = (
            int(query[name][0]) if name in query else default for name, default in (("period1", 0), ("period2", 2**40))
        )
        return 200, json.dumps(share.chart(first, last)), {}

    def _summary(self, ticker: str, query: Mapping[str, list[str]]) -> tuple[int, str, dict[str, str]]:
        share = self.shares.get(ticker)
        wanted = query["modules"][0].split(",")
        found = {name: share.info[name] for name in wanted if name in share.info} if share else {}
        if not found:
            error = {"code": "Not Found", "description": f"Quote not found for symbol: {ticker}"}
            return 404, json.dumps({"quoteSummary": {"result": None, "error": error}}), {}
        return 200, json.dumps({"quoteSummary": {"result": [found], "error": None}}), {}


def nvidia() -> Share:
    """Ten for one with effect from 10 June 2024: the levels are those the exchange printed."""
    return Share(
        [
            Bar(date(2024, 6, 5), 1183.7, 1224.8, 1175.0, 1224.4),
            Bar(date(2024, 6, 6), 1240.5, 1255.87, 1183.2, 1209.98),
            Bar(date(2024, 6, 7), 1197.7, 1216.92, 1180.22, 1208.88),
            Bar(date(2024, 6, 10), 120.37, 123.1, 117.01, 121.79),
            Bar(date(2024, 6, 11), 121.77, 122.87, 118.74, 120.91, dividend=0.01),
        ]
    )


def with_split(share: Share) -> Share:
    bars = [replace(bar, split=10.0) if bar.session == date(2024, 6, 10) else bar for bar in share.bars]
    return replace(share, bars=bars)


def status(code: int, body: str = "") -> Answer:
    """Always this answer."""
    return lambda request: (code, body, {})


def at(day: date, hour: int, minute: int = 0, zone: str = NEW_YORK) -> datetime:
    """A moment at an exchange, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)
