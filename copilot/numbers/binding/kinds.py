"""Kinds that exclude one another (`reference/kinds.toml`): what services cost is not what food costs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.resources import reference_table


def _table() -> Mapping[str, Sequence[Sequence[str]]]:
    return reference_table("kinds.toml")


@cache
def _phrases() -> tuple[dict[str, re.Pattern[str]], ...]:
    """For each line of longer names what finds them, none within another."""
    return tuple(
        {name: re.compile(rf"(?<![\w-]){re.escape(name)}\b", re.IGNORECASE) for name in line} for line in _table()["phrases"]
    )


@cache
def _lines() -> tuple[dict[str, str], ...]:
    """For each line its words by their stems."""
    return tuple({stem: word for word in line for stem in content_stems(word)} for line in _table()["lines"])


@cache
def _words() -> frozenset[str]:
    """Those of all lines."""
    return frozenset().union(*_lines())


_NEAR = 60  # characters between a number and what became of those counted


@cache
def _outcomes() -> dict[str, int]:
    """The stems of what may become of people, each with the number of its line."""
    return {stem: at for at, line in enumerate(_table()["outcomes"]) for word in line for stem in content_stems(word)}


def _of_another_outcome(mine: Reading, theirs: Reading) -> str | None:
    """What became of those counted, where it is told to be something else: 129 injured are not 129 killed."""
    if mine.is_headline or not all(
        side.quantity.unit == "none" or side.quantity.unit.startswith("count") for side in (mine, theirs)
    ):
        return None
    own, its = (_outcomes_of(side) for side in (mine, theirs))
    if not own or not its or own.keys() & its.keys():
        return None
    at = min(its)
    return next(word for word in _table()["outcomes"][at] if its[at] in content_stems(word))


_FEW_WORDS = re.compile(r"(?: [\w’'-]+){0,4}")
_LAST_FIGURE = re.compile(r"\d[\d,]*|,|\band\b|\bbut\b")


def _outcomes_of(side: Reading) -> dict[int, str]:
    """What became of those counted, by the line of the table: the word behind the figure, or before it, else any near.

    "Killed one and wounded four": the four are told of by their own verb.
    """
    behind, ahead = _FEW_WORDS.match(side.after)[0], _LAST_FIGURE.split(side.run_up)[-1]  # type: ignore[index]
    for words in (_LAST_FIGURE.split(behind)[0], ahead, f"{side.lead[-_NEAR:]} \x00 {side.trail[:_NEAR]}"):
        found = {_outcomes()[stem]: stem for stem in content_stems(words) if stem in _outcomes()}
        if found:
            return found
    return {}


def against_kind(mine: Reading, theirs: Reading) -> str | None:
    """The kind that the evidence's figure is told of where the claim's words name another of its line, and not that one."""
    if theirs.quantity.unit == "year":  # an age, of somebody
        return None
    mine_of_lines, its_of_lines = mine.words & _words(), theirs.words & _words()
    for line in _lines() if mine_of_lines and its_of_lines else ():
        own, its = mine_of_lines & line.keys(), its_of_lines & line.keys()
        if own and its and not own & its:
            return line[min(its)]
    return _of_another_phrase(mine, theirs) or _of_another_outcome(mine, theirs)


def _of_another_phrase(mine: Reading, theirs: Reading) -> str | None:
    """By the longer name nearest before each of the two figures."""
    for line in range(len(_phrases())):
        own, its = _last_named(line, mine.lead), _last_named(line, theirs.lead)
        if own and its and own != its:
            return its
    return None


@lru_cache(maxsize=1024)
def _last_named(line: int, lead: str) -> str | None:
    """The name of a line that stands last in the words before a figure."""
    places = {name: match.start() for name, pattern in _phrases()[line].items() for match in pattern.finditer(lead)}
    return max(places, key=places.__getitem__) if places else None
