"""The live series source against a local server that speaks FRED's protocol, its failures included."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from copilot.errors import CopilotError, RateLimited, SeriesMissing, SourceError
from copilot.market.fred import FredSeries
from copilot.market.series_changes import latest
from tests.market.fake_fred import NOW, RATES, TODAY, Fred, Reply


def test_a_series_is_fetched_once_a_day_and_cut_at_the_as_of_day(fred: Fred) -> None:
    source = fred.source()
    assert [known.value for known in source.series("DGS10", as_of=TODAY).observations] == [Decimal("4.08"), Decimal("4.11"), None]
    past = source.series("DGS10", as_of=date(2025, 10, 30))
    assert latest(past).day == date(2025, 10, 29)
    assert (past.provider, past.vintage, past.fetched_at) == ("fred", TODAY, NOW)
    assert fred.asked == [{"id": "DGS10"}]


def test_a_revised_series_of_a_past_day_is_asked_for_as_published_then(fred: Fred) -> None:
    def reply(path: str, query: dict[str, str]) -> Reply:
        assert path == "/graph/alfredgraph.csv"
        return 200, "observation_date,GDPC1_20240201\n2023-07-01,22490.692\n2023-10-01,22672.859\n2024-01-01,.\n", {}

    fred.reply = reply
    series = fred.source().series("GDPC1", as_of=date(2024, 2, 1))
    assert fred.asked == [{"id": "GDPC1", "vintage_date": "2024-02-01"}]
    assert series.vintage == date(2024, 2, 1)
    assert (series.observations[-1].day, series.observations[-1].value) == (date(2023, 10, 1), Decimal("22672859000000"))


@pytest.mark.parametrize("header", ["GDPC1", "GDPC1_20251103"])
def test_an_answer_that_does_not_state_a_vintage_by_then_is_refused(fred: Fred, header: str) -> None:
    fred.reply = lambda path, query: (200, f"observation_date,{header}\n2023-10-01,23033.780\n", {})
    with pytest.raises(SeriesMissing, match="revised, and ALFRED gave no values as published by 2024-02-01"):
        fred.source().series("GDPC1", as_of=date(2024, 2, 1))


def test_a_revised_series_of_today_is_todays(fred: Fred) -> None:
    fred.reply = lambda path, query: (200, "observation_date,PAYEMS\n2025-08-01,159540\n", {})
    assert fred.source().series("PAYEMS", as_of=TODAY).vintage == TODAY
    assert fred.asked == [{"id": "PAYEMS"}]


@pytest.mark.parametrize(
    ("status", "text", "kind", "said", "asked"),
    [
        (404, "not found", SeriesMissing, "no series DGS10", 1),
        (403, "", SourceError, "answered 403", 1),
        (302, "", SourceError, "answered 302", 1),
        (200, "<html>maintenance</html>", SourceError, "is a web page", 1),
        (200, "observation_date,DGS10\n2025-10-2", SourceError, "line 2", 1),
        (200, "", SourceError, "does not begin with", 1),
    ],
)
def test_what_will_not_pass_is_said_at_once(
    fred: Fred, status: int, text: str, kind: type[CopilotError], said: str, asked: int
) -> None:
    fred.reply = lambda path, query: (status, text, {})
    with pytest.raises(kind, match=said) as caught:
        fred.source().series("DGS10", as_of=TODAY)
    assert caught.value.fix and len(fred.asked) == asked


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimited), (500, SourceError), (503, SourceError)])
def test_what_may_pass_is_tried_again_and_named_at_the_deadline(fred: Fred, status: int, kind: type[CopilotError]) -> None:
    fred.reply = lambda path, query: (status, "", {})
    began = time.monotonic()
    with pytest.raises(kind):
        fred.source(deadline_s=1.5).series("DGS10", as_of=TODAY)
    assert len(fred.asked) >= 2 and time.monotonic() - began < 6


def test_a_passing_failure_passes(fred: Fred) -> None:
    fred.reply = lambda path, query: (429, "", {"Retry-After": "0"}) if len(fred.asked) < 3 else (200, RATES, {})
    assert latest(fred.source().series("DGS10", as_of=TODAY)).value == Decimal("4.11")
    assert len(fred.asked) == 3


def test_a_wait_beyond_the_deadline_is_not_waited_for(fred: Fred) -> None:
    fred.reply = lambda path, query: (429, "", {"Retry-After": "3600"})
    began = time.monotonic()
    with pytest.raises(RateLimited, match="slow down"):
        fred.source().series("DGS10", as_of=TODAY)
    assert time.monotonic() - began < 3 and len(fred.asked) == 1


def test_a_silent_peer_is_left(fred: Fred) -> None:
    fred.delay_s = 0.6
    began = time.monotonic()
    with pytest.raises(SourceError, match="did not answer on DGS10"):
        fred.source(timeout_s=0.2, deadline_s=0.5).series("DGS10", as_of=TODAY)
    assert time.monotonic() - began < 5


def test_a_peer_that_drips_is_left(fred: Fred) -> None:
    fred.drip_s = 0.03
    began = time.monotonic()
    with pytest.raises(SourceError, match="DGS10 did not end"):
        fred.source(deadline_s=0.3).series("DGS10", as_of=TODAY)
    assert time.monotonic() - began < 5


def test_a_truncated_answer_is_not_taken_for_a_whole_one(fred: Fred) -> None:
    fred.half = True
    with pytest.raises(SourceError, match=r"could not be reached|did not answer|did not end"):  # as time allows
        fred.source(deadline_s=0.4).series("DGS10", as_of=TODAY)


def test_nobody_there_is_said(fred: Fred) -> None:
    source = FredSeries(fred="http://127.0.0.1:9/x", alfred="http://127.0.0.1:9/x", deadline_s=0.3, now=lambda: NOW)
    with pytest.raises(SourceError, match="could not be reached for DGS10"):
        source.series("DGS10", as_of=TODAY)


def test_a_pinned_answer_serves_every_process_of_the_day(fred: Fred, tmp_path: Path) -> None:
    for _ in range(2):
        assert latest(fred.source(folder=tmp_path).series("DGS10", as_of=TODAY)).value == Decimal("4.11")
    assert len(fred.asked) == 1
    fred.reply = lambda path, query: (200, RATES.replace("4.11", "4.12"), {})
    assert latest(fred.source(folder=tmp_path, fresh=True).series("DGS10", as_of=TODAY)).value == Decimal("4.12")
    assert latest(fred.source(folder=tmp_path).series("DGS10", as_of=TODAY)).value == Decimal("4.12")
    assert len(fred.asked) == 2


def test_what_cannot_be_read_is_not_pinned(fred: Fred, tmp_path: Path) -> None:
    fred.reply = lambda path, query: (200, "<html>", {})
    with pytest.raises(SourceError, match="web page"):
        fred.source(folder=tmp_path).series("DGS10", as_of=TODAY)
    fred.reply = lambda path, query: (200, "observation_date,GDPC1\n2024-01-01,1\n", {})
    with pytest.raises(SeriesMissing, match="no values as published"):
        fred.source(folder=tmp_path).series("GDPC1", as_of=date(2024, 6, 1))
    assert not list(tmp_path.rglob("*.part")) and not (tmp_path / "pins").exists()


def test_a_damaged_pin_is_fetched_again_and_said(fred: Fred, tmp_path: Path) -> None:
    fred.source(folder=tmp_path).series("DGS10", as_of=TODAY)
    for pin in (tmp_path / "pins").iterdir():
        pin.write_bytes(pin.read_bytes().replace(b"4.11", b"9.99"))
    source = fred.source(folder=tmp_path)
    assert latest(source.series("DGS10", as_of=TODAY)).value == Decimal("4.11")
    assert len(fred.asked) == 2 and "series of DGS10 kept from fred were damaged" in source.notices[0]


def test_rows_after_the_as_of_day_change_nothing(fred: Fred) -> None:
    later = RATES + "2025-11-03,9.99\n"
    seen = []
    for text in (RATES, later):
        fred.reply = lambda path, query, text=text: (200, text, {})  # type: ignore[misc]
        seen.append(fred.source().series("DGS10", as_of=date(2025, 11, 2)).observations)
    assert seen[0] == seen[1] != ()
