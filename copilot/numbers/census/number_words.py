"""Numbers written in words: "twenty-five", "two and a half million", "three-quarters", "fifth"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from copilot import calendar_words
from copilot.numbers.census.items import plus, times
from copilot.numbers.census.tokens import Tokens

_ONES = {
    word: value
    for value, word in enumerate([
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ])
}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TENS["fourty"] = 40
_ONES |= {"nought": 0, "naught": 0}
_POWERS = {
    2: "hundred",
    3: "thousand",
    5: "lakh lakhs",
    6: "million millions",
    7: "crore crores",
    9: "billion billions",
    12: "trillion trillions",
    15: "quadrillion",
}
SCALE_WORDS = {word: Decimal(10**power) for power, words in _POWERS.items() for word in words.split()}
SCALE_WORDS |= {"dozen": Decimal(12), "dozens": Decimal(12)}
_SPELLED_SCALES = ("hundred", "thousand", "million", "billion", "trillion", "quadrillion", "dozen", "lakh", "crore")
_ORDINALS = {word: value for value, word in enumerate(calendar_words.ORDINALS, 1)}
_ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
}
_DENOMINATORS |= {word + "s": value for word, value in _DENOMINATORS.items() if word not in ("half", "halves")}
_ABOVE_ALL = Decimal(10**20)
_FOUR_PLACES = Decimal("0.0001")
_HUNDREDTH = Decimal("0.01")
STARTERS = frozenset([*_ONES, *_TENS, *_SPELLED_SCALES])


class Spelled(NamedTuple):
    """A number in words over tokens .. last - 1; `scaled`: it ends with thousand, million or more."""

    value: Decimal
    ulp: Decimal
    last: int
    scaled: bool = False
    fraction: bool = False


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A fraction to four decimals, without trailing zeros: two thirds are 0.6667.

    >>> quotient(Decimal(3), Decimal(4))
    Decimal('0.75')
    """
    found = (numerator / denominator).quantize(_FOUR_PLACES)
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


ORDINALS = frozenset(_ORDINALS)


def read_ordinal(word: str) -> int | None:
    """The number of an ordinal word, None of any other.

    >>> read_ordinal("fifth")
    5
    """
    return _ORDINALS.get(word)


def _step(tokens: Tokens, index: int) -> int:
    """Where the next word of the same number would stand: past a hyphen or a space."""
    if tokens.is_hyphen(index):
        return index + 1
    return index if tokens.near(index) and not tokens.glued(index) else -1


def _small(tokens: Tokens, index: int) -> tuple[int, int]:
    """A number below a hundred and the token after it; the same token where there is none."""
    word = tokens.at(index)
    if word in _ONES:
        return _ONES[word], index + 1
    if word not in _TENS:
        return 0, index
    follow = _step(tokens, index + 1)
    ones = _ONES.get(tokens.at(follow), 0) if follow > 0 else 0
    if 0 < ones < 10:
        return _TENS[word] + ones, follow + 1
    return _TENS[word], index + 1


def read_cardinal(tokens: Tokens, index: int) -> Spelled | None:
    """The cardinal in words at a token: "one hundred and twenty thousand", "two dozen", "a million", "two and a half".

    "a" begins one only before hundred, thousand, a larger scale or dozen.
    """
    total, at, ulp, below = Decimal(0), index, Decimal(1), _ABOVE_ALL
    while True:
        group, after = _group(tokens, at, first=at == index)
        if after == at:
            return None if at == index else Spelled(total, ulp, at, scaled=1000 <= below < _ABOVE_ALL)
        part = and_a_fraction(tokens, after) or _decimals(tokens, index, after)
        if part is not None:
            group, after, ulp = plus(group, part.value), part.last, part.ulp
        scale, last = _scale_after(tokens, after)
        if scale is None or scale >= below:
            return Spelled(plus(total, group), ulp, after, scaled=1000 <= below < _ABOVE_ALL, fraction=part is not None)
        total, at, below = plus(total, times(group, scale)), last, scale
        ulp = times(ulp, scale) if scale >= 1000 else ulp
        tail = and_a_fraction(tokens, at) if scale >= 1000 else None
        if tail is not None:  # "three million and a half"
            return Spelled(plus(total, times(tail.value, scale)), times(tail.ulp, scale), tail.last, scaled=True)
        joined = _joined(tokens, at, scale)
        if scale == 12 or part is not None or joined < 0:
            return Spelled(total, ulp, at, scaled=scale >= 1000)
        at, ulp = joined, Decimal(1)


def _scale_after(tokens: Tokens, index: int) -> tuple[Decimal | None, int]:
    """The scale word or words behind a number ("thousand", "lakh crore") and the token after them."""
    at = _step(tokens, index)
    if at < 0 or (tokens.at(at) not in _SPELLED_SCALES and tokens.at(at) != "dozens"):
        return None, index
    scale = SCALE_WORDS[tokens.at(at)]
    further = _step(tokens, at + 1)
    if further > 0 and tokens.at(further) in _SPELLED_SCALES and SCALE_WORDS[tokens.at(further)] >= scale >= 1000:
        return times(scale, SCALE_WORDS[tokens.at(further)]), further + 1
    return scale, at + 1


def _joined(tokens: Tokens, index: int, scale: Decimal) -> int:
    """Where a smaller group follows a scale word, "and" in between allowed; -1 where none does."""
    at = _step(tokens, index)
    if at > 0 and tokens.at(at) == "and" and scale >= 100:
        at = _step(tokens, at + 1)
    return at if at >= 0 and _small(tokens, at)[0] > 0 else -1


def _group(tokens: Tokens, index: int, *, first: bool) -> tuple[Decimal, int]:
    """A number below a thousand, hundreds included ("two hundred and five"), and the token after it."""
    word = tokens.at(index)
    if first and word in ("a", "an") and tokens.at(index + 1) in _SPELLED_SCALES and tokens.near(index + 1):
        if tokens.at(index + 1) != "hundred":
            return Decimal(1), index + 1
        value, at = 1, index + 1
    elif first and word in _SPELLED_SCALES and word not in ("lakh", "crore"):
        if word != "hundred":
            return Decimal(1), index
        value, at = 1, index
    else:
        value, at = _small(tokens, index)
        if at == index:
            return Decimal(0), index
    bare = tokens.at(at) == "hundred" and value == 1 and at <= index + 1 and word in ("a", "an", "hundred")
    follow = at if bare else _step(tokens, at)
    if follow >= 0 and tokens.at(follow) == "hundred" and 0 < value < 100:
        value, at = value * 100, follow + 1
        joined = _step(tokens, at)
        if joined > 0 and tokens.at(joined) == "and":
            joined = _step(tokens, joined + 1)
        rest, after = _small(tokens, joined) if joined > 0 else (0, joined)
        if rest:
            value, at = value + rest, after
    return Decimal(value), at


def _decimals(tokens: Tokens, index: int, after: int) -> Spelled | None:
    """The "point five" of "two point five", the "point seventy-one" of "nine point seventy-one"."""
    at = after + 1
    if tokens.at(after) != "point" or (tokens.at(at) not in _ONES and tokens.at(at) not in _TENS) or not tokens.near(at):
        return None
    if tokens.at(index) == "one" and tokens.at(index - 1) in ("at", "from", "on"):
        return None  # "at one point five firms had left"
    if tokens.at(at) in _TENS or _ONES[tokens.at(at)] > 9:
        value, last = _small(tokens, at)
        digits = str(value)
    else:
        digits, last = "", at
        while _ONES.get(tokens.at(last), 10) < 10 and last < at + 6:
            digits, last = digits + str(_ONES[tokens.at(last)]), last + 1
    return Spelled(Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)), last, fraction=True)


def and_a_fraction(tokens: Tokens, index: int) -> Spelled | None:
    """The "and a half" of "two and a half"."""
    at = _step(tokens, index)
    if at < 0 or tokens.at(at) != "and":
        return None
    at = _step(tokens, at + 1)
    if at < 0 or tokens.at(at) not in ("a", "one", "three", "two"):
        return None
    found = read_fraction(tokens, at)
    return found if found is not None and tokens.at(found.last) not in ("consecutive", "straight") else None


def read_fraction(tokens: Tokens, index: int) -> Spelled | None:
    """A fraction in words: "a third", "two-thirds", "half"; whether it is one of something the caller decides."""
    word = tokens.at(index)
    if word == "half":
        return Spelled(Decimal("0.5"), _HUNDREDTH, index + 1, fraction=True)
    numerator = 1 if word in ("a", "an") else _ONES.get(word, 0)
    if not 0 < numerator < 10:
        return None
    at = _step(tokens, index + 1)
    below = _DENOMINATORS.get(tokens.at(at)) if at > 0 else None
    if below is None or (numerator >= below and below != 2):
        return None
    plural = tokens.at(at).endswith("s")
    if plural != (numerator > 1):
        return None
    return Spelled(quotient(Decimal(numerator), Decimal(below)), _HUNDREDTH, at + 1, fraction=True)
