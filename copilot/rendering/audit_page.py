"""An audit as a page that stands alone: the text with its marks, and beside each paragraph what is said of its numbers.

The page holds no script and loads nothing. Every word of the text, of the evidence and of a file's name is escaped by the
template engine; a policy in the page forbids what should slip through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copilot.rendering.audit_parts import Piece, blocks_of, evidence_ids, fill_page, pieces_of
from copilot.rendering.terminal import evidence_lines, evidence_texts
from copilot.rendering.wording import MARKS, WORDS, counts_sentence, one_line
from copilot.types import STATES, AnswerNumber, Audit, Finding, Span


@dataclass(frozen=True, slots=True)
class Note:
    """One number beside its paragraph."""

    anchor: str
    text: str
    state: str
    word: str
    reason: str
    conflict: str | None
    evidence: tuple[tuple[str, str], ...]  # id, one line


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with what is said of it."""

    pieces: tuple[Piece, ...]
    is_table: bool
    findings: tuple[Finding, ...]
    doubtful: tuple[Note, ...]
    checked: tuple[Note, ...]


def audit_page(audit: Audit) -> str:
    """The whole page as text."""
    counts = audit.checked.counts
    return fill_page(
        "audit_page.html",
        title=one_line(audit.file or "standard input"),
        audit=audit,
        rows=list(_rows(audit)),
        loose=_loose(audit),
        counts=[(state, MARKS[state], WORDS[state], counts[state]) for state in STATES if counts[state]],
        said=counts_sentence(audit.checked),
        evidence=list(evidence_texts(audit)),
        notices=[one_line(notice) for notice in audit.notices],
        words={"error": "wrong", "warning": "doubtful", "note": "note"},
        clean=one_line,
    )


def _rows(audit: Audit) -> Iterator[Row]:
    numbers = audit.checked.numbers
    for start, end in blocks_of(audit.checked.text):
        inside = [(index, number) for index, number in enumerate(numbers) if start <= number.start < end]
        notes = [(number, _note(audit, index, number)) for index, number in inside if number.state != "exempt"]
        yield Row(
            pieces=tuple(pieces_of(audit.checked, start, end)),
            is_table="|" in audit.checked.text[start:end],
            findings=_findings_at(audit, (start, end)),
            doubtful=tuple(note for number, note in notes if number.state not in ("checked", "value_only")),
            checked=tuple(note for number, note in notes if number.state in ("checked", "value_only")),
        )


def _note(audit: Audit, index: int, number: AnswerNumber) -> Note:
    ids = evidence_ids(number)
    lines = tuple((name, _line(audit, name)) for name in ids if name in audit.checked.evidence)
    return Note(
        f"n{index}", one_line(number.text), number.state, WORDS[number.state], one_line(number.reason),
        one_line(number.conflict) if number.conflict else None, lines,
    )  # fmt: skip


def _findings_at(audit: Audit, block: Span) -> tuple[Finding, ...]:
    """The findings whose first number stands in a block."""
    numbers = audit.checked.numbers
    at = [(finding, numbers[finding.numbers[0]].start) for finding in audit.findings if finding.numbers]
    return tuple(finding for finding, start in at if block[0] <= start < block[1])


def _loose(audit: Audit) -> tuple[Finding, ...]:
    """The findings that are about words, not numbers."""
    return tuple(finding for finding in audit.findings if not finding.numbers)


def _line(audit: Audit, name: str) -> str:
    first = next(iter(evidence_lines(audit.checked.evidence[name], [])))
    return "".join(text for text, _ in first)
