"""Whether a neighbour of a figure says what a claim says by the words in which the two part: "41 cents on the B shares"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from copilot.numbers.binding.parts import spoken_words
from copilot.numbers.evidence.amounts import counts_alike, family, is_money, may_equal
from copilot.numbers.movement import movement
from copilot.numbers.readings.basis import modality
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.opposites import deeds
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.wording import content_stems, nearest_direction, stem
from copilot.numbers.wordlists import wordlist

_WORD = re.compile(r"[A-Za-z][\w’']*(?:-[A-Za-z][\w’']*)*")
_PREPOSITION = re.compile(
    r"^(?:\s[a-z-]+){0,4}?\s(?P<by>in|for|to|from|among|with|on|at) (?:the |its |their )?(?P<of>[a-z][\w-]+(?: [a-z][\w-]+)?)"
)
_TIME = content_stems("years months weeks quarters half day session period time")
_PREDICATE = re.compile(
    r"^(?:\s[a-z-]+){0,3}?\s(?P<by>were|was|are|is|had|have|voted|said|plan|planned|expect|expected|want|wanted|chose|choose"
    r"|prefer|preferred|favou?r|favou?red|back|backed|support|supported|see|saw)\b"
)
_NO_PREDICATE = re.compile(r"^(?: (?:an?|the|for|to))? [a-z-]+(?: [a-z-]+)?\W*$")  # "60% a cut", behind "40% expect a hold"


def contrasted(mine: Reading, theirs: Reading, beside: Sequence[Reading]) -> str | None:
    """The words that tell the figure apart from a neighbour which the claim names instead; None where there are none.

    beside: the other readings of the evidence's sentence.
    """
    if theirs.row or mine.row:
        return None
    before = next((other for other in beside if other.index == theirs.index - 1), None)
    for other in beside:
        if not may_equal(other.quantity, theirs.quantity) or other.quantity.value is None:
            continue
        if not (other.quantity.unit == "count:one" or counts_alike(mine.quantity.unit, other.quantity.unit)):
            continue
        told = _by_agent(mine, theirs, other) or _by_label(mine, theirs, other) or _by_event(mine, theirs, other)
        told = told or _by_list(mine, theirs, other) or _by_deed(mine, theirs, other)
        if told is not None:
            return told
        told = _by_modifier(mine, theirs, other, before) or _by_whole(mine, theirs, other)
        told = told or _by_place(mine, theirs, other) or _by_predicate(mine, theirs, other)
        if told is not None:
            return told
    return None


def _by_modifier(mine: Reading, theirs: Reading, other: Reading, before: Reading | None) -> str | None:
    """One noun with two modifiers: "106,000 full-time jobs and 45,600 part-time ones".

    before: the reading before it, whose noun a level has: "panamax rates added $85 to $15,120".
    """
    said, its, rival = _phrases(mine), _phrases(theirs), _phrases(other)
    if other.clause_span != theirs.clause_span and other.around is not None:  # "its A shares, which carry ten votes each, rose"
        rival = _phrases_of(other.around.text(other.clause_span[0], other.quantity.start)) | rival
    if not its and before is not None and before.clause_span == theirs.clause_span and theirs.role in ("to", "from"):
        its = _phrases(before)
    for head, own in its.items():
        if own == {theirs.times_text.lower()} and _is_of_its_time(mine, theirs):
            continue  # "one-year volatility" is that "over one year"
        spoken = said.get(head, frozenset()) & rival.get(head, rival.get("one", frozenset())) - own
        own = own - said.get(head, frozenset())  # "prepaid phone customers" and "postpaid phone customers"
        parted = own and not any(_is_broken_off(one, other) for one in own for other in spoken)
        if spoken and parted and not own & (_all_words(mine) | rival.get(head, frozenset())):
            return f"{sorted(own)[0]} {head}"
    return None


def _is_broken_off(one: str, other: str) -> bool:
    """Whether one word is the other without its beginning or end, "oth" of Roth, "farm" of non-farm; not direct of indirect."""
    return (one in other or other in one) and not {f"in{one}", f"in{other}", f"un{one}", f"un{other}"} & {one, other}


def _by_whole(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """A part beside its whole, which is what the claim names: "student loans grew 8% and its loans in total 3%"."""
    elliptic = other.role == "none" and other.index == theirs.index + 1 and not other.share  # "and loans in total 3%"
    alike = theirs.quantity.unit == other.quantity.unit and theirs.basis.dimensions == other.basis.dimensions
    if not alike or not (other.role == theirs.role or elliptic) or theirs.times_text != other.times_text:
        return None
    said, rival = _phrases(mine), _phrases(other)
    words = f"{mine.lead} {mine.trail}"
    measured = {stem(words[mention.start : mention.end].split()[-1].lower()) for mention in find_measures(words)}
    for head, own in _phrases(theirs).items():
        if head not in measured:
            continue
        part = {word for word in own - said.get(head, frozenset()) if _names_a_part(word, theirs)}
        whole = {word for word in rival.get(head, frozenset()) if _names_a_part(word, other)}
        named = {word for word in said.get(head, frozenset()) if _names_a_part(word, mine)}
        told = head in mine.words and head in other.words and whole == named
        if part and told and not part & (_all_words(mine) | _all_words(other)):
            return f"{sorted(part)[0]} {head}"
    return None


def _names_a_part(word: str, reading: Reading) -> bool:
    """Whether a word before a noun tells which of the things it means, and is no name, time or praise."""
    named = {part.lower() for name in reading.entities for part in name.text.split()} | set(reading.times_text.lower().split())
    return re.sub(r"['’]s?$", "", word.lower()) not in wordlist("no_segment") | named


def modified_elsewhere(mine: Reading, theirs: Reading, others: Callable[[], Iterable[Reading]]) -> str | None:
    """The same of figures of other sentences: "asset sales revenue rose 120. Maintenance revenue rose 43"."""
    if theirs.row or mine.row:
        return None
    said, own = _phrases(mine), _phrases(theirs)
    named = mine.measure is not None or is_money(mine.quantity.unit)  # what a story counts has many words
    by_modifier = named and any(own[head] - said[head] and said[head] - own[head] for head in said.keys() & own.keys())
    if not by_modifier and _PREPOSITION.match(theirs.after) is None:
        return None
    if (listed := _listed_apart(said, own, theirs)) is not None:
        return listed
    for other in others():
        if other.quantity.value is None or other.row or not may_equal(other.quantity, theirs.quantity):
            continue
        if not counts_alike(mine.quantity.unit, other.quantity.unit):
            continue
        told = (_by_modifier(mine, theirs, other, None) if by_modifier else None) or _by_place(mine, theirs, other)
        if told is not None:
            return told
    return None


def _listed_apart(said: dict[str, frozenset[str]], own: dict[str, frozenset[str]], theirs: Reading) -> str | None:
    """The word of a thing that the source lists beside the claim's: "both automotive and architectural film"."""
    text = theirs.around.whole.lower() if theirs.around is not None else ""
    for head in said.keys() & own.keys():
        for mine, its in product(said[head] - own[head], own[head] - said[head]):
            one, two = re.escape(mine), re.escape(its)
            if re.search(rf"\b(?:{one} (?:and|or) {two}|{two} (?:and|or) {one})\b", text):
                return f"{its} {head}"
    return None


def _is_of_its_time(mine: Reading, theirs: Reading) -> bool:
    """Whether the time nearest to a figure is one of the claim's."""
    return any(same_time(time.when, theirs.times[0].when, windowed=False) for time in mine.times if theirs.times)


_BARE_LABEL = re.compile(
    r"\W*(?:(?:and|while|but) )?(?:the |its |that of )?(?P<label>[a-z][\w-]+(?: [a-z][\w-]+)?)(?P<own>['’]s?)?,?\s\(?$"
)


def _by_label(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """A second thing with its figure, of which the first one's verb is told too: "tickets cost 4.4% more, popcorn 9.0%"."""
    match, beside = _BARE_LABEL.match(theirs.lead), _BARE_LABEL.match(other.lead)
    listed = match is not None and beside is not None and match.group().endswith("(") == beside.group().endswith("(")
    if (
        match is None
        or (other.index >= theirs.index and not listed)
        or not wordlist("no_modifiers").isdisjoint(match["label"].split())
    ):
        return None
    label = content_stems(match["label"])
    if not label or label & mine.words or _is_verb(match["label"]):
        return None
    owner = _OWNER.search(other.lead) if match["own"] else None  # "propane's margin averaged $18.20 and butane's $11.40"
    names = "" if owner is not None else " ".join(name.text for name in (*theirs.entities, *mine.entities))
    words = [owner[1]] if owner is not None else _WORD.findall(re.split("[,:;–—]", other.lead.strip(" ,"))[-1])
    subject = next((stems for word in words if (stems := content_stems(word))), frozenset[str]())
    return match["label"] if subject - content_stems(names) - theirs.words and subject <= mine.words else None


def _is_verb(word: str) -> bool:
    """Whether what stands before a figure is no label but a deed: "sold 20% and kept 35%"."""
    return nearest_direction(word, "") != "none" or bool(deeds(word, "")) or modality(word, "", None) == "actual"


_UP_OR_DOWN = re.compile(
    r"\W*(?:(?:and|with|while|but|as) )?(?:the )?(?!its|their)(?P<label>[A-Za-z][\w-]*(?: [a-z][\w-]*)?)"
    r" (?:(?:was|were|is|are) )?(?P<way>up|down|off|higher|lower|[a-z]+)(?: (?:by|about|nearly|almost|some))? $"
)


def _by_list(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """A thing of a list with its change, where the claim tells that of another one: "eggs up 33%, butter up 21%"."""
    if theirs.role != "change" or other.role != "change" or theirs.quantity.unit != other.quantity.unit:
        return None
    one, two = _UP_OR_DOWN.fullmatch(theirs.lead), _UP_OR_DOWN.fullmatch(other.lead)
    if one is None or two is None or "none" in (nearest_direction(one["way"], ""), nearest_direction(two["way"], "")):
        return None
    own, rival = content_stems(one["label"]), content_stems(two["label"])
    return one["label"] if own and rival - own and rival <= mine.words and not own & mine.words else None


_DEED = r"(?P<deed>[a-z]{2,}ed|sold|built|bought|paid|won|lost|cut)"
_DONE = re.compile(rf"^(?:\s[a-z-]+){{0,4}}?\s(?:were|was|are|is|be|been)\s(?:[a-z]+ly )?{_DEED}\b")
_DID = re.compile(rf"\b{_DEED} (?:(?:about|approximately|some|nearly|almost|over|roughly|around) )?$")


def _by_deed(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """What was done with so many: of "granted 92,000 units, 168,000 were issued" 168,000 were not granted."""
    said, own, rival = _deed(mine), _deed(theirs), _deed(other)
    return own if said and own and rival and stem(said) == stem(rival) != stem(own) else None


def _deed(reading: Reading) -> str | None:
    if family(reading.quantity.unit) not in ("count", "none", "share") or reading.role == "change":
        return None
    match = _DONE.match(reading.trail) or _DID.search(reading.lead)
    return match["deed"] if match is not None else None


_OWNER = re.compile(r"\b(\w+)['’]s\b")
_AGENT = re.compile(
    r"\W*(?:(?:and|while|but|whereas) )?(?:the|its|their|an?) (?P<who>[a-z]+) (?:ha[sd]|have|was|were|is|will|would|[a-z]+ed)\b"
)


def _by_agent(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """Two clauses of which each says who: "the regulator had proposed £35 million and the company had offered £15 million"."""
    one, two = _AGENT.match(theirs.lead), _AGENT.match(other.lead)
    if one is None or two is None:
        return None
    own, rival = content_stems(one["who"]), content_stems(two["who"])
    return f"the {one['who']}" if own and rival <= mine.words and not own & mine.words and rival else None


_EVENT = re.compile(r"\b(?P<side>before|after|ahead of|since) (?:the |its |that |this )?(?P<of>it\b|[a-z][\w-]+)", re.IGNORECASE)


def _by_event(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """One event with a figure on either side of it: "17.42 before the vote and 17.81 after it"."""
    said, its, rival = (_EVENT.search(f"{side.lead} \x00 {side.trail}") for side in (mine, theirs, other))
    if said is None or its is None or rival is None:
        return None
    sides = [match["side"].lower().replace("ahead of", "before").replace("since", "after") for match in (said, its, rival)]
    one_event = {said["of"].lower()} == {match["of"].lower() for match in (its, rival)} - {"it"}
    return f"{its.group()}" if one_event and sides[0] == sides[2] != sides[1] else None


def _by_place(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """Two things behind one preposition: "3 million to homes and 2 million to factories"."""
    one, two = _PREPOSITION.match(theirs.after), _PREPOSITION.match(other.after)
    if one is None or two is None or one["by"] != two["by"]:
        return None
    own, rival = content_stems(one["of"]) - _TIME, content_stems(two["of"]) - _TIME
    return one["of"] if own and _speaks_of(mine, rival - own, own - rival, theirs) else None


def _by_predicate(mine: Reading, theirs: Reading, other: Reading) -> str | None:
    """Two numbers of things of which one verb tells two things, said twice or once: "11 were returned and 3 were voted down"."""
    if family(theirs.quantity.unit) not in ("count", "none", "points") or theirs.role == "change":
        return None
    one, two = _PREDICATE.match(theirs.trail), _PREDICATE.match(other.trail)
    if one is None or (one["by"] != two["by"] if two is not None else not goes_on_from(other, theirs)):
        return None
    own = content_stems(theirs.trail[one.end() :])
    rival = content_stems(other.trail[two.end() if two is not None else 0 :])
    return theirs.trail.strip() if own and _speaks_of(mine, rival - own, own - rival, theirs) else None


def goes_on_from(theirs: Reading, before: Reading) -> bool:
    """Whether a figure leaves out what the one before it was told with: "40% expect a hold and 60% a cut"."""
    follows = theirs.index == before.index + 1 and theirs.lead.strip(" ,") in ("", "and", "but", "while")
    return follows and _NO_PREDICATE.match(theirs.trail) is not None and _PREDICATE.match(before.trail) is not None


def _speaks_of(mine: Reading, rival: frozenset[str], own: frozenset[str], theirs: Reading) -> bool:
    """Whether the claim has words of the rival that the figure has nowhere, and none that are the figure's alone."""
    said = spoken_words(mine)
    return bool(rival & said - theirs.words) and bool(own) and not own & said


@lru_cache(maxsize=512)
def _phrases(reading: Reading) -> dict[str, frozenset[str]]:
    """The words right before each noun of a figure's segment, by the stem of the noun."""
    return _phrases_of(f"{reading.lead} \x00 {reading.trail}")


def _phrases_of(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for modifier, head in _pairs(text):
        found[head] = found.get(head, frozenset()) | {modifier}
    return found


_ADJECTIVES_IN_LY = frozenset(
    {"hourly", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "early", "elderly", "family"}
)


@cache
def _no_modifiers() -> frozenset[str]:
    """Small words, and verbs of change that are no nouns: "goods and services rose" tells of no kind of rose."""
    told = movement()
    return wordlist("no_modifiers") | ((told.verbs | told.level) - told.nouns.keys())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each word of a run of words that modify one another with the one or two before it: "state tax return"."""
    run: list[str] = []
    end, empty = -1, _no_modifiers()
    for match in _WORD.finditer(text):
        word = match.group() if len(match.group()) == 1 else match.group().lower()  # "A shares", and "a share"
        if match.start() - end != 1 or not text[end].isspace():
            run = []
        if word not in empty or (word in ("one", "ones") and run):
            for modifier in run[-2:]:
                yield modifier, stem(word)
        adverb = word.endswith("ly") and word not in _ADJECTIVES_IN_LY
        run = [] if word in empty or word.endswith(("'s", "’s")) else run if adverb else [*run, word]
        end = match.end()


@lru_cache(maxsize=512)
def _all_words(reading: Reading) -> frozenset[str]:
    return frozenset(match.group().lower() for match in _WORD.finditer(f"{reading.lead} {reading.trail}"))
