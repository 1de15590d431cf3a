"""Sentences about returns and risk: each names its definition, its window and its metric."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Any, Literal

from copilot.calendar_days import months_back
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, either, listed, opened, percent, rounded
from copilot.engines.variants import otherwise
from copilot.engines.windows import first_session, last_full_month, window_of
from copilot.market import calendar as exchange
from copilot.types import Metric

_A_YEAR = 366  # days; a return of less is not told as one a year
_FEWEST_RETURNS = 9
_SHORTEST_SERIES = 20  # sessions below which a volatility says little


def period_return(desk: Desk, evidence: Evidence, ticker: str, period: Period) -> list[str]:
    """What the instrument returned over a period, with dividends and without; both where they differ in print."""
    parameters = _return_window(desk, ticker, period)
    if parameters is None:
        return []
    total = desk.metric("total return", ticker, is_optional=True, **parameters)
    plain = desk.metric("price return", ticker, is_optional=True, **parameters)
    if total is None and plain is None and period.months is not None:
        whole = _whole_months(desk, ticker, period.months)
        total = desk.metric("total return", ticker, is_optional=True, **whole)
        plain = desk.metric("price return", ticker, is_optional=True, **whole)
    shown = total or plain
    if shown is None:
        desk.metric("price return", ticker, **parameters)  # keeps in mind what is lacking
        return []
    when = _when(shown, period)
    if total is None or plain is None:
        how = "with dividends reinvested" if total is not None else "by price, without dividends"
        return [f"{called(ticker)} returned {signed(shown)} {when} {how} {evidence.cite(shown)}."]
    if percent(total.value) == percent(plain.value) and total.value * plain.value > 0:
        verb = either(total.value, "gained", "lost")
        marks = evidence.cite(plain, total)
        return [f"{called(ticker)} {verb} {percent(total.value)} {when}, by price and with dividends alike {marks}."]
    return [
        f"{called(ticker)} returned {signed(total)} {when} with dividends reinvested {evidence.cite(total)};"
        f" its price alone {either(plain.value, 'gained', 'lost')} {percent(plain.value)} {evidence.cite(plain)}."
    ]


def made_up_for(desk: Desk, evidence: Evidence, ticker: str, period: Period) -> list[str]:
    """Whether what was lost over a time that is past has been won back: the price since the close before it, to the last one."""
    window, last = _return_window(desk, ticker, period), desk.last_session(ticker)
    fall = desk.metric("price return", ticker, is_optional=True, **window) if window is not None else None
    if fall is None or last is None or fall.start is None or fall.end is None or fall.end >= last or fall.value >= 0:
        return []
    since = desk.metric("price return", ticker, start=fall.start, end=last, is_optional=True)
    if since is None:
        return []
    told = (
        f"{called(ticker)} {either(since.value, 'gained', 'lost')} {percent(since.value)} between {day(since.start)} and"
        f" {day(since.end)}, without dividends {evidence.cite(since)}, and stands"
        f" {either(since.value, 'above', 'below')} its close of before that time."
    )
    return opened(since.value >= 0, [told])


def relative(
    desk: Desk,
    evidence: Evidence,
    ticker: str,
    other: str,
    period: Period,
    *,
    which: Literal["better", "worse"] | None = None,
    moved: Literal["up", "down"] | None = None,
) -> list[str]:
    """The returns of two instruments over one window, and the gap between them in percentage points.

    With dividends where both have them; else, as against an index, both by price. which: the one that did so is named first.
    moved: which way the question takes for granted that they went, "which fell more?"; that neither did is said first.
    """
    for basis, parameters in product(("total", "price"), windows(desk, ticker, period)):
        own, rival = (desk.metric(f"{basis} return", name, is_optional=True, **parameters) for name in (ticker, other))
        gap = desk.metric("relative return", ticker, other=other, basis=basis, is_optional=True, **parameters)
        if own is not None and rival is not None and gap is not None:
            break
    else:
        return []
    how = "with dividends" if basis == "total" else "by price"
    told = (
        f"{called(ticker)} returned {signed(own)} {_when(own, period)} {how} {evidence.cite(own)},"
        f" while {called(other)} returned {signed(rival)} {evidence.cite(rival)}"
    )
    if (moved == "down" and min(own.value, rival.value) > 0) or (moved == "up" and max(own.value, rival.value) < 0):
        told = f"Neither of them {'lost' if moved == 'down' else 'gained'}: {told}"
        which = None
    places = next((n for n in (2, 1) if rounded(gap.value, n) == rounded(_shown_gap(own, rival), n)), None)
    if places is None or not gap.value:
        return [f"{told}."]  # nothing to say, or the two printed returns would seem to belie the gap
    side = "in favour of" if gap.value >= 0 else "against"
    if which is not None:
        told = f"{called(ticker if (gap.value > 0) == (which == 'better') else other)} did {which}: {told}"
    sentences = [
        f"{told}: a gap of {rounded(abs(gap.value), places)} percentage points {side} {called(ticker)} {evidence.cite(gap)}."
    ]
    if basis == "total":
        sentences += [
            f"{_opening(words)} the gap between {called(ticker)} and {called(other)} was"
            f" {rounded(abs(shown.value), 2)} percentage points {evidence.cite(shown)}."
            for words, shown in otherwise(desk, gap, lambda found: rounded(abs(found.value), 2), other=other, **parameters)
        ]
    return sentences


def ranked(
    desk: Desk,
    evidence: Evidence,
    tickers: Sequence[str],
    period: Period,
    *,
    worst_first: bool = False,
    moved: Literal["up", "down"] | None = None,
) -> list[str]:
    """The returns of several instruments over one window in order; with dividends where all have them, else by price.

    moved: which way the question takes for granted that they went, "which fell most?"; that none did is said first.
    """
    for basis, parameters in product(("total", "price"), windows(desk, tickers[0], period)):
        found = [desk.metric(f"{basis} return", ticker, is_optional=True, **parameters) for ticker in tickers]
        known = [(ticker, metric) for ticker, metric in zip(tickers, found, strict=True) if metric is not None]
        if len(known) == len(tickers):
            break
    else:
        return []
    how = "with dividends" if basis == "total" else "by price"
    known.sort(key=lambda pair: pair[1].value, reverse=not worst_first)
    (first, best), *rest = known
    did = "worst" if worst_first else "best"
    is_none = (moved == "down" and best.value > 0) or (moved == "up" and best.value < 0)
    none = f"None of them {'lost' if moved == 'down' else 'gained'}, and " if is_none else ""
    shown = (
        f"{none}{called(first)} did {did}:"
        f" {called(first)} returned {signed(best)} {_when(best, period)} {how} {evidence.cite(best)}"
    )
    turns = len({metric.value < 0 for _, metric in known}) > 1  # a minus would reach what stands behind it
    verb = "returned " if turns else ""
    told = listed([f"{called(ticker)} {verb}{signed(metric)} {evidence.cite(metric)}" for ticker, metric in rest])
    return [f"{shown}, {told}."]


def volatility(desk: Desk, evidence: Evidence, ticker: str, period: Period | None) -> list[str]:
    """Annualised volatility from monthly, weekly and daily returns, each its own definition, each over what can be had."""
    window = series_window(desk, ticker, period)
    found = [
        (frequency, metric)
        for frequency in ("monthly", "weekly", "daily")
        if not _is_too_short(period, frequency) and (metric := _annualised(desk, frequency, ticker, **window)) is not None
    ]
    if period is not None and not found:
        return []  # the volatility of another time is no answer
    if "daily" not in dict(found) and (recent := _recent_volatility(desk, ticker)) is not None:
        found.append(("daily", recent))
    if not found:
        return []
    told = _volatility_clause(evidence, ticker, *found[0])
    for frequency, metric in found[1:]:
        told += (
            f"; from {frequency} {returns_of(metric)} between {day(metric.start)} and {day(metric.end)} its volatility was"
            f" {percent(metric.value, 1)} {evidence.cite(metric)}"
        )
    return [f"{told}."]


def volatilities(
    desk: Desk,
    evidence: Evidence,
    ticker: str,
    other: str,
    period: Period | None,
    *,
    which: Literal["more", "less"] | None = None,
) -> list[str]:
    """The volatilities of two instruments over one window, by each definition that can be had of both, with the gap.

    which: the one that was so is named first.
    """
    told: list[str] = []
    for frequency in ("monthly", "weekly", "daily"):
        pair = [_annualised(desk, frequency, name, **series_window(desk, name, period)) for name in (ticker, other)]
        if None in pair and frequency == "daily" and period is None:
            pair = [_recent_volatility(desk, name) for name in (ticker, other)]
        own, rival = pair
        if own is not None and rival is not None and (own.start, own.end) == (rival.start, rival.end):
            told.append(_two_volatilities(evidence, frequency, own, rival, which))
    return told


def volatilities_ranked(
    desk: Desk, evidence: Evidence, tickers: Sequence[str], period: Period | None, *, calmest_first: bool
) -> list[str]:
    """Which of several instruments was the most volatile, or the least, by each definition that can be had of all."""
    told: list[str] = []
    for frequency in ("monthly", "weekly", "daily"):
        found = [_annualised(desk, frequency, name, **series_window(desk, name, period)) for name in tickers]
        if None in found and frequency == "daily" and period is None:
            found = [_recent_volatility(desk, name) for name in tickers]
        known = [metric for metric in found if metric is not None]
        if len(known) < len(tickers) or len({(metric.start, metric.end) for metric in known}) > 1:
            continue
        known.sort(key=lambda metric: metric.value, reverse=not calmest_first)
        first, *rest = known
        told.append(
            f"From {frequency} {returns_of(first)} {called(first.ticker or '')} was the {'least' if calmest_first else 'most'}"
            f" volatile: its annualised volatility was {percent(first.value, 1)} between {day(first.start)} and {day(first.end)}"
            f" {evidence.cite(first)}, against "
            + listed([f"{percent(one.value, 1)} for {called(one.ticker or '')} {evidence.cite(one)}" for one in rest])
            + "."
        )
    if not told:
        return [text for name in tickers for text in volatility(desk, evidence, name, period)]
    return told


def _two_volatilities(
    evidence: Evidence, frequency: str, own: Metric, rival: Metric, which: Literal["more", "less"] | None = None
) -> str:
    first, second = (Decimal(percent(metric.value, 1)[:-1]) for metric in (own, rival))
    told = (
        f"The annualised volatility of {called(own.ticker or '')} was {first}% from {frequency} {returns_of(own)}"
        f" between {day(own.start)} and {day(own.end)} {evidence.cite(own)},"
        f" against {second}% for {called(rival.ticker or '')} {evidence.cite(rival)}"
    )
    if first == second:
        return f"{told}."
    if which is not None:
        one = own if (first > second) == (which == "more") else rival
        told = f"{called(one.ticker or '')} was the {which} volatile: {told[0].lower()}{told[1:]}"
    return f"{told}, a gap of {abs(first - second)} percentage points {evidence.cite(own, rival)}."


def usual_volatility(desk: Desk, evidence: Evidence, ticker: str) -> list[str]:
    """One volatility: from monthly returns over three years, else from the daily returns there are."""
    metric = _annualised(desk, "monthly", ticker, is_optional=True)
    frequency = "monthly" if metric is not None else "daily"
    metric = metric or _recent_volatility(desk, ticker)
    if metric is None:
        return []
    return [f"{_volatility_clause(evidence, ticker, frequency, metric)}."]


def drawdown(desk: Desk, evidence: Evidence, ticker: str, period: Period | None) -> list[str]:
    """The deepest fall of a window in closing prices, with its peak and trough."""
    window = window_of(desk, ticker, period or Period(desk.as_of - timedelta(days=365), desk.as_of, "span", (0, 0)))
    if window is None:
        return []
    start = max(window[0], first_session(desk, ticker))
    if period is not None and start - window[0] > window[1] - start:  # what is left would pass for the whole
        desk.lacking.append(("max drawdown", ticker, "the prices cover less than half of the time"))
        return []
    if start - window[0] > timedelta(days=7):
        desk.curtailed.append(ticker)
    metric = desk.metric("max drawdown", ticker, start=start, end=window[1], basis="close")
    if metric is None:
        return []
    if not metric.value:
        return [f"{called(ticker)} had no fall from an earlier close, a max drawdown of 0.00% {evidence.cite(metric)}."]
    others = otherwise(desk, metric, lambda found: percent(found.value), start=start, end=window[1])
    return [
        f"{called(ticker)} had a max drawdown of {percent(metric.value)} by closing prices, from {day(metric.start)}"
        f" to {day(metric.end)} {evidence.cite(metric)}.",
        *(
            f"{_opening(words)} the max drawdown of {called(ticker)} between {day(shown.start)} and {day(shown.end)} was"
            f" {percent(shown.value)} {evidence.cite(shown)}."
            for words, shown in others
        ),
    ]


def _is_too_short(period: Period | None, frequency: str) -> bool:
    """Whether a time holds too few returns of a frequency for their spread to tell anything."""
    days = {"monthly": 30, "weekly": 7, "daily": 1}[frequency]
    return period is not None and not period.months and (period.end - period.start).days < _FEWEST_RETURNS * days


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]


def _volatility_clause(evidence: Evidence, ticker: str, frequency: str, metric: Metric) -> str:
    return (
        f"The annualised volatility of {called(ticker)} was {percent(metric.value, 1)} from {frequency} {returns_of(metric)}"
        f" between {day(metric.start)} and {day(metric.end)} {evidence.cite(metric)}"
    )


def _recent_volatility(desk: Desk, ticker: str) -> Metric | None:
    prices = desk.prices(ticker)
    if prices is None or len(prices.bars) <= _SHORTEST_SERIES:
        return None
    first = max(prices.bars[0].session, desk.as_of - timedelta(days=365))
    return _annualised(desk, "daily", ticker, start=first, end=prices.bars[-1].session, is_optional=True)


def _annualised(desk: Desk, frequency: str, ticker: str, *, is_optional: bool = False, **window: Any) -> Metric | None:
    """The volatility from total returns, or from those of the price alone where no dividends are known."""
    name = f"annualised volatility, {frequency}"
    total = desk.metric(name, ticker, is_optional=True, **window)
    return total or desk.metric(name, ticker, basis="price", is_optional=is_optional, **window)


def returns_of(metric: Metric) -> str:
    """Of which returns a metric is: of the price alone, where no dividends are known."""
    return "returns of the price alone" if metric.parameters.get("basis") == "price" else "returns"


def _return_window(desk: Desk, ticker: str, period: Period) -> dict[str, Any] | None:
    last = desk.last_session(ticker)
    if last is None or period.start > last:
        return None
    if period.grain == "month" and period.end <= last:
        return {"month": f"{period.start:%Y-%m}"}
    if period.grain == "year" and period.end <= last:
        return {"year": f"{period.start.year}"}
    end = min(period.end, last)
    calendar_unit = period.grain != "span" or period.is_since or period.is_from_close
    return {"start": period.start - timedelta(days=1) if calendar_unit else period.start, "end": end}


def windows(desk: Desk, ticker: str, period: Period) -> list[dict[str, Any]]:
    """The window of a period, and so many whole months where the days may not reach."""
    parameters = _return_window(desk, ticker, period)
    whole = [_whole_months(desk, ticker, period.months)] if period.months is not None else []
    return [] if parameters is None else [parameters, *whole]


def annualised_return(desk: Desk, evidence: Evidence, ticker: str, period: Period) -> list[str]:
    """What the instrument returned a year over a period of more than one, compounded, with dividends where they are known."""
    for name, parameters in product(("annualised return", "annualised price return"), windows(desk, ticker, period)):
        metric = desk.metric(name, ticker, is_optional=True, **parameters)
        if metric is None or metric.start is None or metric.end is None or (metric.end - metric.start).days <= _A_YEAR:
            continue
        how = "with dividends reinvested" if name == "annualised return" else "by price, without dividends"
        when = f"between {day(metric.start)} and {day(metric.end)}"
        return [f"The annualised return of {called(ticker)} was {signed(metric)} {when} {how} {evidence.cite(metric)}."]
    return []


def _whole_months(desk: Desk, ticker: str, months: int) -> dict[str, Any]:
    """So many calendar months up to the last full one: what month ends can tell where days do not reach."""
    last = last_full_month(desk, ticker)
    first = months_back(last.start, months - 1)
    return {"start": exchange.session_on_or_before(first - timedelta(days=1)), "end": exchange.session_on_or_before(last.end)}


def series_window(desk: Desk, ticker: str, period: Period | None) -> dict[str, Any]:
    """The window of a measure over a series of returns, as parameters; empty for its usual one."""
    if period is None:
        return {}
    last = desk.last_session(ticker)
    if period.months is not None:
        return {"months": period.months, "end": min(period.end, last) if last else period.end}
    return {"start": period.start - timedelta(days=1), "end": min(period.end, last) if last else period.end}


def _when(metric: Metric, period: Period) -> str:
    """The month by its name where the metric covers the whole of it, the day of a one-session move, else both days."""
    if period.grain == "month" and metric.end is not None and timedelta(0) <= period.end - metric.end < timedelta(days=5):
        return f"in {period.start:%B} {period.start.year}"
    if metric.start is not None and metric.end is not None and exchange.session_count(metric.start, metric.end) == 2:
        return f"on {day(metric.end)}"
    return f"between {day(metric.start)} and {day(metric.end)}"


def _shown_gap(own: Metric, rival: Metric) -> Decimal:
    """The gap between two returns as printed, in percentage points."""
    shown = [(metric.value * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) for metric in (own, rival)]
    return shown[0] - shown[1]


def signed(metric: Metric) -> str:
    """A return in per cent with its sign where it is a loss."""
    return f"{'−' if metric.value < 0 else ''}{percent(metric.value)}"
