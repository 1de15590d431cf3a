"""The scorers of an answer. A scorer is one function from an answer to scores, behind a decorator that says how to read them."""

from copilot.evaluation.scorers import citations, figures, refusal, replay, retrieval  # noqa: F401  (register themselves)
from copilot.evaluation.scorers.registry import SCORERS, Scorer, scorer, scores_of

__all__ = ["SCORERS", "Scorer", "scorer", "scores_of"]
