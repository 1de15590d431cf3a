"""An amount told for one length of time, of another: "$634 a month comes to $7,600 a year", "up 636,000, or 53,000 a month"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.derivation.worked import worked
from copilot.numbers.evidence.amounts import RATES, comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.operands import family_of
from copilot.numbers.formulas.verdicts import settled
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import When

_EACH = re.compile(
    r"(?:\s[a-z-]+)?\s(?:an?|per|each|every)\s(?P<of>day|week|month|quarter|year)\b(?! (?:later|earlier|ago|before|after|on)\b)",
    re.IGNORECASE,
)
_BY_THE_YEAR = re.compile(r"\s(?:annuali[sz]ed|(?:over|in) (?:a|one) (?:full|whole) year)\b", re.IGNORECASE)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_OFTEN = {("week", "year"): 52, ("day", "week"): 7, ("day", "year"): 365}  # and how many months one has in the other
_CITED = r"(?:\s?\[[^\]]*\])*"
_ENDS = re.compile(rf"{_CITED}(?:\)|[,;](?:\s|$)|\.(?!\d)|$)")
_LINK = (  # the words from the one figure to the other, or those that open the other's sentence
    r"(?:(?:\s[\w-]+)?(?:\s(?:an?|per|each|every)\s(?:day|week|month|quarter|year))?"
    r"(?:\s(?:in|for|over|during)\s(?:the\s)?[\w ]{1,20}?|\s(?:a|one)\s(?:year|quarter|month)\slater)?)?"
)
_SET_OFF = re.compile(rf"{_LINK}(?:\s?[,(–—]\s?|,?\s(?=or\b))(?:or|that is|which is|which makes|i\.e\.)?,?\s?$", re.IGNORECASE)


def by_length(claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of one told for another length of time; None where they make none.

    told: the figures before it in its sentence and in the one before, in order.
    """
    if claim.quantity.value is None or claim.row or claim.basis.negated or claim.quantity.unit in RATES:
        return None
    borne = [
        other for other in told if outcomes[other.index].verdict == "checked" and comparable(family_of(claim), family_of(other))
    ]
    made = [result for result in _results(claim, borne, outcomes, pool) if same_form(claim, result)]
    return settled(claim, made, "for another length of time")


def _results(claim: Reading, borne: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Iterator[Result]:
    if not borne:
        return
    dated = [other for other in borne if _is_of_its_time(claim, other)]
    last = (dated or borne)[-1]
    if classes_agree(claim.entities, last.entities)[1]:
        return
    words = before_hedges(gap(last, claim) if last.sentence == claim.sentence else claim.run_up)
    linked = _SET_OFF.fullmatch(words) if last.sentence == claim.sentence else None
    each, its = _EACH.match(claim.after) or _BY_THE_YEAR.match(claim.after), _each_of(last, borne)
    if each is None:
        asked = _months_in_all(claim)
        held = _months_held(last, outcomes[last.index].bound)
        months = 0 if asked and held is not None and asked > held else asked or _months_of(last)
        if its in _MONTHS and linked and _is_in_all(claim) and months and months % _MONTHS[its] == 0:
            yield from _by(arithmetic.multiplied, months // _MONTHS[its], its, last)
        return
    length = each.groupdict().get("of", "year").lower()
    if not _ENDS.match(claim.after, each.end()):
        return
    if its and its != length and (linked or _linked("implied").fullmatch(words)):
        yield from _by(arithmetic.multiplied, _count(its, length), its, last)
        yield from _by(arithmetic.shared_out, _count(length, its), length, last)
    elif not its and (linked or _linked("averages").fullmatch(words)):
        yield from _mean(claim, length, borne[: borne.index(last) + 1], outcomes, pool)


@cache
def _linked(name: str) -> re.Pattern[str]:
    """Words that work on the whole of what stands right before them, and on nothing else."""
    return worked(rf"{_LINK}[,;:]?\s?(?:(?:an? )?(?:{{added}}|{{taken}}) )?(?:(?:which|that|this|or) )?{{{name}}} $")


def _is_in_all(claim: Reading) -> bool:
    words = claim.after.lstrip()
    found = worked("{in_all}").match(words)
    return found is not None and _ENDS.match(words, found.end()) is not None


_OVER = re.compile(r"(?:over|for|in) the (?P<length>quarter|half|year)\b")
_IN_ALL = {"quarter": 3, "half": 6, "year": 12}


def _months_in_all(claim: Reading) -> int:
    """The months of the whole that it is told for, "nearly 1.7 million over the quarter"; 0 where that is not told."""
    match = _OVER.match(claim.after.lstrip())
    return _IN_ALL[match["length"]] if match is not None else 0


def _months_held(*figures: Reading | None) -> int | None:
    """The fewest months of a time that a rate, or its evidence, is told of; None where none is told."""
    times = [time.when for figure in figures if figure is not None for time in figure.times if time.when.grain != "day"]
    return min(map(_length, times), default=None)


def _length(when: When) -> int:
    """The months of a time, "from April to June"; 0 where they are not known."""
    if when.grain != "window":
        return {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(when.grain, 0)
    if when.months:
        return when.months
    if when.start is not None and when.end is not None:
        return (when.end.year - when.start.year) * 12 + when.end.month - when.start.month + 1
    return (when.day - when.month) % 12 + 1 if when.first == when.last == "month" and when.month and when.day else 0


def _is_of_its_time(claim: Reading, other: Reading) -> bool:
    told = [time for time in claim.times if time.start < claim.quantity.start]
    mine = max(told, key=lambda time: time.start, default=None)
    return mine is not None and any(same_time(mine.when, its.when, windowed=True) for its in other.times)


def _by(program: Callable[[int, str, Operand], Result], count: int, each: str, figure: Reading) -> Iterator[Result]:
    operand = arithmetic.operand(figure)
    if operand is not None and count > 1:
        yield program(count, f" {each}s", operand)


def _each_of(last: Reading, borne: Sequence[Reading]) -> str:
    """The length of time that an amount is told for, by the words behind it or behind the others of its kind: "a month"."""
    for figures in ([last], borne):
        told = {match["of"].lower() for figure in figures if (match := _EACH.match(figure.after)) is not None}
        if told:
            return told.pop() if len(told) == 1 else ""
    return ""


def _count(short: str, long: str) -> int:
    """How many of one length of time another holds; 0 where they are no whole number."""
    if short in _MONTHS and long in _MONTHS:
        return _MONTHS[long] // _MONTHS[short]
    return _OFTEN.get((short, long), 0)


def _mean(claim: Reading, length: str, borne: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Iterator[Result]:
    """What falls on each month of the window between two cited levels, or of the quarter or year that an amount is of."""
    ends = _ends(borne, outcomes, pool)
    if ends is not None:
        first, last = ends
        months = _months_between(first, last)
        operands = arithmetic.operand(first), arithmetic.operand(last)
        if operands[0] is None or operands[1] is None or months % _MONTHS.get(length, 99):
            return
        made = arithmetic.per_year(operands[0], operands[1], months // _MONTHS[length])
        told = claim.polarity if claim.role == "change" else _way(claim, borne[-1])
        if made is not None and (told is None or made.point * told > 0):
            yield replace(made, signed=False)
    elif borne[-1].role != "change":
        yield from _by(arithmetic.shared_out, (_months_of(borne[-1]) or 0) // _MONTHS.get(length, 99), length, borne[-1])


def _way(claim: Reading, last: Reading) -> int | None:
    """Which way words say that it went: "a decline that averages"."""
    words = gap(last, claim)
    taken, added = worked("{taken}").search(words), worked("{added}").search(words)
    return None if bool(taken) == bool(added) else (-1 if taken else 1)


def _ends(borne: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> tuple[Reading, Reading] | None:
    """The two cited levels that the last figure was computed from, else the last two that are told, the earlier first."""
    sources = [item["source"] for entry in outcomes[borne[-1].index].evidence for item in entry.get("operands", ())]
    found = [theirs for theirs in pool.metrics if theirs.source in sources]
    if not found and len(borne) > 1:
        found = [bound for other in borne[-2:] if (bound := outcomes[other.index].bound) is not None and bound.exact]
    dated = [(theirs.times[0].when.end, theirs) for theirs in found if theirs.times and theirs.times[0].when.end]
    if len(dated) != 2 or dated[0][1].open_label != dated[1][1].open_label:
        return None
    (_, first), (_, last) = sorted(dated, key=lambda entry: str(entry[0]))
    return first, last


def _months_between(first: Reading, last: Reading) -> int:
    """Whole months, from the day of one to that of another."""
    start, end = first.times[0].when.end, last.times[0].when.end
    return (end.year - start.year) * 12 + end.month - start.month if start and end else 0


def _months_of(figure: Reading) -> int:
    """How many months the quarter, half or year has that an amount is of; 0 where it is of none."""
    lengths = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    found = {lengths[time.when.grain] for time in figure.times if time.when.grain in lengths}
    return found.pop() if len(found) == 1 else 0
