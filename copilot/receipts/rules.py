"""What decides a verdict beside the evidence: the tables of `reference/` and the program's own code, by hash.

A receipt keeps them, so that a verdict that comes out otherwise after an update is laid to the update, not to tampering.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from copilot import __version__
from copilot.resources import resource

PROGRAM = f"checkable-copilot {__version__}"
_DECIDING = (
    "names",
    "numbers",
    "market",
    "metrics",
    "comparison",
    "auditing",
    "checking.py",
    "marks.py",
    "sentences.py",
    "types.py",
)


@cache
def rules_in_force() -> Mapping[str, Any]:
    """{"tables": sha256 of each file of `reference/` by its name, "code": one hash over the code that judges}."""
    tables = sorted(path for path in resource("reference").iterdir() if path.is_file() and path.suffix != ".md")
    return {"tables": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}, "code": _code()}


def changed_rules(record: Mapping[str, Any]) -> tuple[str, ...] | None:
    """What has changed since the receipt was written, for people; None where the receipt does not say what it judged by."""
    kept = record.get("rules")
    if not isinstance(kept, dict) or not isinstance(kept.get("tables"), dict):
        return None
    now = rules_in_force()
    names = sorted(name for name in {*kept["tables"], *now["tables"]} if kept["tables"].get(name) != now["tables"].get(name))
    changed = [f"the table {name}" for name in names]
    if record.get("program") != PROGRAM:
        changed.append(f"the program ({record.get('program')}, now {PROGRAM})")
    elif kept.get("code") != now["code"]:
        changed.append("the code of the check")
    return tuple(changed)


def _code() -> str:
    package = Path(__file__).parent.parent
    found = hashlib.sha256()
    for name in _DECIDING:
        place = package / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
