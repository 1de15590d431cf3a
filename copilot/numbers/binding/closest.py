"""What a number binds to, with no more of the evidence read than it takes to find that."""

from __future__ import annotations

from copilot.numbers.binding.bind import SUBJECT, may_agree, most_agreement
from copilot.numbers.binding.match import Match, accepted, end_matches, match_of_value, matches, ranked, searched
from copilot.numbers.binding.rivals import better_told
from copilot.numbers.evidence.pools import CROWD, Entry, Pool
from copilot.numbers.readings.reading import Reading


def closest(mine: Reading, pool: Pool) -> list[Match]:
    """As `matches`, but only the first of them where it agrees in all that the text tells: no other could come before it.

    What stands behind it in the evidence is not even looked into.
    """
    options = accepted(mine) if mine.quantity.value is not None else ()
    if len(options) != 1 or end_matches(mine, pool):
        return matches(mine, pool)
    (amount, accepts), most = options[0], most_agreement(mine)
    found: list[Match] = []
    of_others: list[Entry] = []
    low, high = searched(amount, accepts)
    for count, entry in enumerate(pool.in_order(low, high)):
        if count == CROWD:
            return matches(mine, pool)
        if most >= SUBJECT and entry.source.names_others(entry.at, mine.entities):
            of_others.append(entry)
            continue
        theirs = entry.read(low, high)
        if theirs is None:
            continue
        if not may_agree(mine, theirs, most):
            of_others.append(entry)
            continue
        match = match_of_value(mine, theirs, (amount, entry.amount), accepts)
        if match is None:
            continue
        is_best = match.binds and match.slots.closeness == most and not match.note
        if is_best and better_told(mine, theirs, match.slots, pool) is None:
            return [match]
        found.append(match)
    others = ((entry.read(low, high), entry.amount) for entry in of_others)
    rest = (match_of_value(mine, theirs, (amount, its), accepts) for theirs, its in others if theirs is not None)
    return ranked(mine, pool, found + [match for match in rest if match is not None])
