"""Decisions on a policy rate: bounds of the target range, moves, runs of moves in one direction."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.metrics.registry import Found, metric


@metric(
    name="target range, lower bound",
    unit="percent",
    needs="decision on a day: lower",
    formula="lower bound announced at the last decision",
    label="{ticker} target range, lower bound, {words}",
)
def lower_bound(bound: float) -> float:
    """The lower bound of the target range as last announced by a day, in percent."""
    return bound


@metric(
    name="target range, upper bound",
    unit="percent",
    needs="decision on a day: upper",
    formula="upper bound announced at the last decision",
    label="{ticker} target range, upper bound, {words}",
)
def upper_bound(bound: float) -> float:
    """The upper bound of the target range as last announced by a day, in percent."""
    return bound


@metric(
    name="policy rate change",
    unit="basis_point",
    needs="decision of a meeting: change_bps",
    formula="new target less the old",
    label="{ticker} change of the target range {words}",
)
def rate_change(change: float) -> float:
    """What one meeting moved the target range by, in basis points; 0 is a hold, a cut is below 0."""
    return change


@metric(
    name="votes for the decision",
    unit="count:vote",
    needs="decision of a meeting: votes_for",
    formula="members named in the statement as voting for it",
    label="{ticker} votes for the decision {words}",
)
def votes_for(votes: float) -> float:
    """How many members voted for the decision of a meeting; absent members do not count."""
    return votes


@metric(
    name="votes against the decision",
    unit="count:vote",
    needs="decision of a meeting: votes_against",
    formula="members named in the statement as voting against it",
    label="{ticker} votes against the decision {words}",
)
def votes_against(votes: float) -> float:
    """How many members voted against the decision of a meeting, whichever way they leaned."""
    return votes


@metric(
    name="policy rate moves, total",
    unit="basis_point",
    needs="decisions of a window",
    formula="sum of the changes announced in the window",
    label="{ticker} moves of the target range {words}, in total",
)
def total_moves(changes: Sequence[float]) -> float:
    """What the meetings of a window moved the target range by, in basis points; cuts are below 0."""
    return math.fsum(changes)


@metric(
    name="rate cuts", unit="count:cut", needs="decisions of a window", formula="meetings of the window with a cut",
    label="{ticker} cuts of the target range {words}",
)  # fmt: skip
def rate_cuts(changes: Sequence[float]) -> float:
    """How many meetings of a window cut the rate, in a row or not.

    >>> rate_cuts([-50.0, 0.0, -25.0])
    2.0
    """
    return float(sum(change < 0 for change in changes))


@metric(
    name="rate hikes", unit="count:hike", needs="decisions of a window", formula="meetings of the window with a rise",
    label="{ticker} rises of the target range {words}",
)  # fmt: skip
def rate_hikes(changes: Sequence[float]) -> float:
    """How many meetings of a window raised the rate, in a row or not."""
    return float(sum(change > 0 for change in changes))


def _run(changes: Sequence[float], sign: int) -> Found:
    """How many of the last decisions have the sign, with the positions of the first and last of them."""
    count = 0
    while count < len(changes) and (changes[-1 - count] > 0) - (changes[-1 - count] < 0) == sign:
        count += 1
    last = len(changes) - 1
    return Found(float(count), last - max(count, 1) + 1, last)


@metric(name="consecutive cuts", unit="count:cut", needs="run of decisions: -1", formula="meetings in a row with a cut")
def consecutive_cuts(changes: Sequence[float]) -> Found:
    """How many meetings in a row, the latest included, cut the rate; a hold breaks the run.

    >>> consecutive_cuts([-50.0, 0.0, -25.0, -25.0])
    Found(value=2.0, first=2, last=3)
    """
    return _run(changes, -1)


@metric(name="consecutive hikes", unit="count:hike", needs="run of decisions: 1", formula="meetings in a row with a hike")
def consecutive_hikes(changes: Sequence[float]) -> Found:
    """How many meetings in a row, the latest included, raised the rate; a hold breaks the run."""
    return _run(changes, 1)


@metric(name="consecutive holds", unit="count:hold", needs="run of decisions: 0", formula="meetings in a row without a move")
def consecutive_holds(changes: Sequence[float]) -> Found:
    """How many meetings in a row, the latest included, left the rate where it was."""
    return _run(changes, 0)
