"""How published series have moved since: every pinned value beside the one that is published now for the very period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from copilot.errors import CopilotError, SeriesMissing
from copilot.types import SeriesSource

SeriesKind = Literal["same", "revised", "gone", "could not be reached"]
Source = Callable[[str], SeriesSource]
Row = Mapping[str, str]


class MovedSeries(NamedTuple):
    """What has become of values; `now` is the rows with today's values, None where one of them is gone or was not had."""

    kind: SeriesKind
    text: str
    now: Sequence[Row] | None = None


def rows_moved(rows: Sequence[Row], provider: str, source: Source, day: date) -> MovedSeries:
    """Rows {series, day, value} beside what the source of a provider publishes on a day. A revision names the first value."""
    try:
        known = {id: _values(source(provider), id, day) for id in {row["series"] for row in rows}}
    except SeriesMissing as error:
        return MovedSeries("gone", error.problem)
    except CopilotError as error:
        return MovedSeries("could not be reached", f"{error.problem} ({error.fix})")
    gone = [row for row in rows if known[row["series"]].get(row["day"]) is None]
    if gone:
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        return MovedSeries("gone", f"the source no longer has {gone[0]['series']} of {gone[0]['day']}{more}")
    now = [{**row, "value": f"{known[row['series']][row['day']]:f}"} for row in rows]
    apart = [(old, new) for old, new in zip(rows, now, strict=True) if Decimal(old["value"]) != Decimal(new["value"])]
    if not apart:
        return MovedSeries("same", "", now)
    old, new = apart[0]
    text = f"{old['series']} of {old['day']} was {old['value']}, now {new['value']} ({len(apart)} of {len(rows)} values revised)"
    return MovedSeries("revised", text, now)


def _values(source: SeriesSource, id: str, day: date) -> Mapping[str, Decimal | None]:
    return {known.day.isoformat(): known.value for known in source.series(id, as_of=day).observations}
