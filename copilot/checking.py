"""A draft in, a checked text out: marks stripped, every numeral judged, derivations numbered, disagreements attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from copilot.marks import MARK, SpanMap, ids_of, join_sentences, strip_marks
from copilot.metrics import metric_as_evidence
from copilot.numbers import NumberCheck, check_text, find_quantities
from copilot.numbers.directions import check_directions
from copilot.numbers.explain import Explanation, explain_text
from copilot.types import (
    Answer,
    AnswerNumber,
    AnswerSentence,
    Checked,
    Derivation,
    Draft,
    Finding,
    Metric,
    Operand,
    Passage,
    Span,
)

_Result = TypeVar("_Result")
_ONE_MARK = re.compile(r"\[(M?)(\d+)\]")


def check_draft(draft: Draft, *, as_of: date) -> Checked:
    """The draft's text free of marks, each numeral with its verdict against the evidence its clause cites.

    A text without citations is wholly uncited: an engine has to name its evidence.
    """
    marked, spans = join_sentences(draft.sentences)
    checks = _put_to(check_text, draft, as_of)
    plain, moved = strip_marks(marked)
    evidence = number_evidence(draft.passages, draft.metrics)
    numbers, derivations = place_numbers(checks, moved)
    evidence.update(derivations)
    sentences = tuple(
        AnswerSentence(
            *moved.to_plain(*span), citations=_cited(sentence.text, evidence), kind=sentence.kind, section=sentence.section
        )
        for sentence, span in zip(draft.sentences, spans, strict=True)
    )
    return Checked(plain, _cite_derivations(sentences, numbers, derivations), tuple(numbers), evidence, ())


def _put_to(check: Callable[..., list[_Result]], draft: Draft, as_of: date) -> list[_Result]:
    """What one of the checks says of the draft's text with its marks, held against the draft's own evidence."""
    marked, _ = join_sentences(draft.sentences)
    return check(
        marked,
        [passage.quote for passage in draft.passages],
        metrics=[metric_as_evidence(metric) for metric in draft.metrics],
        as_of=as_of,
        citations="sources",
    )


def direction_findings(draft: Draft, *, as_of: date) -> tuple[Finding, ...]:
    """What the evidence that a sentence cites says of its words of direction and order: an error where it contradicts one."""
    found = _put_to(check_directions, draft, as_of)
    return tuple(
        Finding(
            f"F{at}",
            "direction",
            "note" if check.agrees else "error",
            (),
            check.directed.told,
            check.found,
            check.sources,
            check.text,
        )
        for at, check in enumerate(found, 1)
    )


def faults_of(draft: Draft, *, as_of: date) -> dict[str, list[str]]:
    """What the checks say against a draft, by sentence: its numbers that do not hold, its words of direction that do not.

    Evidence is told in words, "passage 2", since a mark inside an objection may be one that an article wrote.
    """
    said = [
        *(
            (check.start, f"“{check.text}” ({check.verdict}): {check.reason}")
            for check in _put_to(check_text, draft, as_of)
            if check.verdict not in ("checked", "exempt")
        ),
        *(
            (check.directed.start, f"“{check.directed.told}”: {check.text}")
            for check in _put_to(check_directions, draft, as_of)
            if not check.agrees
        ),
    ]
    _, spans = join_sentences(draft.sentences)
    found: dict[str, list[str]] = {}
    for start, fault in sorted(said):
        at = next(place for place, (_, end) in enumerate(spans) if start < end)
        found.setdefault(draft.sentences[at].text, []).append(_with_evidence_named(fault))
    return found


def _with_evidence_named(fault: str) -> str:
    """The fault with its marks in words.

    >>> _with_evidence_named("“3”: [2] dates it May, and [M1] has 4.")
    '“3”: passage 2 dates it May, and metric 1 has 4.'
    """
    return _ONE_MARK.sub(lambda mark: f"metric {mark[2]}" if mark[1] else f"passage {mark[2]}", fault)


def explain_answer(answer: Answer) -> dict[Span, Explanation]:
    """What was tried for each number of an answer, by its span in the answer's text: the check, run again with its workings."""
    marked, _ = join_sentences(answer.draft.sentences)
    _, moved = strip_marks(marked)
    found = _put_to(explain_text, answer.draft, answer.as_of)
    return {moved.to_plain(item.check.start, item.check.end): item for item in found}


def number_evidence(passages: Sequence[Passage], metrics: Sequence[Metric]) -> dict[str, Passage | Metric | Derivation]:
    """Evidence by its id: "1" for the first passage, "M1" for the first metric."""
    named: dict[str, Passage | Metric | Derivation] = {str(n): passage for n, passage in enumerate(passages, 1)}
    return named | {f"M{n}": metric for n, metric in enumerate(metrics, 1)}


def place_numbers(checks: Sequence[NumberCheck], moved: SpanMap) -> tuple[list[AnswerNumber], dict[str, Derivation]]:
    """The checks as numbers of the plain text (the marks themselves drop out), and each derivation under its own id."""
    numbers: list[AnswerNumber] = []
    derivations: dict[str, Derivation] = {}
    for check in checks:
        start, end = moved.to_plain(check.start, check.end)
        if start == end:
            continue
        items = tuple(_moved_evidence(item, moved) for item in check.evidence)
        for item in items:
            if "formula" in item and check.verdict == "checked":
                derivations[f"D{len(derivations) + 1}"] = _derivation(item, check)
        numbers.append(
            AnswerNumber(start, end, check.text, check.kind, check.verdict, check.support, check.reason_code, check.reason, items)
        )
    return numbers, derivations


def _moved_evidence(item: Mapping[str, Any], moved: SpanMap) -> dict[str, Any]:
    """Operands that stand in the checked text itself move with it."""
    if "operands" not in item:
        return dict(item)
    operands = []
    for operand in item["operands"]:
        if operand["source"] is None and operand["start"] is not None:
            start, end = moved.to_plain(operand["start"], operand["end"])
            operand = {**operand, "start": start, "end": end}
        operands.append(operand)
    return {**item, "operands": operands}


def _derivation(item: Mapping[str, Any], check: NumberCheck) -> Derivation:
    printed = find_quantities(check.text)
    unit = printed[0].unit if printed else "none"
    value = next((q.value for q in printed if q.value is not None), Decimal(0))
    operands = tuple(Operand(o["source"], o["start"], o["end"], o["text"]) for o in item["operands"])
    return Derivation(str(item["formula"]), operands, value, unit)


def _cited(text: str, evidence: Mapping[str, object]) -> tuple[str, ...]:
    ids = (identity for mark in MARK.finditer(text) for identity in ids_of(mark[0]))
    return tuple(dict.fromkeys(identity for identity in ids if identity in evidence))


def _cite_derivations(
    sentences: Sequence[AnswerSentence], numbers: Sequence[AnswerNumber], derivations: Mapping[str, Derivation]
) -> tuple[AnswerSentence, ...]:
    """Each sentence also cites the derivations of its own numbers."""
    ids = iter(derivations)
    owned: dict[int, list[str]] = {}
    for number in numbers:
        if number.verdict != "checked":
            continue
        for _ in (item for item in number.evidence if "formula" in item):
            at = next((i for i, s in enumerate(sentences) if s.start <= number.start < s.end), None)
            if at is not None:
                owned.setdefault(at, []).append(next(ids))
    return tuple(
        replace(sentence, citations=(*sentence.citations, *owned.get(index, ()))) for index, sentence in enumerate(sentences)
    )
