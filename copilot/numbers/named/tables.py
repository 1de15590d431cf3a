"""Figures of tables printed as lines with bars: each cell with the words of its row, its column and its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from copilot.numbers.named.figure import Figure
from copilot.numbers.named.labels import YEAR, times, words

_NUMBER = re.compile(
    r"(?P<minus>[-−–(]\s?)?(?:[$€£¥]\s?)?(?P<inner>[-−(]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s?(?P<mark>%)?"
)
_VALUE_CELL = re.compile(
    r"^(?:[A-Z]{0,3}\s?[$€£¥]\s*)?[-−–(]{0,2}\s*(?:[$€£¥]\s*)?[-−(]?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*\)?\s*(?:%|x|pts?|bps|million|billion|years?)?\s*\)?"
    r"\s*(?:\(\s?[\d.,$%() -]*\)?)?\s*(?:\([a-z0-9*]{1,3}\))?\*?\s*$",
    re.IGNORECASE,
)
_EMPTY = frozenset({"", "$", "€", "£", "%", ")", ")%", "(", "\u200b", "|"})
_DASHES = frozenset({"-", "—", "–", "--", "n/a", "nil", "nm", "n.m."})
_SCALE_WORD = re.compile(r"\b(thousand|million|billion|trillion)s?\b|\b(mn|bn|m)\b|\(?\b(?:in |000)['’]?(s)\b", re.IGNORECASE)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}


def blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines with bars in them, each with its offset."""
    if "|" not in text:
        return
    block: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.count("|") >= 1:
            block.append((at, line))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


@dataclass(slots=True)
class _Cell:
    start: int
    text: str
    percent: bool = False  # its mark stands in the next cell, as filings have it


def _split(at: int, line: str) -> list[_Cell]:
    cells: list[_Cell] = []
    for part in line.split("|"):
        shown = part.strip(" \t\u200b\xa0\u3000")
        cells.append(_Cell(at + (part.index(shown) if shown else 0), shown))
        at += len(part) + 1
    if line.lstrip().startswith("|"):
        cells = cells[1:]
    if line.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells


def _is_value(cell: str) -> bool:
    return bool(_VALUE_CELL.match(cell)) and not _is_year(cell)


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?\(\w{1,2}\))?\*?", cell) is not None


def _may_be_percent(label: str, value: Decimal, shown: str) -> bool:
    """Whether a label speaks of percent and the figure under it can be one."""
    return re.search(r"%|percent", label) is not None and abs(value) <= 1000 and "$" not in shown


def cell_figures(source: str, number: int, block: list[tuple[int, str]], before: str) -> Iterator[Figure]:
    """The figures of one block of lines; `before` is the text in front of it."""
    rows = [_split(at, line) for at, line in block]
    widths = {len(row) for row in rows}
    is_grid = len(widths) == 1 and not any(cell.text in ("$", ")", "€", "£", "%") for row in rows for cell in row)
    heads: list[list[str]] = []
    section = ""
    open_head = True
    caption = words(before)
    title = frozenset(word for word in words(before.rstrip().rpartition("\n")[2]) if not word.isdigit())
    spread = times(before)
    has_times = any(YEAR.search(cell.text) for row in rows[:4] for cell in row)
    for line in range(len(block)):
        row = rows[line] if is_grid else _filled(rows[line])
        shown = [cell for cell in row if cell.text not in _EMPTY]
        values = [cell for cell in row[1:] if _is_value(cell.text)]
        lone_value = not is_grid and row and _is_value(row[0].text) and len(row) == 1
        if not shown:
            continue
        if (not values and not (is_grid and _is_value(row[0].text))) or lone_value:
            labels = [cell.text for cell in row]
            if (len(shown) == 1 and not open_head and not _is_year(shown[0].text)) or (
                len(shown) == 1 and open_head and shown[0] is row[0] and heads
            ):
                section = shown[0].text
            elif not any(cell.text.lower() in _DASHES for cell in shown[1:]):
                heads = [*heads, labels] if open_head else [labels]
                open_head = True
            continue
        open_head = False
        unnamed = not is_grid and _is_value(row[0].text)  # a row of sums under a rule: it sums what the caption names
        label_cell = "" if unnamed else row[0].text
        label = title | {"total"} if unnamed else words(label_cell)
        weak = caption | words(section) | frozenset().union(*(words(head[0]) for head in heads if head))
        slots = row if unnamed else row[1:]
        for column, cell in enumerate(slots):
            if not _is_value(cell.text) and cell.text.lower() not in _DASHES:
                continue
            head_text = " ".join(part for part in (_head(head, column, len(slots), is_grid) for head in heads) if part)
            made = _figure(cell)
            if made is None:
                continue
            start, end, shown_text, value, ulp, unit, scale = made
            if unit == "none" and (cell.percent or _may_be_percent(label_cell + " " + head_text, value, shown_text)):
                unit = "percent" if cell.percent else "maybe_percent"
            when = times(label_cell) or times(head_text) or times(section)
            head_text += "".join(f" {year}" for year, _ in when)
            if not when and len(spread) == len(slots) and not has_times:
                when = (spread[column],)
                head_text += f" {when[0][0]}"
            yield Figure(
                source, start, end, shown_text, value, ulp, unit, scale, number, number * 10_000 + line, column,
                label, words(head_text), weak, when,
            )  # fmt: skip


def _filled(cells: Sequence[_Cell]) -> list[_Cell]:
    """The cells of a row without those that hold only a mark; a percent sign goes to the number before it."""
    row: list[_Cell] = []
    for cell in cells:
        if cell.text not in _EMPTY:
            row.append(cell)
        elif "%" in cell.text and row:
            row[-1] = _Cell(row[-1].start, row[-1].text, percent=True)
    return row


def _head(head: Sequence[str], column: int, width: int, is_grid: bool) -> str:
    """The header words above a column: by place in a grid, else spread evenly."""
    if is_grid:
        filled = [at for at in range(1, len(head)) if head[at]]
        if not filled:
            return ""
        if head[column + 1]:
            return head[column + 1]
        if len(filled) == 1:
            return head[filled[0]]
        left = [at for at in filled if at <= column + 1]
        return head[left[-1]] if left else head[filled[0]]
    labels = list(head)
    if len(labels) == width + 1 or (
        len(labels) > 1 and len(labels) - 1 < width and width % (len(labels) - 1) == 0 and width % len(labels)
    ):
        labels = labels[1:]
    if not labels or len(labels) > width:
        return ""
    each = width // len(labels)
    return labels[min(column // each, len(labels) - 1)] if width % len(labels) == 0 else ""


def _figure(cell: _Cell) -> tuple[int, int, str, Decimal, Decimal, str, int | None] | None:
    if cell.text.lower() in _DASHES:
        return cell.start, cell.start + len(cell.text), cell.text, Decimal(0), Decimal(0), "none", None
    match = _NUMBER.search(cell.text)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    value = Decimal(digits)
    minus = (match["minus"] or match["inner"] or "").strip()
    if minus and (minus != "(" or ")" in cell.text[match.end() :] or cell.text.count("(") > cell.text.count(")")):
        value = -value
    exponent = value.as_tuple().exponent
    ulp = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    scale = _SCALE_WORD.search(cell.text)
    times_ = _SCALES.get((scale[1] or "").lower()) if scale else None
    return (
        cell.start + match.start(),
        cell.start + match.end(),
        match[0].strip(),
        value,
        ulp,
        "percent" if match["mark"] else "none",
        times_,
    )
