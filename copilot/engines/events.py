"""Times that a question gives by decisions of the Fed: "since the Fed cut in March", "how did banks react to the last cut?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from copilot.calendar_words import month_pattern
from copilot.engines.cycles import cycle_in, how_counted
from copilot.engines.periods import Period
from copilot.engines.question import Question
from copilot.engines.question_words import asks_which
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.market.calendar import sessions
from copilot.types import Meeting

_FED = rf"(?:the\s+)?(?:fed(?:eral\s+reserve)?(?:['’]s)?|fomc|rate|committee|{month_pattern()})"
_DEED = r"(?:cuts?|hikes?|raised?|lowered|decision|decided|meeting|move|met|rate\s+(?:cut|hike|decision))"
_SINCE = re.compile(
    rf"\b(?P<way>since|after|following|react\w*\s+to|reaction\s+(?:of\s+[\w\s&.-]{{1,40}}\s+)?to|respon\w+\s+to|on)\s+"
    rf"(?P<what>[^?]{{0,40}}?\b(?:{_FED}\b[^?]{{0,20}}?\b{_DEED}|{_DEED}\s+(?:by|of)\s+{_FED}"
    rf"|\b(?:last|latest|most\s+recent)\s+(?:cuts?|hikes?)|(?<=to )the\s+(?:fed|fomc)))\b",
    re.IGNORECASE,
)
_CUT, _HIKE = re.compile(r"\b(?:cuts?|lowered)\b", re.IGNORECASE), re.compile(r"\b(?:hikes?|raised?)\b", re.IGNORECASE)
_NEXT_DAY = re.compile(r"\b(?:day|session|morning)\s+$", re.IGNORECASE)
_NEXT_WEEK = re.compile(r"\bweek\s+$", re.IGNORECASE)
_AFTERWARDS = re.compile(r"\b(?:since|after|following)\b", re.IGNORECASE)


def at_decision(question: Question, meetings: Sequence[Meeting], as_of: date) -> Question:
    """The question with the day of the decision it names as its time: from that day's close on, or that day for a reaction.

    A question that names no instrument, unless it asks for the best or worst day or week, or a decision that the table does not
    hold, is left as it is.
    """
    if (told := _since_cycle(question, meetings, as_of)) is not None:
        return told
    named, of_extreme = _SINCE.search(question.text), asks_which(question.text)
    if named is None or not (of_extreme or any(name.kind in MARKET_KINDS for name in question.names)):
        return question
    if question.period is not None and question.period.grain in ("day", "week"):
        return question  # the time itself is named
    meeting = _meant(named["what"], question.period, meetings)
    if meeting is None:
        return question
    is_afterwards = _AFTERWARDS.match(named["way"]) is not None
    if is_afterwards and of_extreme:  # "the worst day since the cut" is one of many
        period = Period(meeting.announced + timedelta(days=1), as_of, "span", named.span(), is_since=True)
        question = _without_words(question, named)
    elif is_afterwards and _NEXT_DAY.search(question.text[: named.start()]):
        following = sessions(meeting.announced + timedelta(days=1), meeting.announced + timedelta(days=10))[0]
        period = Period(following, following, "day", named.span())
    elif is_afterwards and _NEXT_WEEK.search(question.text[: named.start()]):
        period = Period(meeting.announced, min(meeting.announced + timedelta(days=7), as_of), "span", named.span())
    elif is_afterwards:
        period = Period(meeting.announced, as_of, "span", named.span())
    else:
        period = Period(meeting.announced, meeting.announced, "day", named.span())
    return _at(question, period, is_measure=question.kind == "policy" or (of_extreme and question.kind == "topic"))


def _since_cycle(question: Question, meetings: Sequence[Meeting], as_of: date) -> Question | None:
    """The question from where a series of cuts or increases began; None where it names none, or no instrument."""
    if not any(name.kind in MARKET_KINDS for name in question.names):
        return None
    if (found := cycle_in(question.text, question.period, meetings)) is None:
        return None
    match, starts = found
    of_extreme = asks_which(question.text)
    is_each_told = not of_extreme and set(question.measures) <= {"move"}
    behind = timedelta(days=1 if of_extreme else 0)  # the day of the move itself is none of those since
    first, *others = (Period(one.announced + behind, as_of, "span", match.span(), is_since=of_extreme) for one in starts)
    period = replace(first, further=tuple(others) if is_each_told else ())
    asked = _without_words(question, match) if of_extreme else question
    read = _at(asked, period, is_measure=question.kind in ("policy", "topic"))
    return replace(read, time_read=how_counted(starts, is_each_told=is_each_told))


def _at(question: Question, period: Period, *, is_measure: bool) -> Question:
    """The question of that time; is_measure: how an instrument did is asked, whatever else its words seemed to ask."""
    kind = "measure" if is_measure else question.kind
    measures = question.measures or (("move",) if kind == "measure" else ())
    return replace(question, period=period, kind=kind, measures=measures, unread_time="")


def _without_words(question: Question, named: re.Match[str]) -> Question:
    """The question without the words of the decision among those that say what it is about."""
    start, end = named.span()
    rest = f"{question.text[:start]} {question.text[end:]}"
    own = frozenset(content_stems(named.group()))
    kept = tuple(term for term in question.terms if term not in own)
    names = tuple(name for name in question.names if not start <= name.start < end)
    return replace(question, terms=kept, names=names, themes=vocabulary().themes_of(rest))


def _meant(text: str, period: Period | None, meetings: Sequence[Meeting]) -> Meeting | None:
    """The last meeting with such a decision, within the period where one is named: "in March" is its month."""
    way = -1 if _CUT.search(text) else 1 if _HIKE.search(text) else 0
    fitting = [meeting for meeting in meetings if not way or (meeting.change_bps or 0) * way > 0]
    if period is not None and period.months is None:
        month = (period.start.year, period.start.month)
        fitting = [meeting for meeting in fitting if (meeting.announced.year, meeting.announced.month) == month]
    return fitting[-1] if fitting else None
