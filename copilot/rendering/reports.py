"""Smaller screens: a list of articles, the metrics, the rates of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from copilot.rendering.screen import Screen
from copilot.rendering.wording import day_text, one_line
from copilot.types import Article


def show_articles(articles: Sequence[Article], screen: Screen) -> None:
    """One line an article: id, day, publisher, title."""
    for article in articles:
        title = one_line(article.title) or "untitled"
        segments = [(f"{day_text(article.published):<10}  ", ""), (title, "title"), (f", {_publisher(article)}", "quiet")]
        screen.line(segments, indent=14, first=article.id)
    total = len(articles)
    undated = sum(article.published is None for article in articles)
    note = f", {undated} without a date: left out while an as-of day is in force" if undated else ""
    screen.line([(f"{total} {'article' if total == 1 else 'articles'}{note}", "quiet")])


def show_ingested(report: Any, folder: Path, screen: Screen) -> None:
    """One line a file that is in the library now, with its warnings; then the sums."""
    for item in report.done:
        title = one_line(item.article.title) or "untitled"
        day = day_text(item.article.published)
        screen.line([(f"{item.outcome:<10}", ""), (title, "title"), (f", {day}", "quiet")], indent=14, first=item.article.id)
        for warning in item.warnings:
            if "kept undated" in warning and item.article.published is not None:
                continue  # an earlier copy, or --published, gave the day
            screen.note(warning, indent=14)
    if report.passed_over:
        kinds = sorted({path.suffix.lower() or path.name for path in report.passed_over})
        shown = f"{', '.join(map(one_line, kinds[:5]))}{' and others' if len(kinds) > 5 else ''}"
        count = len(report.passed_over)
        screen.note(f"{count} other file{'s' * (count > 1)} passed over: {shown}")
    if not report.done:
        return
    sums = ", ".join(f"{count} {what}" for what in ("added", "replaced", "unchanged") if (count := report.count(what)))
    failed = f"; {len(report.failed)} could not be read" if report.failed else ""
    earlier = f"; {report.embedded_earlier} earlier passages embedded" if report.embedded_earlier else ""
    screen.line([(f"{sums}{failed}{earlier}; library {folder}", "quiet")])


def ingested_json(report: Any, folder: Path) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": 1,
        "library": str(folder),
        "articles": [
            {**article_json(item.article), "path": str(item.path), "outcome": item.outcome, "warnings": list(item.warnings)}
            for item in report.done
        ],
        "passed_over": [str(path) for path in report.passed_over],
        "failed": [{"path": str(path), "error": error.problem, "fix": error.fix} for path, error in report.failed],
        "interrupted": report.interrupted,
    }


def show_article(article: Article, screen: Screen) -> None:
    """An article with what is known of it; what is never retrieved is dimmed."""
    screen.line([(one_line(article.title) or "untitled", "title")])
    published = article.published.isoformat() if article.published else "undated"
    screen.line([(f"{_publisher(article)}, {published}", "quiet")])
    screen.line([(f"id {article.id}; {len(article.text)} characters; from {one_line(article.source)}", "quiet")])
    if article.url:
        screen.line([(one_line(article.url), "quiet")])
    screen.gap()
    start = 0
    for paragraph in article.text.split("\n"):
        is_quiet = any(a <= start and start + len(paragraph) <= b for a, b in article.boilerplate)
        screen.line([(paragraph, "quiet" if is_quiet else "")])
        start += len(paragraph) + 1


def article_json(article: Article, *, text: bool = False) -> dict[str, Any]:
    """An article for programs, with its text where asked."""
    known = {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "author": article.author,
        "url": article.url,
        "source": article.source,
        "sha256": article.sha256,
        "characters": len(article.text),
    }
    return known | {"text": article.text, "boilerplate": [list(span) for span in article.boilerplate]} if text else known


def _publisher(article: Article) -> str:
    return one_line(article.publisher or "unknown publisher")
