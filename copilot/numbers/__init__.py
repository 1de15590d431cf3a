"""The number check: text in, evidence in, verdicts out. Pure: no model, network, clock or randomness."""

from copilot.numbers.types import NumberCheck, Quantity

__all__ = ["NumberCheck", "Quantity"]
