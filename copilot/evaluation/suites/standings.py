"""Planted errors on where prices stand: averages, 52-week highs and lows, distances from them and leads in points, then moved.

The sentences are of our own templates; their true figures are computed here from the bars, without the program's metrics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import fmean

from copilot.auditing import judge_text
from copilot.errors import PricesMissing
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.evaluation.suites.audited import FIRST_DAY, FOLDERS, LAST_DAY, Folders, shown, told_of_market
from copilot.types import Bar, Finding, Prices

SAMPLES = 800
FOUND, CHECKED, ALARMS = "figure moved, found", "true figure checked", "alarms on what is true"
AVERAGE = ("{name}'s {n}-day moving average is {value}.", "The {n}-day average of {name} stands at {value}.")
FROM_AVERAGE = (
    "{name} trades {size}% {side} its {n}-day moving average.",
    "At the close, {name} was {size}% {side} its {n}-day average.",
)
EXTREME = ("{name}'s 52-week {extreme} is {value}.", "{name} has a 52-week {extreme} of {value}.")
FROM_EXTREME = ("{name} is {size}% {side} its 52-week {extreme}.", "{name} closed {size}% {side} its 52-week {extreme}.")
LEAD = ("{name} {verb} {other} by {size} percentage points in {month}.", "In {month}, {name} {verb} {other} by {size} points.")
VERBS: Mapping[int, Sequence[str]] = {1: ("outperformed", "beat"), -1: ("lagged", "trailed", "underperformed")}


@dataclass(frozen=True, slots=True)
class Planted:
    """One sentence with its true slots, and what is told in the place of its figure."""

    kind: str
    template: str
    slots: Mapping[str, str]
    published: date
    wrong: Mapping[str, str]


@suite(
    "standings",
    needs=FOLDERS,
    figures=(
        Figure(FOUND, bar=">= 95"),
        Figure(CHECKED, bar=">= 95"),
        Figure(ALARMS, bar="<= 1", better="lower"),
        *(Figure(f"{FOUND}: {kind}") for kind in ("average", "from average", "extreme", "from extreme", "lead")),
    ),
)
def standings(run: Run) -> Iterator[Score]:
    """Averages, extremes, distances and leads of random tickers moved in sentences: errors found, true ones checked, alarms."""
    for planted, source in told_of_market(run, "standings", SAMPLES, _plant):
        text = planted.template.format_map(planted.slots)
        is_checked, alarms = _judged(text, source, planted.published)
        yield Score(CHECKED, is_checked, failure=None if is_checked else shown(text, alarms))
        yield Score(ALARMS, bool(alarms), failure=shown(text, alarms) if alarms else None)
        moved = planted.template.format_map({**planted.slots, **planted.wrong})
        _, found = _judged(moved, source, planted.published)
        failure = None if found else shown(moved, found)
        yield Score(FOUND, bool(found), failure=failure)
        yield Score(f"{FOUND}: {planted.kind}", bool(found))


def _judged(text: str, source: Folders, published: date) -> tuple[bool, list[Finding]]:
    """(whether every figure but lengths and days is checked and undisputed, what was found that is no note)."""
    checked, findings = judge_text(text, [], source, as_of=LAST_DAY, published=published)
    figures = [number for number in checked.numbers if number.kind == "quantity"]
    return all(number.state in ("checked", "value_only") for number in figures), [f for f in findings if f.severity != "note"]


def _plant(source: Folders, names: Mapping[str, str], random: Random) -> Planted | None:
    ticker = random.choice(sorted(names))
    prices = source.prices(ticker, as_of=LAST_DAY)
    places = [at for at, bar in enumerate(prices.bars) if bar.session >= FIRST_DAY and at >= 260]
    if not places:
        return None
    at = random.choice(places)
    if any(bar.split != 1.0 for bar in prices.bars[at - 259 : at + 1]):
        return None  # levels of different shares
    kind = random.choice(("average", "from average", "extreme", "from extreme", "lead"))
    if kind == "lead":
        return _lead(source, names, prices, at, random)
    planted = _of_average(prices, at, random) if "average" in kind else _of_extreme(prices, at, random)
    if planted is None:
        return None
    level, words, side_of = planted
    bar, name = prices.bars[at], names[ticker]
    slots = {"name": name, **words}
    if kind in ("average", "extreme"):
        money = "" if ticker.startswith("^") else "$"
        wrong = level * (1 + random.choice((-1, 1)) * random.uniform(0.012, 0.06))
        template = random.choice(AVERAGE if kind == "average" else EXTREME)
        told = {"value": f"{money}{level:,.2f}"}
        return Planted(kind, template, slots | told, bar.session, {"value": f"{money}{wrong:,.2f}"})
    distance = (bar.close / level - 1) * 100
    if abs(distance) < 0.3 or (side_of and (distance > 0) != (side_of > 0)):
        return None
    wrong = abs(distance) * random.choice((0.4, 1.7)) + random.choice((-1, 1)) * 0.1 + 3.0
    told = {"size": f"{abs(distance):.1f}", "side": "above" if distance > 0 else "below"}
    template = random.choice(FROM_AVERAGE if kind == "from average" else FROM_EXTREME)
    return Planted(kind, template, slots | told, bar.session, {"size": f"{wrong:.1f}"})


def _of_average(prices: Prices, at: int, random: Random) -> tuple[float, dict[str, str], int]:
    count = random.choice((20, 50, 100, 200))
    return fmean(bar.close for bar in prices.bars[at - count + 1 : at + 1]), {"n": str(count)}, 0


def _of_extreme(prices: Prices, at: int, random: Random) -> tuple[float, dict[str, str], int] | None:
    end = prices.bars[at].session
    window = [bar for bar in prices.bars[: at + 1] if end - timedelta(weeks=52) < bar.session]
    side = random.choice(("high", "low"))
    known = [value for bar in window if (value := getattr(bar, side)) is not None]
    if len(known) < len(window):
        return None
    return (max(known), {"extreme": side}, -1) if side == "high" else (min(known), {"extreme": side}, 1)


def _lead(source: Folders, names: Mapping[str, str], prices: Prices, at: int, random: Random) -> Planted | None:
    other = random.choice([ticker for ticker in sorted(names) if ticker != prices.ticker])
    try:
        theirs = source.prices(other, as_of=LAST_DAY)
    except PricesMissing:
        return None
    first = prices.bars[at].session.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    changes = [_change(each.bars, first, last) for each in (prices, theirs)]
    if changes[0] is None or changes[1] is None:
        return None
    lead = changes[0] - changes[1]
    if abs(lead) < 0.5:
        return None
    slots = {
        "name": names[prices.ticker], "other": names[other], "size": f"{abs(lead):.1f}", "month": f"{first:%B %Y}",
        "verb": random.choice(VERBS[1 if lead > 0 else -1]),
    }  # fmt: skip
    wrong = abs(lead) * random.choice((0.4, 1.8)) + 1.3  # dividends of a month are smaller
    return Planted("lead", random.choice(LEAD), slots, last + timedelta(days=20), {"size": f"{wrong:.1f}"})


def _change(bars: Sequence[Bar], first: date, last: date) -> float | None:
    """The change of a month in percent, close to close; None where a split fell into it or the month is not whole."""
    before = [bar for bar in bars if first - timedelta(days=10) <= bar.session < first]
    inside = [bar for bar in bars if first <= bar.session <= last]
    if not before or len(inside) < 15 or last > LAST_DAY or any(bar.split != 1.0 for bar in inside):
        return None
    return (inside[-1].close / before[-1].close - 1) * 100
