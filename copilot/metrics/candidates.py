"""What a printed figure may be: metrics with windows, each with how well it fits the words. The search ranks them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from copilot.market import calendar as exchange
from copilot.metrics.wording import Wording
from copilot.types import Prices

Days = tuple[date, date]
USUAL = 0.6  # the fit of a week's or month's end that no word names
WEAK = 0.4  # the fit of what the words do not name although they name another of its kind


class Candidate(NamedTuple):
    """A metric that a figure may be. fit: 0..1, how well its definition and window fit the words and the dates."""

    fit: float
    name: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a printed figure. `dates` are the days and periods its text names; `anchor` is the day it speaks from."""

    prices: Prices
    sessions: Sequence[date]
    dates: Sequence[Days]
    anchor: date
    words: Wording

    def at(self, day: date) -> int:
        """The position of the last session not after `day`; -1 where there is none."""
        return bisect_right(self.sessions, day) - 1

    @property
    def ends(self) -> dict[date, float]:
        """The days a window may end on, with their fit: those named, the last sessions, the last week's and month's end."""
        found: dict[date, float] = {}
        for _, end in self.dates:
            if (at := self.at(end)) >= 0:
                found.setdefault(self.sessions[at], 1.0)
        last = self.at(self.anchor)
        own = 0.9 if self.dates else 1.0
        for back in range(5):
            if last - back >= 0:
                found.setdefault(self.sessions[last - back], own - 0.1 * back)
        for end in (month_end(self.anchor), self.anchor - timedelta(days=self.anchor.weekday() + 3)):
            if (at := self.at(end)) >= 0:
                found.setdefault(self.sessions[at], USUAL)
        return found


def month_end(day: date) -> date:
    """The last day of the month before the one of `day`, or `day` where it is the last of its own."""
    own = exchange.last_session_of(f"{day:%Y-%m}")
    return own if day >= own else day.replace(day=1) - timedelta(days=1)


def named_of(value: str, named: frozenset[str], *, among: Sequence[str], unnamed: Mapping[str, float]) -> float:
    """1 where the words name this value, WEAK where they name only others of `among`, else what `unnamed` gives it."""
    if value in named:
        return 1.0
    return WEAK if named & set(among) else unnamed.get(value, 1.0)


def basis_fit(basis: str, words: Wording) -> float:
    """Prices are meant before total returns where nothing is said."""
    return named_of(basis, words.basis, among=("total", "price"), unnamed={"price": 1.0, "total": 0.95})


def return_candidates(asked: Asked) -> Iterator[Candidate]:
    """Returns over every window that the dates and the words allow."""
    for fit, window, fields in _windows(asked):
        name = "price return"
        yield Candidate(fit * basis_fit("price", asked.words), name, {**window, **fields})
        if not fields:
            yield Candidate(fit * basis_fit("total", asked.words), "total return", window)
        if asked.words.families & {"annualised return"} and ("months" in window or "start" in window) and not fields:
            yield Candidate(fit, "annualised return", window)


def _windows(asked: Asked) -> Iterator[tuple[float, dict[str, object], dict[str, object]]]:
    """Windows with their fit and the prices at their ends ({} is close to close)."""
    for windows in (_named_spans, _day_moves, _to_date, _since, _between_extremes, _lengths):
        yield from windows(asked)


def _has_window_words(words: Wording) -> bool:
    return bool(words.windows & {"year_to_date", "month_to_date", "since"}) or bool(words.months)


Windows = Iterator[tuple[float, dict[str, object], dict[str, object]]]


def _named_spans(asked: Asked) -> Windows:
    """The periods the text names, each as one window: a month, a year, a week, days from and to."""
    weak = 0.6 if _has_window_words(asked.words) else 1.0
    for start, end in asked.dates:
        if start == end:
            continue
        month = f"{start:%Y-%m}"
        if start.day == 1 and end == exchange.last_day_of(month):
            yield weak, {"month": month}, {}
        elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            yield weak, {"year": str(start.year)}, {}
        else:
            yield weak * (0.9 if (end - start).days <= 7 else 1.0), {"start": start, "end": end}, {}
            if (at := asked.at(start - timedelta(days=1))) >= 0:  # a week or quarter is counted from the close before it
                yield weak * (1.0 if (end - start).days <= 7 else 0.8), {"start": asked.sessions[at], "end": end}, {}


def _day_moves(asked: Asked) -> Windows:
    """The move of each session near the days named, or of the last sessions where none is."""
    own = 0.5 if _has_window_words(asked.words) else 1.0
    days = {asked.at(end): 1.0 for start, end in asked.dates if start == end}
    if not days:
        days = {asked.at(asked.anchor): 1.0 if asked.words.windows & {"day"} else 0.7}
    tried: dict[int, float] = {}
    for at, fit in days.items():
        for near in range(at - 10, at + 11):
            if 1 <= near < len(asked.sessions):
                apart = abs(near - at)
                tried[near] = max(tried.get(near, 0.0), own * fit * (1.0 if not apart else 0.75 - 0.04 * apart))
    for at, fit in tried.items():
        yield fit, {"start": asked.sessions[at - 1], "end": asked.sessions[at]}, {}


def _to_date(asked: Asked) -> Windows:
    """The year, the month and the week so far, by each day the text may speak from."""
    words = asked.words.windows
    for end, fit in asked.ends.items():
        whole_year = any((s.month, s.day) == (1, 1) and e >= end >= s for s, e in asked.dates)
        yield fit * (1.0 if "year_to_date" in words or whole_year else 0.45), {"year": str(end.year), "end": end}, {}
        if (at := asked.at(end.replace(day=1) - timedelta(days=1))) >= 0:
            yield fit * (1.0 if "month_to_date" in words else 0.4), {"start": asked.sessions[at], "end": end}, {}
        if (at := asked.at(end - timedelta(days=end.weekday() + 1))) >= 0:
            yield fit * (1.0 if "week" in words else 0.3), {"start": asked.sessions[at], "end": end}, {}
    for month in {f"{asked.anchor.replace(day=1) - timedelta(days=1):%Y-%m}"}:
        yield (0.8 if not asked.dates else 0.4), {"month": month}, {}


def _since(asked: Asked) -> Windows:
    """From each day named, and the sessions beside it, to each day the text may speak from or names later."""
    named = 1.0 if "since" in asked.words.windows else 0.5
    low = "low" in asked.words.fields
    for start, stop in asked.dates:
        for base in {start, stop}:
            at = asked.at(base)
            for near in range(max(at - 3, 0), min(at + 4, len(asked.sessions))):
                apart = 0.3 * bool(near != at) + 0.05 * abs(near - at)
                for end, fit in asked.ends.items():
                    if asked.sessions[near] >= end or stop >= end:
                        continue
                    window: dict[str, object] = {"start": asked.sessions[near], "end": end}
                    yield fit * named * (1 - apart) * (0.9 if low else 1.0), window, {}
                    if low:
                        yield fit * named * (1 - apart), window, {"start_field": "low"}


def _between_extremes(asked: Asked) -> Windows:
    """From the low near one day to the high near a later one (or the last close), and the other way round; only where named."""
    fields = asked.words.fields
    if not fields & {"low", "high"}:
        return
    days = sorted({*(day for span in asked.dates for day in span), asked.anchor})
    starts = {f: _extremes(asked, days, f) for f in ("low", "high")}
    for field in ("low", "high"):
        other = "high" if field == "low" else "low"
        for start, fit, start_field in starts[field] if field in fields else ():
            ends = [*(starts[other] if other in fields else ()), *((end, fit, "close") for end, fit in asked.ends.items())]
            for end, end_fit, end_field in ends:
                if start < end:
                    fits = fit * end_fit * (1.0 if end_field != "close" or other not in fields else 0.7)
                    yield fits, {"start": start, "end": end}, {"start_field": start_field, "end_field": end_field}


def _extremes(asked: Asked, days: Sequence[date], field: str) -> list[tuple[date, float, str]]:
    """The session of the lowest low and lowest close (or highest) within ten sessions of each day named, and in the last
    month, quarter and year: (session, fit, price)."""
    pick = min if field == "low" else max
    found: dict[tuple[date, str], float] = {}
    last = asked.at(asked.anchor)
    spans = [(asked.at(day) - 10, asked.at(day) + 10, 0.85) for day in days]
    spans += [(asked.at(day), asked.at(day), 1.0) for day in days if field in asked.words.fields]
    spans += [(last - length, last, 0.75) for length in (21, 63, 252)]
    bars = asked.prices.bars
    for first, stop, fit in spans:
        near = [bar for bar in bars[max(first, 0) : max(stop + 1, 0)] if bar.session <= asked.anchor]
        for price, own in ((field, 1.0), ("close", 0.9)):
            known = [(value, bar.session) for bar in near if (value := getattr(bar, price)) is not None]
            if known:
                session = pick(known)[1]
                found[session, price] = max(found.get((session, price), 0.0), fit * own)
    return [(session, fit, price) for (session, price), fit in found.items()]


def _lengths(asked: Asked) -> Windows:
    """So many months back, as named, or as is usual."""
    for months in asked.words.months or (1, 3, 6, 12, 36, 60, 120):
        for end, fit in asked.ends.items():
            if fit > 0.55:
                yield fit * (1.0 if asked.words.months else 0.3), {"months": months, "end": end}, {}
