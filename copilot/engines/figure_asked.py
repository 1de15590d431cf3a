"""Questions for one figure, a count or a day: which sentences of the articles hold it, and what is said where none does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from copilot.calendar_days import months_back
from copilot.calendar_words import CARDINALS
from copilot.engines.periods import Period, month_of
from copilot.engines.question import Question
from copilot.engines.question_time import find_periods
from copilot.engines.question_words import EXPECTED_TO_DO, FIGURE_EXPECTED, SHARE_OF
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import Phrases
from copilot.engines.words import content_stems, stem
from copilot.market.series_matters import matters
from copilot.names import find_names
from copilot.numbers.readings.measures import find_measures
from copilot.types import Passage

NO_FIGURE = "No article found gives this figure; the nearest to it:"
NO_DAY = "No article found tells when; the nearest to it:"

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|cannot|in|of|on|at|to)"
_COUNT = re.compile(
    rf"\bhow many\s+(?:of\s+)?(?:the\s+)?(?P<what>(?:[\w'’-]+\s+){{0,2}}?[\w'’-]+)(?=\s+(?:{_AUXILIARY}|\w+ed|\w+e)\b|\W*$)",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"\s*(?:and\s+)?(?:what(?:['’]?s| is| was)|how (?:high|low) (?:is|was)"
    r"|(?:how much(?: [\w-]+){0,3}?|what(?! (?:[\w-]+ )?(?:articles?|passages?|sources?|views?|opinions?|publishers?)\b)"
    r"(?: [\w-]+){1,2}?) (?:did|does|do|has|have|is|are|was|were))\b",
    re.IGNORECASE,
)
_HOW_BIG = re.compile(r"\s*(?:and\s+)?how (?:big|large|small)\s+(?:is|are|was|were)\s+(?:the\s+)?", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(?:assets|market (?:value|cap\w*)|capitali[sz]ation|billion|trillion|holdings|constituents|members)\b", re.IGNORECASE
)
_SUPERLATIVE = re.compile(r"\b(?:best|worst|biggest|largest|smallest|highest|lowest)\b", re.IGNORECASE)  # one of several
_WHEN = re.compile(r"\s*(?:and\s+)?(?:when|on (?:what|which) (?:day|date))\b", re.IGNORECASE)
_DEEDS = (  # of which the day is asked for
    re.compile(r"\b(?:ends?|ended|ending|over|finish\w*|conclud\w*|reopen\w*|lift\w*|expir\w*)\b", re.IGNORECASE),
    re.compile(r"\b(?:starts?|started|starting|begins?|began|begun|beginning|open(?:s|ed)?)\b", re.IGNORECASE),
)
_PART = re.compile(r"\d\s?(?:%|percent|per cent)|\b(?:half|thirds?|quarters?|fifths?|majority)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\d[\d.,]*\s?(?:%|percent|per cent|x\b|times|basis|billion|million|trillion|dollars)|[$€£]\s?\d|(?<![\w.,])\d+\.\d+"
)
_NUMERAL = rf"(?:\d[\d,]*|{'|'.join(CARDINALS)}|dozens?|hundreds?|thousands?|half|most)"
_COUNTED = re.compile(rf"\b{_NUMERAL}\s+(?:of\s+)?(?:the\s+|its\s+)?(?P<what>(?:[\w'’-]+\s+){{0,2}}[\w'’-]+)", re.IGNORECASE)
_ASKING = frozenset(content_stems("many share percentage percent proportion fraction part number next last"))
# Words for one thing that is counted: "how many days did it fall?", "seven sessions in a row".
_ALIKE = tuple(
    frozenset(content_stems(words)) for words in ("days sessions", "companies firms businesses", "people workers employees")
)
_TO_COME = re.compile(r"\b(?:next|will|due|scheduled|set for|expected|coming|upcoming)\b", re.IGNORECASE)
_ENOUGH = 0.5  # share of what the question names that a sentence which holds its figure names too


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """One figure that is asked for. `holds` tells whether a sentence, with what stands over it, gives one of that kind; `is_best`
    whether it does so to the day, where a day is asked for. `lacking` is said where none does."""

    lacking: str
    holds: Callable[[Passage, str], bool]
    is_near: Callable[[str], bool] = lambda text: False  # speaks of the measure, without such a figure
    is_best: Callable[[Passage], bool] = lambda passage: True


def figure_asked(question: Question) -> FigureAsked | None:
    """The figure that a question asks for; None where it asks for no single one, or for one that the prices tell."""
    text = question.text
    if question.kind != "topic" or EXPECTED_TO_DO.match(text):
        return None
    if _WHEN.match(text):
        times = partial(_times_of, is_ahead=question.is_ahead, as_of=question.as_of)

        def tells(one: Passage, over: str) -> bool:
            return bool(times(one)) and _tells_deed(text, one.quote) and _is_on(question, one, over)

        return FigureAsked(NO_DAY, tells, is_best=_tells_day)
    if (count := _COUNT.search(text)) is not None:
        counted = (content_stems(count["what"]) or [stem(count["what"])])[-1]
        return FigureAsked(NO_FIGURE, lambda one, over: _counts(one.quote, counted) and _is_on(question, one, over))
    if SHARE_OF.search(text):
        return FigureAsked(NO_FIGURE, lambda one, over: _PART.search(one.quote) is not None and _is_on(question, one, over))
    if (size := _HOW_BIG.match(text)) and any(name.start == size.end() and name.kind in MARKET_KINDS for name in question.names):
        return FigureAsked(NO_FIGURE, lambda one, over: _tells_size(one.quote) and _names_subject(question, one.quote, over))
    if not _WHAT_IS.match(text) or _SUPERLATIVE.search(text):
        return None
    measures = frozenset(mention.id for mention in find_measures(text))
    series = [matter for matter in matters() if matter.words.search(text)]
    expected = _asked_words(question) if FIGURE_EXPECTED.match(text) else set()  # a forecast of what no table names: of growth
    if not measures and not series and not expected:
        return None

    def speaks(text: str) -> bool:
        own = {mention.id for mention in find_measures(text)}
        is_named = bool(measures & own) or any(matter.words.search(text) for matter in series)
        return is_named or _says_alike(question, text) or bool(expected & set(content_stems(text)))

    of_rates = bool(series) or "rates" in question.themes  # basis points are an amount of nothing else

    def holds(passage: Passage, over: str) -> bool:
        told = passage.quote
        amounts = {match.group() for match in _AMOUNT.finditer(told) if of_rates or not match.group().endswith("basis")}
        return speaks(told) and bool(amounts) and _names_subject(question, told, over)

    return FigureAsked(NO_FIGURE, holds, speaks)


def over(passage: Passage, headed: tuple[str, Passage] | None) -> str:
    """What stands over a sentence: its article's title, and the heading of its list."""
    return f"{passage.title}. {headed[0] if headed is not None else ''}"


def _asked_words(question: Question) -> set[str]:
    """Stems of what is asked for: the question's own matter, else all of its words that are no name and no word of asking."""
    if question.terms and not _WHEN.match(question.text):
        return set(question.terms)
    text = question.text
    spans = [(name.start, name.end) for name in question.names] + ([question.period.span] if question.period else [])
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return set(content_stems(text)) - set(
        content_stems("many share percentage percent proportion fraction part number next last")
    )


def _times_of(passage: Passage, *, is_ahead: bool = False, as_of: date | None = None) -> list[str]:
    """The grains of the times that a sentence names; is_ahead: of those after the as-of day."""
    if passage.published is None:
        return ["day"]
    found = find_periods(passage.quote, passage.published.date())
    if is_ahead:
        found = [_still_ahead(period, passage) for period in found]
        return [period.grain for period in found if as_of is not None and period.start > as_of]
    vague = re.search(r"\b(?:\w+day|today|tomorrow|next (?:week|month))\b", passage.quote)
    return [*(period.grain for period in found), *(["week"] if vague else [])]


def _still_ahead(period: Period, passage: Passage) -> Period:
    """A day or month without a year as the next such, where the sentence speaks of what is to come: "the next one is in May"."""
    bare = re.search(r"\d{4}", passage.quote[slice(*period.span)]) is None
    to_come = passage.published is not None and period.end < passage.published.date() and _TO_COME.search(passage.quote)
    if not (bare and to_come and period.grain in ("day", "month")):
        return period
    if period.grain == "month":
        return month_of(period.start.year + 1, period.start.month, period.span)
    day = months_back(period.start, -12)
    return replace(period, start=day, end=day)


def _tells_size(text: str) -> bool:
    return _SIZE.search(text) is not None and _AMOUNT.search(text) is not None


def _tells_deed(asked: str, text: str) -> bool:
    """Whether a sentence says that something ended, or began, where the day of that is asked for."""
    return all(deed.search(text) for deed in _DEEDS if deed.search(asked))


def _tells_day(passage: Passage) -> bool:
    return "day" in _times_of(passage)


def _counts(text: str, counted: str) -> bool:
    """Whether a number of such things stands there: "603 companies", "two of the members"."""
    for name in find_names(text):  # "S&P 600" counts nothing
        text = text[: name.start] + "x" * (name.end - name.start) + text[name.end :]
    alike = next((words for words in _ALIKE if counted in words), frozenset({counted}))
    return any(alike & set(content_stems(match["what"])) for match in _COUNTED.finditer(text))


def _is_on(question: Question, passage: Passage, over: str) -> bool:
    """Whether a sentence is of the subject and holds half of the words that say what is asked, a synonym standing for one."""
    if not _names_subject(question, passage.quote, over):
        return False
    wanted = _asked_words(question)
    held = wanted & set(content_stems(passage.quote))
    return not wanted or (len(held) + _says_alike(question, passage.quote)) / len(wanted) >= _ENOUGH


def _says_alike(question: Question, text: str) -> bool:
    return bool(question.synonyms) and Phrases.of(question.synonyms).is_in(text)


def _names_subject(question: Question, text: str, over: str) -> bool:
    """Whether each instrument that the question names, or what it tracks, stands in the sentence or over it."""
    asked = [name for name in question.names if name.kind in MARKET_KINDS and name.kind != "generic"]
    if not asked:
        return True
    told = find_names(f"{over}. {text}")
    return all(
        any(name.id == other.id or other.id == name.tracks or (name.id and other.tracks == name.id) for other in told)
        for name in asked
    )
