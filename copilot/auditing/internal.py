"""One text against itself: the same quantity of the same thing at the same time, told twice with different values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from copilot.auditing.remarks import Remark
from copilot.comparison import Statement, says_of_whom, says_when
from copilot.numbers import Claim
from copilot.numbers.binding.windows import window

# Measures of which a thing has one at a time, though no period is said.
_STANDING = frozenset({"pe_ratio", "expense_ratio", "dividend_yield", "beta", "market_cap"})
_SPECIFIC = frozenset({"index", "fund", "company"})
_FIXED = ("day", "month", "quarter", "half", "year", "window")
_TRADED = ("open", "high", "low", "close")
_MOST_REMARKS = 40

Key = tuple[Any, ...]


def contradictions(text: str, claims: Sequence[Claim], published: date | None) -> Iterator[Remark]:
    """Each figure that an earlier one of the same text contradicts; the later names the earlier."""
    first: dict[Key, Claim] = {}
    count = 0
    for claim in claims:
        key = _key(claim)
        if key is None or not _is_plain(Statement(claim, text, published)):
            continue
        earlier = first.setdefault(key, claim)
        if earlier is claim or _agree(earlier, claim) or _share_a_time(earlier, claim) or count >= _MOST_REMARKS:
            continue
        count += 1
        name = claim.entities[0].text
        stated, other = claim.quantity.text, earlier.quantity.text
        what = _what(text, claim)
        words = f"{name}{what} is told as {other} in one place and as {stated} in another."
        spans = ((claim.quantity.start, claim.quantity.end), (earlier.quantity.start, earlier.quantity.end))
        yield Remark("internal", "error", spans, stated, other, words)


def _share_a_time(one: Claim, other: Claim) -> bool:
    """Whether two changes of one sentence have the very same words as their time: it is the time of one of them."""
    return one.role == "change" and one.row is None and (one.sentence, one.period_span) == (other.sentence, other.period_span)


def _is_plain(statement: Statement) -> bool:
    """Whether it is a fact that names its subject before it, and its time, if it has one, as its only one."""
    if not statement.is_fact or not says_of_whom(statement) or statement.is_compared:
        return False
    if statement.claim.price_field in _TRADED:
        span = statement.claim.period_span
        own = span is not None and statement.claim.sentence[0] <= span[0] < statement.claim.sentence[1]
        return statement.field == statement.claim.price_field and own
    return statement.claim.period_start is None or (says_when(statement) and not statement.is_within_session)


def _key(claim: Claim) -> Key | None:
    """What a claim is a figure of; None where the text does not pin it down to one quantity."""
    quantity = claim.quantity
    named = {name.id for name in claim.entities if name.kind in _SPECIFIC}
    if quantity.value is None or quantity.ulp is None or len(named) != 1 or not claim.entities_near:
        return None
    if claim.modality not in (None, "actual") or claim.negated or claim.scope or quantity.kind != "quantity":
        return None
    time: Key = (claim.period_grain, claim.period_start, claim.period_end)
    basis = tuple(sorted(claim.basis.items()))
    if claim.price_field in _TRADED and claim.period_grain == "day" and claim.period_start and claim.role != "change":
        return next(iter(named)), "price", claim.price_field, "", *time
    if claim.measure in _STANDING and (claim.period_start is None) and claim.role != "change":
        return next(iter(named)), claim.measure, quantity.unit, basis, claim.months
    is_return = quantity.unit == "percent" and claim.measure in (None, "return", "price_return") and _sign(claim) != 0
    if is_return and claim.period_grain in _FIXED and claim.period_start is not None and not claim.since and not claim.operands:
        return next(iter(named)), "return", basis, *time
    return None


def _sign(claim: Claim) -> int:
    if claim.quantity.text[:1] in "+-−–":
        return 1 if claim.quantity.text[:1] == "+" else -1
    return {"up": 1, "down": -1}.get(claim.direction, 0)


def _agree(one: Claim, other: Claim) -> bool:
    """Whether both can be roundings of one value."""
    if _sign(one) * _sign(other) < 0:
        return False
    windows = [
        window(abs(claim.quantity.value or 0), claim.quantity.ulp or 0, claim.quantity.qualifier)  # type: ignore[arg-type]
        for claim in (one, other)
    ]
    return windows[0].meets(windows[1])


def _what(text: str, claim: Claim) -> str:
    """The price or measure and its time, in words."""
    time = f" for {' '.join(text[slice(*claim.period_span)].split())}" if claim.period_span else ""
    if claim.price_field in _TRADED:
        return f", {claim.price_field}{time},"
    if claim.measure in _STANDING:
        return f", {str(claim.measure).replace('_', ' ')}{time},"
    return f", change{time},"
