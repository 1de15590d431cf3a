"""`copilot metric`, `metrics` and `compare`, as a person and as a program meets them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from copilot.cli.main import main
from copilot.metrics import GROUPS, definitions, recompute
from copilot.rendering.chart import line_chart


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_return_is_shown_with_its_inputs_and_its_variant(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "metric", "return", "IJR", "--from", "2025-11-20", "--to", "2025-12-18")
    assert code == 0
    assert out.splitlines()[0] == "8.996%  IJR price return from 2025-11-20 to 2025-12-18"
    assert "close 112.05 of 2025-11-20 to close" in out and "(the bundled sample)" in out
    assert "also       9.502%  IJR total return from 2025-11-20 to 2025-12-18" in out
    assert "┤" not in out, "a pipe gets no chart"


def test_the_variants_that_the_rows_allow_stand_in_for_those_they_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "metric", "volatility", "IJR")
    assert code == 0 and "IJR annualised volatility, monthly over 36 months" in out.splitlines()[0]
    assert "not        annualised volatility, daily: daily returns" in out


def test_a_metric_for_programs_can_be_computed_again(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "metric", "lowest", "IJR", "--month", "2025-11")
    metric = found["metric"]
    assert (metric["value"], metric["unit"], metric["start"]) == ("112", "USD", "2025-11-20")
    assert isinstance(metric["value"], str) and len(metric["inputs_sha256"]) == 64 and metric["provider"] == "sample"
    assert str(recompute(metric)) == metric["value"], "the rows are all there"
    assert [variant["name"] for variant in found["variants"]] == ["lowest close"]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (("close", "IJR", "--on", "2025-11-20"), "close", "112.05"),
        (("level", "IJR", "--field", "low", "--to", "2025-11-20"), "low", "112"),
        (("return", "SPY", "--month", "2025-11", "--basis", "total"), "total return", "0.00194997"),
        (("vol", "SPY", "--window", "3y", "--to", "2025-11-28", "--frequency", "monthly"), "annualised volatility, monthly", None),
        (("return", "IJR", "start_field=low", "end_field=high", "--from", "2025-11-20", "--to", "2025-12-12"), "price return", "0.123571428571"),
        (("moving", "average", "spy", "sessions=20"), "moving average", None),
        (("max drawdown", "IJR", "--from", "2025-11-03", "--basis", "close"), "max drawdown", None),
        (("beta", "IJR", "--vs", "SPY", "--from", "2025-11-03", "--frequency", "daily"), "beta", None),
        (("relative", "return", "IJR", "SPY", "--month", "2025-11", "--basis", "price"), "relative return", None),
        (("fed", "moves", "year=2025"), "policy rate moves, total", "-75"),
        (("consecutive", "cuts"), "consecutive cuts", "3"),
        (("breadth up on the day", "IJR", "IWM", "SPY"), "breadth up on the day", "1"),
    ],
)  # fmt: skip
def test_words_and_flags_find_the_definition(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str, value: str | None
) -> None:
    found = as_json(capsys, "metric", *words)["metric"]
    assert found["name"] == name
    if value:
        assert found["value"].startswith(value)


@pytest.mark.parametrize(
    ("words", "code", "problem", "fix"),
    [
        (("voltility", "IJR"), 2, "no metric 'voltility'", "volatility"),
        (("return", "IJX", "--ytd"), 4, "no prices of IJX; it has IJR", "IJX.csv"),
        (("return", "IJR"), 2, "is over a window", "--ytd"),
        (("return", "IJR", "--from", "20 Nov"), 2, "'20 Nov' is no day", "YYYY-MM-DD"),
        (("return", "IJR", "SPY", "--ytd"), 2, "of one instrument", "copilot compare"),
        (("beta", "IJR", "--window", "3y"), 2, "compares two instruments", "--vs"),
        (("close", "IJR", "colour=red"), 2, "no parameter 'colour'", "session"),
        (("return", "IJR", "--window", "soon"), 2, "'soon' is no length", "36m"),
        (("consecutive cuts", "--window", "3y"), 2, "takes no window", "session"),
        (("return", "IJR", "--ytd", "--basis", "green"), 2, "no variant of", "basis"),
        (("return", "IJR", "="), 2, "is no parameter", "name=value"),
        (("volatility", "IJR", "--window", "3y", "--frequency", "daily"), 4, "needs? every session", "--prices"),
        (("slope",), 4, "no source of rates", "--series"),
        (("pe", "IJR"), 4, "no live source is set, so no valuation of IJR", "yahoo"),
        (("close",), 2, "is of an instrument", "ticker"),
    ],
)
def test_an_error_is_one_line_with_its_fix(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, problem: str, fix: str
) -> None:
    import re

    given, out, err = run(capsys, "metric", *words)
    assert (given, out) == (code, "")
    lines = err.splitlines()
    assert len(lines) == 2 and re.search(problem, lines[0]) and re.search(fix, lines[1]), err


def test_the_list_is_grouped_and_filtered(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "metrics")
    assert all(title in out for title in GROUPS.values())
    assert f"{len(definitions())} metrics" in out and len(definitions()) >= 40
    found = as_json(capsys, "metrics", "volatility")["metrics"]
    assert {"annualised volatility, daily", "annualised volatility, monthly"} <= {item["name"] for item in found}
    assert all(item["parameters"] and item["formula"] for item in found)
    whole = {item["name"]: item for item in as_json(capsys, "metrics")["metrics"]}
    assert "Magdon-Ismail" in whole["max drawdown"]["notes"] and ">>>" not in whole["max drawdown"]["notes"]
    code, _, err = run(capsys, "metrics", "zebra")
    assert code == 2 and "zebra" in err


def test_several_instruments_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", "ijr", "spy", "--from", "2025-11-20", "--to", "2025-12-18")
    lines = out.splitlines()
    assert lines[1].split()[:3] == ["IJR", "9.00%", "9.50%"] and lines[1].split()[-1] == "-", "no beta to itself"
    assert lines[2].split()[:3] == ["SPY", "3.67%", "3.67%"]
    assert "2025-11-20 to 2025-12-18, prices from sample (the bundled sample)" in out
    table = as_json(capsys, "compare", "IJR", "SPY")["instruments"]
    assert "error" in table[0]["metrics"]["volatility"], "the sample does not reach back twelve months"
    assert table[0]["metrics"]["beta to IJR"] is None and table[1]["ticker"] == "SPY"
    code, _, err = run(capsys, "compare", "IJR")
    assert code == 2 and "two or more" in err
    code, _, err = run(capsys, "compare", "IJR", "ZZZ", "--ytd")
    assert code == 4 and "ZZZ" in err


def test_a_chart_has_the_width_asked_for_and_both_ends() -> None:
    days = [f"2025-11-{day:02}" for day in range(3, 29)]
    lines = line_chart([100.0 + day for day in range(26)], days, width=70)
    assert max(map(len, lines)) <= 70 and len(lines) == 12
    assert "2025-11-03" in lines[-1] and "2025-11-28" in lines[-1]
    assert any("125" in line for line in lines) and "\x1b" not in "".join(lines)
    assert line_chart([1.0, 2.0], days[:2], width=70) == []


def test_a_folder_of_prices_and_an_as_of_day_bind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = "\n".join(f"2025-11-{day:02},{10 + day}" for day in (3, 4, 5, 6, 7))
    (tmp_path / "ABC.csv").write_text("Date,Close\n" + rows + "\n")
    found = as_json(capsys, "metric", "close", "ABC", "--prices", str(tmp_path), "--as-of", "2025-11-05")["metric"]
    assert (found["value"], found["end"]) == ("15", "2025-11-05")


def test_a_conversation_computes_metrics_and_survives_mistakes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "/metric close SPY --on 2025-11-20",
        "/metric close SPY --colour red",
        '/metric close "SPY',
        "/metric",
        "/metric low IJR --month 2025-11",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    code, out, err = run(capsys, "chat")
    assert code == 0
    assert "652.53 USD  SPY close on 2025-11-20" in out and "112.00 USD  IJR low on 2025-11-20" in out
    assert "--colour" in err and "no closing quotation" in err and err.count("error:") == 3


def test_a_curve_slope_is_the_published_one_where_a_yield_is_lacking(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "DGS10.csv").write_text("observation_date,DGS10\n2025-12-16,4.15\n2025-12-17,4.16\n")
    asked = ("metric", "slope", "--series", str(tmp_path), "--as-of", "2025-12-18")
    code, _, err = run(capsys, *asked)
    assert code == 4 and "has no DGS2" in err
    (tmp_path / "T10Y2Y.csv").write_text("observation_date,T10Y2Y\n2025-12-16,0.66\n2025-12-17,0.67\n")
    found = as_json(capsys, *asked)["metric"]
    assert (found["name"], found["value"], found["formula"]) == ("published curve slope", "0.67", "T10Y2Y")
    (tmp_path / "DGS2.csv").write_text("observation_date,DGS2\n2025-12-16,3.48\n2025-12-17,3.47\n")
    found = as_json(capsys, *asked)["metric"]
    assert (found["name"], found["value"], found["formula"]) == ("curve slope, 10-year less 2-year", "0.69", "DGS10 - DGS2")


def test_a_comparison_on_a_narrow_screen_is_split_into_tables_that_fit() -> None:
    import io
    from datetime import date

    from copilot.market.sample import SamplePrices
    from copilot.metrics import compute
    from copilot.rendering.metrics import show_comparison
    from copilot.rendering.screen import Screen

    page = io.StringIO()
    cell = compute("price return", SamplePrices().prices("IJR", as_of=date(2025, 12, 18)), start="2025-11-20")
    columns = ["price return", "total return", "volatility", "max drawdown"]
    show_comparison(columns, {"IJR": [cell] * 4, "SPY": [cell] * 4}, Screen(page, width=40))
    table = page.getvalue().split("2025-11-20")[0]
    assert max(map(len, page.getvalue().splitlines())) <= 40
    assert table.count("IJR  ") == 2 and all(name in table for name in columns) and table.count("9.00%") == 8


def test_a_series_stands_where_a_ticker_does_and_the_end_asked_for_holds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Another series or another month must never stand in for the one that was asked for."""
    months = [f"{2023 + n // 12}-{n % 12 + 1:02d}-01,{200 + n}" for n in range(36)]
    (tmp_path / "CPIAUCNS.csv").write_text("\n".join(["observation_date,CPIAUCNS", *months]) + "\n")
    common = ("--series", str(tmp_path), "--as-of", "2026-02-27")
    code, out, err = run(capsys, "metric", "series", "growth", "CPIAUCNS", "--to", "2024-06-30", *common)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "5.854%  CPIAUCNS growth from 2023-06-01 to 2024-06-01"  # 217 over 205
    code, out, err = run(capsys, "metric", "inflation", "CPIAUCNS", "--to", "2025-03-31", *common)
    assert out.splitlines()[0].startswith("5.607%  CPIAUCNS inflation on the year, month of 2025-03-01")  # 226 over 214
    code, out, err = run(capsys, "metric", "series", "growth", "CPIAUCNS", "PAYEMS", *common)
    assert (code, out) == (2, "") and "series growth is not of CPIAUCNS, PAYEMS" in err
    code, out, err = run(capsys, "metric", "rate", "cuts", "IJR", *common)
    assert (code, out) == (2, "") and "of the Federal Reserve, not of IJR" in err
