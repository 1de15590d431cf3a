"""Names in a question: people type them in lower case, without the capitals that a text gives them."""

from __future__ import annotations

import re
from collections.abc import Collection

from copilot.calendar_words import CARDINALS, count_of
from copilot.engines.question import is_generic
from copilot.engines.question_words import BEST, RANKS
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import function_words, stem
from copilot.names import Name, find_names, instrument
from copilot.names.shape import acronyms
from copilot.names.tables import common_words
from copilot.types import Span

_TOKEN = re.compile(r"[A-Za-z0-9^](?:[\w.&]*\w)?")
_LONGEST_WORDS = 4
_TAKES_NAME = re.compile(
    r"(?:^|[,/?]|\b(?:did|does|has|have|is|was|of|for|on|about|in|into|compare|than|vs\.?|versus|and|or|against|between|with))\s*$",
    re.IGNORECASE,
)
_MEASURING_WORDS = "max min avg vol std med"  # short for what is measured, and tickers of somebody
_ASKING_WORDS = "who what when where why how which is are was were do does did can could will would should has have had tell show"
_MOST = re.compile(r"\b(?:most|least)\b", re.IGNORECASE)
_MOST_HELD = 12  # funds that one answer ranks
_HELD = re.compile(
    rf"\b(?:(?P<count>\d{{1,2}}|{'|'.join(CARDINALS)})\s+)?(?P<what>(?:funds?|etfs?))\b(?!\s+(?:on|that|with|flows?|managers?))",
    re.IGNORECASE,
)
# "Which fell most?" of nothing named: of all that have prices, where they are few.
_BARE_WHICH = re.compile(
    r"\b(?P<what>which|what)(?: one)?(?: of (?:them|these|those|the (?:two|three|four|five|six)))?\s+"
    r"(?:did|fell|rose|lost|gained|dropped|climbed|declined|moved|held up|performed|returned)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z]{3,5}\b(?![.&-])")
# A ticker of one letter, where an instrument stands and nothing else can: "how did F do?", "T's price", "is C up?".
_VERBS = r"do(?:ing|ne)?|perform\w*|fare\w*|r[io]se|fall\w*|fell|gain\w*|los\w+|mov\w+|trad\w+|clos\w+|go(?:ing)?|up|down"
_ONE_LETTER = re.compile(
    r"(?:^|\b(?:did|does|has|is|was|of|about|compare|than|vs\.?|versus|against|between|with|and|or)\s+)(?P<ticker>[A-HJ-Z])"
    rf"(?=['’]s\s+\w|\s+(?:{_VERBS}|stock|shares?|and|or|vs\.?|versus|since|this|last|now|today)\b|\s*[?]*\s*$)",
)
_ASKING = frozenset(f"{_ASKING_WORDS} {_MEASURING_WORDS}".split())


def names_in_question(text: str, tickers: Collection[str] = ()) -> list[Name]:
    """The names of the text, and those of its lower-case words that name an instrument and are no ordinary words.

    tickers: those with prices at hand; an ordinary word that is one of them is read as the ticker.

    >>> [name.id for name in names_in_question("how did nvidia and crude oil do?")]
    ['NVDA', 'oil']
    """
    found = [name for name in find_names(text) if name.text.lower() not in _ASKING]
    if (first := _unknown_ticker(text, found)) is not None:
        found.append(first)
    letters = [match.span("ticker") for match in _ONE_LETTER.finditer(text)]
    found += [
        _named(text[slice(*span)], text, span)
        for span in letters
        if instrument(text[slice(*span)]) and not _is_taken(span, found)
    ]
    for stands_for, short in vocabulary().short_names.items():
        found += [_named(stands_for, text, span) for span in short.spans(text) if not _is_taken(span, found)]
    found += [name for name in _opposed(text) if not _is_taken((name.start, name.end), found)]
    words = list(_TOKEN.finditer(text))
    at = 0
    while at < len(words):
        match = _lower_case_name(text, words, at, found, tickers)
        if words[at].group().lower() == "the" and at + 1 < len(words):  # "the russell" is less than "russell 2000"
            longer = _lower_case_name(text, words, at + 1, found, tickers)
            if longer is not None and (match is None or longer[0].end > match[0].end):
                at, match = at + 1, longer
        if match is None:
            at += 1
            continue
        name, count = match
        found.append(name)
        at += count
    if not any(name.kind in MARKET_KINDS for name in found):
        found += _members_of_set(text, tickers)
    return sorted(found, key=lambda name: name.start)


def ranks_several(text: str) -> bool:
    """Whether it is asked which of several did best or worst, or moved most.

    >>> ranks_several("which sector fell most?"), ranks_several("which sector is most exposed to oil?")
    (True, False)
    """
    measures = vocabulary().groups["measures"]
    moved = any(measures[name].is_in(text) for name in ("move", "volatility", "drawdown"))
    return RANKS.search(text) is not None and (BEST.search(text) is not None or (_MOST.search(text) is not None and moved))


def _opposed(text: str) -> list[Name]:
    """Two styles that are set against each other: "value or growth?"."""
    named = dict(vocabulary().opposed)
    style = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    pair = re.search(rf"\b({style})\s+(?:or|vs\.?|versus|against)\s+({style})(?![\w-])", text, re.IGNORECASE)
    if pair is None or named[pair[1].lower()] == named[pair[2].lower()]:
        return []
    return [_named(named[pair[at].lower()], text, pair.span(at)) for at in (1, 2)]


def _unknown_ticker(text: str, found: list[Name]) -> Name | None:
    """What opens a question in capitals and is in no table: there any word has a first capital, but not all of them."""
    match = _CAPITALS.match(text)
    if match is None or text.upper() == text or match.group() in acronyms() or _is_taken(match.span(), found):
        return None
    word = match.group().lower()
    if word in common_words() or instrument(match.group()) is not None:
        return None
    return Name(*match.span(), match.group(), f"name:{word}", "other")


def _members_of_set(text: str, tickers: Collection[str]) -> list[Name]:
    """The instruments with prices that a word means together, where one of them is asked for: "which sector did best?".

    "The three funds" are all that have prices, where they are so many, and "the funds" where they are few.
    """
    if not ranks_several(text):
        return []
    for words, members in vocabulary().sets:
        if (span := next(words.spans(text), None)) is not None:
            return [_named(member, text, span) for member in members if member in tickers]
    held = [ticker for ticker in sorted(tickers) if (row := instrument(ticker)) is not None and row.kind == "fund"]
    asked = _HELD.search(text) or _BARE_WHICH.search(text)
    count = count_of(asked["count"]) if asked is not None and asked.groupdict().get("count") else None
    if asked is None or not 1 < len(held) <= _MOST_HELD or count not in (None, len(held)):
        return []
    return [_named(ticker, text, asked.span("what")) for ticker in held]


def _named(name: str, text: str, span: Span) -> Name:
    row = instrument(name)
    assert row is not None, name
    return Name(*span, text[slice(*span)], row.id, row.kind, row.ticker, row.tracks, row.family)


def _is_taken(span: Span, found: list[Name]) -> bool:
    return any(name.start < span[1] and span[0] < name.end for name in found)


def _lower_case_name(
    text: str, words: list[re.Match[str]], at: int, found: list[Name], tickers: Collection[str]
) -> tuple[Name, int] | None:
    for count in range(min(_LONGEST_WORDS, len(words) - at), 0, -1):
        start, end = words[at].start(), words[at + count - 1].end()
        written = text[start:end]
        if _is_taken((start, end), found):
            continue
        if count == 1 and not _may_be_name(written, tickers, text[:start]):
            continue
        row = instrument(written)
        if row is not None and row.kind not in ("country", "place"):
            return Name(start, end, written, row.id, row.kind, row.ticker, row.tracks, row.family), count
    return None


def _may_be_name(word: str, tickers: Collection[str], before: str) -> bool:
    """Whether a word in lower case can be a name: one of the language only where a name stands, as in "how did spy do"."""
    if len(word) < 3 or word.lower() in _ASKING or word.isdigit():
        return False
    if word.lower() not in common_words():
        return True
    is_small = word.lower() in function_words() or is_generic(stem(word))
    return word.upper() in tickers and not is_small and _TAKES_NAME.search(before) is not None
