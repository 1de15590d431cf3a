"""Lists whose last item carries the unit for all, "2, 3 and 4 percent", and pairs that are one thing: "9-3", "5:1"."""

from __future__ import annotations

import re
from decimal import Decimal

from copilot.numbers.census.items import Item, times
from copilot.numbers.census.number_words import STARTERS, read_cardinal
from copilot.numbers.census.period_forms import TIME_NOUNS
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import is_currency, unit_after, units
from copilot.numbers.movement import movement
from copilot.numbers.wordlists import wordlist

_LONGEST_NAME = 6
_MOVE = 20  # times from one end of a move to the other, at most
_NO_RATE = 1000  # percent; "stood at 4,983, 19% below its record" is a level and a rate


def share_units(tokens: Tokens, items: list[Item]) -> None:
    """Gives bare items of a list the unit and scale of the item that ends it."""
    given: set[int] = set()  # which had their unit from the next one
    for at in range(len(items) - 1, 0, -1):
        owner, bare = items[at], items[at - 1]
        if _shares_window(tokens, bare, owner):
            bare.kind, bare.value, bare.unit = "period", None, "none"
            continue
        if _shares_scale(tokens, bare, owner):
            _take_scale(bare, owner)
            continue
        if (
            owner.unit in ("year", "month", "day")
            or not owner.is_amount
            or owner.unit == "none"
            or owner.unit.startswith("count")
            or owner.kind != "quantity"
        ):
            continue
        if (
            bare.kind not in ("quantity", "count_word")
            or bare.unit != "none"
            or bare.marked
            or not bare.is_amount
            or bare.sign == "("
        ):
            continue
        if (bare.spelled != owner.spelled and not bare.spelled) or not tokens.same_sentence(bare.first, owner.first):
            continue
        if owner.unit == "percent" and bare.value is not None and bare.value >= _NO_RATE:
            continue
        if tokens.word[bare.last : owner.first] == [",", "or"] and tokens.at(bare.first - 1) != ",":
            continue  # "from 80.10 to 88.40, or 10.4%" tells the move over again; "2, 3, or 4%" is a list
        if tokens.word[bare.last : owner.first] == [","] and at not in given and not _goes_on(tokens, items[: at - 1], bare):
            continue  # "closed at 41.20, 3% lower": two figures beside each other are no list
        if _is_list(tokens, bare, owner) or _is_named_list(tokens, bare, owner):
            _take(bare, owner)
            given.add(at - 1)


def _goes_on(tokens: Tokens, before: list[Item], bare: Item) -> bool:
    """Whether one more bare figure stands before a bare one: "5, 10, 15 percent"."""
    return bool(before) and before[-1].unit == "none" and tokens.word[before[-1].last : bare.first] == [","]


def _shares_window(tokens: Tokens, bare: Item, owner: Item) -> bool:
    """ "The next 7 and 14 days" are two windows."""
    plain = bare.kind == "quantity" and bare.value is not None and bare.unit == "none" and not bare.marked
    opened = tokens.at(bare.first - 1) in wordlist("opens_window")
    timed = owner.kind == "period" and tokens.at(owner.last - 1) in TIME_NOUNS
    return plain and opened and timed and _is_list(tokens, bare, owner)


def _shares_scale(tokens: Tokens, bare: Item, owner: Item) -> bool:
    """ "3, 5 and 7 million users": the scale of the last is that of all, where they ascend to it without units of their own."""
    if not owner.scaled or bare.scaled or bare.sign or not tokens.same_sentence(bare.first, owner.first):
        return False
    if _are_sums(tokens, bare, owner):
        return True
    both = (bare, owner)
    if not all(item.kind == "quantity" and item.value is not None and not (item.marked or item.spelled) for item in both):
        return False
    return _is_list(tokens, bare, owner) and bare.value < 1000  # type: ignore[operator]


def _are_sums(tokens: Tokens, bare: Item, owner: Item) -> bool:
    """ "$4, $5 and $6 million": sums of one currency and size, each with its sign, the last with the scale of all."""
    plain = all(item.kind == "quantity" and item.value is not None and not item.spelled for item in (bare, owner))
    if (
        not plain
        or bare.unit != owner.unit
        or tokens.at(bare.first - 1) in ("at", "per")
        or not _starts_with_currency(tokens, owner)
    ):
        return False
    words = tokens.word[bare.last : owner.first]
    return 0 < len(words) <= 2 and all(word in (",", "and", "or") for word in words) and _is_near(bare, owner)


def _take_scale(bare: Item, owner: Item) -> None:
    bare.value = times(bare.value or Decimal(0), owner.scale)
    bare.ulp = times(bare.ulp or Decimal(1), owner.scale)
    bare.unit, bare.scale, bare.scaled = owner.unit, owner.scale, True


def _is_list(tokens: Tokens, bare: Item, owner: Item) -> bool:
    words = tokens.word[bare.last : owner.first]
    if words == ["to"] and tokens.at(bare.first - 1) == "from":
        return _is_near(bare, owner)  # "from 21 to 28 percent" is a move between two percentages
    return (
        not _starts_with_currency(tokens, owner)
        and 0 < len(words) <= 3
        and all(word in (",", "and", "or", "&", "/", "then", "nor") for word in words)
    )


def _is_near(bare: Item, owner: Item) -> bool:
    """Whether two printed numerals are of one size: "from 900 to 1.2 million" does not begin at 900 million."""
    one, other = abs(bare.value or Decimal(0)), abs(owner.value or Decimal(0)) / (owner.scale * owner.factor)
    return one <= _MOVE * other and other <= _MOVE * one


def _is_named_list(tokens: Tokens, bare: Item, owner: Item) -> bool:
    """Whether a joint and a name stand between: "…million, South 268 million"."""
    words = tokens.word[bare.last : owner.first]
    if (
        not 1 < len(words) <= _LONGEST_NAME + 2
        or words[0] not in (",", "and", ";")
        or not owner.marked
        or _starts_with_currency(tokens, owner)
    ):
        return False
    name = words[2:] if words[:2] in ([",", "and"],) else words[1:]
    moves = movement()
    if (
        not name
        or len(name) > _LONGEST_NAME
        or (len(owner.unit) > 3 and owner.unit != "percent")
        or name[-1] in ("a", "an", "the")
    ):
        return False
    for offset, word in enumerate(name):
        index = owner.first - len(name) + offset
        if word in wordlist("not_in_names") or word in moves.verbs or word in moves.neutral:
            return False
        if tokens.kind[index] not in ("w", "p") and word not in ("&", "-", "."):
            return False
    return owner.unit == "percent" or bare.scaled == owner.scaled


def _starts_with_currency(tokens: Tokens, owner: Item) -> bool:
    return is_currency(owner.unit) and tokens.kind[owner.first] not in ("n", "f")


def _take(bare: Item, owner: Item) -> None:
    bare.unit, bare.marked, bare.kind = owner.unit, True, "quantity"
    factor = owner.factor if bare.scaled or not owner.scaled else times(owner.factor, owner.scale)
    if factor != 1:
        bare.value = times(bare.value, factor) if bare.value is not None else None
        bare.low = times(bare.low, factor) if bare.low is not None else None
        bare.high = times(bare.high, factor) if bare.high is not None else None
        bare.ulp = times(bare.ulp or Decimal(1), factor)
        bare.scale, bare.scaled = owner.scale, owner.scaled


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
