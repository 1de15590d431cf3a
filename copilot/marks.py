"""Citation marks, `[1]`, `[M2]`, `[1, M2]`, `[1-3]`: taken out of a text, with every span carried over to what is left.

Also the cleaning of text that a model or an article wrote, before anything of it is shown: a tick, an escape sequence or an
invisible character in it is not ours.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copilot.types import DraftSentence, Span

MARK = re.compile(r"\[\s*M?\d{1,4}(?:\s*[,;\-–—]\s*M?\d{1,4})*\s*\]")
_PART = re.compile(r"(M?)(\d{1,4})(?:\s*[\-–—]\s*M?(\d{1,4}))?")
_LONGEST_RANGE = 50
_MARK_AND_SPACE = re.compile(rf"(?:(?<![ \t\u00a0])[ \t\u00a0]+)?{MARK.pattern}")

# What a screen, ours or another's, could use to say "checked" or "wrong": glyphs, their names and entities, our ASCII forms.
_TICK = (
    "(?:[\u2610-\u2612\u2705\u2713-\u2718\u274c\u274e\u2753\u2754\u26a0\u26a1\u2b55]"
    "|[\U0001f44c\U0001f44d\U0001f4af\U0001f197\U0001f534\U0001f5f4-\U0001f5f9\U0001f7e0-\U0001f7e2]"
    r"|(?<=[\d%])[\u2248\u2205](?!\s*\d)"
    r"|:(?:(?:white_|heavy_)?check_?mark(?:_button)?|ballot_box_with_check|x|ok):"
    r"|&(?:check|checkmark|cross|#0*100(?:03|04|07|08)|#0*9989|#x0*27(?:13|14|17|18)|#x0*2705);"
    r"|\{(?:ok|~|!|x|\?|-)\})\ufe0f?"
)
_TICKS = re.compile(rf"(?:(?<![ \t])[ \t]+)?{_TICK}(?:[ \t]*{_TICK})*(?=[\s.,;:!?\[)]|$)|{_TICK}", re.IGNORECASE)
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def neutralise(text: str) -> str:
    """The text without escape sequences, control, invisible and direction-changing characters: safe to put on a screen.

    >>> neutralise("up \\x1b[31m5%\\x1b[0m\\u202e\\u200b today\\r\\n")
    'up 5% today\\n'
    """
    text = _LINE_ENDS.sub("\n", _ESCAPE.sub("", text))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def clean_model_text(text: str) -> str:
    """Text of a model or an article without forged ticks and without what `neutralise` removes. Doing it twice changes nothing.

    >>> clean_model_text("Shares rose 4.1% ✓ [1] and fell ✅2%.")
    'Shares rose 4.1% [1] and fell 2%.'
    """
    text = neutralise(text)
    while _TICKS.search(text):
        text = _TICKS.sub("", text)
    return text.replace("\ufe0f", "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark that was taken out: where it stood in the plain text, and its own text, `[1, M2]`."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class SpanMap:
    """Where each character of the plain text stood in the marked text. Invariant: plain[i] == marked[kept[i]]."""

    kept: Sequence[int]
    marks: tuple[Mark, ...]

    def to_plain(self, start: int, end: int) -> Span:
        """The same span in the plain text; marks inside it are gone, a span of a mark alone is empty.

        >>> plain, moved = strip_marks("Up 5% [1], then 2% [M1].")
        >>> moved.to_plain(16, 18), plain[12:14]
        ((12, 14), '2%')
        """
        return bisect_left(self.kept, start), bisect_left(self.kept, end)


def ids_of(mark: str) -> Iterator[str]:
    """The evidence that a mark names, in order; a range one by one, and not without end.

    >>> list(ids_of("[2; M1, 4–6]"))
    ['2', 'M1', '4', '5', '6']
    """
    for prefix, first, last in _PART.findall(mark):
        for number in range(int(first), min(int(last or first), int(first) + _LONGEST_RANGE) + 1):
            yield f"{prefix}{number}"


def strip_marks(text: str) -> tuple[str, SpanMap]:
    """The text without citation marks and the space before them, and the map of spans from the text to it.

    >>> strip_marks("Sales rose 5% [1][M2]. They fell 2% in May [1-3, 5].")[0]
    'Sales rose 5%. They fell 2% in May.'
    """
    kept, marks, plain = list(range(len(text))), list[Mark](), text
    while found := [span for match in _MARK_AND_SPACE.finditer(plain) if (span := _mark_span(plain, match))]:
        gone = {at for start, end, _ in found for at in range(start, end)}
        before = sorted(gone)
        marks = [Mark(item.at - bisect_left(before, item.at), item.text) for item in marks]
        marks += [Mark(start - bisect_left(before, start), mark) for start, _, mark in found]
        kept = [at for place, at in enumerate(kept) if place not in gone]
        plain = "".join(character for place, character in enumerate(plain) if place not in gone)
    return plain, SpanMap(tuple(kept), tuple(sorted(marks, key=lambda mark: mark.at)))


def _mark_span(text: str, match: re.Match[str]) -> tuple[int, int, str] | None:
    """What goes with a mark, and its text: the space before it, or at the start of a line the space after it.

    Where what is left would run together into another word or number ("5 [1].6", "5[1]m"), one space stays; where there is
    none, the mark does.
    """
    start, end = match.span()
    mark = match.group().lstrip(" \t\u00a0")
    before, after = text[start - 1 : start], text[end : end + 2]
    if before in {"", "\n"}:
        return start, end + (after[:1] in {" ", "\t"}), mark
    has_space = len(mark) < end - start
    if has_space and after[:1].isalnum() and before.isalnum():
        return start + 1, end, mark
    if _runs_together(before, after):
        return (start + 1, end, mark) if has_space else None
    return start, end, mark


def _runs_together(before: str, after: str) -> bool:
    if before.isdigit():
        return bool(re.match(r"[\w%¢½¼¾/\-–−]|[.,:]\d", after))
    return before in ".,:/+-–−$€£¥%(" and after[:1].isdigit()


def join_sentences(sentences: Iterable[DraftSentence]) -> tuple[str, tuple[Span, ...]]:
    """The marked text of a draft and the span of each sentence: a space between sentences, an empty line between sections.

    >>> join_sentences([DraftSentence("A [1]."), DraftSentence("B."), DraftSentence("C.", section="data")])
    ('A [1]. B.\\n\\nC.', ((0, 6), (7, 9), (11, 13)))
    """
    text, spans, section = "", [], None
    for sentence in sentences:
        if text:
            text += " " if sentence.section == section else "\n\n"
        spans.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text
        section = sentence.section
    return text, tuple(spans)
