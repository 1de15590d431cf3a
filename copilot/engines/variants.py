"""What the other definitions of a word give: told wherever they print another figure, so that none is silently chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copilot.engines.evidence import Desk
from copilot.metrics import definition_takes, variants_of
from copilot.types import Metric

_WORDS = {
    ("basis", "close"): "by closing prices",
    ("basis", "intraday"): "within sessions",
    ("basis", "total"): "by total return",
    ("basis", "price"): "by price alone",
    ("frequency", "daily"): "from daily returns",
    ("frequency", "weekly"): "from weekly returns",
    ("frequency", "monthly"): "from monthly returns",
}


def otherwise(desk: Desk, metric: Metric, printed: Callable[[Metric], str], **asked: Any) -> list[tuple[str, Metric]]:
    """The variants of a metric that print another figure, each with the words that tell it apart ("within sessions").

    printed: the figure as the sentence prints it. asked: the window, and the other instrument, the metric was computed with.
    """
    shown = {printed(metric)}
    found: list[tuple[str, Metric]] = []
    for variant in variants_of(metric):
        known = definition_takes(variant.name)
        chosen = {key: value for key, value in variant.chosen_by.items() if key in known}
        words = " ".join(_WORDS[choice] for choice in variant.chosen_by.items() if choice in _WORDS)
        other = desk.metric(variant.name, metric.ticker or "", is_optional=True, **{**asked, **chosen}) if words else None
        if other is not None and printed(other) not in shown:
            shown.add(printed(other))
            found.append((words, other))
    return found
