"""A figure printed again in another unit beside the first, "350°F (175°C)", follows from it (`reference/conversions.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from copilot.numbers.reading import Reading
from copilot.numbers.types import Quantity
from copilot.numbers.verdicts import Outcome, sentence
from copilot.resources import resource

_BESIDE = re.compile(
    r"\s?(?:tall|long|wide|high|deep|thick|heavy|away)?\s?(?:[(/\[]|or|,|equals|=|–|-)\s?"
    r"(?:about |around |roughly |approximately |or )?",
    re.IGNORECASE,
)
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
    before: Reading | None = None
    for at, claim in sorted(claims.items()):
        if before is not None and outcomes[at].rejected and not outcomes[before.index].rejected:
            made = _repeated(text, before, claim)
            if made is not None:
                found[at] = made
        before = claim
    return found


def _repeated(text: str, first: Reading, second: Reading) -> Outcome | None:
    one, other = first.quantity, second.quantity
    unit, its_unit = unit_behind(text, one.end), unit_behind(text, other.end)
    if unit is None or its_unit is None or one.value is None or other.value is None:
        return None
    (known, mark_end), (new, _) = unit, its_unit
    if known.kind != new.kind or known.name == new.name or not _BESIDE.fullmatch(text[mark_end : other.start]):
        return None
    low, high = (new.to_base(other.value + sign * _slack(other, new)) for sign in (-1, 1))
    if not low <= known.to_base(one.value) <= high:
        return None
    formula = f"{one.text} {known.name} = {other.text} {new.name}"
    operand = {"source": None, "start": one.start, "end": one.end, "text": one.text}
    evidence = {"formula": formula, "operands": [operand], "p": None}
    return Outcome("checked", "none", sentence(f"{formula}, by conversion"), "derived", (evidence,), first)


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
    with resource("reference", "conversions.toml").open("rb") as file:
        table = tomllib.load(file)
    units = {
        mark: PhysicalUnit(kind, name, Decimal(row["size"]), Decimal(row.get("zero", "0")))
        for kind, rows in table.items()
        for name, row in rows.items()
        for mark in row["marks"]
    }
    longest = "|".join(re.escape(mark) for mark in sorted(units, key=len, reverse=True))
    return re.compile(rf"[\s-]?({longest})(?![\w°])", re.IGNORECASE), units
