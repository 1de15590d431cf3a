"""What a line that begins with a slash does in the chat: each command looks into the last answer, or at another one."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.clock import new_york_day
from copilot.errors import UsageError

if TYPE_CHECKING:
    from copilot.cli.chat import Conversation

COMMANDS = """\
/why        the numbers of the last answer, each with its n
/why n      number n: the reason for its mark, the words or the formula it rests on
/sources    all evidence the last answer was given, cited or not
/open n     the article that passage [n] stands in, whole; /open M1 a metric
/check FILE audit the numbers of a text, as copilot check would
/metric ... computes one metric, as: /metric return XLK --from 2025-11-20
/asof DAY   from now on nothing published or traded after this day enters; /asof now ends it
/show       the receipts, newest first; /show ID an earlier answer, which becomes the last one
/verify     replay the receipt of the last answer; /verify ID that of another
/export     write the last answer as one file that a stranger can verify; /export FILE names it
/save FILE  write the last answer as it stands on the screen
/help       this list
/quit       leave, as Ctrl-D does"""


def run_command(chat: Conversation, line: str) -> None:
    """Runs the command of a line. Raises UsageError for an unknown one, and what the command raises."""
    name = line.split()[0]
    if name not in _RUN:
        raise UsageError(f"there is no command {name[:40]}", fix="/help lists the commands; a question needs no slash")
    _RUN[name](chat, line[len(name) :].strip())


def _help(chat: Conversation, words: str) -> None:
    for row in COMMANDS.splitlines():
        chat.screen.line(row[12:], indent=12, first=row[:12].rstrip())


def _why(chat: Conversation, words: str) -> None:
    from copilot.rendering.why import judged_numbers, show_numbers, show_why

    answer = chat.answered()
    if not words:
        show_numbers(answer, chat.screen)
        return
    total, word = len(judged_numbers(answer)), words.split()[0]
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:6]) <= total:
        fix = f"give n from 1 to {total}; /why alone lists them" if total else "ask something that has numbers"
        raise UsageError(f"the last answer has no number {word[:20]!r}", fix=fix)
    show_why(answer, int(word), chat.screen)


def _published_on(item: object) -> date | None:
    """The day a passage was published, None for what is none or has no date."""
    from copilot.types import Passage

    return new_york_day(item.published) if isinstance(item, Passage) and item.published is not None else None


def _sources(chat: Conversation, words: str) -> None:
    from copilot.rendering.terminal import show_evidence

    answer = chat.answered()
    if not answer.checked.evidence:
        chat.screen.line([("the last answer had no evidence", "quiet")])
    dated = sorted((day, name) for name, item in answer.checked.evidence.items() if (day := _published_on(item)) is not None)
    if len(dated) > 1 and dated[0][0] != dated[-1][0]:
        (first, oldest), (last, newest) = dated[0], dated[-1]
        chat.screen.line([(f"the newest is [{newest}], of {last}; the oldest [{oldest}], of {first}", "quiet")])
    show_evidence(answer.checked, chat.screen, cited=set(answer.checked.evidence))


def _open(chat: Conversation, words: str) -> None:
    from copilot.receipts.store import read_pin
    from copilot.rendering.terminal import show_item, show_passage
    from copilot.types import Passage

    evidence = chat.answered().checked.evidence
    name = words.strip("[]").upper()
    if name not in evidence:
        fix = f"it has {', '.join(evidence)}" if evidence else "ask something that has evidence"
        raise UsageError(f"the last answer has no evidence {words[:20]!r}", fix=fix)
    item = evidence[name]
    if not isinstance(item, Passage):
        show_item(name, item, chat.screen)
        return
    try:
        text = read_pin(chat.settings.folder, item.article_sha256).decode()
    except (OSError, ValueError):
        raise UsageError(f"the article of [{name}] is not kept any more", fix="/sources shows what was quoted") from None
    show_passage(item, text, chat.screen)


def _check(chat: Conversation, file: str) -> None:
    """The audit of a file on the screen; the last answer stays the last."""
    from copilot.cli.check import read_claim
    from copilot.pipeline import check
    from copilot.rendering.terminal import show_audit

    if not file or file == "-":
        raise UsageError("/check names no file", fix="name one, as: /check note.txt")
    article, warnings = read_claim(file)
    published = new_york_day(article.published) if article.published is not None else None
    audit = check(article.text, file=file, published=published, settings=chat.settings)
    for warning in warnings:
        print(f"note: {warning}", file=sys.stderr)
    chat.screen.gap()
    show_audit(audit, chat.screen)
    chat.screen.gap()


def _metric(chat: Conversation, words: str) -> None:
    from copilot.cli.metric import compute_line
    from copilot.rendering.metrics import show_metric

    try:
        split = shlex.split(words)
    except ValueError as error:  # a quote that is not closed
        raise UsageError(str(error).lower(), fix="close the quotation mark") from None
    show_metric(compute_line(split, chat.settings), chat.screen, chart=sys.stdout.isatty())


def _asof(chat: Conversation, words: str) -> None:
    from copilot.cli.days import read_day

    if not words:
        day = chat.settings.as_of
    else:
        day = None if words == "now" else read_day(words, "/asof")
        chat.settings = chat.settings.model_copy(update={"as_of": day})
    said = f"answers are as of {day}; /asof now ends it" if day else "no day is set: answers use all there is"
    chat.screen.line([(said, "quiet")])


def _show(chat: Conversation, words: str) -> None:
    from copilot.receipts.listing import list_receipts
    from copilot.receipts.opened import show_receipt
    from copilot.receipts.store import ANSWERS
    from copilot.rendering.receipts import show_list
    from copilot.rendering.terminal import show_answer, show_audit, show_warnings
    from copilot.types import Answer

    if not words:
        show_list(list_receipts(chat.settings.folder), str(chat.settings.folder / ANSWERS), chat.screen)
        return
    shown = show_receipt(words, folder=chat.settings.folder)
    show_warnings(shown.warnings, chat.screen)
    if isinstance(shown.source, Answer):
        chat.last, chat.about = shown.source, shown.source.question
        show_answer(shown.source, chat.screen)
    else:
        show_audit(shown.source, chat.screen)


def _verify(chat: Conversation, words: str) -> None:
    from copilot.receipts.replay import verify
    from copilot.rendering.receipts import show_verify

    show_verify(verify(words or chat.receipt(), folder=chat.settings.folder), chat.screen)


def _export(chat: Conversation, words: str) -> None:
    from copilot.receipts.exporting import export_receipt, write_export
    from copilot.rendering.receipts import show_export

    export = export_receipt(chat.receipt(), folder=chat.settings.folder)
    path = Path(words).expanduser() if words else Path(f"copilot-{chat.receipt()[:12]}.json")
    write_export(export, path)
    show_export(export, path, chat.screen)


def _save(chat: Conversation, words: str) -> None:
    import io

    from copilot.receipts.store import write_file
    from copilot.rendering.screen import Screen
    from copilot.rendering.terminal import show_answer

    answer = chat.answered()
    if not words:
        raise UsageError("/save names no file", fix="name one, as: /save answer.txt")
    path = Path(words).expanduser()
    if path.exists():
        raise UsageError(f"{path} exists already", fix="name another file, or move it away")
    page = io.StringIO()
    show_answer(answer, Screen(page))
    write_file(path, page.getvalue().encode())
    chat.screen.line([(f"written to {path}", "quiet")])


_RUN: Mapping[str, Callable[[Conversation, str], None]] = {
    "/help": _help,
    "/why": _why,
    "/sources": _sources,
    "/open": _open,
    "/check": _check,
    "/metric": _metric,
    "/asof": _asof,
    "/show": _show,
    "/verify": _verify,
    "/export": _export,
    "/save": _save,
}
