"""An audit over live sources end to end: the real yfinance before a fake Yahoo, the real client before a fake FRED; its receipt
replayed offline, and what has drifted since."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from copilot.library.ingest import add_paths
from copilot.library.store import Library
from copilot.market.fred import FredSeries
from copilot.market.yahoo import Yahoo
from copilot.pipeline import ask, check
from copilot.receipts import SCHEMA_FILE, verify
from copilot.receipts.drift import Drift, find_drift
from copilot.receipts.opened import open_receipt
from copilot.receipts.record import restore
from copilot.receipts.today import today_of
from copilot.settings import Settings
from copilot.types import Audit
from tests.market.fake_fred import Fred, Reply
from tests.market.fake_yahoo import FakeYahoo, Share, at, nvidia

pytestmark = pytest.mark.usefixtures("own_yfinance")

TODAY = date(2024, 6, 11)
YIELDS = {"2024-06-06": "4.28", "2024-06-07": "4.43", "2024-06-10": "4.47"}
JOBLESS = {"2024-03-01": "3.8", "2024-04-01": "3.9", "2024-05-01": "4.0"}
TEXT = """# Rates and chips

- The 10-year Treasury yield ended 7 June 2024 at 4.43%, up 15 basis points from the day before.
- The unemployment rate rose to 4.0% in May 2024.
- IJR has an expense ratio of 6.00%.
- IJR's trailing P/E is 17.5, and the forward P/E of IJR is 14.8.
- Nvidia closed at $1,208.88 on 7 June 2024.
"""


def fund() -> Share:
    close = int(at(TODAY, 16).timestamp())
    return Share(
        nvidia().bars,
        instrument="ETF",
        info={"quoteType": {"quoteType": "ETF"}, "summaryDetail": {"trailingPE": 17.5, "yield": 0.0129}},
        quote={
            "currency": "USD", "exchangeTimezoneName": "America/New_York", "regularMarketTime": close, "quoteType": "ETF",
            "trailingPE": 17.5, "netExpenseRatio": 0.06, "regularMarketPrice": 110.0,
        },
    )  # fmt: skip


def tables(jobless: dict[str, str]) -> Callable[[str, dict[str, str]], Reply]:
    def reply(path: str, query: dict[str, str]) -> Reply:
        known = {"DGS10": YIELDS, "UNRATE": jobless}.get(query["id"])
        if known is None:
            return 404, "", {}
        column = query["id"] + (f"_{query['vintage_date'].replace('-', '')}" if "vintage_date" in query else "")
        return 200, f"observation_date,{column}\n" + "".join(f"{day},{value}\n" for day, value in known.items()), {}

    return reply


@pytest.fixture
def desk(tmp_path: Path, fred: Fred, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A library of one article, and live sources that reach the fakes alone."""
    fake, now = FakeYahoo({"NVDA": nvidia(), "IJR": fund()}), at(TODAY, 18)

    def yahoo(**given: Any) -> Yahoo:
        return Yahoo(session=fake.session(), now=lambda: now, deadline_s=15.0)

    def clock() -> datetime:
        return now

    monkeypatch.setattr("copilot.market.live.Yahoo", yahoo)
    fred.reply = tables(JOBLESS)
    served = partial(FredSeries, fred=f"{fred.address}/fredgraph.csv", alfred=f"{fred.address}/alfredgraph.csv", now=clock)
    monkeypatch.setattr("copilot.market.fred.FredSeries", partial(served, timeout_s=10.0, deadline_s=15.0))
    article = tmp_path / "article.txt"
    article.write_text("Tin\n\nPublished: 2024-06-03\n\nTin was quiet, the desk wrote, and nobody minded.", encoding="utf-8")
    with Library.open(tmp_path / "desk", create=True) as library:
        add_paths(library, [article], embedder=None)
    return Settings(home=tmp_path / "desk", prices="yahoo", series="fred", as_of=TODAY)


def audited(desk: Settings) -> Audit:
    return check(TEXT, file=None, published=TODAY, settings=desk)


def drift_of(audit: Audit, desk: Settings) -> dict[str, Drift]:
    opened = open_receipt(str(audit.receipt_id), folder=desk.folder)
    today = today_of([desk.folder], receipts=desk.folder, prices=None, day=TODAY)
    return {item.evidence: item for item in find_drift(restore(opened.record, inputs=opened.pins.rows), today)}


def test_every_source_of_the_market_is_held_against_a_text(desk: Settings) -> None:
    audit = audited(desk)
    states = {number.text: number.state for number in audit.checked.numbers if number.kind == "quantity"}
    assert states == {
        "4.43%": "checked", "15 basis points": "checked", "4.0%": "checked", "$1,208.88": "checked", "6.00%": "disputed",
        "17.5": "checked", "14.8": "unsupported",
    }  # fmt: skip
    errors = [finding.text for finding in audit.findings if finding.severity == "error"]
    assert errors == ["6.00% is told as the expense ratio of IJR; Yahoo says: expense ratio of IJR 0.06% on 2024-06-11."]
    assert any("Yahoo says: it carries no forward P/E for IJR" in finding.text for finding in audit.findings)


def test_its_receipt_holds_series_and_figures_and_replays_without_a_source(desk: Settings, fred: Fred) -> None:
    audit = audited(desk)
    asked = len(fred.asked)
    report = verify(str(audit.receipt_id), folder=desk.folder)
    assert (report.differences, report.exit_code) == ((), 0)
    assert len(fred.asked) == asked
    record = json.loads(Path(str(audit.receipt_path)).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(record)
    assert [item["id"] for item in record["series"]] == ["DGS10", "UNRATE"]
    assert [item["ticker"] for item in record["facts"]] == ["IJR"]


@pytest.mark.parametrize(("name", "key"), [("series", "observations_sha256"), ("facts", "facts_sha256")])
def test_a_changed_pin_of_a_series_or_a_figure_is_found(desk: Settings, name: str, key: str) -> None:
    audit = audited(desk)
    record = json.loads(Path(str(audit.receipt_path)).read_text(encoding="utf-8"))
    pin = desk.folder / "pins" / record[name][0][key]
    content = pin.read_text(encoding="utf-8")
    pin.write_text(content.replace("4.43", "4.44").replace("0.0006", "0.06"), encoding="utf-8")
    assert pin.read_text(encoding="utf-8") != content
    assert any(step.name.startswith("pinned") for step in verify(str(audit.receipt_id), folder=desk.folder).differences)


def test_live_says_of_each_series_whether_it_is_the_same_revised_or_gone(desk: Settings, fred: Fred) -> None:
    audit = audited(desk)
    kinds = {name: item.kind for name, item in drift_of(audit, desk).items()}
    assert (kinds["series DGS10"], kinds["series UNRATE"]) == ("same", "same")
    assert kinds["figures of IJR"] == "could not be reached"  # Yahoo tells them for one day alone

    fred.reply = tables({**JOBLESS, "2024-04-01": "4.1"})
    found = drift_of(audit, desk)["series UNRATE"]
    assert (found.kind, found.text) == ("revised", "UNRATE of 2024-04-01 was 3.9, now 4.1 (1 of 3 values revised)")

    fred.reply = tables({day: value for day, value in JOBLESS.items() if day != "2024-05-01"})
    moved = drift_of(audit, desk)
    assert moved["series UNRATE"].kind == "gone" and "UNRATE of 2024-05-01" in moved["series UNRATE"].text
    assert [item.kind for item in moved.values() if item.what.startswith("UNRATE")] == ["gone"]

    fred.reply = lambda path, query: (404, "", {})
    assert drift_of(audit, desk)["series DGS10"].kind == "gone"
    fred.reply = lambda path, query: (403, "", {})
    assert drift_of(audit, desk)["series DGS10"].kind == "could not be reached"


def test_a_revised_value_moves_the_metric_that_rests_on_it(desk: Settings, fred: Fred) -> None:
    audit = audited(desk)
    fred.reply = tables({**JOBLESS, "2024-05-01": "4.1"})
    (found,) = [item for item in drift_of(audit, desk).values() if item.what.startswith("UNRATE")]
    assert (found.kind, str(found.was), str(found.now)) == ("revised", "4", "4.1")


@pytest.mark.parametrize(
    ("question", "said", "row"),
    [
        ("what is the 10-year Treasury yield?", "was 4.47% on 10 June 2024", "series"),
        ("what is the trailing P/E of IJR?", "The trailing P/E of IJR was 17.5x as of 11 June 2024", "fact"),
        ("what is IJR's expense ratio?", "The expense ratio of IJR was 0.06% as of 11 June 2024", "fact"),
    ],
)
def test_a_question_is_answered_from_live_sources_and_its_receipt_replays(
    desk: Settings, question: str, said: str, row: str
) -> None:
    answer = ask(question, settings=desk)
    assert said in answer.checked.text
    assert row in answer.draft.metrics[0].inputs[0]
    assert {number.verdict for number in answer.checked.numbers} <= {"checked", "exempt"}
    report = verify(str(answer.receipt_id), folder=desk.folder)
    assert (report.differences, report.exit_code) == ((), 0)


def test_what_yahoo_lacks_is_said_in_an_answer(desk: Settings) -> None:
    assert "Yahoo carries no forward P/E for IJR." in ask("what is the forward P/E of IJR?", settings=desk).checked.text
