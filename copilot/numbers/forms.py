"""What two operands give in the unit of a claim, whether it holds, and the verdict that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Operand, Result
from copilot.numbers.match import accepted
from copilot.numbers.measures import find_measures
from copilot.numbers.reading import Reading
from copilot.numbers.types import ReasonCode
from copilot.numbers.verdicts import Outcome, sentence

Maker = Callable[[Operand, Operand], Result | None]

OPEN_TO_DERIVE = frozenset({"not_found", "value", "comparator"})  # a contradicted slot is no call to compute
_PARTS = re.compile(
    r"\b(?:percent(?:age)?|portion|share|proportion|part|much|fraction) of\b|\bas a (?:percent|percentage|share)\b", re.IGNORECASE
)


_PER = re.compile(r"\b(?:per|ratio|times|divided|multiple|how many|margin|rate|portion|percent|percentage)\b", re.IGNORECASE)
CHANGES = re.compile(
    r"\b(?:change|increase|decrease|decline|growth|grow|grew|fell|rose|return|reduction|drop)\w*\b", re.IGNORECASE
)


_IN_TURNS = re.compile(r"\d\s?(?:x|times)$", re.IGNORECASE)
_RATE_OF_CHANGE = re.compile(
    r"\b(?:percent(?:age|ual)?|%)\s(?:of\s)?(?:the\s)?(?:change|increase|decrease|growth|decline|rise|drop|higher)"
    r"|\bgrowth rate",
    re.IGNORECASE,
)


def results_of(claim: Reading, first: Reading, last: Reading) -> Iterator[Result]:
    """What two levels give in the unit of the claim."""
    one, other = arithmetic.operand(first), arithmetic.operand(last)
    if one is not None and other is not None:
        yield from results_between(claim, one, other)


def results_between(claim: Reading, one: Operand, other: Operand) -> Iterator[Result]:
    """What two operands give in the unit of the claim, the earlier first."""
    if one.point < 0 and other.point < 0 and any(mention.sign < 0 for mention in find_measures(claim.lead)):
        one, other = arithmetic.as_size(one), arithmetic.as_size(other)  # "the net loss narrowed by": by so much of its size
    for maker in _makers(claim, one.family if one.family == other.family else ""):
        result = maker(one, other)
        if result is not None and same_form(claim, result):
            yield result


@lru_cache(maxsize=64)  # a claim is held against hundreds of pairs
def _makers(claim: Reading, family: str) -> Sequence[Maker]:
    """The forms that the unit and the words of a claim allow. family: of both operands, "" where they differ."""
    makers: Sequence[Maker]
    points = family == "points"
    unit = claim.quantity.unit
    if unit in ("percentage_point", "basis_point"):
        makers = (arithmetic.difference,) if points else ()
    elif unit == "percent":
        changes = (arithmetic.difference, arithmetic.percent_change) if points else (arithmetic.percent_change,)
        words = claim.lead if "?" in claim.lead else claim.lead[-60:]
        if _PARTS.search(words) and not CHANGES.search(words) and claim.role != "change":
            makers = (arithmetic.share,)
        elif claim.role == "change" or (claim.quantity.value or 0) < 0:
            makers = changes
        else:
            makers = (*changes, arithmetic.share)
    elif unit == "ratio_x":
        part = claim.role == "change" and (claim.quantity.value or 0) < 1 and not claim.quantity.text.lower().startswith("halv")
        makers = (arithmetic.percent_change,) if part else (arithmetic.ratio,)
        if family == "ratio" and claim.role == "change" and _IN_TURNS.search(claim.quantity.text):
            makers = (arithmetic.difference,)  # "leverage fell by 0.8x"
    elif unit == "none" and _RATE_OF_CHANGE.search(claim.lead):
        makers = ()  # a percent change printed as a fraction is no ratio of its ends
    elif unit == "none" and _PER.search(claim.lead + claim.trail):
        makers = (arithmetic.ratio,) if claim.role != "change" else (arithmetic.ratio, arithmetic.difference)
    else:
        makers = (arithmetic.difference,)
    return makers


def same_form(claim: Reading, result: Result) -> bool:
    """Whether a result is in a unit that the claim can be told in."""
    return any(comparable(amount.family, result.family) for amount, _ in accepted(claim))


def holds(claim: Reading, result: Result) -> bool:
    """Whether the claim's own interval meets the image of its operands, with the right sign."""
    interval = result.interval
    if interval.low < 0 < interval.high and not is_at_point(claim, result):
        return False  # operands too coarse to say whether there is a difference at all
    if claim.polarity is not None and result.signed:
        if claim.polarity < 0:
            interval = arithmetic.Interval(-interval.high, -interval.low)
        if interval.high <= 0 and claim.quantity.value:
            return False
    elif (claim.quantity.value or 0) < 0 < result.point and not result.signed:
        return False
    elif interval.high < 0:
        interval = arithmetic.Interval(-interval.high, -interval.low)
    for amount, accepts in accepted(claim):
        if not comparable(amount.family, result.family):
            continue
        low, high = max(interval.low, accepts.low), min(interval.high, accepts.high)
        if low < high or (low == high and accepts.holds(low)):
            return True
    return False


def is_sharp(claim: Reading, result: Result) -> bool:
    """Whether a figure that one could also read otherwise is exact enough: the printed point, or an image no wider than it."""
    if is_at_point(claim, result):
        return True
    width = result.interval.high - result.interval.low
    return any(width <= 3 * (accepts.high - accepts.low) for _, accepts in accepted(claim)) and width <= abs(result.point) / 4


def is_narrow(claim: Reading, result: Result) -> bool:
    """Whether the operands are printed closely enough to tell the claim from its neighbours."""
    width = result.interval.high - result.interval.low
    return is_at_point(claim, result) or width <= abs(result.point) / 10 or is_sharp(claim, result)


def is_at_point(claim: Reading, result: Result) -> bool:
    """Whether the printed operands give the claim to its last digit."""
    return any(
        accepts.holds(abs(result.point)) for amount, accepts in accepted(claim) if comparable(amount.family, result.family)
    )


def derived(result: Result, how: str, chance: Decimal | None = None) -> Outcome:
    """Checked, by a formula over evidence."""
    words = f"{result.formula}, {how}"
    if chance is not None:
        words += f"; an accidental match has a chance of {percent(chance)}"
    return Outcome(
        "checked",
        "none",
        sentence(words),
        "derived",
        (formula_of(result, chance),),
        result.operands[0].reading,
    )


def wrong(claim: Reading, result: Result) -> Outcome:
    """Differs: the operands give another figure."""
    code: ReasonCode = "value"
    if claim.polarity is not None and result.signed and (result.point < 0) != (claim.polarity < 0) and result.point != 0:
        flipped = replace(claim, polarity=-claim.polarity)
        code = "direction" if holds(flipped, result) else "value"
    elif claim.quantity.qualifier not in ("none", "about"):
        code = "comparator"
    theirs = result.operands[0].reading
    return Outcome(
        "differs",
        code,
        sentence(f"the evidence gives {result.formula}, not {claim.quantity.text}"),
        None,
        (formula_of(result, None),),
        theirs,
    )


def formula_of(result: Result, chance: Decimal | None) -> dict[str, object]:
    """The evidence item of a formula."""
    return {
        "formula": result.formula,
        "operands": [_as_operand(item) for item in result.operands],
        "p": None if chance is None else f"{chance:.6f}",
    }


def _as_operand(item: Operand) -> dict[str, object]:
    reading = item.reading
    if reading.exact:
        return {"source": reading.source, "start": None, "end": None, "text": reading.quantity.text}
    quantity = reading.quantity
    return {"source": reading.source or None, "start": quantity.start, "end": quantity.end, "text": quantity.text}


def percent(chance: Decimal) -> str:
    """A chance for a reader, as "0.6%"."""
    return f"{chance * 100:.2g}%" if chance * 100 >= Decimal("0.01") else "under 0.01%"
