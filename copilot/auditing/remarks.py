"""What an audit remarks on: one thing wrong, doubtful or worth knowing, with the words of the text it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from copilot.types import Metric, Span

FindingType = Literal["date", "arithmetic", "value", "direction", "entity", "definition", "stale", "internal"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding before it has an id. `spans` are the words it is about, the first of them the one in doubt.

    It rests on `metrics`, and on the passages whose evidence ids are `sources`.

    `disputes`: other evidence contradicts the numbers of the first span; they are then shown as disputed.
    `is_near`: why the figure of the first span is neither checked nor wrong.
    """

    type: FindingType
    severity: Severity
    spans: tuple[Span, ...]
    stated: str
    found: str | None
    text: str
    metrics: tuple[Metric, ...] = ()
    stated_date: date | None = None
    found_date: date | None = None
    disputes: bool = False
    is_near: bool = False
    sources: tuple[str, ...] = ()
