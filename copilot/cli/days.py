"""A day typed as an option."""

from __future__ import annotations

from datetime import date

from copilot.errors import UsageError


def read_day(text: str | None, option: str) -> date | None:
    """The day, or None where the option was not given. Raises UsageError where it is malformed or lies in the future."""
    if text is None:
        return None
    from copilot.settings import parse_day

    try:
        return parse_day(text)
    except ValueError as error:
        fix = f"write the day as YYYY-MM-DD, no later than today, as {option} 2025-12-18"
        raise UsageError(f"{option}: {error}", fix=fix) from None
