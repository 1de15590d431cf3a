"""Slot swaps: a true sentence made false by changing what its number is about, where the sentence names that slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from copilot.calendar_words import MONTHS
from copilot.numbers.types import Quantity

Swap = Callable[[str, Quantity, Sequence[Quantity], str, Random], str | None]

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "companies": (
        "Apple", "Microsoft", "Amazon", "Tesla", "Netflix", "Google", "Alphabet", "Meta", "Nvidia", "Intel", "Boeing", "Airbus",
        "Ford", "Toyota", "Volkswagen", "Walmart", "Target", "Costco", "Starbucks", "Disney", "Pfizer", "Moderna", "Exxon",
        "Chevron", "Goldman Sachs", "JPMorgan", "Citigroup", "Uber", "Twitter", "Spotify", "Oracle", "Salesforce", "Broadcom",
    ),
    "countries": (
        "Ukraine", "Russia", "China", "Japan", "Germany", "France", "Britain", "Canada", "Mexico", "Brazil", "India", "Italy",
        "Spain", "Poland", "Turkey", "Australia", "South Korea", "Taiwan", "Sweden", "Norway", "Saudi Arabia", "Iran", "Israel",
    ),
    "indices": ("S&P 500", "Nasdaq Composite", "Russell 2000", "FTSE 100", "Nikkei 225", "CAC 40", "Hang Seng"),
    "commodities": ("gold", "silver", "copper", "wheat", "corn", "natural gas", "crude oil"),
}  # fmt: skip
_MEASURES = (
    ("net income", "operating income"), ("operating profit", "gross profit"), ("revenue", "net income"), ("sales", "profit"),
    ("profit", "revenue"), ("earnings", "revenue"), ("exports", "imports"), ("imports", "exports"), ("wages", "consumer prices"),
    ("inflation", "unemployment"), ("unemployment", "inflation"), ("gross margin", "operating margin"), ("deaths", "births"),
    ("EPS", "revenue"), ("capital expenditure", "dividends"), ("dividend", "buyback"),
)  # fmt: skip
_DIRECTIONS = (
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("increased", "decreased"), ("increase", "decrease"),
    ("increases", "decreases"), ("increasing", "decreasing"), ("gained", "lost"), ("gain", "loss"), ("gains", "losses"),
    ("climbed", "dropped"), ("jumped", "slumped"), ("surged", "plunged"), ("soared", "tumbled"), ("grew", "shrank"),
    ("growth", "contraction"), ("up", "down"), ("higher", "lower"), ("advanced", "declined"), ("raised", "cut"),
    ("outperformed", "underperformed"), ("hike", "cut"),
)  # fmt: skip
_MONTHS = [name.title() for name in MONTHS]
_QUARTERS = ("first quarter", "second quarter", "third quarter", "fourth quarter")
_CLAUSE = re.compile(r"[;:–—]|, (?:while|but|whereas|although|and|with) | (?:while|whereas|although) ")
_OTHER_AMOUNT = re.compile(r"\b(?:by an? |helped|driven|from|including|with|on|for|in)\b")
_ELSEWHERE = re.compile(r"[,()|\"“”]|\b(?:that|which|who)\b")  # what stands between belongs to something else
_UNTIL = re.compile(r"\b(?:since|until|before|after|following|through|from)\s+(?:(?:the|a)\s+)?$", re.I)
_COUNTED = re.compile(r"\d[\d,.]*\s$")  # "4,636 deaths and 97,243 cases": the word belongs to the number before it
_FILLERS = r"\W+(?:(?:by|of|about|nearly|roughly|some|more|than|another|almost|around|over|just|only|an?)\W+)*"
_CHANGED = (
    r"(?:ro?i?se|fell|falls?|increased?|decreased?|grew|grows?|climbed|dropped|jumped|slipped|declined|cut|raised|lowered|hiked)"
)


def swap_company(sentence: str, target: Quantity, items: Sequence[Quantity], source: str, random: Random) -> str | None:
    """Another name of the same kind for the subject of the target's clause; the name opens that clause."""
    begin, end = clause_of(sentence, target)
    for names in _GROUPS.values():
        for name in names:
            opening = re.match(rf"\W*(?:\w+ ){{0,3}}?({re.escape(name)})\b", sentence[begin:end])
            if opening is None or begin + opening.end() > target.start or _named(sentence[begin:end], names) != {name}:
                continue
            if re.search(rf"\b{name[:5]}(?:[a-z]*n|ese|ish)\b|\b{re.escape(name)} \([A-Z.]{{1,6}}\)", sentence):
                continue  # its people or goods, or its ticker, are named too
            others = [other for other in names if other not in source and name not in other and other not in name]
            return _replaced(sentence, name, random.choice(others)) if others else None
    return None


def swap_period(sentence: str, target: Quantity, items: Sequence[Quantity], source: str, random: Random) -> str | None:
    """Another year, quarter, month or day for the only period or date of the target's clause, close to the number."""
    begin, end = clause_of(sentence, target)
    dated = [item for item in items if item.kind in ("period", "date") and begin <= item.start < end]
    if len(dated) != 1 or abs(dated[0].start - target.start) > 60:
        return None
    span = dated[0]
    between = sentence[min(span.end, target.end) : max(span.start, target.start)]
    changed = _other_period(span.text, random)
    if (
        changed is None
        or _stands(changed, source)
        or _stands(changed, sentence)
        or _ELSEWHERE.search(between)
        or _UNTIL.search(sentence[: span.start])
        or "respectively" in sentence[begin:end]
    ):
        return None
    return sentence[: span.start] + changed + sentence[span.end :]


def swap_direction(sentence: str, target: Quantity, items: Sequence[Quantity], source: str, random: Random) -> str | None:
    """The opposite verb or noun of change beside a by-amount."""
    if target.direction == "none" or target.text[0] in "+-−–~":
        return None
    for pair in _DIRECTIONS:
        for old, new in (pair, pair[::-1]):
            before = re.search(
                rf"(?<!\bend )(?<!\bends )(?<!\bended )\b{old}\b(?! to\b)(?={_FILLERS}$)", sentence[: target.start]
            )
            if before:
                return sentence[: before.start()] + new + sentence[before.end() :]
            after = re.match(rf"\W{{1,2}}{old}\b", sentence[target.end :])
            if after:
                cut = target.end + after.end()
                return sentence[: cut - len(old)] + new + sentence[cut:]
    return None


def swap_role(sentence: str, target: Quantity, items: Sequence[Quantity], source: str, random: Random) -> str | None:
    """ "To" for "by" and "by" for "to" between a verb of change and the number."""
    found = re.search(rf"\b{_CHANGED}(?: \w+){{0,3}} (to|by) (?:\w+ )?$", sentence[: target.start], re.I)
    if found is None or re.search(r"\bfrom\b", sentence[target.end : target.end + 30]):
        return None
    begin, end = found.span(1)
    return sentence[:begin] + ("by" if found[1] == "to" else "to") + sentence[end:]


def swap_measure(sentence: str, target: Quantity, items: Sequence[Quantity], source: str, random: Random) -> str | None:
    """Another measure where the target's clause names exactly one before the number and the source never names the other."""
    begin, _ = clause_of(sentence, target)
    before = sentence[begin : target.start]
    for old, new in _MEASURES:
        found = list(re.finditer(rf"\b{old}\b", before))
        near = len(found) == 1 and len(before) - found[0].end() < 45 and not _OTHER_AMOUNT.search(before, found[0].end())
        if near and not _governs(sentence, before, found[0]):
            continue
        if near and not re.search(rf"\b{new}", source, re.I):
            place = begin + found[0].start()
            return sentence[:place] + new + sentence[place + len(old) :]
    return None


def _governs(sentence: str, before: str, measure: re.Match[str]) -> bool:
    """Whether a measure word gives the target its measure: nothing of another number between, and the sentence names it once."""
    between = before[measure.end() :]
    rest = sentence.replace(before, "", 1)
    again = re.search(rf"\b{measure[0]}", rest, re.I)
    joined = re.search(r"\band\b", between) is not None or _ELSEWHERE.search(between) is not None
    return not (joined or again or _COUNTED.search(before[: measure.start()]))


SWAPS: Mapping[str, Swap] = {
    "company swapped": swap_company,
    "period swapped": swap_period,
    "direction swapped": swap_direction,
    "role swapped": swap_role,
    "measure swapped": swap_measure,
}


def clause_of(sentence: str, target: Quantity) -> tuple[int, int]:
    """The span of the clause that holds the target: between semicolons, colons, dashes and joining commas."""
    begin = max((match.end() for match in _CLAUSE.finditer(sentence, 0, target.start)), default=0)
    after = _CLAUSE.search(sentence, target.end)
    return begin, after.start() if after else len(sentence)


def _named(clause: str, names: Sequence[str]) -> set[str]:
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", clause)}


def _replaced(sentence: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", new, sentence)


def _stands(text: str, source: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(text)}(?!\d)", source, re.I) is not None


def _other_period(text: str, random: Random) -> str | None:
    if year := re.search(r"\b(?:19|20)\d\d\b", text):
        return text[: year.start()] + str(int(year[0]) - random.choice([1, 2, 3])) + text[year.end() :]
    if quarter := re.search(r"\bQ([1-4])\b", text):
        return text[: quarter.start(1)] + random.choice([q for q in "1234" if q != quarter[1]]) + text[quarter.end(1) :]
    lower = text.lower()
    for names in (_QUARTERS, _MONTHS):
        for name in names:
            if name.lower() in lower:
                other = random.choice([choice for choice in names if choice != name])
                return re.sub(re.escape(name), other, text, flags=re.I)
    return None
