"""The words that work on a figure, and those that put one of two things ahead (`reference/derivation_words.toml`)."""

from __future__ import annotations

from functools import partial

from copilot.numbers.wordlists import worded

worked = partial(worded, "derivation_words.toml", "worked")
sided = partial(worded, "derivation_words.toml", "sides")
