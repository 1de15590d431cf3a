"""What a replay compared, step by step, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from copilot.types import Answer, Audit

Cause = Literal["", "rules", "withheld", "not kept"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was compared. `found` says, where it differs, what stands there and what should.

    cause: "rules" where the check itself has changed since, which alone may explain it; "withheld" where the bytes were taken
    away with their article; "not kept" where the receipt never kept what a comparison needs (no difference, and no proof).
    """

    name: str
    is_same: bool
    found: str = ""
    cause: Cause = ""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a replay compared, in order. `source` is None where the receipt could not be read at all.

    rules: what has changed in the check since the receipt was written; None where the receipt does not say.
    """

    path: Path
    receipt_id: str
    steps: tuple[Step, ...]
    source: Answer | Audit | None
    rules: tuple[str, ...] | None = ()
    is_export: bool = False

    @property
    def differences(self) -> tuple[Step, ...]:
        """The steps that did not come out as the receipt says."""
        return tuple(step for step in self.steps if not step.is_same)

    @property
    def unproved(self) -> tuple[Step, ...]:
        """The steps that could not be taken, because the receipt does not keep what they need."""
        return tuple(step for step in self.steps if step.cause == "not kept")

    @property
    def exit_code(self) -> int:
        """0 where everything came out the same, else 1: what is withheld has not come out the same."""
        return 1 if self.differences else 0


def same(name: str, is_same: bool, found: str) -> Step:
    """A step with its finding, which is said only where something differs."""
    return Step(name, is_same, "" if is_same else found)


def apart(stated: str, found: str) -> str:
    """Where two texts part, in a few words; empty where they are the same."""
    if stated == found:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(stated, found, strict=False)) if a != b), min(len(stated), len(found)))
    begin = max(0, at - 15)
    return f"says {stated[begin : at + 15]!r}, recomputed it is {found[begin : at + 15]!r}"
