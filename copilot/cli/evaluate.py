"""`copilot eval`: how good the answers and the number check are, measured."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from copilot.cli.options import Commands, new_command, open_screen, print_json

DESCRIPTION = """\
Measures the program. `quick` is offline and takes under a minute; it is held against the accepted baseline and exits 1 on a
significant loss. `questions` asks questions with known answers, `numbers` runs the number check over contract rows, public
sets and planted errors. Every rate has its n and a 95% interval; nothing to score is "no data". No model judges."""
EPILOG = """\
  copilot eval                              lists the suites and what they need
  copilot eval quick                        the gate; --failures FILE writes each miss
  copilot eval questions --prices DIR       with the questions over real bars
  copilot eval numbers --suite finqa --limit 200
  copilot eval public --html report.html    the public suites, from --data DIR
  copilot eval validate                     proves the gold of every question
  copilot eval accept --reason "..."        makes a quick run the new baseline
  copilot eval compare A.json B.json        two kept runs (--save FILE), sample by sample"""


def add(commands: Commands) -> None:
    """Put `eval` on the command line. What follows the first word is read by the evaluation, when it is called."""
    parser = new_command(commands, "eval", help="measure the program", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("what", nargs="?", metavar="WHAT", help="a group or suite, or validate, accept, compare")
    parser.add_argument("--json", action="store_true", help="the list of suites as one JSON object on stdout")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="its options (copilot eval WHAT --help)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the suites, run one of the verbs, or a group of suites."""
    from copilot.errors import UsageError
    from copilot.evaluation.running import groups, nearest_to

    verbs = {"validate": _validate, "accept": _accept, "compare": _compare}
    known = groups()
    if options.what is None:
        return _list(known, is_json=options.json)
    if options.json:
        options.rest = ["--json", *options.rest]
    if options.what in verbs:
        return verbs[options.what](options.rest)
    from copilot.evaluation.registry import SUITES

    if options.what in SUITES and options.what not in known:
        return _run("all", ["--suite", options.what, *options.rest])
    if options.what not in known:
        fix = nearest_to(options.what, [*known, *verbs, *SUITES])
        raise UsageError(f"there is nothing called {options.what} to measure", fix=fix)
    return _run(options.what, options.rest)


def _list(known: dict[str, list[str]], *, is_json: bool) -> int:
    from copilot.evaluation.registry import SUITES
    from copilot.evaluation.running import DEFAULT_DATA
    from copilot.rendering.evaluation import show_suites, suites_json

    if is_json:
        print_json(suites_json(known, SUITES, DEFAULT_DATA))
        return 0
    show_suites(known, SUITES, DEFAULT_DATA, open_screen())
    return 0


def _parser(name: str) -> argparse.ArgumentParser:
    from copilot.cli.parser import Parser

    return Parser(prog=f"copilot eval {name}", allow_abbrev=False)


def _run(name: str, rest: list[str]) -> int:
    from copilot.evaluation.running import add_arguments
    from copilot.rendering.evaluation import results_json, show_results, write_pages

    parser = _parser(name)
    add_arguments(parser)
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="what quick is held against (default: the accepted one)")
    options = parser.parse_args(rest)
    results, record = _with_bar(name, options)
    write_pages(results, record, markdown=options.markdown, html=options.html)
    changes: list[Any] = []
    lost: list[Any] = []
    if name == "quick" and not options.suite and options.limit is None:
        from copilot.evaluation.running import baseline_path, gate, read_run

        changes, lost = gate(record, read_run(baseline_path(options.baseline)))
    if options.json:
        print_json(results_json(results, record, changes, lost))
    else:
        show_results(results, changes, lost, open_screen())
    return 1 if lost else 0


def _with_bar(name: str, options: argparse.Namespace) -> Any:
    from copilot.evaluation.running import run_group
    from copilot.rendering.progress import progress_bar

    with progress_bar("shares") as progress:
        return run_group(name, options, progress=progress)


def _accept(rest: list[str]) -> int:
    from copilot.evaluation.running import accept, add_arguments, baseline_path
    from copilot.rendering.evaluation import show_results

    parser = _parser("accept")
    add_arguments(parser)
    parser.add_argument("--reason", required=True, help="why this is the new baseline; kept in it")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="where it is written (default: the accepted one)")
    options = parser.parse_args(rest)
    results, record = _with_bar("quick", options)
    accept(record, options.reason, baseline_path(options.baseline))
    show_results(results, [], [], open_screen())
    print(f"accepted: {baseline_path(options.baseline)}", file=sys.stderr)
    return 0


def _compare(rest: list[str]) -> int:
    from copilot.evaluation.comparing import compare_runs, losses
    from copilot.evaluation.running import read_run
    from copilot.rendering.evaluation import changes_json, show_changes

    parser = _parser("compare")
    parser.add_argument("before", type=Path, metavar="A", help="the earlier run, kept with --save")
    parser.add_argument("after", type=Path, metavar="B", help="the later one")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    options = parser.parse_args(rest)
    before, after = read_run(options.before), read_run(options.after)
    changes = compare_runs(before, after)
    lost = losses(changes, after)
    if options.json:
        print_json(changes_json(changes, lost))
    else:
        show_changes(changes, lost, open_screen())
    return 1 if lost else 0


def _validate(rest: list[str]) -> int:
    from copilot.evaluation.questions import read_questions
    from copilot.evaluation.validating import validate
    from copilot.rendering.evaluation import show_validation
    from copilot.resources import resource

    parser = _parser("validate")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="questions (default: the bundled ones)")
    parser.add_argument("--prices", type=Path, metavar="DIR", help="folder of price folders, for the questions over real bars")
    options = parser.parse_args(rest)
    questions = read_questions(options.file or resource("evals", "questions.jsonl"))
    report = validate(questions, market=options.prices)
    show_validation(report, open_screen())
    return 1 if report.wrong else 0
