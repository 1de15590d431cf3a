"""Answers from published series and quoted figures: a yield, an inflation rate, a fund's costs, each with the day it is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import day, has_numeral, opened, percent, rounded
from copilot.engines.question import Question
from copilot.engines.question_words import CURVE_LIES
from copilot.engines.quoting import claims, metas
from copilot.engines.subjects import HOME
from copilot.errors import RateLimited, Unreachable, VintageMissing
from copilot.market.fact_names import FACT_OF_MEASURE, FORWARD
from copilot.market.series_matters import Matter, matters
from copilot.market.series_table import SeriesInfo, period_end, series_info
from copilot.names import Name, funds_tracking
from copilot.numbers.readings.measures import find_measures
from copilot.types import DraftSentence, Metric, Span

_VALUATION = re.compile(r"\b(?:valuations?|valued|multiples?)\b", re.IGNORECASE)
_FORWARD = re.compile(r"\b(?:forward|expected|ntm|next year)\b", re.IGNORECASE)
_RESTATED = (
    "Its publisher restates it, and the source of published series has no values as they stood on the as-of day: what was"
    " published later is not used. Ask without --as-of, or add a file of the values of that day (--series)."
)
NO_SOURCE = "No source of rates and macro series is set, which might tell it: --series fred is live, --series FOLDER reads files."
_NOT_TODAY = "The source of quoted figures tells them for today only, so none is known for the as-of day."
_COUNTS = {"count:job": "jobs", "count:claim": "claims", "count:home": "homes"}


@dataclass(frozen=True, slots=True)
class Published:
    """What the data say of a question; `is_of_it` tells whether a sentence of an article speaks of the same figure."""

    sentences: tuple[DraftSentence, ...] = ()
    is_of_it: Callable[[str], bool] = lambda text: False

    @property
    def is_told(self) -> bool:
        """Whether a figure was found, not only that there is none."""
        return any(sentence.kind == "claim" for sentence in self.sentences)


def published_answer(question: Question, desk: Desk, evidence: Evidence) -> Published:
    """What series and quoted figures say of the question; what the sources lack is said. Empty where it asks for neither."""
    if question.kind not in ("topic", "measure", "policy") or question.is_ahead:
        return Published()
    return _of_facts(question, desk, evidence) or _of_series(question, desk, evidence) or Published()


def _of_series(question: Question, desk: Desk, evidence: Evidence) -> Published | None:
    asked = _matter_asked(question)
    if asked is None or desk.series.name == "none":  # without a source the articles answer, as ever
        return None
    matter, (start, end) = asked
    if question.period is not None and question.period.span[0] < end and start < question.period.span[1]:
        question = replace(question, period=None)  # the ten years of a ten-year yield
    write = _WRITERS.get(matter.kind, _level)
    of_each = {id: list(write(series_info(id), question, desk, evidence)) for id in matter.series}
    told = [text for texts in of_each.values() for text in texts]
    if told and matter.kind == "spread" and (lies := CURVE_LIES.match(question.text)) is not None and evidence.metrics[-1].value:
        told = opened((evidence.metrics[-1].value < 0) == bool(lies["inverted"]), told)
    lacking = [] if told else [_why_none(matter, question, desk)]
    usual = series_info(matter.series[0])
    if told and matter.kind == "index" and not of_each[usual.id]:
        lacking.append(f"Inflation is usually told of {_called(usual)}, {usual.id}, which the source of published series lacks.")
    return Published((*claims(told, "lead"), *metas(lacking, "unknown")), lambda text: _names_it(matter, text))


def _why_none(matter: Matter, question: Question, desk: Desk) -> str:
    """Why no value can be told, and what mends it, without a numeral."""
    period = question.period
    if (refused := next((desk.refused[id] for id in matter.series if id in desk.refused), None)) is not None:
        if isinstance(refused.__cause__, (RateLimited, Unreachable)):
            return "The source of published series could not be asked, so nothing published is known of it."
        if isinstance(refused, VintageMissing):
            return _RESTATED
    for id in matter.series if period is not None else ():
        later = desk.published("series value", id)
        if period is not None and later is not None and later.end is not None and later.end > period.end:
            return "The publisher has no value of it for the time asked about, and none is put in its place."
    return "The source of published series has no value of it for the time asked about, as published by the as-of day."


def _names_it(matter: Matter, text: str) -> bool:
    return any(_is_meant(matter, text, match) for match in matter.words.finditer(text))


def lacks_source(question: Question, desk: Desk) -> list[str]:
    """That a published figure is asked for and no source of such is set."""
    return [NO_SOURCE] if desk.series.name == "none" and _matter_asked(question) is not None else []


def _matter_asked(question: Question) -> tuple[Matter, Span] | None:
    """The published figure that a question names, and where; None where it names none, several, or one of another country."""
    text = question.text
    if any(name.kind in ("fund", "company", "index", "commodity") for name in question.names):
        return None
    if any(name.kind in ("country", "central_bank") and name.id not in HOME for name in question.names):
        return None
    found = [
        (match.span(), matter) for matter in matters() for match in matter.words.finditer(text) if _is_meant(matter, text, match)
    ]
    longest = sorted(found, key=lambda item: item[0][0] - item[0][1])[:1]
    inside = [m for (a, b), m in found if longest and not (longest[0][0][0] <= a and b <= longest[0][0][1])]
    if not longest or any(m.series != longest[0][1].series for m in inside):
        return None
    return longest[0][1], longest[0][0]


def _is_meant(matter: Matter, text: str, match: re.Match[str]) -> bool:
    around = f"{text[: match.start()]} | {text[match.end() :]}"
    if matter.unlike is not None and matter.unlike.search(around):
        return False
    return matter.needs is None or matter.needs.search(text) is not None


def _level(info: SeriesInfo, question: Question, desk: Desk, evidence: Evidence) -> Iterator[str]:
    """A value, and for a daily rate of a time that is named what it changed by over it."""
    metric = desk.published("series value", info.id, **_session(question.period))
    if metric is None or metric.end is None or not _is_of(info, metric.end, question.period):
        return
    yield f"{_called(info)} was {_figure(metric, info)} {_when(info, metric.end)} {evidence.cite(metric)}."
    if question.period is not None and info.frequency == "daily" and info.unit in ("percent", "percentage_point"):
        yield from _moved(info, question.period, desk, evidence)


def _moved(info: SeriesInfo, period: Period, desk: Desk, evidence: Evidence) -> Iterator[str]:
    metric = desk.published("series change", info.id, start=period.start - timedelta(days=1), end=period.end)
    if metric is None or metric.start is None or metric.end is None or not metric.value:
        return
    verb = "rose" if metric.value > 0 else "fell"
    is_day = period.start == period.end
    when = f"on {day(metric.end)}" if is_day else f"between {day(metric.start)} and {day(metric.end)}"
    size = rounded(abs(metric.value) * 100, 0)
    yield f"It {verb} by {size} basis points {when} {evidence.cite(metric)}."


def _is_of(info: SeriesInfo, found: date, period: Period | None) -> bool:
    """Whether a value is of the time asked about, not of a period before one that has none."""
    if period is None or info.frequency in ("daily", "weekly"):
        return True
    return period_end(info.frequency, found) >= min(period.end, period_end(info.frequency, period.start))


def _growth(info: SeriesInfo, question: Question, desk: Desk, evidence: Evidence) -> Iterator[str]:
    metric = desk.published("inflation, year on year", info.id, **_month(question.period))
    if metric is None or metric.end is None:
        return
    verb = "rose" if metric.value >= 0 else "fell"
    yield f"{_called(info)} {verb} {percent(metric.value, 1)} on the year {_when(info, metric.end)} {evidence.cite(metric)}."


def _jobs(info: SeriesInfo, question: Question, desk: Desk, evidence: Evidence) -> Iterator[str]:
    metric = desk.published("series change", info.id, months=1, **_month(question.period))
    if metric is None or metric.end is None:
        return
    verb = "rose" if metric.value >= 0 else "fell"
    yield f"{_called(info)} {verb} by {rounded(abs(metric.value), 0)} jobs {_when(info, metric.end)} {evidence.cite(metric)}."


_WRITERS: Mapping[str, Callable[[SeriesInfo, Question, Desk, Evidence], Iterator[str]]] = {"index": _growth, "jobs": _jobs}


def _session(period: Period | None) -> dict[str, date]:
    return {} if period is None else {"session": period.end}


def _month(period: Period | None) -> dict[str, str]:
    return {} if period is None else {"month": f"{period.end:%Y-%m}"}


def _called(info: SeriesInfo) -> str:
    """A series as prose names it: "10-year Treasury yield (constant maturity)"."""
    title, _, rest = info.title.partition(": ")
    return f"{title} ({rest.replace(' (', ', ').rstrip(')')})" if rest else title


def _figure(metric: Metric, info: SeriesInfo) -> str:
    if metric.unit in ("percent", "percentage_point"):
        places = 2 if info.frequency == "daily" else _places(metric.value)
        return f"{rounded(metric.value, places)}{'%' if metric.unit == 'percent' else ' percentage points'}"
    if metric.unit in _COUNTS:
        return f"{rounded(metric.value, 0)} {_COUNTS[metric.unit]}"
    if metric.unit == "USD" and abs(metric.value) >= 10**9:
        return f"${rounded(metric.value / 10**9, 1)} billion"
    return rounded(metric.value, _places(metric.value))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(max(-exponent, 1), 2) if isinstance(exponent, int) else 2


def _when(info: SeriesInfo, last: date) -> str:
    if info.frequency == "monthly":
        return f"in {last:%B %Y}"
    if info.frequency == "quarterly":
        return f"in the quarter that began on {day(last)}"
    return f"{'in the week to' if info.frequency == 'weekly' else 'on'} {day(last)}"


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose figures are told: a company or fund, or a fund for the index asked about."""

    ticker: str
    index: str | None = None


def _of_facts(question: Question, desk: Desk, evidence: Evidence) -> Published | None:
    names = _facts_asked(question)
    owners = [owner for name in question.names if (owner := _owner(name)) is not None][:2]
    told: list[str] = []
    lacking: list[str] = []
    for owner in owners if names else ():
        found = {name: desk.quoted(owner.ticker, name) for name in names}
        told += [_quoted(owner, name, metric, evidence) for name, metric in found.items() if metric is not None]
        without = [name for name in names if found[name] is None]
        reason = desk.why_lacking(owner.ticker, without) if without else None
        if reason is not None:
            lacking.append(_NOT_TODAY if has_numeral(reason) else reason)
    if not told and not lacking:
        return None
    asked = frozenset(mention.id for mention in find_measures(question.text))
    sentences = (*claims(told, "lead"), *metas(list(dict.fromkeys(lacking)), "unknown"))
    return Published(sentences, lambda text: bool(asked & {mention.id for mention in find_measures(text)}))


def _facts_asked(question: Question) -> tuple[str, ...]:
    """The quoted figures a question asks for; valuation in general is all ratios."""
    asked = [FACT_OF_MEASURE[m.id] for m in find_measures(question.text) if m.id in FACT_OF_MEASURE]
    if _FORWARD.search(question.text):
        asked = [FORWARD.get(name, name) for name in asked]
    if not asked and _VALUATION.search(question.text) and question.kind == "topic":
        asked = ["trailing P/E", "forward P/E", "dividend yield"]
    return tuple(dict.fromkeys(asked))


def _owner(name: Name) -> _Owner | None:
    if name.kind == "index":
        fund = next((fund.ticker for fund in funds_tracking(name.id) if fund.ticker), None)
        return _Owner(fund, name.text) if fund else None
    return _Owner(name.ticker) if name.kind in ("fund", "company") and name.ticker else None


def _quoted(owner: _Owner, name: str, metric: Metric, evidence: Evidence) -> str:
    whose = f"{owner.ticker}, a fund on the index," if owner.index else owner.ticker
    assert metric.end is not None
    return f"The {name} of {whose} was {_quoted_figure(metric)} as of {day(metric.end)} {evidence.cite(metric)}."


def _quoted_figure(metric: Metric) -> str:
    if metric.unit == "fraction":
        return percent(metric.value)
    if metric.unit == "ratio_x":
        return f"{rounded(metric.value, 1)}x"
    if metric.unit == "count:share":
        return f"{rounded(metric.value / 10**6, 0)} million shares"
    return f"{metric.unit} {rounded(metric.value / 10**9, 1)} billion"
