"""`copilot metric`: one metric computed, with its formula, its inputs and its variants."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from copilot.cli.options import Commands, add_evidence, add_output, new_command, open_screen, print_json, settings_of
from copilot.errors import UsageError

if TYPE_CHECKING:
    from copilot.metrics import Called
    from copilot.settings import Settings

DESCRIPTION = """\
Computes one metric from the prices, rates or figures in force and shows what it rests on: formula, window, rows with their hash,
provider. Where the name leaves a definition open (a return with dividends or without, a daily or monthly volatility), the
others are shown beside it."""
EPILOG = """\
examples:
  copilot metric return XLK --from 2025-11-20 --to 2025-12-18
  copilot metric return XLK --ytd --basis total
  copilot metric volatility XLK --window 36m --to 2025-11-28 --frequency monthly
  copilot metric low XLK --month 2025-11
  copilot metric max drawdown QQQ --year 2025 --basis close
  copilot metric beta XLK --vs QQQ --window 3y
  copilot metric moving average QQQ sessions=50
  copilot metric breadth XLB XLE XLF XLI XLK --prices ~/prices
  copilot metric slope --series fred

Any parameter can be written name=value, before the flags; `copilot metrics` lists names, formulas and defaults."""
FLAGS = {
    "from": ("start", "DAY", "first day of the window; a return starts from its close"),
    "to": ("end", "DAY", "last day of the window, or the day meant (default: the last session known)"),
    "on": ("session", "DAY", "the session meant"),
    "month": ("month", "YYYY-MM", "a calendar month"),
    "year": ("year", "YYYY", "a calendar year, so far where it runs"),
    "window": ("window", "LENGTH", "so long back from the last day: 36m, 3y, 52w, 200d"),
    "basis": ("basis", "KIND", "price or total; close, intraday or total for falls"),
    "field": ("field", "PRICE", "open, high, low or close"),
    "frequency": ("frequency", "KIND", "daily, weekly or monthly returns"),
    "vs": ("vs", "TICKER", "the instrument to compare with"),
}


def add(commands: Commands) -> None:
    """Put `metric` on the command line."""
    parser = new_command(commands, "metric", help="compute one metric", description=DESCRIPTION, epilog=EPILOG)
    add_words(parser)
    add_evidence(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def add_words(parser: argparse.ArgumentParser) -> None:
    """The metric, what it is of and over which window: what the command line and the conversation share."""
    parser.add_argument(
        "words", nargs="+", metavar="NAME [TICKER ...] [name=value ...]", help="the metric, what it is of, parameters"
    )
    for flag, (name, value, text) in FLAGS.items():
        parser.add_argument(f"--{flag}", dest=name, metavar=value, help=text)
    parser.add_argument("--ytd", action="store_const", const=True, help="the year to date")


def run(options: argparse.Namespace) -> int:
    """Compute and show."""
    called = compute_words(options.words, _given(options), settings_of(options, needs_library=False))
    from copilot.rendering.metrics import called_json, show_metric

    if options.json:
        print_json(called_json(called))
    else:
        show_metric(called, open_screen(), chart=sys.stdout.isatty())
    return 0


def compute_line(words: Sequence[str], settings: Settings) -> Called:
    """The metric that a line of a conversation asks for, written as on the command line. Raises CopilotError."""
    parser = _LineParser(prog="/metric", add_help=False, allow_abbrev=False)
    add_words(parser)
    options = parser.parse_args(list(words))
    return compute_words(options.words, _given(options), settings)


class _LineParser(argparse.ArgumentParser):
    """A mistake in a conversation is said, and does not end the program."""

    def error(self, message: str) -> NoReturn:
        """Raises UsageError."""
        raise UsageError(" ".join(message.split()), fix="write it as /metric return TICKER --from DAY; see copilot metric --help")


def _given(options: argparse.Namespace) -> dict[str, object]:
    return {name: getattr(options, name) for name, _, _ in FLAGS.values()} | {"ytd": options.ytd}


def compute_words(words: Sequence[str], given: dict[str, object], settings: Settings) -> Called:
    """The metric that words and parameters ask for. Raises CopilotError."""
    from copilot.metrics import call_metric, split_words
    from copilot.workspace import open_market, sources_of

    parameters = {name: value for name, value in given.items() if value is not None}
    plain = [word for word in words if "=" not in word]
    for word in words:
        if "=" in word:
            name, _, value = word.partition("=")
            if not name or not value:
                raise UsageError(f"{word[:40]!r} is no parameter", fix="write it as name=value, such as sessions=50")
            parameters[name] = value
    name, tickers = split_words(plain)
    return call_metric(name, [ticker.upper() for ticker in tickers], parameters, sources_of(name, open_market(settings)))
