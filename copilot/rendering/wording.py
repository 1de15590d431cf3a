"""How values, days, states and evidence are said on a screen: words first, marks second, colours last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from copilot.marks import clean_model_text
from copilot.numbers.evidence.printed_value import trim_zeros
from copilot.sentences import sentences
from copilot.types import STATES, Checked, Metric, Passage, Span

MARKS = {"checked": "✓", "value_only": "≈", "disputed": "⚡", "differs": "✗", "unsupported": "?", "uncited": "∅", "exempt": ""}
ASCII_MARKS = {
    "checked": "{ok}",
    "value_only": "{~}",
    "disputed": "{!}",
    "differs": "{x}",
    "unsupported": "{?}",
    "uncited": "{-}",
    "exempt": "",
}
WORDS = {
    "checked": "checked",
    "value_only": "value only",
    "disputed": "disputed",
    "differs": "differs",
    "unsupported": "unsupported",
    "uncited": "uncited",
    "exempt": "exempt",
}
SHORT_ID = 12  # characters of a receipt's id on the screen
_MOST_PLACES = 12
_UNITS = {"percentage_point": "pp", "basis_point": "bp", "index_point": "points", "ratio_x": "x", "none": "", "share": "shares"}


def mark(state: str, *, has_glyphs: bool) -> str:
    """The mark behind a number of this state."""
    return (MARKS if has_glyphs else ASCII_MARKS)[state]


def counts_sentence(checked: Checked) -> str:
    """How many numerals there are, and how many in each state; an answer that bound nothing says so.

    >>> counts_sentence(Checked("", (), (), {}, ()))
    'no numerals'
    """
    counts = checked.counts
    total = len(checked.numbers)
    if not total:
        return "no numerals"
    parts = ", ".join(f"{counts[state]} {WORDS[state]}" for state in STATES if counts[state])
    said = f"{total} {'numeral' if total == 1 else 'numerals'}: {parts}"
    bound = counts["checked"] + counts["value_only"] + counts["disputed"]
    return said if bound or total == counts["exempt"] else f"{said}; no number is bound to evidence"


def value_text(value: Decimal, unit: str) -> str:
    """A computed value as a reader writes it; the full precision is in the receipt.

    Where a reader who rounds it once more would get another figure than the value's own rounding, it has more places.

    >>> value_text(Decimal("0.0512345"), "fraction"), value_text(Decimal("48.5"), "USD"), value_text(Decimal("3"), "count:cut")
    ('5.123%', '48.50 USD', '3')
    >>> value_text(Decimal("0.001949721"), "fraction")  # 0.19%, and not the 0.20% of 0.195
    '0.19497%'
    """
    if unit == "fraction":
        return f"{_rounded(value * 100, 3)}%"
    if unit == "percent":
        return f"{trim_zeros(f'{value:f}')}%"
    if unit.startswith("count:"):
        return trim_zeros(value)
    if len(unit) == 3 and unit.isupper():
        return f"{_rounded(value, 4, at_least=2)} {unit}"
    name = _UNITS.get(unit, unit)
    glue = "" if unit == "ratio_x" else " "
    return f"{_rounded(value, 4)}{glue}{name}".rstrip()


def _rounded(value: Decimal, places: int, *, at_least: int = 0) -> str:
    told = next((n for n in range(places, _MOST_PLACES) if _rounds_alike(value, n, places)), _MOST_PLACES)
    text = trim_zeros(value.quantize(Decimal(1).scaleb(-told), ROUND_HALF_UP))
    whole, _, digits = text.partition(".")
    return f"{whole}.{digits.ljust(at_least, '0')}" if at_least else text


def _rounds_alike(value: Decimal, places: int, usual: int) -> bool:
    """Whether the value with so many places rounds to fewer as the value itself does."""
    told = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    fewer = [Decimal(1).scaleb(-n) for n in range(usual)]
    return all(told.quantize(one, ROUND_HALF_UP) == value.quantize(one, ROUND_HALF_UP) for one in fewer)


def counted(count: int, noun: str) -> str:
    """A count with its noun.

    >>> counted(1, "pin"), counted(2, "pin")
    ('1 pin', '2 pins')
    """
    return f"{count} {noun if count == 1 else noun + 's'}"


def day_text(moment: date | datetime | None) -> str:
    """A day, or that it is not known."""
    if moment is None:
        return "undated"
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def window_text(metric: Metric) -> str:
    """The first and last session of a metric."""
    if metric.start and metric.end and metric.start != metric.end:
        return f"{metric.start} to {metric.end}"
    return str(metric.end or metric.start or "no session")


def origin_text(passage: Passage) -> str:
    """Publisher, title and day of a passage, on one line."""
    title = one_line(passage.title) or "untitled"
    return f"{one_line(passage.publisher or 'unknown publisher')}, “{title}”, {day_text(passage.published)}"


def one_line(text: str) -> str:
    """Somebody else's text on one line, without forged ticks and control characters."""
    return " ".join(clean_model_text(text).split())


def excerpt(quote: str, spans: Sequence[Span], *, limit: int = 320) -> str:
    """The sentences of a quote that hold the spans a number rests on, else its first ones, up to about `limit` characters.

    >>> excerpt("Rain fell all day. Rates rose 2%. Nobody came. It ended.", [(30, 32)], limit=30)
    '… Rates rose 2%. Nobody came. …'
    """
    if len(quote) <= limit:
        return one_line(quote)
    found = sentences(quote)
    wanted = [i for i, (start, end) in enumerate(found) if any(start < b and a < end for a, b in spans)]
    kept = sorted(_filled(found, wanted or [0], limit))
    pieces: list[str] = []
    for place, i in enumerate(kept):
        if i and (place == 0 or kept[place - 1] != i - 1):
            pieces.append("…")
        pieces.append(one_line(quote[slice(*found[i])])[: 2 * limit])
    if kept and kept[-1] != len(found) - 1:
        pieces.append("…")
    return " ".join(pieces)


def _filled(found: list[tuple[int, int]], wanted: list[int], limit: int) -> list[int]:
    """The wanted sentences while they fit (one always), then their followers."""
    kept: list[int] = []
    for i in [*wanted, *(i + 1 for i in wanted)]:
        size = sum(found[k][1] - found[k][0] for k in kept)
        if i < len(found) and i not in kept and (not kept or size + found[i][1] - found[i][0] <= limit):
            kept.append(i)
    return kept
