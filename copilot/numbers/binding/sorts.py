"""Two sorts of one thing, each told by the word right before it (`reference/kinds.toml`): "trading fees" and "advisory fees"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise

from copilot.calendar_words import CARDINALS, count_of
from copilot.names.tables import common_words
from copilot.numbers.movement import movement
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, content_stems, stem
from copilot.numbers.wordlists import wordlist
from copilot.resources import reference_table

_WORD = re.compile(r"[A-Za-z][\w&]*(?:[-’'][A-Za-z0-9]\w*)*(?:['’](?=\s))?|[^\sA-Za-z]+")
_SORTS = ("goods", "sorts")
_OWNS = ("'s", "’s", "'", "’")


def against_sort(mine: Reading, theirs: Reading, beside: Iterable[Reading]) -> str | None:
    """The sort that the evidence's figure is told of, where the claim's is of another one that the source never speaks of.

    Neither word may be an empty one, as in "key rate", and of two words for one sort none tells of another.
    beside: the other readings of the evidence's sentence.
    """
    if theirs.exact or theirs.row or mine.row or theirs.around is None or mine.is_headline:
        return None
    found = (
        _of_the_contrary(mine, theirs) or _before_a_noun(mine, theirs) or _of_what(mine, theirs) or _of_whom(mine, theirs, beside)
    )
    found = found or _of_other_goods(mine, theirs) or _of_another_sector(mine, theirs)
    return found or _of_another_term(mine, theirs)


def _of_the_contrary(mine: Reading, theirs: Reading) -> str | None:
    """ "Gross debt" of net debt."""
    said = _contraries(f"{mine.lead} \x00 {mine.trail}")
    own = _contraries(f"{theirs.lead} \x00 {theirs.trail}") if said else {}
    return next((f"{min(own[key])} {key[1]}" for key in said.keys() & own.keys() if not said[key] & own[key]), None)


@lru_cache(maxsize=1024)
def _contraries(words: str) -> dict[tuple[int, str], frozenset[str]]:
    """The words of a line of those that exclude one another, by the line and the stem of the noun that they stand before."""
    found: dict[tuple[int, str], frozenset[str]] = {}
    tokens, apart = ([token.lower() for token in _WORD.findall(told)] for told in (words, words.replace("-", " ")))
    for word, noun in chain(pairwise(tokens), pairwise(apart)):  # "new-car prices"
        for line in _lines().get(word, ()):
            found[line, stem(noun)] = found.get((line, stem(noun)), frozenset()) | {word}
    return found


@cache
def _lines() -> dict[str, tuple[int, ...]]:
    """The numbers of the lines that a word stands in."""
    found: dict[str, tuple[int, ...]] = {}
    for at, line in enumerate(reference_table("kinds.toml")["before_one_noun"]):
        for word in line:
            found[word] = (*found.get(word, ()), at)
    return found


def _before_a_noun(mine: Reading, theirs: Reading) -> str | None:
    """ "Trading fees" of advisory fees."""
    said = _sorts(f"{mine.lead} \x00 {mine.trail}")
    own = _sorts(_told(theirs)) if said else {}
    for noun in said.keys() & own.keys():
        one, other = said[noun], own[noun] - _WHOLES
        if one and other and not one & other and _is_foreign(one, other, mine, theirs):
            return f"{min(other)} {noun}"
    return None


def _told(theirs: Reading) -> str:
    """The words of a figure, and of what led to it where it is the end of a move: "trading income fell 7% to 2.9 billion"."""
    lead = theirs.lead
    if theirs.role in ("from", "to") and theirs.around is not None:
        lead = theirs.around.text(theirs.clause_span[0], theirs.quantity.start)
    return f"{lead} \x00 {theirs.trail}"


def _of_what(mine: Reading, theirs: Reading) -> str | None:
    """ "6.5 billion of debt" of so much equity."""
    one, other = (_known_behind(side.after) for side in (mine, theirs))
    return " ".join(other) if one and other and _is_foreign(one, other, mine, theirs) else None


def _of_other_goods(mine: Reading, theirs: Reading) -> str | None:
    """ "Furniture sales fell 3%" of "with clothing down 3%"."""
    one, other = (_goods_among(f"{side.lead} {side.trail}") for side in (mine, theirs))
    return min(other) if one and other and _is_foreign(one, other, mine, theirs) else None


@lru_cache(maxsize=1024)
def _goods_among(words: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(words) if stem(word) in _names("goods"))


_JOBS = frozenset({"openings", "vacancies", "job", "jobs", "employment", "payrolls", "positions", "workers"})


def _of_another_sector(mine: Reading, theirs: Reading) -> str | None:
    """ "Construction lost 46,000 jobs" of what manufacturing lost."""
    sides = [frozenset(WORD.findall(f"{side.lead} {side.trail}".lower())) for side in (mine, theirs)]
    if any(_JOBS.isdisjoint(words) for words in sides):
        return None
    one, other = (frozenset(word for word in words if stem(word) in _names("sectors")) for words in sides)
    return min(other) if one and other and _is_foreign(one, other, mine, theirs, ("sectors",)) else None


def _of_whom(mine: Reading, theirs: Reading, beside: Iterable[Reading]) -> str | None:
    """ "31 investors" of so many of 48 economists, "400 houses" of vehicles."""
    one = _counted(mine)
    if not one or (theirs.quantity.unit != "none" and not _counted(theirs)):
        return None
    other = _counted(theirs) or frozenset().union(*(_counted(reading) for reading in beside))
    return min(other) if other and _is_foreign(one, other, mine, theirs) else None


def _counted(reading: Reading) -> frozenset[str]:
    noun = reading.quantity.unit.removeprefix("count:")
    return frozenset({noun}) if noun != reading.quantity.unit and stem(noun) in _names(*_SORTS) else frozenset()


_TERM = re.compile(r"\b(?P<many>\d+|[a-z]+)-(?P<unit>day|week|month|year)s?\s(?=(?P<of>[\w-]+(?:\s[\w-]+)?))", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 360}
_SAME_TERM = 15  # days in a thousand by which 52 weeks are a year


def _of_another_term(mine: Reading, theirs: Reading) -> str | None:
    """ "The 10-year yield" of the five-year one."""
    begin = theirs.clause_span[0]
    if theirs.around is None or not (said := _terms(mine.lead)):
        return None
    own = _terms(theirs.around.text(begin, theirs.quantity.start))
    apart = own and not any(1000 * abs(one - other) <= _SAME_TERM * one for one in said for other in own)
    return next(iter(own.values())) if apart else None


@lru_cache(maxsize=1024)
def _terms(words: str) -> dict[int, str]:
    """The maturities and windows that words tell of a yield, a bond or an average, by their days."""
    found: dict[int, str] = {}
    for match in _TERM.finditer(words):
        many = match["many"].lower()
        number = count_of(many) if many.isdigit() or many in CARDINALS else 0
        if number and not wordlist("of_a_term").isdisjoint(match["of"].lower().split()):
            found[number * _DAYS[match["unit"].lower()]] = match.group().strip()
    return found


_OF = re.compile(r"(?:\s[a-z]+)?\sof(?P<what>(?:\s(?!(?:and|or|by|on|in|of|for|from|with|to|as|at|after|over)\b)[a-z-]+){1,3})")


def _known_behind(after: str) -> frozenset[str]:
    """The sorts that a figure is "of", right behind it: "of new equity"."""
    match = _OF.match(after)
    return (
        frozenset(word for word in match["what"].split() if stem(word) in _names(*_SORTS)) if match is not None else frozenset()
    )


def _is_foreign(
    one: frozenset[str], other: frozenset[str], mine: Reading, theirs: Reading, tables: tuple[str, ...] = _SORTS
) -> bool:
    """Whether the source tells none of the claim's sorts, and the claim none of the source's."""
    words = _unhyphened(f"{mine.run_up} {mine.lead} {mine.quantity.unit} {mine.trail} {mine.after}")
    if theirs.around is None or any(is_told(word, words, tables) for word in other):
        return False
    told = _unhyphened(theirs.around.whole)
    return not any(is_told(word, told, tables) for word in one)


def are_other_goods(one: str, other: str | None) -> bool:
    """Whether two words name goods of different sorts: "chip" and "car", not "car" and "vehicle"."""
    return other is not None and all(stem(word) in _names(*_SORTS) for word in (one, other)) and not is_told(one, _stems(other))


_WHOLES = frozenset({"total", "overall", "whole", "entire"})


def has_sorts(words: str) -> bool:
    """Whether words hold a noun of which there are sorts: "oil demand"."""
    return any(stem(word) in _heads() for word in WORD.findall(words))


@cache
def _heads() -> dict[str, str]:
    """The nouns of which there are sorts, by the stems of all their names."""
    return {stem(word): line[0] for line in reference_table("kinds.toml")["heads"] for word in line}


@cache
def _names(*tables: str) -> dict[str, frozenset[str]]:
    """The stems of all names of a sort, by the stem of each."""
    found: dict[str, frozenset[str]] = {}
    for line in chain(*(reference_table("kinds.toml")[name] for name in tables)):
        stems = frozenset().union(*map(_stems, line))
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found


def _stems(word: str) -> frozenset[str]:
    """The stems of a word, with and without a hyphen, as British and American texts spell it."""
    spelt = {word, word.replace("-", "")}
    for pair in reference_table("kinds.toml")["spellings"]:
        for one, other in (pair, pair[::-1]):
            spelt |= {each.replace(one, other) for each in spelt}
    return frozenset(map(stem, spelt))


def is_told(word: str, words: frozenset[str], tables: tuple[str, ...] = _SORTS) -> bool:
    """Whether words hold one, or another name of its sort."""
    stems = _stems(word)
    return not words.isdisjoint(stems.union(*(_names(*tables).get(one, ()) for one in stems)))


@lru_cache(maxsize=256)
def _unhyphened(text: str) -> frozenset[str]:
    return content_stems(text) | content_stems(text.replace("-", " ")) | content_stems(text.replace("-", ""))


@cache
def _new() -> frozenset[str]:
    """Sorts told by a word that tells none elsewhere: "new orders"."""
    return frozenset(reference_table("kinds.toml")["told_by_new"])


@cache
def _empty() -> frozenset[str]:
    told = movement()
    verbs = (told.verbs | told.level) - told.nouns.keys()
    return (wordlist("no_modifiers") | wordlist("no_segment") | wordlist("no_sort") | verbs) - _WHOLES


@lru_cache(maxsize=1024)
def _sorts(words: str) -> dict[str, frozenset[str]]:
    """The words that tell the sort of a noun, right before it or behind its "of": "tea exports", "exports of tea"."""
    found: dict[str, frozenset[str]] = {}
    tokens = _WORD.findall(words)
    for at, word in enumerate(tokens):
        noun = _heads().get(stem(word.lower()))
        if noun is None:
            continue
        if at and (_is_sort(tokens, at - 1) or f"{tokens[at - 1]} {word}".lower() in _new()):
            found[noun] = found.get(noun, frozenset()) | {tokens[at - 1].lower()}
        if tokens[at + 1 : at + 2] == ["of"] and at + 2 < len(tokens) and _is_sort(tokens, at + 2):
            found[noun] = found.get(noun, frozenset()) | {tokens[at + 2].lower()}
    return found


def _is_sort(tokens: list[str], at: int) -> bool:
    """Whether the token at this place tells a sort of the next: no name, no verb, no empty word."""
    word = tokens[at]
    lower = word.lower()
    opens = at == 0 or not tokens[at - 1][0].isalpha()
    if not word[0].isalpha() or word.endswith(_OWNS) or lower in _empty() or not content_stems(word):
        return False
    if word != lower and not (opens and not common_words().isdisjoint(lower.split("-"))):
        return False
    if opens or lower in _WHOLES or stem(lower) in _names(*_SORTS):
        return True
    before = tokens[at - 1].lower()
    bounded = before in _empty() or tokens[at - 1].endswith(_OWNS)
    return not lower.endswith(("ed", "ly", "est")) and (bounded or not lower.endswith("s"))
