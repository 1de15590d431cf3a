"""Days and times of day as texts print them: "Dec. 10, 2025", "17 November", "2025-12-18", "the 20th", "4:30 p.m. ET"."""

from __future__ import annotations

from copilot.calendar_words import MONTH_NUMBERS
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import unit_after
from copilot.numbers.wordlists import wordlist

SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset("-–")
_AFTER_HOURS = frozenset([":", "am", "pm", "a", "p", "o"])
_JOINTS = _DASHES | {"to", "and"}
_RATIO_WORDS = frozenset(["ratio", "ratios", "split", "splits", "odds", "leverage", "leveraged"])


def month_at(tokens: Tokens, index: int) -> int | None:
    """The number of the month a token names, None of any other word; "may" and abbreviations need a capital."""
    number = MONTH_NUMBERS.get(tokens.at(index))
    if number is None:
        return None
    word = tokens.word[index]
    if word in wordlist("also_words") and not tokens.is_capital(index):
        abbreviated = word not in ("may", "march") and tokens.at(index + 1) == "." and tokens.kind_at(index + 2) == "n"
        dated = tokens.at(index - 1) in ("on", "since", "until") and tokens.kind_at(index + 1) == "n"
        return number if abbreviated or dated else None
    return number


def month_before(tokens: Tokens, index: int, floor: int) -> int | None:
    """The token of a month that stands right before a token, a point after its abbreviation allowed."""
    at = index - 1
    if at < floor or not tokens.near(index):
        return None
    if tokens.word[at] == "." and tokens.glued(at) and at - 1 >= floor and len(tokens.word[at - 1]) <= 4:
        at -= 1
    return at if month_at(tokens, at) is not None else None


def is_year(word: str) -> bool:
    """Whether a numeral can be a year of our time.

    >>> is_year("2025"), is_year("2,025"), is_year("25")
    (True, False, False)
    """
    return len(word) == 4 and word.isdigit() and 1600 <= int(word) < 2150


def _day(tokens: Tokens, index: int) -> int | None:
    """The token after a day of the month, its "th" included."""
    word = tokens.at(index)
    if tokens.kind_at(index) != "n" or not word.isdigit() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    if tokens.at(index + 1) in SUFFIXES and tokens.glued(index + 1):
        return index + 2
    return index + 1


def _year_after(tokens: Tokens, index: int) -> int:
    """The token after ", 2025", or the token itself where no year follows."""
    at = index + 1 if tokens.at(index) == "," else index
    if tokens.at(at) == "of" and tokens.near(at):
        at += 1
    joined = tokens.at(at + 1) in ("-", "/") and tokens.glued(at + 1) and tokens.kind_at(at + 2) == "n"
    if is_year(tokens.at(at)) and tokens.near(at) and _is_bare(tokens, at + 1) and not joined:
        return at + 1
    if tokens.at(at) == "'" and len(tokens.at(at + 1)) == 2 and tokens.at(at + 1).isdigit():
        return at + 2
    return index


def _is_bare(tokens: Tokens, index: int) -> bool:
    """Whether no unit or scale follows a numeral: "May 12 percent" names no day."""
    return unit_after(tokens, index, strong=False) is None


def read_date(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The day, days or month and year that a numeral belongs to, None where it belongs to none."""
    found = _numeric(tokens, index)
    if found is None and not MONTH_NUMBERS.keys().isdisjoint(tokens.word[max(0, index - 3) : index + 7]):
        found = _month_first(tokens, index, floor) or _day_first(tokens, index)
    return found or _the_day(tokens, index)


def _month_first(tokens: Tokens, index: int, floor: int) -> Item | None:
    month = month_before(tokens, index, floor)
    if month is None:
        month = _apart_by(tokens, index, floor)
        return (
            Item(month, index + 1, "period")
            if month is not None and is_year(tokens.word[index]) and _is_bare(tokens, index + 1)
            else None
        )
    if is_year(tokens.word[index]) and _is_bare(tokens, index + 1):
        return Item(month, index + 1, "period")
    after = _day(tokens, index)
    if after is None or not _is_bare(tokens, after):
        return None
    if (tokens.at(after) in _JOINTS or tokens.at(after) == "or") and tokens.near(after):
        second = _day(tokens, after + 1)
        close = tokens.at(after) in _DASHES
        if (
            second is not None
            and _is_bare(tokens, second)
            and (close or (tokens.at(second) == "," and is_year(tokens.at(second + 1))))
        ):
            after = second
    return Item(month, _year_after(tokens, after), "date")


def _apart_by(tokens: Tokens, index: int, floor: int) -> int | None:
    """The month before a comma or "of": "November of 2025", "November, 2025"; or before "'" or a hyphen: "Nov-25", "Nov '25"."""
    at = index - 1
    if at - 1 < floor or tokens.word[at] not in (",", "of", "'", "-"):
        return None
    word = tokens.word[at]
    if word in (",", "of"):
        return month_before(tokens, at, floor)
    return None


def _day_first(tokens: Tokens, index: int) -> Item | None:
    after = _day(tokens, index)
    if after is None:
        return None
    at = after
    if tokens.at(at) in _JOINTS and tokens.near(at):
        second = _day(tokens, at + 1)
        if second is not None and month_at(tokens, second) is not None and tokens.near(second):
            at = second
    if tokens.at(at) == "of" and month_at(tokens, at + 1) is not None:
        at += 1
    if tokens.is_hyphen(at) and month_at(tokens, at + 1) is not None:  # 17-Nov-2025
        at += 1
        end = at + 1
        if tokens.is_hyphen(end) and tokens.kind_at(end + 1) == "n":
            end += 2
        return Item(index, end, "date")
    if month_at(tokens, at) is None or not tokens.near(at):
        return None
    end = at + 1
    if tokens.at(end) == "." and tokens.glued(end) and len(tokens.word[at]) <= 4 and is_year(tokens.at(end + 1)):
        end += 1
    if (
        tokens.kind_at(at + 1) == "n"
        and tokens.near(at + 1)
        and _day(tokens, at + 1) is not None
        and not is_year(tokens.at(at + 1))
    ):
        return None  # "sold 3 May 12 contracts" is not a day
    return Item(index, _year_after(tokens, end), "date")


def _numeric(tokens: Tokens, index: int) -> Item | None:
    """Days in figures: "2025-12-18", "18.12.2025", "12/18/25"."""
    word = tokens.word[index]
    mark = tokens.at(index + 1)
    if mark == "." and "." in word and tokens.glued(index + 1) and tokens.kind_at(index + 2) == "n" and tokens.glued(index + 2):
        parts = [*word.split("."), tokens.word[index + 2]]
        return Item(index, index + 3, "date") if _is_calendar(parts) else None
    if mark not in ("-", "/", "–") or tokens.at(index + 3) != mark:
        return None
    if any(not tokens.glued(at) for at in range(index + 1, index + 5)) or tokens.kind_at(index + 4) != "n":
        return None
    if tokens.at(index + 5) == mark and tokens.glued(index + 5):
        return None
    parts = [word, tokens.word[index + 2], tokens.word[index + 4]]
    return Item(index, index + 5, "date") if _is_calendar(parts) else None


def _is_calendar(parts: list[str]) -> bool:
    if not all(part.isdigit() and len(part) <= 4 for part in parts):
        return False
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return 1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31 and is_year(parts[0])
    if len(parts[2]) not in (2, 4) or (len(parts[2]) == 4 and not is_year(parts[2])):
        return False
    return 1 <= min(numbers[:2]) <= 12 and 1 <= max(numbers[:2]) <= 31


def _the_day(tokens: Tokens, index: int) -> Item | None:
    """The "17th" of "on the 17th"; "the 20th century" is an ordinal."""
    after = _day(tokens, index) if tokens.at(index - 1) == "the" else None
    if after != index + 2:
        return None
    if tokens.word[after : after + 3] == ["in", "a", "row"]:
        return None
    if tokens.at(after) in wordlist("after_a_day") or after >= len(tokens):
        return Item(index, after, "date")
    return None


def read_time(tokens: Tokens, index: int) -> Item | None:
    """The time of day that begins at a numeral: "04:28:13 EDT", "4 p.m.", "2:15am", "8 o'clock", "0930 GMT"."""
    word = tokens.word[index]
    follows = tokens.at(index + 1) in _AFTER_HOURS or tokens.at(index + 1) in wordlist("zones")
    if not follows or not word.replace(".", "").isdigit() or len(word) > 5:
        return None
    at, clock = index + 1, False
    if tokens.at(at) == ":" and tokens.glued(at) and tokens.glued(at + 1) and len(tokens.at(at + 1).partition(".")[0]) == 2:
        minutes = tokens.at(at + 1).partition(".")[0]
        if not (word.isdigit() and len(word) <= 2 and int(word) < 25 and minutes.isdigit() and int(minutes) < 60):
            return None
        if _RATIO_WORDS.intersection(tokens.word[max(0, index - 4) : index] + tokens.word[at + 2 : at + 4]):
            return None
        at, clock = at + 2, True
        if tokens.at(at) == ":" and tokens.glued(at) and tokens.kind_at(at + 1) == "n" and tokens.glued(at + 1):
            at += 2
    half = _half_of_day(tokens, at)
    if half is not None:
        if float(word) > 24:
            return None
        at, clock = half, True
    elif tokens.at(at) == "o" and tokens.at(at + 1) == "'" and tokens.at(at + 2) == "clock":
        return Item(index, at + 3, "time")
    zone = (
        tokens.at(at) in wordlist("zones")
        and tokens.near(at)
        and (tokens.raw(at).isupper() or (clock and tokens.raw(at)[0].isupper()))
    )
    if not clock:
        plain_hour = zone and word.isdigit() and len(word) == 4 and int(word[:2]) < 25 and int(word[2:]) < 60
        return Item(index, at + 1, "time") if plain_hour else None
    return Item(index, at + 1 if zone else at, "time")


def _half_of_day(tokens: Tokens, index: int) -> int | None:
    """The token after a.m. or p.m., None where neither stands there."""
    word = tokens.at(index)
    if not tokens.near(index):
        return None
    if word in ("am", "pm"):
        return index + 1
    if word in ("a", "p") and tokens.at(index + 1) == "." and tokens.at(index + 2) == "m" and tokens.glued(index + 2):
        return index + 4 if tokens.at(index + 3) == "." and tokens.glued(index + 3) else index + 3
    return None
