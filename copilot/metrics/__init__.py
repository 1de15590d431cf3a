"""Prices in, metrics out: one function per definition.

A name and words go `call` (by `variants` and `directory`) → `registry` (the definition) → `needs` (its reading) → rows, pinned →
the definition's function → a metric, in `compute`; `compute.recompute` does the last steps again from the rows of a receipt.
    definitions  `levels` `returns` `risk` `relative` `averages` `extremes` `sessions` `breadth` `valuation` `rates` `policy`
    readings     `readings` `series` `special` `trailing` `level_readings` `breadth_readings`; `fact_readings`, `series_readings`,
                 `decisions`; of `windows`, which days; `price_rows`, growth; `rows` and `kept`, what is pinned
    the search   which metric a printed figure is: `search` ranks what `trying` computes of `candidates` `level_candidates`
                 `risk_candidates` `published_candidates`, by `wording`; `printed` and `printed_levels` round, `chance` doubts
"""

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
