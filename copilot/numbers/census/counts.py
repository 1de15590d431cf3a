"""What is counted: cardinals ("three cuts", "nine of the 12"), the noun behind a number ("12 regional banks"), and vague
amounts ("dozens", "double-digit").
"""

from __future__ import annotations

from copilot.calendar_words import CARDINALS
from copilot.numbers.census.items import Item
from copilot.numbers.census.number_names import number_names
from copilot.numbers.census.number_words import SCALE_WORDS, STARTERS
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import units
from copilot.numbers.movement import movement
from copilot.numbers.wordlists import wordlist

_REACH = 5


def share_noun(tokens: Tokens, item: Item) -> bool:
    """Sets the unit share where adjectives stand before it: "5 million ordinary shares"; whether it did."""
    if item.marked:
        return item.unit == "share"
    at = item.last
    while at < item.last + 3 and tokens.at(at) in wordlist("share_adjectives"):
        at += 1
    if at > item.last and tokens.at(at) == "shares":
        item.unit = "share"
        return True
    return False


def name_count(tokens: Tokens, item: Item) -> None:
    """Sets the unit count:<lemma> of a figure in digits that has a counted noun behind it."""
    if item.unit != "none" or item.marked or share_noun(tokens, item):
        return
    whole = item.value is None or item.value == item.value.to_integral_value() or item.scaled
    noun = head_noun(tokens, item)
    if noun is not None and (
        whole or tokens.at(item.last).endswith("s") or tokens.at(item.last) in units().measures or tokens.is_hyphen(item.last)
    ):
        item.unit = noun


_MANY = 1000  # more than are asked what they expect


def head_noun(tokens: Tokens, item: Item) -> str | None:
    """The unit count:<lemma> from the noun behind a number, None where no noun is clear."""
    at = item.last
    moves = movement()
    hyphened = tokens.is_hyphen(at)
    if hyphened:
        at += 1
        named = units().measures.get(tokens.at(at))
        return (
            f"count:{named}"
            if named is not None
            else f"count:{tokens.at(at)}"
            if tokens.kind_at(at) == "w" and tokens.at(at) not in SCALE_WORDS and tokens.at(at) not in wordlist("not_counted")
            else None
        )
    if tokens.at(at) == "of" and item.scaled and tokens.at(at + 1) in wordlist("told_in_money"):
        return None  # "480 million of loans"
    if tokens.at(at) == "of":  # "nine of the 12 banks", "two of its units"
        at += 1
        while at < item.last + 5 and (tokens.at(at) in wordlist("after_of") or tokens.kind_at(at) == "n"):
            at += 1
    if tokens.at(at) in wordlist("who_expects") and _is_expected_by(tokens, item, at + 1):
        return None
    measure = units().measures.get(tokens.at(at))
    if measure is not None and tokens.near(at) and _is_measure(tokens, at, item):
        return f"count:{measure}"
    noun: str | None = None
    for ahead in range(at, min(at + _REACH, len(tokens))):
        word, kind = tokens.word[ahead], tokens.kind[ahead]
        if not tokens.same_sentence(ahead, item.last - 1) or (tokens.opens_line(ahead) and tokens.at(item.first - 1) == "|"):
            break  # the last cell of a row counts nothing of the next
        if kind == "w" and tokens.kind_at(ahead + 1) == "n" and tokens.glued(ahead + 1):  # "61 A320s"
            plural = tokens.glued(ahead + 2) and tokens.at(ahead + 2).endswith("s")
            noun = tokens.raw(ahead) + tokens.at(ahead + 1) if noun is None and plural else noun
            behind = tokens.at(ahead + 2)
            if noun is None and tokens.is_capital(ahead) and not tokens.glued(ahead + 2) and _is_plural(behind):
                noun = behind  # "12 A350 jets"
            break
        if kind == "n" and ahead == at and tokens.at(ahead + 1) == "s" and tokens.glued(ahead + 1):  # "20 787s"
            noun = tokens.word[ahead]
            break
        if (kind == "n" and ahead < at + 2) or word in ("-", "'", '"', "“", "&") or kind == "p":
            continue
        if (
            kind != "w"
            or (word in STARTERS and not tokens.is_hyphen(ahead + 1))
            or word in wordlist("noun_ends")
            or (word in moves.verbs and not _is_plural(word))
        ):
            break
        if _is_plural(word):
            noun = word
            if ahead + 1 < len(tokens) and not _is_plural(tokens.at(ahead + 1)):
                break
    return f"count:{_lemma(noun)}" if noun is not None else None


def _is_expected_by(tokens: Tokens, item: Item, verb: int) -> bool:
    """Whether those behind a figure do not count it but expected it: "the 98 billion analysts had forecast"."""
    if tokens.at(item.first - 1) != "the" or not (item.scaled or (item.value or 0) >= _MANY):
        return False
    verb += tokens.at(verb) in ("had", "have")
    return tokens.at(verb).startswith(("expect", "forecast", "predict", "project", "estimat", "anticipat", "look", "pencil"))


def _is_measure(tokens: Tokens, index: int, item: Item) -> bool:
    """Whether a word behind a number is the measure it may be; single letters only on the numeral, and never "t" of money."""
    word = tokens.word[index]
    if len(word) == 1 and word.isalpha():
        return tokens.glued(index) and not item.scaled and not tokens.glued(index + 1)
    return True


def _is_plural(word: str) -> bool:
    if word in wordlist("odd_plurals"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in wordlist("verbs_in_s")


def _lemma(word: str) -> str:
    """The singular of a plain plural.

    >>> _lemma("branches"), _lemma("companies"), _lemma("salesmen")
    ('branch', 'company', 'salesman')
    """
    if word.endswith("men"):
        return word.removesuffix("men") + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return (
        word[:-1]
        if word.endswith("s") and word not in ("series", "headquarters", "species")
        else {"people": "person", "children": "child", "feet": "foot"}.get(word, word)
    )


def counts_something(tokens: Tokens, item: Item) -> bool:
    """Whether a cardinal in words from two up counts: it has a noun, stands before "of", or alone as what a verb is about."""
    if item.value is None or item.value < 2:
        return False
    last = item.last
    if tokens.is_hyphen(item.first - 1) or tokens.is_hyphen(last):
        return _counts_in_compound(tokens, last)
    after, before = tokens.at(last), tokens.at(item.first - 1)
    opens = tokens.opens_sentence(item.first) or before in (")", "]", ":", '"', "“")
    if tokens.is_capital(item.first) and not opens and tokens.is_capital(last):
        return False  # "Apollo Eleven", "the Two Towers"
    if tokens.kind_at(last) == "w" and tokens.kind_at(last + 1) == "n" and tokens.glued(last + 1):
        return True  # "six A350s"
    if after == "of" or item.scaled or item.value >= 13 or tokens.at(last - 1).startswith("dozen"):
        return True
    if tokens.kind_at(last) in ("w", "n", "f") and tokens.same_sentence(last, item.first) and after not in wordlist("not_nouns"):
        return True
    if after == "to" and before in ("and", "but") and tokens.kind_at(last + 1) == "w" and tokens.at(last + 1) not in CARDINALS:
        return True  # "seven voted to hold and two to cut"
    if (tokens.kind_at(last) == "s" and after in ("$", "€", "£", '"', "“")) or after == "(":
        return after == "("
    return (
        before not in wordlist("bare_before")
        and tokens.same_sentence(item.first - 1, item.first)
        and before not in ("between", "of", "and")
    )


def _counts_in_compound(tokens: Tokens, index: int) -> bool:
    """Whether the tail of a compound is a thing that can be counted: "three-member panel", not "two-way"."""
    return tokens.is_hyphen(index) and tokens.at(index + 1) in number_names()["compounds.counted"]


_DIGIT_WORDS = frozenset({"digit", "digits", "figure", "figures"})
_LEVEL_WORDS = frozenset({"low", "mid", "high", "upper", "middle"})
_VAGUE_COUNTS = frozenset({"several", "few", "couple"})


def read_vague(tokens: Tokens, index: int) -> Item | None:
    """An amount too vague to judge: "low single digits", "dozens", "hundreds of", "a handful", "several hundred"."""
    word = tokens.at(index)
    if word in _LEVEL_WORDS:
        at = index + 1
        while at < index + 6 and (
            tokens.word[at : at + 1] == ["-"]
            or tokens.at(at) in _LEVEL_WORDS
            or (tokens.at(at) in ("to", "and", "/") and tokens.at(at + 1 + tokens.is_hyphen(at + 1)) in _LEVEL_WORDS | {"-"})
        ):
            at += 1
        last = _digits_word(tokens, at)
        if last is not None:
            return Item(index, last, "vague")
        if tokens.at(at) in wordlist("vague_tens") or (
            tokens.kind_at(at) == "n" and tokens.at(at + 1) in ("s", "'s") and tokens.glued(at + 1) and len(tokens.word[at]) <= 3
        ):
            return Item(index, at + 1 + (tokens.kind[at] == "n"), "vague")
        return None
    if word in wordlist("digit_counts"):
        last = _digits_word(tokens, index) if tokens.at(index + 1) in ("-", *_DIGIT_WORDS) else None
        return Item(index, last, "vague") if last is not None else None
    if word in wordlist("vague_scales"):
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
    if tokens.at(at) not in _DIGIT_WORDS or word not in wordlist("digit_counts"):
        return None
    told = word in ("single", "double", "triple") or tokens.is_hyphen(index + 1) or tokens.at(at) == "figures"
    return at + 1 if told else None


def _vague_scale(tokens: Tokens, index: int) -> Item | None:
    last = index + 1
    if tokens.at(index - 1) == "in" and tokens.at(last) != "of":
        return None  # a table "in thousands"
    while tokens.at(last) == "of" and tokens.at(last + 1) in wordlist("vague_scales") and last < index + 6:
        last += 2
    if tokens.at(index) in ("tens", "scores") and tokens.at(last) != "of" and last == index + 1:
        return None
    return Item(index, last, "vague")
