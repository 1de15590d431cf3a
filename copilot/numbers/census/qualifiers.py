"""What stands before or after a figure and loosens it: "about", "nearly", "more than", "at least", "up to", "or so"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.numbers.census.date_forms import is_year
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.types import Qualifier
from copilot.numbers.wordlists import wordlist
from copilot.resources import reference_table

_DENIED: dict[Qualifier, Qualifier] = {"over": "at_most", "under": "at_least"}  # "not exceed"
Phrase = tuple[tuple[str, ...], Qualifier]


@cache
def _phrases(place: str) -> dict[str, tuple[Phrase, ...]]:
    """The phrases that stand "before" a figure by their last word, or "after" it by their first; longest first."""
    table = reference_table("qualifiers.toml")
    found: dict[str, list[Phrase]] = {}
    for qualifier, phrases in table[place].items():
        for phrase in phrases:
            split = tuple(phrase.split())
            found.setdefault(split[-1 if place == "before" else 0], []).append((split, qualifier))
    return {word: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for word, group in found.items()}


@cache
def _hedges() -> re.Pattern[str]:
    """What may stand right before a figure and say no more than how closely it is meant."""
    told = {phrase for phrases in reference_table("qualifiers.toml")["before"].values() for phrase in phrases}
    words = sorted({*told, "just", "only", "merely", "a mere", "still", "another", "a further", "a", "an"}, key=len, reverse=True)
    phrases = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s") for phrase in words if phrase[0].isalpha() and not phrase.startswith("or ")
    )
    return re.compile(rf"(?:(?<=\s)(?:{phrases})\s+)+$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def before_hedges(words: str) -> str:
    """The words up to a figure, without those right before it that loosen it.

    >>> before_hedges("it leads by well over ")
    'it leads by '
    """
    return _hedges().sub("", words)


def qualify(tokens: Tokens, item: Item, named: int = -1) -> int:
    """Sets the item's qualifier from the words around it; returns the token where these words, or the item itself, begin.

    named: the token where a name before it ends, whose number is no figure: "the S&P 500 more than 21% off its high".
    """
    first = item.first
    if item.qualifier == "over":  # a printed "+"
        return _before(tokens, item, named)[0]
    begin, found = _before(tokens, item, named)
    if found == "none" and begin == first:
        found = _after(tokens, item)
    item.qualifier = found
    return begin


def _before(tokens: Tokens, item: Item, named: int) -> tuple[int, Qualifier]:
    first = item.first
    at = first - 1
    if at >= 0 and tokens.word[at] in ("(", '"', "“", "'"):
        at -= 1
    for skipped in range(3):
        if not tokens.same_sentence(at, first):
            return first, "none"
        found = _phrase_ending(tokens, at)
        if found is not None:
            words, qualifier = found
            begin = at + 1 - len(words)
            if _is_meant(tokens, item, begin, words, skipped=skipped, named=named):
                denied = tokens.at(begin - 1) in ("not", "never", "n't", "t") or tokens.at(begin - 2) in ("not", "never")
                return begin, _DENIED.get(qualifier, qualifier) if denied else qualifier
            return first, "none"
        if tokens.word[at] not in wordlist("before_amounts") or tokens.word[at] == "the":
            return first, "none"
        at -= 1
    return first, "none"


def _phrase_ending(tokens: Tokens, index: int) -> tuple[tuple[str, ...], Qualifier] | None:
    for words, qualifier in _phrases("before").get(tokens.at(index), ()):
        begin = index + 1 - len(words)
        if begin >= 0 and tuple(tokens.word[begin : index + 1]) == words and tokens.same_sentence(begin, index):
            return words, qualifier
    return None


def _is_meant(tokens: Tokens, item: Item, begin: int, words: tuple[str, ...], *, skipped: int, named: int) -> bool:
    """Whether the words loosen this figure: not "up to" of "went up to", nor "near" and "above" of a figure of their own."""
    before = tokens.at(begin - 1)
    last = words[-1]
    if not tokens.same_sentence(begin - 1, begin):
        before = ""
    if words == (">",):
        return not _closes_a_tag(tokens, begin)
    if words == ("up", "to"):
        return before not in wordlist("movers_up_to")
    if words == ("top",):
        return before in ("to", "could", "will", "would", "may", "should", "might")
    if words == ("past",):
        return before.endswith("ed") or before in wordlist("before_past")
    if words == ("some",):
        return skipped == 0
    if words == ("over",) and wordlist("quarrels").intersection(tokens.word[max(0, begin - 6) : begin]):
        return False  # "Shoppers riot over $2 waffle makers"
    if last in ("above", "below", "over", "under") and len(words) == 1:
        if _is_where(tokens, item, last, before):
            return False
        if begin != named and _is_of_figure_before(tokens, begin):
            return False  # "30% below 50": the first figure's own
        if last == "over" and before in _STOOD and item.marked and item.kind == "quantity":
            return True  # "volatility was over 21%", not "it was over 40 years ago"
        return not (last == "over" and (before in wordlist("over_nouns") or item.kind in ("period", "date")))
    if len(words) == 2 and words[0] in wordlist("comparatives") and last == "than":
        return begin == named or not _is_of_figure_before(tokens, begin)
    if words == ("short", "of"):
        return before not in wordlist("after_figures") and before not in wordlist("fell_short")
    return not (words in (("around",), ("about",)) and before in wordlist("talk_around") and item.unit.startswith("count"))


def _is_of_figure_before(tokens: Tokens, begin: int) -> bool:
    """Whether a figure stands right before the words, or its unit; no year: "in 2022 fewer than 100 left"."""
    before = begin - 1
    if tokens.same_sentence(before, begin) and tokens.at(before) in wordlist("after_figures"):
        return True
    return tokens.kind_at(before) in ("n", "f") and not (is_year(tokens.at(before)) and tokens.kind_at(before - 1) == "w")


_STOOD = frozenset({"is", "was", "are", "were"})
_LONGEST_TAG = 40  # tokens


def _closes_a_tag(tokens: Tokens, index: int) -> bool:
    """Whether a ">" ends a piece of markup, "<b>", and compares nothing."""
    for at in range(index - 1, max(-1, index - _LONGEST_TAG), -1):
        if tokens.word[at] in ("<", ">"):
            return tokens.word[at] == "<" and tokens.glued(at + 1)
    return False


def _is_where(tokens: Tokens, item: Item, word: str, before: str) -> bool:
    """Whether the word tells a place: "swept over a 90-foot fall", "under 50 feet of ice"; not "an over 90-foot yacht"."""
    if item.low is not None or not (item.unit.startswith("count") or item.unit in ("none", "year")):
        return False
    if any(tokens.is_hyphen(at) for at in range(item.first + 1, item.last + 1)):
        return before not in ("a", "an", "the", "any", "its", "their", "for")
    return word == "under" and tokens.at(item.last) in wordlist("depths") and tokens.at(item.last + 1) == "of"


def _after(tokens: Tokens, item: Item) -> Qualifier:
    at = item.last
    word = tokens.at(at)
    for words, qualifier in _phrases("after").get(word, ()):
        if tuple(tokens.word[at : at + len(words)]) == words and (word != "-" or tokens.is_hyphen(at)):
            return qualifier
    if tokens.kind_at(at) == "w" and tokens.at(at + 1) == "or":  # past the noun that is counted: "10 people or fewer"
        return {"more": "at_least", "so": "about", "less": "at_most", "fewer": "at_most"}.get(tokens.at(at + 2), "none")  # type: ignore[return-value]
    return "none"
