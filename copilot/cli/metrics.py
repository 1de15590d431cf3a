"""`copilot metrics`: what can be computed, and how each is defined."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_output, new_command, open_screen, print_json

DESCRIPTION = """\
Lists every metric: its name, unit, formula, and what it says in one line. Definitions decide verdicts, so they are explicit."""
EPILOG = """\
examples:
  copilot metrics
  copilot metrics volatility               only those whose name or summary holds the word"""


def add(commands: Commands) -> None:
    """Put `metrics` on the command line."""
    parser = new_command(commands, "metrics", help="list the metrics and their formulas", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help="only metrics whose name or summary holds it")
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the registry."""
    from copilot.metrics import definitions

    word = options.word.lower()
    found = [item for item in definitions() if word in item.name.lower() or word in item.summary.lower()]
    if options.json:
        fields = ("name", "unit", "needs", "formula", "summary")
        print_json({"schema": 1, "metrics": [{field: getattr(item, field) for field in fields} for item in found]})
        return 0
    from copilot.rendering.reports import show_definitions

    show_definitions(found, open_screen())
    return 0
