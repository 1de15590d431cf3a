"""The screen and the JSON of a comparison of two answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copilot.receipts.comparing import Comparison, MetricChange
from copilot.rendering.json import decimal
from copilot.rendering.screen import Screen
from copilot.rendering.wording import SHORT_ID, WORDS, counted, one_line, origin_text, value_text
from copilot.types import STATES, Passage


def show_comparison(comparison: Comparison, warnings: Sequence[str], screen: Screen) -> None:
    """What changed, section by section; a section without a change is left out."""
    for warning in warnings:
        screen.note(warning, kind="warning")
    old, new = comparison.asked
    if old == new:
        screen.line([(one_line(new), "title")])
    else:
        screen.line([("old: ", "quiet"), (one_line(old), "title")])
        screen.line([("new: ", "quiet"), (one_line(new), "title")])
    screen.line([(f"receipts {comparison.ids[0][:SHORT_ID]} and {comparison.ids[1][:SHORT_ID]}", "quiet")])
    for name, (before, after) in comparison.basis.items():
        screen.line([(f"{name}: ", "quiet"), (f"{one_line(before)}, now {one_line(after)}", "")])
    _show_metrics(comparison, screen)
    _show_passages("New passages", comparison.passages_new, screen)
    _show_passages("Passages gone", comparison.passages_gone, screen)
    if comparison.verdicts:
        screen.heading("Numbers whose verdict changed")
    for change in comparison.verdicts:
        said = f" {WORDS[change.old]}, now {WORDS[change.new]}: {one_line(change.reason)}"
        screen.point([(one_line(change.text), "title"), (said, "")])
    for heading, texts in (
        ("New conflicts", comparison.conflicts_new),
        ("Conflicts gone", comparison.conflicts_gone),
        ("New findings", comparison.findings_new),
        ("Findings gone", comparison.findings_gone),
    ):
        if texts:
            screen.heading(heading)
        for text in texts:
            screen.point([(one_line(text), "")])
    screen.gap()
    screen.line([(_sums(comparison), "title")])


def _show_metrics(comparison: Comparison, screen: Screen) -> None:
    changed = [metric for metric in comparison.metrics if not metric.is_same]
    if changed:
        screen.heading("Metrics")
    for metric in changed:
        screen.point([(_metric_words(metric), "")])


def _metric_words(metric: MetricChange) -> str:
    if metric.old is None or metric.new is None:
        value = metric.new if metric.old is None else metric.old
        assert value is not None
        return f"{one_line(metric.label)}: {value_text(value, metric.unit)}, {'new' if metric.old is None else 'gone'}"
    name = f"{metric.ticker} {metric.name}" if metric.ticker else metric.name
    before = f"{value_text(metric.old, metric.unit)} ({metric.old_end})"
    return f"{one_line(name)}: {before}, now {value_text(metric.new, metric.unit)} ({metric.new_end})"


def _show_passages(heading: str, passages: Sequence[Passage], screen: Screen) -> None:
    if passages:
        screen.heading(heading)
    for passage in passages:
        screen.point([(origin_text(passage), ""), (f" “{_short(one_line(passage.quote))}”", "quote")])


def _short(text: str, *, limit: int = 160) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"


def _sums(comparison: Comparison) -> str:
    if comparison.is_same:
        return "nothing changed: the same metrics, passages, verdicts and conflicts"
    same = sum(metric.is_same for metric in comparison.metrics)
    old, new = comparison.counts
    moved = [f"{WORDS[state]} from {old[state]} to {new[state]}" for state in STATES if old[state] != new[state]]
    kept = f"as before: {counted(same, 'metric')}, {counted(comparison.passages_kept, 'passage')}"
    return (
        f"{kept}; numerals: {comparison.numbers_new} new, {comparison.numbers_gone} gone{''.join(f', {text}' for text in moved)}"
    )


def comparison_json(comparison: Comparison, warnings: Sequence[str]) -> dict[str, Any]:
    """A comparison for programs; every metric, changed or not. Decimals are strings."""
    return {
        "schema": 1,
        "old": {"id": comparison.ids[0], "asked": comparison.asked[0], "counts": dict(comparison.counts[0])},
        "new": {"id": comparison.ids[1], "asked": comparison.asked[1], "counts": dict(comparison.counts[1])},
        "same": comparison.is_same,
        "basis": {name: {"old": before, "new": after} for name, (before, after) in comparison.basis.items()},
        "metrics": [_metric_json(metric) for metric in comparison.metrics],
        "passages": {
            "new": [_passage_json(passage) for passage in comparison.passages_new],
            "gone": [_passage_json(passage) for passage in comparison.passages_gone],
            "kept": comparison.passages_kept,
        },
        "numbers": {
            "new": comparison.numbers_new,
            "gone": comparison.numbers_gone,
            "verdicts": [
                {"text": change.text, "old": change.old, "new": change.new, "reason": change.reason}
                for change in comparison.verdicts
            ],
        },
        "conflicts": {"new": list(comparison.conflicts_new), "gone": list(comparison.conflicts_gone)},
        "findings": {"new": list(comparison.findings_new), "gone": list(comparison.findings_gone)},
        "warnings": list(warnings),
    }


def _metric_json(metric: MetricChange) -> dict[str, Any]:
    return {
        "name": metric.name,
        "ticker": metric.ticker,
        "unit": metric.unit,
        "label": metric.label,
        "same": metric.is_same,
        "old": None if metric.old is None else decimal(metric.old),
        "old_end": metric.old_end.isoformat() if metric.old_end else None,
        "new": None if metric.new is None else decimal(metric.new),
        "new_end": metric.new_end.isoformat() if metric.new_end else None,
    }


def _passage_json(passage: Passage) -> dict[str, Any]:
    return {
        "article_id": passage.article_id,
        "title": passage.title,
        "publisher": passage.publisher,
        "published": passage.published.isoformat() if passage.published else None,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }
