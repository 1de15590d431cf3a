"""What opposite flows leave: "added 640 million and took out 910 million" is a net outflow of 270 million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula
from copilot.numbers.formulas.operands import family_of, is_unopposed, time_fits
from copilot.numbers.readings.reading import Reading

_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_PAIRS = ("gain", "invest", "open", "hire")  # of the table of opposites


def is_net(claim: Reading) -> bool:
    """Whether it is told as net of an opposite flow, so that only the two flows in their order give it."""
    return _NET.search(claim.lead[-40:] + " " + claim.trail[:20]) is not None and any(pair in claim.deeds for pair in _PAIRS)


def nets(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What came in less what went out, told of one thing in one sentence; the claim says "net"."""
    if not is_net(claim):
        return
    out = claim.polarity == -1 or False in (claim.deeds.get(pair) for pair in _PAIRS)
    for came in pool.about(claim):
        for pair in _PAIRS:
            for went in pool.beside(came) if came.deeds.get(pair) is True else ():
                if went.deeds.get(pair) is False and _may_be_netted(claim, came, went):
                    flows = replace(went, polarity=None), replace(came, polarity=None)
                    yield Formula(partial(_net, out), flows)


def _may_be_netted(claim: Reading, *flows: Reading) -> bool:
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None, deeds={})
    alike = comparable(family_of(flows[0]), family_of(flows[1])) and flows[0].quantity.value is not None
    return alike and all(is_unopposed(bare, flow) and time_fits(claim, flow) is not False for flow in flows)


def _net(out: bool, went: Operand, came: Operand) -> Result | None:
    """What came less what went, as a size; None where it is no outflow though one is told, or the other way round."""
    made = arithmetic.difference(went, came)
    return replace(made, signed=False) if (made.point > 0) != out else None
