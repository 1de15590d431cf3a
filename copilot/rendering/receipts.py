"""Screens of receipts: a replay, the list, an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot.receipts.steps import Step, VerifyReport
from copilot.rendering.screen import Screen
from copilot.rendering.wording import SHORT_ID, counted, mark, one_line
from copilot.types import Answer

if TYPE_CHECKING:
    from copilot.receipts.drift import Drift
    from copilot.receipts.listing import Listed


def show_verify(report: VerifyReport, screen: Screen) -> None:
    """What was replayed, every difference, and the verdict in one line."""
    good, bad = mark("checked", has_glyphs=screen.has_glyphs), mark("differs", has_glyphs=screen.has_glyphs)
    if report.source is not None:
        asked = report.source.question if isinstance(report.source, Answer) else report.source.file or "standard input"
        screen.line([(one_line(asked), "title")])
    screen.line([(f"{'export of ' if report.is_export else ''}receipt {one_line(report.receipt_id)[:64]}", "quiet")])
    for step in report.differences:
        said = [(one_line(step.name), "title"), (f": {one_line(step.found)}", "")]
        screen.marked("differs", said)
    held = len(report.steps) - len(report.differences) - len(report.unproved)
    if report.differences:
        screen.line([(f"{bad} differs", "differs"), (f": {_sums(report, held)}", "")])
    else:
        screen.line([(f"{good} replayed", "checked"), (f": all {held} comparisons hold ({_kinds(report.steps)})", "")])
    for note in verify_notes(report):
        screen.note(note)


def verify_notes(report: VerifyReport) -> list[str]:
    """What a reader must know of a replay beside its differences: changed rules, withheld pins, what could not be compared."""
    notes = []
    laid = sum(step.cause == "rules" for step in report.differences)
    if report.rules:
        rules = f"since this receipt was written {_listed(report.rules)} changed"
        notes.append(
            f"{rules}: that alone may explain {laid} of the differences" if laid else f"{rules}; every verdict is the same"
        )
    if report.rules is None and report.source is not None and report.differences:
        notes.append("a receipt of version 1 does not keep the rules it judged by: whether they changed cannot be told")
    own = [step for step in report.unproved if step.name.startswith("own copy")]
    if own:
        count = f"{len(own)} {'article' if len(own) == 1 else 'articles'}"
        notes.append(
            f"only excerpts of {count} are here: that they stand in the articles could not be compared with a copy of yours"
        )
    notes += [f"{step.name} {step.found}" for step in report.unproved if step not in own]
    if report.is_export:
        notes.append("an export that was made anew as a whole cannot be told from a true one without data of your own")
    return notes


def _sums(report: VerifyReport, held: int) -> str:
    withheld = sum(step.cause == "withheld" for step in report.differences)
    count = len(report.differences)
    if withheld == count:
        are = "comparison is" if count == 1 else "comparisons are"
        return f"{count} {are} withheld with a removed article; the other {held} hold"
    extra = f", {withheld} of them withheld with a removed article" if withheld else ""
    return f"{count} of {held + count} comparisons{extra}; {held} hold"


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _kinds(steps: Sequence[Step]) -> str:
    begins = {
        "pinned": ("pinned", "excerpts"),
        "quote": ("quote",),
        "metric": ("metric",),
        "verdict": ("verdict",),
        "conflict": ("conflict ",),
    }
    counts = {name: sum(step.name.startswith(begin) for step in steps) for name, begin in begins.items()}
    said = [counted(count, "pin" if name == "pinned" else name) for name, count in counts.items() if count]
    return ", ".join(["id and text", *said])


def show_drift(drift: Sequence[Drift], screen: Screen) -> None:
    """What has moved since, item by item; what is as it was is counted."""
    screen.heading("Today")
    for item in drift:
        if item.kind == "same":
            continue
        style = "quiet" if item.kind == "float jitter" else "warning"
        name = item.evidence if item.evidence.startswith("prices") else f"[{item.evidence}]"
        said = [(f"{name} ", "title"), (f"{item.kind}", style), (f": {one_line(item.what)}: {one_line(item.text)}", "")]
        screen.point(said)
    count = sum(item.kind == "same" for item in drift)
    screen.line([(f"{count} of {len(drift)} items of evidence are the same today; web pages were not fetched again", "title")])


def verify_json(report: VerifyReport, drift: Sequence[Drift] | None = None) -> dict[str, Any]:
    """A replay for programs, with the drift where it was asked for."""
    value = _replay_json(report)
    if drift is None:
        return value
    return value | {
        "live": [
            {
                "evidence": item.evidence,
                "what": item.what,
                "drift": item.kind,
                "text": item.text,
                "was": None if item.was is None else f"{item.was:f}",
                "now": None if item.now is None else f"{item.now:f}",
            }
            for item in drift
        ]
    }


def _replay_json(report: VerifyReport) -> dict[str, Any]:
    return {
        "schema": 1,
        "receipt": {"id": report.receipt_id, "path": str(report.path)},
        "export": report.is_export,
        "same": not report.differences,
        "rules_changed": None if report.rules is None else list(report.rules),
        "steps": [
            {"name": step.name, "same": step.is_same, "found": step.found, "cause": step.cause or None} for step in report.steps
        ],
        "notes": verify_notes(report),
    }


def show_list(listed: Sequence[Listed], folder: str, screen: Screen) -> None:
    """One line a receipt: id, the day it was asked, the day that bound it, the question."""
    for item in listed:
        if item.problem:
            screen.line([(f"cannot be read: {one_line(item.problem)}", "differs")], indent=14, first=one_line(item.id)[:SHORT_ID])
            continue
        bound = "" if item.as_of == f"{item.asked_at:%Y-%m-%d}" else f" (as of {one_line(item.as_of)})"
        what = "" if item.kind == "answer" else "check of "
        segments = [(f"{item.asked_at:%Y-%m-%d}  ", ""), (f"{what}{one_line(item.asked)}", "title"), (bound, "quiet")]
        screen.line(segments, indent=14, first=one_line(item.id)[:SHORT_ID])
    count = counted(len(listed), "receipt") if listed else "no receipts yet"
    screen.line([(f"{count} in {folder}", "quiet")])


def list_json(listed: Sequence[Listed], folder: str) -> dict[str, Any]:
    """The list for programs."""
    return {
        "schema": 1,
        "folder": folder,
        "receipts": [
            {
                "id": item.id,
                "asked_at": item.asked_at.isoformat(),
                "as_of": item.as_of or None,
                "kind": item.kind or None,
                "asked": item.asked or None,
                "problem": item.problem or None,
            }
            for item in listed
        ],
    }


def show_export(export: Mapping[str, Any], path: Path, screen: Screen) -> None:
    """Where the export lies, what it carries, what it proves and what it does not."""
    articles, withheld, spans, characters = _carried(export)
    screen.line([(f"{path}", "title"), (f": receipt {export['receipt']['id'][:SHORT_ID]}, export {export['id'][:SHORT_ID]}", "")])
    tables = f"{counted(len(export['rows']), 'table')} of figures"
    if left_out := len(export["left_out"]):
        tables += f", without {counted(left_out, 'earlier year')} of prices that the replay does not need"
    gone = f"; {withheld} withheld, removed from the library" if withheld else ""
    screen.line(
        f"{counted(spans, 'excerpt')} of {counted(articles, 'article')}, {counted(characters, 'character')}{gone}; {tables}"
    )
    for sentence in export["proves"]:
        screen.note(sentence)
    screen.line([("the recipient runs: ", "quiet"), (f"copilot verify {path.name}", "")])


def export_json(export: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The same for programs."""
    articles, withheld, spans, characters = _carried(export)
    return {
        "schema": 1,
        "path": str(path),
        "export": export["id"],
        "receipt": export["receipt"]["id"],
        "articles": articles,
        "withheld": withheld,
        "excerpts": spans,
        "characters": characters,
        "rows": len(export["rows"]),
        "left_out": len(export["left_out"]),
        "proves": list(export["proves"]),
    }


def _carried(export: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """How many articles are quoted and withheld, how many excerpts there are, and their characters."""
    excerpts = [excerpt for article in export["articles"].values() for excerpt in article.get("excerpts", ())]
    withheld = sum("withheld" in article for article in export["articles"].values())
    return len(export["articles"]) - withheld, withheld, len(excerpts), sum(len(excerpt["text"]) for excerpt in excerpts)
