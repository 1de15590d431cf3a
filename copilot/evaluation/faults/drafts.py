"""Faults in what was written: a citation or a ticker of a draft put in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from copilot.checking import check_draft
from copilot.evaluation.faults.ground import ALARMS, Ground, Planted
from copilot.evaluation.recomputing import printed_value
from copilot.evaluation.support import supports, without_publishers
from copilot.types import AnswerNumber, Checked, DraftSentence, Metric, Passage

SWAPPED, SWAPPED_METRIC = "swapped citation of a quoted number rejected", "swapped citation of a computed number rejected"
SWAPPED_WORDS, TICKER = "swapped citation of words found by the support score", "wrong ticker rejected for the entity"


def swapped_citations(ground: Ground, random: Random, *, most: int = 4) -> Iterator[Planted]:
    """Another's mark behind a number: of a passage or metric that does not hold it; and behind a sentence without a number."""
    quoted, computed = [], []
    for at, cited, number in _cited_alone(ground):
        if number.support == "quoted":
            quoted += [(at, number, cited, other) for other in _strangers(ground, cited, number)]
        elif number.support == "computed":
            computed += [(at, number, cited, other) for other in _strangers(ground, cited, number)]
    for kind, swaps in ((SWAPPED, quoted), (SWAPPED_METRIC, computed)):
        for at, number, old, new in random.sample(swaps, min(most, len(swaps))):
            text = ground.answer.draft.sentences[at].text.replace(f"[{old}]", f"[{new}]")
            again = _with_sentence(ground, at, text)
            found = next((n for n in again.numbers if (n.start, n.end) == (number.start, number.end)), None)
            rejected = found is not None and found.verdict in ("differs", "unsupported", "uncited")
            yield Planted(kind, rejected, f"[{new}] for [{old}]: {text}", _said(found))
    yield from _swapped_words(ground, random)
    draft, checked = ground.answer.draft, ground.answer.checked
    again = check_draft(draft, as_of=ground.answer.as_of)
    yield Planted(ALARMS, [n.verdict for n in again.numbers] != [n.verdict for n in checked.numbers], "the draft as it was", "")


def _cited_alone(ground: Ground) -> Iterator[tuple[int, str, AnswerNumber]]:
    """Numbers of sentences that cite one passage or metric: the sentence, its citation, the number."""
    checked = ground.answer.checked
    for at, sentence in enumerate(checked.sentences):
        cited = [mark for mark in sentence.citations if not mark.startswith("D")]
        if len(cited) == 1 and f"[{cited[0]}]" in ground.answer.draft.sentences[at].text:
            for number in _numbers(checked, at):
                if number.kind == "quantity" and printed_value(number.text) is not None:
                    yield at, cited[0], number


def _strangers(ground: Ground, cited: str, number: AnswerNumber) -> list[str]:
    """The marks of passages and metrics that do not hold the number."""
    held = ground.answer.draft
    passages = [str(n) for n, passage in enumerate(held.passages, 1) if not _holds(passage, number.text)]
    metrics = [f"M{n}" for n, metric in enumerate(held.metrics, 1) if not _gives(metric, number.text)]
    return [mark for mark in (*passages, *metrics) if mark != cited]


def _swapped_words(ground: Ground, random: Random) -> Iterator[Planted]:
    """A sentence without a number, with the mark of a passage of another article: nobody but the support score can tell."""
    draft, checked = ground.answer.draft, ground.answer.checked
    for at, sentence in enumerate(checked.sentences):
        cited = [checked.evidence[mark] for mark in sentence.citations]
        own = cited[0] if len(cited) == 1 else None
        said = checked.text[sentence.start : sentence.end]
        text = without_publishers(said, [own]) if isinstance(own, Passage) else said
        if not isinstance(own, Passage) or _numbers(checked, at) or not supports(text, [own.quote]):
            continue
        others = [passage for passage in draft.passages if passage.article_id != own.article_id and text not in passage.quote]
        if others:
            other = random.choice(others)
            yield Planted(SWAPPED_WORDS, not supports(text, [other.quote]), f"{text} -> {other.title}", other.quote)


def _numbers(checked: Checked, at: int) -> list[AnswerNumber]:
    sentence = checked.sentences[at]
    return [n for n in checked.numbers if sentence.start <= n.start < sentence.end]


def _holds(passage: Passage, printed: str) -> bool:
    """Whether a passage prints the number, or one that rounds to it, by plain reading."""
    wanted = printed_value(printed)
    assert wanted is not None
    found = [printed_value(text) for text in re.findall(r"\d[\d,]*(?:\.\d+)?(?: (?:trillion|billion|million))?", passage.quote)]
    return any(value is not None and abs(value[0] - wanted[0]) <= wanted[1] for value in found)


def _gives(metric: Metric, printed: str) -> bool:
    """Whether a metric's value rounds to the number, sign aside."""
    wanted = printed_value(printed)
    assert wanted is not None
    return any(abs(abs(value) - wanted[0]) <= wanted[1] for value in (metric.value, metric.value * 100))


def _with_sentence(ground: Ground, at: int, text: str) -> Checked:
    draft = ground.answer.draft
    changed = [DraftSentence(text, s.kind, s.section) if i == at else s for i, s in enumerate(draft.sentences)]
    return check_draft(replace(draft, sentences=tuple(changed)), as_of=ground.answer.as_of)


def _said(number: AnswerNumber | None) -> str:
    return "no such number" if number is None else f"{number.text} {number.state} ({number.reason_code}): {number.reason}"


def wrong_tickers(ground: Ground, random: Random, *, most: int = 4) -> Iterator[Planted]:
    """Another ticker of the price folder in a sentence that rests on metrics of one ticker alone."""
    draft, checked = ground.answer.draft, ground.answer.checked
    known = sorted(path.stem for path in ground.prices.glob("*.csv") if path.stem.isupper() and path.stem.isalpha())
    swaps = []
    for at, sentence in enumerate(checked.sentences):
        cited = [checked.evidence[mark] for mark in sentence.citations if not mark.startswith("D")]
        own = {item.ticker for item in cited if isinstance(item, Metric)}
        text = draft.sentences[at].text
        named = [ticker for ticker in known if re.search(rf"\b{ticker}\b", text)]
        if len(own) == 1 and len(named) == 1 and set(named) == own and all(isinstance(item, Metric) for item in cited):
            swaps += [(at, named[0], other) for other in known if other != named[0]]
    for at, old, new in random.sample(swaps, min(most, len(swaps))):
        text = re.sub(rf"\b{old}\b", new, draft.sentences[at].text)
        again = _numbers(_with_sentence(ground, at, text), at)
        for before, after in zip(_numbers(checked, at), again, strict=True):
            if before.support == "computed" and before.kind == "quantity":
                caught = after.verdict in ("differs", "unsupported") and after.reason_code == "entity"
                yield Planted(TICKER, caught, f"{new} for {old}: {text}", _said(after))
