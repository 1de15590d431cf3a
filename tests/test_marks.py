from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.marks import clean_model_text, join_sentences, neutralise, strip_marks
from copilot.types import DraftSentence

MARKED = st.lists(
    st.sampled_from(
        [
            "Sales",
            " rose",
            " 5%",
            " [1]",
            "[M2]",
            "[1, M2]",
            " [1-3]",
            "[",
            "]",
            "1",
            ",",
            ".",
            "\n",
            " ",
            "[[1]",
            "[12]",
            "M",
            "-",
        ]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Up 5% [1].", "Up 5%."),
        ("Up 5%.[1] Next.", "Up 5%. Next."),
        ("Up 5%. [1] Next.", "Up 5%. Next."),
        ("Up 5% [1][M2], then [1-3] down [1, M2].", "Up 5%, then down."),
        ("Up 5% [1] [2].", "Up 5%."),
        ("[1] Up 5%.", "Up 5%."),
        ("A.\n[M1] B.", "A.\nB."),
        ("up [1]and", "up and"),
        ("[[1]2] x", "x"),
        ("by 5 [1] 6 ships", "by 5 6 ships"),
        ("by 5 [1].6 points", "by 5 .6 points"),
        ("by 1 [2],000", "by 1 ,000"),
        ("growth.[1]Investors", "growth.Investors"),
        ("by 5[1]6%", "by 5[1]6%"),
        ("by 5[1]m", "by 5[1]m"),
        ("by $[1]5", "by $[1]5"),
        ("Out of range [99].", "Out of range."),
        ("Unmarked [sic] and [12345] and a[i].", "Unmarked [sic] and [12345] and a[i]."),
        ("", ""),
    ],
)
def test_marks_go_and_the_rest_reads_on(marked: str, plain: str) -> None:
    assert strip_marks(marked)[0] == plain


@given(MARKED)
def test_every_character_that_is_left_stood_where_the_map_says(marked: str) -> None:
    plain, moved = strip_marks(marked)
    assert len(moved.kept) == len(plain)
    assert list(moved.kept) == sorted(set(moved.kept))
    assert all(marked[at] == character for at, character in zip(moved.kept, plain, strict=True))


@given(MARKED)
def test_nothing_that_is_left_reads_as_a_mark(marked: str) -> None:
    plain, _ = strip_marks(marked)
    assert strip_marks(plain)[0] == plain


@given(MARKED)
def test_spans_of_numbers_keep_their_text(marked: str) -> None:
    plain, moved = strip_marks(marked)
    for found in re.finditer(r"5%", marked):
        start, end = moved.to_plain(*found.span())
        assert plain[start:end] == "5%"
        assert (moved.kept[start], moved.kept[end - 1] + 1) == found.span()


@given(MARKED)
def test_marks_are_kept_in_order_inside_the_text(marked: str) -> None:
    plain, moved = strip_marks(marked)
    places = [mark.at for mark in moved.marks]
    assert places == sorted(places)
    assert all(0 <= place <= len(plain) for place in places)


def test_a_span_of_a_mark_alone_is_empty() -> None:
    _, moved = strip_marks("Up 5% [1].")
    start, end = moved.to_plain(6, 9)
    assert start == end


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Up 5% ✓ today", "Up 5% today"),
        ("Up 5%✔️.", "Up 5%."),
        ("All ✅✓ done ☑", "All done"),
        ("5% :white_check_mark: [1]", "5% [1]"),
        ("5% &#10003; &check; ok", "5% ok"),
        ("5%{ok} 6%{~} 7%≈, 8%∅", "5% 6% 7%, 8%"),
        ("5% ≈ 6%", "5% ≈ 6%"),
        ("1\u200b2.3\u00ad4%", "12.34%"),
        ("a \x1b[2Jb \x1b]8;;http://x\x07c\x1b]8;;\x07", "a b c"),
        ("line\r\nnext\x0b\x85end", "line\nnext\n\nend"),
        ("{o{ok}k}", ""),
        ("x ⚡", "x"),
        ("prices are {x} in set notation", "prices are in set notation"),
        ("é naïve – “quotes” €5", "é naïve – “quotes” €5"),
    ],
)
def test_forged_ticks_and_invisible_characters_go(dirty: str, clean: str) -> None:
    assert clean_model_text(dirty) == clean


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_model_text(text)
    assert clean_model_text(once) == once
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e✓✔☑✅]", once)


@given(st.text(max_size=60))
def test_neutral_text_has_no_control_character(text: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", neutralise(text))


@given(st.lists(st.tuples(st.sampled_from(["A.", "B [1].", "C"]), st.sampled_from(["lead", "data"])), max_size=6))
def test_the_spans_of_sentences_hold_them(drafted: list[tuple[str, str]]) -> None:
    sentences = [DraftSentence(text, section=section) for text, section in drafted]
    text, spans = join_sentences(sentences)
    assert [text[start:end] for start, end in spans] == [sentence.text for sentence in sentences]
