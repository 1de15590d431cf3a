"""What stands where in one text: its names, measures, times and numbers, looked up by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from copilot.names import Name, find_names, is_headline
from copilot.numbers.census.units import is_currency, is_time, physical_units
from copilot.numbers.movement import movement
from copilot.numbers.readings.measures import Measure, Mention, find_measures, measures, never_money
from copilot.numbers.readings.reading import JUDGED
from copilot.numbers.readings.segments import Segment, segments, sentence_spans
from copilot.numbers.readings.tables import Cell, NotedUnit, Tables, noted_unit
from copilot.numbers.times.timing import find_times, is_dateline, of_any_year_told, weekdays_left_open
from copilot.numbers.times.when import TimeMention
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD
from copilot.types import Span

_RETURNS = frozenset({"return", "price_return", "total_return"})
RATES = frozenset({"percent", "percentage_point", "basis_point"})
SPECIFIC = frozenset({"company", "index", "fund", "central_bank", "country", "place", "commodity"})


_NO_SHARE = 1_000_000  # in no money is so much the step between two earnings of a share
_LONGEST_WORD = 40
_LONGEST_HEADLINE = 300  # characters
_BULLET = re.compile(r"\s*(?:[-*•|+–]|\d+[.)])\s")
_NO_TIME = frozenset({"quantity", "name", "citation", "list_marker"})


def _parts(text: str, starts: Sequence[int]) -> list[Span]:
    """The parts of a long text that can say something of a number: its line up to 700 characters before and 400 after."""
    if len(text) <= 4000 or "|" in text:
        return [(0, len(text))]
    found: list[Span] = []
    for start in starts:
        begin = max(text.rfind("\n", 0, max(0, start - 300)) + 1, start - 700)
        end = min(len(text), start + 400)
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _is_run(item: Quantity) -> bool:
    """Whether an item counts times in a row, and is none: "three years running", "the fourth quarter in a row"."""
    return item.value is not None and (item.kind == "ordinal" or (item.kind == "count_word" and is_time(item.unit)))


def _overlaps(mention: TimeMention | Name, taken: list[Span]) -> bool:
    at = bisect_left(taken, (mention.end, 0)) - 1
    return at >= 0 and taken[at][1] > mention.start


_QUOTATION = re.compile(r"“[^“”]*”")


def _quoted_untold(text: str, times: list[TimeMention]) -> list[TimeMention]:
    """The times of a text, where "Wednesday" and "today" within a quotation are those of whom it quotes: on no known day."""
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    if not quotations:
        return times
    unknown = {time.start: time for time in find_times(text, None, quotations) if time.when.relative and time.when.start is None}
    return [unknown.get(time.start, time) for time in times]


_PLAIN = frozenset({"beta", "correlation", "sharpe"})  # statistics that no percentage tells


def is_told_in(measure: str, item: Quantity) -> bool:
    """Whether a measure can be told in the unit of a figure."""
    if is_currency(item.unit):
        if measure == "eps" and item.ulp is not None and item.ulp >= _NO_SHARE:
            return False  # "1.45 billion, or 94 cents per share, compared with 1.47 billion"
        return measure not in _RETURNS and measure not in never_money()
    if item.unit.removeprefix("count:") in physical_units():
        return not measures()[measure].count  # no workers are told in tonnes
    if item.unit.startswith("count:") and "profit" in {measure} | measures()[measure].above:
        return False  # 32,000 job losses are no loss of a firm
    if item.unit == "percent" and measure in _PLAIN:
        return False
    if item.unit == "percent" and item.role != "change":
        return _can_be_a_share(measures()[measure])  # a share of a deal is not its value
    return True


def measurable(named: Sequence[Mention], item: Quantity) -> list[Mention]:
    """Of these measures those that can be told in the figure's unit: no number of stores in money, no rate.

    A loss in percent is one of price, not of a firm.
    """
    return [
        mention
        for mention in named
        if is_told_in(mention.id, item) and not (item.unit == "percent" and mention.id == "profit" and mention.sign < 0)
    ]


def _can_be_a_share(measure: Measure) -> bool:
    """Whether a plain percentage can be the measure's: not of a number of things, nor of a deal."""
    return measure.percent or not (measure.count or measure.kind == "event")


def is_judged(item: Quantity) -> bool:
    """Whether an item gets a verdict by its value."""
    return item.kind in JUDGED or (item.kind == "ordinal" and item.value is not None)


def _is_measure(name: Name, spans: set[Span]) -> bool:
    return name.kind == "other" and (name.start, name.end) in spans


_ADJUSTED = re.compile(
    r"\b(?:adjusted|adjusting|adjustment|allowing|accounting|corrected) for $|\b(?:after|net of|outpaced|than) $", re.IGNORECASE
)


_GAP_TO = re.compile(r"\b(?:discount|premium)s? (?:to|over|on) (?:the |its |their )?$", re.IGNORECASE)
_BUT_FOR = re.compile(
    r"\b(?:adjust\w+ for|excluding|before|stripping out|not counting|leaving out|but for) (?:an? |the |its |any )?"
    r"(?:one-?off |special |exceptional )$",
    re.IGNORECASE,
)


_THEN = re.compile(r"[,;\d%]\safter $")
_MOVES = re.compile(rf"\s(?:had |has )?(?:was|came|{'|'.join(sorted(movement().verbs, key=len, reverse=True))})\b")


def _is_adjustment(text: str, mention: Mention) -> bool:
    """ "Adjusted for inflation, wages fell": what a figure is adjusted for, or leaves out, is not what it measures."""
    if mention.id == "nav":  # "its discount to net asset value is 12%"
        return _GAP_TO.search(text, max(0, mention.start - 24), mention.start) is not None
    if mention.id == "cost":
        return _BUT_FOR.search(text, max(0, mention.start - 48), mention.start) is not None
    if mention.id in ("energy_prices", "food_inflation"):
        return _LEFT_OUT.search(text, max(0, mention.start - 40), mention.start) is not None
    if mention.id == "inflation" and _THEN.search(text, max(0, mention.start - 12), mention.start):
        return not _MOVES.match(text, mention.end)  # "to 4.25%, after inflation slowed to 2.8%" tells of inflation
    return mention.id == "inflation" and _ADJUSTED.search(text, max(0, mention.start - 20), mention.start) is not None


_LEFT_OUT = re.compile(
    r"\b(?:exclud(?:es?|ed|ing)|without|stripping out|strips? out|leav(?:es?|ing) out|ex-?|omit(?:s|ting)?) "
    r"(?:volatile |the )?(?:food(?: prices| costs)? (?:and|or) )?$",
    re.IGNORECASE,
)
_LOANS = re.compile(
    r" (?:for|on) (?:an? |the )?(?:[\w-]+,? ){0,3}?(?:mortgages?|loans?|credit cards?|deposits?|savings|home equity)\b",
    re.IGNORECASE,
)


def _is_of_loans(text: str, mention: Mention) -> bool:
    """ "Interest rates for a 30-year mortgage" are no policy rate."""
    return mention.id == "policy_rate" and _LOANS.match(text, mention.end) is not None


_WITHOUT = re.compile(
    r"\b(?:with|including) (?:dividends|distributions)\b(?:[^.;]|\.\d)*?\b(?P<bare>without)(?=\s?(?:[\[(.,;]|$))", re.IGNORECASE
)
_HIGH = re.compile(r"\bhigh[- ]$", re.IGNORECASE)


def _without_dividends(text: str) -> Iterator[Mention]:
    """ "27% with dividends, 26% without": what the second leaves out is told by the first."""
    found = _WITHOUT.finditer(text) if "without" in text.lower() else ()
    return (Mention(*match.span("bare"), "price_return", 1) for match in found)


def _is_of_holdings(text: str, mention: Mention) -> bool:
    """ "High yield did best", "fixed income", "the low volatility fund": what is held, and no yield, income or volatility."""
    if mention.id == "profit" and text[max(0, mention.start - 6) : mention.start].lower() in ("fixed ", "fixed-"):
        return True
    if mention.id == "total_return" and _SO_MUCH.match(text, mention.end) and text.startswith("with", mention.start):
        return True  # "bonds with coupons of 2.25%"
    if mention.id == "profit" and text[mention.start - 1 : mention.end].lower() == "-loss":
        return _NOUN_BEHIND.match(text, mention.end) is not None  # "major-loss claims", no "pre-tax-loss of"
    if mention.id == "volatility" and _LOW.search(text, max(0, mention.start - 8), mention.start) is not None:
        return _OF_STYLE.match(text, mention.end) is not None
    bonds = mention.id.endswith("yield") and _HIGH.search(text, max(0, mention.start - 5), mention.start) is not None
    return bonds and not text[mention.end :].startswith((" of", " on"))


_NOUN_BEHIND = re.compile(
    r"\s(?:claims?|events?|costs?|bills?|payouts?|burdens?|ratios?|estimates?|budgets?|drugs?|treatments?)\b"
)
_LOW = re.compile(r"\b(?:low|minimum|min)[- ]$", re.IGNORECASE)
_OF_STYLE = re.compile(
    r"\)|['’]s\b|\s(?:the|fund|etf|index|ones?|stocks?|shares|styles?|factor|strategy|portfolio)\b", re.IGNORECASE
)


_SO_MUCH = re.compile(r"\s(?:of|at|between|ranging|from)\b")
_SAID = re.compile(r"\b(?:said|says|reported|announced|showed|told \w+)\s(?:on )?$")


def _is_of_the_saying(text: str, time: TimeMention) -> bool:
    """Whether a day is only that on which something was said: "the department said Friday that the rate ticked up"."""
    said = time.when.grain == "day" and text.startswith(" that ", time.end)
    return said and _SAID.search(text, max(0, time.start - 24), time.start) is not None


_METHOD = re.compile(
    r"\b(?:from|of|on|using|with) (?:(?:the|its|total|price|simple|log) )*(?:daily|weekly|monthly|quarterly|annual|log)"
    r" (?:(?:total|price|simple|log) )*$",
    re.IGNORECASE,
)


_SAME_ORDER = re.compile(r"\b(?:the|same|in|that|this|reverse|short|what) $", re.IGNORECASE)
_PLACED = re.compile(r"\s(?:for|from|worth|book|backlog|intake|of \d)", re.IGNORECASE)


def _is_ranking(text: str, mention: Mention) -> bool:
    """ "In the same order": how things are ranked is not what was ordered."""
    if mention.id != "orders" or text[mention.start : mention.end].lower() != "order":
        return False
    ranks = _SAME_ORDER.search(text, max(0, mention.start - 10), mention.start) is not None
    return ranks and _PLACED.match(text, mention.end) is None


_METHOD_GIVES = re.compile(r"[^.;()]{0,60}?\b(?:gives?|puts?|shows?|yields?|implies|imply|makes?|lead to)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:daily|weekly|monthly|quarterly|annual|log) (?:(?:total|price|simple|log) )*$", re.IGNORECASE)


def _is_method(text: str, mention: Mention) -> bool:
    """ "Volatility from monthly total returns": what a statistic is computed from is not what it measures."""
    if mention.id not in _RETURNS:
        return False
    floor = max(0, mention.start - 40)
    gives = _EVERY.search(text, floor, mention.start) and _METHOD_GIVES.match(text, mention.end)
    return bool(gives) or _METHOD.search(text, floor, mention.start) is not None


_RETURNS = frozenset({"return", "total_return", "price_return"})
_SCALE_NOTE = re.compile(  # "(In thousands of U.S. dollars)", no "in millions of homes"
    r"\b(?:in|of|\$)\s?(thousand|million|billion)s?\b(?! of (?!U\.?S|dollars|euros?\b|pounds|yen\b|francs|[A-Z]{3}\b|[$€£¥]))",
    re.IGNORECASE,
)
_SCALES = {"thou": 10**3, "mill": 10**6, "bill": 10**9}


_DATELINE = re.compile(r"\s*[A-Z]{3}[A-Z'’./ -]{0,40},?[^\n—–]{0,70}?\s?(?:[—–]|--|\s-\s)")


class Standing(NamedTuple):
    """How a name stands in its text, whatever number asks for it."""

    speaks: bool  # it is only quoted
    source: bool  # it is the paper that tells it
    aside: bool  # it tells what a fund tracks or where somebody once was
    compared: bool  # it stands behind a word of comparison


class Scene:
    """One text as the check sees it; built once, asked number by number. What `part` sets only once one of them is read."""

    times: list[TimeMention]
    time_starts: list[int]
    dated: TimeMention | None  # the day that its first line tells it was written on
    segments: list[Segment]  # the words around each judged number that stands in a sentence
    first_of_sentence: dict[int, Segment]

    def __init__(self, text: str, items: Sequence[Quantity], source: str, anchor: date | None) -> None:
        self.text, self.items, self.source, self.anchor = text, items, source, anchor
        self._is_parted, self.equates = False, "=" in text
        marks = [(item.start, item.end) for item in items if item.kind == "citation"]
        self.names = [name for name in find_names(text) if not _overlaps(name, marks)]  # M3 is a firm, "[M3]" a mark
        self.which = [at for at, item in enumerate(items) if is_judged(item)]
        self.figure_starts = [items[at].start for at in self.which]
        parts = _parts(text, self.figure_starts)
        self.measures = [
            mention
            for mention in find_measures(text, parts)
            if not (
                _is_adjustment(text, mention)
                or _is_method(text, mention)
                or _is_ranking(text, mention)
                or _is_of_loans(text, mention)
                or _is_of_holdings(text, mention)
            )
        ]
        self.measures = sorted([*self.measures, *_without_dividends(text)], key=lambda mention: mention.start)
        self._parts, self._opaque_names = parts, [(name.start, name.end) for name in self.names]
        spans = {(mention.start, mention.end) for mention in self.measures}
        behind = _DATELINE.match(text)
        told_from = behind.end() if behind is not None else 0  # the place and the agency that a report opens with tell of nothing
        self.names = [name for name in self.names if name.start >= told_from and not _is_measure(name, spans)]
        self.name_starts = [name.start for name in self.names]
        self.measure_starts = [mention.start for mention in self.measures]
        self.known = frozenset(name.id for name in self.names if name.kind in SPECIFIC)
        self.tables = Tables(text)
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.sentences = sentence_spans(text)
        self._cited = [item.start for item in items if item.kind == "citation"]
        self._scales: list[tuple[int, int]] | None = None
        self.word_sets: dict[Span, frozenset[str]] = {}
        self.standings: dict[Span, Standing] = {}  # by the place of a name

    def part(self) -> None:
        """Finds the times and parts the sentences by them; done once, before a number is read."""
        if self._is_parted:
            return
        text, items = self.text, self.items
        taken = [(item.start, item.end) for item in items if item.kind in _NO_TIME or _is_run(item)]
        times = find_times(text, self.anchor, self._parts)
        if not self.source and self.anchor is not None:
            times = _quoted_untold(text, times)
        if self._cited and not self.source:
            times = list(of_any_year_told(text, list(weekdays_left_open(text, times))))
        self.times = [time for time in times if not (_overlaps(time, taken) or _is_of_the_saying(text, time))]
        self.time_starts = [time.start for time in self.times]
        self.dated = self.times[0] if self.times and is_dateline(text, self.times[0]) else None
        opaque = [(time.start, time.end) for time in self.times] + self._opaque_names
        self.segments = segments(text, items, self.which, opaque, self.sentences)
        self.first_of_sentence = {segment.sentence: segment for segment in reversed(self.segments)}
        self._is_parted = True

    def scale_before(self, at: int) -> int:
        """The scale a table is told in, "(in millions)": the last note before it, else the first of the text."""
        if self._scales is None:
            self._scales = [(match.start(), _SCALES[match[1].lower()[:4]]) for match in _SCALE_NOTE.finditer(self.text)]
        before = [scale for start, scale in self._scales if start <= at]
        return before[-1] if before else self._scales[0][1] if self._scales else 1

    def noted_unit(self, cell: Cell) -> NotedUnit | None:
        """The currency and scale that the label, the head, the first cells of the head or the line above the table notes."""
        words = (self.text[start:end] for start, end in (cell.label, *reversed(cell.heads), *cell.corners, cell.caption))
        return next((unit for unit in map(noted_unit, words) if unit is not None), None)

    def is_headline(self, at: int) -> bool:
        """Whether the line of a place is set as headlines are, and is none of a list."""
        begin, end = self.line(at)
        if end - begin > _LONGEST_HEADLINE or _BULLET.match(self.text, begin):  # "- Winners: Healthcare +13%, Defense +73%"
            return False
        return is_headline(self.text[begin:end])

    def line(self, at: int) -> Span:
        """The line that a place stands in, without its break."""
        after = bisect_right(self._lines, at)
        return self._lines[after - 1], self._lines[after] - 1 if after < len(self._lines) else len(self.text)

    def names_in(self, start: int, end: int) -> list[Name]:
        """The names that begin between two offsets."""
        first, last = bisect_left(self.name_starts, start), bisect_left(self.name_starts, end)
        return self.names[first:last]

    def figures_in(self, start: int, end: int) -> list[Quantity]:
        """The judged numbers that begin between two offsets."""
        first, last = bisect_left(self.figure_starts, start), bisect_left(self.figure_starts, end)
        return [self.items[at] for at in self.which[first:last]]

    def measures_in(self, start: int, end: int) -> list[Mention]:
        """The measures named between two offsets."""
        first, last = bisect_left(self.measure_starts, start), bisect_left(self.measure_starts, end)
        return self.measures[first:last]

    def cites_between(self, start: int, end: int) -> bool:
        """Whether a citation stands between two offsets: what is told behind it is told of something else."""
        first, last = bisect_left(self._cited, start), bisect_left(self._cited, end)
        return first < last

    def is_spoken_day(self, time: TimeMention) -> bool:
        """Whether a day is told from the text's own, in words: "on Monday", "yesterday"."""
        return time.when.grain == "day" and not re.search(r"\d", self.text[time.start : time.end])

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """The times that begin between two offsets."""
        first, last = bisect_left(self.time_starts, start), bisect_left(self.time_starts, end)
        return self.times[first:last]

    def word_start(self, at: int) -> int:
        """The beginning of the word that an offset lies within; else the offset."""
        floor = max(0, at - _LONGEST_WORD)
        while floor < at < len(self.text) and self.text[at - 1].isalpha() and self.text[at].isalpha():
            at -= 1
        return at

    def lower_words(self, span: Span) -> frozenset[str]:
        """The words of a span in lower case."""
        found = self.word_sets.get(span)
        if found is None:
            found = self.word_sets[span] = frozenset(word.lower() for word in WORD.findall(self.text[span[0] : span[1]]))
        return found

    def words_of_names(self, span: Span) -> frozenset[str]:
        """The words of the names in a sentence, lower case."""
        return frozenset(word for name in self.names_in(*span) for word in name_words(name))


def name_words(name: Name) -> list[str]:
    """The words by which a name may be known elsewhere, lower case."""
    return [*name.id.removeprefix("name:").split(), name.text.lower()]
