"""Which evidence governs each numeral: citation marks read back to the clause boundary, or forward where nothing precedes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from copilot.marks import MARK, ids_of
from copilot.numbers.types import Quantity
from copilot.sentences import sentences

CitationMode = Literal["auto", "ignore", "sources"]

_INNER_BREAK = re.compile(r";|\s[–—]\s|\s--?\s")
_PLACED = frozenset({"quantity", "count_word"})


@dataclass(frozen=True, slots=True)
class Governance:
    """The evidence that governs one numeral: `ids` as ("1", "M2"), None where everything does.

    cited: False where nothing governs it. bad: ids that are cited and name no evidence.
    """

    ids: tuple[str, ...] | None
    cited: bool
    bad: tuple[str, ...] = ()


EVERYTHING = Governance(None, True)
UNCITED = Governance((), False)


@dataclass(frozen=True, slots=True)
class _Group:
    """Adjacent marks, which govern jointly."""

    start: int
    end: int
    ids: tuple[str, ...]
    bad: tuple[str, ...]


def governed(text: str, items: Sequence[Quantity], mode: CitationMode, counts: tuple[int, int]) -> list[Governance]:
    """For each item of `text` its evidence. counts: how many sources and metrics there are.

    A mark governs back to the mark before it or to a clause boundary (end of sentence, semicolon, spaced dash); a mark with no
    number before it in its clause governs forward. One right after the full stop belongs to that sentence.
    """
    groups = [] if mode == "ignore" else _groups(text, counts)
    if mode == "ignore" or (mode == "auto" and not groups):
        return [EVERYTHING] * len(items)
    result = [UNCITED] * len(items)
    starts = [item.start for item in items]
    breaks = clause_breaks(text, groups)
    for index, group in enumerate(groups):
        before = breaks[bisect_right(breaks, group.start - 1) - 1] if breaks and breaks[0] <= group.start - 1 else 0
        floor = max(before, groups[index - 1].end if index else 0)
        reach = Governance(group.ids, True, group.bad)
        first, last = bisect_left(starts, floor), bisect_left(starts, group.start)
        if any(items[at].kind in _PLACED or items[at].value is not None for at in range(first, last)):
            for at in range(first, last):
                result[at] = reach
            continue
        block = _block_before(text, group)
        if block is not None:
            for at in range(bisect_left(starts, block[0]), bisect_left(starts, block[1])):
                result[at] = reach if result[at] is UNCITED else result[at]
            continue
        after = bisect_left(breaks, group.end)
        ceiling = breaks[after] if after < len(breaks) else len(text)
        if index + 1 < len(groups):
            ceiling = min(ceiling, groups[index + 1].start)
        for at in range(first, bisect_left(starts, ceiling)):
            result[at] = reach
    return result


_SOURCE_LINE = re.compile(r"[ \t]*\W{0,3}(?:data )?sources?\W{1,4}$", re.IGNORECASE)
_TABLE_LINE = re.compile(r"[ \t]*(?:\||[-*•+] |\d{1,2}[.)] )")


def _block_before(text: str, group: _Group) -> tuple[int, int] | None:
    """The table or list that a line of its sources stands right below: "Source: [5]"."""
    begin = text.rfind("\n", 0, group.start) + 1
    if not _SOURCE_LINE.match(text[begin : group.start]):
        return None
    end = first = begin
    while first:
        line = text.rfind("\n", 0, first - 1) + 1
        if text[line:first].strip() and not _TABLE_LINE.match(text, line):
            break
        if not text[line:first].strip() and first != end:
            break
        first = line
    return (first, end) if text[first:end].strip() else None


def clause_breaks(text: str, groups: Sequence[_Group] = ()) -> list[int]:
    """Offsets at which a clause begins; a mark right after a full stop is drawn into the sentence before it."""
    found = [0]
    ends: list[int] = []
    for start, end in sentences(text):
        ends.append(start)
        found.extend(start + match.end() for match in _INNER_BREAK.finditer(text[start:end]))
    found.extend(_after_marks(text, start, groups) for start in ends)
    return sorted(set(found))


def _after_marks(text: str, start: int, groups: Sequence[_Group]) -> int:
    """Moves the begin of a sentence behind marks that stand directly after the full stop before it."""
    at = bisect_left([group.start for group in groups], start - 1)
    if at < len(groups) and start > 0 and not text[start : groups[at].start].strip() and groups[at].start >= start:
        return groups[at].end
    return start


def _groups(text: str, counts: tuple[int, int]) -> list[_Group]:
    adjacent: list[list[re.Match[str]]] = []
    for match in MARK.finditer(text):
        if adjacent and not text[adjacent[-1][-1].end() : match.start()].replace(",", " ").strip():
            adjacent[-1].append(match)
        else:
            adjacent.append([match])
    return [_group(marks, counts) for marks in adjacent]


def _group(marks: Sequence[re.Match[str]], counts: tuple[int, int]) -> _Group:
    parts = [_ids(mark[0], counts) for mark in marks]
    ids, bad = (tuple(dict.fromkeys(id for part in parts for id in part[at])) for at in (0, 1))
    return _Group(marks[0].start(), marks[-1].end(), ids, bad)


def _ids(mark: str, counts: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    good: list[str] = []
    bad: list[str] = []
    for identity in ids_of(mark):
        limit = counts[1] if identity.startswith("M") else counts[0]
        (good if 1 <= int(identity.lstrip("M")) <= limit else bad).append(identity)
    return tuple(dict.fromkeys(good)), tuple(dict.fromkeys(bad))
