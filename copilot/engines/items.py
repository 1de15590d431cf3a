"""What stands over a sentence: "- Report date: 3 May" under the heading "Acme", growth under "Germany", says of whom it is."""

from __future__ import annotations

import re

from copilot.types import Span

_MARKER = re.compile(r"[ \t]*(?:(?:[-–•●▪◦‣·*+]|\(?\d{1,2}[.)])[ \t]+)+")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|(?=[^\n]*:[ \t]*$))(?P<words>[^\n|]{2,90}?):?[ \t]*", re.MULTILINE)
_SECTION = re.compile(r"^[ \t]*(?P<level>#{1,6})[ \t]+(?P<words>[^\n]{2,90}?)[ \t#]*$", re.MULTILINE)
_FARTHEST_HEADING_CHARS = 400
_LABELLED = re.compile(r"[A-Z][^.:?!]{1,45}: \S")
_FIGURE = re.compile(r"\d")
_LETTERS = 0.3  # share of a row of words


def is_list_item(article: str, start: int, end: int) -> bool:
    """Whether a span is the whole of a line that a bullet or a number opens."""
    opening = article.rfind("\n", 0, start) + 1
    return article[end : end + 1] in ("", "\n") and _MARKER.fullmatch(article[opening:start]) is not None


def is_telling_item(text: str, *, has_verb: bool) -> bool:
    """Whether an item of a list says something by itself: with a verb, or as a label and what it holds.

    >>> is_telling_item("Report date: 3 May, after the close", has_verb=False), is_telling_item("Outlook:", has_verb=False)
    (True, False)
    """
    if text.endswith((":", "?")) or "|" in text or sum(c.isalpha() for c in text) < _LETTERS * len(text):
        return False
    return has_verb or (_LABELLED.match(text) is not None and _FIGURE.search(text) is not None)


def heading_above(article: str, start: int) -> Span | None:
    """The words of the nearest heading above an item, where it is near; None where there is none.

    >>> text = "## Acme Corp\\n\\n- Report date: 3 May\\n- Call: 9 am"
    >>> text[slice(*heading_above(text, 36))]
    'Acme Corp'
    """
    line = article.rfind("\n", 0, start)
    while line > 0 and start - line < _FARTHEST_HEADING_CHARS:
        before = article.rfind("\n", 0, line) + 1
        found = _HEADING.fullmatch(article, before, line)
        if found is not None and not _MARKER.match(article, before, line):
            return found.span("words")
        line = before - 1
    return None


def sections_above(article: str, start: int) -> list[Span]:
    """The words of the Markdown headings that a place stands under, the nearest first and each above the one before.

    >>> text = "## Asia\\n\\n### Japan\\n\\nIt grew.\\n\\n#### Risks\\n\\nDebt."
    >>> [text[slice(*span)] for span in sections_above(text, text.index("Debt"))]
    ['Risks', 'Japan', 'Asia']
    """
    found: list[Span] = []
    least = 7
    for heading in reversed(list(_SECTION.finditer(article, 0, start))):
        level = len(heading["level"])
        if level < least:
            found.append(heading.span("words"))
            least = level
    return found
