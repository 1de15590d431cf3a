"""Whether a neighbour of a figure, in its sentence, is rather what a claim tells: "418 plan to hire, 377 to cut"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from copilot.numbers.binding.agents import against_agent
from copilot.numbers.binding.bind import Slots
from copilot.numbers.binding.called import against_called
from copilot.numbers.binding.contrasts import contrasted, goes_on_from, modified_elsewhere
from copilot.numbers.binding.divisions import is_part_beside_whole, is_told_without
from copilot.numbers.binding.elsewhere import counts_another, others_of_its_source, told_elsewhere
from copilot.numbers.binding.entity_slot import is_bare
from copilot.numbers.binding.extremes import against_extreme
from copilot.numbers.binding.kinds import against_kind
from copilot.numbers.binding.labelled_lines import against_line
from copilot.numbers.binding.neighbours import (
    OF_BOTH,
    against_cell,
    against_neighbour,
    against_owner,
    is_what_it_led_to,
)
from copilot.numbers.binding.parts import against_part, are_of_one_noun, is_told_rest, spoken_words
from copilot.numbers.binding.rival_times import has_other_time
from copilot.numbers.binding.sorts import against_sort
from copilot.numbers.binding.yardsticks import against_another, held_against_another, told_beside
from copilot.numbers.evidence.amounts import counts_alike, family, may_equal
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import classes_agree, name_class, relation, stems_of
from copilot.numbers.readings.measures import find_measures, measures, related
from copilot.numbers.readings.own_labels import is_of_its_neighbour
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.types import ReasonCode
from copilot.numbers.wording import content_stems

_REST_OF = re.compile(r"\bthe (?:rest|remainder|others?|balance) of\b", re.IGNORECASE)
_PART = re.compile(r"^\W*(?:including|among them|of whom|of them|aged?|ages|with)\b", re.IGNORECASE)
_AGE_OR_WHOLE = re.compile(
    r"\bage[sd]?\b(?: of| between| from)?[^.;a-z]*(?:\d+[^.;a-z]*)*(?:and )?$|\bamong (?:the|its|their) $", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"\s(?:out )?of (?:the |its |their )?\w", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:together|combined|altogether|in all|in total|overall|group|averaged?"
    r"|all (?:\w+ )?(?:segments|divisions|regions|units|funds|parts))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:^|[,;:(]|\band )\s*(?P<label>[A-Z][\w’'-]*(?: [a-z][\w’'-]+)?):?\s*$")
_TOLD_AS_FACT = (None, "actual")
_AGAIN_OF_BOTH = re.compile(r",\s(?:after|when|as|while|because|amid)\b.*", re.IGNORECASE | re.DOTALL)
_SAID_AGAIN = re.compile(r"\W*or\b", re.IGNORECASE)


def better_told(mine: Reading, theirs: Reading, slots: Slots, pool: Pool) -> tuple[ReasonCode, str] | None:
    """The slot that contradicts, and what the evidence says there, where a figure that binds is told beside a better one."""
    if theirs.exact or _is_quoted(mine, theirs):
        return None
    if _has_other_field(mine, theirs, pool):
        return "measure", "another price"
    if _is_named_elsewhere(mine, theirs, pool):
        return "entity", "another"
    subject = _of_another_subject(mine, theirs, pool)
    if subject is not None:
        return "entity", f"for {subject}"
    if is_part_beside_whole(mine, theirs):
        return "entity", "for a part of it"
    basis = _has_own_basis(mine, theirs, pool)
    if basis is not None:
        return "measure", f"not {basis}"
    beside = told_beside(theirs)
    if beside is not None and content_stems(beside).isdisjoint(spoken_words(mine)):
        return "entity", f"of the {beside}"
    if is_told_without(mine, theirs, pool.beside(theirs)):
        return "measure", "excluding something"
    if _has_own_figure(mine, theirs, pool):
        return "measure", theirs.measure or "another figure"
    if _is_average_beside(mine, theirs, pool):
        return "measure", "no average"
    if counts_another(mine, theirs, pool):
        return "entity", theirs.quantity.unit.removeprefix("count:")
    if has_other_time(mine, theirs, pool) or is_what_it_led_to(mine, theirs, pool):
        return "period", "another time"
    label = _is_another_label(mine, theirs, pool) or is_of_its_neighbour(mine, theirs, pool.beside(theirs))
    yardstick = against_another(mine, theirs)
    if label is not None or yardstick is not None:
        return "entity", f"for {label}" if label is not None else f"against {yardstick}"
    if held_against_another(mine, theirs, pool):
        return "entity", "against another"
    if (owner := against_owner(mine, theirs)) is not None:
        return "entity", f"for {owner}"
    if not are_of_one_noun(mine, theirs) and (kind := against_kind(mine, theirs)) is not None:
        return "entity", f"for {kind}"
    if mine.is_headline and not theirs.row:
        return None  # it gathers its words from all of an article: that some stand beside another figure tells nothing
    if (agent := against_agent(mine, theirs)) is not None:
        return "entity", f"for {agent}"
    if (called := against_called(mine, theirs, pool)) is not None:
        return "measure", called
    loosely = (not slots.measure_agrees, not (slots.measure_agrees or slots.entity_agrees))
    cell = against_cell(mine, theirs, pool, loosely)
    neighbour = cell or (None if slots.measure_agrees else against_neighbour(mine, theirs, pool))
    if neighbour is not None:
        return "entity", f"beside {neighbour}, which the words tell better"
    line = against_sort(mine, theirs, pool.beside(theirs)) or against_line(mine, theirs, pool)
    if line is not None:
        return "entity", f"for {line}"
    part = against_part(mine, theirs, pool.beside(theirs))
    if part is not None:
        return "entity", part
    if (apart := contrasted(mine, theirs, pool.beside(theirs))) is not None:
        return "entity", f"for {apart}"
    if (place := against_extreme(mine, theirs, pool.beside(theirs))) is not None:
        return "entity", place
    if _has_own_figure_elsewhere(mine, theirs, pool):
        return "measure", theirs.measure or "another figure"
    if _is_part_of_another(mine, theirs, slots, pool):
        return "measure", "a part of something else"
    said = spoken_words(mine)
    agrees = slots.measure_agrees or slots.entity_agrees
    if is_told_rest(theirs, said) and not (agrees and _REST_OF.search(theirs.trail)):
        return "measure", "the others"
    others = partial(others_of_its_source, mine, theirs, pool)
    if (apart := modified_elsewhere(mine, theirs, others) or told_elsewhere(mine, theirs, pool)) is not None:
        return "entity", apart
    if agrees:
        return None
    return ("measure", "something else") if _has_rival(mine, theirs, said, pool) else None


def _is_quoted(mine: Reading, theirs: Reading) -> bool:
    """Whether a sentence repeats the words around the figure, so that they tell none of its neighbours better; a row has none."""
    words = mine.lead + mine.trail
    return (
        bool(words.strip())
        and not theirs.row
        and (mine.lead, mine.trail, mine.run_up, mine.after) == (theirs.lead, theirs.trail, theirs.run_up, theirs.after)
    )


def _is_part_of_another(mine: Reading, theirs: Reading, slots: Slots, pool: Pool) -> bool:
    """Whether "half" or "a third", which much evidence holds somewhere, shares no word there but the names."""
    if slots.measure_agrees or not mine.quantity.kind == theirs.quantity.kind == "count_word":
        return False
    if not mine.quantity.unit == theirs.quantity.unit == "ratio_x" or pool.is_small:
        return False
    names = stems_of((*mine.entities, *theirs.entities))
    return not (mine.words & theirs.words) - names - content_stems(mine.quantity.text)


def _is_another_label(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """The label of a figure in a list, "Engines 640 million, Pumps 215 million", where the claim says that of a neighbour."""
    label = _label(theirs)
    if label is None:
        return None
    labels = [
        other for other in pool.beside(theirs) if other.quantity.unit == theirs.quantity.unit or other.quantity.unit == "none"
    ]
    others = [found for other in labels if (found := _label(other)) is not None]
    if others and _OF_ALL.search(f"{mine.run_up} {mine.trail}"):
        return label  # a part is not the sum or the mean of them all
    if content_stems(label) & mine.words:
        return None
    if len(others) > 1 and _is_of_the_whole(mine, theirs, [label, *others]):
        return label
    said = [found for other in labels if (found := _label(other)) is not None and content_stems(found) <= mine.words]
    return label if said else None


def _is_of_the_whole(mine: Reading, theirs: Reading, labels: Sequence[str]) -> bool:
    """Whether a claim tells the measure of a list, "sales were 412 million", and none of its parts by a name."""
    known = mine.measure is not None and mine.measure == theirs.measure and not measures()[mine.measure].generic
    if not known or any(find_measures(label) for label in labels) or classes_agree(mine.entities, theirs.entities)[0]:
        return False
    said = spoken_words(mine) | content_stems(mine.run_up)
    return not any(content_stems(label) & said for label in labels)


def _label(reading: Reading) -> str | None:
    """The word or two right before a figure that are all its words since the one before: "Pumps" of ", Pumps 215 million"."""
    ending = " ".join(reading.lead.split()[-2:])
    match = _LABEL.search(reading.lead) if ending != ending.lower() else None
    return match["label"] if match is not None and content_stems(match["label"]) else None


def _has_rival(mine: Reading, theirs: Reading, said: frozenset[str], pool: Pool) -> bool:
    """Whether a neighbour shares two words more with the claim than the figure does."""
    if _SAID_AGAIN.match(theirs.lead):
        return False  # "1,152 a day, or 48 an hour" are of one thing
    shared = len(said & (theirs.words | _noun_of(theirs, pool)))
    if shared and mine.times:
        return False  # of one thing at two times the words alone tell nothing
    if not (theirs.own_words or theirs.words - said) or mine.measure in theirs.named_measures:
        return False
    return any(
        len(said & _own_words(other, theirs)) >= shared + 2
        and counts_alike(mine.quantity.unit, other.quantity.unit)
        and may_equal(other.quantity, theirs.quantity)
        and not _is_step(other)
        and not goes_on_from(theirs, other)
        and not _PART.match(other.lead)
        and not _is_of_another_kind(mine, theirs, other)
        and not (_OF_WHOLE.match(theirs.after) and 0 < other.quantity.start - theirs.quantity.end < 16)
        for other in pool.beside(theirs)
    )


def _noun_of(theirs: Reading, pool: Pool) -> frozenset[str]:
    """The words behind a figure that its sentence's next one has for its own: "three shooters in" of "in two states"."""
    after = pool.behind(theirs)[:1] if not theirs.own_words else ()
    return frozenset().union(*(content_stems(other.lead) for other in after))


def _is_of_another_kind(mine: Reading, theirs: Reading, rival: Reading) -> bool:
    """Whether the figure has the claim's counted noun or its role in a move, and the neighbour has another one."""
    units = mine.quantity.unit, theirs.quantity.unit, rival.quantity.unit
    counted = units[0] == units[1] != units[2] and all(unit.startswith("count:") for unit in units)
    return counted or (mine.role == theirs.role != "none" and rival.role != mine.role)


def _is_named_elsewhere(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the claim's own index, fund or firm has another figure in the sentence, and this one is of a wider name."""
    ids = {name.id for name in mine.entities if name.kind in ("index", "fund", "company", "commodity")}
    if not any(name_class(name) == "area" for name in theirs.entities) and not is_bare(mine):
        ids |= {name.id for name in mine.entities if name_class(name) == "area"}
    its = [name.id for name in theirs.entities]
    ids |= {name.id for name in mine.entities if name.kind == "other" and any(id.startswith(f"{name.id} ") for id in its)}
    if not ids or ids & {name.id for name in theirs.entities}:
        return False
    return any(
        ids & {name.id for name in other.entities} and other.role == theirs.role and may_equal(other.quantity, theirs.quantity)
        for other in pool.beside(theirs)
    )


def _of_another_subject(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """The subject of a figure that names the claim's too, where the claim's has one beside it: two brokers on one share."""
    if not (mine.entities_near and theirs.entities_near and len({*mine.entities, *theirs.entities}) > 2):
        return None
    own = next((name for name in mine.entities if not any(relation(name, other) == "same" for other in theirs.entities)), None)
    named = (*mine.entities, *mine.sentence_names)
    its = next((name for name in theirs.entities if not any(relation(name, other) == "same" for other in named)), None)
    if own is None or its is None or name_class(own) != name_class(its) or content_stems(its.text) <= mine.words:
        return None
    rivals = [other for other in pool.beside(theirs) if may_equal(other.quantity, theirs.quantity)]
    told = any(relation(own, name) == "same" for other in rivals for name in other.entities)
    return its.text if told else None


_HELD_ALONE = re.compile(r",?\s(?:against|versus|vs\.?|compared (?:with|to)|after)\s", re.IGNORECASE)


def _has_own_basis(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """The basis that the claim names and a neighbour has, not the figure: "earned $2.14, or $2.31 excluding items"."""
    for dimension, value in mine.basis.dimensions.items():
        if dimension in theirs.basis.dimensions or theirs.role == "from" or _HELD_ALONE.fullmatch(theirs.lead):
            continue  # what a move began at, or a figure is held against, is told as what it led to
        for other in pool.beside(theirs):
            alike = (
                other.quantity.unit in (theirs.quantity.unit, "none")
                and other.measure == theirs.measure
                and other.role != "change"
            )
            if alike and other.basis.dimensions.get(dimension) == value and other.clause_span == theirs.clause_span:
                return value
    return None


_AVERAGE = re.compile(r"\baverag(?:e|ed|es|ing)\b[^.;,\d]{0,30}$", re.IGNORECASE)
_HELD_AGAINST_AVERAGE = re.compile(
    r"\W*(?:(?:well |far |just )?(?:above|below|over|under)|against|versus|vs|compared (?:with|to)|than)\s[^.;,]{0,40}?"
    + _AVERAGE.pattern,
    re.IGNORECASE,
)


def _is_average_beside(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the claim tells an average and the evidence has that of its measure beside: "298, against an average of 391"."""
    if _AVERAGE.search(mine.lead) is None or "averag" in f"{theirs.lead} {theirs.trail}".lower():
        return False
    held = (other for other in pool.beside(theirs) if _HELD_AGAINST_AVERAGE.match(other.lead))
    return any(other.measure == theirs.measure is not None for other in held)


def _has_other_field(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the claim names a price of the session that its sentence gives another figure: the close."""
    field = "close" if _CLOSED_AT.search(mine.lead) else mine.basis.price_field
    if field is None or theirs.basis.price_field == field or family(theirs.quantity.unit) == "points":
        return False
    if _AND_AT.fullmatch(theirs.lead):
        return False
    return any(
        other.basis.price_field == field
        and other.quantity.unit == theirs.quantity.unit
        and other.entities in ((), theirs.entities)
        and other.role != "change"
        for other in pool.beside(theirs)
    )


_CLOSED_AT = re.compile(r"\b(?:closed|ended|finished|settled) (?:\w+ )?(?:at|on|near) (?!its high|its low)[^,;]*$", re.IGNORECASE)
_AND_AT = re.compile(
    r",?\s?(?:and|or|then)?\s?(?:at|to)\s[$€£¥]?", re.IGNORECASE
)  # "closed at 41 on Monday and at 42 on Tuesday"
_ANAPHORA = re.compile(r"\b(?:the|this|that|its|their) \w+\W+(?:\w+\W+){0,3}$", re.IGNORECASE)  # "the rate is now"


def _has_own_figure(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the claim's measure has another figure in the sentence: "Rents rose 6.8% and prices 15.1%"."""
    if mine.measure is None or not mine.measure_near:
        return False
    table = measures()
    is_kind = theirs.measure is not None and mine.measure in table[theirs.measure].above
    generic = theirs.measure is not None and theirs.measure_near and table[theirs.measure].generic
    is_wider = generic and not related(mine.measure, theirs.measure or "") and not _ANAPHORA.search(theirs.lead)
    is_wider = is_wider or (
        generic and theirs.measure != mine.measure and theirs.basis.is_adjusted and not mine.basis.is_adjusted
    )
    is_unnamed = theirs.measure is None and not table[mine.measure].generic
    is_other = theirs.measure_near and not related(mine.measure, theirs.measure or mine.measure)  # "sales rose 3.9%, prices 2.4%"
    return (is_kind or is_wider or ((is_unnamed or is_other) and theirs.role == "change")) and any(
        other.measure == mine.measure
        and other.measure_near
        and mine.basis.is_adjusted >= other.basis.is_adjusted
        and (other.role == theirs.role or (is_wider and theirs.role == "none"))
        and family(other.quantity.unit) == family(theirs.quantity.unit)
        and (is_kind or is_wider or (other.entities == theirs.entities and other.times_text == theirs.times_text))
        for other in pool.beside(theirs)
    )


def _has_own_figure_elsewhere(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the source tells the claim's very measure elsewhere, and this of a kind of it: net sales, and like-for-like."""
    if mine.measure is None or not mine.measure_near or measures()[mine.measure].generic:
        return False
    levels = {mine.role, theirs.role} <= {"level", "none", "to"} and theirs.measure in measures()[mine.measure].above
    if levels and theirs.measure is not None and measures()[theirs.measure].generic:
        return False  # "soybean shipments" may be its exports
    if not (mine.role == theirs.role == "change" or levels):
        return False
    named = measures()[theirs.measure] if theirs.measure is not None and theirs.measure_near else None
    if theirs.measure == mine.measure or not (named is None or named.generic or mine.measure in named.above):
        return False
    if set(mine.basis.dimensions) - {"comparison"}:
        return False  # "like-for-like growth of 4.9%" names the kind in other words
    if all(_OF_ALL.search(f"{side.run_up} {side.trail}") for side in (mine, theirs)):
        return False  # what three steps made together is told of all of them on both sides
    return any(
        other.source == theirs.source
        and other.measure == mine.measure
        and other.measure_near
        and (other.role == "change") == (mine.role == "change")
        and (other.basis.modality in _TOLD_AS_FACT) == (theirs.basis.modality in _TOLD_AS_FACT)
        and family(other.quantity.unit) == family(theirs.quantity.unit)
        and (not other.entities or not mine.entities or classes_agree(mine.entities, other.entities)[0])
        and not (mine.words & theirs.words) - other.words  # "packaging revenue" of what Packaging grew by
        and not any(same_time(a.when, b.when, windowed=True) is False for a in mine.times for b in other.times)
        for other in pool.about(mine)
    )


def _is_step(reading: Reading) -> bool:
    """Whether a bare small number with a capital behind it numbers a step: "2  Remove the pan"."""
    value = reading.quantity.value
    return (
        reading.quantity.unit == "none" and value is not None and value < 30 and re.match(r"\s+[A-Z]", reading.after) is not None
    )


def _own_words(rival: Reading, theirs: Reading) -> frozenset[str]:
    """The words a rival shares with no figure beside it: not a subject before both, nor what "after" or "when" tells of both."""
    if rival.quantity.value is None or rival.after.startswith("-"):
        return frozenset()  # a range or an "eight-car train"
    if _AGE_OR_WHOLE.search(rival.run_up) or _SAID_AGAIN.match(rival.lead):
        return frozenset()
    if rival.index < theirs.index:
        return spoken_words(rival) - content_stems(rival.lead)
    if OF_BOTH.search(rival.lead):
        return frozenset()
    trail = _AGAIN_OF_BOTH.sub("", rival.trail)
    both = content_stems(rival.trail) - content_stems(trail)
    return spoken_words(rival) - both - (frozenset() if theirs.own_words else content_stems(rival.lead))
