"""A glance at the digits of a text: which sizes its figures may have, so that no census is made of one that has none of a size.

A figure is its digits times a power of ten, whatever its scale and unit, and words alone tell but a few values. Where words or
several numerals make a value together, a text is open to any size. The census decides; the glance only spares it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from copilot.numbers.census.multiple_forms import MULTIPLE_WORDS
from copilot.numbers.census.number_words import ORDINALS, STARTERS, quotient
from copilot.numbers.census.tokens import plain
from copilot.resources import reference_table

LEAST, MOST = Decimal("0.7"), Decimal("1.3")  # of its value: how far a hedged figure may reach
_NUMERAL = re.compile(r"\d+(?:(?<!\d{4}),\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_IS_MORE = re.compile("[|\t\ue000\ue001]")  # a table; what stands for a fraction sign and the like
_MARK = re.compile(r"[~≈<>≥≤+]")
_SCALE = r"(?:thousand|million|billion|trillion|quadrillion|lakh|crore)s?"
_NUMBER = rf"(?:{'|'.join(sorted(STARTERS))})"
_OF_SEVERAL = re.compile(  # numerals that make one value together, or a multiple
    r"\d(?:[/'×]\d|,(?!\d{3}(?!\d))\d| \d{3}(?!\d)| ?-?×|-?x\b|[ -](?:in|out of)\b)"
)
_OF_WORDS = re.compile(  # words that do, alone or with a numeral
    rf"hundred|dozen|\b(?:times|fold|x)\b|\b{_NUMBER} point\b|\band (?:a|one|two|three)[ -]"
    rf"|\b(?:one|two|three|four|five|six|seven|eight|nine)[ -](?:in|out of)\b|\b{_SCALE}[ -](?:and[ -])?{_NUMBER}\b"
)
_TELLING = frozenset([*STARTERS, *ORDINALS, *MULTIPLE_WORDS, "half", "halves", "quarter", "quarters"])
_JOINED = (_TELLING - set(re.findall(r"\w+", _SCALE))) | {"hundreds", "dozens", "times", "fold", "x"}
_BEFORE, _BEHIND = 120, 60  # characters between a figure and a word that loosens it, at most


class Glance:
    """The numerals of one text by their digits, without noughts before and behind."""

    def __init__(self, text: str) -> None:
        same = plain(text)
        lower = " ".join(same.lower().split())
        words = frozenset(_WORD.findall(lower))
        several = _IS_MORE.search(same) is not None or _OF_SEVERAL.search(lower) is not None
        self._is_open = several or not (words.isdisjoint(_JOINED) or _OF_WORDS.search(lower) is None)
        self._tells = not words.isdisjoint(_TELLING)
        may_hedge = _MARK.search(lower) is not None or not words.isdisjoint(_hedging())
        hedges = [match.start() for match in _hedges().finditer(lower)] if may_hedge else []
        self._hedges = bool(hedges)
        self._printed = _digits_of(_NUMERAL.findall(lower))
        near = (match.group() for match in _NUMERAL.finditer(lower) if _is_near(hedges, *match.span())) if hedges else ()
        self._hedged = _digits_of(near)

    def may_hold(self, low: Decimal, high: Decimal) -> bool:
        """Whether a figure of the text may be of a size in the closed interval, or be hedged and reach into it."""
        if self._is_open or low <= 0:
            return True
        loosely = (low - 1) / MOST, high / LEAST
        if self._tells and _reaches(_told_in_words(), *(loosely if self._hedges else (low, high))):
            return True
        return _reaches(self._printed, low, high) or _reaches(self._hedged, *loosely)


def _digits_of(numerals: Iterable[str]) -> list[str]:
    """What orders numerals of any scale, in order: "2075" of 0.20750."""
    return sorted([digits.strip("0") for digits in " ".join(numerals).replace(",", "").replace(".", "").split()])


def _reaches(numerals: Sequence[str], low: Decimal, high: Decimal) -> bool:
    """Whether one of the numerals, in order, times a power of ten lies in the closed interval."""
    wider = high.adjusted() - low.adjusted()
    if low <= 0 or wider > 1:
        return bool(numerals)
    first, last = (_digits(end) for end in (low, high))
    if wider:
        return bool(numerals) and (numerals[-1] >= first or numerals[0] <= last)
    return bisect_left(numerals, first) < bisect_right(numerals, last)


@lru_cache(maxsize=64)  # each source is asked for the same ones
def _digits(value: Decimal) -> str:
    """The digits of one value."""
    return str(value).partition("E")[0].replace(".", "").strip("0")


@cache
def _told_in_words() -> tuple[str, ...]:
    """What the words of a number tell without a hundred: whole numbers and fractions, of any scale."""
    fractions = [quotient(Decimal(above), Decimal(below)) for below in (*range(2, 11), 12, 20) for above in range(1, 10)]
    return tuple(sorted({_digits(value) for value in (*map(Decimal, range(1, 100)), *fractions)}))


@cache
def _hedging() -> frozenset[str]:
    """The word of each phrase that loosens a figure which says so: the "least" of "at least"."""
    table = reference_table("qualifiers.toml")
    phrases = [phrase for place in ("before", "after") for name, all in table[place].items() if name != "none" for phrase in all]
    return frozenset(max(words, key=_weight) for words in map(_WORD.findall, phrases) if words)


def _weight(word: str) -> tuple[bool, int]:
    return word not in ("or", "and", "the", "as", "no", "than", "to", "of", "at", "in"), len(word)


@cache
def _hedges() -> re.Pattern[str]:
    """These words and the marks that do so."""
    return re.compile(rf"{_MARK.pattern}|(?<![a-z])(?:{'|'.join(sorted(_hedging(), key=len, reverse=True))})(?![a-z])")


def _is_near(hedges: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(hedges, start - _BEFORE) < bisect_right(hedges, end + _BEHIND)
