"""What the words behind a figure say of it: "2% higher", "30% below", "a 5.0% decline"."""

from __future__ import annotations

from copilot.numbers.census.inheritance import CHANGE_UNITS
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.movement import Movement
from copilot.numbers.types import Direction
from copilot.numbers.wordlists import wordlist


def direction_behind(tokens: Tokens, item: Item, moves: Movement, governed: str) -> Direction | None:
    """The direction of "2% higher", "30% below", "0.9 million fewer"; None where no such word follows."""
    after = item.last
    word = tokens.at(after)
    if word == "and" and item.unit == "percent":
        after = _behind_the_next(tokens, after)
        word = tokens.at(after)
    if word == "under" and item.unit == "percent" and tokens.at(after + 1) in ("its", "the", "their", "a"):
        return "down"
    if word not in moves.after or not tokens.same_sentence(after, item.first) or not tokens.near(after):
        return None
    if governed in ("to", "from"):
        return None
    following = tokens.at(after + 1)
    if (
        word in ("above", "below")
        and governed == "at"
        and following in ("a", "the", "its")
        and not item.unit.startswith("percent")
    ):
        return None
    if word == "more" and (item.unit.startswith("count") or item.unit == "none") and following != "than":
        return None
    if word == "off" and following not in wordlist("after_off") and item.unit != "percent":
        return None
    if word in ("short", "shy", "ahead") and following != "of" and not (word == "ahead" and item.unit == "percent"):
        return None
    if word in ("up", "down", "behind") and following in ("to", "the", "payment", "a") and item.unit not in CHANGE_UNITS:
        return None
    if word == "less" and tokens.kind_at(after + 1) in ("n", "f"):
        return None  # "2.6% less 0.2%" takes one from the other
    if word == "longer" and item.unit.startswith("count"):
        return None
    return moves.after[word]


def _behind_the_next(tokens: Tokens, at: int) -> int:
    """The token behind the next percentage, where "higher" stands for both: "food was 3% and fuel 5% higher"; else the same."""
    for ahead in range(at + 1, min(at + 6, len(tokens) - 2)):
        if tokens.kind[ahead] == "n":
            shared = tokens.at(ahead + 1) == "%" and tokens.at(ahead + 2) in ("higher", "lower", "dearer", "cheaper")
            return ahead + 2 if shared else at
        if tokens.kind[ahead] != "w":
            return at
    return at


def direction_of_noun(tokens: Tokens, item: Item, moves: Movement) -> Direction | None:
    """The direction of the noun of change a figure measures: "a 5.0% decline", "25-basis-point rate cut", "3% annual growth"."""
    at = item.last
    if item.unit.startswith("count") and not item.scaled and (item.value is None or item.value < 1000):
        return None  # "three quarter-point cuts" counts cuts
    for ahead in range(at, min(at + 7, len(tokens))):
        between = tokens.plain[tokens.end[ahead - 1] : tokens.start[ahead]]
        is_next_line = "\n" in between and (ahead > at or tokens.word[ahead] in ("-", "*", "•") or between.count("\n") > 1)
        if is_next_line or not tokens.same_sentence(ahead, at - 1):
            return None
        word = tokens.word[ahead]
        if word in moves.nouns and tokens.kind[ahead] == "w":
            if word in ("beat", "miss") and tokens.at(item.first - 1) not in ("a", "an", "another"):
                return None  # "sales of $5bn beat forecasts"
            if tokens.is_hyphen(ahead + 1) and tokens.at(ahead + 2) not in ("on", "over", "year", "to"):
                return None
            following = tokens.at(ahead + 1)
            if following == "due":
                return None  # "412 million falls due next year"
            if word in moves.percent_only and item.unit not in ("percent", "percentage_point", "basis_point", "ratio_x"):
                return None
            if (
                ahead == at
                and word in moves.verbs
                and (item.unit.startswith("count") or item.unit == "none")
                and word.endswith(("s", "e", "t", "n"))
                and word not in ("increase", "decrease")
            ):
                return None  # "three cuts", "12 fall"
            return moves.nouns[word]
        if tokens.kind[ahead] == "w" or word == "-" or tokens.kind[ahead] == "p":
            if (
                word in wordlist("before_noun_stops")
                or (word in moves.verbs and word not in ("adjusted", "like"))
                or tokens.kind[ahead] == "p"
            ):
                return None
            continue
        return None
    return None
