"""Prices in, metrics out: one function per definition."""

from copilot.metrics.compute import compute, metric_as_evidence, recompute
from copilot.metrics.registry import Definition, definitions
from copilot.metrics.search import find_level, find_levels

__all__ = ["Definition", "compute", "definitions", "find_level", "find_levels", "metric_as_evidence", "recompute"]
