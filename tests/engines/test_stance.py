from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.engines.candidates import is_quotable, label_of, plain_quote
from copilot.engines.stance import stance_of
from copilot.engines.vocabulary import Phrases, vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "Earnings are accelerating and valuations are attractive.",
        "Central banks are steady buyers, and inflows are strong.",
        "We believe the advance can be sustained.",
        "Fears of a slowdown have eased, and demand is strong.",
        "The rally has little to fear: margins improved and orders are robust, despite a weak dollar.",
        "There is no sign that demand is weak, and the backlog supports prices.",
    ],
)
def test_sentences_that_argue_for_a_rise(text: str) -> None:
    assert stance_of(text).lean > 0.3


@pytest.mark.parametrize(
    "text",
    [
        "Valuations are stretched and leave little room for disappointment.",
        "Growth is slowing and inventories built up, although orders improved.",
        "Earnings improved, but the risk of a reversal is high and credit is fragile.",
        "The shares are not cheap.",
        "A pause would hit the most indebted companies.",
        "Margins cannot be repeated and demand is not strong.",
    ],
)
def test_sentences_that_argue_against_it(text: str) -> None:
    assert stance_of(text).lean < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The fund closed at 61.01 on Tuesday.",
        "The committee meets on Wednesday.",
        "If supply had been tight, prices would have risen.",
        "The Volatility Index closed at 26.42.",
    ],
)
def test_plain_reports_and_what_did_not_happen_argue_nothing(text: str) -> None:
    assert stance_of(text).strength < 0.9


def test_a_heading_lends_its_direction_to_what_stands_under_it() -> None:
    text = "## Risks\n\n- Lending has grown faster than anything else.\n- Rates may rise.\n\nSupport. Loan growth goes on."
    assert label_of(text, text.index("Lending")) == "Risks" and label_of(text, text.index("Rates")) == "Risks"
    assert label_of(text, text.index("Loan growth")) == "Support"
    assert stance_of("Lending has grown faster than anything else.", "Risks").lean < 0


@pytest.mark.parametrize(
    "text",
    [
        "Is the rally sustainable, or are there underlying risks that are being overlooked?",
        "Log in to read the full report and the screening table.",
        "Past performance is no guide to future returns.",
        "| IJR (S&P 600 fund) | 118.83 | +0.67% | is the row of a table. |",
        "What would make us wrong:",
        "Fed Rate Cuts and the Small Companies",
        "Rose.",
    ],
)
def test_what_is_never_quoted(text: str) -> None:
    assert not is_quotable(text)


def test_an_articles_own_marks_and_forged_ticks_leave_the_quotation() -> None:
    assert plain_quote("Copper rose 3% ✓ [2], he said “yes” [1, 3].") == "Copper rose 3%, he said ‘yes’."


def test_phrases_match_whole_words_with_hyphens_and_open_endings() -> None:
    phrases = Phrases.of(["rate cut*", "last$"])
    assert phrases.words_in("A rate-cutting cycle; incorporate cuts; will it last?") == ["rate-cutting", "last"]
    assert not phrases.is_in("the last report")
    assert not Phrases.of([]).is_in("anything")


def test_every_theme_has_a_name_free_of_numerals_and_some_words() -> None:
    for theme in vocabulary().themes:
        assert theme.name and not any(c.isdigit() for c in theme.name) and theme.words.written


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_has_a_stance(text: str, label: str) -> None:
    stance = stance_of(text, label)
    assert stance.support >= 0 and stance.doubt >= 0 and -1 <= stance.lean <= 1
