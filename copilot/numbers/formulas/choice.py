"""Operands found by the claim's words, by every kind of formula: the one reading they leave, else the likeliest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from copilot.numbers.binding.bind import is_of_one_thing
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.changes import changes, levels_before, net_flows, recoveries, remainders, restated_changes
from copilot.numbers.formulas.comparisons import against_benchmarks, between_sides, comparisons, leads, of_the_two
from copilot.numbers.formulas.definitions import by_definition, margins, midpoints
from copilot.numbers.formulas.formula import Form, Made, worked_out
from copilot.numbers.formulas.in_turn import in_turn
from copilot.numbers.formulas.joined import joined
from copilot.numbers.formulas.lists import sums
from copilot.numbers.formulas.prices import by_the_year, per_thing, premiums, products
from copilot.numbers.formulas.rests import nets, rests
from copilot.numbers.formulas.shares import portions, shares
from copilot.numbers.formulas.starts import from_starts
from copilot.numbers.formulas.verdicts import NAMED_LIMIT, Tries, derived, gives, holds, is_at_point, is_narrow, of_one, wrong
from copilot.numbers.movement import movement
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, content_stems

# The kinds of formulas, in the order they are tried. A new kind is a generator of formulas and its name here.
ON_CONTRADICTION: tuple[Form, ...] = (  # also where the evidence has the figure as something else
    changes,  # between two levels: from and to, an earlier and a later time, low and high
    comparisons,  # the first-named less the second, or over it
    levels_before,  # a level from the change that followed it
    restated_changes,  # a change in percent where it is told as an amount, and the other way round
    rests,  # a whole less the parts that are named
    recoveries,  # the rise that makes a fall good
    net_flows,  # what a stock gained or lost: a fleet of 40 that shrank to 31 shed nine ships
)
FORMS: tuple[Form, ...] = (
    *ON_CONTRADICTION[:4],
    from_starts,  # from where a week or a listing began to where it ended
    leads,  # one share less the other: 40% to 33%
    against_benchmarks,  # a level less its median, mean or forecast
    sums,  # a list added up, or its mean
    in_turn,  # the same of changes, each of its own time
    shares,  # a part over its whole
    products,  # a price times a number
    by_the_year,  # what is paid by the month
    margins,  # a profit over its revenue, and back
    midpoints,  # the middle of a range
    remainders,  # what a fall leaves: at 70% of its peak
    of_the_two,  # how far apart two are that stand alone
    premiums,  # an offer over the last price
    between_sides,  # of two things that words name one above the other
    by_definition,  # one measure less another: net debt
    portions,  # a share of a whole as an amount
    per_thing,  # a total for each of so many
    nets,  # what came in less what went out
    *ON_CONTRADICTION[4:],
)
WHERE_OPEN: tuple[Form, ...] = (  # only where the evidence has the figure nowhere
    *FORMS,
    joined,  # figures side by side: two kinds of things, an amount a year for so many years
)


def named_results(claim: Reading, pool: Pool, forms: Sequence[Form] = FORMS) -> list[list[Made]]:
    """What each kind of formula makes of the operands that the claim names."""
    return [list(worked_out(claim, form(claim, pool))) for form in forms]


def only_reading(
    claim: Reading, results: Sequence[Sequence[Made]], pool: Pool, *, contradicted: bool = False, last: bool = False
) -> Outcome | None:
    """Operands found by the claim's words where they leave one reading; differs where it gives another figure.

    contradicted: the evidence has the figure as something else, so that coarse operands do not bear it out. last: nothing else
    bears it out either, so that the only two levels told of it, one after the other, prove it wrong.
    """
    missed: Result | None = None
    for made in results:
        choices = Counter(home for home, _ in {(_home(result), _operands(result)) for result, _ in made})
        for result, pinned in made:
            alone = choices[_home(result)] == 1
            told = pinned and holds(claim, result) and ((result.signed and not contradicted) or is_narrow(claim, result))
            if told or (alone and gives(claim, result)):
                return derived(result, "by the operands it names")
            told_of = (pinned and pool.is_small) or (
                (pinned or (last and alone and result.signed and _is_move(claim, result))) and _is_said_of_it(claim, result)
            )
            if missed is None and told_of and not _is_of_something_else(claim, result):
                missed = result
    return wrong(claim, missed) if missed is not None else None


def _is_move(claim: Reading, result: Result) -> bool:
    """Whether a claim tells a change, and the operands are levels: two returns are no two levels of what they are of."""
    return claim.role == "change" and not any(operand.reading.role == "change" for operand in result.operands)


def _is_said_of_it(claim: Reading, result: Result) -> bool:
    """Whether all operands are of the claim's subject and may be of its measure: others prove it no more wrong than right."""
    return all(_may_tell(claim, operand.reading) for operand in result.operands)


def _is_of_something_else(claim: Reading, result: Result) -> bool:
    """Whether a rise or fall in percent is told of a noun of its own, and all operands of another measure."""
    if claim.measure is not None or claim.quantity.unit != "percent" or claim.direction == "none":
        return False
    moves = movement().direction
    told_of = " ".join(word for word in WORD.findall(claim.lead) if word.lower() not in moves)
    subject = content_stems(told_of) - stems_of(claim.entities)
    told = [operand.reading for operand in result.operands]
    named = all(one.measure and not measures()[one.measure].generic for one in told)
    return bool(subject) and named and not any(subject & one.words for one in told)


def _may_tell(claim: Reading, theirs: Reading) -> bool:
    if claim.share and not theirs.share:
        return False  # "83% of the companies" is no change of their index
    if claim.measure and not theirs.measure:
        told = measures()[claim.measure]
        if not told.generic and told.kind != "return":
            return False
    return is_of_one_thing(claim, theirs)


def _home(result: Result) -> str:
    """The source of its operands: what other sources say leaves its choice as it is."""
    return result.operands[0].reading.source


def _operands(result: Result) -> tuple[int, ...]:
    return tuple(item.reading.index for item in result.operands)


def likeliest(claim: Reading, results: Sequence[Sequence[Made]], tries: Tries) -> Outcome | None:
    """Operands that the claim's words allow, among others: accepted where an accidental match is unlikely."""
    for result, _ in (each for made in results for each in made):
        count = tries.add(result.family, result.point, _home(result))
        if gives(claim, result):
            chance = min(Decimal(1), count * of_one(claim, result, at_point=is_at_point(claim, result)))
            if chance < NAMED_LIMIT:
                return derived(result, "by the operands it names", chance)
    return None
