"""A gap told with the two figures that it lies between right behind it: "trailed by 5.4 points, 14.7% against 20.2%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import worded
from copilot.records import record

_POINTS = ("percentage_point", "basis_point", "index_point")
_sided = partial(worded, "derivation_words.toml", "sides")
_SIDES = r"{ahead}|{behind}"
_OF_FALLS = re.compile(
    r"\b(?:fell|falls?|falling|los[te]|loss|losses|drop\w*|declin\w*|drawdowns?|slid\w*|down)\b", re.IGNORECASE
)
_UP_TO_PAIR = re.compile(r"[^.,;:()\d]{0,40},\s")
_AGAINST = re.compile(r"\s(?:against|to|versus|vs\.?)\s")
_AND_ANOTHER = re.compile(r"\s(?:and|while|but)\s(?:the\s)?(?:[\w.&’'-]+\s){1,3}by\s$")  # "and Meta by", as told before


@record()
class GapPair:
    """A gap with the figures of its subject and of the other one; the words of `teller`, it or one before, say who is ahead."""

    gap: Reading
    teller: Reading
    subject: Reading
    other: Reading


def gap_pairs(readings: Sequence[Reading]) -> Iterator[GapPair]:
    """The gaps in points of one sentence, its readings in order, each with the two figures in percent right behind it."""
    teller = None
    for gap, subject, other in zip(readings, readings[1:], readings[2:], strict=False):
        if gap.quantity.unit not in _POINTS or gap.row or not all(map(_is_rate, (subject, other))):
            continue
        led = _UP_TO_PAIR.fullmatch(gap.after[: max(0, subject.quantity.start - gap.quantity.end)])
        held = _AGAINST.fullmatch(subject.after[: max(0, other.quantity.start - subject.quantity.end)])
        if led is None or held is None:
            teller = None
            continue
        goes_on = teller is not None and not teller.comparators and _AND_ANOTHER.search(before_hedges(gap.run_up)) is not None
        if not goes_on:
            said = gap.lead[-60:] + gap.quantity.text + led.group()
            plain = gap.basis.modality in (None, "actual") and not gap.basis.negated and _OF_FALLS.search(said) is None
            teller = gap if plain and _sided(_SIDES).search(said) is not None else None
        if teller is not None:
            yield GapPair(gap, teller, subject, other)


def _is_rate(reading: Reading) -> bool:
    return reading.quantity.unit == "percent" and reading.quantity.value is not None


def with_gap_pairs(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one sentence, where neither figure of such a pair has the way of the gap, nor the second its subject."""
    found = list(readings)
    for pair in gap_pairs(readings):
        at = readings.index(pair.subject)
        for place, names in ((at, pair.gap.entities), (at + 1, pair.gap.comparators or pair.teller.comparators)):
            found[place] = replace(
                found[place],
                entities=names,
                entities_near=bool(names) and pair.gap.entities_near,
                comparators=(),
                role="none" if found[place].quantity.text[0] in "-−–" else found[place].role,  # with its own sign no move
                direction="none",
                polarity=-1 if (found[place].quantity.value or 0) < 0 else 1,
            )
    return found
