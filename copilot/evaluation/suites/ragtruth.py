"""RAGTruth: answers of models with human-marked hallucinated spans. Are the numbers inside them rejected, and only those?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure
from copilot.evaluation.published import LETTUCE, RAGTRUTH, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.numbers.types import NumberCheck, Quantity

_JUDGED = ("quantity", "count_word")
_MARKER = re.compile(
    r"(?:^|\n)[\s*(]*$|(?:passages?|steps?|options?|parts?|[Ss]ources?|no\.|#)\s*#?(?:\d+\s*(?:,|and|&|or)\s*)*$", re.I
)
_PASSAGE = re.compile(r"passage \d+:")

INSIDE = "numbers inside hallucinated spans rejected"
DIGITS = "the set's digit numbers inside spans rejected"
CLEAN_ANSWERS = "clean answers with a rejected number"
CLEAN_NUMBERS = "numbers of clean answers rejected"
_PUBLISHED = (*beside(RAGTRUTH, {"GPT-4": 63.4}), *beside(LETTUCE, {"LettuceDetect-large": 79.2}))


@suite(
    "ragtruth",
    needs=("ragtruth/responses.jsonl.gz", "ragtruth/sources.jsonl.gz"),
    figures=[
        Figure(INSIDE),
        Figure(DIGITS),
        Figure(CLEAN_ANSWERS, bar="<= 4"),
        Figure(CLEAN_NUMBERS),
        Figure("numbers outside spans, hallucinated answers, rejected"),
        Figure("answer with a hallucinated number", "precision", name="answers: precision"),
        Figure("answer with a hallucinated number", "recall", name="answers: recall"),
        Figure("answer with a hallucinated number", "f1", published=_PUBLISHED, name="answers: F1"),
    ],
    baselines=True,
)
def ragtruth(run: Run) -> Iterator[Score]:
    """Numbers inside human-marked hallucinated spans (recall per number), and false alarms on clean answers."""
    sources = {row["source_id"]: evidence_of(row) for row in run.rows("ragtruth", "sources.jsonl.gz")}
    for row in run.take(run.rows("ragtruth", "responses.jsonl.gz")):
        evidence = sources[row["source_id"]]
        checks = run.check(row["response"], evidence, citations="ignore")
        yield from score_answer(row, evidence, run.find(row["response"]), checks)


def score_answer(row: Row, evidence: Sequence[str], items: Sequence[Quantity], checks: Sequence[NumberCheck]) -> Iterator[Score]:
    """Scores of one answer. Numerals that number a list or a passage are left out; what the census missed counts as missed."""
    by_span = {(check.start, check.end): check for check in checks}
    spans = [(label["start"], label["end"]) for label in row["labels"]]
    rejected_inside = rejected = False
    for item in items:
        if item.kind not in _JUDGED or is_marker(row["response"], item.start):
            continue
        check = by_span.get((item.start, item.end))
        said = check is not None and check.verdict in REJECTED
        inside = any(start <= item.start < end for start, end in spans)
        rejected, rejected_inside = rejected or said, rejected_inside or (said and inside)
        metric = (
            INSIDE
            if inside
            else CLEAN_NUMBERS
            if not row["hallucinated"]
            else "numbers outside spans, hallucinated answers, rejected"
        )
        wrong = said != inside and metric in (INSIDE, CLEAN_NUMBERS)
        yield Score(metric, said, failure=_failure(row, evidence, item, check, spans) if wrong else None)
    yield from _digit_scores(row, checks)
    if not row["hallucinated"]:
        yield Score(CLEAN_ANSWERS, rejected)
    yield Score("answer with a hallucinated number", rejected, gold=bool(row["hallucinated_digit_span"]))


def _digit_scores(row: Row, checks: Sequence[NumberCheck]) -> Iterator[Score]:
    """Recall over the digit numbers the set lists, markers aside, whatever the census makes of them."""
    for number in row["numbers"]:
        if number["in_hallucinated_span"] and not is_marker(row["response"], number["start"]):
            said = any(c.start <= number["start"] < c.end and c.verdict in REJECTED for c in checks)
            yield Score(DIGITS, said)


def is_marker(text: str, start: int) -> bool:
    """Whether the numeral at `start` numbers a list item, a passage or a step.

    >>> is_marker("See passage 2.", 12), is_marker("It takes 2 hours.", 9)
    (True, False)
    """
    if _MARKER.search(text[max(0, start - 40) : start]):
        after = re.match(r"\d+(.)", text[start:], re.S)
        line_start = text[max(0, start - 3) : start].rstrip(" *(") in ("", "\n") or text[:start].rstrip(" *(").endswith("\n")
        return not line_start or (after is not None and after[1] in ".):")
    return False


def evidence_of(row: Row) -> tuple[str, ...]:
    """What the model was given: the passages and the question, the article, or the record as text."""
    info = row["source_info"]
    if isinstance(info, str):
        return (info,)
    if "passages" in info:
        passages = [passage.strip() for passage in _PASSAGE.split(info["passages"]) if passage.strip()]
        return (*passages, info["question"])
    return (_lines(info),)


def _lines(value: Any, name: str = "") -> str:
    if isinstance(value, Mapping):
        return "\n".join(_lines(item, f"{name} {key}".strip()) for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_lines(item, name) for item in value)
    return f"{name}: {value if isinstance(value, str) else json.dumps(value)}"


def _failure(
    row: Row, evidence: Sequence[str], item: Quantity, check: NumberCheck | None, spans: Sequence[tuple[int, int]]
) -> Mapping[str, Any]:
    text = row["response"]
    begin = max(text.rfind("\n", 0, item.start), text.rfind(". ", 0, item.start)) + 1
    stop = min((i for i in (text.find("\n", item.end), text.find(". ", item.end)) if i >= 0), default=len(text))
    inside = next((text[start:end] for start, end in spans if start <= item.start < end), None)
    meta = next((label["meta"] for label in row["labels"] if label["start"] <= item.start < label["end"]), None)
    expected = "rejected (inside a hallucinated span)" if inside else "not rejected (clean answer)"
    more = {"item": item.text, "item_kind": item.kind, "span": inside, "annotator": meta, "model": row["model"]}
    return failure(row["id"], text[begin : stop + 1].strip(), evidence, expected=expected, check=check, **more)
