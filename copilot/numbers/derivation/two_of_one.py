"""What cited metrics of one instrument make together: the rest of a window, what income was of a return, return for the risk.

"IWD lost 9% in the half, and 5% in June; the months before had cost it 4%", "half of its total return was income".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import POINTS
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula, worked_out
from copilot.numbers.formulas.verdicts import derived, holds
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading

_RETURNS = ("total return", "price return")
_BEFORE = re.compile(
    r"\b(?:months?|weeks?|days?|quarters?|stretch|time|part) (?:just )?before\b"
    r"|\b(?:until|before|up to) (?:then|that)\b|\bearlier\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:afterwards?|thereafter|since then|after (?:that|then)|from then on|later)\b", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:the (?:rest|remainder)|the (?:other|remaining) (?:\w+ )?(?:months?|weeks?|days?|quarters?))\b", re.IGNORECASE
)
_COST = re.compile(r"\b(?:cost|costs|costing|took (?:away|off))\b", re.IGNORECASE)
_BROUGHT = re.compile(r"\b(?:earned|brought|made|added|gave)\b", re.IGNORECASE)
_WAS = r"(?:was|were|is|came (?:from|as)|consisted of|stemmed from|was due to|came down to)"
_OF_RETURN = re.compile(
    rf"\s?of (?:its|the|their|that|[A-Z][\w.&-]*['’]s?) (?:total )?return {_WAS} (?:(?:the|its|pure|plain) )?"
    r"(?:(?P<income>coupons?|income|dividends?|distributions?|interest|carry)|(?P<price>price|capital gains?|price gains?))\b"
)
_INCOME_WAS = re.compile(
    r"\b(?:income|coupons?|dividends?|distributions?|payouts?) (?:was|were|is|are)?\s?"
    r"(?:worth|added|adding|brought|contributed|came to|made up|accounted for) $",
    re.IGNORECASE,
)
_COMPOUNDED = re.compile(
    r"\bcompound(?:s|ing)? (?:both|the two) (?P<of>years|windows)\b|\bboth years\b.*\bcompounding the two\b", re.IGNORECASE
)
_EACH_YEAR = range(350, 381)  # days
_NO_MORE = re.compile(r"\W*$|\s?[.,;:)\[]|\s(?:in all|in total|overall|altogether)\b", re.IGNORECASE)
_A_YEAR = re.compile(r"\b(?:averag\w*|mean|annual\w*|yearly|(?:a|an|per|each|every) (?:year|month|quarter))\b", re.IGNORECASE)
_NOT_SO = re.compile(r"\b(?:not|never|no|if|would|could|might|may|will|should|can)\b|n[’']t\b", re.IGNORECASE)
_FOR_THE_RISK = re.compile(
    r"\b(?:per|for each|for every) (?:unit|point) of (?:(?:that|its|their|the|such) )?(?:risk|volatility)\b", re.IGNORECASE
)


def two_of_one(claim: Reading, before: str, pool: Pool) -> Outcome | None:
    """The verdict on a figure whose words say what two cited metrics of one instrument make.

    before: the words of its sentence before it.
    """
    if len(pool.metrics) < 2 or not pool.is_small or not all(theirs.exact for theirs in pool.readings):
        return None
    for result, _ in worked_out(claim, _formulas(claim, before, pool.metrics)):
        if holds(claim, result) and not _is_turned(claim, result.point):
            return derived(result, "of the metrics it cites")
    return None


def _formulas(claim: Reading, before: str, cited: tuple[Reading, ...]) -> Iterator[Formula]:
    pairs = [(one, other) for one in cited for other in cited if one is not other and _are_of_one(claim, one, other)]
    income = _OF_RETURN.match(claim.after)
    at_risk = _FOR_THE_RISK.search(before) is not None or _FOR_THE_RISK.match(claim.after.lstrip()) is not None
    for one, other in pairs:
        labels = one.open_label, other.open_label
        same_window = one.times == other.times or _window(one) == _window(other) is not None
        if income is not None and same_window and _label(one) == "price return" and _label(other) == "total return":
            yield Formula(arithmetic.ratio if income["price"] else _share_left, (other, one))
        elif _label(one) == "price return" and _label(other) == "total return" and same_window and _is_income(claim):
            yield Formula(arithmetic.difference, (one, other))
        elif _follow_on(one, other) and _compounds(claim, before, (one, other)):
            yield Formula(_compounded, (one, other))
        elif at_risk and "volatility" in labels[0] and _label(other) in _RETURNS:
            yield Formula(arithmetic.ratio, (one, other))
        elif claim.quantity.unit == "percent" and _leaves(claim, before, one, other):
            yield Formula(_rest_of_return, (one, other))


def _follow_on(one: Reading, other: Reading) -> bool:
    """Whether two returns of one kind are of windows of which the second begins where the first ends."""
    first, second = _window(one), _window(other)
    return (
        bool(_label(one)) and _label(one) == _label(other) and first is not None and second is not None and first[1] == second[0]
    )


def _compounds(claim: Reading, before: str, pair: tuple[Reading, Reading]) -> bool:
    """Whether words compound two years, and say no more of the figure: no time, no denial, nothing supposed."""
    told = _COMPOUNDED.search(before)
    dated = any(time.when.grain != "length" for time in claim.times)  # "the two years" themselves are a length
    if told is None or claim.quantity.unit != "percent" or dated or _NOT_SO.search(before):
        return False
    if _NO_MORE.match(claim.after) is None or _A_YEAR.search(f"{before} {claim.trail}"):
        return False
    spans = [theirs.times[0].when for theirs in pair]
    days = [(when.end - when.start).days for when in spans if when.start and when.end]
    named = bool(claim.entities) and classes_agree(claim.entities, pair[0].entities)[0]
    return named and len(days) == 2 and (told["of"] == "windows" or all(length in _EACH_YEAR for length in days))


def _is_income(claim: Reading) -> bool:
    """Whether points are told as what dividends or coupons brought: "income was worth about 0.6 points"."""
    return (
        claim.quantity.unit in POINTS and claim.role != "change" and _INCOME_WAS.search(before_hedges(claim.run_up)) is not None
    )


def _are_of_one(claim: Reading, one: Reading, other: Reading) -> bool:
    """Whether two metrics are of one instrument, and of none but the claim's where its own words name one."""
    named = not claim.entities_near or classes_agree(claim.entities, one.entities)[0]
    return named and classes_agree(one.entities, other.entities)[0]


def _label(theirs: Reading) -> str:
    """Which return a metric is, none of one relative to another."""
    return next((label for label in _RETURNS if label in theirs.open_label and "relative" not in theirs.open_label), "")


def _window(theirs: Reading) -> tuple[object, object] | None:
    when = theirs.times[0].when if theirs.times else None
    return (when.start, when.end) if when is not None and when.start and when.end else None


def _leaves(claim: Reading, before: str, part: Reading, whole: Reading) -> bool:
    """Whether the words are of what a return over a shorter window leaves of that over a longer one with one end in common."""
    inner, outer = _window(part), _window(whole)
    if not _label(part) or _label(part) != _label(whole) or inner is None or outer is None or inner == outer:
        return False
    words = f"{before} \x00 {claim.trail}"
    starts, ends = inner[0] == outer[0], inner[1] == outer[1]
    inside = outer[0] <= inner[0] and inner[1] <= outer[1]  # type: ignore[operator]
    told = _REST.search(words) or (_BEFORE if ends else _AFTER).search(words)
    return inside and starts != ends and told is not None


def _is_turned(claim: Reading, point: object) -> bool:
    """Whether the words that have no direction of their own say the other way: what a rise "cost"."""
    if claim.polarity is not None or claim.quantity.unit != "percent":
        return False
    cost, brought = (pattern.search(claim.lead) is not None for pattern in (_COST, _BROUGHT))
    return (cost and point > 0) or (brought and not cost and point < 0)  # type: ignore[operator]


# --- the programs ---


def _share_left(whole: Operand, part: Operand) -> Result | None:
    """(whole − part) / whole, as a multiple: the part that another one leaves."""
    found = (whole.interval - part.interval).over(whole.interval)
    return arithmetic.made("ratio", found, "({0} − {1}) / {0} = {2}", whole, part) if found is not None else None


def _compounded(first: Operand, second: Operand) -> Result:
    """(1 + first) × (1 + second) − 1, in percent: the return over two windows that follow one another."""
    found = first.interval.grown().by(second.interval.grown()).growth()
    return arithmetic.made("points", found, "(1 + {}) × (1 + {}) − 1 = {}%", first, second, signed=True)


def _rest_of_return(part: Operand, whole: Operand) -> Result | None:
    """(1 + whole) / (1 + part) − 1, in percent: the return over what a shorter window leaves of a longer one."""
    found = whole.interval.grown().over(part.interval.grown())
    if found is None:
        return None
    return arithmetic.made("points", found.growth(), "(1 + {}) / (1 + {}) − 1 = {}%", whole, part, signed=True)
