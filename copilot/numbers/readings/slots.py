"""Each quantity of a text with what it is said of: entity, measure, basis, time, role, modality, scope; from its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from copilot.names import Name
from copilot.numbers.census.units import is_currency
from copilot.numbers.readings.back_references import words_of
from copilot.numbers.readings.cells import cell_reading
from copilot.numbers.readings.entities import classes_agree, name_class
from copilot.numbers.readings.figure_times import of_its_move, told_when
from copilot.numbers.readings.from_extremes import way_from_an_extreme
from copilot.numbers.readings.gap_pairs import with_gap_pairs
from copilot.numbers.readings.left_out import with_its_unit
from copilot.numbers.readings.measured import Measured, last_measured, measure_of, tells_an_age
from copilot.numbers.readings.moves import Move, move_of, noun_of_change, plain
from copilot.numbers.readings.opposites import deeds, of_rates, plain_deeds
from copilot.numbers.readings.paired_lists import paired
from copilot.numbers.readings.reading import Around, Reading
from copilot.numbers.readings.scene import RATES, Scene
from copilot.numbers.readings.segments import Segment, Wording
from copilot.numbers.readings.standing import is_plain, is_source
from copilot.numbers.readings.stated import is_stated
from copilot.numbers.readings.statement_times import opening_times
from copilot.numbers.readings.subjects import entities_of, told_before
from copilot.numbers.readings.surroundings import Surroundings
from copilot.numbers.readings.told_basis import basis_of, is_of_whole, is_share
from copilot.numbers.readings.votes_told import of_its_side
from copilot.numbers.times.when import TimeMention
from copilot.numbers.types import Quantity
from copilot.numbers.wording import nearest_direction
from copilot.records import Later

_RUN = re.compile(r"^\W{0,2}(?:straight|consecutive|successive|[\w-]+ (?:in a row|running|on end)\b)", re.IGNORECASE)
_RUNS = frozenset({"stra", "cons", "succ", "row", "runn", "end"})  # how its words begin
_RELATIVE = re.compile(r"(?:\s\w+){0,3}?\s(?:that|which|it|they|he|she)\b")
_PAID_TO = re.compile(r"\b(?:paid|Paid|pays|Pays)\s(?:(?:the|its|their) )?(?:[A-Z][\w’'.-]*\s)+$")
_LOST = re.compile(r"(?<!funds )(?<!fund )\b(?:lost|losing|loses)\s(?:\w+\s){0,2}$", re.IGNORECASE)  # funds by outflows
_LOSS_WORDS = frozenset({"lost", "losi", "lose", "earn", "nett"})  # how the words of both begin
_BALANCE = re.compile(  # "imports outstripped exports by 4 billion", which is a deficit
    r"(?:^|[,;:.]\s|\b(?:and|as|but|while|that|the|its|when)\s|['’]s?\s)(?P<one>imports|exports)\s(?:[\w.’']+\s){0,4}?(?:exceed|outstrip|outpac|outweigh|topp|surpass)[a-z]*\s(?:(?:its|the)\s)?"
    r"(?P<other>imports|exports)\sby\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_IS_NO_BALANCE = re.compile(  # "imports did not exceed exports", "imports of steel exceeded exports", "imports from China"
    r"\b(?:not|never|no|nor|hardly|barely|nearly|almost|of|with|from|to)\b|n[’']t\b", re.IGNORECASE
)
_EARNED = re.compile(r"\b(?:earned|earning|earns|netted)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def read(text: str, items: Sequence[Quantity], *, source: str = "", anchor: date | None = None) -> list[Reading]:
    """The judged quantities of `text` with their slots, in order.

    items: what `find_quantities(text)` found. anchor: the text's own day, for "yesterday" and bare months.
    """
    return SceneReader(Scene(text, items, source, anchor)).all()


class SceneReader:
    """Reads the numbers of a text sentence by sentence, each sentence when it is first asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._items: list[int] = []  # those of its segments, in order
        self._places: dict[int, range] = {}  # sentence → its segments
        for number, span in enumerate(scene.sentences):
            first, last = bisect_left(scene.figure_starts, span[0]), bisect_left(scene.figure_starts, span[1])
            if first < last:
                self._places[number] = range(len(self._items), len(self._items) + last - first)
                self._items += scene.which[first:last]
        self._sentence_of = {self._items[at]: number for number, places in self._places.items() for at in places}
        self._read: dict[int, dict[int, Reading]] = {}  # sentence → item → what it says

    def all(self) -> list[Reading]:
        """Every judged number of the text, in order."""
        self.scene.part()
        return [reading for sentence in self._places for reading in self.sentence(sentence)]

    def reading(self, item: int) -> Reading | None:
        """The number that is this item of the census; None where it is not judged or stands outside every sentence."""
        number = self._sentence_of.get(item)
        if number is None:
            return None
        if number not in self._read:
            self.sentence(number)
        return self._read[number][item]

    def names_others(self, item: int, names: tuple[Name, ...]) -> bool:
        """Whether the sentence of a number, not read yet, names others of the kind of these, and none of them."""
        number = self._sentence_of.get(item)
        return number is not None and number not in self._read and self._is_of_others(number, item, names)

    def but_of_others(self, names: tuple[Name, ...]) -> list[Reading]:
        """Every judged number of the text but those of sentences that name others of the kind of these, and none of them."""
        told = [
            number for number, places in self._places.items() if not self._is_of_others(number, self._items[places[0]], names)
        ]
        return [reading for number in told for reading in self.sentence(number)]

    def _is_of_others(self, number: int, item: int, names: tuple[Name, ...]) -> bool:
        scene = self.scene
        named = scene.names_in(*scene.sentences[number])
        if not named or not {name.id for name in names}.isdisjoint([name.id for name in named]):
            return False
        told = tuple(name for name in named if is_plain(scene, name))
        is_told = not {name_class(name) for name in told}.isdisjoint(map(name_class, names))
        return is_told and scene.tables.cell(scene.items[item].start) is None and not classes_agree(names, told)[0]

    def sentence(self, number: int) -> Iterable[Reading]:
        """The numbers of one sentence, in order: each may take slots from the one before it."""
        if number not in self._read:
            scene, places = self.scene, self._places.get(number, range(0))
            scene.part()
            around = Surroundings(scene, scene.sentences[number]) if places and scene.source else None
            found: list[Reading] = []
            for at in places:
                segment = scene.segments[at]
                cell = scene.tables.cell(scene.items[segment.item].start)
                if cell is not None:
                    found.append(cell_reading(scene, cell, segment, around))
                else:
                    timed = _giving_its_time(scene, segment, scene.segments[places[0] : at], found)
                    item = with_its_unit(scene, segment, scene.items[segment.item], found)
                    read = _of_prose(scene, at, item, (found[-1] if found else None, timed, last_measured(found, item)), around)
                    found.append(self._told_again(read, found))
            found = paired(scene, found)
            found = found if scene.source else with_gap_pairs(found)
            if around is not None:
                around.figures = [reading for reading in found if not tells_an_age(reading)]
            self._read.setdefault(number, {reading.index: reading for reading in found})
        return self._read[number].values()

    def _told_again(self, reading: Reading, found: Sequence[Reading]) -> Reading:
        """A figure that a bracket takes up again is the figure itself: "2.6%, a lead of 2.4 points (2.6% less 0.2%)"."""
        scene, start = self.scene, reading.quantity.start
        if scene.source:
            return reading
        opens = scene.text.rfind("(", reading.sentence_span[0], start)
        if opens < 0 or _WORKING.match(scene.text, opens) is None or ")" in scene.text[opens:start]:
            return reading
        if scene.names_in(opens, start):
            return reading
        before = (*found, *(told for sentence in self._read.values() for told in sentence.values()))
        same = [told for told in before if told.quantity.end <= opens and told.quantity.text == reading.quantity.text]
        if not same:
            return reading
        last = max(same, key=lambda told: told.quantity.start)
        return replace(reading, **{name: getattr(last, name) for name in _OF_THE_FIGURE})


_WORKING = re.compile(  # a bracket that works something out of two figures
    r"\([^()\d]{0,12}\d[^()]{0,20}?(?:\s(?:less|minus|over|divided by|against|from|to|and)\s|[−–/÷])[^()]{0,12}\d[^()]{0,12}\)",
    re.IGNORECASE,
)


_OF_THE_FIGURE = (
    "entities", "entities_near", "comparators", "measure", "measure_near", "modifiers", "named_measures", "basis", "times",
    "times_near", "compared_times", "opening_times", "times_text", "role", "direction", "polarity", "prior",
)  # fmt: skip


_HELD = frozenset({"after", "against", "versus", "compared with", "compared to"})


_BRACKET_CLOSES = re.compile(r"\),?\s")


def _giving_its_time(scene: Scene, segment: Segment, earlier: Sequence[Segment], found: Sequence[Reading]) -> Reading | None:
    """The number of those before it in its sentence whose time it takes over where it tells none. earlier: their segments."""
    if not found:
        return None
    closes = _BRACKET_CLOSES.match(scene.text, segment.start)
    opened = scene.text.rfind("(", segment.sentence_span[0], segment.start) if closes is not None else -1
    if opened >= 0:  # "4.1 million (May: 4.0 million), a rise of 2%": of the time of the first
        kept = [(other, reading) for other, reading in zip(earlier, found, strict=True) if reading.quantity.end <= opened]
        earlier, found = [other for other, _ in kept], [reading for _, reading in kept]
    for other, reading in zip(reversed(earlier), reversed(found), strict=True):
        held = segment.opener == "and" and other.opener in _HELD  # "after 130,000, and"
        if (reading.own_time or not reading.prior) and not (held or _is_revised(scene, reading)):
            return reading
    return None


def _of_prose(
    scene: Scene, at: int, item: Quantity, earlier: tuple[Reading | None, Reading | None, Reading | None], around: Around | None
) -> Reading:
    """A number of a sentence: each slot from its segment, else from the number before it, else from further back.

    earlier: the number before it, that which gives its time, not of "a year earlier", and that which gives its measure.
    """
    before, timed, measuring = earlier
    dating = before
    if before is not None and timed is not None and timed is not before:
        dating = replace(before, times=timed.times, times_near=timed.times_near)
    segment = scene.segments[at]
    item = plain(scene.text, item)
    pre, post = scene.text[segment.start : item.start], scene.text[item.end : segment.end]
    begins = segment.wording.begins
    entities, comparators, near = entities_of(scene, segment, item, before)
    item, measured = of_its_side(scene, segment, item, measure_of(scene, segment, item, measuring))
    told = told_when(scene, at, item, (before, dating), measured.id)
    move, measured = _moved(scene, item, (pre, post, begins), entities, measured)
    times = of_its_move(scene, segment, item, (move.role, measured.id), told)
    if item.unit == "ratio_x":
        item = replace(item, role=move.role, direction=move.direction)
    end_of_words = min(item.end + 60, segment.statement[1])
    yields = _is_yield(measured.id) and move.role != "change"
    stated = is_stated(scene, segment, item, entities, before)
    return Reading(
        quantity=item,
        source=scene.source,
        index=segment.item,
        sentence=segment.sentence,
        sentence_span=segment.sentence_span,
        clause_span=segment.clause_span,
        segment_span=(segment.start, segment.end),
        statement_span=segment.statement,
        entities=entities,
        entities_near=near,
        entities_stated=stated,
        comparators=comparators,
        measure=measured.id,
        measure_near=measured.near,
        modifiers=measured.modifiers,
        named_measures=_named_measures(scene, segment, item),
        basis=basis_of(scene, at, item, before, (times, told.compared), named=bool(entities), yields=yields),
        times=times,
        times_near=told.near,
        own_time=told.own,
        compared_times=told.compared,
        opening_times=opening_times(scene, at),
        times_text=_text_of_time(scene, times),
        role=move.role,
        direction=move.direction,
        polarity=move.polarity,
        change_noun=noun_of_change(pre, before) if item.unit in RATES and move.role in ("from", "to", "level") else 0,
        prior=told.prior,
        share=is_share(item, pre, scene.text[item.end : item.end + 12], begins),
        deeds={
            **_deeds_of(item, move, (pre, post, scene.text[item.end : end_of_words]), segment.wording),
            **_plain_deeds_of(scene, segment, item, pre),
        },
        find_words=Later(partial(words_of, scene, at, before)),
        lead=pre,
        trail=post,
        after=scene.text[item.end : end_of_words],
        run_up=scene.text[max(segment.sentence_span[0], item.start - 60) : item.start],
        known=scene.known,
        sentence_names=_sentence_names(scene, segment, entities),
        told_before=frozenset() if (near and stated) or scene.source else told_before(scene, segment, item),
        around=around,
        begins=begins,
        is_headline=not scene.source and scene.is_headline(item.start),
    )


def _named_measures(scene: Scene, segment: Segment, item: Quantity) -> frozenset[str]:
    """Every measure that its segment names, up to right behind it; none of which there is "no"."""
    named = scene.measures_in(segment.start, min(segment.end, item.end + 30))
    if "no " in segment.wording.begins:
        named = [at for at in named if scene.text[max(0, at.start - 3) : at.start].lower() != "no "]
    return frozenset([at.id for at in named])


def _sentence_names(scene: Scene, segment: Segment, own: Sequence[Name]) -> tuple[Name, ...]:
    """The names of its sentence that a table holds, without the paper that tells it."""
    named = scene.names_in(*segment.sentence_span)
    return tuple([name for name in named if name.id in scene.known and (name in own or not is_source(scene, name))])


_REVISED = re.compile(r"(?:['’]s (?:\w+ ){0,2}| )(?:was|were|has been|had been) (?:\w+ )?revised\b")


def _is_revised(scene: Scene, reading: Reading) -> bool:
    """Whether a figure is of a time of which it only tells the revision: "July was revised to 62,000", by the way."""
    return reading.own_time and bool(reading.times) and _REVISED.match(scene.text, reading.times[0].end) is not None


def _is_yield(measure: str | None) -> bool:
    """Whether a measure in percent has a high, a low and a close of a session as a price does."""
    return measure is not None and "yield" in measure.split("_")


_OF_SOMETHING = re.compile(
    r"\s(?:of|on|from)\s|\sin (?:net |fees|interest|rent|royalt|dividend|commission|premium|revenue|sales)", re.IGNORECASE
)


def _moved(
    scene: Scene, item: Quantity, words: tuple[str, str, frozenset[str]], entities: Sequence[Name], measured: Measured
) -> tuple[Move, Measured]:
    """How a figure moves, and what it measures then. words: before it, behind it, and how they begin."""
    move, measured = _loss_or_gain(item, words, entities, move_of(item, words[0], words[1], measured), measured)
    way = way_from_an_extreme(scene, item) if move.role in ("none", "level") else "none"
    return (replace(move, role="change", direction=way, polarity=1 if way == "up" else -1) if way != "none" else move), measured


def _loss_or_gain(
    item: Quantity, words: tuple[str, str, frozenset[str]], entities: Sequence[Name], move: Move, measured: Measured
) -> tuple[Move, Measured]:
    """ "Lost 1.2 billion" of a firm is a loss, not a fall by that; "earned" names a profit; a fund or index has none."""
    if (
        measured.id == "profit"
        and item.unit == "percent"
        and entities
        and all(name.kind in ("fund", "index") for name in entities)
    ):
        return move, Measured(sign=measured.sign)
    pre, post, begins = words
    balance = _BALANCE.search(pre) if measured.id in ("exports", "imports") else None
    if balance is not None and balance["one"].lower() != balance["other"].lower() and not _IS_NO_BALANCE.search(balance[0]):
        sign = 1 if balance["one"].lower() == "exports" else -1
        return Move("level", "none", sign), Measured("trade_balance", frozenset(), True, sign)
    if _LOSS_WORDS.isdisjoint(begins) or not is_currency(item.unit):
        return move, measured
    lost = _LOST.search(pre) is not None and all(name.kind in ("company", "other", "country", "generic") for name in entities)
    if lost:
        move = Move("none", "none", -1)
    if _OF_SOMETHING.match(post):
        return move, measured  # "earned 4.1 billion of net interest", "lost 210 million on loans"
    earned = _EARNED.search(pre) is not None
    if earned and move.role in ("none", "level") and (item.value or 0) >= 0:
        move = replace(move, polarity=1)
    if measured.id is None and (lost or earned):
        measured = Measured("profit", frozenset(), True)
    return move, measured


_JOINTS = frozenset({"and", "but", "whil"})
_NEXT_DEED = re.compile(  # "and 408 stores, closed 65"
    r"(?:,|\s(?:and|but|while))\s[a-z]+\s(?:(?:another|some|about|over)\s)?[$€£]?\d"
)


def _deeds_of(item: Quantity, move: Move, words: tuple[str, str, str], wording: Wording) -> Mapping[str, bool]:
    """What was done to the counted things; a rate that changed has a direction instead. words: before, behind, further on."""
    begins = wording.begins
    if not wording.tells_a_deed and _RUNS.isdisjoint(begins):
        return {}
    pre, post, after = words
    next_deed = _NEXT_DEED.search(after) if "," in after or not _JOINTS.isdisjoint(begins) else None
    after = after[: next_deed.start()] if next_deed is not None else after
    if is_of_whole(pre, begins):
        return deeds("", after, begins) if _RELATIVE.match(after) else {}  # "a third of the 90 million that it had sought"
    if item.unit in RATES and move.role == "change":  # "rejected it by 63%"
        return {pair: side for pair, side in deeds(pre, post[:60], begins).items() if pair in of_rates()}
    if item.unit in RATES:
        return deeds(pre, post[:60], begins)
    way = nearest_direction(pre, after) if not _RUNS.isdisjoint(begins) and _RUN.match(after) else "none"
    done = deeds(pre, after, begins)
    if "earn" in done and _PAID_TO.search(pre):
        del done["earn"]  # what is paid to somebody is what that one earned
    if "gain" in done and "gain" not in deeds(pre, after[:5], begins):
        del done["gain"]  # of the next figure: "European funds 14 and Asian ones shed 3"
    if "remain" in done and (move.role == "to" or "remain" not in deeds(pre, after.partition(",")[0])):
        del done["remain"]  # what it was cut to is what it keeps; "Boy, 12, keeps calm"
    if not item.unit.startswith("count"):
        done.pop("raise", None)  # an amount may be raised and cut in one sentence
    return done | ({"run": way == "up"} if way != "none" else {})


_FOLLOWS = 200  # characters behind a sentence that may tell how it went on


def _plain_deeds_of(scene: Scene, segment: Segment, item: Quantity, pre: str) -> Mapping[str, bool]:
    """The deeds of which a number or an amount is itself the object."""
    if item.unit in RATES or not segment.wording.tells_a_deed:
        return {}
    start, end = segment.sentence_span
    return plain_deeds(pre, scene.text[item.end : end], scene.text[start : end + _FOLLOWS], segment.wording.begins)


def _text_of_time(scene: Scene, times: Sequence[TimeMention]) -> str:
    return scene.text[times[0].start : times[0].end] if times else ""
