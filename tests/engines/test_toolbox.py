"""What a model's tools find, refuse and bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from copilot.engines.asked_metric import MetricDesk
from copilot.engines.asked_window import read_window
from copilot.engines.holdings import Holdings
from copilot.engines.shown import show_passage
from copilot.engines.sums import work_out
from copilot.engines.toolbox import CHUNKS_AT_ONCE, MOST_PASSAGES, Toolbox
from copilot.errors import InsufficientData, PricesMissing, UsageError
from copilot.index.openings import passage_of
from copilot.library.reading import read_article
from copilot.market import calendar as exchange
from copilot.market.months import month_ends
from copilot.market.policy import meetings
from copilot.market.sources import NoSeries
from copilot.metrics import Called, Sources, call_metric
from copilot.types import Article, Bar, Metric, Prices

TEXT = "Tin at the docks\n\n" + "\n\n".join(
    f"Part {n}. " + " ".join(f"Barge {n}-{k} carried tin of the better kind down the slow river to the port." for k in range(8))
    for n in range(20)
)


@pytest.fixture
def article(tmp_path: Any) -> Article:
    path = tmp_path / "tin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_article(path, published="2024-05-06", publisher="Harbour Wire")


BARS = tuple(
    Bar(session=day, open=10.0, high=12.0, low=9.0, close=10.0 + at % 3 / 2)
    for at, day in enumerate(exchange.sessions(date(2024, 1, 2), date(2024, 5, 31)))
)
FUND = Prices("IWN", "USD", "files", datetime(2024, 6, 3, tzinfo=UTC), BARS, month_ends(BARS))


class OneFund:
    """A price source that holds one fund."""

    name, is_sample = "files", False

    def tickers(self) -> tuple[str, ...]:
        return ("IWN",)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker != "IWN":
            raise PricesMissing(
                f"files has no prices of {ticker}", fix=f"Put {ticker}.csv into a folder, or ask for another ticker."
            )
        return FUND


AS_OF = date(2024, 5, 31)


def nothing(*asked: Any) -> Any:
    raise InsufficientData("tin has no bars in May", fix="Give a folder with longer prices by --prices, or ask for June.")


def desk(compute: Any = None, known: Any = ()) -> MetricDesk:
    """A desk over one fund; by default it computes as the program does."""
    source = OneFund()

    def computed(name: str, tickers: Any, given: Any) -> Called:
        return call_metric(name, tickers, given, Sources(source, NoSeries(), AS_OF, ()))

    return MetricDesk(compute or computed, Holdings(source, AS_OF), known)


def box(article: Article, **changes: Any) -> Toolbox:
    given = {"search": lambda query, limit: [], "article": lambda identity: article, "desk": desk()}
    return Toolbox([passage_of(article, 0, 16, score=1.0)], [], **{**given, **changes})


def test_an_article_is_read_in_parts_under_marks_of_their_own_and_not_without_an_end(article: Article) -> None:
    tools = box(article)
    shown = tools.read_article(1)
    assert [line.split("]")[0] for line in shown.splitlines() if "] passage" in line] == [
        f"[{n}" for n in range(2, CHUNKS_AT_ONCE + 2)
    ]
    for passage in tools.evidence.passages:
        assert article.text[passage.start : passage.end] == passage.quote
    assert shown.startswith("shown already: [1]") and shown.endswith("the article goes on: read it again")
    assert len(tools.evidence.passages) == CHUNKS_AT_ONCE + 1


def test_read_again_an_article_goes_on_and_ends(article: Article) -> None:
    tools = box(article)
    first, second = tools.read_article(1), tools.read_article(1)
    assert "Barge 19-7" in second and "Barge 19-7" not in first
    assert tools.read_article(1).startswith("the whole article is shown already: [1] [2]")


def test_text_that_is_shown_has_one_mark_and_is_not_shown_again(article: Article) -> None:
    start = article.text.index("Part 3.")
    whole = passage_of(article, start, article.text.index("Part 4.") - 2, score=0.3)
    first = article.text.index(".", start + 8) + 1  # behind the first sentence
    tools = box(article, search=lambda query, limit: [whole, passage_of(article, first, whole.end, score=0.2)])
    assert tools.search_articles("tin") == "\n\n".join([show_passage("[2]", whole), "shown already: [2]"])
    assert tools.evidence.passages[1:] == [whole]
    again = tools.read_article(1)
    assert again.startswith("shown already: [1] [2]") and "Barge 3-4" not in again


def test_of_a_passage_that_is_shown_for_the_most_part_only_what_is_new_is_laid_down(article: Article) -> None:
    start = article.text.index("Part 3.")
    end = article.text.index("Part 4.") - 2
    last = article.text.rindex("Barge", start, end)
    found = [passage_of(article, start, last, score=0.3), passage_of(article, start, end, score=0.2)]
    tools = box(article, search=lambda query, limit: found)
    shown = tools.search_articles("tin")
    assert [passage.quote for passage in tools.evidence.passages[1:]] == [article.text[start:last], article.text[last:end]]
    assert shown.count("Barge 3-0") == 1


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_a_passage_that_is_not_there_is_not_read(article: Article, number: int) -> None:
    assert box(article).read_article(number) == f"there is no passage [{number}]"


def test_passages_have_a_bound(article: Article) -> None:
    def search(query: str, limit: int) -> Any:
        return [passage_of(article, at := 20 + int(query) * 60 + n * 10, at + 9, score=0.1) for n in range(limit)]

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

    shown = box(article, desk=desk(compute)).get_metric("return", ["tin"], end="2024-05-31", parameters={"month": "2024-05"})
    assert asked == [("return", ["TIN"], {"end": "2024-05-31", "month": "2024-05"})]
    assert [line.split(" (")[0] for line in shown.splitlines()] == [
        "[M1] metric: TIN price return in May 2024 = 1.23%",
        "[M2] metric: TIN total return in May 2024 = 1.50%",
    ]


def test_what_lacks_its_rows_is_said_with_what_to_do(article: Article) -> None:
    """A folder and an option of the command line are none of a model's."""
    said = box(article, desk=desk(nothing)).get_metric("return", ["TIN"])
    assert said == "not computed: tin has no bars in May; ask for June"


def test_metrics_are_listed_with_what_they_take(article: Article) -> None:
    listed = box(article).list_metrics("drawdown")
    assert "max drawdown (" in listed and "start" in listed
    assert "basis: close or intraday or total" in listed
    assert box(article).list_metrics("zebra") == "no metric is about 'zebra'; without a word all are listed"


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("fomc", "target range, upper bound"),
        ("below high", "distance from high"),
        ("vote", "votes against the decision"),
        ("how the Fed voted: dissents", "votes against the decision"),
        ("Sharpe", "sharpe ratio"),
    ],
)
def test_metrics_are_found_by_each_word_in_name_other_names_summary_and_group(article: Article, about: str, name: str) -> None:
    assert any(line.startswith(f"{name} (") for line in box(article).list_metrics(about).splitlines())


# What is asked of the market


def ask(article: Article, name: str, tickers: Any = ("IWN",), **how: Any) -> str:
    return box(article).get_metric(name, list(tickers), **how)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Russell 2000 Value",
            "no prices of the index Russell 2000 Value itself are held; funds that follow it: IWN; ask for one",
        ),
        ("Nasdaq 100", "no prices of the index Nasdaq-100 (^NDX) itself are held; say that it cannot be computed"),
        ("small caps", "small caps is no single instrument; ask for one of its own by ticker: IWN"),
        ("QZZ", "files has no prices of QZZ; ask for another ticker; prices are held of IWN"),
    ],
)
def test_what_is_not_held_is_told_with_what_is_and_never_replaced(article: Article, words: str, said: str) -> None:
    assert ask(article, "return", [words], window="2024-05").startswith(f"not computed: {said}")


def test_an_instrument_is_known_by_its_name(article: Article) -> None:
    # closes go 10, 10.5, 11, 10 ...: 30 April is the 83rd session with 10.5, 31 May the 105th with 11
    assert "IWN price return in May 2024 = 4.76%" in ask(article, "return", ["iShares Russell 2000 Value ETF"], window="May 2024")


def test_the_instruments_of_a_question_are_told_with_their_sessions_and_their_latest_close(article: Article) -> None:
    tools = box(article)
    tools.lay_out(["russell_2000_value", "IWN", "fed"])
    assert tools.instruments == (
        "no prices of the index Russell 2000 Value itself are held; funds that follow it: IWN; ask for one by its ticker and name "
        "it as the fund, which is not its index",
        "IWN: iShares Russell 2000 Value ETF, fund that follows the Russell 2000 Value, not that index itself; held are daily prices "
        "from 2024-01-02 to 2024-05-31",
    )
    assert [(metric.label, metric.value) for metric in tools.evidence.metrics] == [("IWN close on 2024-05-31", Decimal("11"))]
    tools.get_metric("close", ["IWN"], parameters={"session": "2024-05-31"})
    (close, asked) = tools.evidence.metrics
    assert desk().instruments(["IWN"], [asked])[1] == [] and (close.value, close.end) == (asked.value, asked.end)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"window": "ytd"}, {"ytd": True}),
        ({"window": "year to date"}, {"ytd": True}),
        ({"window": "1y"}, {"window": "1y"}),
        ({"window": "past three years"}, {"window": "36m"}),
        ({"window": "November 2023"}, {"month": "2023-11"}),
        ({"window": "2023"}, {"year": "2023"}),
        ({"month": "Nov 2023"}, {"month": "2023-11"}),
        ({"start": "November 2023", "end": "today"}, {"start": "2023-11-01", "end": "2024-05-31"}),
        ({"end": "May 2024"}, {"end": "2024-05-31"}),
        ({"end": "March 5, 2024"}, {"end": "2024-03-05"}),
        ({"start": "2024-03-05", "basis": "total", "window": ""}, {"start": "2024-03-05", "basis": "total"}),
        ({"window": "Q3 2023"}, None),  # for a return from the close before it, for a low from its first day
        ({"end": "3/4/2024"}, None),  # in March or in April
        ({"end": "tomorrow"}, None),
        ({"start": "a while ago"}, None),
        ({"session": "May 2024"}, None),
    ],
)
def test_times_are_read_as_a_writer_says_them_where_they_mean_one_thing(given: Any, read: Any) -> None:
    if read is not None:
        assert read_window(given, AS_OF) == read
        return
    with pytest.raises(UsageError) as caught:
        read_window(given, AS_OF)
    assert "2024-03-05" in caught.value.fix and "ytd" in caught.value.fix


@pytest.mark.parametrize(
    ("name", "tickers", "how", "said"),
    [
        ("return", ["IWN", "IWN"], {"window": "ytd"}, "Ask for each alone, compare two by their excess return"),
        ("beta", ["IWN"], {"window": "3m"}, "Name the other one as a second ticker"),
        ("return", ["IWN"], {}, "Give a start, a month, a year or a window such as 12m or ytd"),
        ("volatility", ["IWN"], {"parameters": {"frequency": "month"}}, "frequency is daily or weekly or monthly"),
        ("sharpe", ["IWN"], {"window": "3m"}, "risk_free_annual is required, a rate per year as a fraction, and it is not given"),
        (
            "sharpe",
            ["IWN"],
            {"parameters": {"risk_free_annual": "4%"}},
            "and '4%' is none; Give risk_free_annual=0.04 for 4% a year",
        ),
        ("max loss", ["IWN"], {}, "there is no metric 'max loss'; Ask for max drawdown; list_metrics tells the names"),
        ("max drawdown", ["IWN"], {"window": "1y"}, "files has 105 sessions from 2024-01-02 to 2024-05-31"),
        ("series value", [], {"parameters": {"id": "DGS10"}}, "it cannot be had here: use what the articles say of it"),
    ],
)
def test_a_refusal_says_what_the_tool_can_do(article: Article, name: str, tickers: Any, how: Any, said: str) -> None:
    refused = ask(article, name, tickers, **how)
    assert refused.startswith("not computed: ") and said in refused
    assert "--" not in refused and "`" not in refused and "copilot" not in refused and "folder" not in refused


def test_where_a_window_was_cut_is_pointed_out(article: Article) -> None:
    rate = {"risk_free_annual": "0.04", "frequency": "monthly"}
    whole = ask(article, "sharpe", start="2024-01-31", parameters=rate)
    cut = ask(article, "sharpe", start="2024-01-31", end="2024-05-15", parameters=rate)
    late = ask(article, "sharpe", start="2024-02-12", parameters=rate)
    assert "risk-free rate 4% a year" in whole and "its window" not in whole
    assert "(its window ends with 2024-04-30, the end of its last whole month, not with 2024-05-15)" in cut
    assert "its window begins with 2024-02-29, not with 2024-02-12" in late


def test_a_drawdown_tells_the_prices_it_is_measured_between(article: Article) -> None:
    told = ask(article, "max drawdown", window="ytd").splitlines()
    assert [line.partition("t of ")[2].partition(")")[0] for line in told] == [
        "close[t] / max(close[..t-1]",
        "low[t] / max(high[..t-1]",
        "total_return[t] / max(total_return[..t-1]",
    ]
    assert "= -9.09%" in told[0] and "= -25.00%" in told[1]  # 11 to 10; 12 to 9


def test_a_meeting_is_told_by_its_day_or_its_month(article: Article) -> None:
    def computed(name: str, tickers: Any, given: Any) -> Called:
        return call_metric(name, tickers, given, Sources(OneFund(), NoSeries(), AS_OF, ()))

    tools = box(article, desk=desk(computed, meetings(as_of=AS_OF, unscheduled=True)))
    told = tools.get_meeting("2024-05-01")
    assert told == tools.get_meeting("May 2024") == tools.get_meeting("latest") == tools.get_meeting()
    assert [line.partition(" = ")[2].partition(" (")[0] for line in told.splitlines()] == [
        "5.25%", "5.50%", "0 basis points", "12", "0", "6",
    ]  # fmt: skip
    assert "no meeting of 2024-04 is known; Those next to it: 2024-03-20 and 2024-05-01" in tools.get_meeting("April 2024")
    assert len([line for line in tools.get_meeting("2020-03").splitlines() if "change of" in line]) == 2  # two between schedules
    assert "is not understood" in tools.get_meeting("whenever")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("3,250 - 1,000", "2250"),
        ("−4 × (2 + 0.5)", "-10.0"),
        ("0.1 + 0.2", "0.3"),
        ("25% × 80", "20.00"),
        ("20% / 12.5%", "1.6"),
        ("1,250.5 / 5%", "25010"),
    ],
)
def test_sums_are_exact(expression: str, value: str) -> None:
    assert work_out(expression) == Decimal(value)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "2**99",
        "9//2",
        "(" * 150,
        "1_0",
        "abs(3)",
        "1e5",
        "1 if 1 else 2",
        "1,5 + 1",
        "12,34",
        "(3)%",
        "5 % 3",
        "1/(2-2)",
        "0x1f",
        "1" * 250,
    ],
)
def test_what_is_no_plain_sum_has_no_value(expression: str) -> None:
    assert work_out(expression) is None
