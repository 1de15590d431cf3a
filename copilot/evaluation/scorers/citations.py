"""Citation recall and precision as ALCE defines them, with our own judge of support; and quotes byte for byte.

Gao et al. (2023), "Enabling Large Language Models to Generate Text with Citations", EMNLP. What differs: there an entailment
model judges, at most three citations count, and what follows a first line break is left out; here the number check judges
numbers, `support` judges words, and everything counts. The number check also made the answer, so "checked numbers confirmed"
by other code stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.scorers.registry import miss, scorer
from copilot.evaluation.spans import gold_spans, overlaps
from copilot.evaluation.support import supports, without_publishers
from copilot.evaluation.targets import Judged
from copilot.metrics import metric_as_evidence
from copilot.types import AnswerSentence, Metric, Passage

RECALL, PRECISION, FIDELITY = "citation recall", "citation precision", "quotes byte-exact"
GOLD_CITED = "gold spans cited"
_QUOTED = re.compile(r"“([^”]{12,})”")


@scorer(
    Figure(RECALL),
    Figure(f"{RECALL}, mean of answers", "mean"),
    Figure(PRECISION),
    Figure(f"{PRECISION}, mean of answers", "mean"),
)
def citations(judged: Judged) -> Iterator[Score]:
    """Recall: the claim sentences that their citations together support. Precision: the citations that are not irrelevant."""
    supported, relevant = [], []
    for sentence in judged.answer.checked.sentences:
        if not _is_claim(judged, sentence):
            continue
        text = judged.answer.checked.text[sentence.start : sentence.end]
        marks = [mark for mark in sentence.citations if isinstance(_held(judged, mark), Passage | Metric)]
        whole = _supported(judged, text, marks)
        supported.append(whole)
        yield Score(
            RECALL, whole, failure=None if whole else miss(judged, "supported by its citations", [text, *_shown(judged, marks)])
        )
        for mark in marks:
            others = [other for other in marks if other != mark]
            right = whole and (_supported(judged, text, [mark]) or not _supported(judged, text, others))
            relevant.append(right)
            yield Score(
                PRECISION, right, failure=None if right else miss(judged, f"[{mark}] needed", [text, *_shown(judged, [mark])])
            )
    if supported:
        yield Score(f"{RECALL}, mean of answers", True, value=sum(supported) / len(supported))
        yield Score(f"{PRECISION}, mean of answers", True, value=sum(relevant) / len(relevant) if relevant else 0.0)


def _is_claim(judged: Judged, sentence: AnswerSentence) -> bool:
    """What the engine calls a claim, and whatever states a figure, called so or not."""
    numbers = judged.answer.checked.numbers
    has_figure = any(sentence.start <= n.start < sentence.end and n.verdict != "exempt" for n in numbers)
    return sentence.kind == "claim" or has_figure


def _held(judged: Judged, mark: str) -> object:
    return judged.answer.checked.evidence.get(mark)


def _supported(judged: Judged, text: str, marks: Sequence[str]) -> bool:
    held = [_held(judged, mark) for mark in marks]
    passages = [item for item in held if isinstance(item, Passage)]
    metrics = [metric_as_evidence(item) for item in held if isinstance(item, Metric)]
    text = without_publishers(text, passages)
    return supports(text, [passage.quote for passage in passages], metrics=metrics, as_of=judged.answer.as_of)


def _shown(judged: Judged, marks: Sequence[str]) -> list[str]:
    held = ((mark, _held(judged, mark)) for mark in marks)
    return [f"[{mark}] {item.quote if isinstance(item, Passage) else getattr(item, 'label', '')}" for mark, item in held]


@scorer(Figure(FIDELITY, gate="any"))
def quote_fidelity(judged: Judged) -> Iterator[Score]:
    """Every cited span is its article's own bytes, and every quotation in the answer stands in a passage its sentence cites.

    A quotation may leave out what an article marks as its own citation ("data [0]"), as the answer's text is free of marks.
    """
    for passage in _passages(judged).values():
        article = judged.articles.get(passage.article_id)
        right = article is not None and article.text[passage.start : passage.end] == passage.quote
        yield Score(FIDELITY, right, failure=None if right else miss(judged, "the article's bytes", passage.quote))
    for sentence in judged.answer.checked.sentences:
        if sentence.kind == "claim":  # a sentence about the answer may name a word of the question in quotation marks
            yield from _quotations(judged, sentence)


def _quotations(judged: Judged, sentence: AnswerSentence) -> Iterator[Score]:
    text = judged.answer.checked.text[sentence.start : sentence.end]
    cited = [_plain(item.quote) for mark in sentence.citations if isinstance(item := _held(judged, mark), Passage)]
    for quoted in _QUOTED.findall(text):
        right = any(_plain(quoted) in quote for quote in cited)
        yield Score(FIDELITY, right, failure=None if right else miss(judged, "words of a cited passage", quoted))


def _plain(text: str) -> str:
    """Without an article's own citation marks, and with one glyph for every quotation mark: quotes nest inside ours."""
    return " ".join(re.sub(r"\s?\[\d+\]", "", re.sub('[“”"‘’]', "'", text)).split())


@scorer(Figure(GOLD_CITED))
def gold_cited(judged: Judged) -> Iterator[Score]:
    """Of the gold spans, those that a cited passage overlaps; all are missed where an answerable question was declined."""
    cited = _passages(judged).values()
    for span in gold_spans(judged.question, judged.articles):
        right = any(overlaps(passage, span) for passage in cited)
        quote = judged.articles[span[0]].text[span[1] : span[2]]
        yield Score(GOLD_CITED, right, failure=None if right else miss(judged, quote, [p.quote for p in cited]))


def _passages(judged: Judged) -> Mapping[str, Passage]:
    marks = {mark for sentence in judged.answer.checked.sentences for mark in sentence.citations}
    return {mark: item for mark in sorted(marks) if isinstance(item := _held(judged, mark), Passage)}
