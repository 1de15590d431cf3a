"""What holds for every text whatever: spans, the account of every digit, and evidence that can only help."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.numbers import check_text, find_quantities

PIECES = st.sampled_from(
    [
        "rose", "fell", "from", "to", "by", "between", "and", "about", "nearly", "more than", "Acme", "the S&P 600", "revenue", "Q2",
        "5%", "-3.2%", "$1.2bn", "1,204", "(1,204)", "3½ percent", "25 basis points", "9-3", "two-thirds", "third consecutive",
        "November 17", "2025-12-18", "FY26E", "10-K", "[1]", "[M1]", "[1, M2]", "12:30", "¼", "٣", "²", ".", ",", ";", " – ", "\n", "(",
        ")", "x", "twice", "a third of", "120p", "¥1,360 billion", "2s10s", "24/7", "1.2.3", "5:1", "10-for-1", "$", "%", "-", "−",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=15).map("".join), st.text(max_size=120))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(TEXTS)
def test_items_are_sorted_do_not_overlap_and_are_slices_of_the_text(text: str) -> None:
    end = 0
    for item in find_quantities(text):
        assert end <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        end = item.end


@SLOW
@given(TEXTS)
def test_every_digit_lies_in_exactly_one_item(text: str) -> None:
    held = [0] * len(text)
    for item in find_quantities(text):
        for at in range(item.start, item.end):
            held[at] += 1
    assert all(count == 1 for count, character in zip(held, text, strict=True) if character.isdigit())


@SLOW
@given(TEXTS, TEXTS)
def test_there_is_one_check_for_each_item_with_a_reason(text: str, source: str) -> None:
    checks = check_text(text, [source])
    assert [(c.start, c.end, c.text) for c in checks] == [(q.start, q.end, q.text) for q in find_quantities(text)]
    for check in checks:
        assert check.reason
        assert (check.support is not None) == (check.verdict == "checked")
        assert (check.reason_code != "none") == (check.verdict in ("differs", "unsupported"))
        assert check.evidence or check.verdict != "checked"


@SLOW
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_a_text_is_supported_by_itself_and_more_evidence_takes_nothing_away(noise: str) -> None:
    text = "Corvane Mining sold 18.2 million tonnes in 2024 and its profit rose 6.3% to $412 million."
    alone = check_text(text, [text])
    more = check_text(text, [text, noise], citations="ignore")
    assert [c.verdict for c in alone if c.kind == "quantity"] == ["checked"] * 3
    assert [c.verdict for c in more if c.kind == "quantity"] == ["checked"] * 3


@pytest.mark.parametrize(
    "piece", ["1", "1,", "(", "9-", "[1]", "1 to ", "$", "½", "twenty-", "3.5%, ", "from 1 to ", "and 2 ", "Q", "-", "1 2 ", "٣"]
)
def test_a_hundred_kilobytes_of_anything_is_read(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    assert sum(item.end - item.start for item in find_quantities(text)) <= len(text)
