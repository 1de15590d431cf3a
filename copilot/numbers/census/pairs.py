"""Two numbers that are one thing: votes and scores "9-3", ratios "5:1", splits "10-for-1", odds "three to one"."""

from __future__ import annotations

import re

from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import STARTERS, read_cardinal
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import unit_after, units
from copilot.numbers.wordlists import wordlist


def read_pair(tokens: Tokens, index: int) -> Item | None:
    """The pair that begins at a numeral or number word; None where the two numbers are a range, a time or apart."""
    first_end = _number_end(tokens, index)
    if first_end is None:
        return None
    return _joined(tokens, index, first_end)


def pair_numbers(text: str) -> list[int]:
    """The numbers of a pair as printed, in digits or words, in order.

    >>> pair_numbers("9-3"), pair_numbers("five votes to four")
    ([9, 3], [5, 4])
    """
    tokens = Tokens(text)
    found: list[int] = []
    at = 0
    while at < len(tokens):
        end = _number_end(tokens, at)
        if end is not None:
            found.append(_value(tokens, at))
        at = max(at + 1, end or 0)
    return found


def _number_end(tokens: Tokens, index: int) -> int | None:
    """The token after a small whole number in digits or words."""
    if tokens.kind_at(index) == "n":
        whole = tokens.word[index].isdigit() or tokens.at(index + 1) == ":"
        return index + 1 if whole and len(tokens.word[index]) <= 6 else None
    if tokens.at(index) in STARTERS:
        spelled = read_cardinal(tokens, index)
        return spelled.last if spelled is not None and not spelled.scaled and not spelled.fraction else None
    return None


def _joined(tokens: Tokens, index: int, end: int) -> Item | None:
    word = tokens.at(end)
    digits = tokens.kind[index] == "n"
    if word == ":" and tokens.glued(end) and tokens.glued(end + 1) and digits and tokens.kind_at(end + 1) == "n":
        last = end + 2
        if tokens.at(last) == ":" and tokens.glued(last):
            return None
        return Item(index, last, "quantity") if "," not in tokens.word[end + 1] else None
    if word == "votes" and tokens.at(end + 1) == "to":  # "by five votes to four"
        second = _number_end(tokens, end + 2)
        apart = second is None or unit_after(tokens, second, strong=False) is not None
        return None if second is None or apart else Item(index, second, "quantity")
    hyphened = tokens.is_hyphen(end)
    at = end + hyphened
    if tokens.at(at) in ("for", "to") and (hyphened or tokens.near(at)):
        return _worded(tokens, index, at, hyphened=hyphened)
    digits = digits and tokens.word[index].isdigit()
    if word in ("-", "–") and tokens.glued(end) and tokens.glued(end + 1) and digits and tokens.kind_at(end + 1) == "n":
        return _dashed(tokens, index, end)
    return None


def _worded(tokens: Tokens, index: int, joint: int, *, hyphened: bool) -> Item | None:
    """ "10-for-1", "2-for-1", "3-to-1", "two to one" beside a word of votes, odds or splits."""
    second = joint + 1 + tokens.is_hyphen(joint + 1)
    end = _number_end(tokens, second)
    if end is None or (not hyphened and not tokens.near(second)):
        return None
    last = end
    is_split = tokens.word[joint] == "for"
    if is_split:
        one = tokens.at(second) in ("1", "one") or tokens.at(index) in ("1", "one")
        return Item(index, last, "quantity") if hyphened or (one and _near_context(tokens, index, last)) else None
    if unit_after(tokens, last, strong=False) is not None or tokens.at(last) in units().spaced:
        return None
    voted = _near_context(tokens, index, last, strict=True)
    if (
        not voted
        or tokens.at(index - 1) == "from"
        or (_value(tokens, index) <= _value(tokens, second) and tokens.at(second) not in ("1", "one"))
    ):
        return None
    return Item(index, last, "quantity")


def _value(tokens: Tokens, index: int) -> int:
    if tokens.kind[index] == "n":
        return int(tokens.word[index]) if tokens.word[index].isdigit() else 0
    spelled = read_cardinal(tokens, index)
    return int(spelled.value) if spelled is not None else 0


def _near_context(tokens: Tokens, index: int, last: int, *, strict: bool = False) -> bool:
    words = tokens.word[max(0, index - 7) : index] + tokens.word[last : last + 3]
    if strict:
        return bool(wordlist("strict_pair_context").intersection(words))
    return bool(wordlist("pair_context").intersection(words))


def _dashed(tokens: Tokens, index: int, dash: int) -> Item | None:
    """ "9-3" as a vote or score; "5-10 stores" and "2-3%" are ranges."""
    second, last = dash + 1, dash + 2
    if not tokens.word[second].isdigit() or len(tokens.word[second]) > 3 or len(tokens.word[index]) > 3:
        return None
    if (
        tokens.at(last) in ("-", "–", "/", ".")
        and tokens.glued(last)
        and tokens.kind_at(last + 1) in ("n", "w")
        and tokens.glued(last + 1)
    ):
        if not (
            tokens.word[last] == "-"
            and tokens.kind_at(last + 1) == "n"
            and _near_context(tokens, index, last + 2)
            and not tokens.is_hyphen(last + 2)
        ):
            return None
        last += 2
    if unit_after(tokens, last, strong=False) is not None:
        return None
    if tokens.kind_at(last) in ("w", "f") and tokens.glued(last):
        return None
    descending = int(tokens.word[index]) >= int(tokens.word[second])
    after = tokens.at(last)
    if after in wordlist("time_nouns") and not descending:
        return None
    if descending or _near_context(tokens, index, last):
        plural = re.fullmatch(r"[a-z]{3,}s", after) is not None and after not in wordlist("pair_after")
        if descending or not plural:
            return Item(index, last, "quantity")
    return None
