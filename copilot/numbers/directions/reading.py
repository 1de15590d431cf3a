"""What a direction word is said of, and when: only where subject and window stand beside it, or are carried over plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from copilot.names import Name
from copilot.numbers.census.finding import find_quantities
from copilot.numbers.direction_words import Kind, Place, any_of, is_closing, places, words
from copilot.numbers.evidence.claims import Claim, claim_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene, is_judged
from copilot.numbers.readings.slots import SceneReader
from copilot.numbers.times.timing import dateline
from copilot.numbers.times.when import TimeMention, day
from copilot.numbers.types import Direction, Quantity

_PRICED = frozenset({"index", "fund", "company"})
_PRONOUN = re.compile(r"(?:it|the (?:index|fund|stock|etf|benchmark|gauge))\s", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:last|past|trailing|previous|latest)\s$", re.IGNORECASE)
_POINT_IN_TIME = re.compile(
    r"['’]s?\b|\s(?:\w+ )?(?:highs?|lows?|peak|trough|level|close|record|bottom|top|meeting|report)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:\s?\([^)\n]{1,14}\))?(?:['’]s?\s(?:[\w.%-]+\s){0,3}(?:performance|returns?|gains?|advance|rise|increase|decline|loss|drop|fall))?"
    r"(?=[.,;:!?)\n]|\s*$|\s[—–-]\s|\s(?:in|on|during|over|for|since|this|last|by|as|and|while|from|between"
    r"|through|throughout|year|again|despite|amid|but|today|yesterday)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Directed:
    """One direction, order or record word. `sign` is +1 for up, better, above or a high, -1 for the other way.

    `subject` is None where a measure went that way ("revenue fell"), which `reading` names. `when` is None of what speaks of the
    text's own day, or the one before: "trades above its 200-day average", "closed higher", "hit a record".
    """

    start: int
    end: int
    text: str
    kind: Kind
    sign: int
    reading: Reading
    claim: Claim
    subject: Name | None
    other: Name | None
    when: TimeMention | None
    is_closing: bool
    sessions: int | None

    @property
    def told(self) -> str:
        """The word with its subject, its other and its time, as the text calls them."""
        names = (self.subject,) if self.subject else self.reading.entities[:1]
        parts = [*(name.text for name in names), f"“{self.text}”", self.other.text if self.other else ""]
        parts += [f"({self.reading.times_text})"] if self.reading.times_text else []
        return " ".join(part for part in parts if part)


def read_directions(text: str, *, published: date | str | None = None, anchor: date | None = None) -> list[Directed]:
    """Every such word whose subject and window are plain, in order; most are not, and nothing is said of those.

    published: the text's own day, else its dateline, else `anchor`.

    >>> [(item.text, item.subject.id, str(item.when.when.end)) for item in read_directions("The DAX rallied in May 2024.")]
    [('rallied', 'dax', '2024-05-31')]
    """
    found = places(text)
    return _Reader(text, found, day(published) or dateline(text) or anchor).all() if found else []


class _Reader:
    """The direction words of one text, read in order: one may take its subject from the one before it."""

    def __init__(self, text: str, found: Sequence[Place], anchor: date | None) -> None:
        items = find_quantities(text)
        free = [place for place in found if not any(item.start < place.verb_end and place.start < item.end for item in items)]
        marks = [_as_quantity(text, place) for place in free]
        within = [(place.start, place.end) for place in free if place.kind in ("average", "year")]
        kept = [item for item in items if not any(a <= item.start < b for a, b in within) or not is_judged(item)]
        self.text, self.places = text, free
        self.scene = Scene(text, sorted([*kept, *marks], key=lambda item: item.start), "", anchor)
        self.readings = {reading.quantity.start: reading for reading in SceneReader(self.scene).all()}

    def all(self) -> list[Directed]:
        found: list[Directed] = []
        for place in self.places:
            reading = self.readings.get(place.start)
            if reading is None or self.scene.tables.cell(place.start) is not None or not self._tells(place, reading):
                continue
            directed = self._read(place, reading, found[-1] if found else None)
            if directed is not None:
                found.append(directed)
        return found

    def _tells(self, place: Place, reading: Reading) -> bool:
        """Whether the sentence says that it happened."""
        start, end = reading.sentence_span
        sentence = self.text[start:end].rstrip()
        is_fact = reading.basis.modality in (None, "actual") and not reading.basis.negated
        return is_fact and not sentence.endswith("?") and any_of("imagined").search(self.text, start, place.start) is None

    def _read(self, place: Place, reading: Reading, before: Directed | None) -> Directed | None:
        before = before if before is not None and before.reading.sentence == reading.sentence else None
        other, end = self._other(place, reading) if place.kind == "relative" else (None, place.end)
        if place.kind == "relative" and other is None:
            return None
        begin, subject = self._subject(place, reading, before)
        if begin is None or (subject is None and place.kind not in ("move", "measured")):
            return None
        when = self._when(place, reading, begin, end)
        if when is None and not (self._is_of_own_day(place) and not self.scene.times_in(*reading.sentence_span)):
            return None
        if self._is_in_parts(place, reading, when):
            return None
        has_time, said = when is not None, self.text[when.start : when.end] if when else ""
        told = replace(reading, times=(when,) if when else (), times_near=has_time, own_time=has_time, times_text=said)
        if subject is not None:
            told = replace(told, entities=(subject,), entities_near=True, measure=None)
        sessions = place.match.groupdict().get("sessions")
        return Directed(
            place.start, place.end, " ".join(self.text[place.start : place.end].split()), place.kind, place.sign, told,
            claim_of(told), subject, other, when, is_closing(place), int(sessions) if sessions else None,
        )  # fmt: skip

    def _subject(self, place: Place, reading: Reading, before: Directed | None) -> tuple[int | None, Name | None]:
        """(where the subject begins, the instrument or None for a measure); (None, None) where it is not plain."""
        start = reading.sentence_span[0]
        names = self._named(start, place.start)
        name = names[-1] if names else None
        if place.is_participle:
            is_alone = name is not None and len(names) == 1 and self._opens(start, name.start)
            return (name.start, name) if name is not None and is_alone and name.kind in _PRICED else (None, None)
        is_beside = name is not None and place.kind != "measured" and _owned().fullmatch(self.text, name.end, place.start)
        if name is not None and is_beside and self._is_head(name, names):
            is_told = name.kind != "company" or self._is_of_shares(name, place)
            return (name.start, name) if name.kind in _PRICED and is_told else (None, None)
        mention = next(reversed(self.scene.measures_in(start, place.start)), None)
        if mention is not None and reading.measure == mention.id and reading.entities_near and reading.entities:
            gap = _between().fullmatch(self.text, mention.end, place.start)
            if name is not None and mention.end < name.start and _between().fullmatch(self.text, name.end, place.start):
                gap = re.fullmatch(r"\s(?:at|of|in|for)\s(?:the )?", self.text[mention.end : name.start])  # "revenue at a firm"
            return (min(mention.start, reading.entities[0].start), None) if gap else (None, None)
        if before is not None and not any(name.start > before.end for name in names) and before.other is None:
            carried = re.search(rf"\b(?:and|but|yet)\s(?:(?:{words('between')})\s)*$", self.text[before.end : place.start])
            return (before.start, before.subject) if carried and before.subject else (None, None)
        return self._antecedent(place, reading)

    def _named(self, start: int, stop: int) -> list[Name]:
        """The names of a stretch; a ticker in brackets behind its own name is no second one."""
        names = self.scene.names_in(start, stop)
        return [
            name
            for at, name in enumerate(names)
            if not (at and self.text[names[at - 1].end : name.start].strip() == "(" and name.text.isupper())
        ]

    def _antecedent(self, place: Place, reading: Reading) -> tuple[int | None, Name | None]:
        """ "It fell in May": the one instrument that the sentence before names."""
        start = reading.sentence_span[0]
        opening = start
        for time in self.scene.times_in(start, place.start):
            if self._opens(start, time.start):
                opening = time.end
        pronoun = _PRONOUN.match(self.text, opening + len(re.match(r"[\s,]*", self.text[opening : place.start])[0]))  # type: ignore[index]
        if pronoun is None or _between().fullmatch(self.text, pronoun.end() - 1, place.start) is None:
            return None, None
        floor = max(self.text.rfind("\n", 0, start), self.text.rfind(". ", 0, max(0, start - 2)), start - 300, 0)
        named = {name.id: name for name in self.scene.names_in(floor, start)}
        only = next(iter(named.values())) if len(named) == 1 else None
        return (pronoun.start(), only) if only is not None and only.kind in _PRICED else (None, None)

    def _is_head(self, name: Name, names: Sequence[Name]) -> bool:
        """Whether the name is the subject itself: not what something else is of or in, nor one of two."""
        before = self.text[max(0, name.start - 40) : name.start]
        if _not_head().search(before) and not _of_shares().search(before):
            return False
        earlier = [other for other in names if other.end <= name.start]
        gap = self.text[earlier[-1].end : name.start] if earlier else " . "
        return re.fullmatch(r"(?:\s?\([^)]*\))?(?:,? (?:and|or|nor|as well as)|,|/|\s?&)\s(?:the )?", gap) is None

    def _is_of_shares(self, name: Name, place: Place) -> bool:
        """A firm rises and falls in many ways: its shares are meant where it says so, or where its ticker stands by."""
        beside = self.text[name.end : place.start]
        named = re.search(rf"\b(?:{words('between', 'owned')})\b|\([A-Z.:\s-]+\)", beside)
        return named is not None or _of_shares().search(self.text[max(0, name.start - 24) : name.start]) is not None

    def _opens(self, start: int, at: int) -> bool:
        """Whether nothing but a time and its prepositions stands between the start of a sentence and a place."""
        rest = self.text[start:at]
        for time in self.scene.times_in(start, at):
            if time.end <= at:
                rest = rest.replace(self.text[time.start : time.end], " ", 1)
        return _opening().fullmatch(rest) is not None

    def _other(self, place: Place, reading: Reading) -> tuple[Name | None, int]:
        """The instrument that another is held against, right behind its word and nothing of it but itself; and where it ends."""
        found = next(iter(self.scene.names_in(place.end, reading.sentence_span[1])), None)
        if found is None or found.kind not in _PRICED:
            return None, place.end
        is_next = re.fullmatch(r"\s(?:the |both the |rival |benchmark |broader )?", self.text[place.end : found.start])
        behind = _GOES_ON.match(self.text, found.end, reading.sentence_span[1])
        return (found, behind.end()) if is_next and behind else (None, place.end)

    def _when(self, place: Place, reading: Reading, begin: int, end: int) -> TimeMention | None:
        """The one window that stands with the word: right behind it, or at the head of the sentence."""
        start, stop = reading.sentence_span
        times = self.scene.times_in(start, stop)
        behind = [time for time in times if time.start >= end]
        if behind and _linked().fullmatch(self.text, end, behind[0].start):
            time, following = behind[0], behind[1] if len(behind) > 1 else None
            if following is not None and _linked().fullmatch(self.text, time.end, following.start):
                return None
            return time if self._is_window(time) else None
        ahead = [time for time in times if time.end <= place.start]
        if place.is_participle and len(times) == len(ahead) == 1 and self._is_window(ahead[0]):
            return ahead[0]
        if len(ahead) != 1 or (behind and begin >= ahead[0].end and not self._opens(start, begin)):
            return None
        is_led = self._opens(start, ahead[0].start)
        is_near = self._opens(ahead[0].end, begin) or len(times) == 1
        return ahead[0] if is_led and is_near and self._is_window(ahead[0]) else None

    def _is_of_own_day(self, place: Place) -> bool:
        """Whether the words without a time speak of the day the text was written, or just before it."""
        verb = place.match["verb"]
        if place.kind == "average":
            return re.fullmatch(words("averages", "standing"), verb, re.IGNORECASE) is not None
        return place.kind in ("record", "year") or re.match(words("averages", "closing"), verb, re.IGNORECASE) is not None

    def _is_window(self, time: TimeMention) -> bool:
        """Whether a time is the window itself, and no point that the window only begins at: "from its April high"."""
        before = self.text[max(0, time.start - 12) : time.start]
        if time.when.grain == "length":
            return _LENGTH.search(before) is not None
        is_from = re.search(r"\b(?:from|between)\s(?:its |the )?$", before, re.IGNORECASE)
        return not (is_from and time.when.grain != "window") and _POINT_IN_TIME.match(self.text, time.end) is None

    def _is_in_parts(self, place: Place, reading: Reading, when: TimeMention | None) -> bool:
        """Whether the sentence tells of a part of the window, or of more than one way within it."""
        start, end = reading.sentence_span
        own = [(place.start, place.end), *([(when.start, when.end)] if when else [])]
        return any(not any(a <= match.start() < b for a, b in own) for match in any_of("parts").finditer(self.text, start, end))


def _as_quantity(text: str, place: Place) -> Quantity:
    """The verb as a change without a value, so that the readers of numbers find its slots."""
    words_of_it = text[place.start : place.verb_end]
    direction: Direction = "up" if place.sign > 0 else "down"
    return Quantity(place.start, place.verb_end, words_of_it, "quantity", unit="percent", role="change", direction=direction)


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    return re.compile(rf"[*_”\"]*:?[*_”\"]*\s(?:(?:{words('between')})\s)*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _owned() -> re.Pattern[str]:
    """Between an instrument and its word: its ticker, its shares, adverbs."""
    ticker, owned = r"(?:\s?\([^()\n]{1,24}\))?", rf"(?:\s(?:{words('between', 'owned')}))*"
    return re.compile(rf"[*_”\"]*{ticker}(?:['’]s?)?{owned}{ticker}{_between().pattern}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _not_head() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words('not_head')})\s(?:the |its |a )?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _of_shares() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words('not_head', 'shares')})\s(?:the )?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _linked() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s(?:{words('links')}))*,?\s", re.IGNORECASE)


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    led = rf"(?:{words('links')}|meanwhile|however|shares of|shares in|but|and)"
    return re.compile(rf"[\s,*_#>•\-]*(?:{led}[\s,]+)*[\s,*_]*", re.IGNORECASE)
