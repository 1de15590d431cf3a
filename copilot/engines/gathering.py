"""Passages for a question: the question itself, and the question with words that argue each way; and whether any fit at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from copilot.engines.evidence import Desk
from copilot.engines.figure_asked import figure_asked
from copilot.engines.holders import asks_holder, matter_of
from copilot.engines.question import Question
from copilot.engines.subjects import HOME, MARKET_KINDS, Subject, subjects_of
from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.engines.words import content_stems, stands_in
from copilot.names import Name, find_names, instrument
from copilot.types import Passage

Search = Callable[[str, int], list[Passage]]
PER_QUERY, PER_SIDE, PER_FIGURE = 14, 18, 40
_SUPPORT_WORDS = "tailwind support improving earnings attractive valuation lower rates strong demand inflows upside"
_DOUBT_WORDS = "risk headwind warning slowdown weak expensive stretched debt volatility disappoint reversal"
_CAUSE_WORDS = "because after driven by catalyst expectations"


def gather(question: Question, search: Search) -> list[Passage]:
    """The passages found for the question as asked, best first; of who holds a view of a market, those that argue either way."""
    if asks_holder(question) and not (matter_of(question) or question.themes):
        subject = " ".join(name.text for name in question.names)
        return _merged([search(f"{subject} {words}", PER_QUERY) for words in (_SUPPORT_WORDS, _DOUBT_WORDS)])
    return search(" ".join((question.text, *question.synonyms)), PER_QUERY)


def gather_more(question: Question, subjects: Sequence[Subject], first: list[Passage], search: Search) -> list[Passage]:
    """The passages of `first` and of queries for what the kind of question needs, best of each query in turn, each once."""
    subject = " ".join(name.text for name in question.names) or spoken_name(subjects) or question.text
    queries: list[str] = []
    if question.kind in ("outlook", "views"):
        queries = [f"{subject} {_SUPPORT_WORDS}", f"{subject} {_DOUBT_WORDS}"]
    elif question.kind == "why":
        queries = [f"{subject} {_CAUSE_WORDS}"]
    elif question.kind == "measure" and question.measures:
        when = question.text[slice(*question.period.span)] if question.period else ""
        queries = [f"{subject} {' '.join(question.measures)} {when}"]
    elif question.kind == "policy":
        queries = ["Federal Reserve committee decision vote target range statement"]
    elif compares(question):
        queries = [f"{spoken_name(subjects)} {' '.join(vocabulary().theme(theme).name for theme in question.themes)}"]
    elif figure_asked(question) is not None:  # the one sentence that holds it may stand far down
        return _merged([first, search(question.text, PER_FIGURE)])
    many = PER_FIGURE if asks_holder(question) else PER_SIDE  # who argues most is told by many passages
    return _merged([first, *(search(query, many) for query in queries)])


def compares(question: Question) -> bool:
    """Whether a question sets two instruments against each other on a matter that prices do not tell: "is A cheaper than B?"."""
    return bool(question.themes) and question.kind == "topic" and sum(n.kind in MARKET_KINDS for n in question.names) > 1


def spoken_name(subjects: Sequence[Subject]) -> str:
    """How people call the first subject: what it tracks and its family, "S&P 500 large caps"."""
    if not subjects:
        return ""
    rows = [instrument(id) for id in (subjects[0].tracks, *subjects[0].family[:1]) if id]
    return " ".join([subjects[0].ticker, *(row.name for row in rows if row is not None)])


def unknown_subject(
    question: Question, passages: list[Passage], desk: Desk, search: Search, *, is_named: bool = False
) -> str | None:
    """Why nothing here can answer: "unknown" subject, or "nothing" found; None where something may.

    is_named: the question gives names that no table holds, and each stands in the library.
    """
    named = [name for name in question.names if name.kind not in ("country", "place", "central_bank", "rate", "other")]
    if any(_is_elsewhere(name) and not is_mentioned(name, passages) for name in question.names):
        return "unknown"
    if question.kind == "views":
        return None
    if question.kind == "policy":
        return None if desk.meetings or passages else "nothing"
    if named and all(_is_unknown(name, passages, desk, search) for name in named):
        return "unknown"
    if not passages and not subjects_of(named, desk.held):
        return "nothing"
    only_argues = question.kind == "outlook" and bool(question.themes) and not question.matters  # "are valuations stretched?"
    is_of_market = asks_holder(question) and not matter_of(question)  # "which newsletter is the gloomiest?"
    if named or is_named or not question.terms or only_argues or is_of_market:
        return None
    return None if _best_share(question, passages) >= 0.5 else "nothing"


def is_mentioned(name: Name, passages: Iterable[Passage]) -> bool:
    """Whether a name, or something of its family, stands in the passages, their titles or their publishers."""
    is_short = name.text.lower() in dict(vocabulary().opposed)  # "value" for value stocks stands in many a sentence
    for passage in passages:
        text = f"{passage.publisher or ''}. {passage.title}. {passage.quote}"
        if not is_short and stands_in(name.text, text):
            return True
        for other in find_names(text):
            if other.id == name.id or name.id in other.family or (name.tracks and name.tracks in (other.id, other.tracks)):
                return True
            if other.tracks == name.id:
                return True
    return False


def _is_elsewhere(name: Name) -> bool:
    """Whether a question is about another country or central bank than those this library's prices and meetings are of."""
    return name.kind in ("country", "central_bank") and name.id not in HOME


def _is_unknown(name: Name, passages: list[Passage], desk: Desk, search: Search) -> bool:
    if subjects_of([name], desk.held) or is_mentioned(name, passages):
        return False
    return not is_mentioned(name, search(name.text, PER_QUERY))


def _best_share(question: Question, passages: list[Passage]) -> float:
    """The largest share of the question's terms that one passage holds; a synonym stands for one of them."""
    wanted, alike = set(question.terms), Phrases.of(question.synonyms)
    best = 0.0
    for passage in passages:
        text = f"{passage.title}. {passage.quote}"
        held = len(wanted & set(content_stems(text))) + (bool(question.synonyms) and alike.is_in(text))
        best = max(best, held / len(wanted))
    return best


def _merged(found: list[list[Passage]]) -> list[Passage]:
    merged: dict[tuple[str, int], Passage] = {}
    for rank in range(max(map(len, found), default=0)):
        for passages in found:
            if rank < len(passages):
                merged.setdefault((passages[rank].article_id, passages[rank].start), passages[rank])
    return list(merged.values())
