"""Rates and macro figures of a text against series: what is a value, what is near one and why, what is wrong, what is not out."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.auditing import judge_text
from copilot.market.sample import SamplePrices
from copilot.market.series_files import FileSeries
from copilot.types import AnswerNumber, Finding

WRITTEN = date(2025, 12, 30)
AS_OF = date(2026, 1, 5)
OWN_DAY = date(2025, 12, 22)

DGS10 = {
    "2025-12-08": "4.17", "2025-12-09": "4.18", "2025-12-10": "4.13", "2025-12-11": "4.14", "2025-12-12": "4.19",
    "2025-12-15": "4.18", "2025-12-16": "4.15", "2025-12-17": "4.16", "2025-12-18": "4.12", "2025-12-19": "4.16",
}  # fmt: skip
T10Y2Y = {"2025-12-17": "0.67", "2025-12-18": "0.66", "2025-12-19": "0.68"}
CPI_PLAIN = {
    "2024-07-01": "310.0", "2024-08-01": "311.0", "2024-09-01": "312.0", "2024-10-01": "313.0", "2024-11-01": "314.0",
    "2025-07-01": "318.0", "2025-08-01": "320.3", "2025-09-01": "321.4", "2025-11-01": "322.5",
}  # fmt: skip
CPI_ADJUSTED = {**CPI_PLAIN, "2025-08-01": "320.5", "2025-09-01": "321.7", "2025-11-01": "323.0"}
UNRATE = {"2025-08-01": "4.3", "2025-09-01": "4.4", "2025-11-01": "4.6"}
PAYEMS = {"2025-08-01": "159400", "2025-09-01": "159508", "2025-10-01": "159403", "2025-11-01": "159467"}
ICSA = {"2025-12-06": "236000", "2025-12-13": "224000"}
ALL = {
    "DGS10": DGS10, "T10Y2Y": T10Y2Y, "CPIAUCNS": CPI_PLAIN, "CPIAUCSL": CPI_ADJUSTED, "UNRATE": UNRATE, "PAYEMS": PAYEMS,
    "ICSA": ICSA,
}  # fmt: skip


def folder_of(place: Path, tables: dict[str, dict[str, str]], *, written: date = WRITTEN) -> FileSeries:
    place.mkdir(exist_ok=True)
    for name, values in tables.items():
        path = place / f"{name}.csv"
        path.write_text(f"observation_date,{name}\n" + "".join(f"{day},{value}\n" for day, value in values.items()))
        stamp = datetime(written.year, written.month, written.day, 17, tzinfo=UTC).timestamp()
        os.utime(path, (stamp, stamp))
    return FileSeries(place)


@pytest.fixture
def series(tmp_path: Path) -> FileSeries:
    return folder_of(tmp_path / "series", ALL)


def audited(
    text: str, series: FileSeries, *, published: date | None = OWN_DAY, as_of: date = AS_OF
) -> tuple[list[AnswerNumber], list[Finding]]:
    checked, findings = judge_text(text, [], SamplePrices(), as_of=as_of, published=published, series=series)
    return [number for number in checked.numbers if number.kind == "quantity"], list(findings)


def verdicts(text: str, series: FileSeries) -> list[tuple[str, str]]:
    numbers, findings = audited(text, series)
    assert findings == []
    return [(number.text, f"{number.verdict} {number.support}") for number in numbers]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The 10-year Treasury yield ended 18 December 2025 at 4.12%.", "4.12%"),
        ("On December 18, 2025 the yield on the ten-year Treasury note fell to 4.12%.", "4.12%"),
        ("A yield of 4.12% on the 10-year Treasury on December 18, 2025 was the lowest of the week.", "4.12%"),
        ("Consumer prices rose 3.0% in August 2025 from a year earlier.", "3.0%"),
        ("CPI inflation stood at 3.0% in September 2025.", "3.0%"),
        ("The unemployment rate rose to 4.6% in November 2025.", "4.6%"),
        ("The economy added 64,000 jobs in November 2025.", "64,000"),
        ("Initial jobless claims fell to 224,000 in the week ended December 13, 2025.", "224,000"),
        ("The 10-year minus 2-year spread was 0.66 percentage points on December 18, 2025.", "0.66 percentage points"),
        ("The 2s10s curve spread was 66 bp on December 18, 2025.", "66 bp"),
    ],
)
def test_a_published_figure_is_checked(text: str, figure: str, series: FileSeries) -> None:
    ((told, verdict),) = verdicts(text, series)
    assert told == figure and verdict.startswith("checked")


def test_a_move_is_told_in_basis_points(series: FileSeries) -> None:
    assert verdicts("The 10-year Treasury yield fell 4 basis points on December 18, 2025.", series) == [
        ("4 basis points", "checked computed")
    ]
    _, (found,) = audited("The 10-year Treasury yield rose 12 basis points on December 18, 2025.", series)
    assert (found.type, found.severity) == ("direction", "error")
    assert "changed by -4 bp from 2025-12-17 to 2025-12-18" in found.text


def test_a_yield_some_basis_points_off_is_neither_checked_nor_wrong_and_says_why(series: FileSeries) -> None:
    (number,), (found,) = audited("The 10-year Treasury yield ended 18 December 2025 at 4.10%.", series)
    assert (number.verdict, number.conflict) == ("unsupported", None)
    assert found.severity == "note"
    assert "was 4.12% on 2025-12-18; 2 bp apart: a market quote of another hour" in number.reason


def test_a_yield_between_two_days_values_may_be_a_quote_of_the_day(series: FileSeries) -> None:
    _, (found,) = audited("The 10-year Treasury yield traded at 4.16% on December 18, 2025.", series)
    assert found.severity == "note" and "lies between the values of that day and the day before" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "The 10-year Treasury yield ended 18 December 2025 at 4.62%.",
        "The unemployment rate was 5.6% in November 2025.",
        "The economy added 640,000 jobs in November 2025.",
        "CPI inflation stood at 3.9% in September 2025.",
        "Consumer prices rose 2.4% in August 2025 from a year earlier.",
        "Initial jobless claims rose to 324,000 in the week ended December 13, 2025.",
        "The 2s10s curve spread was 96 bp on December 18, 2025.",
    ],
)
def test_another_figure_is_an_error(text: str, series: FileSeries) -> None:
    numbers, (found,) = audited(text, series)
    assert found.severity == "error" and [number.state for number in numbers] == ["disputed"]


@pytest.mark.parametrize(
    "text",
    [
        "The 10-year Treasury yield could reach 4.50% by the end of December 2025.",
        "Germany's 10-year yield stood at 2.85% on December 18, 2025.",
        "The 2-year and 10-year Treasury yields ended 18 December 2025 at 3.46% and 4.19%.",
        "The 10-year real yield was 1.90% on December 18, 2025.",
        "Core services prices in the CPI rose 3.9% in September 2025 from a year earlier.",
        "The S&P 500 rose 1.2% as the unemployment rate was published.",
        "A fund with an average 10-year return yields 5.9% on December 18, 2025.",
        "Private payrolls rose by 640,000 in November 2025.",
        "The 10-year Treasury yield was above 3.50% on December 18, 2025.",
        "## European Central Bank\n\n- Core view: growth is slow.\n- Inflation: 2.2% (September 2025)",
        "The Bank of Japan met. The desk noted that core inflation stood at 1.8% in September 2025.",
        "Tokyo consumer prices rose 1.8% in September 2025 from a year earlier.",
        "| Indicator | Now | Trigger |\n| --- | --- | --- |\n| 10-Year Treasury Yield | watch | > 4.75% |",
        "A 10-year Treasury yield of at least 4.75% would be a signal.",
        "Job growth averaged 300,000 a month from August to November 2025.",
        "Headline inflation was 1.1% in 2025.",
        "CPI: 1.0% (September 2024 to September 2025)",
        "The 10-year Treasury yield fell 9 basis points.",
    ],
)
def test_what_may_be_another_figure_is_left_alone(text: str, series: FileSeries) -> None:
    assert audited(text, series)[1] == []


def test_growth_by_another_definition_is_told_with_the_one_that_is_published(series: FileSeries) -> None:
    _, (found,) = audited("Consumer prices rose 3.1% in September 2025 from a year earlier.", series)
    assert (found.type, found.severity) == ("definition", "note")
    assert "CPIAUCSL" in found.text and "CPIAUCNS" in found.text and "(not seasonally adjusted)" in found.text


def test_without_the_published_definition_the_other_is_near_and_says_what_is_lacking(tmp_path: Path) -> None:
    alone = folder_of(tmp_path / "alone", {"CPIAUCSL": CPI_ADJUSTED})
    _, (found,) = audited("Consumer prices rose 3.0% in September 2025 from a year earlier.", alone)
    assert found.severity == "note" and "usually published is of CPIAUCNS" in found.text


def test_a_month_that_was_never_collected_is_said_and_bridges_nothing(series: FileSeries) -> None:
    for text in ("CPI inflation was 3.0% in October 2025.", "The unemployment rate was 4.4% in October 2025."):
        _, (found,) = audited(text, series)
        assert found.severity == "warning" and "has no value for October 2025: its publisher left it out" in found.text
    assert audited("Consumer prices rose 0.3% in November 2025 from the previous month.", series)[1] == []


def test_a_month_is_published_after_it_ends_and_the_as_of_day_binds(series: FileSeries) -> None:
    early = date(2025, 12, 12)  # the index of November was out on the 18th
    numbers, (found,) = audited("CPI inflation was 2.7% in November 2025.", series, published=early, as_of=early)
    assert found.severity == "note" and "was out to 2025-09-30 only, by 2025-12-12" in found.text
    assert numbers[0].verdict == "unsupported"


def test_a_revised_series_is_refused_under_a_past_day_and_that_is_said_once(series: FileSeries, tmp_path: Path) -> None:
    from copilot.comparison import Market, compare_claims
    from copilot.numbers import read_claims

    text = "The unemployment rate was 5.6% in September 2025. The unemployment rate was 4.3% in August 2025."
    market = Market(SamplePrices(), date(2025, 12, 22), series=series)
    assert compare_claims(text, read_claims(text, published=OWN_DAY), market, published=OWN_DAY) == []
    (notice,) = market.notices
    assert "UNRATE" in notice and "is revised" in notice


def test_a_vintage_of_the_texts_own_day_decides_what_a_later_one_excuses(tmp_path: Path) -> None:
    text = "The economy added 119,000 jobs in September 2025."
    later = folder_of(tmp_path / "later", {"PAYEMS": PAYEMS})
    _, (found,) = audited(text, later)
    assert found.severity == "note" and "the series is revised" in found.text
    own = folder_of(tmp_path / "own", {"PAYEMS": PAYEMS, "PAYEMS_2025-12-20": {**PAYEMS, "2025-09-01": "159519"}})
    assert audited(text, own)[1] == []
    assert [f.severity for f in audited("The economy added 108,000 jobs in September 2025.", own)[1]] == ["error"]


def test_a_figure_of_another_month_names_it(series: FileSeries) -> None:
    _, (found,) = audited("The unemployment rate was 4.3% in November 2025.", series)
    assert found.severity == "error" and "4.3% is its value in August 2025" in found.text


def test_an_undated_rate_is_of_the_last_days_or_doubted_where_it_is_far(series: FileSeries) -> None:
    assert verdicts("The 10-year Treasury yield stands at 4.16%.", series) == [("4.16%", "checked computed")]
    assert [f.severity for f in audited("The 10-year Treasury yield stands at 5.10%.", series)[1]] == ["warning"]
    assert audited("The 10-year Treasury yield stands at 4.30%.", series)[1] == []


def test_home_named_after_another_country_is_ours_again(series: FileSeries) -> None:
    text = "The ECB held. In the US, CPI inflation stood at 3.9% in September 2025."
    assert [found.severity for found in audited(text, series)[1]] == ["error"]


def test_an_undated_figure_may_only_be_of_periods_that_could_be_out(series: FileSeries) -> None:
    early = date(2025, 12, 5)  # November is over, and its index not yet out
    assert audited("Inflation stands at 2.7%.", series, published=early)[0][0].verdict == "unsupported"
    assert audited("Inflation stands at 3.0%.", series, published=early)[0][0].verdict == "checked"


def test_a_third_decimal_is_told_with_its_distance(series: FileSeries) -> None:
    _, (found,) = audited("The 10-year Treasury yield ended 18 December 2025 at 4.124%.", series)
    assert found.severity == "note" and "; 0.4 bp apart" in found.text
