"""Which published series a figure is told of: the words before it, by `reference/series_words.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copilot.comparison.statement import Statement
from copilot.market.series_matters import Matter, matters
from copilot.names import Name, find_names, is_ancestor
from copilot.types import Span

_LEAD_CHARS, _BEHIND_CHARS = 160, 45
_BESIDE_CHARS = 40  # around name and figure, where a word may say that something else is meant
_PLAIN_CHARS = 70  # from the name to its figure, for the data to call it wrong
_JOINED = re.compile(r"[\s,/&-]*(?:and|or|versus|vs\.?|to)?[\s,/&-]*", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:yields? )?(?:on|for|in|of)\s(?:the\s|a\s)?(?:US\s|U\.S\.\s)?$|\s*(?:for\s)?$", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\d[\d.,]*\s*(?:basis[- ]points?|bps?|percentage[- ]points?|pp|points?|%)[^\d;]{0,20}\bto\b[^\d;]{0,12}$", re.IGNORECASE
)
_HOME = frozenset({"us", "fed"})
_PLACES = frozenset({"country", "central_bank", "place"})
_TREASURY = re.compile(r"\bTreasur(?:y|ies|ys)\b|\b(?:non-?farm|SOFR|EFFR|JOLTS|PCE)\b", re.IGNORECASE)
_AT_HOME = re.compile(r"\b(?:US|U\.S\.|USA|United States|American?|Fed|Federal Reserve|BLS|Labor Department)(?!\w)")
_CLAUSE_ENDS = re.compile(r"[,;()]|\b(?:and|but|while)\b")
_SECTION_CHARS = 1200
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
_OWN_KINDS = frozenset({"rate", "generic", "country", "place", "central_bank", "other", "commodity"})


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as a statement names it. is_plain: the name stands so close before the figure that it can only be its."""

    matter: Matter
    is_plain: bool


def matter_of(statement: Statement) -> Told | None:
    """The published figure that a statement is of; None where its words name none, or may name another."""
    claim = statement.claim
    others = [name for name in claim.entities if name.kind not in _OWN_KINDS]
    if others and claim.row is not None:
        return None
    found = _before(statement)
    if others and (found is None or found[1][0] < max(name.end for name in others)):
        return None  # of an instrument, unless the matter is named behind it: "TLT fell as the ten-year yield rose to 2%"
    if found is None and claim.row is None:
        found = _behind(statement)
    if found is None:
        return None
    matter, span = found
    if _is_of_another_country(statement, span):
        return None
    return Told(matter, span[0] < statement.number[0] and _is_plain(statement, span))


def _is_of_another_country(statement: Statement, span: Span) -> bool:
    """Whether the country or central bank named last before the figure is another: in its sentence, else above it.

    "Inflation: 2.2%" in a list under the heading of a central bank is that bank's; one name of home nearer by makes it ours.
    """
    text, (start, end) = statement.text, statement.claim.row or statement.claim.sentence
    own = [name for name in find_names(text[start : max(end, statement.number[1])]) if name.kind in _PLACES]
    if own:
        return any(not _is_home(name) for name in own)
    if _TREASURY.search(text[span[0] : statement.number[0]]) or _AT_HOME.search(text[start:end]):
        return False
    section = text[max(0, start - _SECTION_CHARS) : start]
    begin = max((match.start() for match in _HEADING.finditer(section)), default=0)
    named = [name for name in find_names(section[begin:]) if name.kind in _PLACES]
    return bool(named) and not _is_home(named[-1])


def _is_home(name: Name) -> bool:
    return name.id in _HOME or "us" in name.family or is_ancestor("us", name.id)


def _is_meant(statement: Statement, matter: Matter, span: Span) -> bool:
    """Whether the words around a name leave it the one it is."""
    if matter.unlike is not None and matter.unlike.search(_context(statement, span)):
        return False
    if matter.needs is None:
        return True
    start, end = statement.claim.row or statement.claim.sentence
    told = statement.text[start : max(statement.number[1], span[1])]
    behind = _CLAUSE_ENDS.split(statement.text[max(statement.number[1], span[1]) : end])[0]  # not of a figure that follows
    return matter.needs.search(f"{told}{behind} {statement.lead} {statement.head}") is not None


def _context(statement: Statement, span: Span) -> str:
    """The words from a little before the name to a little behind the figure, without the name itself."""
    text, (start, end) = statement.text, statement.claim.row or statement.claim.sentence
    first, last = min(span[0], statement.number[0]), max(span[1], statement.number[1])
    before = text[max(start, first - _BESIDE_CHARS) : span[0]] if span[0] < statement.number[0] else text[first:first]
    between = text[span[1] : statement.number[0]] if span[1] <= statement.number[0] else ""
    behind = text[last : min(end if statement.claim.row is None else last, last + _BESIDE_CHARS)].partition("\n")[0]
    return f"{before} | {between} | {_CLAUSE_ENDS.split(behind)[0]} | {statement.head}"


def _before(statement: Statement) -> tuple[Matter, Span] | None:
    """The matter named last before the figure, or in its row; None where it stands in a row of several."""
    text, claim = statement.text, statement.claim
    start, end = claim.row or (max(claim.sentence[0], statement.number[0] - _LEAD_CHARS), statement.number[0])
    named = [(match.span(), matter) for matter in matters() for match in matter.words.finditer(text, start, end)]
    meant = [(span, matter) for span, matter in named if _is_meant(statement, matter, span)]
    whole = [(span, matter) for span, matter in meant if not any(_holds(other, span) for other, _ in meant)]
    if not whole:
        return None
    span, matter = max(whole, key=lambda item: (item[0][1], -item[0][0]))
    if any(rival.series != matter.series for other, rival in whole if other == span):
        return None
    for other, rival in named:
        if rival.series != matter.series and other[1] <= span[0] and _JOINED.fullmatch(text, other[1], span[0]):
            return None  # "the 2-year and 10-year yields at 3.5% and 4.1%"
    return matter, span


def _holds(other: Span, span: Span) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


def _behind(statement: Statement) -> tuple[Matter, Span] | None:
    """ "4.14% on the 10-year Treasury": the name right behind the figure."""
    text, begin = statement.text, statement.number[1]
    end = min(statement.claim.sentence[1], begin + _BEHIND_CHARS)
    for matter in matters():
        match = matter.words.search(text, begin, end)
        is_meant = match is not None and _is_meant(statement, matter, match.span())
        if match is not None and is_meant and _BEHIND.match(text[begin : match.start()]):
            return matter, match.span()
    return None


def _is_plain(statement: Statement, span: Span) -> bool:
    """Whether nothing stands between name and figure that the figure could be of."""
    if statement.claim.row is not None:
        return True
    between = statement.text[span[1] : statement.number[0]]
    time = statement.claim.period_span
    if time is not None and span[1] <= time[0] and time[1] <= statement.number[0]:
        between = between[: time[0] - span[1]] + between[time[1] - span[1] :]
    between = _MOVED_TO.sub("", between)
    return len(between) <= _PLAIN_CHARS and not re.search(r"\d|[;]", between)
