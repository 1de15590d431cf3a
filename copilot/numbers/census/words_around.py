"""What the words before a figure make of it, a level or a change, and those behind: "2% higher", "a 5.0% decline"."""

from __future__ import annotations

from copilot.numbers.census.inheritance import CHANGE_UNITS
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import is_currency
from copilot.numbers.movement import Movement
from copilot.numbers.types import Direction, Role
from copilot.numbers.wordlists import wordlist

_OBJECT = 9  # tokens an object may take between verb and figure: "cut its deposit rate 25 basis points"


def direct_role(tokens: Tokens, item: Item, at: int, moves: Movement, previous: Item | None) -> tuple[Role, Direction] | None:
    """The role the word right before the figure gives it, or a verb of change a few words before with an object in between."""
    if at < 0 or not tokens.same_sentence(at, item.first):
        return None
    word = tokens.word[at]
    owned = tokens.at(item.first - 1) in ("'s", "’s")
    if owned and any(tokens.at(index) in wordlist("held_against") for index in range(max(0, item.first - 7), item.first)):
        return "level", "none"  # "it trails the fund's 16.4%": what the other has is no fall
    if word in ("up", "back") and item.unit == "percent":
        if tokens.at(at - 1) in wordlist("given_away"):
            return "change", "down"
        if word == "back" and tokens.at(at - 1) in wordlist("won_back"):
            return "change", "up"
    if word in ("up", "down") and tokens.at(at + 1) != "to":
        if tokens.at(at - 1) in wordlist("idiom_up" if word == "up" else "idiom_down"):
            return None
        if item.unit.startswith("count") and item.marked is False and tokens.at(at - 1) not in ("is", "was", "were", "are", ","):
            return None
        return "change", moves.direction[word]
    if word == "off" and tokens.at(at - 1) in wordlist("before_off"):
        return "change", "down"
    if word == "of":
        return _of(tokens, item, at, moves)
    if word in ("higher", "lower") and tokens.at(at - 1) in moves.neutral:
        return "change", "up" if word == "higher" else "down"
    if word in moves.direction and word not in moves.only_noun:
        return _verb_before(tokens, item, at, moves)
    if word in moves.only_noun and tokens.kind[at] == "w":
        return ("change", moves.direction.get(word, "none")) if item.unit in CHANGE_UNITS else None
    if word == "at" or word in moves.level:
        if (
            word in wordlist("noun_like")
            and previous is not None
            and previous.role == "change"
            and tokens.same_sentence(previous.first, at)
        ):
            return None
        return _level(tokens, item, at, moves)
    if word == ":":
        return None
    return _with_object(tokens, item, at, moves)


def _verb_before(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    word = tokens.word[at]
    if word == "top" and tokens.at(at - 1) not in ("to", "will", "could", "would", "may", "might", "should"):
        return None
    if word in wordlist("topping_verbs"):
        return "level", "none"
    if word == "lower" and tokens.at(at - 1) in ("the", "a", "lower"):
        return None
    if is_currency(item.unit) and item.scaled and word in wordlist("money_moves"):
        return None
    few = not item.scaled and item.value is not None and item.value < 1000
    if item.unit.startswith("count") and (item.kind == "count_word" or few) and word not in wordlist("plain_moves"):
        return None
    return "change", moves.direction[word]


def _of(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    """ "a decline of 8.5%", "growth of 4%", "an increase in sales of 5%"."""
    noun = tokens.at(at - 1)
    if noun in ("rate", "pace", "clip"):
        return _at_a_pace(tokens, at - 1, moves)
    if noun in moves.nouns:
        if noun in moves.percent_only and item.unit not in ("percent", "ratio_x", "percentage_point", "basis_point"):
            return None
        return "change", moves.nouns[noun]
    if noun in moves.heads or item.unit not in CHANGE_UNITS:
        return None
    for back in range(at - 1, max(-1, at - 7), -1):
        word = tokens.word[back]
        if not tokens.same_sentence(back, at) or (word in moves.verbs and word not in moves.nouns) or tokens.kind[back] == "s":
            return None
        if word in moves.nouns and tokens.at(back + 1) in ("in", "for", "over"):
            return "change", moves.nouns[word]
    return None


def _at_a_pace(tokens: Tokens, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    """ "Shrank at an annual rate of 1.2%": the verb right before "at" tells the change."""
    for back in range(at - 1, max(-1, at - 5), -1):
        if tokens.word[back] == "at" and tokens.same_sentence(back - 1, at):
            verb = tokens.at(back - 1)
            return ("change", moves.direction[verb]) if verb in moves.verbs and verb in moves.direction else None
    return None


def _level(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction]:
    """A level, unless the subject is itself a change: "growth was 6.3%"."""
    word = tokens.word[at]
    if word == "at" and item.unit == "percent" and tokens.at(at - 1) in wordlist("growing_at"):
        return "change", moves.direction.get(tokens.at(at - 1), "up")
    noun = tokens.at(at - 1)
    if is_currency(item.unit) and word in ("is", "was") and noun in wordlist("by_amount_nouns"):
        return "change", moves.nouns[noun]  # "the increase was $2,000"
    if item.unit not in CHANGE_UNITS and item.kind != "count_word":
        return "level", "none"
    for back in range(at - 1, max(-1, at - 8), -1):
        other = tokens.word[back]
        if not tokens.same_sentence(back, at) or other in (",", ";", "and", "but", "while", "which", "that"):
            break
        if (
            other in wordlist("direct_noun_subjects")
            and other in moves.nouns
            and tokens.at(back + 1) not in ("rate", "rates", "target")
        ):
            led = tokens.at(back - 2) if tokens.at(back - 1) in ("the", "that", "this", "its") else tokens.at(back - 1)
            if led in ("after", "to", "from", "before", "until", "since") or tokens.at(back + 1) in ("on",):
                break  # "before the cut the rate was 4.50%"
            return "change", moves.nouns[other]
    return "level", "none"


def _with_object(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    """ "cut its deposit rate 25 basis points", "grew like-for-like sales 6.3%", "rose sharply 2%"."""
    if item.unit not in CHANGE_UNITS:
        return None
    for back in range(at, max(-1, at - _OBJECT), -1):
        word = tokens.word[back]
        if not tokens.same_sentence(back, item.first):
            return None
        if word in moves.verbs and (
            word not in moves.nouns or tokens.at(back - 1) not in ("the", "a", "an", "of", "rate", "tax")
        ):
            return "change", moves.direction[word]
        compound = tokens.is_hyphen(back - 1) or tokens.is_hyphen(back + 1)
        if (
            tokens.kind[back] in ("n", "f")
            or (tokens.kind[back] == "s" and word not in ("-", "&", "'", ".", "/"))
            or (word in wordlist("clause_words") and not compound)
        ):
            return None
    return None


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
