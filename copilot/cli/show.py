"""`copilot show`: an answer or an audit again, from its receipt."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, settings_of

DESCRIPTION = """\
Shows an answer or an audit as it was, from its receipt. It is read, not recomputed: for that, copilot verify."""
EPILOG = """\
examples:
  copilot show 3f9a2b4c5d6e
  copilot show --json 3f9a2b4c5d6e"""


def add(commands: Commands) -> None:
    """Put `show` on the command line."""
    parser = new_command(commands, "show", help="show an earlier answer again", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("receipt", metavar="ID|FILE", help="id of a receipt, the beginning of one, or its file")
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the receipt and show it."""
    from copilot.receipts import read_receipt
    from copilot.rendering.json import answer_json, audit_json
    from copilot.rendering.terminal import show_answer, show_audit
    from copilot.types import Answer

    source = read_receipt(options.receipt, folder=settings_of(options, needs_library=False).folder)
    if options.json:
        print_json(answer_json(source) if isinstance(source, Answer) else audit_json(source))
    elif isinstance(source, Answer):
        show_answer(source, open_screen())
    else:
        show_audit(source, open_screen())
    return 0
