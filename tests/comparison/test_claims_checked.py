"""Statements that people checked against the same data by hand: ours must come to their verdict, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from copilot.auditing import judge_text
from copilot.market.files import FilePrices
from copilot.types import AnswerNumber, Finding

LAST_DAY = date(2026, 5, 1)
# What their words mean in ours. LOOSE is said of an order without a numeral ("just shy of that record"): we say nothing there.
EXPECTED = {
    "WRONG DATE": "wrong date",
    "WRONG": "wrong",
    "ARITHMETIC OK": "arithmetic holds",
    "CONFIRMED": "confirmed",
    "CONFIRMED (ROUNDED)": "confirmed",
    "DEPENDS ON WINDOW": "depends on the window",
    "CONSISTENT": "consistent with a fund",
    "CONFIRMED ON TOTAL RETURN": "confirmed with dividends",
    "CONSISTENT WITH MONTHLY/WEEKLY DEFINITION": "nearest definition",
    "OUTCOME MATCHES": "outcome told",
    "NOT CHECKABLE": "nothing said",
    "LOOSE": "nothing said",
}


def verdicts(shared: Path, prices: FilePrices) -> Iterator[tuple[str, str, str]]:
    """(id, their verdict, ours). The statements of one source are one text, a sentence each, dated as the source is."""
    path = shared / "market-data" / "claims" / "claims_checked.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for (_, day), group in groupby(rows, key=lambda row: (row["source"], row["source_date"])):
        claims = list(group)
        starts, text = [], ""
        for claim in claims:
            starts.append(len(text))
            text += f"{claim['claim'].rstrip('.')}. "
        checked, findings = judge_text(text.strip(), [], prices, as_of=LAST_DAY, published=date.fromisoformat(day))
        for claim, start, end in zip(claims, starts, [*starts[1:], len(text)], strict=True):
            inside = {i for i, number in enumerate(checked.numbers) if start <= number.start < end}
            told = [finding for finding in findings if inside & set(finding.numbers)]
            yield claim["id"], claim["verdict"], outcome([checked.numbers[i] for i in sorted(inside)], told)


def outcome(numbers: list[AnswerNumber], findings: list[Finding]) -> str:
    """What an audit came to about one statement, in one of our words."""
    errors = {finding.type for finding in findings if finding.severity == "error"}
    if errors:
        return "wrong date" if errors & {"date", "stale"} else "wrong"
    notes = " ".join(finding.text for finding in findings)
    for words, said in (
        ("depends on the window", "depends on the window"),
        ("with dividends", "confirmed with dividends"),
        ("consistent with", "consistent with a fund"),
        ("nearest, and not it", "nearest definition"),
        ("followed by", "outcome told"),
        ("follows from the text's own numbers", "arithmetic holds"),
    ):
        if words in notes:
            return said
    figures = [number for number in numbers if number.kind in ("quantity", "ordinal", "count_word")]
    return "confirmed" if any(number.verdict == "checked" for number in figures) else "nothing said"


def test_ours_is_their_verdict_line_by_line(shared: Path, market_prices: Path) -> None:
    ours = {name: (theirs, said) for name, theirs, said in verdicts(shared, FilePrices(market_prices))}
    assert len(ours) == 20
    assert {name: both for name, both in ours.items() if EXPECTED[both[0]] != both[1]} == {}
