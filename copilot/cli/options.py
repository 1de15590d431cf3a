"""Options that several commands share, and the settings they make."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot.cli.help_text import HelpText
from copilot.errors import PrerequisiteError, UsageError

if TYPE_CHECKING:
    from copilot.rendering.screen import Screen
    from copilot.settings import Settings

Commands = Any  # argparse keeps the type of its sub-parsers private


def new_command(commands: Commands, name: str, *, help: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """A sub-command whose help is its manual."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=description,
        epilog=epilog,
        formatter_class=HelpText,
        allow_abbrev=False,
    )
    return parser


def add_library(parser: argparse.ArgumentParser) -> None:
    """--library."""
    parser.add_argument("--library", metavar="DIR", help="library folder (default: COPILOT_HOME, else your data folder)")


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """--library, --prices, --series, --as-of: what an answer may rest on."""
    add_library(parser)
    parser.add_argument("--prices", metavar="SPEC", help='"yahoo", "sample", "none", or a folder of one CSV per ticker')
    parser.add_argument(
        "--series", metavar="SPEC", help='rates and macro series: "fred", or a folder of CSV files as FRED makes them'
    )
    parser.add_argument("--as-of", metavar="DAY", help="nothing published or traded after this day (YYYY-MM-DD) enters")


def add_output(parser: argparse.ArgumentParser, *, strict: bool = False) -> None:
    """--json, and --strict where there are verdicts."""
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")
    if strict:
        parser.add_argument(
            "--strict", action="store_true", help="exit 1 if any number is rejected, uncited or disputed (the output is the same)"
        )


def receipts_folder(options: argparse.Namespace) -> Path:
    """The folder whose receipts are meant. No settings are read: a receipt needs none. Raises UsageError."""
    from copilot.home import library_folder

    return library_folder(options.library)


def settings_of(options: argparse.Namespace, *, needs_library: bool = True) -> Settings:
    """The settings in force. A folder named by --library must hold a library, unless the command makes one.

    Raises UsageError, PrerequisiteError.
    """
    from copilot.settings import load_settings

    given = {name: getattr(options, name, None) for name in ("prices", "series", "filings", "as_of", "model")}
    if (named := getattr(options, "library", None)) is not None:
        if not named.strip():
            raise UsageError("--library names no folder", fix="give a folder, or leave the option out")
        given["home"] = Path(named)
        if needs_library:
            _require_library(Path(named).expanduser())
    settings = load_settings(given)
    engine = getattr(options, "engine", None)
    if engine == "model" and settings.model is None:
        raise UsageError("--engine model needs a model", fix="name one with --model or COPILOT_MODEL")
    return settings.model_copy(update={"model": None}) if engine == "extractive" else settings


def _require_library(folder: Path) -> None:
    """A folder named by --library holds articles; nothing else stands in for it."""
    from copilot.library.store import Library, has_library

    fix = f"add some with: copilot library add PATH --library {folder}"
    if not has_library(folder):
        raise PrerequisiteError(f"{folder} holds no library", fix=fix)
    with Library.open(folder) as library:
        if not library.counts()["articles"]:
            raise PrerequisiteError(f"the library in {folder} holds no article", fix=fix)


def open_screen() -> Screen:
    """The screen on stdout."""
    from copilot.rendering.screen import Screen

    return Screen(sys.stdout)


def print_json(value: Any) -> None:
    """One JSON object on stdout; escaped where the stream is not UTF-8."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not is_utf8, indent=2))


def doubtful(counts: dict[str, int]) -> bool:
    """Whether --strict objects: any number rejected, uncited or disputed."""
    return any(counts[state] for state in ("disputed", "differs", "unsupported", "uncited"))
