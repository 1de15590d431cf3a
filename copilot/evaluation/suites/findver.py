"""FinDVer: claims about filings, true or not, with the paragraphs that decide them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure
from copilot.evaluation.published import FINDVER, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.numbers.types import NumberCheck

_PUBLISHED = {"numeric": beside(FINDVER, {"GPT-4o": 74.0, "Claude 3.5": 77.2})}
_BARS = {"numeric": ">= 74.0"}


@suite(
    "findver",
    needs=("findver/testmini.jsonl.gz",),
    figures=[
        *(
            Figure(f"{subset} claims", "balanced accuracy", _BARS.get(subset, ""), _PUBLISHED.get(subset, ()))
            for subset in ("numeric", "ie", "knowledge")
        ),
        Figure("true numeric claims with a rejected number"),
        Figure("false numeric claims with a rejected number"),
    ],
    baselines=True,
    shards=2,
)
def findver(run: Run) -> Iterator[Score]:
    """Claims against their gold paragraphs: false if any number is rejected; balanced accuracy."""
    for row in run.take(run.rows("findver", "testmini.jsonl.gz")):
        checks = run.check(row["statement"], row["relevant_text"], citations="ignore")
        yield from score_claim(row, checks)


def score_claim(row: Row, checks: Sequence[NumberCheck]) -> Iterator[Score]:
    """Scores of one claim: the positive class is a claim that is not entailed."""
    rejected = next((check for check in checks if check.verdict in REJECTED), None)
    false, said = not row["entailment_label"], rejected is not None
    yield Score(f"{row['subset']} claims", said, gold=false, failure=None if said == false else _failure(row, rejected, checks))
    if row["subset"] == "numeric":
        yield Score(f"{'false' if false else 'true'} numeric claims with a rejected number", said)


def _failure(row: Row, rejected: NumberCheck | None, checks: Sequence[NumberCheck]) -> Mapping[str, Any]:
    expected = "no number rejected (entailed)" if row["entailment_label"] else "a number rejected (not entailed)"
    verdicts = {check.text: f"{check.verdict} {check.support or ''} ({check.reason})" for check in checks}
    more = {"subset": row["subset"], "explanation": row.get("explanation"), "verdicts": verdicts}
    return failure(row["example_id"], row["statement"], row["relevant_text"], expected=expected, check=rejected, **more)
