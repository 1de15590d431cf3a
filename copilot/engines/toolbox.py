"""The read-only tools of the model, and the evidence they lay before it: every passage and metric keeps its mark.

A tool answers with text for the model. What it finds becomes evidence of the draft under a mark of its own; what it cannot do is
said in one line, and lays down nothing.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Sequence
from decimal import Decimal, DecimalException, localcontext
from itertools import islice

from copilot.engines.evidence import Evidence
from copilot.engines.shown import show_metric, show_passage
from copilot.errors import CopilotError
from copilot.index.openings import passage_of
from copilot.library.chunking import chunk_article
from copilot.metrics import Called, definitions, takes
from copilot.types import Article, Metric, Passage

FOUND_AT_ONCE = 6  # passages of one search
CHUNKS_AT_ONCE = 12  # of an article that is read
MOST_PASSAGES, MOST_METRICS = 40, 60  # of one answer: more is reading without an end
_WORKINGS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SUM = re.compile(r"[\d.,+\-*/()%×÷−–\s]{1,200}")


class Toolbox:
    """What a model may do: search, read on, compute, calculate, list. Nothing here writes, and nothing leaves the library.

    search: a query and how many passages. article: an article by its id. compute: a metric by name, tickers and parameters.
    say: told what is being done.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        metrics: Sequence[Metric],
        *,
        search: Callable[[str, int], Sequence[Passage]],
        article: Callable[[str], Article],
        compute: Callable[[str, Sequence[str], dict[str, object]], Called],
        say: Callable[[str], None] = lambda doing: None,
    ) -> None:
        self.evidence = Evidence()
        self.evidence.passages.extend(passages)
        self.evidence.metrics.extend(metrics)
        self._search, self._article, self._compute, self._say = search, article, compute, say
        self.tools: list[Callable[..., str]] = [
            self.search_articles,
            self.read_article,
            self.get_metric,
            self.calculate,
            self.list_metrics,
        ]

    def search_articles(self, query: str) -> str:
        """Search the library of news articles. Returns passages with their marks [n]; cite those marks.

        query: a few words for what is sought: names, subject, month.
        """
        self._say(f"the model searches for {query}")
        return self._laid(self._search(query[:400], FOUND_AT_ONCE)) or "nothing in the library matches"

    def read_article(self, passage: int) -> str:
        """Read the whole article that a passage is from. Returns its parts in order with marks of their own.

        passage: the number n of a passage [n].
        """
        if not 1 <= passage <= len(self.evidence.passages):
            return f"there is no passage [{passage}]"
        self._say(f"the model reads on in passage {passage}")
        article = self._article(self.evidence.passages[passage - 1].article_id)
        parts = (passage_of(article, chunk.start, chunk.end, score=0.0) for chunk in chunk_article(article))
        return self._laid(list(islice(parts, CHUNKS_AT_ONCE)))

    def get_metric(
        self,
        name: str,
        tickers: list[str] | None = None,
        start: str = "",
        end: str = "",
        window: str = "",
        parameters: dict[str, str] | None = None,
    ) -> str:
        """Compute a metric from market data. Returns its value with its mark [Mn]; cite that mark.

        name: as listed by list_metrics, such as "return", "volatility", "max drawdown", "high", "low", "close", "beta".
        tickers: what it is of; a second one is what the first is compared with. start, end: days, YYYY-MM-DD.
        window: instead of a start, so long back from the end: 36m, 3y, 52w, 20d. parameters: others by name, such as
        {"basis": "total"}, {"frequency": "monthly"}, {"month": "2025-11"}, {"year": "2025"}.
        """
        self._say(f"the model asks for {name} {' '.join(tickers or ())}")
        given = {name: value for name, value in {"start": start, "end": end, "window": window}.items() if value}
        try:
            called = self._compute(name, [ticker.upper() for ticker in tickers or ()], {**given, **(parameters or {})})
        except CopilotError as error:
            return f"not computed: {error.problem}; {error.fix}"
        return "\n".join(self._metric(metric) for metric in (called.metric, *called.variants))

    def calculate(self, expression: str) -> str:
        """Work out a sum of plain numbers with + - * / and brackets, such as "54.50 / 50.00 - 1".

        The result is no evidence: print it beside its operands, each with its own mark.
        """
        value = work_out(expression)
        return "no sum of plain numbers" if value is None else f"{expression.strip()} = {value:f}"

    def list_metrics(self, about: str = "") -> str:
        """List the metrics that can be computed, with the parameters they take. about: only those that hold this word."""
        word = about.lower()
        found = [item for item in definitions() if word in f"{item.name} {item.summary}".lower()]
        return "\n".join(f"{item.name} ({', '.join(takes(item))}): {item.summary}" for item in found) or "none"

    def _laid(self, passages: Sequence[Passage]) -> str:
        held = {_place(passage): passage for passage in self.evidence.passages}  # whatever their scores
        shown = []
        for passage in passages:
            known = held.get(_place(passage))
            if known is None and len(self.evidence.passages) >= MOST_PASSAGES:
                shown.append("no further passage: answer from those at hand")
                break
            shown.append(show_passage(self.evidence.quote(known or passage), passage))
        return "\n\n".join(shown)

    def _metric(self, metric: Metric) -> str:
        if metric not in self.evidence.metrics and len(self.evidence.metrics) >= MOST_METRICS:
            return "no further metric: answer from those at hand"
        return show_metric(self.evidence.cite(metric), metric)


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.article_id, passage.start, passage.end


def work_out(expression: str) -> Decimal | None:
    """The value of a sum of plain numbers, to twelve digits; None for anything else. A % is a hundredth.

    >>> work_out("54.50 / 50.00 - 1"), work_out("(2 - 5%) / 3"), work_out("9**9"), work_out("1/0")
    (Decimal('0.09'), Decimal('0.65'), None, None)
    """
    if not _SUM.fullmatch(expression):
        return None
    plain = expression.replace(",", "").replace("%", "/100").translate(str.maketrans("×÷−–", "*/--"))
    try:
        with localcontext(prec=28):
            value = _value(ast.parse(plain.strip(), mode="eval").body, plain.strip())
    except (SyntaxError, ValueError, DecimalException, RecursionError):
        return None
    with localcontext(prec=12):
        return +value


def _value(node: ast.expr, text: str) -> Decimal:
    if isinstance(node, ast.BinOp) and type(node.op) in _WORKINGS:
        left, right = _value(node.left, text), _value(node.right, text)
        return Decimal(_WORKINGS[type(node.op)](left, right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, text)
    if isinstance(node, ast.Constant):
        return Decimal(ast.get_source_segment(text, node) or "")  # as written: a float would lose digits
    raise ValueError("no plain sum")
