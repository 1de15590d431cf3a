"""Two computed metrics that a text tells as one thing: both bounds of a range, the votes for and against a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copilot.numbers.evidence.printed_value import trim_zeros
from copilot.numbers.readings.reading import Reading

_COUPLES = (("lower bound", "upper bound", "range"), ("votes for", "votes against", "pair"))


def coupled(own: Reading, others: Sequence[Reading]) -> Reading | None:
    """The one thing that a metric makes with an earlier one of the same subject and day; None where there is no such."""
    for first, second, kind in _COUPLES:
        if second not in own.open_label:
            continue
        label = own.open_label.replace(second, first)
        other = next((each for each in others if each.open_label == label and each.times_text == own.times_text), None)
        if other is None or other.quantity.value is None or own.quantity.value is None:
            return None
        values = other.quantity.value, own.quantity.value
        quantity = replace(own.quantity, text=f"{trim_zeros(values[0])}-{trim_zeros(values[1])}", value=None)
        if kind == "range":
            quantity = replace(quantity, low=values[0], high=values[1])
        else:
            quantity = replace(quantity, unit="none", ulp=None)
        shown = own.open_label.replace(f", {second}", "").replace(second, "votes for and against")
        return replace(
            own,
            quantity=quantity,
            measure=other.measure,
            named_measures=other.named_measures,
            quote=f"{shown} {quantity.text} {own.times_text}".strip(),
        )
    return None
