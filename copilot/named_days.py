"""Days that people name without a date, "Thanksgiving", "Black Friday": which words name one, and where it falls in a year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from copilot.calendar_words import ORDINALS, WEEKDAYS
from copilot.resources import reference_table


def holiday_words(*tables: str) -> Iterator[str]:
    """The words for such days, in lower case: "days", or "seasons" called by one."""
    return (word for word, _ in _words(tables))


def holiday_pattern(words: Iterable[str]) -> str:
    """Such words as one pattern, longest first."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(word.replace("'", "['’]?").replace(" ", r"\s+") for word in longest)


def any_holiday() -> str:
    """The pattern of them all, seasons as the days they are called by."""
    return holiday_pattern(holiday_words("days", "seasons"))


def holiday_of(words: str, year: int) -> date:
    """The day that the words name in a year.

    >>> [holiday_of(words, 2024).isoformat() for words in ("Labor Day", "Halloween", "Easter")]
    ['2024-09-02', '2024-10-31', '2024-03-29']
    """
    return day_by(rule_of(words), year)


def rule_of(words: str) -> str:
    """How the day that the words name falls in a year, as the table has it."""
    return _by_word()[_plain(words)]


def day_by(rule: str, year: int) -> date:
    """The day of a year by its rule: "12-24", "11 fourth thursday 1", "easter -2"."""
    if rule[:2].isdigit() and rule[2] == "-":
        return date(year, int(rule[:2]), int(rule[3:]))
    fall, _, rest = rule.partition(" ")
    if fall == "easter":
        return easter(year) + timedelta(days=int(rest))
    place, weekday, *later = rest.split()
    begin = _weekday(year, int(fall), place, WEEKDAYS.index(weekday))
    return begin + timedelta(days=int(later[0]) if later else 0)


def _weekday(year: int, month: int, place: str, weekday: int) -> date:
    """The first, second … or last such weekday of a month."""
    first = date(year, month, 1) + timedelta(days=(weekday - date(year, month, 1).weekday()) % 7)
    if place != "last":
        return first + timedelta(days=7 * ORDINALS.index(place))
    return first + timedelta(days=(monthrange(year, month)[1] - first.day) // 7 * 7)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches: the Sunday after the first full moon of spring, by the tables of the calendar.

    Source: the computus of the Gregorian calendar, e.g. Meeus (1991), "Astronomical Algorithms", chapter 8.

    >>> easter(2024).isoformat(), easter(2025).isoformat(), easter(2026).isoformat()
    ('2024-03-31', '2025-04-20', '2026-04-05')
    """
    century, golden = year // 100, year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 4) % 7
    back = (golden + 11 * moon + 22 * sunday) // 451 * 7
    return date(year, 3, 22) + timedelta(days=moon + sunday - back)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("'", "").split())


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, str]:
    return {_plain(word): rule for word, rule in _words(("days", "seasons"))}


def _words(tables: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each word with its rule."""
    for name in tables:
        for rule, words in reference_table("holiday_words.toml")[name].items():
            yield from ((word, rule) for word in words)
