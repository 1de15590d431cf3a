"""Evidence as a model sees it: one fenced block a passage, one line a metric, each under its mark; what is hostile is defused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.numbers.evidence.printed_value import print_value
from copilot.types import Metric, Passage

_OWN_MARK = re.compile(r"\[[^\]\n]{0,20}\]")  # an article's own [3] would read as one of ours


def show_evidence(passages: Sequence[Passage], metrics: Sequence[Metric], instruments: Sequence[str] = ()) -> str:
    """The evidence of a draft, instruments first: `[n]` is passages[n-1], `[Mn]` is metrics[n-1]."""
    told = ["Instruments (no evidence, cite nothing for this)\n" + "\n".join(instruments)] if instruments else []
    blocks = [
        *told,
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
    return f"{mark} metric: {metric.label} = {print_value(metric.value, metric.unit)} ({metric.formula}; {metric.provider})"


def defused(text: str) -> str:
    """Text of an article without what reads as our marks or closes our fence."""
    return _OWN_MARK.sub("", text).replace("<<<", "< < <").replace(">>>", "> > >")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]
