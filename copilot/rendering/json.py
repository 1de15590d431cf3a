"""One JSON object for programs: `ask --json` and `check --json`, after the published schemas. Decimals are strings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from copilot.types import Answer, AnswerNumber, Audit, Checked, Conflict, Derivation, Finding, Metric, Operand, Passage

SCHEMA = 1


def answer_json(answer: Answer) -> dict[str, Any]:
    """The object of `ask --json`. Offsets index `answer`, in code points."""
    return {
        "schema": SCHEMA,
        "question": answer.question,
        "resolved_question": answer.resolved_question,
        "as_of": answer.as_of.isoformat(),
        "engine": answer.engine,
        "model": answer.draft.model,
        "status": answer.status,
        "answer": answer.checked.text,
        **_checked(answer.checked),
        "findings": [_finding(finding) for finding in answer.findings or ()],
        "sample": answer.sample,
        "notices": list(answer.notices),
        "newest_article": answer.newest_article.isoformat() if answer.newest_article else None,
        "last_session": answer.last_session.isoformat() if answer.last_session else None,
        "usage": dict(answer.draft.usage),
        "timings_ms": dict(answer.timings_ms),
        "receipt": {"id": answer.receipt_id or "", "path": answer.receipt_path or ""},
    }


def audit_json(audit: Audit) -> dict[str, Any]:
    """The object of `check --json`. Offsets index `text`, in code points."""
    return {
        "schema": SCHEMA,
        "file": audit.file,
        "as_of": audit.as_of.isoformat(),
        "published": audit.published.isoformat() if audit.published else None,
        "status": audit.status,
        "text": audit.checked.text,
        **_checked(audit.checked),
        "sample": audit.sample,
        "notices": list(audit.notices),
        "receipt": {"id": audit.receipt_id or "", "path": audit.receipt_path or ""},
        "findings": [_finding(finding) for finding in audit.findings],
    }


def _checked(checked: Checked) -> dict[str, Any]:
    return {
        "sentences": [
            {"start": s.start, "end": s.end, "citations": list(s.citations), "kind": s.kind, "section": s.section}
            for s in checked.sentences
        ],
        "numbers": [_number(number) for number in checked.numbers],
        "evidence": {name: _evidence(item) for name, item in checked.evidence.items()},
        "counts": checked.counts,
        "conflicts": [_conflict(conflict) for conflict in checked.conflicts],
    }


def _number(number: AnswerNumber) -> dict[str, Any]:
    return {
        "start": number.start,
        "end": number.end,
        "text": number.text,
        "kind": number.kind,
        "verdict": number.verdict,
        "support": number.support,
        "reason_code": number.reason_code,
        "reason": number.reason,
        "evidence": [_number_evidence(item) for item in number.evidence],
        "conflict": number.conflict,
    }


def _number_evidence(item: Mapping[str, Any]) -> dict[str, Any]:
    if "formula" in item:
        p = item.get("p")
        return {
            "formula": item["formula"],
            "operands": [dict(o) for o in item["operands"]],
            "p": None if p is None else decimal(p),
        }
    return {name: item[name] for name in ("source", "start", "end", "quote")}


def _evidence(item: Passage | Metric | Derivation) -> dict[str, Any]:
    if isinstance(item, Passage):
        return _passage(item)
    if isinstance(item, Metric):
        return metric_json(item)
    return {
        "type": "derivation",
        "formula": item.formula,
        "operands": [_operand(operand) for operand in item.operands],
        "value": decimal(item.value),
        "unit": item.unit,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "type": "passage",
        "article_id": passage.article_id,
        "article_sha256": passage.article_sha256,
        "title": passage.title,
        "publisher": passage.publisher,
        "published": passage.published.isoformat() if passage.published else None,
        "url": passage.url,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def metric_json(metric: Metric) -> dict[str, Any]:
    """A metric without its rows; its value at full precision."""
    return {
        "type": "metric",
        "name": metric.name,
        "label": metric.label,
        "ticker": metric.ticker,
        "value": decimal(metric.value),
        "unit": metric.unit,
        "start": metric.start.isoformat() if metric.start else None,
        "end": metric.end.isoformat() if metric.end else None,
        "formula": metric.formula,
        "parameters": dict(metric.parameters),
        "inputs_sha256": metric.inputs_sha256,
        "provider": metric.provider,
        "fetched_at": metric.fetched_at,
    }


def _operand(operand: Operand) -> dict[str, Any]:
    return {"source": operand.source, "start": operand.start, "end": operand.end, "text": operand.text}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "numbers": list(conflict.numbers),
        "stated": conflict.stated,
        "found": conflict.found,
        "dates": {
            "stated": conflict.stated_date.isoformat() if conflict.stated_date else None,
            "found": conflict.found_date.isoformat() if conflict.found_date else None,
        },
        "text": conflict.text,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "type": finding.type,
        "severity": finding.severity,
        "numbers": list(finding.numbers),
        "stated": finding.stated,
        "found": finding.found,
        "evidence": list(finding.evidence),
        "text": finding.text,
    }


def decimal(value: Decimal | float | int | str) -> str:
    """A number without exponent, at full precision, as the schemas want it.

    >>> decimal(Decimal("1.20E+3")), decimal(0.00005)
    ('1200', '0.00005')
    """
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return f"{exact:f}"
