"""Sentences of financial prose: worked by hand, and the invariants of the spans."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.sentences import sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["U.S. stocks rose 3.7%.", "Bonds fell."],
        ["Acme Inc. said profit fell.", "The shares dropped."],
        ["He bought Acme Inc.", "The price was $4.5 billion."],
        ["It listed in the U.S.", "The U.S. Treasury agreed."],
        ["The S&P 500 gained 0.5% vs. 0.3% for the Dow.", "Why?", "Nobody knows!"],
        ["“Sell everything,” he said.", "“Really?” she asked.", '"Yes."', "They sold."],
        ["The Fed cut rates on Dec. 10, 2025.", "Mr. Powell spoke at 2:30 p.m. Eastern time."],
        ["Shares fell at the close at 4 p.m.", "Volume was thin."],
        ["J. P. Morgan said so.", "No. 1 on the list is Acme Corp. of Ohio."],
        ["Growth slowed to 1.2 percent…", "Then it stopped."],
        ["Sales rose 5%.[1]", "Margins fell.[2][M1]", "Nothing else. [3]"],
        ["Gold fell.", "iShares funds did not."],
        ["Prices rose 2.5%.", "2025 was different."],
        ["Yahoo! Finance carried it.", "Others did not."],
        ["It sat.", "Profit, i.e. earnings, rose approx. 3%."],
        ["(It did not.)", "[It did.]", "So what?!"],
    ],
)
def test_sentences_of_a_line(expected: list[str]) -> None:
    assert pieces(" ".join(expected)) == expected


def test_a_missing_space_between_sentences_is_seen_but_an_address_is_whole() -> None:
    text = "The rally drew in new money over growth.The buyers were funds. See Example.com for more."
    assert pieces(text) == ["The rally drew in new money over growth.", "The buyers were funds.", "See Example.com for more."]


def test_lines_bullets_and_numbers_open_sentences_without_their_marks() -> None:
    text = "## Outlook\n\n- Rates: lower\n- Sales fell 5%. They may rise.\n1. First point\n2) Second point\n* third"
    assert pieces(text) == ["Outlook", "Rates: lower", "Sales fell 5%.", "They may rise.", "First point", "Second point", "third"]


def test_a_dash_bullet_inside_a_paragraph_is_no_part_of_the_sentence() -> None:
    assert pieces("It removes a tailwind for small firms. - Furthermore, quality matters.") == [
        "It removes a tailwind for small firms.",
        "Furthermore, quality matters.",
    ]


def test_a_negative_number_keeps_its_sign() -> None:
    assert pieces("-3.2% was the result. −5 bp followed.") == ["-3.2% was the result.", "−5 bp followed."]


def test_the_article_of_the_field_splits_as_a_reader_would(shared: object) -> None:
    from pathlib import Path

    text = next(Path(str(shared)).glob("seeds/002_*.txt")).read_text(encoding="utf-8")
    found = pieces(text)
    assert len(found) == 38
    assert (
        "Small-cap EPS growth surged by an impressive 12.1% year-over-year in Q2, despite a 5.0% sales decline, highlighting strong operating leverage."
        in found
    )
    assert not [piece for piece in found if piece.startswith("-")]


@given(st.text(alphabet=st.sampled_from(list("abcAB .!?…\n-–\"”')[](1234,%$#*>\t")), max_size=120))
def test_spans_are_in_order_trimmed_within_lines_and_hold_every_word(text: str) -> None:
    spans = sentences(text)
    covered: set[int] = set()
    before = 0
    for start, end in spans:
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        covered.update(range(start, end))
        before = end
    assert all(at in covered for at, character in enumerate(text) if character.isalpha())
    bare = re.sub(r"^[ \t]*(?:[-–*#>\s]|\(?\d{1,2}[.)]\s)+", lambda m: "x" * len(m.group()), text, flags=re.M)
    assert all(at in covered for at, character in enumerate(text) if character.isdigit() and bare[at] != "x")


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    for start, end in sentences(text):
        assert text[start:end].strip()
