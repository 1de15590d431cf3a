"""A computed value as a text may print it: one way for what a model is shown and for what a reason says of it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_NAMES = {"percentage_point": "percentage points", "basis_point": "basis points", "index_point": "points", "share": "shares",
          "day": "days"}  # fmt: skip
_BARE = ("none", "ratio_x")  # a Sharpe ratio of 0.71, a P/E of 18.20
_AS_PUBLISHED = 3  # decimals with which a source may print a figure; a longer tail was computed


def trim_zeros(number: Decimal | str) -> str:
    """A decimal in plain digits, without the zeros that end its decimals.

    >>> trim_zeros(Decimal("1.250")), trim_zeros("100")
    ('1.25', '100')
    """
    text = number if isinstance(number, str) else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_value(value: Decimal, unit: str) -> str:
    """A value in a contract unit or as a fraction, with two decimals: rounded once, from all its digits.

    >>> print_value(Decimal("0.0019497"), "fraction"), print_value(Decimal("2.41111454678"), "percentage_point")
    ('0.19%', '2.41 percentage points')
    >>> print_value(Decimal("9800"), "USD"), print_value(Decimal("-25"), "basis_point"), print_value(Decimal("3"), "count:cut")
    ('9,800.00 USD', '-25 basis points', '3')
    """
    scaled = value * 100 if unit == "fraction" else value
    tail = -int(scaled.normalize().as_tuple().exponent)
    is_price = unit.isupper()
    places = 4 if is_price and abs(value) < 1 else tail if tail == _AS_PUBLISHED and not is_price else 2
    text = f"{Decimal(_rounded(scaled, places)):,f}"
    if unit in ("basis_point", "day") or unit.startswith("count"):
        text = trim_zeros(text)
    if unit in ("fraction", "percent"):
        return f"{text}%"
    if unit in _BARE or unit.startswith("count"):
        return text
    return f"{text} {_NAMES.get(unit, unit.replace('_', ' '))}"


def print_operand(value: Decimal, unit: str) -> str:
    """A value in a contract unit with four decimals at most, as a formula writes it that is worked out with all of them.

    >>> print_operand(Decimal("20.14317"), "percent"), print_operand(Decimal("112"), "USD")
    ('20.1432%', '112 USD')
    """
    short = _rounded(value, 4) if -int(value.as_tuple().exponent) > 4 else f"{value:f}"
    text = trim_zeros(short) if len(short.partition(".")[2]) > 2 else short
    if unit == "percent":
        return f"{text}%"
    return text if unit == "none" or unit.startswith("count") else f"{text} {unit.replace('_', ' ')}"


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
