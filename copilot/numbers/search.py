"""A free search for two operands that no word names, guarded by the chance of an accidental match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Result
from copilot.numbers.chance import SEARCH_LIMIT, Tries, of_one
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import (
    CHANGES,
    derived,
    formula_of,
    holds,
    is_at_point,
    is_sharp,
    percent,
    results_of,
    same_form,
)
from copilot.numbers.list_forms import MEAN, TOTAL
from copilot.numbers.measures import related
from copilot.numbers.named.cues import cue
from copilot.numbers.operands import family_of, is_backward, is_not_against, size, time_fits
from copilot.numbers.reading import Reading
from copilot.numbers.same_time import same_time
from copilot.numbers.verdicts import Outcome, sentence

_ASKS = re.compile(r"\?|\b(?:what|how|which)\b", re.IGNORECASE)
_MOST_OPERANDS = 40  # of one source, in a free search


def searched(claim: Reading, pool: Pool, tries: Tries) -> Outcome | None:
    """Two operands that no word names; accepted only where an accidental match, among all tried before too, is unlikely."""
    if len(re.sub(r"\D", "", claim.quantity.text).lstrip("0")) < 2:
        return None
    form = _Form.of(claim)
    if form is None:
        return None
    best: tuple[Decimal, Result] | None = None
    for near in _searchable(claim, pool):
        found = _first_match(claim, form, near, tries)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return None
    chance, result = best
    if chance < SEARCH_LIMIT:
        return derived(result, "found by search", chance)
    words = f"{result.formula} would give it, but such a match by accident has a chance of {percent(chance)}"
    return Outcome("unsupported", "chance", sentence(words), None, (formula_of(result, chance),))


def _searchable(claim: Reading, pool: Pool) -> Iterator[list[tuple[float, Reading]]]:
    """The readings of each source, those the claim's words name first; the metrics together are one source."""
    groups: dict[str, list[Reading]] = {}
    for reading in pool.readings:
        if reading.quantity.value is not None and reading.quantity.kind != "ordinal":
            groups.setdefault("M" if reading.exact else reading.source, []).append(reading)
    for group in groups.values():
        counts = Counter(word for reading in group for word in reading.words)
        weighed = [
            (_named_weight(claim, reading, counts), -at, reading)
            for at, reading in enumerate(group)
            if is_not_against(claim, reading)
        ]
        weighed.sort(key=lambda entry: (-entry[0], -entry[1]))
        yield [(weight, reading) for weight, _, reading in weighed[:_MOST_OPERANDS]]


def _named_weight(claim: Reading, reading: Reading, counts: Counter[str]) -> float:
    """How much the claim's words name this operand: rare words count more, and so does its time."""
    weight = sum(1 / counts[word] for word in claim.words & reading.words)
    if claim.times and reading.times:
        verdicts = [same_time(mine.when, theirs.when, windowed=False) for mine in claim.times for theirs in reading.times]
        weight += 1.0 if any(verdicts) else -1.0 if False in verdicts else 0.0
    if claim.measure and reading.measure and related(claim.measure, reading.measure):
        weight += 0.5
    return weight


def _first_match(
    claim: Reading, form: _Form, near: Sequence[tuple[float, Reading]], tries: Tries
) -> tuple[Decimal, Result] | None:
    """The first result that holds, with the chance that one among all tried up to it holds by accident."""
    best: tuple[Decimal, Result] | None = None
    tried = tries.count(near[0][1].source) if near else 0
    for one, other in _by_weight(near):
        if time_fits(claim, one) is False and time_fits(claim, other) is False:
            continue
        for result in _free_results(claim, form, one, other):
            tried += 1
            if not holds(claim, result) or not is_sharp(claim, result):
                continue
            chance = min(Decimal(1), tried * of_one(claim, result, at_point=is_at_point(claim, result)))
            if best is None or chance < best[0]:
                best = (chance, result)
        if best is not None and best[0] < SEARCH_LIMIT:
            break
    return best


def _by_weight(near: Sequence[tuple[float, Reading]]) -> list[tuple[Reading, Reading]]:
    """The pairs of operands, those that the claim's words name most first."""
    pairs = [(near[i][0] + near[j][0], -i - j, near[i][1], near[j][1]) for j in range(len(near)) for i in range(j)]
    pairs.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [(one, other) for _, _, one, other in pairs]


class _Form(NamedTuple):
    """What the words of a claim ask a search for."""

    words: str
    question: bool
    change: bool
    ordered: bool  # forms whose order matters: difference, change, share, ratio

    @classmethod
    def of(cls, claim: Reading) -> _Form | None:
        """None of a plain level, which needs no formula."""
        words = claim.lead + " " + claim.trail
        question = _ASKS.search(words) is not None
        if claim.role in ("to", "from") and not question:
            return None
        forms = ("change", "difference", "share", "mean", "total")
        if not (claim.role == "change" or claim.share or question or any(cue(form).search(words) for form in forms)):
            return None
        change = CHANGES.search(words) is not None
        return cls(words, question, change, change or not MEAN.search(words))


def _free_results(claim: Reading, form: _Form, one: Reading, other: Reading) -> Iterator[Result]:
    """Both orders of a pair, where neither the words nor the table forbid it."""
    if not comparable(family_of(one), family_of(other)) or not _in_line(one, other):
        return
    sizes = sorted((size(one), size(other)))
    if sizes[0] * 50 < sizes[1] or (not form.question and any(_is_ten(each) for each in sizes)):
        return  # a number that hardly moves the other one, or its point alone, proves nothing
    if form.ordered:
        for first, last in ((one, other), (other, one)):
            if not is_backward(first, last):
                yield from results_of(claim, first, last)
    if not form.change and claim.quantity.unit != "ratio_x":
        yield from _joint_results(claim, one, other, form.words)


def _is_ten(value: Decimal) -> bool:
    """Whether it is 0, 1, 10, 100 ...: by these nothing moves but the point."""
    return value == 0 or value.normalize().as_tuple().digits == (1,)


def _joint_results(claim: Reading, one: Reading, other: Reading, words: str) -> Iterator[Result]:
    """The forms whose order does not matter, where the claim's words ask for them."""
    first, last = arithmetic.operand(one), arithmetic.operand(other)
    if first is None or last is None:
        return
    makers = [arithmetic.total] if TOTAL.search(words) else []
    makers += [arithmetic.mean] if MEAN.search(words) else []
    for maker in makers:
        result = maker((first, last))
        if same_form(claim, result):
            yield result


def _in_line(one: Reading, other: Reading) -> bool:
    """Whether two numbers of one table share a row or a column."""
    if not (one.row and other.row) or one.source != other.source:
        return True
    return one.row == other.row or one.column == other.column
