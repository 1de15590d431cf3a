"""When a figure is told of, by the words right beside it.

The reading of a sentence gives every figure one time, and where its own words name none, one of a neighbour. Here the time that
stands with the figure itself comes first; where none does, the others it may have are tried for an agreement alone: the one that
opens its sentence, the text's own day, and what the heading above it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from copilot.calendar_days import days_around
from copilot.comparison.recoveries import is_dated, named_extreme
from copilot.comparison.statement import NOWHERE, Statement
from copilot.market.calendar import session_on_or_before
from copilot.names import Name, find_names
from copilot.numbers import Claim
from copilot.numbers.times.relative_time import resolve
from copilot.numbers.times.timing import find_times
from copilot.numbers.times.when import TimeMention, When, day_of, window_of
from copilot.resources import reference_table
from copilot.types import Span

COARSEST = Decimal("0.1")  # of the figure: how coarse it may be printed for a window of the heading to be its own
_CHANGES = frozenset({"percent", "basis_point", "percentage_point"})
_TOP_LINES, _HEADING_CHARS = 3, 90
_LONGEST = 1500  # characters of one sentence
_NO_LINK = (
    "despite|amid|following|until|through|and|but|while|yet|as|after|when|which|who|than|from|since|below|above|against"
    "|before|of|to|with|versus|vs"
)
_WORD = rf"(?!(?:{_NO_LINK})\b)[a-z’'-]+"
_BESIDE = re.compile(rf"[\s(*_]*(?:{_WORD}\s){{0,4}}(?:the |its )?[\s(]*")
_SINCE = re.compile(
    rf"[\s(*_]*(?:{_WORD}\s){{0,3}}(?:since|from|on) (?:(?:the|its|late|early) )?"
    r"(?:(?:close|end|start|beginning|turn) of )?(?:the )?"
)
_OF_IT = re.compile(r"\s(?:of|at|near)\s\W{0,2}")
_BEST = re.compile(r"\b(?:\w{3,}est|record|most|least|worst|best|first)\b", re.IGNORECASE)
_OVER_IT = re.compile(  # "three-year volatility"; "the ten-year ended at 4%" is a bond
    r"\s(?:\w+ )?(?:period|returns?|total|gains?|loss|annuali[sz]ed|volatility|beta|drawdown|CAGR|performance|span|stretch|window"
    r"|correlation|record|average)\b",
    re.IGNORECASE,
)
_THE_WEEK = re.compile(r"\b(?:(?:on|for|over|in|this) (?:the )?week|weekly|week['’]s)\b", re.IGNORECASE)
_OF_THE_WEEK = 3  # how often a text speaks of its week for a change without a time to be of it
_AT_AN_END = re.compile(
    r"\b(?:(?P<began>beg[aiu]n|begins|start(?:ed|s)?|opened|entered)|(?:end|clos|finish)(?:ed|es|s|ing)?)"
    r" (?:the (?P<unit>year|quarter|month)|(?P<year>(?:19|20)\d\d)) at (?:about |around )?\W?(?:minus )?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:(?:through|until|till|up to) (?:the )?(?:end of )?|to the end of )(?:the )?$", re.IGNORECASE)
_BEHIND_CHARS = 40  # from an extreme to the words that date it, "of 12.30, set on 4 May"
_BACK = {"week_before": 7, "month_before": 30, "year_before": 365}
_LAST_DAY = re.compile(r"last \w+day\b", re.IGNORECASE)
_LABEL = re.compile(r"[\s*•#>-]*")
_TO_A_LEVEL = re.compile(r"\s*(?:to|to (?:end|close|finish|settle|stand) at)\s(?:about |around |just (?:over|under) )?\W{0,2}$")
_EXTREME = re.compile(
    r"(?:['’]s)?\s(?:(?:intraday|closing|record|all-time)\s)*(?:lows?|bottoms?|troughs?|highs?|peaks?|records?|tops?)\b",
    re.IGNORECASE,
)
_HELD_FROM = re.compile(
    r"\b(?:from|than|since|against|versus|vs\.?|below|above|until|by|of)\s(?:[\w’'-]+\s){0,2}$", re.IGNORECASE
)
_STOP = re.compile(r"[;:]|\.\s|\b(?:which|that|who|where|whose)\b")


@lru_cache(maxsize=1)
def _idioms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of a running week, month, quarter or year, by unit, from `reference/statements.toml`."""
    table = reference_table("statements.toml")["running"]
    return tuple((unit, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)) for unit, words in table.items())


class TimesBeside:
    """The times of one text with its figures, asked statement by statement. Without the text's own day there are none to try."""

    def __init__(self, text: str, claims: Sequence[Claim], published: date | None) -> None:
        self._text, self._published = text, published
        self._figures = sorted({(claim.quantity.start, claim.quantity.end) for claim in claims})
        times = _all_times(text, published) if published is not None else ()
        self._times = sorted(times, key=lambda time: time.start)
        self._starts = [time.start for time in self._times]
        self._changes = {_figure(claim) for claim in claims if claim.quantity.unit in _CHANGES}
        self._own = {_figure(claim): self._told_beside(claim) for claim in claims if claim.row is None}
        self._taken = {time.start: figure for figure, time in self._own.items() if time is not None}
        for statement in (Statement(claim, text, published) for claim in claims):
            if (extreme := self.from_an_extreme(statement)) is not None:
                self._taken[extreme.start] = statement.number

    def own(self, statement: Statement) -> TimeMention | None:
        """The time that stands right behind the figure, or before it and behind the figure before it; None where none does."""
        return self._own.get(statement.number)

    def opening(self, statement: Statement) -> TimeMention | None:
        """The day that opens the sentence of a level which has no time of its own: "a year ago the yield stood at 4%"."""
        claim = statement.claim
        if claim.period_grain is not None or claim.row is not None or self._published is None:
            return None
        first = next((start for start, _ in self._figures if start >= claim.sentence[0]), statement.number[0])
        days = [time for time in self._between(claim.sentence[0], first) if time.when.grain == "day"]
        return days[-1] if days and not self._is_of_an_extreme(days[-1]) else None

    def _told_beside(self, claim: Claim) -> TimeMention | None:
        end = _at_an_end(self._text, claim, self._published)
        if end is not None:
            return end
        return self._behind(_figure(claim), claim.sentence) or self._before(claim)

    def _is_dated(self, statement: Statement) -> bool:
        """Whether its sentence gives it a time that is not right beside another figure."""
        span, sentence = statement.claim.period_span, statement.claim.sentence
        if span is None:
            return False
        owner = self._taken.get(span[0], statement.number)
        is_of_all = owner == statement.number or span[0] < owner[0] < statement.number[0]  # "in May A rose 3% and B 4%"
        return sentence[0] <= span[0] < sentence[1] and is_of_all

    def others(self, statement: Statement) -> Iterator[TimeMention | None]:
        """The times it may have besides, the likeliest first; None is the text's own day."""
        if self._published is None or statement.claim.row is not None:
            return
        begin = statement.claim.sentence[0]
        first = next((start for start, _ in self._figures if start >= begin), statement.number[0])
        if statement.claim.role == "from":
            yield from self._of_a_day_before(statement)
        opening = [time for time in self._between(begin, first) if not self._is_of_an_extreme(time)][-1:]
        yield from opening
        is_dated = self._is_dated(statement)
        is_of_a_day = is_dated and statement.claim.period_grain == "day" and not statement.claim.since
        if not is_of_a_day and not any(time.when.grain == "day" for time in opening):
            yield None
        if is_dated:
            return
        if statement.claim.quantity.unit in _CHANGES and statement.value and statement.ulp / statement.value <= COARSEST:
            yield from self._of_headings(begin)

    def from_an_extreme(self, statement: Statement) -> TimeMention | None:
        """The time of the high, low or close that a change is told from, up to that of the one it is told to, if any: "from its 7
        March peak the index has lost 4%", "10% below the close of 9 March"."""
        match = named_extreme(statement)
        near = self._between(match.start(), match.end() + _BEHIND_CHARS) if match is not None else []
        named = [time for time in near if match is not None and is_dated(statement, match, (time.start, time.end))]
        if match is None or not named or statement.claim.row is not None:
            return None
        one = named[0]
        is_before = match.end() <= statement.number[0]
        other = next(iter(self._between(max(match.end(), one.end), statement.number[0])), None) if is_before else None
        if other is None or other.when.start is None or one.when.start is None or one.when.start > other.when.start:
            return replace(one, when=replace(one.when, since=True))
        when = When("window", one.when.start, other.when.end, first=one.when.grain, last=other.when.grain)
        return TimeMention(one.start, other.end, when)

    def _of_a_day_before(self, statement: Statement) -> Iterator[TimeMention]:
        """Where a level came from: the session before its day, a week back, or before what the heading is about."""
        claim = statement.claim
        own = claim.period_start if claim.period_grain == "day" and claim.period_start is not None else self._published
        assert own is not None
        starts = [own, own - timedelta(days=own.weekday())]
        starts += [time.when.start for time in self._of_headings(claim.sentence[0]) if time.when.start is not None]
        for start in starts:
            day = session_on_or_before(start - timedelta(days=1))
            when = day_of(day.year, day.month, day.day)
            yield from [TimeMention(*NOWHERE, when)] if when is not None else []

    def _between(self, start: int, end: int) -> list[TimeMention]:
        return self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _next(self, end: int) -> Span | None:
        at = bisect_left(self._figures, (end, end))
        return self._figures[at] if at < len(self._figures) else None

    def _behind(self, number: Span, sentence: Span) -> TimeMention | None:
        """The first time behind a figure and before the next, with nothing of its own between; of "2% to 84 on Friday" too."""
        following = self._next(number[1])
        stop = min(sentence[1], following[0] if following else sentence[1])
        for time in self._between(number[1], stop):
            patterns = (_BESIDE, _SINCE) if time.when.since else (_BESIDE,)
            is_beside = any(pattern.fullmatch(self._text, number[1], time.start) for pattern in patterns)
            if time.when.since and number not in self._changes:
                continue  # a level is of no running window
            is_best = _BEST.search(self._text, number[1], time.start) is not None
            return time if is_beside and not is_best and not self._is_of_an_extreme(time) else None
        if following is not None and following[0] < sentence[1] and _TO_A_LEVEL.fullmatch(self._text, number[1], following[0]):
            return self._behind(following, sentence)
        return None

    def _before(self, claim: Claim) -> TimeMention | None:
        """The last time between the figure before and this one, where it does not stand with the one before."""
        number, sentence = _figure(claim), claim.sentence
        at = bisect_left(self._figures, number)
        previous = self._figures[at - 1] if at and self._figures[at - 1][0] >= sentence[0] else None
        begin = previous[1] if previous else sentence[0]
        for time in reversed(self._between(begin, number[0])):
            is_best = _BEST.search(self._text, max(begin, time.start - 40), time.start) is not None
            is_lasting = time.when.since or time.when.grain == "length"
            if is_lasting and (is_best or number not in self._changes):
                continue  # "its steepest fall in four years"; and a level is of no running window
            if (extreme := _EXTREME.match(self._text, time.end)) is not None:
                is_its_level = claim.quantity.unit != "percent" and _OF_IT.fullmatch(self._text, extreme.end(), number[0])
                return time if is_its_level else None
            is_label = previous is None and _LABEL.fullmatch(self._text, sentence[0], time.start) is not None
            if not is_label and _STOP.search(self._text, time.end, number[0]):
                return None
            is_open = time.when.since or time.when.until
            if not is_open and _HELD_FROM.search(self._text, max(begin, time.start - 30), time.start):
                return None
            if previous is not None and _BESIDE.fullmatch(self._text, begin, time.start):
                return None
            return time
        return None

    def _is_of_an_extreme(self, time: TimeMention) -> bool:
        return _EXTREME.match(self._text, time.end) is not None

    def _of_headings(self, begin: int) -> Iterator[TimeMention]:
        """The windows that the heading above is about, and those of the text's own first lines."""
        for start, end in self._headings(begin):
            for time in self._between(start, end):
                if time.when.grain in ("week", "month", "quarter", "half", "year") and not time.when.relative:
                    yield time
            if re.search(r"\bweek(?:ly|end)?\b", self._text[start:end], re.IGNORECASE):
                yield self._week(start, end)
        if len(_THE_WEEK.findall(self._text)) >= _OF_THE_WEEK:
            yield self._week(*NOWHERE)

    def _week(self, start: int, end: int) -> TimeMention:
        assert self._published is not None
        return TimeMention(start, end, resolve(When("week", relative=True, day=0), self._published))

    def _headings(self, begin: int) -> Iterator[Span]:
        lines = [match.span() for match in re.finditer(r"[^\n]+", self._text[:begin])]
        short = [(a, b) for a, b in lines if b - a <= _HEADING_CHARS and not self._text[a:b].rstrip().endswith((".", ",", ";"))]
        above = short[-1:] if short and short[-1] not in short[:_TOP_LINES] else []
        yield from (*above, *[line for line in short[:_TOP_LINES] if line in lines[: _TOP_LINES + 1]])


def titled_instrument(text: str) -> Name | None:
    """The one fund or company with a ticker that the first line of a text names; None where it names none or several."""
    first = text.lstrip()[: 2 * _HEADING_CHARS].partition("\n")[0]
    named = {name.ticker: name for name in instruments_in(first)}
    return next(iter(named.values())) if len(named) == 1 and len(first) <= _HEADING_CHARS else None


def named_before(statement: Statement) -> Name | None:
    """The one instrument that stands before a figure in its own sentence: "regional banks, via KRE, slid 3%"."""
    if statement.claim.row is not None:
        return None
    found = [name for name in _instruments_between(statement.text, *statement.claim.sentence) if name.end <= statement.number[0]]
    return found[-1] if len({name.ticker for name in found}) == 1 else None


def spoken_of(statement: Statement) -> Name | None:
    """The instrument that the nearest sentence before which names one is about: its first."""
    return _spoken_before(statement.text, statement.claim.sentence[0])


@lru_cache(maxsize=2048)  # asked again by each figure of a sentence
def _spoken_before(text: str, end: int) -> Name | None:
    while end > 0:
        begin = max(text.rfind("\n", 0, end), text.rfind(". ", 0, max(0, end - 2)), end - _LONGEST, 0)
        named = _instruments_between(text, begin, end)
        if named:
            return named[0]
        end = begin
    return None


@lru_cache(maxsize=4096)
def _instruments_between(text: str, start: int, end: int) -> tuple[Name, ...]:
    """The instruments of a sentence, with their places in the text."""
    found = instruments_in(text[start:end])
    return tuple(replace(name, start=name.start + start, end=name.end + start) for name in found)


def most_named(text: str) -> Name | None:
    """The instrument that a text names more often than all others together; None where there is none."""
    named = instruments_in(text)
    counts = Counter(name.ticker for name in named)
    ticker, count = counts.most_common(1)[0] if counts else (None, 0)
    return next(name for name in named if name.ticker == ticker) if 2 * count > len(named) else None


def instruments_in(text: str) -> list[Name]:
    """The funds, companies and indices with a ticker that a text names."""
    return [name for name in find_names(text) if name.ticker and name.kind in ("fund", "company", "index")]


def _at_an_end(text: str, claim: Claim, published: date | None) -> TimeMention | None:
    """The day of a level that is told at the end or the beginning of a time: "ended the year at 4.2%", "began 2023 at 3.9%"."""
    lead = text[max(claim.sentence[0], claim.quantity.start - 60) : claim.quantity.start]
    match = _AT_AN_END.search(lead)
    if match is None or published is None or claim.quantity.unit == "percentage_point":
        return None
    unit, year = (match["unit"] or "year").lower(), int(match["year"]) if match["year"] else published.year
    if match["began"]:
        day = days_around(date(year, published.month, 1), unit)[0] - timedelta(days=1)
    else:
        day = min(published, date(year, 12, 31)) if unit == "year" else published
    session = session_on_or_before(day)
    when = day_of(session.year, session.month, session.day)
    return TimeMention(*NOWHERE, when) if when is not None else None


def _figure(claim: Claim) -> Span:
    return claim.quantity.start, claim.quantity.end


def retimed(statement: Statement, time: TimeMention | None) -> Statement:
    """The statement, told of another time; None leaves it to the text's own day."""
    when = time.when if time is not None else None
    claim = replace(
        statement.claim,
        period_start=when.start if when else None,
        period_end=when.end if when else None,
        period_grain=when.grain if when else None,
        period_span=(time.start, time.end) if time else None,
        since=when.since and statement.claim.quantity.unit in _CHANGES if when else False,
        months=when.months if when else None,
        when=when,
    )
    return replace(statement, claim=claim)


def _all_times(text: str, published: date | None) -> Iterator[TimeMention]:
    """The times a text names, and the running windows it names by idioms where no other time stands."""
    assert published is not None
    names = [(name.start, name.end) for name in find_names(text)]  # "Russell 2000" is no year
    taken: list[Span] = []
    told: list[TimeMention] = []
    for match in dict(_idioms())["week_before"].finditer(text):  # "the Friday before" is no Friday of the text's own week
        taken.append(match.span())
        day = session_on_or_before(published - timedelta(days=_BACK["week_before"]))
        if (when := day_of(day.year, day.month, day.day)) is not None:
            yield TimeMention(*match.span(), when)
    for time in find_times(text, published):
        if any(time.start < end and start < time.end for start, end in taken):
            continue
        is_of_name = any(time.start < end and start < time.end for start, end in names)
        is_tenor = time.when.grain == "length" and "-" in text[time.start : time.end] and not _OVER_IT.match(text, time.end)
        if not is_of_name and not is_tenor:
            told.append(_up_to(text, replace(time, when=_gone_by(time, text, published))))
            yield told[-1]
        taken.append((time.start, time.end))
    for unit, pattern in _idioms():
        for match in pattern.finditer(text):
            when = _named_before(text, told, unit, match.start()) or _running(unit, published)
            if when is not None and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield TimeMention(*match.span(), when)


def _named_before(text: str, told: Sequence[TimeMention], unit: str, at: int) -> When | None:
    """The month or quarter that a sentence names before it says "the month": "ended November at 12.30, up 1% for the month"."""
    begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at))
    named = [time.when for time in told if begin < time.start and time.end <= at and time.when.grain == unit]
    return named[-1] if named and not named[-1].since else None


def _up_to(text: str, time: TimeMention) -> TimeMention:
    """The year as far as a day or month that a text goes "through" or "until": where such a window begins is mostly left out."""
    end = time.when.end
    if end is None or time.when.grain not in ("day", "month") or _UNTIL.search(text, max(0, time.start - 24), time.start) is None:
        return time
    return replace(time, when=replace(window_of(date(end.year, 1, 1), end), until=True))


def _running(unit: str, published: date) -> When | None:
    if unit == "year_end":
        return day_of(published.year - 1, 12, 31)
    if unit in _BACK:
        day = session_on_or_before(published - timedelta(days=_BACK[unit]))
        return day_of(day.year, day.month, day.day)
    if unit == "year":
        return resolve(When("window", relative=True, since=True, part=9), published)
    return resolve(When(unit, relative=True, day=0), published)  # type: ignore[arg-type]


def _gone_by(time: TimeMention, text: str, published: date) -> When:
    """A day told without a year behind the text's own is the last one: what is told was. "Last Friday" on a Friday is the one
    before."""
    when = time.when
    if when.grain == "day" and when.start == published and _LAST_DAY.match(text, time.start):
        before = published - timedelta(days=7)
        return day_of(before.year, before.month, before.day) or when
    if when.grain != "day" or when.start is None or when.start <= published or re.search(r"\d{4}", text[time.start : time.end]):
        return when
    try:
        gone = when.start.replace(year=when.start.year - 1)
    except ValueError:
        return when
    return replace(when, start=gone, end=gone, year=gone.year)
