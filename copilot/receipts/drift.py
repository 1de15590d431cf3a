"""What has moved since a receipt was written: its figures beside a source's prices of today, its articles beside the library's.

Pure: the sources are given, and nothing of the receipt is changed or fetched here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from copilot.errors import CopilotError, InsufficientData, PricesMissing, SeriesMissing
from copilot.market.sec_facts import FILED
from copilot.receipts.moved_rows import Event, Moved, Point, judge_move, points_of_prices, points_of_rows
from copilot.receipts.record import Restored
from copilot.receipts.series_drift import rows_moved
from copilot.types import Article, Fact, Meeting, Metric, Passage, Prices, PriceSource, Series, SeriesSource

Kind = Literal[
    "same",
    "float jitter",
    "rebased by dividend",
    "rebased by split",
    "provider revision",
    "revised",
    "article edited",
    "gone",
    "could not be reached",
]
LEFT = {"same", "float jitter"}  # what is as it was


@dataclass(frozen=True, slots=True)
class Drift:
    """One item of evidence today: `now` is the metric over today's rows, None where it is no metric or cannot be computed."""

    evidence: str  # "M1"; "1, 3" for an article; "prices of XYZ" for what statements were compared with
    what: str
    kind: Kind
    text: str
    was: Decimal | None = None
    now: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Where today's data come from. source: the price source for a provider's name; raises CopilotError where there is none.

    series: the source of series for a provider's name; likewise.
    articles: the stored articles that may be this one, the very one first; raises CopilotError where no library is there.
    removed: the day on which an article was removed, by its hash.
    """

    day: date
    source: Callable[[str], PriceSource]
    series: Callable[[str], SeriesSource]
    meetings: Callable[[date], Sequence[Meeting]]
    articles: Callable[[Passage], Sequence[Article]]
    removed: Callable[[str], str | None]


def find_drift(restored: Restored, today: Today) -> list[Drift]:
    """One item for each metric, for the prices that statements were compared with, and for each article."""
    as_of = restored.source.as_of
    found = [_metric_drift(f"M{number}", metric, as_of, today) for number, metric in enumerate(restored.metrics, 1)]
    found += [_prices_drift(prices, as_of, today) for prices in restored.prices or ()]
    found += [_series_drift(series, today) for series in restored.series]
    found += [_facts_drift(ticker, restored.facts) for ticker in dict.fromkeys(fact.ticker for fact in restored.facts)]
    quoted: dict[str, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(restored.passages, 1):
        quoted.setdefault(passage.article_sha256, []).append((number, passage))
    return found + [_article_drift(items, today) for items in quoted.values()]


def _metric_drift(name: str, metric: Metric, as_of: date, today: Today) -> Drift:
    if all("announced" in row for row in metric.inputs):
        return _meetings_drift(name, metric, today.meetings(as_of))
    if all("series" in row for row in metric.inputs):
        return _of_series(name, metric, today)
    if any("fact" in row for row in metric.inputs):
        said = _not_asked(metric.provider, str(metric.end))
        return Drift(name, metric.label, "could not be reached", said, metric.value)
    try:
        then, now, note = _both(metric, as_of, today)
    except (PricesMissing, SeriesMissing, InsufficientData) as error:
        return Drift(name, metric.label, "gone", error.problem, metric.value)
    except CopilotError as error:
        return Drift(name, metric.label, "could not be reached", f"{error.problem} ({error.fix})", metric.value)
    moved = judge_move(then, now.points, now.events)
    value = _computed_again(metric, now.points) if moved.kind not in ("gone", "same") else None
    said = _value_words(metric, value) if moved.kind not in ("gone", "same") else ""
    value = metric.value if moved.kind == "same" else value
    return Drift(name, metric.label, moved.kind, f"{moved.text}{said}{note}".removeprefix("; "), metric.value, value)


def _of_series(name: str, metric: Metric, today: Today) -> Drift:
    """A figure of published series over the values that are published now for its periods."""
    from copilot.metrics import recompute

    moved = rows_moved(metric.inputs, metric.provider, today.series, today.day)
    if moved.now is None:
        return Drift(name, metric.label, moved.kind, moved.text, metric.value)
    if moved.kind == "same":
        return Drift(name, metric.label, "same", "", metric.value, metric.value)
    value = recompute(replace(metric, inputs=tuple(moved.now)))
    return Drift(name, metric.label, moved.kind, f"{moved.text}{_value_words(metric, value)}", metric.value, value)


def _series_drift(series: Series, today: Today) -> Drift:
    """All values that statements were compared with."""
    rows = [
        {"series": series.id, "day": known.day.isoformat(), "value": f"{known.value:f}"}
        for known in series.observations
        if known.value is not None
    ]
    moved = rows_moved(rows, series.provider, today.series, today.day)
    return Drift(f"series {series.id}", "what statements of articles were compared with", moved.kind, moved.text)


def _not_asked(provider: str, day: str) -> str:
    """Why figures of companies are not fetched anew."""
    if provider.startswith(FILED):
        return f"{provider}: filings are not asked for again, so that a later restatement is not seen here"
    return f"{provider} tells such figures for their own day only, and is not asked for {day} again"


def _facts_drift(ticker: str, facts: Sequence[Fact]) -> Drift:
    known = next(fact for fact in facts if fact.ticker == ticker)
    said = _not_asked(known.provider, known.as_of.isoformat())
    return Drift(f"figures of {ticker}", "what statements of articles were compared with", "could not be reached", said)


@dataclass(frozen=True, slots=True)
class _Now:
    points: dict[Point, float]
    events: Sequence[Event]


def _both(metric: Metric, as_of: date, today: Today) -> tuple[dict[Point, float], _Now, str]:
    """The pinned figures, those of today, and a note where they are of two providers."""
    source = today.source(metric.provider)
    tickers = dict.fromkeys(str(row["ticker"]) for row in metric.inputs if "ticker" in row)
    points: dict[Point, float] = {}
    events: list[Event] = []
    for ticker in tickers:
        known = source.prices(ticker, as_of=as_of)
        points |= points_of_prices(known)
        events += _events(source, ticker, today.day)
    note = "" if source.name == metric.provider else f"; compared with {source.name}, the receipt's are of {metric.provider}"
    return points_of_rows(metric.inputs), _Now(points, events), note


def _events(source: PriceSource, ticker: str, day: date) -> list[Event]:
    """Every dividend and split that the source knows by today, oldest first."""
    bars = source.prices(ticker, as_of=day).bars
    found = []
    for before, bar in pairwise(bars):
        paid = bar.dividend / before.close if bar.dividend > 0 else 0.0  # nan > 0 is False: unknown is no event
        if paid or bar.split != 1.0:
            found.append((bar.session, paid, bar.split))
    return found


def _computed_again(metric: Metric, now: dict[Point, float]) -> Decimal | None:
    """The metric over today's figures of the same rows; None where they do not give one."""
    from copilot.metrics import recompute

    rows = []
    for row in metric.inputs:
        key = str(row.get("month") or row["session"])
        names = {name: now.get((str(row["ticker"]), key, name)) for name in row if name not in _NOT_FIGURES}
        rows.append({**row, **{name: repr(value) for name, value in names.items() if value is not None}})
    try:
        return recompute(replace(metric, inputs=tuple(rows)))
    except CopilotError:
        return None


_NOT_FIGURES = {"ticker", "session", "month", "split"}


def _value_words(metric: Metric, value: Decimal | None) -> str:
    if value is None:
        return "; its value can no longer be computed"
    return "; its value is the same" if value == metric.value else f"; its value was {metric.value:f}, now {value:f}"


def _prices_drift(prices: Prices, as_of: date, today: Today) -> Drift:
    name = f"prices of {prices.ticker}"
    what = "what statements of articles were compared with"
    try:
        source = today.source(prices.provider)
        now = points_of_prices(source.prices(prices.ticker, as_of=as_of))
        events = _events(source, prices.ticker, today.day)
    except (PricesMissing, InsufficientData) as error:
        return Drift(name, what, "gone", error.problem)
    except CopilotError as error:
        return Drift(name, what, "could not be reached", f"{error.problem} ({error.fix})")
    moved: Moved = judge_move(points_of_prices(prices), now, events)
    note = "" if source.name == prices.provider else f"; compared with {source.name}, the receipt's are of {prices.provider}"
    return Drift(name, what, moved.kind, moved.text + note)


def _meetings_drift(name: str, metric: Metric, known: Sequence[Meeting]) -> Drift:
    """Decisions beside the table that the program ships with now."""
    now = {meeting.announced.isoformat(): meeting for meeting in known}
    for row in metric.inputs:
        meeting = now.get(row["announced"])
        if meeting is None:
            return Drift(name, metric.label, "gone", f"the table of meetings no longer has {row['announced']}", metric.value)
        for field in ("effective", "lower", "upper", "change_bps"):
            if str(getattr(meeting, field)) != row[field]:
                text = f"{field} of {row['announced']}: {row[field]}, now {getattr(meeting, field)}"
                return Drift(name, metric.label, "provider revision", text, metric.value)
    return Drift(name, metric.label, "same", "", metric.value, metric.value)


def _article_drift(items: Sequence[tuple[int, Passage]], today: Today) -> Drift:
    """An article beside the library's own: its text, and where that has changed, whether the quotes still stand in it."""
    name = ", ".join(str(number) for number, _ in items)
    passage = items[0][1]
    web = "; the page itself was not fetched again" if passage.url else ""
    try:
        known = today.articles(passage)
    except CopilotError as error:
        return Drift(name, passage.title, "could not be reached", f"{error.problem} ({error.fix})")
    if any(article.sha256 == passage.article_sha256 for article in known):
        return Drift(name, passage.title, "same", web.removeprefix("; "))
    if not known:
        day = today.removed(passage.article_sha256)
        text = f"removed from the library on {day}" if day else "the library no longer has it"
        return Drift(name, passage.title, "gone", text + web)
    lost = [number for number, item in items if item.quote not in known[0].text]
    stands = f"the quote of {_marks(lost)} no longer stands in it" if lost else "every quote still stands in it"
    return Drift(name, passage.title, "article edited", f"the library has another text under this title; {stands}{web}")


def _marks(numbers: Sequence[int]) -> str:
    return " and ".join(f"[{number}]" for number in numbers)
