"""Figures of a page with the words that name them: cells of tables printed as lines, and numbers in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from copilot.numbers.reading import Reading
from copilot.numbers.wording import stem

_NUMBER = re.compile(
    r"(?P<minus>[-−–(]\s?)?(?:[$€£¥]\s?)?(?P<inner>[-−(]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s?(?P<mark>%)?"
)
_VALUE_CELL = re.compile(
    r"^(?:[A-Z]{0,3}\s?[$€£¥]\s*)?[-−–(]{0,2}\s*(?:[$€£¥]\s*)?[-−(]?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*\)?\s*(?:%|x|pts?|bps|million|billion|years?)?\s*\)?"
    r"\s*(?:\(\s?[\d.,$%() -]*\)?)?\s*(?:\([a-z0-9*]{1,3}\))?\*?\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,$/])(?:FY\s?)?((?:19|20)\d\d)(?![\d,]*\d|\.\d|%)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z])(\s?,?\s?)([0-3]?\d)((?:19|20)\d\d)(?!\d)")  # "december 312008": a comma was lost
_SLASHED = re.compile(r"(?<![\d/$])(1[0-2]|0?[1-9])/(?:[0-3]?\d/)?((?:19|20)\d\d|\d\d)(?![\d/])")
_SHORT_YEAR = re.compile(r"\b(?:FY|fiscal)\s?['’]?(\d\d)\b", re.IGNORECASE)
_EMPTY = frozenset({"", "$", "€", "£", "%", ")", ")%", "(", "\u200b", "|"})
_DASHES = frozenset({"-", "—", "–", "--", "n/a", "nil", "nm", "n.m."})
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_MONTHS = {
    name: at + 1 for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"\b(thousand|million|billion|trillion)s?\b|\b(mn|bn|m)\b|\(?\b(?:in |000)['’]?(s)\b", re.IGNORECASE)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
_LISTED = re.compile(r"\s?(?:,|and|, and|or)\s(?:approximately |about |a |of |net |\$\s?)*", re.IGNORECASE)
_STOP_LISTED = (
    "the a an of in on at to by for from and or with as its it is it's was were are be been has have had that this "
    "which than the we our us what how much many did do does following respectively per cent percent approximately "
    "about during if would could will not also inc corp ltd llc plc co exactly precisely i ii their there these "
    "those into each such any all who when where both"
)
_STOP = frozenset(_STOP_LISTED.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what names it. Invariant: source_text[start:end] == text; `value` is as printed, before any scale word.

    `own`: stems of its row, column or segment, years among them; `around`: of its caption, section or sentence.
    `line` and `column` place it in a table; in prose every sentence is a line and `column` is -1.
    """

    source: str
    start: int
    end: int
    text: str
    value: Decimal
    ulp: Decimal
    unit: str  # "percent" or "none"
    scale: int | None  # of a printed scale word
    table: int
    line: int
    column: int
    row: frozenset[str]
    head: frozenset[str]
    around: frozenset[str]
    times: tuple[tuple[int, int], ...]  # (year, month or 0)

    @property
    def own(self) -> frozenset[str]:
        """Stems of both its labels."""
        return self.row | self.head


def words(text: str) -> frozenset[str]:
    """The content words of a label, as stems, with the years it names.

    >>> sorted(words("Total sales in 2019"))
    ['2019', 'sal', 'total']
    """
    text = unglued(text)
    found = {stem(word) for word in _WORD.findall(text) if len(word) > 1 and word.lower() not in _STOP}
    return frozenset(found | set(years(text)))


def unglued(text: str) -> str:
    """The text with a day and a year set apart that lost what stood between them."""
    return _GLUED.sub(r"\1\2 \3", text)


def years(text: str) -> list[str]:
    """Years named, in order, "FY19" among them."""
    found = [(match.start(), match[1]) for match in _YEAR.finditer(text)]
    found += [(match.start(), "20" + match[1]) for match in _SHORT_YEAR.finditer(text)]
    found += [(match.start(), str(_full(match[2]))) for match in _SLASHED.finditer(text)]
    return [year for _, year in sorted(found)]


def times(text: str) -> tuple[tuple[int, int], ...]:
    """(year, month) for each year named; month 0 where none stands before it.

    >>> times("from June 30, 2018 to December 31 , 2019")
    ((2018, 6), (2019, 12))
    """
    text = unglued(text)
    months = [(match.start(), _MONTHS[match[1][:3].lower()]) for match in _MONTH.finditer(text)]
    found: list[tuple[int, int]] = []
    used = 0
    months += [(match.start() - 1, int(match[1])) for match in _SLASHED.finditer(text)]
    months.sort()
    spots = [(match.start(), int(match[1])) for match in _YEAR.finditer(text)]
    spots += [(match.start(), 2000 + int(match[1])) for match in _SHORT_YEAR.finditer(text)]
    spots += [(match.start(), _full(match[2])) for match in _SLASHED.finditer(text)]
    for at, year in sorted(spots):
        near = [month for start, month in months if used - 1 <= start < at and at - start < 24]
        found += [(year, month) for month in near] or [(year, 0)]
        used = at
    return tuple(dict.fromkeys(found))


def _full(year: str) -> int:
    value = int(year)
    return value if value > 99 else 2000 + value if value < 60 else 1900 + value


def figures(source: str, text: str, readings: Sequence[Reading]) -> list[Figure]:
    """Every figure of a text: table cells by their own grammar, the rest as `readings` has them."""
    found: list[Figure] = []
    covered: list[tuple[int, int]] = []
    for number, block in enumerate(_tables(text)):
        covered.append((block[0][0], block[-1][0] + len(block[-1][1])))
        before = text[max(0, block[0][0] - 160) : block[0][0]]
        found += _cells(source, number, block, before)
    prose = [reading for reading in readings if not _inside(reading, covered)]
    found += _prose(source, text, prose)
    return found


def _inside(reading: Reading, covered: Iterable[tuple[int, int]]) -> bool:
    return any(start <= reading.quantity.start < end for start, end in covered)


# --- tables ---


def _tables(text: str) -> Iterator[list[tuple[int, str]]]:
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


def _cells(source: str, number: int, block: list[tuple[int, str]], before: str) -> Iterator[Figure]:
    rows = [_split(at, line) for at, line in block]
    widths = {len(row) for row in rows}
    is_grid = len(widths) == 1 and not any(cell.text in ("$", ")", "€", "£", "%") for row in rows for cell in row)
    heads: list[list[str]] = []
    section = ""
    open_head = True
    caption = words(before)
    spread = times(before)
    has_times = any(_YEAR.search(cell.text) for row in rows[:4] for cell in row)
    for line in range(len(block)):
        row = rows[line] if is_grid else [cell for cell in rows[line] if cell.text not in _EMPTY]
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
        label_cell = row[0].text
        label = words(label_cell)
        weak = caption | words(section) | frozenset().union(*(words(head[0]) for head in heads if head))
        slots = row[1:]
        for column, cell in enumerate(slots):
            if not _is_value(cell.text) and cell.text.lower() not in _DASHES:
                continue
            head_text = " ".join(part for part in (_head(head, column, len(slots), is_grid) for head in heads) if part)
            made = _figure(source, cell)
            if made is None:
                continue
            start, end, shown_text, value, ulp, unit, scale = made
            if (
                re.search(r"%|percent", label_cell + " " + head_text)
                and unit == "none"
                and abs(value) <= 1000
                and not re.search(r"[$]", shown_text)
            ):
                unit = "maybe_percent"
            when = times(label_cell) or times(head_text)
            if not when and len(spread) == len(slots) and not has_times:
                when = (spread[column],)
                head_text += f" {when[0][0]}"
            yield Figure(
                source, start, end, shown_text, value, ulp, unit, scale, number, number * 10_000 + line, column,
                label, words(head_text), weak, when,
            )  # fmt: skip


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


def _figure(source: str, cell: _Cell) -> tuple[int, int, str, Decimal, Decimal, str, int | None] | None:
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


# --- prose ---


def _prose(source: str, text: str, readings: Sequence[Reading]) -> Iterator[Figure]:
    groups: dict[int, list[Reading]] = {}
    for reading in readings:
        unit = reading.quantity.unit
        if reading.quantity.value is not None and reading.quantity.kind == "quantity" and unit not in ("year", "month", "day"):
            groups.setdefault(reading.sentence, []).append(reading)
    for sentence, group in groups.items():
        group = [reading for reading in group if not _is_glued(text, reading)]
        if not group:
            continue
        whole = text[slice(*group[0].sentence_span)][:4000]
        around, named = words(whole), times(whole)
        in_order = "respectively" in whole.lower()
        for run in _runs(text, group):
            led = text[run[0].segment_span[0] : run[0].quantity.start]
            for at, reading in enumerate(run):
                quantity = reading.quantity
                own_text = text[reading.segment_span[0] : quantity.start] + " " + text[quantity.end : reading.segment_span[1]]
                when = times(own_text)
                own = words(own_text + " " + led)
                if in_order and len(run) == len(named) > 1:
                    when = (named[at],)
                    own -= {str(year) for year, _ in named}
                elif not when and len(named) == 1:
                    when = named
                value = quantity.value or Decimal(0)
                mantissa, scale = mantissa_of(quantity.text, abs(value))
                if scale > 1 and scale not in _SCALES.values():
                    scale, mantissa = 1, abs(value)
                unit = "percent" if quantity.unit in ("percent", "percentage_point") else "none"
                yield Figure(
                    source, quantity.start, quantity.end, quantity.text, mantissa.copy_sign(value),
                    (quantity.ulp or Decimal(0)) / scale, unit, scale if scale > 1 else None, -1, -1 - sentence, -1, own,
                    frozenset(str(year) for year, _ in when), around, when,
                )  # fmt: skip


def _runs(text: str, group: Sequence[Reading]) -> list[list[Reading]]:
    """Numbers of a sentence in runs such as "$6.5 million and $5.6 million", which share the words before the first."""
    runs: list[list[Reading]] = []
    for reading in group:
        gap = text[runs[-1][-1].quantity.end : reading.quantity.start] if runs else ""
        if runs and _LISTED.fullmatch(gap):
            runs[-1].append(reading)
        else:
            runs.append([reading])
    return runs


def _is_glued(text: str, reading: Reading) -> bool:
    start = reading.quantity.start
    return (
        _GLUED.match(text, start - 1 if start else 0, reading.quantity.end) is not None
        and _MONTH.search(text[max(0, start - 12) : start]) is not None
    )


def mantissa_of(text: str, value: Decimal) -> tuple[Decimal, int]:
    """The digits as printed and the factor that makes them `value`.

    >>> mantissa_of("$1.2 billion", Decimal(1200000000))
    (Decimal('1.2'), 1000000000)
    """
    match = re.search(r"\d[\d,]*(?:\.\d+)?|\.\d+", text)
    if match is None:
        return value, 1
    printed = Decimal(match[0].replace(",", ""))
    if printed == 0 or value == 0:
        return value, 1
    factor = value / printed
    return (printed, int(factor)) if factor >= 1 and factor == int(factor) else (value, 1)
