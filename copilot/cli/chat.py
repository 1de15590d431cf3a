"""`copilot chat`: questions one after another, and a closer look at the last answer."""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.ask import add_model
from copilot.cli.options import Commands, add_evidence, new_command, open_screen, settings_of
from copilot.errors import CopilotError, UsageError

if TYPE_CHECKING:
    from copilot.settings import Settings
    from copilot.types import Answer

DESCRIPTION = """\
Asks questions one after another. Each is answered on its own, as copilot ask would; commands look into the last answer."""
COMMANDS = """\
/why        the numbers of the last answer, each with its n
/why n      number n: the reason for its mark, the words or the formula it rests on
/check FILE audit the numbers of a text, as copilot check would
/sources    all evidence the last answer was given, cited or not
/metric ... computes one metric, as: /metric return XLK --from 2025-11-20
/help       this list
/quit       leave, as Ctrl-D does"""
EPILOG = f"""\
commands:
{COMMANDS}

examples:
  copilot chat
  copilot chat --library ~/desk --prices ~/prices
  copilot chat < questions.txt                    one question or command a line"""
PROMPT = "copilot> "


def add(commands: Commands) -> None:
    """Put `chat` on the command line."""
    parser = new_command(commands, "chat", help="ask one question after another", description=DESCRIPTION, epilog=EPILOG)
    add_evidence(parser)
    add_model(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read lines until the end of input or /quit. An error is printed, and the conversation goes on."""
    conversation = Conversation(settings_of(options))
    if sys.stdin.isatty():
        conversation.greet()
    with _history(conversation.settings.folder / "history"):
        for line in _lines():
            if conversation.take(line) is False:
                break
    return 0


class Conversation:
    """What was said so far, and what a line of input does to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.screen = open_screen()
        self.last: Answer | None = None

    def greet(self) -> None:
        """One line before the first prompt."""
        self.screen.line([("Ask a question; /why n looks behind a number, /help lists more, /quit leaves.", "quiet")])

    def take(self, line: str) -> bool:
        """Answer a question or run a command; False to leave. Errors are said on stderr."""
        from copilot.cli.main import say_error

        line = line.strip()
        self.screen = open_screen()  # the window may have another width by now
        try:
            if line in {"/quit", "/exit", "/q"}:
                return False
            if line.startswith("/"):
                self._command(line)
            elif line:
                self._ask(line)
        except CopilotError as error:
            say_error(error)
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
            print("\ninterrupted; ask again, or /quit", file=sys.stderr)
        sys.stdout.flush()
        return True

    def _ask(self, question: str) -> None:
        from copilot.pipeline import ask
        from copilot.rendering.progress import progress
        from copilot.rendering.terminal import show_answer

        with progress() as say:
            self.last = ask(question, settings=self.settings, progress=say)
        self.screen.gap()
        show_answer(self.last, self.screen)
        self.screen.gap()

    def _command(self, line: str) -> None:
        name, *words = line.split()
        if name == "/help":
            for row in COMMANDS.splitlines():
                self.screen.line(row[12:], indent=12, first=row[:12].rstrip())
        elif name == "/why":
            self._why(words)
        elif name == "/check":
            self._check(line[len(name) :].strip())
        elif name == "/sources":
            self._sources()
        elif name == "/metric":
            self._metric(line)
        else:
            raise UsageError(f"there is no command {name[:40]}", fix="/help lists the commands; a question needs no slash")

    def _metric(self, line: str) -> None:
        from copilot.cli.metric import compute_line
        from copilot.rendering.metrics import show_metric

        try:
            words = shlex.split(line)[1:]
        except ValueError as error:  # a quote that is not closed
            raise UsageError(str(error).lower(), fix="close the quotation mark") from None
        show_metric(compute_line(words, self.settings), self.screen, chart=sys.stdout.isatty())

    def _why(self, words: list[str]) -> None:
        from copilot.rendering.why import judged_numbers, show_numbers, show_why

        answer = self._answered()
        if not words:
            show_numbers(answer, self.screen)
            return
        total = len(judged_numbers(answer))
        if not words[0].isascii() or not words[0].isdigit() or not 1 <= int(words[0][:6]) <= total:
            fix = f"give n from 1 to {total}; /why alone lists them" if total else "ask something that has numbers"
            raise UsageError(f"the last answer has no number {words[0][:20]!r}", fix=fix)
        show_why(answer, int(words[0]), self.screen)

    def _check(self, file: str) -> None:
        """The audit of a file on the screen; the last answer stays the last."""
        from copilot.cli.check import read_claim
        from copilot.pipeline import check
        from copilot.rendering.terminal import show_audit
        from copilot.settings import new_york_day

        if not file or file == "-":
            raise UsageError("/check names no file", fix="name one, as: /check note.txt")
        article, warnings = read_claim(file)
        published = new_york_day(article.published) if article.published is not None else None
        audit = check(article.text, file=file, published=published, settings=self.settings)
        for warning in warnings:
            print(f"note: {warning}", file=sys.stderr)
        self.screen.gap()
        show_audit(audit, self.screen)
        self.screen.gap()

    def _sources(self) -> None:
        from copilot.rendering.terminal import show_evidence

        answer = self._answered()
        if not answer.checked.evidence:
            self.screen.line([("the last answer had no evidence", "quiet")])
        show_evidence(answer.checked, self.screen, cited=set(answer.checked.evidence))

    def _answered(self) -> Answer:
        if self.last is None:
            raise UsageError("nothing was answered yet", fix="ask a question first")
        return self.last


def _lines() -> Iterator[str]:
    """The question of the environment first (make chat Q=...), then what is typed or piped."""
    if first := os.environ.get("COPILOT_QUESTION", "").strip():
        yield first
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            print()
            return
        except KeyboardInterrupt:  # at the prompt it drops the line, as a shell does
            print()


@contextlib.contextmanager
def _history(path: Path) -> Iterator[None]:
    """Lines typed before can be recalled; they are kept in the user's folder, readable by the user alone."""
    if not sys.stdin.isatty():
        yield
        return
    try:
        import readline
    except ImportError:  # Windows
        yield
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(1000)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            readline.write_history_file(path)
