"""Makes an export of a receipt that replays, and writes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copilot.errors import UsageError
from copilot.receipts.canonical import pretty_json
from copilot.receipts.excerpts import make_export
from copilot.receipts.opened import open_receipt
from copilot.receipts.pins import FolderPins
from copilot.receipts.replay import verify
from copilot.receipts.store import write_file


def export_receipt(name: str, *, folder: Path) -> dict[str, Any]:
    """The export of the receipt that a path, an id or the beginning of an id names.

    Only what replays is sent on; articles that were removed stay withheld, and changed rules are the recipient's to judge.
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
    return make_export(opened.record, opened.pins)


def write_export(export: Mapping[str, Any], path: Path) -> None:
    """Writes the export in one step. Raises UsageError where another file stands there, PrerequisiteError where it cannot."""
    content = pretty_json(export)
    if path.is_dir():
        raise UsageError(f"{path} is a folder", fix="name a file with -o")
    if path.exists() and path.read_bytes() != content:
        raise UsageError(f"{path} exists already and is another file", fix="name another with -o, or move it away")
    write_file(path, content)
