"""Figures that stand nowhere but follow: stated in their own sentence, named by measure and time, or found by a guarded search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from copilot.numbers import arithmetic
from copilot.numbers.amounts import amounts, comparable
from copilot.numbers.arithmetic import Operand, Result
from copilot.numbers.basis import Basis
from copilot.numbers.binding import compare_slots
from copilot.numbers.citations import Governance
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Evidence, Pool
from copilot.numbers.match import accepted
from copilot.numbers.measures import related
from copilot.numbers.slots import Reading
from copilot.numbers.timing import When, same_time
from copilot.numbers.types import ReasonCode
from copilot.numbers.verdicts import Outcome, sentence

_OPEN_TO_SEARCH = frozenset({"not_found", "value", "comparator"})
_CHANCE = Decimal("0.01")
_MOST_OPERANDS = 40  # of one source, in a free search
_TOTAL = re.compile(r"\b(?:all|total\w*|combined|together|altogether|sum|overall|in all|aggregate|both)\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:apart from|excluding|other than|except(?:ing)?|without|the rest|rest of|remaining|remainder|outside|not for|non-|ex-|beyond)",
    re.IGNORECASE,
)
_RECOVER = re.compile(
    r"\b(?:regain|recover|recoup|get back to|return to|back to|make up|match|reach)\w*\b[^.;]{0,40}\b(?:peak|high|record|level|loss|losses)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|prior|earlier|until then|had been)\b", re.IGNORECASE)
_SURPRISE = re.compile(
    r"\b(?:beat|beats|beating|miss\w*|topp\w*|exceed\w*|above|below|ahead of|short of|surpass\w*)\b", re.IGNORECASE
)
_OF = re.compile(r"\s?(?:out )?of\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|off|down from|short of)\b", re.IGNORECASE)
_PARTS = re.compile(
    r"\b(?:percent(?:age)?|portion|share|proportion|part|much|fraction) of\b|\bas a (?:percent|percentage|share)\b", re.IGNORECASE
)
_PER = re.compile(r"\b(?:per|ratio|times|divided|multiple|how many)\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:a year|per year|per annum|annually|annuali[sz]ed|compound\w*|cagr|each year|every year)\b", re.IGNORECASE
)
_COMPARES = re.compile(
    r"(?:below|above|less than|more than|higher than|lower than|over|under|ahead of|behind|premium|discount|gap|of its|of the|of)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:from|between)\b(?P<one>[^.;]{0,60}?)\b(?:to|and|through|until)\b(?P<other>[^.;]{0,60})", re.IGNORECASE)


_ONE_END = re.compile(
    r"\b(?:from|since|off)\b(?P<one>[^.;,]{0,40}?\b(?:low|high|open|close|peak|trough|bottom)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two operands of a claim, earlier and later; `pinned` where the words leave no other reading."""

    first: Reading
    last: Reading
    pinned: bool


def derive(
    claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts by derivation for the numbers that nothing bound; levels first, since changes are told between them."""
    found: dict[int, Outcome] = {}
    order = sorted(claims, key=lambda at: (claims[at].role == "change", at))
    for at in order:
        claim, outcome = claims[at], outcomes[at]
        if outcome.verdict in ("checked", "uncited", "exempt") or outcome.reason_code in ("bad_citation", "proxy"):
            continue
        if claim.quantity.value is None:
            continue
        pool = evidence.pool(reach[at].ids)
        current = {**outcomes, **found}
        made = (
            _stated(claim, claims, current)
            or _named(claim, pool, outcome.reason_code not in _OPEN_TO_SEARCH)
            or _searched(claim, pool, outcome)
        )
        if made is not None and (made.verdict == "checked" or outcome.reason_code in _OPEN_TO_SEARCH):
            found[at] = made
    return found


# --- 1. stated in the same sentence ---


def _stated(claim: Reading, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The claim's own sentence holds its operands: each is judged itself, the result needs only the arithmetic."""
    beside = {at: other for at, other in claims.items() if other.sentence == claim.sentence and at != claim.index}
    levels = {at: other for at, other in beside.items() if other.role != "change" and other.quantity.value is not None}
    if not 2 <= len(levels) <= 8:
        return None
    for pair in _stated_pairs(claim, levels):
        results = list(_results(claim, pair.first, pair.last))
        right = next((result for result in results if _holds(claim, result) and (pair.pinned or _is_sharp(claim, result))), None)
        operands = [outcomes[at] for at, other in levels.items() if other is pair.first or other is pair.last]
        if right is not None:
            if any(outcome.rejected and not outcome.period_only for outcome in operands):
                return Outcome(
                    "unsupported", "not_found", sentence(f"the arithmetic holds ({right.formula}), but an operand does not")
                )
            return _derived(right, "in its own sentence")
        if pair.pinned and results:
            return _wrong(claim, results[0])
    listed = [operand for operand in (arithmetic.operand(other) for at, other in levels.items() if at < claim.index) if operand]
    if len(listed) >= 2 and _TOTAL.search(claim.lead):
        result = arithmetic.total(listed)
        if _holds(claim, result) and not any(
            outcomes[at].rejected and not outcomes[at].period_only for at in levels if at < claim.index
        ):
            return _derived(result, "in its own sentence")
    return None


def _stated_pairs(claim: Reading, levels: Mapping[int, Reading]) -> Iterator[Pair]:
    starts = [other for other in levels.values() if other.role == "from"]
    finals = [other for other in levels.values() if other.role == "to"]
    if starts and finals and claim.role == "change":
        start = min(starts, key=lambda other: abs(other.quantity.start - claim.quantity.start))
        final = min(finals, key=lambda other: abs(other.quantity.start - start.quantity.start))
        yield Pair(start, final, comparable(_family(start), _family(final)))
        return
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    if (claim.role == "change" and rate) or _COMPARES.match(claim.after.lstrip()) or claim.quantity.unit == "ratio_x":
        values = list(levels.values())
        for one in values:
            for other in values:
                if one is not other and comparable(_family(one), _family(other)) and not _is_backward(one, other):
                    yield Pair(one, other, False)


# --- 2. named by entity, measure and time ---


def _named(claim: Reading, pool: Pool, contradicted: bool) -> Outcome | None:
    """Operands found by the words of the claim; one reading each: later over earlier, part over whole, first-named less second."""
    wrong: Result | None = None
    makers = (
        (_changes, _comparisons, _before, _rests, _recoveries)
        if contradicted
        else (_changes, _comparisons, _before, _sums, _shares, _rests, _recoveries, _remainders)
    )
    for maker in makers:
        for result, pinned in maker(claim, pool):
            if _holds(claim, result) and (pinned or _is_sharp(claim, result)):
                return _derived(result, "by the operands it names")
            if pinned and wrong is None:
                wrong = result
    return _wrong(claim, wrong) if wrong is not None else None


def _changes(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A change between two levels of the same measure: from and to, an earlier and a later time, low and high."""
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    if claim.role != "change" and not (rate and claim.role == "none") and claim.quantity.unit != "ratio_x":
        return
    if claim.basis.dimensions.get("comparison") and claim.role != "change":
        return
    levels = [theirs for theirs in pool.readings if _is_level(theirs) and _same_thing(claim, theirs)]
    for pair in _pairs(claim, levels):
        for result in _results(claim, pair.first, pair.last):
            yield result, pair.pinned
        if _YEARLY.search(claim.lead + claim.trail):
            years = _years(pair)
            first, last = arithmetic.operand(pair.first), arithmetic.operand(pair.last)
            grown = arithmetic.growth_per_year(first, last, years) if first and last and years else None
            if grown:
                yield grown, False


def _pairs(claim: Reading, levels: Sequence[Reading]) -> list[Pair]:
    """Ordered pairs of levels that the claim may be told between."""
    ends = _named_ends(claim)
    pairs: list[Pair] = []
    for last in levels:
        for first in levels:
            if first is last or not comparable(_family(first), _family(last)):
                continue
            if ends is not None:
                if _fits(first, ends[0]) and _fits(last, ends[1]) and not (ends[1].when is None and _is_earlier(last, first)):
                    pairs.append(Pair(first, last, ends[1].when is not None or ends[1].price_field is not None))
                continue
            together = first.source == last.source and first.sentence == last.sentence
            if together and first.role == "from" and last.role in ("to", "level", "none"):
                pairs.append(Pair(first, last, _time_fits(claim, last) is not False))
            elif (together and first.prior and not last.prior) or (_is_earlier(first, last) and _time_fits(claim, last) is not False):
                pairs.append(Pair(first, last, False))
    if any(pair.pinned for pair in pairs):
        certain = [pair for pair in pairs if pair.pinned]
        if len({(pair.first.index, pair.first.source, pair.last.index) for pair in certain}) > 1:
            certain = [replace(pair, pinned=False) for pair in certain]
        return certain + [pair for pair in pairs if not pair.pinned]
    return pairs


@dataclass(frozen=True, slots=True)
class _End:
    when: When | None
    price_field: str | None


def _named_ends(claim: Reading) -> tuple[_End, _End] | None:
    """ "From its November low to its December high", "between 2021 and 2025", "from July to August"."""
    from copilot.numbers.basis import price_field

    if claim.times and claim.times[0].when.grain == "window" and claim.times[0].when.first:
        when = claim.times[0].when
        return _End(_edge(when, first=True), None), _End(_edge(when, first=False), None)
    match = _ENDS.search(claim.trail) or _ENDS.search(claim.lead)
    if match is None:
        only = _ONE_END.search(claim.trail)
        if only is None:
            return None
        start, end = claim.quantity.end + only.start("one"), claim.quantity.end + only.end("one")
        time = next((time.when for time in claim.times if start <= time.start < end), None)
        return _End(time, price_field(only["one"], "")), _End(None, None)
    inside = claim.trail if _ENDS.search(claim.trail) else claim.lead
    offset = claim.quantity.end if inside is claim.trail else claim.segment_span[0]
    found: list[_End] = []
    for part in ("one", "other"):
        start, end = offset + match.start(part), offset + match.end(part)
        time = next((time.when for time in claim.times if start <= time.start < end), None)
        found.append(_End(time, price_field(match[part], "")))
    if all(end.when is None and end.price_field is None for end in found):
        return None
    return found[0], found[1]


def _edge(when: When, *, first: bool) -> When | None:
    from copilot.numbers.timing import month_of, quarter_of, year_of

    grain = when.first if first else when.last
    at = when.start if first else when.end
    if at is None:
        month = when.month if first else when.day
        return month_of(None, month) if grain == "month" and month else None
    if grain == "year":
        return year_of(at.year)
    if grain == "month":
        return month_of(at.year, at.month)
    if grain == "quarter":
        return quarter_of(at.year, (at.month + 2) // 3)
    return When("day", at, at, at.year, at.month, at.day)


def _fits(reading: Reading, end: _End) -> bool:
    if end.price_field and reading.basis.price_field != end.price_field:
        return False
    if end.when is None:
        return True
    verdicts = [same_time(end.when, time.when, windowed=False) for time in reading.times]
    return any(verdicts) if end.price_field is None else False not in verdicts or any(verdicts)


def _time_fits(claim: Reading, level: Reading) -> bool | None:
    if not claim.times or not level.times:
        return None
    verdicts = [same_time(mine.when, theirs.when, windowed=False) for mine in claim.times[:2] for theirs in level.times]
    if any(verdicts):
        return True
    return False if False in verdicts else None


def _is_earlier(first: Reading, last: Reading) -> bool:
    if not first.times or not last.times:
        return False
    one, other = first.times[0].when, last.times[0].when
    if one.end is not None and other.end is not None:
        return one.end < other.end
    if one.year is not None and other.year is not None and one.year != other.year:
        return one.year < other.year
    if one.month is not None and other.month is not None:
        return one.month < other.month or (other.month == 1 and one.month == 12)
    if one.quarter is not None and other.quarter is not None:
        return one.quarter < other.quarter
    return False


def _years(pair: Pair) -> int | None:
    one = pair.first.times[0].when if pair.first.times else None
    other = pair.last.times[0].when if pair.last.times else None
    first = one.year or (one.end.year if one and one.end else None) if one else None
    last = other.year or (other.end.year if other and other.end else None) if other else None
    return last - first if first and last and last > first else None


def _comparisons(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The first-named less the second: "the index beat the other by 2.5 points"."""
    if not claim.comparators or not claim.entities:
        return
    ghost = _ghost(claim)
    firsts = [theirs for theirs in pool.readings if _agrees(ghost, theirs)]
    seconds = [theirs for theirs in pool.readings if _agrees(replace(ghost, entities=claim.comparators, comparators=()), theirs)]
    for first in firsts:
        for second in seconds:
            if first is second or not comparable(_family(first), _family(second)):
                continue
            one, other = _signed(second), _signed(first)
            if one is None or other is None:
                continue
            pinned = len(firsts) == len(seconds) == 1
            for result in (arithmetic.difference(one, other), arithmetic.ratio(one, other)):
                if result is not None and _same_form(claim, result):
                    yield result, pinned and result.signed


def _agrees(ghost: Reading, theirs: Reading) -> bool:
    slots = compare_slots(replace(ghost, times=ghost.times), theirs)
    return slots.entity_agrees and not set(slots.against) - {"role", "direction", "sign"} and slots.proxy is None


def _signed(reading: Reading) -> Operand | None:
    found = arithmetic.operand(reading)
    if found is None or reading.role != "change" or reading.polarity != -1:
        return found
    interval = arithmetic.Interval(-found.interval.high, -found.interval.low)
    return replace(found, point=-found.point, interval=interval)


def _before(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A level told by what followed it: "11.1 million in May, 0.9 million fewer than in April"."""
    if claim.role == "change":
        return
    for change in pool.readings:
        if change.role != "change" or not _same_thing(claim, change, units=False):
            continue
        told = bool(change.compared_times or change.prior)
        backward = claim.role == "from" or claim.prior or _EARLIER.search(claim.lead) is not None
        surprise = claim.basis.modality in ("consensus", "forecast") and _SURPRISE.search(change.lead) is not None
        if not (told or backward or surprise):
            continue
        if told and not backward and not surprise and claim.times:
            if not any(same_time(mine.when, when, windowed=False) for mine in claim.times for when in change.compared_times):
                continue
        for level in pool.readings:
            if level.source != change.source or level.sentence != change.sentence or not _is_level(level) or level.role == "from":
                continue
            if level.index > change.index and not backward and not surprise:
                continue
            one, other = arithmetic.operand(change), arithmetic.operand(level)
            result = arithmetic.before_change(one, other) if one and other else None
            if result is not None and _same_form(claim, result):
                yield result, told and bool(claim.times) and not backward


def _sums(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The sum or mean of a list that stands in one sentence."""
    if claim.role == "change":
        return
    words = claim.lead + " " + claim.trail
    for group in _lists(claim, pool):
        operands = [found for found in (arithmetic.operand(reading) for reading in group) if found is not None]
        if len(operands) < 2:
            continue
        summed = _TOTAL.search(words) is not None
        picked = [part for part in operands if part.reading.entities and classes_agree(claim.entities, part.reading.entities)[0]]
        if 2 <= len(picked) < len(operands):
            yield arithmetic.total(picked), summed
            continue
        if _MEAN.search(words):
            yield arithmetic.mean(operands), True
        elif summed or (claim.measure and group[0].measure):
            yield arithmetic.total(operands), summed


def _lists(claim: Reading, pool: Pool, *, units: bool = True) -> Iterator[list[Reading]]:
    groups: dict[tuple[str, int], list[Reading]] = {}
    for theirs in pool.readings:
        if (not units and _is_level(theirs) and _family(theirs) != "points") or (
            units and _is_level(theirs) and any(comparable(amount.family, _family(theirs)) for amount in amounts(claim.quantity))
        ):
            groups.setdefault((theirs.source, theirs.sentence), []).append(theirs)
    for group in groups.values():
        subjects = {name.id for reading in group for name in reading.entities}
        alike = len({reading.measure for reading in group}) == 1
        named = not (group[0].measure and claim.measure) or related(group[0].measure, claim.measure)
        apart = len(subjects) >= len(group) or _TOTAL.search(claim.lead + " " + claim.trail) is not None
        if 2 <= len(group) <= 12 and alike and named and apart and len({reading.quantity.unit for reading in group}) <= 2:
            yield group


def _shares(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A part over its whole, both named by the claim's words; the whole may be the sum of a list."""
    fraction = claim.quantity.unit == "percent" or (
        claim.quantity.unit == "ratio_x" and claim.quantity.value is not None and claim.quantity.value < 1
    )
    if not fraction or claim.role == "change" or not claim.share:
        return
    levels = [
        theirs
        for theirs in pool.readings
        if _is_level(theirs) and theirs.quantity.unit != "percent" and theirs.prior == claim.prior
    ]
    for group in _lists(claim, pool, units=False):
        operands = [found for found in (arithmetic.operand(reading) for reading in group) if found is not None]
        for part in operands:
            if classes_agree(claim.entities, part.reading.entities)[0] and len(operands) == len(group) > 1:
                made = arithmetic.share_of_sum(part, operands)
                if made is not None:
                    yield made, False
    levels = [theirs for theirs in levels if _not_against(claim, theirs)]
    found: list[tuple[int, int, Reading, Reading]] = []
    for part in levels:
        for whole in levels:
            if part is whole or part.source != whole.source or not comparable(_family(part), _family(whole)):
                continue
            if abs(part.sentence - whole.sentence) > 2 or abs(part.quantity.value or 0) > abs(whole.quantity.value or 0):
                continue
            own = len((part.words & claim.words) - whole.words)
            common = len(whole.words & claim.words)
            inside = (
                part.sentence == whole.sentence
                and _OF.match(part.after) is not None
                and 0 < whole.quantity.start - part.quantity.end < 16
            )
            if (own or inside) and (common or part.sentence == whole.sentence):
                found.append((own, common, part, whole))
    found.sort(key=lambda entry: (-entry[0], -entry[1]))
    for rank, (own, common, part, whole) in enumerate(found):
        one, other = arithmetic.operand(part), arithmetic.operand(whole)
        result = arithmetic.share(one, other) if one and other else None
        if result is not None:
            best = rank == 0 and (len(found) == 1 or found[1][:2] < (own, common))
            yield result, best


def _rests(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """What is left of a whole: "apart from EUV", "nine of the twelve did not"."""
    complement = _REST.search(claim.lead + claim.trail) is not None
    levels = [theirs for theirs in pool.readings if _is_level(theirs)]
    if not complement and not claim.basis.negated and not _denies(claim):
        return
    for part in levels:
        for whole in levels:
            if part is whole or part.source != whole.source or abs(part.sentence - whole.sentence) > 1:
                continue
            if not comparable(_family(part), _family(whole)) or abs(part.quantity.value or 0) >= abs(whole.quantity.value or 0):
                continue
            if not complement and (part.basis.negated or part.sentence != whole.sentence):
                continue
            if complement and not (part.words & claim.words):
                continue
            one, other = arithmetic.operand(part), arithmetic.operand(whole)
            result = arithmetic.difference(one, other) if one and other else None
            if result is not None and _same_form(claim, result):
                yield replace(result, signed=False), False


def _denies(claim: Reading) -> bool:
    return re.search(r"\b(?:not|never)\b|n['’]t\b", claim.trail + claim.after, re.IGNORECASE) is not None


def _recoveries(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The rise that makes a fall good."""
    if not _RECOVER.search(claim.lead + claim.trail):
        return
    for theirs in pool.readings:
        if _BELOW.search(theirs.trail[:20]) or theirs.polarity == -1:
            found = arithmetic.operand(theirs)
            result = arithmetic.recovery(replace(found, point=abs(found.point))) if found else None
            if result is not None and _not_against(claim, theirs):
                yield result, True


def _remainders(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """ "At 70% of its peak" of what is 30% below it."""
    if claim.quantity.unit != "percent" or not claim.share or claim.role == "change":
        return
    for theirs in pool.readings:
        if (
            theirs.quantity.unit == "percent"
            and re.match(r"\s?(?:below|under|off|short of|down from|less than)\b", theirs.after)
            and _same_thing(claim, theirs)
        ):
            found = arithmetic.operand(replace(theirs, polarity=1))
            if found is not None:
                yield arithmetic.remainder(found), True


# --- 3. free search ---


def _searched(claim: Reading, pool: Pool, outcome: Outcome) -> Outcome | None:
    """Two operands that no word names; accepted only where an accidental match is unlikely."""
    if outcome.reason_code not in _OPEN_TO_SEARCH:
        return None
    if len(re.sub(r"\D", "", claim.quantity.text).lstrip("0")) < 2:
        return None
    best: tuple[Decimal, Result] | None = None
    for near in _searchable(claim, pool):
        found = _first_match(claim, near)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return None
    chance, result = best
    if chance < _CHANCE:
        return _derived(result, f"an accidental match has a chance of {_percent(chance)}", chance)
    words = f"{result.formula} would give it, but such a match by accident has a chance of {_percent(chance)}"
    return Outcome("unsupported", "chance", sentence(words), None, (_formula(result, chance),))


def _searchable(claim: Reading, pool: Pool) -> Iterator[list[Reading]]:
    """The readings of each source, those the claim's words name first; the metrics together are one source."""
    groups: dict[str, list[Reading]] = {}
    for reading in pool.readings:
        if reading.quantity.value is not None and reading.quantity.kind != "ordinal":
            groups.setdefault("M" if reading.exact else reading.source, []).append(reading)
    for group in groups.values():
        counts = Counter(word for reading in group for word in reading.words)
        weighed = [
            (_named_weight(claim, reading, counts), -at, reading)
            for at, reading in enumerate(group)
            if _not_against(claim, reading)
        ]
        weighed.sort(key=lambda entry: (-entry[0], -entry[1]))
        yield [reading for _, _, reading in weighed[:_MOST_OPERANDS]]


def _named_weight(claim: Reading, reading: Reading, counts: Counter[str]) -> float:
    """How much the claim's words name this operand: rare words count more, and so does its time."""
    weight = sum(1 / counts[word] for word in claim.words & reading.words)
    if claim.times and reading.times:
        verdicts = [same_time(mine.when, theirs.when, windowed=False) for mine in claim.times for theirs in reading.times]
        weight += 1.0 if any(verdicts) else -1.0 if False in verdicts else 0.0
    if claim.measure and reading.measure and related(claim.measure, reading.measure):
        weight += 0.5
    return weight


def _first_match(claim: Reading, near: Sequence[Reading]) -> tuple[Decimal, Result] | None:
    """The first result that holds, with the chance that one among all tried up to it holds by accident."""
    amount = amounts(claim.quantity)[0]
    spread = Decimal(1) if claim.quantity.qualifier == "none" else Decimal(5)
    span = Decimal(100) if amount.family == "points" else max(abs(amount.value), Decimal(1))
    tried = 0
    best: tuple[Decimal, Result] | None = None
    for last, one in enumerate(near):
        for other in near[:last]:
            for result in _free_results(claim, one, other):
                tried += 1
                if not _holds(claim, result):
                    continue
                image = Decimal(0) if _at_point(claim, result) else result.interval.high - result.interval.low
                chance = min(Decimal(1), tried * (max(amount.ulp, Decimal("1e-9")) * spread + image) / span)
                if best is None or chance < best[0]:
                    best = (chance, result)
        if best is not None and best[0] < _CHANCE:
            break
    return best


def _free_results(claim: Reading, one: Reading, other: Reading) -> Iterator[Result]:
    """Both orders of a pair, where neither the words nor the table forbid it."""
    if not comparable(_family(one), _family(other)) or not _in_line(one, other):
        return
    sizes = sorted((abs(one.quantity.value or Decimal(0)), abs(other.quantity.value or Decimal(0))))
    if sizes[0] * 50 < sizes[1]:
        return  # a number that hardly moves the other one proves nothing
    for first, last in ((one, other), (other, one)):
        if not _is_backward(first, last):
            yield from _results(claim, first, last)
    yield from _joint_results(claim, one, other)


def _joint_results(claim: Reading, one: Reading, other: Reading) -> Iterator[Result]:
    """The forms whose order does not matter, where the claim's words ask for them."""
    words = claim.lead + " " + claim.trail
    if claim.quantity.unit == "ratio_x":
        return
    first, last = arithmetic.operand(one), arithmetic.operand(other)
    if first is None or last is None:
        return
    makers = [arithmetic.total] if _TOTAL.search(words) else []
    makers += [arithmetic.mean] if _MEAN.search(words) else []
    for maker in makers:
        result = maker((first, last))
        if _same_form(claim, result):
            yield result


def _in_line(one: Reading, other: Reading) -> bool:
    """Whether two numbers of one table share a row or a column."""
    if not (one.row and other.row) or one.source != other.source:
        return True
    return one.row == other.row or one.column == other.column


def _is_backward(first: Reading, last: Reading) -> bool:
    """Whether the words say that `last` was before `first`."""
    if first.sentence == last.sentence and first.role in ("to", "level") and last.role == "from":
        return True
    return _is_earlier(last, first) or (last.prior and not first.prior)


# --- shared ---


def _ghost(claim: Reading) -> Reading:
    """The claim as the thing it is a change of: no role, sign or basis of its own."""
    dimensions = {key: value for key, value in claim.basis.dimensions.items() if key not in ("comparison", "statistic")}
    return replace(
        claim,
        role="none",
        direction="none",
        polarity=None,
        basis=Basis(dimensions=dimensions, scope=claim.basis.scope, modality=claim.basis.modality),
    )


def _same_thing(claim: Reading, theirs: Reading, *, units: bool = True) -> bool:
    """Whether a reading may be an operand of the claim: nothing contradicts, and the entity, measure or words tie it."""
    if theirs.basis.negated or theirs.basis.dimensions.get("statistic"):
        return False
    slots = compare_slots(replace(_ghost(claim), times=()), theirs)
    if set(slots.against) - {"role", "period"} or slots.proxy is not None:
        return False
    if claim.measure and theirs.measure and not related(claim.measure, theirs.measure):
        return False
    if claim.measure and not theirs.measure and not (claim.words & theirs.words):
        return False
    return (
        slots.entity_agrees
        or slots.measure_agrees
        or bool(claim.measure and claim.measure == theirs.measure)
        or bool(claim.words & theirs.words)
    )


def _not_against(claim: Reading, theirs: Reading) -> bool:
    slots = compare_slots(replace(_ghost(claim), times=()), theirs)
    return not (set(slots.against) & {"entity"}) and slots.proxy is None and not theirs.basis.negated


def _is_level(reading: Reading) -> bool:
    return reading.role != "change" and reading.quantity.value is not None and reading.quantity.kind != "ordinal"


def _family(reading: Reading) -> str:
    found = amounts(reading.quantity)
    return found[0].family if found else "none"


def _results(claim: Reading, first: Reading, last: Reading) -> Iterator[Result]:
    """What two levels give in the unit of the claim."""
    one, other = arithmetic.operand(first), arithmetic.operand(last)
    if one is None or other is None:
        return
    makers: Iterable[Callable[[Operand, Operand], Result | None]]
    unit = claim.quantity.unit
    points = one.family == "points" and other.family == "points"
    if unit in ("percentage_point", "basis_point"):
        makers = (arithmetic.difference,) if points else ()
    elif unit == "percent":
        changes = (arithmetic.difference, arithmetic.percent_change) if points else (arithmetic.percent_change,)
        makers = (
            changes
            if claim.role == "change"
            else (arithmetic.share,)
            if _PARTS.search(claim.lead)
            else (*changes, arithmetic.share)
        )
    elif unit == "ratio_x":
        makers = (arithmetic.ratio,)
    elif unit == "none" and _PER.search(claim.lead + claim.trail):
        makers = (arithmetic.ratio,) if claim.role != "change" else (arithmetic.ratio, arithmetic.difference)
    else:
        makers = (arithmetic.difference,)
    for maker in makers:
        result = maker(one, other)
        if result is not None and _same_form(claim, result):
            yield result


def _same_form(claim: Reading, result: Result) -> bool:
    return any(comparable(amount.family, result.family) for amount in amounts(claim.quantity))


def _holds(claim: Reading, result: Result) -> bool:
    """Whether the claim's own interval meets the image of its operands, with the right sign."""
    interval = result.interval
    if claim.polarity is not None and result.signed:
        if claim.polarity < 0:
            interval = arithmetic.Interval(-interval.high, -interval.low)
        if interval.high <= 0 and claim.quantity.value:
            return False
    elif (claim.quantity.value or 0) < 0 < result.point and not result.signed:
        return False
    elif interval.high < 0:
        interval = arithmetic.Interval(-interval.high, -interval.low)
    for amount, accepts in accepted(claim):
        if not comparable(amount.family, result.family):
            continue
        low, high = max(interval.low, accepts.low), min(interval.high, accepts.high)
        if low < high or (low == high and accepts.holds(low)):
            return True
    return False


def _is_sharp(claim: Reading, result: Result) -> bool:
    """Whether the operands are exact enough to say anything: a narrow image, or the printed point itself."""
    if result.interval.high - result.interval.low <= abs(result.point) / 4:
        return True
    return _at_point(claim, result)


def _at_point(claim: Reading, result: Result) -> bool:
    """Whether the printed operands give the claim to its last digit."""
    return any(
        accepts.holds(abs(result.point)) for amount, accepts in accepted(claim) if comparable(amount.family, result.family)
    )


def _derived(result: Result, how: str, chance: Decimal | None = None) -> Outcome:
    return Outcome(
        "checked",
        "none",
        sentence(f"{result.formula}, {how}"),
        "derived",
        (_formula(result, chance),),
        result.operands[0].reading,
    )


def _wrong(claim: Reading, result: Result) -> Outcome:
    code: ReasonCode = "value"
    if claim.polarity is not None and result.signed and (result.point < 0) != (claim.polarity < 0) and result.point != 0:
        flipped = replace(claim, polarity=-claim.polarity)
        code = "direction" if _holds(flipped, result) else "value"
    elif claim.quantity.qualifier not in ("none", "about"):
        code = "comparator"
    theirs = result.operands[0].reading
    return Outcome(
        "differs",
        code,
        sentence(f"the evidence gives {result.formula}, not {claim.quantity.text}"),
        None,
        (_formula(result, None),),
        theirs,
    )


def _formula(result: Result, chance: Decimal | None) -> dict[str, object]:
    return {
        "formula": result.formula,
        "operands": [_as_operand(item) for item in result.operands],
        "p": None if chance is None else f"{chance:.6f}",
    }


def _as_operand(item: Operand) -> dict[str, object]:
    reading = item.reading
    if reading.exact:
        return {"source": reading.source, "start": None, "end": None, "text": reading.quantity.text}
    quantity = reading.quantity
    return {"source": reading.source or None, "start": quantity.start, "end": quantity.end, "text": quantity.text}


def _percent(chance: Decimal) -> str:
    return f"{chance * 100:.2g}%" if chance * 100 >= Decimal("0.01") else "under 0.01%"
