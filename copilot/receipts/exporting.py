"""Makes an export of a receipt that replays, and writes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copilot.errors import UsageError
from copilot.receipts.canonical import pretty_json
from copilot.receipts.data_pins import years_pinned
from copilot.receipts.excerpts import ExportPins, make_export
from copilot.receipts.opened import Opened, open_receipt
from copilot.receipts.pins import FolderPins
from copilot.receipts.replay import replay, verify
from copilot.receipts.steps import VerifyReport
from copilot.receipts.store import write_file

_YEARS_TRIED = (1, 2, 4, 8, 16, None)  # how many of the last years of prices an export may do with, None for all


def export_receipt(name: str, *, folder: Path) -> dict[str, Any]:
    """The export of the receipt that a path, an id or the beginning of an id names.

    Only what replays is sent on; articles that were removed stay withheld, and changed rules are the recipient's to judge. Of
    prices that statements were compared with it carries the last years alone, where the replay comes out the same.
    Raises UsageError where the receipt is not found or does not replay, or is an export already.
    """
    report = verify(name, folder=folder)
    broken = [step for step in report.differences if step.cause not in ("withheld", "rules")]
    if broken:
        problem = f"the receipt does not replay: {broken[0].name}: {broken[0].found}"
        raise UsageError(problem, fix=f"see all of it with: copilot verify {report.receipt_id[:12]}")
    opened = open_receipt(report.path, folder=folder)
    if not isinstance(opened.pins, FolderPins):
        raise UsageError(f"{report.path.name} is an export already", fix="send that file on")
    for count in _YEARS_TRIED:
        left_out = _before_the_last(count, opened.record)
        export = make_export(opened.record, opened.pins, left_out=left_out)
        if not left_out or _replays(export, opened, report):
            break
    return export


def _before_the_last(count: int | None, record: Mapping[str, Any]) -> list[str]:
    """The hashes of all years of prices but the last `count` of each instrument; None leaves nothing out."""
    of_each = [years_pinned(item) for item in record.get("prices", ())]
    kept = {name for years in of_each for name in years[-count if count else None :]}
    return sorted({name for years in of_each for name in years} - kept)


def _replays(export: Mapping[str, Any], opened: Opened, whole: VerifyReport) -> bool:
    """Whether the export alone replays as the receipt did over all its pins."""
    pins = ExportPins(export, opened.record, own=opened.path.parent / "no copy")
    report = replay(Opened(opened.path, pretty_json(export), opened.record, pins, export))
    said = {(step.name, step.found) for step in whole.differences if step.cause == "rules"}
    return {(step.name, step.found) for step in report.differences if step.cause != "withheld"} == said


def write_export(export: Mapping[str, Any], path: Path) -> None:
    """Writes the export in one step. Raises UsageError where another file stands there, PrerequisiteError where it cannot."""
    content = pretty_json(export)
    if path.is_dir():
        raise UsageError(f"{path} is a folder", fix="name a file with -o")
    if path.exists() and path.read_bytes() != content:
        raise UsageError(f"{path} exists already and is another file", fix="name another with -o, or move it away")
    write_file(path, content)
