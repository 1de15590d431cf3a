"""SummEdits: summaries of which some were edited to be false. A summary is flagged if any number of it is rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure
from copilot.evaluation.published import SUMMEDITS, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.numbers.types import NumberCheck

EDITED = "number-changed edits"
FLAGGED_BY_SET = "number-changed, as the set marks them"
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PUBLISHED = {
    "news": beside(SUMMEDITS, {"GPT-4": 83.3, "people": 90.0, "SummaC": 61.9}),
    "ectsum": beside(SUMMEDITS, {"GPT-4": 87.0, "people": 95.4, "SummaC": 57.9}),
}


@suite(
    "summedits",
    needs=("summedits/summaries.jsonl.gz", "summedits/docs.jsonl.gz"),
    figures=[
        Figure(EDITED, "f1", ">= 97", name=f"{EDITED}: F1"),
        Figure(EDITED, "precision", name=f"{EDITED}: precision"),
        Figure(EDITED, "recall", name=f"{EDITED}: recall"),
        Figure(FLAGGED_BY_SET, "f1", name=f"{FLAGGED_BY_SET}: F1"),
        Figure("number word changed", "recall", name="number word changed: recall"),
        *(
            Figure(f"all edits, {domain}", "balanced accuracy", published=_PUBLISHED.get(domain, ()))
            for domain in ("news", "ectsum", "sales_email", "sales_call")
        ),
    ],
    baselines=True,
    shards=2,
)
def summedits(run: Run) -> Iterator[Score]:
    """Summaries with one changed number (F1, against all consistent summaries), and all edits (balanced accuracy)."""
    documents = {row["doc_id"]: row["text"] for row in run.rows("summedits", "docs.jsonl.gz")}
    for row in run.take(run.rows("summedits", "summaries.jsonl.gz")):
        document = documents[row["doc_id"]]
        checks = run.check(row["summary"], [document], citations="ignore")
        rejected = next((check for check in checks if check.verdict in REJECTED), None)
        yield from score_summary(row, document, rejected, checks)


def score_summary(row: Row, document: str, rejected: NumberCheck | None, checks: list[NumberCheck]) -> Iterator[Score]:
    """Scores of one summary, given its first rejected number. Edits that only drop a number cannot be seen: not counted."""
    false, said = row["label"] == 0, rejected is not None
    new_numeral = _numerals(row["summary"]) - _numerals(row["original_summary"])
    if not false or (row["number_changed"] and new_numeral):
        yield Score(EDITED, said, gold=false, failure=None if said == false else _failure(row, document, rejected, checks))
    if not false or row["number_changed"]:
        yield Score(FLAGGED_BY_SET, said, gold=false)
    if false and row["number_word_changed"]:
        seen = None if said else _failure(row, document, rejected, checks)
        yield Score("number word changed", said, gold=True, failure=seen)
    yield Score(f"all edits, {row['domain']}", said, gold=false)


def _numerals(text: str) -> set[str]:
    return {numeral.replace(",", "") for numeral in _NUMERAL.findall(text)}


def _failure(row: Row, document: str, rejected: NumberCheck | None, checks: list[NumberCheck]) -> Mapping[str, Any]:
    expected = "a number rejected" if row["label"] == 0 else "no number rejected"
    verdicts = {f"{check.text}@{check.start}": f"{check.verdict} ({check.reason})" for check in checks}
    more = {"domain": row["domain"], "original": row["original_summary"], "verdicts": verdicts}
    return failure(row["id"], row["summary"], [document], expected=expected, check=rejected, **more)
