"""The words and times of a label, the digits of a figure as printed, and the words that ask for a computed figure
(`reference/derivation_words.toml`), as patterns and stems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from copilot.calendar_words import MONTH_NUMBERS, month_pattern
from copilot.numbers.wording import stem
from copilot.resources import reference_table

YEAR = re.compile(r"(?<![\d.,$/])(?:FY\s?)?((?:19|20)\d\d)(?![\d,]*\d|\.\d|%)", re.IGNORECASE)
GLUED = re.compile(r"(?<=[a-z])(\s?,?\s?)([0-3]?\d)((?:19|20)\d\d)(?!\d)")  # "december 312008": a comma was lost
_SLASHED = re.compile(r"(?<![\d/$])(1[0-2]|0?[1-9])/(?:[0-3]?\d/)?((?:19|20)\d\d|\d\d)(?![\d/])")
_SHORT_YEAR = re.compile(r"\b(?:FY|fiscal)\s?['’]?(\d\d)\b", re.IGNORECASE)
_GLUED_DIGITS, _DIGITS = re.compile(r"\d{5}"), re.compile(r"\d\d")  # what every glued date, and every year, holds
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
MONTH = re.compile(rf"\b({month_pattern()})\b", re.IGNORECASE)


def words(text: str) -> frozenset[str]:
    """The content words of a label, as stems, with the years it names.

    >>> sorted(words("Total sales in 2019"))
    ['2019', 'sal', 'total']
    """
    text = unglued(text)
    found = {stem(word) for word in _WORD.findall(text) if len(word) > 1 and word.lower() not in words_of("empty")}
    return frozenset(found | set(years(text)))


def unglued(text: str) -> str:
    """The text with a day and a year set apart that lost what stood between them."""
    return GLUED.sub(r"\1\2 \3", text) if _GLUED_DIGITS.search(text) else text


def years(text: str) -> list[str]:
    """Years named, in order, "FY19" among them."""
    if _DIGITS.search(text) is None:
        return []
    found = [(match.start(), match[1]) for match in YEAR.finditer(text)]
    found += [(match.start(), "20" + match[1]) for match in _SHORT_YEAR.finditer(text)]
    found += [(match.start(), str(_full(match[2]))) for match in _SLASHED.finditer(text)]
    return [year for _, year in sorted(found)]


def times(text: str) -> tuple[tuple[int, int], ...]:
    """(year, month) for each year named; month 0 where none stands before it.

    >>> times("from June 30, 2018 to December 31 , 2019")
    ((2018, 6), (2019, 12))
    """
    if _DIGITS.search(text) is None:
        return ()
    text = unglued(text)
    months = [(match.start(), MONTH_NUMBERS[match[1].lower()]) for match in MONTH.finditer(text)]
    found: list[tuple[int, int]] = []
    used = 0
    months += [(match.start() - 1, int(match[1])) for match in _SLASHED.finditer(text)]
    months.sort()
    spots = [(match.start(), int(match[1])) for match in YEAR.finditer(text)]
    spots += [(match.start(), 2000 + int(match[1])) for match in _SHORT_YEAR.finditer(text)]
    spots += [(match.start(), _full(match[2])) for match in _SLASHED.finditer(text)]
    for at, year in sorted(spots):
        near = [month for start, month in months if used - 1 <= start < at and at - start < 24]
        found += [(year, month) for month in near] or [(year, 0)]
        used = at
    return tuple(dict.fromkeys(found))


def _full(year: str) -> int:
    value = int(year)
    return value if value > 99 else 2000 + value if value < 60 else 1900 + value


def mantissa_of(text: str, value: Decimal) -> tuple[Decimal, int]:
    """The digits as printed and the factor that makes them `value`.

    >>> mantissa_of("$1.2 billion", Decimal(1200000000))
    (Decimal('1.2'), 1000000000)
    """
    match = re.search(r"\d[\d,]*(?:\.\d+)?|\.\d+", text)
    if match is None:
        return value, 1
    printed = Decimal(match[0].replace(",", ""))
    if printed == 0 or value == 0:
        return value, 1
    factor = value / printed
    return (printed, int(factor)) if factor >= 1 and factor == int(factor) else (value, 1)


@cache
def cue(form: str) -> re.Pattern[str]:
    """The pattern of the phrases that ask for a form. Raises KeyError where the table has no such form.

    >>> bool(cue("down").search("the decrease in sales")), bool(cue("of_whole").search("of the total"))
    (True, True)
    """
    return re.compile(
        "|".join(_phrase(phrase) for phrase in reference_table("derivation_words.toml")["forms"][form]), re.IGNORECASE
    )


def _phrase(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    first = r"\b" if phrase[0].isalpha() else ""
    last = r"\b" if phrase[-1].isalpha() or phrase[-1] == "*" else ""
    return first + r"\s(?:of\s)?(?:the\s)?".join(words) + last


@cache
def stems_of(name: str) -> frozenset[str]:
    """A word list of the table as stems."""
    return frozenset(stem(word) for word in words_of(name))


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the table, in lower case."""
    return frozenset(reference_table("derivation_words.toml")[name].split())


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """For the stem of a question's word the stems a row may have instead."""
    return {
        stem(word): tuple(stem(other) for other in others.split())
        for word, others in reference_table("derivation_words.toml")["synonyms"].items()
    }
