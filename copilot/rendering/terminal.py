"""An answer and an audit on the screen: text with marks, evidence with quotes, conflicts, counts, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copilot.rendering.audit_parts import evidence_ids, evidence_parts
from copilot.rendering.marked import citations_of, marked_segments
from copilot.rendering.screen import Screen, Segment
from copilot.rendering.wording import (
    SHORT_ID,
    WORDS,
    counts_sentence,
    day_text,
    excerpt,
    mark,
    one_line,
    origin_text,
    value_text,
    window_text,
)  # fmt: skip
from copilot.types import STATES, Answer, AnswerSentence, Audit, Checked, Conflict, Derivation, Metric, Passage, Span

HEADINGS = {
    "lead": "",
    "support": "What supports it",
    "against": "What speaks against it",
    "data": "What the data says",
    "conflicts": "What conflicts",
    "unknown": "What could not be established",
}
LONGEST_TEXT_CHARS = 12_000  # an audited text beyond this shows only the paragraphs with something to see


def show_answer(answer: Answer, screen: Screen) -> None:
    """The whole answer, as a reader would forward it."""
    screen.line([(one_line(answer.question), "title")])
    screen.line([(_basis(answer), "quiet")])
    for notice in answer.notices:
        screen.note(notice)
    _show_sections(answer, screen)
    _show_doubts(answer.checked, screen)
    _show_wrong_words(answer, screen)
    show_evidence(answer.checked, screen, cited=_cited(answer.checked))
    screen.gap()
    _show_counts(answer.checked, screen)
    newest = f"newest article {day_text(answer.newest_article)}" if answer.newest_article else "no article dated by then"
    session = f"last session {answer.last_session}" if answer.last_session else "no market data used"
    screen.line([(f"{newest}; {session}{'; sample data' if answer.sample else ''}", "quiet")])
    _show_receipt(answer.receipt_id, screen)


def show_warnings(warnings: Sequence[str], screen: Screen) -> None:
    """What a reader must know before an old answer: that its receipt has changed, that a pin is withheld."""
    for warning in warnings:
        screen.note(warning, kind="warning")
    if warnings:
        screen.gap()


def show_audit(audit: Audit, screen: Screen) -> None:
    """The audited text with marks, then what was found, and on what evidence."""
    published = f", published {audit.published}" if audit.published else ", no date given"
    screen.line([(f"{one_line(audit.file or 'standard input')}{published}", "title")])
    screen.line([(f"{'sample data, ' if audit.sample else ''}as of {audit.as_of}", "quiet")])
    for notice in audit.notices:
        screen.note(notice)
    screen.gap()
    _show_audited_text(audit, screen)
    screen.heading("Findings" if audit.findings else "No findings")
    for finding in audit.findings:
        screen.line(
            [(f"{finding.severity} ", finding.severity), (f"{finding.type}: ", ""), (one_line(finding.text), "")], indent=2
        )
    told = {finding.text for finding in audit.findings}
    _show_conflicts([conflict for conflict in audit.checked.conflicts if conflict.text not in told], screen)
    named = {name for finding in audit.findings for name in finding.evidence}
    show_evidence(audit.checked, screen, cited=named | _bound(audit.checked))
    screen.gap()
    if audit.status == "nothing_bound":
        screen.line([("no number of this text is bound to evidence of this library", "warning")])
    _show_counts(audit.checked, screen)
    _show_receipt(audit.receipt_id, screen)


def show_evidence(checked: Checked, screen: Screen, *, cited: set[str]) -> None:
    """The evidence that is cited, each with its quote or formula; how much else was read is said."""
    shown = [(name, item) for name, item in checked.evidence.items() if name in cited]
    if not shown:
        return
    screen.heading("Evidence")
    rests = _spans_by_source(checked)
    for name, item in shown:
        show_item(name, item, screen, spans=rests.get(name, []))
    others = sum(not name.startswith("D") for name in checked.evidence) - sum(not name.startswith("D") for name, _ in shown)
    if others:
        screen.line([(f"{others} more {'item was' if others == 1 else 'items were'} read and not cited", "quiet")], indent=6)


def show_item(
    name: str, item: Passage | Metric | Derivation, screen: Screen, *, spans: Sequence[Span] = (), indent: int = 6
) -> None:
    """An item of evidence behind its mark. spans: what a number rests on in a quote."""
    for number, line in enumerate(evidence_lines(item, spans)):
        screen.line(line, indent=indent, first="" if number else f"{' ' * (indent - 6)}[{name}]")


def evidence_texts(audit: Audit) -> Iterator[tuple[str, list[str]]]:
    """The evidence that a number or a finding of an audit rests on: its id and its lines."""
    named = {name for finding in audit.findings for name in finding.evidence} | _bound(audit.checked)
    for name, item in audit.checked.evidence.items():
        if name in named:
            yield name, ["".join(text for text, _ in line) for line in evidence_lines(item)]


def evidence_lines(item: Passage | Metric | Derivation, spans: Sequence[Span] = ()) -> Iterator[list[Segment]]:
    """An item of evidence: what it is, then its quote, or the formula and the prices it rests on."""
    if isinstance(item, Passage):
        yield [(origin_text(item), "")]
        yield [(f"“{excerpt(item.quote, spans)}”", "quote")]
    elif isinstance(item, Metric):
        yield [(f"{one_line(item.label)}: ", ""), (value_text(item.value, item.unit), "title")]
        sample = ", sample" if item.is_sample and item.provider != "sample" else ""
        yield [(f"{one_line(item.formula)}; {window_text(item)}; {one_line(item.provider)}{sample}{_fetched(item)}", "quiet")]
    else:
        formula = one_line(item.formula)
        yield [(formula if "=" in formula else f"{formula} = {value_text(item.value, item.unit)}", "")]


def show_passage(passage: Passage, text: str, screen: Screen) -> None:
    """The article that a passage stands in, its paragraph marked. text: the article as it was stored."""
    screen.line([(one_line(passage.title) or "untitled", "title")])
    screen.line([(origin_text(passage), "quiet")])
    screen.gap()
    at = 0
    for paragraph in text.split("\n"):
        start, end = (min(max(place - at, 0), len(paragraph)) for place in (passage.start, passage.end))
        parts = [(paragraph[:start], ""), (paragraph[start:end], "checked"), (paragraph[end:], "")]
        screen.line(parts, indent=2, first=">" if start < end else "")
        at += len(paragraph) + 1


def _fetched(metric: Metric) -> str:
    return f", fetched {one_line(metric.fetched_at)[:10]}" if metric.fetched_at else ""


def _basis(answer: Answer) -> str:
    engine = (
        f"model {one_line(answer.draft.model or '')}{_cost(answer)}"
        if answer.engine == "model"
        else "extractive engine, no model"
    )
    status = {"answered": "", "partial": "; answered in part", "declined": "; declined"}[answer.status]
    return f"{'sample data; ' if answer.sample else ''}as of {answer.as_of}; {engine}{status}"


def _cost(answer: Answer) -> str:
    """What the model's work came to, as ": 2 replies, 3 tools, 4,210 tokens"; nothing where a receipt does not tell."""
    names = {"calls": ("reply", "replies"), "tool_calls": ("tool", "tools"), "total_tokens": ("token", "tokens")}
    counts = {name: answer.draft.usage.get(name, 0) for name in names}
    told = [f"{count:,} {names[name][count != 1]}" for name, count in counts.items() if count]
    return f" ({', '.join(told)})" if told else ""


def _show_sections(answer: Answer, screen: Screen) -> None:
    """Sentences under their headings, in the order of the headings; the conflicts under theirs, sentences or not."""
    citations = citations_of(answer)
    groups: dict[str, list[AnswerSentence]] = {}
    for sentence in answer.checked.sentences:
        groups.setdefault(sentence.section if sentence.section in HEADINGS else "lead", []).append(sentence)
    if answer.checked.conflicts:
        groups.setdefault("conflicts", [])
    for section, heading in HEADINGS.items():
        if section not in groups:
            continue
        screen.heading(heading) if heading else screen.gap()
        for start, end in _paragraphs(section, groups[section]):
            line = marked_segments(answer.checked, start, end, citations=citations, has_glyphs=screen.has_glyphs)
            screen.line(line, indent=2 if section == "lead" else 4, first="" if section == "lead" else "  •")
        if section == "conflicts":
            _conflict_lines(answer.checked.conflicts, screen)


def _paragraphs(section: str, group: list[AnswerSentence]) -> list[tuple[int, int]]:
    """The lead reads on, where its sentences stand together; elsewhere each sentence is a point of its own."""
    spans = [(sentence.start, sentence.end) for sentence in group]
    if section != "lead":
        return spans
    joined = spans[:1]
    for start, end in spans[1:]:
        if start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _show_conflicts(conflicts: Sequence[Conflict], screen: Screen) -> None:
    if conflicts:
        screen.heading("Conflicts")
        _conflict_lines(conflicts, screen)


def _conflict_lines(conflicts: Sequence[Conflict], screen: Screen) -> None:
    for conflict in conflicts:
        screen.marked("disputed", [(one_line(conflict.text), "")])


def _show_doubts(checked: Checked, screen: Screen) -> None:
    """Each number that is rejected or uncited, with the reason."""
    doubtful = [number for number in checked.numbers if number.state in {"differs", "unsupported", "uncited"}]
    if doubtful:
        screen.heading("Numbers in doubt")
    for number in doubtful:
        said = [(one_line(number.text), "title"), (f" {WORDS[number.state]}: ", number.state), (one_line(number.reason), "")]
        screen.marked(number.state, said)


def _show_wrong_words(answer: Answer, screen: Screen) -> None:
    """Each word of direction or order that the evidence its sentence cites contradicts."""
    wrong = [finding for finding in answer.findings or () if finding.severity == "error"]
    if wrong:
        screen.heading("Words in doubt")
    for finding in wrong:
        screen.marked("differs", [(one_line(finding.text), "")])


def _show_audited_text(audit: Audit, screen: Screen) -> None:
    text, start = audit.checked.text, 0
    is_long = len(text) > LONGEST_TEXT_CHARS
    judged = [number for number in audit.checked.numbers if number.state not in {"exempt", "checked"}]
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        has_something = any(start <= number.start < end for number in judged)
        if paragraph.strip() and (has_something or not is_long):
            screen.line(marked_segments(audit.checked, start, end, has_glyphs=screen.has_glyphs), indent=2)
        start = end + 1
    if is_long:
        screen.line([("only the paragraphs with a doubtful number are shown", "quiet")], indent=2)


def _show_counts(checked: Checked, screen: Screen) -> None:
    screen.line([(counts_sentence(checked), "title")])
    states = [state for state in STATES if checked.counts[state] and mark(state, has_glyphs=screen.has_glyphs)]
    if states:
        legend: list[Segment] = []
        for state in states:
            legend += [(mark(state, has_glyphs=screen.has_glyphs), state), (f" {WORDS[state]}   ", "quiet")]
        screen.line(legend)


def _show_receipt(receipt_id: str | None, screen: Screen) -> None:
    if receipt_id:
        short = receipt_id[:SHORT_ID]
        screen.line([(f"receipt {short}: ", "quiet"), (f"copilot verify {short}", "")])


def _cited(checked: Checked) -> set[str]:
    named = {name for sentence in checked.sentences for name in sentence.citations}
    return named | _bound(checked)


def _bound(checked: Checked) -> set[str]:
    """Evidence that a judged number rests on or is refuted by."""
    return {name for number in checked.numbers for name in evidence_ids(number)}


def _spans_by_source(checked: Checked) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for part in (part for number in checked.numbers for part in evidence_parts(number)):
        source, start, end = part.get("source"), part.get("start"), part.get("end")
        if isinstance(source, str) and isinstance(start, int) and isinstance(end, int):
            spans.setdefault(source, []).append((start, end))
    return spans
