"""Who did it to whom, and how old who is: the two sides of a deal and the owner of an age, by their capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from copilot.names import Name
from copilot.names.tables import common_words, instruments
from copilot.numbers.readings.entities import classes_agree, is_proper, may_be_one, name_class, relation
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems, stem
from copilot.numbers.wordlists import wordlist
from copilot.records import record

_WORD = r"[A-Z][\w&.-]*(?:['’](?!s\b)\w+)?"
_NAME = rf"{_WORD}(?: (?:(?:of|the|de|and) )?{_WORD})*"


def against_agent(mine: Reading, theirs: Reading) -> str | None:
    """Whose a figure is in the evidence, where the claim gives the deed or the age to another; else None."""
    if theirs.row or theirs.around is None:
        return None
    return (
        _turned(mine, theirs)
        or _with_another(mine, theirs)
        or _of_another_share(mine, theirs)
        or _of_other_side(mine, theirs)
        or _of_another_age(mine, theirs)
        or _of_another_subject(mine, theirs)
        or _of_another_firm(mine, theirs)
    )


# --- the two sides of a deal ---


@record()
class _Deal:
    """Who buys what, or who gives and who is given, by the words of their names."""

    is_gift: bool
    first: frozenset[str]
    second: frozenset[str]
    name: str  # of the first


def _turned(mine: Reading, theirs: Reading) -> str | None:
    """ "Marl bought Corvane for 9 billion" of what Corvane bought Marl for; "gave to" of what was given by."""
    one = _deal(f"{mine.run_up}{mine.quantity.text}{mine.after}")
    if one is None or theirs.around is None:
        return None
    other = _deal(theirs.around.text(*theirs.sentence_span)) or _deal(_title_above(theirs.around.text(0, theirs.quantity.start)))
    if other is None or one.is_gift != other.is_gift:
        return None
    straight = one.first & other.first or one.second & other.second
    turned = one.first & other.second and one.second & other.first
    return other.name if turned and not straight else None


def _with_another(mine: Reading, theirs: Reading) -> str | None:
    """The one side of a deal that the claim gives to another, who is nowhere in the evidence: "Orley paid Corvane 9 million"."""
    one = _deal(f"{mine.run_up}{mine.quantity.text}{mine.after}")
    other = _deal(theirs.around.text(*theirs.sentence_span)) if one is not None and theirs.around is not None else None
    if one is None or other is None or theirs.around is None or one.is_gift != other.is_gift:
        return None
    same_first, same_second = one.first & other.first, one.second & other.second
    if bool(same_first) == bool(same_second):
        return None
    own, its = (one.second, other.second) if same_first else (one.first, other.first)
    said = f"{mine.run_up}{mine.quantity.text}{mine.after}"
    named = _stands_within(own, said) and _stands_within(its, theirs.around.whole)
    if not named or own & _words(theirs.around.whole) or its & _words(said) or _may_be_called(own, its, mine, theirs):
        return None
    return " ".join(sorted(its))


def _may_be_called(own: frozenset[str], its: frozenset[str], mine: Reading, theirs: Reading) -> bool:
    """Whether two names may be those of one, as Google is Alphabet and a country its government."""
    pairs = [
        (one, other)
        for one in (*mine.entities, *mine.sentence_names, *mine.comparators)
        for other in (*theirs.entities, *theirs.sentence_names, *theirs.comparators)
        if own & _words(one.text) and its & _words(other.text)
    ]
    if not pairs:
        return True
    return any(
        name_class(one) != name_class(other)
        or name_class(one) not in ("firm", None, "other")
        or relation(one, other) == "same"
        or may_be_one(one, other, surnames=True)
        for one, other in pairs
    )


_SHARES = re.compile(
    rf"(?P<who>{_NAME})(?:['’]s?)? (?:\([A-Z.]+\) )?(?:shares|stock)\b|\b[Ss](?:hares|tock) (?:of|in) (?:the )?(?P<of>{_NAME})"
)
_AS_SUBJECT = re.compile(r"(?:^\W*|[,;:–—]\s|\b(?:and|but|as|while|after|when|that)\s)(?:[Tt]he\s)?$", re.IGNORECASE)


def _of_another_share(mine: Reading, theirs: Reading) -> str | None:
    """Whose shares they are, where the claim tells of another's: "Intel's shares fell" of "Nvidia's, after a deal with Intel"."""
    if theirs.around is None:
        return None
    text = theirs.around.text(*theirs.sentence_span)
    before = theirs.around.text(theirs.sentence_span[0], theirs.quantity.start)
    own, told = _last_share(mine.lead), _last_share(before)
    if own is None or told is None:
        return None
    one, its = _words(own["who"] or own["of"]), _words(told["who"] or told["of"])
    if not one or not its or one & its or _may_be_called(one, its, mine, theirs):
        return None
    if _AS_SUBJECT.search(before[: told.start()]) is None or one & _words(before[told.end() :]):
        return None  # "Tesla's shares rose 2% and Nvidia fell 9%", "Nvidia, which sold its Tesla shares, fell 9%"
    name = re.escape((own["who"] or own["of"]).split()[-1])
    held = re.search(
        rf"\b[Ss](?:hares|tocks?) (?:of|in) (?:(?:the|both|{_WORD})(?: \([A-Z.]+\))?,?(?: and)? )*{name}\b"
        rf"|\b{name}(?: \([A-Z.]+\))?(?:['’]s?)?(?:,? and [\w’']+)*(?:['’]s?)? (?:shares|stocks?)\b",
        text,
    )
    return None if held is not None else " ".join(word for word in (told["who"] or told["of"]).split() if word not in _OPENERS)


def _last_share(words: str) -> re.Match[str] | None:
    """Whose shares words tell of last."""
    match = None
    for match in _SHARES.finditer(words):  # noqa: B007
        pass
    return match


_HEADING = re.compile(r"^(?:#+ |[ \t]*[-*•] )?\W*(?P<title>[A-Z][^:\n]*?)\W*$", re.MULTILINE)
_VERB_OF_TITLE = re.compile(r"(?<= )(?:Acquires|Buys|Acquired|Bought|Purchases|Takes Over)(?= )")


def _title_above(text: str) -> str:
    """The last heading before a figure, its verb in small letters: "Marl Acquires Corvane Stake"."""
    text = text.rpartition("\n")[0]
    titles = [match["title"] for match in _HEADING.finditer(text, max(0, len(text) - _FAR)) if text.find("\n\n", match.end()) < 0]
    return _VERB_OF_TITLE.sub(lambda match: match.group().lower(), titles[-1]) if titles else ""


_FAR = 400  # characters from a heading to a figure under it
_LOWER = re.compile(r"\b[a-z]+\b")
_TOOK_CONTROL = re.compile(
    r"\b(?:took|takes|taking|gained|gains|won|wins) (?:(?:full|majority) )?control of\b|\b(?:took|takes|taking) over\b"
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: [a-z]+ly)? $")
_SUBJECT = re.compile(
    rf"({_NAME})(?:, (?:which|who|whose|that)|,[^,;.\d]{{1,60}},)?"
    r"(?: (?:has|had|have|will|would|also|then|later|recently|that|which"
    r"|(?:agree[sd]?|plan(?:s|ned)|offer(?:s|ed)|want(?:s|ed)|is) to))* $"
)
_OBJECT = re.compile(rf" (?:[^;.A-Z]|\.\d)*?({_NAME})")
_BEHIND = {word: re.compile(rf"[^;]*?\b{word} (?:[a-z]+ )*?({_NAME})") for word in ("to", "by", "from", "for")}
_PAYS = frozenset({"pay", "pays", "paid"})
_LONGEST = 1_500  # characters of a sentence, each verb of which is looked at


@lru_cache(maxsize=1024)  # every claim asks it of the same sentences
def _deal(sentence: str) -> _Deal | None:
    """The first deal of a sentence that names both its sides."""
    sentence = _TOOK_CONTROL.sub("acquired", sentence[:_LONGEST])
    for verb in _LOWER.finditer(sentence):
        word = verb.group()
        sells, gives, gets = (word in wordlist(name) for name in ("sells", "gives", "gets"))
        if not (sells or gives or gets or word in wordlist("buys")):
            continue
        before = sentence[: verb.start()]
        passive = _BE.search(before)
        subject = _SUBJECT.search(before[: passive.start()] if passive is not None else before)
        behind = ("by",) if passive is not None else ("from",) if gets else ("to",) if gives or sells else ()
        patterns = [_BEHIND[preposition] for preposition in behind] + ([] if passive is not None or gets or sells else [_OBJECT])
        price = _BEHIND["for"].match(sentence, verb.end()) if word in _PAYS and passive is None else None
        if price is not None:
            gives, patterns = False, [_BEHIND["for"]]  # "paid 9 billion for Corvane"
        other = next((match for pattern in patterns if (match := pattern.match(sentence, verb.end())) is not None), None)
        if subject is None or other is None:
            continue
        one, two = _words(subject[1]), _words(other[1])
        one, two = one - two, two - one  # "Family Dollar" and "Dollar Tree"
        turned = (passive is not None) != gets
        is_gift = gives or gets or sells
        return _Deal(is_gift, two, one, other[1]) if turned else _Deal(is_gift, one, two, subject[1])
    return None


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[A-Z][\w&-]+", name)) - _OPENERS


_OPENERS = frozenset({"The", "In", "It", "That", "This", "Last", "On", "At", "And", "But", "After", "As", "While", "When"})

_TRADED = 200  # characters before a figure
_COMMA = re.compile(r"[,;]")


@cache
def _trades() -> re.Pattern[str]:
    buys, sells = ("|".join(sorted(wordlist(name))) for name in ("trades_in", "trades_out"))
    return re.compile(
        r"(?P<who>[\w&’'-]+) (?:(?:has|had|have|also|then|later|recently|since|will|would|plans to|agreed to) )*"
        rf"(?:(?P<buys>{buys})|{sells})\b"
    )


def _last_trade(words: str) -> tuple[str, bool] | None:
    """Who last bought or sold before a figure, and whether that was a purchase, with no comma between: "sold gold and bought"."""
    found = list(_trades().finditer(words, max(0, len(words) - _TRADED)))
    if not found or _COMMA.search(words, found[-1].end()) is not None:
        return None
    who = next((trade["who"] for trade in reversed(found) if trade["who"] not in ("and", "but", "or")), None)
    return None if who is None else (stem(who), found[-1]["buys"] is not None)


def _of_other_side(mine: Reading, theirs: Reading) -> str | None:
    """What the same one sold in the evidence and bought in the claim: "the bank sold 3 billion of its reserves"."""
    one = _last_trade(mine.lead)
    if one is None or theirs.around is None:
        return None
    other = _last_trade(theirs.around.text(theirs.clause_span[0], theirs.quantity.start))
    if other is None or one[1] == other[1] or not (one[0] == other[0] or _are_of_one_name(mine, theirs, one[0], other[0])):
        return None
    return f"what {other[0]} {'bought' if other[1] else 'sold'}"


def _are_of_one_name(mine: Reading, theirs: Reading, one: str, other: str) -> bool:
    """Whether two words are of one name, the subject of both: "Orley Capital bought", "Orley sold"."""
    names = (content_stems(name.text) for name in (*mine.entities, *theirs.entities))
    return classes_agree(mine.entities, theirs.entities)[0] and any({one, other} <= words for words in names)


# --- whose age it is ---

_OLD = re.compile(rf"(?:[ -]years?)?[ -]olds? (?:[a-z-]+ ){{0,3}}({_WORD} {_NAME})")  # "the 23-year-old Oslo clerk" is no Oslo
_AFTER_NAME = re.compile(rf"({_NAME}), (?:aged? )?$")
_BARE = re.compile(r",|\)|\.|$")


def _of_another_age(mine: Reading, theirs: Reading) -> str | None:
    """The age of one whom the claim does not name, told of another of whom the passage tells too: "Ana Berg, 32"."""
    own, its = _who_is_so_old(mine), _who_is_so_old(theirs)
    if own is None or its is None or theirs.around is None or own & its:
        return None
    told = theirs.around.whole
    is_known = any(re.search(rf"\b{re.escape(word)}\b", told) for word in own)
    return " ".join(sorted(its)) if is_known else None


def _who_is_so_old(reading: Reading) -> frozenset[str] | None:
    """The words of the name whose age a figure is: "32-year-old Ana Berg", "Ana Berg, 32,"."""
    if reading.quantity.unit not in ("none", "year"):
        return None
    old = _OLD.match(f"{reading.quantity.text}{reading.after}"[len(reading.quantity.text.split("-")[0].split(" ")[0]) :])
    if old is not None:
        return _words(old[1]) or None
    before = _AFTER_NAME.search(reading.run_up) if reading.quantity.unit == "none" and _BARE.match(reading.after) else None
    return _words(before[1]) or None if before is not None else None


# --- whose the clause is ---

_OPENS = re.compile(
    r"\W*(?:(?:(?:In|On|By|At|During|Since|For) [^,;]{1,40}|Similarly|However|for instance|for example), )*"
    r"(?:(?:But|And|Meanwhile|Still|Yet|While),? )?"
    rf"(?:[Aa]ccording to (?P<by>{_NAME})['’]s [a-z]+(?: [a-z]+)?, it|(?:[Tt]he )?(?P<who>{_NAME})(?P<own>['’]s?)?)(?= [a-z])"
)
_WHO = re.compile(rf"({_NAME}), who [^;]*$")
_SPEAKS = re.compile(
    r"\s(?:said|says|told|reported|reports|wrote|noted|added|announced|found|finds|estimates?d?|expect(?:s|ed)?|put|sees|showed|shows)\b"
)


@record()
class _Subject:
    """The name that a clause is said of, as it stands there."""

    name: str
    is_owner: bool = False  # "Marl's sales rose"


_LABEL = re.compile(r"^\W*\*\*[^*:]*\b[a-z]+[^*:]*:?\*\*:?\s(?=[A-Z])")  # "**CHIPS money:** Plans for"


def _of_another_subject(mine: Reading, theirs: Reading) -> str | None:
    """Whose a figure is by the name that opens its sentence, where the claim opens with one the passage tells of elsewhere."""
    own = _subject(_LABEL.sub("", mine.lead)) if mine.run_up.endswith(mine.lead) or mine.lead.endswith(mine.run_up) else None
    if own is None or theirs.around is None:
        return None
    start, end = theirs.sentence_span
    text = theirs.around.whole
    if (owner := _owner_unlike(mine, theirs, own)) is not None:
        return owner.text
    other = _subject(text[start : theirs.quantity.start])
    if other is None:
        return None
    wanted, its = _words(own.name), _words(other.name)
    if not wanted or not its or its & _words(f"{mine.lead} {mine.trail} {mine.after}") or wanted & _words(text[start:end]):
        return None
    same_form = other.is_owner == own.is_owner and not _are_aliases(own.name, other.name, mine, theirs)
    return other.name if same_form and _stands_within(wanted, text) and _stands_within(its, text) else None


def _are_aliases(own: str, its: str, mine: Reading, theirs: Reading) -> bool:
    """Whether two subjects are names of one: the Fed, the Federal Reserve."""
    ones, others = (
        [each for each in (*side.entities, *side.sentence_names) if each.text in name]
        for side, name in ((mine, own), (theirs, its))
    )
    return any(relation(one, other) == "same" and name_class(one) != "area" for one in ones for other in others)


_TELLING = 3  # digits from which a figure is hardly another firm's too


def _owner_unlike(mine: Reading, theirs: Reading, own: _Subject) -> Name | None:
    """Whose a figure is that is hardly by chance another one's too, 178.2 billion, where the claim gives it to a firm that

    the source never speaks of."""
    if theirs.around is None or _figures(mine) != _figures(theirs) or len("".join(_figures(mine))) < _TELLING:
        return None
    one, two = _firm(mine.entities, own.name), _firm(theirs.entities)
    if one is None or two is None or not is_proper(one) or not (is_proper(two) or " " in two.text):
        return None
    if any(name.text in f"{mine.lead} {mine.trail} {mine.after}" for name in theirs.entities if name_class(name) == "firm"):
        return None
    spelt = (replace(name, id=f"name:{name.text.lower()}") for name in (one, two))
    if relation(one, two) == "same" or may_be_one(*spelt, surnames=True):
        return None
    told = theirs.around.whole.lower()
    is_known = one.id in theirs.known or any(word.lower() in told for word in _words(one.text))
    return None if is_known else two


def _firm(names: Sequence[Name], within: str = "") -> Name | None:
    """The first firm, one that a subject names where that is given."""
    return next((name for name in names if name_class(name) == "firm" and (not within or name.text in within)), None)


def _figures(reading: Reading) -> list[str]:
    """The digits of a number, or of both ends of a range, without the zeros behind them."""
    quantity = reading.quantity
    return ["".join(map(str, end.normalize().as_tuple().digits)) for end in (quantity.value, quantity.low, quantity.high) if end]


@lru_cache(maxsize=1024)
def _subject(words: str) -> _Subject | None:
    """The subject of the words before a figure: the name that "who" stands for, or that opens them; not who only says so."""
    who, opens = _WHO.search(words), _OPENS.match(words)
    if who is not None:
        return _Subject(who[1])
    if opens is None or _SPEAKS.match(words, opens.end()):
        return None
    return _Subject(opens["by"] or opens["who"], opens["own"] is not None)


def _stands_within(name: frozenset[str], text: str) -> bool:
    """Whether a text tells of a name: a word of it that is no ordinary one, or has its capital within a sentence too."""
    return any(
        re.search(rf"[a-z,;\d] {re.escape(word)}\b" if _is_ordinary(word) else rf"\b{re.escape(word)}\b", text) for word in name
    )


def _is_ordinary(word: str) -> bool:
    return common_words().issuperset(word.lower().split("-"))


# --- firms called by ordinary words ---

_DOES = re.compile(r"\W*(?P<who>[A-Z][a-z]{2,}) (?P<does>[a-z]{3,}) ")


def _of_another_firm(mine: Reading, theirs: Reading) -> str | None:
    """Which firm did it, where both are called by words that are ordinary elsewhere: "Frontier flew", not "Southwest flew"."""
    one, other = _DOES.match(mine.lead), _DOES.match(theirs.lead)
    if one is None or other is None or one["who"] == other["who"] or stem(one["does"]) != stem(other["does"]):
        return None
    if not {one["who"].lower(), other["who"].lower()} <= _firms_by_first_word() or theirs.around is None:
        return None
    own = (any(name.text != match["who"] for name in side.entities) for side, match in ((mine, one), (theirs, other)))
    beside = one["who"] in theirs.around.text(*theirs.sentence_span) or other["who"] in f"{mine.lead} {mine.trail} {mine.after}"
    return None if any(own) or beside else other["who"]


@lru_cache(maxsize=1)
def _firms_by_first_word() -> frozenset[str]:
    """The first words of the names of firms, lower case."""
    return frozenset(row.name.split()[0].lower() for row in instruments().values() if row.kind == "company")
