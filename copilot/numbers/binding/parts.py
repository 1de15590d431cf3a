"""Parts and wholes told in one sentence: "5.4 billion, of which 3.6 billion for machines", "seven of the nine voted to cut"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.calendar_words import CARDINALS, count_of
from copilot.numbers.binding.named_parts import against_named_part, before_measure
from copilot.numbers.binding.sorts import are_other_goods, is_told
from copilot.numbers.evidence.amounts import family, may_equal
from copilot.numbers.readings.entities import name_class, stems_of
from copilot.numbers.readings.measures import find_measures, measures, singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, content_stems
from copilot.numbers.wordlists import wordlist

_INTRODUCES_PART = re.compile(r"^\W*(?:of (?:which|whom|them|these|this|that|those)|among them)\b", re.IGNORECASE)
_OPENS_WHOLE = re.compile(
    r"(?P<head>^|(?<!\bshort)(?<!\bshy)(?<!\bahead)(?<!\bclear)(?<!\binstead)\s)(?:out )?of "
    r"(?:(?:the|its|their|these|those|all(?: the)?)|[\w’'-]+(?: [\w’'-]+){0,2}['’]s)\s?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\sof (?:them|these|those|which|whom)\b", re.IGNORECASE)
_FRACTION_OF = re.compile(
    r"\b(?:half|third|quarter|fifth|sixth|eighth|tenth|percent|\d%) (?:of )?(?:the |its |their )?$", re.IGNORECASE
)
_OPENS_ASIDE = re.compile(r"(?P<mark>[—–(,])\s?$")
_REPORTING = content_stems("according report reported data figures")
_BARE_OF = re.compile(r"\bof\s?$")  # "three of 12 banks"
_BARE_OPENING = re.compile(r"\W*(?:Out of|Of|Among|From among) ")
_OF_THOSE = re.compile(r"\s?of (?:those|these|them)\b", re.IGNORECASE)
_FAR = 120  # characters between a part and "those" that it is of
_BREATH = 40  # characters between a part and the whole it is of: "two thirds of the bank's 1.8 million"
_IS_PART = re.compile(r"\s?(?:out )?of (?:the|its|their|these|those|\d|\w+['’]s)", re.IGNORECASE)
_THAT = re.compile(r"\s[\w-]+(?: [\w-]+)? (?:that|which|who)\b")
_NUMBERS = [word for word, count in CARDINALS.items() if 2 <= count <= 12]
_OF_NUMBER = re.compile(
    rf"\s?(?:out )?of (?:the |its |their |these |those )?(\d{{1,3}}|{'|'.join(_NUMBERS)})\b(?![.,]?\d| ?%)", re.IGNORECASE
)
_OF_TIME = r" of (?:the|this|that|its) (?:\w+ )?(?:time|day|week|month|quarter|half|year|decade|period|season|session)\b"
_TOLD_REST = re.compile(
    rf"\b(?:the (?:rest|remainder|others?|balance)|the remaining (?:\w+ )?)\b(?!{_OF_TIME})(?P<of>[^.;]{{0,80}})", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:total|overall|whole|entire|group|all)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:includ\w*|with|among|of which|excluding)\b", re.IGNORECASE)
_INCLUDED = re.compile(r"\W*includ(?:es|ed|ing) (?:(?:an?|the|about|some) )?(?:[a-z-]+ )?$", re.IGNORECASE)
_BEFORE_MEASURE = re.compile(r"(?P<word>[A-Za-z][\w-]*)[ -]$")


_LEAVING = (
    r"apart from|aside from|excluding|other than|except(?:ing| for)?|not (?:counting|including)|(?:leav|sett)ing (?:aside|out)"
    r"|disregarding|but for|save for"
)
EXCEPT = re.compile(
    rf"\b(?:{_LEAVING}|without|outside|beyond|not for|net of|non-|ex-"
    r"|yet to be|still to be|outstanding|after (?:the|these|those|its|their|such) "
    r"(?:\w+ )?(?:cuts?|closures?|sales?|losses|departures?)|(?:be|are|is) left)",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(
    r"\b(?:exclud(?:es?|ed)|(?:strip(?:s|ped)?|leaves?|left|takes?|took) out|(?:leaves?|left|sets?) aside|disregard(?:s|ed)?)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(rf"\b(?:{_LEAVING}|outside (?:of )?(?-i:(?=[A-Z])))\b", re.IGNORECASE)


def words_left_out(reading: Reading, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """The first word of what is left out that is none of others: of "funds other than IBIT drew 80 million" that one."""
    words = f"{reading.lead} {reading.trail}"
    match = EXCEPT.search(words)
    found = WORD.findall(words[match.end() :][:40]) if match is not None else []
    return next((stems for stems in map(content_stems, found) if stems - but), frozenset())


def _of_what_is_left_out(mine: Reading, theirs: Reading, beside: Sequence[Reading]) -> str | None:
    """What is left out, where the evidence's figure is of that very part or of the whole with it: "apart from machines"."""
    words = f"{mine.lead} {mine.trail}"
    around = f"{theirs.lead} {theirs.trail}"
    if not _LEFT_OUT.search(words) or EXCEPT.search(around) or _LEAVES_OUT.search(around):
        return None
    part = words_left_out(mine)
    alike = [other for other in beside if may_equal(other.quantity, theirs.quantity)]
    told = [other for other in (theirs, *alike) if part and part <= other.words]
    return f"with {min(part)}" if told else None


@lru_cache(maxsize=1024)  # every claim asks it of the same figures
def spoken_words(reading: Reading) -> frozenset[str]:
    """The content words of a figure; of "25 of 38 funds lagged", "the 25 funds that lagged" also those further behind."""
    if _IS_PART.match(reading.after) or _THAT.match(reading.after):
        return reading.words | content_stems(reading.after)
    return reading.words


def against_part(mine: Reading, theirs: Reading, beside: Sequence[Reading]) -> str | None:
    """Why a figure of the evidence is the whole where the claim tells a part, or a part where it tells the whole; else None.

    beside: the other readings of the evidence's sentence.
    """
    alike = [other for other in beside if may_equal(other.quantity, theirs.quantity)]
    if theirs.row:
        return None
    told = None
    if alike and not (
        (_IS_PART.match(mine.after) and mine.basis.scope != "all") or _OPENS_WHOLE.search(mine.lead) or _is_bare_whole(mine)
    ):  # else it says itself of what it is a part
        told = _of_whole(mine, theirs, alike) or _of_part(mine, theirs, alike, beside)
    return (
        told
        or _of_what_is_left_out(mine, theirs, beside)
        or _of_another_total(mine, theirs)
        or _of_another_part(mine, theirs)
        or _of_unit(mine, theirs)
        or _of_segment(mine, theirs, alike)
        or against_named_part(mine, theirs, alike)
    )


def _is_bare_whole(mine: Reading) -> bool:
    """Whether a count is that of which something is a part: "three of 12 banks", not "accounted for orders of €5 billion"."""
    return family(mine.quantity.unit) in ("count", "none") and _BARE_OF.search(mine.lead) is not None


_MAKES_UP = re.compile(
    r"\s(?:(?:ha[sd]|have) )?(?:ma(?:de|kes?) up|account(?:s|ed)? for|represent(?:s|ed)?"
    r"|compris(?:es?|ed)|constitut(?:es?|ed)"
    r"|contribut(?:es?|ed))\s(?:\w+ ){0,3}$",
    re.IGNORECASE,
)


def _of_another_part(mine: Reading, theirs: Reading) -> str | None:
    """Both say what makes up so much of a whole, and it is not the same: "fuel made up 31%", "wages made up 31%"."""
    one, other = _MAKES_UP.search(mine.lead), _MAKES_UP.search(theirs.lead)
    if one is None or other is None:
        return None
    head, its = (_subject_of(side, made.start()) for side, made in ((mine, one), (theirs, other)))
    if _NAMED_BEFORE.search(head) or _NAMED_BEFORE.search(its):
        return None  # "such colleges accounted for half"
    stems, its_stems = content_stems(head), content_stems(its)
    return None if not stems or not its_stems or stems & its_stems else f"{theirs.quantity.text} is of {its.strip()}"


_NAMED_BEFORE = re.compile(r"\b(?:such|these|those|they|which|who|but)\b", re.IGNORECASE)


def _subject_of(reading: Reading, verb: int) -> str:
    """The words before a verb of its lead, back to a comma, past a number that belongs to them: "the 13 stripes"."""
    longest = max(reading.lead, reading.run_up, key=len)
    return re.split("[,;:]", longest[: len(longest) - len(reading.lead) + verb])[-1]


_UNIT = re.compile(
    r"\b(?!(?:the|its|their|an?|this|that|each|every|own|other|new|main|core|same|of|and)\b)(?P<part>[A-Za-z][\w&-]+)[ -]"
    r"(?:divisions?|units?|segments?|arms?|subsidiary|(?P<business>business))\b"
    r"(?! (?:sales|price|cost|volume|school|review|hour|day|owner|model|plan|trip|class|leader|partner)s?\b)"
)


_OWNED = re.compile(r"(?:^\W*|(?:\b(?:the|its|their|our|an?|this|that|each|every|other)|['’]s?)\s(?:[\w-]+\s)?)$", re.IGNORECASE)


def _named_unit(words: str) -> re.Match[str] | None:
    """The first division that the words name; "provided essential business expertise" is of none."""
    return next((part for part in _UNIT.finditer(words) if not part["business"] or _OWNED.search(words[: part.start()])), None)


def _of_unit(mine: Reading, theirs: Reading) -> str | None:
    """The evidence's figure is of one division of the firm that the claim's is said of as a whole, or the other way round."""
    counted = family(mine.quantity.unit) in ("count", "none")
    if counted or not mine.entities or name_class(mine.entities[0]) != "firm":
        return None
    part = _named_unit(theirs.lead)
    if part is not None:
        own = [name.text for name in mine.entities]
        set_off = any(f"{name}," in theirs.lead for name in own)  # "Azure, its cloud unit, grew"
        told = is_told(part["part"], frozenset(map(str.lower, WORD.findall(mine.lead))))
        named = told or content_stems(part["part"]) <= mine.words | content_stems(" ".join(own))
        return None if set_off or named else f"{theirs.quantity.text} is of the {part['part']} division alone"
    part = _named_unit(mine.lead)
    if part is None or not {name.id for name in mine.entities} & {name.id for name in theirs.entities}:
        return None
    said = theirs.words | stems_of(theirs.entities)
    said |= content_stems(theirs.run_up) if theirs.role == "to" else frozenset()  # "cloud revenue grew 34% to $15.2 billion"
    return None if content_stems(part["part"]) <= said else f"{theirs.quantity.text} is not of {part['part']}"


def _of_another_total(mine: Reading, theirs: Reading) -> str | None:
    """Both are told as so many of a whole, and the wholes differ: "two of the five", "two of the three"; a whole is no part."""
    one, other = _OF_NUMBER.match(mine.after), _OF_NUMBER.match(theirs.after)
    is_whole = _OPENS_WHOLE.search(mine.lead) or _BARE_OF.search(mine.lead)
    if one is None and other is not None and is_whole and family(mine.quantity.unit) in ("count", "none"):
        return f"{theirs.quantity.text} of {other[1]}"
    if one is None or other is None or count_of(one[1]) == count_of(other[1]):
        return None
    return f"{theirs.quantity.text} is of {other[1]}"


def _of_whole(mine: Reading, whole: Reading, alike: Sequence[Reading]) -> str | None:
    """The evidence's figure is a whole of whose part the claim's words are said."""
    parts = [other for other in alike if is_part_of(other, whole)]
    said = _words_of_its_clause(mine) - stems_of(whole.entities)
    for part in parts:
        own, common = part.words - _REPORTING - _behind_aside(part, whole), _words_of(whole)
        ahead = part.quantity.start < whole.quantity.start
        led = ahead and _OPENS_WHOLE.search(whole.lead) is not None and not _opens(whole)
        if led and part.role == mine.role == "change" != whole.role:
            return f"{whole.quantity.text} is the whole, not the part"  # "will cut 1,200 of its 14,000 jobs"
        if led and family(whole.quantity.unit) in ("count", "none"):  # "seven of the nine members voted": said of the seven
            common, own = _noun_and_rest(whole)
            if len(said & own - common) >= 2:
                return f"{whole.quantity.text} is the whole, not the part"
        elif said & own - common and not (led and said & content_stems(whole.trail)) and not _WITH.search(mine.lead + mine.trail):
            return f"{whole.quantity.text} is the whole, not the part"
    return None


_OF_WHICH_NAME = re.compile(r"(?<!of)(?<!at)(?<!for)(?<!in)(?<!by)\s(?P<who>[A-Z][^,;]*), (?:which|who) (?=[^,;]*$)")


def _words_of_its_clause(mine: Reading) -> frozenset[str]:
    """The words of a figure; of "farms in Kenya supply Sable, which employs 900" those said of the firm alone."""
    match = _OF_WHICH_NAME.search(mine.lead)
    if match is None or not any(name.text == match["who"] for name in mine.entities):
        return mine.words
    return mine.words & content_stems(f"{mine.lead[match.start() :]} {mine.trail}")


def _behind_aside(part: Reading, whole: Reading) -> frozenset[str]:
    """The words that go on with the whole behind an aside about a part: "Five banks, three of them small, cut their rates"."""
    opened = _OPENS_ASIDE.search(whole.after[: max(0, part.quantity.start - whole.quantity.end)])
    if opened is None or not _OF_THEM.match(part.after):
        return frozenset()
    inside, _, behind = part.trail.partition(")" if opened["mark"] == "(" else opened["mark"])
    return content_stems(behind) - content_stems(inside)


def _of_part(mine: Reading, part: Reading, alike: Sequence[Reading], beside: Sequence[Reading]) -> str | None:
    """The evidence's figure is a part and the claim's words name nothing that the whole is not named by too."""
    whole = next((other for other in alike if is_part_of(part, other) or is_of_those(part, other)), None)
    included = _INCLUDED.match(part.lead) is not None and not _WITH.search(mine.lead)
    if whole is None and included:
        whole = next((other for other in alike if other.index == part.index - 1), None)
    if whole is None:
        return None
    behind = _behind_aside(part, whole)
    own = part.words - _words_of(whole) - behind
    if not own or _words_of_its_clause(mine) & own:
        return None
    if mine.words & behind:
        return f"{part.quantity.text} is a part of {whole.quantity.text}"
    names = " ".join(name.text for name in (*mine.entities, *mine.comparators)) + " " + mine.times_text
    before = frozenset().union(*(other.words for other in beside if other.quantity.start < part.quantity.start))
    left = mine.words - _words_of(whole) - before - content_stems(names) - content_stems("total overall group whole entire")
    if not left or _TOTAL.search(mine.lead) or (included and mine.words & _words_of(whole)):
        return f"{part.quantity.text} is a part of {whole.quantity.text}"
    return None


def _opens(whole: Reading) -> bool:
    """Whether a whole opens its sentence: "Of the 38 funds 11 …"."""
    match = _OPENS_WHOLE.search(whole.lead)
    return match is not None and whole.segment_span[0] == whole.sentence_span[0] and not whole.lead[: match.start()].strip()


def are_one_whole(mine: Reading, theirs: Reading) -> bool:
    """Whether both are of what so many are a part: "17 of the 28 lenders", "Of the 28 lenders, 17", "Of 28 polled, 17"."""
    opens = _opens(theirs) or _BARE_OPENING.fullmatch(theirs.lead) is not None
    return opens and (_OPENS_WHOLE.search(mine.lead) or _BARE_OF.search(mine.lead)) is not None


def are_of_one_noun(mine: Reading, theirs: Reading) -> bool:
    """Whether both count the same whole before what is said of a part: "seven of the 12 directors are men"."""
    counted = mine.quantity.unit == theirs.quantity.unit and mine.quantity.unit.startswith("count:")
    return counted and all(_OPENS_WHOLE.search(side.lead) for side in (mine, theirs))


def _words_of(whole: Reading) -> frozenset[str]:
    """The words of a whole with the noun it counts, which may stand nearer to its part."""
    return whole.words | content_stems(whole.quantity.unit.removeprefix("count:"))


def is_part_of(part: Reading, whole: Reading) -> bool:
    """Whether the words make one figure a part of another: "of which", "of the 38", "of its 9,400 employees 2,350"."""
    if part.quantity.start > whole.quantity.start:
        behind = family(part.quantity.unit) != "points" and _OF_THEM.match(part.after)  # "3% of those" is of no percentage
        introduced = _INTRODUCES_PART.match(part.lead) or behind
        return (bool(introduced) and part.quantity.start - whole.quantity.end < 60) or _opens(whole)
    gap = whole.quantity.start - part.quantity.end
    if not 0 < gap < 2 * _BREATH or _OPENS_WHOLE.search(whole.lead) is None:
        return False
    return gap < _BREATH or _FRACTION_OF.search(whole.run_up) is not None  # "set aside 2 million, a fifth of the 10 million"


def is_of_those(part: Reading, whole: Reading) -> bool:
    """Whether it is so many "of those" told just before: "1,700 branches opened; 85 of those in the capital"."""
    gap = part.quantity.start - whole.quantity.end
    shares = family(part.quantity.unit) == family(whole.quantity.unit) == "points"  # "42% here, 19% of those there"
    return 0 < gap < _FAR and not shares and _OF_THOSE.match(part.after) is not None


def _noun_and_rest(whole: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """The words up to the counted noun behind a figure, and those after it."""
    noun = whole.quantity.unit.removeprefix("count:")
    match = re.search(rf"\b{re.escape(noun[:4])}\w*", whole.trail, re.IGNORECASE)
    cut = match.end() if match else 0
    return content_stems(whole.trail[:cut]), content_stems(whole.trail[cut:])


def _of_segment(mine: Reading, theirs: Reading, alike: Sequence[Reading]) -> str | None:
    """The measure is told of one segment here and of another one or the total there: "gaming revenue", "total revenue"."""
    if mine.measure is None or mine.measure != theirs.measure or measures()[mine.measure].generic:
        return None
    one = _segment_word(mine)
    if one is None and not _TOTAL.search(mine.lead):
        return None
    other = _segment_word(theirs)
    if other is not None and one is None:
        return f"{theirs.quantity.text} is of {other} alone"
    if one is None or content_stems(one) & (theirs.words | (content_stems(other) if other else frozenset())):
        return None
    if other is not None and one.lower() in theirs.context:
        return f"{theirs.quantity.text} is of {other}"
    named = find_measures(theirs.lead) and any(content_stems(one) & rival.words for rival in alike)
    return f"{theirs.quantity.text} is not of {one}" if named or are_other_goods(one, other) else None


@lru_cache(maxsize=64)  # a claim is held against many figures
def _segment_word(reading: Reading) -> str | None:
    """The noun right before a measure, as "gaming" of "gaming revenue"; None where none or an ordinary adjective stands there."""
    match = _BEFORE_MEASURE.search(before_measure(reading.lead, reading.measure))
    if (
        match is None
        or match["word"].lower() in wordlist("no_segment")
        or match["word"].lower().endswith(("ly", "ed", "er", "est"))
        or singular(match["word"].lower()) in wordlist("the_employed")  # "workers laid off" are "employees laid off"
    ):
        return None
    if match["word"][0].isupper():
        return None  # a name, or the first word of a headline
    if any(match["word"] in name.text for name in (*reading.entities, *reading.comparators, *reading.sentence_names)):
        return None
    return match["word"] if content_stems(match["word"]) else None


@lru_cache(maxsize=1024)  # every claim asks it of the same figures
def tells_rest(last: Reading) -> bool:
    """Whether the words behind a figure go on with the rest: "18 were late and the others cancelled"."""
    return _TOLD_REST.search(last.trail) is not None


def is_told_rest(last: Reading, said: frozenset[str]) -> bool:
    """Whether what is said is told of the rest behind the last part, and not of it: "18 were late and the others cancelled"."""
    match = _TOLD_REST.search(last.trail)
    if match is None or not content_stems(match["of"]) & said:
        return False
    return not content_stems(last.lead + " " + last.trail[: match.start()]) & said & content_stems(match["of"])
