"""Planted errors for the audit: true sentences about random instruments and sessions, then their days and levels moved.

The sentences are of our own templates and are filled from price data; what is moved is dropped where it happens to be true again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TypeVar

from copilot.auditing import judge_text
from copilot.errors import PricesMissing
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.market.files import FilePrices
from copilot.names import instrument
from copilot.types import Bar, Finding, Prices

FOLDERS = ("../market-data/etf-daily", "../market-data/indices-daily", "../market-data/stocks-daily")
LAST_DAY = date(2026, 4, 30)
FIRST_DAY = date(2017, 1, 3)
SAMPLES = 1200
FIELDS = ("open", "high", "low", "close")

LEVELS = (
    ("close", "{name} closed at {value} on {day}."),
    ("close", "On {day}, {name} ended the session at {value}, and volumes were thin."),
    ("low", "{name} touched a low of {value} on {day} before buyers came back."),
    ("high", "The intraday high of {name} on {day} was {value}."),
    ("open", "{name} opened at {value} on {day}."),
    ("close", "Strategists note that {name} settled at {value} on {day}; they were not surprised."),
)
MOVES = (
    "{name} {verb} {size}% on {day}.",
    "On {day}, {name} {verb} {size}%, the desk wrote.",
    "{name} closed {side} {size}% on {day}.",
)
MONTHS = ("{name} {verb} {size}% in {month}.", "In {month}, {name} {verb} {size}%.")
VERBS: Mapping[int, tuple[str, ...]] = {1: ("rose", "gained", "advanced", "climbed"), -1: ("fell", "lost", "declined", "dropped")}


class Folders:
    """Several folders of prices as one source: the first that has a ticker gives it."""

    is_sample = False

    def __init__(self, folders: Sequence[Path]) -> None:
        self.name = "files:market-data"
        self._sources = [FilePrices(folder) for folder in folders]

    def tickers(self) -> Sequence[str]:
        """Every ticker of every folder, sorted."""
        return sorted({ticker for source in self._sources for ticker in source.tickers()})

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Of the first folder that has it. Raises PricesMissing."""
        for source in self._sources:
            try:
                return source.prices(ticker, as_of=as_of)
            except PricesMissing:
                continue
        raise PricesMissing(f"no folder has prices of {ticker}", fix="Ask for another ticker.")


T = TypeVar("T")
Tell = Callable[[Folders, Mapping[str, str], Random], T | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with what is true in it. `wrong_days` and `wrong_values` are told instead where the error is planted."""

    kind: str  # level, move, month
    template: str
    slots: Mapping[str, str]
    published: date
    wrong_day: Mapping[str, str] | None
    wrong_value: Mapping[str, str] | None


@suite(
    "audited",
    needs=FOLDERS,
    figures=(
        Figure("day moved, found", bar=">= 95"),
        Figure("level moved, found", bar=">= 95"),
        Figure("alarms on what is true", bar="<= 1", better="lower"),
        Figure("day moved, found: level"),
        Figure("day moved, found: move"),
        Figure("day moved, found: month"),
        Figure("level moved, found: level"),
        Figure("level moved, found: move"),
        Figure("level moved, found: month"),
    ),
    shards=2,
)
def audited(run: Run) -> Iterator[Score]:
    """Days and levels moved in sentences about random tickers, against daily prices: errors found, and alarms on true ones."""
    for told, source in told_of_market(run, "audited", SAMPLES, tell):
        text = told.template.format_map(told.slots)
        alarms = _findings(text, source, told.published)
        yield Score("alarms on what is true", bool(alarms), failure=shown(text, alarms) if alarms else None)
        for metric, change in (("day moved, found", told.wrong_day), ("level moved, found", told.wrong_value)):
            if change is None:
                continue
            moved = told.template.format_map({**told.slots, **change})
            found = _findings(moved, source, told.published)
            failure = None if found else shown(moved, found)
            yield Score(metric, bool(found), failure=failure)
            yield Score(f"{metric}: {told.kind}", bool(found))


def told_of_market(run: Run, suite: str, samples: int, tell: Tell[T]) -> Iterator[tuple[T, Folders]]:
    """What a suite tells of random instruments, and the prices that it is held against; `tell` gives None where it cannot."""
    source = source_of(tuple(run.data / folder for folder in FOLDERS))
    names = names_of(source)
    for at in run.take(range(samples)):
        if (told := tell(source, names, run.random(suite, at))) is not None:
            yield told, source


def tell(source: Folders, names: Mapping[str, str], random: Random) -> Told | None:
    """A true sentence about a random instrument and session, with another day and another value; None where data are short."""
    ticker = random.choice(sorted(names))
    prices = source.prices(ticker, as_of=LAST_DAY)
    places = [at for at, bar in enumerate(prices.bars) if bar.session >= FIRST_DAY and 20 <= at < len(prices.bars) - 20]
    if not places:
        return None
    at, name = random.choice(places), names[ticker]
    return random.choice((_level, _level, _move, _month))(prices, at, name, random)


def _level(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    field, template = random.choice(LEVELS)
    bar = prices.bars[at]
    price = getattr(bar, field)
    if price is None:
        return None
    money = "" if prices.ticker.startswith("^") else "$"
    printed = f"{price:,.2f}"
    other = prices.bars[at + random.choice((-7, -4, -3, -2, -1, 1, 2, 3, 4, 7))]
    moved_day = {"day": day_words(other.session)} if _apart(getattr(other, field), price) else None
    wrong = price * (1 + random.choice((-1, 1)) * random.uniform(0.004, 0.06))
    moved = {"value": money + f"{wrong:,.2f}"} if _apart(wrong, price) else None
    published = max(bar.session, other.session) + timedelta(days=random.randint(1, 5))
    slots = {"name": name, "value": money + printed, "day": day_words(bar.session)}
    return Told("level", template, slots, published, moved_day, moved)


def _move(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    value = _change(prices.bars, at)
    size = f"{abs(value):.2f}"
    if Decimal(size) < Decimal("0.1"):
        return None
    sign = 1 if value > 0 else -1
    other = at + random.choice((-5, -3, -2, -1, 1, 2, 3, 5))
    differs = f"{abs(_change(prices.bars, other)):.2f}" != size or (_change(prices.bars, other) > 0) != (value > 0)
    wrong = abs(value) * random.choice((0.4, 0.6, 1.5, 2.0)) + 0.03
    slots = {
        "name": name, "size": size, "day": day_words(prices.bars[at].session), "verb": random.choice(VERBS[sign]),
        "side": "up" if sign > 0 else "down",
    }  # fmt: skip
    published = max(prices.bars[at].session, prices.bars[other].session) + timedelta(days=random.randint(1, 4))
    moved_day = {"day": day_words(prices.bars[other].session)} if differs else None
    return Told("move", random.choice(MOVES), slots, published, moved_day, {"size": f"{wrong:.2f}"})


def _month(prices: Prices, at: int, name: str, random: Random) -> Told | None:
    ends = {f"{bar.session:%Y-%m}": bar.close for bar in prices.bars}
    months = sorted(ends)[1:-1]
    place = random.randrange(1, len(months) - 1)
    month, other = months[place], months[place + random.choice((-1, 1))]
    value, elsewhere = (_month_change(ends, key) for key in (month, other))
    if value is None or elsewhere is None or abs(value) < 0.3:
        return None
    sign = 1 if value > 0 else -1
    slots = {"name": name, "size": f"{abs(value):.1f}", "month": month_words(month), "verb": random.choice(VERBS[sign])}
    published = date(int(month[:4]), int(month[5:]), 28) + timedelta(days=70)
    differs = abs(value - elsewhere) > 0.6  # dividends within a month are smaller than that
    wrong = abs(value) * random.choice((0.5, 1.6)) + 0.7
    return Told(
        "month", random.choice(MONTHS), slots, published, {"month": month_words(other)} if differs else None,
        {"size": f"{wrong:.1f}"},
    )  # fmt: skip


def _findings(text: str, source: Folders, published: date) -> list[Finding]:
    _, findings = judge_text(text, [], source, as_of=LAST_DAY, published=published)
    return [finding for finding in findings if finding.severity != "note"]


def shown(text: str, findings: Sequence[Finding]) -> Mapping[str, object]:
    """What a reader sees of a sentence that was judged wrongly."""
    return {"text": text, "evidence": "", "expected": "", "got": [finding.text for finding in findings]}


@lru_cache(maxsize=2)
def source_of(folders: tuple[Path, ...]) -> Folders:
    """The folders as one source, read once."""
    return Folders(folders)


@lru_cache(maxsize=2)
def names_of(source: Folders) -> Mapping[str, str]:
    """What the sentences call each instrument: an index by its name, a company by name and ticker, a fund by its ticker."""
    found: dict[str, str] = {}
    for ticker in source.tickers():
        row = instrument(f"^{ticker}") or instrument(ticker)
        if row is None or row.ticker is None or row.ticker.removeprefix("^") != ticker:
            continue  # another share class
        called = {"index": f"the {row.name}", "company": f"{row.name} ({row.ticker})"}
        found[row.ticker] = called.get(row.kind, row.ticker)
    return found


def day_words(session: date) -> str:
    """A day as prose has it."""
    return f"{session:%B} {session.day}, {session.year}"


def month_words(month: str) -> str:
    """A month, given as 2025-11, as prose has it."""
    return f"{date(int(month[:4]), int(month[5:]), 1):%B %Y}"


def _change(bars: Sequence[Bar], at: int) -> float:
    return (bars[at].close / bars[at - 1].close - 1) * 100


def _month_change(ends: Mapping[str, float], month: str) -> float | None:
    year, number = int(month[:4]), int(month[5:])
    before = f"{year}-{number - 1:02}" if number > 1 else f"{year - 1}-12"
    return (ends[month] / ends[before] - 1) * 100 if before in ends and month in ends else None


def _apart(one: float | None, other: float) -> bool:
    """Whether two prices are printed differently, to two decimals."""
    return one is not None and abs(one - other) >= 0.02
