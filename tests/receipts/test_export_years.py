"""Of long prices an export carries the years that its replay needs; any byte of it counts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.receipts import verify, write_receipt
from copilot.receipts.canonical import pretty_json
from copilot.receipts.exporting import export_receipt, write_export
from copilot.receipts.record import receipt_id
from copilot.types import Answer, Bar, Prices

FIRST_YEAR = 2019


@pytest.fixture
def prices() -> Prices:
    from copilot.market.calendar import sessions
    from copilot.market.sample import SamplePrices

    given = SamplePrices().prices("IJR", as_of=date(2025, 12, 18))
    earlier = sessions(date(FIRST_YEAR, 1, 2), date(2025, 10, 30))
    bars = [Bar(day, 101.0, 102.0, 100.0, 101.0 + n % 7 / 10, None, 0.0) for n, day in enumerate(earlier)]
    return replace(given, bars=(*bars, *given.bars))


@pytest.fixture
def sent(disputed: Answer, prices: Prices, folder: Path, tmp_path: Path) -> Path:
    from copilot.checking import check_draft
    from copilot.comparison import find_conflicts
    from copilot.market.recorded import RecordedPrices

    checked = find_conflicts(check_draft(disputed.draft, as_of=disputed.as_of), RecordedPrices([prices]), as_of=disputed.as_of)
    assert len(checked.conflicts) == 1
    texts = {
        name: (folder / "pins" / sha).read_text()
        for name, sha in [(p.article_id, p.article_sha256) for p in disputed.draft.passages]
    }
    made = replace(disputed, checked=checked, receipt_id=None, receipt_path=None)
    answer = write_receipt(made, folder=folder, article_text=texts.__getitem__, compared=[prices])
    path = tmp_path / "mail" / "answer.json"
    write_export(export_receipt(str(answer.receipt_id), folder=folder), path)
    return path


def test_years_that_the_replay_does_without_are_left_out_and_named(sent: Path, tmp_path: Path) -> None:
    export = json.loads(sent.read_bytes())
    (record,) = export["receipt"]["prices"]
    assert export["left_out"] == sorted(record["bars_sha256"][:-1]) and len(export["left_out"]) == 2025 - FIRST_YEAR
    assert record["bars_sha256"][-1] in export["rows"]
    report = verify(sent, folder=tmp_path / "nowhere")
    assert report.exit_code == 0
    assert "the prices of 6 earlier years" in {step.name for step in report.unproved}


def remade(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    export = json.loads(path.read_bytes())
    change(export)
    forged = path.with_name("forged.json")
    forged.write_bytes(pretty_json(export | {"id": receipt_id(export)}))
    return forged


def test_only_the_first_years_can_be_left_out(sent: Path, tmp_path: Path) -> None:
    """Under a new id as well: the last year has to be there, and any year after one that is there."""

    def without_the_last(export: dict[str, Any]) -> None:
        last = export["receipt"]["prices"][0]["bars_sha256"][-1]
        export["left_out"].append(last)
        del export["rows"][last]

    def with_a_gap(export: dict[str, Any]) -> None:
        export["left_out"].remove(export["receipt"]["prices"][0]["bars_sha256"][0])

    def with_rows_of_somebody(export: dict[str, Any]) -> None:
        name = export["receipt"]["prices"][0]["bars_sha256"][2]
        export["rows"][name] = [{"session": "2021-03-01"}]

    for change in (without_the_last, with_a_gap, with_rows_of_somebody):
        assert verify(remade(sent, change), folder=tmp_path / "nowhere").exit_code == 1, change.__name__


def test_any_byte_and_any_digit_of_an_export_counts(sent: Path, tmp_path: Path) -> None:
    whole = sent.read_bytes()
    draw = random.Random(17)
    digits = [place for place, byte in enumerate(whole) if chr(byte).isdigit()]
    changes = [(place, whole[place] ^ (1 << draw.randrange(7))) for place in draw.sample(range(len(whole)), 40)]
    changes += [(place, ord(str((int(chr(whole[place])) + draw.randrange(1, 10)) % 10))) for place in draw.sample(digits, 40)]
    for place, byte in changes:
        sent.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
        report = verify(sent, folder=tmp_path / "nowhere")
        assert report.exit_code == 1 and all(step.found for step in report.differences), whole[place - 30 : place + 10]


def test_an_export_of_version_1_still_replays(sent: Path, disputed: Answer, folder: Path, tmp_path: Path) -> None:
    def older(export: dict[str, Any]) -> None:
        export["schema"] = 1
        del export["left_out"]

    write_export(export_receipt(str(disputed.receipt_id), folder=folder), tmp_path / "whole.json")
    assert json.loads((tmp_path / "whole.json").read_bytes())["left_out"] == [], "one year of prices is never cut"
    assert verify(remade(tmp_path / "whole.json", older), folder=tmp_path / "nowhere").exit_code == 0
