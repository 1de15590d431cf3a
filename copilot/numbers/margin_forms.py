"""Profit, revenue and the margin between them, and the middle of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.numbers import arithmetic
from copilot.numbers.amounts import Amount, comparable, ends, is_money
from copilot.numbers.arithmetic import Interval, Result
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.operands import family_of, is_level, is_unopposed, size
from copilot.numbers.reading import Reading
from copilot.numbers.same_time import same_time

_PROFIT_OF = {
    "gross_margin": "gross_profit",
    "operating_margin": "operating_income",
    "net_margin": "net_income",
    "ebitda_margin": "ebitda",
}
_MARGIN_OF = {profit: margin for margin, profit in _PROFIT_OF.items()}
_MIDDLE = re.compile(r"\b(?:mid-?point|middle|centre|center)\b", re.IGNORECASE)


def margins(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A margin from its profit and revenue, or the profit from revenue and margin, of one time."""
    if claim.role == "change" or claim.measure is None:
        return
    wanted = _PROFIT_OF.get(claim.measure) or _MARGIN_OF.get(claim.measure)
    if wanted is None:
        return
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs) and is_unopposed(claim, theirs)]
    levels = [theirs for theirs in levels if (theirs.prior or theirs.role == "from") == claim.prior]
    for one in levels:
        for revenue in levels:
            near = one.source == revenue.source and abs(one.sentence - revenue.sentence) <= 1
            if one.measure != wanted or revenue.measure != "revenue" or not near:
                continue
            if not claim.prior and not _of_one_time(claim, one, revenue):
                continue
            first, other = arithmetic.operand(one), arithmetic.operand(revenue)
            if first is None or other is None:
                continue
            if claim.measure in _PROFIT_OF:
                made = arithmetic.share(first, other) if size(one) <= size(revenue) else None
            else:
                made = arithmetic.part_of(first, other) if first.family == "points" and is_money(other.family) else None
            if made is not None and same_form(claim, made):
                yield made, False


def _of_one_time(*readings: Reading) -> bool:
    """Whether no time of one contradicts a time of another."""
    for one in readings:
        for other in readings:
            held = [same_time(a.when, b.when, windowed=True) for a in one.times for b in other.times]
            if False in held and True not in held:
                return False
    return True


def midpoints(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The middle of a range."""
    if not _MIDDLE.search(claim.lead + claim.trail):
        return
    for theirs in pool.ranges:
        bounds = ends(theirs.quantity)
        if bounds is None or not comparable(family_of(claim), bounds[0].family) or not is_unopposed(claim, theirs):
            continue
        yield _middle(theirs, bounds), True


def _middle(theirs: Reading, bounds: tuple[Amount, Amount]) -> Result:
    low, high = (arithmetic.as_operand(theirs, end) for end in bounds)
    point = (low.point + high.point) / 2
    half = (bounds[0].ulp + bounds[1].ulp) / 4
    interval = Interval(point - half, point + half)

    def write() -> str:
        return f"the middle of {theirs.quantity.text} = {arithmetic.rounded(point)}"

    return Result(low.family, interval, point, write, (low, high), False)
