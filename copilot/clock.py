"""The time, and the day in New York: as-of days, sessions and dates without a zone are days there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def new_york_day(moment: datetime) -> date:
    """The calendar day of an aware moment in New York."""
    return moment.astimezone(NEW_YORK).date()


def new_york_today() -> date:
    """Today, in New York."""
    return new_york_day(utc_now())
