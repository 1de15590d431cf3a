"""What opposite flows leave: "added 640 million and took out 910 million" is a net outflow of 270 million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Result
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.operands import family_of, is_unopposed, time_fits
from copilot.numbers.reading import Reading

_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_PAIRS = ("gain", "invest", "open", "hire")  # of the table of opposites


def is_net(claim: Reading) -> bool:
    """Whether it is told as net of an opposite flow, so that only the two flows in their order give it."""
    return _NET.search(claim.lead[-40:] + " " + claim.trail[:20]) is not None and any(pair in claim.deeds for pair in _PAIRS)


def nets(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """What came in less what went out, told of one thing in one sentence; the claim says "net"."""
    if not is_net(claim):
        return
    for came in pool.about(claim):
        for pair in _PAIRS:
            if came.deeds.get(pair) is not True:
                continue
            for went in pool.beside(came):
                if went.deeds.get(pair) is False and _may_be_netted(claim, came, went):
                    yield from _difference(claim, came, went)


def _may_be_netted(claim: Reading, *flows: Reading) -> bool:
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None, deeds={})
    alike = comparable(family_of(flows[0]), family_of(flows[1])) and flows[0].quantity.value is not None
    return alike and all(is_unopposed(bare, flow) and time_fits(claim, flow) is not False for flow in flows)


def _difference(claim: Reading, came: Reading, went: Reading) -> Iterator[tuple[Result, bool]]:
    one, other = arithmetic.operand(replace(went, polarity=None)), arithmetic.operand(replace(came, polarity=None))
    made = arithmetic.difference(one, other) if one and other else None
    if made is None or not same_form(claim, made):
        return
    into = -1 if claim.polarity == -1 or False in (claim.deeds.get(pair) for pair in _PAIRS) else 1
    if (made.point > 0) == (into > 0):
        yield replace(made, signed=False), False
