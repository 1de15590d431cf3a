"""What a text states against what the prices say: each dated level or return of an instrument, looked up in the bars.

A fund's prices speak for the fund alone: a statement about an index is compared only where the source holds the index itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from copilot.comparison.conflicts import conflict_of, resting_on
from copilot.comparison.levels import FIELDS, compare_level
from copilot.comparison.returns import compare_return
from copilot.comparison.types import Comparison
from copilot.errors import PricesMissing
from copilot.numbers import Claim, read_claims
from copilot.types import Checked, Conflict, Passage, Prices, PriceSource

__all__ = ["Comparison", "compare_text", "conflict_of", "find_conflicts", "misdated"]


def compare_text(text: str, prices: PriceSource, *, as_of: date, published: date | None = None) -> list[Comparison]:
    """Every statement of the text that the prices can confirm or contradict, in order.

    published: the text's own day, against which its bare months and "yesterday" are read.
    """
    found = []
    for claim in read_claims(text, published=published):
        for ticker in _tickers(claim, prices):
            try:
                known = prices.prices(ticker, as_of=as_of)
            except PricesMissing:
                continue
            comparison = _compare(claim, known)
            if comparison is not None:
                found.append(comparison)
                break
    return found


def misdated(passage: Passage, prices: PriceSource, *, as_of: date) -> bool:
    """Whether the passage gives a price or a move to a day that the prices give to another."""
    published = passage.published.date() if passage.published else None
    compared = compare_text(passage.quote, prices, as_of=as_of, published=published)
    return any(comparison.kind == "date" and not comparison.agrees for comparison in compared)


def find_conflicts(checked: Checked, prices: PriceSource, *, as_of: date) -> Checked:
    """The checked text with a conflict on each number that rests on a passage the prices contradict.

    Where only the date is wrong, the dispute is the date's, wherever it is printed; the level itself stands.
    """
    numbers = list(checked.numbers)
    conflicts: list[Conflict] = []
    for mark, passage in checked.evidence.items():
        if not isinstance(passage, Passage):
            continue
        published = passage.published.date() if passage.published else None
        for comparison in compare_text(passage.quote, prices, as_of=as_of, published=published):
            if comparison.agrees:
                continue
            touched = resting_on(numbers, mark, passage.quote, comparison)
            if not touched or any(c.text == comparison.text for c in conflicts):
                continue
            conflicts.append(conflict_of(f"C{len(conflicts) + 1}", touched, comparison))
            for index in touched:
                numbers[index] = replace(numbers[index], conflict=numbers[index].conflict or comparison.text)
    return replace(checked, numbers=tuple(numbers), conflicts=tuple(conflicts))


def _tickers(claim: Claim, prices: PriceSource) -> list[str]:
    """The tickers whose own prices decide the claim: never a fund for an index."""
    held = set(prices.tickers())
    return [ticker for ticker in claim.tickers if ticker in held]


def _compare(claim: Claim, prices: Prices) -> Comparison | None:
    quantity, start, end = claim.quantity, claim.period_start, claim.period_end
    if quantity.value is None or quantity.ulp is None or start is None or end is None:
        return None
    if claim.modality not in (None, "actual") or claim.negated:
        return None
    if quantity.unit == "percent":
        return compare_return(claim, prices, start, end)
    is_price = quantity.unit == prices.currency and claim.role in ("level", "none")
    if is_price or (quantity.unit in (prices.currency, "none") and claim.price_field in FIELDS):
        return compare_level(claim, prices, start, end)
    return None
