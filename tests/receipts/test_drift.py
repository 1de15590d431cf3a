"""What has moved since: file sources whose files change, a library whose articles are edited and removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from copilot.market.files import FilePrices
from copilot.receipts.drift import Drift, find_drift
from copilot.receipts.moved_rows import judge_move
from copilot.receipts.record import Restored
from copilot.receipts.today import today_of
from copilot.types import Answer, Fact, Metric

# Ten sessions of a made fund; the adjusted close before the dividend of 12 November (1.00 on a close of 104) is lower.
SESSIONS = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07", "2025-11-10", "2025-11-11", "2025-11-12"]
CLOSES = [100.0, 101.0, 102.5, 101.25, 103.0, 104.5, 104.0, 103.5]


def write_prices(
    folder: Path,
    *,
    closes: list[float] | None = None,
    adjusted: list[float] | None = None,
    dividends: dict[str, float] | None = None,
    splits: dict[str, float] | None = None,
    later: list[tuple[str, float]] | None = None,
) -> Path:
    folder.mkdir(exist_ok=True)
    closes = closes or CLOSES
    rows = [*zip(SESSIONS, closes, adjusted or closes, strict=True), *((day, close, close) for day, close in later or [])]
    lines = ["Date,Open,High,Low,Close,Adj Close,Dividends,Stock Splits"]
    for day, close, adj in rows:
        paid, split = (dividends or {}).get(day, 0.0), (splits or {}).get(day, 0.0)
        lines.append(f"{day},{close},{close + 1},{close - 1},{close},{adj!r},{paid},{split}")
    (folder / "QQX.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


AS_OF = date(2025, 11, 12)


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    return write_prices(tmp_path / "prices")


def adjusted_metric(folder: Path) -> Metric:
    """A figure over adjusted closes, pinned as they stand in the folder."""
    from copilot.metrics.rows import sha256_of

    bars = FilePrices(folder).prices("QQX", as_of=AS_OF).bars
    rows = tuple(
        {"ticker": "QQX", "session": bar.session.isoformat(), "adjusted_close": repr(bar.adjusted_close)} for bar in bars
    )
    closes = [bar.adjusted_close for bar in bars]
    assert closes[0] and closes[-1]
    value = Decimal(f"{closes[-1] / closes[0] - 1:.12g}")
    return Metric("total return", "QQX", value, "fraction", bars[0].session, bars[-1].session, "", "QQX total return", {}, rows,
                  sha256_of(rows), "files:prices", "")  # fmt: skip


def close_metric(folder: Path, *, start: str, end: str) -> Metric:
    from copilot.metrics import compute

    return compute("high", FilePrices(folder).prices("QQX", as_of=AS_OF), start=start, end=end)


def drift_of(metric: Metric, answer: Answer, prices: Path, *, day: date = date(2025, 12, 1)) -> Drift:
    """The drift of one metric of an answer beside what the folder of prices holds now."""
    from dataclasses import replace

    restored = Restored(replace(answer, as_of=AS_OF), None, (), (metric,), ())
    today = today_of([], receipts=prices, prices=str(prices), day=day)
    (found,) = find_drift(restored, today)
    return found


WINDOW = {"start": "2025-11-03", "end": "2025-11-12"}


def test_unchanged_files_are_the_same(answer: Answer, prices: Path) -> None:
    found = drift_of(close_metric(prices, **WINDOW), answer, prices)
    assert (found.kind, found.was, found.now) == ("same", Decimal("105.5"), Decimal("105.5"))


def test_later_rows_change_nothing(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    write_prices(prices, later=[("2025-11-13", 150.0)])
    assert drift_of(metric, answer, prices).kind == "same"


def test_a_billionth_is_float_jitter(answer: Answer, prices: Path) -> None:
    metric = adjusted_metric(prices)
    write_prices(prices, adjusted=[CLOSES[0] * (1 + 1e-11), *CLOSES[1:]])
    assert drift_of(metric, answer, prices).kind == "float jitter"


def test_a_dividend_after_the_receipt_rebases_adjusted_closes_and_is_named(answer: Answer, prices: Path) -> None:
    metric = adjusted_metric(prices)
    factor = 1 - 1.0 / 103.5  # a dividend of 1.00 on the close of 12 November
    write_prices(
        prices, adjusted=[close * factor for close in CLOSES], dividends={"2025-11-13": 1.0}, later=[("2025-11-13", 102.0)]
    )
    found = drift_of(metric, answer, prices)
    assert found.kind == "rebased by dividend" and "the dividend of 2025-11-13" in found.text
    assert "its value is the same" in found.text and found.was == found.now


def test_one_factor_without_an_event_is_a_rebase_that_nothing_explains(answer: Answer, prices: Path) -> None:
    metric = adjusted_metric(prices)
    write_prices(prices, adjusted=[close * 0.99 for close in CLOSES])
    found = drift_of(metric, answer, prices)
    assert found.kind == "rebased by dividend" and "names no dividend" in found.text


def test_a_factor_up_to_a_day_within_the_window_changes_the_value(answer: Answer, prices: Path) -> None:
    metric = adjusted_metric(prices)  # 103.5 / 100 - 1 = 0.035
    write_prices(prices, adjusted=[*(close * 0.99 for close in CLOSES[:4]), *CLOSES[4:]])
    found = drift_of(metric, answer, prices)
    assert found.kind == "rebased by dividend" and "up to 2025-11-06" in found.text
    assert found.was == Decimal("0.035") and found.now == Decimal("0.0454545454545")  # 103.5 / 99 - 1


def test_a_split_is_named(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    write_prices(prices, closes=[close / 2 for close in CLOSES])
    text = (prices / "QQX.csv").read_text(encoding="utf-8")
    lines = [line.split(",") for line in text.splitlines()]
    for line, close in zip(lines[1:], CLOSES, strict=True):  # highs and lows are halved too
        line[1:6] = [repr(value / 2) for value in (close, close + 1, close - 1, close, close)]
    (prices / "QQX.csv").write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    found = drift_of(metric, answer, prices)
    assert found.kind == "rebased by split" and "0.5 times" in found.text


def test_a_revision_names_the_session_and_both_values(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    write_prices(prices, closes=[*CLOSES[:5], 104.75, *CLOSES[6:]])
    found = drift_of(metric, answer, prices)
    assert found.kind == "provider revision"
    assert "the high of QQX of 2025-11-10: 105.5, now 105.75" in found.text
    assert found.now == Decimal("105.75") and "its value was 105.5, now 105.75" in found.text


def test_two_revisions_are_no_rebase(answer: Answer, prices: Path) -> None:
    metric = adjusted_metric(prices)
    write_prices(prices, adjusted=[CLOSES[0] * 0.9, CLOSES[1] * 1.1, *CLOSES[2:]])
    found = drift_of(metric, answer, prices)
    assert found.kind == "provider revision" and "and 1 more figure" in found.text


def test_a_session_that_is_gone_is_named(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    path = prices / "QQX.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("2025-11-10")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = drift_of(metric, answer, prices)
    assert found.kind == "gone" and "2025-11-10" in found.text


def test_a_ticker_that_is_gone_is_said(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    (prices / "QQX.csv").rename(prices / "QQY.csv")
    assert drift_of(metric, answer, prices).kind == "gone"


def test_a_source_that_cannot_be_read_is_not_reached(answer: Answer, prices: Path) -> None:
    metric = close_metric(prices, **WINDOW)
    (prices / "QQX.csv").write_text("Date,Close\nnonsense\n", encoding="utf-8")
    found = drift_of(metric, answer, prices)
    assert found.kind == "could not be reached" and "QQX.csv" in found.text


def test_files_that_are_not_named_are_not_reached(answer: Answer, prices: Path) -> None:
    from dataclasses import replace

    metric = close_metric(prices, **WINDOW)
    restored = Restored(replace(answer, as_of=AS_OF), None, (), (metric,), ())
    (found,) = find_drift(restored, today_of([], receipts=prices, prices=None))
    assert found.kind == "could not be reached" and "files:prices" in found.text and "--prices" in found.text


def test_a_single_figure_by_a_factor_is_a_revision() -> None:
    point = ("QQX", "2025-11-10", "adjusted_close")
    assert judge_move({point: 100.0}, {point: 99.0}, []).kind == "provider revision"
    assert judge_move({point: 100.0}, {point: 99.0}, [(date(2025, 11, 20), 0.01, 1.0)]).kind == "rebased by dividend"


def test_an_event_that_the_pinned_figures_knew_already_is_passed_over() -> None:
    days = ["2025-11-03", "2025-11-04"]
    then = {("QQX", day, "adjusted_close"): value for day, value in zip(days, (98.0, 99.0), strict=True)}
    now = {point: value * 0.98 for point, value in then.items()}
    events = [(date(2025, 12, 1), 0.01, 1.0), (date(2026, 3, 1), 0.02, 1.0)]
    moved = judge_move(then, now, events)
    assert moved.kind == "rebased by dividend" and "2026-03-01" in moved.text and "2025-12-01" not in moved.text


def article_drift(answer: Answer, folder: Path, edit: Callable[[Path], None]) -> list[Drift]:
    from copilot.library.ingest import add_paths
    from copilot.library.reading import read_article
    from copilot.library.store import Library
    from copilot.types import Passage

    source = folder / "note.txt"
    folder.mkdir()
    source.write_text("Copper note\n\nCopper rose 9.0% in October. Tin fell 3%.\n", encoding="utf-8")
    article = read_article(source)
    start = article.text.index("Copper rose")
    quote = article.text[start : start + 28]
    passage = Passage(article.id, article.sha256, article.title, None, None, "https://x.test/1", start, start + 28, quote, 0.1)
    with Library.open(folder / "lib", create=True) as library:
        add_paths(library, [source], embedder=None)
    edit(source)
    restored = Restored(answer, None, (passage,), (), ())
    return find_drift(restored, today_of([folder / "lib"], receipts=folder / "lib", prices=None))


def test_an_article_that_stands_as_it_was_is_the_same(answer: Answer, tmp_path: Path) -> None:
    (found,) = article_drift(answer, tmp_path / "a", lambda source: None)
    assert found.kind == "same" and "not fetched again" in found.text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("Tin fell 3%", "Tin fell 4%", "every quote still stands"), ("rose 9.0%", "rose 9.5%", "[1] no longer")],
)
def test_an_edited_article_says_whether_the_quote_still_stands(
    answer: Answer, tmp_path: Path, old: str, new: str, said: str
) -> None:
    from copilot.library.ingest import add_paths
    from copilot.library.store import Library

    def edit(source: Path) -> None:
        source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        with Library.open(source.parent / "lib") as library:
            add_paths(library, [source], embedder=None)

    (found,) = article_drift(answer, tmp_path / "a", edit)
    assert found.kind == "article edited" and said in found.text


def test_a_removed_article_is_gone(answer: Answer, tmp_path: Path) -> None:
    from copilot.library.store import Library

    def remove(source: Path) -> None:
        with Library.open(source.parent / "lib") as library:
            library.remove(library.articles()[0].id)

    (found,) = article_drift(answer, tmp_path / "a", remove)
    assert found.kind == "gone"


def test_without_a_library_an_article_is_not_reached(answer: Answer, tmp_path: Path) -> None:
    restored = Restored(answer, None, answer.draft.passages, (), ())
    kinds = {item.kind for item in find_drift(restored, today_of([tmp_path], receipts=tmp_path, prices=None))}
    assert kinds == {"could not be reached"}


def test_prices_of_yahoo_are_asked_for_anew(tmp_path: Path) -> None:
    from copilot.market.live import YahooPrices

    source = today_of([], receipts=tmp_path, prices=None).source("yahoo")
    assert isinstance(source, YahooPrices) and source._fresh


@pytest.mark.parametrize("error", ["RateLimited", "Unreachable", "SourceError"])
def test_a_source_that_refuses_is_not_reached_and_says_why(answer: Answer, prices: Path, error: str) -> None:
    from dataclasses import replace

    import copilot.errors
    from copilot.types import Prices

    class Refusing:
        name = "refusing"
        is_sample = False

        def tickers(self) -> tuple[str, ...]:
            return ()

        def prices(self, ticker: str, *, as_of: date) -> Prices:
            raise getattr(copilot.errors, error)("too many requests", fix="wait")

    restored = Restored(replace(answer, as_of=AS_OF), None, (), (close_metric(prices, **WINDOW),), ())
    today = replace(today_of([], receipts=prices, prices=None), source=lambda provider: Refusing())
    (found,) = find_drift(restored, today)
    assert found.kind == "could not be reached" and found.text == "too many requests (wait)"


@pytest.mark.parametrize(("provider", "said"), [("sec", "a later restatement is not seen"), ("yahoo", "for their own day only")])
def test_figures_of_companies_are_not_asked_for_again_and_it_is_said_why(
    provider: str, said: str, answer: Answer, prices: Path
) -> None:
    from dataclasses import replace

    filed = Fact("QQX", "revenue", Decimal(410), "USD", AS_OF, AS_OF, None, provider, datetime(2025, 6, 30, tzinfo=UTC), "10-Q")
    restored = Restored(replace(answer, as_of=AS_OF), None, (), (), (), (), (filed,))
    (found,) = find_drift(restored, today_of([], receipts=prices, prices=None))
    assert found.kind == "could not be reached"
    assert said in found.text
