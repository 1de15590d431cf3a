"""The unit that a table is told in by a note: "€ million", "($m)", "£'000", "millions of euros"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.census.finding import find_quantities
from copilot.numbers.census.units import is_currency

_MARK_AND_SCALE = re.compile(
    r"(?P<mark>(?:US|HK|NZ|[A-Z])?[$€£¥₹]|\b[A-Z]{3}\b)\s?(?:in\s)?(?P<scale>thousands?|millions?|billions?|trillions?|m[nl]n?|bn|tn|m|['’]?000s?)"
    r"(?!\w)"
)
_MARK_ALONE = re.compile(r"[(,]\s?(?P<mark>(?:US|HK|NZ|[A-Z])?[$€£¥₹]|[A-Z]{3})\)?\s*$")  # "Average rent (EUR)"
_SCALE_AND_UNIT = re.compile(
    r"\b(?P<scale>thousand|million|billion|trillion)s?\s(?:of\s)?(?P<unit>(?:[A-Z]\w+ )?[A-Za-z]+|[$€£¥₹])"
)


class NotedUnit(NamedTuple):
    """What the numbers of a table are multiplied by, and the currency they are in ("" where the note names none)."""

    scale: Decimal
    currency: str


@lru_cache(maxsize=256)
def noted_unit(words: str) -> NotedUnit | None:
    """The unit noted in a label, a head or a caption; None where it notes no amount of a currency.

    >>> noted_unit("Net flows, € million")
    NotedUnit(scale=Decimal('1000000'), currency='EUR')
    """
    match = _MARK_AND_SCALE.search(words)
    if match is not None:
        scale = "thousand" if "000" in match["scale"] else match["scale"].removesuffix("s")
        return _of_one(f"{match['mark']} 1 {scale}") or _of_one(f"{match['mark']}1{scale}")
    match = _MARK_ALONE.search(words)
    if match is not None:
        return _of_one(f"{match['mark']} 1") or _of_one(f"{match['mark']}1")
    match = _SCALE_AND_UNIT.search(words)
    return _of_one(f"1 {match['scale']} {match['unit']}") if match is not None else None


def _of_one(text: str) -> NotedUnit | None:
    """What one of the unit is, as the census reads it."""
    found = find_quantities(text)
    if len(found) != 1 or found[0].text != text or not found[0].value or not is_currency(found[0].unit):
        return None
    return NotedUnit(found[0].value, found[0].unit)
