"""A price times a number, an amount over what it was paid for, a total for each of so many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.binding.called import rate_of
from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.formula import Formula, levels_of, pairs_near
from copilot.numbers.formulas.operands import family_of, is_level, is_unopposed, size, time_fits
from copilot.numbers.readings.measures import related, singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_EACH = re.compile(r"\s?(?:(?:a|per)\s(?:ordinary\s|common\s)?(?:share|unit)\b|(?:for )?each\b|apiece\b)", re.IGNORECASE)
_PRICED_AT = re.compile(r"\b(?:price of|priced at|at an average(?: price)?(?: of)?|at) (?:\w+ )?$", re.IGNORECASE)
_WORTH = re.compile(
    r"\b(?:revenue|spen[dt]\w*|outlay|buy-?backs?|repurchas\w*|sales|turnover|bill|came to"
    r"|valu\w*|worth|cost\w*|pa(?:y|ys|id)|price\w*|proceeds|capitali[sz]ation|rais\w*|deal|for)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\b(?:valu\w*|worth|capitali[sz]\w*|raises?|raised|raising|cost\w*|pays|paid)\b", re.IGNORECASE)
_SPENT = re.compile(r"\bspen[dt]\w* (?:about |some |nearly |roughly )?$", re.IGNORECASE)
_ON_THEM = re.compile(r"\s(?:on|(?:to (?:buy|repurchase|retire)|buying|repurchasing|retiring)(?: back)?)\s")
_AT_A_PRICE = re.compile(r"\bat an average (?:price of )?(?:\w+ )?$", re.IGNORECASE)
_AND_DEBT = re.compile(r"\b(?:debt|enterprise|cash|includ\w*|excluding|net)\b", re.IGNORECASE)
_A_THING = re.compile(r"\s?(?:a|an|per|each)\s(?P<noun>[a-z]{3,})\b")
_PER_THING = re.compile(
    r"\b(?:price|cost|fee|fare|charge|revenue|income|value|spend)\w* (?:per|of each|of an?|for each) (?P<noun>[a-z]{3,})\b"
)
_SALE = re.compile(r"\b(?:rais\w*|pa(?:y|ys|id)|sold|sells?|spent|buy\w*|bought)\b", re.IGNORECASE)
_TOLD_PER = re.compile(
    r"^\s?(?:[\w-]+\s){0,4}?(?:per|for each|for every)\s(?P<noun>[a-z]{3,})\b|^\s?(?:a|an|each)\s(?P<one>[a-z]{3,})\b"
)
_FOR_EACH = re.compile(r"^\W*(?:each|apiece)\b")
_OUTSTANDING = re.compile(r"^\W*(?:shares? )?(?:outstanding|in issue)\b", re.IGNORECASE)
_FAR = 1  # sentences


_IN_A_YEAR = {"month": 12, "quarter": 4, "week": 52}


def by_the_year(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """So much a year of so much a month: "$749 a month more, close to $9,000 a year"."""
    if not is_money(family_of(claim)) or rate_of(claim) != "year":
        return
    for theirs in pool.about(claim):
        times = _IN_A_YEAR.get(rate_of(theirs) or "")
        if times is not None and is_unopposed(claim, theirs):
            yield Formula(partial(arithmetic.multiplied, times, ""), (theirs,))


def products(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A price a share times a number of shares: "$42 a share values it at $2.1 billion"; or the price from the two."""
    if not is_money(family_of(claim)):
        return
    if not (_EACH.match(claim.after) or any(is_level(theirs) and _may_be_a_price(theirs) for theirs in pool.about(claim))):
        return
    levels = levels_of(claim, pool, is_unopposed)
    if _EACH.match(claim.after):
        yield from _prices(claim, levels)
    if not _WORTH.search(claim.lead + " " + claim.trail):
        return
    yield from _of_each(claim, levels, pool)
    prices = [theirs for theirs in levels if is_money(family_of(theirs)) and _is_price(theirs)]
    numbers = [theirs for theirs in levels if family_of(theirs) == "share"]
    for price in prices:
        for number in numbers:
            told = (
                _EACH.match(price.after) is not None or price.sentence == number.sentence or price.basis.price_field is not None
            )
            if told and (price.source == number.source or price.exact or number.exact):
                yield Formula(arithmetic.product, (price, number))


_OFFER = re.compile(r"\b(?:offer\w*|bid\w*|pay\w*|paid|buy\w*|bought|pric\w+|sold|plac\w+)\b", re.IGNORECASE)
_TO_CLOSE = re.compile(  # no average, price of a rival or close of an earlier time
    r"\bpremium\b[^.;,]{0,20}?\s(?:to|over)\s(?:(?:the|its|their|last|latest|final|[A-Z][\w&-]*['’]s?)\s){0,3}"
    r"(?:close|closing (?:share )?price)(?:\son\s[A-Z]\w+day)?\s?(?:[.,;\[]|is\b|was\b|$)"
)
_OWNER = re.compile(r"\b([A-Z][\w&-]*)['’]s?\s")
_ANOTHER_BID = re.compile(r"\b(?:earlier|first|initial|original|previous|rivals?|trad\w*)\b", re.IGNORECASE)
_LAST_PRICE = re.compile(r"\b(?:clos\w*|trad\w*|last price|share price|ended|finished|stood)\b", re.IGNORECASE)


def premiums(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What is offered for a share over the price that it closed at: "a premium of 25% to the last close"."""
    told = claim.lead + claim.trail
    if claim.measure != "premium" or claim.quantity.unit != "percent" or _ANOTHER_BID.search(told) or not _TO_CLOSE.search(told):
        return
    levels = [level for level in levels_of(claim, pool, is_unopposed) if is_money(family_of(level)) and not level.prior]
    closes = [level for level in levels if level.basis.price_field == "close" or _LAST_PRICE.search(level.lead[-30:])]
    offers = [level for level in levels if level not in closes and _OFFER.search(level.lead) and _EACH.match(level.after)]
    if len(closes) == 1 == len(offers) and _are_of(claim, (closes[0], offers[0])):
        yield Formula(arithmetic.percent_change, (closes[0], offers[0]), True)


def _are_of(claim: Reading, told: Sequence[Reading]) -> bool:
    """Whether the sentences of some figures name everybody that the claim's sentence names."""
    words = " ".join(theirs.around.text(*theirs.sentence_span) for theirs in told if theirs.around is not None)
    owners = _OWNER.findall(claim.lead + claim.trail)
    return all(name in words for name in (*owners, *(name.text for name in (*claim.entities, *claim.sentence_names))))


def told_product(claim: Reading, beside: Sequence[Reading]) -> Formula | None:
    """The price a share times the shares, both told in the claim's own sentence: "at $18 a share, its 30 million are worth".

    beside: the other figures of the sentence, of which these are the only amounts. None with debt or cash in it.
    """
    told = _VALUE.search(claim.lead) is not None or _is_spent_on_them(claim, beside)
    if not (told and is_money(family_of(claim))) or claim.role == "change" or _AND_DEBT.search(claim.trail):
        return None
    amounts = [other for other in beside if is_money(family_of(other))]
    numbers = [other for other in beside if family_of(other) == "share"]
    if len(amounts) != 1 or len(numbers) != 1 or amounts[0].quantity.value is None or numbers[0].quantity.value is None:
        return None
    is_price = _EACH.match(amounts[0].after) is not None and _PRICED_AT.search(amounts[0].run_up) is not None
    is_price = is_price or _AT_A_PRICE.search(amounts[0].run_up) is not None
    return Formula(arithmetic.product, (amounts[0], numbers[0]), True) if is_price else None


def _is_spent_on_them(claim: Reading, beside: Sequence[Reading]) -> bool:
    """Whether it is spent in one breath on the next figure: "spent $63 million buying back 2 million shares"."""
    behind = [other for other in beside if other.index > claim.index]
    bought = _ON_THEM.match(claim.after) if behind and _SPENT.search(claim.lead) is not None else None
    return bought is not None and claim.quantity.end + bought.end() == behind[0].quantity.start


def _may_be_a_price(reading: Reading) -> bool:
    """Whether an amount is told as the price of a share or of a thing."""
    per_thing = _A_THING.match(reading.after) or _PER_THING.search(reading.lead)
    return is_money(family_of(reading)) and (per_thing is not None or _is_price(reading))


def _is_price(reading: Reading) -> bool:
    """Whether an amount is told a share, or as the price of what its sentence counts: "at an average price of $41"."""
    if reading.basis.price_field is not None and any(name.kind in ("company", "other") for name in reading.entities):
        return True  # "closed at $41"
    return _EACH.match(reading.after) is not None or _PRICED_AT.search(reading.lead) is not None


def _prices(claim: Reading, levels: Sequence[Reading]) -> Iterator[Formula]:
    """An amount over the shares sold for it, told in one sentence: "raised 180 million by selling 120 million shares"."""
    for amount, number in pairs_near(levels, levels, 0):
        if family_of(amount) == family_of(claim) and family_of(number) == "share" and _SALE.search(amount.lead):
            yield Formula(arithmetic.per_one, (number, amount))


def _of_each(claim: Reading, levels: Sequence[Reading], pool: Pool) -> Iterator[Formula]:
    """A price a thing times how many of them: "21.6 million parcels" at "3.90 euros a parcel"."""
    for price in levels:
        noun = _A_THING.match(price.after) or _PER_THING.search(price.lead)
        if noun is None or not is_money(family_of(price)) or price.prior:
            continue
        for number in levels:
            counted = _counts(number, noun["noun"], pool) and number.role != "from" and not number.prior
            counted = counted and time_fits(claim, number) is not False
            if counted and price.source == number.source:
                yield Formula(arithmetic.product, (price, number))


def _counts(number: Reading, noun: str, pool: Pool) -> bool:
    """Whether a number counts these things, or is the next of a list whose first says so: "2.1m tonnes in May, 1.9m in June"."""
    unit = f"count:{noun}"
    if number.quantity.unit == unit:
        return True
    before = (other for other in pool.beside(number) if other.index < number.index and other.quantity.unit == unit)
    return number.quantity.unit == "none" and any(other.measure == number.measure for other in before)


def per_thing(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A total over the number of things that it is told per, both of one source and time."""
    match, each = _TOLD_PER.match(claim.trail), _FOR_EACH.match(claim.trail)
    if (match is None and each is None) or claim.role == "change" or claim.quantity.unit == "percent":
        return
    levels = levels_of(claim, pool, _is_of_its_time)
    if match is not None:
        numbers = _numbers(levels, singular(match["noun"] or match["one"]))
    else:  # "sold the eleven for 167 million each": of the things that the claim counts or names
        numbers = [level for level in levels if content_stems(level.quantity.unit.removeprefix("count:")) & claim.words]
        numbers = [number for number in numbers if number.quantity.unit.startswith("count:")]
    for number, total in pairs_near(numbers, levels, _FAR):
        if _is_told_per(claim, total):
            yield Formula(arithmetic.per_one, (number, total))


def _numbers(levels: Sequence[Reading], noun: str) -> list[Reading]:
    """How many of the things there are; of shares those outstanding where that is told."""
    found = [level for level in levels if level.quantity.unit == f"count:{noun}"]
    if noun == "share":
        found = [level for level in levels if level.quantity.unit == "share" or _OUTSTANDING.match(level.after)]
        found = [level for level in found if _OUTSTANDING.match(level.after)] or found
    return found


def _is_told_per(claim: Reading, total: Reading) -> bool:
    """Whether a total is in the claim's unit and of its measure or words."""
    one, other = claim.quantity.unit, total.quantity.unit
    if one != other or not (is_money(family_of(claim)) or one.startswith("count:")) or size(total) <= size(claim):
        return False
    alike = claim.measure is not None and total.measure is not None and related(claim.measure, total.measure)
    return alike or bool(claim.words & total.words)


def _is_of_its_time(claim: Reading, theirs: Reading) -> bool:
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None)
    return (
        theirs.role != "from"
        and theirs.prior == claim.prior
        and is_unopposed(bare, theirs)
        and time_fits(claim, theirs) is not False
    )
