"""`copilot diff`: what changed between two answers."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, receipts_folder
from copilot.errors import UsageError

DESCRIPTION = """\
Compares two answers, or two audits, by their receipts: metrics with their old and new value and day, passages that are new
or gone, numbers whose verdict changed, conflicts that appeared or went. Nothing is recomputed: for that, copilot verify.
Where a receipt is not what was written, that is said first and the exit code is 1; otherwise it is 0, whatever changed."""
EPILOG = """\
examples:
  copilot diff 3f9a2b4c5d6e 81c04d2f7a90       the older first
  copilot diff --json 3f9a2b4c5d6e 81c04d2f7a90"""


def add(commands: Commands) -> None:
    """Put `diff` on the command line."""
    parser = new_command(commands, "diff", help="what changed between two answers", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("old", metavar="OLD", help="id of a receipt, the beginning of one, its file, or an export")
    parser.add_argument("new", metavar="NEW", help="the same of the newer one")
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read both receipts, compare, show."""
    from copilot.receipts.comparing import compare
    from copilot.receipts.opened import show_receipt
    from copilot.rendering.differences import comparison_json, show_comparison

    folder = receipts_folder(options)
    old, new = show_receipt(options.old, folder=folder), show_receipt(options.new, folder=folder)
    if type(old.source) is not type(new.source):
        raise UsageError("one is an answer and the other an audit", fix="compare two answers, or two audits")
    warnings = [f"{which}: {warning}" for which, shown in (("old", old), ("new", new)) for warning in shown.warnings]
    comparison = compare(old.source, new.source)
    if options.json:
        print_json(comparison_json(comparison, warnings))
    else:
        show_comparison(comparison, warnings, open_screen())
    return 1 if old.is_changed or new.is_changed else 0
