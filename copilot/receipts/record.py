"""A receipt, version 3: an answer or an audit as one JSON value, and back. `receipt.schema.json` documents every field.

The record holds everything but the pinned bytes: article texts, the rows a metric was computed from and the prices that
statements were compared with are named by hash. Version 1 kept neither those prices nor the rules, version 2 no series and
figures of answers; both are still read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.codec import decode, encode
from copilot.receipts.data_pins import Rows, pinned_facts, pinned_prices, pinned_series
from copilot.receipts.rules import PROGRAM, rules_in_force
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
    Fact,
    Metric,
    Passage,
    Prices,
    Series,
)  # fmt: skip

SCHEMA = 3
READ = (1, 2, 3)  # the versions that are read
Inputs = Callable[[str], Rows]  # sha256 -> the rows pinned under it


def receipt_id(record: Mapping[str, Any]) -> str:
    """The id of a receipt or an export: sha256 of its canonical JSON without the `id`."""
    return sha256(canonical_json({key: value for key, value in record.items() if key != "id"}))


def answer_record(answer: Answer, compared: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt of an answer, `id` included. compared: records of the data that statements were compared with, by kind."""
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
    if answer.findings is not None:
        record["findings"] = encode(answer.findings)
    return _finish(record | _shared(answer, draft.passages, draft.metrics) | dict(compared))


def audit_record(audit: Audit, call: CheckCall, compared: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt of an audit, `id` included. call: what the number check was given; compared: as for an answer."""
    record = {
        "kind": "audit",
        "file": audit.file,
        "published": encode(audit.published),
        "findings": encode(audit.findings),
        "check": encode(call, leave_out=["text"]),
    }
    return _finish(record | _shared(audit, (), ()) | dict(compared))


def _shared(source: Answer | Audit, passages: Sequence[Passage], metrics: Sequence[Metric]) -> dict[str, Any]:
    checked = source.checked
    held = [item for _, item in sorted(checked.evidence.items(), key=_evidence_order)]
    passages = [*passages, *(item for item in held if isinstance(item, Passage) and item not in passages)]
    metrics = [*metrics, *(item for item in held if isinstance(item, Metric) and item not in metrics)]
    return {
        "as_of": encode(source.as_of),
        "asked_at": encode(source.asked_at),
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
    record |= {"schema": SCHEMA, "program": PROGRAM, "rules": dict(rules_in_force())}
    return record | {"id": receipt_id(record)}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a receipt says, as values again."""

    source: Answer | Audit
    call: CheckCall | None  # of an audit
    passages: tuple[Passage, ...]
    metrics: tuple[Metric, ...]
    prices: tuple[Prices, ...] | None  # what statements were compared with; None in version 1, which did not keep it
    series: tuple[Series, ...] = ()  # the same of rates and macro series
    facts: tuple[Fact, ...] = ()  # and, of an audit, of quoted and reported figures


def restore(record: Mapping[str, Any], *, inputs: Inputs, path: str | None = None) -> Restored:
    """The answer or audit of a record; `inputs` gives the rows pinned under a hash. Raises ValueError where it is no receipt."""
    if not isinstance(record, dict) or record.get("schema") not in READ or isinstance(record["schema"], bool):
        raise ValueError(f"not a receipt of schema {' or '.join(map(str, READ))}")
    try:
        if record["kind"] not in ("answer", "audit"):
            raise ValueError(f"{record['kind']!r} is no kind of receipt")
        passages = tuple(decode(Passage, item) for item in record["passages"])
        metrics = tuple(decode(Metric, item, inputs=inputs(item["inputs_sha256"])) for item in record["metrics"])
        checked = _checked(record, passages, metrics)
        call = decode(CheckCall, record["check"], text=record["text"]) if record["kind"] == "audit" else None
        source = _audit(record, checked, path) if call else _answer(record, checked, passages, metrics, path)
        prices = None if record["schema"] == 1 else tuple(_prices(item, inputs) for item in record["prices"])
        series = tuple(pinned_series(item, inputs(item["observations_sha256"])) for item in record.get("series", ()))
        facts = tuple(fact for item in record.get("facts", ()) for fact in pinned_facts(item, inputs(item["facts_sha256"])))
        return Restored(source, call, passages, metrics, prices, series, facts)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"a field is missing or of another kind: {error}") from error


def _prices(record: Mapping[str, Any], inputs: Inputs) -> Prices:
    return pinned_prices(record, [inputs(name) for name in record["bars_sha256"]], inputs(record["month_ends_sha256"]))


def _checked(record: Mapping[str, Any], passages: tuple[Passage, ...], metrics: tuple[Metric, ...]) -> Checked:
    evidence: dict[str, Passage | Metric | Derivation] = {}
    for name, item in record["evidence"].items():
        if item["type"] == "derivation":
            evidence[name] = decode(Derivation, {key: value for key, value in item.items() if key != "type"})
        else:
            evidence[name] = {"passage": passages, "metric": metrics}[item["type"]][item["index"]]
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
    value |= {"asked_at": record.get("asked_at"), "findings": record.get("findings")}
    return decode(Answer, value, checked=checked, draft=draft, receipt_id=record["id"], receipt_path=path)


def _audit(record: Mapping[str, Any], checked: Checked, path: str | None) -> Audit:
    value = {name: record[name] for name in ("file", "published", "as_of", "status", "findings", "sample", "notices")}
    value["asked_at"] = record.get("asked_at")
    return decode(Audit, value, checked=checked, receipt_id=record["id"], receipt_path=path)
