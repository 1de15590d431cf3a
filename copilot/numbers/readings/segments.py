"""Which words of a sentence belong to which of its numbers: the sentence is cut between neighbouring numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from copilot.numbers.openings import word_begins
from copilot.numbers.readings import basis, denials, opposites
from copilot.numbers.types import Quantity
from copilot.records import record
from copilot.sentences import sentences
from copilot.types import Span

_MONEY = (  # "lost 1.3% against the dollar" holds no figure against another
    r"(?:dollar|euro|yen|pound|sterling|franc|yuan|renminbi|rupee|real|peso|won|rouble|ruble|kron[ae]|lira|zloty|forint|rand)\b"
)
_STRONG = re.compile(
    r";\s|\s[–—]\s|\s--?\s|,?\s(?:while|whereas|but|although|though|despite"
    rf"|(?:against|versus|vs\.?)(?!\s(?:the\s)?(?:US\s)?{_MONEY})|compared (?:with|to)|after"
    r"|following|where|when|whilst|as(?=\s(?!reported|expected|planned|(?:well|in|on|at)\b))"
    r"|up from|down from|unchanged from|above|below"
    r"|beating|topping|missing|excluding"
    r"|of which|which|before(?=\s\w+ing\b))\s(?!of\b)",
    re.IGNORECASE,
)
_LONGEST = 1500
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_MORE_THAN = re.compile(r".*\w.*\s(?:more|less|fewer|greater|higher|lower) than\s", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:above|below)\b", re.IGNORECASE)
_WEAK = re.compile(
    r",?\s(?:and|or|then|plus|with(?! (?:(?:its|their|the) )?(?:dividends?|distributions?|coupons?|income|payouts?)\b))\s"
    r"|,\s|\s\(|\)\s?,?|/\s",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\s(?:from|to|than|by|out of|on)\s", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|across|among|for|within|during|throughout)\s", re.IGNORECASE)
_INSIDE_PHRASE = re.compile(
    r"\w\s(?:of|at|from|in|for|by|across|among|to|on)\s(?:(?:the|its|their|all|these|those|our|[\w&.-]+['’]s?)\s)*$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(  # behind a count: " regions added up to "
    r"(?: [a-z-]+){1,2} (?:[a-z]{2,}ed(?: up)?|came|rose|fell|grew|shrank|sank) (?:to|by) "
    r"(?:(?:about|over|nearly|almost|some) )?\W?"
)
_TIMED_COLON = re.compile(r"\s(?:in|on|for|over|during|since|this|last)\b[^:;,|\d]{0,20}\d{0,4}(?=:\s)", re.IGNORECASE)
_CLAUSE = re.compile(
    r";\s|\s[–—]\s|\s--\s|,\s(?:while|whereas|but|although|though"
    r"|and (?=(?:the )?(?:[\w&.'’-]+ ){1,4}?(?:\w*[a-z]ed|rose|fell|lost|slid)\b))\s?",
    re.IGNORECASE,
)


_BEHIND_MARK = re.compile(  # where the next statement begins behind a citation; "[1], in May" still tells of the one before
    r"\s?[,;]\s(?!(?:in(?! (?:line|contrast|turn)\b)|on|at|for|during|over|since|from|to|of|by|as|per|according"
    r"|starting|beginning|ending|lasting|dating)\b)"
    r"|\s(?:and|but|so|while|whereas|although|though)\s",
    re.IGNORECASE,
)


class Wording:
    """The words of one sentence, as each of its figures asks for them.

    `begins`: how they begin, for a pattern that needs a word is tried only where one begins so; `cues`: the patterns of basis
    worth trying; `refuses`: whether they tell of something turned down; `tells_a_deed`: whether they may name one that excludes
    another; `statistics`: every one they name.
    """

    def __init__(self, text: str) -> None:
        lower = text.lower()
        self.begins = word_begins(lower)
        self.cues = basis.cues(self.begins)
        self.refuses = denials.tells_of_refusal(lower, self.begins)
        self.tells_a_deed = opposites.tell_a_deed(self.begins)
        self.statistics = basis.statistics(lower, self.cues)


@record()
class Segment:
    """The words around one number. `start <= number.start`, `number.end <= end`; `opener` is the word the segment begins with.

    `clause` numbers the clauses of a text in order; `first` is true for the first number of its clause.
    """

    item: int  # index into the items
    start: int
    end: int
    sentence: int
    sentence_span: Span
    clause: int
    clause_span: Span
    opener: str
    strong: bool  # cut off from the number before it by a strong mark or the begin of the sentence
    statement: (
        Span  # what its citation governs: from the citation before it, else the begin of the sentence, to its own or the end
    )
    wording: Wording  # of its sentence
    behind_mark: bool = False  # first behind the citation of another statement


def sentence_spans(text: str) -> list[Span]:
    """The sentences as numbers are read in them; all of a text that has none."""
    return _bounded(text, _answers_joined(text, sentences(text)) or [(0, len(text))])


def segments(
    text: str, items: Sequence[Quantity], which: Sequence[int], opaque: Sequence[Span], spans: Sequence[Span]
) -> list[Segment]:
    """Cuts each sentence between the numbers `which` (indices into items, in order).

    opaque: spans never cut (names, dates). spans: its sentences.
    """
    found: list[Segment] = []
    starts = [items[index].start for index in which]
    covered = sorted(opaque)
    ends = _statement_ends(text, items)
    clause = 0
    for number, span in enumerate(spans):
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        clauses = _clauses(text, span, covered)
        if first < last:
            cut = _of_sentence(text, items, which[first:last], covered, (number, span, clauses, clause))
            for segment, before in zip(cut, [span[0], *starts[first : last - 1]], strict=True):
                found.append(_between_marks(segment, items[segment.item], ends, before) if ends else segment)
        clause += len(clauses)
    return found


def _statement_ends(text: str, items: Sequence[Quantity]) -> list[int]:
    """Where one statement ends and the next begins: behind a citation that a comma or a joining word follows."""
    return [item.end for item in items if item.kind == "citation" and _BEHIND_MARK.match(text, item.end)]


def _between_marks(segment: Segment, item: Quantity, ends: Sequence[int], before: int) -> Segment:
    """A segment without what another citation governs. before: where the figure before it begins, or its sentence."""
    after = bisect_left(ends, item.start)
    sentence = segment.sentence_span
    statement = max(sentence[0], ends[after - 1] if after else 0), min([sentence[1], *ends[after : after + 1]])
    start, end = max(segment.start, statement[0]), max(item.end, min(segment.end, statement[1]))
    opener = segment.opener if start == segment.start else ""
    return replace(segment, start=start, end=end, opener=opener, statement=statement, behind_mark=statement[0] > before)


def _bounded(text: str, spans: list[Span]) -> list[Span]:
    """Sentences of at most so many characters: what is longer is a list or a dump, and is cut at a space."""
    found: list[Span] = []
    for start, end in spans:
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found


def _answers_joined(text: str, spans: list[Span]) -> list[Span]:
    """A bare number after a question belongs to the question."""
    found: list[Span] = []
    for start, end in spans:
        bare = end - start <= 40 and len(_LETTERS.findall(text[start:end])) <= 1
        if found and bare and text[found[-1][1] - 1 : found[-1][1]] == "?" and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _clauses(text: str, span: Span, covered: Sequence[Span]) -> list[Span]:
    """The clauses of a sentence, split at semicolons, spaced dashes and joining words."""
    edges = [span[0]]
    for match in _CLAUSE.finditer(text, span[0], span[1]):
        if not _inside(match.start(), covered):
            edges.append(match.start() + 1)
    return [span] if len(edges) == 1 else list(zip(edges, [*edges[1:], span[1]], strict=True))


def _of_sentence(
    text: str,
    items: Sequence[Quantity],
    which: Sequence[int],
    covered: Sequence[Span],
    place: tuple[int, Span, list[Span], int],
) -> list[Segment]:
    number, span, clauses, base = place
    cuts = [(span[0], "", True)]
    for left, right in pairwise(which):
        marks = [item.end for item in items[left + 1 : right] if item.kind == "citation"]  # what stands before one is of the left
        counts = items[left].unit.startswith("count:")
        cut = _cut(text, marks[-1] if marks else items[left].end, items[right].start, covered, counts)
        goes_on = counts and (cut[0] == items[left].end or _PREDICATE.fullmatch(text, items[left].end, items[right].start))
        if goes_on and _INSIDE_PHRASE.search(text, cuts[-1][0], items[left].start):
            cut = cuts[-1]  # "Revenue from the 12 largest stores fell 5%": of revenue
        cuts.append(cut)
    ends = [cut[0] for cut in cuts[1:]] + [span[1]]
    result: list[Segment] = []
    begins = [clause[0] for clause in clauses]
    wording = Wording(text[span[0] : span[1]])
    for index, (start, opener, strong), end in zip(which, cuts, ends, strict=True):
        at = max(0, bisect_left(begins, items[index].start + 1) - 1)
        if start < clauses[at][0] <= items[index].start:
            start, opener, strong = clauses[at][0], "", True
        end = max(items[index].end, min(end, clauses[at][1]))
        result.append(Segment(index, start, end, number, span, base + at, clauses[at], opener, strong, span, wording))
    return result


class _Joint(NamedTuple):
    """Words at which a sentence may be cut, by their place in the words between two numbers."""

    start: int
    end: int
    words: str

    @property
    def opener(self) -> str:
        """What the part behind it begins with."""
        return self.words.strip(" ,;:()").lower()


_JOINTS = {"strong": _STRONG, "weak": _WEAK, "small": _SMALL, "place": _PLACE}


@lru_cache(maxsize=4096)
def _joints(kind: str, between: str) -> tuple[_Joint, ...]:
    """The joints of one kind; most numbers have the same few words between them, " to ", ", and "."""
    return tuple(_Joint(*match.span(), match.group()) for match in _JOINTS[kind].finditer(between))


def _cut(text: str, left: int, right: int, covered: Sequence[Span], counts: bool) -> tuple[int, str, bool]:
    """Where the words between two numbers part: before a strong mark, else a weak one, else a small preposition.

    counts: whether the left one counts things, which stand behind it.
    """
    between, length = text[left : right + 1], right - left
    for kind in _JOINTS:
        found = _joints(kind, between)
        joints = [joint for joint in found if not _inside(left + joint.start, covered)] if found else []
        if not joints:
            continue
        if kind == "strong":  # "below $25 billion" is a bound, no comparison
            joints = [joint for joint in joints if not (joint.end >= length - 1 and _BOUND.search(joint.words))]
        if kind == "strong" and len(joints) > 1 and joints[0].start == 0 and "excluding" in joints[0].words:
            joints = joints[1:]  # "$2.31 excluding items, against 2.25": said of the first
        if kind == "strong" and joints and joints[0].start == 0 and _BOUND.search(joints[0].words):
            # "8% below the third quarter's and 3% above a year earlier"
            weak = _joints("weak", between[joints[0].end :])
            offset = left + joints[0].end
            joint = next((joint for joint in weak if not _inside(offset + joint.start, covered)), None)
            if joint is not None:
                return offset + joint.start, joint.opener, False
        if kind == "small":  # "offered more than £900 million" is a bound too; "4.6% more than 2.8 million" compares
            joints = [joint for joint in joints if not (joint.end >= length and _is_bound(between, joint))]
        if kind == "place":  # "175 suspected drug dealers in 12 states": what is counted stands behind its number
            joints = [joint for joint in joints if counts and joint.start > 0]
        if kind == "weak":  # "its November low ($112)": the bracket belongs to the words before it
            joints = [joint for joint in joints if not (joint.words.endswith("(") and joint.end >= length)]
        if joints:
            joint = joints[-1] if kind in ("small", "place") else joints[0]
            return left + joint.start, joint.opener, kind == "strong"
    timed = _TIMED_COLON.match(text, left, right)  # "24.2% in 2023: a two-year gain of 53%": the year is of what stands before it
    return (timed.end(), "", False) if timed else (left, "", False)


def _is_bound(between: str, joint: _Joint) -> bool:
    return joint.opener == "than" and _MORE_THAN.fullmatch(between, 0, joint.end) is not None


def _inside(at: int, covered: Sequence[Span]) -> bool:
    index = bisect_left(covered, (at + 1, 0)) - 1
    while index >= 0 and covered[index][0] > at - 80:
        if covered[index][0] <= at < covered[index][1]:
            return True
        index -= 1
    return False
