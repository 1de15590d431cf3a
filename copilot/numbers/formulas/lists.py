"""Sums and means of lists: which figures of a sentence are one list, and whether the claim is of all or some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from copilot.calendar_words import CARDINALS, count_of
from copilot.names import Name
from copilot.numbers.binding.parts import is_part_of
from copilot.numbers.evidence.amounts import amounts, comparable, counts_alike, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.formula import Formula, by_sentence, levels_of
from copilot.numbers.formulas.operands import family_of, is_level, is_same_thing, is_unopposed, time_fits
from copilot.numbers.formulas.spells import GRAINS, name_of, of_its_times, own_times
from copilot.numbers.readings.entities import classes_agree, stems_of
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import When
from copilot.numbers.wording import content_stems

TOTAL = re.compile(
    r"\b(?:all|total\w*|combined|together|altogether|add(?:s|ed)? up|sum|overall|in all|aggregate|both"
    r"|(?:between|among) them)\b",
    re.IGNORECASE,
)
MEAN = re.compile(r"\b(?:averag\w*|mean)\b", re.IGNORECASE)
_NUMBERS = [word for word, count in CARDINALS.items() if 2 <= count <= 10]
_ON_AVERAGE = re.compile(r"(?:^|[.;:]\s)(?:On|As an) average\b")  # opens the sentence, whatever stands before the figure
_SUBJECT = re.compile(
    r"(?:^(?:(?:on average|over|combined|together|altogether|in all|in total),? )?"
    r"|\b(?:of|at|across|among|in|from|over|for) (?=the |its |all ))"
    rf"(?:the |its |all |all the )?(?P<n>{'|'.join(_NUMBERS)}|\d{{1,2}}) [\w-]+(?: [\w-]+)? ",
    re.IGNORECASE,
)
_OVER_THEM = re.compile(  # "averaged 2.7 over the three auctions"
    rf"\s(?:over|across|at|for|in|on|of|among) (?:the |its |all )*(?P<n>{'|'.join(_NUMBERS)}|\d{{1,2}}) [a-z]", re.IGNORECASE
)
_BY_KIND = re.compile(r"\bby [a-z][\w-]*(?: [^.;:,\d]{0,24}(?:(?:19|20)\d\d)?)?:\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_BY_DIVISION = re.compile(
    r"\b(?P<what>divisional|regional|segmental|segment) [a-z]+(?: [^.;:,\d]{0,24}(?:(?:19|20)\d\d)?)?:\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_HARDLY = re.compile(r"\b(?:hardly|barely|scarcely)\b[^,;]*$", re.IGNORECASE)
_SOLD = re.compile(r"\bsold\b(?! (?:shares|bonds|stakes?)\b)", re.IGNORECASE)
_MARKED = re.compile(r"\b(?:budget|target|limit|goal|consensus|forecast) of \W*$", re.IGNORECASE)
_PER_ONE = re.compile(r"\s(?:per|a|each)\s(?:share|unit|tonne|barrel|ounce|bushel)\b", re.IGNORECASE)
_NEXT_DAY = timedelta(days=1)
_EXACT = 3  # digits by which a sum that no word asks for may be known


def sums(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The sum or mean of a list that stands in one sentence."""
    if claim.role == "change" or claim.basis.negated or _HARDLY.search(claim.lead):
        return
    yield from _told_apart(claim, pool)
    words = claim.lead + " " + claim.trail
    for group in lists(claim, pool):
        asked = "?" in words  # a question names the form, not this list
        if is_of_one(claim, group) and TOTAL.search(words) is None:
            continue
        told = _is_of_its_things(claim, group[0])
        if is_broken_down(group) and not _may_be_all(claim, group):
            continue
        whole = is_broken_down(group) or names_number(claim, len(group)) or covers(claim, group)
        summed = told and (whole or TOTAL.search(words) is not None)
        spell = of_its_times(claim, group)
        if spell and asks_mean(claim):
            yield Formula(arithmetic.mean, spell, told and not asked)
            continue
        picked = _picked(claim, group)
        if picked:
            yield Formula(arithmetic.total, picked, summed)
        elif asks_mean(claim):
            yield Formula(arithmetic.mean, group, told and not asked)
        elif summed or (claim.measure and group[0].measure) or (told and _digits(claim) >= _EXACT):
            yield Formula(arithmetic.total, group, summed and not asked)


def is_of_one(claim: Reading, group: Sequence[Reading]) -> bool:
    """Whether the claim is told of one of a list alone, by its time or by a name: "averaged 45 in the second quarter"."""
    times = [part.times[0].when for part in group if part.times]
    grains = {when.grain for when in (*times, *(time.when for time in claim.times))}
    if len(times) == len(group) and len(claim.times) == len(grains) == 1 and len(set(times)) == len(times):
        of_one = any(same_time(claim.times[0].when, when, windowed=False) for when in times)
        return of_one and not names_number(claim, len(group)) and not _is_up_to(claim)
    named = [part for part in group if classes_agree(_named_together(claim), part.entities[-1:])[0]]
    return not names_number(claim, len(group)) and len(named) == 1 and all(part.entities for part in group)


_UP_TO = re.compile(  # the time behind it ends what the figure is of
    r"\b(?:by|through|until|till|to|as (?:of|at))\s(?:(?:the|its|end|close|middle|start|of|early|mid|late|fiscal)[\s-])*$",
    re.IGNORECASE,
)


def _is_up_to(claim: Reading) -> bool:
    """Whether the claim's time only ends what it is of: "by the second quarter", "up to 2024", "in the year to February"."""
    time, figure = claim.times[0], claim.quantity
    if time.start >= figure.end:
        before = (claim.after if len(claim.after) >= time.start - figure.end else claim.trail)[: time.start - figure.end]
    else:
        words = max(claim.lead, claim.run_up, key=len)
        before = words[: max(0, len(words) - (figure.start - time.start))]
    return time.when.until or time.when.since or _UP_TO.search(before) is not None


_AND_IN = re.compile(r"(?:,|,? and)\s(?:(?:in|of|at|for|from)\s)?(?:the\s)?")


def _named_together(claim: Reading) -> tuple[Name, ...]:
    """The names of a claim with those that are joined to one of them: "in Kenya and Ghana"."""
    start = claim.quantity.start - len(claim.lead)
    said = f"{claim.lead}{' ' * (claim.quantity.end - claim.quantity.start)}{claim.trail}"
    found, end = list(claim.entities), {name.end for name in claim.entities}
    for name in sorted((*claim.sentence_names, *claim.comparators), key=lambda name: name.start):
        if any(start <= last < name.start and _AND_IN.fullmatch(said[last - start : name.start - start]) for last in end):
            found.append(name)
            end.add(name.end)
    return tuple(found)


def _told_apart(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The sum or mean of what several sentences tell of one thing each, where the claim names these or their number."""
    mean, told = asks_mean(claim), TOTAL.search(f"{claim.run_up} {claim.lead} {claim.trail}") is not None
    group = _one_of_each(claim, pool) if mean or told else []
    if len({(reading.source, reading.sentence) for reading in group}) > 1:
        yield Formula(arithmetic.mean if mean else arithmetic.total, group, True)


def _one_of_each(claim: Reading, pool: Pool) -> list[Reading]:
    """The one level of each thing that the claim is of; none where one of them has none or several."""
    names = {name.id: name for name in claim.entities}
    unnamed = replace(claim, entities=())
    found = [
        theirs
        for theirs in pool.about(claim)
        if is_level(theirs)
        and not theirs.row
        and theirs.entities
        and _in_its_unit(claim, theirs)
        and time_fits(claim, theirs) is not False
        and is_same_thing(unnamed, theirs)
    ]
    if names_number(claim, len(found)):
        return found if len({reading.entities[0].id for reading in found}) == len(found) else []
    of_each = [[theirs for theirs in found if classes_agree((name,), theirs.entities)[0]] for name in names.values()]
    alone = len(names) > 1 and all(len(told) == 1 for told in of_each)
    return [told[0] for told in of_each] if alone else []


def asks_mean(claim: Reading) -> bool:
    """Whether its words ask for a mean."""
    return MEAN.search(claim.lead + " " + claim.trail) is not None or _ON_AVERAGE.search(claim.run_up) is not None


def _digits(claim: Reading) -> int:
    return len(re.sub(r"\D", "", claim.quantity.text).lstrip("0"))


def _picked(claim: Reading, group: Sequence[Reading]) -> list[Reading]:
    """Those of a list that the claim names, by their names or else by words of their own; none where it names one or all."""
    times = own_times(group)
    of_all = times is not None and _is_from_first_to_last([time.when for time in claim.times], times)
    if of_all or names_number(claim, len(group)):
        return []
    named = [part for part in group if part.entities and classes_agree(claim.entities, part.entities)[0]]
    if not 2 <= len(named) < len(group) or len(named) < len({name.id for name in claim.entities}):
        named = worded(claim, group)
        if len({part.entities[-1].id for part in group if part.entities}) == len(
            group
        ):  # each has its name, by which it is picked
            named = [part for part in named if stems_of(part.entities[-1:]) & claim.words]
    return named if 2 <= len(named) < len(group) else []


def worded(claim: Reading, group: Sequence[Reading]) -> list[Reading]:
    """Those of a list that the claim names by words which no other of the list has."""
    if is_told_at_once(group):
        return []
    own = [part.words.difference(*(other.words for other in group if other is not part)) for part in group]
    said = claim.words - content_stems(claim.quantity.text)  # not "dollars", which the last of a list may say for all
    if is_broken_down(group):
        said -= content_stems(group[0].lead.rpartition(":")[0])  # what they all are
    return [part for part, words in zip(group, own, strict=True) if words & said]


_NEXT = re.compile(r"(?:,|,? and|,? or)\s(?:[^\w\s]|[A-Z]{2,3}[$]?\s?)?")


def is_told_at_once(group: Sequence[Reading]) -> bool:
    """Whether nothing stands between the figures, "210,000, 255,000 and 175,000 tonnes": the words around are of them all."""
    gaps = (one.after[: other.quantity.start - one.quantity.end] for one, other in pairwise(group))
    return len(group) > 1 and all(map(_NEXT.fullmatch, gaps))


_OF_EACH = re.compile(r"\brespectively\b|\beach of\b|\bin turn\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\band\b|&|\bas well as\b|\bor\b", re.IGNORECASE)


def is_series(claim: Reading, group: Sequence[Reading]) -> bool:
    """Whether figures side by side are all of the one thing that the claim is of, as much facts as it, and in its time."""
    first, last = group[0], group[-1]
    if not is_told_at_once(group) or _SEVERAL.search(first.lead) or _OF_EACH.search(first.lead + last.trail + last.after):
        return False
    named = {name.id for each in group for name in (*each.entities, *each.sentence_names)}
    if len(named) > 1 or any((each.basis.modality or "actual") != (claim.basis.modality or "actual") for each in group):
        return False
    told = {each.measure for each in group if each.measure}
    if claim.measure is not None and not all(related(claim.measure, measure) for measure in told):
        return False
    spans = [_days(time.when) for each in group for time in each.times]
    in_time = not claim.times or (bool(spans) and max(spans) <= max(_days(time.when) for time in claim.times))
    return in_time and all(is_unopposed(claim, each) and time_fits(claim, each) is not False for each in group)


def _days(when: When) -> int:
    """About how many days a time has."""
    if when.start is not None and when.end is not None:
        return (when.end - when.start).days
    return 30 * (when.months or GRAINS.get(when.grain, 0))


def _is_of_its_things(claim: Reading, listed: Reading) -> bool:
    """Whether a list is of what the claim measures, so that its sum can contradict: closes of an index add up to no claims."""
    if claim.measure is not None and not measures()[claim.measure].generic and listed.measure is not None:
        return related(claim.measure, listed.measure)
    return bool(claim.words & listed.words) or _are_sold_by_them(claim, listed)


def _are_sold_by_them(claim: Reading, listed: Reading) -> bool:
    """Whether money that all divisions "sold" is what a list gives as "divisional revenue"."""
    if claim.measure is not None or listed.measure != "revenue" or not is_money(claim.quantity.unit):
        return False
    head = _BY_DIVISION.search(listed.run_up)
    sold = _SOLD.search(claim.lead) is not None
    return sold and head is not None and any(head["what"].lower().startswith(word) for word in claim.words)


def names_number(claim: Reading, count: int) -> bool:
    """Whether the claim is of so many things: "the three segments sold", "averaged 2.7 over the three auctions"."""
    match = _SUBJECT.search(claim.run_up) or _OVER_THEM.match(claim.after)
    return match is not None and count == count_of(match["n"])


def is_broken_down(group: Sequence[Reading]) -> bool:
    """Whether a list says itself that it divides a whole: "deliveries by model in 2025: sedans 148,000, vans …"."""
    head = group[0].run_up if group else ""
    return len(group) > 1 and (_BY_KIND.search(head) or _BY_DIVISION.search(head)) is not None


def _may_be_all(claim: Reading, group: Sequence[Reading]) -> bool:
    """Whether a claim may be of all that a list divides: of no other number of parts, no other time and no other mood."""
    match = _SUBJECT.search(claim.run_up)
    moods = {each.basis.modality or "actual" for each in (claim, *group)}
    return (match is None or count_of(match["n"]) == len(group)) and len(moods) == 1 and time_fits(claim, group[0]) is not False


def covers(claim: Reading, group: Sequence[Reading]) -> bool:
    """Whether the claim is of as long as the periods of the list together: "over the three years", "in the first half"."""
    times = own_times(group)
    if times is None:
        return False
    told = [time.when for time in claim.times] + list(claim.compared_times)
    if len(told) == len(times) and {name_of(when) for when in told} == {name_of(when) for when in times}:
        return True  # "over fiscal 2024 and 2025"
    if _is_from_first_to_last(told, times):
        return True
    lengths = [when.months or GRAINS.get(when.grain, 0) for when in told]
    halves = {when.half for when in told if when.half} & {1, 2}
    inside = all(when.quarter is None or (when.quarter + 1) // 2 in halves for when in times) or not halves
    return inside and GRAINS[times[0].grain] * len(group) in lengths


def _is_from_first_to_last(told: Sequence[When], times: Sequence[When]) -> bool:
    """Whether one of the claim's times is all of those of the list, one right after the other: "from April to June"."""
    ends = sorted((when.start, when.end) for when in times if when.start is not None and when.end is not None)
    if len(ends) < len(times) or any(after - end != _NEXT_DAY for (_, end), (after, _) in pairwise(ends)):
        return False
    return any((when.start, when.end) == (ends[0][0], ends[-1][1]) for when in told)


def lists(claim: Reading, pool: Pool, *, units: bool = True) -> Iterator[list[Reading]]:
    """The levels of one sentence that make a list of one measure. units: in the claim's unit; else any amounts but rates."""
    levels = levels_of(claim, pool, _in_its_unit if units else _in_no_percent)
    for group in map(_without_others, by_sentence(levels)):
        if group and group[0].row and own_times(group) is not None and not covers(claim, group):
            continue  # the years of a row are no list
        if not covers(claim, group):
            group = [reading for reading in group if time_fits(claim, reading) is not False]  # in 2024 nothing of 2023
        subjects = {name.id for reading in group for name in reading.entities}
        told = {reading.measure for reading in group if reading.measure}
        of_one = len(told) == 1 or is_told_at_once(group)  # of "employ 1,200, 850 and 1,100 people" the last counts people
        named = not told or (of_one and (claim.measure is None or any(related(each, claim.measure) for each in told)))
        words = claim.lead + " " + claim.trail
        apart = (
            len(subjects) >= len(group)
            or names_number(claim, len(group))
            or covers(claim, group)
            or TOTAL.search(words) is not None
            or is_broken_down(group)
            or len(worded(claim, group)) > 1
            or (claim.share and len(worded(claim, group)) == 1 and len(group) > 2)
            or (MEAN.search(words) is not None and (own_times(group) is not None or is_series(claim, group)))
        )
        if 2 <= len(group) <= 12 and named and apart and len({reading.quantity.unit for reading in group}) <= 2:
            yield group


def _in_its_unit(claim: Reading, level: Reading) -> bool:
    alike = counts_alike(claim.quantity.unit, level.quantity.unit)  # of three mines no tonnes are a list with the "three"
    return alike and any(comparable(amount.family, family_of(level)) for amount in amounts(claim.quantity))


def _in_no_percent(_: Reading, level: Reading) -> bool:
    return family_of(level) != "points"


def _is_their_number(reading: Reading, group: Sequence[Reading]) -> bool:
    """Whether a count says how many the other figures are."""
    counts = reading.quantity.unit.startswith("count:") and reading.quantity.value == len(group) - 1
    return counts and not any(other.quantity.unit == reading.quantity.unit for other in group if other is not reading)


def _without_others(group: Sequence[Reading]) -> list[Reading]:
    """Without the wholes of which others are parts ("340 of its 1,700"), prices beside amounts, and what the others came from."""
    prices = [reading for reading in group if _PER_ONE.match(reading.after)]
    group = group if len(prices) in (0, len(group)) else [reading for reading in group if reading not in prices]
    if len({reading.quantity.unit for reading in group}) > 1:  # "the three auctions drew 2.2, 2.9 and 3.0"
        group = [reading for reading in group if not _is_their_number(reading, group)]
    reached = any(reading.role == "to" for reading in group)
    return [
        reading
        for reading in group
        if not (reached and reading.role == "from")
        and not _MARKED.search(reading.lead)
        and not any(is_part_of(other, reading) for other in group)
    ]
