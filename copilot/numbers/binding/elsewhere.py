"""Whether a claim's words are told of another figure of the source, which has all that this one has of them, and more."""

from __future__ import annotations

import re

from copilot.numbers.binding.neighbours import are_apart_in_time, is_bare, is_step
from copilot.numbers.binding.parts import spoken_words
from copilot.numbers.binding.whose import NEAR, Place, another_name, another_owner, opens_item, place_of, told_sentences
from copilot.numbers.binding.windows import is_roughly
from copilot.numbers.evidence.amounts import counts_alike, family, is_money, may_equal
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import classes_agree, stems_of
from copilot.numbers.readings.measures import find_measures, measures, related, singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.wording import content_stems, stems_listed
from copilot.numbers.wordlists import wordlist

_BY_ONE, _BY_TWO = 0.75, 0.6  # the part of the claim's words that the other must have: by one more than the figure, by two
_HEAD_WORDS = 5  # right before a figure, that are its own and not said of the next one too
IN_ANOTHER_SENTENCE = "beside what another sentence tells"
_TELLS_OF_IT = re.compile(r"\W*(?:that|this) (?:was|is|marked|marks) the ", re.IGNORECASE)  # of what stands before
_LEAVES_OUT = re.compile(r"\s?(?:of|among|in|for) (?:those|them|these|that|it)\b")


def told_elsewhere(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """What the claim's words are told of, where they tell nothing of this figure that is not told of that too.

    "35% said it left them less confident. Eight per cent left their job as a result": who left a job are the 8%.
    """
    if theirs.row or mine.row or theirs.around is None or theirs.quantity.unit == "year" or _is_set_off(mine):
        return None
    if is_bare(mine):
        return None
    said = _said(mine, theirs)
    place = place_of(theirs) if said else None
    if place is None:
        return None
    return (
        _beside(mine, theirs, said, pool)
        or another_name(mine, theirs, place)
        or another_owner(mine, theirs, place)
        or _another_item(said, place)
        or _another_figure(mine, theirs, (said, place), pool)
    )


def others_of_its_source(mine: Reading, theirs: Reading, pool: Pool) -> list[Reading]:
    """The figures of the other sentences of its source, those nearest to the claim where there are many."""
    return [other for other in pool.about(mine) if other.source == theirs.source and other.sentence != theirs.sentence]


def counts_another(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the sentence has another number of what the claim counts, and this one counts something else: nine tankers."""
    units = mine.quantity.unit, theirs.quantity.unit
    counted = units[0] != units[1] and all(unit.startswith("count:") for unit in units)
    if not counted:
        return False
    return any(other.quantity.unit == units[0] for other in pool.beside(theirs)) or _is_counted_elsewhere(mine, theirs, pool)


def _is_counted_elsewhere(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the source counts what the claim counts elsewhere: where it tells of 3,000 officers and 400 studies."""
    one, other = (singular(side.quantity.unit.removeprefix("count:")) for side in (mine, theirs))
    if (
        theirs.exact
        or theirs.around is None
        or one == other
        or mine.is_headline
        or not wordlist("any_people").isdisjoint((one, other))
    ):
        return False
    if content_stems(one) <= theirs.words | content_stems(theirs.after):
        return False
    said = spoken_words(mine) - content_stems(one)
    return any(
        singular(found.quantity.unit.removeprefix("count:")) == one
        and len(said & spoken_words(found)) >= len(said & spoken_words(theirs))
        and said & spoken_words(found) - spoken_words(theirs)
        for found in others_of_its_source(mine, theirs, pool)
        if found.quantity.unit.startswith("count:")
    )


def _said(mine: Reading, theirs: Reading) -> frozenset[str]:
    """The claim's words that can tell one figure from another; what both count can't."""
    counted = mine.quantity.unit.removeprefix("count:")
    apart = content_stems(counted) - theirs.words and theirs.quantity.unit.startswith("count:")
    unit = "" if apart else counted
    told_so = [
        mention for mention in find_measures(mine.lead) if mention.id == theirs.measure
    ]  # "profits" of what grew as earnings
    named = content_stems(" ".join(mine.lead[mention.start : mention.end] for mention in told_so)) - theirs.words
    told = spoken_words(mine) | (content_stems(mine.run_up) if _goes_on(mine) else frozenset())
    return told - named - stems_listed("told_of_any_figure") - content_stems(f"{mine.times_text} {mine.quantity.text} {unit}")


_MIDDLE = re.compile(
    r" (?!(?:and|or|but|while|than|to|from|by|of|in|on|at|for|after|as|with|versus|against|compared)\b)(?:[a-z][a-z-]* )+"
)


def _goes_on(mine: Reading) -> bool:
    """Whether a claim's number stands in the middle of what its words tell: "pumping it 700 miles would cost 200"."""
    return _MIDDLE.fullmatch(mine.lead) is not None


def _beside(mine: Reading, theirs: Reading, said: frozenset[str], pool: Pool) -> str | None:
    """The figure of its own sentence that is told of beside it as the claim's is: "SOFR plus 1% or a base rate plus 2%".

    What stands before the first of two is said of both, and so may be what stands behind the second.
    """
    for other in pool.beside(theirs):
        if not (
            _is_such(mine, theirs, other)
            and other.quantity.unit == theirs.quantity.unit
            and (mine.role == "change") == (other.role == "change")
        ):
            continue
        if classes_agree(mine.entities, theirs.entities)[0] and not classes_agree(mine.entities, other.entities)[0]:
            continue  # a name tells more than the words: "against 2.7% for Tolm" of "Tolm gained 2.7%, against 0.2% for Vell"
        first, second = (theirs, other) if theirs.index < other.index else (other, theirs)
        shared, between = content_stems(first.lead), content_stems(f"{first.trail} \x00 {second.lead}")
        apart = said - shared
        reached = theirs.role in ("from", "to") and other.index > theirs.index
        its = apart & content_stems(other.lead if other is second else other.trail)
        own = apart & (
            theirs.words | (content_stems(theirs.run_up) if reached else frozenset())
        )  # "claims fell 9,000 to 211,000"
        if other is first and (_LEAVES_OUT.match(theirs.trail) or not content_stems(theirs.trail) - said - shared):
            continue  # "10.42 to the dollar before the vote, 10.97 after it": it leaves out what the first has told
        if other is second and said & content_stems(" ".join(theirs.lead.split()[-_HEAD_WORDS:])) - content_stems(other.lead):
            continue  # "but for a tax credit of 12 million Tolm would have lost 8 million"
        if between and _tells_more(its, own, apart):
            return f"beside {other.quantity.text}, which the words tell better"
    return None


def _another_figure(mine: Reading, theirs: Reading, about: tuple[frozenset[str], Place], pool: Pool) -> str | None:
    """The figure of another sentence of which the claim's words are told, or that has a label of them: "Adult usage: 14.8%"."""
    said, place = about
    for number, ((first, last), words) in enumerate(told_sentences(place.text)):
        if place.begin <= first < place.end or not said & words:
            continue
        told = list(pool.told_in(theirs.source, first, last))
        own = said & (place.words | place.headings)
        if any(classes_agree(mine.entities, other.entities)[0] for other in told):
            own -= stems_of(mine.entities) - words  # it is said of the same, named in a sentence before
        more = _tells_more(said & words, own, said)
        goes_on = not place.text[place.end : first].strip() and _TELLS_OF_IT.match(place.text, first)
        if (
            more
            and number
            and not (goes_on and first >= place.end)
            and _is_alone(mine)
            and said <= words
            and len(said - own) > 1
            and 3 * len(own) <= len(said)
        ):
            return IN_ANOTHER_SENTENCE  # all of them; but what opens a text tells of all of it
        if (
            not more
            and ":" not in place.text[first:last]
            and not (_ARTICLE.search(mine.lead) or content_stems(mine.lead) <= words)
        ):
            continue
        such = [other for other in told if _is_such(mine, theirs, other)]
        for other in such:
            if (
                _is_same_saying(mine, theirs, other)
                or _is_called_so(mine, theirs, other)
                or (
                    more
                    and (
                        (len(such) == 1 and _is_amount(other, theirs) and _may_measure(mine, theirs, other))
                        or _tells_more(said & spoken_words(other), own, said)
                    )
                )
            ):
                return f"beside {other.quantity.text}, which the words tell better"
    return None


def _may_measure(mine: Reading, theirs: Reading, other: Reading) -> bool:
    """Whether what a claim measures is not what the figure does, and may be what the other does."""
    table, own = measures(), mine.measure
    if own is None:
        return True
    if theirs.measure is not None and related(own, theirs.measure):
        return False
    return other.measure is None or related(own, other.measure) or (table[own].generic and table[other.measure].generic)


def _is_amount(other: Reading, theirs: Reading) -> bool:
    """Whether two figures are sums of one currency or rates, of which a sentence has few."""
    unit = theirs.quantity.unit
    return other.quantity.unit == unit and (is_money(unit) or family(unit) == "points")


_CALLED = re.compile(r"\s(?P<noun>[a-z]{3,})\b")
_ARTICLE = re.compile(r"\b(?:an?|the|its|their|this|that)\s(?:[a-z]+ )?$", re.IGNORECASE)


def _is_called_so(mine: Reading, theirs: Reading, other: Reading) -> bool:
    """Whether another figure has the noun of the claim's right behind it, and this one another: "a loss", "a charge"."""
    if not all(_ARTICLE.search(side.lead) for side in (mine, theirs, other)):
        return False
    own, its, rival = (
        match and content_stems(match["noun"]) for match in (_CALLED.match(side.after) for side in (mine, theirs, other))
    )
    return bool(own and its and own == rival != its)


def _is_same_saying(mine: Reading, theirs: Reading, other: Reading) -> bool:
    """Whether the words before another figure are the claim's own: "Construction firms added 37,000 jobs" of 215,000 in all."""
    words = content_stems(mine.lead)
    same = (
        words and words == content_stems(other.lead) and mine.role == other.role and len(words - content_stems(theirs.lead)) > 1
    )
    return bool(same) and other.quantity.unit == theirs.quantity.unit


def _another_item(said: frozenset[str], place: Place) -> str | None:
    """The item of a list that tells the claim's words, with a figure or none, where the figure stands in another item."""
    if not place.is_item:
        return None
    own = said & (place.words | place.headings)
    for (first, _), words in told_sentences(place.text):
        another = first > place.start - NEAR and not place.begin <= first < place.end and opens_item(place.text, first)
        if another and _tells_more(said & (words | place.headings), own, said):
            return IN_ANOTHER_SENTENCE
    return None


def _is_set_off(reading: Reading) -> bool:
    """Whether it is a bare number between commas, as an age: "Boy, 12, With"."""
    return reading.quantity.unit == "none" and reading.run_up.endswith(", ") and reading.after.startswith(",")


def _is_alone(mine: Reading) -> bool:
    """Whether its sentence has no other number, so that all its words are of this one."""
    return mine.segment_span[0] <= mine.sentence_span[0] and mine.sentence_span[1] <= mine.segment_span[1] + len(". ")


def _tells_more(its: frozenset[str], own: frozenset[str], said: frozenset[str]) -> bool:
    """Whether one place tells all of the claim's words that another does, more of them, and most of them all."""
    more = len(its - own)
    if not own <= its or not more or (more == 1 and 2 * len(own) > len(said)):
        return False
    return len(its) >= (_BY_ONE if more == 1 else _BY_TWO) * len(said)


def _is_such(mine: Reading, theirs: Reading, other: Reading) -> bool:
    """Whether another figure could be what the claim tells: of one kind, and of no other time."""
    alike = may_equal(other.quantity, theirs.quantity) and other.quantity.unit != "year"
    if is_step(other, theirs) or is_roughly(other.quantity, theirs.quantity):
        return False
    apart = any(same_time(a.when, b.when, windowed=False) is False for a in mine.times for b in other.times)
    if (other.quantity.low is None) != (theirs.quantity.low is None):
        return False
    apart = apart or are_apart_in_time(mine, theirs, other)
    return alike and counts_alike(mine.quantity.unit, other.quantity.unit) and not other.row and not apart
