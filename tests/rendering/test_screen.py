from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color

from copilot.rendering.progress import progress, progress_bar
from copilot.rendering.screen import STYLES, Screen
from tests.rendering.memory import Memory


@given(st.text(max_size=200), st.sampled_from(["utf-8", "ascii", "latin-1", "cp1252", "cp437"]), st.integers(0, 12))
def test_any_text_fits_any_terminal(text: str, encoding: str, indent: int) -> None:
    stream = Memory(encoding)
    Screen(stream, width=60).line(text, indent=indent, first="•")
    written = stream.getvalue()
    written.encode(encoding)
    assert "\x1b" not in written
    assert all(line == line.rstrip() for line in written.split("\n"))


def test_the_first_line_carries_its_label_and_the_rest_is_indented() -> None:
    stream = Memory()
    Screen(stream, width=40).line("one two three four five six seven eight nine ten", indent=6, first="[1]")
    first, *rest = stream.getvalue().splitlines()
    assert first.startswith("[1]   one")
    assert rest and all(line.startswith("      ") for line in rest)


def test_markup_of_the_terminal_library_is_text() -> None:
    stream = Memory(is_terminal=True)
    Screen(stream).line([("[red]a[/red] :smile: [link=http://x]b[/link]", "")])
    assert "[red]a[/red] :smile: [link=http://x]b[/link]" in stream.getvalue()


def test_a_long_word_is_broken_and_not_lost() -> None:
    stream = Memory()
    Screen(stream, width=40).line("x" * 100)
    assert stream.getvalue().replace("\n", "") == "x" * 100


@pytest.mark.parametrize(("asked", "given"), [(10, 40), (500, 110), (80, 80)])
def test_the_width_stays_readable(asked: int, given: int) -> None:
    assert Screen(Memory(), width=asked).width == given


def test_progress_is_silent_in_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    with progress() as say:
        say("thinking")
    with progress_bar("adding") as step:
        step(1, 2, "a.txt")
    assert capfd.readouterr() == ("", "")


def test_progress_in_a_terminal_goes_to_stderr_and_leaves_nothing(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress() as say:
        say("thinking \x1b[31mhard")
    with progress_bar("adding") as step:
        step(1, 2, "[bold]a.txt")
    assert capfd.readouterr().out == ""


def test_a_line_that_opens_with_a_glyph_of_two_cells_keeps_to_the_terminal() -> None:
    stream = Memory(is_terminal=True)
    Screen(stream, width=60).line("word " * 40, indent=4, first="  ⚡ ")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).splitlines()
    assert all(cell_len(line) <= 60 for line in lines) and len(lines) > 2


def test_every_colour_stands_out_on_white_and_on_black() -> None:
    def luminance(color: str) -> float:
        parts = [part / 255 for part in Color.parse(color).get_truecolor()]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]  # relative luminance, WCAG 2

    for style in STYLES.values():
        for color in re.findall(r"color\(\d+\)", style):
            own = luminance(color)
            assert 1.05 / (own + 0.05) >= 3.8 and (own + 0.05) / 0.05 >= 3.8, color
    assert not re.search(r"\b(?:red|green|yellow|blue|magenta|cyan)\b", " ".join(STYLES.values()))
