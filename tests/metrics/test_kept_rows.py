"""Rows of prices are made once, and are what would be made anew."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copilot.metrics import compute, recompute
from copilot.metrics.kept import kept_rows
from copilot.metrics.rows import numbers, sha256_of
from copilot.types import Bar, Prices

_PRICE = st.floats(min_value=1e-3, max_value=1e7)


def prices_of(closes: list[float], ticker: str = "XLK") -> Prices:
    first = date(2024, 3, 4)
    bars = [Bar(first + timedelta(days=n), c, c + 1, c - 0.0005, c, None, 0.0) for n, c in enumerate(closes)]
    return Prices(ticker, "USD", "made", datetime(2024, 6, 1, tzinfo=UTC), tuple(bars), ())


@given(
    closes=st.lists(_PRICE, min_size=3, max_size=9), ticker=st.sampled_from(["XLK", "^GSPC", 'A"B', "50%s", "É"]), data=st.data()
)
def test_kept_rows_read_and_hash_as_rows_made_anew(closes: list[float], ticker: str, data: st.DataObject) -> None:
    prices = prices_of(closes, ticker)
    for _ in range(3):  # windows that overlap: some rows are there already
        first = data.draw(st.integers(0, len(closes) - 1))
        bars = prices.bars[first : data.draw(st.integers(first + 1, len(closes)))]
        rows = kept_rows(prices, bars, ("low", "close"))
        plain = [{"ticker": ticker, "session": str(bar.session), "low": repr(bar.low), "close": repr(bar.close)} for bar in bars]
        assert list(rows) == plain
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert sha256_of(rows) == sha256_of(plain) == hashlib.sha256(text.encode()).hexdigest()
        assert numbers(rows, "low") == [float(row["low"]) for row in plain]


def test_two_metrics_of_one_window_share_their_rows() -> None:
    prices = prices_of([10.0, 11.0, 10.5, 12.0, 11.5])
    first, second = (compute(name, prices, start="2024-03-04") for name in ("lowest close", "highest close"))
    assert all(one is two for one, two in zip(first.inputs, second.inputs, strict=True))


def test_sessions_with_gaps_between_them_are_the_ones_asked_for() -> None:
    prices = prices_of([10.0, 11.0, 10.5, 12.0, 11.5])
    kept_rows(prices, prices.bars, ("close",))
    assert [row["close"] for row in kept_rows(prices, prices.bars[::2], ("close",))] == ["10.0", "10.5", "11.5"]


def test_a_row_changed_after_it_was_kept_is_read_by_its_text() -> None:
    found = compute("price return", prices_of([10.0, 11.0, 10.5, 12.0]), start="2024-03-04", end="2024-03-07")
    rows = [dict(row) for row in found.inputs]
    assert recompute({"name": found.name, "parameters": found.parameters, "inputs": rows}) == found.value
    rows[-1]["close"] = "12.5"
    assert recompute({"name": found.name, "parameters": found.parameters, "inputs": rows}) != found.value
    assert sha256_of(rows) != found.inputs_sha256
