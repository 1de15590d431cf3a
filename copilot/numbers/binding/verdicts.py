"""The verdict on one numeral while it is being judged, and its sentence for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields
from typing import Any

from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import NumberCheck, Quantity, ReasonCode, Support, Verdict
from copilot.records import record


@record()
class Outcome:
    """A verdict with its reason and evidence. `bound`: the reading it bound to or was contradicted by."""

    verdict: Verdict
    reason_code: ReasonCode = "none"
    reason: str = ""
    support: Support | None = None
    evidence: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    bound: Reading | None = None
    period_only: bool = False  # rejected for its date alone
    by_place: bool = False  # contradicted by where the evidence tells it alone, not by a name
    is_untold: bool = False  # the evidence has the figure and does not say all that is said of it
    supposes: bool = False  # it is what a sum became that the text supposes, to which it is bound

    @property
    def rejected(self) -> bool:
        """Whether a reader must not take the number as it stands."""
        return self.verdict in ("differs", "unsupported")


class Unexplained(Outcome):
    """A rejection of a number whose value the evidence has nowhere: what else it tells is looked for when somebody asks.

    Where the text itself tells what the number must be, nobody asks. It is open to whatever follows from other figures.
    """

    __slots__ = ("_explain",)

    def __init__(self, explain: Callable[[], Outcome]) -> None:
        self._explain = explain

    def __getattr__(self, name: str) -> Any:
        found = self._explain()
        for each in fields(found):
            setattr(self, each.name, getattr(found, each.name))
        return getattr(self, name)

    @property
    def rejected(self) -> bool:
        """It is."""
        return True


_EXEMPT = {
    "name": "part of a name, not a figure",
    "list_marker": "a list marker, not a figure",
    "citation": "a citation mark, not a figure",
    "vague": "too vague to be right or wrong",
    "date": "a date that qualifies no judged figure",
    "period": "a period that qualifies no judged figure",
    "time": "a time of day, not judged",
    "age": "an age told in passing",
    "stake": "a sum supposed, from which the one it became is computed",
    "ordinal": "an ordinal that counts no run",
}


def exempt(kind: str) -> Outcome:
    """Not judged, because of what it is."""
    return Outcome("exempt", reason=f"Not judged: {_EXEMPT.get(kind, 'no figure')}.")


def uncited() -> Outcome:
    """No evidence governs it."""
    return Outcome("uncited", reason="No citation governs this number.")


def unsupported(code: ReasonCode, why: str, *, evidence: tuple[dict[str, Any], ...] = ()) -> Outcome:
    """The evidence does not carry it."""
    return Outcome("unsupported", code, sentence(why), evidence=evidence)


def differs(code: ReasonCode, why: str, theirs: Reading, *, period_only: bool = False) -> Outcome:
    """The evidence says something else."""
    return Outcome("differs", code, sentence(why), evidence=(quoted(theirs),), bound=theirs, period_only=period_only)


def quoted(theirs: Reading) -> dict[str, Any]:
    """The evidence item of a reading: its span in its source, or a metric's label."""
    if theirs.exact:
        return {"source": theirs.source, "start": None, "end": None, "quote": theirs.quote}
    quantity = theirs.quantity
    return {"source": theirs.source, "start": quantity.start, "end": quantity.end, "quote": quantity.text}


def sentence(words: str) -> str:
    """Words as one sentence: a capital first, a full stop last."""
    words = " ".join(words.split()).strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def as_check(item: Quantity, outcome: Outcome) -> NumberCheck:
    """The outcome on one item of the census, as the contract gives it."""
    return NumberCheck(
        start=item.start,
        end=item.end,
        text=item.text,
        kind=item.kind,
        verdict=outcome.verdict,
        support=outcome.support if outcome.verdict == "checked" else None,
        reason_code="none" if outcome.verdict == "checked" else outcome.reason_code,
        reason=outcome.reason or "Not judged.",
        evidence=[dict(entry) for entry in outcome.evidence],
    )
