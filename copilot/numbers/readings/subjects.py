"""What a number is said of: the names of its clause, else the nearest subject before it."""

from __future__ import annotations

import re
from functools import cache

from copilot.names import Name, instrument
from copilot.numbers.census.units import is_currency, physical_units
from copilot.numbers.movement import movement
from copilot.numbers.readings.antecedents import (
    PRONOUN,
    STANDS_FOR,
    antecedent,
    may_be,
    refers_back,
    speaks,
    told_many,
)
from copilot.numbers.readings.entities import name_class
from copilot.numbers.readings.left_out import left_unsaid, may_leave_unsaid, of_its_maturity
from copilot.numbers.readings.own_labels import (
    goes_on_for,
    has_a_plain_subject,
    is_described,
    is_labelled_list,
    is_placed_list,
    label_behind,
)
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import RATES, Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.readings.standing import is_far_side, may_stand_for, standing_of, stood_for
from copilot.numbers.readings.trackers import as_fund, may_tell_tracking, tracking_names
from copilot.numbers.types import Quantity
from copilot.numbers.wordlists import wordlist
from copilot.records import record

_ATTACHED = re.compile(
    r"^(?:[^.;:|]{0,60}?\s)??(?P<by>for|at|by|in|from|of|among|on) (?:the |its |shares of |shares in |that of |both )?$",
    re.IGNORECASE,
)


_BY_ANOTHER = re.compile(
    r"\b(?:led|backed|advised|audited|underwritten|arranged|followed|funded|driven|helped|boosted|fuell?ed|lifted|supported"
    r"|dragged down|held back) by (?:the )?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|rather than|instead of) (?:the )?$", re.IGNORECASE)  # "not A but B", "A rather than B"
_CLEFT = re.compile(r"\W*It (?:was|is) [^.;]{1,60}? (?:that|which|who)\b")  # "It was Aker that pumped" names its subject

_OFFERED = re.compile(r"\b(?:target|estimate|forecast|bid|offer)s?\b", re.IGNORECASE)  # of one, for another


_DONE_TO_IT = re.compile(  # "November cost it nearly 3%", before the firm that then forecast something
    r"\b(?:cost|costs|gave|gives?|earned|saved|brought|took|takes?|left|leaves|put|puts) (?:it|them) (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_BESIDE_ANOTHERS = re.compile(
    r"\b(?:above|below|over|under|than|against|versus|ahead of|behind|to) (?:the )?[A-Z][\w.& -]*['’]s? $"
)
_IT_THEN = re.compile(
    r"(?:[:;,]|\s[–—])\s(?:and |but |though |while )?(?:it|they)\s", re.IGNORECASE
)  # "the best days came around the Fed: it rose 2%"


def entities_of(
    scene: Scene, segment: Segment, item: Quantity, before: Reading | None
) -> tuple[tuple[Name, ...], tuple[Name, ...], bool]:
    """(entities, those it is compared with, whether they stand in its own clause)."""
    entities, comparators, near = _entities_of(scene, segment, item, before)
    if entities and not comparators and may_leave_unsaid(segment.wording.begins):
        comparators = left_unsaid(scene, segment, item, entities)
    if near and is_described(scene, segment, item):
        near = any(segment.start <= name.start < item.start for name in entities)
    return of_its_maturity(scene, segment, entities), comparators, near


@record()
class _Named:
    """The names of a figure's own words: whom it may be of, those right at it, behind it, who says so, and those compared."""

    subject: list[Name]
    attached: list[Name]
    behind: list[Name]
    spoken: list[Name]
    comparators: tuple[Name, ...]


_NOBODY = _Named([], [], [], [], ())


def _entities_of(
    scene: Scene, segment: Segment, item: Quantity, before: Reading | None
) -> tuple[tuple[Name, ...], tuple[Name, ...], bool]:
    label = label_behind(scene, item.end)
    if label is not None and is_labelled_list(scene, segment, item):
        inside = [name for name in scene.names_in(*label) if name.end <= label[1]]
        return tuple(inside), (), bool(inside)
    named = _named_in(scene, segment, item, before)
    if not named.attached and _FOR_YARDSTICK.match(scene.text, item.end):
        return (), named.comparators, False
    pointed = _pointed_to(scene, segment, item) if not _POINTERS.isdisjoint(segment.wording.begins) else None
    if pointed is not None and all(name.kind == "other" for name in named.subject):
        return (pointed,), named.comparators, True
    subject = _not_of_a_pronoun(scene, segment, item, named.subject)
    if not subject:
        found, near = _without_subject(scene, segment, item, named, before)
        return found, named.comparators, near
    if before is not None and all(name_class(name) == "area" for name in subject):
        subject = [name for name in before.entities if name_class(name) != "area"] + subject
    return tuple(subject), named.comparators, True


def _named_in(scene: Scene, segment: Segment, item: Quantity, before: Reading | None) -> _Named:
    begins, named = segment.wording.begins, scene.names_in(segment.start, segment.end)
    meant = stood_for(scene, segment.sentence_span[0], segment.start) if may_stand_for(begins) else []
    if not (named or meant):
        return _NOBODY
    before_it = [name for name in named if name.start < item.start]
    pre, post = [*meant, *before_it], [name for name in named if name.start >= item.end]
    pre = _within_its_clause(scene, [as_fund(scene, name) for name in pre], item)
    pre = [name for name in pre if (name.kind == "fund" or not standing_of(scene, name).aside) and _can_have(name, item)]
    post = [name for name in post if not standing_of(scene, name).aside and _can_have(name, item)]
    anew = _IT_THEN.search(scene.text, segment.start, item.start) if "it " in begins or "they" in begins else None
    if anew is not None:
        pre = [name for name in pre if name.start >= anew.end()]
    comparators = [name for name in pre + post if not _goes_on(scene, name, item) and _is_compared(scene, name, item)]
    ends = {name.end + 1 for name in comparators}  # "over Spanish bonds" is no spread of bonds
    subject = [name for name in pre if name not in comparators and not (name.kind == "generic" and name.start in ends)]
    subject = [name for name in subject if not speaks(scene, name)]
    subject = [name for name in subject if not _DENIED.search(scene.text, segment.start, name.start)] or subject
    if may_tell_tracking(begins):
        tracked = tracking_names(scene.text[segment.start : item.start], before_it, segment.start)
        subject = [name for name in subject if name not in tracked] or subject
    subject = _of_relative_clause(scene, subject, item)
    attached = [name for name in post if name not in comparators and _is_attached(scene, name, item)]
    spoken = [name for name in pre if name not in comparators and speaks(scene, name) and name.kind == "company"]
    priced = item.role in ("to", "level") and is_currency(item.unit)  # a price is of a share, wherever that is traded
    goes_on = before is not None and bool(before.entities) and not segment.strong
    if attached and priced and not subject and goes_on and before is not None and not is_placed_list(scene, item, before):
        attached = [name for name in attached if not _is_setting(scene, name, item)]  # "rose 5% to 41.30 in Amsterdam"
    if attached:
        offered = subject and _OFFERED.search(scene.text, segment.start, item.start) is not None
        kinds = {name_class(name) for name in attached if not offered and not (subject and _is_setting(scene, name, item))}
        subject = [name for name in subject if name_class(name) not in kinds] + attached
    return _Named(subject, attached, post if anew is None else attached, spoken, tuple(comparators))


WHOSE = re.compile(r",\s(?:whose|which (?:had|has|made|earned|posted|reported|recorded|booked))\s[^,;:]*")


def _of_relative_clause(scene: Scene, subject: list[Name], item: Quantity) -> list[Name]:
    """Of two the one right before a clause that tells what it had: "Aker will buy Orla, which had sales of 640 million"."""
    own = [name for name in subject if name.end < item.start and WHOSE.fullmatch(scene.text, name.end, item.start)]
    if len(own) != 1:
        return subject
    return [name for name in subject if name in own or name_class(name) != name_class(own[0])]


_WHICH_DID = re.compile(
    r",\s(?:which|who)\s(?:itself\s|(?:had|has|only|just|still|also|[a-z]+ly)\s){0,2}(?P<verb>[a-z]+)"
    r"(?:\s(?:(?:more|less) than|by|an?|only|just|even|some|about|around|over|under|almost|nearly|[a-z]+ly))*\s"
)  # up to its figure: not "which gained less than Aker's", "which fell while it gained"


def _goes_on(scene: Scene, name: Name, item: Quantity) -> bool:
    """Whether a clause right behind a name tells the figure of it: "only Aker beat the DAX, which gained 16%"."""
    if name.end > item.start:
        return False
    did = _WHICH_DID.fullmatch(scene.text, name.end, item.start)
    return did is not None and (did["verb"] in movement().verbs or did["verb"] in wordlist("flow_verbs"))


def _within_its_clause(scene: Scene, before: list[Name], item: Quantity) -> list[Name]:
    """The names before a figure; of those that such a clause cuts off, none but the one it goes on for."""
    own = next((at for at, name in enumerate(before) if _goes_on(scene, name, item)), 0)
    return before[own:]


def _not_of_a_pronoun(scene: Scene, segment: Segment, item: Quantity, subject: list[Name]) -> list[Name]:
    """The subject without names that no table holds where the sentence opens with "it": "It was Aker" names one."""
    start = segment.sentence_span[0]
    if (
        segment.start == start
        and all(name.kind == "other" for name in subject)
        and PRONOUN.match(scene.text[start : start + 60])
        and not _CLEFT.match(scene.text, start, item.start)
    ):
        rival = its_rival().match(scene.text, start, item.start)
        own = [name for name in subject if rival is not None and name.start == rival.end()]
        return own or [name for name in subject if scene.text[name.end : name.end + 2] in ("'s", "’s")]
    return subject


@cache
def its_rival() -> re.Pattern[str]:
    """Up to the name of another firm, that is called one: "Its smaller rival Aker pumped"."""
    rivals = "|".join(sorted(wordlist("rivals")))
    return re.compile(rf"\W*(?:its|their|his|her)\s(?:[a-z-]+\s){{0,2}}?(?:{rivals}),?\s", re.IGNORECASE)


def _without_subject(
    scene: Scene, segment: Segment, item: Quantity, named: _Named, before: Reading | None
) -> tuple[tuple[Name, ...], bool]:
    """Whom a figure is of whose words name nobody before it, and whether that is sure."""
    if before is not None:
        return _as_the_one_before(scene, segment, item, named, before)
    stands = segment.start == segment.sentence_span[0] and STANDS_FOR.match(scene.text[segment.start : item.start])
    if not (stands or _DONE_TO_IT.search(scene.text, segment.start, item.start)):
        if told_many(scene, segment, item) is not None:
            return antecedent(scene, segment, item), False
        found = _of_clause(scene, segment, item)
        found = (
            found or [name for name in named.behind if name not in named.comparators and not speaks(scene, name)] or named.spoken
        )
        if found:
            return tuple(found), True
    inherited = antecedent(scene, segment, item)
    return inherited, bool(inherited) and refers_back(scene, segment, item, inherited[0])


def _as_the_one_before(
    scene: Scene, segment: Segment, item: Quantity, named: _Named, before: Reading
) -> tuple[tuple[Name, ...], bool]:
    """Whom a figure is of that goes on after another one of its sentence, and whether that is sure."""
    if not named.attached and (goes_on_for(scene, segment, item, before) or has_a_plain_subject(scene, segment, item, before)):
        return (), False
    if _IT_MEANWHILE.match(scene.text, segment.start) and _WHICH.search(before.lead):
        return (), False  # "A beat B, which fell 3% while it gained 14%": of either
    if segment.strong and _BESIDE_ANOTHERS.search(before.run_up):
        return tuple(_of_clause(scene, segment, item)), False  # not what the one before was held against
    index = _tracked_by(scene, segment, item, before) if not _INDEXES.isdisjoint(segment.wording.begins) else None
    if index is not None:
        return (index,), True
    found = before.entities
    if not _WHOLES.isdisjoint(segment.wording.begins) and _WHOLE.search(scene.text, segment.start, segment.end):
        found = tuple(name for name in found if name_class(name) != "area")
    return found, before.entities_near and not named.spoken


_IT_MEANWHILE = re.compile(r",?\s?(?:while|as|when|whereas)\s(?:it|they)\s")
_WHICH = re.compile(r",\s(?:which|who)\s")
_FOR_YARDSTICK = re.compile(  # "against 14.3% for its benchmark"
    r"\s(?:for|at) (?:its|the|their) (?:wider |broader )?(?:benchmark|index|sector|peers?|peer group|market|category|industry)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:as a whole|overall|group-wide|world-?wide|globally|(?:global|world)(?= [a-z])|in total|in all"
    r"|(?:leaving|bringing|taking|putting) (?:the (?:group|company|total)|(?:group|total) \w+))\b",
    re.IGNORECASE,
)
_WHOLES = frozenset(
    {"as a", "over", "grou", "worl", "glob", "in t", "in a", "leav", "brin", "taki", "putt"}
)  # how a word of each form begins
_ITS_INDEX = re.compile(r"\b(?:the|its) (?:underlying |tracked )?(?:index|benchmark)(?: itself)?\b", re.IGNORECASE)

_INDEXES = frozenset({"inde", "benc"})  # how its nouns begin


def _tracked_by(scene: Scene, segment: Segment, item: Quantity, before: Reading) -> Name | None:
    """The index of the fund told of just before: "the fund gained 1.2%, the index itself 1.3%"."""
    fund = next((name for name in before.entities if name.kind == "fund" and name.tracks), None)
    if fund is None or not fund.tracks:
        return None
    place = _ITS_INDEX.search(scene.text, segment.start, item.start)
    row = instrument(fund.tracks) if place is not None else None
    if row is None or place is None:
        return None
    return Name(place.start(), place.end(), place.group(), row.id, row.kind, row.ticker, row.tracks, row.family)


_POINTING = re.compile(
    r"\b(?:the )?(former|latter|first-named|second-named)\b"
    r"|\bvalu\w+ (the target)\b(?! (?:price|range|rate))|\bthe (target|acquired) (?:company|firm)\b",
    re.IGNORECASE,
)
_POINTERS = frozenset({"form", "latt", "firs", "seco", "targ", "acqu"})  # how a word of each form begins


def _pointed_to(scene: Scene, segment: Segment, item: Quantity) -> Name | None:
    """The name that "the former" or "the latter" of its segment stands for: of the two firms or places told of just before.

    Of a buyer and what it bids for, "the target" is the latter.
    """
    words = _POINTING.search(scene.text, segment.start, item.start) or _POINTING.search(scene.text, item.end, segment.end)
    if words is None:
        return None
    start = segment.sentence_span[0]
    for begin, end in ((start, words.start()), (max(scene.text.rfind("\n\n", 0, start), start - 300), start)):
        named = list({name.id: name for name in scene.names_in(begin, end)}.values())
        kinds = {name_class(name) for name in named}
        if len(named) >= 2 and len(kinds) == 1:
            return named[-2] if (words[1] or "").lower().startswith("f") else named[-1]
    return None


def _can_have(name: Name, item: Quantity) -> bool:
    """Whether a figure of this unit can be the name's: a maturity or a kind of loan has rates, no people and no money.

    Stocks told in tonnes are no shares.
    """
    if name.kind == "generic" and item.unit.removeprefix("count:") in physical_units():
        return False
    return name.kind != "rate" or item.unit in RATES or item.unit in ("none", "index_point", "ratio_x")


def _is_setting(scene: Scene, name: Name, item: Quantity) -> bool:
    """Whether a name behind a figure tells where or why, and not of whom: "at his home in Palm Springs", "86 on Financials"."""
    match = _ATTACHED.match(scene.text[item.end : name.start])
    by = match["by"].lower() if match else ""
    place = name.kind == "company" and by == "in"  # firms are seldom "in": "in Aurora, a suburb of Denver"
    origin = name_class(name) == "area" and by == "from"  # "Europe gets 40% of its gas from Russia"
    return place or origin or (name.kind == "other" and by in ("in", "at", "from", "on"))


def _of_clause(scene: Scene, segment: Segment, item: Quantity) -> list[Name]:
    """The subject that stands elsewhere in its sentence: before it, else after it ("From 4 to 5 rose the …")."""
    earlier = [name for name in scene.names_in(segment.sentence_span[0], segment.start) if _may_be_subject(scene, name, item)]
    if earlier:
        return [earlier[0]]
    later = scene.names_in(segment.end, segment.sentence_span[1]) if segment.start <= segment.clause_span[0] + 1 else []
    later = [name for name in later if _may_be_subject(scene, name, item) and name.end <= segment.clause_span[1]]
    later = [
        name for name in later if not _is_by_another(scene, name) and not _OF_WHICH.search(scene.text, segment.end, name.start)
    ]
    return [] if later and _has_its_own_figure(scene, segment, later[0]) else later[:1]


def _is_by_another(scene: Scene, name: Name) -> bool:
    """Whether a name only tells what helped or hurt, or who else took part: "rose 5%, driven by Asia"."""
    return _BY_ANOTHER.search(scene.text, max(0, name.start - 30), name.start) is not None


_OF_WHICH = re.compile(r"\bof (?:which|whom)\b")
_OF_IT = re.compile(r"(?:\sor (?:more|less|so))?\s(?:of|for|at|in) (?:the |its |an? )?")
_TRADED = ("company", "fund", "index", "commodity", "generic")
_DONE_BY_IT = re.compile(
    r"(?:\s[\w-]+){1,2}\s(?:of|for|at|in|by) (?:the |its |an? )?"
)  # "a 10.8% drop in", "the 14% recorded by"


def _has_its_own_figure(scene: Scene, segment: Segment, name: Name) -> bool:
    """Whether a name is that of a later number: "grew 11% and Labels shrank 3%", "20%, more than the 15% of the index"."""
    between = scene.figures_in(segment.end, name.start)
    if between and _OF_IT.fullmatch(scene.text, between[-1].end, name.start):
        return True
    if between and name.kind in _TRADED and _DONE_BY_IT.fullmatch(scene.text, between[-1].end, name.start):
        return True
    joined = re.search(r"(?:\b(?:and|but|while|or)|,)\s(?:the |that of |those of )?$", scene.text[segment.end : name.start][-16:])
    return joined is not None and bool(scene.figures_in(name.end, segment.clause_span[1]))


def _may_be_subject(scene: Scene, name: Name, item: Quantity) -> bool:
    return not speaks(scene, name) and not _is_compared(scene, name, item)


def told_before(scene: Scene, segment: Segment, item: Quantity) -> frozenset[str]:
    """The ids of those before the sentence, in its paragraph, that an unnamed subject may be as well as the nearest."""
    paragraph = max(0, scene.text.rfind("\n\n", 0, segment.sentence_span[0]))
    return frozenset(name.id for name in may_be(scene, segment, item, paragraph))


def _is_compared(scene: Scene, name: Name, item: Quantity) -> bool:
    if not standing_of(scene, name).compared:
        return False
    if name.end <= item.start and not is_far_side(scene, name):
        gap = scene.text[name.end : item.start]
        return re.fullmatch(r"(?:['’]s?)?(?: (?!(?:was|is|were|are|by|of|stood|hit|came|reached)\b)\w+){0,2} ?\W*", gap) is None
    return True


def _is_attached(scene: Scene, name: Name, item: Quantity) -> bool:
    gap = scene.text[item.end : name.start]
    if _BY_ANOTHER.search(gap):
        return False
    if gap == " " and name.kind == "country" and item.unit.startswith("count"):
        return True  # "two French policemen"
    return len(gap) < 80 and _ATTACHED.match(gap) is not None
