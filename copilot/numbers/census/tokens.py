"""A text as tokens: numerals, fraction signs, words and single marks, each with its characters' offsets in the text as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import not_

from copilot.numbers.wordlists import wordlist

FRACTION_SIGNS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅕": "0.2", "⅖": "0.4",
    "⅗": "0.6", "⅘": "0.8", "⅙": "0.1667", "⅚": "0.8333", "⅐": "0.1429", "⅑": "0.1111", "⅒": "0.1",
    "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
}  # fmt: skip
_FRACTION = "\ue001"
_OTHER_NUMERAL = "\ue000"  # a numeric character that is neither a decimal digit nor a fraction: ², ①, Ⅳ
_SAME = {
    "\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2018": "'",
    "\u2019": "'", "\u02bc": "'", "\uff05": "%", "\ufe6a": "%", "\uff0c": ",", "\uff0e": ".", "\uff04": "$",
    "\uffe5": "¥", "\uffe1": "£", "\u2044": "/", "\u2215": "/", "\u066a": "%", "\u066b": ".", "\u066c": ",",
    "\xa0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
}  # fmt: skip
_TOKEN = re.compile(r"([^\W\d_]+|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|'[sS](?![^\W_])|\S)")
_KINDS = {_FRACTION: "f", _OTHER_NUMERAL: "o", "'s": "p", "'S": "p"}
_EDGE = 80  # tokens
_CLOSING = frozenset("\"'”)]»")
_ENDING = frozenset('.!?;:"”)')
_MAY_END = _ENDING | _CLOSING


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character in FRACTION_SIGNS:
        return _FRACTION
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("No", "Nl"):
        return _OTHER_NUMERAL
    return " " if category == "Co" else character


def plain(text: str) -> str:
    """The same text, code point for code point, with one spelling of digits, minus signs, apostrophes and spaces.

    The asterisks of bold type become spaces.

    >>> plain("−5\u202f%")
    '-5 %'
    """
    text = text.replace("*", " ")
    if text.isascii():
        return text
    return text.translate({ord(character): _plain_character(character) for character in set(text) if not character.isascii()})


def _is_near(gap: str) -> bool:
    """Whether what stands between two tokens is at most three spaces or one line break."""
    return len(gap) <= 3 and gap.count("\n") <= 1 and "\t" not in gap


class Tokens:
    """The tokens of one text as columns: token i is text[start[i]:end[i]], and `word[i]` is it in plain lower case.

    `kind` is "n" numeral, "f" fraction sign, "o" other numeric sign, "w" word, "p" possessive 's, "s" any other mark.
    `sentence` numbers the sentence each token stands in. Lookups: `at(i)` the word, `kind_at(i)` the kind, `glued(i)` whether a
    token follows the one before it without a space, `near(i)` whether after at most three spaces or one line break,
    `opens_line(i)` whether only spaces stand before it on its line, `is_hyphen(i)` whether it is a hyphen between two tokens
    without spaces. Outside the text they give "" and False.
    """

    __slots__ = (
        "_length",
        "_words_before",
        "at",
        "end",
        "glued",
        "is_hyphen",
        "kind",
        "kind_at",
        "near",
        "opens_line",
        "plain",
        "sentence",
        "start",
        "text",
        "word",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        parts = _TOKEN.split(self.plain)  # what stands between tokens and the tokens, in turn
        offsets = list(accumulate(map(len, parts)))
        words, gaps = parts[1::2], parts[2:-1:2]
        self.start: list[int] = offsets[0:-1:2]
        self.end: list[int] = offsets[1::2]
        self.word: list[str] = list(map(str.lower, words))
        self.kind = ["w" if word.isalpha() else "n" if word[0].isdecimal() else _KINDS.get(word, "s") for word in words]
        self._length = len(words)
        self._words_before = [0, *accumulate(map("w".__eq__, self.kind))]
        glued = [False, *map(not_, gaps), False]
        near = [False, *[len(gap) <= 1 or _is_near(gap) for gap in gaps], False]
        opening = [True, *["\n" in gap for gap in gaps], False]
        hyphens = [word == "-" and glued[at] and glued[at + 1] for at, word in enumerate(words)]
        may_break = [at for at, gap in enumerate(gaps, 1) if gap and (opening[at] or words[at - 1] in _MAY_END)]
        breaks = [at for at in may_break if self._breaks_before(at, gaps[at - 1].count("\n"))]
        self.sentence: list[int] = []
        for number, (first, stop) in enumerate(pairwise([0, *breaks, self._length])):
            self.sentence += [number] * (stop - first)
        # The edge is wider than any look ahead or back, so that lookups need no bounds: a negative index meets it too.
        self.word += [""] * _EDGE
        self.kind += [""] * _EDGE
        self.at: Callable[[int], str] = self.word.__getitem__
        self.kind_at: Callable[[int], str] = self.kind.__getitem__
        self.glued: Callable[[int], bool] = (glued + [False] * _EDGE).__getitem__
        self.near: Callable[[int], bool] = (near + [False] * _EDGE).__getitem__
        self.opens_line: Callable[[int], bool] = (opening + [False] * _EDGE).__getitem__
        self.is_hyphen: Callable[[int], bool] = (hyphens + [False] * _EDGE).__getitem__

    def __len__(self) -> int:
        return self._length

    def raw(self, index: int) -> str:
        """The token with its capitals, "" outside the text."""
        return self.plain[self.start[index] : self.end[index]] if 0 <= index < self._length else ""

    def is_capital(self, index: int) -> bool:
        """Whether a token is a word that begins with a capital."""
        return self.kind_at(index) == "w" and self.plain[self.start[index]].isupper()

    def opens_sentence(self, index: int) -> bool:
        """Whether a token is the first of its sentence."""
        return index == 0 or self.sentence[index - 1] != self.sentence[index]

    def same_sentence(self, index: int, other: int) -> bool:
        """Whether two tokens exist and stand in one sentence."""
        return 0 <= index < self._length and 0 <= other < self._length and self.sentence[index] == self.sentence[other]

    def has_words(self, first: int, last: int) -> bool:
        """Whether any of the tokens first .. last - 1 is a word; those outside the text are none."""
        return self._words_before[max(0, first)] < self._words_before[min(last, self._length)]

    def words(self) -> tuple[str, ...]:
        """All tokens in plain lower case."""
        return tuple(self.word[: self._length])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens first .. last - 1."""
        return self.start[first], self.end[last - 1]

    def _breaks_before(self, index: int, lines: int) -> bool:
        if lines:
            return lines > 1 or self.word[index - 1] in _ENDING
        before = index - 1
        while before > 0 and before > index - 4 and self.word[before] in _CLOSING and self.start[before] == self.end[before - 1]:
            before -= 1
        mark = self.word[before]
        if mark in ("!", "?", ";"):
            return True
        if mark != ".":
            return False
        ended = self.word[before - 1] if before else ""
        initial = len(ended) == 1 and ended.isalpha() and before > 1 and self.word[before - 2] == "."
        if before and self.start[before] == self.end[before - 1] and (initial or ended in wordlist("abbreviations")):
            return False
        return not (self.kind[index] == "w" and self.plain[self.start[index]].islower())
