"""The suites. Importing this package registers them, in this order."""

from copilot.evaluation.suites import (  # isort: skip
    contract,
    coverage,
    planted_facts,  # after planted, which it imports
    summedits,
    ragtruth,
    numhg,
    finqa,
    tatqa,
    findver,
    extraction,
    questions,
    retrieval,
    attribution,
    abstention,
    audited,
    standings,
    directed,
    faults,
)

__all__ = [
    "abstention",
    "attribution",
    "audited",
    "contract",
    "coverage",
    "directed",
    "extraction",
    "faults",
    "findver",
    "finqa",
    "numhg",
    "planted_facts",
    "questions",
    "ragtruth",
    "retrieval",
    "standings",
    "summedits",
    "tatqa",
]
