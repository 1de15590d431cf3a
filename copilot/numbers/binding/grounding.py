"""Whether all that a claim says of its figure is told where the evidence has it: deed, thing, name, part.

A slot that the evidence leaves open contradicts nothing, so that a figure may bind whose claim says something no source says:
"recalled 495,570 cars" of so many delivered. Such a figure is right in its value, and more is not known of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from copilot.names import Name
from copilot.numbers.census.units import is_currency
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.movement import movement
from copilot.numbers.readings.denials import is_subject
from copilot.numbers.readings.entities import relation
from copilot.numbers.readings.measures import find_measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, stem
from copilot.resources import reference_table

_UNIT = re.compile(r"^(?: (?:a|an|per) [a-z]+| [a-z]+)")  # "$74.23 a barrel", "495,570 vehicles": held against the other's
_NEXT_CLAUSE = re.compile(
    r"[,;:]\s|\s\(|\s(?:but|as|because|while|whereas|although|though|which|who|when|if|unless|so|after|before|since|following)\s",
    re.IGNORECASE,
)
_SAYS = r"(?:says?|said|writes?|wrote|notes?|noted|reports?|reported|adds?|added|argues?|argued)"
_TOLD_BY = re.compile(  # who tells it, whose name stands in no article of his own
    rf"^.*[“\"](?=[^”\"]*$)|^.*\b{_SAYS}:\s|^\W*(?:(?:The )?(?:[A-Z][\w.&’'-]*\s){{1,5}}{_SAYS}\s(?:that\s)?|According to [^,]+,)"
)
_NEXT = re.compile(rf"{_NEXT_CLAUSE.pattern}|\sand\s", re.IGNORECASE)
_NEXT_STATEMENT = re.compile(r";\s|\.\s|\s(?:and|but|while|whereas)\s", re.IGNORECASE)
_MARK = re.compile(r"[$€£¥]|\b(?!(?:thousand|[mbt]r?illion|bn|mn|m|tn)\b)[A-Za-z]{3,}")  # of a currency
_AS_LOW_AS = re.compile(r"\bas (?:low|high) as\s*$", re.IGNORECASE)  # names an extreme, not where a move ended
_LEAST = 3  # letters of a word that says something


def is_word_for_word(mine: Reading, theirs: Reading) -> bool:
    """Whether a claim has the words of the evidence around its figure: then nothing is unsaid."""
    return mine.lead == theirs.lead and mine.trail == theirs.trail and mine.quantity.unit == theirs.quantity.unit


def untold(mine: Reading, theirs: Reading) -> frozenset[str]:
    """The words of a claim that say something of its figure and that the evidence around it nowhere says, as printed.

    Of so many that do something the deed is looked for in the figure's own part of a sentence. Empty of a metric and of a cell:
    these are held against their labels.
    """
    if theirs.exact or theirs.row:
        return frozenset()
    moved = (*_currency(mine, theirs), *_move(mine, theirs), *_each(mine, theirs), *_closed(mine, theirs))
    counts = is_subject(mine.lead)
    if not counts and theirs.around is not None and _says_no_more(mine, theirs.around.words):
        return frozenset(moved)
    told = _told(_words(theirs.run_up, theirs.trail) if counts else theirs.context)
    return _unsaid(mine, theirs, told) | frozenset(moved)


def unsaid_of(mine: Reading, theirs: Reading) -> frozenset[str]:
    """The words of a claim that say something and that neither the sentences around one operand of it say nor its label."""
    label = (theirs.open_label, theirs.quote, *(name.text for name in theirs.entities))
    return _unsaid(mine, theirs, _told(theirs.context | _words(*label))) | frozenset(_each(mine, theirs))


def _unsaid(mine: Reading, theirs: Reading, told: Set[str]) -> frozenset[str]:
    """Those of which the words that are told hold no meaning, nor a name that stands elsewhere in the evidence."""
    return frozenset(
        word for word, part in _parts(mine, theirs) if told.isdisjoint(_meanings(part)) and not _names_it(word, theirs)
    )


def listed(words: Collection[str], claim: Reading) -> str:
    """Words of a claim as they are quoted, in their order there."""
    said = f"{claim.lead} {claim.trail}"
    return ", ".join(f"“{word}”" for word in sorted(words, key=said.find)[:3])


def _currency(mine: Reading, theirs: Reading) -> Iterator[str]:
    """The claim's amount where it is one of money and the evidence's is a bare number in a sentence without that money."""
    if is_currency(mine.quantity.unit) and theirs.quantity.unit == "none" and theirs.around is not None:
        marks = _MARK.findall(mine.quantity.text)
        told = theirs.around.text(*theirs.sentence_span)
        if not theirs.currency and not any(mark in told for mark in marks):
            yield mine.quantity.text


def _move(mine: Reading, theirs: Reading) -> Iterator[str]:
    """The verb that leads to the claim's level where the evidence does not say that it went that way: "cut to", "held at"."""
    if mine.role != "to" or _AS_LOW_AS.search(mine.lead):
        return
    ways = movement().pointing
    verb = next((word for word in reversed(WORD.findall(mine.lead[-90:])) if word.lower() in ways), None)
    if verb is None:
        return
    its = next((word for word in reversed(WORD.findall(theirs.lead[-60:])) if word.lower() in ways), None)
    own = f"{theirs.lead} | {theirs.run_up} | {_NEXT_STATEMENT.split(theirs.after, maxsplit=1)[0]}"
    told = [its] if theirs.role == "to" and its is not None else WORD.findall(own)
    if not any(ways.get(word.lower()) == ways[verb.lower()] for word in told):
        yield verb


_EACH = re.compile(r"\b(?:each|apiece|every one)\b", re.IGNORECASE)
_ONE_BY_ONE = frozenset({"each", "apie", "ever"})  # how its words begin
_BY_ONE = re.compile(r"\b(?:each|apiece|every|per|individual(?:ly)?|respectively)\b|\| an? ", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?P<word>closed|ended|finished|settled|opened) (?:\w+ )?(?:at|on) \W?$", re.IGNORECASE)


def _each(mine: Reading, theirs: Reading) -> Iterator[str]:
    """ "Each" of what the evidence's sentence tells of none one by one."""
    if not mine.may_say(_ONE_BY_ONE):
        return
    match = _EACH.search(f"{mine.lead} | {mine.trail}")
    told = f"{theirs.lead} |{theirs.trail or theirs.after[:20]}"
    if match is not None and theirs.around is not None and not _BY_ONE.search(told):
        yield match.group()


def _closed(mine: Reading, theirs: Reading) -> Iterator[str]:
    """The verb by which a price is one of the session, where the evidence tells the amount as no level: an offer of so much."""
    match = _CLOSED.search(mine.lead) if is_currency(mine.quantity.unit) else None
    if match is not None and theirs.role == "none" and theirs.basis.price_field is None:
        yield match["word"]


def told_of_others(mine: Reading, theirs: Reading, pool: Pool) -> frozenset[str]:
    """The words of a claim that the evidence's sentence says of its other figures alone: "jewellery 2.39 billion and wines 1.39".

    What stands before the first figure of a sentence is said of all of them, and of a change what is said of where it led to.
    """
    if theirs.exact or theirs.row or _says_no_more(mine, {word.lower() for word in WORD.findall(theirs.lead)}):
        return frozenset()
    others = [other for other in pool.beside(theirs) if other.quantity.value is not None and not _is_of_its_move(other, theirs)]
    if not others:
        return frozenset()
    first = min((theirs, *others), key=lambda reading: reading.index)
    its = _told(_words(*_said_of(theirs, others), first.lead, *(name.text for name in theirs.entities)))
    apart = _told(_words(*(words for other in others for words in _said_apart(other, first)))) - its
    unit = "" if (match := _UNIT.match(mine.after)) is None else match.group()
    its |= _told(_words(unit, _NEXT.split(theirs.after, maxsplit=1)[0]))
    return frozenset(
        word for word, part in _parts(mine, theirs) if its.isdisjoint(_meanings(part)) and not apart.isdisjoint(_meanings(part))
    )


def _says_no_more(mine: Reading, told: Set[str]) -> bool:
    """Whether the claim's part of the sentence has no word but these, lower case, and plain ones: a quick first look."""
    return all(part in told or _is_plain(part) for word in _words_around(mine) - told for part in word.split("-"))


@lru_cache(maxsize=64)  # of one claim it is asked again and again
def _words_around(mine: Reading) -> frozenset[str]:
    """The words of a figure's part of the sentence, lower case."""
    return frozenset(WORD.findall(f"{mine.lead} {mine.trail}".lower()))


def _said_apart(other: Reading, first: Reading) -> Iterator[str]:
    """The words of another figure that are its own: not what opens the sentence, nor the whole that a share is of."""
    if other is not first:
        yield other.lead
    if not other.share:
        yield other.trail


def _said_of(theirs: Reading, others: Sequence[Reading]) -> Iterator[str]:
    """The words of a figure, and of the one before it where it has none of its own: "1.39 billion, down 8%"."""
    yield from (theirs.lead, _NEXT_CLAUSE.split(theirs.trail, maxsplit=1)[0])
    before = max((other for other in others if other.index < theirs.index), key=lambda other: other.index, default=None)
    if before is not None and all(map(_is_plain, map(str.lower, WORD.findall(theirs.lead)))):
        yield from _said_of(before, others)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in WORD.findall(text))


def _is_of_its_move(other: Reading, theirs: Reading) -> bool:
    """Whether two figures tell one move: by how much, from where and to where."""
    roles = {other.role, theirs.role}
    return len(roles) == 2 and roles <= {"change", "from", "to"} and abs(other.index - theirs.index) <= 2


def _parts(mine: Reading, theirs: Reading) -> Iterator[tuple[str, str]]:
    """Each word that says something, whole and by the parts of its hyphens."""
    return ((word, part) for word in _saying(mine, theirs) for part in word.split("-") if not _is_plain(part.lower()))


def _saying(mine: Reading, theirs: Reading) -> Iterator[str]:
    """The words of the claim's own part of the sentence but for the names and measures that the two sides have in common."""
    lead, trail = _TOLD_BY.sub("", mine.lead), _NEXT_CLAUSE.split(mine.trail, maxsplit=1)[0]
    words = _in_one_word(f"{lead.rstrip()} | {trail.lstrip()}")
    for name in (*mine.entities, *mine.sentence_names):
        if _is_known(name, theirs):
            words = words.replace(name.text, " | ")
    for mention in reversed(find_measures(words)):
        if _is_measured(mention.id, theirs):
            words = f"{words[: mention.start]} | {words[mention.end :]}"
    return (match.group() for match in WORD.finditer(words))


@lru_cache(maxsize=4096)
def _in_one_word(words: str) -> str:
    """The words of a claim without the phrases that say nothing of its figure, and others as the one word for them."""
    for word, phrase in _phrases():
        words = phrase.sub(lambda match, word=word: f"{match.groupdict().get('of', '')} {word}", words)  # type: ignore[misc]
    return words


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = reference_table("plain_words.toml")["phrases"]
    words = {word: re.compile("|".join(patterns), re.IGNORECASE) for word, patterns in table.items()}
    return tuple(("" if word == "nothing" else word, pattern) for word, pattern in words.items())


def _is_known(name: Name, theirs: Reading) -> bool:
    """Whether the evidence's sentence is about what is named, under whatever name, or its text names it elsewhere."""
    told = (*theirs.entities, *theirs.comparators, *theirs.sentence_names)
    return name.id in theirs.known or any(relation(name, other) == "same" for other in told)


def _is_measured(measure: str, theirs: Reading) -> bool:
    """Whether the evidence's figure is of a measure, or one that stands beside it is."""
    return any(related(measure, other) for other in {theirs.measure, *theirs.named_measures} if other is not None)


def _names_it(word: str, theirs: Reading) -> bool:
    """Whether a name stands anywhere in the evidence, as that of its subject stands in its first line."""
    return word[0].isupper() and theirs.around is not None and word.removesuffix("'s") in theirs.around.whole


@lru_cache(maxsize=256)
def _told(words: frozenset[str]) -> frozenset[str]:
    """What the words around a figure mean."""
    return frozenset(meaning for word in words for part in word.split("-") for meaning in _meanings(part))


@lru_cache(maxsize=50_000)
def _meanings(word: str) -> frozenset[str]:
    """The stem of a word, and of the first word of each group that it is in."""
    return _same().get(stem(word), frozenset()) | {stem(word)}


@lru_cache(maxsize=50_000)
def _is_plain(word: str) -> bool:
    """Whether a word says nothing of a figure that another slot is not held against."""
    word, moves = re.sub(r"['’]s$", "", word), movement()  # "April's"
    told = any(word in words for words in (_plain(), moves.pointing, moves.level, moves.fillers))
    return told or len(word) < _LEAST or (word.endswith("ly") and word not in _NO_ADVERBS)


_NO_ADVERBS = ("family", "supply")


@cache
def _plain() -> frozenset[str]:
    return frozenset(" ".join(reference_table("plain_words.toml")["plain"].values()).split())


@cache
def _same() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in reference_table("plain_words.toml")["same"]["groups"]:
        first, *_ = words = group.split()
        for word in words:
            found.setdefault(stem(word), set()).add(stem(first))
    return {word: frozenset(meanings) for word, meanings in found.items()}
