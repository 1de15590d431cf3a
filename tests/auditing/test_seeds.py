"""The two articles this product began with: an audit must find what people found in them by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copilot.auditing import judge_text
from copilot.market.files import FilePrices
from copilot.types import Checked, Finding


def audited(shared: Path, prices: Path, name: str, published: date, as_of: date) -> tuple[Checked, tuple[Finding, ...]]:
    text = next((shared / "seeds").glob(f"{name}*")).read_text(encoding="utf-8")
    return judge_text(text, [], FilePrices(prices), as_of=as_of, published=published)


def told(findings: tuple[Finding, ...], *words: str) -> str:
    """ "type/severity" of the one finding that holds all the words."""
    (found,) = [finding for finding in findings if all(word in finding.text for word in words)]
    return f"{found.type}/{found.severity}"


def test_the_first_article_is_caught_on_every_count(shared: Path, market_prices: Path) -> None:
    day = date(2025, 12, 18)
    checked, findings = audited(shared, market_prices, "000", day, day)
    assert told(findings, "$112.00 is the low of 2025-11-20", "on 2025-11-17 the low was 113.95") == "date/error"
    assert told(findings, "$125.84 is the high of 2025-12-12", "on 2025-12-18 the high was 123.39") == "date/error"
    assert told(findings, "10% since late November", "depends on the window", "+9.00%", "2025-11-20") == "definition/note"
    assert told(findings, "2.7% in November 2025", "no prices of the index", "consistent with IJR", "+2.61%") == "entity/note"
    assert told(findings, "S&P 500", "0.2%", "price return +0.13%", "with dividends SPY", "+0.19%") == "definition/note"
    assert told(findings, "20.06%", "nearest, and not it", "weekly", "20.05%", "20.14%", "were tried") == "definition/note"
    # From the first day's close to the last day's the fund made no 12.36%: that is from a low to a high of other days.
    assert told(findings, "12.36%", "not consistent with IJR", "+6.85%", "+7.35%") == "entity/warning"
    verdicts = {number.text: (number.verdict, number.support) for number in checked.numbers}
    assert verdicts["third"] == verdicts["25-basis-point"] == ("checked", "computed")
    assert verdicts["12.36%"][0] != "differs"  # its arithmetic holds
    assert verdicts["20.06%"] == verdicts["2.7%"] == ("unsupported", None)  # nearest is not checked, nor is a fund its index
    assert verdicts["14.78"] == ("unsupported", None)  # no source carries a dated forward multiple
    assert len(findings) == 7


def test_the_second_article_has_no_false_alarm_and_its_outlook_came_true(shared: Path, market_prices: Path) -> None:
    _, findings = audited(shared, market_prices, "002", date(2025, 9, 11), date(2026, 1, 5))
    assert (
        told(findings, "three cuts were foreseen", "3 cuts followed", "2025-09-17, 2025-10-29, 2025-12-10") == "definition/note"
    )
    assert [finding for finding in findings if finding.severity != "note"] == []


def test_before_the_year_is_over_nothing_is_said_of_its_outlook(shared: Path, market_prices: Path) -> None:
    _, findings = audited(shared, market_prices, "002", date(2025, 9, 11), date(2025, 12, 1))
    assert findings == ()


def test_a_metric_computed_for_one_statement_refutes_no_other(shared: Path, market_prices: Path) -> None:
    text = "The S&P 500 closed at 6,849.72 on December 3, 2025. The S&P 500 rose 9% in a scenario; miners rose 5%."
    checked, findings = judge_text(text, [], FilePrices(market_prices), as_of=date(2025, 12, 18), published=date(2025, 12, 4))
    assert findings == ()
    assert {number.text: number.verdict for number in checked.numbers}["9%"] == "unsupported"
