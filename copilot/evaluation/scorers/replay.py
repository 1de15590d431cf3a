"""Whether the receipt replays, and what the answer cost."""

from __future__ import annotations

from collections.abc import Iterator

from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.scorers.registry import miss, scorer
from copilot.evaluation.targets import Judged
from copilot.receipts.replay import verify


@scorer(Figure("receipts replayed", gate="any"))
def replay(judged: Judged) -> Iterator[Score]:
    """The receipt just written, verified from its own bytes and pins."""
    if judged.answer.receipt_path is None:
        return
    report = verify(judged.answer.receipt_path, folder=judged.folder)
    found = [f"{step.name}: {step.found}" for step in report.differences]
    yield Score("receipts replayed", not found, failure=miss(judged, "no difference", found) if found else None)


@scorer(
    Figure("latency", "p50", name="latency p50", unit="ms", better="lower", gate="none"),
    Figure("latency", "p95", name="latency p95", unit="ms", better="lower", gate="none"),
    Figure("tokens", "p50", name="tokens p50", unit="tokens", better="lower", gate="none"),
    Figure("tokens", "p95", name="tokens p95", unit="tokens", better="lower", gate="none"),
)
def cost(judged: Judged) -> Iterator[Score]:
    """Milliseconds from question to receipt, and the tokens of the model, where one wrote the answer."""
    yield Score("latency", True, value=1000 * judged.seconds)
    if judged.answer.engine == "model":
        yield Score("tokens", True, value=float(judged.answer.draft.usage.get("total_tokens", 0)))
