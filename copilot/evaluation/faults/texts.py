"""Faults in what was written: a citation or a ticker of a draft put in another's place, a field of a receipt edited."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from copilot.checking import check_draft
from copilot.evaluation.faults.ground import ALARMS, Ground, Planted
from copilot.evaluation.recomputing import printed_value
from copilot.receipts.canonical import pretty_json
from copilot.receipts.record import receipt_id
from copilot.receipts.replay import verify
from copilot.types import AnswerNumber, Checked, DraftSentence, Metric, Passage

SWAPPED, TICKER = "swapped citation rejected", "wrong ticker rejected for the entity"
EDITED, REMADE = "edited receipt found", "edited receipt under a new id found, by the right step"


def swapped_citations(ground: Ground, random: Random, *, most: int = 4) -> Iterator[Planted]:
    """[n] for [m] behind a quoted number that passage n does not hold."""
    draft, checked = ground.answer.draft, ground.answer.checked
    swaps = []
    for at, sentence in enumerate(checked.sentences):
        cited = [mark for mark in sentence.citations if not mark.startswith("D")]
        if len(cited) != 1 or not isinstance(checked.evidence.get(cited[0]), Passage):
            continue
        for number in _numbers(checked, at):
            if number.support != "quoted" or number.kind != "quantity" or printed_value(number.text) is None:
                continue
            others = [str(n) for n, p in enumerate(draft.passages, 1) if str(n) != cited[0] and not _holds(p, number.text)]
            swaps += [(at, number, cited[0], other) for other in others]
    for at, number, old, new in random.sample(swaps, min(most, len(swaps))):
        again = _with_sentence(ground, at, draft.sentences[at].text.replace(f"[{old}]", f"[{new}]"))
        found = next((n for n in again.numbers if (n.start, n.end) == (number.start, number.end)), None)
        rejected = found is not None and found.verdict in ("differs", "unsupported", "uncited")
        yield Planted(SWAPPED, rejected, f"[{new}] for [{old}]: {draft.sentences[at].text}", _said(found))
    again = check_draft(draft, as_of=ground.answer.as_of)
    yield Planted(ALARMS, [n.verdict for n in again.numbers] != [n.verdict for n in checked.numbers], "the draft as it was", "")


def _numbers(checked: Checked, at: int) -> list[AnswerNumber]:
    sentence = checked.sentences[at]
    return [n for n in checked.numbers if sentence.start <= n.start < sentence.end]


def _holds(passage: Passage, printed: str) -> bool:
    """Whether a passage prints the number, or one that rounds to it, by plain reading."""
    wanted = printed_value(printed)
    assert wanted is not None
    found = [printed_value(text) for text in re.findall(r"\d[\d,]*(?:\.\d+)?(?: (?:trillion|billion|million))?", passage.quote)]
    return any(value is not None and abs(value[0] - wanted[0]) <= wanted[1] for value in found)


def _with_sentence(ground: Ground, at: int, text: str) -> Checked:
    draft = ground.answer.draft
    changed = [DraftSentence(text, s.kind, s.section) if i == at else s for i, s in enumerate(draft.sentences)]
    return check_draft(replace(draft, sentences=tuple(changed)), as_of=ground.answer.as_of)


def _said(number: AnswerNumber | None) -> str:
    return "no such number" if number is None else f"{number.text} {number.state} ({number.reason_code}): {number.reason}"


def wrong_tickers(ground: Ground, random: Random, *, most: int = 4) -> Iterator[Planted]:
    """Another ticker of the price folder in a sentence that rests on metrics of one ticker alone."""
    draft, checked = ground.answer.draft, ground.answer.checked
    known = sorted(path.stem for path in ground.prices.glob("*.csv") if path.stem.isupper() and path.stem.isalpha())
    swaps = []
    for at, sentence in enumerate(checked.sentences):
        cited = [checked.evidence[mark] for mark in sentence.citations if not mark.startswith("D")]
        own = {item.ticker for item in cited if isinstance(item, Metric)}
        text = draft.sentences[at].text
        named = [ticker for ticker in known if re.search(rf"\b{ticker}\b", text)]
        if len(own) == 1 and len(named) == 1 and set(named) == own and all(isinstance(item, Metric) for item in cited):
            swaps += [(at, named[0], other) for other in known if other != named[0]]
    for at, old, new in random.sample(swaps, min(most, len(swaps))):
        text = re.sub(rf"\b{old}\b", new, draft.sentences[at].text)
        again = _numbers(_with_sentence(ground, at, text), at)
        for before, after in zip(_numbers(checked, at), again, strict=True):
            if before.support == "computed" and before.kind == "quantity":
                caught = after.verdict in ("differs", "unsupported") and after.reason_code == "entity"
                yield Planted(TICKER, caught, f"{new} for {old}: {text}", _said(after))


def edited_receipts(ground: Ground, random: Random) -> Iterator[Planted]:
    """Each kind of field edited: as it lies, and with the id made to fit; an input row by its pin."""
    path = Path(str(ground.answer.receipt_path))
    whole = path.read_bytes()
    for name, (change, step) in EDITS.items():
        record = json.loads(whole)
        if not change(record, random):
            continue
        path.write_bytes(pretty_json(record))
        report = verify(path, folder=ground.settings.folder)
        path.write_bytes(whole)
        yield Planted(EDITED, report.exit_code == 1, name, [s.name for s in report.differences])
        record["id"] = receipt_id(record)
        forged = path.with_name(f"{record['id']}.json")
        forged.write_bytes(pretty_json(record))
        report = verify(forged, folder=ground.settings.folder)
        forged.unlink()
        steps = [s.name for s in report.differences]
        yield Planted(REMADE, any(s.startswith(step) for s in steps), name, steps)
    yield from _edited_pin(ground, random)
    report = verify(path, folder=ground.settings.folder)
    yield Planted(ALARMS, report.exit_code != 0, "the receipt as written", [s.name for s in report.differences])


def _edited_pin(ground: Ground, random: Random) -> Iterator[Planted]:
    names = sorted({m.inputs_sha256 for m in ground.answer.draft.metrics})
    if not names:
        return
    pin = ground.settings.folder / "pins" / random.choice(names)
    whole = pin.read_bytes()
    pin.write_bytes(_other_digit(whole.decode(), random).encode())
    report = verify(str(ground.answer.receipt_id), folder=ground.settings.folder)
    pin.write_bytes(whole)
    found = [s.found for s in report.differences]
    yield Planted(EDITED, report.exit_code == 1 and any(pin.name[:12] in text for text in found), "an input row", found)


def _other_digit(text: str, random: Random) -> str:
    places = [match.start() for match in re.finditer(r"\d", text)]
    at = random.choice(places)
    return text[:at] + str((int(text[at]) + random.randint(1, 9)) % 10) + text[at + 1 :]


def _text(record: dict[str, Any], random: Random) -> bool:
    record["text"] = _other_digit(record["text"], random)
    return True


def _quote(record: dict[str, Any], random: Random) -> bool:
    held = [p for p in record["passages"] if re.search(r"\d", p["quote"])]
    if held:
        chosen = random.choice(held)
        chosen["quote"] = _other_digit(chosen["quote"], random)
    return bool(held)


def _metric(record: dict[str, Any], random: Random) -> bool:
    if record["metrics"]:
        chosen = random.choice(record["metrics"])
        value = Decimal(chosen["value"])
        chosen["value"] = f"{value + random.choice((1, -1)) * (abs(value) / 1000 or Decimal('0.001')):f}"
    return bool(record["metrics"])


def _verdict(record: dict[str, Any], random: Random) -> bool:
    if record["numbers"]:
        chosen = random.choice(record["numbers"])
        chosen["verdict"] = "unsupported" if chosen["verdict"] == "checked" else "checked"
    return bool(record["numbers"])


def _counts(record: dict[str, Any], random: Random) -> bool:
    record["counts"]["checked"] += random.randint(1, 3)
    return True


Edit = Callable[[dict[str, Any], Random], bool]
EDITS: dict[str, tuple[Edit, str]] = {
    "a digit of the text": (_text, "text"),
    "a digit of a quote": (_quote, "quote"),
    "a metric's value": (_metric, "metric"),
    "a verdict": (_verdict, "verdict"),
    "the counts": (_counts, "counts"),
}
