"""What articles state of the instruments asked about at the time asked about: figures that have a subject and a day.

The words of a sentence do not say which day it tells of ("closed at 2,512, up 0.3%" below a headline of Thursday); the reading of
claims that the check rests on does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from copilot.engines.candidates import Scored
from copilot.engines.periods import Period
from copilot.engines.question import Question
from copilot.engines.subjects import MARKET_KINDS, Subject
from copilot.market.calendar import session_on_or_before
from copilot.names import Name, instrument
from copilot.numbers import Claim, read_claims
from copilot.types import Passage

_SLACK = timedelta(days=4)  # by which the ends of a month, quarter or year may differ: holidays and weekends
_A_MONTH = timedelta(days=31)
_SLACK_OF_DAYS = timedelta(days=1)  # the same of a window that is asked for by its days
_RECORD = re.compile(r"\b(?:record|all[ -]time)\b", re.IGNORECASE)
_MOVES = (None, "price", "return", "total_return", "price_return")  # measures of a percentage that is a change of price
_LEVELS = (None, "price", "share_price", "nav")
_RISKS = frozenset({"volatility", "drawdown"})
_FIELDS = {"low": "low", "high": "high", "level": "close"}


def stated(
    question: Question, subjects: Iterable[Subject], passages: Iterable[Passage], scored: Iterable[Scored]
) -> tuple[Scored, ...]:
    """The sentences with a figure of an instrument asked about, dated to the time asked about and of the kind asked for.

    An index that is asked for is told by sentences on the index, not on a fund that follows it. Where no time is asked about,
    the latest level of an index, which may have no prices ("where is the VIX?"); else empty.
    """
    if question.anchor is not None:  # the time of an extreme is not the one asked about
        return ()
    held = list(subjects)
    claims = [
        (claim, passage)
        for passage in passages
        for claim in read_claims(passage.quote, published=passage.published.date() if passage.published else None)
        if is_of_kind(claim, question) and is_of_subject(claim, question.names, held)
    ]
    if question.period is not None and question.period.is_all_time:
        claims = [(claim, passage) for claim, passage in claims if _RECORD.search(passage.quote[slice(*claim.sentence)])]
    elif question.period is not None:
        periods = (question.period, *question.period.further)
        claims = [(claim, passage) for claim, passage in claims if any(is_of_time(claim, passage, period) for period in periods)]
    elif question.measures == ("level",) and any(name.kind == "index" for name in question.names):
        days = [_day_of(claim, passage) for claim, passage in claims]
        latest = max((day for day in days if day is not None), default=None)
        claims = [pair for pair, day in zip(claims, days, strict=True) if day is not None and day == latest]
    else:
        return ()
    places = [(passage.article_id, passage.start + claim.quantity.start) for claim, passage in claims]
    return tuple(item for item in scored if any(_holds(item, *place) for place in places))


def _day_of(claim: Claim, passage: Passage) -> date | None:
    """The day a level is of: the one it names, else the session before its article appeared."""
    if claim.period_end is not None:
        return claim.period_end if claim.period_start == claim.period_end else None
    if claim.period_grain is not None or passage.published is None:
        return None
    return session_on_or_before(passage.published.date())


def is_of_kind(claim: Claim, question: Question) -> bool:
    """Whether a figure is a change, where a change is asked for, or a level of the kind asked for."""
    if claim.negated or claim.modality not in (None, "actual"):
        return False
    measures = set(question.measures)
    if measures & _RISKS:
        return claim.measure in measures
    fields = {_FIELDS[measure] for measure in measures if measure in _FIELDS}
    if claim.quantity.unit == "percent":
        return claim.measure in _MOVES and (not measures or bool(measures & {"move", "relative"}))
    if claim.quantity.unit.startswith("count") or claim.quantity.ulp is None:
        return False
    if claim.measure not in _LEVELS and not (claim.measure in _RISKS and _is_gauge(question)):
        return False
    return not measures or claim.price_field in fields or (claim.price_field in (None, "close") and bool(fields))


def _is_gauge(question: Question) -> bool:
    """Whether the index asked about measures volatility by its level."""
    rows = [instrument(name.id) for name in question.names if name.kind == "index"]
    return any(row is not None and "volatility" in row.name.lower() for row in rows)


def is_of_subject(claim: Claim, names: Sequence[Name], subjects: list[Subject]) -> bool:
    """Whether a figure is of an instrument asked about; of an index asked for, not of a fund on it."""
    indices = {name.id for name in names if name.kind == "index"}
    if indices:
        return any(name.id in indices for name in claim.entities) and all(name.kind != "fund" for name in claim.entities)
    asks_of_group = any(name.kind == "generic" for name in names)
    named = [name for name in claim.entities if name.kind in MARKET_KINDS and (asks_of_group or name.kind != "generic")]
    return any(subject.is_meant_by(name) for name in named for subject in subjects)


def is_of_time(claim: Claim, passage: Passage, period: Period) -> bool:
    """Whether a figure is dated to a period: to that day, or to a window with about its ends, or a level to its end."""
    start, end = claim.period_start, claim.period_end
    if claim.months is not None and period.months is not None:
        return claim.months == period.months
    if start is None or end is None:
        if claim.period_grain is not None or passage.published is None:
            return False
        start = end = session_on_or_before(passage.published.date())
    if period.grain == "day":
        return start == end == period.start
    is_long_since = (period.is_since or period.is_from_close) and period.end - period.start > _A_MONTH
    slack = _SLACK if period.grain in ("month", "quarter", "year") or is_long_since or period.months else _SLACK_OF_DAYS
    is_change = claim.quantity.unit == "percent" and claim.measure in _MOVES and claim.price_field is None
    if (claim.role == "level" and not is_change) or claim.price_field is not None:
        return timedelta(0) <= period.end - end <= slack
    return start < end and abs(start - period.start) <= slack and abs(end - period.end) <= slack


def _holds(item: Scored, article_id: str, place: int) -> bool:
    passage = item.candidate.passage
    return passage.article_id == article_id and passage.start <= place < passage.end
