"""A percentage change over a window, computed from the prices with and without dividends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from copilot.calendar_words import CARDINALS, count_of
from copilot.comparison.clarity import says_of_whom, says_when
from copilot.comparison.market import Market, bars_between
from copilot.comparison.moves import BY_THEN, bears_out, change_words, compare_day, kind_of, position, severity_of
from copilot.comparison.return_words import (
    EARLIER,
    PRICE_AND_TOTAL,
    is_annualised,
    is_return,
    may_be_return,
    told_definitions,
)
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison, signed
from copilot.metrics import computed
from copilot.metrics.windows import last_known
from copilot.numbers.times.when import When, half_of, quarter_of
from copilot.types import Bar, Metric, Prices

SLACK_DAYS = 7  # "for the year" in a text of Thursday may be counted to Wednesday, or to the last month end
FRESH_DAYS = 10  # of a month, in which a text may still speak of the end of the one before
FUND_SLACK = Decimal("0.15")  # points by which a fund and its index may differ over a month, costs and closing prices apart
FUND_SLACK_SHARE = Decimal("0.02")  # and, over longer windows, a part of the return

_SESSIONS = re.compile(
    rf"\b(?:over|in|for|during|of) (?:the |its )?(?:same |past |last |previous |latest )?(?P<n>\d{{1,3}}|{'|'.join(CARDINALS)}) "
    r"(?:trading |straight )?(?:sessions|days)\b",
    re.IGNORECASE,
)
_WEEK_COLUMN = re.compile(
    r"\W*(?:1[ -]?w(?:ee)?k?|one[ -]week|week(?:ly)?|5[ -]?d(?:ays?)?|w/w|wow|wtd)"
    r"(?: (?:change|chg\.?|returns?|perf\w*|move))?\W*",
    re.IGNORECASE,
)
_WEEK_SESSIONS = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BACK = {"week": 7, "month": 30, "year": 365}

Parameters = dict[str, Any]


def compare_return(
    statement: Statement, prices: Prices, market: Market, levels: Sequence[Comparison], *, is_proxy: bool = False
) -> Comparison | None:
    """The stated change against the prices; None where they cannot decide it. is_proxy: of a fund, for its index."""
    if not is_return(statement):
        found = _compared(statement, prices, market, levels) if not is_proxy and may_be_return(statement) else None
        return found if found is not None and found.agrees else None
    return _compared(statement, prices, market, levels, is_proxy=is_proxy)


def _compared(
    statement: Statement, prices: Prices, market: Market, levels: Sequence[Comparison], *, is_proxy: bool = False
) -> Comparison | None:
    grain = statement.claim.period_grain
    if statement.claim.since and grain in ("day", "part", "month", "week") and not is_annualised(statement):
        return _since(statement, prices, is_proxy=is_proxy)
    back = list(_counted_back(statement, prices))
    is_by_year_since = statement.claim.since and is_annualised(statement)
    if grain in (None, "day") and not back and not is_by_year_since:
        return None if is_proxy else compare_day(statement, prices, levels)
    names = told_definitions(statement, is_by_year=is_annualised(statement))
    windows = back or windows_of(statement, prices)
    groups = [group for parameters in windows if (group := list(returns_over(prices, parameters, names)))]
    if not groups:
        return None if is_proxy else _of_prices_that_end(statement, prices)
    words = window_words(statement, groups[0][0])
    return _of_funds(statement, prices, groups, words) if is_proxy else _of_window(statement, prices, market, groups, words)


def _of_prices_that_end(statement: Statement, prices: Prices) -> Comparison | None:
    """That a window which still runs on the text's own day is not known, where the prices end before: never judged by less."""
    when, own = statement.claim.when, statement.published
    if when is None or own is None or not (prices.bars or prices.month_ends):
        return None
    last = last_known(prices)
    runs = when.so_far == own or (when.since and when.grain == "window")
    if not runs or last >= own - timedelta(days=SLACK_DAYS):
        return None
    found = f"its prices end with {last}, and the window runs to {own}: it is not judged by less"
    stated = f"{change_words(statement, prices)} {statement.time_words}"
    return statement.compared(
        stated, found, (), agrees=False, kind="definition", severity="note", is_near=True, day=None, stated_date=own,
        found_date=last, ticker=prices.ticker,
    )  # fmt: skip


def _of_window(
    statement: Statement, prices: Prices, market: Market, groups: Sequence[Sequence[Metric]], words: str
) -> Comparison | None:
    """A window the words fix: the price or the total return must be the stated one."""
    agreeing = [metric for group in groups for metric in group if bears_out(metric, statement)]
    if (told := _told_basis(statement)) is not None:
        of_basis = [metric for group in groups for metric in group if metric.name == told]
        if not of_basis:
            return None  # whether it is true with dividends, prices without them cannot say
        agreeing = [metric for metric in agreeing if metric.name == told]
    shown = tuple(agreeing[:1] or groups[0])
    found = " and ".join(f"{metric.name} {signed(metric.value)}" for metric in shown)
    stated = f"{change_words(statement, prices)} {window_words(statement, shown[0]) if agreeing else words}"
    kind = "value" if agreeing else kind_of(statement, groups[0][0])
    result = statement.compared(stated, found, shown, agrees=bool(agreeing), kind=kind, ticker=prices.ticker)
    if agreeing:
        return result
    says = says_when(statement) or any(True for _ in _counted_back(statement, prices))
    if not says or not says_of_whom(statement) or _is_of_another_year(statement) or BY_THEN.search(statement.lead):
        return None
    return _explained(statement, market, groups, result)


def _told_basis(statement: Statement) -> str | None:
    """The return that the words name, "a total return of 6%", where they name one of the two."""
    names = {"total_return": "total return", "price_return": "price return"}
    return names.get(statement.claim.measure or "")


def _explained(statement: Statement, market: Market, groups: Sequence[Sequence[Metric]], result: Comparison) -> Comparison:
    """An index has no dividends; where the total return of a fund on it is the stated figure, the definition differs, no more."""
    start, end = groups[0][0].start, groups[0][0].end
    for fund in market.funds_on(statement.claim.entities):
        total = computed("total return", fund, start=start, end=end)
        if total is not None and bears_out(total, statement):
            found = f"{result.found}; with dividends {fund.ticker}, a fund on it, made {signed(total.value)}"
            return replace(
                result, kind="definition", severity="note", found=found, metrics=(*result.metrics, total), stated=result.stated
            )  # fmt: skip
    everything = [metric for group in groups for metric in group]
    return replace(result, severity=severity_of(statement, everything))


def _of_funds(statement: Statement, prices: Prices, groups: Sequence[Sequence[Metric]], words: str) -> Comparison | None:
    """What a fund on the index made: told as consistent or not, never as a verdict on the index."""
    if not (says_when(statement) and says_of_whom(statement)):
        return None
    nearest = min(groups, key=lambda group: min(abs(_gap(metric, statement)) for metric in group))
    best = min(nearest, key=lambda metric: abs(_gap(metric, statement)))
    slack = max(FUND_SLACK, FUND_SLACK_SHARE * statement.value) + statement.ulp / 2
    consistent = abs(_gap(best, statement)) <= slack
    told = "consistent with" if consistent else "not consistent with"
    returns = " and ".join(f"{metric.name} {signed(metric.value)}" for metric in ([best] if consistent else nearest))
    found = f"no prices of the index; {told} {prices.ticker}, a fund on it: {returns}"
    return statement.compared(
        f"{_index_words(statement)} {words}", found, [best] if consistent else nearest, agrees=False, kind="entity",
        severity="note" if consistent else "warning", authority="the data", found_date=best.end, ticker=prices.ticker,
    )  # fmt: skip


def _since(statement: Statement, prices: Prices, *, is_proxy: bool) -> Comparison | None:
    """ "Since late November": from any close of those days, or the last before them, to any of the text's last week."""
    start, until = statement.claim.period_start, statement.published
    last_start = statement.claim.period_end
    if start is None or last_start is None or until is None or until <= start or not says_of_whom(statement):
        return None
    first = bars_between(prices, start - timedelta(days=SLACK_DAYS), last_start)
    before = [bar for bar in first if bar.session < start][-1:]
    bases = [*before, *(bar for bar in first if bar.session >= start)]
    ends = bars_between(prices, max(until - timedelta(days=SLACK_DAYS), last_start + timedelta(days=1)), until)
    if not bases or not ends:
        return None
    to_last = [price_return(prices, base.session, ends[-1].session) for base in bases]
    returns = [metric for metric in to_last if metric is not None]
    if not returns:
        return None
    low, high = min(returns, key=lambda m: m.value), max(returns, key=lambda m: m.value)
    everywhere = [Decimal(repr(end.close)) / Decimal(repr(base.close)) - 1 for base in bases for end in ends]
    stated = f"{_index_words(statement) if is_proxy else change_words(statement, prices)} since {statement.time_words}"
    owner = f"no prices of the index; {prices.ticker}, a fund on it, made " if is_proxy else ""
    ends_of_it = f"{signed(low.value)} from the close of {low.start} and {signed(high.value)} from that of {high.start}"
    found = f"{owner}{ends_of_it}, to {low.end}"
    result = statement.compared(
        stated, found, (low, high), agrees=False, kind="definition", severity="note", stated_date=start, ticker=prices.ticker
    )
    if not is_proxy and all(bears_out(metric, statement) for metric in returns):
        return replace(result, agrees=True, severity="error")
    exact = _from_a_day(statement, prices, bases, ends)
    if exact is not None and not is_proxy:
        return replace(result, agrees=True, severity="error", found=f"{exact.name} {signed(exact.value)}", metrics=(exact,))
    accepted = statement.accepted
    reach = sorted(value * statement.sign * 100 for value in everywhere)
    if accepted.high >= reach[0] and accepted.low <= reach[-1]:
        return replace(result, found=f"it depends on the window: {found}")
    if is_proxy:
        return replace(result, severity="warning", found=f"{found}: not consistent")
    return replace(result, severity="error", kind=kind_of(statement, high if statement.sign > 0 else low))


def _from_a_day(statement: Statement, prices: Prices, bases: Sequence[Bar], ends: Sequence[Bar]) -> Metric | None:
    """The stated change since one day, to the text's own session or the one before; None where no such window gives it."""
    if statement.claim.period_start != statement.claim.period_end:
        return None
    windows = ({"start": base.session, "end": end.session} for end in reversed(ends[-2:]) for base in reversed(bases))
    found = (metric for window in windows for metric in both_returns(prices, window))
    return next((metric for metric in found if bears_out(metric, statement)), None)


def windows_of(statement: Statement, prices: Prices) -> Iterator[Parameters]:
    """The windows that the words may mean, the likeliest first; none where the words do not fix one."""
    claim = statement.claim
    if claim.since and claim.period_grain != "window" and claim.period_start and claim.period_end and statement.published:
        days = [claim.period_end, claim.period_start - timedelta(days=1)]  # "a year since 2019": from either end of it
        if claim.period_grain == "month":
            days.append(claim.period_start.replace(day=min(statement.published.day, 28)))
        yield from ({"start": day, "end": session} for session in _ends(prices, statement.published)[-2:] for day in days)
        return
    when = _latest(statement)
    start, end, grain = when.start if when else None, when.end if when else None, claim.period_grain
    if grain == "length" and claim.months and statement.published is not None and claim.months >= 1:
        for session in reversed(_ends(prices, statement.published)):
            yield {"months": claim.months, "end": session}
    if start is None or end is None:
        return
    is_so_far = statement.published is not None and start <= statement.published < end
    if grain == "month" and not is_so_far:
        yield {"month": f"{start:%Y-%m}"}
    elif grain == "year" and not is_so_far:
        yield {"year": f"{start.year}"}
    elif grain in ("quarter", "half") and not is_so_far:
        yield from _from_to(start - timedelta(days=1), end)
    elif grain in ("year", "month", "quarter", "half") and is_so_far:
        yield from _to_date(prices, start, statement.published)
    elif grain == "week" and is_so_far and statement.published is not None:
        yield from _from_to(start - timedelta(days=1), statement.published)
        if statement.published.weekday() <= 1 and not _says_this(statement):  # "for the week" of a Monday is the one before
            yield from _from_to(start - timedelta(days=8), start - timedelta(days=1))
    elif grain == "window" and (start.month, start.day) == (1, 1) and end.year == start.year:
        yield from _to_date(prices, start, end)
    elif grain == "week" and not is_so_far:
        yield from _from_to(start - timedelta(days=1), end)
        is_whole = end.weekday() == 6
        if (
            is_whole and statement.published is not None and statement.published.weekday() >= 5
        ):  # on a weekend "last week" may just be over
            yield from _from_to(end, end + timedelta(days=7))
    elif grain == "window" and not claim.operands:
        yield from _from_to(start, end)


def _latest(statement: Statement) -> When | None:
    """Its time; a quarter or half without its year is the last begun by the text's own day: prices know no fiscal one."""
    when, day = statement.claim.when, statement.published
    if when is None or day is None or when.start is not None or when.year is not None or when.fiscal:
        return when
    for year in (day.year, day.year - 1):
        found = quarter_of(year, when.quarter) if when.quarter else half_of(year, when.half) if when.half else when
        if found.start is not None and found.start <= day:
            return found
    return when


def _is_of_another_year(statement: Statement) -> bool:
    """Whether a time without its year stands in a paragraph that tells of some year: it may be of that one."""
    when = statement.claim.when
    if when is None or when.start is not None or statement.claim.row is not None:
        return False
    begin = statement.text.rfind("\n", 0, statement.number[0]) + 1
    return _YEAR.search(statement.text, begin, statement.claim.sentence[1]) is not None


def counted_sessions(statement: Statement) -> int | None:
    """Over how many sessions or days a change is told: "in five sessions"; None where it is not told so."""
    match = _SESSIONS.search(statement.after)
    if match is None:
        return None
    return count_of(match["n"])


def _counted_back(statement: Statement, prices: Prices) -> Iterator[Parameters]:
    """The windows of a change that is told back from the text's own day: "over five sessions", "than a week earlier"."""
    if statement.published is None or statement.claim.period_grain not in (None, "day"):
        return
    if statement.claim.row is not None:
        if statement.claim.period_grain is None and _WEEK_COLUMN.fullmatch(statement.head):
            yield from _last_week(prices, statement.published)
        return
    earlier = EARLIER.match(statement.after)
    counted = _SESSIONS.search(statement.after) or _SESSIONS.search(re.split(r"\d[\d.,]*%", statement.lead)[-1])
    for session in reversed(_ends(prices, statement.published)[-2:]):
        at = position(prices, session)
        if earlier is not None:
            yield {"start": session - timedelta(days=_BACK[earlier["unit"].lower()]), "end": session}
        elif counted is not None and at is not None:
            count = count_of(counted["n"])
            if 1 < count <= at:
                yield {"start": prices.bars[at - count].session, "end": session}
            if "session" not in counted.group().lower() and "trading" not in counted.group().lower():
                yield {"start": session - timedelta(days=count), "end": session}  # ten days may be those of the calendar


def _last_week(prices: Prices, published: date) -> Iterator[Parameters]:
    """A week up to either session the text's own day leaves open: of seven days, of five sessions, or from the Friday before."""
    for session in reversed(_ends(prices, published)[-2:]):
        at = position(prices, session)
        yield {"start": session - timedelta(days=7), "end": session}
        if at is not None and at >= _WEEK_SESSIONS:
            yield {"start": prices.bars[at - _WEEK_SESSIONS].session, "end": session}
        yield {"start": session - timedelta(days=session.weekday() + 1), "end": session}


def windows_or_day(statement: Statement, prices: Prices) -> Iterator[Parameters]:
    """The windows that the words may mean, a day as the session after the one before; none where they name no time."""
    claim = statement.claim
    if claim.period_grain != "day":
        yield from windows_of(statement, prices)
        return
    at = position(prices, claim.period_start) if claim.period_start is not None else None
    if at:
        yield {"start": prices.bars[at - 1].session, "end": claim.period_start}


def _says_this(statement: Statement) -> bool:
    span = statement.claim.period_span
    return span is not None and "this" in statement.text[slice(*span)].lower()


def _to_date(prices: Prices, start: date, end: date | None) -> Iterator[Parameters]:
    """From the close before a year, quarter or month to each session of the week up to `end`, and to a month end just gone."""
    if end is None:
        return
    month_end = end.replace(day=1) - timedelta(days=1)
    is_recent = month_end > start and end.day <= FRESH_DAYS
    for session in [*reversed(_ends(prices, end)), *([month_end] if is_recent else [])]:
        if (start.month, start.day) == (1, 1):
            yield {"year": f"{start.year}", "end": session}
        elif session >= start:
            yield {"start": start - timedelta(days=1), "end": session}


def _from_to(first: date, last: date) -> Iterator[Parameters]:
    """From the close on or before one day to the close on or before another."""
    if first < last:
        yield {"start": first, "end": last}


def _ends(prices: Prices, end: date) -> list[date]:
    return [bar.session for bar in bars_between(prices, end - timedelta(days=SLACK_DAYS), end)]


def both_returns(prices: Prices, parameters: Parameters) -> Iterator[Metric]:
    """The price and the total return over a window; those that the prices give."""
    return returns_over(prices, parameters, PRICE_AND_TOTAL)


def returns_over(prices: Prices, parameters: Parameters, names: Sequence[str]) -> Iterator[Metric]:
    """The returns of these definitions over a window; those that the prices give."""
    for name in names:
        metric = computed(name, prices, **parameters)
        if metric is not None:
            yield metric


def price_return(prices: Prices, start: date, end: date) -> Metric | None:
    """The price return from one session to another; None where the prices lack one."""
    return computed("price return", prices, start=start, end=end)


def _gap(metric: Metric, statement: Statement) -> Decimal:
    return metric.value * 100 - statement.value * statement.sign


def _index_words(statement: Statement) -> str:
    name = next((name.text for name in statement.claim.entities if name.kind == "index"), "the index")
    direction = {1: "up", -1: "down", 0: ""}[statement.sign]
    return f"{name} {direction} {statement.claim.quantity.text.lstrip('+-−–')}"


def window_words(statement: Statement, metric: Metric) -> str:
    """When a change is told of, in words."""
    claim, start = statement.claim, statement.claim.period_start
    if claim.period_grain == "month" and start is not None:
        return f"in {start:%B %Y}"
    if claim.period_grain == "year" and start is not None:
        return f"in {start.year}"
    if claim.period_grain == "window" and start is not None and (start.month, start.day) == (1, 1):
        return f"in {start.year} to date"
    return f"from {metric.start} to {metric.end}"
