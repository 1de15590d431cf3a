"""A receipt, version 1: an answer or an audit as one JSON value, and back. `receipt.schema.json` documents every field.

The record holds everything but the pinned bytes: article texts and the rows a metric was computed from are named by hash.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot import __version__
from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.codec import decode, encode
from copilot.types import (
    Answer,
    AnswerNumber,
    AnswerSentence,
    Audit,
    CheckCall,
    Checked,
    Conflict,
    Derivation,
    Draft,
    Metric,
    Passage,
)  # fmt: skip

SCHEMA = 1
PROGRAM = f"checkable-copilot {__version__}"
Inputs = Callable[[str], tuple[Mapping[str, str], ...]]  # inputs_sha256 -> the rows it names


def receipt_id(record: Mapping[str, Any]) -> str:
    """sha256 of the canonical JSON of the record without its `id`."""
    return sha256(canonical_json({key: value for key, value in record.items() if key != "id"}))


def answer_record(answer: Answer) -> dict[str, Any]:
    """The receipt of an answer, `id` included."""
    draft = answer.draft
    record = {
        "kind": "answer",
        "question": answer.question,
        "resolved_question": answer.resolved_question,
        "engine": answer.engine,
        "library": {"snapshot": answer.library_snapshot, "newest_article": encode(answer.newest_article)},
        "last_session": encode(answer.last_session),
        "timings_ms": encode(answer.timings_ms),
        "draft": encode(draft, leave_out=["passages", "metrics"]),
    }
    return _finish(record | _shared(answer, draft.passages, draft.metrics))


def audit_record(audit: Audit, call: CheckCall) -> dict[str, Any]:
    """The receipt of an audit, `id` included."""
    record = {
        "kind": "audit",
        "file": audit.file,
        "published": encode(audit.published),
        "findings": encode(audit.findings),
        "check": encode(call, leave_out=["text"]),
    }
    return _finish(record | _shared(audit, (), ()))


def _shared(source: Answer | Audit, passages: Sequence[Passage], metrics: Sequence[Metric]) -> dict[str, Any]:
    checked = source.checked
    held = [item for _, item in sorted(checked.evidence.items(), key=_evidence_order)]
    passages = [*passages, *(item for item in held if isinstance(item, Passage) and item not in passages)]
    metrics = [*metrics, *(item for item in held if isinstance(item, Metric) and item not in metrics)]
    return {
        "as_of": encode(source.as_of),
        "status": source.status,
        "sample": source.sample,
        "notices": encode(source.notices),
        "passages": encode(passages),
        "metrics": [encode(metric, leave_out=["inputs"]) for metric in metrics],
        "text": checked.text,
        "sentences": encode(checked.sentences),
        "numbers": encode(checked.numbers),
        "evidence": {name: _reference(item, passages, metrics) for name, item in checked.evidence.items()},
        "conflicts": encode(checked.conflicts),
        "counts": checked.counts,
    }


def _evidence_order(item: tuple[str, object]) -> tuple[str, int]:
    name = item[0]
    return name[: -len(name.lstrip("MD"))], int(name.lstrip("MD"))


def _reference(item: Passage | Metric | Derivation, passages: Sequence[Passage], metrics: Sequence[Metric]) -> dict[str, Any]:
    if isinstance(item, Passage):
        return {"type": "passage", "index": passages.index(item)}
    if isinstance(item, Metric):
        return {"type": "metric", "index": metrics.index(item)}
    return {"type": "derivation", **encode(item)}


def _finish(record: dict[str, Any]) -> dict[str, Any]:
    record |= {"schema": SCHEMA, "program": PROGRAM}
    return record | {"id": receipt_id(record)}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a receipt says, as values again."""

    source: Answer | Audit
    call: CheckCall | None  # of an audit
    passages: tuple[Passage, ...]
    metrics: tuple[Metric, ...]


def restore(record: Mapping[str, Any], *, inputs: Inputs, path: str | None = None) -> Restored:
    """The answer or audit of a record; `inputs` gives a metric's rows. Raises ValueError where the record is not of version 1."""
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ValueError(f"not a receipt of schema {SCHEMA}")
    try:
        passages = tuple(decode(Passage, item) for item in record["passages"])
        metrics = tuple(decode(Metric, item, inputs=inputs(item["inputs_sha256"])) for item in record["metrics"])
        checked = _checked(record, passages, metrics)
        call = decode(CheckCall, record["check"], text=record["text"]) if record["kind"] == "audit" else None
        source = _audit(record, checked, path) if call else _answer(record, checked, passages, metrics, path)
        return Restored(source, call, passages, metrics)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"a field is missing or of another kind: {error}") from error


def _checked(record: Mapping[str, Any], passages: tuple[Passage, ...], metrics: tuple[Metric, ...]) -> Checked:
    evidence: dict[str, Passage | Metric | Derivation] = {}
    for name, item in record["evidence"].items():
        if item["type"] == "derivation":
            evidence[name] = decode(Derivation, {key: value for key, value in item.items() if key != "type"})
        else:
            evidence[name] = (passages if item["type"] == "passage" else metrics)[item["index"]]
    return Checked(
        text=record["text"],
        sentences=tuple(decode(AnswerSentence, item) for item in record["sentences"]),
        numbers=tuple(decode(AnswerNumber, item) for item in record["numbers"]),
        evidence=evidence,
        conflicts=tuple(decode(Conflict, item) for item in record["conflicts"]),
    )


def _answer(
    record: Mapping[str, Any], checked: Checked, passages: tuple[Passage, ...], metrics: tuple[Metric, ...], path: str | None
) -> Answer:
    draft = decode(Draft, record["draft"], passages=passages, metrics=metrics)
    plain = ("question", "resolved_question", "as_of", "engine", "status", "sample", "last_session", "notices", "timings_ms")
    value = {name: record[name] for name in plain} | {
        "library_snapshot": record["library"]["snapshot"],
        "newest_article": record["library"]["newest_article"],
    }
    return decode(Answer, value, checked=checked, draft=draft, receipt_id=record["id"], receipt_path=path)


def _audit(record: Mapping[str, Any], checked: Checked, path: str | None) -> Audit:
    value = {name: record[name] for name in ("file", "published", "as_of", "status", "findings", "sample", "notices")}
    return decode(Audit, value, checked=checked, receipt_id=record["id"], receipt_path=path)
