"""Where a series of cuts or increases of the policy rate began: "since the Fed started cutting", "since its first cut"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from copilot.engines.periods import Period
from copilot.types import Meeting

_BEGAN = r"(?:beg[aiu]n|began|beginning|start(?:ed|s|ing)?|kicked off|launched|opened)"
_RESUMED = r"(?:resum\w+|restart\w+)"
_DOING = (
    r"(?:cut(?:s|ting)?|lower(?:ing)?|eas(?:e|ing)|reduc(?:e|ing|tions?)"
    r"|hik(?:e|es|ing)|rais(?:e|ing)|tighten(?:ing)?|increas(?:e|es|ing))"
)
_OF = r"(?:(?:the|its|this|their|a|interest|interest-rate|rates?|cycle of|series of) |rate-){0,6}"
_BEGINS = re.compile(
    rf"\b(?:since|after|following)\s+[^?,;]{{0,40}}?"
    rf"(?:\b(?P<how>{_BEGAN}|{_RESUMED})\s+(?:of\s+)?(?:to\s+)?{_OF}(?P<what>{_DOING})\b"
    rf"(?:\s+(?:interest\s+|policy\s+)?(?:rates?|cycle|again))*"
    rf"|\b(?P<what2>{_DOING})(?:\s+(?:interest\s+)?(?:rates?|cycle|campaign))*\s+(?P<how2>{_BEGAN}|{_RESUMED})\b)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:since|after|following)\s+[^?,;]{{0,30}}?\bfirst\s+(?:(?:rate|interest)[- ]?)*(?:rate )?(?P<what>{_DOING})\b",
    re.IGNORECASE,
)
_CUTS = re.compile(r"cut|low|eas|reduc", re.IGNORECASE)
_AGAIN = re.compile(rf"{_RESUMED}", re.IGNORECASE)

Way = Literal[-1, 1]


def how_counted(starts: Sequence[Meeting], *, is_each_told: bool) -> str:
    """From which of two beginnings figures are counted; empty of one. is_each_told: figures from both are told."""
    if len(starts) < 2:
        return ""
    move = "cut" if starts[0].change_bps < 0 else "increase"
    after = f"the later figures are from the first {move} after that pause" if is_each_told else "that pause is left aside"
    return f"The Fed has paused since it began: counted is from its first {move}, and {after}."


def cycle_in(text: str, period: Period | None, meetings: Sequence[Meeting]) -> tuple[re.Match[str], list[Meeting]] | None:
    """The words that count from the beginning of a series of moves, and the meetings that they may mean, the likeliest first.

    period: the time that the question names beside, in which the first move is then looked for. None where there are no such
    words, or the table holds no such move.
    """
    begins, first = _BEGINS.search(text), _FIRST.search(text)
    match = begins or first
    if match is None:
        return None
    way: Way = -1 if _CUTS.match(match["what"] or match["what2"] if begins else match["what"]) else 1
    if first is not None and begins is None and period is not None and period.months is None:
        inside = [one for one in meetings if period.start <= one.announced <= period.end and one.change_bps * way > 0]
        return (match, inside[:1]) if inside else None
    starts = starts_of(meetings, way)
    if begins is not None and _AGAIN.match(begins["how"] or begins["how2"]):
        starts = starts[-1:]
    return (match, starts) if starts else None


def starts_of(meetings: Sequence[Meeting], way: Way) -> list[Meeting]:
    """The first move of the latest series of a way, which a move of the other way ends, and the first since the last hold in it
    where that is another and the series goes on."""
    moved = [one for one in meetings if one.change_bps]
    is_over = bool(moved) and moved[-1].change_bps * way < 0
    while moved and moved[-1].change_bps * way < 0:
        moved.pop()
    same = list(takewhile(lambda one: one.change_bps * way > 0, reversed(moved)))
    if not same:
        return []
    last = meetings.index(same[0])
    run = list(takewhile(lambda one: one.change_bps * way > 0, reversed(meetings[: last + 1])))
    return [same[-1]] if is_over or run[-1] is same[-1] else [same[-1], run[-1]]
