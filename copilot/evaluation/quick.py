"""`copilot eval quick`: a dozen questions end to end over the bundled libraries, scored without a model, in seconds.

Four scorers: citation recall and precision by spans, precision of the numbers shown as checked (recomputed here by other code
than the checker's), and abstention beside the share of questions answered.
"""

from __future__ import annotations

import ast
import json
import operator
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation
from pathlib import Path
from typing import Any

from copilot.evaluation.rates import Rate, rate
from copilot.pipeline import ask
from copilot.resources import resource
from copilot.settings import Settings
from copilot.types import Answer, AnswerNumber, Metric, Passage
from copilot.workspace import open_workspace

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with its gold spans and figures; `library` is "sample" or the folder name of another under evals/."""

    id: str
    library: str
    question: str
    as_of: date
    answerable: bool
    gold_spans: tuple[Mapping[str, str], ...]  # {"article": file name, "quote": exact substring}
    gold_numbers: tuple[str, ...]  # as printed; each must stand in a right answer
    expect_conflict: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing a scorer looked at in one answer."""

    scorer: str
    sample: str
    right: bool
    what: str


def read_samples(path: Path) -> list[Sample]:
    """The questions of a JSON lines file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sample(
            row["id"], row["library"], row["question"], date.fromisoformat(row["as_of"]), row["answerable"],
            tuple(row.get("gold_spans", ())), tuple(row.get("gold_numbers", ())), bool(row.get("expect_conflict")),
        )
        for row in rows
    ]  # fmt: skip


def run_quick(*, progress: Progress | None = None) -> tuple[list[Judgement], int]:
    """Every judgement over the bundled questions, and how many questions there were."""
    samples = read_samples(resource("evals", "quick.jsonl"))
    judged: list[Judgement] = []
    with tempfile.TemporaryDirectory(prefix="copilot-eval-") as folder:
        homes = {name: _home(Path(folder), name) for name in sorted({sample.library for sample in samples})}
        for number, sample in enumerate(samples, 1):
            if progress:
                progress(f"{number}/{len(samples)} {sample.question}")
            settings = homes[sample.library].model_copy(update={"as_of": sample.as_of})
            answer = ask(sample.question, settings=settings)
            with open_workspace(settings) as workspace:
                source = {article.id: (article.source, article.text) for article in workspace.library.articles()}
            judged += judge(sample, answer, source)
    return judged, len(samples)


def _home(folder: Path, name: str) -> Settings:
    """Settings of a fresh folder holding one library: the bundled sample, or one built from evals/<name>."""
    if name == "sample":
        return Settings(home=folder / name, prices="sample")
    from copilot.index.embedding import open_embedder
    from copilot.library.ingest import add_paths
    from copilot.library.store import Library

    with Library.open(folder / name, create=True) as library:
        add_paths(library, [resource("evals", name, "articles")], embedder=open_embedder(None))
    return Settings(home=folder / name, prices=str(resource("evals", name, "prices")))


def judge(sample: Sample, answer: Answer, source: Mapping[str, tuple[str, str]]) -> Iterator[Judgement]:
    """What the four scorers say of one answer. source: article id -> (file name, text)."""
    declined = answer.status == "declined"
    yield Judgement("abstention", sample.id, declined != sample.answerable, answer.status)
    if sample.answerable:
        yield Judgement("answered share", sample.id, not declined, answer.status)
        yield from citation_recall(sample, answer, source)
        yield from citation_precision(sample, answer, source)
        yield from (Judgement("gold figures", sample.id, gold in answer.checked.text, gold) for gold in sample.gold_numbers)
        if sample.expect_conflict:
            yield Judgement("conflicts found", sample.id, bool(answer.checked.conflicts), "conflict")
    yield from checked_precision(sample, answer)


def _gold_ranges(sample: Sample, source: Mapping[str, tuple[str, str]]) -> list[tuple[str, int, int]]:
    found = []
    for gold in sample.gold_spans:
        for identity, (name, text) in source.items():
            if Path(name).name == gold["article"] and (start := text.find(gold["quote"])) >= 0:
                found.append((identity, start, start + len(gold["quote"])))
    return found


def _overlaps(passage: Passage, span: tuple[str, int, int]) -> bool:
    return passage.article_id == span[0] and passage.start < span[2] and span[1] < passage.end


def cited_passages(answer: Answer) -> dict[str, Passage]:
    """The passages that some sentence of the answer cites, by mark."""
    marks = {mark for sentence in answer.checked.sentences for mark in sentence.citations}
    return {mark: item for mark, item in answer.checked.evidence.items() if mark in marks and isinstance(item, Passage)}


def citation_recall(sample: Sample, answer: Answer, source: Mapping[str, tuple[str, str]]) -> Iterator[Judgement]:
    """Of the gold spans, those that a cited passage overlaps. A gold quote that is in no article counts as missed."""
    cited = cited_passages(answer).values()
    ranges = _gold_ranges(sample, source)
    for span in ranges:
        quote = source[span[0]][1][span[1] : span[2]]
        yield Judgement("citation recall", sample.id, any(_overlaps(passage, span) for passage in cited), quote)
    for _ in range(len(sample.gold_spans) - len(ranges)):
        yield Judgement("citation recall", sample.id, False, "a gold quote that no article holds")


def citation_precision(sample: Sample, answer: Answer, source: Mapping[str, tuple[str, str]]) -> Iterator[Judgement]:
    """Of the citations of passages, those right: the passage overlaps a gold span, or holds six words in a row of it."""
    ranges = _gold_ranges(sample, source)
    for sentence in answer.checked.sentences:
        text = answer.checked.text[sentence.start : sentence.end]
        for mark in sentence.citations:
            item = answer.checked.evidence[mark]
            if isinstance(item, Passage):
                right = any(_overlaps(item, span) for span in ranges) or _shares_words(text, item.quote, 6)
                yield Judgement("citation precision", sample.id, right, f"[{mark}] for: {text}")


def _shares_words(text: str, quote: str, length: int) -> bool:
    words = re.findall(r"\w+", text.lower())
    held = " " + " ".join(re.findall(r"\w+", quote.lower())) + " "
    return any(f" {' '.join(words[i : i + length])} " in held for i in range(len(words) - length + 1))


def checked_precision(sample: Sample, answer: Answer) -> Iterator[Judgement]:
    """Of the numbers shown as checked, those that plain reading and arithmetic confirm. Dates and words are left out."""
    for number in answer.checked.numbers:
        printed = _printed(number.text)
        if number.verdict == "checked" and number.kind == "quantity" and printed is not None:
            right = any(_confirms(item, number, printed, answer) for item in number.evidence)
            yield Judgement("checked-number precision", sample.id, right, f"{number.text}: {number.reason}")


def _confirms(item: Mapping[str, Any], number: AnswerNumber, printed: tuple[Decimal, Decimal], answer: Answer) -> bool:
    value, half_ulp = printed
    if "formula" in item:
        result = evaluate(str(item["formula"]).split("=")[0])
        candidates = [] if result is None else [result, result * 100]
    else:
        evidence = answer.checked.evidence.get(str(item["source"]))
        if isinstance(evidence, Metric):
            candidates = [evidence.value, evidence.value * 100]
        else:
            candidates = [found[0] for text in re.findall(_NUMERAL, str(item["quote"])) if (found := _printed(text))]
    return any(abs(abs(candidate) - abs(value)) <= half_ulp for candidate in candidates)


_NUMERAL = r"[$€£¥]?\d[\d,]*(?:\.\d+)?\s*(?:trillion|billion|million|bn|m|tn)?\b|[$€£¥]?\d[\d,]*(?:\.\d+)?"
_SCALES = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "m": 6}


def _printed(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and half the last printed place of a plain numeral, scale word included; None for a range or a word."""
    numerals = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    if len(numerals) != 1:
        return None
    digits = numerals[0].replace(",", "")
    word = re.search(r"[a-z]+", text[text.index(numerals[0]) + len(numerals[0]) :].lower())
    scale = Decimal(10) ** _SCALES.get(word[0] if word else "", 0)
    places = len(digits.partition(".")[2])
    return Decimal(digits) * scale, scale * Decimal(10) ** -places / 2


_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(formula: str) -> Decimal | None:
    """The value of a printed formula of numbers and + − × ÷ ( ), or None where it is something else.

    >>> evaluate("54.50 / 50.00 − 1")
    Decimal('0.09')
    """
    plain = formula.translate(str.maketrans("−–×÷", "--*/")).replace(",", "")
    plain = re.sub(r"[$€£¥%]", "", plain)
    try:
        return _value(ast.parse(plain.strip(), mode="eval").body)
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("not arithmetic")


def rates_of(judged: Sequence[Judgement]) -> dict[str, Rate | None]:
    """The rate of each scorer, in the order of their first judgement."""
    names = dict.fromkeys(judgement.scorer for judgement in judged)
    return {name: rate(*_counts([j for j in judged if j.scorer == name])) for name in names}


def _counts(judged: Sequence[Judgement]) -> tuple[int, int]:
    return sum(judgement.right for judgement in judged), len(judged)
