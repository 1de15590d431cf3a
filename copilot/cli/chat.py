"""`copilot chat`: questions one after another, and a closer look at the last answer."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.ask import add_model
from copilot.cli.chat_commands import COMMANDS, run_command
from copilot.cli.options import Commands, add_evidence, new_command, open_screen, settings_of
from copilot.errors import CopilotError, UsageError

if TYPE_CHECKING:
    from copilot.settings import Settings
    from copilot.types import Answer

DESCRIPTION = """\
Asks questions one after another. Each is answered on its own, as copilot ask would; commands look into the last answer."""
EPILOG = f"""\
commands:
{COMMANDS}

examples:
  copilot chat
  copilot chat --library ~/desk --prices ~/prices
  copilot chat < questions.txt                    one question or command a line"""
PROMPT = "copilot> "
_COMMAND_WORDS = {"help", "quit", "exit", "q"}


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
        self.about = ""  # the last question that named anything, which "compare it with …" leans on
        self.earlier = ""  # the one before that

    def greet(self) -> None:
        """One line before the first prompt."""
        self.screen.line([("Ask a question; /why n looks behind a number, /help lists more, /quit leaves.", "quiet")])

    def take(self, line: str) -> bool:
        """Answer a question or run a command; False to leave. Errors are said on stderr."""
        from copilot.cli.main import say_error

        line = line.strip()
        self.screen = open_screen()  # the window may have another width by now
        try:
            if line.lower() in _COMMAND_WORDS:  # as other programs have them, without a slash
                line = f"/{line.lower()}"
            if line in {"/quit", "/exit", "/q"}:
                return False
            if line.startswith("/"):
                run_command(self, line)
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
        from copilot.engines.follow_up import asks_of_sources, made_whole
        from copilot.engines.question_names import names_in_question
        from copilot.pipeline import ask
        from copilot.rendering.progress import progress
        from copilot.rendering.terminal import show_answer

        if self.last is not None and self.last.checked.evidence and asks_of_sources(question):
            run_command(self, "/sources")
            return
        if self.last is not None:
            just, as_of = self.last.question, self.last.as_of
            is_divided = {"support", "against"} <= {sentence.section for sentence in self.last.checked.sentences}
            question = made_whole(
                question, self.about, names_in_question, as_of, earlier=self.earlier, just=just, is_divided=is_divided
            )
        with progress() as say:
            self.last = ask(question, settings=self.settings, progress=say)
        if names_in_question(question) or not self.about:
            self.earlier, self.about = self.about, question
        self.screen.gap()
        show_answer(self.last, self.screen)
        self.screen.gap()

    def answered(self) -> Answer:
        """The last answer. Raises UsageError where there is none."""
        if self.last is None:
            raise UsageError("nothing was answered yet", fix="ask a question first")
        return self.last

    def receipt(self) -> str:
        """The id of its receipt. Raises UsageError where there is none."""
        if (found := self.answered().receipt_id) is None:
            raise UsageError("the last answer has no receipt", fix="ask again")
        return found


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
