"""AttributionBench: whether cited references support a claim, by human labels; the support score is held against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copilot.evaluation.published import ATTRIBUTIONBENCH, beside
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.evaluation.support import SUPPORTED, features, probability, word_support

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AGREES = "support"
_PUBLISHED = beside(ATTRIBUTIONBENCH, {"fine-tuned, about": 80})
UNSEEN = "support, fitted to the other sources only"
SQUARED, SQUARED_BASE = "squared error, fitted to the other sources only", "squared error of always saying the share supported"
BANDS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@suite(
    "attribution",
    needs=("attributionbench/claims.jsonl.gz",),
    figures=[
        Figure(UNSEEN, kind="macro f1", name=f"macro F1, {UNSEEN}", published=_PUBLISHED),
        Figure(AGREES, kind="macro f1", name="macro F1 of the shipped weights"),
        Figure(SQUARED, "mean", unit="", better="lower"),
        Figure(SQUARED_BASE, "mean", unit="", better="lower", gate="none"),
        *(
            Figure(
                f"said {low:.1f} to {min(high, 1):.1f}", name=f"supported where said {low:.1f} to {min(high, 1):.1f}", gate="none"
            )
            for low, high in BANDS
        ),
    ],
    shards=1,
    group="attribution",
)
def attribution(run: Run) -> Iterator[Score]:
    """Claims with cited references and a human label: agreement of the support score, and how well it is calibrated.

    Agreement and calibration are of probabilities by weights that saw no claim of the same source; the shipped weights, fitted
    to all of them, have one line of their own.
    """
    rows = list(run.take(run.rows("attributionbench", "claims.jsonl.gz")))
    labels = [row["attribution_label"] == "attributable" for row in rows]
    told = [features(row["claim"], row["references"]) for row in rows]
    share = sum(labels) / max(len(labels), 1)
    unseen = _leave_one_out(told, labels, [row["src_dataset"] for row in rows])
    for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
        run.index, run.sample = at, f"{row['id']}-{at}"
        said = word_support(row["claim"], row["references"])
        wrong = (said >= SUPPORTED) != label
        failure = {
            "question": row["claim"],
            "got": f"{said:.2f}",
            "expected": row["attribution_label"],
            "evidence": row["references"],
        }
        yield Score(AGREES, said >= SUPPORTED, label, failure if wrong else None)
        yield Score(UNSEEN, unseen[at] >= SUPPORTED, label)
        yield Score(SQUARED, (unseen[at] >= SUPPORTED) == label, value=(unseen[at] - label) ** 2)
        yield Score(SQUARED_BASE, True, value=(share - label) ** 2)
        low, high = next(band for band in BANDS if band[0] <= unseen[at] < band[1])
        yield Score(f"said {low:.1f} to {min(high, 1):.1f}", label)


def _leave_one_out(told: Sequence[Sequence[float]], labels: Sequence[bool], sources: Sequence[str]) -> list[float]:
    """For each claim, the probability by weights that were fitted without any claim of its source."""
    import numpy as np

    values, gold = np.array(told, float), np.array(labels, float)
    weights = {}
    for source in dict.fromkeys(sources):
        others = np.array([other != source for other in sources])
        weights[source] = fit(values[others], gold[others]) if others.any() else fit(values, gold)
    return [probability(row, weights[source].tolist()) for row, source in zip(told, sources, strict=True)]


def fit(values: NDArray[np.float64], labels: NDArray[np.float64], *, ridge: float = 0.1) -> NDArray[np.float64]:
    """Weights of a logistic regression, intercept first, by Newton's steps; values: shape (n, features)."""
    import numpy as np

    design = np.c_[np.ones(len(values)), values]
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (said - labels) + ridge * np.r_[0, weights[1:]]
        curve = (design * (said * (1 - said))[:, None]).T @ design + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if abs(step).max() < 1e-9:
            break
    return weights
