"""The check run again: every verdict, derivation, conflict and finding of a receipt beside what the same check gives now."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from copilot.market.sec_facts import FILED
from copilot.marks import SpanMap
from copilot.receipts.record import Restored
from copilot.receipts.steps import Step, apart, same
from copilot.types import Answer, AnswerNumber, Audit, CheckCall, Checked, Conflict, Finding, Metric

_JUDGED = ("start", "end", "text", "kind", "verdict", "support", "reason_code", "reason", "conflict")


def judge_again(restored: Restored) -> Iterator[Step]:
    """One step each for the text, its sentences, its evidence, every number, the conflicts and the findings."""
    from copilot.checking import direction_findings

    source = restored.source
    if isinstance(source, Answer):
        again = _answer(source, restored)
        if source.findings is not None:
            yield from _check_list("finding", source.findings, direction_findings(source.draft, as_of=source.as_of))
        yield Step("text", again.text == source.checked.text, apart(source.checked.text, again.text))
    elif restored.prices is None:
        assert restored.call is not None
        again = _audit_of_version_1(restored, source, restored.call)
    else:
        again = yield from _audit(source, restored)
    yield same("sentences", again.sentences == source.checked.sentences, "spans or citations are not those of the text")
    yield same("evidence", _holds(source.checked, again), "what is listed is not the evidence and its derivations")
    yield from _check_numbers(source.checked.numbers, again.numbers, with_conflicts=restored.prices is not None)
    if restored.prices is None:
        said = "stored as they were said; a receipt of version 1 does not keep the prices that would recompute them"
        yield Step("conflicts", True, said, "not kept")
    else:
        yield from _check_list("conflict", source.checked.conflicts, again.conflicts)


def _answer(source: Answer, restored: Restored) -> Checked:
    from copilot.checking import check_draft
    from copilot.comparison import find_conflicts
    from copilot.market.recorded import RecordedPrices, RecordedSeries

    checked = check_draft(source.draft, as_of=source.as_of)
    if restored.prices is None:
        return checked
    prices, series = RecordedPrices(restored.prices), RecordedSeries(restored.series)
    return find_conflicts(checked, prices, as_of=source.as_of, series=series)


def _audit(source: Audit, restored: Restored) -> Generator[Step, None, Checked]:
    from copilot.auditing import audit_status, judge_text
    from copilot.market.recorded import RecordedFacts, RecordedPrices, RecordedSeries

    assert restored.call is not None
    assert restored.prices is not None
    checked, findings = judge_text(
        restored.call.text,
        restored.passages,
        RecordedPrices(restored.prices),
        as_of=source.as_of,
        published=source.published,
        series=RecordedSeries(restored.series),
        facts=RecordedFacts(fact for fact in restored.facts if fact.provider != FILED),
        filings=RecordedFacts(fact for fact in restored.facts if fact.provider == FILED),
    )
    yield from _check_list("finding", source.findings, findings)
    status = audit_status(checked.numbers, findings)
    yield same("status", status == source.status, f"says {source.status}, the check gives {status}")
    days = (source.as_of, source.published)
    yield same("days", (restored.call.as_of, restored.call.published) == days, "the audit and its check were of different days")
    return checked


def _audit_of_version_1(restored: Restored, source: Audit, call: CheckCall) -> Checked:
    """The numbers of an audit whose findings and sentences cannot be made again: those are taken as they stand."""
    from copilot.checking import number_evidence, place_numbers
    from copilot.metrics import metric_as_evidence
    from copilot.numbers import check_text

    checks = check_text(
        call.text,
        list(call.sources) if call.sources is not None else [passage.quote for passage in restored.passages],
        metrics=[metric_as_evidence(metric) for metric in restored.metrics],
        as_of=call.as_of,
        published=call.published,
        citations=call.citations,
    )
    numbers, derivations = place_numbers(checks, SpanMap(range(len(source.checked.text)), ()))
    evidence = number_evidence(restored.passages, restored.metrics) | derivations
    return replace(source.checked, numbers=tuple(numbers), evidence=evidence)


def _holds(stored: Checked, again: Checked) -> bool:
    """Whether the listed evidence is the text's own; metrics that only a conflict rests on may come on top."""
    added = [item for name, item in stored.evidence.items() if name not in again.evidence]
    kept = all(stored.evidence.get(name) == item for name, item in again.evidence.items())
    return kept and all(isinstance(item, Metric) for item in added)


def _check_numbers(stored: Sequence[AnswerNumber], computed: Sequence[AnswerNumber], *, with_conflicts: bool) -> Iterator[Step]:
    if len(stored) != len(computed):
        yield Step("numbers", False, f"{len(stored)} are listed, the check finds {len(computed)}")
    for old, new in zip(stored, computed, strict=False):
        difference = _number_difference(old, new if with_conflicts else replace(new, conflict=old.conflict))
        yield Step(f"verdict of {old.text!r} at {old.start}", not difference, difference)


def _number_difference(old: AnswerNumber, new: AnswerNumber) -> str:
    for name in _JUDGED:
        if getattr(old, name) != getattr(new, name):
            return f"{name}: the receipt says {getattr(old, name)!r}, the check says {getattr(new, name)!r}"
    return "" if _plain(old.evidence) == _plain(new.evidence) else "its evidence is not what the check finds"


def _check_list(what: str, stored: Sequence[Conflict | Finding], computed: Sequence[Conflict | Finding]) -> Iterator[Step]:
    if len(stored) != len(computed):
        yield Step(f"{what}s", False, f"{len(stored)} are listed, the check finds {len(computed)}")
    for old, new in zip(stored, computed, strict=False):
        yield Step(f"{what} {old.id}", old == new, _fields_apart(old, new))


def _fields_apart(old: Conflict | Finding, new: Conflict | Finding) -> str:
    for name in type(old).__slots__:
        if getattr(old, name) != getattr(new, name):
            return f"{name}: the receipt says {getattr(old, name)!r}, the prices and texts give {getattr(new, name)!r}"
    return ""


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
