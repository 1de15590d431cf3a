"""What a figure is to its sentence: a level, the change itself, where it came from or went to; and which way a change goes."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.items import Item
from copilot.numbers.movement import Movement, movement
from copilot.numbers.tokens import Tokens
from copilot.numbers.types import Direction, Role
from copilot.numbers.units import is_currency

_REACH = 30  # tokens a preposition may stand from its verb
_OBJECT = 9  # tokens an object may take between verb and figure: "cut its deposit rate 25 basis points"
_CHANGE_UNITS = frozenset({"percent", "percentage_point", "basis_point", "index_point"})
_STOP_WORDS = frozenset(
    "which who that while as after before because although though if when where since than and but or with without for against versus vs of in on during despite amid including "
    "because until through via per among between compared including excluding about over under is was are were be been has have had will would could should may might said says "
    "expects expected forecast sees at from to by into".split()
)
_PREDICATES = frozenset("is was are were be been being stood stands has had have".split())
_BEFORE_NOUN_STOPS = frozenset(
    "in of to from for on at by with and or but as than while which that who after before since during against versus when where is was are were be been has have had will would "
    "could may might the this its their , . ; : ( ) to said".split()
)
_DIRECT_NOUN_SUBJECTS = frozenset({"growth", "increase", "rise", "gain", "decline", "drop", "fall", "decrease", "cut", "reduction", "return", "contraction", "jump", "change", "hike", "slump"})
_MONEY_MOVES = frozenset("add adds added adding lose loses lost losing raise raises raised raising return returns returned returning beat cut cuts build built take shave shaved miss missed reduce reduced top topped exceed exceeded extend extended shed".split())
_QUALIFYING_BY = frozenset("followed led driven backed owned held hit rated made produced caused joined reported cited covered".split())
_JOINTS = frozenset({",", "and", "or", "(", "&", "/", "then", ";", "but", "-", "–", "respectively", "nor"})
_PASSED = frozenset("above below beneath past beyond near toward towards".split())
_NOUN_LIKE = frozenset("costs yields prints totals averages sales shares prices rents returns gains losses cuts rates cost".split())
_VERB_STOPS = frozenset("which who that said says expects expected forecast sees is was are were be been has have had will would could should may might from to by if when".split())
_IDIOM_UP = frozenset(
    "made make makes making give gave gives set sets take took takes taking eat ate eaten buy bought buying comes come put puts rack racked sum use used team show showed hold held scoop scooped mop "
    "snap snapped snapping own line start started split tie tied lock locked locking free freed drum pony cough coughed gobble gobbled follow followed freeing chew open opened opening sign signed cook end".split()
)


def assign_role(tokens: Tokens, item: Item, begin: int, previous: Item | None) -> None:
    """Sets role and direction of an amount. begin: the token where its qualifier begins; previous: the amount before it, done."""
    role, direction = _role(tokens, item, begin, previous)
    if role == "none" and item.sign == "+" and (item.unit in _CHANGE_UNITS or is_currency(item.unit)):
        role, direction = "change", "up"
    if role == "change" and item.value is not None and item.value < 0 and direction != "none":
        direction = "down"
    item.role, item.direction = role, direction


def _role(tokens: Tokens, item: Item, begin: int, previous: Item | None) -> tuple[Role, Direction]:
    moves = movement()
    if begin < item.first and _reaches(tokens, item, begin, moves):
        return "to", "none"
    at = skip_fillers(tokens, begin - 1, moves)
    governed = _governing(tokens, at, moves, item)
    behind = _behind(tokens, item, moves, governed)
    if behind is not None:
        return "change", behind
    noun = _noun_after(tokens, item, moves)
    if noun is not None and not (governed in ("to", "from") and noun == "none"):
        return "change", noun
    if governed == "to":
        return _to(tokens, item, at, moves)
    if governed == "from":
        return _from(tokens, item, at, previous, moves)
    if governed == "by":
        return _by(tokens, item, at, moves)
    direct = _direct(tokens, item, at, moves, previous)
    if direct is not None:
        return direct
    return _inherited(tokens, item, begin, previous)


def _reaches(tokens: Tokens, item: Item, begin: int, moves: Movement) -> bool:
    """Whether the figure is a mark passed: "tumbled below $90,000", "rose above 5%", "sank as low as $110"; not "rose over 5%"."""
    word = tokens.word[begin]
    marks = word in _PASSED or word == "as" and tokens.at(begin + 1) in ("low", "high")
    before = tokens.at(begin - 1)
    if not marks or not tokens.same_sentence(begin - 1, begin):
        return False
    if before in ("back", "just", "well", "further", "briefly", "up", "down", "slightly", "comfortably"):
        before = tokens.at(begin - 2)
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
        if tokens.word[at] == "up" and tokens.at(at + 1) != "to":
            break
        if tokens.kind[at] == "p" and at - 1 >= 0:
            at -= 1  # "July's 1.429 million": the owner goes too
        at -= 1
    return at


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
            if other in ("to", "from"):
                return other
            if tokens.kind[back] == "s" and other not in ("-", "'") or other in _STOP_WORDS or other in moves.verbs:
                break
    return ""


def _behind(tokens: Tokens, item: Item, moves: Movement, governed: str) -> Direction | None:
    """The direction of "2% higher", "30% below", "0.9 million fewer"; None where no such word follows."""
    after = item.last
    word = tokens.at(after)
    if word not in moves.after or not tokens.same_sentence(after, item.first) or not tokens.near(after):
        return None
    if governed in ("to", "from") or word in ("up", "down", "off", "behind", "ahead") and governed == "at":
        return None
    following = tokens.at(after + 1)
    if word in ("above", "below") and governed == "at" and following in ("a", "the", "its") and not item.unit.startswith("percent"):
        return None
    if word in ("more", "less", "fewer") and following in ("to", "and", ".", ",") and item.kind == "count_word" and item.unit.startswith("count"):
        return None
    if word == "more" and (item.unit.startswith("count") or item.unit == "none") and following != "than":
        return None
    if word == "off" and following not in ("its", "their", "the", "a", "from", "that", "his", "last", "of") and item.unit != "percent":
        return None
    if word in ("short", "shy", "ahead") and following != "of":
        return None
    if word in ("up", "down", "behind") and following in ("to", "the", "payment", "a") and item.unit not in _CHANGE_UNITS:
        return None
    if word == "longer" and item.unit.startswith("count"):
        return None
    return moves.after[word]


def _noun_after(tokens: Tokens, item: Item, moves: Movement) -> Direction | None:
    """The direction of the noun of change a figure measures: "a 5.0% decline", "25-basis-point rate cut", "3% annual growth"."""
    at = item.last
    if item.unit.startswith("count") and not item.scaled and (item.value is None or item.value < 1000):
        return None  # "three quarter-point cuts" counts cuts
    for ahead in range(at, min(at + 7, len(tokens))):
        if not tokens.same_sentence(ahead, at - 1) or ahead > at and "\n" in tokens.plain[tokens.end[ahead - 1] : tokens.start[ahead]]:
            return None
        word = tokens.word[ahead]
        if word in moves.nouns and tokens.kind[ahead] == "w":
            if word in ("beat", "miss") and tokens.at(item.first - 1) not in ("a", "an", "another"):
                return None  # "sales of $5bn beat forecasts"
            if tokens.kind_at(ahead - 1) == "p" or tokens.is_hyphen(ahead + 1) and tokens.at(ahead + 2) not in ("on", "over", "year", "to"):
                return None
            following = tokens.at(ahead + 1)
            if following in moves.not_change_before or word in moves.percent_only and item.unit not in ("percent", "percentage_point", "basis_point", "ratio_x"):
                return None
            if word in ("return", "returns") and following in ("on", "to"):
                return None
            if ahead == at and word in moves.verbs and (item.unit.startswith("count") or item.unit == "none") and word.endswith(("s", "e", "t", "n")) and word not in ("increase", "decrease"):
                return None  # "three cuts", "12 fall"
            if item.unit.startswith("count") and ahead == at:
                return None
            if following in moves.nouns and tokens.near(ahead + 1):
                continue
            return moves.nouns[word]
        if tokens.kind[ahead] == "w" or word == "-" or tokens.kind[ahead] == "p":
            if word in _BEFORE_NOUN_STOPS or word in moves.verbs and word not in ("adjusted", "like") or tokens.kind[ahead] == "p":
                return None
            continue
        return None
    return None


def _move_at(tokens: Tokens, index: int, anchor: int, moves: Movement) -> tuple[int, Direction, bool] | None:
    if index < 0 or not tokens.same_sentence(index, anchor) or tokens.word[index] not in moves.verbs or tokens.word[index] in (",", ";"):
        return None
    return index, moves.direction[tokens.word[index]], False


def nearest_move(tokens: Tokens, index: int, moves: Movement) -> tuple[int, Direction, bool] | None:
    """The nearest word of change left of a token in its sentence: its place, its direction and whether it moves without one."""
    for at in range(index, max(-1, index - _REACH), -1):
        if not tokens.same_sentence(at, index):
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
    if before in moves.to_level:
        return ("level" if before in ("came", "comes", "come", "amounted", "amounts", "amount", "equal", "equals", "totalled") else "none"), "none"
    if nearest_move(tokens, place - 1, moves) is not None:
        return "to", "none"
    for ahead in range(item.last, min(item.last + 10, len(tokens))):
        if not tokens.same_sentence(ahead, item.first):
            break
        if tokens.word[ahead] == "from" and tokens.kind_at(ahead + 1) in ("n", "s", "w") and before not in ("due", "up"):
            return "to", "none"
    if before in ("from",) or tokens.at(place - 2) == "from":
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
        if tokens.word[ahead] == "to" and _leads_to_number(tokens, ahead + 1) and _change_ahead(tokens, ahead, item.first, moves):
            return "from", "none"
    return "none", "none"


def _leads_to_number(tokens: Tokens, index: int) -> bool:
    return any(tokens.kind_at(at) in ("n", "f") for at in range(index, index + 7))


def _change_ahead(tokens: Tokens, index: int, anchor: int, moves: Movement) -> bool:
    return any(tokens.same_sentence(at, anchor) and tokens.word[at] in moves.direction for at in range(index, min(index + _REACH, len(tokens))))


def _by(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction]:
    before = tokens.at(at - 1)
    if before in _QUALIFYING_BY or before.endswith("ed") and before not in moves.direction and before not in moves.neutral:
        return "none", "none"
    counted = item.unit.startswith("count") and not item.scaled and item.value is not None and item.value < 1000
    found = nearest_move(tokens, at - 1, moves)
    if found is not None and found[2]:  # "moved", "set": a word with a direction a little further left says more
        found = next((other for back in range(found[0] - 1, found[0] - 10, -1) if (other := _move_at(tokens, back, at, moves))), found)
    if found is not None and not (counted and found[0] < at - 4):
        return "change", found[1]
    for ahead in range(item.last, min(item.last + 15, len(tokens))):
        if counted or not tokens.same_sentence(ahead, item.first):
            break
        if tokens.word[ahead] in moves.verbs:
            return "change", moves.direction[tokens.word[ahead]]
    return ("change", "none") if item.unit in _CHANGE_UNITS else ("none", "none")


def _direct(tokens: Tokens, item: Item, at: int, moves: Movement, previous: Item | None) -> tuple[Role, Direction] | None:
    """The role the word right before the figure gives it, or a verb of change a few words before with an object in between."""
    if at < 0 or not tokens.same_sentence(at, item.first):
        return None
    word = tokens.word[at]
    if word in ("up", "down") and tokens.at(at + 1) != "to":
        if tokens.at(at - 1) in _IDIOM_UP:
            return None
        if item.unit.startswith("count") and item.marked is False and tokens.at(at - 1) not in ("is", "was", "were", "are", ","):
            return None
        return "change", moves.direction[word]
    if word == "of":
        return _of(tokens, item, at, moves)
    if word in ("higher", "lower") and tokens.at(at - 1) in moves.direction | dict.fromkeys(moves.neutral):
        return "change", "up" if word == "higher" else "down"
    if word in moves.direction and word not in moves.only_noun:
        return _verb_before(tokens, item, at, moves)
    if word in moves.only_noun and tokens.kind[at] == "w":
        return ("change", moves.direction.get(word, "none")) if item.unit in _CHANGE_UNITS else None
    if word == "at" or word in moves.level:
        if word in _NOUN_LIKE and previous is not None and previous.role == "change" and tokens.same_sentence(previous.first, at):
            return None
        return _level(tokens, item, at, moves)
    if word == ":" or word == "(":
        return None
    return _with_object(tokens, item, at, moves)


def _verb_before(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    word = tokens.word[at]
    if word == "top" and tokens.at(at - 1) not in ("to", "will", "could", "would", "may", "might", "should"):
        return None
    if word in ("top", "topped", "tops", "topping", "exceed", "exceeds", "exceeded", "exceeding"):
        return "level", "none"
    if word == "lower" and tokens.at(at - 1) in ("the", "a", "lower"):
        return None
    if word in moves.nouns and tokens.at(at - 1) in ("the", "a", "of") and word in ("returns", "cuts", "gains", "losses"):
        return None
    if is_currency(item.unit) and item.scaled and word in _MONEY_MOVES:
        return None
    if item.kind == "count_word" and item.unit.startswith("count") or item.unit.startswith("count") and not item.scaled and item.value is not None and item.value < 1000:
        if word not in ("rose", "fell", "climbed", "dropped", "declined", "slipped", "increased", "decreased", "grew", "jumped", "shrank"):
            return None
    return "change", moves.direction[word]


def _of(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    """ "a decline of 8.5%", "growth of 4%", "an increase in sales of 5%"."""
    noun = tokens.at(at - 1)
    if noun in moves.nouns:
        if noun in moves.percent_only and item.unit not in ("percent", "ratio_x", "percentage_point", "basis_point"):
            return None
        return "change", moves.nouns[noun]
    if noun in moves.heads or item.unit not in _CHANGE_UNITS:
        return None
    for back in range(at - 1, max(-1, at - 7), -1):
        word = tokens.word[back]
        if not tokens.same_sentence(back, at) or word in moves.verbs and word not in moves.nouns or tokens.kind[back] == "s":
            return None
        if word in moves.nouns and tokens.at(back + 1) in ("in", "for", "over"):
            return "change", moves.nouns[word]
    return None


def _level(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction]:
    """A level, unless the subject is itself a change: "growth was 6.3%"."""
    word = tokens.word[at]
    if word in ("at",) and tokens.at(at - 1) in ("grow", "grew", "growing", "grows", "expand", "expanded", "expanding", "shrank", "contracted", "shrink", "rise", "rising", "rose", "compounding"):
        if item.unit == "percent":
            return "change", moves.direction.get(tokens.at(at - 1), "up")
    if item.unit not in _CHANGE_UNITS and item.kind != "count_word":
        return "level", "none"
    for back in range(at - 1, max(-1, at - 8), -1):
        other = tokens.word[back]
        if not tokens.same_sentence(back, at) or other in (",", ";", "and", "but", "while", "which", "that"):
            break
        if other in _DIRECT_NOUN_SUBJECTS and other in moves.nouns and tokens.at(back + 1) not in ("rate", "rates", "target"):
            if tokens.at(back - 1) in ("after", "to", "from") or tokens.at(back + 1) in ("on",) or item.unit == "index_point" and False:
                break
            return "change", moves.nouns[other]
    return "level", "none"


def _with_object(tokens: Tokens, item: Item, at: int, moves: Movement) -> tuple[Role, Direction] | None:
    """ "cut its deposit rate 25 basis points", "grew like-for-like sales 6.3%", "rose sharply 2%"."""
    if item.unit not in _CHANGE_UNITS:
        return None
    for back in range(at, max(-1, at - _OBJECT), -1):
        word = tokens.word[back]
        if not tokens.same_sentence(back, item.first):
            return None
        if word in moves.verbs and (word not in moves.nouns or tokens.at(back - 1) not in ("the", "a", "an", "of", "rate", "tax")):
            return "change", moves.direction[word]
        compound = tokens.is_hyphen(back - 1) or tokens.is_hyphen(back + 1)
        if tokens.kind[back] in ("n", "f") or tokens.kind[back] == "s" and word not in ("-", "&", "'", ".", "/") or word in _STOP_WORDS and not compound:
            return None
    return None


def _inherited(tokens: Tokens, item: Item, begin: int, previous: Item | None) -> tuple[Role, Direction]:
    """The role of the amount before, for the next of a list ("2, 3 and 4 percent"), an "or 2.1%" or a gap ("and the DAX 0.2%")."""
    if previous is None or not tokens.same_sentence(previous.first, item.first) or previous.role not in ("change", "level"):
        return "none", "none"
    between = range(previous.last, begin)
    words = [tokens.word[at] for at in between]
    if not words or len(words) > 14:
        return "none", "none"
    linked = all(word in _JOINTS for word in words)
    if linked:
        if previous.role == "level" and item.unit != previous.unit:
            return "none", "none"
        if item.unit in _CHANGE_UNITS or item.unit == previous.unit or "or" in words or "(" in words:
            return previous.role, previous.direction
        return "none", "none"
    if words[-2:] == [",", "or"] and item.unit != previous.unit and previous.role == "change" and _has_no_verb(tokens, between):
        return previous.role, previous.direction
    if item.unit != previous.unit or item.unit not in _CHANGE_UNITS or previous.role != "change":
        return "none", "none"
    if _has_no_verb(tokens, between) and (_is_compared(words) or words[-1] in ("and", ",", "or") or _is_gap(tokens, between)):
        return previous.role, previous.direction
    return "none", "none"


def _is_compared(words: list[str]) -> bool:
    """ "…2.7%, against 0.2% for the other", "9% in 2026 after 4% in 2025": the same change of something else."""
    return words[-1] in ("against", "versus", "vs", "after") or words[-2:] in (["vs", "."], ["compared", "with"], ["compared", "to"], ["followed", "by"], ["and", "then"])


def _has_no_verb(tokens: Tokens, between: range) -> bool:
    """Whether nothing between two figures is known to be a verb; nouns that look like one ("costs") are let through."""
    moves = movement()
    for at in between:
        word = tokens.word[at]
        if tokens.kind[at] != "w" or tokens.is_hyphen(at - 1) or tokens.is_hyphen(at + 1) or word in _NOUN_LIKE or word in ("compared", "followed"):
            continue
        known = word in moves.verbs or word in moves.level or word in moves.neutral or word in _VERB_STOPS
        if known or word.endswith("ing") and not tokens.is_capital(at):
            return False
    return True


def _is_gap(tokens: Tokens, between: range) -> bool:
    """Whether a joint and then only a name and a time stand between two figures: a sentence whose verb is left out."""
    joined = False
    for at in between:
        word = tokens.word[at]
        if word in (",", "and", "but", "while"):
            joined = True
        elif tokens.kind[at] == "s" and word not in ("'", "-", "&", ".", "/") or joined and word in _STOP_WORDS and word not in ("of", "in", "on"):
            return False
    return joined
