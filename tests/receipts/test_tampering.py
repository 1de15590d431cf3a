"""Whatever is changed in a receipt, in a pin or in an export is found; and what only the id protects is listed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot.receipts import verify
from copilot.receipts.canonical import pretty_json
from copilot.receipts.exporting import export_receipt, write_export
from copilot.receipts.record import receipt_id
from copilot.types import Answer

# Fields that follow from nothing pinned: a receipt that was given a new id may say anything here (see copilot verify --help).
ONLY_THE_ID = {
    "as_of", "asked_at", "draft.model", "draft.prompt", "last_session", "library.newest_article", "library.snapshot", "notices", "program",
    "question", "rules.code", "rules.libraries", "rules.tables", "sample", "metrics.fetched_at", "metrics.formula", "metrics.is_sample", "metrics.label",
    "metrics.parameters", "metrics.provider", "passages.article_id", "passages.published", "passages.publisher", "passages.score",
    "passages.title", "passages.url", "prices.fetched_at", "prices.is_sample", "prices.provider",
}  # fmt: skip
Path_ = tuple[Any, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def changed(value: Any) -> Any:
    """Another value of the same kind, where there is one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        digits = [i for i, c in enumerate(value) if c.isdigit()]
        if digits:
            at = digits[-1]
            return value[:at] + str((int(value[at]) + 1) % 10) + value[at + 1 :]
        return value + "x" if value else "x"
    return "2025-01-02" if value is None else "x"


def put(value: Any, path: Path_, new: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new


def kind_of(path: Path_) -> str:
    return ".".join(str(key) for key in path if not isinstance(key, int))


def one_of_each_kind(record: Any) -> Iterator[tuple[str, Path_, Any]]:
    """One leaf for each kind of field, drawn with a fixed seed."""
    groups: dict[str, list[tuple[Path_, Any]]] = {}
    for path, value in leaves(record):
        groups.setdefault(kind_of(path), []).append((path, value))
    draw = random.Random(7)
    for kind, found in sorted(groups.items()):
        path, value = draw.choice(found)
        yield kind, path, value


def test_a_change_in_any_kind_of_field_is_found(written: Answer, folder: Path) -> None:
    path = Path(str(written.receipt_path))
    whole = path.read_bytes()
    kinds = 0
    for kind, at, value in one_of_each_kind(json.loads(whole)):
        record = json.loads(whole)
        put(record, at, changed(value))
        path.write_bytes(pretty_json(record))
        assert verify(path, folder=folder).exit_code == 1, kind
        kinds += 1
    assert kinds > 70


def test_any_byte_of_the_file_counts(written: Answer, folder: Path) -> None:
    path = Path(str(written.receipt_path))
    whole = path.read_bytes()
    draw = random.Random(11)
    for place in draw.sample(range(len(whole)), 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(7))]) + whole[place + 1 :])
        report = verify(path, folder=folder)
        assert report.exit_code == 1 and all(step.found for step in report.differences), whole[place - 30 : place + 10]


def test_any_byte_of_any_pin_counts(written: Answer, folder: Path) -> None:
    draw = random.Random(13)
    for pin in sorted((folder / "pins").iterdir()):
        whole = pin.read_bytes()
        for place in draw.sample(range(len(whole)), 6):
            pin.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(7))]) + whole[place + 1 :])
            report = verify(str(written.receipt_id), folder=folder)
            assert report.exit_code == 1 and any(pin.name[:12] in step.found for step in report.differences)
        pin.write_bytes(whole[:-1])
        assert verify(str(written.receipt_id), folder=folder).exit_code == 1
        pin.write_bytes(whole)
    assert verify(str(written.receipt_id), folder=folder).exit_code == 0


def test_a_receipt_under_a_new_id_can_lie_only_where_nothing_is_pinned(disputed: Answer, folder: Path, tmp_path: Path) -> None:
    path = Path(str(disputed.receipt_path))
    home = tmp_path / "forged"
    (home / "answers").mkdir(parents=True)
    (home / "pins").symlink_to(folder / "pins")
    unnoticed = set()
    for kind, at, value in one_of_each_kind(json.loads(path.read_bytes())):
        if kind == "id":
            continue
        record = json.loads(path.read_bytes())
        put(record, at, changed(value))
        record["id"] = receipt_id(record)
        forged = home / "answers" / f"{record['id']}.json"
        forged.write_bytes(pretty_json(record))
        if verify(forged, folder=home).exit_code == 0:
            unnoticed.add(re.sub(r"(rules\.tables|rules\.libraries|metrics\.parameters)\..*", r"\1", kind))
    assert unnoticed == ONLY_THE_ID


def test_evidence_from_after_the_as_of_day_is_found_even_under_a_new_id(disputed: Answer, folder: Path) -> None:
    def earlier(record: dict[str, Any]) -> None:
        record["as_of"] = "2025-12-17"

    found = next(
        step for step in verify(remade(Path(str(disputed.receipt_path)), earlier), folder=folder).steps if step.name == "as of"
    )
    assert not found.is_same and "2025-12-18" in found.found


def test_a_conflict_is_recomputed_and_a_missing_one_is_found(disputed: Answer, folder: Path) -> None:
    path = Path(str(disputed.receipt_path))
    record = json.loads(path.read_bytes())
    assert len(record["conflicts"]) == 1 and record["prices"]

    def without_conflicts(record: dict[str, Any]) -> None:
        record["conflicts"] = []
        for number in record["numbers"]:
            number["conflict"] = None
        disputed = record["counts"].pop("disputed")
        record["counts"] |= {"disputed": 0, "checked": record["counts"]["checked"] + disputed}

    def another_day(record: dict[str, Any]) -> None:
        record["conflicts"][0]["found_date"] = "2025-11-21"

    for change, named in ((without_conflicts, "conflicts"), (another_day, "conflict C1")):
        forged = remade(path, change)
        assert named in {step.name for step in verify(forged, folder=folder).differences}
        forged.unlink()
    assert verify(path, folder=folder).exit_code == 0


def remade(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    record = json.loads(path.read_bytes())
    change(record)
    record["id"] = receipt_id(record)
    forged = path.with_name(f"{record['id']}.json")
    forged.write_bytes(pretty_json(record))
    return forged


def test_changed_rules_are_named_and_verdicts_laid_to_them(disputed: Answer, folder: Path) -> None:
    path = Path(str(disputed.receipt_path))

    def older(record: dict[str, Any]) -> None:
        record["rules"]["tables"]["units.toml"] = "0" * 64

    def older_and_judged_otherwise(record: dict[str, Any]) -> None:
        older(record)
        record["numbers"][0]["reason"] = "an older reason."

    same = remade(path, older)
    report = verify(same, folder=folder)
    assert report.exit_code == 0 and report.rules == ("the table units.toml",)
    same.unlink()
    other = remade(path, older_and_judged_otherwise)
    report = verify(other, folder=folder)
    assert report.exit_code == 1 and [step.cause for step in report.differences] == ["rules"]
    other.unlink()


def test_a_change_in_any_kind_of_field_of_an_export_is_found(written: Answer, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "mail" / "export.json"
    write_export(export_receipt(str(written.receipt_id), folder=folder), path)
    nowhere = tmp_path / "nowhere"
    assert verify(path, folder=nowhere).exit_code == 0
    whole = path.read_bytes()
    for number, (kind, at, value) in enumerate(one_of_each_kind(json.loads(whole))):
        if kind.startswith("receipt.") and number % 8:
            continue  # the receipt within is tested above
        export = json.loads(whole)
        put(export, at, changed(value))
        path.write_bytes(pretty_json(export))
        assert verify(path, folder=nowhere).exit_code == 1, kind


@pytest.mark.parametrize("part", ["articles", "rows"])
def test_what_an_export_carries_is_found_changed_even_under_a_new_id(
    written: Answer, folder: Path, tmp_path: Path, part: str
) -> None:
    path = tmp_path / "export.json"
    write_export(export_receipt(str(written.receipt_id), folder=folder), path)
    whole = path.read_bytes()
    for name in json.loads(whole)[part]:
        for at, value in list(leaves(json.loads(whole)[part][name])):
            if at == ("characters",):
                continue  # only one's own copy of the article tells its length
            export = json.loads(whole)
            put(export[part][name], at, changed(value))
            path.write_bytes(pretty_json(export | {"id": receipt_id(export)}))
            assert verify(path, folder=tmp_path / "nowhere").exit_code == 1, (name, at)
