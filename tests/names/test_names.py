"""Text → names: aliases, tickers, families, funds on indices, and names no table holds."""

from __future__ import annotations

import pytest

from copilot.names import family_members, find_names, funds_tracking, instrument, is_ancestor


def ids(text: str) -> list[str]:
    return [name.id for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google's ads and Alphabet's cloud", ["GOOGL", "GOOGL"]),
        ("Facebook's parent, Meta Platforms", ["META", "META"]),
        ("The DAX and the CAC 40 fell, the Nikkei 225 rose", ["dax", "cac_40", "nikkei_225"]),
        ("The ECB and the Bank of England", ["ecb", "boe"]),
        ("Turkey's central bank", ["cbrt"]),
        ("emerging-market stocks", ["emerging_markets"]),
        ("Brent and West Texas Intermediate", ["brent", "wti"]),
        ("the 10-year Treasury and the two-year gilt", ["ust_10y", "gilt_2y"]),
        ("shares of Ostrava Steel plc rose", ["name:ostrava steel"]),
        ("Harrow Mills's profit and Corran & Sons", ["name:harrow mills", "name:corran sons"]),
        ("Shares of (NASDAQ: MSFT)", ["MSFT"]),
        ("Nasdaq: MSFT rose 2%", ["MSFT"]),
        ("- **Nasdaq:** up 2%\n- NVDA: up 3%\n- XLK: flat", ["nasdaq_composite", "NVDA", "XLK"]),
        ("He said so. NOW: buy", []),
        ("In May the U.S. economy grew; German output fell", ["us", "de"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment rose in March.",
        "The target was raised and the gap closed.",
        "A US-listed company said so.",
        "CEO pay and GDP",
        "",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert ids(text) == []


def test_a_company_with_an_ordinary_name_wants_a_capital_and_a_cue() -> None:
    assert ids("Target said sales rose.") == ["TGT"]
    assert ids("Shares of Target fell.") == ["TGT"]
    assert ids("Target prices rose.") == []


def test_a_fund_named_by_its_index_is_the_fund() -> None:
    name = find_names("The Nasdaq-100 ETF fell.")[0]
    assert (name.kind, name.tracks) == ("fund", "nasdaq_100")


def test_offsets_index_the_text() -> None:
    text = "“Ostrava Steel” beat Corran’s Mining; U.S. stocks rose."
    for name in find_names(text):
        assert text[name.start : name.end] == name.text


def test_an_instrument_is_known_by_id_ticker_and_alias() -> None:
    for key in ("dax", "^GDAXI", "DAX 40"):
        found = instrument(key)
        assert found is not None and found.id == "dax"
    assert instrument("GOOG") == instrument("Alphabet")
    assert instrument("Nobody Knows Ltd") is None


def test_families_hold_their_members() -> None:
    assert is_ancestor("stocks", "dax")
    assert not is_ancestor("bonds", "dax")
    assert {"brent", "wti"} <= {row.id for row in family_members("oil")}


def test_the_preferred_fund_of_an_index_comes_first() -> None:
    funds = funds_tracking("us_aggregate")
    assert len(funds) >= 2 and all(fund.kind == "fund" for fund in funds)
    assert funds_tracking("no such index") == ()
