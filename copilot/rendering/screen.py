"""Writes styled lines to a terminal, a pipe or a string: wrapped to the width, plain where colour or a glyph cannot go."""

from __future__ import annotations

import math
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import IO

from copilot.marks import neutralise
from copilot.rendering.wording import mark, one_line

Segment = tuple[str, str]  # text, style
Segments = Sequence[Segment]

# Colours of the 256 that stand out by at least 3.8 to 1 on a white and on a black ground; a terminal of 16 shows the nearest.
STYLES = {
    "": "",
    "title": "bold",
    "heading": "bold",
    "quiet": "dim",
    "citation": "color(31)",
    "quote": "italic",
    "checked": "color(28)",
    "value_only": "color(130)",
    "disputed": "bold color(164)",
    "differs": "bold color(160)",
    "unsupported": "color(160)",
    "uncited": "color(160)",
    "exempt": "",
    "error": "bold color(160)",
    "warning": "color(130)",
    "note": "",
}
PIPED_WIDTH, NARROWEST, WIDEST = 80, 40, 110
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...", "·": "|", "•": "*", "×": "x", "÷": "/",
     "→": "->", "≈": "~", "≤": "<=", "≥": ">=", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "½": "1/2", "¼": "1/4", "¾": "3/4",
     "€": "EUR ", "£": "GBP ", "¥": "JPY ", "¢": " cents", "⅓": "1/3", "⅔": "2/3", "▪": "*"}
)  # fmt: skip


class Screen:
    """Lines for one stream. Text that is not ours is neutralised on the way: no escape of an article reaches a terminal."""

    def __init__(self, stream: IO[str] | None = None, *, width: int | None = None) -> None:
        from rich.console import Console
        from rich.theme import Theme

        class QuietConsole(Console):
            """Leaves a reader that went away to the caller, who knows the exit code."""

            def on_broken_pipe(self) -> None:
                raise BrokenPipeError

        self._stream = stream or sys.stdout
        is_terminal = self._stream.isatty()
        seen = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if is_terminal else PIPED_WIDTH
        self.width = max(NARROWEST, min(width or seen, WIDEST))
        self.room = float(self.width) if is_terminal or width is not None else math.inf  # of a line that is not wrapped
        self._encoding = getattr(self._stream, "encoding", None) or "utf-8"
        self.has_glyphs = _can_encode("✓≈⚡✗∅“”−…·•", self._encoding)
        self._console = QuietConsole(
            file=self._stream,
            width=self.width,
            theme=Theme(STYLES, inherit=False),
            markup=False,
            highlight=False,
            emoji=False,
            force_terminal=is_terminal and os.environ.get("TERM") != "dumb",
            no_color=bool(os.environ.get("NO_COLOR")),
            legacy_windows=False,
        )

    def line(self, segments: Segments | str, *, indent: int = 0, first: str = "") -> None:
        """One paragraph, wrapped; every line is indented, the first one starts with `first` inside its indent."""
        from rich.cells import cell_len
        from rich.text import Text

        parts = [(segments, "")] if isinstance(segments, str) else segments
        text = Text(no_wrap=False, end="")
        for content, style in parts:
            text.append(self._fit(content).replace("\n", " ").replace("\t", " "), style=style or None)
        wide = cell_len(first) - len(first) if self._console.is_terminal else 0  # a glyph may take two cells there
        room = max(20, self.width - indent - wide)
        for number, line in enumerate(text.wrap(self._console, room) or [Text()]):
            line.rstrip()
            lead = self._fit(first).ljust(indent) if number == 0 else " " * indent
            whole = Text(lead if len(line) else lead.rstrip())
            whole.append_text(line)
            self._console.print(whole, soft_wrap=True)

    def verbatim(self, text: str, style: str = "") -> None:
        """One line as it is, of a table or a chart: not wrapped."""
        from rich.text import Text

        self._console.print(Text(self._fit(text), style=style or ""), soft_wrap=True)

    def note(self, text: str, *, kind: str = "note", indent: int = 0) -> None:
        """What a reader should know beside the rest: "note: ..."."""
        self.line([(f"{kind}: ", "warning"), (one_line(text), "")], indent=indent)

    def marked(self, state: str, segments: Segments) -> None:
        """A paragraph behind the mark of a state."""
        self.line(segments, indent=4 if self.has_glyphs else 6, first=f"  {mark(state, has_glyphs=self.has_glyphs)}")

    def point(self, segments: Segments) -> None:
        """A paragraph as a point of a list."""
        self.line(segments, indent=4, first="  •" if self.has_glyphs else "  -")

    def heading(self, text: str) -> None:
        """An empty line and a heading."""
        self.gap()
        self.line([(text, "heading")])

    def gap(self) -> None:
        """An empty line."""
        self._console.print(soft_wrap=True)

    def _fit(self, text: str) -> str:
        text = neutralise(text)
        if self.has_glyphs and _can_encode(text, self._encoding):
            return text
        if not _can_encode(text, self._encoding):
            text = text.translate(_PLAIN)
        if not _can_encode(text, self._encoding):
            text = "".join(c if _can_encode(c, self._encoding) else _nearest(c, self._encoding) for c in text)
        return text


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _nearest(character: str, encoding: str) -> str:
    """The letter under an accent, else a question mark."""
    return unicodedata.normalize("NFKD", character).encode(encoding, "ignore").decode(encoding) or "?"
