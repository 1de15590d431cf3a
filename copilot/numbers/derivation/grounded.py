"""Whether the evidence says all that is claimed of what it computes: no "costs three times as much" follows from two returns.

A formula needs two values and no words. Where the words name a thing that none of its operands is told of, its arithmetic is
right, and more is not known of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from copilot.numbers.binding.grounding import listed, unsaid_of
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.derivation.vetoes import INCOME, is_of_income
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.readings.reading import Reading
from copilot.resources import reference_table

_PRODUCTS = ("product", "return")  # the forms whose words name what is multiplied, or put in
_PRICED = "soldfor"  # of the phrases of `plain_words.toml`
_AS = re.compile(r"\bas\b")  # "three times as costly as": no new clause


def grounded(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], evidence: Evidence) -> dict[int, Outcome]:
    """The derived figures of which the evidence does not say all: checked for their value only."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        outcome = outcomes[at]
        if outcome.support != "derived" or claim.row or claim.is_headline:
            continue  # a headline gathers its words from all of an article
        unsaid = _unsaid(claim, outcome, claims, outcomes, evidence)
        if unsaid:
            words = f"{outcome.reason.removesuffix('.')}, but not {listed(unsaid, claim)}."
            found[at] = replace(outcome, support="value_only", reason=words, is_untold=True)
    return found


def _unsaid(
    claim: Reading, outcome: Outcome, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], evidence: Evidence
) -> frozenset[str]:
    """The words that no operand is told with; none where an operand is a cell, a name, or itself computed."""
    proof = outcome.evidence[0] if outcome.evidence else {}
    operands = [_operand(item, claims, outcomes, evidence) for item in proof.get("operands", ())]
    told = [each for each in operands if each is not None and not each.row]
    if not told or len(told) < len(operands):
        return frozenset()
    words = _words_of_deriving("\N{MULTIPLICATION SIGN}" in str(proof.get("formula")))
    if claim.quantity.unit == "ratio_x":
        claim = replace(claim, trail=_AS.sub("", claim.trail, count=2))
    unsaid = frozenset.intersection(*(unsaid_of(claim, theirs) for theirs in told))
    paid = is_of_income(told)
    return frozenset(word for word in unsaid if not (words.fullmatch(word) or (paid and INCOME.fullmatch(word))))


def _operand(
    item: Mapping[str, object], claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], evidence: Evidence
) -> Reading | None:
    """The figure of the evidence that an operand is; None of one that is no figure, or follows from others itself."""
    source, start = item.get("source"), item.get("start")
    if source is None:
        return next((outcomes[at].bound for at, claim in claims.items() if claim.quantity.start == start), None)
    if start is None:
        return next(iter(evidence.readings(str(source))), None)
    end = item["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return next(evidence.pool(None).told_in(str(source), start, end), None)


@cache
def _words_of_deriving(product: bool) -> re.Pattern[str]:
    """Words that only ask for the formula: "gap", "combined", "faster"; of a product those of what is multiplied too."""
    table = reference_table("derivation_words.toml")
    forms = [word for name, words in table["forms"].items() if product or name not in _PRODUCTS for word in words]
    words = [part.replace("*", "[a-z]*") for phrase in forms for part in phrase.split() if part != "%"]
    words += [word for name in ("asking", "dating", "empty", "told") for word in table[name].split()]
    lists = (*table["sides"].values(), *reference_table("direction_words.toml")["relative"].values())
    words += [_PRICED] if product else []
    return re.compile("|".join([*words, *(word for words in lists for word in words)]), re.IGNORECASE)
