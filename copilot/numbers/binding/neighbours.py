"""Figures of one sentence that differ by a few words: which of them a claim's words tell, and whose they are."""

from __future__ import annotations

import re

from copilot.numbers.binding.parts import are_one_whole, spoken_words
from copilot.numbers.evidence.amounts import comparable, family, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import name_class, stems_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.wording import content_stems, unhyphened

_NOUN = r"(?P<noun>benchmark|index|sector|peers?|peer group|market|category|industry|rivals?|competitors?|average)"
_FOR_OWNER = re.compile(rf"\s(?:for|at|by) (?:its|the|their) (?:wider |broader |whole )?{_NOUN}\b", re.IGNORECASE)
_FOR_ALL = re.compile(rf"\b(?:for|across) the (?:wider |broader |whole |entire )?{_NOUN}\b", re.IGNORECASE)
_OWNER_OPENS = re.compile(
    rf"^\W*(?:and |while |whereas |but |against |versus )?(?:its|their|[A-Z]\w+['’]s) (?:main |wider |broader )?{_NOUN}\b"
)
_GAPPED = re.compile(r"\W*(?:and|while|whereas|but)\s(?:the |its )?[a-z][\w-]+(?:\s(?:a |an )?(?:another|further|some|about))?\s")
_OWN_VERB = re.compile(
    r"\W*(?:(?:and|while|whereas|but) )?(?:it|they|he|she) [a-z]+ (?:(?:about|some|nearly|over) )?"
)  # "it sold"
_ADJUNCT = re.compile(
    r"\b(?:at|with|on|against) (?:an? |its |the )(?:[\w-]+ )?"
    r"(?P<noun>valuation|cost|price|fee|budget|turnover|revenue|margin|value) of (?:about |some |roughly )?$",
    re.IGNORECASE,
)
OF_BOTH = re.compile(r"\b(?:after|when|as|while|because|amid|in which|who|which|that)\b", re.IGNORECASE)
_PART = re.compile(r"^\W*(?:among (?:them|which)|of (?:whom|which|them|those)|with)\b|\binclud\w+\b", re.IGNORECASE)
_SHARES_ITS_VERB = re.compile(r"(?:\s(?!(?:them|it)\b)[\w-]+){1,4},?\s(?:and|or)\s[$€£]?\d")  # "57% of men and 47% of women are"
_EACH = re.compile(r"\s(?:a|an|per|each)\s[a-z]+", re.IGNORECASE)  # "a tonne"
_EMPTY = content_stems(
    "compared against versus"
    " just about almost nearly over under around roughly more less than at least only another other up down rose fell gained lost"
    " increase decrease decline rise fall gain drop grow shrink made make makes went goes came comes year month quarter day week"
)


def against_owner(mine: Reading, theirs: Reading) -> str | None:
    """The benchmark or sector that one figure is told of and the other is not: "14.3% for its benchmark"."""
    for one, other in ((theirs, mine), (mine, theirs)):
        match = _FOR_OWNER.match(one.after) or _OWNER_OPENS.match(one.lead)
        if match is not None and other.entities and not content_stems(match["noun"]) & (other.words | _names(other)):
            return f"the {match['noun'].lower()}"
    of_all = _FOR_ALL.search(theirs.lead) if not theirs.entities and mine.entities_near else None
    firms = any(name_class(name) == "firm" for name in mine.entities)
    if of_all is not None and firms and not content_stems(of_all["noun"]) & (mine.words | _names(mine)):
        return f"the {of_all['noun'].lower()}"
    return None


def _names(reading: Reading) -> frozenset[str]:
    return stems_of((*reading.entities, *reading.comparators))


_BEFORE_IT = re.compile(
    r"^(?:\W*|.*,\s)(?:before|until|ahead of) (?:the|that|this|its) (?:[\w-]+ )?"
    r"(?:increase|rise|cut|hike|reduction|change|raise|drop)\b"
    r"|\b(?:before|until) (?:it|they|he|she)(?: had)? (?:raised|lifted|cut|lowered|trimmed|increased|reduced|changed|revised) "
    r"(?:it|that|them|the|its|their)\b",
    re.IGNORECASE,
)


_LATEST = re.compile(
    r"\b(?:in|for|over|during) the (?:latest|most recent|current) (?:day|week|month|quarter|year|period|season)\b"
    r"|\b(?:is|are|has|have|stands?) (?:now|currently)\b"
    r"|\b(?:now|currently) (?:is|are|has|have|stands?|[a-z]+(?:ed|s) (?:to|at))\b",
    re.IGNORECASE,
)


_THAN_BEFORE = re.compile(
    r"[^.;,]{0,40}?\b(?:than|from|on|compared with|against) (?:a|the|one) (?:\w+ )?(?:day|week|month|quarter|year)"
    r"(?: (?:ago|earlier|before|previously)\b|,|\.|;|$)"
)


def _leads_from_another(theirs: Reading, pool: Pool) -> bool:
    """Whether the evidence tells by how much a level was another before: "€640 million, €55 million less than a year ago"."""
    behind = pool.behind(theirs)[:1]
    is_level = theirs.role not in ("change", "from")
    return is_level and any(other.role == "change" and _THAN_BEFORE.match(other.after) for other in behind)


def is_what_it_led_to(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the claim tells what was before a change, of which the evidence gives the end, "0.97, up from 0.94", or the latest

    and the evidence what was before."""
    if theirs.role == "from" != mine.role and not mine.prior and _LATEST.search(f"{mine.lead} \x00 {mine.trail}"):
        return True
    if mine.prior and all(time.when.relative for time in mine.times) and _leads_from_another(theirs, pool):
        return True
    if theirs.role not in ("to", "level", "none", "change") or not _BEFORE_IT.search(f"{mine.lead} \x00 {mine.trail}"):
        return False
    return any(other.role == "from" for other in pool.behind(theirs)[:1])


def against_neighbour(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """A neighbour of the same kind that the claim's words tell where they tell nothing that this figure has alone.

    Of "30 million goes to repay debt, 12 million to a new depot" the depot takes the latter.
    """
    if theirs.quantity.value is None:
        return None
    if theirs.row or _SHARES_ITS_VERB.match(theirs.after) or theirs.quantity.unit == "year" or are_one_whole(mine, theirs):
        return None
    said = spoken_words(mine)
    if (noun := _of_adjunct(mine, theirs, pool)) is not None:
        return noun
    for other in pool.beside(theirs):
        if other.quantity.value is None or not is_of_kind(other, theirs) or is_step(other, theirs):
            continue
        if other.after.startswith("-") or _PART.search(other.lead) or OF_BOTH.search(other.lead):
            continue
        if other.index < theirs.index and other.after.startswith(" of "):
            continue  # "10% of the freshmen said …, 42% …": the freshmen are those of both
        if are_apart_in_time(mine, theirs, other) or (other.basis.modality or "actual") != (theirs.basis.modality or "actual"):
            continue
        gapped = _GAPPED.fullmatch(other.lead) is not None or _OWN_VERB.fullmatch(other.lead) is not None
        own, its = (_apart(theirs, other, gapped=gapped), _apart(other, theirs, gapped=gapped))
        if own and its & said and not own & said:
            return other.quantity.text
    return None


def is_bare(reading: Reading) -> bool:
    """Whether it is digits of which nothing says what they count."""
    return reading.quantity.unit == "none" and reading.quantity.kind == "quantity" and reading.measure is None


def is_step(other: Reading, theirs: Reading) -> bool:
    """Whether a neighbour counts nothing, as the number of a step does: "1 Heat the oven to 250F"."""
    return is_bare(other) and not (is_bare(theirs) and other.lead.strip())


def _of_adjunct(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """What a figure is by the way, "raised 85 million at a valuation of 640 million", where the claim tells the deed alone."""
    match = _ADJUNCT.search(theirs.lead)
    if match is None or content_stems(match["noun"]) & mine.words:
        return None
    deeds = [
        other for other in pool.beside(theirs) if other.quantity.unit == theirs.quantity.unit and not _ADJUNCT.search(other.lead)
    ]
    found = next((other for other in deeds if (other.words - _names(other) - _EMPTY) & mine.words), None)
    return found.quantity.text if found is not None else None


def against_cell(mine: Reading, theirs: Reading, pool: Pool, loosely: tuple[bool, bool]) -> str | None:
    """The row or column of a table whose label the claim's words tell where they tell nothing of this one's.

    loosely: whether a word of the other head or label is enough, in one row and in one column, as where no measure decides.
    """
    if not theirs.row or theirs.exact:
        return None
    said, before = unhyphened(mine.words), unhyphened(content_stems(mine.run_up))
    names = _names(mine)
    for other in pool.about(mine):
        if not other.row or other.source != theirs.source:
            continue
        in_line = other.row == theirs.row, other.column == theirs.column
        if not any(in_line) or other is theirs or (other.quantity.unit == "percent") != (theirs.quantity.unit == "percent"):
            continue
        times = content_stems(f"{theirs.times_text} {other.times_text}")
        own, its = theirs.words - other.words - times, other.words - theirs.words - times
        told = its & said if all(in_line) or loosely[not in_line[0]] else its <= said  # of one cell the words are many
        if not own and loosely[0] and in_line[1] and len(its) > 1 and its <= said and _is_of_others(theirs):
            return other.quantity.text
        longer = in_line[1] and not its and own and not own & said and bool(other.words - times) and other.words - times <= said
        if longer and _TOTALS & own and own - _TOTALS:
            return other.quantity.text  # "Total licences and services" of services
        if own and its and told and not own & said and (its & names or not own & before):  # "the medium ones owe 20, 8 of it due"
            return other.quantity.text
    return None


_TOTALS = content_stems("total totals subtotal")
_OTHERS = re.compile(r"\|?\W*(?:all )?others?\W*\|", re.IGNORECASE)


def _is_of_others(theirs: Reading) -> bool:
    """Whether a figure stands in a row that is called "Other" alone."""
    line = theirs.around.text(0, theirs.quantity.start).rpartition("\n")[2] if theirs.around is not None else ""
    return _OTHERS.match(line) is not None


def are_apart_in_time(mine: Reading, theirs: Reading, other: Reading) -> bool:
    """Whether the claim's time tells which of two figures it is: that of the third quarter, not of the second."""

    def holds(reading: Reading, *, windowed: bool) -> bool:
        return any(same_time(a.when, b.when, windowed=windowed) for a in mine.times for b in reading.times)

    alike = (windowed for windowed in (False, True) if holds(theirs, windowed=windowed))  # the year to September, and September
    return any(not holds(other, windowed=windowed) for windowed in alike)


def is_of_kind(other: Reading, theirs: Reading) -> bool:
    """Whether two figures stand side by side as the same sort of thing, none of them reached from the other."""
    roles = (other.role == "change") == (theirs.role == "change") and not {"from", "to"} & {other.role, theirs.role}
    one, its = other.quantity.unit, theirs.quantity.unit
    alike = one == its or ("none" in (one, its) and comparable(family(one), family(its)))
    return roles and alike


def _apart(one: Reading, other: Reading, *, gapped: bool) -> frozenset[str]:
    """The words that one of two figures has alone, none of them a time, a name, a unit or an empty word.

    What stands before the first of the two may be said of both. gapped: the second has a subject of its own and no verb.
    """
    words = one.words - content_stems(one.lead) if one.index < other.index and not gapped else one.words
    each = _EACH.match(one.after) if is_money(one.quantity.unit) else None
    words -= content_stems(each.group()) if each is not None else frozenset()
    unit = content_stems(f"{one.quantity.text} {one.quantity.unit.removeprefix('count:')}")
    return words - other.words - unit - content_stems(one.times_text) - _names(one) - _EMPTY
