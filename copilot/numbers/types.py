"""What the number check reads and says. Plain values, after the contract of `find_quantities` and `check_text`."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Any, Literal

from copilot.records import record

Kind = Literal["quantity", "date", "period", "time", "name", "ordinal", "count_word", "list_marker", "citation", "vague"]
Verdict = Literal["checked", "differs", "unsupported", "uncited", "exempt"]
Support = Literal["quoted", "computed", "derived", "value_only"]
Direction = Literal["up", "down", "none"]
Role = Literal["level", "change", "from", "to", "none"]
Qualifier = Literal["none", "about", "nearly", "over", "under", "at_least", "at_most"]
ReasonCode = Literal[
    "none", "value", "unit", "sign", "direction", "entity", "period", "measure", "role", "comparator",
    "bad_citation", "not_found", "proxy", "chance",
]  # fmt: skip


@record()
class Quantity:
    """One numeral of a text, whatever it is. Invariant: text_of_all[start:end] == text; offsets are code points.

    `value` is exact: as printed, times its scale, in `unit`, signed only by a printed sign. A range has `low` and `high`
    and no `value`. `ulp` is the place of the last printed digit, after scale. `unit` is as in the contract; an item that
    is no amount has "none".
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = "none"
    ulp: Decimal | None = None
    direction: Direction = "none"
    role: Role = "none"
    qualifier: Qualifier = "none"


@record()
class NumberCheck:
    """The verdict on one numeral of the checked text, with the span and kind that the census gave it.

    `support` says how a checked number is borne out, None of every other verdict; `reason_code` names the slot that contradicts;
    `reason` is one sentence for a reader. `evidence` is a list of mappings: {source, start, end, quote} of a passage ("1", with
    offsets in its text) or a metric ("M1", without); {formula, operands, p} of a derivation, where p is the chance of an
    accidental match.
    """

    start: int
    end: int
    text: str
    kind: Kind
    verdict: Verdict
    support: Support | None
    reason_code: ReasonCode
    reason: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
