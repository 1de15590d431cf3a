"""The dates of a text against the calendar alone: a weekday that is not that day's, a day on which no market was open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from copilot.auditing.remarks import Remark
from copilot.calendar_words import MONTH_NUMBERS, WEEKDAYS, date_or_none, month_pattern
from copilot.comparison import Statement
from copilot.market.calendar import is_session
from copilot.names import Name, instrument
from copilot.numbers import Claim
from copilot.sentences import sentences
from copilot.types import Span

_DAYS = tuple(name.title() for name in WEEKDAYS)
_WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = rf"(?P<month>{month_pattern(capital=True)})\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATED = tuple(
    re.compile(rf"\b{_WEEKDAY}\.?,?\s(?:the\s)?(?P<date>{date_form})\b")
    for date_form in (
        rf"{_MONTH}\s{_ORDINAL}(?:,?\s(?P<year>\d{{4}}))?",
        rf"{_ORDINAL}\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>\d{{4}}))?",
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
    )
)
_HANGING = re.compile(  # a month without a year, or a day counted from the writer's own
    rf"\b{_MONTH}(?:\s{_ORDINAL})?(?!,?\s(?:of\s)?(?:19|20)\d\d)(?!\s?\d)(?=\W|$)"
    r"|\b(?i:today|yesterday|this (?:week|month|quarter|year)|last (?:week|month|quarter|year)|year[\s-]to[\s-]date|ytd)\b"
)
_NEAR_DAYS = 200  # a date without its year is of the year that brings it nearest to the text's own day
_TRADED = ("open", "high", "low", "close")


def left_undated(text: str, figures: Sequence[Span], published: date | None) -> list[str]:
    """That a text which states no day of its own tells figures of days that hang on it, so that they were held against none.

    >>> left_undated("Shares fell 2% on November 17.", [(12, 14)], None) != [], left_undated("Today is fine.", [], None)
    (True, [])
    """
    if published is not None:
        return []
    told = [text[start:end] for start, end in sentences(text) if any(start <= figure[0] < end for figure in figures)]
    if not any(map(_HANGING.search, told)):
        return []
    return [
        "the text states no day of its own, so figures of days and months without a year, of “today” and the like were not held"
        " against the prices: --published DAY gives it"
    ]


def weekdays_against_dates(text: str, published: date | None) -> Iterator[Remark]:
    """Each weekday that does not go with the date beside it: "Monday, December 9, 2025" was a Tuesday."""
    for pattern in _DATED:
        for match in pattern.finditer(text):
            day = _day(match, published)
            said = next(name for name in _DAYS if name.startswith(match["weekday"][:3]))
            if day is None or _DAYS[day.weekday()] == said:
                continue
            stated = " ".join(match.group().split())
            found = f"{day} was a {_DAYS[day.weekday()]}"
            yield Remark(
                "date", "error", ((match.start("date"), match.end("date")),), stated, found,
                f"“{stated}”: the weekday and the date do not go together; {found}.", stated_date=day, disputes=True,
            )  # fmt: skip


def days_without_a_session(text: str, claims: Sequence[Claim], published: date | None) -> Iterator[Remark]:
    """Each price or one-day change of a New York instrument that is dated to a day on which its market was shut."""
    told: set[tuple[tuple[int, int], date]] = set()
    for claim in claims:
        day, span = claim.period_start, claim.period_span
        if claim.since:
            continue  # "since January 1" begins at the close before
        if day is None or span is None or claim.period_grain != "day" or claim.period_end != day or is_session(day):
            continue
        if not Statement(claim, text, published).is_fact or not _is_trade(claim) or (span, day) in told:
            continue
        if (published is not None and day > published) or _is_of_a_sentence_before(claim, text):
            continue
        if not any(_trades_in_new_york(name) for name in claim.entities):
            continue
        told.add((span, day))
        words = " ".join(text[slice(*span)].split())
        found = f"{day} was {_what_day(day)}, no session"
        stated = f"{claim.quantity.text} is dated {words}"
        number = (claim.quantity.start, claim.quantity.end)
        yield Remark(
            "date", "error", (span, number), stated, found, f"{stated}; {found}.", stated_date=day, disputes=True
        )  # fmt: skip


def _is_of_a_sentence_before(claim: Claim, text: str) -> bool:
    """Whether the day is told in a sentence before it, in the same paragraph, while its own sentence names its own subject."""
    span, begin = claim.period_span, claim.sentence[0]
    is_before = span is not None and claim.row is None and span[1] <= begin
    return is_before and claim.entities_near and span is not None and "\n" not in text[span[1] : begin]


def _is_trade(claim: Claim) -> bool:
    """Whether the figure is a price of a session, or a change of one."""
    if claim.price_field in _TRADED:
        return claim.quantity.unit in ("none", "index_point") or len(claim.quantity.unit) == 3
    return (
        claim.quantity.unit == "percent"
        and claim.role == "change"
        and claim.measure in (None, "return", "price_return", "price", "share_price")
        and not claim.basis
        and any(name.kind in ("index", "fund") for name in claim.entities)
    )


def _trades_in_new_york(name: Name) -> bool:
    if name.kind not in ("index", "fund", "company") or not name.ticker or "." in name.ticker:
        return False
    row = instrument(name.id)
    return name.kind == "company" or (row is not None and row.currency == "USD")


def _what_day(day: date) -> str:
    return f"a {_DAYS[day.weekday()]}" if day.weekday() >= 5 else f"a {_DAYS[day.weekday()]} on which the exchanges were shut"


def _day(match: re.Match[str], published: date | None) -> date | None:
    """The date as printed; without its year, that of the year that brings it nearest to the text's own day."""
    named = match.groupdict()
    month = int(named["number"]) if named.get("number") else MONTH_NUMBERS[named["month"].lower()]
    number = int(named["day"])
    if named.get("year"):
        return date_or_none(int(named["year"]), month, number)
    if published is None:
        return None
    near = [
        day for year in (published.year - 1, published.year, published.year + 1) if (day := date_or_none(year, month, number))
    ]
    found = min(near, key=lambda day: abs(day - published), default=None)
    return found if found is not None and abs(found - published) <= timedelta(days=_NEAR_DAYS) else None
