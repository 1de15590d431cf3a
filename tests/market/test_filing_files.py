"""A folder of the SEC's company facts as a source of reported figures."""

from __future__ import annotations

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from copilot.errors import FactsMissing, PrerequisiteError, SourceError, UsageError
from copilot.market.filing_files import FileFilings
from copilot.market.sec import SecFacts
from copilot.market.sources import open_filings

ANSWER = {
    "facts": {
        "us-gaap": {
            "Assets": {
                "units": {
                    "USD": [
                        {
                            "end": "2025-06-30", "val": 5, "accn": "1-25-1", "fy": 2025, "fp": "Q2", "form": "10-Q",
                            "filed": "2025-08-01",
                        }
                    ]
                }
            }
        }
    }
}  # fmt: skip


def test_plain_and_packed_files_are_read_by_ticker_and_cut_at_the_day(tmp_path: Path) -> None:
    (tmp_path / "ORCL.json").write_text(json.dumps(ANSWER))
    (tmp_path / "brk-b.json.gz").write_bytes(gzip.compress(json.dumps(ANSWER).encode()))
    source = open_filings(str(tmp_path), contact=None)
    assert isinstance(source, FileFilings)
    assert source.tickers() == ("BRK-B", "ORCL")
    for ticker in ("orcl", "BRK-B"):
        (fact,) = source.facts(ticker, as_of=date(2025, 8, 1))
        assert (fact.name, fact.value, fact.provider) == ("total assets", Decimal(5), "sec")
    assert source.facts("ORCL", as_of=date(2025, 7, 31)) == ()
    with pytest.raises(FactsMissing, match="no filings of MSFT"):
        source.facts("MSFT", as_of=date(2025, 8, 1))


def test_a_damaged_file_says_which(tmp_path: Path) -> None:
    (tmp_path / "A.json").write_text("{")
    (tmp_path / "B.json.gz").write_bytes(b"no gzip")
    (tmp_path / "C.json").write_text("[]")
    source = FileFilings(tmp_path)
    for ticker in "ABC":
        with pytest.raises(SourceError, match=f"{ticker}.json"):
            source.facts(ticker, as_of=date(2025, 8, 1))


def test_a_folder_must_be_there_and_hold_something(tmp_path: Path) -> None:
    for spec in (str(tmp_path), str(tmp_path / "none"), " "):
        with pytest.raises(UsageError):
            open_filings(spec, contact=None)
    assert isinstance(open_filings(None, contact=None), SecFacts)


def test_the_sec_asked_for_by_name_without_a_contact_is_no_silence() -> None:
    with pytest.raises(PrerequisiteError, match="e-mail address"):
        open_filings("sec", contact=None)
    assert isinstance(open_filings("sec", contact="Ada Byron ada@example.org"), SecFacts)
