"""Receipts on disk: `answers/<id>.json` and, beside it, `pins/<sha256>`. Written whole or not at all, never changed after."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeVar

from copilot.errors import PrerequisiteError, SourceError, UsageError
from copilot.receipts.canonical import canonical_json, pretty_json, sha256, strict_json
from copilot.receipts.data_pins import fact_pins, price_pins, series_pin
from copilot.receipts.record import answer_record, audit_record
from copilot.types import Answer, Audit, CheckCall, Fact, Metric, Passage, Prices, Series
from copilot.writing import write_whole

ANSWERS, PINS, WITHHELD = "answers", "pins", ".withheld"
SCHEMA_FILE = Path(__file__).with_name("receipt.schema.json")  # every field of a receipt, documented
Kept = TypeVar("Kept", Answer, Audit)


def write_receipt(
    source: Kept,
    *,
    folder: Path,
    article_text: Callable[[str], str],
    call: CheckCall | None = None,
    compared: Sequence[Prices] = (),
    series: Sequence[Series] = (),
    facts: Sequence[Fact] = (),
) -> Kept:
    """The answer or audit with its `receipt_id` and `receipt_path`, once its receipt and pins lie in `folder`.

    article_text: the stored text of an article by its id. call: what the number check was given (audits only).
    compared, series, facts: the prices and series, and in an audit the figures, that statements of texts were compared with.
    Writing the same answer again, or from two processes at once, leaves the same files.
    Raises PrerequisiteError where the folder cannot be written, SourceError where an article changed under the answer.
    """
    made = {"prices": list(map(price_pins, compared)), "series": list(map(series_pin, series)), "facts": fact_pins(facts)}
    records = {kind: [record for record, _ in pinned] for kind, pinned in made.items()}
    if isinstance(source, Answer):
        record = answer_record(source, records)
    elif call is not None:
        record = audit_record(source, call, records)
    else:
        raise TypeError("the receipt of an audit needs the call of its number check")
    held: list[object] = [*source.checked.evidence.values()]
    if isinstance(source, Answer):
        held = [*source.draft.passages, *source.draft.metrics, *held]
    pins = _article_pins([item for item in held if isinstance(item, Passage)], article_text)
    pins |= _metric_pins([item for item in held if isinstance(item, Metric)])
    for _, named in chain.from_iterable(made.values()):
        pins |= named
    path = folder / ANSWERS / f"{record['id']}.json"
    try:
        for name, content in pins.items():
            _write_once(folder / PINS / name, content)
        _settle(folder / PINS)  # the pins are on the disk before the receipt that names them
        _write_once(path, pretty_json(record))
        _settle(folder / ANSWERS)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return replace(source, receipt_id=record["id"], receipt_path=str(path))


def write_file(path: Path, content: bytes) -> None:
    """Content at path, whole or not at all. Raises PrerequisiteError where it cannot be written."""
    try:
        _write_once(path, content)
    except OSError as error:
        raise _cannot_write(path, error) from error


def find_receipt(name: str, folder: Path) -> Path:
    """The receipt that a path, an id or a unique beginning of an id (6 characters or more) names. Raises UsageError."""
    if not name.strip():
        raise UsageError("no receipt was named", fix="give the id that the answer shows, or a receipt's file")
    if len(name) < 4096 and (path := Path(name).expanduser()).is_file():
        return path
    beginning = name.strip().lower()
    if not set(beginning) <= set("0123456789abcdef") or not 6 <= len(beginning) <= 64:
        raise UsageError(
            f"{name[:80]!r} is neither a receipt's id nor a file", fix="give 6 or more characters of the id, or a path"
        )
    found = sorted((folder / ANSWERS).glob(f"{beginning}*.json"))
    if not found:
        raise UsageError(f"no receipt {beginning} in {folder / ANSWERS}", fix="check the id, or name the folder with --library")
    if len(found) > 1:
        raise UsageError(f"{len(found)} receipts begin with {beginning}", fix="give more characters of the id")
    return found[0]


def read_pin(folder: Path, name: str) -> bytes:
    """The bytes pinned under a hash. Raises FileNotFoundError; the caller checks the hash."""
    if not _is_name(name):
        raise FileNotFoundError(name)
    return (folder / PINS / name).read_bytes()


def withhold_pin(folder: Path, name: str, *, day: date) -> bool:
    """Takes the pin of a removed article away and leaves a note of the day, so that receipts can say why it is gone.

    Whether there was a pin. The note goes first: after a crash the pin is still there, and removing again ends it.
    Raises PrerequisiteError where the folder cannot be written.
    """
    pin = folder / PINS / name
    if not pin.is_file():
        return False
    try:
        _write_once(pin.with_name(f"{name}{WITHHELD}"), pretty_json({"removed": day.isoformat()}))
        pin.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return True


def withheld_on(folder: Path, name: str) -> str | None:
    """The day on which the article of a pin was removed; None where no note says so."""
    try:
        found = strict_json((folder / PINS / f"{name}{WITHHELD}").read_bytes()) if _is_name(name) else None
        return date.fromisoformat(found["removed"]).isoformat() if found else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_name(name: str) -> bool:
    """Whether this is a hash: a name from a file somebody sent never leaves the folder."""
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def _article_pins(passages: list[Passage], article_text: Callable[[str], str]) -> dict[str, bytes]:
    pins = {}
    for passage in passages:
        if passage.article_sha256 not in pins:
            content = article_text(passage.article_id).encode()
            if sha256(content) != passage.article_sha256:
                raise SourceError(f"article {passage.article_id} changed while the answer was written", fix="ask again")
            pins[passage.article_sha256] = content
    return pins


def _metric_pins(metrics: list[Metric]) -> dict[str, bytes]:
    pins = {}
    for metric in metrics:
        content = canonical_json([dict(row) for row in metric.inputs])
        if sha256(content) != metric.inputs_sha256:
            raise ValueError(f"inputs_sha256 of {metric.label} is not the hash of its rows' canonical JSON")
        pins[metric.inputs_sha256] = content
    return pins


def _write_once(path: Path, content: bytes) -> None:
    """Put content at path in one step, flushed to disk; a whole file already there is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    write_whole(path, content)


def _settle(folder: Path) -> None:
    """The names of a folder's files on the disk too, where the system lets a folder be flushed (not on Windows)."""
    if os.name == "nt" or not folder.is_dir():
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _cannot_write(folder: Path, error: OSError) -> PrerequisiteError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PrerequisiteError(f"the disk of {folder} is full", fix="free some space and try again")
    return PrerequisiteError(
        f"{folder} cannot be written: {error.strerror or error}",
        fix="make the folder writable, or name another with --library or COPILOT_HOME",
    )
