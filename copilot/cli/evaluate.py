"""`copilot eval`: how good the answers and the number check are, measured."""

from __future__ import annotations

import argparse
from typing import Any

from copilot.cli.options import Commands, new_command, open_screen

DESCRIPTION = """\
Measures the program. `quick` asks a dozen questions over bundled libraries and scores citations, checked numbers and
abstention, without a model, in seconds; it exits 1 if a number was shown as checked that is not right. `numbers` runs the
number check alone over suites of rows (see: copilot eval numbers --help)."""
EPILOG = """\
examples:
  copilot eval quick
  copilot eval quick --misses               and what was missed
  copilot eval quick --json
  copilot eval numbers --limit 200"""
MUST_BE_PERFECT = "checked-number precision"


def add(commands: Commands) -> None:
    """Put `eval` on the command line. The arguments of `numbers` are read by its own room, when it is called."""
    parser = new_command(commands, "eval", help="measure the program", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("suite", choices=["quick", "numbers"], help="what to measure")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="options of the suite, as --json")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run one suite."""
    return _run_numbers(options.rest) if options.suite == "numbers" else _run_quick(options.rest)


def _run_quick(rest: list[str]) -> int:
    from copilot.cli.options import print_json
    from copilot.cli.parser import Parser
    from copilot.evaluation.quick import rates_of, run_quick
    from copilot.rendering.progress import progress
    from copilot.rendering.reports import show_rates

    parser = Parser(prog="copilot eval quick", allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--misses", action="store_true", help="also list what each scorer found missing or wrong")
    options = parser.parse_args(rest)
    with progress() as say:
        judged, questions = run_quick(progress=say)
    rates: dict[str, Any] = rates_of(judged)
    wrong = [item for item in judged if not item.right]
    if options.json:
        print_json({"schema": 1, "questions": questions, "rates": {name: _rate_json(rate) for name, rate in rates.items()}})
    else:
        listed = wrong if options.misses else [item for item in wrong if item.scorer == MUST_BE_PERFECT]
        show_rates(rates, questions, [f"{item.scorer}, {item.sample}: {item.what}" for item in listed], open_screen())
    return 1 if any(item.scorer == MUST_BE_PERFECT for item in wrong) else 0


def _rate_json(rate: Any) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {"value": f"{rate.value:.4f}", "n": rate.n, "low": f"{rate.low:.4f}", "high": f"{rate.high:.4f}"}


def _run_numbers(rest: list[str]) -> int:
    from copilot.cli.parser import Parser
    from copilot.evaluation.numbers import add_arguments, run_numbers

    parser = Parser(prog="copilot eval numbers", allow_abbrev=False)
    add_arguments(parser)
    return run_numbers(parser.parse_args(rest))
