"""Sentences about decisions on the policy rate, from the table of meetings: moves, holds, the range, runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from copilot.calendar_words import ORDINALS
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import day, opened, rounded
from copilot.engines.question_words import NTH_MOVE
from copilot.engines.subjects import HOME
from copilot.names import find_names
from copilot.types import Meeting

_MOST_DECISIONS, _MOST_MOVES = 4, 8  # a year of meetings holds eight
_PAUSE = 1  # meetings without a move that do not end a row
_CUTS = re.compile(r"\b(?:cut(?:s|ting)?|lower\w*|eas(?:e|es|ed|ing)|reduc\w+)\b", re.IGNORECASE)
_HIKES = re.compile(r"\b(?:hik(?:e[sd]?|ing)|rais\w+|increas\w+|tighten\w*)\b", re.IGNORECASE)
_COUNTING = re.compile(r"\bhow (?:many|often|much|far)\b|\btotal\b|\baltogether\b|\bin all\b|\bnumber of\b", re.IGNORECASE)
_FIRST, _LAST = (re.compile(rf"\b(?:{words})\s+(?:rate\s+)?(?:cut|hike)\b", re.IGNORECASE) for words in ("first", "last|latest"))
_LATEST = re.compile(
    r"^\W*(?:and\s+)?when\b|\blast\s+(?:time\b|(?:cut|hik|rais|lower|eas|increas|reduc|tighten)\w*)", re.IGNORECASE
)
_SINCE_WHEN = re.compile(
    r"\bsince when\b|\bhow long (?:has|have)\b(?![^?]*\b(?:wait\w*|tak\w+|took|before|until|till|between|last|first)\b)",
    re.IGNORECASE,
)
COUNTS_VOTES = re.compile(r"\bhow many\b[^?]*\b(?:vot\w+|dissent\w*|object\w*)\b|\bunanimous\w*\b", re.IGNORECASE)
_AGAINST = re.compile(  # who they were is told by articles, which may name one of several
    r"\bwho(?:m|se)?\b[^?]*\b(?:against|dissent\w*|object\w*|oppos\w*|disagreed)\b", re.IGNORECASE
)
_MOVED = r"(?:(?:the|this|that|its|their|a|an|last|latest|rate|interest|december\S*|fed['’]s)\s+)*"
_IN_FAVOUR = re.compile(
    rf"\bwho(?:m|se)?\b[^?]*\b(?:(?:vot\w+|was|were|is) (?:for|in favou?r of)|support\w*|back(?:s|ed)?|agreed (?:to|with))"
    rf"\s+{_MOVED}(?:cuts?|hikes?|decisions?|moves?|increases?|reductions?|actions?|rises?|easing|it)\b",
    re.IGNORECASE,
)
_VOTED_FOR = re.compile(
    r"\b(?:vot\w+ (?:for|in favou?r)|in favou?r (?:of|were|was)|(?:supported|backed) (?:the|this|that) (?:\w+ )?\w+)\b",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    r"\b(?:against|dissent\w*|prefer\w*|object\w*|oppos\w*|want\w*|no change|unchanged|(?:larg|bigg|small)er|instead)\b",
    re.IGNORECASE,
)
NO_VOTERS = "No article found names those who voted for it."
_UNANIMOUS = re.compile(r"\bunanimous\w*\b", re.IGNORECASE)
_WHETHER = re.compile(r"\W*(?:did|has|have|was|were|is)\b", re.IGNORECASE)
_BEYOND = re.compile(
    r"\b(?:or|not|never|every|each|only|because|more|less|than|first|last|any|members?|want\w*)\b|n['’]t\b", re.IGNORECASE
)
_SIZE = re.compile(r"\b(?P<size>\d+)\s?(?:basis points?|bps?)\b", re.IGNORECASE)
_RUN = re.compile(r"\b(?:consecutive|straight|successive|in a row|running)\b", re.IGNORECASE)


def asks_who_was_for(asked: str, meetings: Sequence[Meeting]) -> bool:
    """Whether it is asked who voted for what was decided; a cut that was not made had its votes from those who were against."""
    way = _way(asked)
    is_made = bool(meetings) and (not way or (meetings[-1].change_bps or 0) * way > 0)
    return is_made and _IN_FAVOUR.search(asked) is not None and not _AGAINST.search(asked)


def tells_who_was_for(text: str) -> bool:
    """Whether a sentence tells of votes for a decision, and of none against it.

    >>> tells_who_was_for("Voting for the action were A and B."), tells_who_was_for("C voted for no change.")
    (True, False)
    """
    return _VOTED_FOR.search(text) is not None and not _OPPOSED.search(text)


def names_bank_elsewhere(text: str) -> bool:
    """Whether a central bank is named whose meetings the table does not hold."""
    return any(name.kind == "central_bank" and name.id not in HOME for name in find_names(text))


def decisions_in(desk: Desk, period: Period | None) -> tuple[Meeting, ...]:
    """The meetings announced in the period, or the last one where no period is asked."""
    if period is None:
        return desk.meetings[-1:]
    periods = (period, *period.further)
    return tuple(one for one in desk.meetings if any(when.start <= one.announced <= when.end for when in periods))


def meetings_told(desk: Desk, period: Period | None, asked: str) -> tuple[Meeting, ...]:
    """The meetings that answer: of cuts or hikes asked for, those with such, the first or the last alone where that is asked."""
    way = _way(asked)
    if way and period is None and _SINCE_WHEN.search(asked) and (run := _run_of(desk.meetings, way)):
        return run if len(run) <= _MOST_MOVES else (run[0], *run[1 - _MOST_MOVES :])  # the first is what is asked for
    if way and period is None and _LATEST.search(asked):  # however long ago
        return tuple(one for one in desk.meetings if (one.change_bps or 0) * way > 0)[-1:]
    if way and (moves := [one for one in decisions_in(desk, period) if (one.change_bps or 0) * way > 0]):
        return tuple(moves[:1] if _FIRST.search(asked) else moves[-1:] if _LAST.search(asked) else moves[-_MOST_MOVES:])
    return decisions_in(desk, period)[-_MOST_DECISIONS:]


def _run_of(meetings: Sequence[Meeting], way: int) -> tuple[Meeting, ...]:
    """The last moves of the rate this way, between which it was moved no other way and held at one meeting at the most."""
    moved = [at for at, one in enumerate(meetings) if (one.change_bps or 0) * way > 0]
    start = len(moved) - 1
    while (
        start > 0
        and not any(one.change_bps for one in meetings[moved[start - 1] + 1 : moved[start]])
        and (moved[start] - moved[start - 1] <= _PAUSE + 1)
    ):
        start -= 1
    return tuple(meetings[at] for at in moved[max(start, 0) :])


def _way(asked: str) -> int:
    return -1 if _CUTS.search(asked) else 1 if _HIKES.search(asked) else 0


def policy_sentences(desk: Desk, evidence: Evidence, period: Period | None, asked: str = "") -> list[str]:
    """What the committee decided in the period, the run that the last decision belongs to, and the range that is left.

    asked: the question; where it asks for cuts or for hikes of a period, the other decisions are left out if there were such.
    """
    meetings, way = meetings_told(desk, period, asked), _way(asked)
    counted = _counted(desk, evidence, meetings[-1], asked) if meetings else []
    told = counted or [
        sentence for meeting in meetings if (sentence := _decision(desk, evidence, meeting, with_run=meeting is meetings[-1]))
    ]
    if not told:
        return []
    of_one = len(meetings) == 1 and not names_bank_elsewhere(asked)
    if COUNTS_VOTES.search(asked) or asks_who_was_for(asked, meetings) or (of_one and _AGAINST.search(asked)):
        told = [*_votes(desk, evidence, meetings[-1], asked), *told]
    told = [*_tally(desk, evidence, period, way, asked), *told]
    if not counted and (verdict := _verdict(meetings, way, asked)) is not None:
        told = opened(verdict, told)
    return [*told, *_range(desk, evidence, meetings[-1].announced)]


def _verdict(meetings: Sequence[Meeting], way: int, asked: str) -> bool | None:
    """Whether the rate was moved the way that is asked, by the size that is asked; None where that is not what is asked."""
    if not way or not _WHETHER.match(asked) or _BEYOND.search(asked) or COUNTS_VOTES.search(asked):
        return None
    sizes = [int(match["size"]) for match in _SIZE.finditer(asked)]
    if len(sizes) > 1 or (re.search(r"\d\s?%|point", asked, re.IGNORECASE) and not sizes):
        return None
    moves = [(one.change_bps or 0) * way for one in meetings]
    return any(move == sizes[0] for move in moves) if sizes else any(move > 0 for move in moves)


def _counted(desk: Desk, evidence: Evidence, meeting: Meeting, asked: str) -> list[str]:
    """Which cut or increase of the year, or of a row, the decision was, where the question names a number for it."""
    match, way = NTH_MOVE.search(asked), _way(asked)
    if match is None or not way or not _WHETHER.match(asked) or (meeting.change_bps or 0) * way <= 0:
        return []
    nth = ORDINALS.index((match["nth"] or match["nth2"]).lower()) + 1
    if _RUN.search(asked):
        run = desk.policy(f"consecutive {'cuts' if way < 0 else 'hikes'}", meeting.announced)
        sentence = _decision(desk, evidence, meeting, with_run=True)
        return opened(run.value == nth, [sentence]) if run is not None and sentence is not None else []
    count = desk.policy(
        "rate cuts" if way < 0 else "rate hikes", start=date(meeting.announced.year - 1, 12, 31), end=meeting.announced
    )
    if count is None:
        return []
    times = "once" if count.value == 1 else f"{int(count.value)} times"
    told = f"By {day(meeting.announced)} the Federal Reserve had {'cut' if way < 0 else 'raised'} its target range {times}"
    return opened(count.value == nth, [f"{told} since the end of {meeting.announced.year - 1} {evidence.cite(count)}."])


def _votes(desk: Desk, evidence: Evidence, meeting: Meeting, asked: str) -> list[str]:
    """How many members voted for a decision and against it; whether all were for it, where that is asked; of those who were
    against it alone how many they were."""
    pro, con = (desk.policy(f"votes {side} the decision", meeting.announced) for side in ("for", "against"))
    if pro is None or con is None:
        return []
    when, of_it = day(meeting.announced), "the decision of the Federal Reserve"
    told = []
    for way, count in (
        ("against", con),
        ("for", pro),
    ):  # each by itself: beside "against", "for it" reads as denied
        votes = "was 1 vote" if count.value == 1 else f"were {int(count.value)} votes"
        told.append(f"On {when} there {votes} {way} {of_it} {evidence.cite(count)}.")
    if not COUNTS_VOTES.search(asked):
        return told[1:] if asks_who_was_for(asked, (meeting,)) else told[:1]
    return opened(con.value == 0, told) if _UNANIMOUS.search(asked) and _WHETHER.match(asked) else told


def _tally(desk: Desk, evidence: Evidence, period: Period | None, way: int, asked: str) -> list[str]:
    """How often the rate was cut, or raised, in a period of several meetings, and by how much in all, where that is asked."""
    inside = decisions_in(desk, period) if period is not None else ()
    if period is None or not way or len(inside) < 2 or not (_COUNTING.search(asked) or _WHETHER.match(asked)):
        return []
    window = (
        {"year": str(period.start.year)}
        if period.grain == "year"
        else {"start": period.start - timedelta(days=1), "end": min(period.end, desk.as_of)}
    )
    count, total = (
        desk.policy("rate cuts" if way < 0 else "rate hikes", **window),
        desk.policy("policy rate moves, total", **window),
    )
    if count is None or total is None:
        return []
    when = f"In {period.start.year}" if period.grain == "year" else f"Between {day(count.start)} and {day(count.end)}"
    did = "cut" if way < 0 else "raised"
    times = "once" if count.value == 1 else f"{int(count.value)} times"
    told = f"{when} the Federal Reserve {did} its target range {times} {evidence.cite(count)}"
    one_way = bool(count.value) and all((one.change_bps or 0) * way >= 0 for one in inside)
    return [f"{told}, by {rounded(abs(total.value), 0)} basis points in total {evidence.cite(total)}." if one_way else f"{told}."]


def decisions_told(desk: Desk, evidence: Evidence, period: Period) -> list[str]:
    """The decisions of a period, a sentence each, for an answer on all that happened in it."""
    meetings = decisions_in(desk, period)[-_MOST_DECISIONS:]
    told = (_decision(desk, evidence, one, with_run=one is meetings[-1]) for one in meetings)
    return [sentence for sentence in told if sentence]


def latest_decision(desk: Desk, evidence: Evidence) -> list[str]:
    """The latest decision in one sentence, for an answer that is about something else."""
    return [sentence for meeting in desk.meetings[-1:] if (sentence := _decision(desk, evidence, meeting, with_run=True))]


def _decision(desk: Desk, evidence: Evidence, meeting: Meeting, *, with_run: bool) -> str | None:
    change = desk.policy("policy rate change", meeting.announced)
    if change is None:
        return None
    when, mark = day(meeting.announced), evidence.cite(change)
    run = _run(desk, evidence, meeting) if with_run else ""
    if not change.value:
        return f"On {when} the Federal Reserve left its target range unchanged, a change of 0 basis points {mark}{run}."
    verb = "cut" if change.value < 0 else "raised"
    size = f"{rounded(abs(change.value), 0)} basis points"
    return f"On {when} the Federal Reserve {verb} its target range by {size} {mark}{run}."


def _run(desk: Desk, evidence: Evidence, meeting: Meeting) -> str:
    kind = "holds" if not meeting.change_bps else "cuts" if meeting.change_bps < 0 else "hikes"
    metric = desk.policy(f"consecutive {kind}", meeting.announced)
    if metric is None or metric.value < 2:
        return ""
    count = int(metric.value)
    noun = {"holds": "meeting without a change", "cuts": "cut", "hikes": "increase"}[kind]
    ordinal = ORDINALS[count - 1] if count <= len(ORDINALS) else f"{count}th"
    return f", the {ordinal} consecutive {noun} {evidence.cite(metric)}"


def _range(desk: Desk, evidence: Evidence, session: date) -> list[str]:
    lower, upper = (desk.policy(f"target range, {bound} bound", session) for bound in ("lower", "upper"))
    if lower is None or upper is None:
        return []
    return [
        f"The lower bound of the Federal Reserve's target range then stood at {rounded(lower.value, 2)}% {evidence.cite(lower)}"
        f" and its upper bound at {rounded(upper.value, 2)}% {evidence.cite(upper)}."
    ]
