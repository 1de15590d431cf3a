"""Proves the gold of every question before anything is scored against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from copilot.errors import CopilotError
from copilot.evaluation.homes import Homes, open_homes
from copilot.evaluation.questions import Question
from copilot.market.policy import meetings
from copilot.metrics import compute
from copilot.numbers import check_text
from copilot.numbers.types import NumberCheck
from copilot.types import Article, Metric
from copilot.workspace import open_workspace

NOT_PARAMETERS = ("name", "ticker", "value", "other")


@dataclass(frozen=True, slots=True)
class Validation:
    """How many questions were proved, what is wrong with the others, and which could not be looked at without their prices."""

    proved: int
    wrong: tuple[tuple[str, str], ...]  # question id, what is wrong
    unseen: tuple[str, ...]


def validate(questions: Sequence[Question], *, market: Path | None) -> Validation:
    """Every span exact, single and published by the as-of day; every metric recomputed; every figure borne out by either."""
    wrong: list[tuple[str, str]] = []
    unseen = []
    with open_homes(market) as homes:
        for question in questions:
            if not homes.has_prices(question):
                unseen.append(question.id)
                continue
            wrong += [(question.id, problem) for problem in _problems(question, homes)]
    failed = {id for id, _ in wrong}
    return Validation(len(questions) - len(failed) - len(unseen), tuple(wrong), tuple(unseen))


def _problems(question: Question, homes: Homes) -> Iterator[str]:
    articles = homes.articles(question)
    for span in question.gold_spans:
        yield from _span_problems(span, question, articles)
    metrics: list[Metric] = []
    for gold in question.gold_metrics:
        try:
            metric = _computed(gold, question, homes)
        except CopilotError as error:
            yield f"{gold['name']} of {gold['ticker']}: {error.problem}"
            continue
        metrics.append(metric)
        if not _rounds_to(metric, gold["value"]):
            yield f"{metric.label} is {metric.value} ({metric.unit}), not {gold['value']}"
    for group in question.figures:
        if not any(_is_borne_out(figure, question, metrics) for figure in group):
            yield f"no gold span or metric holds {' or '.join(group)}"


def _span_problems(span: Mapping[str, str], question: Question, articles: Mapping[str, Article]) -> Iterator[str]:
    held = [article for article in articles.values() if Path(article.source).name == span["article"]]
    if len(held) != 1:
        yield f"there is no article {span['article']}"
        return
    article = held[0]
    if (count := article.text.count(span["quote"])) != 1:
        yield f"the quote stands {count} times in {span['article']}: {span['quote'][:60]}"
        return
    start = article.text.index(span["quote"])
    if any(a < start + len(span["quote"]) and start < b for a, b in article.boilerplate):
        yield f"the quote lies in boilerplate: {span['quote'][:60]}"
    if article.published is None or article.published.date() > question.as_of:
        yield f"{span['article']} is not published by {question.as_of}"


def _computed(gold: Mapping[str, str], question: Question, homes: Homes) -> Metric:
    parameters: dict[str, Any] = {key: value for key, value in gold.items() if key not in NOT_PARAMETERS}
    with open_workspace(homes.settings(question)) as workspace:
        known = None if gold["ticker"] is None else workspace.prices.prices(gold["ticker"], as_of=workspace.as_of)
        other = workspace.prices.prices(gold["other"], as_of=workspace.as_of) if "other" in gold else None
        return compute(gold["name"], known, other=other, meetings=meetings(as_of=workspace.as_of), **parameters)


def _rounds_to(metric: Metric, printed: str) -> bool:
    """Whether the value, a percent for a fraction, rounds to what was printed by hand."""
    value = metric.value * 100 if metric.unit == "fraction" else metric.value
    half = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent) / 2  # type: ignore[arg-type]
    return abs(value - Decimal(printed)) <= half


def _is_borne_out(figure: str, question: Question, metrics: Sequence[Metric]) -> bool:
    """Whether a span or metric holds the figure: by the census and binding alone, whatever its subject."""
    stated = [{"name": m.name, "ticker": m.ticker, "value": str(m.value), "unit": m.unit} for m in metrics]
    checks: list[NumberCheck] = check_text(figure, [span["quote"] for span in question.gold_spans], metrics=stated)
    return bool(checks) and all(check.verdict == "checked" for check in checks)
