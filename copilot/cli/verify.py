"""`copilot verify`: replays a receipt offline; with --live, says what has drifted since."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from copilot.cli.options import (
    Commands,
    add_library,
    add_output,
    new_command,
    open_screen,
    print_json,
    receipts_folder,
    settings_of,
)  # fmt: skip
from copilot.errors import UsageError

if TYPE_CHECKING:
    from copilot.receipts.drift import Drift

DESCRIPTION = """\
Recomputes an answer from its receipt and pinned bytes alone, with no network, model or library: the receipt's id, the hash
of every pinned article and price row, every quote, every metric to 12 significant digits, every verdict, every conflict, and
the text. Exits 0 if everything is as the receipt says, 1 if anything differs or is withheld, naming it.

Where the check itself has changed since (the tables of reference/, the program), that is named, and verdicts that come out
otherwise are laid to it. A receipt proves that the answer follows from its pins, and that neither has changed since. A
receipt and pins that somebody re-made as a whole cannot be told from true ones without your own copy of the articles and
prices.

With --live the evidence is compared with today's as well: prices and published series asked for anew, articles as the
library has them. Each item is the same, or has moved by float jitter, was rebased by a dividend or a split, revised by the
provider or the publisher, edited, is gone, or could not be reached. Web pages are not fetched again. Drift is no difference:
it leaves the exit code alone."""
EPILOG = """\
examples:
  copilot verify 3f9a2b4c5d6e              the beginning of an id, 6 characters or more
  copilot verify ~/desk/answers/3f9a….json a file; its pins are read from the pins/ folder beside answers/
  copilot verify copilot-3f9a2b4c5d6e.json an export, from anyone: see copilot export
  copilot verify --live 3f9a2b4c5d6e                     prices of Yahoo are asked for anew
  copilot verify --live --prices ~/prices 3f9a2b4c5d6e   prices that came from a folder
  copilot verify --json 3f9a2b4c5d6e"""


def add(commands: Commands) -> None:
    """Put `verify` on the command line."""
    parser = new_command(commands, "verify", help="replay an answer's receipt offline", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("receipt", metavar="ID|FILE", help="id of a receipt, the beginning of one, its file, or an export")
    parser.add_argument("--live", action="store_true", help="compare the evidence with today's as well, and name the drift")
    parser.add_argument("--prices", metavar="SPEC", help="with --live: where today's prices come from, as for copilot ask")
    parser.add_argument("--series", metavar="SPEC", help="with --live: where today's series come from, as for copilot check")
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replay, show every difference, exit 1 if there is one."""
    for name in ("prices", "series"):
        if getattr(options, name) is not None and not options.live:
            raise UsageError(f"--{name} is for --live; a replay needs none", fix=f"add --live, or leave --{name} out")
    from copilot.receipts.replay import verify
    from copilot.rendering.receipts import show_drift, show_verify, verify_json

    report = verify(options.receipt, folder=receipts_folder(options))
    drift = live_drift(options) if options.live and report.source is not None else None
    if options.json:
        print_json(verify_json(report, drift))
        return report.exit_code
    screen = open_screen()
    show_verify(report, screen)
    if drift is not None:
        show_drift(drift, screen)
    return report.exit_code


def live_drift(options: argparse.Namespace) -> list[Drift]:
    """The receipt's evidence beside today's. Raises UsageError."""
    from copilot.receipts.drift import find_drift
    from copilot.receipts.opened import open_receipt
    from copilot.receipts.record import restore
    from copilot.receipts.today import today_of
    from copilot.rendering.progress import progress
    from copilot.workspace import SAMPLE_FOLDER

    settings = settings_of(options, needs_library=False)
    opened = open_receipt(options.receipt, folder=settings.folder)
    libraries = [settings.folder, settings.folder / SAMPLE_FOLDER]
    today = today_of(libraries, receipts=settings.folder, prices=settings.prices, series=settings.series)
    with progress() as say:
        say("asking for today's prices and series")
        return find_drift(restore(opened.record, inputs=opened.pins.rows), today)
