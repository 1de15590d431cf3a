"""A figure told against a median or a forecast, and an amount told as a price times a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable, is_money
from copilot.numbers.arithmetic import Result
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import results_of, same_form
from copilot.numbers.operands import family_of, is_level, is_unopposed, time_fits
from copilot.numbers.reading import Reading

_AGAINST = re.compile(
    r"\b(?:below|above|under|over|beat\w*|miss\w*|topp\w*|exceed\w*|surpass\w*|ahead of|short of|higher than|lower than"
    r"|more than|less than|premium|discount)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(r"\b(?:guidance|guided?|outlook)\b", re.IGNORECASE)
_EXPECTED = frozenset({"consensus", "forecast", "guidance"})
_EACH = re.compile(r"\s?(?:(?:a|per)\s(?:ordinary\s|common\s)?(?:share|unit)\b|each\b|apiece\b)", re.IGNORECASE)
_PRICED_AT = re.compile(r"\b(?:price of|priced at|at an average(?: price)?(?: of)?|at) (?:\w+ )?$", re.IGNORECASE)
_WORTH = re.compile(
    r"\b(?:revenue|spen[dt]\w*|outlay|buy-?backs?|repurchas\w*|sales|turnover|bill|came to"
    r"|valu\w*|worth|cost\w*|pa(?:y|ys|id)|price\w*|proceeds|capitali[sz]ation|rais\w*|deal|for)\b",
    re.IGNORECASE,
)


_A_THING = re.compile(r"\s?(?:a|an|per|each)\s(?P<noun>[a-z]{3,})\b")
_PER_THING = re.compile(
    r"\b(?:price|cost|fee|fare|charge|revenue|income|value|spend)\w* (?:per|of each|of an?|for each) (?P<noun>[a-z]{3,})\b"
)
_SALE = re.compile(r"\b(?:rais\w*|pa(?:y|ys|id)|sold|sells?|spent|buy\w*|bought)\b", re.IGNORECASE)


def against_benchmarks(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The distance of a level from its median, mean or forecast: "3.2 points below its median"."""
    if not _AGAINST.search(claim.lead + claim.trail):
        return
    wanted = benchmark_of(claim)
    if wanted is None:
        return
    levels = [
        theirs for theirs in pool.about(claim) if (is_level(theirs) or theirs.polarity == 1) and is_unopposed(claim, theirs)
    ]
    of_guidance = _GUIDANCE.search(claim.lead) is not None and any(level.basis.modality == "guidance" for level in levels)
    for bench in levels:
        if benchmark_of(bench) != wanted:
            continue
        for level in levels:
            near = level.source == bench.source and abs(level.sentence - bench.sentence) <= 1
            near = near or (level.source != bench.source and _is_of_one_firm(claim, level, bench))
            near = near and (not of_guidance or level.basis.modality == "guidance")
            near = near and (level.role == "change") == (bench.role == "change")  # 119,000 jobs added, 50,000 expected
            if near and _can_be_held(level, bench) and comparable(family_of(level), family_of(bench)):
                for result in results_of(claim, bench, level):
                    yield result, False


def _can_be_held(level: Reading, bench: Reading) -> bool:
    """Whether a level is told against a benchmark: what was, or a firm's guidance against what analysts expected."""
    return benchmark_of(level) is None or (level.basis.modality == "guidance" and bench.basis.modality == "consensus")


def _is_of_one_firm(claim: Reading, level: Reading, bench: Reading) -> bool:
    """Whether the claim's firm is named beside both, so that one source may be held against another."""
    return all(classes_agree(claim.entities, reading.entities)[0] for reading in (level, bench))


def benchmark_of(reading: Reading) -> str | None:
    """The statistic it is, "expected" where it is a forecast, None where it is what was."""
    statistic = reading.basis.dimensions.get("statistic")
    return statistic or ("expected" if reading.basis.modality in _EXPECTED else None)


def products(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A price a share times a number of shares: "$42 a share values it at $2.1 billion"; or the price from the two."""
    if not is_money(family_of(claim)):
        return
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs) and is_unopposed(claim, theirs)]
    if _EACH.match(claim.after):
        yield from _prices(claim, levels)
    if not _WORTH.search(claim.lead + " " + claim.trail):
        return
    yield from _of_each(claim, levels, pool)
    prices = [theirs for theirs in levels if is_money(family_of(theirs)) and _is_price(theirs)]
    numbers = [theirs for theirs in levels if family_of(theirs) == "share"]
    for price in prices:
        for number in numbers:
            one, other = arithmetic.operand(price), arithmetic.operand(number)
            if one is None or other is None or price.source != number.source:
                continue
            if not _EACH.match(price.after) and price.sentence != number.sentence:
                continue
            result = arithmetic.product(one, other)
            if same_form(claim, result):
                yield result, False


def _is_price(reading: Reading) -> bool:
    """Whether an amount is told a share, or as the price of what its sentence counts: "at an average price of $41"."""
    return _EACH.match(reading.after) is not None or _PRICED_AT.search(reading.lead) is not None


def _prices(claim: Reading, levels: Sequence[Reading]) -> Iterator[tuple[Result, bool]]:
    """An amount over the shares sold for it, told in one sentence: "raised 180 million by selling 120 million shares"."""
    for amount in levels:
        for number in levels:
            together = amount.source == number.source and amount.sentence == number.sentence
            if not together or not is_money(family_of(amount)) or family_of(number) != "share" or not _SALE.search(amount.lead):
                continue
            one, other = arithmetic.operand(number), arithmetic.operand(amount)
            result = arithmetic.ratio(one, other) if one and other and other.family == family_of(claim) else None
            if result is not None:
                yield replace(result, family=other.family), False  # type: ignore[union-attr]


def _of_each(claim: Reading, levels: Sequence[Reading], pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A price a thing times how many of them: "21.6 million parcels" at "3.90 euros a parcel"."""
    for price in levels:
        noun = _A_THING.match(price.after) or _PER_THING.search(price.lead)
        if noun is None or not is_money(family_of(price)) or price.prior:
            continue
        for number in levels:
            counted = _counts(number, noun["noun"], pool) and number.role != "from" and not number.prior
            counted = counted and time_fits(claim, number) is not False
            one, other = arithmetic.operand(price), arithmetic.operand(number)
            if counted and one and other and price.source == number.source:
                result = arithmetic.product(one, other)
                if same_form(claim, result):
                    yield result, False


def _counts(number: Reading, noun: str, pool: Pool) -> bool:
    """Whether a number counts these things, or is the next of a list whose first says so: "2.1m tonnes in May, 1.9m in June"."""
    unit = f"count:{noun}"
    if number.quantity.unit == unit:
        return True
    before = (other for other in pool.beside(number) if other.index < number.index and other.quantity.unit == unit)
    return number.quantity.unit == "none" and any(other.measure == number.measure for other in before)
