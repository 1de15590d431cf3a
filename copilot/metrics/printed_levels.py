"""Which sessions a printed level belongs to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from copilot.errors import UsageError
from copilot.metrics.readings import FIELDS
from copilot.types import Prices


def find_level(prices: Prices, value: Decimal, *, field: str, printed_ulp: Decimal) -> tuple[date, ...]:
    """Every session whose open, high, low or close rounds to a level as printed, oldest first.

    printed_ulp: the place of the last printed digit, 0.01 for "84.20"; a tie counts on either side.
    Raises UsageError for another field or an ulp that is not above 0.
    """
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no price of a session", fix="Give open, high, low or close.")
    if printed_ulp <= 0:
        raise UsageError("the printed ulp is not above 0", fix="Give the place of the last printed digit.")
    half = printed_ulp / 2
    near = (float(value - printed_ulp), float(value + printed_ulp))
    found = []
    for bar in prices.bars:
        price = getattr(bar, field)
        if price is not None and near[0] <= price <= near[1] and abs(Decimal(repr(price)) - value) <= half:
            found.append(bar.session)
    return tuple(found)


def find_levels(prices: Prices, value: Decimal, *, printed_ulp: Decimal) -> tuple[tuple[str, date], ...]:
    """As `find_level`, over all four prices of a session: (field, session), by session and in the order of the day."""
    found = [(field, day) for field in FIELDS for day in find_level(prices, value, field=field, printed_ulp=printed_ulp)]
    return tuple(sorted(found, key=lambda pair: (pair[1], FIELDS.index(pair[0]))))
