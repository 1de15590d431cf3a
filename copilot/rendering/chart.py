"""A line chart of prices in characters, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

HEIGHT = 12


def line_chart(values: Sequence[float], days: Sequence[str], *, width: int, ascii_only: bool = False) -> list[str]:
    """The lines of a chart of `values` over `days` (ISO, oldest first), `width` characters wide; none for fewer than three."""
    if len(values) < 3:
        return []
    import plotext

    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(width, HEIGHT)
    signal = figure.signal(list(range(len(values))), list(values), marker="*" if ascii_only else "braille")
    signal.lines()
    figure.draw(signal)
    places = [0, len(days) // 2, len(days) - 1]
    figure.ruler("x", "lower").ticks(places, [days[place] for place in places])
    drawn: str = plotext.uncolorize(str(figure.build()))
    figure.clear()
    return [line.rstrip() for line in drawn.splitlines()]
