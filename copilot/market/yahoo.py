"""Yahoo Finance through yfinance: one ticker at a time, errors named, under a deadline of our own.

What yfinance does and we do not rely on: it hides exceptions unless told otherwise, turns failures into empty frames, waits up
to two minutes for a peer that says nothing, prints warnings and log lines, and keeps one session per process.
"""

from __future__ import annotations

import contextlib
import logging
import math
import queue
import random
import struct
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from copilot.clock import utc_now
from copilot.errors import CopilotError, PricesMissing, RateLimited, SourceError, Unreachable
from copilot.market.as_traded import Download, RawBar

PROVIDER = "yahoo"
DEADLINE_S = 20.0  # for all that is asked for at once, waiting and trying again included
AT_ONCE = 6  # requests under way
REQUEST_TIMEOUT_S = 8.0
SETTLED = timedelta(minutes=15)  # after the close, before which the closing auction may still be printed
_FIRST_PAUSE_S = 1.0
_REFUSAL = "Too Many Requests"
T = TypeVar("T")
Clock = Callable[[], datetime]


def symbol_of(ticker: str) -> str:
    """A ticker as Yahoo writes it: the share classes A, B and C behind a dash; a dot before anything else is an exchange.

    >>> symbol_of("BRK.B"), symbol_of("VOD.L"), symbol_of("^GSPC")
    ('BRK-B', 'VOD.L', '^GSPC')
    """
    stem, dot, end = ticker.rpartition(".")
    return f"{stem}-{end}" if dot and end in ("A", "B", "C") else ticker


class Yahoo:
    """The vendor. `session`: a requests or curl_cffi session to use instead of yfinance's own; now: the clock."""

    def __init__(
        self, *, cache: Path | None = None, session: Any = None, now: Clock = utc_now, deadline_s: float = DEADLINE_S
    ) -> None:
        self.now = now
        self._cache, self._session, self._deadline_s = cache, session, deadline_s
        self._answers, self._lock = _Answers(), threading.Lock()
        self._is_ready = False

    def history(self, ticker: str, *, first: date) -> Download:
        """Daily bars since `first` with dividends and splits, completed sessions only, as Yahoo tells them.

        Raises PricesMissing (an unknown ticker, or an empty answer, which says nothing of what exists), RateLimited,
        Unreachable, SourceError where the answer cannot be read.
        """
        return _raised(self.histories([ticker], first=first)[ticker])

    def histories(self, tickers: Sequence[str], *, first: date) -> dict[str, Download | SourceError]:
        """The same of several tickers at once, under the one deadline; what `history` would raise stands in its place."""

        def fetch(ticker: str, share: Any) -> Download:
            frame = share.history(
                start=first.isoformat(), interval="1d", auto_adjust=False, actions=True, timeout=REQUEST_TIMEOUT_S
            )
            return _download(ticker, frame, share.get_history_metadata(), first, self.now())

        return self._ask(tickers, fetch)

    def snapshot(self, ticker: str) -> dict[str, Any]:
        """Everything Yahoo tells of a ticker today, by its own names. Raises as `history`."""
        return _raised(self._ask([ticker], lambda _, share: dict(share.get_info()))[ticker])

    def _ask(self, tickers: Sequence[str], fetch: Callable[[str, Any], T]) -> dict[str, T | SourceError]:
        """What `fetch` makes of each ticker, in threads that are left behind where the deadline passes."""
        import yfinance  # noqa: F401 - which sets warning filters of its own, so that it comes first

        until = time.monotonic() + self._deadline_s
        done: queue.SimpleQueue[tuple[str, T | BaseException]] = queue.SimpleQueue()
        waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        left = list(dict.fromkeys(tickers))
        for ticker in left:
            waiting.put(ticker)

        def work() -> None:
            with contextlib.suppress(queue.Empty):
                while time.monotonic() < until:
                    ticker = waiting.get_nowait()
                    done.put((ticker, self._tried(ticker, fetch, until)))

        found: dict[str, T | SourceError] = {}
        with warnings.catch_warnings():  # pandas and yfinance warn of each other at every call
            warnings.simplefilter("ignore")
            for n in range(min(len(left), AT_ONCE)):
                threading.Thread(target=work, daemon=True, name=f"yahoo {n}").start()
            with contextlib.suppress(queue.Empty):
                while len(found) < len(left):
                    ticker, outcome = done.get(timeout=max(until - time.monotonic(), 0.0))
                    if isinstance(outcome, BaseException) and not isinstance(outcome, SourceError):
                        raise outcome
                    found[ticker] = outcome
        late = Unreachable("Yahoo did not answer in time", fix="Check the network, try again later, or give --prices FOLDER.")
        return {ticker: found.get(ticker, late) for ticker in left}

    def _tried(self, ticker: str, fetch: Callable[[str, Any], T], until: float) -> T | BaseException:
        """What `fetch` makes of a ticker, or its error; a rate limit is waited out with growing pauses first."""
        pause = _FIRST_PAUSE_S
        while True:
            statuses: list[int] = []
            try:
                return fetch(ticker, self._share(ticker, statuses))
            except CopilotError as error:
                return error
            except Exception as error:
                _forget_answers()
                known = translate(error, ticker, statuses)
                known.__cause__ = error
                wait = pause * random.uniform(1.0, 1.5)  # so that several programs do not come back at once
                if not isinstance(known, RateLimited) or time.monotonic() + wait >= until:
                    return known
                time.sleep(wait)
                pause *= 2
            except BaseException as error:
                return error

    def _share(self, ticker: str, statuses: list[int]) -> Any:
        """The ticker as yfinance has it. statuses: where those of the answers to this thread's requests are kept."""
        import yfinance

        with self._lock:
            if not self._is_ready:
                for name in ("yfinance", "bs4.dammit"):
                    logging.getLogger(name).setLevel(logging.CRITICAL)
                if self._cache is not None:  # cookies and time zones lie beside the library, not where the user named nothing
                    yfinance.set_tz_cache_location(str(self._cache))
                self._session = self._session or yfinance.Ticker(symbol_of(ticker)).session
                _note_statuses(self._session, self._answers)
                self._is_ready = True
            yfinance.config.debug.hide_exceptions = False
            self._answers.statuses = statuses
            return yfinance.Ticker(symbol_of(ticker), session=self._session)


class _Answers(threading.local):
    """The statuses of the answers to the call under way, of each thread its own."""

    statuses: list[int] | None = None


def _raised(outcome: T | SourceError) -> T:
    """The outcome. Raises it where it is an error."""
    if isinstance(outcome, SourceError):
        raise outcome
    return outcome


def translate(error: BaseException, ticker: str, statuses: Sequence[int] = ()) -> SourceError:
    """The one mapping from what yfinance and its HTTP library raise to our errors.

    statuses: of the answers that led to the error. yfinance reads a failing server's page as data and stumbles over it, or
    takes it for an unknown ticker.
    """
    from yfinance import exceptions as yahoo

    status = getattr(getattr(error, "response", None), "status_code", None)
    failed = next((code for code in statuses if code >= 500), None)
    refused = statuses[-1] if statuses and statuses[-1] in (401, 403) else None
    if isinstance(error, yahoo.YFRateLimitError) or status == 429 or (429 in statuses and refused):
        return RateLimited("Yahoo asks to slow down (too many requests)", fix="Wait some minutes, or give --prices FOLDER.")
    if failed or refused:
        said = "fails" if failed else "refuses"
        return Unreachable(f"Yahoo {said} (error {failed or refused})", fix="Try again later, or give --prices FOLDER.")
    if isinstance(error, yahoo.YFTickerMissingError | IndexError) or status == 404:
        reason = " ".join(str(getattr(error, "yahoo_reason", None) or "").split())[:120].rstrip(".")
        said = f" ({reason})" if reason else ""
        return PricesMissing(
            f"Yahoo gave no prices of {ticker}{said}, which does not say that there are none",
            fix="Check the ticker as Yahoo writes it, such as VOD.L or ^GSPC, or give --prices FOLDER.",
        )
    if isinstance(error, ValueError | LookupError | TypeError | AttributeError | ArithmeticError | yahoo.YFException):
        return SourceError(
            f"Yahoo's answer on {ticker} cannot be read ({type(error).__name__})",
            fix="Try again later, or give --prices FOLDER.",
        )
    if isinstance(error, OSError):  # of requests as of curl_cffi: no route, no name, refused, cut off, timed out
        return Unreachable(
            f"Yahoo could not be reached ({type(error).__name__})", fix="Check the network, or give --prices FOLDER."
        )
    return SourceError(f"yfinance failed on {ticker} ({type(error).__name__})", fix="Try again, or give --prices FOLDER.")


def _forget_answers() -> None:
    """yfinance keeps the answers to some requests for the life of the program, failures among them."""
    from yfinance.data import YfData

    YfData.cache_get.cache_clear()


def _note_statuses(session: Any, answers: _Answers) -> None:
    """Keep the status of every answer that comes through the session, and no refusal for a crumb.

    A rate-limited request for a crumb is answered with the words "Too Many Requests", at times with status 200, and yfinance
    sends them as the crumb from then on.
    """
    plain = session.request

    def request(*args: Any, **kwargs: Any) -> Any:
        params = kwargs.get("params") or {}
        if _REFUSAL in str(params.get("crumb")):
            kwargs["params"] = {name: value for name, value in params.items() if name != "crumb"}
        response = plain(*args, **kwargs)
        is_refusal = str(response.url).endswith("/getcrumb") and _REFUSAL in response.text
        if answers.statuses is not None:
            answers.statuses.append(429 if is_refusal else response.status_code)
        return response

    session.request = request


def _download(ticker: str, frame: Any, meta: Mapping[str, Any], first: date, now: datetime) -> Download:
    """The frame and its metadata as plain values. Raises KeyError, TypeError, ValueError for what is not as it should be."""
    zone = ZoneInfo(str(meta["exchangeTimezoneName"]))
    columns = [
        [None] * len(frame) if name not in frame else frame[name].tolist()
        for name in ("Open", "High", "Low", "Close", "Adj Close", "Dividends", "Stock Splits", "Capital Gains")
    ]
    ends_at = _session_end(meta)
    is_index = meta.get("instrumentType") == "INDEX"
    rows: list[RawBar] = []
    later_split, good_until = 1.0, None
    for session, *cells in zip(frame.index.date.tolist(), *columns, strict=True):
        opened, high, low, close, adjusted, dividend, split, gain = (_plain(cell) for cell in cells)
        row = RawBar(session, opened, high, low, close, adjusted, dividend or 0.0, split or 1.0, gain or 0.0)
        if is_over(session, now, zone, ends_at):
            rows.append(row if is_index else _sound(row))
        else:
            later_split *= row.split
    if ends_at is not None and now < ends_at + SETTLED:
        good_until = ends_at + SETTLED
    if not rows:
        raise PricesMissing(
            f"Yahoo gave no completed session of {ticker}, which does not say that there are none",
            fix="Check the ticker, or give --prices FOLDER.",
        )
    return Download(
        ticker=ticker,
        provider=PROVIDER,
        currency=str(meta["currency"] or "XXX"),
        is_index=is_index,
        zone=zone.key,
        first=first,
        fetched_at=now,
        good_until=good_until,
        later_split=later_split,
        rows=tuple(rows),
    )


def is_over(session: date, now: datetime, zone: ZoneInfo, ends_at: datetime | None) -> bool:
    """Whether a session of an exchange in `zone` is completed; `ends_at`: the close of the trading period Yahoo names."""
    today = now.astimezone(zone).date()
    if session != today:
        return session < today
    return ends_at is not None and ends_at.astimezone(zone).date() == session and now >= ends_at + SETTLED


def _session_end(meta: Mapping[str, Any]) -> datetime | None:
    """The close of the current trading period: yfinance turns Yahoo's seconds into timestamps, or leaves them."""
    period = meta.get("currentTradingPeriod")
    end = period.get("regular", {}).get("end") if isinstance(period, Mapping) else None
    if isinstance(end, int | float):
        return datetime.fromtimestamp(end, UTC)
    return end.to_pydatetime().astimezone(UTC) if end is not None else None


def _sound(row: RawBar) -> RawBar:
    """The row of a share or a fund without prices that cannot be: 0, which is how Yahoo sometimes writes a missing one."""
    prices = [value if value else None for value in row[1:6]]
    opened, high, low, close, adjusted = prices
    if high is not None and low is not None and high < low:
        high = low = None
    return RawBar(row.session, opened, high, low, close, adjusted, row.dividend, row.split, row.gain)


def _plain(value: Any) -> float | None:
    """A cell as the shortest decimal that is the same 32-bit float, which is what Yahoo sends; None where it is no number.

    >>> _plain(120.99800109863281), _plain(681.75), _plain(float("nan"))
    (120.998, 681.75, None)
    """
    if value is None or not math.isfinite(value):
        return None
    try:
        short = struct.pack("f", value)
    except OverflowError:
        return float(value)
    if struct.unpack("f", short)[0] != value:
        return float(value)
    texts = (f"{value:.{digits}g}" for digits in range(6, 10))
    return next((float(text) for text in texts if struct.pack("f", float(text)) == short), float(value))
