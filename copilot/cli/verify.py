"""`copilot verify`: replays a receipt offline."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, receipts_folder

DESCRIPTION = """\
Recomputes an answer from its receipt and pinned bytes alone, with no network, model or library: the receipt's id, the hash
of every pinned article and price row, every quote, every metric to 12 significant digits, every verdict, and the text.
Exits 0 if everything is as the receipt says, 1 if anything differs, naming it.

A receipt proves that the answer follows from its pins, and that neither has changed since. A receipt and pins that
somebody re-made as a whole cannot be told from true ones without your own copy of the articles and prices."""
EPILOG = """\
examples:
  copilot verify 3f9a2b4c5d6e              the beginning of an id, 6 characters or more
  copilot verify ~/desk/answers/3f9a….json a file; its pins are read from the pins/ folder beside answers/
  copilot verify --json 3f9a2b4c5d6e"""


def add(commands: Commands) -> None:
    """Put `verify` on the command line."""
    parser = new_command(commands, "verify", help="replay an answer's receipt offline", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("receipt", metavar="ID|FILE", help="id of a receipt, the beginning of one, or its file")
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replay, show every difference, exit 1 if there is one."""
    from copilot.receipts.replay import verify

    report = verify(options.receipt, folder=receipts_folder(options))
    if options.json:
        from copilot.rendering.receipts import verify_json

        print_json(verify_json(report))
    else:
        from copilot.rendering.receipts import show_verify

        show_verify(report, open_screen())
    return report.exit_code
