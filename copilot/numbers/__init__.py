"""The number check: one pure engine. Text in, quantities out; text and evidence in, verdicts out.

The whole way stands on one screen in `check`, and the values that go along it are named at its head. To follow one number, read
`check.check_text` → `census.finding.find_quantities` → `readings.slots.read` → `evidence.pools.Pool` → `binding.judging.judge`,
which asks `binding.match` for the figures of its value and `binding.bind` for their slots → `derivation.derive.derive`, where
none binds; `explain` tells why a number has its verdict. The rooms are in the order in which a text goes through them, and each
names its files in its own docstring:
    words that all of them use: `types` of what comes out; `wordlists` `movement` `direction_words` `wording` `openings`
    `census/`     text → every numeral once: value, unit, scale, role, qualifier
    `times/`      text → days and windows
    `readings/`   quantities → what each is said of: whom, what, when, which way
    `evidence/`   sources and metrics → figures found by value; which of them a number cites
    `binding/`    claim + evidence → verdict, slot by slot
    `formulas/`   what a figure may be computed from, by operands that its words name
    `named/`      the same by the labels of tables and of prose
    `derivation/` what nothing states but follows
    `directions/` words that say a direction, an order or a record without a number

`claims`, in `evidence/`, is for callers who hold a text's own figures against prices.
"""

from copilot.numbers.census.finding import find_quantities
from copilot.numbers.check import check_text
from copilot.numbers.evidence.claims import Claim, read_claims
from copilot.numbers.types import NumberCheck, Quantity

__all__ = ["Claim", "NumberCheck", "Quantity", "check_text", "find_quantities", "read_claims"]
