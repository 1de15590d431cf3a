"""A sum put into an instrument: which one a question names, and what it has become since."""

from __future__ import annotations

import re
from decimal import Decimal

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, money
from copilot.engines.returns import signed, windows

_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_SCALE = r"(?:k|m|thousand|million)"
_SUM = re.compile(
    rf"[$€£]\s?(?P<sum>\d[\d,]*(?:\.\d+)?)(?!\d)(?:\s?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?P<sum2>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale2>{_SCALE}))?\s?(?:dollars|euros|pounds|bucks)\b",
    re.IGNORECASE,
)
_PUT = re.compile(r"\b(?:grow\w*|grew|put|invest\w*|placed|becom\w+|became|turn(?:ed)? into|bought)\b", re.IGNORECASE)
_INTO = re.compile(r"\s+(?:worth\s+)?(?:in|into|of)\b", re.IGNORECASE)


def sum_invested(text: str) -> Decimal | None:
    """The sum that a question puts into something; None where it names none, or a price.

    >>> sum_invested("what would $10k in SMH be worth now?"), sum_invested("did SMH close above $210?")
    (Decimal('10000'), None)
    """
    found = list(_SUM.finditer(text))
    if len(found) != 1 or not (_PUT.search(text) or _INTO.match(text, found[0].end())):
        return None
    match = found[0]
    value = Decimal((match["sum"] or match["sum2"]).replace(",", ""))
    return value * _SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1)


def grown(desk: Desk, evidence: Evidence, ticker: str, amount: Decimal, period: Period) -> list[str]:
    """What a sum put in at the start of a period has become at its end, with dividends; empty where they are not known."""
    for window in windows(desk, ticker, period):
        value = desk.metric("value of an amount invested", ticker, amount=f"{amount.normalize():f}", is_optional=True, **window)
        total = desk.metric("total return", ticker, is_optional=True, **window)
        if value is not None and total is not None:
            when = f"between {day(value.start)} and {day(value.end)}"
            return [
                f"The sum asked about, put into {called(ticker)}, became {money(value.value, value.unit)} {when} with dividends"
                f" reinvested, before costs and taxes {evidence.cite(value)}; {called(ticker)} returned {signed(total)}"
                f" {evidence.cite(total)}."
            ]
    return []
