"""Results as a plain aligned table, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.evaluation.rates import Rate
from copilot.evaluation.runner import Line, Result


def table(results: Sequence[Result]) -> str:
    """Every suite with its lines: figure, interval, n, bar, baselines on the same samples, published figures."""
    return "\n\n".join("\n".join(_suite(result)) for result in results)


def _suite(result: Result) -> Iterator[str]:
    yield f"{result.suite}: {result.about}"
    if result.skipped:
        yield f"  {result.skipped}"
        return
    names = [name for name in ("string", "half-ulp") if any(name in line.figures for line in result.lines)]
    header = ["", "ours", "95%", "n", "bar", *names, "published"]
    yield from _aligned([header, *(_row(line, names) for line in result.lines)])
    if result.milliseconds:
        speed = ", ".join(f"{name} {result.milliseconds[name]:.1f}" for name in ("p50", "p95", "max"))
        yield f"  one check, ms: {speed} over {int(result.milliseconds['calls'])} calls; suite {result.elapsed_s:.0f} s of CPU"
    for crash in result.crashes[:5]:
        yield f"  crash ({len(result.crashes)} in all): {crash}"


def _row(line: Line, names: Sequence[str]) -> list[str]:
    ours = line.figures.get("ours")
    interval = "" if ours is None else f"{100 * ours.low:.1f}-{100 * ours.high:.1f}"
    mark = {True: " met", False: " MISSED", None: ""}[line.meets_bar]
    others = [percent(line.figures.get(name)) if name in line.figures else "" for name in names]
    return [line.label, percent(ours), interval, str(ours.n) if ours else "0", line.bar + mark, *others, line.published]


def percent(figure: Rate | None) -> str:
    """One decimal of a percent, or "no data".

    >>> percent(None), percent(Rate(0.9876, 10, 0.9, 1.0))
    ('no data', '98.8')
    """
    return "no data" if figure is None else f"{100 * figure.value:.1f}"


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
