"""Metrics computed again from their pinned rows, by formulas of their own: nothing here is shared with the program's metrics.

What is not written here twice cannot be confirmed: it is counted as such, never as confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import log, prod, sqrt
from statistics import fmean

from copilot.types import Metric

Row = Mapping[str, str]
Definition = Callable[[Metric], Fraction]


def recomputed(metric: Metric) -> Decimal | None:
    """The metric's value in its own unit from its rows alone; None for a definition, or rows, that are not known here.

    Exact but for volatilities, to 28 digits: a value that lies between two prints is decided by its last digit.
    """
    again = DEFINITIONS.get(metric.name)
    try:
        value = None if again is None or not metric.inputs else again(metric)
    except (KeyError, ValueError, IndexError, ZeroDivisionError):
        return None
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def _extreme(field: str, pick: Callable[[Iterable[Fraction]], Fraction]) -> Definition:
    return lambda metric: pick(Fraction(row[field]) for row in _whole(metric.inputs))


def _last(field: str) -> Definition:
    return lambda metric: Fraction(_whole(metric.inputs)[-1][field])


def _whole(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows as they are. A split among them changes what a price means, which is not computed here."""
    if any(float(row.get("split") or 1) not in (0.0, 1.0) for row in rows):
        raise ValueError("a split")
    return rows


def _ends(metric: Metric) -> tuple[Fraction, Fraction]:
    rows = _whole(metric.inputs)
    first, last = metric.parameters.get("start_field", "close"), metric.parameters.get("end_field", "close")
    return Fraction(rows[0][first]), Fraction(rows[-1][last])


def _price_return(metric: Metric) -> Fraction:
    start, end = _ends(metric)
    return (end - start) / start


def _grown(rows: Sequence[Row], *, total: bool) -> list[Fraction]:
    """What one unit becomes from row to row: by a month's total return, or by closes, each dividend left in as paid."""
    made = []
    for then, now in pairwise(_whole(rows)):
        if total and "total_return" in now:
            made.append(1 + Fraction(now["total_return"]))
        else:
            made.append(Fraction(now["close"]) / (Fraction(then["close"]) - (Fraction(now["dividend"]) if total else 0)))
    return made


def _gain(rows: Sequence[Row], *, total: bool) -> Fraction:
    return prod(_grown(rows, total=total), start=Fraction(1)) - 1


def _relative(metric: Metric) -> Fraction:
    """In points: what the first made less what the other made."""
    other, total = metric.parameters["other"], metric.parameters.get("basis", "total") == "total"
    own, others = ([row for row in metric.inputs if (row["ticker"] == other) is of_other] for of_other in (False, True))
    return 100 * (_gain(own, total=total) - _gain(others, total=total))


def _volatility(a_year: int) -> Definition:
    def again(metric: Metric) -> Fraction:
        grown = _grown(metric.inputs, total=metric.parameters["basis"] == "total")
        steps = [log(each) if metric.parameters["returns"] == "log" else float(each - 1) for each in grown]
        centre = fmean(steps)
        return Fraction(sqrt(sum((step - centre) ** 2 for step in steps) / (len(steps) - 1) * a_year))

    return again


def _run(sign: int) -> Definition:
    def again(metric: Metric) -> Fraction:
        moves = [int(row["change_bps"]) for row in metric.inputs]
        length = next((at for at, move in enumerate(reversed(moves)) if move * sign <= 0), len(moves))
        return Fraction(length)

    return again


DEFINITIONS: Mapping[str, Definition] = {
    "open": _last("open"),
    "close": _last("close"),
    "low": _extreme("low", min),
    "high": _extreme("high", max),
    "lowest close": _extreme("close", min),
    "highest close": _extreme("close", max),
    "price return": _price_return,
    "price change": lambda metric: _ends(metric)[1] - _ends(metric)[0],
    "total return": lambda metric: _gain(metric.inputs, total=True),
    "relative return": _relative,
    "annualised volatility, daily": _volatility(252),
    "annualised volatility, monthly": _volatility(12),
    "policy rate change": lambda metric: Fraction(metric.inputs[-1]["change_bps"]),
    "policy rate moves, total": lambda metric: Fraction(sum(int(row["change_bps"]) for row in metric.inputs)),
    "target range, lower bound": _last("lower"),
    "target range, upper bound": _last("upper"),
    "consecutive cuts": _run(-1),
    "consecutive hikes": _run(1),
}
