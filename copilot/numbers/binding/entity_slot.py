"""Whether two figures are of one subject: company, index, fund, place, and whether of all of it, a part or the whole world."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name
from copilot.numbers.binding.frames import is_of_its_rival, is_one_frame, of_one_beside, told_of_a_rival
from copilot.numbers.binding.gaps import gap, is_one_of, is_the_other
from copilot.numbers.binding.world import told_of_the_world
from copilot.numbers.binding.yardsticks import against_another_sort
from copilot.numbers.evidence.amounts import family
from copilot.numbers.readings.entities import (
    classes_agree,
    is_proper,
    may_be_its_ticker,
    may_be_one,
    name_class,
    relation,
    stems_of,
)
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import name_words
from copilot.numbers.readings.stated import names_somebody_else, of_own_clause
from copilot.numbers.readings.subjects import WHOSE
from copilot.numbers.readings.trackers import tracks_it
from copilot.numbers.types import ReasonCode
from copilot.numbers.wording import content_stems


def compare_entities(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> tuple[bool, str | None]:
    """Whether the subjects agree, and the fund or index that stands in for the other; what contradicts is put into `against`."""
    mine = of_own_clause(mine) if theirs.exact else mine
    side = gap(mine, theirs) if theirs.exact else None
    if side == "other side":
        against["direction"] = "the other way"
    behind = _right_behind(mine) if theirs.exact and theirs.comparators else ()
    is_sure = mine.entities_near and not (theirs.exact and _may_be_told_of(mine, theirs))
    if theirs.exact and theirs.comparators:
        named = (*(mine.entities if is_sure else ()), *mine.comparators, *behind)
        if any(_is_neither(name, theirs) for name in named):
            against["entity"] = _names(theirs.comparators[0].text)
    if side is not None:
        return True, None
    of_both = theirs.comparators if theirs.exact and "correlation" in theirs.open_label else ()
    compared = {other.id for other in behind}
    own = tuple(name for name in mine.entities if name.id not in compared) if compared else mine.entities
    subjects = own[:1] if "beta" in theirs.open_label else own  # "the beta of A to B"
    if theirs.exact and is_sure and not of_both and subjects and all(is_the_other(name, theirs) for name in subjects):
        against["entity"] = _names(theirs.entities[0].text)
    agrees, wrong, proxies, unsure = classes_agree(own, (*theirs.entities, *of_both))
    proxy = None
    if proxies and not agrees:
        proxy = f"{proxies[0][1].text} is not {proxies[0][0].text}"
    proxy = proxy or tracks_it(own, agrees, mine, theirs)
    if wrong and is_bare(mine) and is_bare(theirs):
        wrong = [
            pair for pair in wrong if name_class(pair[0]) != "area" or _has_its_own(pair[0], mine, theirs, pair[1])
        ]  # of many parts
    if wrong:
        told = {name_class(name) for name in mine.entities if _told_together((name,), theirs)}
        wrong = [pair for pair in wrong if name_class(pair[0]) not in told or _is_right_before(pair[1], theirs)]
    unsure = [pair for pair in unsure if not may_be_its_ticker(*pair)] if unsure else ()
    if wrong:
        unnamed = frozenset[str]() if mine.entities_near else mine.told_before
        wrong = [pair for pair in wrong if not (_is_short_for(*pair) or pair[1].id in unnamed)]
    if (wrong or unsure) and is_of_its_rival(mine):
        wrong, unsure = [], []
    if wrong and not mine.entities_near:
        wrong = [(one, other) for one, other in wrong if one.kind == other.kind or "other" in (one.kind, other.kind)]
    if theirs.exact and (not is_sure or _is_apposed(mine, theirs)):
        wrong, unsure, proxy = [], [], None
    wrong = [pair for pair in wrong if not _may_be_the_other(*pair, mine)] if wrong else ()
    if wrong and (mine.entities_near or theirs.entities_near):
        against["entity"] = _names(wrong[0][1].text)
    elif (
        unsure
        and not (agrees and is_of_one_firm(mine, theirs))
        and mine.entities_near
        and theirs.entities_near
        and _decides(mine, theirs)
    ):
        against["entity"] = _names(unsure[0][1].text)
    elif not (agrees or wrong or unsure or proxy) and (owner := of_one_beside(mine, theirs)) is not None:
        against["entity"] = _names(owner.text)
    world = told_of_the_world(mine, theirs) if "entity" not in against else None
    if world is not None and not (agrees and _is_of_firm_or_place(mine, theirs)):
        against["entity"] = _names(world)
    swapped = "entity" not in against and _swapped(mine, theirs)
    if swapped:
        against["entity"] = _names(swapped)
    held_against = mine.comparators if theirs.comparators and not of_both else ()
    if theirs.exact:
        held_against = tuple(name for name in held_against if not _is_its_own(name, mine, theirs))
    if held_against:
        matched, other, _, unknown = classes_agree(held_against, theirs.comparators)
        if (other or unknown) and not matched:
            against["entity"] = _names((other or unknown)[0][1].text)
        elif not matched and (apart := against_another_sort(mine, theirs)) is not None:
            against["entity"] = _names(apart)
    _compare_scopes(mine, theirs, against)
    return agrees, proxy


def _is_of_firm_or_place(mine: Reading, theirs: Reading) -> bool:
    """Whether both are of one firm or place, and not only of what is traded all over the world."""
    return any(name_class(name) != "market" and is_one_of(name, theirs) for name in mine.entities)


def _may_be_told_of(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure may be of what a metric is of, though its subject seems another: that is only inherited, and its sentence
    names what the metric is of, or nobody else by name before it while the text tells of it ("the fund at $41", "those of"), or
    goes back, behind a name with a figure of its own, to somebody told before ("three times QRS's 23%, and its beta was")."""
    if mine.entities_stated:
        return False
    if any(is_one_of(name, theirs) for name in mine.sentence_names):
        return True
    if all(name.kind == "rate" for name in theirs.entities) and not any(name.kind == "rate" for name in mine.entities):
        return True  # "while the Fed cut, the 10-year yield rose to"
    known = any(name.id in mine.known for name in theirs.entities)
    before = [name for name in mine.sentence_names if name.start < mine.quantity.start and not is_the_other(name, theirs)]
    if not before or names_somebody_else(mine.run_up):
        return known
    behind = mine.run_up[max(0, before[-1].end - mine.quantity.start + len(mine.run_up)) :]
    told = any(name.id in mine.told_before for name in theirs.entities)
    alone = all(name.id == before[-1].id for name in before)  # no subject of its own: not "Orr outran QRS's 3%, and its gain"
    return told and alone and _GOES_BACK.match(behind) is not None


_GOES_BACK = re.compile(r"['’]s?\s[$€£]?\d.*\b(?:its?|they|their)\b")  # behind a name with a figure of its own


def _compare_scopes(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> None:
    """Puts into `against` that one is told of some of them and the other of all."""
    mine_scope, their_scope = mine.basis.scope, theirs.basis.scope
    if mine_scope in ("some", None) and _OF_THE.search(mine.lead):
        pass  # "three of the nine": nine is their number, whatever is said of all of them
    elif (mine_scope, their_scope) == ("some", "all") and _SEVERAL.search(mine.lead) and _tells_several(theirs):
        pass  # "several miners" of several that are told of by name, and all so
    elif mine_scope and their_scope and mine_scope != their_scope:
        against.setdefault("entity", f"{their_scope} of them, not {mine_scope}")
    elif their_scope == "some" and mine_scope is None and (_whole(mine) or _is_averaged_unlike(mine, theirs)):
        against.setdefault("entity", "only some of them")


_AVERAGED = re.compile(
    r"\bon average\b|\bthe average\b(?! (?:of the|for)\b)|\ban average of\b|\baverag(?:ed|es|ing)\b", re.IGNORECASE
)


def _is_averaged_unlike(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure is the average of all, "ran at 71% on average", and the evidence's is told as none."""
    own, its = (f"{side.lead} \x00 {side.trail}" for side in (mine, theirs))
    return _AVERAGED.search(own) is not None and "averag" not in its.lower()


def _is_right_before(name: Name, theirs: Reading) -> bool:
    """Whether nothing stands between an index or fund and its figure: "Dow -0.2%, S&P 500 flat"."""
    return name_class(name) == "market" and theirs.lead.rstrip(" :–—-(").endswith(name.text)


def _has_its_own(name: Name, mine: Reading, theirs: Reading, other: Name) -> bool:
    """Whether another figure of the evidence's sentence is said of a name of the claim, which does not name the other too."""
    return other.id not in mine.known and theirs.beside.issuperset(name.id.removeprefix("name:").split())


def has_proxy(mine: Reading, theirs: Reading) -> bool:
    """Whether one is of a fund or index that stands in for what the other is of."""
    agrees, _, proxies, _ = classes_agree(mine.entities, theirs.entities)
    return bool(proxies) or tracks_it(mine.entities, agrees, mine, theirs) is not None


_SEVERAL = re.compile(r"\b(?:several|a number of|a handful of|some)\s(?!of\b)", re.IGNORECASE)


def _tells_several(theirs: Reading) -> bool:
    """Whether the evidence's own sentence speaks of several before it says something of all of these."""
    told = theirs.around.text(theirs.sentence_span[0], theirs.quantity.start) if theirs.around is not None else ""
    return _SEVERAL.search(told) is not None


_OF_THE = re.compile(r"\bof (?:the |its |their )?$", re.IGNORECASE)


def _is_neither(name: Name, theirs: Reading) -> bool:
    """Whether an instrument is none of the two that a relative return is of, nor what one of them stands in for."""
    if name_class(name) == "area":
        return False  # what a fund invests in is no instrument
    agrees, wrong, proxies, _ = classes_agree((name,), (*theirs.entities, *theirs.comparators))
    return bool(wrong) and not agrees and not proxies


_TO = re.compile(r"\s(?:to|with|against|versus|vs\.?|over|than)\s(?:the |that of )?")


_BETA_TO = re.compile(r"\b(?:betas?|sensitiv\w+)\s(?:[\w-]+\s){0,2}?(?:to|with|against|on)\s(?:the |that of )?$", re.IGNORECASE)
_APPOSED = re.compile(  # "trailed the fund, up 6.4%"
    r"[^,;]{0,40},\s(?:itself |which (?:was |is )?)?(?:up|down|at|with)\s(?:\w+\s){0,2}"
)
_OWNED = re.compile(r"['’]s?\s(?:[\w-]+\s){1,3}of\s(?:\w+\s)?")  # "Micron's margin of"


def _is_its_own(name: Name, mine: Reading, theirs: Reading) -> bool:
    """Whether what a figure seems to be held against is whose it is: "2.8 times Aker's lead of 40 points"."""
    return is_one_of(name, theirs) and _OWNED.fullmatch(_words_from(name, mine)) is not None


_TRAILED = re.compile(  # the better one is the object: of "it beat the fund, up 6.4%" and "below the fund's, at 6.4%" it is not
    r"\b(?:trail(?:ed|s|ing)|lag(?:ged|s|ging)|miss(?:ed|es)|underperform(?:ed|s|ing)|(?:fell|falls|falling|came|was|is) behind"
    r"|lost (?:out )?to)\s(?:the\s|its\s)?(?:[A-Z]\w*\s){0,3}$"
)


def _is_apposed(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure stands behind what its subject trailed, and may be of either: "it trailed the fund, up 6.4%"."""
    return any(
        is_one_of(name, theirs) and _APPOSED.fullmatch(_words_from(name, mine)) and _TRAILED.search(words_to(name, mine))
        for name in mine.comparators
    )


def _right_behind(mine: Reading) -> tuple[Name, ...]:
    """What a figure is held against, right behind it or before: "a beta of 1.2 to the index", "its beta to the index"."""
    match = _TO.match(mine.after)
    rest = mine.after[match.end() :] if match is not None else None
    named = (*mine.entities, *mine.comparators, *mine.sentence_names)
    return tuple(
        name
        for name in named
        if (rest is not None and rest.startswith(name.text)) or _BETA_TO.search(words_to(name, mine)) is not None
    )


def words_to(name: Name, mine: Reading) -> str:
    """The words of a figure's part of the sentence up to a name before it; empty of a name that stands elsewhere."""
    return mine.lead[: max(0, name.start - mine.quantity.start + len(mine.lead))] if name.start < mine.quantity.start else ""


def _words_from(name: Name, mine: Reading) -> str:
    """The words between a name and its figure."""
    return mine.lead[len(words_to(name, mine)) + len(name.text) :] if name.text in mine.lead else ""


def _swapped(mine: Reading, theirs: Reading) -> str | None:
    """A name of the claim's statement that the evidence never speaks of, where the evidence has another of its kind instead."""
    begin, end = mine.statement_span if mine.statement_span[1] else mine.sentence_span
    strangers = [name for name in mine.sentence_names if name.id not in theirs.known and begin <= name.start < end]
    if not strangers or theirs.exact:
        return None
    for other in theirs.sentence_names:
        if other.id in mine.known or (other.kind in ("country", "place") and other not in theirs.entities):
            continue
        for name in strangers:
            if (
                name.kind == other.kind
                and relation(name, other) == "other"
                and not any(relation(name, b) == "same" for b in theirs.sentence_names)
            ):
                return other.text
    return None


def _counts_things(measure: str | None) -> bool:
    """Whether nothing of a country or firm is measured, but people or things are counted: the dead, the users."""
    return measure is None or (measures()[measure].count and not measures()[measure].economy)


def _may_be_the_other(own: Name, other: Name, mine: Reading) -> bool:
    """Whether a figure has its subject from a neighbour while its sentence names the other too: "A led B, 16% against 8%"."""
    if _is_listed(mine):
        return False
    start, end = mine.segment_span
    return not start <= own.start < end and any(relation(name, other) == "same" for name in mine.sentence_names)


def _is_short_for(one: Name, other: Name) -> bool:
    """Whether an index and a firm may be one: headlines call the firm by its first word, which is the index's too."""
    if {one.kind, other.kind} != {"index", "company"}:
        return False
    short, long = sorted((one.text, other.text), key=len)
    return long.startswith(f"{short} ")


_AGE = re.compile(r"(?:-olds?|\byears?)$", re.IGNORECASE)


def is_bare(reading: Reading) -> bool:
    """Whether a figure counts people or things, of which places have many parts in a story, or tells an age."""
    if _AGE.search(reading.quantity.text):
        return True
    return _counts_things(reading.measure) and family(reading.quantity.unit) in ("count", "none", "share")


def _whole(mine: Reading) -> bool:
    """Whether the text speaks of a whole index or class of shares."""
    return any(name.kind in ("index", "fund", "generic") for name in mine.entities)


def _decides(mine: Reading, theirs: Reading) -> bool:
    """Two names that no table relates contradict unless the evidence names the text's own nearby, as a person and a firm."""
    others = [name for name in theirs.entities if not any(relation(name, own) == "same" for own in mine.entities)]
    if any(_is_named_too(name, mine) for name in others):
        return False
    alike = mine.measure is not None and theirs.measure is not None and related(mine.measure, theirs.measure)
    surnames = mine.measure is None or measures()[mine.measure].count  # two firms may share their first word
    if any(may_be_one(name, other, surnames=surnames) for name in mine.entities for other in theirs.entities):
        return False
    if owns_measure(mine) and owns_measure(theirs) and mine.measure and theirs.measure and related(mine.measure, theirs.measure):
        return True  # "Harrow's market value" is not "Linden's own market value", whatever is told of the two
    wanted = {word for name in mine.entities for word in name.id.removeprefix("name:").split()}
    wanted |= {name.text.lower() for name in mine.entities}
    wanted -= {word for name in theirs.entities for word in name_words(name)}  # gold, of both
    told_beside = not wanted.isdisjoint(theirs.beside)
    if told_beside and alike and mine.quantity.unit == theirs.quantity.unit:
        return True  # "North 412 million, South 268 million, Islands 95 million": each has its own, however ordinary its name
    if mine.is_headline:
        return False  # it names the state where the article names the town
    if told_beside:
        return any(is_proper(name) for name in theirs.entities) or not any(is_proper(name) for name in mine.entities)
    if told_of_a_rival(mine, theirs):
        return True
    said = _same_saying(mine, theirs) or is_one_frame(mine, theirs)
    if not said or not all(any(map(is_proper, side.entities)) for side in (mine, theirs)):
        return False
    if not wanted.isdisjoint(theirs.in_sentence):
        return not _told_together(mine.entities, theirs)
    return wanted.isdisjoint(theirs.context)


_NEXT_OF_LIST = re.compile(r"^(?:,|,? and| or) [$€£¥]?\d")
_BEFORE_OF_LIST = re.compile(r"\d%?(?: [a-z]+)?(?:,|,? and| or) $")


def _is_named_too(name: Name, mine: Reading) -> bool:
    """Whether the text names it beside its own subject, not in a list with a figure each: "A and B sold 5 and 6"."""
    if not content_stems(name.text) <= mine.words:
        return False
    before = mine.lead.partition(name.text)[0].rstrip(" ").lower()
    denied = name.text in mine.lead and before.removesuffix(" the").endswith(("not", "rather than", "instead of"))
    told_of_own = any(WHOSE.fullmatch(_words_from(name, mine)) for name in mine.entities)
    return not (_is_listed(mine) or denied or told_of_own)


def _is_listed(mine: Reading) -> bool:
    """Whether it is one of a list of figures: "A and B sold 5 and 6"."""
    return (_NEXT_OF_LIST.match(mine.after) or _BEFORE_OF_LIST.search(mine.run_up)) is not None


def _told_together(mine: Sequence[Name], theirs: Reading) -> bool:
    """Whether the evidence's sentence names the text's subject too and tells no other figure of it: a firm and its buyer."""
    rivals = {name.id for name in theirs.comparators}
    subjects = [name.id.removeprefix("name:").split() for name in mine if name.id not in rivals]
    named = any(words and theirs.in_sentence.issuperset(words) for words in subjects)
    return not theirs.exact and named and not any(theirs.beside.intersection(words) for words in subjects)


def _same_saying(mine: Reading, theirs: Reading) -> bool:
    """Whether both tell the same kind of figure: one measure, or a change at a rate; else two names may be one thing's."""
    if mine.measure and theirs.measure:
        return related(mine.measure, theirs.measure) and not _counts_things(mine.measure)
    if mine.role == theirs.role == "change" and family(mine.quantity.unit) == family(theirs.quantity.unit) == "points":
        return True
    if mine.quantity.unit != theirs.quantity.unit:
        return False
    unit = mine.quantity.unit.removeprefix("count:")
    shared = (mine.words & theirs.words) - stems_of(mine.entities) - content_stems(unit)
    return unit != mine.quantity.unit and len(shared) > 2


def _names(text: str) -> str:
    return f"for {text}"


def is_of_one_firm(mine: Reading, theirs: Reading) -> bool:
    """Whether what agrees is more than the place or the good beside two firms: "Linden Gold", "Harrow Mining", both of gold."""
    firms = [name for side in (mine, theirs) for name in side.entities if name.kind == "other" and is_proper(name)]
    ahead = [name.start < side.quantity.start for side, name in zip((mine, theirs), firms, strict=False)]
    return len(firms) != 2 or not all(ahead) or firms[0] not in mine.entities or relation(firms[0], firms[1]) == "same"


def owns_measure(reading: Reading) -> bool:
    """Whether a figure's measure is called that of one proper name: "Harrow's market value was"."""
    names = [name for name in reading.entities if is_proper(name) and name_class(name) == "firm"]
    return len(names) == len(reading.entities) == 1 and any(f"{names[0].text}{mark}s " in reading.lead for mark in "'’")
