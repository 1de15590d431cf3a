"""The arguments of every command. Imports nothing but the standard library: `--help` answers at once."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from copilot import __version__
from copilot.cli import ask, chat, check, compare, diff, doctor, evaluate, export, library, metric, metrics, setup, show, verify
from copilot.cli.help_text import HelpText
from copilot.errors import UsageError

DESCRIPTION = """\
A research copilot whose numbers can be checked.

Ask a question about markets. The answer is written from a library of articles and from metrics computed from prices;
every number in it is checked by code against that evidence before you see it, and a receipt lets anyone replay it."""
EPILOG = """\
Start here:
  copilot ask "is the rally sustainable?"          answers from the bundled sample library; needs no key, no network
  copilot library add ~/articles                   builds your own library
  copilot ask --prices ~/prices "how volatile was it this year?"
  copilot check note.txt                           audits the numbers of any text
  copilot verify 3f9a2b4c5d6e                      replays an answer from its receipt

Marks behind a number:
  ✓ checked       bound to its evidence, subject and all
  ≈ value only    the value is there, not all that is said
  ⚡ disputed      other sources or the data disagree
  ✗ differs       the evidence says another value
  ? unsupported   the evidence does not say it
  ∅ uncited       no evidence is named for it

Settings: a flag wins over COPILOT_* in the environment, that over copilot.toml in the library folder.
  COPILOT_HOME          library folder; receipts go to its answers/, pinned bytes to its pins/
  COPILOT_MODEL         chat model that writes answers; without one the extractive engine does, which needs no key
  COPILOT_BASE_URL      its OpenAI-compatible endpoint, as http://localhost:11434/v1
  COPILOT_API_KEY       its key (else OPENAI_API_KEY); COPILOT_MODEL_CALLS and the like limit it
  COPILOT_PRICES        yahoo (live), sample, none, or a folder of one CSV per ticker
  COPILOT_SERIES        rates and macro series: fred (live), or a folder of CSV files as FRED makes them
  COPILOT_EMBEDDER_DIR  folder with the embedding weights, else the installed package (copilot setup)
  NO_COLOR              any value: no colours

Exit codes: 0 done; 1 doubtful (--strict) or different (verify); 2 usage; 3 something is missing or not writable;
4 an article or price source; 5 the model; 130 interrupted; 143 or 129 stopped (SIGTERM, SIGHUP).
An error is two lines on stderr, "error:" and "fix:"; stdout is then empty, with --json too."""


_CHOICE = re.compile(r"argument (?P<what>\S+): invalid choice: (?P<given>'.*'|\".*\") \(choose from (?P<choices>.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """argparse, with our two lines for an error: what is wrong, and what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """What is wrong and how to see what is right. Raises UsageError."""
        if (choice := _CHOICE.fullmatch(message)) is None:
            raise UsageError(message, fix=f"see {self.prog} --help")
        given, choices = str(ast.literal_eval(choice["given"])), re.findall(r"[\w-]+", choice["choices"])
        if choice["what"] not in {"COMMAND", "ACTION"}:
            fix = self._meant(given, choices, f"choose from {', '.join(choices)}")
            raise UsageError(f"{choice['what']} cannot be {given[:60]!r}", fix=fix)
        if choice["what"] == "COMMAND" and " " in given:
            fix = f"to ask it: {self.prog} ask {shlex.quote(' '.join(given.split())[:80])}"
            raise UsageError("a question needs a command before it", fix=fix)
        is_path = "add" in choices and re.search(r"[\s./\\~]", given)
        otherwise = f"to add it: {self.prog} add {shlex.quote(given)}" if is_path else f"see {self.prog} --help"
        fix = self._meant(given, choices, otherwise)
        raise UsageError(f"there is no {choice['what'].lower()} {given[:60]!r}", fix=fix)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """An option that a command does not know is named by that command, which knows what was meant. Raises UsageError."""
        given = list(sys.argv[1:] if args is None else args)
        if len(given) > 1 and given[0].startswith("-"):
            self._refuse_before_command(given)
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and unknown[0].startswith("-"):
            given = unknown[0].partition("=")[0]
            names = [name for action in self._actions for name in action.option_strings]
            raise UsageError(f"{self.prog} has no option {given[:60]}", fix=self._meant(given, names, f"see {self.prog} --help"))
        return found, unknown

    def _refuse_before_command(self, words: Sequence[str]) -> None:
        """An option of a command that stands before it. Raises UsageError."""
        option = words[0].partition("=")[0]
        for action in self._actions:
            if action.metavar in ("COMMAND", "ACTION") and not any(option in other.option_strings for other in self._actions):
                name = next((word for word in words[1:] if word in (action.choices or ())), action.metavar)
                fix = f"options come after the {action.metavar.lower()}: {self.prog} {name} {option} …"
                raise UsageError(f"{option[:60]} stands before the {action.metavar.lower()}", fix=fix)

    def _meant(self, given: str, names: Sequence[str], otherwise: str) -> str:
        near = get_close_matches(given.lower(), names, n=1, cutoff=0.6)
        return f"did you mean {near[0]}? ({self.prog} --help)" if near else otherwise


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole program; each command adds itself."""
    parser = Parser(
        prog="copilot",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=HelpText,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"copilot {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for command in (ask, chat, check, library, verify, show, export, diff, metric, compare, metrics, evaluate, setup, doctor):
        command.add(commands)
    return parser
