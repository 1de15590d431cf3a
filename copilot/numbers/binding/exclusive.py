"""Whether two unrelated measures exclude each other: headcount and revenue do, jobs cut and layoffs do not."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading


def exclude_each_other(mine: Reading, theirs: Reading) -> bool:
    """Whether two measures that are not related really exclude each other: neither side's clause names the other's."""
    table = measures()
    one, other = mine.measure, theirs.measure
    assert one and other
    if any(table[a].apart & {b, *table[b].above} for a, b in ((one, other), (other, one))):
        lost = any(side.polarity == -1 and side.role != "change" for side in (mine, theirs))
        return not (lost and "cost" in (one, other))  # what a loss cost
    if "premium" in (one, other) and mine.quantity.unit == "percent" and not all(table[name].percent for name in (one, other)):
        return False  # a premium is told on a multiple, which itself is no percentage
    if {one, other} == _VALUES and is_money(mine.quantity.unit):
        return False  # "the shares fell, erasing 9 billion of value": no share costs so much
    if {one, other} == _LENT or (
        mine.is_headline and not mine.quantity.unit.startswith("count") and table[one].kind != table[other].kind
    ):
        return False  # what one borrows is a loan; a headline's loss or deal is a sum that the article pays out of cash
    if {one, other} <= _JOBS and all(side.measure == "job_cuts" or side.deeds.get("hire") is False for side in (mine, theirs)):
        return False  # "slashing 10,000 jobs", "to lay off 10,000 workers"
    if {one, other} == {"payrolls", "headcount"} and mine.deeds.get("hire") and theirs.after.startswith(" new "):
        return False  # who is hired is a new employee
    if "revenue" in (one, other) and _is_kind_of_sales(one if other == "revenue" else other, theirs):
        return False
    plain, kind = (mine, other) if one == "revenue" else (theirs, one)
    if "revenue" in (one, other) and kind.endswith("_revenue") and kind.partition("_")[0] in plain.run_up.lower():
        return False  # "the cloud business grew 34% to sales of"
    if {one, other} == {"dissents", "votes"} and mine.quantity.value is mine.quantity.low is None:
        return False  # the result of a vote tells both: "dissent grew to 9-3"
    if {one, other} <= {"deaths", "headcount"}:
        who = theirs if one == "deaths" else mine
        return _DIED.search(f"{who.run_up} {who.after}") is None  # "two workers, who were killed when"
    if {"trade_balance", "current_account"} & {one, other} and {one, other} & {"exports", "imports"}:
        return True  # by how much the one outstrips the other is neither
    if any(related(one, name) for name in theirs.named_measures if not table[name].generic):
        return False
    if any(related(other, name) for name in mine.named_measures if not table[name].generic):
        return False
    return not any(table[name].generic and not _is_parent(name) for name in (one, other))


_VALUES = frozenset({"share_price", "market_cap"})
_LENT = frozenset({"debt", "loans"})
_JOBS = frozenset({"payrolls", "headcount", "job_cuts"})


def _is_kind_of_sales(measure: str, theirs: Reading) -> bool:
    """Whether plain "sales" are those of homes or shops, of which the words around tell."""
    kind, _, noun = measure.partition("_")
    return noun == "sales" and kind in theirs.context


_DIED = re.compile(r"\b(?:kill|die[ds]?\b|dead\b|death|slain\b)", re.IGNORECASE)


@cache
def _is_parent(id: str) -> bool:
    return any(id in measure.above for measure in measures().values())
