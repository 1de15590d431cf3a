"""Arithmetic that a text prints itself, "40 × $25 = $1,000": its operands are judged, the result needs only the arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.evidence.amounts import comparable, is_money
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.verdicts import derived as as_derived
from copilot.numbers.formulas.verdicts import holds, is_sharp, wrong
from copilot.numbers.readings.reading import Reading

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
    if any(outcomes[part.index].rejected and not outcomes[part.index].period_only for part in parts):
        why = sentence(f"the arithmetic holds ({right.formula}), but an operand does not")
        return Outcome("unsupported", "not_found", why)
    return as_derived(right, "as it is printed")


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
