"""Live prices through their cache: what is asked for, what is kept, and what is said when it cannot be had."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
import requests

from copilot.errors import PrerequisiteError, PricesMissing, RateLimited, Unreachable, UsageError
from copilot.market.as_traded import Download, RawBar, encode
from copilot.market.live import Lenient, YahooPrices
from copilot.market.pins import DamagedPin, Key, PinStore
from copilot.market.sources import notices_of, open_prices
from copilot.market.yahoo import Yahoo, symbol_of
from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.today import today_of
from tests.market.fake_yahoo import FakeYahoo, at, nvidia, status, with_split

pytestmark = pytest.mark.usefixtures("own_yfinance")

TODAY = date(2024, 6, 11)
EVENING = at(TODAY, 18)


class Desk:
    """A folder, a peer and a clock; every `source` is a program of its own that starts with empty hands."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, EVENING
        self.fake = FakeYahoo({"NVDA": with_split(nvidia())})

    def source(self, *, fresh: bool = False, deadline_s: float = 5.0) -> YahooPrices:
        clock: Callable[[], datetime] = lambda: self.now  # noqa: E731
        return YahooPrices(self.folder, vendor=Yahoo(session=self.fake.session(), now=clock, deadline_s=deadline_s), fresh=fresh)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "library")


def test_a_second_question_of_the_day_makes_no_request(desk: Desk) -> None:
    first = desk.source().prices("nvda", as_of=TODAY)
    asked = len(desk.fake.requests)
    second = desk.source().prices("NVDA", as_of=TODAY)
    assert len(desk.fake.charts()) == 1 and len(desk.fake.requests) == asked
    assert second == first and second.fetched_at == EVENING, "the time of fetching is the pin's, not the second question's"
    assert desk.source().prices("NVDA", as_of=date(2024, 6, 6)).bars[-1].close == 1209.98
    assert len(desk.fake.requests) == asked, "an earlier as-of day is served from the same pin"


def test_the_next_day_asks_again_and_keeps_both(desk: Desk) -> None:
    desk.source().prices("NVDA", as_of=TODAY)
    desk.now = at(date(2024, 6, 12), 9)
    assert desk.source().prices("NVDA", as_of=date(2024, 6, 12)).fetched_at == desk.now
    assert len(desk.fake.charts()) == 2
    assert len(list((desk.folder / "fetched").glob("yahoo-prices-NVDA-*"))) == 2


def test_a_pin_of_a_running_session_is_renewed_after_the_close(desk: Desk) -> None:
    desk.now = at(TODAY, 11)
    assert desk.source().prices("NVDA", as_of=TODAY).bars[-1].session == date(2024, 6, 10)
    desk.now = at(TODAY, 15)
    assert desk.source().prices("NVDA", as_of=TODAY).bars[-1].session == date(2024, 6, 10)
    assert len(desk.fake.charts()) == 1
    desk.now = at(TODAY, 17)
    assert desk.source().prices("NVDA", as_of=TODAY).bars[-1].session == TODAY
    assert len(desk.fake.charts()) == 2


def test_a_question_about_older_years_fetches_what_the_pin_lacks(desk: Desk) -> None:
    desk.source().prices("NVDA", as_of=TODAY)
    with pytest.raises(PricesMissing, match="up to 2011-03-01"):
        desk.source().prices("NVDA", as_of=date(2011, 3, 1))
    assert len(desk.fake.charts()) == 2


def test_fresh_asks_whatever_is_pinned_and_pins_the_answer(desk: Desk) -> None:
    desk.source().prices("NVDA", as_of=TODAY)
    desk.now = at(TODAY, 19)
    renewed = desk.source(fresh=True)
    assert renewed.prices("NVDA", as_of=TODAY).fetched_at == desk.now
    renewed.prices("NVDA", as_of=date(2024, 6, 6))
    assert len(desk.fake.charts()) == 2, "once for one program"
    assert desk.source().prices("NVDA", as_of=TODAY).fetched_at == desk.now


def test_a_live_verification_asks_yahoo_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = desk.source().prices("NVDA", as_of=TODAY)
    vendor = desk.source()._vendor
    monkeypatch.setattr("copilot.market.live.Yahoo", lambda **given: vendor)
    desk.now = at(TODAY, 20)
    today = today_of([], receipts=desk.folder, prices=None)
    again = today.source(pinned.provider).prices("NVDA", as_of=TODAY)
    assert again.fetched_at == desk.now > pinned.fetched_at and again.bars == pinned.bars
    assert len(desk.fake.charts()) == 2


def test_pins_are_canonical_bytes_under_their_hash(desk: Desk) -> None:
    desk.source().prices("NVDA", as_of=TODAY)
    (pin,) = (desk.folder / "pins").iterdir()
    content = pin.read_bytes()
    assert sha256(content) == pin.name and canonical_json(json.loads(content)) == content
    assert b"120.998" in content and b"1209.98" not in content, "the provider's own figures are pinned"


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "index", "other"])
def test_a_damaged_pin_is_fetched_again_and_said(desk: Desk, damage: str) -> None:
    desk.source().prices("NVDA", as_of=TODAY)
    (pin,) = (desk.folder / "pins").iterdir()
    (index,) = (desk.folder / "fetched").glob("yahoo-*")
    content = pin.read_bytes()
    if damage == "flipped":
        pin.write_bytes(content.replace(b"120.998", b"120.999"))
    elif damage == "cut":
        pin.write_bytes(content[:-20])
    elif damage == "gone":
        pin.unlink()
    elif damage == "index":
        index.write_text("../../../etc/passwd")
    else:
        index.write_text(PinStore(desk.folder).write(Key("yahoo", "other", "X", TODAY), {"kind": "other"}))
    again = desk.source()
    assert again.prices("NVDA", as_of=date(2024, 6, 6)).bars[-1].close == 1209.98
    assert len(desk.fake.charts()) == 2 and "NVDA" in again.notices[0] and "damaged" in again.notices[0]
    assert desk.source().prices("NVDA", as_of=TODAY) and len(desk.fake.charts()) == 2


def test_two_at_once_keep_one_whole_pin_each(tmp_path: Path) -> None:
    store, key = PinStore(tmp_path), Key("yahoo", "prices", "XLK", TODAY)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda number: store.write(key, {"n": str(number % 4)}), range(40)))
    assert len(names) == 4 and store.read(key) in [{"n": str(number)} for number in range(4)]
    assert sorted(path.name for path in (tmp_path / "pins").iterdir()) == sorted(names), "no part of a file is left"


def test_a_write_that_is_killed_leaves_nothing_half(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from copilot.market import pins\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), 9)\n"
        "pins.PinStore(Path(sys.argv[1])).write(pins.Key('yahoo', 'prices', 'XLK', date(2024, 6, 11)), {'a': 'b'})\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == -9
    store, key = PinStore(tmp_path), Key("yahoo", "prices", "XLK", TODAY)
    assert store.read(key) is None
    store.write(key, {"a": "b"})
    assert store.read(key) == {"a": "b"}


def test_an_index_that_cannot_be_read_and_a_folder_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    key = Key("yahoo", "prices", "^GSPC", TODAY)
    assert key.file_name == "yahoo-prices-%5EGSPC-2024-06-11"
    (tmp_path / "fetched" / key.file_name).mkdir(parents=True)
    with pytest.raises(DamagedPin):
        PinStore(tmp_path).read(key)
    (tmp_path / "file").write_text("")
    with pytest.raises(PrerequisiteError, match="cannot be kept"):
        PinStore(tmp_path / "file").write(key, {})


def test_an_unknown_ticker_is_asked_for_once_and_is_no_proof_of_absence(desk: Desk) -> None:
    source = desk.source()
    for _ in range(2):
        with pytest.raises(PricesMissing, match="does not say that there are none"):
            source.prices("ZZZZ", as_of=TODAY)
    asked = len(desk.fake.requests)
    with pytest.raises(PricesMissing, match="does not say that there are none"):
        desk.source().prices("ZZZZ", as_of=TODAY)
    assert len(desk.fake.requests) == asked, "another program remembers it as well"
    desk.now = at(TODAY, 20)
    with pytest.raises(PricesMissing):
        desk.source().prices("ZZZZ", as_of=TODAY)
    assert len(desk.fake.requests) > asked, "but not for long"
    for ticker in ("", "../x", "A B", "X" * 30):
        with pytest.raises(UsageError, match="is no ticker"):
            source.prices(ticker, as_of=TODAY)


def test_a_source_that_fails_rests_and_the_answer_goes_on_with_one_notice(desk: Desk) -> None:
    desk.fake.answers["/v8/finance/chart/"] = status(500)
    source = desk.source()
    lenient = Lenient(source)
    for ticker in ("NVDA", "MSFT", "NVDA"):
        with pytest.raises(PricesMissing):
            lenient.prices(ticker, as_of=TODAY)
    assert not [address for address in desk.fake.requests if "MSFT" in address], "it is not asked again at once"
    assert len(notices_of(lenient)) == 1 and "error 500" in notices_of(lenient)[0]
    with pytest.raises(Unreachable):
        source.prices("NVDA", as_of=TODAY)


def test_a_rate_limit_keeps_its_name_for_who_asks_about_prices_alone(desk: Desk) -> None:
    desk.fake.answers["/v8/finance/chart/"] = status(429)
    with pytest.raises(RateLimited):
        desk.source(deadline_s=0.5).prices("NVDA", as_of=TODAY)


def test_a_cached_answer_imports_neither_pandas_nor_yfinance(tmp_path: Path) -> None:
    rows = tuple(RawBar(date(2024, 6, day), 10.0, 11.0, 9.0, 10.0 + day, None, 0.0, 1.0, 0.0) for day in (10, 11))
    now = datetime.now(EVENING.tzinfo)
    download = Download("XLK", "yahoo", "USD", False, "America/New_York", date(2000, 1, 1), now, None, 1.0, rows)
    today = now.astimezone(__import__("zoneinfo").ZoneInfo("America/New_York")).date()
    PinStore(tmp_path).write(Key("yahoo", "prices", "XLK", today), encode(download))
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from copilot.market.sources import open_prices\n"
        "prices = open_prices('yahoo', folder=Path(sys.argv[1])).prices('XLK', as_of=date(2024, 6, 11))\n"
        "print(prices.bars[-1].close, sorted({'pandas', 'yfinance', 'numpy', 'requests', 'curl_cffi'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "21.0 []"


def test_share_classes_and_exchanges_are_written_as_yahoo_does() -> None:
    assert [symbol_of(ticker) for ticker in ("BRK.B", "BF-B", "VOD.L", "^SP600", "SAP.DE")] == [
        "BRK-B", "BF-B", "VOD.L", "^SP600", "SAP.DE"
    ]  # fmt: skip


def test_live_prices_need_a_folder_and_cannot_list_what_they_hold(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder"):
        open_prices("yahoo")
    source = open_prices("yahoo", folder=tmp_path)
    assert (source.name, source.is_sample, source.tickers()) == ("yahoo", False, ())
    assert not list(tmp_path.iterdir()), "nothing is written before something is fetched"


LISTED = ("XLA", "XLB", "XLC", "XLD", "XLE")


def test_first_fetches_of_several_tickers_run_at_once(desk: Desk) -> None:
    desk.fake.shares = dict.fromkeys(LISTED, nvidia())
    desk.fake.silent_s = 0.15
    begun = time.monotonic()
    desk.source().prices("XLA", as_of=TODAY)
    one = time.monotonic() - begun
    source = desk.source()
    begun = time.monotonic()
    source.warm(LISTED[1:], as_of=TODAY)
    assert time.monotonic() - begun < 2.5 * one, "four take about as long as one"
    asked = len(desk.fake.charts())
    assert [source.prices(ticker, as_of=TODAY).ticker for ticker in LISTED] == list(LISTED)
    assert len(desk.fake.charts()) == asked, "all are at hand"
    desk.source().warm(LISTED, as_of=TODAY)
    assert len(desk.fake.charts()) == asked, "the pins serve the next program"


def test_all_of_them_share_one_deadline_and_what_is_late_is_told_when_it_is_asked_for(desk: Desk) -> None:
    desk.fake.shares = dict.fromkeys(LISTED, nvidia())

    def late(request: requests.PreparedRequest) -> tuple[int, str, dict[str, str]]:
        time.sleep(3.0)
        return desk.fake._chart("XLC", {})

    desk.fake.answers["/v8/finance/chart/XLC"] = late
    source = desk.source(deadline_s=1.0)
    begun = time.monotonic()
    source.warm(LISTED, as_of=TODAY)
    assert time.monotonic() - begun < 2.0
    assert source.prices("XLB", as_of=TODAY).bars
    with pytest.raises(Unreachable, match="did not answer in time"):
        source.prices("XLC", as_of=TODAY)
    assert time.monotonic() - begun < 2.5, "the failed one rests"


def test_an_unknown_ticker_among_several_is_missing_alone(desk: Desk) -> None:
    desk.fake.shares = {"XLA": nvidia()}
    source = desk.source()
    source.warm(["XLA", "XLQ", "no ticker"], as_of=TODAY)
    assert source.prices("XLA", as_of=TODAY).bars
    with pytest.raises(PricesMissing):
        source.prices("XLQ", as_of=TODAY)


def test_an_audit_fetches_what_it_names_at_once_through_every_wrapper(desk: Desk) -> None:
    from copilot.comparison import compare_text
    from copilot.market.recorded import RecordingPrices

    desk.fake.shares = {"MSFT": nvidia(), "NVDA": nvidia()}
    source = RecordingPrices(Lenient(desk.source()))
    text = "Nvidia closed at $1,209.98 on 6 June 2024. Microsoft closed at $1,209.98 on 6 June 2024."
    assert [found.agrees for found in compare_text(text, source, as_of=TODAY, published=TODAY)] == [True, True]
    assert [prices.ticker for prices in source.all_given()] == ["MSFT", "NVDA"] and len(desk.fake.charts()) == 2
