"""What an instrument is set against: the others that the question names, else the one that the passages speak of most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from copilot.engines import returns
from copilot.engines.case import Case
from copilot.engines.periods import Period
from copilot.engines.prose import has_numeral
from copilot.engines.subjects import Subject
from copilot.engines.vocabulary import vocabulary
from copilot.engines.windows import last_full_month

_CHOICE = re.compile(r"\b(?:which|who|or)\b[^?]*\b(?P<how>better|worse|best|worst)\b", re.IGNORECASE)
_WHICH = re.compile(r"\W*(?:and\s+|so\s+)?(?:which|what|who)\b", re.IGNORECASE)
MOST_SUBJECTS = 12  # whose figures one answer tells


def compared(case: Case, subject: Subject, *, is_worst: bool) -> list[str]:
    """The first subject against the other one named, else against the one the passages speak of most."""
    if subject is not case.subjects[0]:
        return []
    others = others_named(case, subject)
    if len({other.asked or other.ticker for other in others}) > 1 and (
        told := _ranked(case, [subject, *others], is_worst=is_worst)
    ):
        return told
    rival = rival_of(case, subject)
    if rival is None:
        return []
    period = case.question.period or last_full_month(case.desk, subject.ticker)
    choice = _CHOICE.search(case.question.text)
    asked: Literal["better", "worse"] | None = None
    if choice is not None:
        asked = "worse" if choice["how"].lower() in ("worse", "worst") else "better"
    moved = _moved(case, is_worst=is_worst) if _WHICH.match(case.question.text) else None

    def over(period: Period) -> list[str]:
        for other in dict.fromkeys((rival, *others)):  # an index may lack prices of the time, and the fund on it have them
            if told := returns.relative(case.desk, case.evidence, subject.ticker, other.ticker, period, which=asked, moved=moved):
                return told
        return []

    return [text for one in (period, *period.further) for text in over(one)]


def guessed_rival(case: Case) -> str | None:
    """That a comparison is with an instrument that the question does not name; None where it names it, or there is none."""
    if not case.subjects or "relative" not in case.question.measures:
        return None
    first = case.subjects[0]
    if names_unpriced(case):
        return None
    if any(not _is_of_one_name(other, first) for other in case.subjects[1:]) or (rival := case.rival_of(first)) is None:
        return None
    if rival.ticker not in {metric.ticker for metric in case.evidence.metrics} or has_numeral(rival.ticker):
        return None
    return (
        f"The question names no second instrument with prices: {rival.ticker} is the one that the passages found speak most of."
    )


def rival_of(case: Case, subject: Subject) -> Subject | None:
    """What the first subject is set against: the other instrument named, else the one the passages speak of most."""
    if subject is not case.subjects[0]:
        return None
    others = (other for other in case.subjects[1:] if not _is_of_one_name(other, subject))
    return next(others, None) or (None if names_unpriced(case) else case.rival_of(subject))


def names_unpriced(case: Case) -> bool:
    """Whether the question names an instrument without prices: no other is put in its place."""
    return any(case.is_unpriced(name) for name in case.question.names)


def others_named(case: Case, subject: Subject) -> list[Subject]:
    """The instruments named beside the first, without those that stand for the same group."""
    return [other for other in case.subjects[1:MOST_SUBJECTS] if not _is_of_one_name(other, subject)]


def is_of_one(subjects: Sequence[Subject]) -> bool:
    """Whether the subjects are one instrument, or stand for one group."""
    return bool(subjects) and all(one is subjects[0] or _is_of_one_name(subjects[0], one) for one in subjects)


def _moved(case: Case, *, is_worst: bool) -> Literal["up", "down"] | None:
    """Which way the question takes for granted that its instruments went."""
    rising = vocabulary().groups["question"]["rising"].is_in(case.question.text)
    return "down" if case.question.is_about_fall else "up" if rising and not is_worst else None


def _is_of_one_name(first: Subject, second: Subject) -> bool:
    """Whether two instruments stand for one group that the question names."""
    return first.asked is not None and first.asked == second.asked


def _ranked(case: Case, subjects: Sequence[Subject], *, is_worst: bool) -> list[str]:
    period = case.question.period or last_full_month(case.desk, subjects[0].ticker)
    tickers = [subject.ticker for subject in subjects]
    moved = _moved(case, is_worst=is_worst)
    told = [
        returns.ranked(case.desk, case.evidence, tickers, one, worst_first=is_worst, moved=moved)
        for one in (period, *period.further)
    ]
    return [text for of_period in told for text in of_period]
