"""What a text says of the votes on a decision: "9-3", "three dissents", against the members that its statement names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison
from copilot.metrics import computed
from copilot.numbers.census.lists import pair_numbers
from copilot.types import Meeting

_VOTED = re.compile(r"\bvot(?:e[sd]?|ing)\b", re.IGNORECASE)
_DISSENT = re.compile(r"\bdissent\w*|\bvot(?:e[sd]?|ing) against\b", re.IGNORECASE)
_FORESEEN = re.compile(r"\b(?:could|would|may|might|if|will|likely|expect\w*|should|odds|bets?)\b", re.IGNORECASE)
AUTHORITY = "the meetings say"
_BESIDE_CHARS = 45  # between a count and what makes it one of dissents


def compare_votes(statement: Statement, meetings: Sequence[Meeting], day: date | None) -> Comparison | None:
    """The votes told of the meeting of a day, for and against or against alone; None where it tells none."""
    quantity = statement.claim.quantity
    if day is None or not statement.is_told:
        return None
    start, end = statement.claim.sentence
    if _FORESEEN.search(statement.text, start, quantity.start):
        return None
    around = statement.text[max(start, quantity.start - _BESIDE_CHARS) : min(end, quantity.end + _BESIDE_CHARS)]
    is_pair = quantity.value is None and quantity.low is None and _VOTED.search(around) is not None
    is_dissent = quantity.kind == "count_word" or quantity.unit.startswith("count:")
    is_dissent = is_dissent and quantity.value is not None and _DISSENT.search(_behind(statement)) is not None
    pair = pair_numbers(quantity.text) if is_pair else []
    if len(pair) != 2 and not is_dissent:
        return None
    metrics = [computed(f"votes {side} the decision", meetings=meetings, session=day) for side in ("for", "against")]
    told = [metric for metric in metrics if metric is not None]
    if len(told) != 2:
        return None
    votes = [int(metric.value) for metric in told]
    agrees = votes == pair if is_pair else statement.accepted.holds(told[1].value)
    what = "votes" if is_pair else "dissents"
    stated = f"{quantity.text} {what} are told of {day}"
    found = f"the statement of {told[0].end} names {votes[0]} for and {votes[1]} against"
    return statement.compared(
        stated, found, told if is_pair else told[1:], agrees=agrees, stated_date=day, found_date=told[0].end, authority=AUTHORITY
    )


def _behind(statement: Statement) -> str:
    """The words behind a count, to the next figure."""
    end = statement.claim.quantity.end
    return re.split(r"\d", statement.text[end : min(statement.claim.sentence[1], end + _BESIDE_CHARS)])[0]
