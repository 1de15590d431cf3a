"""The receipts of a folder, newest first: what `copilot show` lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copilot.receipts.canonical import strict_json
from copilot.receipts.record import READ
from copilot.receipts.store import ANSWERS


@dataclass(frozen=True, slots=True)
class Listed:
    """One receipt of a list. `asked_at` is the file's time where the receipt does not say it (version 1)."""

    id: str
    asked_at: datetime
    as_of: str
    kind: str  # answer, audit
    asked: str  # the question, or the file that was audited
    problem: str = ""  # why it cannot be read; the rest is then empty


def list_receipts(folder: Path) -> list[Listed]:
    """Every receipt in `answers/`, newest first; one that cannot be read is listed as such. Ids are not recomputed here."""
    found = [_listed(path) for path in (folder / ANSWERS).glob("*.json")]
    return sorted(found, key=lambda item: (-item.asked_at.timestamp(), item.id))


def _listed(path: Path) -> Listed:
    written = datetime.fromtimestamp(int(path.stat().st_mtime), tz=UTC)
    try:
        record = strict_json(path.read_bytes())
        if not isinstance(record, dict) or record.get("schema") not in READ:
            raise ValueError("not a receipt")
        said = record.get("asked_at")
        asked_at = datetime.fromisoformat(said) if isinstance(said, str) else written
        return Listed(
            path.stem, asked_at if asked_at.tzinfo else written, str(record["as_of"]), str(record["kind"]), _asked(record)
        )
    except (OSError, ValueError, KeyError) as error:
        return Listed(path.stem, written, "", "", "", problem=str(error) or "not a receipt")


def _asked(record: Mapping[str, Any]) -> str:
    return str(record["question"]) if record["kind"] == "answer" else str(record.get("file") or "standard input")
