"""Fractions ("a third of revenue", "one in five") and ordinals, of which one of a run has its value: "fifth straight"."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import quotient, read_cardinal, read_fraction, read_ordinal
from copilot.numbers.census.period_forms import RUN_WORDS
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist

_HUNDREDTH = Decimal("0.01")


def read_share(tokens: Tokens, index: int) -> Item | None:
    """A fraction of something: "half of", "a third of revenue", "by two-thirds", "one in five"; index at its first word."""
    odds = _one_in(tokens, index)
    if odds is not None:
        return odds
    part = read_fraction(tokens, index)
    if part is None or not _is_fraction(tokens, index, part.last):
        return None
    return Item(index, part.last, "count_word", part.value, unit="ratio_x", ulp=part.ulp, spelled=True, marked=True)


def _is_fraction(tokens: Tokens, index: int, last: int) -> bool:
    word, after, before = tokens.at(index), tokens.at(last), tokens.at(index - 1)
    if not tokens.same_sentence(index - 1, index):
        before = ""
    noun = tokens.at(last - 1)
    if tokens.is_hyphen(last):
        return noun in ("thirds", "quarters", "fifths", "tenths") and index + 1 < last and tokens.at(last + 1) != "point"
    if word == "half":
        if (
            (before in wordlist("not_half_before") and before != "one")
            or tokens.is_hyphen(index - 1)
            or after in wordlist("not_half_after")
        ):
            return False
        if after in ("a", "an"):
            return tokens.at(last + 1) not in wordlist("not_half_after") and tokens.at(last + 1) not in wordlist("not_half_a")
        return True
    if word in ("a", "an", "one"):
        if noun == "quarter":
            return _is_quarter(tokens, last, before)
        if noun == "half" and word == "a":
            return before == "by" and after not in wordlist("not_half_after")
        if after in RUN_WORDS:
            return False
        if before in ("from", "to", "between") and (after in ("to", "from", "in", "by", "and") or tokens.kind_at(last) != "w"):
            return read_ordinal(noun) is not None  # "from a fifth to a third"
        if after == "of" or (before == "by" and after in wordlist("behind_a_fraction")):
            return True
        if word == "one":
            return tokens.is_hyphen(index + 1) or after in wordlist("fraction_after") or tokens.kind_at(last) != "w"
        if _is_distance(tokens, last):
            return True
        if read_ordinal(noun) is not None and tokens.kind_at(last) == "w" and after not in wordlist("fraction_after"):
            return False
        if before in wordlist("fraction_before") and before not in ("the", "another", "a"):
            return True
        return after in ("more", "less", "higher", "lower", "fewer", "cheaper", "dearer")
    if noun == "quarters" and not tokens.is_hyphen(index + 1):
        return (
            after == "of"
            and before not in ("last", "past", "first", "previous", "next", "three", "recent")
            and tokens.at(last + 1) not in ("growth", "decline", "losses", "contraction", "data", "earnings")
        )
    return True


def _is_quarter(tokens: Tokens, last: int, before: str) -> bool:
    """Whether "a quarter" is a fourth of something, not three months."""
    after = tokens.at(last)
    if before in ("from", "to") and tokens.kind_at(last) != "w" and tokens.at(last) != "-":
        return True  # "from a fifth to a quarter"
    if after in ("more", "less", "fewer", "higher", "lower", "larger", "smaller"):
        return before not in ("of", "in")  # "a quarter more stores"
    if after in wordlist("not_quarter_after"):
        return before == "by" and after in ("in", "to")  # "fell by a quarter in 2024"
    if after == "of":
        return not (
            tokens.at(last + 1) in ("a", "an")
            and tokens.at(last + 2) in ("hour", "century", "mile", "percentage", "point", "percent")
        ) and tokens.at(last + 1) not in ("growth", "decline", "losses", "gains")
    return before in ("by", "than", "nearly", "almost", "about", "roughly", "over")


def _is_distance(tokens: Tokens, last: int) -> bool:
    """Whether a fraction tells how far something is from another: "almost a third below their peak"."""
    return tokens.at(last) in ("below", "above", "under", "off", "short") and tokens.at(last + 1) in (
        "of",
        "its",
        "their",
        "the",
        "his",
        "her",
        "that",
    )


def _one_in(tokens: Tokens, index: int) -> Item | None:
    """ "one in five", "1 in 10", "three out of four", "two in three"."""
    joint = index + 1 + tokens.is_hyphen(index + 1)
    out = tokens.at(joint) == "out" and tokens.at(joint + 1) == "of"
    if not out and tokens.at(joint) != "in":
        return None
    numerator = tokens.at(index)
    if tokens.kind_at(index) == "n" and (
        not numerator.isdigit() or len(numerator) > 2 or tokens.at(index - 1) in ("$", "€", "£", "¥")
    ):
        return None
    spelled = read_cardinal(tokens, index) if tokens.kind_at(index) == "w" else None
    if tokens.kind_at(index) == "w" and (spelled is None or spelled.value > 9):
        return None
    second = joint + 1 + out
    second += tokens.is_hyphen(second)
    if tokens.at(second) == "every":
        second += 1
    below = read_cardinal(tokens, second) if tokens.kind_at(second) == "w" and tokens.at(second) not in ("a",) else None
    if below is not None:
        value, last = below.value, below.last
    elif tokens.kind_at(second) == "n" and tokens.word[second].replace(",", "").isdigit() and len(tokens.word[second]) <= 7:
        value, last = Decimal(tokens.word[second].replace(",", "")), second + 1
    else:
        return None
    top = spelled.value if spelled is not None else Decimal(numerator)
    if not 0 < top < value or value > 1000000 or (len(tokens.word[second]) == 4 and tokens.word[second].isdigit()):
        return None
    if tokens.kind_at(index) == "n" and tokens.kind_at(second) != "n":
        return None
    if tokens.at(last) in wordlist("not_odds_after") or (tokens.glued(last) and tokens.kind_at(last) == "w"):
        return None
    return Item(
        index,
        last,
        "count_word" if spelled is not None else "quantity",
        quotient(top, value),
        unit="ratio_x",
        ulp=_HUNDREDTH,
        spelled=True,
        marked=True,
    )


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
