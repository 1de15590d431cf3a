"""The words that work on a figure, `worked` in `reference/derivation_words.toml`."""

from __future__ import annotations

import re
from functools import cache

from copilot.resources import reference_table


@cache
def worked(*names: str) -> re.Pattern[str]:
    """Lists of these words as one pattern of whole words."""
    words = [word for name in names for word in reference_table("derivation_words.toml")["worked"][name]]
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
