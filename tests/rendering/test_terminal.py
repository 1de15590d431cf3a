from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from copilot.rendering.terminal import show_answer, show_audit
from copilot.rendering.why import judged_numbers, show_numbers, show_why
from copilot.rendering.wording import MARKS, counts_sentence, excerpt, value_text
from copilot.types import Answer, Audit, Checked, DraftSentence, Metric, Passage

Draw = Callable[..., str]
GOLDEN = Path(__file__).parent / "golden"


def test_an_answer_at_eighty_columns(answer: Answer, draw: Draw) -> None:
    assert draw(show_answer, answer) == (GOLDEN / "answer_80.txt").read_text(encoding="utf-8")


def test_an_audit_at_eighty_columns(audit: Audit, draw: Draw) -> None:
    assert draw(show_audit, audit) == (GOLDEN / "audit_80.txt").read_text(encoding="utf-8")


def test_an_answer_where_no_glyph_can_go(answer: Answer, draw: Draw) -> None:
    screen = draw(show_answer, answer, encoding="ascii", width=60)
    assert screen == (GOLDEN / "answer_ascii_60.txt").read_text(encoding="utf-8")
    screen.encode("ascii")


@pytest.mark.parametrize("width", [60, 72, 80, 100, 110])
def test_no_line_is_wider_than_the_screen_or_ends_in_a_space(answer: Answer, draw: Draw, width: int) -> None:
    lines = draw(show_answer, answer, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_pipe_gets_no_escape_and_always_the_same(answer: Answer, draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = draw(show_answer, answer)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("COLUMNS", "133")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert draw(show_answer, answer) == plain
    assert "\x1b" not in plain


def test_a_terminal_gets_colours_unless_told_not_to(answer: Answer, draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR")
    coloured = draw(show_answer, answer, is_terminal=True)
    assert "\x1b[38;5;28m✓" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", draw(show_answer, answer, is_terminal=True))


def test_every_state_but_exempt_has_its_own_mark() -> None:
    shown = [mark for state, mark in MARKS.items() if state != "exempt"]
    assert len(set(shown)) == len(shown) == 6
    assert MARKS["exempt"] == ""


def test_citations_stay_where_the_draft_has_them(answer: Answer, draw: Draw) -> None:
    assert "October [1], and" in draw(show_answer, answer)


def test_citations_move_to_the_end_where_the_draft_is_not_the_text(answer: Answer, draw: Draw) -> None:
    other = replace(answer, draft=replace(answer.draft, sentences=(DraftSentence("Something else [1]."),)))
    assert "holds [1][M1]." in draw(show_answer, other)


def test_an_unused_passage_is_not_listed_but_counted(answer: Answer, draw: Draw) -> None:
    screen = draw(show_answer, answer)
    assert "Nobody cited this" not in screen
    assert "1 more item was read and not cited" in screen


def test_an_audit_tells_a_conflict_once(audit: Audit, draw: Draw) -> None:
    (conflict,) = audit.checked.conflicts
    told = replace(audit, findings=(replace(audit.findings[0], text=conflict.text),))
    assert " ".join(draw(show_audit, told).split()).count(conflict.text) == 1


def test_without_conflicts_there_is_no_such_heading(answer: Answer, draw: Draw) -> None:
    calm = replace(answer, checked=replace(answer.checked, conflicts=()))
    assert "What conflicts" not in draw(show_answer, calm)


HOSTILE = "Up \x1b[31m5%✓\x1b[0m [bold red]x[/] \x9b2J\x07\x1b]8;;http://evil\x07link\x1b]8;;\x07 :fire: ✅ \u202egnp.exe\u202c {ok} end"


def test_hostile_text_of_an_article_cannot_steer_the_terminal_or_forge_a_mark(answer: Answer, draw: Draw) -> None:
    first = answer.checked.evidence["1"]
    assert isinstance(first, Passage)
    evil = replace(first, title=HOSTILE, publisher=HOSTILE, quote=HOSTILE)
    checked = replace(answer.checked, evidence={**answer.checked.evidence, "1": evil})
    screen = draw(show_answer, replace(answer, question=HOSTILE, notices=(HOSTILE,), checked=checked))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", screen)
    legend = [line for line in screen.splitlines() if "✓ checked" in line]
    assert screen.count("✓") == answer.checked.counts["checked"] + len(legend)
    assert "✅" not in screen and "{ok}" not in screen
    assert "[bold red]x[/]" in screen and ":fire:" in screen  # shown as the text it is


def test_a_forged_tick_in_the_answer_itself_is_dropped(answer: Answer, draw: Draw) -> None:
    text = "All verified ✅✓ here."
    forged = replace(
        answer.checked,
        text=text,
        numbers=(),
        conflicts=(),
        sentences=(replace(answer.checked.sentences[0], start=0, end=len(text), citations=()),),
    )
    screen = draw(show_answer, replace(answer, checked=forged))
    assert "✅" not in screen and "✓" not in screen and "All verified here." in screen


def test_an_answer_that_bound_nothing_says_so(answer: Answer) -> None:
    unbound = tuple(n for n in answer.checked.numbers if n.state == "uncited")
    assert "no number is bound to evidence" in counts_sentence(replace(answer.checked, numbers=unbound))
    assert counts_sentence(Checked("", (), (), {}, ())) == "no numerals"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0.123571428571", "fraction", "12.357%"),
        ("-0.05", "fraction", "-5%"),
        ("54.5", "USD", "54.50 USD"),
        ("0.00123", "USD", "0.0012 USD"),
        ("25", "basis_point", "25 bp"),
        ("4", "count:meeting", "4"),
        ("1.5", "ratio_x", "1.5x"),
        ("3.75", "percent", "3.75%"),
        ("1.05", "none", "1.05"),
        ("1200", "index_point", "1200 points"),
    ],
)
def test_values_are_said_with_their_unit(value: str, unit: str, text: str) -> None:
    assert value_text(Decimal(value), unit) == text


def test_a_long_quote_shows_the_sentence_the_number_rests_on() -> None:
    quote = "First words here. " * 30 + "Rates rose 2% in May. " + "Last words here. " * 30
    at = quote.index("2%")
    shown = excerpt(quote, [(at, at + 2)])
    assert "Rates rose 2% in May." in shown
    assert len(shown) < 400


def test_why_tells_reason_evidence_and_conflict(answer: Answer, draw: Draw) -> None:
    total = len(judged_numbers(answer))
    said = draw(show_why, answer, total)
    assert "31 October⚡" in said and "the reason for 31 October." in said and "CPX had it on 2025-10-28" in said
    assert "formula: 54.50 / 50.00 − 1 = 9.0%" in draw(show_why, answer, 1)
    assert draw(show_numbers, answer).count("\n") == total
    with pytest.raises(IndexError):
        draw(show_why, answer, total + 1)


def test_a_metric_names_its_provider_sessions_and_day_of_fetching(answer: Answer, draw: Draw) -> None:
    assert "max of high; 2025-10-28; files:prices, fetched 2025-11-04" in draw(show_answer, answer)
    metric = answer.checked.evidence["M1"]
    assert isinstance(metric, Metric)
    window = replace(metric, start=date(2025, 10, 1))
    shown = replace(answer, checked=replace(answer.checked, evidence={"M1": window}))
    assert "2025-10-01 to 2025-10-28" in draw(show_answer, shown)
