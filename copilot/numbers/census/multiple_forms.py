"""Multiples in one word or with "times": "doubled", "halving", "twice", "threefold", "three times the average"."""

from __future__ import annotations

from decimal import Decimal

from copilot.calendar_words import CARDINALS
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.types import Direction
from copilot.numbers.wordlists import wordlist

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_FORMS = {
    2: "doubled doubles doubling double",
    3: "tripled triples tripling triple trebled trebles trebling treble",
    4: "quadrupled quadruples quadrupling quadruple",
    5: "quintupled quintuples quintupling quintuple",
    6: "sextupled sextupling",
}
_MULTIPLES: dict[str, tuple[Decimal, Direction]] = {
    word: (Decimal(value), "up") for value, forms in _FORMS.items() for word in forms.split()
}
_MULTIPLES |= dict.fromkeys(("halved", "halves", "halving", "halve"), (Decimal("0.5"), "down"))
_BARE_MULTIPLES = frozenset({"double", "triple", "treble", "quadruple", "quintuple"})
_FOLD = {f"{word}fold": count for word, count in CARDINALS.items() if 2 <= count <= 10} | {"twentyfold": 20, "hundredfold": 100}
MULTIPLE_WORDS = frozenset([*_MULTIPLES, *_FOLD, "twice", "thrice"])


def read_multiple(tokens: Tokens, index: int) -> Item | None:
    """A multiple in one word: "doubled", "halving", "twice", "threefold"; index at the word."""
    word = tokens.at(index)
    if word in ("twice", "thrice"):
        item = Item(
            index,
            index + 1,
            "count_word",
            Decimal(2 if word == "twice" else 3),
            unit="ratio_x",
            ulp=_TENTH,
            spelled=True,
            marked=True,
        )
        if not _compares(tokens, index + 1):
            item.unit, item.ulp = "count:time", Decimal(1)
        return item
    if word in _FOLD:
        return Item(
            index, index + 1, "count_word", Decimal(_FOLD[word]), unit="ratio_x", ulp=Decimal(1), spelled=True, marked=True
        )
    if word not in _MULTIPLES or tokens.is_hyphen(index + 1) or (tokens.is_hyphen(index - 1) and tokens.at(index - 2) != "than"):
        return None
    after = tokens.at(index + 1)
    if word in _BARE_MULTIPLES:
        if after in ("check", "checked", "checking"):
            return None  # "double check the figures"
        moves = tokens.at(index - 1) in wordlist("before_bare_multiple")
        if moves and after not in ("the", "its", "that", "what", "last", "their"):
            return _multiple(index, word)
        if after in wordlist("after_bare_multiple") and not (after == "of" and tokens.at(index - 1) in ("a", "the")):
            return Item(
                index,
                index + 1,
                "count_word",
                _MULTIPLES[word][0],
                unit="ratio_x",
                ulp=_TENTH,
                spelled=True,
                marked=True,
            )
        return None
    if word in ("halves", "doubles", "triples") and tokens.at(index - 1) in ("both", "two", "the", "of", "mixed", "men", "women"):
        return None
    if word == "halves" and tokens.at(index + 1) not in wordlist("after_halves"):
        return None  # "the squash halves"
    if word in ("doubling", "doubled", "doubles") and after == "down":
        return None
    return _multiple(index, word)


def _multiple(index: int, word: str) -> Item:
    value, way = _MULTIPLES[word]
    ulp = _HUNDREDTH if way == "down" else _TENTH
    return Item(
        index,
        index + 1,
        "count_word",
        value,
        unit="ratio_x",
        ulp=ulp,
        direction=way,
        role="change",
        spelled=True,
        marked=True,
    )


def _compares(tokens: Tokens, index: int) -> bool:
    """Whether "twice" or "three times" compares ("twice the market's", "twice as fast") rather than counts occasions."""
    word = tokens.at(index)
    if not word or tokens.kind_at(index) == "s":
        return False
    if word == "as" and not (tokens.at(index + 1) in wordlist("as_much") or "as" in tokens.word[index + 1 : index + 5]):
        return False  # "12 times as chairman"
    if word in wordlist("compared_with"):
        return True
    if word in wordlist("not_nouns") or word in ("a", "per", "this", "last", "week", "weekly", "daily"):
        return tokens.at(index + 2) == "'s"
    return True


def compares(tokens: Tokens, index: int, *, whole: bool) -> bool:
    """The same for "N times"; a number with decimals always compares."""
    return not whole or _compares(tokens, index)
