"""Words that count without a digit: fractions of something, doubled and twice, vague amounts, ordinals, cardinals with a noun."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.items import Item
from copilot.numbers.name_forms import number_names
from copilot.numbers.number_words import SCALE_WORDS, quotient, read_cardinal, read_fraction, read_ordinal
from copilot.numbers.period_forms import RUN_WORDS
from copilot.numbers.tokens import Tokens
from copilot.numbers.types import Direction

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_MULTIPLES: dict[str, tuple[str, Direction]] = {
    **dict.fromkeys(("doubled", "doubles", "doubling", "double"), ("2", "up")),
    **dict.fromkeys(("tripled", "triples", "tripling", "triple", "trebled", "trebles", "trebling", "treble"), ("3", "up")),
    **dict.fromkeys(("quadrupled", "quadruples", "quadrupling", "quadruple"), ("4", "up")),
    **dict.fromkeys(("quintupled", "quintuples", "quintupling", "quintuple"), ("5", "up")),
    **dict.fromkeys(("sextupled", "sextupling"), ("6", "up")),
    **dict.fromkeys(("halved", "halves", "halving", "halve"), ("0.5", "down")),
}  # fmt: skip
_BARE_MULTIPLES = frozenset({"double", "triple", "treble", "quadruple", "quintuple"})
_FOLD = {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100}
_NOT_HALF_BEFORE = frozenset("first second latter other front back better opening closing final last third fourth top bottom h one each either this that another third-".split())
_NOT_HALF_AFTER = frozenset("hour hours year yearly time term way brother sister mile moon life board century heartedly hearted baked past day dollar marathon court century inning".split())
_FRACTION_AFTER = frozenset("of as the its their his her our that more less higher lower were are was is have had say said in to from since over by on at this last a all an every those these what".split())
_FRACTION_BEFORE = frozenset("by than nearly almost about around over roughly least just some under to up above below a another the only exactly approximately".split())
_DIGIT_WORDS = frozenset({"digit", "digits", "figure", "figures"})
_LEVEL_WORDS = frozenset({"low", "mid", "high", "upper", "middle"})
_VAGUE_TENS = frozenset("teens twenties thirties forties fifties sixties seventies eighties nineties".split())
_VAGUE_SCALES = frozenset("tens dozens scores hundreds thousands millions billions trillions".split())
_VAGUE_COUNTS = frozenset({"several", "few", "couple"})
_STOPS = frozenset(
    "and or but nor so yet if then than that which who whom whose when where while as because though although since until unless is are was were be been being has have "
    "had do does did will would can could shall should may might must not to in on at by for from with without into onto over under above below between among through during "
    "before after about against per via upon off out up down across toward towards within plus versus vs he she it they we you i him her them us me his its their our your my "
    "this these those the a an there here also too just only even still again today yesterday tomorrow now ago later earlier each every all both either neither none".split()
)
_BARE_BEFORE = frozenset("in into the these those or one on for as only another no each any at number chapter".split())
_STRONG_ORDINAL_TAILS = frozenset("largest biggest highest lowest best worst most longest smallest busiest richest straight consecutive quarter half year".split())
RUN_TAILS = RUN_WORDS


def read_vague(tokens: Tokens, index: int) -> Item | None:
    """An amount too vague to judge: "double-digit", "mid-teens", "low single digits", "dozens", "hundreds of", "a handful", "several hundred"."""
    word = tokens.at(index)
    if word in _LEVEL_WORDS:
        at = index + 1
        while at < index + 6 and (tokens.word[at : at + 1] == ["-"] or tokens.at(at) in _LEVEL_WORDS or tokens.at(at) in ("to", "and", "/") and tokens.at(at + 1 + tokens.is_hyphen(at + 1)) in _LEVEL_WORDS | {"-"}):
            at += 1
        last = _digits_word(tokens, at)
        if last is not None:
            return Item(index, last, "vague")
        if tokens.at(at) in _VAGUE_TENS or tokens.kind_at(at) == "n" and tokens.at(at + 1) in ("s", "'s") and tokens.glued(at + 1) and len(tokens.word[at]) <= 3:
            return Item(index, at + 1 + (tokens.kind[at] == "n"), "vague")
        return None
    if word in ("single", "double", "triple", "five", "six", "seven", "eight", "nine", "four"):
        last = _digits_word(tokens, index) if tokens.at(index + 1) in ("-", "digit", "digits") else None
        return Item(index, last, "vague") if last is not None else None
    if word in _VAGUE_SCALES:
        return _vague_scale(tokens, index)
    if word == "handful":
        return Item(index - 1 if tokens.at(index - 1) == "a" else index, index + 1, "vague")
    if word in _VAGUE_COUNTS and tokens.at(index + 1) in SCALE_WORDS and tokens.near(index + 1):
        first = index - 1 if word in ("few", "couple") and tokens.at(index - 1) == "a" else index
        return Item(first, index + 2, "vague")
    return None


def _digits_word(tokens: Tokens, index: int) -> int | None:
    """The token after "single-digit", "double digits" or "seven-figure"."""
    word = tokens.at(index)
    at = index + 1 + tokens.is_hyphen(index + 1)
    if tokens.at(at) not in _DIGIT_WORDS or word not in ("single", "double", "triple", "four", "five", "six", "seven", "eight", "nine", "ten"):
        return None
    return at + 1 if word in ("single", "double", "triple") or tokens.is_hyphen(index + 1) else None


def _vague_scale(tokens: Tokens, index: int) -> Item | None:
    last = index + 1
    while tokens.at(last) == "of" and tokens.at(last + 1) in _VAGUE_SCALES and last < index + 6:
        last += 2
    if last == index + 1 and tokens.at(last) == "or" and tokens.at(last + 1) in _VAGUE_SCALES:
        last += 2
    if tokens.at(index) in ("tens", "scores") and tokens.at(last) != "of" and last == index + 1:
        return None
    return Item(index, last, "vague")


def read_multiple(tokens: Tokens, index: int) -> Item | None:
    """A multiple in one word: "doubled", "halving", "twice", "threefold"; index at the word."""
    word = tokens.at(index)
    if word in ("twice", "thrice"):
        item = Item(index, index + 1, "count_word", Decimal(2 if word == "twice" else 3), unit="ratio_x", ulp=_TENTH, spelled=True, marked=True)
        if not _compares(tokens, index + 1):
            item.unit, item.ulp = "count:time", Decimal(1)
        return item
    if word in _FOLD:
        return Item(index, index + 1, "count_word", Decimal(_FOLD[word]), unit="ratio_x", ulp=Decimal(1), spelled=True, marked=True)
    if word not in _MULTIPLES or tokens.is_hyphen(index + 1) or tokens.is_hyphen(index - 1) and tokens.at(index - 2) != "than":
        return None
    after = tokens.at(index + 1)
    if word in _BARE_MULTIPLES:
        moves = tokens.at(index - 1) in ("to", "will", "could", "would", "may", "might", "should", "nearly", "almost", "can", "roughly", "than")
        if moves and after not in ("the", "its", "that", "what", "last", "their"):
            return _multiple(index, word)
        if after in ("the", "its", "that", "what", "their", "his", "last", "as"):
            return Item(index, index + 1, "count_word", Decimal(_MULTIPLES[word][0]), unit="ratio_x", ulp=_TENTH, spelled=True, marked=True)
        return None
    if word in ("halves", "doubles", "triples") and tokens.at(index - 1) in ("both", "two", "the", "of", "mixed", "men", "women"):
        return None
    if word in ("doubling", "doubled", "doubles") and after == "down":
        return None
    return _multiple(index, word)


def _multiple(index: int, word: str) -> Item:
    value, way = _MULTIPLES[word]
    ulp = _HUNDREDTH if way == "down" else _TENTH
    return Item(index, index + 1, "count_word", Decimal(value), unit="ratio_x", ulp=ulp, direction=way, role="change", spelled=True, marked=True)


def _compares(tokens: Tokens, index: int) -> bool:
    """Whether "twice" or "three times" compares ("twice the market's", "twice as fast") rather than counts occasions."""
    word = tokens.at(index)
    if not word or tokens.kind_at(index) == "s":
        return False
    if word == "as" and tokens.at(index + 1) in ("of", "part", "a", "an"):
        return False
    if word in ("as", "the", "its", "their", "that", "what", "his", "her", "our", "more", "larger", "higher", "bigger", "expected", "normal", "current", "average", "greater", "oversubscribed", "covered"):
        return True
    if word in _STOPS or word in ("a", "per", "this", "last", "week", "weekly", "daily"):
        return tokens.at(index + 2) == "'s" or word == "last" and tokens.at(index + 1) in ("year", "quarter", "month") and tokens.at(index + 2) in ("'s", "'")
    return True


def compares(tokens: Tokens, index: int, *, whole: bool) -> bool:
    """The same for "N times"; a number with decimals always compares."""
    return not whole or _compares(tokens, index)


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
        return word not in ("half", "a", "an") and tokens.at(last + 1) in ("majority", "owned", "full", "empty", "stake", "share", "off") or noun in ("thirds", "quarters", "fifths", "tenths") and index + 1 < last and tokens.at(last + 1) != "point"
    if word == "half":
        if before in _NOT_HALF_BEFORE and not (before == "one") or tokens.is_hyphen(index - 1) or after in _NOT_HALF_AFTER:
            return False
        if after in ("a", "an"):
            return tokens.at(last + 1) not in _NOT_HALF_AFTER and tokens.at(last + 1) not in ("dozen", "century", "day", "decade", "point", "percent", "second", "minute", "month", "week", "mile")
        return True
    if word in ("a", "an", "one"):
        if noun == "quarter":
            if after in ("ago", "earlier", "later", "to", "past", "before", "century", "hour", "point", "percentage", "mile", "in", "that", "when", "marked", "with"):
                return False
            if after == "of":
                return not (tokens.at(last + 1) in ("a", "an") and tokens.at(last + 2) in ("hour", "century", "mile", "percentage", "point", "percent")) and tokens.at(last + 1) not in ("growth", "decline", "losses", "gains")
            return word == "one" and tokens.is_hyphen(index + 1) or before in ("by", "than", "nearly", "almost", "about", "roughly", "over") or _moved(tokens, index)
        if after in RUN_WORDS or noun in ("half",) and word == "a":
            return False
        if after == "of":
            return True
        if word == "one":
            return tokens.is_hyphen(index + 1) or after in _FRACTION_AFTER or tokens.kind_at(last) != "w"
        if read_ordinal(noun) is not None and tokens.kind_at(last) == "w" and after not in _FRACTION_AFTER:
            return False
        if after in ("time", "term", "year", "quarter"):
            return False
        return before in _FRACTION_BEFORE and before not in ("the", "another", "a") or _moved(tokens, index) or after in ("more", "less", "higher", "lower", "fewer")
    if noun == "quarters" and not tokens.is_hyphen(index + 1):
        return after == "of" and before not in ("last", "past", "first", "previous", "next", "three", "recent") and tokens.at(last + 1) not in ("growth", "decline", "losses", "contraction", "data", "earnings")
    return True


def _moved(tokens: Tokens, index: int) -> bool:
    from copilot.numbers.movement import movement

    return tokens.at(index - 1) in movement().verbs and tokens.at(index - 1) not in ("return", "cut", "set")


def _one_in(tokens: Tokens, index: int) -> Item | None:
    """ "one in five", "1 in 10", "three out of four", "two in three"."""
    numerator = tokens.at(index)
    if tokens.kind_at(index) == "n" and (not numerator.isdigit() or len(numerator) > 2 or tokens.at(index - 1) in ("$", "€", "£", "¥")):
        return None
    spelled = read_cardinal(tokens, index) if tokens.kind_at(index) == "w" else None
    if tokens.kind_at(index) == "w" and (spelled is None or spelled.last != index + 1 or spelled.value > 9):
        return None
    joint = index + 1
    hyphened = tokens.is_hyphen(joint)
    joint += hyphened
    out = tokens.at(joint) == "out" and tokens.at(joint + 1) == "of"
    if not out and tokens.at(joint) != "in":
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
    if not 0 < top < value or value > 1000000 or len(tokens.word[second]) == 4 and tokens.word[second].isdigit():
        return None
    if tokens.kind_at(index) == "n" and tokens.kind_at(second) != "n" or spelled is not None and tokens.kind_at(second) == "n" and value not in (10, 20, 100, 1000):
        return None
    if tokens.at(last) in ("years", "year", "months", "weeks", "days", "minutes", "hours", "%", "percent", "quarters", "sessions", "games", "matches") or tokens.kind_at(last) == "s" and tokens.word[last] == "%" or tokens.glued(last) and tokens.kind_at(last) == "w":
        return None
    if top != 1 and not out and tokens.kind_at(index) == "n" and value not in (3, 4, 5, 6, 8, 10, 20, 100):
        return None
    return Item(index, last, "count_word" if spelled is not None else "quantity", quotient(top, value), unit="ratio_x", ulp=_HUNDREDTH, spelled=True, marked=True)


def read_ordinal_item(tokens: Tokens, index: int) -> Item | None:
    """An ordinal in words or digits; one of a run ("fifth straight", "third in a row") has its value."""
    number: int | None
    if tokens.kind[index] == "n":
        if tokens.at(index + 1) not in ("st", "nd", "rd", "th") or not tokens.glued(index + 1) or not tokens.word[index].replace(",", "").isdigit():
            return None
        if len(tokens.word[index]) > 9:
            return Item(index, index + 2, "ordinal")
        number, last = int(tokens.word[index].replace(",", "")), index + 2
    else:
        number, last = _ordinal_words(tokens, index)
        if number is None:
            return None
        if tokens.is_hyphen(last) and tokens.at(last + 1) not in _STRONG_ORDINAL_TAILS:
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
        if word in RUN_WORDS or word == "running" and ahead > at:
            return ahead <= at + 2
        if word == "in" and tokens.at(ahead + 1) == "a" and tokens.at(ahead + 2) == "row":
            return True
        if tokens.kind[ahead] == "s" and word != "-" or word in ("of", "to", "and"):
            return False
    return False


def counts_something(tokens: Tokens, item: Item) -> bool:
    """Whether a cardinal in words from two up counts: it has a noun, stands before "of", or alone as what a verb is about."""
    if item.value is None or item.value < 2:
        return False
    last = item.last
    if tokens.is_hyphen(item.first - 1) or tokens.is_hyphen(last):
        return _counts_in_compound(tokens, last)
    after, before = tokens.at(last), tokens.at(item.first - 1)
    if tokens.is_capital(item.first) and not tokens.opens_sentence(item.first) and tokens.is_capital(last):
        return False  # "Apollo Eleven", "the Two Towers"
    if after == "of" or item.scaled:
        return True
    if tokens.kind_at(last) in ("w", "n", "f") and tokens.same_sentence(last, item.first) and after not in _STOPS:
        return True
    if tokens.kind_at(last) == "s" and after in ("$", "€", "£", '"', "“") or after == "(":
        return after == "("
    return before not in _BARE_BEFORE and tokens.same_sentence(item.first - 1, item.first) and before not in ("between", "of", "and")


def _counts_in_compound(tokens: Tokens, index: int) -> bool:
    """Whether the tail of a compound is a thing that can be counted: "three-member panel", not "two-way"."""
    return tokens.is_hyphen(index) and tokens.at(index + 1) in number_names().counted
