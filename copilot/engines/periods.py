"""A period: the calendar days that a question or a sentence names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from copilot.calendar_days import days_of_month
from copilot.types import Span

ALL_TIME = date(1900, 1, 1)  # the start of a period that reaches back as far as there are prices
Grain = Literal["day", "week", "span", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days, both inclusive, as a question names them; `span` is where it stands.

    `months` is set where it counts back from its end: the as-of day, or a day named with it ("three years to November").
    A week, month, quarter, year and what runs since one are measured from the close before them; a span from its first close.
    """

    start: date
    end: date
    grain: Grain
    span: Span
    months: int | None = None
    is_since: bool = False  # "since November": measured from the close before it, as a month is
    is_from_close: bool = False  # "early May", "the second half": measured so too, but it ends where it ends
    is_all_time: bool = False  # "ever": as far back as there are prices
    further: tuple[Period, ...] = ()  # others asked about alike: "in November and December"


def all_time(as_of: date, span: Span = (0, 0)) -> Period:
    """Up to the as-of day from as far back as there are prices."""
    return Period(ALL_TIME, as_of, "span", span, is_all_time=True)


def month_of(year: int, month: int, span: Span = (0, 0)) -> Period:
    """A calendar month."""
    return Period(*days_of_month(year, month), "month", span)
