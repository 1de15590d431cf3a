"""Which readings may be operands of a claim, and in which order: earlier and later, from and to, low and high."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from copilot.numbers.binding.bind import Slots, compare_slots, is_opposed
from copilot.numbers.binding.yardsticks import compares, told_beside
from copilot.numbers.evidence.amounts import comparable, family
from copilot.numbers.movement import movement
from copilot.numbers.readings.basis import Basis, price_field
from copilot.numbers.readings.entities import is_proper, stems_of
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import When, edge
from copilot.numbers.wording import content_stems
from copilot.records import record

_ENDS = re.compile(r"\b(?:from|between)\b(?P<one>[^.;]{0,60}?)\b(?:to|and|through|until)\b(?P<other>[^.;]{0,60})", re.IGNORECASE)


_AS_IN = re.compile(  # "half as many in 2021 as in 2025"
    r"\bas (?:many|much|large|big|high|low)\b(?P<other>[^.;]{0,60}?)\bas\b(?P<one>[^.;]{0,40})", re.IGNORECASE
)
_OWN_ENDS = re.compile(
    r"\s(?:below|above|under|over|off|short of|higher than|lower than|more than|less than)\s(?:its|the|their)\s"
    r"(?P<one>[^.;]{0,30})",
    re.IGNORECASE,
)
_ONE_END = re.compile(
    r"\b(?:from|since|off)\b(?P<one>[^.;,]{0,40}?\b(?:low|high|open|close|peak|trough|bottom)\b)", re.IGNORECASE
)


_THOSE_OF = re.compile(  # "a quarter of those in 2025", "94% of its 2019 level"
    r"\W*(?:of )?(?:(?:those|that|what (?:it was|they were)) (?:of|in|for|seen in|recorded in)\b"
    r"|(?:[\w’'-]+ ){1,4}(?:levels?|figures?|totals?|values?)\b)"
)
_BREATH = 40  # characters
_COMPARED = content_stems("compared a day week month quarter year ago earlier before previously")


@record()
class Pair:
    """Two operands of a claim, earlier and later; `pinned` where the words leave no other reading."""

    first: Reading
    last: Reading
    pinned: bool


@record()
class _End:
    when: When | None
    price_field: str | None


def as_subject(claim: Reading) -> Reading:
    """The claim as the thing it is a change of: no role, sign or basis of its own."""
    dimensions = {
        key: value for key, value in claim.basis.dimensions.items() if key not in ("comparison", "statistic", "reference")
    }
    foreseen = claim.role == "change" and claim.basis.modality in ("forecast", "guidance")  # it will grow from what it was
    return replace(
        claim,
        role="none",
        direction="none",
        polarity=None,
        basis=Basis(dimensions=dimensions, scope=claim.basis.scope, modality=None if foreseen else claim.basis.modality),
    )


@lru_cache(maxsize=64)
def _timeless(claim: Reading) -> Reading:
    """The same without its time."""
    return replace(as_subject(claim), times=())


@lru_cache(maxsize=512)  # each form asks it of the same readings again
def _slots_as_subject(claim: Reading, theirs: Reading) -> Slots:
    return compare_slots(_timeless(claim), theirs)


@lru_cache(maxsize=512)
def _is_opposed_as_subject(claim: Reading, theirs: Reading) -> bool:
    return is_opposed(_timeless(claim), theirs)


def is_same_thing(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading may be an operand of the claim: nothing contradicts, and the entity, measure or words tie it."""
    if theirs.basis.negated or theirs.basis.dimensions.get("statistic"):
        return False
    if claim.measure and theirs.measure and not related(claim.measure, theirs.measure) and not is_any_rate(claim, theirs):
        return False
    if claim.measure and not theirs.measure and not (claim.words & theirs.words):
        return False
    slots = _slots_as_subject(claim, theirs)
    if set(slots.against) - {"role", "period"} or slots.proxy is not None:
        return False
    if is_of_another(claim, theirs) and not slots.entity_agrees:
        return False
    return (
        slots.entity_agrees
        or slots.measure_agrees
        or bool(claim.measure and claim.measure == theirs.measure)
        or bool(claim.words & theirs.words)
    )


def is_of_another(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading is told of a firm by name and the claim of one by another name; no table need know them."""
    return all(
        side.entities_near and any(name.kind == "other" and is_proper(name) for name in side.entities) for side in (claim, theirs)
    )


def is_any_rate(claim: Reading, theirs: Reading) -> bool:
    """Whether a claim speaks of "rates" alone and the reading is of one."""
    assert theirs.measure is not None
    return claim.measure == "rate" and measures()[theirs.measure].percent


def partners(claim: Reading, levels: Sequence[Reading], others: Sequence[Reading]) -> list[Reading]:
    """Levels that say nothing but a time beside one of `levels`: "61 aircraft in October and 52 in September"."""
    found: list[Reading] = []
    for other in others:
        if other.exact or other.row or any(other is level for level in levels) or not is_level(other):
            continue
        own = other.words - content_stems(other.times_text) - content_stems(_unit(other)) - _COMPARED
        if own or other.measure not in (None, claim.measure):
            continue
        beside = any(
            level.source == other.source
            and level.sentence == other.sentence
            and comparable(family_of(level), family_of(other))
            and abs(level.quantity.start - other.quantity.start) < 60
            for level in levels
        )
        if beside and is_not_against(claim, other):
            found.append(other)
    return found


def _unit(reading: Reading) -> str:
    return reading.quantity.text + " " + reading.quantity.unit.removeprefix("count:")


def is_unopposed(claim: Reading, theirs: Reading) -> bool:
    """Whether no name and no negation speaks against a reading as an operand, be it a median or a forecast."""
    return not theirs.basis.negated and not _is_opposed_as_subject(claim, theirs)


def is_not_against(claim: Reading, theirs: Reading) -> bool:
    """Whether nothing of a reading speaks against its being an operand of the claim."""
    if not is_unopposed(claim, theirs):
        return False
    if claim.role == "change" and told_beside(theirs) is not None and not compares(claim):
        return False  # what a sector has is no earlier value
    statistic = theirs.basis.dimensions.get("statistic")  # nor is a median
    return not statistic or statistic == claim.basis.dimensions.get("statistic")


def without_scope(reading: Reading) -> Reading:
    """A reading that may be a part of something: "only 3 of the 12" says as much of the 12 as "3 of the 12"."""
    return replace(reading, basis=replace(reading.basis, scope=None)) if reading.basis.scope else reading


def is_level(reading: Reading) -> bool:
    """Whether a reading is a level, not a change or an ordinal."""
    return reading.role != "change" and reading.quantity.value is not None and reading.quantity.kind != "ordinal"


def family_of(reading: Reading) -> str:
    """The family of units of a reading, as printed."""
    return family(reading.quantity.unit) if reading.quantity.value is not None else "none"


def pairs_of(claim: Reading, levels: Sequence[Reading]) -> list[Pair]:
    """Ordered pairs of levels that the claim may be told between."""
    ends = _named_ends(claim)
    in_time = _OWN_ENDS.match(claim.trail) is None  # a low may be told against a later high
    pairs: list[Pair] = []
    families = [family_of(level) for level in levels]
    for last, family_of_last in zip(levels, families, strict=True):
        fits = time_fits(claim, last) is not False
        for first, its_family in zip(levels, families, strict=True):
            together = first.sentence == last.sentence and first.source == last.source
            if ends is None and not (fits or together):
                continue  # of many levels most
            if first is last or not comparable(its_family, family_of_last) or not in_line(first, last):
                continue
            if ends is not None:
                if (
                    _fits(first, ends[0])
                    and _fits(last, ends[1])
                    and not (ends[1].when is None and in_time and is_earlier(last, first))
                ):
                    pairs.append(Pair(first, last, ends[1].when is not None or ends[1].price_field is not None))
                continue
            if together and first.role == "from" and last.role in ("to", "level", "none"):
                if last is not (_reached_from(first, levels) or last):
                    continue  # "to 52.8 from 52.5 …; services reached 53.6"
                if fits:
                    pairs.append(Pair(first, last, True))
            elif (together and first.prior and not last.prior) or (fits and is_earlier(first, last)):
                pairs.append(Pair(first, last, False))
    pairs = _of_its_row(claim, _from_the_time_told(claim, _from_the_one_before(claim, pairs)))
    if any(pair.pinned for pair in pairs):
        certain = _best_named(claim, [pair for pair in pairs if pair.pinned])
        if len({(pair.first.index, pair.first.source, pair.last.index) for pair in certain}) > 1:
            certain = [replace(pair, pinned=False) for pair in certain]
        return certain + [pair for pair in pairs if not pair.pinned]
    return pairs


def _of_its_row(claim: Reading, pairs: list[Pair]) -> list[Pair]:
    """Of pairs of cells, one row each, those of the row whose label the claim's words name best."""
    if len(pairs) < 2 or not all(pair.first.row and pair.first.row == pair.last.row for pair in pairs):
        return pairs
    named = [len(claim.words & pair.first.words & pair.last.words) for pair in pairs]
    best = max(named)
    return [pair for pair, count in zip(pairs, named, strict=True) if count == best] if best else pairs


def _from_the_time_told(claim: Reading, pairs: list[Pair]) -> list[Pair]:
    """Of a change "on the second quarter" those that begin there, if any do."""
    begin = [
        pair
        for pair in pairs
        if any(same_time(when, time.when, windowed=False) for when in claim.compared_times for time in pair.first.times)
    ]
    return begin or pairs


def _best_named(claim: Reading, pairs: list[Pair]) -> list[Pair]:
    """Of several moves the one that the claim's words name best: of the foreign visitors, not of the domestic ones."""
    said = claim.words - stems_of(claim.entities) - content_stems(claim.times_text)
    named = [len(said & (pair.first.words | pair.last.words)) for pair in pairs]
    best = max(named)
    return [pair for pair, count in zip(pairs, named, strict=True) if count == best] if named.count(best) == 1 else pairs


def _from_the_one_before(claim: Reading, pairs: list[Pair]) -> list[Pair]:
    """A change in one period is one on the period before it: of those that lead to one level, the latest first."""
    if len(claim.times) != 1 or claim.times[0].when.since or claim.times[0].when.grain in ("window", "length"):
        return pairs
    begins: dict[tuple[Reading, str], dict[When | None, Reading]] = {}
    for pair in pairs:
        when = pair.first.times[0].when if pair.first.times else None
        begins.setdefault((pair.last, pair.first.source), {}).setdefault(when, pair.first)  # one of each time will do
    return [
        pair
        for pair in pairs
        if pair.pinned or not any(is_earlier(pair.first, other) for other in begins[pair.last, pair.first.source].values())
    ]


@cache
def _moves() -> frozenset[str]:
    """The stems of the verbs of change, which tell nothing of what rose or fell."""
    return content_stems(" ".join(movement().verbs))


def best_named(claim: Reading, changes: Sequence[Reading]) -> Sequence[Reading]:
    """Of several changes of one sentence the one that the claim's words name best: of the capesize index, not of all ships'."""
    if len({(change.source, change.sentence) for change in changes}) != 1 or len(changes) < 2:
        return changes
    said = claim.words - stems_of(claim.entities) - content_stems(claim.times_text) - _moves()
    named = [len(said & change.words) for change in changes]
    best = max(named)
    return [change for change, count in zip(changes, named, strict=True) if count == best]


def _reached_from(first: Reading, levels: Sequence[Reading]) -> Reading | None:
    """The value reached from another in one breath: the nearest of its sentence."""
    together = [last for last in levels if last.role == "to" and (last.source, last.sentence) == (first.source, first.sentence)]
    near = [last for last in together if abs(first.quantity.start - last.quantity.start) < _BREATH]
    return min(near, key=lambda last: abs(first.quantity.start - last.quantity.start)) if near else None


def is_of_another_time(claim: Reading) -> bool:
    """Whether a multiple or share is of what was at another time: "four times those of 2023", "94% of its 2019 level"."""
    told = claim.quantity.unit == "ratio_x" and bool(claim.times)
    told = told or (claim.quantity.unit == "percent" and claim.role != "change")
    return told and len(claim.compared_times) == 1 and _THOSE_OF.match(claim.trail) is not None


def _named_ends(claim: Reading) -> tuple[_End, _End] | None:
    """ "From its November low to its December high", "between 2021 and 2025", "as many in 2021 as in 2025"."""
    if is_of_another_time(claim):
        return _End(claim.compared_times[0], None), _End(claim.times[0].when if claim.times else None, None)
    match = _ENDS.search(claim.trail) or _AS_IN.search(claim.trail)
    if claim.times and claim.times[0].when.grain == "window" and claim.times[0].when.first:
        when = claim.times[0].when
        told = match or _ENDS.search(claim.lead)
        one, other = (price_field(told[part], "") if told is not None else None for part in ("one", "other"))
        return _End(edge(when, first=True), one), _End(edge(when, first=False), other)
    if match is not None:
        return _both_ends(claim, match, claim.quantity.end)
    match = _ENDS.search(claim.lead)
    return _both_ends(claim, match, claim.segment_span[0]) if match is not None else _one_end(claim)


def _one_end(claim: Reading) -> tuple[_End, _End] | None:
    """ "Since its November low"; "its low was 11% below its high"."""
    against, field = _OWN_ENDS.match(claim.trail), price_field(claim.lead, "")
    if against is not None and field and price_field(against["one"], "") not in (None, field):
        return _End(None, price_field(against["one"], "")), _End(None, field)
    only = _ONE_END.search(claim.trail)
    return (_end(claim, only, "one", claim.quantity.end), _End(None, None)) if only is not None else None


def _both_ends(claim: Reading, match: re.Match[str], offset: int) -> tuple[_End, _End] | None:
    """The ends a match names, from the one to the other; None where they name no time and no price."""
    one, other = _end(claim, match, "one", offset), _end(claim, match, "other", offset)
    named = one.when or one.price_field or other.when or other.price_field
    return (one, other) if named else None


def _end(claim: Reading, match: re.Match[str], part: str, offset: int) -> _End:
    start, end = offset + match.start(part), offset + match.end(part)
    time = next((time.when for time in claim.times if start <= time.start < end), None)
    if time is None and part == "one" and len(claim.compared_times) == 1:
        time = claim.compared_times[0]  # "rose 26% from Q1 to Q2"
    return _End(time, price_field(match[part], ""))


def _fits(reading: Reading, end: _End) -> bool:
    if end.price_field and reading.basis.price_field != end.price_field:
        return False
    if end.when is None:
        return True
    verdicts = [same_time(end.when, time.when, windowed=False) for time in reading.times]
    return any(verdicts) if end.price_field is None else False not in verdicts or any(verdicts)


def time_fits(claim: Reading, level: Reading) -> bool | None:
    """Whether a reading is of a time of the claim: True, False where it is of another, None where one has none."""
    if not claim.times or not level.times:
        return None
    verdicts = [same_time(mine.when, theirs.when, windowed=False) for mine in claim.times[:2] for theirs in level.times]
    if any(verdicts):
        return True
    return False if False in verdicts else None


def is_earlier(first: Reading, last: Reading) -> bool:
    """Whether the words date one level before another."""
    if not first.times or not last.times:
        return False
    one, other = first.times[0].when, last.times[0].when
    if one.relative and other.relative and one.grain == other.grain and one.end is None and other.end is None:
        return one.part is None and other.part is None and (one.day or 0) < (other.day or 0)  # this year, next year
    if one.end is not None and other.end is not None:
        return one.end < other.end
    if one.year is not None and other.year is not None and one.year != other.year:
        return one.year < other.year
    if one.grain == other.grain == "day" and one.month == other.month and None not in (one.day, other.day, one.month):
        return (one.day or 0) < (other.day or 0)
    if one.month is not None and other.month is not None:
        return one.month < other.month or (other.month == 1 and one.month == 12)
    if one.quarter is not None and other.quarter is not None:
        return one.quarter < other.quarter
    return False


def is_backward(first: Reading, last: Reading) -> bool:
    """Whether the words say that `last` was before `first`."""
    if first.sentence == last.sentence and first.role in ("to", "level") and last.role == "from":
        return True
    return is_earlier(last, first) or (last.prior and not first.prior)


def years_between(pair: Pair) -> int | None:
    """Whole years from one level to the other, where both are dated."""
    one = pair.first.times[0].when if pair.first.times else None
    other = pair.last.times[0].when if pair.last.times else None
    first = one.year or (one.end.year if one and one.end else None) if one else None
    last = other.year or (other.end.year if other and other.end else None) if other else None
    return last - first if first and last and last > first else None


def in_line(one: Reading, other: Reading) -> bool:
    """Whether two numbers of one table share a row or a column."""
    if not (one.row and other.row) or one.source != other.source:
        return True
    return one.row == other.row or one.column == other.column


def size(reading: Reading) -> Decimal:
    """The printed magnitude; 0 of a range or a vote."""
    return abs(reading.quantity.value or Decimal(0))
