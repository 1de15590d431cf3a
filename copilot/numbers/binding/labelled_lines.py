"""Lists of lines that begin with a label, "- **Pumps:** $4 million (+6%)": what a figure of one is told of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.evidence.amounts import comparable, family
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems, stems_listed, unhyphened

_LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?:[-*•+]|\d{1,2}[.)])[ \t]+\W{0,3}(?P<label>[A-Za-z][^:|\n\d$€£()]{2,60}?)\W{0,3}(?::|\(|[–—]|\s-\s)",
    re.MULTILINE,
)


class _Line(NamedTuple):
    start: int
    end: int
    label: str
    stems: frozenset[str]


def against_line(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """The label of the figure's line, where the claim's words tell that of another line of the list and nothing of it."""
    if theirs.row or theirs.around is None:
        return None
    lines = _lines(theirs.around.text(0, theirs.sentence_span[1] + _FAR))
    own = _line_of(theirs, lines)
    if own is None:
        return None
    said = unhyphened(mine.words | stems_of(mine.entities))
    for line in lines:
        alone, its = own.stems - line.stems, line.stems - own.stems
        if alone and its and its <= said and not alone & said and _has_such(theirs, line, pool):
            return own.label
    return None


_FAR = 2_000  # characters behind a figure in which its list goes on


@lru_cache(maxsize=16)
def _lines(text: str) -> list[_Line]:
    """The lines with labels, each up to the next one of its indent or a blank line before other text."""
    found = list(_LINE.finditer(text))
    lines: list[_Line] = []
    for at, match in enumerate(found):
        deep = len(match["indent"])
        later = (other.start() for other in found[at + 1 :] if len(other["indent"]) <= deep)
        end = min(next(later, len(text)), _end_of_list(text, match.end()))
        stems = content_stems(match["label"]) - stems_listed("labels_of_all")
        lines.append(_Line(match.start(), end, match["label"].strip(), stems))
    return lines


def _end_of_list(text: str, at: int) -> int:
    blank = text.find("\n\n", at)
    return blank if blank >= 0 else len(text)


def _line_of(reading: Reading, lines: list[_Line]) -> _Line | None:
    """The innermost line that a figure stands in."""
    around = [line for line in lines if line.start <= reading.quantity.start < line.end]
    return around[-1] if around else None


def _has_such(theirs: Reading, line: _Line, pool: Pool) -> bool:
    """Whether a line tells a figure of the same kind."""
    kind = family(theirs.quantity.unit)
    return any(
        other.source == theirs.source
        and line.start <= other.quantity.start < line.end
        and comparable(kind, family(other.quantity.unit))
        and other.role == theirs.role
        for other in pool.readings
    )
