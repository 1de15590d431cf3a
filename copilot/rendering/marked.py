"""A checked text as styled segments: a mark behind every judged number, and the citations back in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copilot.marks import Mark, clean_model_text, join_sentences, strip_marks
from copilot.rendering.screen import Segment
from copilot.rendering.wording import mark
from copilot.types import Answer, Checked


def citations_of(answer: Answer) -> tuple[Mark, ...]:
    """Where the draft's citation marks stand in the plain text; at the ends of the sentences if the text was made otherwise."""
    plain, spans = strip_marks(join_sentences(answer.draft.sentences)[0])
    if plain == answer.checked.text:
        return spans.marks
    ends = []
    for sentence in answer.checked.sentences:
        text = answer.checked.text[sentence.start : sentence.end]
        inner = len(text) - len(text.rstrip(".!?”\"'"))
        cited = [name for name in sentence.citations if not name.startswith("D")]
        ends += [Mark(sentence.end - inner, f"[{name}]") for name in cited]
    return tuple(ends)


def marked_segments(
    checked: Checked, start: int, end: int, *, citations: Sequence[Mark] = (), has_glyphs: bool = True
) -> list[Segment]:
    """The segments of checked.text[start:end]. Ticks of somebody else's are dropped; only our own marks stand behind numbers."""
    events: list[tuple[int, int, Segment]] = []
    for number in checked.numbers:
        if start <= number.start and number.end <= end and (sign := mark(number.state, has_glyphs=has_glyphs)):
            events.append((number.end, 0, (sign, number.state)))
    for citation in citations:
        if start <= citation.at <= end:
            events.append((citation.at, 1, (citation.text, "citation")))
    events.sort(key=lambda event: event[:2])
    return list(_woven(checked.text, start, end, events))


def _woven(text: str, start: int, end: int, events: list[tuple[int, int, Segment]]) -> Iterator[Segment]:
    at, is_after_citation = start, False
    for place, order, segment in events:
        if piece := clean_model_text(text[at:place]):
            yield piece, ""
            is_after_citation = False
        if order == 1 and not is_after_citation and place > start:
            yield " ", ""
        yield segment
        if order == 1 and place == start:
            yield " ", ""
        is_after_citation = order == 1
        at = place
    if piece := clean_model_text(text[at:end]):
        yield piece, ""
