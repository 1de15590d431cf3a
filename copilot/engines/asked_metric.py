"""Metrics as a model asks for them: names and times in words read, cut windows pointed out, refusals in its own terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from copilot.engines.asked_window import read_window
from copilot.engines.holdings import Holdings
from copilot.errors import CopilotError, FactsMissing, InsufficientData, PricesMissing, SeriesMissing, UsageError
from copilot.market import calendar as exchange
from copilot.metrics import Called
from copilot.metrics.windows import last_known
from copilot.types import Meeting, Metric, Prices

_OF_A_MEETING = (
    "target range, lower bound",
    "target range, upper bound",
    "policy rate change",
    "votes for the decision",
    "votes against the decision",
)
_RUNS = {-1: "consecutive cuts", 0: "consecutive holds", 1: "consecutive hikes"}
_LATEST = re.compile(r"|latest|last|today|most recent", re.IGNORECASE)
_COMMAND_LINE = re.compile(r"--\w|\bcopilot\b|\bfolder\b|\.csv\b|\bInstall\b", re.IGNORECASE)
_FLAGS = re.compile(r" \(--[^)]*\)")
_CLAUSES = re.compile(r", or |; ")
_STEPS = {"monthly": "whole month", "weekly": "whole week"}


class Computed(NamedTuple):
    """Metrics, each with what a reader must know of its window, and why a variant of them could not be computed."""

    metrics: tuple[tuple[Metric, str], ...]
    declined: tuple[str, ...]


class MetricDesk:
    """Computes what a model asks for. compute: a metric by name, tickers and parameters. meetings: all up to the as-of day."""

    def __init__(
        self,
        compute: Callable[[str, Sequence[str], Mapping[str, object]], Called],
        holdings: Holdings,
        meetings: Sequence[Meeting] = (),
    ) -> None:
        self._compute, self._holdings, self._meetings = compute, holdings, meetings

    def computed(self, name: str, tickers: Sequence[str], given: Mapping[str, str]) -> Computed:
        """The metric and its variants. Raises CopilotError."""
        of = [self._holdings.ticker_of(ticker) for ticker in tickers]
        parameters = read_window(given, self._holdings.as_of)
        if "vs" in parameters:
            parameters["vs"] = self._holdings.ticker_of(str(parameters["vs"]))
        called = self._compute(name, of, parameters)
        found = tuple(
            (metric, _cut(metric, parameters, called.prices, self._holdings.as_of))
            for metric in (called.metric, *called.variants)
        )
        return Computed(found, tuple(f"{variant}: {self.refusal(error)}" for variant, error in called.declined))

    def meeting(self, when: str) -> list[Metric]:
        """What is known of the meeting of a day or month, the latest where none is named. Raises CopilotError."""
        found: list[Metric] = []
        for meeting in self._meetings_of(when.strip()):
            change = meeting.change_bps
            for name in (*_OF_A_MEETING, _RUNS[(change > 0) - (change < 0)]):
                with suppress(InsufficientData):  # of older meetings the votes are not known
                    found.append(self._compute(name, [], {"session": meeting.announced.isoformat()}).metric)
        return found

    def instruments(self, names: Sequence[str], metrics: Sequence[Metric]) -> tuple[list[str], list[Metric]]:
        """A line for each instrument that is named or has metrics at hand, and the latest close of each that has prices."""
        lines = self._holdings.told_of(names, [metric.ticker for metric in metrics if metric.ticker])
        closes = []
        for ticker in filter(None, lines.values()):
            with suppress(CopilotError):
                close = self._compute("close", [ticker], {}).metric
                is_known = any((known.name, known.ticker, known.end) == ("close", ticker, close.end) for known in metrics)
                closes += [] if is_known else [close]
        return list(lines), closes

    def refusal(self, error: CopilotError) -> str:
        """Why something was not computed, and what can be asked instead; what only a command line can do is left out."""
        fix = _FLAGS.sub("", error.fix).rstrip(".")
        told = (
            [fix] if not _COMMAND_LINE.search(fix) else [part for part in _CLAUSES.split(fix) if not _COMMAND_LINE.search(part)]
        )
        if isinstance(error, PricesMissing):
            told.append(self._holdings.known())
        elif isinstance(error, SeriesMissing | FactsMissing):
            told.append("it cannot be had here: use what the articles say of it, or say that it is missing")
        elif error.problem.startswith("there is no metric"):
            told.append("list_metrics tells the names")
        return "; ".join([error.problem, *filter(None, told)])

    def _meetings_of(self, when: str) -> Sequence[Meeting]:
        as_of = self._holdings.as_of
        if _LATEST.fullmatch(when):
            return self._meetings[-1:]
        try:
            month = str(read_window({"month": when}, as_of)["month"])
        except UsageError:
            month = str(read_window({"session": when}, as_of)["session"])
        found = [meeting for meeting in self._meetings if meeting.announced.isoformat().startswith(month)]
        if not found:
            before = [meeting for meeting in self._meetings if meeting.announced.isoformat() < month][-1:]
            after = [meeting for meeting in self._meetings if meeting.announced.isoformat() > month][:1]
            days = " and ".join(str(meeting.announced) for meeting in (*before, *after))
            raise InsufficientData(
                f"no meeting of {month} is known", fix=f"Those next to it: {days}." if days else "None are known."
            )
        return found


def _cut(metric: Metric, asked: Mapping[str, object], prices: Prices | None, as_of: date) -> str:
    """Where the window of a metric is not the one that was asked for, in words: returns by the month end with a month."""
    used = metric.parameters
    if prices is None or not {"start", "end"} <= used.keys():
        return ""
    wanted = exchange.session_on_or_before(min(_end_asked(used, asked) or as_of, as_of))
    parts = []
    if date.fromisoformat(used["end"]) < wanted:
        held = last_known(prices)
        step = f", the end of its last {_STEPS[used['frequency']]}" if used.get("frequency") in _STEPS else ""
        why = ", as the prices that are held do" if used["end"] == held.isoformat() else step
        parts.append(f"its window ends with {used['end']}{why}, not with {wanted}")
    start = str(asked.get("start", ""))
    if start and exchange.session_count(date.fromisoformat(start), date.fromisoformat(used["start"])) > 1:
        parts.append(f"its window begins with {used['start']}, not with {start}")
    return "; ".join(parts)


def _end_asked(used: Mapping[str, str], asked: Mapping[str, object]) -> date | None:
    if month := used.get("month"):
        return exchange.last_day_of(month)
    if year := used.get("year"):
        return date(int(year), 12, 31)
    end = asked.get("end") or asked.get("session")
    return date.fromisoformat(str(end)) if end else None
