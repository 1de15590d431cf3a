"""The publishers of the library that a question names: "what does Harbour Wire say?" is answered from its articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from copilot.engines.dictionary import is_ordinary
from copilot.engines.question import Question
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.names import find_names

_WORD = re.compile(r"[\w&'’]+")
_ARTICLES = frozenset({"the", "a", "an"})
_DOMAIN = re.compile(r"^(?:www\.)?([\w-]+)(?:\.\w{2,6}){1,2}$")
_LEAST_CHARS = 3


def named_publishers(text: str, publishers: Iterable[str]) -> frozenset[str]:
    """Those of the publishers that the text names, by the whole name or by its first words, where those are no ordinary ones.

    One that is also an instrument, a country or a central bank is none of them: the text may be about that.

    >>> sorted(named_publishers("what does northmoor say?", ["Northmoor Research", "The Tide", "example.com"]))
    ['Northmoor Research']
    >>> sorted(named_publishers("What did The Tide and Example report of the tide?", ["The Tide", "example.com", "Tide Watch"]))
    ['The Tide', 'example.com']
    """
    return frozenset(publisher for publisher in publishers if _is_named(publisher, text) and not _is_known(publisher))


def asked_of(question: Question, publishers: Collection[str]) -> Question:
    """The question put to these publishers: their names are no subject; where there is no other, their views are asked for."""
    if not publishers:
        return question
    if vocabulary().groups["question"]["reversal"].is_in(question.text):
        return replace(question, kind="views", publishers=frozenset(publishers))
    said = " ".join(publishers).lower()
    names = tuple(name for name in question.names if name.text.lower() not in said)
    terms = tuple(term for term in question.terms if term not in content_stems(said))
    is_open = question.kind in ("topic", "measure", "outlook") and not (names or terms or question.themes or question.anchor)
    is_open = is_open and question.side == "both" and not set(question.measures) - {"relative", "move"}
    told = "topic" if question.kind == "outlook" else question.kind  # what one house expects has no two sides to weigh
    return replace(question, names=names, terms=terms, publishers=frozenset(publishers), kind="views" if is_open else told)


def _is_named(publisher: str, text: str) -> bool:
    domain = _DOMAIN.match(publisher)
    words = [domain.group(1)] if domain else _WORD.findall(publisher)
    telling = [word for word in words if word.lower() not in _ARTICLES]
    if not telling or len("".join(telling)) < _LEAST_CHARS:
        return False
    if not is_ordinary(telling[0].lower()):
        return _stands(telling[:1], text, any_case=True)
    if domain:
        return _stands([telling[0].capitalize()], text, any_case=False)
    if len(telling) == 1:
        return _stands(words, text, any_case=False)  # "The Tide", not the tide
    return _stands(telling[:2] if len(telling) > 2 else telling, text, any_case=True)


def _stands(words: list[str], text: str, *, any_case: bool) -> bool:
    pattern = r"\W+".join(map(re.escape, words))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE if any_case else 0) is not None


def _is_known(publisher: str) -> bool:
    return any(name.kind != "other" and len(name.text) >= len(publisher) - 4 for name in find_names(publisher))
