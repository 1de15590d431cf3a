"""Faults in a receipt: a field edited, as the file lies and under an id made to fit; and a row of its pins."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from copilot.evaluation.faults.ground import ALARMS, Ground, Planted
from copilot.receipts.canonical import pretty_json
from copilot.receipts.record import receipt_id
from copilot.receipts.replay import verify

EDITED, REMADE = "edited receipt found", "edited receipt under a new id found, by the right step"
UNPINNED = "edited receipt under a new id found, in what no pin holds"


def edited_receipts(ground: Ground, random: Random) -> Iterator[Planted]:
    """Each kind of field edited: as it lies, and with the id made to fit; an input row by its pin."""
    path = Path(str(ground.answer.receipt_path))
    whole = path.read_bytes()
    for name, (change, step) in [*EDITS.items(), *LIES.items()]:
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
        yield Planted(REMADE if step else UNPINNED, any(s.startswith(step) for s in steps), name, steps)
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
    has_digit = bool(re.search(r"\d", record["text"]))
    if has_digit:
        record["text"] = _other_digit(record["text"], random)
    return has_digit


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


def _span(record: dict[str, Any], random: Random) -> bool:
    if record["passages"]:
        random.choice(record["passages"])["end"] += 1
    return bool(record["passages"])


def _citation(record: dict[str, Any], random: Random) -> bool:
    held = [s for s in record["sentences"] if s["citations"]]
    if held:
        chosen = random.choice(held)
        chosen["citations"] = [*chosen["citations"], "1"] if "1" not in chosen["citations"] else chosen["citations"][1:]
    return bool(held)


def _conflict(record: dict[str, Any], random: Random) -> bool:
    if record["conflicts"]:
        chosen = random.choice(record["conflicts"])
        chosen["found"] = _other_digit(chosen["found"], random) if re.search(r"\d", chosen["found"]) else f"{chosen['found']} 1"
    return bool(record["conflicts"])


def _no_conflict(record: dict[str, Any], random: Random) -> bool:
    """No conflict any more, in every place that told of one."""
    if not record["conflicts"]:
        return False
    record["conflicts"] = []
    for number in record["numbers"]:
        number["conflict"] = None
    disputed = record["counts"]["disputed"]
    record["counts"] |= {"disputed": 0, "checked": record["counts"]["checked"] + disputed}
    return True


def _late(record: dict[str, Any], random: Random) -> bool:
    """A passage published after the as-of day."""
    held = [passage for passage in record["passages"] if passage["published"]]
    if held:
        random.choice(held)["published"] = f"{date.fromisoformat(record['as_of']) + timedelta(days=2)}T12:00:00+00:00"
    return bool(held)


def _score(record: dict[str, Any], random: Random) -> bool:
    if record["passages"]:
        chosen = random.choice(record["passages"])
        chosen["score"] = str(Decimal(chosen["score"]) + Decimal("0.001"))
    return bool(record["passages"])


def _earlier(record: dict[str, Any], random: Random) -> bool:
    """A passage published a year before it was."""
    held = [passage for passage in record["passages"] if passage["published"]]
    if held:
        chosen = random.choice(held)
        chosen["published"] = f"{int(chosen['published'][:4]) - 1}{chosen['published'][4:]}"
    return bool(held)


def _question(record: dict[str, Any], random: Random) -> bool:
    record["question"] = f"{record['question']} (asked otherwise)"
    return True


def _title(record: dict[str, Any], random: Random) -> bool:
    if record["passages"]:
        random.choice(record["passages"])["title"] += ", revised"
    return bool(record["passages"])


Edit = Callable[[dict[str, Any], Random], bool]
EDITS: Mapping[str, tuple[Edit, str]] = {  # what is edited -> how, and the step that has to name it under a new id
    "a digit of the text": (_text, "text"),
    "a digit of a quote": (_quote, "quote"),
    "a quote's span": (_span, "quote"),
    "a metric's value": (_metric, "metric"),
    "a verdict": (_verdict, "verdict"),
    "the counts": (_counts, "counts"),
    "a citation": (_citation, "sentences"),
    "a conflict's figure": (_conflict, "conflict"),
    "a conflict left out": (_no_conflict, "conflict"),
    "a publication after the as-of day": (_late, "as of"),
}
# What follows from nothing pinned: the id alone protects it, and whoever makes the id anew may lie here.
LIES: Mapping[str, tuple[Edit, str]] = {
    "a passage's score": (_score, ""),
    "a publication a year earlier": (_earlier, ""),
    "the question": (_question, ""),
    "a passage's title": (_title, ""),
}
