"""Results as plain aligned tables of a width, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from copilot.evaluation.published import Published, letter, sources_of
from copilot.evaluation.rates import Rate
from copilot.evaluation.registry import OURS
from copilot.evaluation.runner import Line, Result

WIDTH = 80


def table(results: Sequence[Result], *, width: int = WIDTH) -> str:
    """Every suite with its lines: figure, interval, n, bar, baselines on the same samples; below them the published figures.

    No line is longer than `width`, in characters, as long as the figures of one metric fit into it.
    """
    return "\n\n".join("\n".join(_suite(result, width)) for result in results)


def _suite(result: Result, width: int) -> Iterator[str]:
    yield from wrap(f"{result.suite}: {result.about}", width, subsequent_indent="  ")
    if result.skipped:
        yield from wrap(result.skipped, width, initial_indent="  ", subsequent_indent="  ")
        return
    header, rows = header_of(result)[:-1], [row[:-1] for row in rows_of(result)]  # what is published stands below
    yield from _aligned([header, *rows], width)
    yield from _published(result, width)
    if result.milliseconds:
        speed = ", ".join(f"{name} {result.milliseconds[name]:.1f}" for name in ("p50", "p95", "max"))
        yield f"  one check, ms: {speed} over {int(result.milliseconds['calls'])} calls; suite {result.cpu_s:.0f} s of CPU"
    for crash in result.crashes[:5]:
        yield f"  crash ({len(result.crashes)} in all): {crash}"


def _published(result: Result, width: int) -> Iterator[str]:
    """Published figures by metric, then where they were published and what differs."""
    told = [(line, text) for line in result.lines if (text := published_text(line.published, result))]
    if told:
        yield "  published elsewhere, not the same measurement:"
    for line, text in told:
        yield from wrap(f"{line.label}: {text}", width, initial_indent="    ", subsequent_indent="      ")
    for note in notes_of(result):
        yield from wrap(note, width, initial_indent="    ", subsequent_indent="        ")


def published_text(figures: Sequence[Published], result: Result) -> str:
    """Published figures in one line, each source's with its letter: "GPT-4 83.3, people 90 [a]"."""
    groups = []
    for at, source in enumerate(_sources(result)):
        if own := [str(figure) for figure in figures if figure.source == source]:
            groups.append(f"{', '.join(own)} [{letter(at)}]")
    return "; ".join(groups)


def notes_of(result: Result) -> list[str]:
    """For each source of published figures its letter, what it is, its year, and what differs."""
    return [
        f"[{letter(at)}] {source.cited}, {source.year}. What differs: {source.differs}."
        for at, source in enumerate(_sources(result))
    ]


def _sources(result: Result) -> Sequence[Any]:
    return sources_of(line.published for line in result.lines)


def header_of(result: Result) -> list[str]:
    """The columns of a suite's table; the last holds what is published."""
    return ["", "ours", "95%", "n", "bar", *_beside(result), "published"]


def rows_of(result: Result) -> list[list[str]]:
    """The cells of a suite's table, one row a line."""
    return [[*_row(line, _beside(result)), published_text(line.published, result)] for line in result.lines]


def _beside(result: Result) -> list[str]:
    return [name for name in result.targets[1:] if any(name in line.figures for line in result.lines)]


def _row(line: Line, names: Sequence[str]) -> list[str]:
    ours, unit = line.figures.get(OURS), line.figure.unit
    interval = "" if ours is None else f"{shown(ours.low, unit)}-{shown(ours.high, unit)}"
    mark = {True: " met", False: " MISSED", None: ""}[line.meets_bar]
    others = [figure_text(line.figures.get(name), unit) if name in line.figures else "" for name in names]
    return [line.label, figure_text(ours, unit), interval, str(ours.n) if ours else "0", line.bar + mark, *others]


def figure_text(figure: Rate | None, unit: str = "%") -> str:
    """A figure as a table shows it, or "no data".

    >>> figure_text(None), figure_text(Rate(0.9876, 10, 0.9, 1.0)), figure_text(Rate(12.34, 5, 10, 15), "ms")
    ('no data', '98.8', '12 ms')
    """
    return "no data" if figure is None else shown(figure.value, unit) + (f" {unit}" if unit not in ("%", "") else "")


def shown(value: float, unit: str) -> str:
    """A percent with one decimal, a plain number with three, a time in whole units (two digits below ten)."""
    if unit == "%":
        return f"{100 * value:.1f}"
    return f"{value:.3f}" if not unit else f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def _aligned(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """One row a line; where that is too wide, every label stands on a line of its own above its figures."""
    used = [i for i in range(1, len(rows[0])) if any(row[i] for row in rows[1:])]
    widths = [max(len(row[i]) for row in rows) for i in used]
    label_width = max(len(row[0]) for row in rows)
    is_wide = 2 + label_width + sum(2 + each for each in widths) > width
    for row in rows:
        cells = "".join("  " + row[i].rjust(each) for i, each in zip(used, widths, strict=True))
        if is_wide:
            yield from wrap(row[0], width, initial_indent="  ", subsequent_indent="  ")
            yield ("      " + cells).rstrip()
        else:
            yield f"  {row[0].ljust(label_width)}{cells}".rstrip()


def as_json(results: Sequence[Result], *, seed: int, limit: int | None) -> Mapping[str, Any]:
    """The same as one JSON-ready object; rates are fractions, published figures as they were printed."""
    return {"kind": "numbers", "seed": seed, "limit": limit, "suites": [_suite_json(result) for result in results]}


def _suite_json(result: Result) -> Mapping[str, Any]:
    lines = [
        {
            "metric": line.label,
            "bar": line.bar or None,
            "meets_bar": line.meets_bar,
            "published": [_published_json(figure) for figure in line.published],
            "samples": len(line.outcomes),
            "figures": {name: _rate_json(figure) for name, figure in line.figures.items()},
        }
        for line in result.lines
    ]
    return {
        "suite": result.suite,
        "about": result.about,
        "skipped": result.skipped,
        "metrics": lines,
        "failures": len(result.failures),
        "crashes": len(result.crashes),
        "milliseconds": result.milliseconds,
    }


def _published_json(figure: Published) -> Mapping[str, Any]:
    source = figure.source
    return {"who": figure.who, "value": figure.value, "source": source.cited, "year": source.year, "differs": source.differs}


def _rate_json(figure: Rate | None) -> Mapping[str, float] | None:
    return None if figure is None else {"value": figure.value, "n": figure.n, "low": figure.low, "high": figure.high}
