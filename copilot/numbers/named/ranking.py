"""Which figures a claim names, how well, and how well two of them together cover its words and times."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from copilot.numbers.named.asked import Asked
from copilot.numbers.named.figure import Figure, is_at, is_total, meets
from copilot.numbers.named.labels import stems_of, synonyms
from copilot.numbers.named.page import Page

NAMED_AT_ALL = 0.34  # of a claim's words: what covers less is no reading of it
_CANDIDATES = 32
_WEIGHED = 400  # figures that share words with a claim, of which the labels are looked at


@dataclass(slots=True)
class Named:
    """A figure with the words of the claim that its labels hold, as bits."""

    figure: Figure
    own: int
    around: int
    extra: float
    alone: float


def candidates(asked: Asked, page: Page) -> list[Named]:
    """The figures whose labels hold words of the claim, the best-named first."""
    own: dict[int, int] = {}
    around: dict[int, int] = {}
    for bit, word in enumerate(asked.stems):
        for form in (word,) if word in page.own else synonyms().get(word, ()):
            for at in page.own.get(form, ()):
                own[at] = own.get(at, 0) | 1 << bit
        for at in page.around.get(word, ()) if not word.isdigit() else ():
            around[at] = around.get(at, 0) | 1 << bit
    found: list[Named] = []
    known = set(asked.stems)
    worded = sum(1 << bit for bit, word in enumerate(asked.stems) if not word.isdigit())
    timed = {year for year, _ in asked.times}
    extras: dict[tuple[frozenset[str], float], float] = {}
    if len(own) > _WEIGHED:
        own = dict(sorted(own.items(), key=lambda entry: -asked.weight(entry[1]))[:_WEIGHED])
    for at, mask in own.items():
        figure = page.figures[at]
        if not mask & worded and figure.column < 0:
            continue
        extra = 0.0
        for label, share in ((figure.row, 0.22), (figure.head, 0.12)):
            key = (label, share)
            if key not in extras:
                extras[key] = share * sum(
                    min(page.weight(word), 2.0)
                    for word in label
                    if word not in known and not word.isdigit() and word not in stems_of("dating")
                )
            extra += extras[key]
        if figure.column < 0:
            extra = min(extra, 0.6)
        out_of_time = 0.6 if timed and figure.times and not timed & {year for year, _ in figure.times} else 0.0
        alone = asked.weight(mask) + 0.4 * asked.weight(around.get(at, 0) & ~mask) - extra - out_of_time
        found.append(Named(figure, mask, around.get(at, 0) & ~mask, extra, alone))
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


def _without_repeats(found: list[Named]) -> list[Named]:
    """One of each value with the same times and the same matched words: pages say a thing twice."""
    kept: dict[tuple[Decimal, int, tuple[tuple[int, int], ...]], Named] = {}
    for item in found:
        kept.setdefault((abs(item.figure.value), item.own, item.figure.times), item)
    return list(kept.values())


def pair_score(asked: Asked, one: Named, other: Named) -> float:
    """How much of the claim two figures cover, 1 is all, less what sets them apart."""
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
    whole = 0.06 if is_total(a) and is_total(b) else 0.0
    return (covered - max(one.extra, other.extra)) / asked.total - apart + whole


def same_label(a: Figure, b: Figure) -> float:
    """0 where two figures are named alike but for their time, up to 1 where nothing is common."""
    mine = {word for word in a.own if not word.isdigit() and word not in stems_of("dating")}
    theirs = {word for word in b.own if not word.isdigit() and word not in stems_of("dating")}
    if mine == theirs:
        return 0.0
    union = mine | theirs
    return 1 - len(mine & theirs) / len(union) if union else 0.0


def in_time(asked: Asked, one: Figure, other: Figure) -> tuple[Figure, Figure, float] | None:
    """Earlier and later of two figures, with a penalty where the times asked for are others; else None."""
    if not one.times or not other.times or one.times == other.times:
        return None
    first, last = (one, other) if one.times[0] < other.times[0] else (other, one)
    distinct = asked.ends
    if len(distinct) >= 2:
        met = is_at(first, distinct[0]) + is_at(last, distinct[-1])
        return first, last, (0.0, 0.35, 0.7)[2 - met]
    if len(distinct) == 1:
        if not is_at(last, distinct[0]):
            return first, last, 0.35 if is_at(first, distinct[0]) else 0.7
        return first, last, 0.0 if last.times[0][0] - first.times[0][0] <= 1 else 0.15
    return first, last, 0.05


def is_contemporary(asked: Asked, one: Figure, other: Figure) -> bool:
    """Whether two figures are of one time, and of the time asked for where they have any."""
    if one.times and other.times and not any(meets(a, b) for a in one.times for b in other.times):
        return False
    if not asked.times:
        return True
    return all(not figure.times or any(is_at(figure, time) for time in asked.times) for figure in (one, other))
