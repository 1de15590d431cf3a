"""The number check on sentences of our own: each true rendering is checked, each false one rejected, for the right reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from copilot.numbers import NumberCheck, check_text
from copilot.numbers.evidence.citations import CitationMode
from tests.numbers.cited import judged

C, D, U, N, X = "checked", "differs", "unsupported", "uncited", "exempt"

STEEL = "Ostrava Steel's revenue rose 8.4% to $3.27 billion in the third quarter of 2024 from a year earlier; net income fell to $210 million from $264 million."
SHARES = "In March 2025 the FTSE 250 gained 1.4%, against 2.6% for the FTSE 100 and 0.3% for the DAX."
RATE = "The Bank of Canada lowered its policy rate by 50 basis points to 3.75% on 23 October 2024."
GUIDANCE = "Tamarind Software expects revenue of $640 million in 2026; it reported $588 million for 2025."
POLL = "The poll covered 2,400 households. Of them, 864 plan to move and 312 to renovate."
PRICE = "Shares of Fennel Labs touched an intraday low of $41.20 on June 3, 2025 and an intraday high of $52.74 on July 15, 2025."
REGIONS = "Sales by region: Europe 320 million, Asia 210 million, Americas 145 million euros."
JOBS = "The jobless rate rose to 5.2% in April from 4.9% in March."
LOSS = "Brightwater Foods' net income was -$45 million in 2023, compared with $18 million in 2022."
MARGIN = "Excluding one-off items, Harrow Mills's adjusted EBITDA was £120 million; reported EBITDA was £96 million."
MULTIPLE = "The forward P/E of the Nikkei 225 is 21.4."
WHEAT = "Egypt imported 1.3 million tonnes of wheat in August, 0.2 million fewer than in July."


def verdicts(text: str, *sources: str, **options: Any) -> list[tuple[str, str, str]]:
    return [(item.text, item.verdict, item.reason_code) for item in check_text(text, sources, **options)]


def one(text: str, number: str, *sources: str, **options: Any) -> NumberCheck:
    found = [item for item in check_text(text, sources, **options) if item.text == number]
    assert found, [item.text for item in check_text(text, sources, **options)]
    return found[0]


test_a_claim_is_held_against_its_source = judged(
    "text number source verdict code",
    # value, rounding, scale
    ("Ostrava Steel's third-quarter 2024 revenue was $3.3bn.", "$3.3bn", STEEL, C, "none"),
    ("Ostrava Steel's third-quarter 2024 revenue was $3,270 million.", "$3,270 million", STEEL, C, "none"),
    ("Ostrava Steel's third-quarter 2024 revenue was $3.72 billion.", "$3.72 billion", STEEL, D, "value"),
    ("Ostrava Steel's third-quarter 2024 revenue was $3.27 million.", "$3.27 million", STEEL, D, "value"),
    ("Ostrava Steel's revenue rose 8%.", "8%", STEEL, C, "none"),
    ("Ostrava Steel's revenue rose 8.43%.", "8.43%", STEEL, D, "value"),
    # unit
    ("Ostrava Steel's revenue reached €3.27 billion in Q3 2024.", "€3.27 billion", STEEL, D, "unit"),
    ("The Bank of Canada cut its policy rate by half a percentage point.", "half a percentage point", RATE, C, "none"),
    ("The Bank of Canada cut its policy rate by 0.5%.", "0.5%", RATE, C, "none"),
    ("The Bank of Canada cut its policy rate by 5 basis points.", "5 basis points", RATE, D, "value"),
    # sign and direction
    ("Ostrava Steel's revenue fell 8.4%.", "8.4%", STEEL, D, "direction"),
    ("The Bank of Canada raised its policy rate by 50 basis points.", "50 basis points", RATE, D, "direction"),
    ("Brightwater Foods made a net loss of $45 million in 2023.", "$45 million", LOSS, C, "none"),
    ("Brightwater Foods made a net profit of $45 million in 2023.", "$45 million", LOSS, D, "sign"),
    ("Brightwater Foods lost $45 million in 2023.", "$45 million", LOSS, C, "none"),
    # role
    ("The Bank of Canada cut its policy rate by 3.75%.", "3.75%", RATE, D, "role"),
    ("The Bank of Canada cut its policy rate to 3.75%.", "3.75%", RATE, C, "none"),
    ("Net income of Ostrava Steel fell from $264 million.", "$264 million", STEEL, C, "none"),
    ("Net income of Ostrava Steel fell to $264 million.", "$264 million", STEEL, D, "role"),
    # entity
    ("The FTSE 250 gained 1.4% in March 2025.", "1.4%", SHARES, C, "none"),
    ("The FTSE 100 gained 1.4% in March 2025.", "1.4%", SHARES, D, "entity"),
    ("The DAX gained 0.3% in March 2025.", "0.3%", SHARES, C, "none"),
    ("UK stocks gained 2.6% in March 2025.", "2.6%", SHARES, C, "none"),
    ("The Bank of England cut its policy rate by 50 basis points.", "50 basis points", RATE, D, "entity"),
    ("Canada's policy rate was cut by 50 basis points.", "50 basis points", RATE, C, "none"),
    ("Europe sold €320 million, Asia €210 million.", "€210 million", REGIONS, C, "none"),
    ("Asia sold €320 million.", "€320 million", REGIONS, D, "entity"),
    # measure and basis
    ("Ostrava Steel's net income rose 8.4%.", "8.4%", STEEL, D, "measure"),
    ("Ostrava Steel's turnover rose 8.4% year on year.", "8.4%", STEEL, C, "none"),
    ("Ostrava Steel's revenue rose 8.4% from the previous quarter.", "8.4%", STEEL, D, "measure"),
    ("Harrow Mills's reported EBITDA was £120 million.", "£120 million", MARGIN, D, "measure"),
    ("Harrow Mills's underlying EBITDA was £120 million.", "£120 million", MARGIN, C, "none"),
    ("The Nikkei trades at 21.4 times expected earnings.", "21.4 times", MULTIPLE, C, "none"),
    ("The Nikkei trades at a trailing P/E of 21.4.", "21.4", MULTIPLE, D, "measure"),
    ("Fennel Labs closed at $41.20 on June 3, 2025.", "$41.20", PRICE, D, "measure"),
    # period
    ("The FTSE 250 gained 1.4% in April 2025.", "1.4%", SHARES, D, "period"),
    ("The FTSE 250 gained 1.4% in the first quarter of 2025.", "1.4%", SHARES, D, "period"),
    ("Fennel Labs bottomed at $41.20 in early June 2025.", "$41.20", PRICE, C, "none"),
    ("Fennel Labs bottomed at $41.20 in late June 2025.", "$41.20", PRICE, D, "period"),
    ("The Bank of Canada cut by 50 basis points in October 2024.", "50 basis points", RATE, C, "none"),
    ("The Bank of Canada cut by 50 basis points on 24 October 2024.", "50 basis points", RATE, D, "period"),
    ("Unemployment was 4.9% in March.", "4.9%", JOBS, C, "none"),
    ("Unemployment was 4.9% in April.", "4.9%", JOBS, D, "period"),
    # modality and negation
    ("Tamarind Software forecasts revenue of $640 million for 2026.", "$640 million", GUIDANCE, C, "none"),
    ("Tamarind Software's revenue was $640 million in 2026.", "$640 million", GUIDANCE, D, "measure"),
    ("The Bank of Canada did not cut its policy rate by 50 basis points.", "50 basis points", RATE, D, "measure"),
    # qualifiers
    ("Ostrava Steel's revenue topped $3.2 billion.", "$3.2 billion", STEEL, C, "none"),
    ("Ostrava Steel's revenue topped $3.3 billion.", "$3.3 billion", STEEL, D, "comparator"),
    ("Ostrava Steel's revenue was nearly $3.3 billion.", "$3.3 billion", STEEL, C, "none"),
    ("Ostrava Steel's revenue was about $3.4 billion.", "$3.4 billion", STEEL, C, "none"),
    ("Ostrava Steel's revenue was about $3.7 billion.", "$3.7 billion", STEEL, D, "value"),
    # absent
    ("Ostrava Steel employs 9,100 people.", "9,100", STEEL, U, "not_found"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "source", "verdict"),
    [
        ("Net income of Ostrava Steel fell by $54 million.", "$54 million", STEEL, C),
        ("Net income of Ostrava Steel fell by about a fifth.", "a fifth", STEEL, C),
        ("Net income of Ostrava Steel fell by 20.5%.", "20.5%", STEEL, C),
        ("Net income of Ostrava Steel rose by 20.5%.", "20.5%", STEEL, D),
        ("Net income of Ostrava Steel fell by 25.5%.", "25.5%", STEEL, D),
        ("Unemployment rose 0.3 points in April.", "0.3 points", JOBS, C),
        ("Unemployment fell 0.3 points in April.", "0.3 points", JOBS, D),
        ("Fennel Labs climbed 28% from its June low to its July high.", "28%", PRICE, C),
        ("Fennel Labs climbed more than 30% from its June low to its July high.", "30%", PRICE, D),
        ("The FTSE 100 beat the FTSE 250 by 1.2 points in March 2025.", "1.2 points", SHARES, C),
        ("The FTSE 100 trailed the FTSE 250 by 1.2 points in March 2025.", "1.2 points", SHARES, D),
        ("All regions together sold €675 million.", "€675 million", REGIONS, C),
        ("All regions together sold €657 million.", "€657 million", REGIONS, D),
        ("Asia accounted for 31% of sales.", "31%", REGIONS, C),
        ("Some 36% of the households plan to move.", "36%", POLL, C),
        ("Some 46% of the households plan to move.", "46%", POLL, D),
        ("Rents paid by the households rose 13%.", "13%", POLL, U),
        ("Egypt imported 1.5 million tonnes of wheat in July.", "1.5 million", WHEAT, C),
        ("Egypt imported 1.3 million tonnes of wheat in July.", "1.3 million", WHEAT, D),
    ],
)
def test_a_figure_that_follows_from_the_source_is_derived(text: str, number: str, source: str, verdict: str) -> None:
    check = one(text, number, source, published="2025-08-01")
    assert check.verdict == verdict or {check.verdict, verdict} == {D, U}, check.reason
    if verdict == C:
        assert check.support == "derived"
        assert "formula" in check.evidence[0]
        assert check.evidence[0]["operands"]


def test_a_formula_is_shown_with_its_operands() -> None:
    check = one("Net income of Ostrava Steel fell by 20.5%.", "20.5%", STEEL)
    assert check.evidence[0]["formula"] == "$210 million / $264 million − 1 = -20.455%"
    for operand in check.evidence[0]["operands"]:
        assert STEEL[operand["start"] : operand["end"]] == operand["text"]


def test_operands_in_the_claims_own_sentence_are_judged_themselves() -> None:
    text = "Net income of Ostrava Steel fell 20.5% from $264 million to $210 million."
    assert [verdict for _, verdict, _ in verdicts(text, STEEL)] == [C, C, C]
    wrong = "Net income of Ostrava Steel fell 30% from $300 million to $210 million."
    found = {number: verdict for number, verdict, _ in verdicts(wrong, STEEL)}
    assert found["30%"] == U
    assert found["$300 million"] == D


# --- citations ---


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        ("Revenue rose 8.4% [1]. The rate is 3.75% [2].", "auto", {"8.4%": C, "3.75%": C}),
        ("Revenue rose 8.4%.[1] The rate is 3.75%. [2]", "auto", {"8.4%": C, "3.75%": C}),
        ("Revenue rose 8.4% [2].", "auto", {"8.4%": U}),
        ("Revenue rose 8.4% [1, 2].", "auto", {"8.4%": C}),
        ("Revenue rose 8.4% [1-2].", "auto", {"8.4%": C}),
        ("Revenue rose 8.4% [4].", "auto", {"8.4%": U}),
        ("Revenue rose 8.4% [4].", "ignore", {"8.4%": C}),
        ("Revenue rose 8.4% [1]; the rate is 3.75%.", "auto", {"8.4%": C, "3.75%": N}),
        ("According to [2] the rate is 3.75%.", "auto", {"3.75%": C}),
        ("Revenue rose 8.4%.", "sources", {"8.4%": N}),
        ("Revenue rose 8.4% (verified ✓).", "auto", {"8.4%": C}),
    ],
)
def test_a_mark_governs_its_clause(text: str, mode: CitationMode, expected: Mapping[str, str]) -> None:
    found = {item.text: item.verdict for item in check_text(text, [STEEL, RATE], citations=mode)}
    assert {number: found[number] for number in expected} == expected


def test_a_mark_out_of_range_is_named_as_such() -> None:
    assert one("Revenue rose 8.4% [4].", "8.4%", STEEL).reason_code == "bad_citation"


# --- metrics ---

RETURN = {
    "name": "price return",
    "ticker": "EFA",
    "value": "0.034127",
    "unit": "fraction",
    "start": "2024-04-30",
    "end": "2024-05-31",
}
LEVEL = {"name": "close", "ticker": "EFA", "value": "80.31", "unit": "USD", "start": "2024-05-31", "end": "2024-05-31"}
FALL = {
    "name": "max drawdown",
    "ticker": "EFA",
    "value": "-0.19377",
    "unit": "fraction",
    "start": "2024-01-01",
    "end": "2024-12-31",
}


@pytest.mark.parametrize(
    ("text", "number", "verdict", "code"),
    [
        ("EFA rose 3.4% in May 2024 [M1].", "3.4%", C, "none"),
        ("EFA returned 3.4% on price in May 2024 [M1].", "3.4%", C, "none"),
        ("EFA's total return in May 2024 was 3.4% [M1].", "3.4%", D, "measure"),
        ("EFA fell 3.4% in May 2024 [M1].", "3.4%", D, "sign"),
        ("EFA rose 3.4% in June 2024 [M1].", "3.4%", D, "period"),
        ("VWO rose 3.4% in May 2024 [M1].", "3.4%", D, "entity"),
        ("The MSCI EAFE rose 3.4% in May 2024 [M1].", "3.4%", U, "proxy"),
        ("The MSCI EAFE rose 9.9% in May 2024 [M1].", "9.9%", U, "proxy"),
        ("International stocks rose 3.4% in May 2024 [M1].", "3.4%", C, "none"),
        ("EFA closed at $80.31 on May 31, 2024 [M2].", "$80.31", C, "none"),
        ("EFA opened at $80.31 on May 31, 2024 [M2].", "$80.31", D, "measure"),
        ("EFA closed at $80.13 on May 31, 2024 [M2].", "$80.13", D, "value"),
        ("EFA's drawdown in 2024 reached 19.4% [M3].", "19.4%", C, "none"),
        ("EFA gained 19.4% in 2024 [M3].", "19.4%", D, "sign"),
    ],
)
def test_a_computed_metric_is_evidence_without_rounding(text: str, number: str, verdict: str, code: str) -> None:
    check = one(text, number, metrics=[RETURN, LEVEL, FALL])
    assert (check.verdict, check.reason_code) == (verdict, code), check.reason
    if verdict == C:
        assert check.support == "computed"
        assert check.evidence[0]["start"] is None


# --- what is not judged, and the weaker mark ---


def test_names_dates_and_vague_words_are_not_judged() -> None:
    found = verdicts("The Nikkei 225 makers want double-digit growth by March 4, 2031.", STEEL)
    assert {verdict for _, verdict, _ in found} == {X}


def test_a_figure_that_nothing_ties_to_its_subject_is_value_only() -> None:
    assert one("Marrow Cement's shares fell 9.2%.", "9.2%", "The stock fell 9.2% after the warning.").support == "value_only"


def test_a_date_stands_and_falls_with_the_number_it_qualifies() -> None:
    right = "The Bank of Canada cut by 50 basis points on 23 October 2024."
    wrong = "The Bank of Canada cut by 50 basis points on 30 October 2024."
    assert one(right, "23 October 2024", RATE).verdict == C
    assert one(wrong, "30 October 2024", RATE).verdict == D


def test_relative_days_resolve_against_the_texts_own_date() -> None:
    text = "Yesterday Fennel Labs hit an intraday high of $52.74."
    assert one(text, "$52.74", PRICE, published="2025-07-16").verdict == C
    assert one(text, "$52.74", PRICE, published="2025-07-20").reason_code == "period"
    assert one(text, "$52.74", PRICE).verdict == C


def test_the_subject_is_inherited_from_the_sentence_before() -> None:
    source = "Quince Media gained 4.1% in May."
    assert one("Quince Media did well. It gained 4.1% in May.", "4.1%", source).support == "quoted"
    assert one("Corran Media did well. It gained 4.1% in May.", "4.1%", source).reason_code == "entity"


def test_numbers_of_a_table_are_named_by_row_and_column() -> None:
    table = "Item | 2023 | 2024\nRevenue | 410 | 468\nNet income | 52 | 47"
    assert one("Revenue was 468 in 2024.", "468", table).verdict == C
    assert one("Revenue was 410 in 2024.", "410", table).verdict == D
    assert one("Net income fell 9.6% in 2024.", "9.6%", table).support == "derived"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [("against IJR", "checked"), ("in favour of SPY", "checked"), ("in favour of IJR", "differs"), ("against SPY", "differs")],
)
def test_a_gap_between_two_instruments_has_a_side(side: str, verdict: str) -> None:
    gap = {
        "name": "relative return", "ticker": "IJR", "value": "-2.51", "unit": "percentage_point", "start": "2025-10-31",
        "end": "2025-11-28", "formula": "",
    }  # fmt: skip
    text = f"In November 2025 IJR trailed SPY: a gap of 2.51 percentage points {side} [M1]."
    assert {c.text: c.verdict for c in check_text(text, [], metrics=[gap])}["2.51 percentage points"] == verdict


@pytest.mark.parametrize(("figure", "verdict"), [("18.76%", "checked"), ("17.76%", "differs")])
def test_words_that_say_what_is_counted_in_do_not_rename_the_measure(figure: str, verdict: str) -> None:
    drawdown = {
        "name": "max drawdown", "ticker": "IJR", "value": "-0.1876", "unit": "fraction", "start": "2025-01-21",
        "end": "2025-04-08", "formula": "",
    }  # fmt: skip
    checks = check_text(f"IJR had a max drawdown of {figure} with dividends [M1].", [], metrics=[drawdown])
    assert {c.text: c.verdict for c in checks}[figure] == verdict


@pytest.mark.parametrize(
    ("text", "source", "verdict"),
    [
        ("The expense ratio of VGK is 0.06%.", "VGK charges 0.06% a year.", "checked"),
        ("VGK's annual fee is 0.16%.", "VGK's expense ratio is 0.06%.", "differs"),
        ("The loan-to-deposit ratio of Corvane Bank is 84%.", "Corvane Bank's loans were 84% of its deposits.", "checked"),
        ("The ratio of loans to deposits is 84%.", "Loans of 84% of the bank's branches were repaid.", "unsupported"),
    ],
)
def test_a_ratio_with_a_name_is_a_level_and_nothing_computed(text: str, source: str, verdict: str) -> None:
    assert [item.verdict for item in check_text(text, [source]) if item.kind == "quantity"] == [verdict]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Wages rose 4.0%.", "The board met four times."),
        ("Stocks rebounded: the Dow gained 493 points.", "IJR gained 2.0%."),
        ("VGK looks cheap. Orders at the firm came to $90 million.", "The FTSE Europe index gained 2.2%."),
    ],
)
def test_what_is_of_another_kind_contradicts_nothing(text: str, source: str) -> None:
    assert [item.reason_code for item in check_text(text, [source]) if item.kind == "quantity"] == ["not_found"]


@pytest.mark.parametrize(
    ("text", "source", "verdict"),
    [
        ("Industrial production rose 0.4% in May.", "The DAX rose 0.44%.", "differs"),
        ("The DAX rose 0.4%.", "Industrial production rose 0.4% in May.", "differs"),
        ("Inflation was 2.4%.", "Siemens fell 3% on news of inflation at 2.4%.", "checked"),
    ],
)
def test_a_figure_of_an_economy_is_none_of_a_company_or_an_index(text: str, source: str, verdict: str) -> None:
    assert [item.verdict for item in check_text(text, [source]) if item.kind == "quantity"] == [verdict]


def test_a_total_is_held_against_a_list_of_its_own_things_alone() -> None:
    (found,) = check_text("Claims totalled 236,000.", ["It made three moves at three meetings."])
    assert found.reason_code == "not_found"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "VGK is up 43% from its low.",
            "Small companies cost less than half of that. VGK is one of them.",
        ),  # a part is no change
        ("VGK beat them in 4 of the last 5 years.", "VGK had four great months."),
        ("VGK's maximum drawdown was 28%.", "VGK, which charges 0.06% a year, is new."),
    ],
)
def test_what_is_of_another_kind_neither_bears_out_nor_gives_another_value(text: str, source: str) -> None:
    (found,) = (item for item in check_text(text, [source]) if item.text in ("43%", "4", "28%"))
    assert found.verdict in ("differs", "unsupported")
    assert found.reason_code != "value"


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("SPY has returned 16.9% this year.", "2025-12-18", "checked"),
        ("SPY has returned 16.9% this quarter.", "2025-12-18", "differs"),
        ("SPY has returned 16.9% this year.", "2026-03-18", "differs"),
    ],
)
def test_a_period_that_still_runs_is_one_up_to_the_texts_own_day(text: str, published: str, verdict: str) -> None:
    metric = {"name": "total return", "ticker": "SPY", "value": "0.1685", "unit": "fraction", "formula": ""}
    metric |= {"start": "2024-12-31", "end": "2025-12-16"}
    (found,) = (item for item in check_text(text, [], metrics=[metric], published=published) if item.kind == "quantity")
    assert found.verdict == verdict


def test_closes_of_an_index_add_up_to_no_claims() -> None:
    source = "The DAX closed the week at 24,541.77, after 24,541.67 and 24,526.24."
    (found,) = (item for item in check_text("Jobless claims totalled 236,000 in the week.", [source]) if item.text == "236,000")
    assert found.reason_code == "not_found"


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("In 2025 Orrin's largest drawdown was 19.8%.", True),
        ("Orrin had a drawdown of 19.8% between 19 February and 8 April 2025.", True),
        ("Orrin had a drawdown of 19.8% between 3 March and 8 April 2025.", False),
        ("In 2024 Orrin's largest drawdown was 19.8%.", False),
    ],
)
def test_a_drawdown_is_told_of_the_window_searched_or_from_its_peak_to_its_trough(text: str, checked: bool) -> None:
    metric = {
        "name": "max drawdown", "ticker": "Orrin", "value": "-0.198", "unit": "fraction", "start": "2025-01-01", "end": "2025-12-31",
        "formula": "", "event_start": "2025-02-19", "event_end": "2025-04-08",
    }  # fmt: skip
    verdict = next(c.verdict for c in check_text(text, [], metrics=[metric]) if c.text == "19.8%")
    assert (verdict == "checked") == checked
