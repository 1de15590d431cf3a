"""How words begin: a pattern that is matched at the beginning of a word is tried only where some word begins as it does.

A beginning is the first one to four letters of a word, or all of a word of up to three letters with a space behind it;
of a very common word also the word with the first letter of the next one ("from l" of "from last year"), and of words that only
begin alike five letters ("expec" of what is expected, and not of expenses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, starmap
from typing import NamedTuple

_WORD = re.compile(r"(?<![a-z])([a-z]+)(?=( [a-z]|\d)?)")
_COMMON = frozenset({"from", "to", "in", "on", "of", "than", "at", "as", "is", "are", "the", "a", "fell"})
_ALIKE = frozenset({"expe", "reve", "outp", "earn", "mini"})  # expenses, revenue, output, earnings, mining
# of any letters or figures: the word behind it is needed too
_ANY_WORD = re.compile(r"(?:\\w\+|\[\\w-\]\+|\\d\[\\d,\]\*|\d+)(?: |-|\[- \])")
_LITERAL = re.compile(r"[a-z]+")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_OPEN_ENDED = ("?", "*", "{")
_WORD_END = ("\\b", " ", "/")


class WordPattern(NamedTuple):
    """Alternatives matched at the beginning of a word of a text in lower case; `openings` None may begin with anything."""

    pattern: re.Pattern[str]
    openings: frozenset[str] | None

    def may_match(self, begins: frozenset[str] | None) -> bool:
        """Whether the pattern can match a text whose words begin so; None is not known."""
        return begins is None or self.openings is None or not self.openings.isdisjoint(begins)

    def within(self, begins: frozenset[str] | None) -> NearPattern:
        """The pattern for parts of that text."""
        if begins is None or self.openings is None:
            return NearPattern(self.pattern, ("",))
        return NearPattern(self.pattern, tuple(sorted(opening.rstrip() for opening in self.openings & begins)))


class NearPattern(NamedTuple):
    """A pattern for parts of a text, with all that its matches in that text can begin with: first looked for, which is quick."""

    pattern: re.Pattern[str]
    openings: tuple[str, ...]

    def search(self, part: str) -> re.Match[str] | None:
        """The first match in a part, in lower case."""
        for opening in self.openings:
            if opening in part:
                return self.pattern.search(part)
        return None

    def finditer(self, part: str) -> Iterator[re.Match[str]]:
        """All matches in a part, in lower case."""
        for opening in self.openings:
            if opening in part:
                return self.pattern.finditer(part)
        return iter(())


def word_pattern(alternatives: Sequence[str], ending: str = "") -> WordPattern:
    """One pattern of several, each written in lower case. ending: a pattern behind all of them.

    >>> word_pattern(["(?:than|from) last", "y/y", "if"]).openings == {"than l", "from l", "y ", "if"}
    True
    """
    joined = r"\b(?:" + by_letter(alternatives) + ")" + ending
    flags = re.IGNORECASE if any(_CAPITAL.search(each) for each in alternatives) else 0
    found = [_openings(each) for each in alternatives]
    known = None if None in found else frozenset(opening for each in found for opening in each or ())
    return WordPattern(re.compile(joined, flags), known)


def by_letter(alternatives: Sequence[str]) -> str:
    """The alternatives as one pattern that matches alike, and looks at a letter once for all that begin with it.

    Those that begin with different letters exclude each other, so that only the order of those of one letter counts.

    >>> by_letter(["opened", "open", "shut", "closed?"])
    'open(?:ed|)|shut|closed?'
    """
    parts: list[str] = []
    led: dict[str, list[str]] = {}
    for each in alternatives:
        if _LED.match(each) and len(list(_alternatives(each))) == 1:
            led.setdefault(each[0], []).append(each[1:])
            continue
        parts += [_joined(letter, rests) for letter, rests in led.items()]
        parts.append(each)
        led = {}
    return "|".join([*parts, *(_joined(letter, rests) for letter, rests in led.items())])


_LED = re.compile(r"[a-z](?![?*+{])")  # by a letter that any match begins with


def _joined(begin: str, rests: Sequence[str]) -> str:
    while len({rest[:1] for rest in rests}) == 1 and all(_LED.match(rest) for rest in rests):
        begin, rests = begin + rests[0][0], [rest[1:] for rest in rests]
    return begin + (rests[0] if len(rests) == 1 else f"(?:{by_letter(rests)})")


def word_begins(lower: str) -> frozenset[str]:
    """How the words of a text in lower case begin.

    >>> sorted(word_begins("a 5-year"))
    ['a', 'a ', 'y', 'ye', 'yea', 'year']
    """
    return frozenset(chain.from_iterable(starmap(_begins, set(_WORD.findall(lower)))))


@lru_cache(maxsize=50_000)
def _begins(word: str, following: str) -> tuple[str, ...]:
    found = [word[:size] for size in range(1, 6 if word[:4] in _ALIKE else 5)]
    if len(word) < 4 and not following.isdigit():  # the q of "Q1" is no word
        found.append(word + " ")
    if following.startswith(" ") and word in _COMMON:
        found.append(word + following)
    return tuple(found)


def _openings(pattern: str, behind: str = "") -> frozenset[str] | None:
    """How a match of a pattern begins, None where that is not plain from its first characters. behind: what follows it."""
    if len(list(_alternatives(pattern))) > 1:
        return None
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        inner, rest = pattern[3:end], pattern[end + 1 :]
        left_out = _openings(rest[1:], behind) if rest.startswith("?") else None if rest.startswith(_OPEN_ENDED) else frozenset()
        rest = "" if rest.startswith("?") else rest + behind
        found = [_openings(each, rest) for each in _alternatives(inner)]
        return None if left_out is None or None in found else left_out.union(*(each for each in found if each))
    if pattern.startswith("(?<!"):
        return _openings(pattern[_closing(pattern) + 1 :], behind)
    anything = _ANY_WORD.match(pattern + behind)
    if anything is not None:
        return _openings((pattern + behind)[anything.end() :])
    literal = _LITERAL.match(pattern)
    if literal is None:
        return None
    word, rest = literal.group(), pattern[literal.end() :] + behind
    if rest.startswith(_OPEN_ENDED):
        word = word[:-1]
    elif word in _COMMON and rest.startswith(" ") and not rest[1:].startswith(_OPEN_ENDED):
        following = _openings(rest[1:])
        if following:
            return frozenset(f"{word} {each[0]}" for each in following)
    elif len(word) < 4 and rest.startswith(_WORD_END):
        word += " "
    return frozenset([word[: 5 if word[:4] in _ALIKE else 4]]) if word else None


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between the bars that stand outside all brackets."""
    depth = start = 0
    for at, character in enumerate(pattern):
        if pattern[at - 1 : at] == "\\":
            continue
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _closing(pattern: str) -> int:
    """Where the bracket that opens a pattern closes."""
    depth = 0
    for at, character in enumerate(pattern):
        if pattern[at - 1 : at] != "\\":
            depth += (character in "([") - (character in ")]")
        if depth == 0:
            return at
    return len(pattern)
