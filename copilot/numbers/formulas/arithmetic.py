"""Intervals of printed numbers and the forms a figure is derived by: difference, percent change, ratio, share, sum, mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache, reduce
from typing import NamedTuple

from copilot.numbers.evidence.amounts import Amount, amounts, is_length
from copilot.numbers.evidence.printed_value import print_operand, trim_zeros
from copilot.numbers.readings.reading import Reading
from copilot.records import record

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_HUNDREDTH = Decimal("0.01")
_EXACT = Context(prec=28)  # whatever the caller's is


class Interval(NamedTuple):
    """A number as printed, `point`, and the values it can stand for: low <= point <= high, half a unit of its last digit apart.

    A metric and a plain count are exact: low == high.
    """

    low: Decimal
    point: Decimal
    high: Decimal

    @classmethod
    def around(cls, point: Decimal, slack: Decimal = _ZERO) -> Interval:
        """So much to either side; one point without."""
        return cls(point - slack, point, point + slack)

    @property
    def width(self) -> Decimal:
        """From its low to its high end."""
        return self.high - self.low

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.point - other.point, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.point, -self.low)

    def plus(self, other: Interval) -> Interval:
        """The sums of two points, one of each."""
        return Interval(self.low + other.low, self.point + other.point, self.high + other.high)

    def times(self, factor: Decimal | int) -> Interval:
        """Scaled by a number > 0."""
        return Interval(self.low * factor, self.point * factor, self.high * factor)

    def shared(self, count: int) -> Interval:
        """Divided by a count of one or more."""
        part = Decimal(1) / count  # a third is rounded down, so that what only touches a mean does not meet it
        return Interval(self.low * part, self.point / count, self.high * part)

    def by(self, other: Interval) -> Interval:
        """The products of two points, one of each."""
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), self.point * other.point, max(corners))

    def over(self, other: Interval) -> Interval | None:
        """The quotients; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        corners = [_EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), _EXACT.divide(self.point, other.point), max(corners))

    def growth(self) -> Interval:
        """A multiple as a change in percent: 1.24 is 24."""
        return (self - _ONE).times(_HUNDRED)

    def grown(self) -> Interval:
        """A change in percent as a multiple: 24 is 1.24."""
        return _ONE.plus(self.times(_HUNDREDTH))


_ONE = Interval.around(Decimal(1))
ALL = Interval.around(_HUNDRED)  # of what is told in percent


@record()
class Operand:
    """One number that a formula takes: where it stands (`reading`), its family of units, and its value, signed."""

    reading: Reading
    family: str
    interval: Interval

    @property
    def point(self) -> Decimal:
        """As printed."""
        return self.interval.point


@record()
class Result:
    """What a formula gives, signed.

    `write` makes the formula as a reader sees it; it is called for the one that is shown, of hundreds that are tried.
    """

    family: str
    interval: Interval
    write: Callable[[], str]
    operands: tuple[Operand, ...]
    signed: bool = False  # whether its sign means up or down

    @property
    def point(self) -> Decimal:
        """From the operands as printed."""
        return self.interval.point

    @property
    def formula(self) -> str:
        """The operands as printed and the figure to five digits: "6.2 / 5.0 − 1 = 24%"."""
        return self.write()

    @property
    def left_side(self) -> str:
        """The formula without what it gives."""
        return self.write().split(" = ")[0]


def made(family: str, interval: Interval, form: str, *operands: Operand, signed: bool = False) -> Result:
    """A result that is written in a form with braces for each operand and, last, for the figure: "{} / {} − 1 = {}%"."""
    return Result(family, interval, lambda: form.format(*map(shown, operands), rounded(interval.point)), operands, signed)


def _chain(parts: Sequence[Operand], sign: str) -> str:
    """Braces for each of a list: "{} + {} + {}"."""
    return f" {sign} ".join("{}" for _ in parts)


@lru_cache(maxsize=1024)  # each kind of formula asks it of the same figures again
def operand(reading: Reading) -> Operand | None:
    """The reading as a signed operand; None for a range, a vote or a ratio, which are no single number."""
    found = amounts(reading.quantity)
    if len(found) > 1 and reading.role == "change" and not is_length(found[1]):  # up by a third: 33.33 percent
        return as_operand(reading, found[1])
    return as_operand(reading, found[0]) if found else None


def as_operand(reading: Reading, amount: Amount) -> Operand:
    """One amount of a reading as an operand."""
    sign = -1 if (reading.polarity or 1) < 0 and reading.role != "change" else 1
    point = amount.value * sign
    slack = _ZERO if _is_counted_out(reading, amount) else amount.ulp / 2
    return Operand(reading, amount.family, Interval.around(point, slack))


def _is_counted_out(reading: Reading, amount: Amount) -> bool:
    """Whether a figure is a plain count of things, which is exact: 418 firms, three banks."""
    counted = reading.quantity.kind == "count_word" or reading.quantity.unit.startswith("count:")
    return counted and amount.family == "count" and amount.ulp == 1


def difference(first: Operand, last: Operand) -> Result:
    """last − first, in their unit."""
    family = last.family if last.family != "none" else first.family
    return made(family, last.interval - first.interval, "{} − {} = {}", last, first, signed=True)


def percent_change(first: Operand, last: Operand) -> Result | None:
    """last / first − 1, in percent; None from zero or from a negative value."""
    found = last.interval.over(first.interval)
    if found is None or first.point <= 0:
        return None
    return made("points", found.growth(), "{} / {} − 1 = {}%", last, first, signed=True)


def ratio(first: Operand, last: Operand) -> Result | None:
    """last / first, as a multiple."""
    found = last.interval.over(first.interval)
    return made("ratio", found, "{} / {} = {}", last, first) if found is not None else None


def per_one(number: Operand, whole: Operand) -> Result | None:
    """whole / number, in the unit of the whole: what falls on each of so many."""
    found = ratio(number, whole)
    return replace(found, family=whole.family) if found is not None else None


def share(part: Operand, whole: Operand) -> Result | None:
    """part / whole, in percent."""
    found = part.interval.over(whole.interval)
    return made("points", found.times(_HUNDRED), "{} / {} = {}%", part, whole) if found is not None else None


def part_of(rate: Operand, whole: Operand) -> Result:
    """A percentage of an amount, in the amount's unit."""
    return made(whole.family, rate.interval.by(whole.interval).times(_HUNDREDTH), "{} of {} = {}", rate, whole)


def per_year(first: Operand, last: Operand, years: int) -> Result | None:
    """(last − first) / years, in their unit; None over no years."""
    if years < 1:
        return None
    change = difference(first, last)
    yearly = change.interval.shared(years)
    return made(change.family, yearly, f"({{}} − {{}}) / {years} = {{}}", last, first, signed=True)


def share_of_sum(part: Operand, *parts: Operand) -> Result | None:
    """part / sum of the list it stands in, in percent."""
    found = part.interval.over(total(*parts).interval)
    return (
        made("points", found.times(_HUNDRED), f"{{}} / ({_chain(parts, '+')}) = {{}}%", part, *parts)
        if found is not None
        else None
    )


def turned(part: Operand) -> Operand:
    """The operand with its sign turned: a fall as a negative change, a loss as its size."""
    return replace(part, interval=-part.interval)


def as_told(part: Operand) -> Operand:
    """The operand with the sign it is told with: turned of a change that went down."""
    return turned(part) if part.reading.role == "change" and part.reading.polarity == -1 else part


def told_operand(reading: Reading) -> Operand | None:
    """A reading as an operand with the sign it is told with; None where it is no single number."""
    found = operand(reading)
    return as_told(found) if found is not None else None


def of_told(program: Callable[..., Result | None], *figures: Reading | Operand) -> Iterator[Result]:
    """What a program makes of figures as they are told; nothing where one is no single number."""
    told = (figure if isinstance(figure, Operand) else told_operand(figure) for figure in figures)
    operands = [each for each in told if each is not None]
    result = program(*operands) if len(operands) == len(figures) else None
    if result is not None:
        yield result


def total(*parts: Operand) -> Result:
    """The sum of a list."""
    found = reduce(Interval.plus, (part.interval for part in parts))
    family = next((part.family for part in parts if part.family != "none"), parts[0].family)
    return made(family, found, _chain(parts, "+") + " = {}", *parts)


def less(whole: Operand, *parts: Operand) -> Result:
    """whole − every part, in the unit of the whole."""
    return made(whole.family, whole.interval - total(*parts).interval, f"{{}} − {_chain(parts, '−')} = {{}}", whole, *parts)


def less_part(part: Result, whole: Operand) -> Result:
    """The whole less a part of it that was worked out."""
    left = whole.interval - part.interval
    return Result(part.family, left, lambda: f"{shown(whole)} − {part.left_side} = {rounded(left.point)}", part.operands)


def mean(*parts: Operand) -> Result:
    """The mean of a list."""
    whole = total(*parts)
    return made(whole.family, whole.interval.shared(len(parts)), f"({_chain(parts, '+')}) / {len(parts)} = {{}}", *parts)


def product(one: Operand, other: Operand) -> Result:
    """one × other, in the currency that one of them has."""
    return made(one.family, one.interval.by(other.interval), "{} × {} = {}", one, other)


def multiplied(times: int, each: str, one: Operand) -> Result:
    """One figure so many times, of an `each` such as " years": what is paid by the month, in a year."""
    return made(one.family, one.interval.times(times), f"{{}} × {times}{each} = {{}}", one)


def shared_out(count: int, each: str, one: Operand) -> Result:
    """What falls on each of so many, as " months", of one figure."""
    return made(one.family, one.interval.shared(count), f"{{}} / {count}{each} = {{}}", one)


def growth_per_year(first: Operand, last: Operand, years: int) -> Result | None:
    """(last / first) ^ (1 / years) − 1, in percent."""
    found = last.interval.over(first.interval)
    if found is None or found.low <= 0 or years < 1:
        return None
    power = Decimal(1) / years
    yearly = Interval(*(value**power for value in found)).growth()
    return made("points", yearly, f"({{}} / {{}})^(1/{years}) − 1 = {{}}%", last, first, signed=True)


def before_change(change: Operand, level: Operand) -> Result | None:
    """The level before a change that led to `level`: level − change, or level / (1 + change) for a percentage of another unit."""
    move = change.reading.polarity
    if move is None:
        return None
    signed = change.interval if move > 0 else -change.interval
    if change.family == "points" and level.family != "points":
        found = level.interval.over(signed.grown())
        form = f"{{}} / (1 {'+' if move > 0 else '−'} {{}}) = {{}}"
        return made(level.family, found, form, level, change) if found is not None else None
    return made(level.family, level.interval - signed, f"{{}} {'−' if move > 0 else '+'} {{}} = {{}}", level, change)


def grown(amount: Operand, change: Operand) -> Result:
    """An amount after a change in percent, in its unit."""
    return made(amount.family, amount.interval.by(change.interval.grown()), f"{{0}} × {_grown(change)} = {{2}}", amount, change)


def factor(change: Operand) -> Result:
    """What a change in percent multiplies by."""
    return made("ratio", change.interval.grown(), f"{_grown(change)[1:-1]} = {{1}}", change)


def base_of(level: Operand, change: Operand) -> Result | None:
    """The level before a change, in percent or in its own unit, that led to `level`."""
    if change.family != "points":
        return difference(change, level)
    found = level.interval.over(change.interval.grown())
    return made(level.family, found, f"{{0}} / {_grown(change)} = {{2}}", level, change) if found is not None else None


def amount_of_change(level: Operand, change: Operand) -> Result | None:
    """By how much a change in percent that led to `level` moved it, as a size."""
    multiple = change.interval.grown()
    if multiple.low <= 0:
        return None
    parts = Interval(*(_EXACT.divide(_ONE.point, end) for end in (multiple.high, multiple.point, multiple.low)))
    found = level.interval.by(_ONE - parts)
    size = -found if found.point < 0 else found
    return made(level.family, size, f"{{0}} − {{0}} / {_grown(change)} = {{2}}", level, change)


def compounded(first: Operand, last: Operand) -> Result:
    """Two changes in percent one after the other, as one."""
    found = first.interval.grown().by(last.interval.grown()).growth()
    return made("points", found, f"{_grown(first)} × {_grown(last)} − 1 = {{2}}%", first, last, signed=True)


def _grown(change: Operand) -> str:
    """A change as a multiple in a formula: "(1 + 24%)"."""
    return f"(1 {'−' if change.point < 0 else '+'} {shown(change).lstrip('+-−–')})"


def remainder(*parts: Operand) -> Result:
    """100 − every part, in percent."""
    return made("points", ALL - total(*parts).interval, f"100% − {_chain(parts, '−')} = {{}}%", *parts)


def recovery(below: Operand) -> Result | None:
    """The rise that makes a fall of x good: 1 / (1 − x) − 1, in percent."""
    found = _ONE.over((-below.interval).grown()) if below.family == "points" and _ZERO < below.point < _HUNDRED else None
    if found is None:
        return None
    told = shown(below).lstrip("-−–")
    return made("points", found.growth(), f"1 / (1 − {told}) − 1 = {{1}}%", below, signed=True)


def reversal(above: Operand) -> Result | None:
    """The fall that undoes a rise of x: 1 − 1 / (1 + x), in percent."""
    found = _ONE.over(above.interval.grown()) if above.family == "points" and above.point > 0 else None
    if found is None:
        return None
    return made("points", found.growth(), f"1 / (1 + {shown(above)}) − 1 = {{1}}%", above, signed=True)


def shown(item: Operand) -> str:
    """A figure as a formula writes it: in the words of its source, a computed one with more digits than a text prints."""
    quantity = item.reading.quantity
    if item.reading.exact and quantity.value is not None:
        return print_operand(quantity.value, quantity.unit)
    return quantity.text.strip()


def is_ten(value: Decimal) -> bool:
    """Whether it is 0, 1, 10, 100 ...: by these nothing moves but the point."""
    return value == 0 or abs(value).normalize().as_tuple().digits == (1,)


def is_round(value: Decimal | None) -> bool:
    """Whether it has one digit that is no zero: 1,000, 50, 20,000."""
    return bool(value) and len(abs(value or _ZERO).normalize().as_tuple().digits) == 1


def rounded(value: Decimal) -> str:
    """Five significant digits, without an exponent."""
    if value == 0:
        return "0"
    digits = max(0, 4 - value.copy_abs().adjusted())
    return trim_zeros(f"{value:.{min(digits, 12)}f}")
