"""Whether what a formula gives is the figure of a claim, by how small a chance, and the verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from copilot.numbers.binding.match import accepted
from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.formulas.arithmetic import Operand, Result, shown
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import ReasonCode

OPEN_TO_DERIVE = frozenset({"not_found", "value"})  # a contradicted slot, or a limit not kept, is no call to compute


def holds(claim: Reading, result: Result) -> bool:
    """Whether the claim's own interval meets the image of its operands, with the right sign."""
    interval = result.interval
    if interval.low < 0 < interval.high and not is_at_point(claim, result):
        return False  # operands too coarse to say whether there is a difference at all
    if claim.polarity is not None and result.signed:
        if claim.polarity < 0:
            interval = -interval
        if interval.high <= 0 and claim.quantity.value:
            return False
    elif (claim.quantity.value or 0) < 0 < result.point and not result.signed:
        return False
    elif interval.high < 0:
        interval = -interval
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
    width = result.interval.width
    return any(width <= 3 * (accepts.high - accepts.low) for _, accepts in accepted(claim)) and width <= abs(result.point) / 4


def is_narrow(claim: Reading, result: Result) -> bool:
    """Whether the operands are printed closely enough to tell the claim from its neighbours."""
    width = result.interval.width
    return is_at_point(claim, result) or width <= abs(result.point) / 10 or is_sharp(claim, result)


def is_at_point(claim: Reading, result: Result) -> bool:
    """Whether the printed operands give the claim to its last digit."""
    return any(
        accepts.holds(abs(result.point)) for amount, accepts in accepted(claim) if comparable(amount.family, result.family)
    )


def gives(claim: Reading, result: Result) -> bool:
    """Whether a figure that one could also read otherwise is the claim's."""
    return holds(claim, result) and is_sharp(claim, result)


def borne_out(claim: Reading, results: Iterable[Result], how: str) -> Outcome | None:
    """Checked by the first result that gives the claim; None where none does."""
    right = next((result for result in results if gives(claim, result)), None)
    return derived(right, how) if right is not None else None


def settled(claim: Reading, results: Sequence[Result], how: str) -> Outcome | None:
    """The same where the words leave no other figures: then it differs from the first of them that does not give it."""
    return borne_out(claim, results, how) or (wrong(claim, results[0]) if results else None)


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
        return {"source": reading.source, "start": None, "end": None, "text": shown(item)}
    quantity = reading.quantity
    return {"source": reading.source or None, "start": quantity.start, "end": quantity.end, "text": quantity.text}


def percent(chance: Decimal) -> str:
    """A chance for a reader, as "0.6%"."""
    return f"{chance * 100:.2g}%" if chance * 100 >= Decimal("0.01") else "under 0.01%"


# Together 1%: a figure that the named readings have missed gets a second chance to be met by accident in the search.
NAMED_LIMIT = Decimal("0.006")
SEARCH_LIMIT = Decimal("0.004")
_SPREAD = Decimal(4)  # sizes spread evenly in their logarithm over about e^4, fifty times the least: density 1 / 4v at v
_POINTS = Decimal(100)  # shares and changes spread over a hundred points, however small one of them is


class Tries:
    """How many different computed figures a claim was held against: the more, the likelier one meets it by accident.

    Figures computed from one source alone count for that source only: what another source holds makes no accident likelier in it.
    """

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {"": set()}

    def add(self, family: str, point: Decimal, source: str = "") -> int:
        """Counts a figure, unless one within a hundredth of it was counted; how many were held against the claim so far."""
        sign = "-" if point < 0 else ""
        self._seen.setdefault(source, set()).add(f"{family} {sign}{abs(point):.2e}")
        return self.count(source)

    def count(self, source: str) -> int:
        """Figures tried so far, of all sources together and of this one."""
        return len(self._seen[""]) + (len(self._seen.get(source, ())) if source else 0)


def of_one(claim: Reading, result: Result, *, at_point: bool) -> Decimal:
    """The chance that a wrong figure of the claim's size and precision meets one result.

    at_point: the printed operands give the claim to its last digit, so that only the claim's own window counts, not the image.
    """
    windows = [(w.low, w.high) for amount, w in accepted(claim) if comparable(amount.family, result.family)]
    if not windows:
        return Decimal(1)
    low, high = windows[0]
    image = Decimal(0) if at_point else result.interval.width
    return of_width(high - low + image, abs(low + high) / 2, points=result.family == "points")


def of_width(width: Decimal, value: Decimal, *, points: bool) -> Decimal:
    """The chance that a wrong figure near `value` falls into an interval of this width.

    >>> of_width(Decimal("0.1"), Decimal("5"), points=False)
    Decimal('0.005')
    """
    spread = max(_SPREAD * value, _POINTS if points else Decimal(0))
    return min(Decimal(1), width / spread) if spread else Decimal(1)
