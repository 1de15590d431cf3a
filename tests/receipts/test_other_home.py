"""Audits and answers over series and filings, sent to another home: they replay there from their pins, and a changed digit shows."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from copilot.pipeline import ask, check
from copilot.receipts import verify
from copilot.receipts.comparing import compare
from copilot.receipts.exporting import export_receipt, write_export
from copilot.receipts.opened import show_receipt
from copilot.settings import Settings
from copilot.types import Answer, Audit

WRONG = (
    "IJR closed at $122.13 on December 18, 2025, 2.5% above its level of the morning. The 10-year Treasury yield closed at 4.50% on"
    " December 17, 2025. Oracle's revenue was $41 billion in the quarter ended September 30, 2025."
)
RIGHT = WRONG.replace("4.50%", "4.30%").replace("$41 billion", "$40 billion")
ARTICLE = """---
title: The long bond
publisher: Made Desk
published: 2025-12-18T09:00:00-05:00
---
The 10-year Treasury yield closed at 4.50% on December 17, 2025, said the desk, and traders shrugged at the long bond.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Folders of one yield and of one company's facts."""
    series, filings = tmp_path / "series", tmp_path / "filings"
    series.mkdir()
    filings.mkdir()
    (series / "DGS10.csv").write_text("observation_date,DGS10\n2025-12-15,4.20\n2025-12-16,4.25\n2025-12-17,4.30\n")
    os.utime(series / "DGS10.csv", (1766160000, 1766160000))  # 19 December 2025
    line = {
        "start": "2025-07-01", "end": "2025-09-30", "val": 40_000_000_000, "accn": "0000000001-25-000001", "fy": 2025, "fp": "Q3",
        "form": "10-Q", "filed": "2025-11-03",
    }  # fmt: skip
    facts = {"us-gaap": {"Revenues": {"units": {"USD": [line]}}}}
    (filings / "ORCL.json").write_text(json.dumps({"cik": 1, "entityName": "Made", "facts": facts}))
    return tmp_path


@pytest.fixture
def desk(data: Path) -> Settings:
    return Settings(
        home=data / "desk", prices="sample", series=str(data / "series"), filings=str(data / "filings"), as_of=date(2025, 12, 18)
    )


def audited(text: str, desk: Settings) -> Audit:
    audit = check(text, file="note.txt", published=date(2025, 12, 18), settings=desk)
    assert audit.receipt_id is not None
    return audit


def sent(identity: str, desk: Settings, path: Path) -> Path:
    assert desk.home is not None
    write_export(export_receipt(identity, folder=desk.home), path)
    return path


def test_an_audit_with_series_and_filings_replays_on_another_home(desk: Settings, data: Path) -> None:
    audit = audited(WRONG, desk)
    said = " ".join(finding.text for finding in audit.findings)
    assert "4.30% on 2025-12-17" in said and "40.000 billion USD" in said
    path = sent(str(audit.receipt_id), desk, data / "mail.json")
    assert verify(path, folder=data / "elsewhere").exit_code == 0
    shown = show_receipt(str(path), folder=data / "elsewhere")
    assert isinstance(shown.source, Audit) and shown.source.findings == audit.findings


@pytest.mark.parametrize(("digit", "other"), [("4.30", "4.50"), ("40000000000", "41000000000")])
def test_a_changed_digit_of_a_pinned_series_or_filing_is_found(desk: Settings, data: Path, digit: str, other: str) -> None:
    path = sent(str(audited(WRONG, desk).receipt_id), desk, data / "mail.json")
    text = path.read_text(encoding="utf-8")
    assert digit in text
    path.write_text(text.replace(digit, other), encoding="utf-8")
    assert verify(path, folder=data / "elsewhere").exit_code != 0


def test_two_audits_are_compared(desk: Settings, data: Path) -> None:
    old, new = audited(WRONG, desk), audited(RIGHT, desk)
    assert not new.findings
    assert compare(old, new).findings_gone == tuple(finding.text for finding in old.findings)


def test_an_answer_disputed_by_a_series_keeps_it_and_replays_on_another_home(desk: Settings, data: Path) -> None:
    from copilot.index.embedding import open_embedder
    from copilot.library.ingest import add_paths
    from copilot.library.store import Library

    assert desk.home is not None
    (data / "bond.md").write_text(ARTICLE)
    with Library.open(desk.home, create=True) as library:
        add_paths(library, [data / "bond.md"], embedder=open_embedder(None))
    answer = ask("What do traders say of the long bond?", settings=desk)
    assert isinstance(answer, Answer)
    (conflict,) = answer.checked.conflicts
    assert "4.30% on 2025-12-17" in conflict.text
    record = json.loads(Path(str(answer.receipt_path)).read_text(encoding="utf-8"))
    assert (record["schema"], [item["id"] for item in record["series"]]) == (3, ["DGS10"])
    path = sent(str(answer.receipt_id), desk, data / "mail.json")
    assert verify(path, folder=data / "elsewhere").exit_code == 0
