from __future__ import annotations

from typing import Any

import pytest

TRANSCRIPT_IN = """\
/why
is the rise over?
/why
/why 1
/why 9
/sources
/frob
fail now

/help
what of tin?
/quit
is this asked?
"""
TRANSCRIPT_OUT = """

is the rise over?
sample data; as of 2025-11-04; extractive engine, no model

  Copper rose 9.0%✓ [1]. Some saw 7∅ ships.

Numbers in doubt
  ∅ 7 uncited: no evidence is named for it.

Evidence
[1]   Metal Wire, “Copper climbs”, 2025-11-03
      “Copper rose 9.0% in October.”

2 numerals: 1 checked, 1 uncited
✓ checked   ∅ uncited
no article dated by then; no market data used; sample data
receipt abababababab: copilot verify abababababab

  1  9.0%✓  checked, quoted
  2  7∅  uncited
9.0%✓  checked, quoted
  the article says 9.0%.
  [1]   Metal Wire, “Copper climbs”, 2025-11-03
        “Copper rose 9.0% in October.”
  read as: said of Copper, a change, up
  evidence that would do: 8.95 to 9.05% or points
  tried: [1] “Copper rose 9.0% in October.” (Metal Wire, 2025-11-03): the same
  value, and nothing speaks against it

Evidence
[1]   Metal Wire, “Copper climbs”, 2025-11-03
      “Copper rose 9.0% in October.”
/why        the numbers of the last answer, each with its n
/why n      number n: the reason for its mark, the words or the formula it rests
            on
/sources    all evidence the last answer was given, cited or not
/open n     the article that passage [n] stands in, whole; /open M1 a metric
/check FILE audit the numbers of a text, as copilot check would
/metric ... computes one metric, as: /metric return XLK --from 2025-11-20
/asof DAY   from now on nothing published or traded after this day enters; /asof
            now ends it
/show       the receipts, newest first; /show ID an earlier answer, which
            becomes the last one
/verify     replay the receipt of the last answer; /verify ID that of another
/export     write the last answer as one file that a stranger can verify;
            /export FILE names it
/save FILE  write the last answer as it stands on the screen
/help       this list
/quit       leave, as Ctrl-D does

what of tin?
sample data; as of 2025-11-04; extractive engine, no model; declined

  The library holds nothing on this.

no numerals
no article dated by then; no market data used; sample data
receipt abababababab: copilot verify abababababab

"""
TRANSCRIPT_ERR = """\
error: nothing was answered yet
fix: ask a question first
error: the last answer has no number '9'
fix: give n from 1 to 2; /why alone lists them
error: there is no command /frob
fix: /help lists the commands; a question needs no slash
error: the prices are broken
fix: mend them
"""


def test_a_whole_conversation(run: Any, pipeline: Any) -> None:
    done = run("chat", stdin=TRANSCRIPT_IN)
    assert done.code == 0
    assert done.out == TRANSCRIPT_OUT[1:]
    assert done.err == TRANSCRIPT_ERR
    assert [question for question, _ in pipeline.asked] == ["is the rise over?", "fail now", "what of tin?"]


def test_the_end_of_input_ends_the_conversation(run: Any, pipeline: Any) -> None:
    done = run("chat", stdin="is the rise over?")
    assert done.code == 0 and "Copper rose 9.0%✓" in done.out


def test_a_question_of_the_environment_is_asked_first(run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_QUESTION", "is the rise over?")
    run("chat", stdin="what of tin?\n")
    assert [question for question, _ in pipeline.asked] == ["is the rise over?", "what of tin?"]


def test_a_follow_up_is_asked_with_what_it_takes_from_the_question_before(run: Any, pipeline: Any) -> None:
    run("chat", stdin="how did gold do in May?\nand silver?\nwhy?\nis it safe?\n")
    asked = [question for question, _ in pipeline.asked]
    assert asked[:2] == ["how did gold do in May?", "how did silver do in May?"]
    assert asked[2:] == ["what drove silver in May?", "is silver safe?"]


def test_who_wrote_it_and_which_is_newest_are_asked_of_the_last_answer(run: Any, pipeline: Any) -> None:
    ran = run("chat", stdin="is the rise over?\nwho wrote that?\nwhich of these is newest?\n")
    assert [question for question, _ in pipeline.asked] == ["is the rise over?"]
    assert ran.out.count("Metal Wire, “Copper climbs”, 2025-11-03") == 3


def test_a_question_of_nothing_does_not_end_what_the_talk_is_about(run: Any, pipeline: Any) -> None:
    run("chat", stdin="how did gold do in May?\nwhich was better?\ncompare it with silver\nwhat did the Fed do?\nwhy?\n")
    asked = [question for question, _ in pipeline.asked]
    assert asked[2] == "compare gold with silver in May"
    assert asked[4] == "why?"  # the Fed is named last, and has no move of its own


def test_ctrl_c_in_a_pipe_ends_it(run: Any, pipeline: Any) -> None:
    pipeline.error = KeyboardInterrupt()
    assert run("chat", stdin="is the rise over?\n").code == 130


@pytest.mark.parametrize("word", ["0", "-1", "³", "x", "99999999999999999999"])
def test_why_takes_only_a_number_of_the_answer(run: Any, pipeline: Any, word: str) -> None:
    done = run("chat", stdin=f"is the rise over?\n/why {word}\n")
    assert "error: the last answer has no number" in done.err and done.code == 0


def test_a_file_is_audited_in_the_chat_and_a_missing_name_is_said(run: Any, pipeline: Any, tmp_path: Any) -> None:
    note = tmp_path / "copper note.txt"
    note.write_text("Copper rose 9.0%.", encoding="utf-8")
    done = run("chat", stdin=f"/check {note}\n/check\n/check {note}.gone\n")
    assert pipeline.checked[0]["text"] == "Copper rose 9.0%." and "9.0%⚡" in done.out
    assert "error: /check names no file" in done.err and "does not exist" in done.err


def test_the_words_that_leave_or_help_elsewhere_do_so_here(run: Any, pipeline: Any) -> None:
    done = run("chat", stdin="Help\nquit\nis this asked?\n")
    assert "/quit       leave" in done.out and pipeline.asked == []
