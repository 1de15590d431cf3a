"""Declines: one plain sentence on why, one on what the library and the prices do hold. No numeral, no citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from copilot.engines.digest import may_be_meant
from copilot.engines.prose import has_numeral, listed, publisher_of
from copilot.engines.question import Question
from copilot.engines.reading import one_letter_away
from copilot.engines.subjects import MARKET_KINDS
from copilot.names import find_names
from copilot.numbers import find_quantities
from copilot.types import DraftSentence, Passage

_REASONS = {
    "advice": "Whether to buy, sell or hold depends on the reader, and no advice on it is given here.",
    "forecast": "What a price will be nobody can know, and no target or prediction is made here.",
    "future": "The time asked about lies after the day this library ends on, and nothing published or traded later is used.",
    "window": "The prices do not cover the time asked about, and no article found tells this figure for it.",
    "unknown": "The library holds no article about {subject}, and the price source has no prices for it.",
    "unheard": "No article in the library mentions {subject}.",
    "unheld": "The library holds no article that is called so, by its title, publisher, speaker or day.",
    "unpicked": "No single article could be picked by what the question calls it.",
    "closed": "The New York exchanges were closed on the day asked about, so there are no prices of it.",
    "figure": "No article found gives this figure.",
    "day": "No article found tells when.",
    "unsaid": "No article found says so.",
    "uncomputed": "The figure asked for cannot be computed from the prices at hand, and no article found gives it.",
    "crossings": "Of a level only the first or the last session beyond it is looked for: how often, how long or at which of"
    " several times a price stood there is not computed.",
    "unreached": "No session in the prices at hand lies beyond the level asked about.",
    "itself": "This program answers questions about markets from the articles of a library and from prices. Every figure is"
    " checked against them, and no advice is given.",
    "vague": "The question names neither an instrument nor a matter; say of what it is asked.",
    "nothing": "Nothing in the library answers this question.",
}
_HELD_NAMES, _HELD_TICKERS, _HELD_HOUSES, _HELD_TITLES = 4, 8, 12, 3


def decline(
    question: Question, reason: str, passages: Sequence[Passage], tickers: Collection[str], *, unheard: Sequence[str] = ()
) -> list[DraftSentence]:
    """The sentences of a decline. unheard: names of the question that stand nowhere in the library."""
    told = [_REASONS[reason].format(subject=_either_of(unheard) if unheard else _subject(question))]
    near = [ticker for ticker in sorted(tickers) if any(ticker.lower() in one_letter_away(name.lower()) for name in unheard)]
    if near and not any(map(has_numeral, near)):
        told.append(f"There are prices of {listed(near, 'and')}, if that was meant.")
    if reason == "unheld" and any(may_be_meant(question, one) for one in passages):
        told = [_REASONS["unpicked"]]
    held = _titles(passages) if reason == "unheld" else _holdings(passages, tickers)
    if reason in ("advice", "forecast"):
        told += _instead(question)
    elif held:
        told.append(held)
    return [DraftSentence(text, "meta", "lead") for text in told]


def itself(houses: Collection[str], tickers: Collection[str]) -> list[DraftSentence]:
    """What the program does and holds, and what can be asked of it."""
    written = sorted({house.partition(", ")[0] for house in houses if not has_numeral(house)})  # a house, not its desks
    named = [*written[:_HELD_HOUSES], *(["others"] if len(written) > _HELD_HOUSES else [])]
    priced = [ticker for ticker in sorted(tickers) if not has_numeral(ticker)]
    name = priced[0] if priced else "the market"
    told = [
        _REASONS["itself"],
        f"Its articles are by {listed(named)}." if named else "",
        _holdings((), tickers) or "",
        f"For example: “is the rally sustainable?”, “what did the Fed do?”, “what speaks for and against {name}?” or “how"
        f" volatile is {name}?”",
    ]
    return [DraftSentence(text, "meta", "lead") for text in told if text]


def decline_language(language: str) -> list[DraftSentence]:
    """The sentences of a decline of a question in another language."""
    told = [
        f"Questions are read in English, and this one seems to be in {language}.",
        "Asked in English, it is answered from the same articles and prices, as “what did the Fed do?” is.",
    ]
    return [DraftSentence(text, "meta", "lead") for text in told]


def _instead(question: Question) -> list[str]:
    """What can be asked where advice or a forecast was: both sides, what has been, and how far it swings."""
    names = [name.text for name in question.names if name.kind in MARKET_KINDS and not has_numeral(name.text)]
    name = names[0] if names else "the market"
    verb = "are" if name.lower().endswith("s") and not name.isupper() else "is"
    return [
        f"What can be told is what the articles say for and against {name}, how the price has moved and how volatile it has been,"
        " each figure with its source.",
        f"For example: “what speaks for and against {name}?”, “how did {name} do this year?” or “how volatile {verb} {name}?”",
    ]


def _either_of(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names if not has_numeral(name)]
    return listed(shown, "or") if shown and len(shown) == len(names) else "what the question names"


def _subject(question: Question) -> str:
    names = list(dict.fromkeys(name.text for name in question.names if not has_numeral(name.text)))
    return listed(names, "or") if names and len(names) == len({name.id for name in question.names}) else "what the question names"


def _titles(passages: Sequence[Passage]) -> str | None:
    """The articles found for the words of the question, by publisher and title."""
    named = dict.fromkeys(f"“{one.title}” by {publisher_of(one)}" for one in passages)
    shown = [name for name in named if not (has_numeral(name) or find_quantities(name))][:_HELD_TITLES]
    return f"Found for its words: {listed(shown)}." if shown else None


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
