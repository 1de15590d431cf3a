"""Evidence as a model sees it: one fenced block a passage, one line a metric, each under its mark; what is hostile is defused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copilot.names import instrument
from copilot.types import Metric, Passage

_OWN_MARK = re.compile(r"\[[^\]\n]{0,20}\]")  # an article's own [3] would read as one of ours


def show_evidence(passages: Sequence[Passage], metrics: Sequence[Metric]) -> str:
    """The evidence of a draft, instruments first: `[n]` is passages[n-1], `[Mn]` is metrics[n-1]."""
    blocks = [
        *_about_instruments(metrics),
        *(show_passage(f"[{number}]", passage) for number, passage in enumerate(passages, 1)),
        *(show_metric(f"[M{number}]", metric) for number, metric in enumerate(metrics, 1)),
    ]
    return "\n\n".join(blocks)


def show_passage(mark: str, passage: Passage) -> str:
    """A passage under its mark. Publisher and title come with the article and are as hostile as its text: all stands fenced."""
    day = f"{passage.published:%A} {passage.published.date().isoformat()}" if passage.published else "undated"
    publisher = _one_line(passage.publisher or "unknown")
    fenced = defused(f"publisher: {publisher}\ntitle: {_one_line(passage.title)}\n\n{passage.quote}")
    return f"{mark} passage, {day}\n<<<\n{fenced}\n>>>"


def show_metric(mark: str, metric: Metric) -> str:
    """A metric under its mark, its value as it may be printed, so that no model rounds a tail of digits by itself."""
    return f"{mark} metric: {metric.label} = {print_value(metric)} ({metric.formula}; {metric.provider})"


def print_value(metric: Metric) -> str:
    """A metric's value as it may be printed: percentages with two decimals, prices with two, counts whole."""
    value = metric.value
    if metric.unit == "fraction":
        return f"{round(value * 100, 2)}%"
    if metric.unit == "percent":
        return f"{round(value, 2)}%"
    if metric.unit in ("basis_point", "percentage_point"):
        return f"{value:f} {metric.unit.replace('_', ' ')}s"
    if metric.unit.startswith("count:"):
        return f"{value:f}"
    return f"{round(value, 2)} {'' if metric.unit == 'none' else metric.unit.replace('_', ' ')}".strip()


def defused(text: str) -> str:
    """Text of an article without what reads as our marks or closes our fence."""
    return _OWN_MARK.sub("", text).replace("<<<", "< < <").replace(">>>", "> > >")


def _about_instruments(metrics: Sequence[Metric]) -> Iterator[str]:
    """One block of a line a ticker: what it is and what it follows. A fund is not its index."""
    lines = []
    for ticker in sorted({metric.ticker for metric in metrics if metric.ticker}):
        known = instrument(ticker)
        if known is None:
            continue
        followed = instrument(known.tracks) if known.tracks else None
        follows = f" that follows the {followed.name}, not that index itself" if followed else ""
        lines.append(f"{ticker}: {known.name}, {known.kind.replace('_', ' ')}{follows}")
    if lines:
        yield "Instruments (no evidence, cite nothing for this)\n" + "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]
