"""Quarters, years and lengths of time as printed: "Q3 2024", "FY26E", "third quarter of 2025", "2024-25", "three-year"."""

from __future__ import annotations

import re

from copilot.numbers.census.date_forms import is_year
from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import read_cardinal
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import unit_after, units
from copilot.numbers.wordlists import wordlist

_YEAR = r"(?:(?:19|20)\d\d(?![\d,.]*\d|%))"
_TWO = r"\d\d(?![\d,.]*\d|%)"
_SHORT = re.compile(
    r"(?:q[1-4](?!\d)|[1-4]q|h[12](?!\d)|[12]h|[369]m(?=[' ]?(?:fy)?(?:20)?\d\d(?!\d))|12m(?=\d\d(?!\d)))"
    rf"(?:[ -]?(?:of |in )?(?:the )?(?:(?:fy|cy) ?|fiscal (?:year )?)?{_YEAR}"
    rf"|[ -]?(?:fy|cy) ?'?{_TWO}|[ -]?'{_TWO}|(?:cy|fy)?{_TWO})?"
    r"[efa]?(?![^\W_]|-[a-z0-9])"
)
_LONG = re.compile(rf"(?:fy|cy|f|ye)[ -]?'?(?:{_YEAR}|\d\d(?![\d,.]*\d|%))(?:[-/–](?:\d{{4}}|\d\d)(?!\d))?[efa]?(?![^\W_])")
_ESTIMATE = re.compile(r"20\d\d[efa](?![^\W_])")
_SPAN = re.compile(r"((?:1[6-9]|20)\d\d)[-–/](\d{4}|\d\d)(?![\d%]|[.,]\d|[-/]\d)")
_DECADE = re.compile(r"(?:1[6-9]|20)\d0'?s(?![^\W_])")
_YEAR_PREFIXES = frozenset(["fiscal", "financial", "calendar", "fy", "cy"])
_TIME_FORMS = {
    "year": "year years yr yrs",
    "month": "month months mths",
    "day": "day days",
    "count:week": "week weeks wk wks",
    "count:quarter": "quarter quarters",
    "count:hour": "hour hours hrs",
    "count:minute": "minute minutes mins",
    "count:second": "second seconds",
    "count:decade": "decade decades",
    "count:session": "session sessions",
    "count:night": "night nights",
    "count:century": "century centuries",
    "count:weekend": "weekend weekends",
    "count:semester": "semester semesters",
    "count:fortnight": "fortnight fortnights",
}
TIME_NOUNS = {word: unit for unit, words in _TIME_FORMS.items() for word in words.split()}
RUN_WORDS = frozenset(["straight", "consecutive", "successive"])
_RUN_TAILS = (("in", "a", "row"), ("running",), ("on", "end"), ("on", "the", "trot"), ("straight",), ("in", "succession"))
_WINDOW_AFTER = frozenset(["ago", "earlier", "later", "before", "after", "hence", "since"])


def _plain_at(tokens: Tokens, index: int, pattern: re.Pattern[str]) -> int | None:
    """The token after a pattern matched in lower case from a token's first character, where it ends with a token's end."""
    begin = tokens.start[index]
    match = pattern.match(tokens.plain[begin : begin + 40].lower())
    if match is None:
        return None
    stop, at = begin + match.end(), index
    while at < len(tokens) and tokens.end[at] <= stop:
        at += 1
    return at if at > index and tokens.end[at - 1] == stop else None


def is_run_behind(tokens: Tokens, index: int) -> bool:
    """Whether the words at a token make what stands before them a run: "in a row", "running", "on end"."""
    return any(tuple(tokens.word[index : index + len(tail)]) == tail for tail in _RUN_TAILS) and tokens.same_sentence(
        index - 1, index
    )


def chunk_start(tokens: Tokens, index: int, floor: int) -> int:
    """The first of the letters and digits that are glued to a numeral on its left."""
    at = index
    while at > floor and at > index - 6 and tokens.glued(at) and tokens.kind_at(at - 1) in ("w", "n"):
        at -= 1
    return at


def read_short_period(tokens: Tokens, index: int, floor: int) -> Item | None:
    """Fiscal shorthand around a numeral: "Q3 2024", "3Q25", "1H25", "FY26E", "FY 2025", "2025E", "fiscal year 2024-25"."""
    lettered = (tokens.kind_at(index - 1) == "w" and tokens.glued(index)) or (
        tokens.kind_at(index + 1) == "w" and tokens.glued(index + 1)
    )
    first = chunk_start(tokens, index, floor) if lettered else index
    if lettered and (not tokens.glued(first) or tokens.kind_at(first - 1) == "s"):
        for pattern in (_SHORT, _LONG, _ESTIMATE):
            last = _plain_at(tokens, first, pattern)
            if last is not None and last > index:
                return Item(first, last, "period")
    return _after_prefix(tokens, index, floor)


def _after_prefix(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A year or two digits of one after "fiscal", "FY", "fiscal year", an apostrophe allowed."""
    at = index - 1
    if at >= floor and tokens.word[at] == "'":
        at -= 1
    word = tokens.at(at) if at >= floor else ""
    if word != "year" and word not in _YEAR_PREFIXES:
        return None
    two_digits = len(tokens.word[index]) == 2 and tokens.word[index].isdigit()
    if not is_year(tokens.word[index]) and not (two_digits and (word in ("fy", "cy") or at < index - 1)):
        return None
    if word == "year" and at - 1 >= floor and tokens.word[at - 1] in _YEAR_PREFIXES:
        at -= 1
        word = tokens.word[at]
    if word not in _YEAR_PREFIXES or at < floor:
        return None
    last = _plain_at(tokens, index, _SPAN) or index + 1
    return Item(at, last, "period")


def read_year(tokens: Tokens, index: int) -> Item | None:
    """A year, years or decade that begins at a numeral: "2025", "2024-25", "2021–2025", "1990s"; None where it counts things."""
    word = tokens.word[index]
    if not is_year(word):
        return _short_decade(tokens, index)
    decade = _plain_at(tokens, index, _DECADE)
    if decade is not None:
        return Item(index, decade, "period")
    span = _plain_at(tokens, index, _SPAN)
    if span is not None and _ascends(word, tokens.word[span - 1]):
        return Item(index, span, "period")
    if (tokens.glued(index) and tokens.at(index - 1) in ("$", "€", "£", "¥", ",", ".", "#")) or _has_unit(tokens, index + 1):
        return None
    if tokens.kind_at(index + 1) in ("w", "n", "f") and tokens.glued(index + 1):
        return None
    return None if _counts(tokens, index) else Item(index, index + 1, "period")


def _short_decade(tokens: Tokens, index: int) -> Item | None:
    """The "90s" of "the '90s", the year of "in '94"; "in his 40s" is vague."""
    word = tokens.word[index]
    mark = tokens.at(index - 1) == "'" and tokens.glued(index) and not tokens.glued(index - 1)
    joined = tokens.glued(index + 1) and tokens.kind_at(index + 1) != "s"
    if mark and len(word) == 2 and word.isdigit() and not joined and not _has_unit(tokens, index + 1):
        return Item(index - 1, index + 1, "period")
    if len(word) == 2 and word.isdigit() and word[1] == "0" and tokens.at(index + 1) in ("s", "'s") and tokens.glued(index + 1):
        apostrophe = tokens.at(index - 1) == "'"
        if apostrophe or (
            int(word) >= 20
            and tokens.at(index - 1) in ("the", "-", "early", "late")
            and tokens.at(index - 2) not in ("low", "high", "in")
        ):
            return Item(index, index + 2, "period")
        return Item(index, index + 2, "vague")
    return None


def _ascends(first: str, second: str) -> bool:
    """Whether "2024-25" or "2021-2025" runs forward by at most a lifetime."""
    end = int(second) if len(second) == 4 else int(first[:2] + second)
    return 0 < end - int(first) <= 120


def _has_unit(tokens: Tokens, index: int) -> bool:
    if tokens.at(index) in units().spaced and tokens.near(index):
        return True
    found = unit_after(tokens, index, strong=True)
    return found is not None and found.unit not in ("year", "month", "day")


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether a numeral like 2000 counts things rather than names a year."""
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    if not tokens.same_sentence(index - 1, index):
        before = ""
    if tokens.is_hyphen(index + 1) and tokens.at(index + 2) in units().measures:
        return True  # "a 1800-degree turn"
    if tokens.kind_at(index + 1) == "w" and tokens.near(index + 1) and _is_one_thing(tokens, index + 1) and before != "-":
        return False  # "the 1780 warship", "a 2014 manhunt": one thing of that year
    if before in ("least", "about", "around") and "since" in (tokens.at(index - 2), tokens.at(index - 3)):
        return False  # "since at least 2016"
    if not 1800 <= int(tokens.word[index]) <= 2100:
        return before not in ("in", "since", "by", "year", "of", "until", "from")
    denied = tokens.at(index + 2) == "'" and tokens.glued(index + 2)  # "2010 won't see"
    if after in wordlist("surely_counted") and not denied and before not in ("in", "since", "during", "from", "of"):
        return True
    if after in ("levels", "level", "prices", "highs", "lows"):
        return False
    plural = tokens.kind_at(index + 1) == "w" and after.endswith("s") and not after.endswith(("ss", "us", "is"))
    if before in wordlist("counts_a_plural") and plural and not tokens.is_capital(index + 1):
        return True  # "sold about 2000 copies"
    if before in wordlist("before_a_count"):
        return tokens.at(index - 2) in ("more", "less", "fewer", "at") or before not in wordlist("weak_count_cues")
    if before == "at" and plural and tokens.is_capital(index + 1):
        return False  # "at 2012 Olympics"
    return before in ("at", "level", "index", "pay", "paid", "price")


def _is_one_thing(tokens: Tokens, index: int) -> bool:
    """Whether the words behind a year name one thing with a capital, as headlines do: no plural among the next three."""
    if not tokens.is_capital(index) or tokens.at(index - 1).endswith("00"):
        return False  # round numbers count: "2000 Are Rescued"
    for at in range(index, index + 3):
        word = tokens.at(at)
        if tokens.kind_at(at) != "w" or not tokens.same_sentence(at, index) or word in wordlist("surely_counted"):
            return at > index and word not in wordlist("surely_counted")
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return False
    return True


def read_quarter(tokens: Tokens, index: int) -> Item | None:
    """A quarter or half with its year: "third quarter of 2025", "second-half", "first nine months"; index at the ordinal."""
    word = tokens.at(index)
    at = index + 1
    if tokens.kind_at(index) == "n" and tokens.at(at) in ("st", "nd", "rd", "th"):
        word, at = {"1": "first", "2": "second", "3": "third", "4": "fourth"}.get(word, ""), at + 1
    if word not in wordlist("quarter_ordinals"):
        return None
    at += tokens.is_hyphen(at)
    if tokens.at(at) in ("fiscal", "calendar", "financial"):
        at += 1
        at += tokens.is_hyphen(at)
    noun = tokens.at(at)
    if word in ("first", "last", "final"):
        months = _first_months(tokens, index, at)
        if months is not None:
            return months
    if noun not in ("quarter", "quarters", "half", "halves", "qtr"):
        return None
    if (noun.startswith("hal") and word in ("third", "fourth")) or (
        word in ("final", "last", "closing", "opening", "latter") and not noun.startswith("hal")
    ):
        return None
    if noun == "half" and tokens.at(at + 1) in ("dozen", "hour", "million", "billion"):
        return None
    if noun == "quarter" and is_run_behind(tokens, at + 1):
        return None  # "for the fourth quarter in a row"
    return Item(index, _through_year(tokens, at + 1), "period")


def _first_months(tokens: Tokens, index: int, at: int) -> Item | None:
    """ "first nine months of 2025", "last 12 months"; at: the token after the ordinal."""
    last = at + 1
    if tokens.kind_at(at) == "w":
        spelled = read_cardinal(tokens, at)
        if spelled is None:
            return None
        last = spelled.last
    elif tokens.kind_at(at) != "n" or not tokens.word[at].isdigit():
        return None
    while tokens.at(last) in wordlist("time_adjectives") and last < at + 4:
        last += 1
    if tokens.at(last) not in TIME_NOUNS or not tokens.near(last):
        return None
    return Item(index, _through_year(tokens, last + 1), "period")


def _through_year(tokens: Tokens, index: int) -> int:
    """The token after "of fiscal 2025", "2024" or ", 2025" following a quarter; the token itself where no year follows."""
    at = index
    if tokens.at(at) in ("of", "in", ","):
        at += 1
    if tokens.at(at) == "the":
        at += 1
    while tokens.at(at) in ("fiscal", "financial", "calendar", "year") and at < index + 5:
        at += 1
    if is_year(tokens.at(at)) and tokens.near(at) and tokens.kind_at(at + 1) != "p":
        return at + 1
    return index


def read_length(tokens: Tokens, item: Item) -> Item | None:
    """A figure with a unit of time: a period where it is a window, a quantity where it is measured; None where none follows.

    `item` is the figure as read; "years", "months" and "days" may already be its unit.
    """
    at = item.last
    if item.unit in ("year", "month", "day"):
        last = item.last
        noun = next((tokens.word[k] for k in range(last - 1, item.first, -1) if tokens.word[k] in TIME_NOUNS), "years")
        run = False
    else:
        if item.marked:
            return None
        at += tokens.is_hyphen(at)
        run = False
        while at < item.last + 4 and (tokens.at(at) in wordlist("time_adjectives") or tokens.at(at) in RUN_WORDS):
            run = run or tokens.at(at) in RUN_WORDS
            at += 1
        noun, last = tokens.at(at), at + 1
        if noun not in TIME_NOUNS or not tokens.same_sentence(at, item.last - 1):
            return _read_elided_length(tokens, item)
        if tokens.is_hyphen(last) and tokens.at(last + 1) in ("over", "on"):
            return None  # "5 year-over-year"
        if noun == "quarter" and (tokens.is_hyphen(at + 1) or tokens.at(at + 1) in ("point", "percentage", "percent", "cup")):
            return None
    unit = TIME_NOUNS[noun]
    if run or is_run_behind(tokens, last):
        item.unit, item.kind = unit if unit.startswith("count") else f"count:{unit}", "count_word" if item.spelled else "quantity"
        item.last = last - 1 if item.last == last else item.last  # what is counted stays outside
        if run:
            item.marked = True
        return item
    item.unit, item.marked = unit, True
    whole = item.value is not None and item.value == item.value.to_integral_value() and (item.ulp or 1) >= 1  # not "9.0 months"
    old = last + tokens.is_hyphen(last)
    if tokens.at(old) == "old" or (tokens.at(last) == "of" and tokens.at(last + 1) == "age"):
        item.kind, item.last = "quantity", old + 1 if tokens.at(old) == "old" and old > last else last
        return item
    item.last = last
    if item.spelled and item.value == 1:
        return None
    item.kind = "quantity" if (not whole and item.value is not None) or _is_measured(tokens, item) else "period"
    if item.kind == "period":
        item.value = item.low = item.high = item.ulp = None
        item.unit = "none"
    return item


_CLAUSE_WORDS = frozenset(["and", "but", "while", "against"])


def _read_elided_length(tokens: Tokens, item: Item) -> Item | None:
    """The years that an earlier length names, "6% over one year and 9% over three"; None where it is no such number."""
    behind = tokens.at(item.last)
    if tokens.at(item.first - 1) != "over" or item.value == 1 or (behind[:1].isalnum() and behind not in _CLAUSE_WORDS):
        return None
    if behind[:1] in ("$", "%", "€", "£"):
        return None
    for at in range(item.first - 2, max(1, item.first - 24), -1):
        if not tokens.same_sentence(at, item.first):
            return None
        if tokens.at(at) in ("year", "years") and tokens.at(at - 2) == "over":
            item.kind, item.unit = "period", "none"
            item.value = item.low = item.high = item.ulp = None
            return item
    return None


def _is_measured(tokens: Tokens, item: Item) -> bool:
    """Whether a length is measured ("a maturity of 7 years", "takes 3 days") and no window ("in 14 weeks", "three-year")."""
    if tokens.is_hyphen(item.last - 2) or tokens.at(item.last) in _WINDOW_AFTER:
        return False
    at = item.first - 1
    while at >= 0 and tokens.at(at) in wordlist("length_hedges"):
        at -= 1
    if not tokens.same_sentence(at, item.first):
        return False
    word = tokens.at(at)
    if word == "of":
        return tokens.at(at - 1) not in wordlist("stretches")
    return word in wordlist("before_measures")
