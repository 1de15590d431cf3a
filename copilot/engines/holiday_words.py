"""Holidays as times: "since Thanksgiving" is since that day of the latest year that has had it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from copilot.market.calendar import named_holidays
from copilot.resources import reference_table


def holiday_pattern() -> str:
    """The words of all holidays as one pattern, longest first."""
    known = {word for table in reference_table("holiday_words.toml").values() for words in table.values() for word in words}
    return "|".join(word.replace("'", "['’]?").replace(" ", r"\s+") for word in sorted(known, key=len, reverse=True))


def holiday_of(words: str, year: int) -> date | None:
    """The day of the holiday that the words name in a year; None where it was none.

    >>> holiday_of("Labor Day", 2024).isoformat(), holiday_of("Halloween", 2024).isoformat()
    ('2024-09-02', '2024-10-31')
    """
    key = _by_word()[_plain(words)]
    if key[0].isdigit():
        return date(year, int(key[:2]), int(key[3:]))
    return named_holidays(year).get(key)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("'", "").split())


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, str]:
    return {
        _plain(word): key
        for table in reference_table("holiday_words.toml").values()
        for key, words in table.items()
        for word in words
    }
