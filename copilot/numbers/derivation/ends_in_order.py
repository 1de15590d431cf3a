"""Moves told between two computed levels: "from 112.05 to 124.12" begins at the earlier of the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from copilot.numbers.binding.verdicts import Outcome, differs
from copilot.numbers.readings.reading import Reading


def out_of_order(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on both levels of a move that is told from the later one to the earlier one."""
    found: dict[int, Outcome] = {}
    told = sorted(at for at, outcome in outcomes.items() if outcome.verdict == "checked")
    for one, other in pairwise(told):
        ends = {claims[at].role: at for at in (one, other)}
        if claims[one].sentence != claims[other].sentence or ends.keys() != {"from", "to"} or _RANGES.search(claims[one].lead):
            continue
        began, reached = (outcomes[ends[role]].bound for role in ("from", "to"))
        if began is not None and reached is not None and _is_later(began, reached):
            found[ends["from"]] = differs("role", f"{began.source} is what the move led to, not where it began", began)
            found[ends["to"]] = differs("role", f"{reached.source} is where the move began, not what it led to", reached)
    return found


_RANGES = re.compile(r"\b(?:rang|var[iy]|between|swung|fluctuat)", re.IGNORECASE)


def _is_later(one: Reading, other: Reading) -> bool:
    days = [each.times[0].when.start for each in (one, other) if each.exact and each.times and each.times[0].when.grain == "day"]
    return len(days) == 2 and days[0] is not None and days[1] is not None and days[0] > days[1]
