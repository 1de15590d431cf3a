"""Questions about rates, the economy and funds' figures: answered from series and quoted figures, each with its own day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from copilot.checking import check_draft
from copilot.engines.extractive import draft_answer
from copilot.errors import FactsMissing, SeriesMissing, Unreachable, VintageMissing
from copilot.market.series_table import series_info
from copilot.types import Draft, Fact, Observation, Series

from .small_library import AS_OF, MEETINGS, TablePrices, article_text, search, told

AT = datetime(2024, 3, 28, 22, tzinfo=UTC)
TABLES = {
    "DGS10": {"2024-02-29": "4.25", "2024-03-26": "4.24", "2024-03-27": "4.20", "2024-03-28": "4.20"},
    "CPIAUCNS": {"2023-02-01": "300.0", "2024-02-01": "309.3"},
    "CPIAUCSL": {"2023-02-01": "301.0", "2024-02-01": "310.9"},
    "UNRATE": {"2023-12-01": "3.7", "2024-02-01": "3.9"},
    "PAYEMS": {"2024-01-01": "157000", "2024-02-01": "157275"},
    "T10Y2Y": {"2024-03-28": "-0.39"},
}


class Table:
    """Series in memory, as out on the as-of day."""

    name = "table"

    def series(self, id: str, *, as_of: date) -> Series:
        if id not in TABLES:
            raise SeriesMissing(f"table has no {id}", fix="None.")
        info = series_info(id)
        known = tuple(
            Observation(date.fromisoformat(day), Decimal(value) * info.scale)
            for day, value in TABLES[id].items()
            if date.fromisoformat(day) <= as_of
        )
        return Series(id, info.title, info.unit, info.frequency, info.is_revised, as_of, "table", AT, known)


class Quoted:
    """Figures of one fund."""

    name = "yahoo"

    def facts(self, ticker: str, *, as_of: date) -> Sequence[Fact]:
        if as_of != AS_OF:
            raise FactsMissing(f"Yahoo tells figures for today only, and the as-of day is {as_of}", fix="None.")
        if ticker != "SMH":
            raise FactsMissing(f"Yahoo carries no figure of {ticker}", fix="None.")
        told = {
            "trailing P/E": ("31.5", "ratio_x"),
            "expense ratio": ("0.0035", "fraction"),
            "net assets": ("18200000000", "USD"),
        }
        return [Fact(ticker, name, Decimal(v), unit, AS_OF, AS_OF, None, "yahoo", AT, name) for name, (v, unit) in told.items()]


def draft(question: str, as_of: date = AS_OF) -> Draft:
    return draft_answer(
        question, as_of=as_of, search=search, prices=TablePrices(), meetings=MEETINGS, article_text=article_text,
        series=Table(), facts=(Quoted(),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is the 10-year yield?", "10-year Treasury yield (constant maturity) was 4.20% on 28 March 2024 [M1]."),
        ("what did the ten-year yield do on 27 March?", "was 4.20% on 27 March 2024 [M1]. It fell by 4 basis points on 27 March 2024 [M2]."),
        ("how much did the 10-year Treasury yield fall in March 2024?", "It fell by 5 basis points between 29 February 2024 and 28 March 2024 [M2]."),
        ("what was CPI inflation in February 2024?", "(all items, not seasonally adjusted) rose 3.1% on the year in February 2024 [M1]."),
        ("what was CPI inflation in February 2024?", "(all items, seasonally adjusted) rose 3.3% on the year in February 2024 [M2]."),
        ("what was the unemployment rate in February?", "Unemployment rate was 3.9% in February 2024 [M1]."),
        ("how many jobs did the economy add in February?", "Nonfarm payrolls rose by 275,000 jobs in February 2024 [M1]."),
        ("what is the spread between 10-year and 2-year Treasuries?", "was -0.39 percentage points on 28 March 2024 [M1]."),
        ("is the yield curve inverted?", "Yes: Treasury yield spread (10-year less 2-year) was -0.39 percentage points"),
        ("is the curve positively sloped?", "No: Treasury yield spread"),
        ("what is SMH's expense ratio?", "The expense ratio of SMH was 0.35% as of 28 March 2024 [M1]."),
        ("what is the P/E of SMH?", "The trailing P/E of SMH was 31.5x as of 28 March 2024 [M1]."),
    ],
)  # fmt: skip
def test_a_figure_is_told_with_its_day_and_its_check_agrees(question: str, said: str) -> None:
    made = draft(question)
    assert made.status == "answered" and said in told(made)
    numbers = check_draft(made, as_of=AS_OF).numbers
    assert [number.text for number in numbers if number.verdict not in ("checked", "exempt")] == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is the forward P/E of SMH?", "Yahoo carries no forward P/E for SMH."),
        ("what was the unemployment rate in January 2024?", "The publisher has no value of it for the time asked about"),
        ("what is the 2-year Treasury yield?", "The source of published series has no value of it"),
    ],
)
def test_what_a_source_lacks_is_said_and_nothing_stands_in(question: str, said: str) -> None:
    made = draft(question)
    assert said in told(made)
    assert not any(metric.name in ("series value", "forward P/E") for metric in made.metrics)


def test_without_a_source_of_series_its_lack_is_said_where_no_article_answers() -> None:
    asked = draft_answer(
        "what is the 2-year Treasury yield?",
        as_of=AS_OF, search=search, prices=TablePrices(), meetings=MEETINGS, article_text=article_text,
    )  # fmt: skip
    assert asked.status != "answered" and "No source of rates and macro series is set" in told(asked)


def test_why_a_source_does_not_tell_is_said_by_its_cause() -> None:
    class Refuses(Table):
        def __init__(self, error: SeriesMissing, cause: Exception | None = None) -> None:
            self.error, self.cause = error, cause

        def series(self, id: str, *, as_of: date) -> Series:
            raise self.error from self.cause

    def asked(source: Refuses) -> str:
        made = draft_answer(
            "what was CPI inflation in February 2024?", as_of=AS_OF, search=search, prices=TablePrices(), meetings=MEETINGS,
            article_text=article_text, series=source,
        )  # fmt: skip
        return told(made)

    assert "Its publisher restates it" in asked(Refuses(VintageMissing("no vintage", fix="None.")))
    lost = Unreachable("no route", fix="None.")
    assert "could not be asked" in asked(Refuses(SeriesMissing("no route", fix="None."), lost))


def test_figures_of_today_are_not_told_of_a_past_day() -> None:
    made = draft("what is SMH's expense ratio?", as_of=date(2024, 3, 20))
    assert "for today only" in told(made) and not any(m.name == "reported figure" for m in made.metrics)


@pytest.mark.parametrize(
    "question",
    ["why did the 10-year yield fall?", "will inflation fall?", "what is Germany's 10-year yield?", "is SMH a buy at its P/E?"],
)
def test_other_questions_are_left_to_the_articles(question: str) -> None:
    assert not any(m.name.startswith("series") or m.name == "inflation, year on year" for m in draft(question).metrics)
