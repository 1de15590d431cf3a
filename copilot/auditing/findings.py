"""Remarks onto numbers, and remarks and verdicts into findings: one per thing wrong, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from copilot.auditing.remarks import FindingType, Remark, Severity
from copilot.names import Name
from copilot.types import AnswerNumber, Conflict, Finding, Metric, Span

_SAME_THING = frozenset({"value", "comparator"})
_BY_REASON: dict[str, FindingType] = {
    "period": "date",
    "direction": "direction",
    "sign": "direction",
    "entity": "entity",
    "measure": "definition",
}


@dataclass(frozen=True, slots=True)
class BorneOut:
    """What the data say of a figure that they bear out; `metric` is the id of the one it is a rounding of, None where of none."""

    text: str
    metric: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The numbers with their disputes, and each remark with the numbers it is about."""

    numbers: tuple[AnswerNumber, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[tuple[Remark, tuple[int, ...]], ...]


def put_on_numbers(numbers: Sequence[AnswerNumber], remarks: Sequence[Remark]) -> Judged:
    """The numbers with a conflict where other evidence contradicts them; two remarks on one number and of one type are one."""
    placed: list[tuple[Remark, tuple[int, ...]]] = []
    conflicts: list[Conflict] = []
    result = list(numbers)
    told: set[tuple[FindingType, tuple[int, ...]]] = set()
    for remark in sorted(remarks, key=lambda remark: remark.spans[0] if remark.spans else (0, 0)):
        touched = tuple(dict.fromkeys(i for span in remark.spans for i in _at(numbers, span)))
        in_doubt = tuple(_at(numbers, remark.spans[0])) if remark.spans else ()
        if in_doubt and (remark.type, in_doubt) in told and remark.type == "date" and not remark.metrics:
            continue
        told.add((remark.type, in_doubt))
        placed.append((remark, touched))
        for index in in_doubt if remark.is_near else ():
            if result[index].verdict == "unsupported":
                result[index] = replace(result[index], reason=remark.text)
        if not remark.disputes or not in_doubt:
            continue
        conflicts.append(
            Conflict(
                f"C{len(conflicts) + 1}",
                in_doubt,
                remark.stated,
                remark.found or "",
                remark.stated_date,
                remark.found_date,
                remark.text,
            )
        )
        for index in in_doubt:
            result[index] = replace(result[index], conflict=result[index].conflict or remark.text)
    return Judged(tuple(result), tuple(conflicts), tuple(placed))


def findings_of(judged: Judged, metrics: Sequence[Metric]) -> tuple[Finding, ...]:
    """One finding per remark, then one per number that its evidence contradicts and no remark is about."""
    mark_of = {(metric.inputs_sha256, metric.label): f"M{n}" for n, metric in enumerate(metrics, 1)}
    found: list[Finding] = []
    for remark, touched in judged.remarks:
        marks = (*(mark_of[metric.inputs_sha256, metric.label] for metric in remark.metrics), *remark.sources)
        found.append(
            Finding(
                f"F{len(found) + 1}",
                remark.type,
                remark.severity,
                touched,
                remark.stated,
                remark.found,
                tuple(dict.fromkeys(marks)),
                remark.text,
            )
        )
    told = {index for _, touched in judged.remarks for index in touched}
    for index, number in enumerate(judged.numbers):
        if number.verdict != "differs" or index in told or not _is_worth_telling(number):
            continue
        sources = tuple(dict.fromkeys(str(item["source"]) for item in number.evidence if "source" in item))
        severity: Severity = "error" if _is_own_arithmetic(number) else "warning"
        text = f"{number.text}: {number.reason}"
        found.append(Finding(f"F{len(found) + 1}", _type(number), severity, (index,), number.text, None, sources, text))
    return tuple(found)


def audit_status(numbers: Sequence[AnswerNumber], findings: Sequence[Finding]) -> Literal["clean", "findings", "nothing_bound"]:
    """Notes are no findings against a text: it may be clean and have some."""
    if any(finding.severity != "note" for finding in findings):
        return "findings"
    return "clean" if any(number.verdict == "checked" for number in numbers) else "nothing_bound"


def _at(numbers: Sequence[AnswerNumber], span: Span) -> list[int]:
    return [i for i, number in enumerate(numbers) if number.start < span[1] and span[0] < number.end]


def _is_own_arithmetic(number: AnswerNumber) -> bool:
    """Whether the text's own numbers give another result: no other evidence has a part in it."""
    formulas = [item for item in number.evidence if item.get("formula")]
    operands = [operand for item in formulas for operand in item["operands"]]  # type: ignore[attr-defined]
    return bool(operands) and all(operand["source"] is None for operand in operands)


def without_strangers(numbers: Sequence[AnswerNumber], decided: Sequence[Span]) -> list[AnswerNumber]:
    """The numbers with no contradiction by a metric that was computed for another statement, or by a small figure that only
    happens to be told of something else.

    decided: the spans of the statements that the data decided. A metric beside them is no evidence against anything else: a
    weekly gain is not refuted by the year's.
    """
    result = []
    for number in numbers:
        is_asked = any(number.start < end and start < number.end for start, end in decided)
        if number.verdict == "differs" and is_against_metrics(number) and not is_asked:
            is_time = number.kind in ("date", "period")
            number = replace(
                number,
                verdict="exempt" if is_time else "unsupported",
                reason_code="none" if is_time else "not_found",
                reason="It dates a figure that no data decide." if is_time else "No text and no data here decide it.",
                evidence=(),
            )
        elif number.verdict == "differs" and number.reason_code == "entity" and not _is_worth_telling(number):
            reason = "No text and no data here tell it; the like of it is told of something else."
            number = replace(number, verdict="unsupported", reason_code="not_found", reason=reason, evidence=())
        result.append(number)
    return result


def with_support(numbers: Sequence[AnswerNumber], borne_out: Mapping[Span, BorneOut]) -> list[AnswerNumber]:
    """The numbers, each that the data bear out and the check binds to none of them supported by the metric that decided it.

    The comparison knows which window or session the words mean where the check only knows that a metric is of another time. A
    figure that is no rounding of the metric itself, a bound, say, keeps its verdict and is told what the data say.
    """
    result = []
    for number in numbers:
        found = borne_out.get((number.start, number.end))
        if found is not None and number.verdict == "unsupported":
            number = replace(number, reason=found.text)
            if found.metric is not None:
                item = {"source": found.metric, "start": None, "end": None, "quote": found.quote}
                number = replace(number, verdict="checked", support="computed", reason_code="none", evidence=(item,))
        result.append(number)
    return result


def without_prices(numbers: Sequence[AnswerNumber], unpriced: Mapping[Span, Name]) -> list[AnswerNumber]:
    """The numbers, where one is a price or a change of what the source has no prices of, that being said.

    That a text gives the like of another instrument contradicts nothing there.
    """
    result = []
    for number in numbers:
        name = unpriced.get((number.start, number.end))
        is_of_another = number.verdict == "differs" and number.reason_code == "entity"
        if name is not None and (is_of_another or number.verdict == "unsupported"):
            reason = f"The source has no prices of {name.text}, and no text here tells it."
            number = replace(number, verdict="unsupported", reason_code="not_found", reason=reason, evidence=())
        result.append(number)
    return result


def is_against_metrics(number: AnswerNumber) -> bool:
    """Whether all that a number is held against is computed, operands of formulas too; the text itself apart."""
    sources: list[object] = []
    for item in number.evidence:
        operands = item.get("operands")
        sources += [part.get("source") for part in (operands if isinstance(operands, list | tuple) else (item,))]
    outside = [str(source) for source in sources if source is not None]
    return bool(outside) and all(source.startswith("M") for source in outside)


def _is_worth_telling(number: AnswerNumber) -> bool:
    """Whether a contradiction by other texts is more than a number's luck: it has two digits or more, or three where only its
    subject, measure or time is another."""
    digits = len(re.sub(r"\D", "", number.text).lstrip("0"))
    if is_against_metrics(number):
        return False  # what the data contradict is told by the comparison that asked for them
    if any(item.get("formula") for item in number.evidence):
        return not _is_own_arithmetic(number)  # what the text's own numbers refute is told already, or was too rough to tell
    return (number.reason_code in _SAME_THING and digits >= 2) or (number.reason_code in _BY_REASON and digits >= 3)


def _type(number: AnswerNumber) -> FindingType:
    if any(item.get("formula") for item in number.evidence):
        return "arithmetic"
    return _BY_REASON.get(number.reason_code, "value")
