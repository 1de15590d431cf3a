"""Changes told one after another, each of its own time: their sum or mean over the times that a claim names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula, Program, by_sentence
from copilot.numbers.formulas.lists import MEAN, TOTAL, asks_mean, covers, is_series, names_number
from copilot.numbers.formulas.spells import of_its_times, own_times
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time

_NET = re.compile(r"\bnet\b", re.IGNORECASE)


def in_turn(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """ "Fell by 12,000 in March and by 7,000 in April" is 19,000 together, and 9,500 a month on average."""
    is_mean = asks_mean(claim)
    if claim.role != "change" and not (is_mean or _asks_total(claim)):
        return
    alike = (theirs for theirs in pool.about(claim) if theirs.role == "change" and _is_of_its_measure(claim, theirs))
    for group in by_sentence(theirs for theirs in alike if theirs.polarity and not theirs.row):
        if is_mean and (listed := _listed(claim, group[0], pool)):
            yield Formula(partial(_joint_change, arithmetic.mean, claim.role == "change"), listed, True)
            continue
        told = of_its_times(claim, [change for change in group if change.own_time])
        rates = any(change.quantity.unit == "percent" for change in group)  # those of rates in points may be added up
        if len(told) > 1 and (is_mean or not rates):
            program = partial(_joint_change, arithmetic.mean if is_mean else arithmetic.total, claim.role == "change")
            yield Formula(program, told, True)
        elif claim.role == "change":
            yield from _together(claim, group, rates=rates)


def _listed(claim: Reading, first: Reading, pool: Pool) -> list[Reading]:
    """The changes right behind one another that a sentence tells of one thing: "grew 3%, 5% and 4% in the three years"."""
    line = [first, *(other for other in pool.beside(first) if other.index > first.index and other.role == "change")]
    line.sort(key=lambda change: change.index)
    return line if len({change.quantity.unit for change in line}) == 1 and is_series(claim, line) else []


def _together(claim: Reading, group: Sequence[Reading], *, rates: bool) -> Iterator[Formula]:
    """The mean of what several things named changed by, the sum of what one did."""
    if _is_of_all_named(claim, group):
        yield Formula(partial(_joint_change, arithmetic.mean, True), group, True)
    taken = [one for one in group if any(same_time(a.when, b.when, windowed=True) for a in claim.times for b in one.times)]
    told = _asks_total(claim) or _NET.search(claim.lead) is not None
    whole = covers(claim, group) or (told and not claim.times)
    taken = taken if len(taken) > 1 and told else list(group) if whole else []
    if len(taken) > 1 and not rates and own_times(taken) is not None:
        yield Formula(partial(_joint_change, arithmetic.total, True), taken, told and taken == list(group))


def _asks_total(claim: Reading) -> bool:
    return TOTAL.search(claim.lead + claim.trail + claim.after) is not None


def _is_of_its_measure(claim: Reading, theirs: Reading) -> bool:
    """Whether a change is of the claim's measure, or of its subject where the claim names none: "cut by 75 points in all"."""
    if theirs.measure == claim.measure:
        return True
    open_to = claim.measure is None or measures()[claim.measure].generic
    return open_to and theirs.measure is not None and classes_agree(claim.entities, theirs.entities)[0]


def _is_of_all_named(claim: Reading, group: Sequence[Reading]) -> bool:
    """Whether what several things changed by on average is asked for, and all are named: "on average A, B and C grew 6%"."""
    if not MEAN.search(claim.run_up + claim.lead + claim.trail) or len(group) < 2:
        return False
    apart = {name.id for reading in group for name in reading.entities}
    all_named = len(apart) == len(group) and apart <= {name.id for name in claim.entities}
    return all_named or names_number(claim, len(group))


def _joint_change(program: Program, signed: bool, *changes: Operand) -> Result | None:
    """The sum or mean of changes with their signs; unsigned, its size: "gains averaged"."""
    made = program(*map(arithmetic.as_told, changes))
    if made is None or signed:
        return replace(made, signed=True) if made is not None else None
    return made if made.point >= 0 else program(*changes) if all(one.reading.polarity == -1 for one in changes) else None
