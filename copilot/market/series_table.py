"""The known rates and macro series (`reference/series.csv`), and on which day each of their observations was out."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from copilot.errors import SeriesMissing, SourceError
from copilot.market.calendar import last_day_of, working_day_after
from copilot.resources import resource
from copilot.types import Observation, Series

Frequency = Literal["daily", "weekly", "monthly", "quarterly"]
_LAG = re.compile(r"(?P<days>\d+)(?P<kind>[bd])")
_FREQUENCIES = ("daily", "weekly", "monthly", "quarterly")


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """One line of the table. `unit` is that of `scale` times the publisher's figure."""

    id: str
    title: str
    unit: str
    scale: Decimal
    frequency: Frequency
    is_revised: bool
    lag_days: int  # after the end of the period; 0 where revised
    lag_is_working_days: bool
    releases: Mapping[date, date]  # first day of a period -> the day it was out, where the lag does not say it
    note: str

    def series(
        self, observations: tuple[Observation, ...], *, vintage: date | None, provider: str, fetched_at: datetime
    ) -> Series:
        """What a provider gave of it. observations: oldest first, in its unit. vintage: the day they stood so, where known."""
        return Series(
            self.id, self.title, self.unit, self.frequency, self.is_revised, vintage, provider, fetched_at, observations
        )  # fmt: skip


def series_info(id: str) -> SeriesInfo:
    """The line of a series. Raises SeriesMissing for an id that is not in the table, naming near ones."""
    known = known_series()
    wanted = id.strip().upper()
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise SeriesMissing(
            f"{wanted[:30]!r} is no series this program knows{hint}",
            fix="Ask for a series of reference/series.csv, or add a line with its unit and release rule there.",
        )
    return known[wanted]


def known_series(*, table: Path | None = None) -> Mapping[str, SeriesInfo]:
    """Every known series by id. Raises SourceError with file and line for a bad table."""
    return _table(table or resource("reference", "series.csv"))


def released_on(info: SeriesInfo, day: date) -> date:
    """The day by which the observation of the period that begins on `day` was out, of a series that is never revised."""
    if (listed := info.releases.get(day)) is not None:
        return listed
    end = period_end(info.frequency, day)
    return working_day_after(end, info.lag_days) if info.lag_is_working_days else end + timedelta(days=info.lag_days)


def period_end(frequency: Frequency, day: date) -> date:
    """The last day of the period that an observation stamped `day` speaks for; weekly ones are stamped with it.

    >>> period_end("monthly", date(2024, 2, 1)), period_end("quarterly", date(2024, 10, 1))
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31))
    """
    if frequency == "monthly":
        return last_day_of(f"{day:%Y-%m}")
    if frequency == "quarterly":
        return last_day_of(f"{day.year}-{day.month + 2:02}" if day.month <= 10 else f"{day.year}-12")
    return day


@lru_cache(maxsize=8)
def _table(path: Path) -> Mapping[str, SeriesInfo]:
    found: dict[str, SeriesInfo] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read: {error.strerror}", fix="Install the program again.") from error
    skipped = sum(line.startswith("#") for line in lines)  # all of them at the head
    reader = csv.DictReader(lines[skipped:])
    for row in reader:
        try:
            info = _info(row)
            if info.id in found:
                raise ValueError(f"{info.id} stands twice")
        except (KeyError, ValueError, InvalidOperation, AttributeError, TypeError) as error:
            raise SourceError(f"{path.name} line {reader.line_num + skipped}: {error}", fix="Correct that line.") from error
        found[info.id] = info
    return found


def _info(row: Mapping[str, str]) -> SeriesInfo:
    frequency, is_revised = row["frequency"], {"yes": True, "no": False}[row["revised"]]
    lag = _LAG.fullmatch(row["lag"])
    if frequency not in _FREQUENCIES or (lag is None) != is_revised:
        raise ValueError(f"frequency {frequency!r}, revised {row['revised']!r} and lag {row['lag']!r} do not go together")
    pairs = [pair.split("=") for pair in row["releases"].split()]
    return SeriesInfo(
        id=row["id"],
        title=row["title"],
        unit=row["unit"],
        scale=Decimal(row["scale"]),
        frequency=cast("Frequency", frequency),
        is_revised=is_revised,
        lag_days=int(lag["days"]) if lag else 0,
        lag_is_working_days=lag is not None and lag["kind"] == "b",
        releases={date.fromisoformat(f"{month}-01"): date.fromisoformat(day) for month, day in pairs},
        note=row["note"],
    )
