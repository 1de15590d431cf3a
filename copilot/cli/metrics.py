"""`copilot metrics`: what can be computed, and how each is defined."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_output, new_command, open_screen, print_json

DESCRIPTION = """\
Lists every metric by group: its name, unit, formula, and what it says in one line. Definitions decide verdicts, so they are
explicit. --json adds parameters, edge cases and sources."""
EPILOG = """\
examples:
  copilot metrics
  copilot metrics volatility               only those whose name, group or summary holds it
  copilot metric volatility XLK            computes one"""


def add(commands: Commands) -> None:
    """Put `metrics` on the command line."""
    parser = new_command(commands, "metrics", help="list the metrics and their formulas", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help="only metrics whose names, group or summary hold it")
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the registry."""
    from copilot.errors import UsageError
    from copilot.metrics import definitions_about
    from copilot.rendering.metrics import definitions_json, show_definitions

    found = definitions_about(options.word)
    if options.json:
        print_json(definitions_json(found))
        return 0
    if not found:
        raise UsageError(f"no metric has {options.word[:40]!r} in its name or summary", fix="list all with: copilot metrics")
    show_definitions(found, open_screen())
    return 0
