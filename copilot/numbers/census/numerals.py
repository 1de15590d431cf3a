"""Numerals in digits, read exactly: "6,849.09", "3½", "3-1/2", ".5", "1,00,000", "1'204'500", "1.204,50"."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.census.items import is_too_long, plus, times
from copilot.numbers.census.number_words import quotient
from copilot.numbers.census.tokens import FRACTION_SIGNS, Tokens

_HUNDREDTH = Decimal("0.01")
_DENOMINATORS = frozenset({"2", "3", "4", "5", "6", "8", "10", "12", "16", "20", "32", "64", "100"})


class Numeral(NamedTuple):
    """A number in digits over tokens .. last - 1, without sign, scale or unit. `digits` counts those before the point."""

    value: Decimal
    ulp: Decimal
    last: int
    digits: int
    decimal: bool
    whole: bool = True  # digits alone: no separator, point or fraction


@lru_cache(maxsize=256)
def _place(decimals: int) -> Decimal:
    """The place of the last digit where so many stand behind the point: 0.01 of two."""
    return Decimal(1).scaleb(-decimals)


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """The numeral that begins at a token of kind "n" or "f"; None for a version, an address or an endless identifier.

    >>> read_numeral(Tokens("3½ percent"), 0).value
    Decimal('3.5')
    """
    if tokens.kind_at(index) == "f":
        return Numeral(_sign_value(tokens, index), _HUNDREDTH, index + 1, 0, True, False)
    if tokens.kind_at(index) != "n" or is_too_long(tokens.word[index]):
        return None
    grouped = _grouped(tokens, index)
    if grouped is not None:
        return grouped
    word = tokens.word[index]
    printed = word.replace(",", "")
    whole, last = word.isdigit(), index + 1
    if tokens.at(last) == "." and tokens.glued(last) and tokens.kind_at(last + 1) == "n" and tokens.glued(last + 1):
        return None
    fraction = _fraction_after(tokens, index) if whole else None
    if fraction is not None:
        value, last = fraction
        return Numeral(plus(Decimal(printed), value), _HUNDREDTH, last, len(printed), True, False)
    simple = _simple_fraction(tokens, index) if whole else None
    if simple is not None:
        return Numeral(simple, _HUNDREDTH, index + 3, 0, True, False)
    digits, point, decimals = printed.partition(".")
    if decimals and tokens.kind_at(last) == "f" and tokens.glued(last):  # $5.27¾ a bushel
        part = times(_sign_value(tokens, last), _place(len(decimals)))
        return Numeral(plus(Decimal(printed), part), _place(len(decimals) + 2), last + 1, len(digits), True, False)
    return Numeral(Decimal(printed), _place(len(decimals)), last, len(digits), bool(point), whole)


def _sign_value(tokens: Tokens, index: int) -> Decimal:
    return Decimal(FRACTION_SIGNS[tokens.text[tokens.start[index]]])


def _fraction_after(tokens: Tokens, index: int) -> tuple[Decimal, int] | None:
    """The fraction of a mixed number: the ½ of "3½" and "3 ½", the 1/2 of "3 1/2" and "3-1/2"."""
    at = index + 1
    if tokens.kind_at(at) == "f" and tokens.near(at):
        return _sign_value(tokens, at), at + 1
    if tokens.is_hyphen(at):
        at += 1
    elif tokens.glued(at):
        return None
    if tokens.kind_at(at) == "f":
        return _sign_value(tokens, at), at + 1
    if tokens.at(at) == "and" and tokens.near(at) and tokens.near(at + 1) and tokens.kind_at(at + 1) == "n":
        at += 1  # "1 and 1/2 hours"
    found = _simple_fraction(tokens, at) if tokens.near(at) else None
    return (found, at + 3) if found is not None and len(tokens.word[index]) < 5 else None


def _simple_fraction(tokens: Tokens, index: int) -> Decimal | None:
    """The value of "3/4"; None of "24/7", "9/11" or "50/50"."""
    if tokens.at(index + 1) != "/" or not tokens.glued(index + 1) or not tokens.glued(index + 2):
        return None
    over, below = tokens.at(index), tokens.at(index + 2)
    if not over.isdigit() or not below.isdigit() or len(below) > 4 or int(over) == 0 or int(over) >= int(below):
        return None
    if below not in _DENOMINATORS and (over != "1" or int(below) < 32):
        return None
    suffix = tokens.at(index + 3) in ("th", "ths", "rd", "rds")  # "3/4th of the length"
    if tokens.glued(index + 3) and not suffix and (tokens.at(index + 3) == "/" or tokens.kind_at(index + 3) in ("w", "n")):
        return None
    return quotient(Decimal(over), Decimal(below))


def _grouped(tokens: Tokens, index: int) -> Numeral | None:
    """A number whose thousands are grouped in another country's way, or whose decimals follow a comma."""
    word, mark = tokens.word[index], tokens.at(index + 1)
    if tokens.kind_at(index + 1) == "n" and word.isdigit() and len(word) <= 3:
        return _spaced(tokens, index)
    if not (mark in (",", "'") and tokens.glued(index + 1) and tokens.kind_at(index + 2) == "n" and tokens.glued(index + 2)):
        return None
    if mark == "'":
        return _joined(tokens, index, "'")
    following = tokens.word[index + 2]
    if word.isdigit() and len(word) <= 2 and len(following.partition(",")[0]) == 2:
        return _indian(tokens, index)
    whole, _, decimals = word.partition(".")
    ends = not (tokens.glued(index + 3) and (tokens.at(index + 3) == "," or tokens.kind_at(index + 3) == "n"))
    if len(decimals) == 3 and len(whole) <= 3 and following.isdigit() and len(following) <= 2 and ends:  # 1.204,50
        return _exact(f"{whole}{decimals}.{following}", index + 3)
    if (
        word.isdigit()
        and following.isdigit()
        and len(following) <= 2
        and ends
        and tokens.at(index + 3) in ("%", "€")
        and len(word) <= 3
    ):
        return _exact(f"{word}.{following}", index + 3)
    return None


def _exact(printed: str, last: int) -> Numeral:
    digits, point, decimals = printed.partition(".")
    return Numeral(Decimal(printed), _place(len(decimals)), last, len(digits), bool(point), False)


def _spaced(tokens: Tokens, index: int) -> Numeral | None:
    """Thousands apart by a no-break or thin space: "1 204 500"."""
    printed, at = tokens.word[index], index + 1
    while (
        at < index + 8
        and tokens.kind_at(at) == "n"
        and len(tokens.word[at].partition(".")[0]) == 3
        and "," not in tokens.word[at]
    ):
        gap = tokens.text[tokens.end[at - 1] : tokens.start[at]]
        if len(gap) != 1 or (gap.isascii() and not (gap == " " and _has_zero_group(tokens, index))):
            break
        printed += tokens.word[at]
        at += 1
        if "." in printed:
            break
    return _exact(printed, at) if at > index + 1 else None


def _has_zero_group(tokens: Tokens, index: int) -> bool:
    """Whether a group that cannot stand alone follows: the 000 of "40 000", the 021 of "1 414 021 100"."""
    for at in range(index + 1, index + 5):
        if tokens.kind_at(at) != "n" or len(tokens.word[at].partition(".")[0]) != 3 or "," in tokens.word[at]:
            return False
        if tokens.word[at][0] == "0":
            return True
    return False


def _joined(tokens: Tokens, index: int, mark: str) -> Numeral | None:
    printed, at = tokens.word[index], index + 1
    if not printed.isdigit() or len(printed) > 3:
        return None
    while (
        at < index + 12 and tokens.at(at) == mark and tokens.glued(at) and tokens.kind_at(at + 1) == "n" and tokens.glued(at + 1)
    ):
        group = tokens.word[at + 1]
        if len(group.partition(".")[0]) != 3 or "," in group:
            return None
        printed += group
        at += 2
        if "." in printed:
            break
    return _exact(printed, at) if at > index + 1 else None


def _indian(tokens: Tokens, index: int) -> Numeral | None:
    """Lakhs and crores in figures: "12,34,56,789"."""
    printed, at = tokens.word[index], index + 1
    while (
        at < index + 12 and tokens.at(at) == "," and tokens.glued(at) and tokens.kind_at(at + 1) == "n" and tokens.glued(at + 1)
    ):
        group = tokens.word[at + 1]
        at += 2
        printed += group.replace(",", "")
        if len(group.partition(",")[0]) != 2:
            return None
        if "," in group:
            return _exact(printed, at) if group.count(",") == 1 else None
    return None
