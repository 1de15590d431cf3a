"""Text → days and windows (`when`): found by `timing`, by `time_patterns` with `holidays`, `told_years` and `relative_time`;
held together by `same_time`."""
