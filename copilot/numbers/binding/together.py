"""Whether a figure that two make together is told of one of them: "combined profits of 38 million" of the one alone."""

from __future__ import annotations

import re
from functools import cache, partial

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import worded, wordlist

_TOGETHER = "{joint}|{of_two}"
_JOINED = r"(?-i:\s{joint}\s(?:[a-z]+\s)|\s[a-z]+\s(?:an?|their)\s{of_amount}\s)"  # behind two names
_NAME = r"(?:[Tt]he )?(?P<{}>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){{0,3}})"
_PAIR = re.compile(rf"(?:[^,;:]{{0,30}}, )?{_NAME.format('one')}\s(?:and|&)\s{_NAME.format('other')}(?=\s[a-z])")
_SUBJECT = (
    rf"(?-i:\W*(?:[^,;:]{{0,30}}, )?{_NAME.format('one')}\s"
    r"(?:{alone}\s.*|(?:has |had )?[a-z]+\s(?:(?:about|nearly|roughly|almost|around|some|over)\s)?\W?))"
)
_BEGIN = frozenset({"comb", "join", "toge", "coll", "betw", "alto"})  # how its words begin
_words = partial(worded, "binding_words.toml", "together")


def told_of_one(mine: Reading, theirs: Reading) -> str | None:
    """Of which two a figure is together, where the claim's own subject is one of them and nobody beside it; else None."""
    if theirs.exact or theirs.row or not theirs.may_say(_BEGIN):
        return None
    pair = _who_together(theirs)
    subject = _words(_SUBJECT).fullmatch(mine.lead) if pair is not None else None
    if pair is None or subject is None:
        return None
    said = f"{mine.lead} | {mine.trail}"
    named = [name for name in pair if name in said]
    if named != [subject["one"]] or _words(_TOGETHER).search(said) or _company().search(said):
        return None
    return f"{pair[0]} and {pair[1]} together"


def _who_together(theirs: Reading) -> tuple[str, str] | None:
    """The two names that open a sentence and are told together right before its verb: "A and B together spent"."""
    said = theirs.around.text(theirs.sentence_span[0], theirs.quantity.start) if theirs.around is not None else ""
    pair = _PAIR.match(said)
    return (pair["one"], pair["other"]) if pair is not None and _words(_JOINED).match(said, pair.end()) else None


@cache
def _company() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(wordlist('company')))})\b|&", re.IGNORECASE)
