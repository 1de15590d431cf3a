"""Intervals of printed numbers and the forms a figure is derived by: difference, percent change, ratio, share, sum, mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.evidence.amounts import Amount, amounts
from copilot.numbers.evidence.printed_value import print_operand, trim_zeros
from copilot.numbers.readings.reading import Reading
from copilot.records import record

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_EXACT = Context(prec=28)  # whatever the caller's is


class Interval(NamedTuple):
    """The values that a printed number can stand for, low <= high: half a unit of its last digit to either side.

    A metric and a plain count are exact: low == high.
    """

    low: Decimal
    high: Decimal

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def plus(self, other: Interval) -> Interval:
        """The sums of two points, one of each."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal) -> Interval:
        """Scaled by a number > 0."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, other: Interval) -> Interval | None:
        """The quotients; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        corners = [_EXACT.divide(a, b) for a in self for b in other]
        return Interval(min(corners), max(corners))


@record()
class Operand:
    """One number that a formula takes: where it stands (`reading`), its family of units, its value as printed (`point`) and the
    interval of values it can stand for. All are signed.
    """

    reading: Reading
    family: str
    point: Decimal
    interval: Interval


@record()
class Result:
    """What a formula gives, signed: `point` from the operands as printed, `interval` from all they can stand for.

    `write` makes the formula as a reader sees it; it is called for the one that is shown, of hundreds that are tried.
    """

    family: str
    interval: Interval
    point: Decimal
    write: Callable[[], str]
    operands: tuple[Operand, ...]
    signed: bool  # whether its sign means up or down

    @property
    def formula(self) -> str:
        """The operands as printed and the figure to five digits: "6.2 / 5.0 − 1 = 24%"."""
        return self.write()


@lru_cache(maxsize=1024)  # each kind of formula asks it of the same figures again
def operand(reading: Reading) -> Operand | None:
    """The reading as a signed operand; None for a range, a vote or a ratio, which are no single number."""
    found = amounts(reading.quantity)
    if len(found) > 1 and reading.role == "change":  # up by a third: 33.33 percent
        return as_operand(reading, found[1])
    return as_operand(reading, found[0]) if found else None


def as_operand(reading: Reading, amount: Amount) -> Operand:
    """One amount of a reading as an operand."""
    sign = -1 if (reading.polarity or 1) < 0 and reading.role != "change" else 1
    point = amount.value * sign
    slack = Decimal(0) if _is_counted_out(reading, amount) else amount.ulp / 2
    return Operand(reading, amount.family, point, Interval(point - slack, point + slack))


def _is_counted_out(reading: Reading, amount: Amount) -> bool:
    """Whether a figure is a plain count of things, which is exact: 418 firms, three banks."""
    counted = reading.quantity.kind == "count_word" or reading.quantity.unit.startswith("count:")
    return counted and amount.family == "count" and amount.ulp == 1


def difference(first: Operand, last: Operand) -> Result:
    """last − first, in their unit."""
    family = last.family if last.family != "none" else first.family
    return Result(
        family,
        last.interval - first.interval,
        last.point - first.point,
        lambda: f"{shown(last)} − {shown(first)} = {rounded(last.point - first.point)}",
        (last, first),
        True,
    )


def percent_change(first: Operand, last: Operand) -> Result | None:
    """last / first − 1, in percent; None from zero or from a negative value."""
    ratio = last.interval.over(first.interval)
    if ratio is None or first.point <= 0:
        return None
    point = (last.point / first.point - 1) * _HUNDRED
    return Result(
        "points",
        Interval((ratio.low - 1) * _HUNDRED, (ratio.high - 1) * _HUNDRED),
        point,
        lambda: f"{shown(last)} / {shown(first)} − 1 = {rounded(point)}%",
        (last, first),
        True,
    )


def ratio(first: Operand, last: Operand) -> Result | None:
    """last / first, as a multiple."""
    found = last.interval.over(first.interval)
    if found is None:
        return None
    point = last.point / first.point
    return Result("ratio", found, point, lambda: f"{shown(last)} / {shown(first)} = {rounded(point)}", (last, first), False)


def per_one(number: Operand, whole: Operand) -> Result | None:
    """whole / number, in the unit of the whole: what falls on each of so many."""
    found = ratio(number, whole)
    return replace(found, family=whole.family) if found is not None else None


def share(part: Operand, whole: Operand) -> Result | None:
    """part / whole, in percent."""
    found = part.interval.over(whole.interval)
    if found is None:
        return None
    point = part.point / whole.point * _HUNDRED
    return Result(
        "points",
        found.times(_HUNDRED),
        point,
        lambda: f"{shown(part)} / {shown(whole)} = {rounded(point)}%",
        (part, whole),
        False,
    )


def part_of(rate: Operand, whole: Operand) -> Result:
    """A percentage of an amount, in the amount's unit."""
    low, high = rate.interval.low * whole.interval.low, rate.interval.high * whole.interval.high
    point = rate.point * whole.point / _HUNDRED
    return Result(
        whole.family,
        Interval(low / _HUNDRED, high / _HUNDRED),
        point,
        lambda: f"{shown(rate)} of {shown(whole)} = {rounded(point)}",
        (rate, whole),
        False,
    )


def per_year(first: Operand, last: Operand, years: int) -> Result | None:
    """(last − first) / years, in their unit; None over no years."""
    change = difference(first, last)
    if years < 1:
        return None
    share = Decimal(1) / Decimal(years)
    point = change.point * share
    interval = change.interval.times(share)
    return Result(
        change.family,
        interval,
        point,
        lambda: f"({shown(last)} − {shown(first)}) / {years} = {rounded(point)}",
        change.operands,
        True,
    )


def share_of_sum(part: Operand, *parts: Operand) -> Result | None:
    """part / sum of the list it stands in, in percent."""
    whole = total(*parts)
    found = part.interval.over(whole.interval)
    if found is None or whole.point == 0:
        return None
    point = part.point / whole.point * _HUNDRED
    return Result(
        "points",
        found.times(_HUNDRED),
        point,
        lambda: f"{shown(part)} / ({' + '.join(shown(item) for item in parts)}) = {rounded(point)}%",
        (part, *parts),
        False,
    )


def turned(part: Operand) -> Operand:
    """The operand with its sign turned: a fall as a negative change, a loss as its size."""
    return replace(part, point=-part.point, interval=-part.interval)


def as_told(part: Operand) -> Operand:
    """The operand with the sign it is told with: turned of a change that went down."""
    return turned(part) if part.reading.role == "change" and part.reading.polarity == -1 else part


def total(*parts: Operand) -> Result:
    """The sum of a list."""
    found = Interval(_ZERO, _ZERO)
    for part in parts:
        found = found.plus(part.interval)
    point = sum((part.point for part in parts), _ZERO)
    family = next((part.family for part in parts if part.family != "none"), parts[0].family)
    return Result(family, found, point, lambda: f"{' + '.join(shown(part) for part in parts)} = {rounded(point)}", parts, False)


def less(whole: Operand, *parts: Operand) -> Result:
    """whole − every part, in the unit of the whole."""
    off = total(*parts)
    point = whole.point - off.point

    def write() -> str:
        return f"{shown(whole)} − {' − '.join(shown(part) for part in parts)} = {rounded(point)}"

    return Result(whole.family, whole.interval - off.interval, point, write, (whole, *parts), False)


def less_part(part: Result, whole: Operand) -> Result:
    """The whole less a part of it that was worked out."""
    point = whole.point - part.point

    def write() -> str:
        return f"{shown(whole)} − {part.formula.split(' = ')[0]} = {rounded(point)}"

    return Result(part.family, whole.interval - part.interval, point, write, part.operands, False)


def mean(*parts: Operand) -> Result:
    """The mean of a list."""
    whole = total(*parts)
    count = Decimal(len(parts))
    point = whole.point / count
    return Result(
        whole.family,
        whole.interval.times(1 / count),
        point,
        lambda: f"({' + '.join(shown(part) for part in parts)}) / {count} = {rounded(point)}",
        whole.operands,
        False,
    )


def product(one: Operand, other: Operand) -> Result:
    """one × other, in the currency that one of them has."""
    corners = [a * b for a in one.interval for b in other.interval]
    point = one.point * other.point
    return Result(
        one.family,
        Interval(min(corners), max(corners)),
        point,
        lambda: f"{shown(one)} × {shown(other)} = {rounded(point)}",
        (one, other),
        False,
    )


def multiplied(times: int) -> Callable[[Operand], Result]:
    """One figure so many times: what is paid by the month, in a year."""

    def program(one: Operand) -> Result:
        point = one.point * times
        return Result(
            one.family,
            one.interval.times(Decimal(times)),
            point,
            lambda: f"{shown(one)} × {times} = {rounded(point)}",
            (one,),
            False,
        )

    return program


def growth_per_year(first: Operand, last: Operand, years: int) -> Result | None:
    """(last / first) ^ (1 / years) − 1, in percent."""
    found = last.interval.over(first.interval)
    if found is None or found.low <= 0 or years < 1:
        return None
    power = Decimal(1) / Decimal(years)
    low, high, point = ((value**power - 1) * _HUNDRED for value in (found.low, found.high, last.point / first.point))
    return Result(
        "points",
        Interval(low, high),
        point,
        lambda: f"({shown(last)} / {shown(first)})^(1/{years}) − 1 = {rounded(point)}%",
        (last, first),
        True,
    )


def before_change(change: Operand, level: Operand) -> Result | None:
    """The level before a change that led to `level`: level − change, or level / (1 + change) for a percentage of another unit."""
    move = change.reading.polarity
    if move is None:
        return None
    signed = change.interval if move > 0 else -change.interval
    if change.family == "points" and level.family != "points":
        factor = Interval(1 + signed.low / _HUNDRED, 1 + signed.high / _HUNDRED)
        found = level.interval.over(factor)
        if found is None:
            return None
        point = level.point / (1 + change.point * move / _HUNDRED)
        return Result(
            level.family,
            found,
            point,
            lambda: f"{shown(level)} / (1 {'+' if move > 0 else '−'} {shown(change)}) = {rounded(point)}",
            (level, change),
            False,
        )
    point = level.point - change.point * move
    sign = "−" if move > 0 else "+"
    return Result(
        level.family,
        level.interval - signed,
        point,
        lambda: f"{shown(level)} {sign} {shown(change)} = {rounded(point)}",
        (level, change),
        False,
    )


def remainder(*parts: Operand) -> Result:
    """100 − every part, in percent."""
    off = total(*parts)
    point = _HUNDRED - off.point
    interval = Interval(_HUNDRED - off.interval.high, _HUNDRED - off.interval.low)

    def write() -> str:
        return f"100% − {' − '.join(shown(part) for part in parts)} = {rounded(point)}%"

    return Result("points", interval, point, write, parts, False)


def recovery(below: Operand) -> Result | None:
    """The rise that makes a fall of x good: 1 / (1 − x) − 1, in percent."""
    if below.family != "points" or not _ZERO < below.point < _HUNDRED:
        return None
    low, high, point = (
        (1 / (1 - value / _HUNDRED) - 1) * _HUNDRED for value in (below.interval.low, below.interval.high, below.point)
    )
    told = shown(below).lstrip("-−–")
    return Result("points", Interval(low, high), point, lambda: f"1 / (1 − {told}) − 1 = {rounded(point)}%", (below,), True)


def shown(item: Operand) -> str:
    """A figure as a formula writes it: in the words of its source, a computed one with more digits than a text prints."""
    quantity = item.reading.quantity
    if item.reading.exact and quantity.value is not None:
        return print_operand(quantity.value, quantity.unit)
    return quantity.text.strip()


def is_ten(value: Decimal) -> bool:
    """Whether it is 0, 1, 10, 100 ...: by these nothing moves but the point."""
    return value == 0 or abs(value).normalize().as_tuple().digits == (1,)


def rounded(value: Decimal) -> str:
    """Five significant digits, without an exponent."""
    if value == 0:
        return "0"
    digits = max(0, 4 - value.copy_abs().adjusted())
    return trim_zeros(f"{value:.{min(digits, 12)}f}")
