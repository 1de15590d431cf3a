"""Prices in, metrics out: one function per definition."""

from copilot.metrics.call import Called, Sources, call_metric, find_family, split_words, takes
from copilot.metrics.compute import compute, metric_as_evidence, recompute
from copilot.metrics.printed_levels import find_level, find_levels
from copilot.metrics.registry import Definition, definitions
from copilot.metrics.search import MetricMatch, MetricSearch, match_metric

__all__ = [
    "Called",
    "Sources",
    "call_metric",
    "find_family",
    "split_words",
    "takes",
    "Definition",
    "MetricMatch",
    "MetricSearch",
    "compute",
    "definitions",
    "find_level",
    "find_levels",
    "match_metric",
    "metric_as_evidence",
    "recompute",
]
