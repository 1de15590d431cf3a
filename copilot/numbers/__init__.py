"""The number check: one pure engine. Text in, quantities out; text and evidence in, verdicts out."""

from copilot.numbers.census import find_quantities
from copilot.numbers.check import check_text
from copilot.numbers.claims import Claim, read_claims
from copilot.numbers.types import NumberCheck, Quantity

__all__ = ["Claim", "NumberCheck", "Quantity", "check_text", "find_quantities", "read_claims"]
