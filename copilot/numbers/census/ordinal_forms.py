"""Ordinals; one of a run ("fifth straight", "third in a row") has its value."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import read_cardinal, read_ordinal
from copilot.numbers.census.period_forms import RUN_WORDS
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist


def read_ordinal_item(tokens: Tokens, index: int) -> Item | None:
    """An ordinal in words or digits; one of a run ("fifth straight", "third in a row") has its value."""
    number: int | None
    if tokens.kind[index] == "n":
        if (
            tokens.at(index + 1) not in ("st", "nd", "rd", "th")
            or not tokens.glued(index + 1)
            or not tokens.word[index].replace(",", "").isdigit()
        ):
            return None
        if len(tokens.word[index]) > 9:
            return Item(index, index + 2, "ordinal")
        number, last = int(tokens.word[index].replace(",", "")), index + 2
    else:
        number, last = _ordinal_words(tokens, index)
        if number is None:
            return None
        if tokens.is_hyphen(last) and tokens.at(last + 1) not in wordlist("strong_ordinal_tails"):
            return None
        if number == 2 and tokens.at(index - 1) in ("per", "a", "each", "every", "split") and tokens.kind_at(last) != "w":
            return None
    item = Item(index, last, "ordinal")
    if _runs(tokens, last):
        item.value, item.unit, item.ulp = Decimal(number), "count", Decimal(1)
    return item


def _ordinal_words(tokens: Tokens, index: int) -> tuple[int | None, int]:
    number = read_ordinal(tokens.at(index))
    if number is not None:
        return number, index + 1
    tens = read_cardinal(tokens, index) if tokens.is_hyphen(index + 1) else None
    tail = read_ordinal(tokens.at(index + 2)) if tens is not None else None
    if tens is not None and tail is not None and tail < 10 and tens.value % 10 == 0 and tens.value >= 20:
        return int(tens.value) + tail, index + 3
    return None, index


def _runs(tokens: Tokens, index: int) -> bool:
    """Whether "straight", "consecutive", "successive" or "in a row" follows an ordinal within its phrase."""
    at = index + tokens.is_hyphen(index)
    for ahead in range(at, min(at + 7, len(tokens))):
        word = tokens.word[ahead]
        if word in RUN_WORDS or (word == "running" and ahead > at):
            return ahead <= at + 2
        if word == "in" and tokens.at(ahead + 1) == "a" and tokens.at(ahead + 2) == "row":
            return True
        if (tokens.kind[ahead] == "s" and word != "-") or word in ("of", "to", "and"):
            return False
    return False
