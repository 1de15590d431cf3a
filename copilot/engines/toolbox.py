"""The read-only tools of the model, and the evidence they lay before it: every passage and metric keeps its mark.

A tool answers with text for the model. What it finds becomes evidence of the draft under a mark of its own; what it cannot do is
said in one line, with what the tool can do instead, and lays down nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from copilot.engines.asked_metric import MetricDesk
from copilot.engines.evidence import Evidence
from copilot.engines.shown import show_metric, show_passage
from copilot.engines.sums import work_out
from copilot.errors import CopilotError
from copilot.index.openings import passage_of
from copilot.library.chunking import chunk_article
from copilot.metrics import Definition, choices, definitions_about, takes
from copilot.types import Article, Metric, Passage, Span

FOUND_AT_ONCE = 6  # passages of one search
CHUNKS_AT_ONCE = 12  # of an article that is read
MOST_TOLD = 8  # names of a question, each of which a live source is asked for
MOST_PASSAGES, MOST_METRICS = 40, 60  # of one answer: more is reading without an end
_NO_MORE = "no further {what}: answer from those at hand"


class Toolbox:
    """What a model may do: search, read on, compute, calculate, list. Nothing here writes, and nothing leaves the library.

    search: a query and how many passages. article: an article by its id. desk: computes what is asked of market data.
    say: told what is being done.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        metrics: Sequence[Metric],
        *,
        search: Callable[[str, int], Sequence[Passage]],
        article: Callable[[str], Article],
        desk: MetricDesk,
        say: Callable[[str], None] = lambda doing: None,
    ) -> None:
        self.evidence = Evidence()
        self.evidence.passages.extend(passages)
        self.evidence.metrics.extend(metrics)
        self._search, self._article, self._desk, self._say = search, article, desk, say
        self.instruments: tuple[str, ...] = ()
        self.tools: list[Callable[..., str]] = [
            self.search_articles,
            self.read_article,
            self.get_metric,
            self.get_meeting,
            self.calculate,
            self.list_metrics,
        ]

    def lay_out(self, names: Sequence[str]) -> None:
        """Put the instruments of a question at hand: a line on each, and its latest close as evidence."""
        told, closes = self._desk.instruments(names[:MOST_TOLD], self.evidence.metrics)
        self.instruments = tuple(told)
        for close in closes:
            self.evidence.cite(close)

    def search_articles(self, query: str) -> str:
        """Search the library of news articles. Returns passages with their marks [n]; cite those marks.

        query: a few words for what is sought: names, subject, month.
        """
        self._say(f"the model searches for {query}")
        return self._laid(self._search(query[:400], FOUND_AT_ONCE)) or "nothing in the library matches"

    def read_article(self, passage: int) -> str:
        """Read the whole article that a passage is from. Returns what of it was not shown, in order, with marks of its own.

        passage: the number n of a passage [n].
        """
        if not 1 <= passage <= len(self.evidence.passages):
            return f"there is no passage [{passage}]"
        self._say(f"the model reads on in passage {passage}")
        article = self._article(self.evidence.passages[passage - 1].article_id)
        chunks = [passage_of(article, chunk.start, chunk.end, score=0.0) for chunk in chunk_article(article)]
        new = [chunk for chunk in chunks if self._new_parts(chunk)]
        before = self._marks_of(article.id)
        if not new:
            return f"the whole article is shown already: {before}"
        more = "\n\nthe article goes on: read it again" if len(new) > CHUNKS_AT_ONCE else ""
        return f"shown already: {before}\n\n{self._laid(new[:CHUNKS_AT_ONCE])}{more}"

    def get_metric(
        self,
        name: str,
        tickers: list[str] | str | None = None,
        start: str = "",
        end: str = "",
        window: str = "",
        parameters: dict[str, str | int | float] | None = None,
    ) -> str:
        """Compute a metric from market data. Returns its value with its mark [Mn]; cite that mark.

        name: as listed by list_metrics, such as "return", "volatility", "max drawdown", "high", "low", "close", "beta".
        tickers: what it is of, one ticker; a second one only where the metric compares two, as "excess return" and "beta" do.
        start, end: days, YYYY-MM-DD. window: instead of a start, so long back from the end: 36m, 3y, 52w, 20d; or ytd, a month
        such as 2025-11, a year. parameters: others by name, such as {"basis": "total"}, {"frequency": "monthly"},
        {"risk_free_annual": "0.04"}.
        """
        of = tickers.split(",") if isinstance(tickers, str) else tickers or []
        self._say(f"the model asks for {name} {' '.join(of)}".rstrip())
        given = {**{"start": start, "end": end, "window": window}, **(parameters or {})}
        try:
            found = self._desk.computed(name, of, {key: str(value) for key, value in given.items()})
        except CopilotError as error:
            return f"not computed: {self._desk.refusal(error)}"
        return "\n".join([*(self._metric(*one) for one in found.metrics), *(f"not computed: {why}" for why in found.declined)])

    def get_meeting(self, when: str = "") -> str:
        """The Federal Reserve's decision at a meeting: target range, change, votes, how many cuts, hikes or holds in a row.

        when: the day or the month of the meeting, YYYY-MM-DD or YYYY-MM; empty for the latest.
        """
        self._say(f"the model asks for the Fed's meeting {when}".rstrip())
        try:
            found = self._desk.meeting(when)
        except CopilotError as error:
            return f"not found: {self._desk.refusal(error)}"
        return "\n".join(self._metric(metric, "") for metric in found)

    def calculate(self, expression: str) -> str:
        """Work out a sum of plain numbers with + - * / and brackets, such as "54.50 / 50.00 - 1"; "5%" is 0.05.

        The result is no evidence: print it beside its operands, each with its own mark.
        """
        value = work_out(expression)
        if value is None:
            return "no sum of plain numbers: write it with digits, points, + - * / and brackets alone"
        return f"{expression.strip()} = {value:f}"

    def list_metrics(self, about: str = "") -> str:
        """List the metrics that can be computed, with the parameters they take. about: words, such as "drawdown", "votes"."""
        found = [
            f"{item.name} ({', '.join(_parameter(name, item) for name in takes(item))}): {item.summary}"
            for item in definitions_about(about)
        ]
        return "\n".join(found) or f"no metric is about {about[:40]!r}; without a word all are listed"

    def _laid(self, passages: Sequence[Passage]) -> str:
        """The passages under their marks; of one that is shown already only what is new, or where it is to be found."""
        shown = []
        for passage in passages:
            parts = self._new_parts(passage)
            if not parts:
                shown.append(f"shown already: {self._marks_of(passage.article_id, (passage.start, passage.end))}")
            elif len(self.evidence.passages) + len(parts) > MOST_PASSAGES:
                shown.append(_NO_MORE.format(what="passage"))
                break
            shown += [show_passage(self.evidence.quote(part), part) for part in parts]
        return "\n\n".join(shown)

    def _new_parts(self, passage: Passage) -> list[Passage]:
        held = [known for known in self.evidence.passages if known.article_id == passage.article_id]
        spans = _new_parts(passage.quote, passage.start, [(known.start, known.end) for known in held])
        return [
            replace(passage, start=start, end=end, quote=passage.quote[start - passage.start : end - passage.start])
            for start, end in spans
        ]

    def _marks_of(self, article_id: str, span: Span = (0, sys.maxsize)) -> str:
        """The marks of what is at hand of an article, or of a span of it."""
        known = (held for held in self.evidence.passages if held.article_id == article_id)
        return " ".join(self.evidence.quote(held) for held in known if held.start < span[1] and span[0] < held.end)

    def _metric(self, metric: Metric, note: str) -> str:
        if metric not in self.evidence.metrics and len(self.evidence.metrics) >= MOST_METRICS:
            return _NO_MORE.format(what="metric")
        return show_metric(self.evidence.cite(metric), metric) + (f" ({note})" if note else "")


def _new_parts(text: str, first: int, shown: Sequence[Span]) -> list[Span]:
    """What of a text that begins at `first` no span holds, without the space at its ends; all of it where most is new, for its
    context.

    >>> _new_parts("Rain fell. Tin rose. Snow fell.", 100, [(100, 121)]), _new_parts("Rain fell. Tin rose.", 0, [(0, 4)])
    ([(121, 131)], [(0, 20)])
    """
    last = first + len(text)
    parts, at = [], first
    for start, end in [*sorted(span for span in shown if span[1] > first), (last, last)]:
        part = text[at - first : max(at, min(start, last)) - first]
        begin = at + len(part) - len(part.lstrip())
        if any(character.isalnum() for character in part):
            parts.append((begin, begin + len(part.strip())))
        at = max(at, end)
    is_mostly_new = 2 * sum(end - start for start, end in parts) > len(text)
    return [(first, last)] if is_mostly_new else parts


def _parameter(name: str, defined: Definition) -> str:
    """A parameter as a list shows it: with the values it may have, or the one it has where it is not given."""
    values = choices(defined).get(name)
    return f"{name}: {' or '.join(values)}" if values else f"{name}: {own}" if (own := defined.defaults.get(name)) else name
