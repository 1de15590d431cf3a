"""What normalisation changes, what it never touches, and that once is enough."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.library.normalising import normalise, plain_markdown


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ufeffRates\u200b fell\u00ad.", "Rates fell."),
        ("pro\ufb01t and cash \ufb02ow", "profit and cash flow"),
        ("S&amp;P 500 &#8212; up", "S&P 500 — up"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("12\u00a0345 and 6\u202f789", "12\u00a0345 and 6\u202f789"),  # the space belongs to the number
        ("cafe\u0301", "café"),
        ("  a  b \t c  \n\n\n\n d ", "a b\tc\n\nd"),
        ("red \x1b[31malert\x1b[0m \x07bell", "red alert bell"),
        ("left\u202eright\u2066", "leftright"),
    ],
)
def test_characters(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


def test_a_divided_word_is_joined_and_a_compound_keeps_its_hyphen() -> None:
    assert normalise("the invest-\nment case") == "the investment case"
    assert normalise("a small-\ncap fund; small-cap funds") == "a small-cap fund; small-cap funds"
    assert normalise("mega-\ncap names: mega stocks, cap weights") == "mega-cap names: mega stocks, cap weights"


def test_ranges_and_signs_at_a_line_end_are_left_alone() -> None:
    assert normalise("from 3-\n5% to −\n2") == "from 3-\n5% to −\n2"


WRAPPED = """\
The index of smaller companies rose for a third day on Monday, helped
by banks and builders, and ended the session at its best level since
the spring, according to figures from the exchange. Volume was higher
than usual.

- Banks gained the most, as yields rose and the curve steepened in the
  afternoon.
- Builders followed.
"""


def test_a_hard_wrapped_text_gets_its_paragraphs_back() -> None:
    lines = normalise(WRAPPED).split("\n")
    assert len(lines) == 4
    assert lines[0].endswith("figures from the exchange. Volume was higher than usual.")
    assert lines[2] == "- Banks gained the most, as yields rose and the curve steepened in the afternoon."


def test_short_lines_of_a_list_are_not_joined() -> None:
    text = "Small Caps\nRussell 2000\nFed Rate Cuts\nEarnings Growth\nMarket Valuations"
    assert normalise(text) == text


SIGNIFICANT = re.compile(r"[0-9+\-−%$€£¥<>=.,½¼¾]")


@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.sampled_from(list("ab-\n \r\t12.%−+\u00a0\u00ad\u200bé&;#x\ufb01")), max_size=80))
def test_dense_markup_settles_too(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    st.lists(
        st.sampled_from(["-3.7%", "+12.36", "$1,234.50", "−5", "½", "3–5", "1e-5", "(4.2)", "25bp", "9-3", "0.25"]), max_size=12
    )
)
def test_no_digit_or_sign_is_touched(tokens: list[str]) -> None:
    text = " ".join(tokens)
    assert normalise(text) == text
    assert plain_markdown(text) == text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Bold** and *it* and __strong__ and ***both***.", "Bold and it and strong and both."),
        ("See [the filing](https://example.org/f?a=1) or ![chart](c.png).", "See the filing or ."),
        ("`code` and 5*3*2 and snake_case_name and a_b", "code and 5*3*2 and snake_case_name and a_b"),
        ("The note [1] cites [2].", "The note [1] cites [2]."),
        (r"It costs \$180 and 3\*2", "It costs $180 and 3*2"),
        ("# Title\n\n- point\n\n| a | b |", "# Title\n\n- point\n\n| a | b |"),
        ("<!-- hidden -->Shown", "Shown"),
    ],
)
def test_markdown_loses_its_emphasis_and_links_only(markdown: str, plain: str) -> None:
    assert plain_markdown(markdown) == plain
