"""What a measure is by definition: a margin of profit and revenue, net debt of debt and cash, the middle of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from copilot.numbers.evidence.amounts import Amount, comparable, ends, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.comparisons import is_current
from copilot.numbers.formulas.formula import Formula, levels_of, pairs_near
from copilot.numbers.formulas.operands import family_of, is_unopposed, size
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.resources import reference_table

_PROFIT_OF = {
    "gross_margin": "gross_profit",
    "operating_margin": "operating_income",
    "net_margin": "net_income",
    "ebitda_margin": "ebitda",
}
_MARGIN_OF = {profit: margin for margin, profit in _PROFIT_OF.items()}
_MIDDLE = re.compile(r"\b(?:mid-?point|middle|centre|center)\b", re.IGNORECASE)


def margins(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A margin from its profit and revenue, or the profit from revenue and margin, of one time."""
    if claim.role == "change" or claim.measure is None:
        return
    wanted = _PROFIT_OF.get(claim.measure) or _MARGIN_OF.get(claim.measure)
    if wanted is None:
        return
    levels = [level for level in levels_of(claim, pool, is_unopposed) if (level.prior or level.role == "from") == claim.prior]
    found = [level for level in levels if level.measure == wanted]
    revenues = [level for level in levels if level.measure == "revenue"]
    pairs = [pair for pair in pairs_near(found, revenues, 1) if claim.prior or _of_one_time(claim, *pair)]
    for one, revenue in pairs:
        if claim.measure in _PROFIT_OF and size(one) <= size(revenue):
            yield Formula(arithmetic.share, (one, revenue), len(pairs) == 1)
        elif claim.measure in _MARGIN_OF and family_of(one) == "points" and is_money(family_of(revenue)):
            yield Formula(arithmetic.part_of, (one, revenue))


def _of_one_time(*readings: Reading) -> bool:
    """Whether no time of one contradicts a time of another."""
    for one in readings:
        for other in readings:
            held = [same_time(a.when, b.when, windowed=True) for a in one.times for b in other.times]
            if False in held and True not in held:
                return False
    return True


def by_definition(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A measure that is one less another by definition: net debt of debt and cash."""
    measures = identities().get(claim.measure or "")
    if measures is None or claim.role == "change":
        return
    levels = levels_of(claim, pool, is_current)
    whole, less = ([level for level in levels if level.measure == measure] for measure in measures)
    for first in whole:
        for second in less:
            if first.source == second.source and comparable(family_of(first), family_of(second)):
                yield Formula(arithmetic.difference, (second, first))


@cache
def identities() -> dict[str, tuple[str, str]]:
    """What is by definition one measure less another (`reference/identities.toml`)."""
    table = reference_table("identities.toml")
    return {id: (pair[0], pair[1]) for id, pair in table.items()}


def midpoints(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The middle of a range."""
    if not _MIDDLE.search(claim.lead + claim.trail):
        return
    for theirs in pool.ranges:
        bounds = ends(theirs.quantity)
        if bounds is not None and comparable(family_of(claim), bounds[0].family) and is_unopposed(claim, theirs):
            yield Formula(partial(_middle, theirs, bounds), (), True)


def _middle(theirs: Reading, bounds: tuple[Amount, Amount]) -> Result:
    low, high = (arithmetic.as_operand(theirs, end) for end in bounds)
    middle = low.interval.plus(high.interval).shared(2)
    shown = f"the middle of {theirs.quantity.text} = {arithmetic.rounded(middle.point)}"
    return Result(low.family, middle, lambda: shown, (low, high))
