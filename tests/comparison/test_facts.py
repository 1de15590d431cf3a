"""Figures of companies and funds against quoted ones: the day they are of, how they may differ, what a source lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from copilot.auditing import judge_text
from copilot.errors import FactsMissing
from copilot.market.sample import SamplePrices
from copilot.types import Fact, Finding

TODAY = date(2025, 12, 18)


class Quoted:
    """Figures of two instruments as quoted today."""

    name = "yahoo"

    def facts(self, ticker: str, *, as_of: date) -> Sequence[Fact]:
        told = {
            "IJR": {"expense ratio": ("0.0006", "fraction"), "dividend yield": ("0.0131", "fraction"), "trailing P/E": ("17.5", "ratio_x")},
            "MSFT": {"market cap": ("3600000000000", "USD"), "forward P/E": ("29.8", "ratio_x"), "shares outstanding": ("7430000000", "count:share")},
        }.get(ticker)  # fmt: skip
        if told is None or as_of < TODAY:
            raise FactsMissing(f"Yahoo tells nothing of {ticker} for {as_of}", fix="Ask today.")
        at = datetime(2025, 12, 18, 22, tzinfo=UTC)
        return [Fact(ticker, name, Decimal(v), unit, TODAY, TODAY, None, "yahoo", at, name) for name, (v, unit) in told.items()]


def findings(text: str, published: date | None = TODAY, as_of: date = TODAY) -> list[Finding]:
    return list(judge_text(text, [], SamplePrices(), as_of=as_of, published=published, facts=Quoted())[1])


@pytest.mark.parametrize(
    "text",
    [
        "IJR charges an expense ratio of 0.06%.",
        "The dividend yield of IJR is 1.3%.",
        "IJR's trailing P/E is 17.5.",
        "Microsoft's market cap is $3.6 trillion.",
        "Microsoft has 7.43 billion shares outstanding.",
    ],
)
def test_a_quoted_figure_is_checked(text: str) -> None:
    checked, found = judge_text(text, [], SamplePrices(), as_of=TODAY, published=TODAY, facts=Quoted())
    assert found == () and [n.verdict for n in checked.numbers if n.kind == "quantity"] == ["checked"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("IJR charges an expense ratio of 6.00%.", "error"),
        ("IJR charges an expense ratio of 0.60%.", "error"),
        ("The dividend yield of IJR is 3.9%.", "error"),
        ("Microsoft's market cap is $5.1 trillion.", "error"),
        ("Microsoft's market cap is $4.1 trillion.", "warning"),
        ("IJR's trailing P/E is 21.4.", "warning"),
        ("IJR's trailing P/E is 16.9.", "note"),
        ("Microsoft's market cap is $3.7 trillion.", "note"),
    ],
)
def test_another_figure_is_wrong_doubtful_or_near_by_how_it_may_differ(text: str, severity: str) -> None:
    assert [found.severity for found in findings(text)] == [severity]


def test_what_a_source_lacks_is_said() -> None:
    (found,) = findings("The forward P/E of IJR is 14.8.")
    assert found.severity == "note" and found.text.endswith("Yahoo says: it carries no forward P/E for IJR.")
    (found,) = findings("The S&P 600 trades at a forward P/E of 14.8.")
    assert "it carries no forward P/E for IJR, a fund on it" in found.text


def test_a_figure_of_today_decides_nothing_of_an_older_text_but_a_cost_does() -> None:
    old = date(2025, 9, 2)
    (found,) = findings("IJR's trailing P/E is 14.1.", published=old)
    assert found.severity == "note" and "decides nothing of 2025-09-02" in found.text
    assert [f.severity for f in findings("IJR charges an expense ratio of 0.60%.", published=old)] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "IJR's trailing P/E could fall to 12.0.",
        "IJR's dividend yield rose 0.4 percentage points.",
        "IJR's trailing P/E is below 25.",
        "SPY's trailing P/E is 27.9.",
        "The dividend yield of small companies is 3.9%.",
    ],
)
def test_what_is_no_statement_of_a_quoted_figure_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_under_a_past_day_nothing_is_compared_and_that_is_said() -> None:
    from copilot.comparison import Market, compare_claims
    from copilot.numbers import read_claims

    day = date(2025, 12, 1)
    market = Market(SamplePrices(), day, facts=Quoted())
    text = "IJR charges an expense ratio of 0.60%. The dividend yield of IJR is 9.9%."
    assert compare_claims(text, read_claims(text, published=day), market, published=day) == []
    assert len(market.notices) == 1 and "could not be compared: Yahoo tells nothing of IJR" in market.notices[0]
