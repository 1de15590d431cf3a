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


def against_kind(mine: Reading, theirs: Reading) -> str | None:
    """The kind that the evidence's figure is told of where the claim's words name another of its line, and not that one."""
    if theirs.exact:
        return None
    for line in _lines():
        own, its = mine.words & line.keys(), theirs.words & line.keys()
        if own and its and not own & its:
            return line[min(its)]
    return None
