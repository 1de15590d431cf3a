"""Answers to narrow questions: a figure, a decision on rates, a cause, a matter; two to five sentences each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from copilot.engines import moves, ratios, returns
from copilot.engines.best_spans import best_span
from copilot.engines.candidates import AKIN, Candidate, Scored, is_beside, is_report_of
from copilot.engines.case import Case
from copilot.engines.caveats import definitions, lacking, stand_ins, unpriced, unread_time
from copilot.engines.counted import counted_asked, counted_told
from copilot.engines.crossings import crossing_in
from copilot.engines.dated import tells_other_time
from copilot.engines.describing import describing, instrument_described
from copilot.engines.disputes import disputed_quotes
from copilot.engines.evidence import Desk
from copilot.engines.facts import ANY, LEAST, NARROW, facts_of
from copilot.engines.figure_asked import FigureAsked, figure_asked, over
from copilot.engines.invested import grown, sum_invested
from copilot.engines.periods import Period
from copilot.engines.policy import (
    COUNTS_VOTES,
    NO_VOTERS,
    asks_who_was_for,
    meetings_told,
    policy_sentences,
)
from copilot.engines.question import Question
from copilot.engines.question_words import BEST_SPAN, RECOVERED, SHARPEST
from copilot.engines.quoting import (
    NO_OUTRIGHT,
    claims,
    metas,
    quoted,
    with_continuation,
)
from copilot.engines.rivals import MOST_SUBJECTS, compared, guessed_rival, is_of_one, others_named, rival_of
from copilot.engines.selection import choose
from copilot.engines.stated_move import move_that_fits
from copilot.engines.states import state_asked, state_told
from copilot.engines.subjects import MARKET_KINDS, Subject
from copilot.engines.vocabulary import vocabulary
from copilot.engines.voters import OPENING_CHARS, is_of_bank_elsewhere, names_a_voter, names_somebody, tells_side
from copilot.engines.whether import asks_of_extreme_day, big_move_in, threshold_in, with_verdict
from copilot.engines.windows import first_session
from copilot.engines.words import content_stems
from copilot.types import DraftSentence

_STANDS = re.compile(
    r"\b(?:is|are|stands?|trades?|was)\b.*\b(?:below|above|off|under|over|from|near(?:er)?|closer? to|further|short of)\b"
    r"|\bhow (?:far|much|close) (?:below|above|off|under|over|from|to)\b[^?]*\b(?:is|are|stands?|trades?|was)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"\bclos(?:e|es|ed|ing)\b", re.IGNORECASE)
_OPEN = re.compile(r"\bopen(?:ed|ing|s)?\b", re.IGNORECASE)
_OF_ELSE = re.compile(  # what asks for something else than how an instrument moved
    r"\s*(?:who|whom|whose|when|which|where|what(?:['’]s| is| are| was| were)|how (?:many|much|large|big|often|long|old))\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\s*who(?:m|se)?\b", re.IGNORECASE)
_CALMEST = re.compile(
    r"\b(?:le(?:ast|ss) (?:volatile|risky)|calm(?:er|est)|stead(?:ier|iest)|safe(?:r|st)|low(?:er|est) (?:volatility|risk))\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\s*(?:and\s+|so\s+)?(?:which|who|what)\b", re.IGNORECASE)
_BOTH_ENDS = re.compile(r"\b(?:best and (?:the )?worst|worst and (?:the )?best)\b", re.IGNORECASE)
_A_YEAR = re.compile(
    r"\bannuali[sz]ed\b|\b(?:cagr|compound(?:ed)?|per year|per annum|a year|annual (?:\w+ )?returns?)\b", re.IGNORECASE
)
_A_PERSON = 2.0  # what a sentence is worth more that names somebody, where it is asked who
_TO_THE_POINT = 0.5  # share of the words asked about
_PERCENTAGE = re.compile(r"\d+(?:\.\d+)?(?=\s?(?:%|percent))")
_WEEKS_AROUND = timedelta(weeks=6)
_AS_MUCH = 0.75  # of the words asked for that the best sentence holds, how many a further one must hold
_NEAREST = 2  # sentences that are quoted where none answers


def measured_answer(case: Case) -> list[DraftSentence]:
    """The figures asked for, the definitions behind them, and what the articles say of the same."""
    if case.question.is_of_many:
        return []  # neither an average of days nor how often is computed, and the figure of one day is no answer
    told = [text for subject in case.subjects[:MOST_SUBJECTS] for text in _figures(case, subject)]
    if "volatility" in case.question.measures and not (case.question.period or "relative" in case.question.measures) and told:
        rival = case.rival_of(case.subjects[0])
        told += returns.usual_volatility(case.desk, case.evidence, rival.ticker) if rival else []
    facts = [] if told and counted_asked(case.question.text, case.question.period) is not None else facts_of(case, 2, told[:1])
    quotes = claims(with_continuation(case, facts, limit=2), "lead")
    told += move_that_fits(case, told) if case.question.anchor is not None else []
    guessed = guessed_rival(case) if told else None
    alone = unpriced(case) if "relative" in case.question.measures else []  # said first: what follows is of one of the two
    decided = with_verdict(case.question, told, case.evidence) if guessed is None and not alone else told
    index_first = _is_of_unpriced_index(case, facts)
    if index_first and decided != told:  # a fund corroborates and does not decide
        index_first = not any(decided[0].startswith(f"{word}: the ") for word in ("Yes", "No"))
        decided = told if index_first else decided
    return [
        *metas(unread_time(case) if told or facts else [], "lead"),
        *metas(alone, "lead"),
        *(quotes if index_first else []),
        *claims(decided, "lead"),
        *([] if index_first else quotes),
        *metas([case.question.time_read] if told and case.question.time_read else [], "lead"),
        *metas([*definitions(case, told), *stand_ins(case), *([guessed] if guessed is not None else [])], "lead"),
        *claims(disputed_quotes(case, told[:1]), "conflicts"),
        *metas([text for text in lacking(case) if text not in alone], "unknown"),
    ]


def _is_of_unpriced_index(case: Case, facts: Sequence[Candidate]) -> bool:
    """Whether an index is asked for whose own figures the articles give and the prices do not: a fund on it comes second."""
    of_index = any(subject.asked_kind == "index" for subject in case.subjects) or not case.subjects
    return of_index and any(item.candidate in facts for item in case.stated)


def policy_answer(case: Case) -> list[DraftSentence]:
    """What the committee decided, from the table of meetings, and what the articles report of it."""
    text = case.question.text
    asks_of_votes = vocabulary().groups["policy"]["votes"].is_in(text) and not COUNTS_VOTES.search(text)
    told = policy_sentences(case.desk, case.evidence, case.question.period, text)
    meetings = meetings_told(case.desk, case.question.period, text)
    days, is_for = [meeting.announced for meeting in meetings], asks_who_was_for(text, meetings)
    reports = [
        item
        for item in case.scored
        if AKIN in item.hits
        and ("rates" in item.candidate.themes or (asks_of_votes and names_a_voter(case, item)))
        and not (asks_of_votes and is_of_bank_elsewhere(case, item))
        and is_report_of(item.candidate, days)
        and (not asks_of_votes or tells_side(item, is_for=is_for, is_who=_WHO.match(text) is not None))
        and not tells_other_time(item.candidate.passage, case.question.time_told)
    ]
    quotes = choose(
        case.on_theme(reports, enough=1),
        4 if asks_of_votes else 3,
        worth=lambda item: item.relevance + _timeliness(item, days) + _A_PERSON * (asks_of_votes and names_somebody(item)),
        least=LEAST,
        spread=0.3,
    )
    unknown = []
    if not told:
        unknown.append("The table of meetings holds no decision in the time asked about.")
    if told and not quotes and not is_for:
        unknown.append("The library holds no report of it.")
    quoted_reports = claims(with_continuation(case, quotes, limit=2), "lead")
    decided = claims(told, "lead")
    unnamed = metas([NO_VOTERS] if is_for and told and not quotes else [], "lead")
    lead = [*decided, *unnamed, *quoted_reports]
    if asks_of_votes:  # how many, before who they were
        counts = [at for at, text in enumerate(told) if " votes " in text or " vote " in text]
        others = [one for at, one in enumerate(decided) if at not in counts]
        lead = [*(decided[at] for at in counts), *unnamed, *quoted_reports, *others]
    return [*lead, *metas(unknown, "unknown")]


def topical_answer(case: Case) -> list[DraftSentence]:
    """What the articles say of a matter, and the latest figures of an instrument that is named."""
    if (asked := figure_asked(case.question)) is not None:
        return _figure_answer(case, asked)
    if (described := instrument_described(case.question)) is not None:
        return [*metas([described], "lead"), *claims(quoted(case.evidence, describing(case)), "lead")]
    quotes = facts_of(case, 4)
    is_outright = not quotes or any(item.candidate in quotes for item in case.to_the_point(list(case.scored)))
    is_outright = is_outright and not (_WHO.match(case.question.text) and not case.question.matters)  # "who runs it?"
    told = _latest(case)
    of_day = case.question.period is not None and case.question.period.grain == "day"
    section = "data" if quotes and not of_day else "lead"
    reports = claims(quoted(case.evidence, quotes if is_outright else quotes[:_NEAREST]), "lead")
    if not is_outright:
        reports = [*metas([NO_OUTRIGHT], "lead"), *reports]
    data = [*claims(told, section), *metas(stand_ins(case) if told else [], section)]
    return [*data, *reports] if of_day else [*reports, *data]  # what a market did on a day, its prices say


def _figure_answer(case: Case, asked: FigureAsked) -> list[DraftSentence]:
    """The sentences that hold the figure asked for; else that none does, and the nearest."""
    items = [item for item in case.scored if not tells_other_time(item.candidate.passage, case.question.time_told)]
    items = [item for item in items if _names_one_of(item, case.subjects) or not is_beside(item.candidate, case.subjects)]
    items = [item for item in items if case.speaks_of_named(item)]
    holding = [item for item in items if asked.holds(item.candidate.passage, over(item.candidate.passage, item.candidate.headed))]
    if best := [item for item in holding if asked.is_best(item.candidate.passage)]:
        holding = best
    if holding:
        own = {item.candidate.key: len(item.hits & set(case.question.matters)) for item in holding}
        most = _AS_MUCH * max(own.values())
        literal = [item for item in holding if own[item.candidate.key] >= most]
        holding = literal if len(literal) > 1 else holding  # of several in the words asked for, those in other words add nothing
        chosen = choose(holding, 3, worth=lambda item: item.relevance + 1.5 * case.share_held(item), least=ANY, spread=NARROW)
        return [*claims(quoted(case.evidence, chosen), "lead"), *metas(_at_odds(chosen), "lead")]
    words = set(case.question.terms)
    names = {stem for name in case.question.names for stem in content_stems(name.text)}
    near = [item for item in items if asked.is_near(item.candidate.text)] or [
        item
        for item in items
        if len(words & item.hits) > _TO_THE_POINT * len(words) or (words & item.hits and (not names or names & item.hits))
    ]
    nearest = choose(near, _NEAREST, worth=lambda item: item.relevance, least=LEAST)
    return [*metas([asked.lacking], "lead"), *claims(quoted(case.evidence, nearest), "lead")] if nearest else []


def _at_odds(chosen: Sequence[Candidate]) -> list[str]:
    """That the two articles that answer best give no percentage in common."""
    given = [{Decimal(found) for found in _PERCENTAGE.findall(candidate.text)} for candidate in chosen[:2]]
    is_at_odds = len(given) > 1 and all(given) and not given[0] & given[1]
    return ["The articles found do not give one and the same figure."] if is_at_odds else []


def _names_one_of(item: Scored, subjects: Sequence[Subject]) -> bool:
    return any(subject.is_meant_by(name) for name in item.candidate.names for subject in subjects)


def reported(case: Case, limit: int, is_of_it: Callable[[str], bool]) -> list[DraftSentence]:
    """What the articles say of a figure, without one of ours."""
    found = [candidate for candidate in facts_of(case, 2 * limit) if is_of_it(candidate.text)]
    return claims(quoted(case.evidence, found[:limit]), "lead")


def _figures(case: Case, subject: Subject) -> list[str]:
    """The figures asked for, of one subject."""
    question, desk, evidence = case.question, case.desk, case.evidence
    ticker, period = subject.ticker, question.period
    told: list[str] = []
    if question.metrics:
        return _named(case, subject)
    if (asked := crossing_in(question)) is not None:
        return moves.crossing(desk, evidence, ticker, period, asked)
    if period is not None and counted_asked(question.text, period) is not None:
        return counted_told(desk, evidence, ticker, question.text, period)
    if state_asked(question.text) is not None:
        return state_told(desk, evidence, ticker, question.text, period)
    if "volatility" in question.measures:
        first = case.subjects[0]
        rivals = others_named(case, first) if "relative" in question.measures else []
        if len(rivals) > 1:
            tickers = [first.ticker, *(other.ticker for other in rivals)]
            calmest = _CALMEST.search(question.text) is not None
            return returns.volatilities_ranked(desk, evidence, tickers, period, calmest_first=calmest) if subject is first else []
        rival = rival_of(case, first) if "relative" in question.measures else None
        if rival is not None:
            if subject is not first:
                return []
            which: Literal["more", "less"] | None = None
            if _WHICH.match(question.text):
                which = "less" if _CALMEST.search(question.text) else "more"
            return returns.volatilities(desk, evidence, ticker, rival.ticker, period, which=which)
        told += returns.volatility(desk, evidence, ticker, period)
    if "drawdown" in question.measures:
        told += returns.drawdown(desk, evidence, ticker, period)
    if told or {"volatility", "drawdown"} & set(question.measures):
        return told
    of_two_times = period is not None and bool(period.further) and is_of_one(case.subjects)
    stands = question.anchor is not None and not question.anchor.is_to_other and _STANDS.search(question.text) is not None
    if "relative" in question.measures and not of_two_times and not stands:
        told = compared(case, subject, is_worst=_is_worst(question))
        return told if told or subject is not case.subjects[0] else _moved(case, subject)
    if question.anchor is not None and question.anchor.is_to_other:
        falling, period = question.anchor.extreme == "high", question.anchor.period or period
        if falling:  # from the high before the low, which need not be the highest of the time
            return returns.drawdown(desk, evidence, ticker, period)
        return moves.swing(desk, evidence, ticker, period, falling=False)
    if question.anchor is not None:
        return moves.move_from(desk, evidence, ticker, question.anchor, is_standing=stands)
    ways = (False, True) if _BOTH_ENDS.search(question.text) else (_is_worst(question),)
    if BEST_SPAN.search(question.text):
        spans = [best_span(desk, evidence, ticker, question.text, period, falling=way) for way in ways]
        return [text for told in spans for text in told]
    if SHARPEST.search(question.text):
        days = [moves.sharpest_session(desk, evidence, ticker, period, falling=way) for way in ways]
        if told := [text for of_day in days for text in of_day]:
            return told
    if (big := big_move_in(question.text)) is not None:
        falling = _is_worst(question)
        return moves.last_move(desk, evidence, ticker, period, least=big[0], falling=falling, first=big[1])
    if (threshold := threshold_in(question)) is not None and period is not None:
        kind = "high" if threshold[0] else "low"
        return moves.extreme(desk, evidence, ticker, kind, period, by_close=_CLOSE.search(question.text) is not None)
    within = _around(desk, ticker, period) if asks_of_extreme_day(question) and period is not None else period
    for kind in ("low", "high"):
        if kind in question.measures:
            told += moves.extreme(desk, evidence, ticker, kind, within, by_close=_CLOSE.search(question.text) is not None)
    if not told and {"low", "high"} & set(question.measures):
        return []  # where it stands is no extreme
    return told or _moved(case, subject)


def _around(desk: Desk, ticker: str, period: Period) -> Period:
    """The weeks around a day, as far as there are prices: a low is one among them, and the day has only its own."""
    start = max(period.start - _WEEKS_AROUND, first_session(desk, ticker))
    return Period(start, max(start, min(period.end + _WEEKS_AROUND, desk.as_of)), "span", period.span)


def _named(case: Case, subject: Subject) -> list[str]:
    """The measures asked for by name, those of two instruments once."""
    told: list[str] = []
    rival = rival_of(case, subject)
    for name in case.question.metrics:
        if ratios.compares(name) and subject is not case.subjects[0]:
            continue
        told += ratios.named_metric(
            case.desk,
            case.evidence,
            name,
            subject.ticker,
            other=rival.ticker if rival else None,
            period=case.question.period,
            sessions=case.question.sessions,
        )
    return told


def _is_worst(question: Question) -> bool:
    return (
        question.is_about_fall
        or re.search(r"\b(?:worst|weakest)\b", question.text, re.IGNORECASE) is not None
        or vocabulary().groups["measures"]["drawdown"].is_in(question.text)
    )


def _moved(case: Case, subject: Subject) -> list[str]:
    question, desk, evidence = case.question, case.desk, case.evidence
    told: list[str] = []
    if "move" in question.measures or "relative" in question.measures:
        if question.period is not None:
            amount = sum_invested(question.text)
            if amount is not None and (told := grown(desk, evidence, subject.ticker, amount, question.period)):
                return told
            if _A_YEAR.search(question.text) and (
                told := returns.annualised_return(desk, evidence, subject.ticker, question.period)
            ):
                return told
            periods = (question.period, *question.period.further)
            is_recovery = RECOVERED.search(question.text) is not None
            told = returns.made_up_for(desk, evidence, subject.ticker, question.period) if is_recovery else []
            told += [text for period in periods for text in returns.period_return(desk, evidence, subject.ticker, period)]
            if not told and "level" not in question.measures:
                return []  # where it stands is no answer to how it moved
        else:
            told = moves.swing(desk, evidence, subject.ticker, None, falling=question.is_about_fall)
    if told:
        return told
    is_of_day = question.period is not None and question.period.grain == "day"
    at: tuple[Literal["open", "close"], ...] = ("open",) if is_of_day and _OPEN.search(question.text) else ("close",)
    at = (*at, "close") if _CLOSE.search(question.text) and "close" not in at else at
    return [text for which in at for text in moves.level(desk, evidence, subject.ticker, question.period, at=which)]


def _latest(case: Case) -> list[str]:
    period = case.question.period
    told: list[str] = []
    if period is not None and period.grain == "day":
        names_one = any(name.kind in MARKET_KINDS for name in case.question.names)
        others = () if names_one else case.rivals  # of one without prices, the prices of others tell nothing
        asked = () if case.question.matters else case.subjects or others
        for subject in asked[:2]:
            told += returns.period_return(case.desk, case.evidence, subject.ticker, period)
    elif not (case.is_inferred or case.question.themes or case.question.matters or _OF_ELSE.match(case.question.text)):
        for subject in case.subjects[:2]:
            told += moves.swing(case.desk, case.evidence, subject.ticker, period, falling=False)
    return told


def _timeliness(item: Scored, days: Sequence[date]) -> float:
    """A report of the day of a decision or the day after tells more than a later mention, and its opening most."""
    passage = item.candidate.passage
    if passage.published is None or not any(0 <= (passage.published.date() - day).days <= 1 for day in days):
        return 0.0
    return 2.0 if passage.start < OPENING_CHARS else 1.2
