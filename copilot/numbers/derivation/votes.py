"""How many voted one way, from a vote told as a pair: of "5-4" four were against."""

from __future__ import annotations

import re

from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.census.pairs import pair_numbers
from copilot.numbers.evidence.amounts import family
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.reading import Reading

_VOTES = re.compile(r"\b(?:vot\w*|split|dissent\w*|decision|majority|board|committee|council|members?)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:dissent\w*|against|oppos\w*|minority|objected|outvoted)\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:in favou?r|voted (?:to|for)|majority|backed|supported|for the)\b", re.IGNORECASE)


def voters(claim: Reading, pool: Pool) -> Outcome | None:
    """Checked, where the one vote of the evidence has as many on the side that the claim's words name; else None."""
    words = claim.lead + " " + claim.trail + " " + claim.after
    against, favour = _AGAINST.search(words), _FOR.search(words)
    if claim.quantity.value is None or family(claim.quantity.unit) not in ("count", "none") or not (against or favour):
        return None
    votes = [pair for pair in pool.pairs if _VOTES.search(pair.run_up + pair.after)]
    if len({pair.quantity.text for pair in votes}) != 1:
        return None
    numbers = sorted(pair_numbers(votes[0].quantity.text))
    if len(numbers) != 2 or claim.quantity.value != (numbers[0] if against else numbers[1]):
        return None
    pair = votes[0]
    side = "against" if against else "in favour"
    told = pair.quantity
    operands = [{"source": pair.source, "start": told.start, "end": told.end, "text": told.text}]
    proof: dict[str, object] = {"formula": f"{told.text}: {claim.quantity.value} {side}", "operands": operands, "p": None}
    return Outcome("checked", "none", sentence(f"of {told.text} {claim.quantity.text} were {side}"), "derived", (proof,), pair)
