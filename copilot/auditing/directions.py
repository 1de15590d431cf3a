"""Direction, order and record words of a text against the prices, and where these say nothing, against the passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from copilot.auditing.remarks import Remark, Severity
from copilot.comparison import Market, compare_directions
from copilot.numbers.directions import Directed, judge_directions, judge_ends, read_directions


def directions(text: str, passages: Sequence[str], market: Market, published: date | None) -> Iterator[Remark]:
    """One remark for each such word that evidence decides: a note where it bears the word out. passages: their quotes, in order.

    A word that the prices contradict is wrong; where an article says otherwise, it is doubtful.
    """
    directed = read_directions(text, published=published)
    decided: set[int] = set()
    for sign in compare_directions(directed, text, market, published):
        decided.add(sign.directed.start)
        severity: Severity = "note" if sign.agrees else "error"
        yield Remark(
            "direction", severity, (_span(sign.directed),), sign.stated, sign.found, sign.text, metrics=sign.metrics
        )  # fmt: skip
    rest = [item for item in directed if item.start not in decided]
    ends = judge_ends(text, passages, anchor=published or market.as_of, citations="ignore")  # as the number check reads it
    for check in (*judge_directions(text, rest, passages, citations="ignore"), *ends):
        yield Remark(
            "direction", "note" if check.agrees else "warning", (_span(check.directed),), check.directed.told, check.found,
            check.text, sources=check.sources,
        )  # fmt: skip


def _span(directed: Directed) -> tuple[int, int]:
    return directed.start, directed.end
