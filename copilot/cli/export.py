"""`copilot export`: a receipt and its evidence as one file that a stranger can replay."""

from __future__ import annotations

import argparse

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, receipts_folder

DESCRIPTION = """\
Writes one file that copilot verify replays on any machine with this program, without your library: the receipt, the rows
its figures rest on, and of each article the quoted spans with a little context and the hash of the whole.

It proves that the answer follows from the evidence in the file, and that nothing in it has changed. It does not prove that
a span stands in the article it is said to be from: that shows where the recipient has the article too. A file that somebody
made anew as a whole cannot be told from a true one without data of the recipient's own."""
EPILOG = """\
examples:
  copilot export 3f9a2b4c5d6e              writes copilot-3f9a2b4c5d6e.json into the current folder
  copilot export 3f9a2b4c5d6e -o ~/mail/answer.json
  copilot export 3f9a2b4c5d6e -o - | gzip > answer.json.gz
  copilot verify answer.json               what the recipient does"""


def add(commands: Commands) -> None:
    """Put `export` on the command line."""
    parser = new_command(commands, "export", help="write one file a stranger can verify", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("receipt", metavar="ID|FILE", help="id of a receipt, the beginning of one, or its file")
    parser.add_argument("-o", "--output", metavar="FILE", help='where to write, "-" for stdout (default: copilot-ID.json)')
    add_library(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replay, then write the export and say what it carries."""
    from pathlib import Path

    from copilot.errors import UsageError
    from copilot.receipts.exporting import export_receipt, write_export

    to_stdout = options.output == "-"
    if to_stdout and options.json:
        raise UsageError("--json and -o - both want stdout", fix="leave one of them out")
    export = export_receipt(options.receipt, folder=receipts_folder(options))
    if to_stdout:
        from copilot.receipts.canonical import pretty_json

        print(pretty_json(export).decode(), end="")
        return 0
    path = Path(options.output).expanduser() if options.output else Path(f"copilot-{export['receipt']['id'][:12]}.json")
    write_export(export, path)
    from copilot.rendering.receipts import export_json, show_export

    if options.json:
        print_json(export_json(export, path))
    else:
        show_export(export, path, open_screen())
    return 0
