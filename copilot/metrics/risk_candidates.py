"""Volatility, falls, distances, averages and pairs that a printed figure may be, with their fit to the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from copilot.metrics.candidates import USUAL, Asked, Candidate, basis_fit, named_of


def _ends(asked: Asked) -> list[tuple[date, float]]:
    """Figures over years are taken at a month's or week's end as often as on the day itself, unless a day is named."""
    usual = 0.9 if asked.dates else 1.0
    return [(end, fit if fit == 1.0 else usual) for end, fit in asked.ends.items() if fit in (1.0, USUAL) or fit >= 0.9]


def _lengths(asked: Asked) -> tuple[tuple[int, float], ...]:
    named = tuple((months, 1.0) for months in asked.words.months)
    return named or ((12, 0.9), (36, 0.9), (60, 0.8))


def _spans(asked: Asked) -> Iterator[tuple[float, float, dict[str, object]]]:
    """(fit of its length, fit of its end, the window): over so many sessions, over the periods named, else over months back."""
    for start, end in asked.dates:
        if start < end and not asked.words.sessions and not asked.words.months:
            yield 1.0, 1.0, {"start": asked.sessions[max(asked.at(start - timedelta(days=1)), 0)], "end": end}
    for end, fit in _ends(asked):
        at = asked.at(end)
        for count in asked.words.sessions:
            if count <= at:
                yield 1.0, fit, {"start": asked.sessions[at - count], "end": end}
        for months, length_fit in () if asked.words.sessions else _lengths(asked):
            yield length_fit, fit, {"months": months, "end": end}


def volatility_candidates(asked: Asked) -> Iterator[Candidate]:
    """Daily, weekly and monthly; simple and log; with and without dividends; over each length and to each end."""
    words = asked.words
    for length_fit, end_fit, window in _spans(asked):
        for frequency in ("daily",) if words.sessions and not words.frequency else ("daily", "weekly", "monthly"):
            common = {"daily": "log", "weekly": "simple", "monthly": "simple"}[frequency]
            for basis in ("total", "price"):
                for returns in ("simple", "log"):
                    fit = (
                        length_fit
                        * end_fit
                        * named_of(frequency, words.frequency, among=("daily", "weekly", "monthly"), unnamed={})
                    )
                    fit *= basis_fit(basis, words) if words.basis else {"total": 1.0, "price": 0.95}[basis]
                    fit *= named_of(returns, words.returns, among=("simple", "log"), unnamed={common: 1.0, _other(common): 0.9})
                    given = {**window, "basis": basis, "returns": returns}
                    yield Candidate(fit, f"annualised volatility, {frequency}", given)
    if "downside deviation" in words.families:
        for months, length_fit in _lengths(asked):
            for end, end_fit in _ends(asked):
                for frequency in ("daily", "monthly"):
                    yield Candidate(
                        length_fit * end_fit, "downside deviation", {"months": months, "end": end, "frequency": frequency}
                    )


def _other(returns: str) -> str:
    return "simple" if returns == "log" else "log"


def fall_candidates(asked: Asked) -> Iterator[Candidate]:
    """The deepest fall by closes, within sessions and with dividends, in each window that may be meant."""
    windows: list[tuple[float, dict[str, object]]] = []
    for start, end in asked.dates:
        if start < end:
            windows.append((1.0, {"start": start, "end": end}))
        windows.append((0.8, {"start": start, "end": asked.anchor}))
    for end, fit in _ends(asked):
        windows.append((fit * 0.9, {"year": str(end.year), "end": end}))
        windows += [
            (fit * (1.0 if asked.words.months else 0.8), {"months": months, "end": end})
            for months in asked.words.months or (12, 36)
        ]
    for fit, window in windows:
        for basis, own in (("close", 1.0), ("intraday", 0.95), ("total", 0.9)):
            fits = named_of("intraday", asked.words.fields, among=("close",), unnamed={}) if basis == "intraday" else 1.0
            yield Candidate(fit * own * fits, "max drawdown", {**window, "basis": basis})


def distance_candidates(asked: Asked) -> Iterator[Candidate]:
    """How far from the high of 52 weeks, of the year, of all that is known, or of a window from a day named."""
    first = asked.sessions[0]
    for end, fit in asked.ends.items():
        windows: list[tuple[float, dict[str, object]]] = [
            (0.9, {"weeks": "52", "end": end}),
            (0.8, {"year": str(end.year), "end": end}),
        ]
        record = "record" in asked.words.windows
        windows.append((1.0 if record else 0.6, {"start": first, "end": end}))
        windows += [(0.9, {"start": start, "end": end}) for start, _ in asked.dates if start < end]
        for own, window in windows:
            yield Candidate(fit * own, "distance from high", window)
            for field in ("high", "close"):
                yield Candidate(fit * own * 0.8, "distance from previous high", {**window, "field": field})


def average_candidates(asked: Asked, name: str) -> Iterator[Candidate]:
    """Moving averages of the lengths named, else of 50 and 200 sessions, on each day that may be meant."""
    for sessions in asked.words.sessions or (50, 200, 20, 100):
        own = 1.0 if asked.words.sessions else 0.7
        for end, fit in asked.ends.items():
            yield Candidate(fit * own, name, {"sessions": sessions, "end": end})


def pair_candidates(asked: Asked, name: str) -> Iterator[Candidate]:
    """Beta, correlation, tracking error against the other instrument, daily, weekly, monthly."""
    for months, length_fit in _lengths(asked):
        for end, end_fit in _ends(asked):
            for frequency in ("daily", "weekly", "monthly"):
                fit = named_of(frequency, asked.words.frequency, among=("daily", "weekly", "monthly"), unnamed={})
                yield Candidate(length_fit * end_fit * fit, name, {"months": months, "end": end, "frequency": frequency})


def relative_candidates(asked: Asked) -> Iterator[Candidate]:
    """By how many points the first instrument beat the other, over the windows a return may have."""
    for start, end in asked.dates:
        if start < end:
            for basis in ("price", "total"):
                yield Candidate(
                    basis_fit(basis, asked.words),
                    "relative return",
                    {"start": start - timedelta(days=1), "end": end, "basis": basis},
                )
    for end, fit in asked.ends.items():
        for basis in ("price", "total"):
            own = 1.0 if "year_to_date" in asked.words.windows else 0.6
            yield Candidate(
                fit * own * basis_fit(basis, asked.words), "relative return", {"year": str(end.year), "end": end, "basis": basis}
            )
            for months in asked.words.months:
                yield Candidate(
                    fit * basis_fit(basis, asked.words), "relative return", {"months": months, "end": end, "basis": basis}
                )
