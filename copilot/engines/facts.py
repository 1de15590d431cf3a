"""The sentences of the articles that fit a narrow question: those that tell its figure, or what it asks about, of its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from copilot.engines.candidates import AKIN, Candidate, Scored, is_of_day
from copilot.engines.case import Case
from copilot.engines.dated import tells_other_time
from copilot.engines.direct import is_of_short_period
from copilot.engines.gathering import compares
from copilot.engines.periods import Period
from copilot.engines.question import Question
from copilot.engines.question_time import find_periods
from copilot.engines.question_words import SUPPOSES, asks_what_is, asks_which
from copilot.engines.quoting import printed_figures, rounds_one_of
from copilot.engines.selection import choose
from copilot.engines.stated import is_of_kind
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.metrics.wording import metrics_asked
from copilot.numbers import Claim, read_claims

LEAST = 1.6  # relevance below which a sentence is not quoted
ANY = -9.0  # a sentence that tells the very figure is quoted however it is worded
NARROW = 0.5  # how much narrower a narrow answer may draw from one article than a two-sided one
_WHEN = re.compile(r"\s*(?:and\s+)?when\b", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\bdiffer(?:ence|ences|s|ent)?\b|\s*what (?:is|are) (?:an? |the )?[^\s?]+(?: [^\s?]+)?\?*$", re.IGNORECASE
)
_DIFFERS = re.compile(r"\bdiff(?:er\w*)?\b", re.IGNORECASE)
_OF_STATE = 2.0  # what a sentence is worth more that says how it is, where that is asked
_A_WEEK = 7
_A_DAY = 3  # from a close to the next, over a weekend
_RISES = re.compile(r"\b(?:rose|gained)\b|returned \d")


def facts_of(case: Case, limit: int, told: Sequence[str] = ()) -> list[Candidate]:
    """The sentences of the articles that fit a narrow question best; for a figure, those that hold one, or the same one."""
    question = case.question
    fitting = [
        item for item in case.fitting if item in case.stated or not tells_other_time(item.candidate.passage, question.time_told)
    ]
    day = question.period.start if question.period is not None and question.period.grain == "day" else None
    fitting = [item for item in fitting if item in case.stated or not refers_back(item.candidate.text, case.desk.as_of)]
    needs_akin = bool({"volatility", "drawdown"} & set(question.measures))
    figures = printed_figures(told)
    pool = [item for item in fitting if item.hits and (AKIN in item.hits or not needs_akin)]
    if question.metrics:
        return choose(
            [item for item in fitting if set(metrics_asked(item.candidate.text)) & set(question.metrics)],
            limit,
            worth=lambda item: item.relevance,
            least=LEAST,
        )
    if question.kind == "measure":
        pool = [item for item in pool if item.candidate.has_figure] or ([] if told else pool)
        if question.measures == ("move",) and not case.subjects and _market(question):  # of what has no prices: that it moved
            pool = [item for item in pool if _tells_move(item, question)]
    telling = _telling(case, told[:1]) if question.kind == "measure" else []
    if telling or (asks_which(question.text) and told):
        pool = telling
    elif question.kind == "measure" and (
        question.period is not None or question.measures == ("level",)
    ):  # a figure of another time is no answer
        pool = [item for item in pool if not told and _is_of_time(item, question.period)]
    elif day is not None:
        of_day = [item for item in fitting if is_of_day(item.candidate, day) and not item.candidate.is_dangling]
        pool = [item for item in of_day if item.candidate.names or item.candidate.themes]
    if question.kind == "topic":
        pool = case.on_theme([item for item in pool if case.speaks_of_named(item)] or pool, enough=1)
        pool = _comparing(case, fitting) or pool
        if _DESCRIBES.search(question.text) and not question.matters:  # what a thing is, no figure of a day tells
            pool = [item for item in pool if not item.candidate.has_figure] or pool
        if asks_what_is(question.text):
            pool = [item for item in pool if not SUPPOSES.match(item.candidate.text)]
        pool = _describing(question, fitting) or case.to_the_point(pool) or pool

    asks_when = _WHEN.match(question.text) is not None
    asks_state = question.kind == "topic" and asks_what_is(question.text)

    def worth(item: Scored) -> float:
        printed = printed_figures([item.candidate.text])
        tells_when = asks_when and bool(find_periods(item.candidate.text, case.desk.as_of))
        matched = min(3.0, 1.2 * len(figures & printed)) + 1.2 * rounds_one_of(printed, figures)
        tells_state = asks_state and _says_how_it_is(item.candidate.text, question)
        return item.relevance + matched + 1.5 * tells_when + _OF_STATE * tells_state + 1.5 * case.share_held(item)

    least = ANY if telling else 0.0 if day else LEAST
    return choose(pool, limit, worth=worth, least=least, spread=NARROW)


def _says_how_it_is(text: str, question: Question) -> bool:
    """Whether what a question is about is what the sentence, or a clause of it, speaks of: "inflation has picked up"."""
    verb = r"\s+(?:is|are|was|were|has|have|had|remains?|remained|stays?|stayed|rose|fell|eased|cooled|picked|slowed)\b"
    return any(re.search(rf"\b{re.escape(stem)}\w*{verb}", text, re.IGNORECASE) for stem in question.terms)


def _describing(question: Question, items: Sequence[Scored]) -> list[Scored]:
    """Of two whose difference is asked, the sentences that tell how one of them is made."""
    made = vocabulary().groups["describing"]["made"]
    asked = {name.id for name in question.names}
    if not _DIFFERS.search(question.text) or len(_market(question)) < 2:
        return []
    telling = [item for item in items if made.is_in(item.candidate.text) and not item.candidate.is_dangling]
    of_them = [item for item in telling if asked & {name.id for name in item.candidate.names}]
    return [item for item in of_them if not item.candidate.has_figure] or of_them


def _market(question: Question) -> list[str]:
    return [name.id for name in question.names if name.kind in MARKET_KINDS]


def _tells_move(item: Scored, question: Question) -> bool:
    """Whether a sentence tells how what the question names moved."""
    published = item.candidate.passage.published
    claims = read_claims(item.candidate.text, published=published.date() if published else None)
    return any(is_of_kind(claim, question) and claim.quantity.unit == "percent" for claim in claims)


def _comparing(case: Case, items: Sequence[Scored]) -> list[Scored]:
    """Of two instruments that are compared on a matter, what is said of the matter with the name of an instrument."""
    themes = set(case.question.themes)
    if not compares(case.question):
        return []
    of_matter = [item for item in items if themes & set(item.candidate.themes) and not item.candidate.is_dangling]
    return [item for item in of_matter if any(name.kind in MARKET_KINDS for name in item.candidate.names)]


def refers_back(text: str, as_of: date) -> bool:
    """Whether a sentence speaks of a time or level that an earlier one tells: "it ended that month at 118.04".

    >>> day = date(2024, 7, 1)
    >>> refers_back("It ended that month at 118.04.", day), refers_back("In May it fell; that month gold rose.", day)
    (True, False)
    """
    words = vocabulary().groups["sentences"]["referring"].pattern.search(text)
    return words is not None and not find_periods(text[: words.start()], as_of)


def _telling(case: Case, told: Sequence[str]) -> list[Scored]:
    """The sentences that tell the figures of the answer, as printed or rounded, or such a figure of the time asked about."""
    alike = [item for item in case.fitting if _prints_one_of(item, told, case.question) and _is_on_subject(case, item)]
    period = case.question.period
    if period is not None and period.is_all_time and case.stated:
        return list(case.stated)
    if asks_which(case.question.text) or (alike and {"low", "high"} & set(case.question.measures)):
        return alike  # the other prices of that time are not asked for
    of_index = case.stated and any(subject.asked_kind == "index" for subject in case.subjects)
    return list(case.stated) if of_index else [*case.stated, *(item for item in alike if item not in case.stated)]


def _prints_one_of(item: Scored, told: Sequence[str], question: Question) -> bool:
    """Whether a sentence prints one of the figures told, as printed or rounded: of the kind and time asked for, the same way."""
    passage, figures = item.candidate.passage, printed_figures(told)
    if not rounds_one_of(printed_figures([passage.quote]), figures):
        return False
    contrary = None if "relative" in question.measures else "down" if _RISES.search(told[0]) else "up"
    published = passage.published.date() if passage.published else None
    is_other = tells_other_time(passage, question.time_told)
    return any(
        rounds_one_of(printed_figures([claim.quantity.text]), figures)
        and (is_of_kind(claim, question) or (claim.measure is None and bool({"volatility", "drawdown"} & set(question.measures))))
        and (claim.quantity.unit != "percent" or not (is_other or claim.direction == contrary or _is_short(claim, question)))
        for claim in read_claims(passage.quote, published=published)
    )


def _is_short(claim: Claim, question: Question) -> bool:
    """Whether a change is of a day where one of a longer time is asked for."""
    if claim.since or claim.period_start is None or claim.period_end is None or question.time_told is None:
        return False
    asked = question.time_told.end - question.time_told.start
    return (claim.period_end - claim.period_start).days <= _A_DAY and asked.days > _A_WEEK


def _is_of_time(item: Scored, period: Period | None) -> bool:
    return period is not None and is_of_short_period(item.candidate.passage, period)


def _is_on_subject(case: Case, item: Scored) -> bool:
    """Whether a sentence speaks of the first subject, by its name or what stands before it."""
    return any(case.subjects[:1] and case.subjects[0].is_meant_by(name) for name in item.candidate.focus)
