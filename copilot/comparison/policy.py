"""What a text says of the Federal Reserve's decisions against the table of meetings: the move, the run of moves, the range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from copilot.calendar_words import month_pattern
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison
from copilot.comparison.votes import AUTHORITY, compare_votes
from copilot.market.policy import is_scheduled
from copilot.metrics import computed
from copilot.types import Meeting

_RUNS = (
    (re.compile(r"\b(?:cuts?|cutting|lowered|reductions?|reduced|eas(?:e|ed|ing))\b", re.IGNORECASE), "consecutive cuts", -1),
    (re.compile(r"\b(?:hikes?|hiked|raised|increases?)\b", re.IGNORECASE), "consecutive hikes", 1),
    (re.compile(r"\b(?:holds?|held|pauses?|unchanged|steady)\b", re.IGNORECASE), "consecutive holds", 0),
)
_RANGE = re.compile(
    r"\b(?:target range|fed(?:eral)? funds rate|federal[- ]funds|policy rate|benchmark rate|fed funds)\b", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:current(?:ly)?|now|stands?|to|at|is)\b[^.;]{0,30}$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:from|previous|prior|earlier|will|could|would|may|expected?|projected|forecast|next|by|odds|probability)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_BY_SO_MUCH = re.compile(
    r"\bby (?:another |a further )?(?:a (?:quarter|half)[- ](?:of a )?(?:percentage )?point|[\w.]+ (?:basis points?|bps?))",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:cuts?|cutting|hikes?|hiked|lower\w*|rais\w+|reduc\w+|increas\w+|eas(?:ed|ing))\b", re.IGNORECASE)
_IN_A_ROW = re.compile(r"\b(?:consecutive|straight|successive|in a row)\b")
_OPEN = re.compile(
    r"\b(?:scenarios?|odds|probabilit\w+|chances?|pric(?:es? (?:in )?an?|ed|ing)|expect\w*|could|would|may|might|if|will"
    r"|likely|another|potential\w*|apprehension|bets?|hopes?|forecasts?|project\w*|upcoming|next|future|consider\w*|debat\w*|total|cumulative\w*)\b",
    re.IGNORECASE,
)
_FORESEEN = re.compile(r"\b(?:pric(?:e[sd]?|ing)|expect\w*|forecasts?|project\w*|anticipat\w*|sees?|predict\w*)\b", re.IGNORECASE)
_OPEN_BUT_TOTAL = re.compile(_OPEN.pattern.replace("|total|cumulative\\w*", ""), re.IGNORECASE)
_COMMITTEE = re.compile(r"\b[Tt]he Committee\b[^.;]{0,30}\b(?:rates?|range)\b")
_LISTED = re.compile(rf"(?:,| and| or|, and) (?:in |on )?(?:{month_pattern()})", re.IGNORECASE)
_POINTS = ("basis_point", "percentage_point")
_DONE = re.compile(r"\b(?:already|implemented|delivered|so far|previous|earlier)\b", re.IGNORECASE)
_LONGEST_GAP = timedelta(days=75)


def compare_policy(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> Comparison | None:
    """A stated move, run or range of the federal funds target against the meetings; None where they do not decide it, as of a
    day after the as-of day, whose meetings the table does not show yet."""
    claim = statement.claim
    if not meetings or claim.negated:
        return None
    is_count = claim.quantity.unit.startswith("count:") and claim.measure == "cut_count"
    if is_count and claim.period_grain in ("year", "window") and statement.published is not None:
        return _outlook(statement, meetings, as_of)
    if claim.modality not in (None, "actual"):
        return None
    is_fed = any(name.id == "fed" for name in claim.entities) or _COMMITTEE.search(_around(statement)) is not None
    if not is_fed and not _RANGE.search(_around(statement)):
        return None
    day = _meeting_day(statement, meetings)
    if day is not None and day > as_of:
        return None
    votes = compare_votes(statement, meetings, day)
    if votes is not None:
        return votes
    is_move = claim.quantity.unit in _POINTS and claim.role == "change" and claim.direction in ("up", "down")
    if is_move and claim.quantity.value is not None:
        is_of_one = claim.period_grain in (None, "day", "month") and not claim.since
        return _move(statement, meetings) if is_of_one else _total(statement, meetings, as_of)
    if claim.quantity.kind in ("count_word", "quantity") and (counted := _count(statement, meetings, as_of)) is not None:
        return counted
    if claim.quantity.kind == "ordinal" or claim.quantity.kind == "count_word":
        return _run(statement, [meeting for meeting in meetings if is_scheduled(meeting)])
    if claim.quantity.low is not None and claim.quantity.unit == "percent" and _RANGE.search(_around(statement)):
        return _range(statement, meetings, as_of)
    return None


def _around(statement: Statement) -> str:
    start, end = statement.claim.sentence
    return statement.text[max(start, statement.number[0] - 120) : min(end, statement.number[1] + 60)]


def _beside(statement: Statement) -> str:
    start, end = statement.claim.sentence
    return statement.text[max(start, statement.number[0] - 40) : min(end, statement.number[1] + 24)]


def _meeting_day(statement: Statement, meetings: Sequence[Meeting]) -> date | None:
    """The day of the decision: as the text says it, of a month that of its one meeting, else the last before its own day."""
    claim = statement.claim
    if claim.period_grain == "day" and claim.period_start is not None:
        return claim.period_start
    if claim.period_grain == "month" and claim.period_start is not None and claim.period_end is not None and not claim.since:
        inside = [meeting.announced for meeting in meetings if claim.period_start <= meeting.announced <= claim.period_end]
        return inside[0] if len(inside) == 1 else None
    if claim.period_grain is not None or statement.published is None:
        return None
    return max((m.announced for m in meetings if m.announced <= statement.published), default=None)


def _move(statement: Statement, meetings: Sequence[Meeting]) -> Comparison | None:
    day = _meeting_day(statement, meetings)
    if day is None or _OPEN.search(_around(statement)) or not _MOVED.search(_beside(statement)):
        return None
    sign = -1 if statement.claim.direction == "down" else 1
    stated = f"a {'cut' if sign < 0 else 'rise'} of {statement.claim.quantity.text} is dated {day}"
    result = statement.compared(stated, "", (), agrees=True, kind="date", stated_date=day, found_date=day, authority=AUTHORITY)
    metric = computed("policy rate change", meetings=meetings, session=day)
    if metric is not None:
        agrees = metric.value == sign * _basis_points(statement)
        found = f"the committee moved the range by {metric.value:+f} basis points on {metric.start}"
        return replace(result, agrees=agrees, kind="date" if agrees else "value", found=found, metrics=(metric,))
    if not statement.claim.period_span or not _covers(meetings, day):
        return None
    near = [m for m in meetings if abs((m.announced - day).days) <= 31 and m.change_bps == sign * _basis_points(statement)]
    found = f"there was no decision on {day}"
    if not near:
        return replace(result, agrees=False, found=found, found_date=None)
    nearest = min(near, key=lambda m: abs((m.announced - day).days))
    metric = computed("policy rate change", meetings=meetings, session=nearest.announced)
    found += f"; that move is of {nearest.announced}"
    return replace(result, agrees=False, found=found, found_date=nearest.announced, metrics=(metric,) if metric else ())


def _basis_points(statement: Statement) -> Decimal:
    return statement.value * (1 if statement.claim.quantity.unit == "basis_point" else 100)


def _total(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> Comparison | None:
    """ "75 basis points in 2025", "since September 2024": what all meetings of the window made together."""
    window = _window(statement, meetings, as_of)
    if window is None or _OPEN_BUT_TOTAL.search(_around(statement)) or not _MOVED.search(_beside(statement)):
        return None
    metric = computed("policy rate moves, total", meetings=meetings, start=window[0], end=window[1])
    if metric is None:
        return None
    sign = -1 if statement.claim.direction == "down" else 1
    agrees = metric.value == sign * _basis_points(statement)
    moves = {m.change_bps for m in meetings if window[0] < m.announced <= window[1]}
    if not agrees and sign * _basis_points(statement) in moves:
        return None  # "a cut of 25 basis points in 2025" may be one of several
    way = "cut" if sign < 0 else "raised"
    stated = f"{way} by {statement.claim.quantity.text} {_words_of(statement)}"
    found = f"the range moved by {metric.value:+f} basis points from {metric.start} to {metric.end}"
    return statement.compared(stated, found, [metric], agrees=agrees, stated_date=window[1], authority=AUTHORITY)


def _count(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> Comparison | None:
    """ "Cut rates three times in 2025", "three cuts this year": how many meetings of the window moved that way."""
    claim = statement.claim
    is_count = claim.quantity.unit in ("count:time", "count:cut", "count:hike", "count:reduction", "count:increase")
    is_told = not (_OPEN.search(_around(statement)) or _IN_A_ROW.search(_around(statement)))
    is_told = is_told and not _is_one_of_a_list(statement)
    window = _window(statement, meetings, as_of) if is_count and is_told and claim.quantity.value is not None else None
    moved = next((name for word, name, sign in _RUNS if sign and word.search(_beside(statement))), None)
    if window is None or moved is None:
        return None
    name = "rate cuts" if moved == "consecutive cuts" else "rate hikes"
    metric = computed(name, meetings=meetings, start=window[0], end=window[1])
    if metric is None:
        return None
    stated = f"{claim.quantity.text} {name.removeprefix('rate ')} {_words_of(statement)}"
    found = f"there were {metric.value:f} from {metric.start} to {metric.end}"
    agrees = statement.accepted.holds(metric.value)
    return statement.compared(stated, found, [metric], agrees=agrees, stated_date=window[1], authority=AUTHORITY)


def _is_one_of_a_list(statement: Statement) -> bool:
    """Whether its time is the first of several: "three times, in July, September and October"."""
    span = statement.claim.period_span
    return span is not None and _LISTED.match(statement.text, span[1]) is not None


def _window(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> tuple[date, date] | None:
    """(the day before the first, the last day) of a year, quarter or window, or since a day, to the text's own day at most."""
    claim, own = statement.claim, statement.published
    if claim.period_start is None or claim.period_end is None or claim.period_grain in ("day", "week", "part", None):
        return None
    end = own if claim.since else min(claim.period_end, own) if own is not None else claim.period_end
    last = max((meeting.announced for meeting in meetings), default=None)
    if end is None or last is None or not claim.period_start < end <= as_of or end - last > _LONGEST_GAP:
        return None
    return claim.period_start - timedelta(days=1), end


def _words_of(statement: Statement) -> str:
    span = statement.claim.period_span
    return " ".join(statement.text[slice(*span)].split()) if span else ""


def _run(statement: Statement, meetings: Sequence[Meeting]) -> Comparison | None:
    """ "Third consecutive cut": how many meetings in a row moved that way by the day."""
    words = statement.text[statement.number[1] : min(statement.claim.sentence[1], statement.number[1] + 70)]
    named = next(((name, word) for word, name, _ in _RUNS if word.search(words)), None)
    day = _meeting_day(statement, meetings)
    if named is None or day is None or statement.claim.period_grain != "day":
        return None
    if _OPEN.search(_around(statement)) or not _IN_A_ROW.search(words):
        return None
    name, _ = named
    metric = computed(name, meetings=meetings, session=day)
    if metric is None or not _covers(meetings, day):
        return None
    agrees = metric.value == statement.value
    if not agrees and all(day not in (m.announced, m.effective) for m in meetings):
        return None  # no decision fell on that day: what is wrong is the day, and which meeting was meant is not known
    stated = f"{statement.claim.quantity.text} {words.strip().split(',')[0][:50].rstrip(' .;:')}, by {day}"
    found = f"{metric.value:f} in a row by the meeting of {metric.end}"
    return statement.compared(stated, found, [metric], agrees=agrees, stated_date=day, authority=AUTHORITY)


def _outlook(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> Comparison | None:
    """ "Three cuts by the end of the year", once the year is over: what followed, told as a note."""
    end, own = statement.claim.period_end, statement.published
    if not _FORESEEN.search(_around(statement)) or _DONE.search(_around(statement)):
        return None
    if end is None or own is None or not own < end <= as_of:
        return None
    sign = 1 if re.search(r"\bhikes?\b", _beside(statement)) else -1
    moved = [m for m in meetings if own < m.announced <= end and (m.change_bps > 0) - (m.change_bps < 0) == sign]
    what = "cuts" if sign < 0 else "hikes"
    found = f"{len(moved)} {what} followed by {end}" + (f": {', '.join(str(m.announced) for m in moved)}" if moved else "")
    stated = f"{statement.claim.quantity.text} {what} were foreseen on {own}"
    return statement.compared(
        stated, found, (), agrees=False, kind="definition", severity="note", stated_date=own, found_date=end, authority=AUTHORITY
    )


def _range(statement: Statement, meetings: Sequence[Meeting], as_of: date) -> Comparison | None:
    """A stated target range: that of its day, else of the text's own day."""
    claim = statement.claim
    lead = _BY_SO_MUCH.sub("", _lead(statement))
    if _BEFORE.search(lead):
        return None
    if claim.period_grain in ("day", "month") and not claim.since:
        day: date | None = _meeting_day(statement, meetings)
    else:
        day = statement.published if claim.period_grain is None and _NOW.search(lead) else None
    if day is None or day > as_of:
        return None
    bounds = [computed(f"target range, {end} bound", meetings=meetings, session=day) for end in ("lower", "upper")]
    lower, upper = bounds
    if lower is None or upper is None:
        return None
    own = (claim.quantity.low, claim.quantity.high)
    agrees = own == (lower.value, upper.value)
    before = [m for m in meetings if m.announced < (lower.start or day)][-1:]
    if not agrees and before and own == (before[0].lower, before[0].upper) and lower.start == day:
        return None  # on the day of the decision the range before it was still in force
    stated = f"a target range of {claim.quantity.text} is told of {day}"
    found = f"it was {_percent(lower.value)} to {_percent(upper.value)}"
    kind = "value"
    earlier = [m for m in meetings if m.announced < day and (m.lower, m.upper) == own and day - m.announced < timedelta(days=200)]
    if not agrees and earlier:
        kind, found = "stale", f"{found}, since {lower.start}"
    return statement.compared(
        stated, found, (lower, upper), agrees=agrees, kind=kind, stated_date=day, found_date=day, authority=AUTHORITY
    )


def _lead(statement: Statement) -> str:
    return statement.text[max(statement.claim.sentence[0], statement.number[0] - 60) : statement.number[0]]


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"


def _covers(meetings: Sequence[Meeting], day: date) -> bool:
    return any(abs(meeting.announced - day) <= _LONGEST_GAP for meeting in meetings if meeting.announced >= day) or any(
        timedelta(0) <= day - meeting.announced <= _LONGEST_GAP for meeting in meetings
    )
