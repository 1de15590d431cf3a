"""`copilot eval ...`: runs groups of suites, prints their tables, keeps the run, holds it against another."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import copilot.evaluation.suites  # noqa: F401  (registers them)
from copilot import __version__
from copilot.errors import PrerequisiteError, UsageError
from copilot.evaluation.comparing import Change, compare_runs, losses, run_record
from copilot.evaluation.keeping import PartFolder, program_hash
from copilot.evaluation.registry import SUITES
from copilot.evaluation.runner import Progress, Result, run_suites
from copilot.resources import resource
from copilot.settings import load_settings

DEFAULT_DATA = Path(__file__).resolve().parents[3] / "shared" / "bench"  # beside the checkout
# What the gate runs: offline, under a minute. At most so many samples; None is all.
QUICK: Mapping[str, int | None] = {"questions": 80, "planted-facts": 300, "faults": 2}
BASELINE = "baseline.json"


def groups() -> dict[str, list[str]]:
    """The groups of suites, by name, and the suites of each: quick first, all last."""
    found: dict[str, list[str]] = {"quick": list(QUICK)}
    for suite in SUITES.values():
        found.setdefault(suite.group, []).append(suite.name)
    found["public"] = [suite.name for suite in SUITES.values() if suite.needs]
    found["all"] = list(SUITES)
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of a run."""
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the public sets (default: %(default)s)")
    parser.add_argument("--prices", type=Path, metavar="DIR", help="folder of price folders, for the questions over real bars")
    parser.add_argument("--suite", nargs="+", metavar="NAME", help="only these suites")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N samples a suite, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0, help="of draws and planted errors (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="processes to use (default: %(default)s)")
    parser.add_argument("--no-baselines", action="store_true", help="leave out what is run beside ours")
    parser.add_argument("--fresh", action="store_true", help="do not go on with a run that was cut short")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables as Markdown")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write one page with the tables and every failed sample")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write every failed sample as a JSON line")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the run for: copilot eval compare A B")


def nearest_to(name: str, known: Iterable[str]) -> str:
    """The fix for a name that is no suite or group."""
    near = get_close_matches(name.lower(), list(known), n=1)
    return f"did you mean {near[0]}? (copilot eval lists them all)" if near else "copilot eval lists what there is"


def run_group(name: str, args: argparse.Namespace, *, progress: Progress | None = None) -> tuple[list[Result], dict[str, Any]]:
    """The results of a group's suites and the run's record. Raises UsageError on an unknown suite."""
    names = args.suite or groups()[name]
    if unknown := [one for one in names if one not in SUITES]:
        raise UsageError(f"there is no suite {', '.join(unknown)}", fix=nearest_to(unknown[0], SUITES))
    quick = {suite: most for suite, most in QUICK.items() if most is not None}
    with _kept(args) as keeper:
        results = run_suites(
            names,
            args.data,
            limit=quick if name == "quick" and args.limit is None else args.limit,
            seed=args.seed,
            processes=args.processes,
            baselines=not args.no_baselines and name != "quick",  # the gate is about ours
            progress=progress,
            options={} if args.prices is None else {"prices": str(args.prices.resolve())},
            keeper=keeper,
        )
    record = run_record(results, seed=args.seed, limit=args.limit, version=__version__, program=program_hash())
    if args.failures:
        _write(args.failures, "".join(_failure_lines(results)))
    if args.save:
        _write(args.save, _record_text(record))
    return results, record


@contextmanager
def _kept(args: argparse.Namespace) -> Iterator[PartFolder]:
    """Where finished shares lie while the run goes on; they are gone when it is whole."""
    keeper = PartFolder(load_settings().folder / "evaluation")
    if args.fresh:
        keeper.clear()
    yield keeper
    keeper.clear()


def _failure_lines(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        for row in result.failures:
            yield json.dumps({"suite": result.suite, **row}, ensure_ascii=False, default=str) + "\n"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise PrerequisiteError(f"{path} cannot be written: {error.strerror}", fix="name another file") from error


def baseline_path(named: Path | None = None) -> Path:
    """The baseline that the gate holds a run against."""
    return named or resource("evals") / BASELINE


def read_run(path: Path) -> dict[str, Any]:
    """A run kept by --save, or the baseline. Raises UsageError where the file is none."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["kind"] != "evaluation" or not isinstance(record["suites"], dict):
            raise ValueError("no run of an evaluation")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}", fix="keep a run with: copilot eval quick --save FILE"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is not a kept run: {error}", fix="keep a run with: copilot eval quick --save FILE") from error
    return dict(record)


def gate(record: Mapping[str, Any], baseline: Mapping[str, Any]) -> tuple[list[Change], list[Change]]:
    """Every change against the baseline, and the losses among them."""
    changes = compare_runs(baseline, record)
    return changes, losses(changes, record)


def accept(record: Mapping[str, Any], reason: str, path: Path) -> None:
    """Make a run the baseline, with the reason beside it. Raises UsageError without one, PrerequisiteError where not writable."""
    if not reason.strip():
        raise UsageError("a baseline is accepted with a reason", fix='give one: copilot eval accept --reason "..."')
    _write(path, _record_text({"reason": reason.strip(), **record}))


def _record_text(record: Mapping[str, Any]) -> str:
    """A run as JSON with a line for each metric, so that two baselines can be read side by side."""
    head = {key: value for key, value in record.items() if key != "suites"}
    lines = [json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "suites": {']
    for at, (suite, metrics) in enumerate(record["suites"].items()):
        rows = ",\n".join(
            f"   {json.dumps(n)}: {json.dumps(m, ensure_ascii=False, separators=(',', ':'))}" for n, m in metrics.items()
        )
        lines.append(f"  {json.dumps(suite)}: {{\n{rows}\n  }}{',' if at + 1 < len(record['suites']) else ''}")
    return "\n".join([*lines, " }", "}", ""])


__all__ = ["DEFAULT_DATA", "accept", "add_arguments", "baseline_path", "gate", "groups", "read_run", "run_group"]
