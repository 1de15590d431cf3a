"""Ranges: two figures that are the ends of one ("4.5% to 5%", "$10-12", "between 4 and 5 percent")."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.census.figures import read_figure
from copilot.numbers.census.items import Item, times
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import is_currency, units
from copilot.numbers.movement import Movement, movement
from copilot.numbers.wordlists import wordlist

_DASHES = frozenset("-–—~")
_OBJECT = 12  # tokens from a verb of change to "from", with the noun it moves between them
_FAR = 4  # times: "rose 0.2% to 4.5%" moves by one and to the other, "rise 4% to 6%" is a range


def read_range(tokens: Tokens, first: Item) -> Item | None:
    """The range that a figure opens, None where what follows is no second end of it."""
    joint = _joint(tokens, first)
    if joint is None:
        return None
    word = tokens.word[joint]
    second = read_figure(tokens, _core(tokens, joint + 1), joint + 1)
    if second is None or second.first != joint + 1 or second.value is None or first.value is None:
        return None
    if word == "to" and first.spelled and first.value == 1 and (second.marked or second.scaled or not second.spelled):
        return None  # "the smaller one to $14.8 million"
    if word in _DASHES and tokens.at(second.last) == "=":
        return None  # "4% - 1.6% = 2.4%"
    if not _agree(first, second) or (word in ("and", "or") and not _is_pair_of_words(tokens, first, second, word)):
        return None
    if tokens.word[first.last - 1] in ("cents", "cent", "pence", "p", "¢") and tokens.word[second.first] in ("$", "£", "€"):
        return None  # "6 cents to $10.37": by so much to that
    if word == "to" and _is_move(tokens, first, second):
        return None
    if tokens.at(first.last) in units().measures and tokens.at(second.last) != tokens.at(first.last):
        return None
    low, high = scaled_ends(first, second)
    if word == "to" and _are_ends_of_a_change(tokens, first, second):
        return None
    if low > high and not (first.sign or second.sign) and not (first.marked and second.marked):
        return None
    return _range(first, second)


def _joint(tokens: Tokens, first: Item) -> int | None:
    """The token between the two ends: a dash, "to", "and" after "between", "or"."""
    at = first.last
    if tokens.at(at) == "-" and tokens.glued(at) and not tokens.glued(at + 1) and tokens.at(at + 1) == "to":
        return at + 1  # "8- to 16-metre"
    if not first.marked and tokens.at(at) in units().measures and tokens.at(at + 1) in ("to", "and", "-", "–"):
        at += 1  # "44 mg to 50 mg"
    elif tokens.at(at) == "°" and tokens.at(at + 1) in ("c", "f") and tokens.at(at + 2) in ("to", "and", "-", "–"):
        at += 2  # "18°C to 21°C"
    if (
        tokens.at(at) in ("through", "thru")
        and tokens.kind[first.first] == "n"
        and tokens.kind_at(at + 1) == "n"
        and not first.marked
    ):
        return at
    if tokens.at(at) in ("to", "and", "or") and tokens.near(at) and tokens.near(at + 1):
        return at
    if tokens.is_hyphen(at) and tokens.at(at + 1) == "to" and tokens.is_hyphen(at + 2):
        return at + 2
    if tokens.at(at) in _DASHES and tokens.near(at) and tokens.near(at + 1):
        apart, apart_after = not tokens.glued(at), not tokens.glued(at + 1)
        if apart != apart_after or (apart and tokens.word[at] == "—"):
            return None
        return at
    return None


def _core(tokens: Tokens, index: int) -> int:
    """The token of the numeral of the figure that begins at a token: past its sign and currency."""
    at = index
    while (
        at < index + 4
        and tokens.kind_at(at) not in ("n", "f", "")
        and (tokens.kind_at(at) == "s" or (tokens.raw(at).isupper() and tokens.kind_at(at + 1) in ("n", "s")))
    ):
        at += 1
    return at


def _agree(first: Item, second: Item) -> bool:
    """Whether the units of the two ends can be one."""
    if first.unit == second.unit:
        return True
    if first.unit == "none" and not first.marked:
        return True
    return second.unit == "none" and not second.marked and is_currency(first.unit)


def _is_pair_of_words(tokens: Tokens, first: Item, second: Item, word: str) -> bool:
    if word == "and":
        return tokens.at(first.first - 1) == "between" or (
            tokens.at(first.first - 2) == "between" and tokens.at(first.first - 1) in ("about", "roughly", "the")
        )
    low, high = first.value or Decimal(0), second.value or Decimal(0)
    return first.spelled == second.spelled and high == low + 1 and low < 20 and not first.marked and first.scale == 1 and low >= 1


def _is_move(tokens: Tokens, first: Item, second: Item) -> bool:
    """Whether "A to B" tells a change from A, or by A, to B rather than a range."""
    before = first.first - 1
    moves = movement()
    if tokens.at(before) in wordlist("move_hedges"):
        before -= 1
    word = tokens.at(before)
    same = tokens.same_sentence(before, first.first)
    opener = _from_before(tokens, before)
    low, high = scaled_ends(first, second)
    if low >= high:
        return True
    if opener is not None and same:
        return not _spreads(tokens, opener) and (has_change(tokens, first, second))
    if not same:
        return False
    by = word == "by"
    if by:  # "widened by €2bn to €9bn"
        before -= 1
        word = tokens.at(before)
    if word == "off" and tokens.at(before - 1) in wordlist("before_off"):
        return True  # "was off 29.23 to 8,474.85"
    if by and is_currency(first.unit) and first.scaled and word not in moves.direction and has_change(tokens, first, second):
        return True  # "fell 28%, and its value by $0.6 billion to $1.9 billion"
    if word in moves.direction and word not in moves.only_noun and (word in moves.verbs or word in ("up", "down")):
        infinitive = tokens.at(before - 1) in wordlist("modals") and word not in (
            "up",
            "down",
        )
        if infinitive:
            return low * _FAR < high and (second.unit == "percent" or (by and is_currency(second.unit)))
        return (second.unit not in ("percent", "none") and second.marked and first.marked is not False) or low * _FAR < high
    return by and low * _FAR < high and has_change(tokens, first, second)  # "raised its forecast by $450 to $4,650"


def _from_before(tokens: Tokens, index: int) -> int | None:
    """The "from" before a figure, or before what it is the amount of: "from its listing price of 21 francs"; else None."""
    if tokens.at(index) == "from":
        return index
    if tokens.at(index) not in ("of", "at"):
        return None
    for at in range(index - 1, max(-1, index - 8), -1):
        if tokens.kind_at(at) in ("n", "f") or not tokens.same_sentence(at, index) or tokens.at(at) in (",", "to", "by"):
            return None
        if tokens.at(at) == "from":
            return at
    return None


def _spreads(tokens: Tokens, index: int) -> bool:
    """Whether a word of spread stands nearer before a token than a word of change: "estimates from 2% to 3%".

    What is spread may itself be what a verb moves: "lifted its target for Tideway from 875p to 940p".
    """
    moves, noun = movement(), False
    for at in range(index - 1, max(-1, index - _OBJECT), -1):
        word = tokens.word[at]
        if not tokens.same_sentence(at, index):
            return noun
        if word in wordlist("spread_words"):
            return True
        if word in wordlist("spread_nouns"):
            noun = True
        elif word in moves.direction or word in moves.neutral:
            return noun and word not in moves.verbs
    return noun


def has_change(tokens: Tokens, first: Item, second: Item) -> bool:
    """Whether a verb or noun of change stands in the sentence before or after the two figures."""
    moves: Movement = movement()
    for at in range(first.first - 1, max(-1, first.first - 30), -1):
        if not tokens.same_sentence(at, first.first):
            break
        if tokens.word[at] in moves.direction or tokens.word[at] in moves.neutral:
            return True
    for at in range(second.last, min(len(tokens), second.last + 20)):
        if not tokens.same_sentence(at, first.first):
            break
        if tokens.word[at] in moves.direction and tokens.word[at] not in ("more", "less", "above", "below", "over", "under"):
            return True
    return False


def scaled_ends(first: Item, second: Item) -> tuple[Decimal, Decimal]:
    """The two values, the first scaled as the second where it shares its scale word."""
    low, high = first.value or Decimal(0), second.value or Decimal(0)
    if second.factor != 1 and not first.marked:
        low = times(low, second.factor)
    if not first.scaled and second.scaled and second.scale and abs(low) * second.scale <= abs(high):
        low = times(low, second.scale)
    return low, high


def _range(first: Item, second: Item) -> Item:
    unit = second.unit if second.unit != "none" else first.unit
    low, high = scaled_ends(first, second)
    ulp = first.ulp or Decimal(1)
    if low != first.value and first.value:  # it took the scale or the cents of the second end
        ulp = times(ulp, low / first.value)
    swap = low > high
    found = Item(first.first, second.last, first.kind if first.kind == second.kind else "quantity")
    found.low, found.high = (high, low) if swap else (low, high)
    found.ulp, found.unit = min(ulp, second.ulp or ulp), unit
    found.marked, found.scaled, found.spelled = first.marked or second.marked, second.scaled, first.spelled and second.spelled
    found.scale, found.qualifier, found.sign = second.scale, second.qualifier, first.sign
    return found


def _are_ends_of_a_change(tokens: Tokens, first: Item, second: Item) -> bool:
    """Whether a bracket behind a change in percent tells the two levels it led between: "a gain of 25% (40.00 to 50.00)"."""
    opens = first.first - 1
    closed = tokens.at(opens) == "(" and tokens.at(second.last) == ")"
    return closed and tokens.at(opens - 1) in ("%", "percent") and first.unit == second.unit and first.unit != "percent"
