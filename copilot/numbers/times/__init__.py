"""Text → days and windows (`when`): found by `timing`, by `time_patterns` with `holidays`, and `relative_time`;
held together by `same_time`."""
