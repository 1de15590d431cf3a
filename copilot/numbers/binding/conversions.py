"""A figure printed again in another unit beside the first, "350°F (175°C)", follows from it (`reference/conversions.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import Quantity
from copilot.resources import reference_table

_BESIDE = re.compile(
    r"\s?(?:tall|long|wide|high|deep|thick|heavy|away)?\s?(?:[(/\[]|or|,|equals|=|–|-)\s?"
    r"(?:about |around |roughly |approximately |or )?",
    re.IGNORECASE,
)
_PARTS = re.compile(r",?\s?(?:and\s)?")  # between "5 feet" and "6 inches"
_HALF, _FIVE = Decimal("0.5"), Decimal(5)


@dataclass(frozen=True, slots=True)
class PhysicalUnit:
    """One unit of a kind. base value = (value - zero) * size."""

    kind: str
    name: str
    size: Decimal
    zero: Decimal

    def to_base(self, value: Decimal) -> Decimal:
        """The value in the base unit of its kind."""
        return (value - self.zero) * self.size


def converted(text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """Verdicts on rejected figures that only repeat the figure before them in another unit, where that one is not rejected."""
    found: dict[int, Outcome] = {}
    before: list[Reading] = []
    for at, claim in sorted(claims.items()):
        if before and outcomes[at].rejected and not outcomes[before[-1].index].rejected:
            whole = len(before) > 1 and not outcomes[before[-2].index].rejected
            made = (_repeated(text, before[-2:], claim) if whole else None) or _repeated(text, before[-1:], claim)
            if made is not None:
                found[at] = made
        before.append(claim)
    return found


def _repeated(text: str, first: Sequence[Reading], second: Reading) -> Outcome | None:
    """The verdict where the second figure is the first, or the two that make one measure, in another unit of its kind."""
    one, other = first[-1].quantity, second.quantity
    unit, its_unit = unit_behind(text, one.end), unit_behind(text, other.end)
    value = _whole(text, first)
    if unit is None or its_unit is None or value is None or other.value is None:
        return None
    (known, mark_end), (new, _) = unit, its_unit
    if known.kind != new.kind or known.name == new.name or not _BESIDE.fullmatch(text[mark_end : other.start]):
        return None
    low, high = (new.to_base(other.value + sign * _slack(other, new)) for sign in (-1, 1))
    if not low <= value <= high:
        return None
    printed = text[first[0].quantity.start : one.end]
    formula = f"{printed} {known.name} = {other.text} {new.name}"
    operands = [
        {"source": None, "start": part.quantity.start, "end": part.quantity.end, "text": part.quantity.text} for part in first
    ]
    evidence = {"formula": formula, "operands": operands, "p": None}
    return Outcome("checked", "none", sentence(f"{formula}, by conversion"), "derived", (evidence,), first[-1])


def _whole(text: str, parts: Sequence[Reading]) -> Decimal | None:
    """A figure in the base unit of its kind, or the sum of two that make one measure: "5 feet 6 inches"; else None."""
    found = [unit_behind(text, part.quantity.end) for part in parts]
    units = [unit for unit, _ in filter(None, found)]
    values = [part.quantity.value for part in parts if part.quantity.value is not None]
    if len(units) < len(parts) or len(values) < len(parts):
        return None
    if len(parts) == 2:
        gap = text[found[0][1] if found[0] else 0 : parts[1].quantity.start]
        if units[0].kind != units[1].kind or units[0].size <= units[1].size or not _PARTS.fullmatch(gap):
            return None
    return sum((unit.to_base(value) for unit, value in zip(units, values, strict=True)), Decimal(0))


def _slack(item: Quantity, unit: PhysicalUnit) -> Decimal:
    """Half the place of the last digit; temperatures at a five or a ten are told to the nearest five."""
    assert item.value is not None
    if unit.kind == "temperature" and item.value % _FIVE == 0:
        return _FIVE * _HALF
    return (item.ulp or Decimal(1)) * _HALF


def unit_behind(text: str, end: int) -> tuple[PhysicalUnit, int] | None:
    """The unit whose mark stands right behind a figure, and where the mark ends.

    >>> unit_behind("350°F", 3)[0].name
    'fahrenheit'
    """
    match = _marks()[0].match(text, end)
    return (_marks()[1][match[1].lower()], match.end()) if match else None


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern[str], dict[str, PhysicalUnit]]:
    table = reference_table("conversions.toml")
    units = {
        mark: PhysicalUnit(kind, name, Decimal(row["size"]), Decimal(row.get("zero", "0")))
        for kind, rows in table.items()
        for name, row in rows.items()
        for mark in row["marks"]
    }
    longest = "|".join(re.escape(mark) for mark in sorted(units, key=len, reverse=True))
    return re.compile(rf"[\s-]?({longest})(?![\w°])", re.IGNORECASE), units
