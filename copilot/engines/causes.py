"""Why something moved: the reasons that articles give, and the move itself; what the question takes for granted and is not so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from copilot.engines import moves, returns
from copilot.engines.candidates import Candidate, Scored, is_of_day
from copilot.engines.case import Case
from copilot.engines.caveats import stand_ins
from copilot.engines.dated import tells_other_time
from copilot.engines.direct import is_of_short_period, names_time
from copilot.engines.facts import NARROW
from copilot.engines.periods import Period
from copilot.engines.premise import contradicted_direction, contradicted_figure
from copilot.engines.quoting import claims, corroborating, metas, quoted
from copilot.engines.selection import choose
from copilot.engines.vocabulary import vocabulary
from copilot.engines.windows import last_full_month
from copilot.engines.words import content_stems
from copilot.types import DraftSentence

_LEAST_CAUSE = 1.2  # relevance below which a cause is not quoted
_REASONS_DAYS = 3
_REVIEW_DAYS = 31  # after a month or longer, in which its reasons are still given; after less so long as it lasted
_UNDER_WHY = 2.5  # what a sentence is worth more under a "Why …?" that asks the same
_WHY = re.compile(r"[\s#*_>]*why\b(?P<what>[^?.\n]{3,120})[?.][\s*_]*", re.IGNORECASE)
_OF_PAST = re.compile(  # a rule of how markets behave is no reason of one move
    r"\b(?:was|were|had|did|fell|rose|lost|gained|sank|slid|drove|sent|led|hit|came|went|gave|made|took|cut|drew|grew|\w{2,}ed)\b",
    re.IGNORECASE,
)
_FELL_OR_ROSE = re.compile(
    r"\b(?:fell|rose|gained|lost|climbed|slid|rallied|dropped|jumped|sank|rebounded|recovered)\b", re.IGNORECASE
)
_CONDITION = re.compile(r"\W*(?:if|unless|should|were)\b", re.IGNORECASE)  # a reason for what may happen, and not for what did


def causal_answer(case: Case) -> list[DraftSentence]:
    """The reasons that articles give, and the move itself."""
    words, question = vocabulary().groups, case.question
    if question.anchor is not None and question.anchor.period is not None:  # the move since an extreme is not of its day
        since = Period(question.anchor.period.start, case.desk.as_of, "span", question.anchor.span)
        question = replace(question, period=since)
        case = replace(case, question=question)
    pool = case.on_theme([item for item in case.fitting if _gives_cause(item) or _is_under_why(case, item)], enough=3)
    if not case.subjects:
        pool = [item for item in pool if _names_asked(case, item)]
    if (period := question.period) is not None and period.grain == "day":
        pool = [item for item in pool if is_of_day(item.candidate, period.start) or _follows(item.candidate, period.start)]
    elif period is not None:
        pool = [item for item in pool if _is_told_by_then(item.candidate, period, of_two="relative" in question.measures)]
    moving, contrary = (words["question"][way] for way in ("falling", "rising"))
    if not question.is_about_fall:
        moving, contrary = contrary, moving
    sign = -1 if question.is_about_fall else 1

    def belies(item: Scored) -> bool:
        lean, fits = sign * item.candidate.stance.lean, moving.is_in(item.candidate.text)
        return lean < -0.3 or (contrary.is_in(item.candidate.text) and not fits and lean <= 0.3)

    def worth(item: Scored) -> float:
        fits = moving.is_in(item.candidate.text)
        return item.relevance + 0.8 * fits - 1.5 * belies(item) + _UNDER_WHY * _share_under_why(case, item)

    if period is not None:  # what moved it the other way in that time, or on another day, is no reason
        moved = [item for item in pool if _FELL_OR_ROSE.search(item.candidate.text)]
        beside = [item for item in moved if belies(item) or tells_other_time(item.candidate.passage, period)]
        pool = [item for item in pool if item not in beside]
    told = _caused(case)
    untrue = contradicted_direction(question, case.evidence, told)
    chosen = choose([] if untrue else pool, 4, worth=worth, least=_LEAST_CAUSE, spread=NARROW)
    unknown = ["The articles give these as reasons; prices alone cannot say why they moved."] if chosen and told else []
    if told and not chosen and not untrue:
        unknown = ["No article found gives a reason for it, and prices alone cannot say why they moved."]
    return [
        *metas([*untrue, *contradicted_figure(question, told)], "lead"),
        *claims(quoted(case.evidence, chosen, with_theme=True), "lead"),
        *claims(told, "data"),
        *claims(quoted(case.evidence, corroborating(case, told, 1), opening="Of the same move, "), "data"),
        *metas(stand_ins(case) if told else [], "data"),
        *metas(unknown, "unknown"),
    ]


def _caused(case: Case) -> list[str]:
    """What it is asked the cause of, as the prices tell it."""
    question = case.question
    if "move" in question.measures:
        return _caused_move(case)
    if "relative" in question.measures:
        return _caused_gap(case)
    is_open = not (question.measures or question.themes or question.matters or case.is_inferred)
    if question.period is None or not is_open:
        return []
    return [
        text for one in case.subjects[:1] for text in returns.period_return(case.desk, case.evidence, one.ticker, question.period)
    ]


def _caused_move(case: Case) -> list[str]:
    desk, evidence, period, falling = case.desk, case.evidence, case.question.period, case.question.is_about_fall
    told: list[str] = []
    for subject in case.subjects[:1]:
        if case.question.anchor is not None:
            return moves.move_from(desk, evidence, subject.ticker, case.question.anchor)
        told += moves.swing(desk, evidence, subject.ticker, period, falling=falling)
        told += moves.sharpest_session(desk, evidence, subject.ticker, period, falling=falling)
        told += returns.period_return(desk, evidence, subject.ticker, period) if period else []
    return told


def _caused_gap(case: Case) -> list[str]:
    """How the two that are compared did, of which one is asked why it did better."""
    if len(case.subjects) < 2:
        return []
    first, *others = case.subjects
    second = next((other.ticker for other in others if other.asked is None or other.asked != first.asked), None)
    if second is None:
        return []  # two that stand for the one group named
    period = case.question.period or last_full_month(case.desk, first.ticker)
    return returns.relative(case.desk, case.evidence, first.ticker, second, period)


def _is_under_why(case: Case, item: Scored) -> bool:
    """Whether a sentence stands in a paragraph that a "Why …?" opens or stands over, of something that the question names too."""
    return _share_under_why(case, item) > 0


def _share_under_why(case: Case, item: Scored) -> float:
    """How much of a "Why …?" that opens the paragraph of a sentence, or stands over it, the question asks too, from 0 to 1."""
    article, start = case.article_text(item.candidate.passage.article_id), item.candidate.passage.start
    opening = article.rfind("\n", 0, start) + 1
    above = article[:opening].rstrip().rpartition("\n")[2]
    found = _WHY.match(article[opening:start]) or _WHY.fullmatch(above)
    asked = set(content_stems(found["what"])) if found is not None else set()
    return len(asked & set(content_stems(case.question.text))) / len(asked) if asked else 0.0


def _names_asked(case: Case, item: Scored) -> bool:
    """Whether a sentence or its title holds a name of the question, where it gives any."""
    text = f"{item.candidate.passage.title} {item.candidate.text}".lower()
    names = [name.text.lower() for name in case.question.names]
    return not names or any(name in text for name in names)


def _gives_cause(item: Scored) -> bool:
    """Whether a sentence says why something happened; what did not happen is no cause."""
    words, text = vocabulary().groups, item.candidate.text
    if _CONDITION.match(text):
        return False
    return words["sentences"]["causal"].is_in(text) and not words["stance"]["distancing"].is_in(text)


def _is_told_by_then(candidate: Candidate, period: Period, *, of_two: bool) -> bool:
    """Whether a sentence can give a reason for what happened in a period: written in it or soon after, or it names the time.

    of_two: why one did better than another, which what the two hold may explain, where a move needs something that happened.
    """
    published = candidate.passage.published
    if published is None:
        return True
    reviewed = max(_REASONS_DAYS, min(_REVIEW_DAYS, (period.end - period.start).days))
    is_written_by_then = period.start <= published.date() <= period.end + timedelta(days=reviewed)
    if names_time(candidate.passage, period):
        return is_written_by_then or is_of_short_period(candidate.passage, period)
    return is_written_by_then and (of_two or _OF_PAST.search(candidate.text) is not None)


def _follows(candidate: Candidate, day: date) -> bool:
    """Whether a sentence was published within days of a day: reasons are still given then."""
    published = candidate.passage.published
    return published is not None and 0 <= (published.date() - day).days <= _REASONS_DAYS
