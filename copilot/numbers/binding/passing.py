"""Amounts told in passing that the census leaves out: lengths of time ("24 years ago"), "one" thing, a "three-way" race."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from copilot.numbers.binding.judging import checked
from copilot.numbers.binding.match import Match, matches
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.items import Item
from copilot.numbers.census.number_words import read_cardinal
from copilot.numbers.census.qualifiers import qualify
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import is_time
from copilot.numbers.evidence.amounts import family
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.evidence.source import Source, read_source
from copilot.numbers.readings.measured import OF_AGE
from copilot.numbers.readings.measures import related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD, content_stems, stem

_UNITS = {"year": "year", "month": "month", "day": "day", "decade": "year", "century": "year", "centurie": "year"}
_YEARS = {"decade": 10, "century": 100, "centurie": 100}
_DIGITS = r"\d{1,3}(?: and)? 1/2|\d{1,3}½|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d+)?(?: (?:million|billion))?"
_WORDS = r"an?|half(?:[- ]an?)?|quarter|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
_UNIT = r"(?P<unit>(?:year|month|week|day|hour|minute|night|decade|century|centurie)(?=s?\b)|second(?=s\b))s?"
_LENGTH = re.compile(rf"\b(?P<n>{_DIGITS}|{_WORDS})[- ]{_UNIT}", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:\b(?P<n>{_DIGITS})\s?(?:[-–]|to|or)\s?|\bbetween (?P<b>{_DIGITS}) and )(?P<m>{_DIGITS})[- ]{_UNIT}", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?:one|a single)(?=[ -](?:of )?[a-z]{3,})(?!-of)(?! (?:another|day|way|who|time|reason|thing)\b)", re.IGNORECASE
)
_ONE_HIT = re.compile(r"\b(?:killing|injuring|wounding|hurting) (?P<one>one)(?=[.,;]| (?:and|or|after)\b)", re.IGNORECASE)
_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty)(?=[\s,.;]|-[a-z]{3,})(?!-(?:one|two|three|four|five|six|seven|eight|nine)\b)",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper(?= [a-z]{3,})", re.IGNORECASE)  # "400 feet per tonne": of one
_GROUP = re.compile(r"\b(?:pair|duo|trio|quartet|quintet) of\b", re.IGNORECASE)
_GROUPS = {"pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5}
_BIRTHDAY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:birthday|anniversary)\b", re.IGNORECASE)
_BOUNDS = ("over", "under", "at_least", "at_most")
_OLDEST = 115  # years
_MOST = 50  # that a word told in passing stands for
_HALF = Decimal("0.5")
_PARTS = {"a": Decimal(1), "an": Decimal(1), "half": Decimal("0.5"), "half a": Decimal("0.5"), "quarter": Decimal("0.25")}


class PassingSource(Source):
    """A text whose figures are the amounts it tells in passing; its other figures only share its sentences out."""

    def __init__(self, plain: Source) -> None:
        self.id, self.text, self._made = plain.id, plain.text, []
        told = list(plain.figures.values())
        more = [item for item in _qualified(plain.text, amounts_in_passing(plain.text)) if not _overlaps(item, told)]
        self._items = sorted([*told, *more], key=lambda item: item.start)
        starts = {item.start for item in more}
        self.figures = {at: item for at, item in enumerate(self._items) if item.start in starts}


class Passing:
    """The amounts told in passing in the sources of one check; each source is read when first asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._sources: dict[str, PassingSource] = {}
        self._pools: dict[tuple[str, ...], Pool] = {}

    def judge(self, claim: Reading, ids: tuple[str, ...] | None) -> Outcome | None:
        """The verdict where such an amount bears a length of time or a count of one out; else None."""
        if not _may_be_told_so(claim):
            return None
        pool = self._pool(ids)
        bound = (match for match in matches(claim, pool) if _binds(claim, match) and _is_alike(claim, match.theirs))
        found = next(bound, None)
        return checked(claim, found, pool) if found is not None else None

    def _pool(self, ids: tuple[str, ...] | None) -> Pool:
        cited = tuple(id for id in (self._evidence.ids() if ids is None else ids) if not id.startswith("M"))
        if cited not in self._pools:
            self._pools[cited] = Pool([self._source(id) for id in cited])
        return self._pools[cited]

    def _source(self, id: str) -> PassingSource:
        if id not in self._sources:
            self._sources[id] = PassingSource(read_source(id, self._evidence.sources[int(id) - 1]))
        return self._sources[id]


def _binds(claim: Reading, match: Match) -> bool:
    """Whether nothing but the measure contradicts, which is that of the figures around an amount that has none."""
    if match.note and match.theirs.quantity.value != claim.quantity.value:
        return False  # "over two years" is told by the way, and no 2.3 years
    return match.unit_agrees and match.slots.proxy is None and not set(match.slots.against) - {"measure"}


def amounts_in_passing(text: str) -> Iterator[Quantity]:
    """Lengths of time and single things of a text as quantities, in order of kind; half a century is 50 years.

    >>> [(item.text, str(item.value), item.unit) for item in amounts_in_passing("After 24 years one man left.")]
    [('24 years', '24', 'year'), ('one', '1', 'count')]
    """
    ranges = list(_RANGE.finditer(text))
    for match in ranges:
        low, high, unit = _number(match["n"] or match["b"]), _number(match["m"]), match["unit"].lower()
        kept = _UNITS.get(unit, f"count:{unit}")
        if low is not None and high is not None and low < high and unit not in _YEARS:
            yield Quantity(match.start(), match.end(), match.group(), "quantity", low=low, high=high, unit=kept, ulp=Decimal(1))
    for match in _LENGTH.finditer(text):
        unit = match["unit"].lower()
        number = _number(match["n"])
        if number is not None and not any(one.start() <= match.start() < one.end() for one in ranges):
            value, kept = number * _YEARS.get(unit, 1), _UNITS.get(unit, f"count:{unit}")
            yield Quantity(match.start(), match.end(), match.group(), "quantity", value, unit=kept, ulp=Decimal(1))
    for match in _BIRTHDAY.finditer(text):
        yield Quantity(match.start(), match.end(), match.group(), "quantity", Decimal(match[1]), unit="year", ulp=Decimal(1))
    for match in _GROUP.finditer(text):
        size = Decimal(_GROUPS[match.group().split()[0].lower()])
        yield Quantity(match.start(), match.end(), match.group(), "count_word", size, unit="count", ulp=Decimal(1))
    lengths = [match.start() for match in _LENGTH.finditer(text)]
    for match in _ONE_HIT.finditer(text):
        yield Quantity(match.start("one"), match.end(), match["one"], "count_word", Decimal(1), unit="count", ulp=Decimal(1))
    for pattern in (_ONE, _PER, _SPELLED):
        for match in pattern.finditer(text):
            number = Decimal(1) if pattern is not _SPELLED else _number(match.group())
            if match.start() not in lengths:
                yield Quantity(match.start(), match.end(), match.group(), "count_word", number, unit="count", ulp=Decimal(1))


def _qualified(text: str, items: Iterable[Quantity]) -> Iterator[Quantity]:
    """The items with what loosens them: "for more than 7 days"."""
    tokens = Tokens(text)
    for item in items:
        if item.kind == "quantity" and item.value is not None:
            read = Item(bisect_left(tokens.start, item.start), bisect_left(tokens.start, item.end), "quantity", item.value)
            qualify(tokens, read)
            yield replace(item, qualifier=read.qualifier) if read.qualifier in _BOUNDS else item
        else:
            yield item


def _number(word: str) -> Decimal | None:
    lower = word.lower().replace("-", " ")
    if lower in _PARTS or lower == "half an":
        return _PARTS.get(lower, Decimal("0.5"))
    if word[0].isdigit():
        whole = re.match(r"\d+", word)
        if "1/2" in word or "½" in word:
            return Decimal(whole.group()) + _HALF if whole else None
        figure, _, scale = word.replace(",", "").partition(" ")
        return Decimal(figure) * {"million": 10**6, "billion": 10**9}.get(scale.lower(), 1)
    tokens = Tokens(word.lower())
    spelled = read_cardinal(tokens, 0)
    return spelled.value if spelled is not None and spelled.last >= len(tokens) else None


def _may_be_told_so(claim: Reading) -> bool:
    quantity = claim.quantity
    if (quantity.value is None and quantity.low is None) or quantity.kind not in ("quantity", "count_word"):
        return False
    counted = quantity.value is not None and quantity.value <= _MOST and family(quantity.unit) in ("count", "none")
    return is_time(quantity.unit) or _is_aged(claim) or (counted and quantity.qualifier == "none")


def _is_aged(claim: Reading) -> bool:
    """Whether a bare figure tells how old somebody or something is; "At 90, a singer still …" does."""
    if claim.quantity.unit != "none":
        return False
    opens = claim.run_up.strip() == "At" and claim.after.startswith(",") and 16 <= (claim.quantity.value or 0) <= _OLDEST
    return opens or OF_AGE.search(claim.run_up) is not None


def _is_alike(claim: Reading, reading: Reading) -> bool:
    """A length of time for a length of time; for a count, the same noun, measure or, of one thing, words as well."""
    if is_time(claim.quantity.unit):
        return claim.quantity.unit == reading.quantity.unit
    if _is_aged(claim) and reading.quantity.unit == "year":
        return True
    if reading.quantity.unit != "count":
        return False
    if _GROUP.fullmatch(reading.quantity.text) and _noun(claim) in [stem(word) for word in WORD.findall(reading.after)[:3]]:
        return True  # "a pair of Atlanta-bound flights"
    if _noun(claim) == _noun(reading) != "" or _owner(claim) == _owner(reading) != "":
        return True
    if claim.quantity.value != 1 or reading.quantity.text.lower() == "per":
        return False
    named = {reading.measure, *reading.named_measures} - {None}
    same = claim.measure is not None and any(related(claim.measure, name) for name in named if name is not None)
    return same or len(claim.words & reading.words) >= _SHARED


_SHARED = 2  # words that tie one thing to another sentence's
_OF_THEM = re.compile(r"^[\s-]*(?:of )?(?:the |its |his |her |their |our )?(?:\d+ )?")
_WHOSE = re.compile(r"([A-Za-z]{3,}) (?:of )?$")


def _noun(reading: Reading) -> str:
    """The stem of the word behind a figure, the first of what it is one "of" at that."""
    word = WORD.match(_OF_THEM.sub("", reading.after))
    return stem(word.group()) if word is not None else ""


def _owner(reading: Reading) -> str:
    """The stem of the word that is told with a figure behind it: "a family of five", "the big three"."""
    before = _WHOSE.search(reading.run_up)
    return next(iter(content_stems(before[1])), "") if before is not None else ""


def _overlaps(item: Quantity, others: Sequence[Quantity]) -> bool:
    return any(other.start < item.end and item.start < other.end for other in others)
