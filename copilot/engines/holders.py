"""Questions for who holds a view, "who is bearish?", and the matter that the view is of."""

from __future__ import annotations

import re

from copilot.engines.question import Question
from copilot.engines.question_words import ASKS_WHO
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems

_MATTERS = {"rates", "earnings", "credit", "economy", "inflation", "supply", "dollar", "geopolitics"}  # that a view may be of
_VIEWS = ("for_only", "against_only", "held_for", "held_against")  # the view itself, and no matter that it is of
_A = re.compile(r"\b(?:an?|another)\s+$", re.IGNORECASE)

_OF_RATES = re.compile(r"\brates?(?=\s+(?:will|would|to|are|can|could|may|might|should|go(?:es)?)\b)", re.IGNORECASE)


def asks_holder(question: Question) -> bool:
    """Whether it is asked who holds a view: "who is bearish?"."""
    return question.kind == "outlook" and ASKS_WHO.match(question.text) is not None


def matter_of(question: Question) -> frozenset[str]:
    """Stems of what a view is of, beside the market: "who expects a recession?", "who is upbeat about earnings?"."""
    words = vocabulary()
    text = question.text
    for name in question.names:
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    named = [word for theme in words.themes for word in theme.words.words_in(text) if theme.id in _MATTERS]
    spans = [span for way in ("falling", "turning") for span in words.groups["question"][way].spans(text)]
    named += [text[slice(*span)] for span in spans if _A.search(text[: span[0]])]  # "a crash", and no verb
    named += _OF_RATES.findall(text)  # "who thinks rates will fall?" is not of the market
    asking = [word for key in _VIEWS for word in words.groups["question"][key].words_in(text)]
    if (who := ASKS_WHO.match(text)) is not None:
        asking.append(who.group())
    return frozenset((*question.matters, *content_stems(" ".join(named)))) - frozenset(content_stems(" ".join(asking)))
