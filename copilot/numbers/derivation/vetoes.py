"""What forbids to reckon a figure from two others: a name, a time, a measure or a way that is that of neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name
from copilot.numbers.derivation.sides import way_of, words_behind
from copilot.numbers.movement import movement
from copilot.numbers.readings.basis import price_field
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import find_measures, measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import TimeMention, may_be

INCOME = re.compile(r"\b(?:dividends?|coupons?|income|distributions?|payouts?|interest)\b", re.IGNORECASE)
_ONCE = re.compile(  # told of another time than the two figures
    r"\b(?:earlier|before|ago|once|previous(?:ly)?|formerly|last (?:week|month|quarter|year)|used to"
    r"|(?:narrow|widen)(?:ed|s|ing)? to)\b",
    re.IGNORECASE,
)


def is_foreign(claim: Reading, one: Reading, other: Reading) -> bool:
    """Whether the words of the claim's own clause name an instrument, a time or a measure that neither has."""
    both = (*one.entities, *one.comparators, *other.entities, *other.comparators)
    words, start = claim.lead + claim.quantity.text + words_behind(claim), claim.quantity.start - len(claim.lead)
    for name in names_at(claim, start, len(words)):
        agrees, against, proxies, _ = classes_agree((name,), both)
        if against and not agrees and not proxies:
            return True
    readings = (one, other)
    own = [time for time in claim.times if start <= time.start < start + len(words)]
    if any(_is_of_no(time, readings) for time in own):
        return True
    field = price_field(words_behind(claim), "")
    if field and all(theirs.basis.price_field not in (None, field) for theirs in readings):
        return True
    told = claim.lead if way_of(claim) is not None else words  # "1.70 above its close a day earlier" dates the other
    if _ONCE.search(told) and not any(_is_of_some(time, readings) for time in own):
        return True
    if all(theirs.measure in RETURNS for theirs in readings) and (
        _OF_ANOTHER_KIND.match(claim.after) or _went_otherwise(claim, readings)
    ):
        return True
    return is_of_another_measure(claim, readings)


def is_of_income(readings: Sequence[Reading]) -> bool:
    """Whether what dividends added lies between figures: one of them is a total return."""
    return any(theirs.measure == "total_return" for theirs in readings)


def is_of_another_measure(claim: Reading, readings: Sequence[Reading]) -> bool:
    """Whether the words of the claim's own clause name a measure that none of the figures is of: "inflation was" of returns."""
    words = _YIELD_GAP.sub("spread", f"{_LABEL.sub('', claim.lead)} {words_behind(claim)}")
    if is_of_income(readings):
        words = INCOME.sub(" ", words)  # "dividends added 2.4 points" of a return with them and one without
    if INCOME.search(words):
        return True
    loose = _HOW_IT_WENT if claim.quantity.unit == "ratio_x" else (*_HOW_IT_WENT, "cost")  # "that month cost it 5%"
    kinds = [measures()[mention.id] for mention in find_measures(words)]
    return any(
        not (kind.generic and kind.id in loose)
        and all(theirs.measure is not None and not related(kind.id, theirs.measure) for theirs in readings)
        for kind in kinds
    )


_LABEL = re.compile(r"^\W*\*\*[^*]+\*\*:?")  # "**Spread:**" at the head of an item of a list
_YIELD_GAP = re.compile(r"\b(?:gap|difference|distance) between [^,;.]*?\band\b[^,;.]*?\byields?\b", re.IGNORECASE)
_HOW_IT_WENT = ("return", "rate", "price", "profit", "margin", "surplus")  # said of whatever went somewhere, or was ahead


def _is_of_no(time: TimeMention, readings: Sequence[Reading]) -> bool:
    """Whether a time is that of none of the figures, each of which has another."""
    return all(
        theirs.times
        and not any(same_time(when, its.when, windowed=False) is not False for when in may_be(time.when) for its in theirs.times)
        for theirs in readings
    )


RETURNS = ("price_return", "total_return")
_OF_ANOTHER_KIND = re.compile(r" (?:as|more|less) (?:volatile|risky|costly|expensive|cheap|liquid|popular|old)\b", re.IGNORECASE)


def _went_otherwise(claim: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a multiple is told of a fall and both returns are gains, or the other way: "fell three times as far"."""
    if claim.quantity.unit != "ratio_x":
        return False
    ways = [way for word in claim.lead.lower().split()[-3:] if (way := movement().direction.get(word)) in ("up", "down")]
    values = [theirs.quantity.value or 0 for theirs in readings]
    return bool(ways) and all(value > 0 if ways[-1] == "down" else value < 0 for value in values)


def _is_of_some(time: TimeMention, readings: Sequence[Reading]) -> bool:
    """Whether a time is that of one of the figures."""
    return any(
        same_time(when, its.when, windowed=True) is True
        for theirs in readings
        for when in may_be(time.when)
        for its in theirs.times
    )


def names_at(claim: Reading, start: int, length: int) -> list[Name]:
    """The names of the claim that stand at an offset of its text."""
    told_of = (*claim.comparators, *claim.entities, *claim.sentence_names)
    return [name for name in told_of if start <= name.start < start + length]
