"""Abstention beside the answered share: declining everything, or nothing, wins neither."""

from __future__ import annotations

from collections.abc import Iterator

from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.scorers.registry import miss, scorer
from copilot.evaluation.targets import Judged

ABSTENTION, ANSWERED = "abstention", "answerable questions answered"


@scorer(
    Figure(ABSTENTION, kind="precision", name="abstention precision"),
    Figure(ABSTENTION, kind="recall", name="abstention recall"),
    Figure(ANSWERED),
)
def abstention(judged: Judged) -> Iterator[Score]:
    """Whether it declined (said) against whether it had to (gold)."""
    declined, must = judged.answer.status == "declined", not judged.question.answerable
    wrong = miss(judged, judged.question.why_declined or "an answer", judged.answer.status) if declined != must else None
    yield Score(ABSTENTION, declined, must, wrong)
    if not must:
        yield Score(ANSWERED, not declined)
