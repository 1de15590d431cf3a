"""A figure derived from operands that its words name: the best-named readings of a claim, evaluated in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.verdicts import NAMED_LIMIT, Tries
from copilot.numbers.named.asked import Asked, ask, words_around
from copilot.numbers.named.forms import changes, groups, pair_sums, products, returns, shares
from copilot.numbers.named.labels import cue
from copilot.numbers.named.page import Page
from copilot.numbers.named.ranking import NAMED_AT_ALL, candidates, pair_score
from copilot.numbers.named.results import Made
from copilot.numbers.named.target import Target
from copilot.numbers.readings.reading import Reading

_TRIED = 10
_NAMED_WELL = 0.6


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that its words name: the formula with its operands, and the chance p that a wrong figure had met it."""

    result: Result
    p: Decimal


def derive_named(text: str, claim: Reading, make_page: Callable[[], Page], tries: Tries | None = None) -> Derived | None:
    """The best-named reading of the claim that gives its figure, or None.

    text: the checked text that holds the claim; a question in front of it counts as its words. tries: counts what was tried.
    make_page: the evidence, which is read whole only where the words ask for something computed.
    """
    quantity = claim.quantity
    if quantity.value is None or (quantity.kind != "quantity" and quantity.unit != "ratio_x"):
        return None
    said = words_around(text, claim)
    target = Target(claim, said)
    if not _asks(said, target):
        return None
    page = make_page()
    asked = ask(said, page) if len(page.figures) > 1 else None
    if asked is None:
        return None
    tries = tries or Tries()
    best = 0.0
    for score, result in sorted(_readings(asked, target, page), key=lambda entry: -round(entry[0], 6)):
        best = best or score
        if score < NAMED_AT_ALL or score < best - 0.35:
            break
        count = tries.add(result.family, result.point)
        if count > _TRIED:
            break
        if target.holds(result):
            chance = min(Decimal(1), target.chance(result) * count)
            first = count == 1 and score >= _NAMED_WELL and (target.digits > 1 or cue("any").search(asked.text) is not None)
            if first or chance <= (2 * NAMED_LIMIT if count == 1 else NAMED_LIMIT):
                return Derived(result.result(), chance)
    return None


def _asks(said: str, target: Target) -> bool:
    """Whether the words, or the figure itself, ask for any of the forms that follow."""
    computed = target.percent or target.negative or target.unit == "ratio_x"
    return computed or any(cue(form).search(said) for form in _FORMS)


_FORMS = ("change", "share", "mean", "sum", "ratio", "difference", "product")


def _readings(asked: Asked, target: Target, page: Page) -> Iterator[tuple[float, Made]]:
    named = candidates(asked, page)
    said = asked.text
    change, share = cue("change").search(said), cue("share").search(said)
    mean, summed, ratio = cue("mean").search(said), cue("sum").search(said), cue("ratio").search(said)
    differs, product = cue("difference").search(said), cue("product").search(said)
    in_percent = cue("asks_percent").search(said) is not None
    for one, other in combinations(named, 2):
        base = pair_score(asked, one, other)
        if base < NAMED_AT_ALL - 0.2:
            continue
        if change or differs or (target.negative and len(asked.times) > 1):
            yield from changes(asked, target, one, other, base, in_percent)
        if share or ratio or target.unit == "ratio_x" or target.percent:
            yield from shares(asked, target, one, other, base, change is not None)
        if (mean or summed) and not change:
            yield from pair_sums(asked, target, one, other, base, mean is not None)
        if product and not change and not target.percent:
            yield from products(asked, one, other, base)
    if cue("return").search(said) and target.percent:
        yield from returns(asked, page, named)
    if mean or (summed and not change):
        yield from groups(asked, page, named, mean is not None)
