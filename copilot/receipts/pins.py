"""The bytes that a receipt names by hash, from the folder beside it or from an export, each checked against its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from copilot.receipts.canonical import canonical_json, sha256, strict_json
from copilot.receipts.data_pins import Rows, named_pins
from copilot.receipts.steps import Step
from copilot.receipts.store import read_pin, withheld_on


class Pins(Protocol):
    """What a replay reads of the pinned bytes."""

    def check(self) -> Iterator[Step]:
        """One step a pin: there, and of the hash that names it."""
        ...

    def rows(self, name: str) -> Rows:
        """The rows pinned under a hash; none where they are missing or no rows, which `check` says."""
        ...

    def quote(self, name: str, start: int, end: int) -> str | None:
        """A span of the article pinned under a hash; None where the article is withheld."""
        ...


class FolderPins:
    """The pins in a folder, read once. Bytes of the wrong hash are kept: what they break is then named as well."""

    def __init__(self, folder: Path, record: Mapping[str, Any]) -> None:
        self.names = pins_named(record)
        self.content: dict[str, bytes] = {}
        self.withheld: dict[str, str] = {}  # hash -> the day its article was removed
        for name in self.names:
            try:
                self.content[name] = read_pin(folder, name)
            except OSError:
                if day := withheld_on(folder, name):
                    self.withheld[name] = day

    def check(self) -> Iterator[Step]:
        """See Pins."""
        for name, what in self.names.items():
            if name in self.withheld:
                yield Step(what, False, withheld_words(self.withheld[name]), "withheld")
            elif name not in self.content:
                yield Step(what, False, f"pins/{name} is missing")
            else:
                yield hash_step(what, f"pins/{name[:12]}…", name, self.content[name])

    def rows(self, name: str) -> Rows:
        """See Pins."""
        return rows_of(self.content.get(name, b"[]"))

    def quote(self, name: str, start: int, end: int) -> str | None:
        """See Pins."""
        return None if name in self.withheld else self.content.get(name, b"").decode("utf-8", errors="replace")[start:end]

    def article(self, name: str) -> str | None:
        """The whole article pinned under a hash; None where it is withheld, missing or changed."""
        content = self.content.get(name)
        return content.decode() if content is not None and sha256(content) == name else None


def pins_named(record: Mapping[str, Any]) -> dict[str, str]:
    """Each hash that a record names, and what it is, for people. Where the record is not what it should be, `restore` says so."""
    found: dict[str, str] = {}
    for number, item in enumerate(_items(record, "passages"), 1):
        found.setdefault(str(item.get("article_sha256")), f"pinned article of [{number}]")
    for number, item in enumerate(_items(record, "metrics"), 1):
        found.setdefault(str(item.get("inputs_sha256")), f"pinned rows of [M{number}]")
    for item in _items(record, "prices"):
        for name, what in named_pins(item):
            found.setdefault(name, what)
    for item in _items(record, "series"):
        found.setdefault(str(item.get("observations_sha256")), f"pinned observations of {item.get('id')}")
    for item in _items(record, "facts"):
        found.setdefault(str(item.get("facts_sha256")), f"pinned figures of {item.get('ticker')}")
    return found


def articles_named(record: Mapping[str, Any]) -> list[str]:
    """The hashes of the articles that a record quotes, in order, each once."""
    return list(dict.fromkeys(str(item.get("article_sha256")) for item in _items(record, "passages")))


def rows_of(content: bytes) -> Rows:
    """The rows of a pin; none where it holds none."""
    try:
        found = strict_json(content)
    except ValueError:
        return ()
    return tuple(found) if isinstance(found, list) else ()


def hash_step(what: str, where: str, name: str, content: bytes) -> Step:
    """Whether bytes have the hash that names them."""
    found = sha256(content)
    return Step(what, found == name, "" if found == name else f"{where} has changed: it hashes to {found[:12]}…")


def withheld_words(day: str) -> str:
    """Why bytes are not there."""
    return f"withheld: the article was removed from the library on {day}"


def value_bytes(value: Any) -> bytes:
    """The bytes of rows that stand in a file as JSON; none where they have no canonical form, which no hash then fits."""
    try:
        return canonical_json(value)
    except (TypeError, ValueError, RecursionError):
        return b""


def _items(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    listed = record.get(name)
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
