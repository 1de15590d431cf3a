"""Two answers side by side: what changed between them, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from copilot.types import Answer, AnswerNumber, Audit, Metric, Passage

Item = TypeVar("Item")
_MOVING = ("start", "end", "session")  # parameters that move with the day of asking


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric of both answers, or of one (the other side None)."""

    name: str
    ticker: str | None
    unit: str
    old: Decimal | None
    old_end: date | None
    new: Decimal | None
    new_end: date | None
    label: str  # of the new one, else of the old

    @property
    def is_same(self) -> bool:
        """Whether value and last session are those of before."""
        return (self.old, self.old_end) == (self.new, self.new_end)


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A numeral that stands in both texts and is judged otherwise."""

    text: str
    old: str
    new: str
    reason: str  # of the new verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from an old answer to a new one. Pairs are (old, new)."""

    ids: tuple[str, str]
    asked: tuple[str, str]
    basis: Mapping[str, tuple[str, str]]  # as-of, engine, status and so on, where they differ
    metrics: tuple[MetricChange, ...]
    passages_new: tuple[Passage, ...]
    passages_gone: tuple[Passage, ...]
    passages_kept: int
    verdicts: tuple[VerdictChange, ...]
    numbers_new: int
    numbers_gone: int
    conflicts_new: tuple[str, ...]
    conflicts_gone: tuple[str, ...]
    findings_new: tuple[str, ...]
    findings_gone: tuple[str, ...]
    counts: tuple[Mapping[str, int], Mapping[str, int]]

    @property
    def is_same(self) -> bool:
        """Whether nothing of the evidence and of the verdicts changed."""
        changed = (self.passages_new, self.passages_gone, self.verdicts, self.conflicts_new, self.conflicts_gone)
        found = (*changed, self.findings_new, self.findings_gone, self.numbers_new, self.numbers_gone)
        return not any(found) and all(metric.is_same for metric in self.metrics)


def compare(old: Answer | Audit, new: Answer | Audit) -> Comparison:
    """What changed between two answers, or between two audits of a text."""
    passages = _passages(old), _passages(new)
    gone, added = _apart(*passages, key=lambda item: (item.article_id, item.start, item.end, item.quote))
    verdicts, numbers_gone, numbers_new = _numbers(old, new)
    conflicts = _apart([c.text for c in old.checked.conflicts], [c.text for c in new.checked.conflicts], key=str)
    findings = _apart(_findings(old), _findings(new), key=str)
    return Comparison(
        ids=(old.receipt_id or "", new.receipt_id or ""),
        asked=(_asked(old), _asked(new)),
        basis={name: pair for name, pair in _basis(old, new).items() if pair[0] != pair[1]},
        metrics=tuple(_metrics(_own_metrics(old), _own_metrics(new))),
        passages_new=tuple(added),
        passages_gone=tuple(gone),
        passages_kept=len(passages[1]) - len(added),
        verdicts=tuple(verdicts),
        numbers_new=numbers_new,
        numbers_gone=numbers_gone,
        conflicts_new=tuple(conflicts[1]),
        conflicts_gone=tuple(conflicts[0]),
        findings_new=tuple(findings[1]),
        findings_gone=tuple(findings[0]),
        counts=(old.checked.counts, new.checked.counts),
    )


def _basis(old: Answer | Audit, new: Answer | Audit) -> dict[str, tuple[str, str]]:
    """The circumstances of both, each as text."""
    found = {"as of": (str(old.as_of), str(new.as_of)), "status": (old.status, new.status)}
    found["data"] = (_data(old), _data(new))
    if isinstance(old, Answer) and isinstance(new, Answer):
        found["engine"] = (_engine(old), _engine(new))
        found["last session"] = (str(old.last_session or "none"), str(new.last_session or "none"))
        found["library"] = (old.library_snapshot[:12], new.library_snapshot[:12])
    return found


def _data(source: Answer | Audit) -> str:
    return "the bundled sample" if source.sample else "own library and prices"


def _engine(answer: Answer) -> str:
    return answer.engine if answer.draft.model is None else f"model {answer.draft.model}"


def _asked(source: Answer | Audit) -> str:
    return source.question if isinstance(source, Answer) else source.file or "standard input"


def _passages(source: Answer | Audit) -> list[Passage]:
    return [item for item in source.checked.evidence.values() if isinstance(item, Passage)]


def _own_metrics(source: Answer | Audit) -> list[Metric]:
    return [item for item in source.checked.evidence.values() if isinstance(item, Metric)]


def _findings(source: Answer | Audit) -> list[str]:
    return [finding.text for finding in source.findings] if isinstance(source, Audit) else []


def _metrics(old: Sequence[Metric], new: Sequence[Metric]) -> Iterable[MetricChange]:
    """Metrics of one definition, ticker and parameters (but for days) are paired in order; the rest stand alone."""
    left = list(old)
    for metric in new:
        before = next((item for item in left if _definition(item) == _definition(metric)), None)
        if before is not None:
            left.remove(before)
        yield _change(before, metric)
    for metric in left:
        yield _change(metric, None)


def _definition(metric: Metric) -> tuple[Hashable, ...]:
    fixed = sorted((name, value) for name, value in metric.parameters.items() if name not in _MOVING)
    return metric.name, metric.ticker, metric.unit, tuple(fixed)


def _change(old: Metric | None, new: Metric | None) -> MetricChange:
    shown = new or old
    assert shown is not None
    return MetricChange(
        name=shown.name,
        ticker=shown.ticker,
        unit=shown.unit,
        old=old.value if old else None,
        old_end=old.end if old else None,
        new=new.value if new else None,
        new_end=new.end if new else None,
        label=shown.label,
    )


def _numbers(old: Answer | Audit, new: Answer | Audit) -> tuple[list[VerdictChange], int, int]:
    """Numerals of one wording in the same words of a sentence are paired in order; the others are counted as new and gone."""
    left = _by_place(old)
    changes, added = [], 0
    for place, numbers in _by_place(new).items():
        before = left.pop(place, [])
        for one, other in zip(before, numbers, strict=False):
            if one.state != other.state:
                changes.append(VerdictChange(other.text, one.state, other.state, other.conflict or other.reason))
        added += max(0, len(numbers) - len(before))
        if len(before) > len(numbers):
            left[place] = before[len(numbers) :]
    return changes, sum(map(len, left.values())), added


def _by_place(source: Answer | Audit) -> dict[tuple[str, str], list[AnswerNumber]]:
    found: dict[tuple[str, str], list[AnswerNumber]] = {}
    for number in source.checked.numbers:
        sentence = next((s for s in source.checked.sentences if s.start <= number.start < s.end), None)
        words = source.checked.text[sentence.start : sentence.end] if sentence else ""
        found.setdefault((" ".join(words.split()), number.text), []).append(number)
    return found


def _apart(old: Sequence[Item], new: Sequence[Item], *, key: Callable[[Item], Hashable]) -> tuple[list[Item], list[Item]]:
    """What only the old has, and what only the new has, each in order."""
    return _without(old, Counter(map(key, new)), key), _without(new, Counter(map(key, old)), key)


def _without(items: Sequence[Item], others: Counter[Hashable], key: Callable[[Item], Hashable]) -> list[Item]:
    kept = []
    for item in items:
        if others[key(item)]:
            others[key(item)] -= 1
        else:
            kept.append(item)
    return kept
