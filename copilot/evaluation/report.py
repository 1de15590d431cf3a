"""Results as a plain aligned table, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.evaluation.rates import Rate
from copilot.evaluation.registry import OURS
from copilot.evaluation.runner import Line, Result


def table(results: Sequence[Result]) -> str:
    """Every suite with its lines: figure, interval, n, bar, baselines on the same samples, published figures."""
    return "\n\n".join("\n".join(_suite(result)) for result in results)


def _suite(result: Result) -> Iterator[str]:
    yield f"{result.suite}: {result.about}"
    if result.skipped:
        yield f"  {result.skipped}"
        return
    yield from _aligned([header_of(result), *rows_of(result)])
    if result.milliseconds:
        speed = ", ".join(f"{name} {result.milliseconds[name]:.1f}" for name in ("p50", "p95", "max"))
        yield f"  one check, ms: {speed} over {int(result.milliseconds['calls'])} calls; suite {result.cpu_s:.0f} s of CPU"
    for crash in result.crashes[:5]:
        yield f"  crash ({len(result.crashes)} in all): {crash}"


def header_of(result: Result) -> list[str]:
    """The columns of a suite's table."""
    return ["", "ours", "95%", "n", "bar", *_beside(result), "published"]


def rows_of(result: Result) -> list[list[str]]:
    """The cells of a suite's table, one row a line."""
    return [_row(line, _beside(result)) for line in result.lines]


def _beside(result: Result) -> list[str]:
    return [name for name in result.targets[1:] if any(name in line.figures for line in result.lines)]


def _row(line: Line, names: Sequence[str]) -> list[str]:
    ours, unit = line.figures.get(OURS), line.figure.unit
    interval = "" if ours is None else f"{shown(ours.low, unit)}-{shown(ours.high, unit)}"
    mark = {True: " met", False: " MISSED", None: ""}[line.meets_bar]
    others = [figure_text(line.figures.get(name), unit) if name in line.figures else "" for name in names]
    return [line.label, figure_text(ours, unit), interval, str(ours.n) if ours else "0", line.bar + mark, *others, line.published]


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


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    used = [i for i in range(len(rows[0])) if any(row[i] for row in rows[1:])]
    widths = [max(len(row[i]) for row in rows) for i in used]
    for row in rows:
        cells = [
            row[i].ljust(width) if i in (0, len(rows[0]) - 1) else row[i].rjust(width)
            for i, width in zip(used, widths, strict=True)
        ]
        yield ("  " + "  ".join(cells)).rstrip()


def as_json(results: Sequence[Result], *, seed: int, limit: int | None) -> Mapping[str, Any]:
    """The same as one JSON-ready object; rates are fractions."""
    return {"kind": "numbers", "seed": seed, "limit": limit, "suites": [_suite_json(result) for result in results]}


def _suite_json(result: Result) -> Mapping[str, Any]:
    lines = [
        {
            "metric": line.label,
            "bar": line.bar or None,
            "meets_bar": line.meets_bar,
            "published": line.published or None,
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


def _rate_json(figure: Rate | None) -> Mapping[str, float] | None:
    return None if figure is None else {"value": figure.value, "n": figure.n, "low": figure.low, "high": figure.high}
