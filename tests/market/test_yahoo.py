"""The real yfinance against a peer that speaks Yahoo's protocol: what it gives, and every way in which it fails."""

from __future__ import annotations

import gzip
import json
import math
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from copilot.errors import PricesMissing, RateLimited, SourceError, Unreachable
from copilot.market.as_traded import Download, decode, encode
from copilot.market.calendar import sessions
from copilot.market.files import FilePrices
from copilot.market.yahoo import Yahoo, is_over, translate
from copilot.metrics import compute
from copilot.types import Bar
from tests.market.fake_yahoo import FakeYahoo, Share, at, nvidia, status, with_split

FIRST = date(2024, 1, 1)


pytestmark = pytest.mark.usefixtures("own_yfinance")


EVENING = at(date(2024, 6, 11), 18)


def fetch(fake: FakeYahoo, ticker: str = "NVDA", *, now: Any = EVENING, deadline_s: float = 5.0) -> Download:
    return Yahoo(session=fake.session(), now=lambda: now, deadline_s=deadline_s).history(ticker, first=FIRST)


def test_levels_before_a_split_are_those_that_were_traded() -> None:
    download = fetch(FakeYahoo({"NVDA": with_split(nvidia())}))
    assert download.rows[1].close == 120.998, "Yahoo tells them in the shares of today"
    bars = download.prices(as_of=date(2024, 6, 11)).bars
    assert [bar.close for bar in bars] == [1224.4, 1209.98, 1208.88, 121.79, 120.91]
    assert (bars[1].open, bars[1].high, bars[1].low) == (1240.5, 1255.87, 1183.2)
    assert [bar.split for bar in bars] == [1.0, 1.0, 1.0, 10.0, 1.0]


def test_what_is_seen_on_a_past_day_is_free_of_a_later_split() -> None:
    early = fetch(FakeYahoo({"NVDA": with_split(nvidia())})).prices(as_of=date(2024, 6, 7))
    bars = early.bars
    assert (bars[-1].close, bars[-1].adjusted_close) == (1208.88, 1208.88)
    assert all(bar.split == 1.0 for bar in bars)
    assert early.currency == "USD" and early.provider == "yahoo" and early.fetched_at == EVENING


def test_adjusted_closes_are_made_from_what_lies_within_the_as_of_day() -> None:
    bars = fetch(FakeYahoo({"NVDA": with_split(nvidia())})).prices(as_of=date(2024, 6, 11)).bars
    # by hand: 1208.88 in old shares is 120.888; the dividend of 0.01 lowers all before the 11th by 1 - 0.01 / 121.79
    assert bars[2].adjusted_close == pytest.approx(120.888 * (1 - 0.01 / 121.79), rel=1e-9)
    assert bars[-1].adjusted_close == 120.91


def test_a_split_whose_session_still_runs_is_undone_as_well() -> None:
    share = with_split(nvidia())
    noon = at(date(2024, 6, 10), 12)
    running = replace(share, bars=share.bars[:4], trading_day=date(2024, 6, 10))
    download = fetch(FakeYahoo({"NVDA": running}), now=noon)
    prices = download.prices(as_of=date(2024, 6, 10))
    assert [bar.close for bar in prices.bars] == [1224.4, 1209.98, 1208.88], "the running session is no close"
    before_the_bell = replace(share, bars=share.bars[:3], events_without_bar=[(date(2024, 6, 10), "split", 10.0)])
    download = fetch(FakeYahoo({"NVDA": replace(before_the_bell, trading_day=date(2024, 6, 10))}), now=at(date(2024, 6, 10), 8))
    assert [bar.close for bar in download.prices(as_of=date(2024, 6, 10)).bars] == [1224.4, 1209.98, 1208.88]


def test_a_series_that_the_provider_forgot_to_adjust_begins_with_its_split() -> None:
    forgotten = nvidia()  # prices fall from 1208.88 to 121.79 and no split is told: then one is
    download = fetch(FakeYahoo({"NVDA": forgotten}))
    rows = tuple(row._replace(split=10.0) if row.session == date(2024, 6, 10) else row for row in download.rows)
    assert [bar.session.day for bar in replace(download, rows=rows).prices(as_of=date(2024, 6, 11)).bars] == [10, 11]


def test_the_unfinished_session_is_dropped_until_it_is_settled() -> None:
    share = replace(nvidia(), trading_day=date(2024, 6, 11))
    for hour, minute, last in ((8, 0, 10), (15, 59, 10), (16, 10, 10), (16, 15, 11), (23, 0, 11)):
        download = fetch(FakeYahoo({"NVDA": share}), now=at(date(2024, 6, 11), hour, minute))
        assert download.rows[-1].session == date(2024, 6, last), (hour, minute)
        assert (download.good_until is None) == (last == 11), "a pin of a running session is good until its close"
    assert fetch(FakeYahoo({"NVDA": share}), now=at(date(2024, 6, 12), 1)).rows[-1].session == date(2024, 6, 11)


def test_the_exchange_decides_which_day_a_session_is() -> None:
    tokyo = Share(
        [Bar(date(2024, 6, 10), 3000.0, 3050.0, 2990.0, 3040.0), Bar(date(2024, 6, 11), 3040.0, 3060.0, 3000.0, 3010.0)],
        currency="JPY",
        zone="Asia/Tokyo",
        opens=(9, 0),
        closes=(15, 30),
    )
    # 11 June 16:00 in Tokyo is 3:00 in New York; its bar opened at 00:00 UTC
    download = fetch(FakeYahoo({"7203.T": tokyo}), "7203.T", now=at(date(2024, 6, 11), 16, zone="Asia/Tokyo"))
    assert [row.session.day for row in download.rows] == [10, 11] and download.zone == "Asia/Tokyo"
    assert not is_over(date(2024, 6, 11), at(date(2024, 6, 11), 10, zone="Asia/Tokyo"), ZoneInfo("Asia/Tokyo"), None)


def test_pence_are_told_in_pounds_and_dividends_that_contradict_themselves_are_unknown() -> None:
    bars = [Bar(date(2024, 6, day), 250.5, 256.0, 249.0, 255.0, dividend=5.0 if day == 11 else 0.0) for day in (10, 11)]
    london = Share(bars, currency="GBp", zone="Europe/London", opens=(8, 0), closes=(16, 30))
    prices = fetch(FakeYahoo({"AAA.L": london}), "AAA.L").prices(as_of=date(2024, 6, 11))
    assert prices.currency == "GBP" and prices.bars[1].close == 2.55 and prices.bars[1].dividend == 0.05
    download = fetch(FakeYahoo({"AAA.L": london}), "AAA.L")
    in_pounds = tuple(row._replace(dividend=row.dividend / 100) for row in download.rows)
    assert math.isnan(replace(download, rows=in_pounds).prices(as_of=date(2024, 6, 11)).bars[1].dividend)


def test_a_level_of_an_index_is_no_money_and_says_nothing_of_dividends() -> None:
    index = replace(nvidia(), instrument="INDEX")
    prices = fetch(FakeYahoo({"^GSPC": index}), "^GSPC").prices(as_of=date(2024, 6, 11))
    assert prices.currency == "XXX" and math.isnan(prices.bars[0].dividend) and prices.bars[0].adjusted_close is None


def test_a_funds_distributed_gain_counts_once_whether_or_not_it_lies_in_the_dividend() -> None:
    ex_date = date(2024, 6, 11)
    for dividend, gain, paid in ((0.5, 2.0, 2.5), (2.5, 2.0, 2.5)):
        bars = [Bar(date(2024, 6, 10), 99.0, 101.0, 98.0, 100.0), Bar(ex_date, 97.0, 99.0, 96.0, 98.0, dividend=2.5)]
        fund = Share(bars, instrument="MUTUALFUND")
        download = fetch(FakeYahoo({"FFFFX": fund}), "FFFFX")
        rows = (download.rows[0], download.rows[1]._replace(dividend=dividend, gain=gain))
        assert replace(download, rows=rows).prices(as_of=ex_date).bars[1].dividend == paid


def test_a_pin_gives_back_the_same_download() -> None:
    download = fetch(FakeYahoo({"NVDA": with_split(nvidia())}))
    assert decode(json.loads(json.dumps(encode(download)))) == download
    for damage in ({"kind": "facts"}, {"rows": [["2024-06-05"]]}, {"later_split": None}):
        with pytest.raises(ValueError):
            decode({**encode(download), **damage})


NOT_FOUND = '{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}'
EMPTY = '{"chart":{"result":[],"error":null}}'
BAD_CRUMB = '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}'


@pytest.mark.parametrize(
    ("code", "body", "error", "said"),
    [
        (404, NOT_FOUND, PricesMissing, "does not say that there are none"),
        (200, EMPTY, PricesMissing, "does not say that there are none"),
        (200, '{"chart":{"result":null,"error":null}}', SourceError, "cannot be read"),
        (429, "Too Many Requests", RateLimited, "slow down"),
        (500, "<html>Internal error</html>", Unreachable, "fails .error 500"),
        (503, '{"chart":{"result":null,"error":{"code":"x","description":"y"}}}', Unreachable, "fails .error 503"),
        (401, BAD_CRUMB, Unreachable, "refuses .error 401"),
        (403, "Forbidden", Unreachable, "refuses .error 403"),
        (200, '{"chart":{"result":[{"meta":{"curr', SourceError, "cannot be read"),
        (200, "", SourceError, "cannot be read"),
        (200, "Will be right back", SourceError, "cannot be read"),
        (200, "[]", SourceError, "cannot be read"),
    ],
)
def test_a_failure_is_named_for_what_it_is(code: int, body: str, error: type[SourceError], said: str) -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    fake.answers["/v8/finance/chart/"] = status(code, body)
    with pytest.raises(error, match=said) as raised:
        fetch(fake, deadline_s=3.0)
    assert type(raised.value) is error and raised.value.fix and "delisted" not in raised.value.problem


@pytest.mark.parametrize(("code", "body"), [(500, "oops"), (404, NOT_FOUND), (200, "")])
def test_a_failure_is_forgotten_when_yahoo_answers_again(code: int, body: str) -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    fake.answers["/v8/finance/chart/"] = status(code, body)
    vendor = Yahoo(session=fake.session(), now=lambda: EVENING, deadline_s=5.0)
    with pytest.raises(SourceError):
        vendor.history("NVDA", first=FIRST)
    fake.answers.clear()
    assert len(vendor.history("NVDA", first=FIRST).rows) == 5


def test_a_rate_limit_is_waited_out_with_pauses_and_then_named() -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    usual, refusals = fake._chart, iter(range(2))

    def sometimes(request: requests.PreparedRequest) -> tuple[int, str, dict[str, str]]:
        if next(refusals, None) is not None:
            return 429, "Too Many Requests", {}
        return usual("NVDA", {})

    fake.answers["/v8/finance/chart/"] = sometimes
    begun = time.monotonic()
    assert len(fetch(fake).rows) == 5
    assert time.monotonic() - begun > 0.9, "the second try came after a pause"


def test_a_rate_limited_crumb_is_no_crumb() -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    fake.crumb = (200, "Too Many Requests")
    assert len(fetch(fake).rows) == 5
    assert not [address for address in fake.requests if "crumb=Too" in address]


def test_a_consent_page_is_passed_or_named_and_never_read_as_prices() -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    form = (
        '<html><form action="/collectConsent"><input name="csrfToken" value="x"><input name="sessionId" value="y"></form></html>'
    )

    def redirect(request: requests.PreparedRequest) -> tuple[int, str, dict[str, str]]:
        return 302, "", {"Location": "https://consent.yahoo.com/v2/collectConsent?sessionId=y"}

    fake.answers["consent.yahoo.com"] = status(200, form)
    fake.answers["/v8/finance/chart/"] = redirect
    with pytest.raises(SourceError, match="cannot be read"):
        fetch(fake)


def test_a_silent_peer_costs_the_deadline_and_no_more() -> None:
    fake = FakeYahoo({"NVDA": nvidia()})
    fake.silent_s = 1.5
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="did not answer in time"):
        fetch(fake, deadline_s=0.2)
    assert time.monotonic() - begun < 1.0
    fake.silent_s = 0.0
    waiting = [thread for thread in threading.enumerate() if thread.name.startswith("yahoo")]
    assert all(thread.daemon for thread in waiting), "a thread left behind does not hold up the end of the program"
    for thread in waiting:
        thread.join(timeout=10)


def test_every_error_of_the_vendors_is_translated() -> None:
    """Walks yfinance's exceptions and those of both HTTP libraries: each becomes one of our errors, by what it means."""
    from curl_cffi.requests import exceptions as curl
    from yfinance import exceptions as yahoo

    made: list[BaseException] = [
        yahoo.YFRateLimitError(),
        yahoo.YFPricesMissingError("XLK", "(1d)"),
        yahoo.YFTzMissingError("XLK"),
        yahoo.YFInvalidPeriodError("XLK", "1z", "1d"),
        yahoo.YFDataException("down"),
        yahoo.YFNotImplementedError("x"),
        yahoo.YFEarningsDateMissing("XLK"),
    ]
    known = {type(error) for error in made}
    for kind in vars(yahoo).values():
        if isinstance(kind, type) and issubclass(kind, Exception) and kind not in known:
            assert kind in (yahoo.YFException, yahoo.YFTickerMissingError), f"{kind.__name__} is not tried here"
    expected = [RateLimited, PricesMissing, PricesMissing, SourceError, SourceError, SourceError, PricesMissing]
    assert [type(translate(error, "XLK")) for error in made] == expected
    for library in (curl, requests.exceptions):
        for kind in vars(library).values():
            if isinstance(kind, type) and issubclass(kind, OSError):
                found = type(translate(kind.__new__(kind), "XLK"))
                assert found is (SourceError if issubclass(kind, ValueError | TypeError) else Unreachable), kind


days = sessions(date(2024, 1, 2), date(2024, 3, 28))
prices_of_days = st.lists(st.integers(1000, 99999).map(lambda cents: cents / 100), min_size=24, max_size=24)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    closes=prices_of_days,
    as_of=st.integers(3, 15),
    splits=st.dictionaries(st.integers(1, 23), st.sampled_from([2.0, 1.5, 10.0, 0.125]), max_size=3),
    dividends=st.dictionaries(st.integers(1, 23), st.sampled_from([0.25, 1.13]), max_size=3),
)
def test_rows_after_the_as_of_day_change_nothing_splits_and_dividends_included(
    closes: list[float], as_of: int, splits: dict[int, float], dividends: dict[int, float]
) -> None:
    """One truth, told by Yahoo on the evening of the as-of day and weeks later, when all has been restated."""
    level, bars = 200.0, []
    for position, day in enumerate(days[:24]):
        level = round(level * (0.97 + closes[position] / 16666), 2) / splits.get(position, 1.0)
        level = round(level, 2)
        paid = dividends.get(position, 0.0)
        bars.append(Bar(day, level, round(level * 1.02, 2), round(level * 0.98, 2), level, None, paid, splits.get(position, 1.0)))
    day = days[as_of]
    then = fetch(FakeYahoo({"XLK": Share(bars[: as_of + 1])}), "XLK", now=at(day, 20)).prices(as_of=day)
    later = fetch(FakeYahoo({"XLK": Share(bars)}), "XLK", now=at(days[23], 20)).prices(as_of=day)
    assume(
        not any(math.isnan(bar.dividend) for bar in then.bars)
    )  # one that contradicts its adjusted close is unknown on both days
    assert [bar.session for bar in then.bars] == [bar.session for bar in later.bars] == list(days[: as_of + 1])
    for position, (old, new, true) in enumerate(zip(then.bars, later.bars, bars, strict=False)):
        assert (new.open, new.high, new.low, new.close, new.split) == (old.open, old.high, old.low, old.close, old.split)
        assert (new.close, new.split) == (true.close, true.split)
        restated = math.prod(
            split for at_bar, split in splits.items() if at_bar > position
        )  # Yahoo tells six places of a share of today
        assert new.dividend == pytest.approx(old.dividend, rel=1e-4, abs=max(1e-5, 1e-6 * restated))
    for name in ("price return", "total return"):
        values = [compute(name, seen, start=days[0], end=day).value for seen in (then, later)]
        assert float(values[1]) == pytest.approx(float(values[0]), rel=1e-5, abs=1e-5)
    assert later.bars[-1].adjusted_close == later.bars[-1].close


def test_warnings_and_log_lines_of_the_vendor_stay_off_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    fake = FakeYahoo({"NVDA": with_split(nvidia())})
    fetch(fake)
    fake.answers["/v8/finance/chart/"] = status(500)
    with pytest.raises(Unreachable):
        fetch(fake)
    assert capfd.readouterr() == ("", "")
    assert "pandas" in sys.modules


def recorded(shared: Path) -> dict[str, Any]:
    """Every recorded answer to a request for daily bars, by the name of its file."""
    folder = shared / "market-data/yahoo-fixtures"
    found: dict[str, Any] = {"SPY": json.loads((folder / "chart-SPY-2026-02-13-to-02-20.json").read_text())}
    for name in ("node-yahoo-finance2", "yfinance-rs", "SwiftYFinance"):
        with gzip.open(folder / f"{name}.json.gz") as file:
            bodies = json.load(file)
        for key, body in bodies.items():
            body = body.get("response", {}).get("bodyJson") or body
            if isinstance(body, dict) and "chart" in body and "interval-1" not in key:
                found[key] = body
    return found


def fetch_recorded(body: Any, ticker: str) -> Download:
    fake = FakeYahoo({})
    fake.answers["/v8/finance/chart/"] = status(200, json.dumps(body))
    return Yahoo(session=fake.session(), now=lambda: at(date(2026, 6, 1), 12)).history(ticker, first=date(1990, 1, 1))


def test_recorded_charts_give_sound_bars_or_one_named_error(shared: Path) -> None:
    charts = recorded(shared)
    read = 0
    for number, (name, body) in enumerate(charts.items()):
        try:
            prices = fetch_recorded(body, f"T{number}").prices(as_of=date(2026, 6, 1))
        except SourceError as error:
            assert "fake" in name or "cannot be read" not in error.problem, (name, error.problem)
            continue
        read += 1
        assert prices.bars and len(prices.currency) == 3 and prices.currency.isupper(), name
        assert all(a.session < b.session for a, b in pairwise(prices.bars)), name
        assert all(bar.low is None or bar.high is None or 0 < bar.low <= bar.high for bar in prices.bars), name
    assert read >= 20, f"only {read} of {len(charts)}"


def test_recorded_closes_are_those_of_the_published_table(shared: Path) -> None:
    mine = fetch_recorded(recorded(shared)["SPY"], "SPY").prices(as_of=date(2026, 3, 1)).bars
    table = FilePrices(shared / "market-data/etf-daily").prices("SPY", as_of=date(2026, 3, 1)).bars
    theirs = {bar.session: bar for bar in table}
    assert [bar.session.isoformat() for bar in mine][::4] == ["2026-02-13", "2026-02-20"]
    for bar in mine:
        other = theirs[bar.session]
        assert (bar.open, bar.high, bar.low, bar.close) == pytest.approx(
            (other.open, other.high, other.low, other.close), abs=0.01
        )


def test_a_recorded_split_is_undone_to_the_prices_printed_that_day(shared: Path) -> None:
    download = fetch_recorded(recorded(shared)["historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json"], "NVDA")
    # recorded after the ten-for-one split of 2024, which lies outside the answer
    bars = {bar.session: bar for bar in replace(download, later_split=10.0).prices(as_of=date(2022, 1, 28)).bars}
    before, after = bars[date(2021, 7, 19)], bars[date(2021, 7, 20)]
    assert before.close == pytest.approx(751.19, abs=0.005)
    assert after.close == pytest.approx(186.12, abs=0.005) and after.split == 4.0
