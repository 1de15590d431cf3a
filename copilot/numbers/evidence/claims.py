"""What a text claims, number by number: the reading of the check, for callers who hold it against price data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from copilot.names import Name
from copilot.numbers.evidence.source import read_text
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.tables import Tables
from copilot.numbers.times.timing import dateline, find_times
from copilot.numbers.times.when import TimeMention, When, day
from copilot.numbers.types import Direction, Quantity, Role
from copilot.types import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One judged number of a text and what it is said of. A slot the text leaves out is None or empty.

    `entities` carry id, kind, ticker and the index a fund tracks. `period_start` and `period_end` are inclusive days, None where
    the text does not fix them; `period_grain` is day, week, part, month, quarter, half, year, window or length. `operands` are
    indices into the list of claims: the numbers a change is told from and to ("12% from 112 to 125"). `since` marks a window
    that runs from the period to the text's own day; `months` is the length of a "three-year" one. `row` and `head` are the label
    and the column head of a number in a table.
    """

    quantity: Quantity
    entities: tuple[Name, ...]
    tickers: tuple[str, ...]
    measure: str | None
    price_field: str | None  # open, high, low, close, listing
    basis: dict[str, str]
    period_start: date | None
    period_end: date | None
    period_grain: str | None
    period_span: Span | None
    role: Role
    direction: Direction
    polarity: int | None
    modality: str | None  # actual, forecast, guidance, consensus
    negated: bool
    scope: str | None
    sentence: Span
    clause: Span
    entities_near: bool = False  # named in the number's own clause or row, not by an antecedent
    since: bool = False
    months: int | None = None
    row: Span | None = None
    head: Span | None = None
    operands: tuple[int, ...] = ()
    when: When | None = None  # its time, with the parts that a period without days has: a fiscal quarter, the grains of a window


def read_claims(text: str, *, published: date | str | None = None) -> list[Claim]:
    """Every judged quantity of `text` with its slots, in order. published: the text's own day; else its dateline, if it has one.

    >>> claims = read_claims("The DAX rose 2% in May 2024.")
    >>> claims[0].entities[0].id, str(claims[0].period_end), claims[0].direction
    ('dax', '2024-05-31', 'up')
    """
    anchor = day(published) or dateline(text)
    readings = [_with_late_window(reading, text, anchor) for reading in read_text(text, anchor)[1]]
    tables = Tables(text)
    return [_claim(reading, _operands(at, readings), readings, tables) for at, reading in enumerate(readings)]


def _with_late_window(reading: Reading, text: str, anchor: date | None) -> Reading:
    """ "Rallied 12% (as reported) from 17 November to 18 December": a change without a time takes the window at its end."""
    if reading.times or reading.role != "change" or reading.quantity.unit != "percent" or reading.row:
        return reading
    tail = (reading.quantity.end, reading.sentence_span[1])
    found = [time for time in find_times(text, anchor, [tail]) if time.when.grain == "window" and time.when.start is not None]
    between = text[tail[0] : found[0].start] if found else ""
    aside = ")" in between.split("(")[0]  # "(in line with the 10% reported) from 17 November": not of the 10%
    if not found or aside or "%" in between:  # of a change between them
        return reading
    return replace(reading, times=tuple(found[:1]))


def _claim(reading: Reading, operands: tuple[int, ...], readings: list[Reading], tables: Tables) -> Claim:
    cell = tables.cell(reading.quantity.start)
    window = _between(readings[operands[0]], readings[operands[1]]) if len(operands) == 2 else None
    claim = claim_of(reading, window)
    return (
        replace(claim, row=cell.label, head=cell.heads[-1] if cell.heads else (0, 0), operands=operands)
        if cell
        else replace(claim, operands=operands)
    )


def claim_of(reading: Reading, window: TimeMention | None = None) -> Claim:
    """A reading outside a table as a claim. window: what it is told over, where not its own first time."""
    time: TimeMention | None = window or (reading.times[0] if reading.times else None)
    return Claim(
        quantity=reading.quantity,
        entities=reading.entities,
        tickers=tuple(dict.fromkeys(name.ticker for name in reading.entities if name.ticker)),
        measure=reading.measure,
        price_field=reading.basis.price_field,
        basis=dict(reading.basis.dimensions),
        period_start=time.when.start if time else None,
        period_end=time.when.end if time else None,
        period_grain=time.when.grain if time else None,
        period_span=(time.start, time.end) if time else None,
        role=reading.role,
        direction=reading.direction,
        polarity=reading.polarity,
        modality=reading.basis.modality,
        negated=reading.basis.negated,
        scope=reading.basis.scope,
        sentence=reading.sentence_span,
        clause=reading.clause_span,
        entities_near=reading.entities_near,
        since=time.when.since if time else False,
        months=time.when.months if time else None,
        when=time.when if time else None,
    )


def _between(first: Reading, last: Reading) -> TimeMention | None:
    """The window from the time of one level to the time of another."""
    if not first.times or not last.times:
        return None
    one, other = first.times[0], last.times[0]
    if one.when.start is None or other.when.end is None or one.when.start > other.when.end:
        return None
    when = When("window", one.when.start, other.when.end, first=one.when.grain, last=other.when.grain)
    return TimeMention(min(one.start, other.start), max(one.end, other.end), when)


def _operands(at: int, readings: list[Reading]) -> tuple[int, ...]:
    """The two levels of its sentence that a change is told between: from and to, else the low and the high."""
    change = readings[at]
    if change.role != "change":
        return ()
    levels = [i for i, other in enumerate(readings) if i != at and _is_level(other) and _is_of_its_subject(other, change)]
    by_role = {readings[i].role: i for i in levels}
    if "from" in by_role and "to" in by_role:
        return by_role["from"], by_role["to"]
    by_field = {readings[i].basis.price_field: i for i in levels if readings[i].basis.price_field}
    if "low" in by_field and "high" in by_field:
        low, high = by_field["low"], by_field["high"]
        return (low, high) if change.direction != "down" else (high, low)
    return (levels[0], levels[1]) if len(levels) == 2 else ()


def _is_of_its_subject(level: Reading, change: Reading) -> bool:
    """Whether a level stands in the sentence of a change and is said of no other instrument."""
    if level.sentence != change.sentence:
        return False
    theirs, own = ({name.id for name in reading.entities} for reading in (level, change))
    return not theirs or not own or bool(theirs & own)


def _is_level(reading: Reading) -> bool:
    return reading.role != "change" and reading.quantity.unit not in ("percent", "percentage_point", "basis_point", "ratio_x")
