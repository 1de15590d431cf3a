"""Cardinals in words that count something: "three cuts", "nine of the 12", "a three-member panel"."""

from __future__ import annotations

from copilot.calendar_words import CARDINALS
from copilot.numbers.census.items import Item
from copilot.numbers.census.number_names import number_names
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist


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
