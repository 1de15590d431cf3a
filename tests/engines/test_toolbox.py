"""What a model's tools find, refuse and bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from copilot.engines.toolbox import CHUNKS_AT_ONCE, MOST_PASSAGES, Toolbox, work_out
from copilot.errors import InsufficientData
from copilot.index.openings import passage_of
from copilot.library.reading import read_article
from copilot.metrics import Called
from copilot.types import Article, Metric

TEXT = "Tin at the docks\n\n" + "\n\n".join(
    f"Part {n}. " + " ".join(f"Barge {n}-{k} carried tin of the better kind down the slow river to the port." for k in range(8))
    for n in range(20)
)


@pytest.fixture
def article(tmp_path: Any) -> Article:
    path = tmp_path / "tin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_article(path, published="2024-05-06", publisher="Harbour Wire")


def box(article: Article, **changes: Any) -> Toolbox:
    def nothing(*asked: Any) -> Any:
        raise InsufficientData("tin has no bars in May", fix="ask for June")

    given = {"search": lambda query, limit: [], "article": lambda identity: article, "compute": nothing}
    return Toolbox([passage_of(article, 0, 16, score=1.0)], [], **{**given, **changes})


def test_an_article_is_read_in_parts_under_marks_of_their_own_and_not_without_an_end(article: Article) -> None:
    tools = box(article)
    shown = tools.read_article(1)
    assert [line.split("]")[0] for line in shown.splitlines() if "] passage" in line] == [
        f"[{n}" for n in range(2, CHUNKS_AT_ONCE + 2)
    ]
    for passage in tools.evidence.passages:
        assert article.text[passage.start : passage.end] == passage.quote
    assert tools.read_article(1) == shown  # read again it has the same marks
    assert len(tools.evidence.passages) == CHUNKS_AT_ONCE + 1


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_a_passage_that_is_not_there_is_not_read(article: Article, number: int) -> None:
    assert box(article).read_article(number) == f"there is no passage [{number}]"


def test_passages_have_a_bound(article: Article) -> None:
    def search(query: str, limit: int) -> Any:
        return [passage_of(article, int(query) * 10 + n, int(query) * 10 + n + 5, score=0.1) for n in range(limit)]

    tools = box(article, search=search)
    answers = [tools.search_articles(str(n)) for n in range(12)]
    assert len(tools.evidence.passages) == MOST_PASSAGES
    assert answers[-1] == "no further passage: answer from those at hand"


def test_every_reading_of_an_open_name_has_its_own_mark(article: Article) -> None:
    metric = Metric(
        name="price return", ticker="TIN", value=Decimal("0.0123"), unit="fraction", start=date(2024, 4, 30), end=date(2024, 5, 31),
        formula="close[end] / close[start] - 1", label="TIN price return in May 2024", parameters={}, inputs=(),
        inputs_sha256="0" * 64, provider="files", fetched_at=datetime(2024, 6, 1, tzinfo=UTC).isoformat(),
    )  # fmt: skip
    total = replace(metric, name="total return", label="TIN total return in May 2024", value=Decimal("0.0150"))
    asked: list[Any] = []

    def compute(name: str, tickers: Any, given: Any) -> Called:
        asked.append((name, tickers, given))
        return Called(metric, None, (total,), ())

    shown = box(article, compute=compute).get_metric("return", ["tin"], end="2024-05-31", parameters={"month": "2024-05"})
    assert asked == [("return", ["TIN"], {"end": "2024-05-31", "month": "2024-05"})]
    assert [line.split(" (")[0] for line in shown.splitlines()] == [
        "[M1] metric: TIN price return in May 2024 = 1.23%",
        "[M2] metric: TIN total return in May 2024 = 1.50%",
    ]


def test_what_lacks_its_rows_is_said_with_what_to_do(article: Article) -> None:
    assert box(article).get_metric("return", ["TIN"]) == "not computed: tin has no bars in May; ask for June"


def test_metrics_are_listed_with_what_they_take(article: Article) -> None:
    listed = box(article).list_metrics("drawdown")
    assert "max drawdown (" in listed and "start" in listed
    assert box(article).list_metrics("no such word") == "none"


@pytest.mark.parametrize(
    ("expression", "value"),
    [("3,250 - 1,000", "2250"), ("−4 × (2 + 0.5)", "-10.0"), ("0.1 + 0.2", "0.3"), ("25% × 80", "20.00")],
)
def test_sums_are_exact(expression: str, value: str) -> None:
    assert work_out(expression) == Decimal(value)


@pytest.mark.parametrize(
    "expression", ["", "2**99", "9//2", "(" * 150, "1_0", "abs(3)", "1e5", "1 if 1 else 2", "5 % 3", "1/(2-2)", "0x1f", "1" * 250]
)
def test_what_is_no_plain_sum_has_no_value(expression: str) -> None:
    assert work_out(expression) is None
