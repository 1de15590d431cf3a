"""Prices in, metrics out: one function per definition."""

from copilot.metrics.call import Called, Sources, call_metric, definition_takes, find_family, split_words, variants_of
from copilot.metrics.compute import compute, computed, fact_metric, metric_as_evidence, recompute
from copilot.metrics.directory import GROUPS, choices, definitions_about, takes
from copilot.metrics.printed_levels import find_level, find_levels
from copilot.metrics.registry import Definition, definitions
from copilot.metrics.search import MetricMatch, MetricSearch, match_metric

__all__ = [
    "Called",
    "GROUPS",
    "Sources",
    "call_metric",
    "choices",
    "definitions_about",
    "find_family",
    "split_words",
    "takes",
    "variants_of",
    "Definition",
    "MetricMatch",
    "MetricSearch",
    "compute",
    "computed",
    "definition_takes",
    "definitions",
    "fact_metric",
    "find_level",
    "find_levels",
    "match_metric",
    "metric_as_evidence",
    "recompute",
]
