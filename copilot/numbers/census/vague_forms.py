"""Amounts too vague to judge: "double-digit", "mid-teens", "dozens", "hundreds of", "a handful"."""

from __future__ import annotations

from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import SCALE_WORDS
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist

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
