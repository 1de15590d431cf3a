"""Finds what surrounds a story without being part of it: prompts to log in, "about us", disclaimers, tag lists, repeats.

By general rules on whole lines and, for disclaimers, on sentences. What is found is stored and shown, never retrieved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copilot.resources import reference_table
from copilot.sentences import sentences
from copilot.types import Span

_PROMPT_WORDS = 30  # a longer line that merely starts like a prompt is prose
_REPEATED_WORDS, _PARAGRAPH_WORDS = 8, 12
_AROUND = {  # what may stand before the words of a list, and behind them
    "prompts": (r"(?:please )?", ""), "disclaimer_headings": (r"\W*", r"\b\W*(?:$|:)"), "about": (r"#{0,6}\s*", ""),
}  # fmt: skip
_ABOUT_NAME = re.compile(r"#{0,6}\s*About [A-Z][\w&.,'’ -]{1,50}$")
_AMOUNT = re.compile(r"[$€£¥%]|\d[.,]\d")


def find_boilerplate(text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Spans of `text` that are no story, in order and merged. `known` are header lines found before.

    >>> text = "Shares rose 3% on Friday.\\n\\nLog in to read more.\\n\\nThis is not investment advice."
    >>> [text[start:end] for start, end in find_boilerplate(text)]
    ['Log in to read more.\\n\\nThis is not investment advice.']
    """
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    spans = {
        *known,
        *_single_lines(text, lines),
        *_about_sections(text, lines),
        *_disclaimers(text, lines),
        *_repeats(text, lines),
        *_tag_lists(text, lines, set(known)),
    }
    return _merged(text, sorted(spans))


@cache
def _phrases(of: str) -> re.Pattern[str]:
    """One list of `reference/boilerplate.toml` as a pattern."""
    before, after = _AROUND.get(of, ("", ""))
    return re.compile(f"{before}(?:{'|'.join(reference_table('boilerplate.toml')[of])}){after}", re.IGNORECASE)


def _single_lines(text: str, lines: list[Span]) -> Iterator[Span]:
    for start, end in lines:
        line = text[start:end].lstrip("#>-–•* ").strip()
        if len(line.split()) > _PROMPT_WORDS:
            continue
        has_amount = _AMOUNT.search(line) is not None
        is_menu = " > " in line and not has_amount
        is_prompt = not has_amount and (_phrases("prompts").match(line) or _phrases("furniture").match(line))
        if is_prompt or is_menu or _phrases("footers").search(line) or not re.search(r"[\w|]", line):
            yield start, end


def _about_sections(text: str, lines: list[Span]) -> Iterator[Span]:
    """ "About us: …" in one line, or an "About …" heading with the paragraph under it."""
    for at, (start, end) in enumerate(lines):
        line = text[start:end]
        is_about = _phrases("about").match(line)
        if is_about or (_ABOUT_NAME.match(line) and at >= len(lines) // 2):
            yield start, end
            is_heading = len(line.split()) <= 8 and not re.search(r"[.!?]$", line)
            if is_heading and at + 1 < len(lines) and len(text[slice(*lines[at + 1])].split()) > 8:
                yield lines[at + 1]


def _disclaimers(text: str, lines: list[Span]) -> Iterator[Span]:
    """Disclaiming and prompting sentences; the whole line where they are most of it, or it is labelled so."""
    for at, (start, end) in enumerate(lines):
        line = text[start:end]
        if _phrases("disclaimer_headings").match(line):
            yield start, end
            if len(line.split()) <= 4 and at + 1 < len(lines):
                yield lines[at + 1]
            continue
        inner = [(start + first, start + last) for first, last in sentences(line)]
        found = [span for span in inner if _is_disclaimer(text[slice(*span)])]
        if 2 * len(found) > len(inner):
            yield start, end
        else:
            yield from found


def _is_disclaimer(sentence: str) -> bool:
    if _phrases("disclaimers").search(sentence):
        return True
    is_prompt = _phrases("prompts").match(sentence) is not None
    return is_prompt and len(sentence.split()) <= _PROMPT_WORDS and not _AMOUNT.search(sentence)


def _repeats(text: str, lines: list[Span]) -> Iterator[Span]:
    """Later copies of a long line: the headline again, a footer on every page. Bullets may repeat: they belong to their lists."""
    seen: set[str] = set()
    for start, end in lines:
        key = text[start:end].lstrip("# ").casefold()
        if len(key.split()) >= _REPEATED_WORDS and re.match(r"\w|[\"“‘'(]", key):
            if key in seen:
                yield start, end
            seen.add(key)


def _tag_lists(text: str, lines: list[Span], known: set[Span]) -> Iterator[Span]:
    """Runs of three or more bare labels above or below the story: tags, menus, tickers. Inside the story a list is content."""
    story = [at for at, span in enumerate(lines) if len(text[slice(*span)].split()) > _PARAGRAPH_WORDS and span not in known]
    if not story:
        return
    run: list[Span] = []
    for at, span in enumerate([*lines, (len(text), len(text))]):
        if (at < story[0] or at > story[-1]) and (_is_label(text[slice(*span)]) or (run and span in known)):
            run.append(span)
            continue
        labels = [label for label in run if label not in known]
        if len(labels) >= 3:
            yield from labels[:-1] if _heads_paragraph(text, labels[-1], span) else labels
        run = []


def _is_label(line: str) -> bool:
    is_bare = not re.search(r"[.!?:;,|]|^[-–•*#>\d(\"“]", line.replace("U.S.", "US")) and not _AMOUNT.search(line)
    return is_bare and 0 < len(line.split()) <= 5


def _heads_paragraph(text: str, label: Span, following: Span) -> bool:
    """Whether the last label of a run stands alone above a paragraph: then it is that paragraph's heading."""
    stands_alone = text[: label[0]].endswith("\n\n")
    return stands_alone and len(text[slice(*following)].split()) > _PARAGRAPH_WORDS


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
