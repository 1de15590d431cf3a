"""The tables that ship: whole, consistent in themselves, and equal to the market's where that lies beside the checkout."""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = {"corpus": ("IJR", "IWM", "SPY"), "evals/second-library": ("GLD", "KRE", "TLT")}
FUNDS = [(library, fund) for library, funds in TABLES.items() for fund in funds]
WINDOWS = {"corpus": ("2025-10-31", "2025-12-18", 34), "evals/second-library": ("2025-09-30", "2025-11-28", 43)}


def rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def month_ends(market: list[dict[str, str]]) -> Iterator[tuple[str, float, float]]:
    """Month, close, total return in percent."""
    last = {row["Date"][:7]: row for row in market}
    months = sorted(last)
    for before, month in pairwise(months):
        growth = float(last[month]["AdjClose"]) / float(last[before]["AdjClose"])
        yield month, float(last[month]["Close"]), (growth - 1) * 100


@pytest.mark.parametrize(("library", "fund"), FUNDS)
def test_bars_are_whole_and_in_order(library: str, fund: str) -> None:
    bars = rows(ROOT / library / "prices" / f"{fund}.csv")
    first, last, count = WINDOWS[library]
    sessions = [bar["session"] for bar in bars]
    assert (sessions[0], sessions[-1], len(sessions)) == (first, last, count)
    assert sessions == sorted(set(sessions))
    for bar in bars:
        opened, high, low, close, dividend = (float(bar[name]) for name in ("open", "high", "low", "close", "dividend"))
        assert low <= min(opened, close) <= max(opened, close) <= high
        assert 0 <= dividend < 3


@pytest.mark.parametrize(("library", "fund"), FUNDS)
def test_month_ends_follow_from_the_bars_where_both_are_there(library: str, fund: str) -> None:
    bars = rows(ROOT / library / "prices" / f"{fund}.csv")
    last = {bar["session"][:7]: bar["close"] for bar in bars}
    months = rows(ROOT / library / "prices" / f"{fund}-months.csv")
    assert len(months) == (37 if library == "corpus" else 12)
    for month in months:
        if month["month"] in last:
            assert month["close"] == last[month["month"]]


@pytest.mark.parametrize(("library", "fund"), FUNDS)
def test_prices_are_those_of_the_market(library: str, fund: str, shared: Path) -> None:
    market = rows(shared / "market-data/etf-daily" / f"{fund}.csv.gz")
    by_day = {row["Date"][:10]: row for row in market}
    for bar in rows(ROOT / library / "prices" / f"{fund}.csv"):
        theirs = by_day[bar["session"]]
        for name in ("open", "high", "low", "close"):
            assert math.isclose(float(bar[name]), float(theirs[name.title()]), abs_tol=0.0051), (bar["session"], name)
        assert math.isclose(float(bar["dividend"]), float(theirs["Dividends"]), abs_tol=0.0006)
    ends = {month: (close, growth) for month, close, growth in month_ends(market)}
    for row in rows(ROOT / library / "prices" / f"{fund}-months.csv"):
        close, growth = ends[row["month"]]
        assert math.isclose(float(row["close"]), close, abs_tol=0.0051)
        assert math.isclose(float(row["total_return_percent"]), growth, abs_tol=0.0011)


def test_dividends_before_the_window_are_those_of_the_market(shared: Path) -> None:
    own = {(row["ticker"], row["ex_date"]): float(row["amount"]) for row in rows(ROOT / "corpus/prices/dividends.csv")}
    for fund in TABLES["corpus"]:
        market = {
            row["Date"][:10]: float(row["Dividends"])
            for row in rows(shared / "market-data/etf-daily" / f"{fund}.csv.gz")
            if float(row["Dividends"]) and "2022-11-30" < row["Date"][:10] < "2025-10-31"
        }
        mine = {day: amount for (ticker, day), amount in own.items() if ticker == fund}
        assert mine == pytest.approx(market, abs=0.0006)


def test_index_month_ends_are_those_of_the_market(shared: Path) -> None:
    last = {
        row["Date"][:7]: float(row["Close"]) for row in rows(shared / "market-data/indices-daily/GSPC_1985-2026-07-10.csv.gz")
    }
    own = rows(ROOT / "corpus/prices/_GSPC-months.csv")
    assert len(own) == 12
    for row in own:
        assert math.isclose(float(row["close"]), last[row["month"]], abs_tol=0.0051)


def test_target_ranges_follow_from_the_changes() -> None:
    meetings = rows(ROOT / "reference/fomc.csv")
    assert [row["announced"] for row in meetings] == sorted(row["announced"] for row in meetings)
    for before, row in pairwise(meetings):
        assert Decimal(row["lower"]) - Decimal(before["lower"]) == Decimal(row["change_bp"]) / 100
        assert Decimal(row["upper"]) - Decimal(row["lower"]) == Decimal("0.25")
        assert date.fromisoformat(row["effective"]) == date.fromisoformat(row["announced"]) + timedelta(days=1)
    assert {"announced": "2025-12-10", "effective": "2025-12-11", "lower": "3.50", "upper": "3.75",
            "change_bp": "-25", "scheduled": "yes", "votes_for": "9", "votes_against": "3"} in meetings  # fmt: skip


def test_every_year_from_2022_has_its_eight_meetings_and_the_two_of_march_2020_were_not_scheduled() -> None:
    meetings = rows(ROOT / "reference/fomc.csv")
    for year in range(2022, 2026):
        assert sum(row["announced"].startswith(str(year)) for row in meetings) == 8
    assert [row["announced"] for row in meetings if row["scheduled"] == "no"] == ["2020-03-03", "2020-03-15"]


def test_target_ranges_are_those_that_were_published(shared: Path) -> None:
    lower, upper = ({row["Date"]: Decimal(row["Value"]) for row in rows(shared / "market-data/fred" / f"{name}.csv.gz")}
                    for name in ("DFEDTARL", "DFEDTARU"))  # fmt: skip
    meetings = rows(ROOT / "reference/fomc.csv")
    for row in meetings:
        assert (lower[row["effective"]], upper[row["effective"]]) == (Decimal(row["lower"]), Decimal(row["upper"]))
    days = sorted(day for day in upper if "2015-12-15" <= day <= "2025-12-31")
    moved = {day for before, day in pairwise(days) if upper[before] != upper[day]}
    known = {row["effective"] for row in meetings if row["change_bp"] != "0"}
    early = {"2015-12-16": "2015-12-17", "2016-12-14": "2016-12-15"}  # stamped with the announcement day in that series
    assert {early.get(day, day) for day in moved} == known


def test_votes_are_those_of_the_names_in_the_statements(shared: Path) -> None:
    meetings = {row["announced"]: row for row in rows(ROOT / "reference/fomc.csv")}
    with gzip.open(shared / "market-data/fed-documents/fomc_statements_2020-2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        statements = [json.loads(line) for line in lines]
    counted = 0
    for statement in statements:
        row = meetings.get(statement["date"])
        named = re.search(r"Voting for (?:\w+ )+action (?:were|was):? (.+?\.)", re.sub(r"\b[A-Z]\.", "", statement["body"]), re.S)
        if row is None or named is None:
            continue
        members = re.split(r";(?: and)?|,(?: and)?", re.sub(r", (?:Vice )?Chair(?:man)?", "", named[1]))
        assert len([name for name in members if name.strip(" .")]) == int(row["votes_for"]), statement["date"]
        dissent = re.search(r"Voting against (?:this|the) action (?:was|were)", statement["body"])
        assert (dissent is not None) == (int(row["votes_against"]) > 0), statement["date"]
        counted += 1
    assert counted > 45
