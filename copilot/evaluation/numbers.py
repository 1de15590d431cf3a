"""`copilot eval numbers`: the number check measured on the contract's rows, public sets and planted errors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import copilot.evaluation.suites  # noqa: F401  (registers them)
from copilot.errors import UsageError
from copilot.evaluation.registry import SUITES
from copilot.evaluation.report import as_json, table
from copilot.evaluation.runner import Result, run_suites

DEFAULT_DATA = Path(__file__).resolve().parents[3] / "shared" / "bench"  # beside the checkout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `copilot eval numbers`."""
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the public sets (default: %(default)s)")
    parser.add_argument("--suite", nargs="+", metavar="NAME", help=f"only these: {', '.join(SUITES)}")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N samples a suite, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0, help="of draws and planted errors (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write every failed sample as a JSON line")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="processes to use (default: %(default)s)")
    parser.add_argument("--no-baselines", action="store_true", help="leave out the simple checkers beside ours")


def run_numbers(args: argparse.Namespace) -> int:
    """Runs the suites and prints their tables; 0 whatever the figures are. Raises UsageError on an unknown suite."""
    names = args.suite or list(SUITES)
    if unknown := [name for name in names if name not in SUITES]:
        raise UsageError(f"There is no suite {', '.join(unknown)}.", fix=f"Choose from {', '.join(SUITES)}.")
    results = run_suites(
        names,
        args.data,
        limit=args.limit,
        seed=args.seed,
        processes=args.processes,
        baselines=not args.no_baselines,
        progress=_progress,
    )
    if args.failures:
        _write_failures(args.failures, results)
    if args.json:
        print(json.dumps(as_json(results, seed=args.seed, limit=args.limit), indent=1))
    else:
        print(table(results))
    return 0


def _progress(done: int, total: int, what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{total} {what:<40}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _write_failures(path: Path, results: Sequence[Result]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for result in results:
            for row in result.failures:
                lines.write(json.dumps({"suite": result.suite, **row}, ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(prog="python -m copilot.evaluation.numbers", description=__doc__)
    add_arguments(_parser)
    sys.exit(run_numbers(_parser.parse_args()))
