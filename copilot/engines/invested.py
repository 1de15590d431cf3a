"""A sum put into an instrument: which one a question names, and what it has become since."""

from __future__ import annotations

import re
from datetime import date

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, money
from copilot.engines.question_words import INVESTED
from copilot.engines.returns import signed, windows
from copilot.numbers import Quantity, find_quantities
from copilot.numbers.evidence.amounts import is_money

_PUT = re.compile(r"\b(?:grow\w*|grew|put|invest\w*|placed|becom\w+|became|turn(?:ed)? into|bought)\b", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:would|will|have|has|had|did)\s+(?P<sum>(?!(?:19|20)\d\d\b)\d[\d,]*)\s+(?:in\s+\S+\s+)?(?:now\s+)?(?:have\s+)?(?:become|grown|be(?:en)?\s+worth)\b"
    r"|\b(?:put|invest(?:ed)?|placed)\s+(?P<sum2>\d[\d,]*)\s+(?:in|into)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\s+(?:worth\s+)?(?:in|into|of)\b", re.IGNORECASE)


def sum_invested(text: str) -> Quantity | None:
    """The sum that a question puts into something; None where it names none, or a price.

    >>> sum_invested("what would $10k in SMH be worth now?").text, sum_invested("did SMH close above $210?")
    ('$10k', None)
    """
    found = [item for item in find_quantities(text) if is_money(item.unit) and item.value is not None]
    if not found and (bare := _BARE.search(text)) is not None:  # in the currency of the prices
        place = max(bare.start("sum"), bare.start("sum2"))
        items = (item for item in find_quantities(text) if item.start == place and item.value is not None)
        return next((item for item in items if item.unit == "none" or is_money(item.unit)), None)
    return found[0] if len(found) == 1 and (_PUT.search(text) or _INTO.match(text, found[0].end)) else None


def asks_of_sum(text: str) -> bool:
    """Whether it is asked what a sum put into an instrument has become."""
    return INVESTED.search(text) is not None or sum_invested(text) is not None


def grown(desk: Desk, evidence: Evidence, ticker: str, amount: Quantity, period: Period) -> list[str]:
    """What a sum put in at the start of a period has become at its end, with dividends.

    Empty where dividends are not known, and where the prices are of another currency: no rate of exchange is at hand.
    """
    for window in windows(desk, ticker, period):
        value = desk.metric("value of an amount invested", ticker, amount=f"{amount.value:f}", is_optional=True, **window)
        total = desk.metric("total return", ticker, is_optional=True, **window)
        if value is not None and total is not None and amount.unit in (value.unit, "none"):
            when = f"between {day(value.start)} and {day(value.end)}"
            return [
                f"The sum asked about, put into {called(ticker)}, became {money(value.value, value.unit)} {when} with dividends"
                f" reinvested, before costs and taxes {evidence.cite(value)}; {called(ticker)} returned {signed(total)}"
                f" {evidence.cite(total)}."
            ]
    return []


def from_then_on(period: Period, text: str, as_of: date) -> Period:
    """From a day, or the start or the end of a longer time, to the as-of day."""
    at_end = re.search(r"\bend of\s*$", text[: period.span[0]], re.IGNORECASE) is not None or period.grain == "span"
    start = period.end if at_end and period.grain != "span" else period.start
    return Period(start, as_of, "span", period.span, is_since=not at_end and period.grain != "day")
