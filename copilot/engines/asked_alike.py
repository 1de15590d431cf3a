"""An article that puts the reader's own question over a paragraph answers it: the paragraph is quoted, and first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from copilot.engines.candidates import LONGEST_CHARS, is_of_publisher, plain_quote
from copilot.engines.evidence import Evidence
from copilot.engines.prose import publisher_of
from copilot.engines.question import Question, is_generic
from copilot.engines.quoting import claims, quotation
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.sentences import sentences
from copilot.types import DraftSentence, Passage, Span

_HEADING = re.compile(r"^[\s#*_]*(?P<asked>[A-Z][^\n?]{5,110}\?)[*_ ]*$", re.MULTILINE)
_ONE_FACT = re.compile(r"\W*(?:and\s+|so\s+)?(how (?:many|often)|when|who|where)\b", re.IGNORECASE)
_KINDS = ("topic", "why", "outlook")
_ENOUGH = 0.6  # share of the heading's own words that the question holds
_FEWEST = 2  # such words, unless they are all that the question holds
_MOST_SENTENCES = 3


def answered_under(
    question: Question, passages: Sequence[Passage], article_text: Callable[[str], str], evidence: Evidence
) -> list[DraftSentence]:
    """The first sentences under the heading that asks most of what the question asks; empty where none asks enough of it."""
    if question.kind not in _KINDS:
        return []
    asked = _own_words(question.text)
    articles = {passage.article_id: passage for passage in reversed(passages)}
    found = [
        (words, passage, heading.span("asked"))
        for passage in articles.values()
        for heading in _headings(article_text(passage.article_id))
        if _asks_alike(words := _own_words(heading["asked"]), asked) and _wants_the_same(question.text, heading["asked"])
    ]
    if not found:
        return []
    held = Counter(stem for passage in passages for stem in asked & set(content_stems(passage.quote)))
    weight = {stem: math.log(1 + len(passages) / (1 + held[stem])) for stem in asked}
    _, passage, heading_span = max(found, key=lambda item: sum(weight[stem] for stem in item[0] & asked))
    return _quoted(passage, heading_span, article_text(passage.article_id), evidence)


def repeats(sentence: DraftSentence, told: Sequence[DraftSentence]) -> bool:
    """Whether a sentence quotes what one of those told quotes."""
    words = sentence.text.partition("“")[2].partition("”")[0]
    return bool(words) and any(f"“{words}”" in other.text for other in told)


def _headings(article: str) -> list[re.Match[str]]:
    """The questions over the paragraphs of an article; one alone is its title, or put to leave it open."""
    found = list(_HEADING.finditer(article))
    return found if len(found) > 1 else []


def _asks_alike(words: frozenset[str], asked: frozenset[str]) -> bool:
    shared = len(words & asked)
    return bool(words) and shared >= _ENOUGH * len(words) and (shared >= _FEWEST or words == asked)


def _wants_the_same(asked: str, heading: str) -> bool:
    """Whether a heading does not ask for a reason or a matter where the reader asks for a number, a day or a person."""
    wanted = _ONE_FACT.match(asked)
    return wanted is None or wanted[1].lower() in heading.lower()


def _quoted(passage: Passage, heading: Span, article: str, evidence: Evidence) -> list[DraftSentence]:
    spans = list(_paragraph(article, heading, passage.publisher))
    if not spans:
        return []
    whole = replace(passage, start=heading[0], end=spans[-1][1], quote=article[heading[0] : spans[-1][1]])
    mark = evidence.quote(whole)
    first = replace(passage, start=spans[0][0], end=spans[0][1], quote=article[slice(*spans[0])])
    lead = f"Under “{plain_quote(article[slice(*heading)])}” {publisher_of(passage)} writes:"
    told = [quotation(lead, first.quote, mark), *(quotation("It goes on:", article[slice(*span)], mark) for span in spans[1:])]
    return claims(told, "lead")


def _paragraph(article: str, heading: Span, publisher: str | None) -> Iterator[Span]:
    """The first sentences of the paragraph under a heading."""
    body = re.compile(r"[\s*_]*").match(article, heading[1])
    start = body.end() if body is not None else heading[1]
    end = article.find("\n", start)
    inside = [span for span in sentences(article) if start <= span[0] and span[1] <= (end if end >= 0 else len(article))]
    boilerplate = vocabulary().groups["sentences"]["boilerplate"]
    for first, last in inside[:_MOST_SENTENCES]:
        text = article[first:last]
        if last - first > LONGEST_CHARS or is_of_publisher(text, publisher) or boilerplate.is_in(text):
            return
        yield first, last


def _own_words(text: str) -> frozenset[str]:
    return frozenset(stem for stem in content_stems(text) if not is_generic(stem))
