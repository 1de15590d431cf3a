"""What a premium, a spread or a lead is held against (`reference/yardsticks.toml`): peers, the net asset value, Bunds."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from copilot.numbers.reading import Reading
from copilot.resources import resource

_RATES = frozenset({"percent", "percentage_point", "basis_point", "index_point", "ratio_x"})


_HELD = (
    r"\b(?:over|above|below|under|against|versus|vs\.?|to|than|beat|beats|beaten|beating|outpaced|trailed)\s(?:[\w’'-]+\s){0,3}?"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with resource("reference", "yardsticks.toml").open("rb") as file:
        table = tomllib.load(file)
    any_of = {name: "|".join(map(re.escape, words)) for name, words in table.items()}
    return tuple((name, re.compile(rf"{_HELD}(?:{words})(?![\w-])", re.IGNORECASE)) for name, words in any_of.items())


def yardsticks(reading: Reading) -> frozenset[str]:
    """What the words of a rate or ratio hold it against; empty of other figures and where they name nothing of the table."""
    if reading.exact or reading.quantity.unit not in _RATES:
        return frozenset()
    said = f"{reading.lead} | {reading.trail}"
    return frozenset(name for name, pattern in _patterns() if pattern.search(said))


def against_another(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence holds its figure against, where that is another thing than the claim's; else None."""
    one, other = yardsticks(mine), yardsticks(theirs)
    return min(other) if one and other and not one & other else None
