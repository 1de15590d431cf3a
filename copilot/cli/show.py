"""`copilot show`: an answer or an audit again, from its receipt; or the list of receipts."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, receipts_folder

DESCRIPTION = """\
Shows an answer or an audit as it was, from its receipt. It is read, not recomputed: for that, copilot verify. Where the
receipt is not what was written, that is said first, and the exit code is 1.

Without an id the receipts are listed, newest first: id, day, question."""
EPILOG = """\
examples:
  copilot show                             the receipts, newest first
  copilot show 3f9a2b4c5d6e
  copilot show --json 3f9a2b4c5d6e"""


def add(commands: Commands) -> None:
    """Put `show` on the command line."""
    parser = new_command(commands, "show", help="show an earlier answer, or list them", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("receipt", metavar="ID|FILE", nargs="?", help="id of a receipt, the beginning of one, or its file")
    parser.add_argument("--list", action="store_true", help="list the receipts, as without an id")
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the receipt and show it; exit 1 where it has changed."""
    from copilot.errors import UsageError

    if options.receipt is None:
        return run_list(options)
    if options.list:
        raise UsageError("--list takes no receipt", fix="leave out the id, or leave out --list")
    from copilot.receipts.opened import show_receipt
    from copilot.types import Answer

    shown = show_receipt(options.receipt, folder=receipts_folder(options))
    if options.json:
        from copilot.rendering.json import answer_json, audit_json

        value = answer_json(shown.source) if isinstance(shown.source, Answer) else audit_json(shown.source)
        print_json(value | {"warnings": list(shown.warnings)} if shown.warnings else value)
        return 1 if shown.is_changed else 0
    from copilot.rendering.terminal import show_answer, show_audit, show_warnings

    screen = open_screen()
    show_warnings(shown.warnings, screen)
    if isinstance(shown.source, Answer):
        show_answer(shown.source, screen)
    else:
        show_audit(shown.source, screen)
    return 1 if shown.is_changed else 0


def run_list(options: argparse.Namespace) -> int:
    """List the receipts of the folder."""
    from copilot.receipts.listing import list_receipts
    from copilot.receipts.store import ANSWERS
    from copilot.rendering.receipts import list_json, show_list

    folder = receipts_folder(options)
    listed = list_receipts(folder)
    if options.json:
        print_json(list_json(listed, str(folder / ANSWERS)))
    else:
        show_list(listed, str(folder / ANSWERS), open_screen())
    return 0
