"""Why something moved: the reasons that articles give, and the move itself; what the question takes for granted and is not so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from copilot.engines import moves, returns
from copilot.engines.candidates import Candidate, Scored, is_of_day, names_day
from copilot.engines.case import Case
from copilot.engines.caveats import stand_ins
from copilot.engines.dated import tells_other_time
from copilot.engines.direct import is_of_short_period, names_time
from copilot.engines.facts import ANY, NARROW
from copilot.engines.periods import Period
from copilot.engines.premise import contradicted_direction, contradicted_figure
from copilot.engines.question import Question
from copilot.engines.question_time import find_periods
from copilot.engines.quoting import claims, corroborating, metas, quoted
from copilot.engines.selection import choose
from copilot.engines.subjects import HOME, MARKET_KINDS, STOCKS, Subject
from copilot.engines.tables import cause_rows
from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.engines.windows import last_full_month
from copilot.engines.words import content_stems
from copilot.market.calendar import session_on_or_before
from copilot.names import Name, find_names, is_ancestor
from copilot.types import DraftSentence

_GIVEN = "The articles give these as reasons; prices alone cannot say why they moved."
_NONE_GIVEN = "No article found gives a reason for it, and prices alone cannot say why they moved."
_LEAST_CAUSE = 1.2  # relevance below which a cause is not quoted
_OF_DAY = 3  # reasons of the move of one session that are quoted
REASONS_DAYS = 3
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
_IN_GENERAL = re.compile(r"\bwhy\s+(?:do|does|would|can|could|might|should)\b", re.IGNORECASE)  # of no one move
_CONTRAST = re.compile(r",?\s+(?:but|while|whereas)\s+|;\s+", re.IGNORECASE)
_PART = re.compile(r"[,;:]\s+")
_CONCESSION = re.compile(
    r"(?:^|,\s)(?:despite|(?:even )?though|although|even as|in spite of|notwithstanding)\b[^,]*(?:,|$)", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:days?|weeks?|months?|hours?|sessions?)\s+after\b", re.IGNORECASE)  # tells when, and not why
_CONDITION = re.compile(r"\W*(?:if|unless|should|were)\b", re.IGNORECASE)  # a reason for what may happen, and not for what did


def causal_answer(case: Case) -> list[DraftSentence]:
    """The reasons that articles give, and the move itself."""
    words, question = vocabulary().groups, case.question
    if question.anchor is not None and question.anchor.period is not None:  # the move since an extreme is not of its day
        since = Period(question.anchor.period.start, case.desk.as_of, "span", question.anchor.span)
        question = replace(question, period=since)
        case = replace(case, question=question)
    pool = case.on_theme([item for item in case.fitting if _gives_cause(item) or _is_under_why(case, item)], enough=3)
    undated = bool(case.subjects) and _is_of_undated_move(question)
    if undated:
        pool = [item for item in case.scored if _is_reason_of_some_day(item.candidate, case)]
    if not case.subjects:
        pool = [item for item in pool if _names_asked(case, item) and _goes_asked_way(case, item)]
        pool = case.on_theme(pool, enough=0) if question.themes or question.terms else pool
    period = question.period
    of_session = period is not None and period.grain == "day" and "move" in question.measures and bool(question.names)
    if period is not None and period.grain == "day":
        pool = [item for item in pool if is_of_day(item.candidate, period.start) or _follows(item.candidate, period.start)]
        if of_session:
            pool = [item for item in case.scored if _is_reason_of_day(item.candidate, case, period.start)]
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
        if undated:
            return 1.0 + 2.0 * fits - 0.05 * item.candidate.rank
        if of_session and period is not None:  # each is told of the move: the plainest first, by what opens an article
            return 0.8 * names_day(item.candidate.text, period.start) + 2.0 * fits - 0.05 * item.candidate.rank
        return item.relevance + 0.8 * fits - 1.5 * belies(item) + _UNDER_WHY * _share_under_why(case, item)

    if period is not None and not of_session:  # what moved it the other way in that time, or on another day, is no reason
        moved = [item for item in pool if _FELL_OR_ROSE.search(item.candidate.text)]
        beside = [item for item in moved if belies(item) or tells_other_time(item.candidate.passage, period)]
        pool = [item for item in pool if item not in beside]
    told = _caused(case)
    is_elsewhere = any(_is_elsewhere(name) for name in question.names)
    is_own = not (case.is_inferred or is_elsewhere)  # prices of another market contradict nothing
    untrue = contradicted_direction(question, case.evidence, told) if is_own else []
    limit, least = (_OF_DAY, ANY) if of_session or undated else (4, _LEAST_CAUSE)
    chosen = choose([] if untrue else pool, limit, worth=worth, least=least, spread=NARROW)
    quotes = _with_days(case, chosen) if undated else quoted(case.evidence, chosen, with_theme=not of_session)
    rows = [] if untrue or undated or question.anchor is not None else cause_rows(case)
    unknown = [_GIVEN] if (chosen or rows) and told else []
    if told and not (chosen or rows or untrue):
        unknown = [_NONE_GIVEN]
    return [
        *metas([*untrue, *contradicted_figure(question, told)], "lead"),
        *claims([*quotes, *rows], "lead"),
        *claims(told, "data"),
        *claims(quoted(case.evidence, [] if undated else corroborating(case, told, 1), opening="Of the same move, "), "data"),
        *metas(stand_ins(case) if told else [], "data"),
        *metas(unknown, "unknown"),
    ]


def _is_of_undated_move(question: Question) -> bool:
    """Whether it is asked why a market that is named moved, and not when: the answer has to say of which day it speaks."""
    is_open = question.period is None and question.anchor is None and "move" in question.measures
    is_open = is_open and _IN_GENERAL.search(question.text) is None
    return is_open and "relative" not in question.measures and any(name.kind in MARKET_KINDS for name in question.names)


def _is_reason_of_some_day(candidate: Candidate, case: Case) -> bool:
    """Whether a sentence gives a reason for the move of a day that is known, on which the prices went that way, of the very
    instrument asked about, its index or its group."""
    day, told = _day_told(candidate), _told_of_asked(candidate, case)
    if day is None or not _is_reason_of_day(candidate, case, day) or not _names_it(told, case):
        return False
    change = _change_on(case, day) if _OF_PAST.search(told) else None  # a rule is no reason of one move
    return change is not None and (change < 0) == case.question.is_about_fall


def _names_it(told: str, case: Case) -> bool:
    """Whether words name what is asked about, what it tracks or the group that it is of; stocks at large are none of them."""
    held: list[Name | Subject] = [*case.question.names, *case.subjects]
    asked = {one.id for one in held} | {one.tracks for one in held if one.tracks is not None}
    named = [name for name in find_names(told) if name.kind in MARKET_KINDS and (name.id != STOCKS or STOCKS in asked)]
    return any(name.id == one or is_ancestor(name.id, one) or name.tracks == one for name in named for one in asked)


def _day_told(candidate: Candidate) -> date | None:
    """The one day a sentence tells of: the first that it names, else that of its title, else the session it was published on.
    None where it names a longer time or is not dated."""
    published = candidate.passage.published
    if published is None:
        return None
    found = find_periods(candidate.text, published.date())
    if found and found[0].grain != "day":
        return None
    titled = [one.start for one in find_periods(candidate.passage.title, published.date()) if one.grain == "day"]
    return found[0].start if found else titled[0] if titled else session_on_or_before(published.date())


def _change_on(case: Case, day: date) -> Decimal | None:
    """How the first of the instruments moved on a day; None where its prices do not hold it and the session before."""
    before = session_on_or_before(day - timedelta(days=1))
    change = case.desk.metric("price return", case.subjects[0].ticker, start=before, end=day, is_optional=True)
    return change.value if change is not None else None


def _with_days(case: Case, chosen: Sequence[Candidate]) -> list[str]:
    """The reasons, those of the latest day first, each behind how the price moved on its day."""
    days = {id(one): _day_told(one) for one in chosen}
    told: list[str] = []
    for day in sorted({day for day in days.values() if day is not None}, reverse=True):
        of_day = Period(day, day, "day", (0, 0))
        moved = [returns.period_return(case.desk, case.evidence, one.ticker, of_day) for one in case.subjects[:1]]
        told += [text for texts in moved for text in texts]
        told += quoted(case.evidence, [one for one in chosen if days[id(one)] == day])
    return told


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
    for subject in case.subjects:  # the first of which the prices tell anything: a fund, where the index has no such day
        if case.question.anchor is not None:
            return moves.move_from(desk, evidence, subject.ticker, case.question.anchor)
        told += moves.swing(desk, evidence, subject.ticker, period, falling=falling)
        told += moves.sharpest_session(desk, evidence, subject.ticker, period, falling=falling)
        told += returns.period_return(desk, evidence, subject.ticker, period) if period else []
        if told or subject.asked != case.subjects[0].asked:
            break
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


def _goes_asked_way(case: Case, item: Scored) -> bool:
    """Whether a sentence tells of the way whose reason is asked for, "why is inflation rising?", where it is one."""
    asking, telling = vocabulary().groups["question"], vocabulary().groups["sentences"]
    ways = [(asking["rising"], telling["upward"]), (asking["falling"], telling["downward"])]
    asked = [way for way in ways if any(words.is_in(case.question.text) for words in way)]
    return len(asked) != 1 or any(words.is_in(item.candidate.text) for words in asked[0])


def _gives_cause(item: Scored) -> bool:
    """Whether a sentence says why something happened; what did not happen is no cause."""
    words, text = vocabulary().groups, item.candidate.text
    if _CONDITION.match(text):
        return False
    return _says_why(text) and not words["stance"]["distancing"].is_in(text)


def _says_why(text: str) -> bool:
    return vocabulary().groups["sentences"]["causal"].is_in(_LATER.sub("", text))


def _is_told_by_then(candidate: Candidate, period: Period, *, of_two: bool) -> bool:
    """Whether a sentence can give a reason for what happened in a period: written in it or soon after, or it names the time.

    of_two: why one did better than another, which what the two hold may explain, where a move needs something that happened.
    """
    published = candidate.passage.published
    if published is None:
        return True
    reviewed = max(REASONS_DAYS, min(_REVIEW_DAYS, (period.end - period.start).days))
    is_written_by_then = period.start <= published.date() <= period.end + timedelta(days=reviewed)
    if names_time(candidate.passage, period):
        return is_written_by_then or is_of_short_period(candidate.passage, period)
    return is_written_by_then and (of_two or _OF_PAST.search(candidate.text) is not None)


def _is_reason_of_day(candidate: Candidate, case: Case, day: date) -> bool:
    """Whether a sentence gives a reason for the move of one session: told of that day, of the instrument asked about or of the
    market that it is part of, and of no move the other way. What it grants ("despite …,") is no part of that."""
    asking, telling = vocabulary().groups["question"], vocabulary().groups["sentences"]
    told = _told_of_asked(candidate, case)
    if not told or not _is_told_of_day(candidate, day) or not _says_why(told) or _CONDITION.match(told):
        return False
    if candidate.is_dangling and not names_day(told, day):
        return False
    is_down = asking["falling"].is_in(told) or telling["fell"].is_in(told)
    is_up = asking["rising"].is_in(told) or telling["rose"].is_in(told)
    if not (is_down or is_up):
        lean = candidate.stance.lean * (-1 if case.question.is_about_fall else 1)
        return lean > -0.3 and not telling["unmoved"].is_in(told)
    return (_is_of_fall(told) if is_down and is_up else is_down) is case.question.is_about_fall


def _told_of_asked(candidate: Candidate, case: Case) -> str:
    """The clauses of a sentence that speak of what is asked about; what it grants ("despite …,") is none of them."""
    clauses = _CONTRAST.split(_CONCESSION.sub("", candidate.text))
    return " ".join(clause for clause in clauses if _is_of_asked(clause, case))


def _is_of_fall(told: str) -> bool | None:
    """Whether a sentence that tells of both ways gives the reason of a fall: by what the clause of the reason tells first
    ("a rally after a rout"), or the sentence where it tells nothing. None where neither does."""
    asking, telling = vocabulary().groups["question"], vocabulary().groups["sentences"]

    def first(groups: Sequence[Phrases], text: str) -> int:
        return min((span[0] for group in groups for span in group.spans(text)), default=len(text))

    for clause in [*(part for part in _PART.split(told) if _says_why(part)), told]:
        down, up = (
            first(groups, clause) for groups in ((asking["falling"], telling["fell"]), (asking["rising"], telling["rose"]))
        )
        if down != up:
            return down < up
    return None


def _is_of_asked(clause: str, case: Case) -> bool:
    """Whether a clause speaks of an instrument asked about, or of the market around it, and not of that of another country."""
    names = find_names(clause)
    held: list[Name | Subject] = [*case.question.names, *case.subjects]
    asked = {one.id for one in held} | {one.tracks for one in held if one.tracks is not None}  # a fund moves with its index
    if any(_is_elsewhere(name) and name.id not in asked for name in names):
        return False
    markets = [name for name in names if name.kind in MARKET_KINDS]
    if any(name.id == one or is_ancestor(name.id, one) or name.tracks == one for name in markets for one in asked):
        return True
    is_company = any(name.kind == "company" for name in case.question.names)
    if is_company or not any(is_ancestor(STOCKS, one) for one in asked) or any(name.kind != "generic" for name in markets):
        return False
    return vocabulary().groups["sentences"]["actors"].is_in(clause)


def _is_elsewhere(name: Name) -> bool:
    """Whether a name is of a country or place outside this one; a state of it is not."""
    return name.kind in ("country", "place") and name.id not in HOME and not HOME & set(name.family)


def _is_told_of_day(candidate: Candidate, day: date) -> bool:
    """Whether a sentence tells of a day: it names it, or it names no other and its article is of it, by its title or its date."""
    passage = candidate.passage
    published = passage.published.date() if passage.published is not None else day
    if named := [found for found in find_periods(candidate.text, published) if found.grain == "day"]:
        return named[0].start == day  # a later one is what it followed: "21 May was a rebound from Tuesday's rout"
    titled = [found.start for found in find_periods(passage.title, published) if found.grain == "day"]
    return (titled[0] if titled else session_on_or_before(published)) == day


def _follows(candidate: Candidate, day: date) -> bool:
    """Whether a sentence was published within days of a day: reasons are still given then."""
    published = candidate.passage.published
    return published is not None and 0 <= (published.date() - day).days <= REASONS_DAYS
