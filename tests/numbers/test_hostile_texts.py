"""Texts made to crash or to stall the check: it returns, and its time grows with the text, not with its square."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.numbers import check_text

_SOURCE = "In 2024 Corvane Mining sold 5 mills; profit rose 5% to $6 million from $4 million in May 2024."
_SHAPES = (
    "1234567890", "1,", "(", "(1) ", "[[1]", "[1]", "up 5 [99] ", "rose 5% [1]. ", "|1", "| a | 1 | 2 |\n", "a\t1\t", "a1", "Aa ",
    "rose 5% and ", "profit rose 5 percent from 4 million to 6 million, ", "٣", "½", "1/2", "1–2–", "from 1 to 2 to 3 ", "between ",
    "between 1 and ", "$", "$1 ", "5%", "1.2.3.", "May 5, 2024 ", "2024-", "Q3 ", "half of ", "twenty-", "5 million ", "- 5\n", "5: a; ",
    "the company said it ", "since ", "more than ", "not ", "**5** ", "http://a.b/5?c=6&", "5-year-old ", "(1,204) ", "1'000", "x²",
    "Corvane and Lumera ", "from last year ",
)  # fmt: skip
_PIECES = st.sampled_from(
    [
        *_SHAPES,
        "Corvane Mining",
        "S&P 600",
        "fell",
        "by",
        "about",
        ".",
        ",",
        ";",
        "\n",
        "\n\n",
        " ",
        "\u200b",
        "\u202e",
        "\x00",
        "\ud800",
    ]
)
_SLOPE = 3.2  # of twice the text: 2 is linear, 4 is a square; the rest is noise


def cpu_s(text: str, source: str) -> float:
    """Seconds of the processor, the least of two runs."""
    least = float("inf")
    for _ in range(2):
        began = time.process_time()
        check_text(text, [source])
        least = min(least, time.process_time() - began)
    return least


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, min_size=1, max_size=6).map("".join), st.integers(1, 100), st.booleans())
def test_what_is_repeated_does_not_crash_the_check(block: str, times: int, as_evidence: bool) -> None:
    text = (block * times)[:300]
    check_text(_SOURCE, [text]) if as_evidence else check_text(text, [_SOURCE, text])


@pytest.mark.slow
@pytest.mark.parametrize("shape", _SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    small, large = (shape * (size // len(shape) + 1) for size in (5_000, 10_000))
    for as_evidence in (False, True):
        of_small, of_large = (cpu_s(_SOURCE, text) if as_evidence else cpu_s(text, _SOURCE) for text in (small, large))
        assert of_large < _SLOPE * max(of_small, 0.05), (shape, as_evidence, of_small, of_large)


@pytest.mark.slow
@pytest.mark.parametrize("shape", _SHAPES)
def test_a_hundred_kilobytes_are_checked(shape: str) -> None:
    text = (shape * (100_000 // len(shape) + 1))[:100_000]
    began = time.process_time()
    check_text(_SOURCE, [text])
    check_text(text, [_SOURCE])
    assert time.process_time() - began < 60


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0002-01-01", "9998-12-31"])
@pytest.mark.parametrize(
    "told",
    ["On Black Friday", "On Easter Monday", "Yesterday", "Next week", "Last month", "In the last quarter", "A century ago"],
)
def test_a_date_at_the_end_of_the_calendar_does_not_crash_the_check(day: str, told: str) -> None:
    for source in (f"{told} it fell 3%.", f"It fell 3% on {day}.", f"It fell 3% in the month to {day}."):
        check_text(f"{told} it fell 3%.", [source], published=day)
        check_text(source, [f"It fell 3% since {day}."], as_of=day)


@pytest.mark.parametrize("value", ["NaN", "", "1e400", "-1e400", "Infinity", "1e23", None])
def test_a_metric_whose_value_nothing_can_have_is_no_evidence(value: str | None) -> None:
    metrics = [{"name": "close", "ticker": "TARN", "value": value, "unit": "USD", "start": "2025-03-03", "end": "2025-03-03"}]
    (check,) = (check for check in check_text("TARN closed at $30.00 [M1].", [], metrics=metrics) if check.text == "$30.00")
    assert check.verdict == "unsupported"
