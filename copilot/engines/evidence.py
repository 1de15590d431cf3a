"""The evidence of a draft as it grows: passages and metrics with their marks, and what could not be computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from copilot.errors import InsufficientData, PricesMissing, SourceError, UsageError
from copilot.market.sources import NoSeries
from copilot.metrics import compute, fact_metric
from copilot.metrics.windows import last_known
from copilot.types import Fact, FactSource, Meeting, Metric, Passage, Prices, PriceSource, SeriesSource

_MOST_LOOKUPS = 12  # of tickers that a source which cannot list them is asked for in one answer


class Evidence:
    """Numbers passages and metrics in the order they are first cited; the same one keeps its mark."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.metrics: list[Metric] = []

    def quote(self, passage: Passage) -> str:
        """The mark of a passage, as "[1]"."""
        return f"[{_place(self.passages, passage)}]"

    def cite(self, *metrics: Metric) -> str:
        """The marks of metrics, as "[M1][M2]"."""
        return "".join(f"[M{_place(self.metrics, metric)}]" for metric in metrics)

    def count(self) -> tuple[int, int]:
        """How many passages and metrics are cited so far."""
        return len(self.passages), len(self.metrics)

    def forget_after(self, count: tuple[int, int]) -> None:
        """Drop what was cited since, by sentences that are not in the draft."""
        del self.passages[count[0] :], self.metrics[count[1] :]


class Held:
    """The tickers that have prices: as the source lists them, or asked one by one where it cannot say what it holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._listed = frozenset(ticker.upper() for ticker in desk.source.tickers())
        self._lookups_left = _MOST_LOOKUPS

    def __contains__(self, ticker: object) -> bool:
        if not isinstance(ticker, str):
            return False
        if self._listed:
            return ticker.upper() in self._listed
        if not self._desk.is_known(ticker):
            if not self._lookups_left:
                return False
            self._lookups_left -= 1
        return self._desk.prices(ticker) is not None


class Desk:
    """Computes metrics up to the as-of day; what lacks its sessions is kept in `lacking`, never guessed."""

    def __init__(
        self,
        source: PriceSource,
        meetings: Sequence[Meeting],
        as_of: date,
        *,
        series: SeriesSource | None = None,
        facts: Sequence[FactSource] = (),
    ) -> None:
        self.source = source
        self.series = series if series is not None else NoSeries()
        self._fact_sources = facts
        self._facts: dict[str, tuple[Sequence[Fact], str | None]] = {}
        self.meetings = tuple(meeting for meeting in meetings if meeting.announced <= as_of)
        self.as_of = as_of
        self.lacking: list[tuple[str, str, str]] = []  # metric, ticker, problem
        self.curtailed: list[str] = []  # tickers of which only a part of the time asked about could be looked at
        self.without_rate: list[str] = []  # metrics that need a rate free of risk, where no source tells one
        self.refused: dict[str, SourceError] = {}  # why a published series told nothing, by its id
        self._prices: dict[str, Prices | None] = {}

        self.held = Held(self)

    def is_known(self, ticker: str) -> bool:
        """Whether the source was asked for this ticker before."""
        return ticker in self._prices

    def prices(self, ticker: str) -> Prices | None:
        """The prices of a ticker, None where the source has none. Raises SourceError for a file with a defect."""
        if ticker not in self._prices:
            try:
                self._prices[ticker] = self.source.prices(ticker, as_of=self.as_of)
            except (PricesMissing, UsageError):
                self._prices[ticker] = None
        return self._prices[ticker]

    def last_session(self, ticker: str) -> date | None:
        """The last session known, by a bar or a month end."""
        prices = self.prices(ticker)
        return last_known(prices) if prices is not None and (prices.bars or prices.month_ends) else None

    def metric(
        self, name: str, ticker: str, *, other: str | None = None, is_optional: bool = False, **parameters: Any
    ) -> Metric | None:
        """The metric, or None where the source lacks what it needs or the window holds no step.

        The former is kept in mind, unless the metric is optional: one of several ways to say the same.
        """
        prices = self.prices(ticker)
        rival = self.prices(other) if other is not None else None
        if prices is None or (other is not None and rival is None):
            return None
        try:
            return compute(name, prices, other=rival, **parameters)
        except InsufficientData as error:
            if not is_optional:
                self.lacking.append((name, ticker, error.problem))
        except UsageError:
            return None
        return None

    def policy(self, name: str, session: date | None = None, **window: Any) -> Metric | None:
        """A metric over the meetings by a day or in a window; None where the table does not reach."""
        when: dict[str, Any] = window if session is None else {"session": session, **window}
        try:
            return compute(name, meetings=self.meetings, **when)
        except (InsufficientData, UsageError):
            return None

    def published(self, name: str, id: str, **parameters: Any) -> Metric | None:
        """A metric over one published series; None where the source has no such series or value. Why it refuses is kept."""
        try:
            return compute(name, series=[self.series.series(id, as_of=self.as_of)], id=id, **parameters)
        except (InsufficientData, UsageError):
            return None
        except SourceError as error:
            self.refused[id] = error
            return None

    def quoted(self, ticker: str, name: str) -> Metric | None:
        """A quoted figure of a company or fund by its name; None where no source tells it."""
        return fact_metric(self._known_facts(ticker)[0], name)

    def why_lacking(self, ticker: str, names: Sequence[str]) -> str | None:
        """Why the sources do not tell these figures, in a sentence; None where there is no source."""
        facts, problem = self._known_facts(ticker)
        if facts:
            return f"{facts[0].provider.capitalize()} carries no {' and no '.join(names)} for {ticker}."
        return None if problem is None else f"{problem[:1].upper()}{problem[1:]}."

    def _known_facts(self, ticker: str) -> tuple[Sequence[Fact], str | None]:
        """What the first source that tells anything tells of a ticker, and else why none does."""
        if ticker not in self._facts:
            self._facts[ticker] = ((), None)
            for source in self._fact_sources:
                try:
                    self._facts[ticker] = (tuple(source.facts(ticker, as_of=self.as_of)), None)
                    break
                except (SourceError, UsageError) as error:
                    self._facts[ticker] = ((), error.problem if source.name != "none" else None)
        return self._facts[ticker]


def _place(items: list[Any], item: Any) -> int:
    if item not in items:
        items.append(item)
    return items.index(item) + 1
