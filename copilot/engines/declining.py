"""Declines: one plain sentence on why, one on what the library and the prices do hold. No numeral, no citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from copilot.engines.prose import has_numeral, listed
from copilot.engines.question import Question
from copilot.names import find_names
from copilot.types import DraftSentence, Passage

_REASONS = {
    "advice": "This asks for advice on what to buy, sell or hold, which is not given here.",
    "future": "The time asked about lies after the day this library ends on, and nothing published or traded later is used.",
    "unknown": "The library holds no article about {subject}, and the price source has no prices for it.",
    "nothing": "Nothing in the library answers this question.",
}
_HELD_NAMES, _HELD_TICKERS = 4, 8


def decline(question: Question, reason: str, passages: Sequence[Passage], tickers: Collection[str]) -> list[DraftSentence]:
    """The sentences of a decline."""
    told = [_REASONS[reason].format(subject=_subject(question))]
    held = _holdings(passages, tickers)
    if reason == "advice":
        subject = _subject(question) if question.names else "a market or a fund"
        told.append(f"What speaks for and against {subject}, in the articles and the prices, can be asked instead.")
    if held:
        told.append(held)
    return [DraftSentence(text, "meta", "lead") for text in told]


def _subject(question: Question) -> str:
    names = list(dict.fromkeys(name.text for name in question.names if not has_numeral(name.text)))
    return listed(names, "or") if names and len(names) == len({name.id for name in question.names}) else "what the question names"


def _holdings(passages: Sequence[Passage], tickers: Collection[str]) -> str | None:
    names: Counter[str] = Counter()
    for passage in passages:
        names.update({name.text for name in find_names(passage.quote) if name.kind in ("generic", "commodity", "central_bank")})
    spoken = [text for text, _ in sorted(names.items(), key=lambda item: (-item[1], item[0])) if not has_numeral(text)]
    distinct: list[str] = []
    for text in spoken:
        if all(
            text.lower().rstrip("s") not in other.lower() and other.lower().rstrip("s") not in text.lower() for other in distinct
        ):
            distinct.append(text)
    priced = [ticker for ticker in sorted(tickers) if not has_numeral(ticker)]
    articles = f"its articles speak of {listed(distinct[:_HELD_NAMES])}" if distinct else ""
    prices = ""
    if priced:
        shown = listed(priced) if len(priced) <= _HELD_TICKERS else f"{', '.join(priced[:_HELD_TICKERS])} and others"
        prices = f"there are prices of {shown}"
    parts = [part for part in (articles, prices) if part]
    return f"What it does hold: {'; '.join(parts)}." if parts else None
