"""Deeds that exclude each other, from `reference/opposites.toml`: what is opened is not closed."""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.numbers.openings import NearPattern, WordPattern, word_pattern
from copilot.resources import reference_table


@lru_cache(maxsize=1)
def _pattern() -> tuple[WordPattern, dict[str, list[tuple[str, bool]]]]:
    table = reference_table("opposites.toml")
    words: dict[str, list[tuple[str, bool]]] = {}
    for pair, sides in table.items():
        for side in ("yes", "no") if not sides.get("plain") else ():
            for word in sides[side]:
                words.setdefault(word, []).append((pair, side == "yes"))
    longest = sorted(words, key=len, reverse=True)
    return word_pattern(longest, r"\b"), words


@lru_cache(maxsize=1)
def leaving_no_third() -> frozenset[str]:
    """The pairs of which one side is what the other leaves of a whole."""
    return frozenset(pair for pair, sides in reference_table("opposites.toml").items() if sides.get("rest"))


@lru_cache(maxsize=1)
def of_rates() -> frozenset[str]:
    """The pairs that tell of a change in percent too."""
    return frozenset(pair for pair, sides in reference_table("opposites.toml").items() if sides.get("rate"))


@lru_cache(maxsize=4096)
def _near(begins: frozenset[str] | None) -> NearPattern:
    """The pattern for parts of a text whose words begin so."""
    return _pattern()[0].within(begins)


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    """The pairs that one thing can be told by together: what was sold and remained outstanding."""
    return frozenset(pair for pair, sides in reference_table("opposites.toml").items() if sides.get("joined"))


def tell_a_deed(begins: frozenset[str]) -> bool:
    """Whether words that begin so may name a side of any pair."""
    return _pattern()[0].may_match(begins) or _may_be_plain(begins)


@lru_cache(maxsize=1)
def _plain() -> dict[str, WordPattern]:
    """The pairs of which only a deed done to the figure itself counts, with what finds their words."""
    table = reference_table("opposites.toml")
    return {pair: word_pattern([*sides["yes"], *sides["no"]], r"\b") for pair, sides in table.items() if sides.get("plain")}


@lru_cache(maxsize=1)
def _plain_openings() -> frozenset[str]:
    return frozenset(opening for words in _plain().values() for opening in words.openings or ())


def _may_be_plain(begins: frozenset[str]) -> bool:
    """Whether words that begin so may name a side of a plain pair."""
    return not _plain_openings().isdisjoint(begins)


def may_both_be(pair: str, *, first: bool, another_time: bool) -> bool:
    """Whether the side of a pair that a claim tells may be so too where the evidence tells the other of the same things.

    Of some pairs the first may follow the second: what was bought had been bid for. At another time what was freed was seized.
    first: whether the claim tells the first side.
    """
    sides = reference_table("opposites.toml")[pair]
    return bool(sides.get("plain")) and (another_time or (bool(sides.get("later")) and not first))


@lru_cache(maxsize=32)
def _directly(pair: str, side: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds a side of a plain pair before the figure that is its object, behind it, and what speaks against it."""
    table = reference_table("opposites.toml")[pair]
    words, others = "|".join(table[side]), "|".join([*table["no" if side == "yes" else "yes"], *table["unless"]])
    return (
        re.compile(rf"\b(?:{words})(?: {_OBJECT}){{0,4}}\s*$", re.IGNORECASE),
        re.compile(rf"(?: {_OBJECT}){{0,2}} (?:was|were|(?:has|have|had) been)(?: \w+ly)? (?:{words})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{others})\b", re.IGNORECASE),
    )


_APART = re.compile(r" (?:out|off|into) ", re.IGNORECASE)  # what stands behind a verb and its figure
_OBJECT = r"(?!(?:who|which|that|whose|and|or|but|to|as|nobody|none|not|no|later|then|was|were|is|has|had)\b)[a-z’'&-]+"
_PRICED = re.compile(r"(?: in (?:cash|shares|stock))? for (?:(?:the|all of|all) )?[A-Z]")
_BOUGHT_FOR = re.compile(r"\bfor(?: (?:about|some|around|nearly|almost|more than|over|just))?\s*$")


def plain_deeds(before: str, after: str, around: str, begins: frozenset[str]) -> dict[str, bool]:
    """For each plain pair the side of which the figure itself is the object; none in words that tell of the other side too.

    around: the sentence, and what follows it.
    """
    found: dict[str, bool] = {}
    for pair, words in _plain().items() if _may_be_plain(begins) else ():
        if not words.may_match(begins):
            continue
        if reference_table("opposites.toml")[pair].get("price") and not (_PRICED.match(after) or _BOUGHT_FOR.search(before)):
            continue
        for side in ("yes", "no"):
            ahead, behind, against = _directly(pair, side)
            if (ahead.search(before) or behind.match(after)) and not against.search(around):
                found[pair] = side == "yes"
    return found


def deeds(before: str, after: str, begins: frozenset[str] | None = None) -> dict[str, bool]:
    """For each pair of opposites the side that the words around a figure name, the nearest before it, else right after it.

    begins: how the words around begin, where that is known.

    >>> deeds("It opened", "stores")
    {'open': True}
    """
    deed, (_, words) = _near(begins), _pattern()
    if not deed.openings:
        return {}
    found: dict[str, bool] = {}
    apart = _APART.match(after)
    if apart is not None:  # "took 640 million out of the funds", "put 640 million into them"
        before = f"{before.rstrip().removesuffix(' a net')}{apart.group()}"
    for match in deed.finditer(after.lower()):
        for pair, side in words[match.group()]:
            found.setdefault(pair, side)
    sides: dict[str, set[bool]] = {}
    for match in deed.finditer(before.lower()):
        for pair, side in words[match.group()]:
            found[pair] = side
            sides.setdefault(pair, set()).add(side)
    return {pair: side for pair, side in found.items() if len(sides.get(pair, ())) < 2 or pair not in _joined()}
