"""An evaluation as a page that stands alone, and as Markdown: every suite's table, and on the page every failed sample.

The page holds no script and loads nothing; the template engine escapes every word of a question, an answer or an article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.evaluation.report import header_of, notes_of, rows_of
from copilot.evaluation.runner import Result
from copilot.marks import neutralise
from copilot.rendering.audit_markdown import escaped
from copilot.rendering.audit_parts import Piece, fill_page
from copilot.rendering.wording import MARKS, WORDS, one_line

_BAR = 4  # the column of the bar
_NAMED_ELSEWHERE = ("metric", "sample_id", "id", "marked")


def evaluation_page(results: Sequence[Result], record: Mapping[str, Any]) -> str:
    """The whole page as text. record: the run's, with version, program, seed and limit."""
    return fill_page("evaluation_page.html", record=record, suites=[_suite(result) for result in results])


def _suite(result: Result) -> dict[str, Any]:
    return {
        "name": result.suite,
        "about": result.about,
        "skipped": result.skipped,
        "header": header_of(result),
        "bar": _BAR,
        "rows": [(row, line.meets_bar) for row, line in zip(rows_of(result), result.lines, strict=True)],
        "notes": notes_of(result),
        "crashes": [one_line(crash) for crash in result.crashes],
        "failures": [_failure(row) for row in result.failures],
    }


def _failure(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = [(name, _pieces(name, value, row)) for name, value in row.items() if name not in _NAMED_ELSEWHERE]
    return {"metric": row["metric"], "sample": row["sample_id"], "fields": fields}


def _pieces(name: str, value: Any, row: Mapping[str, Any]) -> list[Piece]:
    """A field of a failure; the answer with its numbers marked by their states, where the scorer kept them."""
    if name == "answer" and row.get("marked"):
        return list(_marked(str(value), row["marked"]))
    return [Piece(neutralise(_text(value)))]


def _marked(text: str, numbers: Sequence[Sequence[Any]]) -> Iterator[Piece]:
    at = 0
    for start, end, state in numbers:
        if start < at or not MARKS.get(state):
            continue
        yield Piece(neutralise(text[at:start]))
        yield Piece(text[start:end], state, MARKS[state], WORDS[state])
        at = end
    yield Piece(neutralise(text[at:]))


def _text(value: Any) -> str:
    """A value as a reader sees it: text as it is, a list of texts one a line, anything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "\n".join(value) or "nothing"
    return json.dumps(value, ensure_ascii=False, default=str)


def evaluation_markdown(results: Sequence[Result], record: Mapping[str, Any]) -> str:
    """Every suite as a Markdown table, ending in a newline."""
    return "\n".join(_markdown_lines(results, record)).rstrip() + "\n"


def _markdown_lines(results: Sequence[Result], record: Mapping[str, Any]) -> Iterator[str]:
    yield f"copilot {record['version']}, program `{record['program']}`, seed {record['seed']}; intervals are 95%\n"
    for result in results:
        yield f"## {escaped(result.suite)}\n\n{escaped(result.about)}\n"
        if result.skipped:
            yield f"{escaped(result.skipped)}\n"
            continue
        header = header_of(result)
        yield _row(header)
        yield _row([":--" if at in (0, len(header) - 1) else "--:" for at in range(len(header))], plain=True)
        yield from (_row(row) for row in rows_of(result))
        yield "".join(f"\n{escaped(note)}\n" for note in notes_of(result))
        yield f"\n{len(result.failures)} failed, {len(result.crashes)} crashed\n"


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else escaped(one_line(cell)) for cell in cells)} |"
