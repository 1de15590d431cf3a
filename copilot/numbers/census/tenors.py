"""Tenors of instruments and windows of indicators, which are names: "10-year" Treasury, "52-week" high."""

from __future__ import annotations

from copilot.numbers.census.items import Item
from copilot.numbers.census.number_names import number_names
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist

_AVERAGES = ("20", "50", "100", "200")  # days that averages run over: "crossed the 200-day"
_KEYS = ("2", "3", "5", "7", "10", "20", "30", "two", "three", "five", "seven", "ten", "thirty")


def read_tenor(tokens: Tokens, index: int, after: int) -> Item | None:
    """The tenor of an instrument or window of an indicator: "10-year" Treasury, "52-week" high; `after` the number."""
    at = after + tokens.is_hyphen(after)
    unit = tokens.at(at)
    if (unit not in wordlist("tenor_units") and unit not in wordlist("short_tenors")) or not tokens.near(at):
        return None
    table = number_names()
    hyphened = at > after
    last = at + 1
    follow = last + tokens.is_hyphen(last)
    word = tokens.at(follow)
    if (unit == "years" and not hyphened) or (unit in ("days", "weeks", "months") and not hyphened):
        return None
    if word == "old":
        return None
    if word in table["indicators.any"] and tokens.at(follow + 1) in ("school", "schools", "yield", "quality", "end"):
        return None
    if word in table["indicators.any"] or (word in table["indicators.short"] and unit in wordlist("short_tenors")):
        return Item(index, last, "name")
    if word in ("and", ",", "/", "or", "to") and _leads_to_tenor(tokens, follow + 1):
        return Item(index, last, "name")
    if _leads_to_instrument(tokens, follow, hyphened=hyphened):
        return Item(index, last, "name")
    keys = _AVERAGES if unit == "day" else _KEYS
    known = tokens.at(index) in keys and hyphened and tokens.at(index - 1) in ("the", "its")
    if known and (not tokens.same_sentence(follow, index) or tokens.kind_at(follow) != "w" or word in table["tenors.verbs"]):
        return Item(index, last, "name")
    return None


def _leads_to_tenor(tokens: Tokens, index: int) -> bool:
    """Whether another tenor follows in a list: the "and 10-year Treasury" of "2- and 10-year Treasury"."""
    for at in range(index, min(index + 9, len(tokens))):
        if tokens.word[at] in number_names()["tenors.instruments"] and at > index + 1:
            return any(tokens.word[k] in wordlist("tenor_units") for k in range(index, at))
        if tokens.kind[at] not in ("n", "w") and tokens.word[at] not in ("-", "/", ","):
            return False
    return False


def read_spelled_tenor(tokens: Tokens, index: int, after: int) -> Item | None:
    """The same for a number in words: "two-year gilt yield"."""
    return read_tenor(tokens, index, after) if tokens.is_hyphen(after) else None


def _leads_to_instrument(tokens: Tokens, index: int, *, hyphened: bool) -> bool:
    """Whether an instrument follows, adjectives of country and kind in between."""
    table = number_names()
    for at in range(index, min(index + 7, len(tokens))):
        word = tokens.word[at]
        if word in table["tenors.instruments"]:
            if word in wordlist("loose_instruments"):
                following = tokens.at(at + 1)
                if (
                    word in ("term", "forward", "real", "inflation", "government", "sovereign", "benchmark")
                    and following not in table["tenors.instruments"]
                ):
                    continue
            return True
        if word not in table["tenors.between"] and not (tokens.is_capital(at) and hyphened):
            return False
    return False
