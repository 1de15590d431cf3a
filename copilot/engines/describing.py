"""What an instrument is, where that is all that is asked: by the table of names, and by the articles that introduce it."""

from __future__ import annotations

import re

from copilot.engines.candidates import Candidate
from copilot.engines.case import Case
from copilot.engines.prose import has_numeral
from copilot.engines.question import Question
from copilot.engines.selection import choose
from copilot.engines.subjects import MARKET_KINDS
from copilot.names import Name, instrument

_ASKS = re.compile(r"\s*what(?:['’]?s| is| are)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_KINDS = {"fund": "a fund", "index": "an index", "company": "a company", "commodity": "a commodity"}


def instrument_described(question: Question) -> str | None:
    """What the table of names says of the one instrument that a question asks for and of nothing else; None for any other."""
    name = _asked(question)
    row = instrument(name.id) if name is not None else None
    if name is None or row is None or has_numeral(name.text):
        return None
    kind = _KINDS[row.kind]
    family = next((found.name for id in row.family if (found := instrument(id)) is not None and not has_numeral(found.name)), "")
    full = f"{row.name}, " if not has_numeral(row.name) and row.name.lower() != name.text.lower() else ""
    tracked = instrument(row.tracks) if row.tracks else None
    follows = f" that follows the {tracked.name}" if tracked is not None and not has_numeral(tracked.name) else ""
    of = f" of {family}" if family and row.kind == "fund" and not follows else ""
    return f"{name.text[:1].upper()}{name.text[1:]} is {full}{kind}{of}{follows}."


def describing(case: Case) -> list[Candidate]:
    """The sentence that introduces it, "X, the fund on …" or "X is a …", one that the prices do not contradict."""
    name = _asked(case.question)
    if name is None:
        return []
    called = re.compile(rf"(?<!\w){re.escape(name.text)}(?:,| \(| is| are) ?(?:an?|the|which)\b", re.IGNORECASE)
    found = [item for item in case.scored if called.search(item.candidate.text)]
    sound = [item for item in found if case.is_disputed is None or not case.is_disputed(item.candidate.passage)]
    return choose(sound, 1, worth=lambda item: item.relevance - 2.0 * item.candidate.has_figure, least=-9.0)


def _asked(question: Question) -> Name | None:
    names = [name for name in question.names if name.kind in MARKET_KINDS]
    if question.kind != "topic" or len(names) != 1 or names[0].kind not in _KINDS:
        return None
    before, behind = question.text[: names[0].start], question.text[names[0].end :]
    return names[0] if _ASKS.match(before) and not behind.strip(" ?!.") else None
