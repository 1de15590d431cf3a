"""Whether a deal that a claim tells as closed is still open in the evidence: "completed its 9 billion takeover" of one agreed."""

from __future__ import annotations

from functools import lru_cache, partial

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import told_by, worded

_CLOSED = (
    r"(?<!be\s)(?<!been\s)(?<!not\s)(?<!yet\s)(?<!when\s)(?<!once\s)(?<!until\s)(?<!if\s)(?<!to\shave\s)(?-i:{closed})"
    r"\s(?:an?|the|its|their|this|that|[\w’'-]+['’]s)\s(?!(?:day|week|month|quarter|year|session|books?)\b)"
    r"(?:(?:[^.;,]|[.,](?=\d)){0,50}\s)?{deal}"
)
_WAS_CLOSED = r"{deal}\s(?:[a-z]+\s){0,4}(?:was|were|is|are|has\sbeen|had\sbeen)\s(?:[a-z]+ly\s)?(?-i:{closed})"
_NO_PRICE = r"(?!\s(?:at|up|down|higher|lower|on|above|below|near|flat)\b)"  # at which a share closed
_NEAR = 60  # characters
_words = partial(worded, "binding_words.toml", "open_deals")


def told_as_closed(mine: Reading, theirs: Reading) -> str | None:
    """That the deal is still open, where the claim tells its figure as that of one done and no word of the source does."""
    if theirs.exact or theirs.around is None:
        return None
    if not told_by("binding_words.toml", "open_deals", "closed").may_match(mine.begins):
        return None
    said = f"{mine.lead}{mine.quantity.text}{mine.after[:_NEAR]}"
    told = _is_closed(said) and _is_open(theirs.around.whole)
    return "a deal that is still open" if told and _words("{deal}|{buys}").search(f"{theirs.run_up} {theirs.after}") else None


def _is_closed(said: str) -> bool:
    return any(_words(form).search(said) for form in (_CLOSED, _WAS_CLOSED))


@lru_cache(maxsize=64)
def _is_open(text: str) -> bool:
    """Whether a source tells of a deal to come, and of none that is done."""
    return _words("{open}").search(text) is not None and _words(rf"{{closed}}{_NO_PRICE}|{{done}}").search(text) is None
