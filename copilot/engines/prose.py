"""Values in words and figures, as a brief prints them; every figure a rounding that the check can follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from copilot.names import instrument
from copilot.types import Metric, Passage

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SPEAKER = re.compile(  # "Governor Ansel on the outlook"
    r"(?:(?:(?:Opening|Welcoming|Welcome) )?(?:[Rr]emarks|[Ss]tatement|[Ss]peech) by )?"
    r"(?P<who>(?:(?:Vice|Deputy) )?(?:Chair(?:man|woman)?|Governor|President)(?: for [A-Z]\w+)?(?: [A-Z][\w.’'-]+){1,3})"
    r" (?:on|says|said|at)\b"
)
_HUNDRED = Decimal(100)


def percent(fraction: Decimal, places: int = 2) -> str:
    """The magnitude of a fraction as a percentage, rounded half away from zero.

    >>> percent(Decimal("-0.12345"))
    '12.35%'
    """
    return f"{rounded(abs(fraction) * _HUNDRED, places)}%"


def rounded(value: Decimal, places: int) -> str:
    """A decimal with so many places, thousands separated, ties away from zero."""
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,}"


def price(metric: Metric) -> str:
    """The value of a metric that is a price."""
    return money(metric.value, metric.unit)


def money(value: Decimal, unit: str) -> str:
    """A level in a currency by its ISO 4217 code, or in index points.

    >>> money(Decimal("1204.5"), "EUR"), money(Decimal("12"), "CHF")
    ('€1,204.50', 'CHF 12.00')
    """
    text = rounded(value, 2)
    if unit == "index_point":
        return text
    return f"{_SIGNS[unit]}{text}" if unit in _SIGNS else f"{unit} {text}"


def called(ticker: str) -> str:
    """How prose names an instrument: by its ticker, an index by its name.

    >>> called("XLE"), called("^FTSE")
    ('XLE', 'the FTSE 100')
    """
    row = instrument(ticker) if ticker.startswith("^") else None
    return ticker if row is None else f"the {row.name}"


def sentence(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def either(value: Decimal, up: str, down: str) -> str:
    """The word for a value of 0 or above, or the one for a value below.

    >>> either(Decimal("-0.01"), "rose", "fell")
    'fell'
    """
    return up if value >= 0 else down


def day(session: date | None) -> str:
    """A day in words.

    >>> day(date(2024, 5, 3))
    '3 May 2024'
    """
    return "an unknown day" if session is None else f"{session.day} {session:%B %Y}"


def listed(items: Sequence[str], joiner: str = "and") -> str:
    """Items as a phrase.

    >>> listed(["earnings", "rates", "breadth"])
    'earnings, rates and breadth'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def publisher_of(passage: Passage) -> str:
    """Who wrote it, in words free of numerals; of a speech who gave it, whose view need not be that of the house."""
    if speaker := _SPEAKER.match(passage.title):
        return speaker["who"]
    name = " ".join((passage.publisher or "").split())
    return name if name and len(name) < 60 and not re.search(r"\d|\[", name) else "one article"


def has_numeral(text: str) -> bool:
    """Whether any digit stands in the text: a meta sentence holds none."""
    return any(character.isnumeric() for character in text)


def opened(truth: bool, told: Sequence[str]) -> list[str]:
    """The sentences, the first of them behind "Yes" or "No"."""
    first = told[0]
    small = first.startswith(("On ", "In ", "Between ", "The ", "By "))
    return [f"{'Yes' if truth else 'No'}: {first[0].lower() + first[1:] if small else first}", *told[1:]]
