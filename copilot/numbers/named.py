"""A figure derived from operands that its words name: the best-named readings of a claim, evaluated in order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from copilot.numbers.arithmetic import Interval, Operand, Result
from copilot.numbers.citations import Governance
from copilot.numbers.evidence import Evidence
from copilot.numbers.forms import derived
from copilot.numbers.reading import Reading
from copilot.numbers.tables_in_text import Figure, figures, mantissa_of, times, unglued, words
from copilot.numbers.types import Quantity
from copilot.numbers.verdicts import Outcome
from copilot.numbers.wording import stem

_HUNDRED = Decimal(100)
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|(?<![\d.,$])(?:19|20)\d\d(?![\d,.]*\d|%)")
_CUES_LISTED = (
    "change changed percentage percent increase increased decrease decreased growth grew grow grown decline "
    "declined rise rose fall fell drop dropped difference differ variation ratio portion proportion share fraction "
    "average mean total sum combined aggregate compared comparing higher lower more less fewer greater respect "
    "relative between year years fiscal ended ending rate value amount company companies period over end related "
    "million millions billion thousand thousands annual representing represented represents attributable comprised "
    "calculate considering using based point points basis return roi most least highest lowest improvement "
    "reduction reduced gain same month months three six nine twelve net gap observed noted recorded reported shown "
    "due expected from versus january february march april may june july august september october november december"
)
_CUES = frozenset(stem(word) for word in _CUES_LISTED.split())
_TIME_WORDS_LISTED = (
    "year years ended ending months month january february march april may june july august september october "
    "november december three six nine twelve fiscal at as"
)
_TIME_WORDS = frozenset(stem(word) for word in _TIME_WORDS_LISTED.split())
_UP = re.compile(
    r"\b(?:increas\w*|growth|gr[eo]w\w*|rise[sn]?|rose|rising|higher|gain(?:ed|s)?|improv\w*|expan\w*|more|greater|exceed\w*|appreciat\w*)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:decreas\w*|declin\w*|f[ae]ll(?:en|s|ing)?|drop\w*|lower|reduc\w*|fewer|less|shr[aiu]nk\w*|down)\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:chang\w*|increas\w*|decreas\w*|growth|gr[eo]w\w*|rise[sn]?|rose|f[ae]ll(?:en|s|ing)?|declin\w*|drop\w*|improv\w*|reduc\w*|fluctuat\w*|return|variation|expan\w*"
    r"|higher|lower|more than|less than|greater than|smaller than|larger than|appreciat\w*|depreciated?|gained)\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:differ\w*|variation|variance|gap|spread|exceed\w*|net of|how much (?:more|less|higher|lower|greater)"
    r"|more|less|fewer|higher|lower|net change)\b",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\b(?:differ\w*|variation|variance|gap|spread|range|between)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:percent(?:age)?s?|portion|proportion|share|fraction|ratio|margin|how much of|part|rate|composition"
    r"|contribut\w*|accounts? for|represent\w*|compris\w*|%)\b|%",
    re.IGNORECASE,
)
_PERCENT_CHANGE = re.compile(
    r"\b(?:percent(?:age)?|%)(?: of)?(?: the)? (?:change|increase|decrease|growth|decline|rise"
    r"|drop|reduction|improvement)|\bgrowth rate",
    re.IGNORECASE,
)
_ASKS_PERCENT = re.compile(r"percent|%|\brate of\b|growth rate", re.IGNORECASE)
_FORM = re.compile(
    r"\b(?:chang\w*|increas\w*|decreas\w*|growth|declin\w*|differ\w*|ratio|average|mean|sum|combined|total|altogether|percentage|proportion|portion)\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\b(?:as a (?:percent(?:age)?|share|portion|proportion|ratio|%) of|of (?:the )?(?:total|overall)"
    r"|due to|attributable|represented|related to)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratio|times|multiple|per|relative to|compared (?:to|with)|for each|for every|proportion|average|turnover)\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:average[ds]?|mean)\b", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:total\w*|sum|combined|together|altogether|aggregate\w*|cumulative\w*|both|all|and|overall)\b", re.IGNORECASE
)
_PER = re.compile(r"\bper\b|\bfor each\b|\bfor every\b", re.IGNORECASE)
_PRODUCT = re.compile(
    r"\b(?:value|worth|price|cost|proceeds|capitali[sz]ation|multipl\w*|product|paid|payments?|expense|interest|spent|money|cash|outflow)\b",
    re.IGNORECASE,
)
_RETURN = re.compile(r"\b(?:returns?|roi|performance|invest\w*)\b", re.IGNORECASE)
_SYNONYMS = {
    "profit": ("incom", "earn"), "incom": ("earn", "profit"), "earn": ("incom", "profit"),
    "margin": ("revenu", "sal"), "revenu": ("sal",), "sal": ("revenu",),
    "expens": ("cost",), "cost": ("expens",), "debt": ("borrow", "not"), "los": ("incom",),
    "turnov": ("revenu", "sal"), "employe": ("headcount",),
}  # fmt: skip
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9))
_CANDIDATES = 32
_TRIED = 10
_CHANCE = Decimal("0.01")
_NAMED_WELL = 0.6
_NAMED_AT_ALL = 0.34


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that its words name: the formula with its operands, and the chance p that a wrong figure had met it."""

    result: Result
    p: Decimal


class Page:
    """The figures of the governed evidence, indexed by the stems that name them. Build once, ask often."""

    def __init__(self, sources: Sequence[tuple[str, str, Sequence[Reading]]]) -> None:
        """sources: (id, text, its readings)."""
        self.figures: list[Figure] = [figure for id, text, readings in sources for figure in figures(id, text, readings)]
        self.own: dict[str, list[int]] = {}
        self.around: dict[str, list[int]] = {}
        self.lines: dict[tuple[str, int], list[int]] = {}
        self.columns: dict[tuple[str, int, int], list[int]] = {}
        labels: dict[str, set[frozenset[str]]] = {}
        for at, figure in enumerate(self.figures):
            for word in figure.own:
                self.own.setdefault(word, []).append(at)
                labels.setdefault(word, set()).add(figure.row)
            for word in figure.around - figure.own:
                self.around.setdefault(word, []).append(at)
            self.lines.setdefault((figure.source, figure.line), []).append(at)
            if figure.column >= 0:
                self.columns.setdefault((figure.source, figure.table, figure.column), []).append(at)
        count = len({figure.row for figure in self.figures}) or 1
        self.unknown = 0.35 * math.log(1 + count) + 0.2
        self.rarity = {word: math.log(1 + count / len(rows)) + 0.2 for word, rows in labels.items()}

    def weight(self, word: str) -> float:
        """How much a word tells: rare in the labels is much."""
        return self.rarity.get(word, self.unknown)


class _Term(NamedTuple):
    """A figure as an operand: half an ulp to either side."""

    figure: Figure
    point: Decimal
    interval: Interval

    def operand(self) -> Operand:
        """As the arithmetic of the other stages has it."""
        figure = self.figure
        unit = "percent" if figure.unit == "percent" else "none"
        quantity = Quantity(figure.start, figure.end, figure.text, "quantity", value=figure.value, unit=unit, ulp=figure.ulp)
        span = (figure.start, figure.end)
        reading = Reading(quantity, figure.source, 0, 0, span, span, span)
        return Operand(reading, "points" if unit == "percent" else "none", self.point, self.interval)


class _Made(NamedTuple):
    """A result that nobody has looked at yet."""

    family: str
    interval: Interval
    point: Decimal
    formula: str
    mark: str
    operands: tuple[_Term, ...]
    signed: bool

    def result(self) -> Result:
        """With its value in the formula, for a reader."""
        shown = f"{self.formula} = {_rounded(self.point)}{self.mark}"
        operands = tuple(term.operand() for term in self.operands)
        return Result(self.family, self.interval, self.point, shown, operands, self.signed)


@dataclass(slots=True)
class _Named:
    """A figure with the words of the claim that its labels hold, as bits."""

    figure: Figure
    own: int
    around: int
    extra: float
    alone: float


@dataclass(slots=True)
class _Asked:
    """What the claim says: its words with weights, times, and the forms its cues allow."""

    text: str
    stems: list[str]
    weights: list[float]
    places: list[float]
    times: tuple[tuple[int, int], ...]
    total: float
    memo: dict[int, float]

    def weight(self, mask: int) -> float:
        if mask not in self.memo:
            self.memo[mask] = sum(weight for at, weight in enumerate(self.weights) if mask >> at & 1)
        return self.memo[mask]

    def place(self, mask: int) -> float:
        found = [place for at, place in enumerate(self.places) if mask >> at & 1]
        return min(found) if found else 1e9


def derive_by_name(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts for the rejected numbers of `text` that their words derive from named figures; the others keep theirs."""
    found: dict[int, Outcome] = {}
    pages: dict[tuple[str, ...], Page] = {}
    for at, claim in claims.items():
        if not outcomes[at].rejected or outcomes[at].reason_code in ("bad_citation", "proxy"):
            continue
        ids = tuple(id for id in (reach[at].ids or evidence.ids()) if not id.startswith("M"))
        if ids not in pages:
            pages[ids] = Page([(id, evidence.sources[int(id) - 1], evidence.readings(id)) for id in ids])
        made = derive_named(text, claim, pages[ids])
        if made is not None:
            found[at] = derived(made.result, "by the operands it names", made.p)
    return found


def derive_named(text: str, claim: Reading, page: Page) -> Derived | None:
    """The best-named reading of the claim that gives its figure, or None.

    text: the checked text that holds the claim; a question in front of it counts as its words.
    """
    quantity = claim.quantity
    if quantity.value is None or len(page.figures) < 2 or quantity.kind != "quantity":
        return None
    asked = _ask(text, claim, page)
    if asked is None:
        return None
    target = _Target(claim, asked.text)
    seen: dict[str, int] = {}
    best = 0.0
    for score, result in sorted(_readings(asked, target, page), key=lambda entry: -round(entry[0], 6)):
        if score < _NAMED_AT_ALL:
            break
        key = f"{result.family} {math.log(abs(result.point)) * 60:.0f} {result.point > 0}" if result.point else "0"
        best = best or score
        if key not in seen:
            seen[key] = len(seen) + 1
        if len(seen) > _TRIED or score < best - 0.35:
            break
        if target.holds(result):
            chance = min(Decimal(1), target.chance(result) * len(seen))
            first = len(seen) == 1 and score >= _NAMED_WELL and (target.digits > 1 or _FORM.search(asked.text) is not None)
            if first or chance <= (2 * _CHANCE if len(seen) == 1 else _CHANCE):
                return Derived(result.result(), chance)
    return None


def _ask(text: str, claim: Reading, page: Page) -> _Asked | None:
    start, end = claim.sentence_span
    lead = text[start : claim.quantity.start]
    if len(words(lead)) < 2:
        before = re.split(r"(?<=[.!?])\s+|\n", text[max(0, start - 600) : start].rstrip())
        lead = (before[-1] if before else "") + " " + lead
    trail = text[claim.quantity.end : end]
    said = unglued(f"{lead[-700:]} {trail[:300]}")
    named = times(said)
    stems: list[str] = []
    weights: list[float] = []
    places: list[float] = []
    from_words = words(said)
    for match in _WORD.finditer(said):
        word = match[0] if match[0][0].isdigit() else stem(match[0])
        if word not in from_words or word in stems:
            continue
        weight = page.weight(word) * (0.25 if word in _CUES else 1.0)
        if word.isdigit():
            weight = max(weight, 1.0) if word in page.own else 0.3
        elif word in _CUES and word not in page.own:
            weight = 0.0
        elif word not in page.own and match[0][0].isupper() and match.start():
            weight *= 0.3  # a name: pages seldom say in their labels whose they are
        stems.append(word)
        weights.append(weight)
        places.append(match.start())
    total = sum(weights)
    return _Asked(said, stems[:60], weights[:60], places[:60], named, total, {}) if total else None


# --- what the figure must meet ---


class _Target:
    """The claim's figure as a window, with the signs its words allow."""

    def __init__(self, claim: Reading, said: str) -> None:
        quantity = claim.quantity
        value = quantity.value or Decimal(0)
        self.negative = value < 0 or re.match(r"^[-−(]", quantity.text.strip()) is not None
        self.value = abs(value)
        self.mantissa, self.scale = mantissa_of(quantity.text, self.value)
        self.ulp = quantity.ulp or Decimal(0)
        self.unit = quantity.unit
        self.digits = len(re.sub(r"\D", "", quantity.text).strip("0"))
        self.percent = quantity.unit in ("percent", "percentage_point", "basis_point")
        if quantity.unit == "basis_point":
            self.value, self.ulp, self.mantissa = self.value / _HUNDRED, self.ulp / _HUNDRED, self.mantissa / _HUNDRED
        self.up, self.down = _UP.search(said) is not None, _DOWN.search(said) is not None
        self.free_sign = _MAGNITUDE.search(said) is not None

    def images(self, result: _Made) -> Iterator[tuple[Decimal, Interval]]:
        """The result as it may be printed here: in points or as a fraction, with or without its scale."""
        point, interval = result.point, result.interval
        if result.family == "points":
            if self.percent:
                yield point, interval
            else:
                yield point / _HUNDRED, interval.times(1 / _HUNDRED)
        elif result.family == "ratio":
            if self.percent:
                yield point * _HUNDRED, interval.times(_HUNDRED)
            else:
                yield point, interval
        elif not self.percent:
            for scale in (*_SCALES, Decimal(self.scale)):
                yield point * scale, interval.times(scale)

    def holds(self, result: _Made) -> bool:
        """Whether the printed figure is the result, rounded, with the right sign."""
        if not self._sign(result):
            return False
        half = self.ulp / 2
        for point, interval in self.images(result):
            low, high = sorted((abs(interval.low), abs(interval.high)))
            if interval.low < 0 < interval.high:
                low = Decimal(0)
            if abs(abs(point) - self.value) <= half:
                return True
            if high - low <= abs(point) / 100 and low <= self.value + half and high >= self.value - half:
                return True
        return False

    def _sign(self, result: _Made) -> bool:
        if result.point == 0:
            return True
        minus = result.point < 0
        if not result.signed:
            return minus == self.negative or (minus and all(operand.point <= 0 for operand in result.operands))
        if minus == self.negative:
            return not (self.down and not self.up and not minus) or self.free_sign
        if self.negative:
            return False
        return (self.down and not self.up) or (self.free_sign and not self.up)

    def chance(self, result: _Made) -> Decimal:
        """How often a figure of this size would meet one reading by accident, sizes being spread evenly in their logarithm."""
        if self.value == 0:
            return Decimal(1)
        widths = [(high - low) * self.value / abs(point) for point, (low, high) in self.images(result) if point]
        image = min(widths, default=Decimal(0))
        return min(Decimal(1), (self.ulp + min(image, self.value / 50)) / self.value / 2)


# --- readings, each with how well it is named ---


def _readings(asked: _Asked, target: _Target, page: Page) -> Iterator[tuple[float, _Made]]:
    named = _candidates(asked, page)
    said = asked.text
    change, share = _CHANGE.search(said), _SHARE.search(said)
    mean, summed, ratio = _MEAN.search(said), _SUM.search(said), _RATIO.search(said)
    differs = _DIFFERENCE.search(said)
    for one, other in combinations(named, 2):
        base = _pair_score(asked, one, other)
        if base < _NAMED_AT_ALL - 0.2:
            continue
        if change or differs or (target.negative and len(asked.times) > 1):
            yield from _changes(asked, target, one, other, base, _ASKS_PERCENT.search(said) is not None)
        if share or ratio or target.unit == "ratio_x" or target.percent:
            yield from _shares(asked, target, one, other, base, change is not None)
        if (mean or summed) and not change:
            yield from _pair_sums(asked, target, one, other, base, mean is not None)
        if _PRODUCT.search(said) and not change and not target.percent:
            yield from _products(asked, one, other, base)
    if _RETURN.search(said) and target.percent:
        yield from _returns(asked, page, named)
    if mean or (summed and not change):
        yield from _groups(asked, target, page, named, mean is not None)


def _candidates(asked: _Asked, page: Page) -> list[_Named]:
    own: dict[int, int] = {}
    around: dict[int, int] = {}
    for bit, word in enumerate(asked.stems):
        for form in (word,) if word in page.own else _SYNONYMS.get(word, ()):
            for at in page.own.get(form, ()):
                own[at] = own.get(at, 0) | 1 << bit
        for at in page.around.get(word, ()):
            around[at] = around.get(at, 0) | 1 << bit
    found: list[_Named] = []
    known = set(asked.stems)
    timed = {year for year, _ in asked.times}
    extras: dict[tuple[frozenset[str], float], float] = {}
    for at, mask in own.items():
        figure = page.figures[at]
        if not any(not asked.stems[bit].isdigit() for bit in range(len(asked.stems)) if mask >> bit & 1) and figure.column < 0:
            continue
        extra = 0.0
        for label, share in ((figure.row, 0.22), (figure.head, 0.12)):
            key = (label, share)
            if key not in extras:
                extras[key] = share * sum(
                    min(page.weight(word), 2.0)
                    for word in label
                    if word not in known and not word.isdigit() and word not in _TIME_WORDS
                )
            extra += extras[key]
        if figure.column < 0:
            extra = min(extra, 0.6)
        out_of_time = 0.6 if timed and figure.times and not timed & {year for year, _ in figure.times} else 0.0
        alone = asked.weight(mask) + 0.4 * asked.weight(around.get(at, 0) & ~mask) - extra - out_of_time
        found.append(_Named(figure, mask, around.get(at, 0) & ~mask, extra, alone))
    found.sort(
        key=lambda item: (
            -round(item.alone, 6),
            item.figure.column < 0,
            item.figure.ulp / (abs(item.figure.value) or 1),
            item.figure.source,
            item.figure.start,
        )
    )
    return _without_repeats(found)[:_CANDIDATES]


def _without_repeats(found: list[_Named]) -> list[_Named]:
    """One of each value with the same times and the same matched words: pages say a thing twice."""
    kept: dict[tuple[Decimal, int, tuple[tuple[int, int], ...]], _Named] = {}
    for item in found:
        kept.setdefault((abs(item.figure.value), item.own, item.figure.times), item)
    return list(kept.values())


def _pair_score(asked: _Asked, one: _Named, other: _Named) -> float:
    own = one.own | other.own
    covered = asked.weight(own) + 0.4 * asked.weight((one.around | other.around) & ~own)
    a, b = one.figure, other.figure
    apart = 0.0
    if a.source != b.source:
        apart = 0.2
    elif a.line != b.line and (a.column != b.column or a.column < 0):
        apart = 0.12 if a.table == b.table else 0.2
    if a.scale != b.scale and a.scale and b.scale:
        apart += 0.1
    whole = 0.06 if _is_total(a) and _is_total(b) else 0.0
    return (covered - max(one.extra, other.extra)) / asked.total - apart + whole


def _is_total(figure: Figure) -> bool:
    return "total" in figure.row or "total" in figure.head


def _same_label(a: Figure, b: Figure) -> float:
    """0 where two figures are named alike but for their time, up to 1 where nothing is common."""
    mine = {word for word in a.own if not word.isdigit() and word not in _TIME_WORDS}
    theirs = {word for word in b.own if not word.isdigit() and word not in _TIME_WORDS}
    if mine == theirs:
        return 0.0
    union = mine | theirs
    return 1 - len(mine & theirs) / len(union) if union else 0.0


def _meets(time: tuple[int, int], asked: tuple[int, int]) -> bool:
    return time[0] == asked[0] and (time[1] == asked[1] or 0 in (time[1], asked[1]))


def _at(figure: Figure, asked: tuple[int, int]) -> bool:
    return any(_meets(time, asked) for time in figure.times)


def _in_time(asked: _Asked, one: Figure, other: Figure) -> tuple[Figure, Figure, float] | None:
    """Earlier and later of two figures, with a penalty where the times asked for are others; else None."""
    if not one.times or not other.times or one.times == other.times:
        return None
    first, last = (one, other) if one.times[0] < other.times[0] else (other, one)
    wanted = sorted(set(asked.times))
    distinct = (
        [wanted[0], wanted[-1]]
        if (wanted and len({year for year, _ in wanted}) > 1) or len({m for _, m in wanted if m}) > 1
        else wanted
    )
    if len(distinct) >= 2:
        met = _at(first, distinct[0]) + _at(last, distinct[-1])
        return first, last, (0.0, 0.35, 0.7)[2 - met]
    if len(distinct) == 1:
        if not _at(last, distinct[0]):
            return first, last, 0.35 if _at(first, distinct[0]) else 0.7
        return first, last, 0.0 if last.times[0][0] - first.times[0][0] <= 1 else 0.15
    return first, last, 0.05


def _changes(
    asked: _Asked, target: _Target, one: _Named, other: _Named, base: float, asks_share: bool
) -> Iterator[tuple[float, _Made]]:
    ordered = _in_time(asked, one.figure, other.figure)
    if ordered is not None:
        first, last, off = ordered
        score = base - off - 0.5 * _same_label(first, last)
    else:
        mine, theirs = one.own & ~other.own, other.own & ~one.own
        if not mine or not theirs or not _contemporary(asked, one.figure, other.figure):
            return
        swap = asked.place(mine) > asked.place(theirs)
        a, b = (other, one) if swap else (one, other)
        is_from = re.search(r"\bfrom\b", asked.text) is not None
        first, last = (a.figure, b.figure) if is_from else (b.figure, a.figure)
        score = base - 0.08
    if _unit(first) != _unit(last) and "percent" in (_unit(first), _unit(last)):
        return
    for result in _change_forms(target, first, last):
        penalty = 0.0
        if target.percent and result.family == "points" and _is_percent(first) and result.formula.count("/"):
            penalty = 0.03
        if not target.percent and (result.family == "points") != asks_share:
            penalty = 0.1
        yield score - penalty, result


def _change_forms(target: _Target, first: Figure, last: Figure) -> Iterator[_Made]:
    both = _is_percent(first) and _is_percent(last)
    one, other = _operand(first), _operand(last)
    if _mixed(first, last):
        return
    if both and target.unit in ("percent", "percentage_point", "basis_point", "none"):
        yield _made(
            "points",
            other.interval - one.interval,
            other.point - one.point,
            f"{_text(last)} − {_text(first)}",
            "%",
            (other, one),
            signed=True,
        )
    if target.unit in ("percentage_point", "basis_point"):
        return
    if target.percent or (target.unit == "none" and target.scale == 1 and target.value < 20):
        ratio = other.interval.over(one.interval)
        if ratio is not None and one.point != 0:
            point = (other.point / one.point - 1) * _HUNDRED
            interval = Interval((ratio.low - 1) * _HUNDRED, (ratio.high - 1) * _HUNDRED)
            if one.point < 0 < other.point:  # from a loss to a profit: a rise, though the quotient is negative
                turned = Interval(-interval.high, -interval.low)
                yield _made(
                    "points",
                    turned,
                    -point,
                    f"({_text(last)} − {_text(first)}) / |{_text(first)}|",
                    "%",
                    (other, one),
                    signed=True,
                )
            yield _made("points", interval, point, f"{_text(last)} / {_text(first)} − 1", "%", (other, one), signed=True)
    if one.point < 0 and other.point < 0 and not target.percent:  # outlays printed in brackets: how much larger they became
        yield _made(
            "none",
            one.interval - other.interval,
            one.point - other.point,
            f"|{_text(last)}| − |{_text(first)}|",
            "",
            (other, one),
            signed=True,
        )
    if not target.percent:
        yield _made(
            "none",
            other.interval - one.interval,
            other.point - one.point,
            f"{_text(last)} − {_text(first)}",
            "",
            (other, one),
            signed=True,
        )


def _contemporary(asked: _Asked, one: Figure, other: Figure) -> bool:
    """Whether two figures are of one time, and of the time asked for where they have any."""
    if one.times and other.times and not any(_meets(a, b) for a in one.times for b in other.times):
        return False
    if not asked.times:
        return True
    return all(not figure.times or any(_at(figure, time) for time in asked.times) for figure in (one, other))


def _shares(
    asked: _Asked, target: _Target, one: _Named, other: _Named, base: float, change: bool
) -> Iterator[tuple[float, _Made]]:
    a, b = one.figure, other.figure
    mine, theirs = one.own & ~other.own, other.own & ~one.own
    if not mine and not theirs:
        return
    if _is_percent(a) or _is_percent(b) or _mixed(a, b) or _is_ten(a) or _is_ten(b):
        return
    ordered = _in_time(asked, a, b)
    off = 0.0 if _contemporary(asked, a, b) or (ordered is not None and len(asked.times) > 1 and not ordered[2]) else 0.4
    off += 0.3 if _MEAN.search(asked.text) and not _PER.search(asked.text) else 0.0
    off += 0.0 if mine and theirs else 0.12
    off += 0.15 if change else 0.0
    if _PERCENT_CHANGE.search(asked.text) and not _OF_WHOLE.search(asked.text):
        return
    fraction = target.percent or (target.value < 1 and target.scale == 1 and target.unit in ("none", "ratio_x"))
    if (fraction and target.percent) or _SHARE.search(asked.text):
        part, whole = (a, b) if abs(a.value) <= abs(b.value) else (b, a)
        if (target.value > 100 and target.percent) or (not target.percent and target.value > 1):
            part, whole = whole, part
        off += -0.12 if _is_total(whole) and not _is_total(part) else 0.06 if _is_total(part) and not _is_total(whole) else 0.0
        yield from _quotient(base - off, part, whole, "points" if target.percent else "ratio")
    if not target.percent:
        first, last = (a, b) if asked.place(mine) <= asked.place(theirs) else (b, a)
        yield from _quotient(base - off - 0.02, first, last, "ratio")
        yield from _quotient(base - off - 0.2, last, first, "ratio")


def _quotient(score: float, part: Figure, whole: Figure, family: str) -> Iterator[tuple[float, _Made]]:
    one, other = _operand(part), _operand(whole)
    found = one.interval.over(other.interval)
    if found is None:
        return
    point = one.point / other.point
    mark = "%" if family == "points" else ""
    factor = _HUNDRED if family == "points" else Decimal(1)
    mixed = (part.scale is None) != (whole.scale is None)
    plain = score - 0.1 if mixed else score
    yield (
        plain,
        _made(family, found.times(factor), point * factor, f"{_text(part)} / {_text(whole)}", mark, (one, other), signed=False),
    )
    if mixed:  # one is told in millions, the other stands in a table of thousands
        factor *= 1000 if part.scale else Decimal("0.001")
        yield (
            score,
            _made(
                family,
                found.times(factor),
                point * factor,
                f"{_text(part)} / {_text(whole)} in its scale",
                mark,
                (one, other),
                signed=False,
            ),
        )


def _pair_sums(
    asked: _Asked, target: _Target, one: _Named, other: _Named, base: float, mean: bool
) -> Iterator[tuple[float, _Made]]:
    a, b = one.figure, other.figure
    if _is_percent(a) != _is_percent(b) or (_is_percent(a) != target.percent and target.percent) or _mixed(a, b):
        return
    ordered = _in_time(asked, a, b)
    if ordered is not None:
        if len(set(asked.times)) < 2 or ordered[2]:
            return
        score = base - 0.5 * _same_label(a, b)
    else:
        if not one.own & ~other.own or not other.own & ~one.own or not _contemporary(asked, a, b):
            return
        score = base - 0.08
    yield score, _summed((a, b), mean)


def _products(asked: _Asked, one: _Named, other: _Named, base: float) -> Iterator[tuple[float, _Made]]:
    a, b = one.figure, other.figure
    if not one.own & ~other.own or not other.own & ~one.own or not _contemporary(asked, a, b):
        return
    if not (_is_percent(a) or _is_percent(b)) and not any(
        "pric" in p.own | p.around and ("shar" in q.own or "numb" in q.own or "unit" in q.own) for p, q in ((a, b), (b, a))
    ):
        return
    if _is_percent(a) and _is_percent(b):
        return
    x, y = _operand(a), _operand(b)
    factor = Decimal(1) / _HUNDRED if _is_percent(a) or _is_percent(b) else Decimal(1)
    corners = [p * q * factor for p in x.interval for q in y.interval]
    yield (
        base - 0.15,
        _made(
            "none",
            Interval(min(corners), max(corners)),
            x.point * y.point * factor,
            f"{_text(a)} × {_text(b)}",
            "",
            (x, y),
            signed=False,
        ),
    )


def _returns(asked: _Asked, page: Page, named: Sequence[_Named]) -> Iterator[tuple[float, _Made]]:
    """Returns of indices that start at 100: level − 100, and the points between two of them."""
    levels: list[tuple[_Named, float]] = []
    for item in named:
        figure = item.figure
        first = page.figures[page.lines[figure.source, figure.line][0]]
        if figure.column <= 0 or first.value != _HUNDRED or first is figure or _is_percent(figure):
            continue
        score = (asked.weight(item.own) + 0.4 * asked.weight(item.around) - item.extra) / asked.total
        if asked.times and figure.times and not any(_at(figure, (year, 0)) for year, _ in asked.times[-1:]):
            score -= 0.4
        last = page.figures[page.lines[figure.source, figure.line][-1]]
        score -= 0.0 if (asked.times and figure.times) or last is figure else 0.15
        levels.append((item, score))
        one, other = _operand(first), _operand(figure)
        interval = Interval(other.interval.low - _HUNDRED, other.interval.high - _HUNDRED)
        yield (
            score,
            _made(
                "points",
                interval,
                figure.value - _HUNDRED,
                f"{_text(figure)} / {_text(first)} − 1",
                "%",
                (other, one),
                signed=True,
            ),
        )
    for (one_item, a), (other_item, b) in combinations(levels, 2):
        x, y = one_item.figure, other_item.figure
        if x.column == y.column and x.table == y.table and _DIFFERENCE.search(asked.text):
            p, q = _operand(x), _operand(y)
            if asked.place(one_item.own & ~other_item.own) > asked.place(other_item.own & ~one_item.own):
                p, q, x, y = q, p, y, x
            score = max(a, b) + 0.1
            yield (
                score,
                _made(
                    "points",
                    p.interval - q.interval,
                    x.value - y.value,
                    f"({_text(x)} − 100) − ({_text(y)} − 100)",
                    "%",
                    (p, q),
                    signed=True,
                ),
            )


def _groups(asked: _Asked, target: _Target, page: Page, named: Sequence[_Named], mean: bool) -> Iterator[tuple[float, _Made]]:
    """Sums and means of three or more: a row over the years named, or named rows of one column."""
    done: set[tuple[str, int]] = set()
    wanted = sorted({year for year, _ in asked.times})
    for item in named[:12]:
        figure = item.figure
        key = (figure.source, figure.line)
        if key in done:
            continue
        done.add(key)
        row = [page.figures[at] for at in page.lines[key]]
        row = [cell for cell in row if _is_percent(cell) == _is_percent(figure) and not cell.head & {"total", "chang", "vari"}]
        score = (asked.weight(item.own) + 0.4 * asked.weight(item.around) - item.extra) / asked.total
        if figure.column < 0:
            row = list({cell.times: cell for cell in reversed(row) if len(cell.times) == 1}.values())[::-1]
            if len(wanted) < 2 or len(row) < 3:
                continue
        inside = [cell for cell in row if cell.times and wanted and wanted[0] <= cell.times[0][0] <= wanted[-1]]
        if len(wanted) >= 2 and 3 <= len(inside) <= 12:
            years_met = sum(1 << bit for bit, word in enumerate(asked.stems) if word.isdigit())
            score += asked.weight(years_met & ~item.own) / asked.total
            yield score, _summed(inside, mean)
        elif not wanted and 2 <= len(row) <= 12:
            yield score - 0.05, _summed(row, mean)
    yield from _column_groups(asked, target, named, mean)


def _column_groups(asked: _Asked, target: _Target, named: Sequence[_Named], mean: bool) -> Iterator[tuple[float, _Made]]:
    columns: dict[tuple[str, int, int], list[_Named]] = {}
    for item in named:
        if item.figure.column >= 0:
            columns.setdefault((item.figure.source, item.figure.table, item.figure.column), []).append(item)
    for group in columns.values():
        seen = 0
        kept: list[_Named] = []
        for item in group:
            if item.own & ~seen:
                kept.append(item)
                seen |= item.own
        if 3 <= len(kept) <= 6 and all(_contemporary(asked, kept[0].figure, other.figure) for other in kept[1:]):
            score = (asked.weight(seen) - max(item.extra for item in kept)) / asked.total
            yield score - 0.1, _summed([item.figure for item in sorted(kept, key=lambda item: item.figure.start)], mean)


def _summed(parts: Sequence[Figure], mean: bool) -> _Made:
    operands = tuple(_operand(part) for part in parts)
    interval = Interval(Decimal(0), Decimal(0))
    for operand in operands:
        interval = interval.plus(operand.interval)
    point = sum((operand.point for operand in operands), Decimal(0))
    listed = " + ".join(_text(part) for part in parts)
    family = "points" if _is_percent(parts[0]) else "none"
    mark = "%" if family == "points" else ""
    if not mean:
        return _made(family, interval, point, listed, mark, operands, signed=False)
    count = Decimal(len(parts))
    return _made(family, interval.times(1 / count), point / count, f"({listed}) / {len(parts)}", mark, operands, signed=False)


# --- operands ---


def _is_percent(figure: Figure) -> bool:
    return figure.unit != "none"


def _unit(figure: Figure) -> str:
    return "percent" if _is_percent(figure) else "none"


def _is_ten(figure: Figure) -> bool:
    """Whether it is 0, 1, 10, 100 ...: by these nothing is divided but the place of the point."""
    return figure.value == 0 or abs(figure.value).normalize().as_tuple().digits == (1,)


def _mixed(a: Figure, b: Figure) -> bool:
    """Whether two printed scales do not agree."""
    return a.scale is not None and b.scale is not None and a.scale != b.scale


def _operand(figure: Figure) -> _Term:
    half = figure.ulp / 2
    return _Term(figure, figure.value, Interval(figure.value - half, figure.value + half))


def _made(
    family: str, interval: Interval, point: Decimal, formula: str, mark: str, operands: tuple[_Term, ...], *, signed: bool
) -> _Made:
    return _Made(family, interval, point, formula, mark, operands, signed)


def _text(figure: Figure) -> str:
    shown = figure.text.strip(" |")
    return shown + ")" if shown.startswith("(") and ")" not in shown else shown


def _rounded(value: Decimal) -> str:
    if value == 0:
        return "0"
    digits = max(0, 4 - value.copy_abs().adjusted())
    shown = f"{value:.{min(digits, 12)}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
