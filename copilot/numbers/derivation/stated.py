"""A figure whose operands stand in its own sentence: "rose 8% from 2.5 billion to 2.7 billion", "4% - 1.5% = 2.5%"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from copilot.numbers.binding.verdicts import Outcome, unsupported
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import OVER_A_TIME, way_of
from copilot.numbers.derivation.spoken import as_far, gap, held_figure, is_set_beside, spoken
from copilot.numbers.derivation.worked import worked
from copilot.numbers.evidence.amounts import POINTS, comparable, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.changes import by_year, is_yearly
from copilot.numbers.formulas.formula import Formula, between, same_form, worked_out
from copilot.numbers.formulas.lists import TOTAL
from copilot.numbers.formulas.operands import Pair, family_of, is_backward, is_earlier, is_level, is_same_thing
from copilot.numbers.formulas.prices import told_product
from copilot.numbers.formulas.verdicts import borne_out, derived, gives, holds, is_sharp, wrong
from copilot.numbers.readings.reading import Reading

_ABOVE_THAT = re.compile(r"\s(?:above|below|over|under|(?:more|less|higher|lower) than) (?:that|this|it)\b")
_BREATH = 40  # characters between a change and the value it led to
# "Prices rose 2.4%, down from 2.8%": the rate of before, and no level that they rose from.
_DOWN_OR_UP_FROM = {
    "up": re.compile(r"\bdown from (?:\w+ )?$", re.IGNORECASE),
    "down": re.compile(r"\bup from (?:\w+ )?$", re.IGNORECASE),
    "none": None,
}


def stated(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The claim's own sentence holds its operands: each is judged itself, the result needs only the arithmetic."""
    made = _spoken(claim, beside, outcomes)
    if made is not None:
        return made
    ranges = [other for other in beside.values() if other.quantity.low is not None and _is_right_behind(claim, other)]
    if ranges:
        return _to_a_range(claim, ranges[0], beside, outcomes)
    others = ((at, other) for at, other in beside.items() if at != claim.index)
    levels = {at: other for at, other in others if other.role != "change" and other.quantity.value is not None}
    if not 2 <= len(levels) <= 8:
        return None
    product = told_product(claim, list(levels.values()))
    missed: Result | None = None
    for result, _ in worked_out(claim, [product] if product is not None else []):
        if not holds(claim, result):
            return wrong(claim, result)
        return _borne(result, (outcomes[at] for at, other in levels.items() if product and other in product.figures))
    held = _ABOVE_THAT.match(claim.after) is not None
    for pair in _stated_pairs(claim, levels):
        if held and pair.first.index > pair.last.index:
            continue  # "had been at 326, closed at 306, 6% below that": the later one is held against the earlier
        if _is_turned(claim, pair):
            continue
        formulas = (
            by_year(pair) if is_yearly(claim) and claim.quantity.unit == "percent" else between(claim, pair.first, pair.last)
        )
        results = [made.result for made in worked_out(claim, formulas)]
        fitting = [result for result in results if holds(claim, result)]
        right = next((result for result in fitting if pair.pinned or is_sharp(claim, result)), None)
        if right is not None:
            return _borne(right, (outcomes[at] for at, other in levels.items() if other is pair.first or other is pair.last))
        missed = results[0] if pair.pinned and results and missed is None else missed
    if missed is not None:
        return wrong(claim, missed)
    before = {at: arithmetic.operand(other) for at, other in levels.items() if at < claim.index}
    listed = [operand for operand in before.values() if operand is not None]
    if len(listed) >= 2 and TOTAL.search(claim.lead):
        result = arithmetic.total(*listed)
        if holds(claim, result) and not any(_is_rejected(outcomes[at]) for at in before):
            return derived(result, "in its own sentence")
    return None


def set_beside(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on a move that is told as so much of another one: "half as far", which no two ends give."""
    if claim.quantity.unit != "ratio_x" or not is_set_beside(claim):
        return None
    for program, figures in as_far(claim, beside):
        right = next((made.result for made in worked_out(claim, [Formula(program, figures)]) if gives(claim, made.result)), None)
        if right is not None:
            return _borne(right, (outcomes[each.index] for each in figures))
    return unsupported("not_found", f"the moves told beside it are not {claim.quantity.text} of one another")


def _is_turned(claim: Reading, pair: Pair) -> bool:
    """Whether a gap is told the wrong way round, "wanted 7%, two points more than the 9.1% of", or past its statement."""
    way = way_of(claim) if worked("{compares}").match(claim.after.lstrip()) is not None else None
    first, last = sorted((pair.first, pair.last), key=lambda other: other.index)
    if way is None or last.index < claim.index:
        return False
    if first.index > claim.index:
        return last.statement_span != claim.statement_span
    one, other = first.quantity.value, last.quantity.value
    return one is not None and other is not None and one > 0 and other > 0 and (one - other) * way.sign < 0


def _is_right_behind(claim: Reading, other: Reading) -> bool:
    """Whether a level is what the claim's change led to."""
    return claim.role == "change" and other.role == "to" and 0 < other.quantity.start - claim.quantity.end < _BREATH


def _to_a_range(
    claim: Reading, reached: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]
) -> Outcome | None:
    """A move of at least so much, from the level told last to the nearer end of a range: "rebounded at least 40 points to
    71-75%"."""
    before = [other for other in beside.values() if other.index < claim.index and is_level(other)]
    if claim.quantity.qualifier != "at_least" or claim.direction == "none" or not before:
        return None
    if not _goes_on(before[-1], claim) or gap(claim, reached).strip() != "to":
        return None
    end = reached.quantity.low if claim.direction == "up" else reached.quantity.high
    last = replace(reached, quantity=replace(reached.quantity, value=end, low=None, high=None))
    made = worked_out(claim, between(claim, before[-1], last))
    borne = not any(_is_rejected(outcomes[other.index]) for other in (before[-1], reached))
    return borne_out(claim, (result for result, _ in made), "in its own sentence") if borne else None


_GOES_ON = re.compile(  # no other subject between: "fell to 30% in June, then rebounded"
    r"(?:\s(?:in|by|on|at)\s[^,;.\d]{1,20})?,?\s(?:(?:and|but|then|before|later)\s)+[a-z]+(?:\s(?:back|by|up|down))*\s?"
)


def _goes_on(level: Reading, claim: Reading) -> bool:
    """Whether a move is told on in one breath from the level that another move led to, of nobody and no place else."""
    words = before_hedges(gap(level, claim))
    named = (*claim.sentence_names, *claim.entities, *claim.comparators)
    between = any(level.quantity.end <= name.start < claim.quantity.start for name in named)
    return level.role == "to" and not between and _GOES_ON.fullmatch(words) is not None


def _spoken(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """By the words of arithmetic right around it."""
    found = list(spoken(claim, beside))
    fitting = [one for one in found if holds(claim, one.result)]
    right = next((one for one in fitting if one.only or is_sharp(claim, one.result)), None)
    if right is None:
        only = next((one for one in found if one.only), None)
        return wrong(claim, only.result) if only is not None else None
    return _borne(right.result, (outcomes[operand.index] for operand in right.operands))


def _borne(result: Result, operands: Iterable[Outcome], how: str = "in its own sentence") -> Outcome:
    """The verdict on a figure whose arithmetic holds, by those on what it is computed from."""
    if any(map(_is_rejected, operands)):
        return unsupported("not_found", f"the arithmetic holds ({result.formula}), but an operand does not")
    return derived(result, how)


def _is_rejected(operand: Outcome) -> bool:
    """Whether an operand bears nothing out; one that is rejected for its date alone still does."""
    return operand.rejected and not operand.period_only


def half_stated(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Outcome | None:
    """The value reached stands in the claim's sentence; the earlier one only in the evidence."""
    reached = _reached(claim, beside) if claim.role == "change" else None
    if reached is None:
        return None
    bound, derived_itself = outcomes[reached].bound, outcomes[reached].support == "derived"
    if derived_itself:
        starts = [theirs for theirs in pool.about(claim) if theirs.prior or theirs.role == "from"]
        earlier = [theirs for theirs in starts if is_level(theirs) and is_same_thing(claim, theirs)]
        last = beside[reached]
    elif outcomes[reached].verdict == "checked" and bound is not None and is_level(bound) and not bound.exact:
        earlier, last = _before(claim, bound, pool), bound
    else:
        return None
    if len(earlier) != 1:
        return None
    made = worked_out(claim, between(claim, earlier[0], last))
    return borne_out(claim, (result for result, _ in made), "to the value in its own sentence")


_BY_NOW = r"(?:[^.;\d]|\b(?:19|20)\d\d\b){0,45}[,(–—]\s?(?:{changed}\s)*"
_STANDS = re.compile(r"\s(?:was|were|is|are)\s")


def _reached(claim: Reading, beside: Mapping[int, Reading]) -> int | None:
    """The level that a change led to, right behind it or set off before it: "rose 4% to 5.2 million", "5.2 million, up 4%"."""
    behind = [
        at for at, other in beside.items() if other.role == "to" and 0 < other.quantity.start - claim.quantity.end < _BREATH
    ]
    if behind:
        return behind[0] if len(behind) == 1 else None
    before = max((at for at, other in beside.items() if at < claim.index), default=None)
    if before is None or not is_level(beside[before]) or beside[before].role == "from":
        return None
    words = before_hedges(gap(beside[before], claim))
    if _STANDS.fullmatch(words):  # "sales of 775 million were 6% higher than"
        return before if worked(r"\s{larger_than}").match(claim.after) else None
    return before if worked(_BY_NOW).fullmatch(words) else None


def _before(claim: Reading, bound: Reading, pool: Pool) -> list[Reading]:
    """The figure of the time before that the evidence tells beside the one a level was bound to, in its row or its list."""
    if worked("{other_base}").search(claim.trail):
        return []
    if bound.row:
        row = [other for other in pool.beside(bound) if other.row == bound.row and is_earlier(other, bound)]
        found = [other for other in row if not any(is_earlier(other, later) for later in row)]
    else:
        found = [
            other
            for other in pool.beside(bound)
            if is_level(other)
            and other.measure == bound.measure
            and _known(other) == _known(bound)
            and (is_earlier(other, bound) or other.prior or other.role == "from")
        ]
        starts = [other for other in found if bound.role == "to" and other.role == "from" and abs(other.index - bound.index) == 1]
        found = starts if len(starts) == 1 else found  # of "from 21 to 28 and from 37 to 40"
        found = found or [
            other for other in pool.about(claim) if _is_of_sentence_before(other, bound) and is_same_thing(claim, other)
        ]
    return [other for other in found if comparable(family_of(other), family_of(bound))]


def _is_of_sentence_before(other: Reading, bound: Reading) -> bool:
    """Whether a level stands a sentence or two before another, of an earlier time: "A year ago it was 5%. Today it is 7%."""
    near = other.source == bound.source and 0 < bound.sentence - other.sentence <= 2
    return near and is_level(other) and (is_earlier(other, bound) or other.prior)


_FROM_A_LOW = r"\b(?P<role>from|to) (?:an? |its |the |their )(?:[\w-]+ ){0,2}{end_of_move} of (?:\w+ )?$"


def _is_end(level: Reading, role: str) -> bool:
    """Whether a move began at a level, or led to it: "from a low of $40 to a high of $46", each a level too."""
    told = worked(_FROM_A_LOW).search(level.run_up)
    return told["role"].lower() == role if told is not None else level.role == role


def _known(reading: Reading) -> set[str]:
    """The names of it that a table holds."""
    return {name.id for name in reading.entities if name.kind != "other"}


def _stated_pairs(claim: Reading, levels: Mapping[int, Reading]) -> Iterator[Pair]:
    """The levels of the sentence that the claim may be told between: its own start and end, else any two that compare."""
    starts = [other for other in levels.values() if _is_end(other, "from")]
    finals = [other for other in levels.values() if _is_end(other, "to")]
    if starts and finals and (claim.role == "change" or is_yearly(claim)):
        start = min(starts, key=lambda other: abs(other.quantity.start - claim.quantity.start))
        final = min(finals, key=lambda other: abs(other.quantity.start - start.quantity.start))
        own = _reached(claim, levels)
        if own is not None and levels[own].role == "to" and levels[own] is not final:
            return  # "by 2 points to 8% and the other one from 3% to 7%"
        others = [
            other
            for other in levels.values()
            if final.quantity.end <= other.quantity.start < claim.quantity.start
            and comparable(family_of(other), family_of(start))
        ]
        against = _DOWN_OR_UP_FROM[claim.direction]
        is_prior_rate = against is not None and against.search(start.run_up) is not None and start.index > claim.index
        pinned = comparable(family_of(start), family_of(final)) and not others and not is_prior_rate
        yield Pair(start, final, pinned)
        yield from (Pair(start, other, False) for other in others)
        return
    held = worked("{compares}").match(claim.after.lstrip()) is not None and not OVER_A_TIME.match(claim.after)
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    if (claim.role == "change" and rate) or held or claim.quantity.unit == "ratio_x":
        values = list(levels.values())
        base = held_figure(claim, values)
        told_apart = held and claim.quantity.unit in POINTS
        pinned = told_apart and len(values) == 2  # "at 3.7% it sits 4.5 points below its median of 8.2%"
        for one in values:
            for other in values:
                if one is other or (base is not None and one is not base):
                    continue  # "four times the 12.75%" of another pair of the sentence
                if comparable(family_of(one), family_of(other)) and not is_backward(one, other):
                    yield Pair(one, other, pinned)


_NOUNS = r"\s?(?:[A-Za-z.]+\s){0,3}?"  # "40 units × $25"
_SIGN = re.compile(_NOUNS + r"(?P<sign>[-+−–×*/÷]|(?<=\s)x)\s?")
_EQUALS = re.compile(_NOUNS + r"\s?=\s?")
_GOES_BACK = re.compile(r"[\w)%]\s*[-+−–×*/÷^]\s?$|[\w)%]\sx\s$")  # an operand before the first one that is no figure
LONGEST = 8  # operands of an equation


def printed(text: str, claim: Reading, before: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on the result of an equation in the text; None where the figure is none.

    before: the judged figures before it, in order, the last `LONGEST` of them.
    """
    parts, signs = _operands(text, claim, before)
    operands = [found for found in map(arithmetic.operand, parts) if found is not None]
    if len(parts) < 2 or len(operands) < len(parts):
        return None
    results = [result for result in _results(claim, operands, signs) if result is not None and same_form(claim, result)]
    right = next((result for result in results if holds(claim, result)), None)
    if right is None:
        return wrong(claim, results[0]) if results else None
    if not is_sharp(claim, right):
        return None  # "4% - 1.6% = 2.5%" may be right of what was rounded to 4%
    return _borne(right, (outcomes[part.index] for part in parts), "as it is printed")


def _operands(text: str, claim: Reading, before: Sequence[Reading]) -> tuple[list[Reading], set[str]]:
    """The figures of the equation that the claim ends, and the signs between them; nothing where it ends none."""
    if not before or not _EQUALS.fullmatch(text, before[-1].quantity.end, claim.quantity.start):
        return [], set()
    parts, signs = [before[-1]], set()
    for part in before[-2::-1]:
        sign = _SIGN.fullmatch(text, part.quantity.end, parts[0].quantity.start)
        if sign is None:
            break
        parts.insert(0, part)
        signs.add(sign["sign"])
    begin = parts[0].quantity.start
    return ([], set()) if _GOES_BACK.search(text, max(0, begin - 12), begin) else (parts, signs)


def _results(claim: Reading, operands: list[Operand], signs: set[str]) -> list[Result | None]:
    """What the operands give by their sign; nothing where two signs are mixed."""
    first, last = operands[0], operands[-1]
    if signs == {"+"} and _alike(operands):
        return [arithmetic.total(*operands)]
    if signs <= {"-", "−", "–"} and _alike(operands):
        return [arithmetic.less(first, *operands[1:])]
    if len(operands) > 2:
        return []
    if signs <= {"×", "*", "x"}:
        rate = next((part for part in operands if part.family == "points"), None)
        if rate is not None:
            return [arithmetic.part_of(rate, last if rate is first else first)]
        return [arithmetic.product(*sorted(operands, key=lambda part: not is_money(part.family)))]
    if signs <= {"/", "÷"}:
        found = arithmetic.ratio(last, first)
        each = replace(found, family=first.family) if found is not None and first.family != last.family else found
        return [arithmetic.share(first, last)] if claim.quantity.unit == "percent" else [each]
    return []


def _alike(operands: Sequence[Operand]) -> bool:
    return all(comparable(operands[0].family, other.family) for other in operands[1:])
