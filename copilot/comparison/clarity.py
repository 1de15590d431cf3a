"""Whether a text says plainly enough what a figure is of, for the data to call it wrong.

Agreement needs no such care: a figure that the prices bear out is borne out. A contradiction is only told where subject and time
stand with the figure, and no other window is named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.calendar_words import month_pattern
from copilot.comparison.statement import Statement, words_of_statements
from copilot.names import find_names
from copilot.numbers import Claim
from copilot.types import Span

NEAR_CHARS = 60  # how far before its figure, or behind it, another window may stand
_GRAINS = {
    "day": "day",
    "week": "week",
    "part": "month",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "window": "year",
}
_LABEL = re.compile(r"^[\s\-*+•>|#\d.]*(?:\*\*)?[A-Za-z][\w /&-]{1,34}:?(?:\*\*)?:?[\s*:~]*$")
_BRACKET = re.compile(r"^[*_\s]*\(([^)]{1,40})\)")
_TURNS = re.compile(r"\d|[;:]|\b(?:which|where|when|who|while|but|after|before|since|than|below|above)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:markets?|overall|sectors?|stocks|equities|economy|portfolio)\b", re.IGNORECASE)  # a label of its own
_LARGEST_SINCE = re.compile(
    r"\b(?:the|its|their) (?:\w+ )?(?:\w+est|best|worst|most|least)\b[^.;,]*?\b(?:since|in|for)\b[^.;,]*", re.IGNORECASE
)
_BESIDE_CHARS = 12
_BEFORE_THEN = re.compile(r"\s(?:before|prior to|ahead of|until|by|as of|at)\b", re.IGNORECASE)
_AFTER_IT = re.compile(r"\b(?:after|before|until|till)\s(?:the )?$", re.IGNORECASE)
_OF_THE_WHOLE = re.compile(r"\bthe (?:benchmark|index|market|sector|group|industry)['’]s\b[^.;%]*$", re.IGNORECASE)
_A_NAME = re.compile(r" (?P<name>[A-Z][\w&.]*(?: [A-Z0-9][\w&.]*){0,2})(?=[,;)])")
_NEXT_CHANGE = re.compile(r"(?:,|;|\band\b|\bbut\b|\bthough\b)[^%]*\d%")
_PRONOUN = re.compile(r"\b(?:it|its|the (?:index|fund|stock|shares?|etf|benchmark|gauge))\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(r"\b(?:against|versus|vs\.?|compared (?:with|to)|after|following)\s[^;]*\d", re.IGNORECASE)
_THE_SHARES = re.compile(r"\b(?:the|its|their) (?:stock|shares?|fund|etf|index|benchmark|gauge)\b|\b(?:it|they)\b", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:last|past|over|trailing|previous|latest)\s(?:the\s)?(?:last\s|past\s|trailing\s)?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(rf"\b(?:{month_pattern()})\.?(?: \d{{1,2}},?)? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def says_when(statement: Statement) -> bool:
    """Whether the time of a change stands in its own sentence or table, and is the only window named beside it."""
    claim = statement.claim
    span = claim.period_span
    if span is None or claim.period_grain is None or _BEFORE_THEN.match(statement.text, span[1]):
        return False
    if claim.period_grain == "day" and _AFTER_IT.search(statement.text, max(0, span[0] - 12), span[0]):
        return False  # "lost 3%, all of it after 8 June"
    if claim.row is None and not (claim.sentence[0] <= span[0] < claim.sentence[1]) and not _is_over_a_list(statement):
        return False
    if is_time_of_bracket(statement) or is_time_of_another(statement) or goes_on_from_another_year(statement):
        return False
    if claim.period_grain == "length":
        return _LENGTH.search(statement.text[max(0, span[0] - 24) : span[0]]) is not None
    return not names_another_window(statement, _GRAINS.get(claim.period_grain, claim.period_grain))


def goes_on_from_another_year(statement: Statement) -> bool:
    """Whether a day or month without its year follows one of another year in its paragraph, whose tale it may go on with:
    "In January 2023 it returned 9%. It lost 1% in February"."""
    span, when = statement.claim.period_span, statement.claim.when
    if span is None or when is None or when.year is None or statement.claim.row is not None:
        return False
    if _YEAR.search(statement.text, *span) or when.grain not in ("day", "month", "part"):
        return False
    before = list(_DATED.finditer(statement.text, statement.text.rfind("\n", 0, span[0]) + 1, span[0]))
    return bool(before) and int(before[-1]["year"]) != when.year


def is_time_of_bracket(statement: Statement) -> bool:
    """Whether the time stands in a bracket behind the figure, after a figure of its own: "up 2.7% (following +7% Wednesday)"."""
    span = statement.claim.period_span
    if span is None or span[0] < statement.number[1]:
        return False
    opened = statement.text[statement.number[1] : span[0]].rpartition("(")
    return bool(opened[1]) and ")" not in opened[2] and re.search(r"\d", opened[2]) is not None


def is_time_of_another(statement: Statement) -> bool:
    """Whether the time stands behind a figure that this one is held against: "lost 38 cents, against a profit of 35 in May"."""
    span = statement.claim.period_span
    if span is None or statement.claim.row is not None or span[0] < statement.number[1]:
        return False
    return _HELD_AGAINST.search(statement.text, statement.number[1], span[0]) is not None


def names_another_window(statement: Statement, grain: str, *, up_to_next: bool = False) -> bool:
    """Whether the words beside a change name a window of another kind: "(week)", "from its record", "November decline".

    up_to_next: the words behind it only as far as the next figure, whose window they may be.
    """
    end = statement.number[1]
    bracket = _BRACKET.match(statement.text[end : end + NEAR_CHARS])
    behind = bracket[1] if bracket else statement.text[end : min(statement.claim.sentence[1], end + NEAR_CHARS)]
    words = behind.partition("\n")[0].partition("|")[0] if bracket is None else behind
    words = _LARGEST_SINCE.sub("", words)
    words = _NEXT_CHANGE.split(words)[0] if up_to_next else words
    if statement.claim.row is not None:
        cell = statement.text[statement.text.rfind("|", 0, statement.number[0]) + 1 : statement.number[0]]
        words = f"{statement.head} {cell[-NEAR_CHARS:]} {words}"  # "+8.1% | YTD: +14.8%"
    else:
        lead = statement.lead[-NEAR_CHARS // 2 :]
        if (span := statement.claim.period_span) is not None and span[1] <= statement.number[0]:
            lead = lead[-(statement.number[0] - span[0]) :]  # what stands before its own time is of other figures
        words = f"{lead} | {words}"
    own = statement.claim.period_span
    if own is not None and statement.claim.row is None and 0 <= own[0] - end <= _BESIDE_CHARS:
        words = _NEXT_CHANGE.split(behind)[0]  # the window right behind a figure is its own, whatever the one before it has
    named = statement.text[slice(*own)] if own else ""
    others = (name for name in words_of_statements() if name.startswith("windows.") and name != f"windows.{grain}")
    return any(match.group() not in named for name in others for match in words_of_statements()[name].finditer(words))


def borrowed_times(claims: Sequence[Claim]) -> frozenset[Span]:
    """The changes whose time stands nearer to another change of the same thing: a thing has one change in one window.

    "Dropped 17% in December and finished 3.9% lower" tells the 3.9% of another window, which it leaves out.
    """
    told: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if (
            claim.role == "change"
            and claim.quantity.unit == "percent"
            and claim.row is None
            and claim.period_span
            and claim.tickers
        ):
            told.setdefault((claim.sentence, claim.period_span, claim.tickers), []).append(claim)
    found: set[Span] = set()
    for group in told.values():
        nearest = min(group, key=_distance_of_time)
        spans = ((claim.quantity.start, claim.quantity.end) for claim in group if claim.quantity.value != nearest.quantity.value)
        found.update(spans)
    return frozenset(found)


def _distance_of_time(claim: Claim) -> int:
    span = claim.period_span or (0, 0)
    return max(span[0] - claim.quantity.end, claim.quantity.start - span[1])


def is_named_only_behind(statement: Statement) -> bool:
    """Whether "the shares" or "it" stands before a figure, and the instrument only behind it: they may be another's."""
    start, end = statement.claim.sentence
    own = [name.start for name in statement.claim.entities if start <= name.start < end]
    if statement.claim.row is not None or not own or min(own) < statement.number[0]:
        return False
    return _THE_SHARES.search(statement.text, start, statement.number[0]) is not None


def says_of_whom(statement: Statement) -> bool:
    """Whether the instrument is named in the figure's own sentence before it, its row, or right above a list of its figures."""
    claim = statement.claim
    start = statement.number[0]
    if claim.row is not None:
        places = [claim.row, *([claim.head] if claim.head is not None else [])]
        return any(start <= name.start < end for start, end in places for name in claim.entities)
    if statement.is_titled:
        return _PRONOUN.search(statement.text, claim.sentence[0], start) is not None
    if is_of_the_whole(statement) or is_named_right_behind(statement):
        return False
    if any(claim.sentence[0] <= name.start < start for name in claim.entities) or statement.is_continued:
        return True
    line = statement.text[statement.text.rfind("\n", 0, start) + 1 : start]
    is_labelled = _LABEL.match(line) is not None and _OF_ALL.search(line) is None
    return len(claim.entities) > 0 and (is_labelled or _is_by_pronoun(statement))


def is_of_the_whole(statement: Statement) -> bool:
    """Whether the figure is the market's, whichever shares its sentence names before: "most of the benchmark's 12% gain"."""
    match = _OF_THE_WHOLE.search(statement.lead)
    is_of_one = any(name.kind in ("company", "fund") for name in statement.claim.entities)
    return match is not None and statement.claim.row is None and is_of_one


def is_named_right_behind(statement: Statement) -> bool:
    """Whether another name stands right behind the figure and ends there: "(+17% one index, +22% another)"."""
    behind = statement.text[statement.number[1] : min(statement.claim.sentence[1], statement.number[1] + NEAR_CHARS)]
    match = _A_NAME.match(behind)
    if match is None:
        return False
    own = {name.id for name in statement.claim.entities}
    named = find_names(match["name"])
    return not named or any(name.id not in own for name in named)


def _is_by_pronoun(statement: Statement) -> bool:
    """Whether "it", "its" or "the fund" stands before the figure, and the sentence before names one instrument and no other."""
    text, begin = statement.text, statement.claim.sentence[0]
    own = {name.id for name in statement.claim.entities}
    if _PRONOUN.search(text, begin, statement.number[0]) is None or len(own) != 1:
        return False
    floor = max(text.rfind("\n", 0, begin), text.rfind(". ", 0, max(0, begin - 2)) + 1, begin - 300, 0)
    return {name.id for name in find_names(text[floor:begin]) if name.kind in ("fund", "index", "company")} == own


def has_own_time(statement: Statement) -> bool:
    """Whether a time told behind a level is that level's: no other figure and no clause of its own stands between the two.

    "Closed at 248.71, which is where it stood at the end of May" and "at 112.05, 4.9% below the close of May" give it no time.
    """
    span = statement.claim.period_span
    if span is None or span[0] < statement.number[1] or statement.claim.row is not None:
        return True
    between = re.sub(r"\([^()]*\)", " ", statement.text[statement.number[1] : span[0]])  # "6,846.51 (-0.35%) on 9 December"
    return _TURNS.search(between) is None


def _is_over_a_list(statement: Statement) -> bool:
    """Whether the time stands in a heading, or a line that ends in a colon, above the figure's list."""
    span = statement.claim.period_span
    assert span is not None
    if statement.claim.period_grain != "day" or span[0] > statement.number[0]:
        return False
    begin = statement.text.rfind("\n", 0, span[0]) + 1
    end = statement.text.find("\n", span[1])
    line = statement.text[begin : end if end >= 0 else len(statement.text)].strip()
    between = statement.text[end : statement.number[0]] if end >= 0 else ""
    is_heading = line.startswith("#") or line.rstrip("*_ ").endswith(":") or (line.startswith("**") and line.endswith("**"))
    return is_heading and "\n#" not in between and "\n**" not in between
