"""The help as a terminal shows it: wrapped to its width, marks in ASCII where it has no glyphs. A pipe gets it as written."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap

_COLUMNS = re.compile(r"(?P<left> +\S.*?)(?P<gap> {2,})(?P<right>\S.*)")
_NARROWEST = 24  # the least room the right column of two is worth


class HelpText(argparse.HelpFormatter):
    """Keeps the lines of a description that fit; those that do not are wrapped, the two columns of a list each in its own."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = [indent + line for line in _with_marks(text).splitlines()]
        if sys.stdout.isatty() and max(map(len, lines), default=0) > width:
            lines = [row for line in _paragraphs(lines) for row in fitted(line, width)]
        return "\n".join(lines)


def fitted(line: str, width: int) -> list[str]:
    """The line in rows of that width; what stands behind a wide gap stays in its column, or goes below where none is left.

    >>> fitted("  NAME   what the name is for", 18)
    ['  NAME', '      what the', '      name is for']
    """
    if len(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    columns = _COLUMNS.fullmatch(line)
    if columns is None:
        return textwrap.wrap(line, width, subsequent_indent=" " * (indent + 4 * (indent > 0)), break_on_hyphens=False)
    at = columns.start("right")
    if width - at >= _NARROWEST:
        return textwrap.wrap(line, width, subsequent_indent=" " * at, break_on_hyphens=False)
    below = " " * (indent + 4)
    rows = textwrap.wrap(columns["right"], width, initial_indent=below, subsequent_indent=below, break_on_hyphens=False)
    return [*fitted(columns["left"], width), *rows]


def _paragraphs(lines: list[str]) -> list[str]:
    """The lines, those of one paragraph of prose joined: prose is not indented, and ends with a point or before a gap."""
    joined: list[str] = []
    for line in lines:
        is_prose = bool(joined) and all(text and not text.startswith(" ") for text in (joined[-1], line))
        if is_prose and not joined[-1].endswith((".", ":")):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _with_marks(text: str) -> str:
    """The text with the marks that the stream can show, where it stood a "?" for each of ours."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        from copilot.rendering.wording import ASCII_MARKS, MARKS  # not for a help that has its glyphs: it answers at once

        for state, glyph in MARKS.items():
            text = re.sub(rf"(?m)^( +){re.escape(glyph)}(?= )", rf"\g<1>{ASCII_MARKS[state]}", text) if glyph else text
    return text
