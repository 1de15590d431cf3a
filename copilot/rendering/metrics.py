"""A computed metric, the list of definitions, a table of several instruments: on the screen and for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from copilot.errors import CopilotError
from copilot.metrics import GROUPS, Called, Definition, takes
from copilot.rendering.chart import line_chart
from copilot.rendering.json import metric_json
from copilot.rendering.screen import Screen
from copilot.rendering.wording import value_text, window_text
from copilot.types import Metric

_INDENT = 11
_FIELDS = ("close", "low", "high", "open", "adjusted_close", "value")


def show_definitions(found: Sequence[Definition], screen: Screen) -> None:
    """Each metric under its group: name and unit, what it says, its formula, its parameters."""
    for group, title in GROUPS.items():
        listed = [item for item in found if item.group == group]
        if not listed:
            continue
        screen.heading(title)
        for item in listed:
            screen.line([(item.name, "title"), (f"  {item.unit}", "quiet")])
            screen.line(item.summary, indent=4)
            screen.line([(item.formula, "quiet")], indent=4)
            if item.defaults:
                screen.line([(" ".join(f"{key}={value}" for key, value in item.defaults.items()), "quiet")], indent=4)
    screen.gap()
    screen.line([(f"{len(found)} {'metric' if len(found) == 1 else 'metrics'}", "quiet")])


def definitions_json(found: Sequence[Definition]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": 1,
        "metrics": [
            {
                "name": item.name,
                "group": item.group,
                "unit": item.unit,
                "needs": item.needs,
                "formula": item.formula,
                "summary": item.summary,
                "notes": item.notes,
                "parameters": list(takes(item)),
                "defaults": dict(item.defaults),
            }
            for item in found
        ],
    }


def show_metric(called: Called, screen: Screen, *, chart: bool) -> None:
    """The value, how it was computed from what, the variants beside it, and the prices of its window."""
    metric = called.metric
    screen.line([(value_text(metric.value, metric.unit), "title"), (f"  {metric.label}", "")])
    sample = " (the bundled sample)" if metric.is_sample else ""
    rows = f"{len(metric.inputs)} {'row' if len(metric.inputs) == 1 else 'rows'}, sha256 {metric.inputs_sha256[:12]}"
    said = [
        ("formula", metric.formula),
        ("window", window_text(metric)),
        ("parameters", ", ".join(f"{key} {value}" for key, value in metric.parameters.items() if key not in ("start", "end"))),
        ("inputs", f"{rows}: {_ends_of(metric)}"),
        ("from", f"{metric.provider}{sample}" + (f", fetched {metric.fetched_at[:10]}" if metric.fetched_at else "")),
    ]
    for name, text in said:
        if text:
            screen.line([(text, "quiet")], indent=_INDENT + 2, first=f"  {name}")
    for variant in called.variants:
        screen.line(
            [(value_text(variant.value, variant.unit), ""), (f"  {variant.label}", "quiet")], indent=_INDENT + 2, first="  also"
        )
    for name, error in called.declined:
        screen.line([(f"{name}: {error.problem}", "quiet")], indent=_INDENT + 2, first="  not")
    if chart and called.prices is not None and metric.start and metric.end:
        bars = [bar for bar in called.prices.bars if metric.start <= bar.session <= metric.end]
        lines = line_chart(
            [bar.close for bar in bars],
            [bar.session.isoformat() for bar in bars],
            width=screen.width,
            ascii_only=not screen.has_glyphs,
        )
        if lines:
            screen.gap()
            screen.line([(f"{called.prices.ticker} close, as traded", "quiet")])
        for line in lines:
            screen.verbatim(line)


def called_json(called: Called) -> dict[str, Any]:
    """The same for programs: with every row, so that it can be computed again."""
    return {
        "schema": 1,
        "metric": _whole(called.metric),
        "variants": [_whole(variant) for variant in called.variants],
        "not_computed": [{"name": name, "error": error.problem} for name, error in called.declined],
    }


Cell = Metric | CopilotError | None


def show_comparison(columns: Sequence[str], rows: Mapping[str, Sequence[Cell]], screen: Screen) -> None:
    """A table, one line an instrument; what could not be computed is a dash, with the reason below."""
    reasons: dict[str, None] = {}
    table = [["", *columns]]
    for ticker, cells in rows.items():
        table.append([ticker, *(_cell_text(cell, reasons) for cell in cells)])
    widths = [max(len(line[at]) for line in table) for at in range(len(table[0]))]
    gap = 2 if sum(widths) + 2 * len(columns) <= screen.room else 1
    for group in _groups(widths, screen.room, gap=gap):
        for number, line in enumerate(table):
            text = line[0].ljust(widths[0]) + "".join(" " * gap + line[at].rjust(widths[at]) for at in group)
            screen.verbatim(text.rstrip(), style="heading" if not number else "")
        screen.gap()
    window = next((cell for cells in rows.values() for cell in cells if isinstance(cell, Metric)), None)
    if window is not None:
        sample = " (the bundled sample)" if window.is_sample else ""
        screen.line([(f"{window_text(window)}, prices from {window.provider}{sample}", "")])
    for column, labels in zip(columns, zip(*rows.values(), strict=True), strict=True):
        metric = next((cell for cell in labels if isinstance(cell, Metric)), None)
        if metric is not None:
            screen.line([(metric.formula, "quiet")], indent=18, first=column)
    for reason in reasons:
        screen.line([(reason, "quiet")], indent=2, first="-")


def _groups(widths: Sequence[int], room: float, *, gap: int) -> list[list[int]]:
    """The columns behind the first, in groups that fit beside it into the width.

    >>> _groups([3, 5, 5, 5], 20, gap=2), _groups([3, 5, 5, 5], 24, gap=2)
    ([[1, 2], [3]], [[1, 2, 3]])
    """
    groups: list[list[int]] = [[]]
    left = room - widths[0]
    for at, width in enumerate(widths[1:], 1):
        if groups[-1] and width + gap > left:
            groups.append([])
            left = room - widths[0]
        groups[-1].append(at)
        left -= width + gap
    return groups


def comparison_json(columns: Sequence[str], rows: Mapping[str, Sequence[Cell]]) -> dict[str, Any]:
    """The same for programs; a cell that could not be computed has an error instead."""
    return {
        "schema": 1,
        "instruments": [
            {"ticker": ticker, "metrics": {name: _cell_json(cell) for name, cell in zip(columns, cells, strict=True)}}
            for ticker, cells in rows.items()
        ],
    }


def _cell_text(cell: Cell, reasons: dict[str, None]) -> str:
    if isinstance(cell, Metric):
        return f"{cell.value * 100:.2f}%" if cell.unit == "fraction" else f"{cell.value:.2f}"
    if cell is not None:
        reasons.setdefault(cell.problem)
    return "-"


def _cell_json(cell: Cell) -> dict[str, Any] | None:
    if isinstance(cell, Metric):
        return metric_json(cell)
    return None if cell is None else {"error": cell.problem, "fix": cell.fix}


def _whole(metric: Metric) -> dict[str, Any]:
    return {**metric_json(metric), "is_sample": metric.is_sample, "inputs": [dict(row) for row in metric.inputs]}


def _ends_of(metric: Metric) -> str:
    """The first and last row in words: "close 112.05 of 2025-11-20 to close 122.13 of 2025-12-18"."""
    ends = metric.inputs[:1] if len(metric.inputs) == 1 else (metric.inputs[0], metric.inputs[-1])
    return " to ".join(_row_text(row) for row in ends)


def _row_text(row: Mapping[str, str]) -> str:
    day = row.get("session") or row.get("announced") or row.get("day") or row.get("as_of", "")
    name: Callable[[str], str] = lambda field: row.get("fact", row.get("series", field)) if field == "value" else field  # noqa: E731
    field = next((known for known in _FIELDS if known in row), None)
    if field is None:
        return f"change of {row['change_bps']} bp on {day}" if "change_bps" in row else day
    return f"{name(field)} {row[field]} of {day}"
