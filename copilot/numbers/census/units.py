"""The marks that give a number its unit: percent signs, points, currencies, shares, lengths of time (reference/units.toml)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from copilot.numbers.census.tokens import Tokens, plain
from copilot.numbers.wordlists import wordlist
from copilot.resources import reference_table

_TIME = frozenset({"year", "month", "day"})
Key = TypeVar("Key")


class Mark(NamedTuple):
    """A unit mark as printed: its words, what it means and what the printed number is multiplied by."""

    words: tuple[str, ...]
    unit: str
    factor: Decimal
    only_glued: bool = False


class UnitFound(NamedTuple):
    """A mark found in a text: the token after it, its unit and factor."""

    last: int
    unit: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Units:
    """All marks by their first word, longest first; scales by their word."""

    after: dict[str, tuple[Mark, ...]]
    before: dict[tuple[str, ...], tuple[Mark, ...]]  # by the last two words, the first "" where the mark is one word
    spaced: dict[str, Decimal]
    glued: dict[str, Decimal]
    money: dict[str, Decimal]
    scales: frozenset[str]  # the words of all three
    needs_scale: frozenset[str]
    weighed: frozenset[str]
    lower_case: frozenset[str]
    measures: dict[str, str]  # word to lemma
    not_before: dict[str, frozenset[str]] = field(default_factory=dict)


def _grouped(marks: list[Mark], key: Callable[[Mark], Key]) -> dict[Key, tuple[Mark, ...]]:
    found: dict[Key, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: -len(mark.words)):
        found.setdefault(key(mark), []).append(mark)
    return {words: tuple(group) for words, group in found.items()}


def _words(mark: str) -> tuple[str, ...]:
    return tuple(word for word in Tokens(plain(mark)).words() if word != "-")


def _powers(table: dict[str, int]) -> dict[str, Decimal]:
    return {word: Decimal(10) ** power for word, power in table.items()}


@cache
def units() -> Units:
    """The table, read once."""
    table = reference_table("units.toml")
    after: list[Mark] = []
    before: list[Mark] = []
    for row in table["unit"]:
        factor = Decimal(row.get("factor", "1"))
        after += [Mark(_words(mark), row["code"], factor) for mark in row["marks"]]
        after += [Mark(_words(mark), row["code"], factor, True) for mark in row.get("glued", ())]
    for row in table["currency"]:
        code, cent = row["code"], Decimal("0.01")
        after += [Mark(_words(mark), code, Decimal(1)) for mark in row.get("after", ())]
        after += [Mark(_words(mark), code, cent) for mark in row.get("cents", ())]
        after += [Mark(_words(mark), code, cent, True) for mark in row.get("cents_glued", ())]
        before += [Mark(_words(mark), code, Decimal(1)) for mark in row["before"]]
    for code in table["scaled_codes"]["codes"]:
        for prefix, power in table["scaled_codes"]["prefixes"].items():
            mark = Mark((prefix + code.lower(),), code, Decimal(10) ** power)
            after.append(mark)
            before.append(mark)
    doubtful = table["doubtful"]
    spaced, glued, money = (_powers(table["scale"][place]) for place in ("spaced", "glued", "money"))
    return Units(
        _grouped(after, lambda mark: mark.words[0]),
        _grouped(before, lambda mark: ("", *mark.words)[-2:]),
        spaced,
        glued,
        money,
        frozenset([*spaced, *glued, *money]),
        frozenset(doubtful["needs_scale"]),
        frozenset(doubtful["weighed"]),
        frozenset(doubtful["lower_case"]),
        {word: lemma for lemma, words in table["measures"].items() for word in words.split()},
        {word: frozenset(words) for word, words in doubtful["not_before"].items()},
    )


def is_time(unit: str) -> bool:
    """Whether a unit is a length of time.

    >>> is_time("month"), is_time("count:week"), is_time("percent")
    (True, True, False)
    """
    return unit in _TIME or unit in (
        "count:week",
        "count:quarter",
        "count:decade",
        "count:session",
        "count:hour",
        "count:minute",
        "count:second",
    )


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()


class CurrencyFound(NamedTuple):
    """A currency in front of a numeral: its first token, its code, and what it multiplies the numeral by (MSEK: a million)."""

    first: int
    unit: str
    factor: Decimal


_SIGNS = frozenset("$€£¥")
_SPACED = (("us", "$"), ("hk", "$"), ("nz", "$"), ("c", "$"), ("ca", "$"), ("au", "$"))  # "hk $ 10 billion", as some wires set it


def currency_before(tokens: Tokens, index: int, floor: int) -> CurrencyFound | None:
    """The currency that stands right before a token; None where none does."""
    last = index - 1
    if last < floor or not tokens.near(index):
        return None
    table, word = units().before, tokens.word[last]
    for mark in (*table.get((tokens.at(last - 1), word), ()), *table.get(("", word), ())):
        first = index - len(mark.words)
        if first < floor or tuple(tokens.word[first:index]) != mark.words:
            continue
        if len(mark.words) > 1 and any(not tokens.glued(at) for at in range(first + 1, index)) and mark.words not in _SPACED:
            continue
        if tokens.kind[first] == "w" and len(mark.words) == 1 and not _is_code(tokens, first):
            continue
        if mark.words in _SPACED and not tokens.glued(index - 1) and not tokens.raw(first).isupper():
            continue  # "cost us $75,000"
        return CurrencyFound(first, mark.unit, mark.factor)
    return None


def _is_code(tokens: Tokens, index: int) -> bool:
    """Whether a word is written as a currency code is: SEK, Rs, Fr, RM."""
    raw = tokens.raw(index)
    if len(raw) == 1:  # "P1.2 trillion" are pesos, "P1" is a name
        return raw.isupper() and tokens.glued(index + 1) and tokens.at(index + 2) in units().spaced and tokens.near(index + 2)
    if raw.lower() in wordlist("mixed_case_codes"):
        return raw[0].isupper()
    return raw[1:].isupper() and (raw[0].isupper() or len(raw) == 4)


def unit_after(tokens: Tokens, index: int, *, strong: bool) -> UnitFound | None:
    """The unit mark at a token, which follows a numeral; a hyphen may stand between ("25-basis-point").

    strong: the numeral has a scale word, a decimal point or at least three digits, so that a doubtful word is money.
    """
    at = index
    hyphened = tokens.is_hyphen(at)
    if hyphened:
        at += 1
    elif not tokens.near(at):
        return None
    for mark in units().after.get(tokens.at(at), ()):
        last = _match(tokens, at, mark)
        if last is not None and _is_meant(tokens, at, last, mark, strong=strong, glued=not hyphened and tokens.glued(at)):
            over = tokens.is_hyphen(last) and tokens.at(last + 1) in ("over", "on") and not hyphened
            return None if over else UnitFound(last, mark.unit, mark.factor)  # "5 year-over-year"
    return None


def _match(tokens: Tokens, index: int, mark: Mark) -> int | None:
    """The token after a mark that begins at a token, hyphens between its words allowed."""
    at = index
    for position, word in enumerate(mark.words):
        if position and tokens.is_hyphen(at) and word != "-":
            at += 1
        elif position and (not tokens.near(at) or (word in _SIGNS and not tokens.glued(at))):
            return None  # "in 2023 a $ 5 million loss" holds no Australian dollars
        if tokens.at(at) != word:
            return None
        at += 1
    return at


def _is_meant(tokens: Tokens, first: int, last: int, mark: Mark, *, strong: bool, glued: bool) -> bool:
    if mark.only_glued and not glued:
        return False
    word = mark.words[0]
    if glued and tokens.kind[first] == "w" and tokens.kind_at(last) in ("n", "w") and tokens.glued(last):
        return False
    if len(mark.words) > 1 or tokens.kind[first] != "w":
        # "$" after a number belongs to the next one in "5 $6"
        return not (mark.words[-1] in _SIGNS and tokens.kind_at(last) == "n" and tokens.glued(last))
    if word in units().needs_scale and not strong:
        return False
    is_code = mark.unit == word.upper() or mark.factor >= 1000
    if is_code and not tokens.raw(first)[1:].isupper() and not (strong and word in units().lower_case):
        return False
    if (
        word == "share"
        and tokens.at(last) in ("of", "price", "prices", "buyback", "offering", "sale", "gain")
        and not tokens.is_hyphen(first - 1)
    ):
        return False
    if word in ("point", "share") and tokens.is_hyphen(last) and tokens.at(last + 1) not in wordlist("point_compounds"):
        return False
    if word == "percentage":
        return tokens.at(last) in wordlist("after_percentage")
    if word == "won" and tokens.at(last) == "'" and tokens.at(last + 1) == "t":
        return False  # "2010 won't"
    if word in ("pounds", "pound") and mark.unit == "GBP":
        return not _is_weight(tokens, first, last)
    return tokens.at(last) not in units().not_before.get(word, ())


def _is_weight(tokens: Tokens, first: int, last: int) -> bool:
    """Whether "pounds" are a weight: "weighs 12 pounds", "40,000 pounds of copper"."""
    back = max(0, first - 6)
    hyphened = tokens.at(first) == "pound" and tokens.is_hyphen(first - 1) and tokens.kind_at(first - 2) == "n"
    if hyphened and tokens.at(last) not in wordlist("things_with_a_price"):
        return True  # "a 330-pound man"
    if units().weighed.intersection(tokens.word[back:first]) and "," not in tokens.word[back:first]:
        return True
    return tokens.at(last) in ("of", "per") and tokens.at(last + 1) not in wordlist("pounds_of_money")


@cache
def physical_units() -> frozenset[str]:
    """The lemmas of the units of length, weight and volume that things are counted in: tonne, barrel, mile."""
    return frozenset(units().measures.values())
