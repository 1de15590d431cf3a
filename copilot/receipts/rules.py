"""What decides a verdict beside the evidence: the tables of `reference/` and the program's own code, by hash, and the calendar.

A receipt keeps them, so that a verdict that comes out otherwise after an update is laid to the update, not to tampering.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
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
    "calendar_days.py",
    "calendar_words.py",
    "checking.py",
    "marks.py",
    "sentences.py",
    "types.py",
)


@cache
def rules_in_force() -> Mapping[str, Any]:
    """{"tables": sha256 of each file of `reference/` by its name, "code": one hash over what judges, "libraries": versions}."""
    tables = sorted(path for path in resource("reference").iterdir() if path.is_file() and path.suffix != ".md")
    return {
        "tables": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables},
        "code": _code(),
        "libraries": _libraries(),
    }


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
    libraries = kept.get("libraries")
    for name, version in now["libraries"].items():
        if isinstance(libraries, dict) and libraries.get(name) != version:
            changed.append(f"{name} ({libraries.get(name)}, now {version})")
    return tuple(changed)


def _libraries() -> dict[str, str]:
    """Versions of what else decides: Python's character tables, and the closing days. Read from names, nothing is imported."""
    spec = find_spec("holidays")
    place = Path(spec.origin).parent.parent if spec is not None and spec.origin else Path()
    found = sorted(path.name.removesuffix(".dist-info").partition("-")[2] for path in place.glob("holidays-*.dist-info"))
    return {"python": ".".join(map(str, sys.version_info[:2])), "holidays": found[-1] if found else "unknown"}


def _code() -> str:
    package = Path(__file__).parent.parent
    found = hashlib.sha256()
    for name in _DECIDING:
        place = package / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
