"""What a figure is to its sentence: a level, the change itself, where it came from or went to; and which way a change goes."""

from __future__ import annotations

from copilot.numbers.census.inheritance import CHANGE_UNITS, inherited_role
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import is_currency
from copilot.numbers.census.words_around import direct_role, direction_behind, direction_of_noun
from copilot.numbers.movement import Movement, movement
from copilot.numbers.types import Direction, Role
from copilot.numbers.wordlists import wordlist

_REACH = 30  # tokens a preposition may stand from its verb


def assign_role(tokens: Tokens, item: Item, begin: int, previous: Item | None, alike: Item | None) -> None:
    """Sets role and direction of an amount. begin: the token where its qualifier begins; previous: the amount before it, done;

    alike: the last amount before it of the same unit.
    """
    role, direction = _role(tokens, item, begin, previous)
    if role == "none" and alike is not None and alike is not previous:
        role, direction = inherited_role(tokens, item, begin, alike)
    if role == "none" and item.sign == "+" and (item.unit in CHANGE_UNITS or is_currency(item.unit)):
        role, direction = "change", "up"
    if role == "change" and item.value is not None and item.value < 0 and direction != "none":
        direction = "down"
    item.role, item.direction = role, direction


def _role(tokens: Tokens, item: Item, begin: int, previous: Item | None) -> tuple[Role, Direction]:
    moves = movement()
    if item.low is not None and tokens.at(begin - 1) == "between":
        begin -= 1
    if begin < item.first and _reaches(tokens, begin, moves):
        return "to", "none"
    if begin < item.first and tokens.word[begin] in wordlist("topping_verbs"):
        return "level", "none"
    at = skip_fillers(tokens, begin - 1, moves)
    governed = _governing(tokens, at, moves, item)
    behind = direction_behind(tokens, item, moves, governed)
    if behind is not None:
        return "change", behind
    noun = direction_of_noun(tokens, item, moves)
    led = tokens.at(begin - 1) in ("up", "down")  # "down 17% raises questions"
    if noun is not None and not led:
        return "change", noun
    if governed == "to":
        return _to(tokens, item, at, moves)
    if governed == "from":
        return _from(tokens, item, at, previous, moves)
    if governed == "by":
        return _by(tokens, item, at, moves)
    direct = direct_role(tokens, item, at, moves, previous)
    if direct is not None:
        return direct
    return _restated(tokens, item, begin, previous, moves) or inherited_role(tokens, item, begin, previous)


def _restated(tokens: Tokens, item: Item, begin: int, previous: Item | None, moves: Movement) -> tuple[Role, Direction] | None:
    """The change between two levels told over again: "rose from 652.53 to 676.47, or 3.7%"."""
    if previous is None or previous.role not in ("to", "from") or item.unit not in CHANGE_UNITS - {previous.unit}:
        return None
    words = tokens.word[previous.last : begin]
    if (
        words[:2] != [",", "or"]
        or not moves.fillers.issuperset(words[2:])
        or not tokens.same_sentence(previous.first, item.first)
    ):
        return None
    found = nearest_move(tokens, previous.first - 1, moves)
    return None if found is None else ("change", found[1])


def _reaches(tokens: Tokens, begin: int, moves: Movement) -> bool:
    """Whether the figure is a mark passed: "fell below $90,000", "rose above 5%", "sank as low as $110"; not "rose over 5%"."""
    word = tokens.word[begin]
    marks = word in wordlist("mark_prepositions") or (word == "as" and tokens.at(begin + 1) in ("low", "high"))
    before = tokens.at(begin - 1)
    if not marks or not tokens.same_sentence(begin - 1, begin):
        return False
    return before in moves.verbs or before in moves.neutral


def skip_fillers(tokens: Tokens, index: int, moves: Movement) -> int:
    """The token left of articles, hedges and adjectives that stand before a figure."""
    at = index
    while at >= 0 and at > index - 8 and tokens.same_sentence(at, index):
        if tokens.is_hyphen(at - 1):  # "a larger-than-expected 3%"
            at -= 2
            continue
        if at < index and tokens.is_hyphen(at + 1):
            at -= 1
            continue
        if tokens.word[at] not in moves.fillers and tokens.kind[at] != "p":
            break
        if tokens.kind[at] == "p" and at - 1 >= 0:
            at = _owner(tokens, at - 1)  # "July's 1.429 million": the owner goes too
        at -= 1
    return at


def _owner(tokens: Tokens, index: int) -> int:
    """The first token of the time that owns a figure: of "Q2's", "the second quarter's"; else the token given."""
    if tokens.kind_at(index) == "n" and tokens.glued(index) and tokens.at(index - 1) in ("q", "h"):
        return index - 1
    if tokens.at(index) in ("quarter", "year", "month", "half", "week"):
        while tokens.at(index - 1) in wordlist("which_period"):
            index -= 1
    return index


def _governing(tokens: Tokens, at: int, moves: Movement, item: Item) -> str:
    """The preposition that governs the figure, a noun and "of" in between allowed: "to a low of 4%"; "" where none does."""
    if at < 0 or not tokens.same_sentence(at, item.first):
        return ""
    word = tokens.word[at]
    if word in ("to", "from", "by", "at", "into"):
        return "to" if word == "into" else word
    if word == "of" and tokens.at(at - 1) in moves.heads:
        for back in range(at - 2, max(-1, at - 9), -1):
            if not tokens.same_sentence(back, at):
                break
            other = tokens.word[back]
            if other in ("to", "from", "by"):
                return other
            if (
                (tokens.kind[back] == "s" and other not in ("-", "'"))
                or other in wordlist("clause_words")
                or other in moves.verbs
            ):
                break
    return ""


def _move_at(tokens: Tokens, index: int, anchor: int, moves: Movement) -> tuple[int, Direction, bool] | None:
    if index < 0 or not tokens.same_sentence(index, anchor) or tokens.word[index] not in moves.verbs:
        return None
    return index, moves.direction[tokens.word[index]], False


def nearest_move(tokens: Tokens, index: int, moves: Movement) -> tuple[int, Direction, bool] | None:
    """The nearest word of change left of a token in its sentence: its place, its direction and whether it moves without one."""
    for at in range(index, max(-1, index - _REACH), -1):
        if tokens.sentence[at] != tokens.sentence[index]:
            return None
        word = tokens.word[at]
        if word in moves.direction:
            return at, moves.direction[word], False
        if word in moves.neutral:
            return at, "none", True
    return None


def _to(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction]:
    place = at
    while tokens.word[place] not in ("to", "into"):
        place -= 1
    before = tokens.at(place - 1)
    if before == "up" and tokens.at(place - 2) not in wordlist("movers_up_to"):
        return "none", "none"  # "up to a maximum of 80%"
    if before in moves.to_level:
        return ("level" if before in wordlist("amounting_verbs") else "none"), "none"
    if before == "up" and tokens.at(place - 2) in wordlist("adding_verbs"):
        return "none", "none"  # "they added up to $54,000"
    if nearest_move(tokens, place - 1, moves) is not None:
        return "to", "none"
    for ahead in range(item.last, min(item.last + 10, len(tokens))):
        if not tokens.same_sentence(ahead, item.first):
            break
        if tokens.word[ahead] == "from" and tokens.kind_at(ahead + 1) in ("n", "s", "w") and before not in ("due", "up"):
            return "to", "none"
    if tokens.at(place - 2) == "from":
        return "to", "none"
    return "none", "none"


def _from(tokens: Tokens, item: Item, at: int, previous: Item | None, moves: Movement) -> tuple[Role, Direction]:
    place = at
    while tokens.word[place] != "from":
        place -= 1
    counted = item.unit.startswith("count") and not (previous is not None and previous.role == "to")
    found = nearest_move(tokens, place - 1, moves)
    if found is not None and not (counted and (previous is None or previous.unit != item.unit)):
        return "from", "none"
    if tokens.at(place - 1) in ("up", "down"):
        return "from", "none"
    if previous is not None and previous.role == "to" and tokens.same_sentence(previous.first, item.first):
        return "from", "none"
    for ahead in range(item.last, min(item.last + 12, len(tokens))):
        if not tokens.same_sentence(ahead, item.first):
            break
        leads = tokens.word[ahead] == "to" and _leads_to_number(tokens, ahead + 1)
        if leads and (found is not None or _change_ahead(tokens, item.last, item.first, moves)):
            return "from", "none"
    return "none", "none"


def _leads_to_number(tokens: Tokens, index: int) -> bool:
    return any(tokens.kind_at(at) in ("n", "f") for at in range(index, index + 7))


def _change_ahead(tokens: Tokens, index: int, anchor: int, moves: Movement) -> bool:
    return any(
        tokens.same_sentence(at, anchor) and tokens.word[at] in moves.direction
        for at in range(index, min(index + _REACH, len(tokens)))
    )


def _by(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction]:
    while tokens.word[at] != "by":
        at -= 1
    before = tokens.at(at - 1)
    if before in wordlist("qualifying_by") or (
        before.endswith("ed") and before not in moves.direction and before not in moves.neutral
    ):
        return "none", "none"
    counted = item.unit.startswith("count") and not item.scaled and item.value is not None and item.value < 1000
    found = nearest_move(tokens, at - 1, moves)
    if found is not None and (found[2] or tokens.word[found[0]] in moves.only_noun):
        # "moved", "set", "cut its growth forecast by": a verb with a direction a little further left says more
        found = next(
            (other for back in range(found[0] - 1, found[0] - 10, -1) if (other := _move_at(tokens, back, at, moves))), found
        )
    if found is not None and not (counted and found[0] < at - 4):
        return "change", found[1]
    for ahead in range(item.last, min(item.last + 15, len(tokens))):
        if counted or not tokens.same_sentence(ahead, item.first):
            break
        if tokens.word[ahead] in moves.verbs:
            return "change", moves.direction[tokens.word[ahead]]
    return ("change", "none") if item.unit in CHANGE_UNITS else ("none", "none")
