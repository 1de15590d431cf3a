"""`copilot ask`: one question, one answer with checked numbers and a receipt."""

from __future__ import annotations

import argparse
import os
import re
import sys

from copilot.cli.options import Commands, add_evidence, add_output, doubtful, new_command, open_screen, print_json, settings_of
from copilot.errors import PrerequisiteError

DESCRIPTION = """\
Answers one question from the library and from metrics computed from prices. Every number is checked by code against the
evidence its sentence cites; what does not hold is marked and explained, never hidden. The answer keeps a receipt."""
EPILOG = """\
examples:
  copilot ask "is the rally sustainable?"
  copilot ask how volatile are small caps
  copilot ask --as-of 2025-11-14 "what did the Fed do?"        nothing later enters, in text, prices or "latest"
  copilot ask --library ~/desk --prices ~/prices "..."         your own articles and prices
  copilot ask --model qwen3 "..."                              a model writes, the same code checks
  echo "how far has it risen?" | copilot ask -                 question from stdin
  copilot ask --json --strict "..." > answer.json              for programs: exit 1 if any number is in doubt

Without a question, COPILOT_QUESTION is asked. Without a library of your own the bundled sample library answers, as of its
own day, and every screen says so."""


def add(commands: Commands) -> None:
    """Put `ask` on the command line."""
    parser = new_command(commands, "ask", help="answer a question, every number checked", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("question", nargs="*", metavar="QUESTION", help='the question, quoted or not; "-" reads stdin')
    add_evidence(parser)
    add_model(parser)
    add_output(parser, strict=True)
    parser.set_defaults(run=run)


def add_model(parser: argparse.ArgumentParser) -> None:
    """--model and --engine."""
    parser.add_argument("--model", metavar="NAME", help="chat model that writes the answer (default: COPILOT_MODEL, else none)")
    parser.add_argument("--engine", choices=["extractive", "model"], help="extractive: no model, even where one is configured")


def question_of(options: argparse.Namespace) -> str:
    """The question from the arguments, from stdin for "-", else from COPILOT_QUESTION; empty where there is none."""
    words: list[str] = options.question
    if words == ["-"]:
        return sys.stdin.read()
    return " ".join(words) if words else os.environ.get("COPILOT_QUESTION", "")


def run(options: argparse.Namespace) -> int:
    """Ask, show, and say by the exit code whether --strict objects."""
    from copilot.errors import UsageError

    question = question_of(options)
    if options.question and re.fullmatch(r"-\S+", options.question[0]):  # argparse takes -5 for a number
        raise UsageError(f"copilot ask has no option {options.question[0][:60]}", fix="see copilot ask --help")
    if not question.strip():
        raise UsageError("the question is empty", fix='ask one, as: copilot ask "is the rally sustainable?"')
    settings = settings_of(options)
    from copilot.pipeline import ask
    from copilot.rendering.progress import progress

    with progress() as say:
        answer = ask(question, settings=settings, progress=say)
    if options.json:
        from copilot.rendering.json import answer_json

        print_json(answer_json(answer))
    else:
        from copilot.rendering.terminal import show_answer

        show_answer(answer, open_screen())
    if answer.receipt_id is None:
        return PrerequisiteError.exit_code
    is_wrong = any(finding.severity == "error" for finding in answer.findings or ())
    return 1 if options.strict and (is_wrong or doubtful(answer.checked.counts)) else 0
