"""Metrics that an answer cites, and tables of the verdicts on its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from copilot.numbers import check_text

REJECTED = ("differs", "unsupported")
CITED = {"as_of": date(2025, 4, 17), "citations": "sources"}


def metric(name: str, value: str, start: str, end: str, ticker: str = "TIN", unit: str = "fraction") -> dict[str, str]:
    return {"name": name, "ticker": ticker, "value": value, "unit": unit, "start": start, "end": end, "formula": "as defined"}


SPRING = ("2025-02-28", "2025-04-17")
PRICE = metric("price return", "0.0368", *SPRING)
TOTAL = metric("total return", "0.0416", *SPRING)
LEX = metric("price return", "-0.0082", *SPRING, "LEX")
OLT = metric("price return", "0.0101", *SPRING, "OLT")
CALM = metric("annualised volatility, daily", "0.1269", "2022-03-31", "2025-03-31", "LEX")
WILD = metric("annualised volatility, daily", "0.2014", "2022-03-31", "2025-03-31")
CLOSE = metric("close", "98.20", "2025-04-17", "2025-04-17", unit="USD")
HIGH = metric("high", "99.10", "2025-04-10", "2025-04-10", unit="USD")
YEAR = ("2022-01-03", "2022-12-30")
FALL = metric("max drawdown", "-0.2536", *YEAR) | {"event_start": "2022-01-03", "event_end": "2022-10-12"}
DEEPER = metric("max drawdown", "-0.3597", *YEAR, "LEX") | {"event_start": "2022-01-03", "event_end": "2022-10-24"}
INTRADAY = metric("max drawdown (intraday)", "-0.073231", "2025-03-04", "2025-03-20")


def verdicts(text: str, metrics: Sequence[Any] = (), sources: Sequence[str] = ()) -> dict[str, str]:
    checks = check_text(text, sources, metrics=metrics, **CITED)  # type: ignore[arg-type]
    return {check.text: check.verdict for check in checks if check.kind != "citation"}


def holds(text: str, number: str, *sources: str, metrics: Sequence[Mapping[str, str]] = ()) -> bool:
    """Whether a figure of a text, told by how it begins, is checked."""
    checks = check_text(text, sources, metrics=metrics, as_of="2025-01-10")
    return next(check.verdict for check in checks if check.text.startswith(number)) == "checked"


def judged(columns: str, *rows: tuple[Any, ...], **given: Any) -> Callable[..., None]:
    """A test of each row of a table: a text, what it is held against, one of its numbers and the verdict on it.

    columns: what a row holds, of `text`, `source` or `sources`, `metric` or `metrics`, `number` (the first that reads so, or begins
    with it, or holds it), `verdict` (True is checked; False and "rejected" are differs or unsupported), `code` of its reason; or
    `verdicts` on all its quantities. given: what is the same for all rows, and other arguments of `check_text`.
    """

    def test(row: tuple[Any, ...]) -> None:
        told = given | dict(zip(columns.split(), row, strict=True))
        text, number, verdict, code, verdicts = (
            told.pop(name, None) for name in ("text", "number", "verdict", "code", "verdicts")
        )
        if "metric" in told:
            told["metrics"] = [told.pop("metric")]
        sources = told.pop("sources", None) or told.pop("source", [])
        checks = check_text(text, [sources] if isinstance(sources, str) else sources, **told)
        if verdicts is not None:
            found = [check for check in checks if check.kind in ("quantity", "count_word")]
            assert [_plain(check.verdict, wanted) for check, wanted in zip(found, verdicts, strict=True)] == verdicts, found
            return
        texts = [check.text for check in checks]
        same = (text for reads in (str.__eq__, str.startswith, str.__contains__) for text in texts if reads(text, number))
        check = checks[texts.index(next(same))]
        wanted = {True: "checked", False: "rejected"}.get(verdict, verdict)
        assert _plain(check.verdict, wanted) == wanted, check.reason
        assert code in (None, check.reason_code), check.reason

    marked: Callable[..., None] = pytest.mark.parametrize("row", rows)(test)
    return marked


def _plain(verdict: str, wanted: str) -> str:
    return "rejected" if wanted == "rejected" and verdict in REJECTED else verdict
