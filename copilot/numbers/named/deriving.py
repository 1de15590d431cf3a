"""A figure derived from operands that its words name: the best-named readings of a claim, evaluated in order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from copilot.numbers.arithmetic import Result
from copilot.numbers.citations import Governance
from copilot.numbers.evidence import Evidence
from copilot.numbers.forms import derived
from copilot.numbers.named.asked import Asked, ask
from copilot.numbers.named.cues import cue
from copilot.numbers.named.group_forms import groups, returns
from copilot.numbers.named.page import Page
from copilot.numbers.named.pair_forms import changes, pair_sums, products, shares
from copilot.numbers.named.ranking import candidates, pair_score
from copilot.numbers.named.results import Made
from copilot.numbers.named.target import Target
from copilot.numbers.reading import Reading
from copilot.numbers.verdicts import Outcome

_TRIED = 10
_CHANCE = Decimal("0.01")
_NAMED_WELL = 0.6
_NAMED_AT_ALL = 0.34


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that its words name: the formula with its operands, and the chance p that a wrong figure had met it."""

    result: Result
    p: Decimal


def derive_by_name(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts for the rejected numbers of `text` that their words derive from named figures; the others keep theirs."""
    found: dict[int, Outcome] = {}
    pages: dict[tuple[str, ...], Page] = {}
    for at, claim in claims.items():
        if not outcomes[at].rejected or outcomes[at].reason_code in ("bad_citation", "proxy"):
            continue
        ids = tuple(id for id in (reach[at].ids or evidence.ids()) if not id.startswith("M"))
        if ids not in pages:
            pages[ids] = Page([(id, evidence.sources[int(id) - 1], evidence.readings(id)) for id in ids])
        made = derive_named(text, claim, pages[ids])
        if made is not None:
            found[at] = derived(made.result, "by the operands it names", made.p)
    return found


def derive_named(text: str, claim: Reading, page: Page) -> Derived | None:
    """The best-named reading of the claim that gives its figure, or None.

    text: the checked text that holds the claim; a question in front of it counts as its words.
    """
    quantity = claim.quantity
    if quantity.value is None or len(page.figures) < 2 or quantity.kind != "quantity":
        return None
    asked = ask(text, claim, page)
    if asked is None:
        return None
    target = Target(claim, asked.text)
    seen: dict[str, int] = {}
    best = 0.0
    for score, result in sorted(_readings(asked, target, page), key=lambda entry: -round(entry[0], 6)):
        if score < _NAMED_AT_ALL:
            break
        key = f"{result.family} {math.log(abs(result.point)) * 60:.0f} {result.point > 0}" if result.point else "0"
        best = best or score
        if key not in seen:
            seen[key] = len(seen) + 1
        if len(seen) > _TRIED or score < best - 0.35:
            break
        if target.holds(result):
            chance = min(Decimal(1), target.chance(result) * len(seen))
            first = len(seen) == 1 and score >= _NAMED_WELL and (target.digits > 1 or cue("any").search(asked.text) is not None)
            if first or chance <= (2 * _CHANCE if len(seen) == 1 else _CHANCE):
                return Derived(result.result(), chance)
    return None


def _readings(asked: Asked, target: Target, page: Page) -> Iterator[tuple[float, Made]]:
    named = candidates(asked, page)
    said = asked.text
    change, share = cue("change").search(said), cue("share").search(said)
    mean, summed, ratio = cue("mean").search(said), cue("sum").search(said), cue("ratio").search(said)
    differs = cue("difference").search(said)
    for one, other in combinations(named, 2):
        base = pair_score(asked, one, other)
        if base < _NAMED_AT_ALL - 0.2:
            continue
        if change or differs or (target.negative and len(asked.times) > 1):
            yield from changes(asked, target, one, other, base, cue("asks_percent").search(said) is not None)
        if share or ratio or target.unit == "ratio_x" or target.percent:
            yield from shares(asked, target, one, other, base, change is not None)
        if (mean or summed) and not change:
            yield from pair_sums(asked, target, one, other, base, mean is not None)
        if cue("product").search(said) and not change and not target.percent:
            yield from products(asked, one, other, base)
    if cue("return").search(said) and target.percent:
        yield from returns(asked, page, named)
    if mean or (summed and not change):
        yield from groups(asked, page, named, mean is not None)
