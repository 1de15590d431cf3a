"""What a bare number counts: the noun behind it ("410,000 barrels", "12 regional banks", "32 737 MAX jets")."""

from __future__ import annotations

from copilot.numbers.census.items import Item
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
