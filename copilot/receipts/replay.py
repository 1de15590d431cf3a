"""Replays a receipt from its own bytes and pins alone: no library, no network, no model, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context
from pathlib import Path
from typing import Any

from copilot.errors import CopilotError, UsageError
from copilot.marks import SpanMap
from copilot.receipts.canonical import pretty_json, sha256, strict_json
from copilot.receipts.record import Restored, receipt_id, restore
from copilot.receipts.store import PINS, find_receipt, read_pin
from copilot.types import Answer, AnswerNumber, Audit, Checked, Metric

_TWELVE = Context(prec=12)
_BROKEN = (CopilotError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was recomputed. `found` says, where it differs, what stands there and what should."""

    name: str
    is_same: bool
    found: str = ""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a replay compared, in order. `source` is None where the receipt could not be read at all."""

    path: Path
    receipt_id: str
    steps: tuple[Step, ...]
    source: Answer | Audit | None

    @property
    def differences(self) -> tuple[Step, ...]:
        """The steps that did not come out as the receipt says."""
        return tuple(step for step in self.steps if not step.is_same)

    @property
    def exit_code(self) -> int:
        """0 where everything came out the same, else 1."""
        return 1 if self.differences else 0


def verify(name: str | Path, *, folder: Path) -> VerifyReport:
    """The replay of the receipt that a path, an id or the beginning of an id names, over the pins beside it.

    Compares the id, every pin's hash, every quote, every metric (12 significant digits), every verdict and the text itself.
    Raises UsageError where no receipt is found. A damaged receipt is a difference, not an error.
    """
    path = find_receipt(str(name), folder)
    content = path.read_bytes()
    try:
        record = strict_json(content)
        if not isinstance(record, dict):
            raise ValueError("the file holds no object")
    except ValueError as error:
        return VerifyReport(path, path.stem, (Step("receipt", False, f"{path.name} is not a receipt: {error}"),), None)
    steps = [*_check_id(record, content, path)]
    source: Answer | Audit | None = None
    pins = _Pins(_home_of_pins(path, folder), record)
    steps += pins.check()
    try:
        restored = restore(record, inputs=pins.rows, path=str(path))
        source = restored.source
        steps += [
            *_check_quotes(restored, pins),
            *_check_metrics(restored),
            *_check_text(restored),
            *_check_counts(record, source),
        ]
    except (ValueError, KeyError) as error:
        steps.append(Step("receipt", False, f"not a whole receipt of version 1: {error}"))
    return VerifyReport(path, str(record.get("id")), tuple(steps), source)


def read_receipt(name: str | Path, *, folder: Path) -> Answer | Audit:
    """The answer or audit of a receipt, as it was written, not replayed. Raises UsageError where it cannot be read."""
    report_path = find_receipt(str(name), folder)
    try:
        record = strict_json(report_path.read_bytes())
        if not isinstance(record, dict):
            raise ValueError("the file holds no object")
        pins = _Pins(_home_of_pins(report_path, folder), record)
        return restore(record, inputs=pins.rows, path=str(report_path)).source
    except (ValueError, KeyError, AttributeError) as error:
        raise UsageError(f"{report_path.name} cannot be read back: {error}", fix="run copilot verify on it to see why") from error


def _home_of_pins(path: Path, folder: Path) -> Path:
    """The folder above or around the receipt that holds pins/, else the library folder: a receipt may have been sent alone."""
    return next((place for place in (path.parent.parent, path.parent) if (place / PINS).is_dir()), folder)


def _check_id(record: Mapping[str, Any], content: bytes, path: Path) -> Iterator[Step]:
    stated = str(record.get("id"))
    try:
        actual = receipt_id(record)
        written = pretty_json(record)
    except (TypeError, ValueError, RecursionError) as error:  # what strict_json reads and no receipt can hold
        yield Step("receipt id", False, str(error))
        return
    yield Step(
        "receipt id", stated == actual, "" if stated == actual else f"says {stated[:12]}…, its content hashes to {actual[:12]}…"
    )
    if written != content:
        yield Step("receipt file", False, "the bytes are not those that were written, though they read the same")
    if len(path.stem) == 64 and path.stem != stated:
        yield Step("file name", False, f"the file is named {path.stem[:12]}…, its id is {stated[:12]}…")


class _Pins:
    """The pinned bytes a record names, read once. Bytes of the wrong hash are kept: what they break is then named as well."""

    def __init__(self, folder: Path, record: Mapping[str, Any]) -> None:
        self.content: dict[str, bytes] = {}
        self.names: dict[str, str] = {}  # hash -> what it is, for people
        for number, name in enumerate(_hashes(record, "passages", "article_sha256"), 1):
            self.names.setdefault(name, f"pinned article of [{number}]")
        for number, name in enumerate(_hashes(record, "metrics", "inputs_sha256"), 1):
            self.names.setdefault(name, f"pinned rows of [M{number}]")
        for name in self.names:
            try:
                self.content[name] = read_pin(folder, name)
            except OSError:
                continue

    def check(self) -> Iterator[Step]:
        for name, what in self.names.items():
            if name not in self.content:
                yield Step(what, False, f"pins/{name} is missing")
            elif sha256(self.content[name]) != name:
                yield Step(what, False, f"pins/{name[:12]}… has changed: it hashes to {sha256(self.content[name])[:12]}…")
            else:
                yield Step(what, True)

    def text(self, name: str) -> str:
        return self.content.get(name, b"").decode("utf-8", errors="replace")

    def rows(self, name: str) -> tuple[Mapping[str, str], ...]:
        try:
            found = strict_json(self.content.get(name, b"[]"))
        except ValueError:
            return ()
        return tuple(found) if isinstance(found, list) else ()


def _hashes(record: Mapping[str, Any], items: str, field: str) -> list[str]:
    """The hashes a record names; none where it is not what it should be, which `restore` will say."""
    listed = record.get(items)
    return [str(item.get(field)) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _check_quotes(restored: Restored, pins: _Pins) -> Iterator[Step]:
    for number, passage in enumerate(restored.passages, 1):
        found = pins.text(passage.article_sha256)[passage.start : passage.end]
        yield Step(f"quote [{number}]", found == passage.quote, _apart(passage.quote, found))


def _check_metrics(restored: Restored) -> Iterator[Step]:
    from copilot.metrics import recompute

    for number, metric in enumerate(restored.metrics, 1):
        name = f"metric [M{number}] {metric.label}"
        try:
            value = recompute(metric)
        except _BROKEN as error:  # rows somebody changed may break any formula, and that is the finding
            yield Step(name, False, f"cannot be computed from its rows: {error}")
            continue
        is_same = _TWELVE.plus(value) == _TWELVE.plus(metric.value)
        yield Step(name, is_same, "" if is_same else f"says {metric.value:f}, its rows give {value:f}")


def _check_text(restored: Restored) -> Iterator[Step]:
    source = restored.source
    again = _check_again(restored)
    yield Step("text", again.text == source.checked.text, _apart(source.checked.text, again.text))
    if isinstance(source, Answer):
        yield _same("sentences", again.sentences == source.checked.sentences, "spans or citations are not those of the draft")
        yield _same("evidence", _holds(source.checked, again), "what is listed is not the draft's evidence and its derivations")
    stored, computed = source.checked.numbers, again.numbers
    if len(stored) != len(computed):
        yield Step("numbers", False, f"{len(stored)} are listed, the check finds {len(computed)}")
    for old, new in zip(stored, computed, strict=False):
        difference = _number_difference(old, new)
        yield Step(f"verdict of {old.text!r} at {old.start}", not difference, difference)


def _holds(stored: Checked, again: Checked) -> bool:
    """Whether the listed evidence is the draft's own; metrics that only a conflict rests on may come on top."""
    added = [item for name, item in stored.evidence.items() if name not in again.evidence]
    kept = all(stored.evidence.get(name) == item for name, item in again.evidence.items())
    return kept and all(isinstance(item, Metric) for item in added)


def _same(name: str, is_same: bool, found: str) -> Step:
    return Step(name, is_same, "" if is_same else found)


def _check_again(restored: Restored) -> Checked:
    from copilot.checking import check_draft, number_evidence, place_numbers
    from copilot.metrics import metric_as_evidence
    from copilot.numbers import check_text

    source, call = restored.source, restored.call
    if isinstance(source, Answer):
        return check_draft(source.draft, as_of=source.as_of)
    assert call is not None
    checks = check_text(
        call.text,
        list(call.sources) if call.sources is not None else [passage.quote for passage in restored.passages],
        metrics=[metric_as_evidence(metric) for metric in restored.metrics],
        as_of=call.as_of,
        published=call.published,
        citations=call.citations,
    )
    numbers, derivations = place_numbers(checks, SpanMap(range(len(source.checked.text)), ()))
    return replace(
        source.checked, numbers=tuple(numbers), evidence=number_evidence(restored.passages, restored.metrics) | derivations
    )


def _number_difference(old: AnswerNumber, new: AnswerNumber) -> str:
    for name in ("start", "end", "text", "kind", "verdict", "support", "reason_code", "reason"):
        if getattr(old, name) != getattr(new, name):
            return f"{name}: the receipt says {getattr(old, name)!r}, the check says {getattr(new, name)!r}"
    return "" if _plain(old.evidence) == _plain(new.evidence) else "its evidence is not what the check finds"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _check_counts(record: Mapping[str, Any], source: Answer | Audit) -> Iterator[Step]:
    is_same = record["counts"] == source.checked.counts
    yield Step("counts", is_same, "" if is_same else f"says {record['counts']}, the numbers give {source.checked.counts}")
    disputed = {index for index, number in enumerate(source.checked.numbers) if number.conflict is not None}
    named = {index for conflict in source.checked.conflicts for index in conflict.numbers}
    yield _same(
        "conflicts", disputed == named, f"numbers {sorted(disputed ^ named)} are disputed in one place and not in the other"
    )


def _apart(stated: str, found: str) -> str:
    """Where two texts part, in a few words; empty where they are the same."""
    if stated == found:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(stated, found, strict=False)) if a != b), min(len(stated), len(found)))
    begin = max(0, at - 15)
    return f"says {stated[begin : at + 15]!r}, recomputed it is {found[begin : at + 15]!r}"
