"""The command line with a pipeline that answers from nothing: a real module, put in the place of the real one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from copilot.errors import CopilotError, SourceError, UsageError
from copilot.types import Answer, AnswerNumber, AnswerSentence, Audit, Checked, Conflict, Draft, DraftSentence, Passage

QUOTE = "Copper rose 9.0% in October."
PASSAGE = Passage(
    "0123456789ab", "0" * 64, "Copper climbs", "Metal Wire", datetime(2025, 11, 3, tzinfo=UTC), None, 0, len(QUOTE), QUOTE, 0.5
)


def made_answer(question: str) -> Answer:
    """ "rise" is answered with a checked number and an uncited one; "safe" with the checked one alone; else it is declined."""
    if "rise" not in question and "safe" not in question:
        sentences: tuple[DraftSentence, ...] = (DraftSentence("The library holds nothing on this.", kind="meta"),)
        return _answer(question, sentences, "declined", ())
    first = DraftSentence("Copper rose 9.0% [1].")
    number = AnswerNumber(
        12, 16, "9.0%", "quantity", "checked", "quoted", "none", "the article says 9.0%.",
        ({"source": "1", "start": 12, "end": 16, "quote": "9.0%"},),
    )  # fmt: skip
    if "safe" in question:
        return _answer(question, (first,), "answered", (number,))
    second = AnswerNumber(27, 28, "7", "quantity", "uncited", None, "none", "no evidence is named for it.", ())
    return _answer(question, (first, DraftSentence("Some saw 7 ships.")), "answered", (number, second))


def _answer(question: str, drafted: tuple[DraftSentence, ...], status: Any, numbers: tuple[AnswerNumber, ...]) -> Answer:
    from copilot.marks import join_sentences, strip_marks

    marked, spans = join_sentences(drafted)
    plain, moved = strip_marks(marked)
    sentences = tuple(
        AnswerSentence(*moved.to_plain(*span), citations=("1",) if "[1]" in s.text else (), kind=s.kind, section=s.section)
        for s, span in zip(drafted, spans, strict=True)
    )
    evidence = {"1": PASSAGE} if numbers else {}
    return Answer(
        question=question,
        resolved_question=question,
        as_of=date(2025, 11, 4),
        engine="extractive",
        status=status,
        checked=Checked(plain, sentences, numbers, evidence, ()),
        draft=Draft("extractive", drafted, (PASSAGE,), (), status, question),
        sample=True,
        library_snapshot="2" * 64,
        newest_article=None,
        last_session=None,
        notices=(),
        timings_ms={},
        receipt_id="ab" * 32,
        receipt_path="answers/ab.json",
    )


class Pipeline(ModuleType):
    """`ask` and `check` as the command line calls them; what they were given is kept."""

    def __init__(self) -> None:
        super().__init__("copilot.pipeline")
        self.asked: list[tuple[str, Any]] = []
        self.checked: list[dict[str, Any]] = []
        self.error: BaseException | None = None

    def ask(self, question: str, *, settings: Any, progress: Any = None) -> Answer:
        self.asked.append((question, settings))
        if not question.strip():
            raise UsageError("the question is empty", fix="ask one")
        if progress:
            progress("thinking")
        if "fail" in question:
            raise SourceError("the prices\nare broken", fix="mend \x1b[31mthem")
        if self.error:
            raise self.error
        return made_answer(question)

    def check(self, text: str, *, file: str | None, published: date | None, settings: Any) -> Audit:
        self.checked.append({"text": text, "file": file, "published": published, "settings": settings})
        answer = made_answer("rise")
        number = replace(answer.checked.numbers[0], conflict="C1")
        conflict = Conflict("C1", (0,), "9.0%", "8.0%", None, None, "The data says 8.0%.")
        checked = replace(answer.checked, numbers=(number,), conflicts=(conflict,))
        return Audit(file, published, date(2025, 11, 4), "clean", checked, (), False, (), "cd" * 32, "answers/cd.json")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setitem(sys.modules, "copilot.pipeline", fake)
    return fake


class Ran:
    """What a run of the program left: exit code, stdout, stderr."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def is_error(self, code: int) -> bool:
        """Nothing on stdout, one error: line, one fix: line, this exit code."""
        lines = self.err.splitlines()
        shape = len(lines) == 2 and lines[0].startswith("error: ") and lines[1].startswith("fix: ")
        return self.code == code and self.out == "" and shape and len(lines[0]) > 12 and len(lines[1]) > 8


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the program in this process, with this standard input."""

    def ran(*arguments: str, stdin: str | bytes = "") -> Ran:
        import io

        from copilot.cli.main import main

        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capfd.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


__all__ = ["CopilotError", "Pipeline", "Ran", "Run"]
