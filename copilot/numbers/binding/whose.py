"""Whose a figure of the source is, by the names around it, where the claim tells it of another."""

from __future__ import annotations

import re

from copilot.numbers.binding.place import Place
from copilot.numbers.readings.entities import is_proper, name_class, relation
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems


def another_name(mine: Reading, theirs: Reading, place: Place) -> str | None:
    """Whose the figure is, where the claim opens with a name that stands elsewhere in the source, or behind "against"."""
    is_age = mine.quantity.unit in ("none", "year") and mine.measure is None
    if is_age or not (mine.entities and mine.entities_near and theirs.entities_near):
        return None
    before = [name for name in theirs.entities if name.start < theirs.quantity.start and is_proper(name)]
    ahead = place.text[place.start : theirs.quantity.start]
    bracket = ahead.rpartition("(")[0] if ahead.count("(") > ahead.count(")") else ""
    told = [name for name in before if _opens_with(theirs.lead, name.text) or _is_meant_by(name.text, theirs.lead)]
    told += [name for name in before if bracket.rstrip().endswith(name.text)]
    if not told:
        return None
    name, other = mine.entities[0], told[-1]
    if re.search(
        rf"{re.escape(other.text)}\W{{0,3}}(?::|(?:announced|said|says|told|report(?:ed|s)|found|wrote|estimates?)\b)",
        theirs.lead,
    ):
        return None  # who speaks, or a label
    words = [word for word in re.findall(r"[A-Z][\w’'-]{2,}", name.text) if word not in other.text]
    if (
        not words
        or name_class(name) != name_class(other)
        or (relation(name, other) == "same" or name.text.startswith(other.text))
        or not _opens_with(mine.lead, name.text, place.text)
    ):
        return None
    if content_stems(other.text.split()[-1]) & mine.words or content_stems(name.text) & place.headings:
        return None
    behind = place.text[theirs.quantity.end : place.end]
    if any(word[:4] in ahead for word in words) or not all(word in place.text for word in words):
        return None
    if mine.words & _AT_LAW and re.search(rf"{_SUED}\s(?:[\w-]+\s){{0,2}}{re.escape(words[0])}", behind):
        return None  # "filed a suit for 4 million against Tolm": what Tolm was sued for
    held = re.search(rf"\b(?:against|over|from|than|to|by|with|for|of)\s(?:[\w-]+\s){{0,2}}{re.escape(words[-1])}", behind)
    if any(word[:4] in behind for word in words) and not (bracket or (held and _opens_with(theirs.lead, other.text))):
        return None
    return f"for {other.text}"


_AT_LAW = content_stems("sue sued sues suing suit lawsuit fine fined case charged claim complaint penalty damages")
_SUED = r"\b(?:law)?(?:suits?|cases?|claims?|complaints?|fines?|penalty|charges|damages|judgment)\s(?:\w+\s)?against"
_OWNER = re.compile(r"(?:^|\s)(?P<who>[A-Z][\w.&-]+)['’]s (?:\w+ )?$")
_SUBJECT = re.compile(r"\W*(?P<who>[A-Z][\w&-]+)(?: [A-Z][\w&-]+)*\s[a-z]")


def another_owner(mine: Reading, theirs: Reading, place: Place) -> str | None:
    """Whose the figure is called, "Gold's 60% surge", where the claim opens with another: "Oil has surged 60%"."""
    owner, subject = _OWNER.search(theirs.lead), _SUBJECT.match(mine.lead)
    if owner is None or subject is None or content_stems(owner["who"]) & (mine.words | content_stems(mine.run_up)):
        return None
    who = content_stems(subject["who"])
    if not who or who & content_stems(theirs.lead) or theirs.times_text.startswith(owner["who"]):
        return None
    return f"for {owner['who']}" if re.search(rf"\b{re.escape(subject['who'])}\b", place.text, re.IGNORECASE) else None


def _is_meant_by(name: str, lead: str) -> bool:
    """Whether a name is that of which a relative clause tells the figure: "Katrina, which spilled"."""
    return re.search(rf"{re.escape(name)},? (?:which|who|where)\b", lead) is not None


def _opens_with(lead: str, name: str, text: str = "") -> bool:
    """Whether words open with a name, or with what the source calls it by before its name: "Hurricane Ike"."""
    first = re.escape(name.split()[0])
    match = re.match(rf"\W*(?:(?:But|And|Meanwhile|Still|Yet|While),? )?(?:[Tt]he )?(?:(?P<kind>[A-Z][a-z]+) )?{first}", lead)
    return match is not None and (match["kind"] is None or f"{match['kind']} {name}" in text)
