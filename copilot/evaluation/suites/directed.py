"""Planted errors in words: true sentences that print no figure of a move, an order or a record, then with the opposite word.

The sentences are of our own templates and are filled from price data; what is too flat to be told either way is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from copilot.auditing import judge_text
from copilot.calendar_days import days_around, months_back
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.evaluation.suites.audited import (
    FIRST_DAY,
    FOLDERS,
    LAST_DAY,
    Folders,
    day_words,
    month_words,
    shown,
    told_of_market,
)
from copilot.types import Bar, Finding, Prices

SAMPLES = 1500
NO_RETURN = "^VIX"  # nothing that one holds: it outperforms nothing
LEAST_DAY, LEAST = 0.1, 0.4  # percent; what moved less is called up and down with equal right
RAISED = ("rose", "rallied", "climbed", "closed higher", "advanced", "surged", "ended higher", "edged up")
LOWERED = ("fell", "slid", "dropped", "closed lower", "retreated", "tumbled", "ended lower", "edged down")
BETTER, WORSE = ("outperformed", "beat", "outpaced"), ("underperformed", "lagged", "trailed")
OVER = (
    "{name} {word} {when}.",
    "{When}, {name} {word}, and strategists took note.",
    "Funds bought what they could. {Name} {word} {when} as earnings came in.",
)
PAIRED = ("{name} {word} {other} {when}.", "{When}, {name} {word} {other}.", "Clients asked why {name} {word} {other} {when}.")
TOPPED = (("closed at a record high", "close"), ("hit an all-time high", "high"), ("set a new record close", "close"))
CROSSED = ("{name} closed {word} its 200-day moving average {when}.", "{When}, {name} closed {word} its 200-day moving average.")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with a slot for its word, the word that is true and the one that is not; either may be missing."""

    kind: str
    template: str
    true: str | None
    false: str | None
    published: date


@suite(
    "directed",
    needs=FOLDERS,
    figures=(
        Figure("word turned, found", bar=">= 95"),
        Figure("alarms on true words", bar="<= 1", better="lower"),
        Figure("true words borne out"),
        *(Figure(f"word turned, found: {kind}") for kind in ("day", "window", "pair", "record", "average")),
    ),
    shards=2,
)
def directed(run: Run) -> Iterator[Score]:
    """Directions, orders and records without a figure, about random tickers and windows, and the same with the opposite word."""
    for told, source in told_of_market(run, "directed", SAMPLES, tell):
        if told.true is not None:
            text = told.template.replace("{word}", told.true)
            found = _findings(text, source, told.published)
            alarms = [finding for finding in found if finding.severity != "note"]
            yield Score("alarms on true words", bool(alarms), failure=shown(text, alarms) if alarms else None)
            yield Score("true words borne out", bool(found) and not alarms)
        if told.false is not None:
            text = told.template.replace("{word}", told.false)
            wrong = [item for item in _findings(text, source, told.published) if item.severity == "error"]
            yield Score("word turned, found", bool(wrong), failure=None if wrong else shown(text, wrong))
            yield Score(f"word turned, found: {told.kind}", bool(wrong))


def tell(source: Folders, names: Mapping[str, str], random: Random) -> Told | None:
    """A sentence about a random instrument and time; None where the data are short or too flat."""
    ticker = random.choice(sorted(names))
    prices = source.prices(ticker, as_of=LAST_DAY)
    places = [at for at, bar in enumerate(prices.bars) if bar.session >= FIRST_DAY and 260 <= at < len(prices.bars) - 260]
    if not places:
        return None
    at = random.choice(places)
    kind = random.choice(("day", "window", "window", "pair", "record", "average"))
    if kind == "pair":
        other = source.prices(random.choice(sorted(set(names) - {NO_RETURN})), as_of=LAST_DAY)
        return _pair(prices, other, at, (names[ticker], names[other.ticker]), random)
    return {"day": _day, "window": _window, "record": _record, "average": _average}[kind](prices, at, names[ticker], random)


def _day(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    change = (prices.bars[at].close / prices.bars[at - 1].close - 1) * 100
    when = f"on {day_words(prices.bars[at].session)}"
    return _move("day", change, LEAST_DAY, (name, when), prices.bars[at].session, random)


def _window(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    window = _window_at(prices.bars, at, random)
    change = _change(prices.bars, window[1], window[2]) if window else None
    if window is None or change is None:
        return None
    return _move("window", change, LEAST, (name, window[0]), window[2], random)


def _move(kind: str, change: float, least: float, said: tuple[str, str], last: date, random: Random) -> Told | None:
    if abs(change) < least:
        return None
    true, false = (RAISED, LOWERED) if change > 0 else (LOWERED, RAISED)
    template = _filled(random.choice(OVER), name=said[0], when=said[1])
    return Told(kind, template, random.choice(true), random.choice(false), last + timedelta(days=random.randint(1, 40)))


def _pair(prices: Prices, other: Prices, at: int, said: tuple[str, str], random: Random) -> Told | None:
    window = _window_at(prices.bars, at, random)
    changes = [_change(p.bars, window[1], window[2]) for p in (prices, other)] if window else []
    if window is None or other.ticker == prices.ticker or prices.ticker == NO_RETURN or changes[0] is None or changes[1] is None:
        return None
    gap, years = changes[0] - changes[1], (window[2] - window[1]).days / 365
    if abs(gap) < LEAST + 6 * years:  # dividends are a part of it, and of one more than of the other
        return None
    true, false = (BETTER, WORSE) if gap > 0 else (WORSE, BETTER)
    template = _filled(random.choice(PAIRED), name=said[0], other=said[1], when=window[0])
    return Told("pair", template, random.choice(true), random.choice(false), window[2] + timedelta(days=random.randint(1, 40)))


def _record(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    word, field = random.choice(TOPPED)
    levels = [getattr(bar, field) or bar.close for bar in prices.bars]
    records = [place for place in range(260, len(levels) - 260) if levels[place] > max(levels[:place]) * 1.001]
    at = random.choice(records) if records and random.random() < 0.5 else at
    bar, before = prices.bars[at], max(levels[:at])
    is_split = any(bar.split != 1 for bar in prices.bars)
    if is_split or (bar.session - prices.bars[0].session).days < 1200:
        return None
    template = _filled(random.choice(OVER), name=name, when=f"on {day_words(bar.session)}")
    published = bar.session + timedelta(days=random.randint(1, 40))
    if levels[at] > before * 1.001:
        return Told("record", template, word, None, published)
    highest = max(levels[at], bar.high or 0)
    return Told("record", template, None, word, published) if highest < before * 0.995 else None


def _average(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    bars = prices.bars[at - 199 : at + 1]
    mean = sum(bar.close for bar in bars) / 200
    gap = (bars[-1].close / mean - 1) * 100
    if any(bar.split != 1 for bar in bars) or abs(gap) < LEAST:
        return None
    true, false = ("above", "below") if gap > 0 else ("below", "above")
    template = _filled(random.choice(CROSSED), name=name, when=f"on {day_words(bars[-1].session)}")
    return Told("average", template, true, false, bars[-1].session + timedelta(days=random.randint(1, 40)))


def _window_at(bars: Sequence[Bar], at: int, random: Random) -> tuple[str, date, date] | None:
    """Words for a window around a session, the day whose close it starts from, and its last day."""
    first = bars[at].session.replace(day=1)
    kind = random.choice(("month", "quarter", "year", "days"))
    if kind == "month":
        return f"in {month_words(f'{first:%Y-%m}')}", first - timedelta(days=1), months_back(first, -1) - timedelta(days=1)
    if kind == "quarter":
        first = days_around(first, "quarter")[0]
        ordinal = ("first", "second", "third", "fourth")[first.month // 3]
        return f"in the {ordinal} quarter of {first.year}", first - timedelta(days=1), months_back(first, -3) - timedelta(days=1)
    if kind == "year":
        first = first.replace(month=1)
        return f"in {first.year}", first - timedelta(days=1), months_back(first, -12) - timedelta(days=1)
    start, end = bars[at - random.randint(10, 200)].session, bars[at].session
    return f"from {day_words(start)} to {day_words(end)}", start, end


def _change(bars: Sequence[Bar], start: date, end: date) -> float | None:
    """The change in percent from the last close by one day to the last by another; None where a split lies between."""
    inside = [bar for bar in bars if bar.session <= end]
    before = [bar for bar in inside if bar.session <= start]
    if not before or inside[-1].session == bars[-1].session or any(bar.split != 1 for bar in inside[len(before) :]):
        return None
    return (inside[-1].close / before[-1].close - 1) * 100


def _filled(template: str, *, name: str, when: str, other: str = "") -> str:
    return template.format(
        name=name, Name=name[:1].upper() + name[1:], when=when, When=when[:1].upper() + when[1:], other=other, word="{word}"
    )


def _findings(text: str, source: Folders, published: date) -> list[Finding]:
    _, findings = judge_text(text, [], source, as_of=LAST_DAY, published=published)
    return [finding for finding in findings if finding.type == "direction"]
