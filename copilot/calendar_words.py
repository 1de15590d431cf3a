"""Months, weekdays and ordinals as English prose writes them: one list for all that reads or writes dates."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_TENS = (("twenty", 20, ORDINALS[:9]), ("thirty", 30, ORDINALS[:1]))
DAYS_OF_MONTH = (  # "twelfth", "twenty-first"
    {word: at for at, word in enumerate(ORDINALS, 1)}
    | {f"{ten}-{word}": number + at for ten, number, words in _TENS for at, word in enumerate(words, 1)}
    | {"thirtieth": 30}
)
MONTH_NUMBERS = {form: at for at, name in enumerate(MONTHS, 1) for form in (name, name[:3])} | {"sept": 9}
QUARTER_NUMBERS = {form: at for at, name in enumerate(ORDINALS[:4], 1) for form in (name, ("1st", "2nd", "3rd", "4th")[at - 1])}

MONTH_PARTS = {"early": 1, "mid": 2, "middle": 2, "late": 3}  # as `calendar_days.part_of_month` numbers them


def month_pattern(*, capital: bool = False, point: bool = False) -> str:
    """The alternatives of a pattern for a month, whole or abbreviated. point: one behind an abbreviation belongs to it.

    >>> [form.split("|")[0] for form in (month_pattern(), month_pattern(capital=True))]
    ['jan(?:uary)?', 'Jan(?:uary)?']
    """
    return "|".join(_month_form(name.title() if capital else name, point) for name in MONTHS)


def _month_form(name: str, point: bool) -> str:
    short, rest = ("sept?" if name[0] == "s" else "Sept?", "ember") if name.lower().startswith("sep") else (name[:3], name[3:])
    if len(rest) < 2:  # "May", "June" and "July" are seldom cut, and then without a point
        return f"{short}{rest}?" if rest else short
    return rf"{short}(?:{rest}|\.)?" if point else f"{short}(?:{rest})?"


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such: a text may write 31 June.

    Nor is one of the first or the last year that a date can hold a day: 0001-01-01 and 9999-12-31 stand where a date is unknown,
    and have no day before or after.

    >>> date_or_none(2024, 6, 31), date_or_none(9999, 12, 31), date_or_none(2024, 6, 30)
    (None, None, datetime.date(2024, 6, 30))
    """
    if not MINYEAR < year < MAXYEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Counts in words, as of months, weeks and sessions.
CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip


def count_of(text: str) -> int:
    """The number that digits, or a word of CARDINALS, say.

    >>> count_of("12"), count_of("Three")
    (12, 3)
    """
    return int(text) if text.isdigit() else CARDINALS[text.lower()]
