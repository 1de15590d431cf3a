"""Text → days and windows (`when`): found by `timing`, by `time_patterns` with `relative_time`; held together by `same_time`."""
