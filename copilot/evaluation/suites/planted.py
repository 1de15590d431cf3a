"""Errors planted into true sentences of foreign texts: each must be rejected, and faithful renderings must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure, item_at
from copilot.evaluation.mutations import VALUE_KINDS, mutate, renderings
from copilot.evaluation.published import CHECKERS_ELSEWHERE, Published, Source, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.evaluation.suites.numhg import dateline
from copilot.evaluation.swaps import SWAPS
from copilot.evaluation.twins import carries_sign, is_target, may_be_said_of, names_something, same_amount
from copilot.numbers.types import Quantity

FAITHFUL = "faithful rendering rejected"
VALUES = "value, unit and sign errors caught"
SWAPPED = "slot swaps caught"
JUDGED = "numbers judged (not exempt)"
TWIN = "error that is another true number of the evidence, caught"

# Percent caught by published checkers on 2,000 random facts: Proof-Carrying Numbers (auto, exact, rounded, tolerance 2%),
# the guard of a due-diligence agent, a substring test, half an ulp in decimal.
_COLUMNS = ("PCN auto", "PCN exact", "PCN rounded", "PCN tol 2%", "DDA", "substring", "half-ulp")
PUBLISHED: Mapping[str, Sequence[float]] = {
    "last digit +1": (0.1, 100, 74.0, 2.9, 1.1, 100, 96.2),
    "digits transposed": (81.8, 100, 96.7, 95.2, 69.7, 100, 100),
    "sign flipped": (76.2, 100, 97.6, 100, 0.3, 93.5, 99.95),
    "x10": (97.6, 100, 99.8, 100, 75.6, 100, 100),
    "/10": (76.3, 100, 97.7, 100, 75.6, 99.4, 100),
    "+1.5%": (0.2, 100, 75.9, 1.8, 0.0, 100, 99.5),
    "+4%": (71.7, 100, 76.6, 99.8, 1.0, 100, 100),
    "million <-> billion": (100, 100, 100, 100, 100, 42.2, 100),
    "% dropped": (89.4, 90.3, 99.8, 100, 0.0, 46.9, 100),
    "another fact of the same kind": (77.4, 100, 97.7, 98.7, 73.3, 99.9, 100),
    VALUES: (62.1, 99.7, 90.1, 76.2, 37.5, 95.8, 99.5),
    FAITHFUL: (0, 72.4, 22.2, 0.6, 0.3, 36.2, 0),
}


_VALUES_KINDS = [*VALUE_KINDS, "another fact of the same kind"]
_CITATION_KINDS = ["citation swapped", "citation out of range"]


def published(metric: str, source: Source) -> tuple[Published, ...]:
    """The published checkers' figures on the same kind of error."""
    row = PUBLISHED.get(metric)
    return () if row is None else beside(source, dict(zip(_COLUMNS, row, strict=True)))


def figures(*slots: str, source: Source) -> list[Figure]:
    """The lines of a planted suite, in order; `slots` are the swaps it has beside those of citations."""
    kinds = [*_VALUES_KINDS, *slots, *_CITATION_KINDS]
    return [
        Figure(FAITHFUL, bar="<= 0.5", published=published(FAITHFUL, source)),
        Figure(VALUES, bar=">= 99.5", published=published(VALUES, source)),
        Figure(SWAPPED, bar=">= 95"),
        Figure(TWIN),
        Figure(JUDGED),
        *(Figure(kind, published=published(kind, source)) for kind in kinds),
    ]


_CORPORA = {
    "realtimeqa": "realtimeqa/corpus.jsonl.gz",
    "notes": "../market-data/market-notes-2025/ax_market_notes.jsonl.gz",
    "numhg": "numhg/val.jsonl.gz",
    "summedits": "summedits/docs.jsonl.gz",
}
_BREAK = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"])|\n+")
_FRAME = "According to the report, "
_FAR = ("x10", "million <-> billion", "% dropped", "unit changed")  # beyond what any qualifier allows
_ARTICLES = {"realtimeqa": 170, "notes": 145, "numhg": 170, "summedits": 86}
_MORE_ARTICLES = {"realtimeqa": 900, "notes": 145, "numhg": 600, "summedits": 86}


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article, the passage around it, and a passage of another article."""

    id: str
    sentence: str
    source: str
    other: str
    published: date | None


@suite(
    "planted",
    needs=tuple(_CORPORA.values()),
    any_of=True,
    figures=figures(source=CHECKERS_ELSEWHERE),
    baselines=True,
    shards=4,
)
def planted(run: Run) -> Iterator[Score]:
    """Sentences of news and market notes against their own passage: planted errors caught, faithful renderings rejected."""
    for place in run.take(places(run)):
        yield from score_place(run, place)


@suite(
    "planted-slots",
    needs=tuple(_CORPORA.values()),
    any_of=True,
    figures=[Figure(FAITHFUL, bar="<= 0.5"), Figure(SWAPPED, bar=">= 95"), *(Figure(kind) for kind in SWAPS)],
    baselines=True,
    shards=6,
)
def planted_slots(run: Run) -> Iterator[Score]:
    """Sentences of news and market notes about another company, period, measure, role or direction than in their passage."""
    for place in run.take(places(run, articles=_MORE_ARTICLES, sentences=4)):
        yield from score_slots(run, place)


def score_slots(run: Run, place: Place) -> Iterator[Score]:
    """Scores of one sentence: each slot that it names is swapped once, for the first number whose slot it is."""
    items = run.find(place.sentence)
    targets = [item for item in items if is_target(item) and not names_something(place.sentence, item)]
    for kind, swap in SWAPS.items():
        found = ((t, swap(place.sentence, t, items, place.source, run.random(kind, place.id))) for t in targets)
        target, swapped = next(((target, text) for target, text in found if text is not None), (None, None))
        if target is not None and swapped is not None:
            yield from _scored(run, place, target, "as it stands", place.sentence, of=FAITHFUL)
            yield from _scored(run, place, target, kind, swapped, of=SWAPPED)


def score_place(run: Run, place: Place) -> Iterator[Score]:
    """Scores of one sentence: one number of it is the target of every rendering, mutation and swap."""
    items = run.find(place.sentence)
    targets = [item for item in items if is_target(item) and not names_something(place.sentence, item)]
    if not targets:
        return
    target = run.random("target", place.id).choice(targets)
    check = item_at(run.check(place.sentence, [place.source], published=place.published, citations="ignore"), target.start)
    judged = check is None or check.verdict != "exempt"
    yield Score(JUDGED, judged)
    if not judged:
        return
    for kind, text in _faithful(place, target):
        yield from _scored(run, place, target, kind, text, of=FAITHFUL)
    yield from _values(run, place, target)
    yield from _citations(run, place, target)


def _values(run: Run, place: Place, target: Quantity) -> Iterator[Score]:
    evidence = [item for item in run.find(place.source) if item.kind == "quantity"]
    foreign = [item.text for item in run.find(place.other) if is_target(item) and item.unit == target.unit]
    changes = [(kind, mutate(target, kind)) for kind in VALUE_KINDS]
    changes.append(("another fact of the same kind", foreign[0] if foreign else None))
    tried = {target.text}
    for kind, changed in changes:
        if changed is None or changed in tried or (target.qualifier != "none" and kind not in _FAR):
            continue
        tried.add(changed)
        if kind == "sign flipped" and carries_sign(place.sentence, target):
            continue
        text = place.sentence[: target.start] + changed + place.sentence[target.end :]
        mutated = item_at(run.find(text), target.start)
        if mutated is None or same_amount(mutated, target):
            continue
        if any(may_be_said_of(mutated, item) for item in evidence):
            yield from _scored(run, place, target, TWIN, text, of=None)
        else:
            yield from _scored(run, place, target, kind, text, of=VALUES)


def _citations(run: Run, place: Place, target: Quantity) -> Iterator[Score]:
    governed = not re.search(r"[;–—:\[]| - ", place.sentence[target.end :])  # a mark governs back to a clause boundary
    if target.text in place.other or place.sentence[-1] != "." or "[" in place.sentence or not governed:
        return
    for kind, mark, of in (("cited", 1, FAITHFUL), ("citation swapped", 2, SWAPPED), ("citation out of range", 3, SWAPPED)):
        yield from _scored(run, place, target, kind, f"{place.sentence[:-1]} [{mark}].", of=of)


def _faithful(place: Place, target: Quantity) -> Iterator[tuple[str, str]]:
    sentence = place.sentence
    yield "as it stands", sentence
    yield "framed", _FRAME + sentence
    counts_things = re.match(r" [a-z]", sentence[target.end :]) and re.search(r"(?:^|[a-z,] )$", sentence[: target.start])
    for kind, text in renderings(target):
        if kind == "number word or digit" and not counts_things:
            continue
        yield kind, sentence[: target.start] + text + sentence[target.end :]


def _scored(run: Run, place: Place, target: Quantity, kind: str, text: str, *, of: str | None) -> Iterator[Score]:
    """The verdict on the target in a changed sentence, for its kind and for the sum it belongs to."""
    cited, wanted = kind.startswith("cit"), of != FAITHFUL
    sources = [place.source, place.other] if cited else [place.source]
    checks = run.check(text, sources, published=place.published, citations="auto" if cited else "ignore")
    shift = len(_FRAME) if kind == "framed" else 0
    check = _nearest(checks, target) if kind in SWAPS else item_at(checks, target.start + shift)
    said = check is not None and check.verdict in REJECTED
    seen = None
    if said != wanted:
        expected = "rejected" if wanted else "not rejected (faithful)"
        more: dict[str, Any] = {"planted": kind, "was": target.text, "sentence": place.sentence}
        seen = failure(place.id, text, [place.source], expected=expected, check=check, **more)
    yield Score(kind if wanted else f"{FAITHFUL}: {kind}", said, failure=seen)
    if of is not None:
        yield Score(of, said)


def _nearest(checks: Sequence[Any], target: Quantity) -> Any:
    """The verdict on a target that a swap before it may have moved: the nearest with the same text, else what stands there."""
    same = [check for check in checks if check.text == target.text]
    return min(same, key=lambda check: abs(check.start - target.start)) if same else item_at(checks, target.start)


def places(run: Run, articles: Mapping[str, int] = _ARTICLES, sentences: int = 2) -> list[Place]:
    """Sentences with a digit, drawn by the seed from so many articles of every source, at most `sentences` of each."""
    texts: list[tuple[str, str, date | None]] = []
    for name, rows in _corpora(run).items():
        wanted = min(articles[name], len(rows))
        chosen = sorted(run.random("articles", name).sample(range(len(rows)), wanted))
        texts += [(f"{name}-{i}", *_text_of(rows[i])) for i in chosen]
    found: list[Place] = []
    for i, (id, text, day) in enumerate(texts):
        other = texts[(i + 7) % len(texts)][1][:1500]
        found += _sentences(run, id, text, other, day, sentences)
    return found


def _corpora(run: Run) -> Mapping[str, Sequence[Row]]:
    """The rows of every source that is there."""
    return {name: run.rows(*path.split("/")) for name, path in _CORPORA.items() if run.data.joinpath(path).exists()}


def _text_of(row: Row) -> tuple[str, date | None]:
    text = row["text"]
    if day := row.get("date"):
        return re.sub(r"[*#`]+", "", text), date.fromisoformat(day)
    if found := re.fullmatch(r"(\d{4})/(\d\d)/(\d\d)", row.get("publish_date") or ""):
        return text, date(int(found[1]), int(found[2]), int(found[3]))
    return text, dateline(text)


def _sentences(run: Run, id: str, text: str, other: str, day: date | None, most: int) -> Iterator[Place]:
    cuts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    spans = list(pairwise(cuts))
    good = [i for i, (a, b) in enumerate(spans) if 45 <= b - a <= 320 and re.search(r"\d", text[a:b]) and "http" not in text[a:b]]
    run.random("sentences", id).shuffle(good)
    for i in sorted(good[:most]):
        around = text[:6000] if run.random("whole", id, i).random() < 0.25 and spans[i][1] < 6000 else ""
        passage = around or text[spans[max(0, i - 4)][0] : spans[min(len(spans) - 1, i + 4)][1]]
        yield Place(f"{id}-{i}", text[spans[i][0] : spans[i][1]].strip(), passage, other, day)
