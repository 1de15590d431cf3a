"""Rows of tables as evidence: the row of the instrument asked about, under a head that tells what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.engines.case import Case
from copilot.engines.direct import is_of_period
from copilot.engines.evidence import Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import publisher_of
from copilot.engines.question import Question
from copilot.engines.question_time import find_periods
from copilot.engines.quoting import claims, printed_figures, quotation
from copilot.engines.subjects import MARKET_KINDS, Subject
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.names import Name, find_names
from copilot.types import DraftSentence, Passage

_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]+)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_FIGURE = re.compile(r"\d")
_LONGEST_CHARS = 1500  # from the head to the row: what a passage may hold
_MOST_ROWS = 2
_HEADS = {
    "level": re.compile(r"\b(?:close|closed|closing|price|level|last|value|quote)\b", re.IGNORECASE),
    "move": re.compile(r"\b(?:change|return|returns|performance|gain|loss|move|ytd|mtd|week|month|year)\b|%", re.IGNORECASE),
    "high": re.compile(r"\bhigh\b", re.IGNORECASE),
    "low": re.compile(r"\blow\b", re.IGNORECASE),
    "volatility": re.compile(r"\b(?:volatility|deviation)\b", re.IGNORECASE),
}
# Columns that give a reason, that say of whom a row is, and the time that a move is told of, beside that of one session.
_CAUSE = re.compile(r"\b(?:drivers?|catalysts?|reasons?|causes?|why|explanation)\b", re.IGNORECASE)
_NOT_SO = re.compile(  # heads a column or a table of what is denied, or of what is still to come
    r"\b(?:not|no|non|never|without|ruled out|expect\w*|forecasts?|predict\w*|project(?:ed|ions?)|would|could|(?-i:may)|might"
    r"|next|outlook|ahead|upcoming|target|implied|scenarios?|if)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:index|indices|stock|company|fund|etf|symbol|ticker|name|sector|asset|market|category)\b", re.IGNORECASE
)
_WINDOWS = {
    "week": re.compile(r"\b(?:weekly|week|wtd)\b", re.IGNORECASE),
    "month": re.compile(r"\b(?:monthly|months?|mtd)\b", re.IGNORECASE),
    "quarter": re.compile(r"\b(?:quarterly|quarter|qtd|q[1-4])\b", re.IGNORECASE),
    "year": re.compile(r"\b(?:yearly|annual|years?|ytd|to[- ]date)\b", re.IGNORECASE),
}
_SIGN = re.compile(r"(?<![\w.])(?P<sign>[+−–-])[$€£]?\d")


@dataclass(frozen=True, slots=True)
class _Row:
    passage: Passage  # from the head of its table to the row
    head: str
    cells: str


def table_rows(
    question: Question,
    passages: Sequence[Passage],
    article_text: Callable[[str], str],
    evidence: Evidence,
    told: Sequence[str] = (),
) -> list[DraftSentence]:
    """The rows of the instrument and time asked about whose table has a column for what is asked, newest first.

    A row that names a fund is none of its index. told: only rows that print one of the figures of these sentences, where any.
    """
    asked = {name.id for name in question.names if name.kind in MARKET_KINDS and name.kind != "generic"}
    wanted = [_HEADS[measure] for measure in question.measures if measure in _HEADS]
    if not asked or not wanted:
        return []
    found = [
        row
        for row in _rows(passages, article_text)
        if asked & {name.id for name in find_names(_first_cell(row.cells))}
        and not (_is_of_indices(question) and any(name.kind == "fund" for name in find_names(_first_cell(row.cells))))
        and (not told or printed_figures(told) & printed_figures([row.cells]))
        and any(head.search(row.head) for head in wanted)
        and _is_of_time(row, question)
        and set(question.matters) <= set(content_stems(f"{row.head} {row.cells}"))
    ]
    found.sort(key=lambda row: -row.passage.published.timestamp() if row.passage.published else 0.0)
    rows = [quotation(_lead(row), row.cells, evidence.quote(row.passage)) for row in found[:_MOST_ROWS]]
    return claims(rows, "lead")


def cause_rows(case: Case) -> list[str]:
    """The rows that give a reason for the move asked about, in a column of its own ("Key driver"), newest first: of that
    instrument, what it tracks or what tracks it, of that time and that way."""
    named: list[Name | Subject] = [*(name for name in case.question.names if name.kind in MARKET_KINDS), *case.subjects]
    asked = {one.id for one in named} | {one.tracks for one in named if one.tracks is not None}
    found = [row for row in _rows(case.passages, case.article_text) if _gives_reason(row, asked, case)]
    found.sort(key=lambda row: -row.passage.published.timestamp() if row.passage.published else 0.0)
    return [quotation(_lead(row), row.cells, case.evidence.quote(row.passage)) for row in found[:_MOST_ROWS]]


def _gives_reason(row: _Row, asked: set[str], case: Case) -> bool:
    question = case.question
    heads, cells = ([cell.strip() for cell in line.split("|")] for line in (row.head, row.cells))
    place = next((at for at, head in enumerate(heads) if _CAUSE.search(head)), 0)
    above = case.article_text(row.passage.article_id)[: row.passage.start].rstrip(" |\n").rpartition("\n")[2]
    if _NOT_SO.search(f"{above} | {row.head}"):
        return False
    if not place or len(cells) != len(heads) or not re.search(r"[^\W\d_]{3}", cells[place]):
        return False
    whose = [name for at in range(place) if at == 0 or _WHOSE.search(heads[at]) for name in find_names(cells[at])]
    if not any(name.id in asked or name.tracks in asked for name in whose):
        return False
    told = " | ".join(cells[1:place])
    words, sign = vocabulary().groups["question"], _SIGN.search(told)
    is_down = sign["sign"] != "+" if sign is not None else words["falling"].is_in(told)
    is_up = sign["sign"] == "+" if sign is not None else words["rising"].is_in(told)
    if (is_up and question.is_about_fall) or (is_down and words["rising"].is_in(question.text)):
        return False
    row = replace(row, cells=" | ".join([*cells[:place], *cells[place + 1 :]]))  # a day in the reason is not that of the move
    return _is_told_over(row, above, f"{above} | {' | '.join(heads[:place])} | {told}", question)


def _is_told_over(row: _Row, above: str, told: str, question: Question) -> bool:
    """Whether a row tells of the time asked about: of one session, by its own day, else that of the line above its table; or of
    a month or longer by a word for such a time."""
    period = question.period
    if period is None or period.is_all_time:
        return True
    if period.grain != "day":
        window = _WINDOWS.get(period.grain)
        return window is not None and window.search(told) is not None and _is_of_time(row, question)
    if any(window.search(told) for window in _WINDOWS.values()):
        return False
    dated = [] if _days_in(row, row.cells, period) else _days_in(row, above, period)
    return period.start in dated if dated else _is_of_time(row, question)


def _days_in(row: _Row, text: str, period: Period) -> list[date]:
    """The days that a text beside a row names."""
    published = row.passage.published
    return [found.start for found in find_periods(text, published.date() if published else period.end) if found.grain == "day"]


def _lead(row: _Row) -> str:
    """Who has the row; under which head where that can stand in our own sentence, without a figure."""
    headed = "" if _FIGURE.search(row.head) else f" headed “{row.head}”"
    return f"{publisher_of(row.passage)} has in a table{headed}:"


def _is_of_indices(question: Question) -> bool:
    return any(name.kind == "index" for name in question.names)


def _is_of_time(row: _Row, question: Question) -> bool:
    """Whether a row is of the time asked about: by a day of its own, else as its article was written then or its title, or the
    head of the table, names it. The other rows of the table tell nothing of it."""
    period = question.period
    if period is not None and period.grain == "day" and (own := _days_in(row, row.cells, period)):
        return period.start in own
    titled = replace(row.passage, quote=f"{row.passage.title} {row.head} {row.cells}")
    return is_of_period(titled, period)


def _rows(passages: Sequence[Passage], article_text: Callable[[str], str]) -> Iterator[_Row]:
    seen: set[tuple[str, int]] = set()
    for passage in passages:
        article = article_text(passage.article_id)
        head: re.Match[str] | None = None
        end = -1
        for match in _ROW.finditer(article):
            is_new = end < 0 or article[end : match.start()].strip(" \t\n") != "" or article.count("\n", end, match.start()) > 1
            end = match.end()
            if is_new:
                head = match
                continue
            inside = passage.start <= match.start() < passage.end
            place = (passage.article_id, match.start())
            if (
                head is None
                or _RULE.fullmatch(match["cells"])
                or not inside
                or place in seen
                or not _FIGURE.search(match["cells"])
            ):
                continue
            start, stop = head.start("cells"), match.end("cells")
            if stop - start <= _LONGEST_CHARS:
                seen.add(place)
                cited = replace(passage, start=start, end=stop, quote=article[start:stop])
                yield _Row(cited, head["cells"].strip(), match["cells"].strip())


def _first_cell(cells: str) -> str:
    return cells.split("|", 1)[0].strip()
