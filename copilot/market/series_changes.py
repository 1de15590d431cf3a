"""Changes of a monthly or quarterly series over its periods; a period the publisher left out is named, never bridged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from copilot.errors import InsufficientData
from copilot.types import Observation, Series

_MONTHS = {"monthly": 1, "quarterly": 3}


def latest(series: Series) -> Observation:
    """The last observation that has a value. Raises InsufficientData where none has."""
    found = next((known for known in reversed(series.observations) if known.value is not None), None)
    if found is None:
        raise InsufficientData(f"{series.id} has no value yet", fix="Choose a later as-of day.")
    return found


def change(series: Series, period: date, periods: int = 1) -> Decimal:
    """Change of a period on the one `periods` before, as a fraction.

    period: any day of it. Raises InsufficientData, naming the period that has no value, and for daily and weekly series, whose
    days do not line up.
    """
    if series.frequency not in _MONTHS:
        raise InsufficientData(
            f"{series.id} is {series.frequency}; only months and quarters are compared", fix="Take the change between two days."
        )
    step = _MONTHS[series.frequency]
    position = (period.year * 12 + period.month - 1) // step * step
    return _value(series, position) / _value(series, position - periods * step) - 1


def _value(series: Series, position: int) -> Decimal:
    """The value of the period that begins in a month, counted from year 0."""
    first = date(position // 12, position % 12 + 1, 1)
    found = next((known for known in series.observations if known.day == first), None)
    if found is None or found.value is None:
        name = f"{first:%Y-%m}" if series.frequency == "monthly" else f"{first.year}-Q{first.month // 3 + 1}"
        last = latest(series).day
        why = "was not out yet" if first > last else "was left out by its publisher or is not in the table"
        raise InsufficientData(f"{series.id} has no value for {name}: it {why}", fix="Choose another period.")
    return found.value
