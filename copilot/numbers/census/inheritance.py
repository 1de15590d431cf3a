"""A figure that takes its role from the one before: the next of a list, an "or 2.1%", a sentence whose verb is left out."""

from __future__ import annotations

from copilot.calendar_words import MONTH_NUMBERS, ORDINALS
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.movement import movement
from copilot.numbers.types import Direction, Role
from copilot.numbers.wordlists import wordlist

CHANGE_UNITS = frozenset({"percent", "percentage_point", "basis_point", "index_point"})


def inherited_role(tokens: Tokens, item: Item, begin: int, previous: Item | None) -> tuple[Role, Direction]:
    """The role of the amount before, for the next of a list ("2, 3 and 4 percent"), "or 2.1%" or a gap ("and the DAX 0.2%")."""
    if previous is None or not tokens.same_sentence(previous.first, item.first) or previous.role not in ("change", "level"):
        return "none", "none"
    between = range(_behind_mark(tokens, previous.last, begin), begin)
    words = [tokens.word[at] for at in between]
    if not words or len(words) > 14:
        return "none", "none"
    linked = all(word in wordlist("list_joints") for word in words)
    if linked:
        if previous.role == "level" and item.unit != previous.unit:
            return "none", "none"
        if item.unit in CHANGE_UNITS or item.unit == previous.unit or "or" in words or "(" in words:
            return previous.role, previous.direction
        return "none", "none"
    if previous.role == "change" and item.unit in (previous.unit, "none") and _is_next_in_time(tokens, item, between):
        return previous.role, previous.direction
    if words[-2:] == [",", "or"] and item.unit != previous.unit and previous.role == "change" and _has_no_verb(tokens, between):
        return previous.role, previous.direction
    if item.unit not in CHANGE_UNITS or previous.unit not in CHANGE_UNITS or previous.role != "change":
        return "none", "none"
    if previous.unit in ("percentage_point", "basis_point") and item.unit == "percent":
        return "none", "none"  # "4 points behind, 12% against 16%": how far behind says nothing of the two
    if item.unit != previous.unit:  # "fell 400 points, the other index 2%"
        gap = _has_no_verb(tokens, between) and _is_gap(tokens, between) and words[-1] not in ("of", "at", "with")
        return (previous.role, previous.direction) if gap else ("none", "none")
    if _names_a_figure(words):
        return "none", "none"
    if _has_no_verb(tokens, between) and (_is_compared(words) or words[-1] in ("and", ",", "or") or _is_gap(tokens, between)):
        return previous.role, previous.direction
    return "none", "none"


_TIMES = frozenset({*MONTH_NUMBERS, *ORDINALS[:4], "q", "quarter", "the", "fiscal"})


def _is_next_in_time(tokens: Tokens, item: Item, between: range) -> bool:
    """Whether each of two figures has a time of its own behind it: "added 61,000 jobs in March, 102,000 in April"."""
    words = [tokens.word[at] for at in between]
    while words and words[-1] in (",", "and"):
        words.pop()
    preposition = tokens.at(item.last)
    if len(words) == len(between) or preposition not in ("in", "for", "during") or preposition not in words:
        return False
    first = words.index(preposition)
    times = [*words[first + 1 :], tokens.at(item.last + 1)]
    dated = all(word in _TIMES or word.isdigit() for word in times) and len(times) > 1
    return dated and first < 3 and _has_no_verb(tokens, range(between.start, between.start + first))


def _behind_mark(tokens: Tokens, start: int, end: int) -> int:
    """Where the words of the next statement begin: behind the comma after the last citation, "[M1], and the other 2%"."""
    marks = [at for at in range(start, end) if tokens.word[at] == "]"]
    return marks[-1] + 1 if marks else start


def _names_a_figure(words: list[str]) -> bool:
    """Whether the words before a figure say what it is: "growth of 2.1% and a gross margin of 35.8%"."""
    return words[-1] == "of" and not {"a", "an", "the", "its", "their"}.isdisjoint(words)


def _is_compared(words: list[str]) -> bool:
    """ "…2.7%, against 0.2% for the other", "9% in 2026 after 4% in 2025": the same change of something else."""
    return words[-1] in ("against", "versus", "vs", "after") or words[-2:] in (
        ["vs", "."],
        ["compared", "with"],
        ["compared", "to"],
        ["followed", "by"],
        ["and", "then"],
    )


def _has_no_verb(tokens: Tokens, between: range) -> bool:
    """Whether nothing between two figures is known to be a verb; nouns that look like one ("costs") are let through."""
    moves = movement()
    for at in between:
        word = tokens.word[at]
        if word in ("to", "from") and (tokens.kind_at(at + 1) in ("n", "f", "s") or tokens.at(at + 1) == "date"):
            continue
        if (
            tokens.kind[at] != "w"
            or tokens.is_hyphen(at - 1)
            or tokens.is_hyphen(at + 1)
            or word in wordlist("noun_like")
            or word in ("compared", "followed")
            or (word == "may" and tokens.is_capital(at))
        ):
            continue
        known = word in moves.verbs or word in moves.level or word in moves.neutral or word in wordlist("verb_stops")
        if known or (word.endswith("ing") and not tokens.is_capital(at)):
            return False
    return True


def _is_gap(tokens: Tokens, between: range) -> bool:
    """Whether a joint and then only a name and a time stand between two figures: a sentence whose verb is left out."""
    joined = False
    for at in between:
        word = tokens.word[at]
        if word in (",", "and", "but", "while"):
            joined = True
        elif (tokens.kind[at] == "s" and word not in wordlist("name_marks")) or (
            joined and word in wordlist("clause_words") and word not in ("of", "in", "on")
        ):
            return False
        elif joined and tokens.kind[at] == "w" and word.endswith("ed") and not tokens.is_capital(at):
            return False  # "4.6% more passengers, and filled 88.3% of its seats": a verb of its own
    return joined
