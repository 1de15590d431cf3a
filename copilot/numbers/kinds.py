"""Kinds that exclude one another (`reference/kinds.toml`): what services cost is not what food costs."""

from __future__ import annotations

import tomllib
from functools import cache

from copilot.numbers.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.resources import resource


@cache
def _lines() -> tuple[dict[str, str], ...]:
    """For each line its words by their stems."""
    with resource("reference", "kinds.toml").open("rb") as file:
        lines = tomllib.load(file)["lines"]
    return tuple({stem: word for word in line for stem in content_stems(word)} for line in lines)


@cache
def _goods() -> dict[str, int]:
    """The stems of the names of goods, each with the number of its sort."""
    with resource("reference", "kinds.toml").open("rb") as file:
        lines = tomllib.load(file)["goods"]
    return {stem: at for at, line in enumerate(lines) for word in line for stem in content_stems(word)}


def are_other_goods(one: str, other: str | None) -> bool:
    """Whether two words name goods of different sorts: "chip" and "car", not "car" and "vehicle"."""
    sorts = [{_goods()[stem] for stem in content_stems(word or "") if stem in _goods()} for word in (one, other)]
    return bool(sorts[0] and sorts[1]) and not sorts[0] & sorts[1]


@cache
def _words() -> frozenset[str]:
    """Those of all lines."""
    return frozenset().union(*_lines())


def against_kind(mine: Reading, theirs: Reading) -> str | None:
    """The kind that the evidence's figure is told of where the claim's words name another of its line, and not that one."""
    mine_of_lines, its_of_lines = mine.words & _words(), theirs.words & _words()
    if theirs.exact or not (mine_of_lines and its_of_lines):
        return None
    for line in _lines():
        own, its = mine_of_lines & line.keys(), its_of_lines & line.keys()
        if own and its and not own & its:
            return line[min(its)]
    return None
