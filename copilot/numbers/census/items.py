"""A numeral while it is being read: an item of the census before its context has been looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from copilot.numbers.types import Direction, Kind, Qualifier, Quantity, Role

_ONE = Decimal(1)
_LONGEST = 40  # digits; a longer run is an identifier, not an amount
_EXACT = Context(prec=4 * _LONGEST)


@dataclass(slots=True)
class Item:
    """Tokens first .. last - 1 and what they say. `scaled`: a scale word is printed; `marked`: a unit of its own is printed."""

    first: int
    last: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = "none"
    ulp: Decimal | None = None
    direction: Direction = "none"
    role: Role = "none"
    qualifier: Qualifier = "none"
    scale: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)  # of the unit mark: a hundredth for cents
    scaled: bool = False
    marked: bool = False
    spelled: bool = False
    sign: str = ""
    dropped: bool = False  # words of a number that counts nothing: passed over whole

    @property
    def is_amount(self) -> bool:
        """Whether the item holds a value or a range."""
        return self.value is not None or self.low is not None


def times(value: Decimal, factor: Decimal) -> Decimal:
    """An exact product, whatever the digits.

    >>> times(Decimal("1.2"), Decimal(10**9))
    Decimal('1200000000.0')
    """
    return value if factor == _ONE else _EXACT.multiply(value, factor)


def plus(value: Decimal, other: Decimal) -> Decimal:
    """An exact sum."""
    return _EXACT.add(value, other)


def is_too_long(digits: str) -> bool:
    """Whether a run of digits is too long to be an amount."""
    return len(digits) > _LONGEST


def quantity(item: Item, text: str, start: int, end: int) -> Quantity:
    """The finished value; start and end are characters of `text`."""
    return Quantity(
        start,
        end,
        text[start:end],
        item.kind,
        item.value,
        item.low,
        item.high,
        item.unit,
        item.ulp,
        item.direction,
        item.role,
        item.qualifier,
    )
