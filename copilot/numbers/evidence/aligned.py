"""Tables set with spaces, as text of a PDF has them: the gaps between their columns become bars, every offset stays."""

from __future__ import annotations

import re

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|^ {3,}(?=\S)")
_VALUE = re.compile(
    r"[(+−–-]?\s?(?:[A-Z]{0,3}\s?[$€£¥])?\s?[(+−–-]?\d[\d.,]*\s?(?:%|x|bps?|p|m|bn|million|billion)?\)?|[-–—]|n/?a", re.IGNORECASE
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d[AEF]?", re.IGNORECASE)


def with_bars(text: str) -> str:
    """The text with a bar in each gap between the columns of its aligned tables, and as long as before.

    >>> with_bars("Fund   2023   2024\\nOrla   4.1%   6.3%")
    'Fund  |2023  |2024\\nOrla  |4.1%  |6.3%'
    """
    if "  " not in text or "|" in text or "\t" in text:
        return text
    lines = text.split("\n")
    head: int | None = None
    tabled: set[int] = set()
    for at, line in enumerate(lines):
        cells = _GAP.split(line)[1:]
        if head is not None and cells and len(cells) == len(_GAP.split(lines[head])[1:]) and all(map(_is_value, cells)):
            tabled |= {head, at}
            continue
        head = at if cells and not any(map(_is_value, cells)) else None
    return "\n".join(_barred(line) if at in tabled else line for at, line in enumerate(lines)) if tabled else text


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell.strip()) is not None and _YEAR.fullmatch(cell.strip()) is None


def _barred(line: str) -> str:
    return _GAP.sub(lambda gap: gap.group()[:-1] + "|", line)
