"""Gold spans of a question, found in the stored articles, and whether a passage covers one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from copilot.evaluation.questions import Question
from copilot.types import Article, Passage

Gold = tuple[str, int, int]  # article id, start, end


def gold_spans(question: Question, articles: Mapping[str, Article]) -> list[Gold]:
    """Where each gold quote stands. A quote that stands nowhere is left out (the validator refuses it)."""
    found: list[Gold] = []
    for gold in question.gold_spans:
        for article in articles.values():
            if Path(article.source).name == gold["article"] and (start := article.text.find(gold["quote"])) >= 0:
                found.append((article.id, start, start + len(gold["quote"])))
    return found


def overlaps(passage: Passage, span: Gold) -> bool:
    """Whether the passage shares a character with the span."""
    return passage.article_id == span[0] and passage.start < span[2] and span[1] < passage.end
