"""Somebody's text in, an audit out: the text is the claim; the library's passages and the prices are the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from copilot.checking import number_evidence, place_numbers
from copilot.comparison import Comparison, compare_text, conflict_of
from copilot.index.retrieve import search
from copilot.marks import SpanMap, neutralise
from copilot.metrics import metric_as_evidence
from copilot.numbers import check_text, find_quantities
from copilot.numbers.explain import Explanation, explain_text
from copilot.sentences import sentences
from copilot.types import AnswerNumber, AnswerSentence, Audit, CheckCall, Checked, Conflict, Finding, Metric, Passage, PriceSource
from copilot.workspace import Workspace

PASSAGES_PER_SENTENCE = 3
MOST_PASSAGES = 60


def audit_text(text: str, *, file: str | None, published: date | None, workspace: Workspace) -> tuple[Audit, CheckCall]:
    """The audit of a text, and what its number check was given (for the receipt).

    The text's own `[3]` are its own: everything found is evidence for everything. A copy of the text in the library is not
    evidence for itself.
    """
    text = neutralise(text)
    spans = [span for span in sentences(text) if find_quantities(text[span[0] : span[1]])]
    passages = _passages(text, spans, workspace)
    checked, findings = judge_text(text, passages, workspace.prices, as_of=workspace.as_of, published=published)
    audit = Audit(
        file=file,
        published=published,
        as_of=workspace.as_of,
        status=audit_status(checked.numbers, findings),
        checked=checked,
        findings=findings,
        sample=workspace.sample,
        notices=workspace.notices,
    )
    return audit, CheckCall(text, as_of=workspace.as_of, published=published, citations="ignore")


def judge_text(
    text: str, passages: Sequence[Passage], prices: PriceSource, *, as_of: date, published: date | None
) -> tuple[Checked, tuple[Finding, ...]]:
    """Every numeral of the text with its verdict, and what was found: from these alone, so that a receipt can replay it."""
    comparisons = compare_text(text, prices, as_of=as_of, published=published)
    metrics = tuple({(m.inputs_sha256, m.label): m for comparison in comparisons for m in comparison.metrics}.values())
    checks = check_text(
        text,
        [passage.quote for passage in passages],
        metrics=[metric_as_evidence(metric) for metric in metrics],
        as_of=as_of,
        published=published,
        citations="ignore",
    )
    numbers, derivations = place_numbers(checks, SpanMap(range(len(text)), ()))
    disputes = list(_disputes(numbers, comparisons))
    conflicts = [conflict for conflict, _ in disputes]
    for conflict in conflicts:
        for index in conflict.numbers:
            numbers[index] = replace(numbers[index], conflict=conflict.text)
    checked = Checked(text, _sentences(text), tuple(numbers), number_evidence(passages, metrics) | derivations, tuple(conflicts))
    return checked, tuple(_findings(numbers, disputes, metrics))


def explain_audit(audit: Audit) -> list[Explanation]:
    """What was tried for each number of an audited text: the check, run again with its workings."""
    evidence = audit.checked.evidence.values()
    return explain_text(
        audit.checked.text,
        [item.quote for item in evidence if isinstance(item, Passage)],
        metrics=[metric_as_evidence(item) for item in evidence if isinstance(item, Metric)],
        as_of=audit.as_of,
        published=audit.published,
        citations="ignore",
    )


def _passages(text: str, spans: Sequence[tuple[int, int]], workspace: Workspace) -> list[Passage]:
    """What the library has on each sentence with a number, in the order found, each span once."""
    found: dict[tuple[str, int], Passage] = {}
    for start, end in spans:
        for passage in search(
            workspace.library,
            text[start:end],
            as_of=workspace.as_of,
            limit=PASSAGES_PER_SENTENCE,
            embedder=workspace.embedder,
        ):
            if passage.quote not in text:
                found.setdefault((passage.article_id, passage.start), passage)
        if len(found) >= MOST_PASSAGES:
            break
    return list(found.values())[:MOST_PASSAGES]


def _disputes(numbers: Sequence[AnswerNumber], comparisons: Sequence[Comparison]) -> list[tuple[Conflict, Comparison]]:
    """Each disagreement with the prices, on the numbers that state it."""
    found: list[tuple[Conflict, Comparison]] = []
    for comparison in comparisons:
        if comparison.agrees:
            continue
        span = comparison.day if comparison.kind == "date" and comparison.day else comparison.number
        touched = tuple(i for i, number in enumerate(numbers) if number.start < span[1] and span[0] < number.end)
        if touched:
            found.append((conflict_of(f"C{len(found) + 1}", touched, comparison), comparison))
    return found


def _findings(
    numbers: Sequence[AnswerNumber], disputes: Sequence[tuple[Conflict, Comparison]], metrics: Sequence[Metric]
) -> list[Finding]:
    """One finding per disagreement with the prices, then one per number that the evidence contradicts."""
    mark_of = {metric.label: f"M{n}" for n, metric in enumerate(metrics, 1)}
    found: list[Finding] = []
    for conflict, comparison in disputes:
        marks = tuple(mark_of[metric.label] for metric in comparison.metrics)
        identity = f"F{len(found) + 1}"
        found.append(
            Finding(identity, comparison.kind, "error", conflict.numbers, conflict.stated, conflict.found, marks, conflict.text)
        )
    disputed = {index for conflict, _ in disputes for index in conflict.numbers}
    for index, number in enumerate(numbers):
        if number.verdict == "differs" and index not in disputed:
            sources = tuple(dict.fromkeys(str(item["source"]) for item in number.evidence if "source" in item))
            identity = f"F{len(found) + 1}"
            found.append(Finding(identity, _kind(number), "warning", (index,), number.text, None, sources, number.reason))
    return found


def _kind(number: AnswerNumber) -> Literal["date", "arithmetic", "value", "direction", "entity", "definition"]:
    if any(item.get("formula") for item in number.evidence):
        return "arithmetic"
    by_reason: dict[str, Literal["date", "direction", "entity", "definition"]] = {
        "period": "date",
        "direction": "direction",
        "sign": "direction",
        "entity": "entity",
        "measure": "definition",
    }
    return by_reason.get(number.reason_code, "value")


def audit_status(numbers: Sequence[AnswerNumber], findings: Sequence[Finding]) -> Literal["clean", "findings", "nothing_bound"]:
    """What an audit came to, in one word."""
    if findings:
        return "findings"
    return "clean" if any(number.verdict == "checked" for number in numbers) else "nothing_bound"


def _sentences(text: str) -> tuple[AnswerSentence, ...]:
    return tuple(AnswerSentence(start, end, (), "claim", "text") for start, end in sentences(text))
