"""Prices that a printed level may be: every open, high, low and close there is, and the extremes of windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from operator import attrgetter

from copilot.metrics.candidates import Asked, Candidate, named_of
from copilot.metrics.readings import FIELDS
from copilot.metrics.wording import Wording

FAR = 0.02  # the fit of a session far from every day named
_UNNAMED: Mapping[str, float] = {"close": 1.0, "high": 0.9, "low": 0.9, "open": 0.8}


def level_candidates(asked: Asked, low: float, high: float) -> tuple[list[tuple[Candidate, float]], list[float]]:
    """The prices of the sessions near the days named, and those from `low` to `high` wherever they are, each with its candidate;
    and the values of all the others, which only count as tried."""
    days = day_fits(asked)
    far = [at for at, fit in enumerate(days) if fit <= FAR]
    near = [at for at, fit in enumerate(days) if fit > FAR]
    found: list[tuple[Candidate, float]] = []
    others: list[float] = []
    for field in FIELDS:
        own = field_fit(field, asked.words)
        prices = list(map(attrgetter(field), asked.prices.bars))
        agreeing = [at for at in far if (price := prices[at]) is not None and low <= price <= high]
        for at in (*near, *agreeing):
            if prices[at] is not None:
                found.append((Candidate(own * days[at], field, {"session": asked.sessions[at]}), prices[at]))
        others += [price for at in far if (price := prices[at]) is not None and not low <= price <= high]
    return found, others


def field_fit(field: str, words: Wording) -> float:
    """How well one price of a session fits the words; a level within the session is a high or a low."""
    named = words.fields - {"intraday"}
    if not named and "intraday" in words.fields:
        return 1.0 if field in ("high", "low") else 0.4
    return named_of(field, named, among=FIELDS, unnamed=_UNNAMED)


def day_fits(asked: Asked) -> list[float]:
    """How near each session lies to the days named, else to the day the text speaks from: 1 on the day, FAR far from it."""
    fits = [FAR] * len(asked.sessions)
    spans = [(asked.at(start - timedelta(days=1)) + 1, asked.at(end)) for start, end in asked.dates]
    if not spans:
        last = asked.at(asked.anchor)
        spans = [(last, last)]
    for first, last in spans:
        near = max(first - 40, 0), min(last + 41, len(fits))
        for at in range(*near):
            apart = max(first - at, at - last, 0)
            fits[at] = max(fits[at], 1.0 if not apart else 0.8 / (1 + 0.12 * apart))
    return fits


def extreme_candidates(asked: Asked) -> Iterator[Candidate]:
    """Lowest and highest prices and closes of the windows named, of the year, of 52 weeks and of all there is."""
    words = asked.words
    windows: list[tuple[float, dict[str, object]]] = [(1.0, {"start": s, "end": e}) for s, e in asked.dates if s < e]
    end = asked.sessions[asked.at(asked.anchor)]
    windows.append((1.0 if "year_to_date" in words.windows else 0.6, {"year": str(end.year), "end": end}))
    windows.append((1.0 if "year_high_low" in words.windows else 0.5, {"weeks": "52", "end": end}))
    windows.append((1.0 if "record" in words.windows else 0.4, {"start": asked.sessions[0], "end": end}))
    for fit, window in windows:
        for name, field in (("low", "low"), ("high", "high"), ("lowest close", "low"), ("highest close", "high")):
            at_close = "close" in name
            named = field in words.fields or ("record" in words.windows and field == "high")
            own = 1.0 if named else 0.3
            if at_close:
                own *= 1.0 if "close" in words.fields else 0.6
            elif "close" in words.fields and "intraday" not in words.fields:
                own *= 0.6
            yield Candidate(fit * own, name, window)
