"""A receipt's file, opened: its record and where its pins are. Nothing is replayed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.errors import UsageError
from copilot.receipts.canonical import pretty_json, strict_json
from copilot.receipts.excerpts import ExportPins, check_export, is_export
from copilot.receipts.pins import FolderPins, Pins
from copilot.receipts.record import receipt_id, restore
from copilot.receipts.steps import Step, same
from copilot.receipts.store import PINS, find_receipt
from copilot.types import Answer, Audit


@dataclass(frozen=True, slots=True)
class Opened:
    """A receipt as it lies on disk: beside its pins, or within an export."""

    path: Path
    content: bytes
    record: Mapping[str, Any]
    pins: Pins
    export: Mapping[str, Any] | None

    def check_whole(self) -> Iterator[Step]:
        """Whether the file is what was written: the id of its content, its bytes, its name."""
        if self.export is not None:
            yield from check_export(self.export, self.content)
        stated = str(self.record.get("id"))
        try:
            actual, written = receipt_id(self.record), pretty_json(self.record)
        except (TypeError, ValueError, RecursionError) as error:  # what strict_json reads and no receipt can hold
            yield Step("receipt id", False, str(error))
            return
        yield same("receipt id", stated == actual, f"says {stated[:12]}…, its content hashes to {actual[:12]}…")
        if self.export is None and written != self.content:
            yield Step("receipt file", False, "the bytes are not those that were written, though they read the same")
        if len(self.path.stem) == 64 and self.path.stem != stated:
            yield Step("file name", False, f"the file is named {self.path.stem[:12]}…, its id is {stated[:12]}…")


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer or audit as its receipt says it, not replayed; `warnings` say where the receipt is not what was written."""

    source: Answer | Audit
    record: Mapping[str, Any]
    warnings: tuple[str, ...]
    is_changed: bool


def open_receipt(name: str | Path, *, folder: Path) -> Opened:
    """The receipt, or the export, that a path, an id or the beginning of an id names.

    Raises UsageError where none is found, ValueError where the file holds no JSON object.
    """
    path = find_receipt(str(name), folder)
    content = path.read_bytes()
    found = strict_json(content)
    if not isinstance(found, dict):
        raise ValueError("the file holds no object")
    if is_export(found):
        record = found.get("receipt")
        if not isinstance(record, dict):
            raise ValueError("the export holds no receipt")
        return Opened(path, content, record, ExportPins(found, record, own=folder), found)
    return Opened(path, content, found, FolderPins(_home_of_pins(path, folder), found), None)


def read_receipt(name: str | Path, *, folder: Path) -> Answer | Audit:
    """The answer or audit of a receipt, as it was written, not replayed. Raises UsageError where it cannot be read."""
    return show_receipt(name, folder=folder).source


def show_receipt(name: str | Path, *, folder: Path) -> Shown:
    """The same with a warning for all that has changed in the receipt's file since it was written, and for withheld pins."""
    try:
        opened = open_receipt(name, folder=folder)
        source = restore(opened.record, inputs=opened.pins.rows, path=str(opened.path)).source
    except (ValueError, KeyError, AttributeError) as error:
        shown = Path(str(name)).name[:80]
        raise UsageError(f"{shown} cannot be read back: {error}", fix="run copilot verify on it to see why") from error
    changed = [
        f"this receipt has changed since it was written: {step.name}: {step.found}" for step in _differing(opened.check_whole())
    ]
    withheld = [f"{step.name}: {step.found}" for step in opened.pins.check() if step.cause == "withheld"]
    return Shown(source, opened.record, (*changed, *withheld), bool(changed))


def _differing(steps: Iterator[Step]) -> list[Step]:
    return [step for step in steps if not step.is_same]


def _home_of_pins(path: Path, folder: Path) -> Path:
    """The folder above or around the receipt that holds pins/, else the library folder: a receipt may have been sent alone."""
    return next((place for place in (path.parent.parent, path.parent) if (place / PINS).is_dir()), folder)
