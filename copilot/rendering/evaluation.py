"""The screens of an evaluation: the suites there are, their figures, two runs side by side; and the same for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copilot.evaluation.comparing import CHANCE, Change
from copilot.evaluation.registry import Suite
from copilot.evaluation.report import as_json, shown, table
from copilot.evaluation.runner import Result
from copilot.evaluation.validating import Validation
from copilot.rendering.screen import Screen
from copilot.rendering.wording import one_line


def show_suites(groups: Mapping[str, Sequence[str]], suites: Mapping[str, Suite], data: Path, screen: Screen) -> None:
    """Each suite under its group, what it measures, and what it lacks here."""
    for group, names in groups.items():
        if group in ("quick", "public", "all"):
            continue
        screen.line([(group, "title")])
        for name in names:
            missing = suites[name].missing(data)
            lacks = [(f" (needs {', '.join(missing)} under --data)", "warning")] if missing else []
            screen.line([(suites[name].about, ""), *lacks], indent=20, first=f"  {name}")
    screen.line([("groups: ", "quiet"), (", ".join(groups), "")])


def suites_json(groups: Mapping[str, Sequence[str]], suites: Mapping[str, Suite], data: Path) -> dict[str, Any]:
    """The groups, and of each suite what it measures, the files it needs and those that are missing."""
    return {
        "groups": {group: list(names) for group, names in groups.items()},
        "suites": {
            name: {"group": suite.group, "about": suite.about, "needs": list(suite.needs), "missing": list(suite.missing(data))}
            for name, suite in suites.items()
        },
    }


def show_results(results: Sequence[Result], changes: Sequence[Change], lost: Sequence[Change], screen: Screen) -> None:
    """Every suite's table; then what a gate says."""
    for line in table(results, width=screen.width).splitlines():
        screen.verbatim(line, "differs" if " MISSED" in line else "")
    if changes:
        print()
        show_changes(changes, lost, screen)


def show_changes(changes: Sequence[Change], lost: Sequence[Change], screen: Screen) -> None:
    """The metrics whose samples moved, and the verdict in one line."""
    for change in changes:
        if change.worse or change.better or change in lost:
            screen.line([(_moved(change), "differs" if change in lost else "")], indent=4)
    compared = sum(change.verdict != "not comparable" for change in changes)
    if lost:
        names = ", ".join(f"{change.suite}: {change.metric}" for change in lost)
        screen.line([("lost: ", "differs"), (names, "")])
        by_chance = f"of {compared} figures compared; if nothing had changed up to {CHANCE * compared:.0f} would seem lost"
        screen.line([(by_chance, "quiet")], indent=4)
    else:
        screen.line([("no loss", "checked"), (f": {compared} figures compared, sample by sample", "")])


def _moved(change: Change) -> str:
    before, after = (("no data" if value is None else shown(value, change.unit)) for value in (change.before, change.after))
    if change.difference is not None and change.low is not None and change.high is not None:
        ends = " to ".join(_signed(value, change.unit) for value in (change.low, change.high))
        after = f"{after}, {_signed(change.difference, change.unit)} ({ends})"
    moved = f"{change.worse} worse, {change.better} better of {change.samples} samples, p {change.p:.3f}"
    sets = f"; {change.added} samples new, {change.gone} gone" if change.added or change.gone else ""
    return f"{change.suite}, {change.metric}: {before} to {after} ({moved}{sets}): {change.verdict}"


def _signed(value: float, unit: str) -> str:
    text = shown(value, unit)
    return text if value < 0 else f"+{text}"


def show_validation(report: Validation, screen: Screen) -> None:
    """What is wrong with which question, and how many are proved."""
    for id, problem in report.wrong:
        screen.line([(one_line(problem), "differs")], indent=8, first=id)
    unseen = f"; {len(report.unseen)} need --prices" if report.unseen else ""
    screen.line([(f"{report.proved} questions proved, {len({id for id, _ in report.wrong})} wrong{unseen}", "title")])


def results_json(
    results: Sequence[Result], record: Mapping[str, Any], changes: Sequence[Change], lost: Sequence[Change]
) -> dict[str, Any]:
    """A run for programs."""
    made = {key: record[key] for key in ("version", "program")}
    return {**as_json(results, seed=record["seed"], limit=record["limit"]), **made, **changes_json(changes, lost)}


def changes_json(changes: Sequence[Change], lost: Sequence[Change]) -> dict[str, Any]:
    """Two runs for programs."""
    from dataclasses import asdict

    return {"changes": [asdict(change) for change in changes], "lost": [f"{c.suite}: {c.metric}" for c in lost]}


def write_pages(results: Sequence[Result], record: Mapping[str, Any], *, markdown: Path | None, html: Path | None) -> None:
    """The files that --markdown and --html name. Raises PrerequisiteError where one cannot be written."""
    from copilot.receipts.store import write_file
    from copilot.rendering.evaluation_page import evaluation_markdown, evaluation_page

    if markdown is not None:
        write_file(markdown, evaluation_markdown(results, record).encode())
    if html is not None:
        write_file(html, evaluation_page(results, record).encode())
