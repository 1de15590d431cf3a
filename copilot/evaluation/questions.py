"""The question suite's samples: a question, the library and prices it is asked of, and what a right answer holds.

One JSON line each; `validate` proves every gold span, metric and figure before it is scored against.

| field | meaning |
| --- | --- |
| id, library, question, as_of | `library` is "sample" or a folder under evals/; as_of binds articles, prices and meetings |
| prices | absent: the library's own table. Else a folder under the market data that --prices names, as "etf-daily" |
| answerable | whether it must be answered; else `why_declined` says why not |
| gold_spans | [{article, quote}]: exact, once in the stored article, dated by the as-of day; a right answer cites them |
| gold_metrics | [{name, ticker, value, and the parameters of the window}]: computed, `value` as printed by hand from the source |
| figures | [[as printed, other acceptable prints]]: of each group one must stand in the answer, checked |
| expect_conflict | whether an article and the prices, or two articles, disagree on what is asked |
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from copilot.errors import UsageError

Why = Literal["not in the library", "after the as-of day", "unknown company", "advice", "no such data"]
WHY = ("not in the library", "after the as-of day", "unknown company", "advice", "no such data")
FIELDS = {
    "id", "library", "question", "as_of", "prices", "answerable", "why_declined", "gold_spans", "gold_metrics", "figures",
    "expect_conflict", "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its gold; see the module for the fields."""

    id: str
    library: str
    question: str
    as_of: date
    answerable: bool
    prices: str | None = None
    why_declined: str | None = None
    gold_spans: tuple[Mapping[str, str], ...] = ()
    gold_metrics: tuple[Mapping[str, str], ...] = ()
    figures: tuple[tuple[str, ...], ...] = ()
    expect_conflict: bool = False
    note: str = ""


def read_questions(path: Path) -> list[Question]:
    """The questions of a JSON lines file, in order. Raises UsageError with file and line for a malformed one."""
    found: dict[str, Question] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            question = _question(json.loads(line))
            if question.id in found:
                raise ValueError(f"the id {question.id} is there twice")
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path.name} line {number}: {error}", fix="correct that line") from error
        found[question.id] = question
    return list(found.values())


def _question(row: Mapping[str, Any]) -> Question:
    if unknown := set(row) - FIELDS:
        raise ValueError(f"unknown field {sorted(unknown)[0]}")
    made = Question(
        row["id"],
        row["library"],
        row["question"],
        date.fromisoformat(row["as_of"]),
        bool(row["answerable"]),
        row.get("prices"),
        row.get("why_declined"),
        tuple(row.get("gold_spans", ())),
        tuple(row.get("gold_metrics", ())),
        tuple(tuple(group) for group in row.get("figures", ())),
        bool(row.get("expect_conflict", False)),
        row.get("note", ""),
    )
    _require_whole(made)
    return made


def _require_whole(made: Question) -> None:
    gold: Sequence[object] = (*made.gold_spans, *made.gold_metrics, *made.figures)
    if made.answerable and not gold:
        raise ValueError("an answerable question needs gold")
    if made.answerable and made.why_declined:
        raise ValueError("an answerable question is not declined")
    if not made.answerable and (gold or made.expect_conflict):
        raise ValueError("a question that must be declined has no gold")
    if not made.answerable and made.why_declined not in WHY:
        raise ValueError(f"why_declined is one of {', '.join(WHY)}")
    if any(not group for group in made.figures):
        raise ValueError("an empty group of figures")
