"""An audit as a Markdown report: the findings, the text with marks behind its numbers, what is said of each, the evidence.

Every character of the text that Markdown or HTML would act on is escaped: hostile text stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.rendering.audit_parts import blocks_of, evidence_ids, pieces_of
from copilot.rendering.terminal import evidence_texts
from copilot.rendering.wording import WORDS, counts_sentence, one_line
from copilot.types import Audit

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~&$@]|:(?=//)|(?<=\bwww)\.|^\s*(?:[#+=-]|\d+(?=[.)]\s)))", re.MULTILINE | re.IGNORECASE)
_HELD = ("checked", "value_only", "exempt")


def audit_markdown(audit: Audit) -> str:
    """The report, ending in a newline."""
    return "\n".join(_lines(audit)).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""The text with everything that Markdown or HTML acts on made plain.

    >>> escaped("<b>[x](javascript:1)</b>")
    '\\<b\\>\\[x\\](javascript:1)\\</b\\>'
    >>> escaped("- 3. https://x.org")
    '\\- 3. https\\://x.org'
    """
    return _ACTIVE.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    """A backslash before a sign; after a number that would open a list, since a digit takes none."""
    found = match.group()
    sign = found.lstrip()
    return f"{found}\\" if sign.isdigit() else f"{found[: len(found) - len(sign)]}\\{sign}"


def _lines(audit: Audit) -> Iterator[str]:
    published = f"published {audit.published}" if audit.published else "no date given"
    yield f"# Audit of {escaped(one_line(audit.file or 'standard input'))}"
    yield ""
    yield f"{published}; held against library and data as of {audit.as_of}{'; sample data' if audit.sample else ''}"
    for notice in audit.notices:
        yield f"\nNote: {escaped(one_line(notice))}"
    yield f"\n{counts_sentence(audit.checked)}."
    yield f"\n## {'Findings' if audit.findings else 'No findings'}\n"
    for finding in audit.findings:
        marks = "".join(f" \\[{name}\\]" for name in finding.evidence)
        yield f"- **{finding.id} {finding.severity}, {finding.type}**: {escaped(one_line(finding.text))}{marks}"
    yield "\n## The text\n"
    yield from _text(audit)
    yield from _doubts(audit)
    yield from _evidence(audit)
    if audit.receipt_id:
        yield f"\nReceipt `{audit.receipt_id}`: `copilot verify {audit.receipt_id[:12]}`"


def _text(audit: Audit) -> Iterator[str]:
    """The text as a quotation, block by block; each number that is judged carries its mark, a doubtful one its number below."""
    for start, end in blocks_of(audit.checked.text):
        block = ""
        for piece in pieces_of(audit.checked, start, end):
            block += escaped(piece.text)
            if piece.state:
                below = f"<sup>{piece.anchor[1:]}</sup>" if piece.state not in _HELD else ""
                block += f"{piece.mark}{below}"
        for line in block.split("\n"):
            yield f"> {line}  "
        yield ">"


def _doubts(audit: Audit) -> Iterator[str]:
    doubtful = [(index, number) for index, number in enumerate(audit.checked.numbers) if number.state not in _HELD]
    if doubtful:
        yield "\n## Numbers in doubt\n"
    for index, number in doubtful:
        marks = "".join(f" \\[{name}\\]" for name in evidence_ids(number))
        reason = one_line(number.conflict or number.reason)
        yield f"- {index}: **{escaped(one_line(number.text))}** {WORDS[number.state]}: {escaped(reason)}{marks}"


def _evidence(audit: Audit) -> Iterator[str]:
    shown = list(evidence_texts(audit))
    if shown:
        yield "\n## Evidence\n"
    for name, lines in shown:
        yield f"- \\[{name}\\] {'<br>'.join(escaped(line) for line in lines)}"
