"""An export: one file with a receipt, the rows its figures rest on, and of each article the quoted spans with a little context.

It replays where only the program is installed. An article's own hash and the offsets of the spans are kept, its text is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from copilot.errors import UsageError
from copilot.receipts.canonical import pretty_json, sha256
from copilot.receipts.data_pins import Rows, years_pinned
from copilot.receipts.pins import FolderPins, articles_named, hash_step, pins_named, rows_of, value_bytes, withheld_words
from copilot.receipts.record import receipt_id
from copilot.receipts.steps import Step, same
from copilot.receipts.store import read_pin

EXPORT_SCHEMA = 2
READ_EXPORTS = (1, 2)  # version 1 carried every year of every price
CONTEXT_CHARS = 60  # kept on either side of a quote
PROVES = (
    "It proves that the answer follows from the evidence in this file, and that nothing in it has changed since it was made.",
    "Of an article it carries the quoted spans and the hash of the whole: that a span stands in that article shows only where "
    "the recipient has the article.",
    "A file that somebody made anew as a whole cannot be told from a true one without data of the recipient's own.",
)


def is_export(found: Mapping[str, Any]) -> bool:
    """Whether a file's object is an export."""
    return found.get("kind") == "export"


def make_export(record: Mapping[str, Any], pins: FolderPins, *, left_out: Sequence[str] = ()) -> dict[str, Any]:
    """The export of a receipt that replays over these pins. left_out: hashes of years of prices that it does without.

    Raises UsageError where a pin is missing or has changed.
    """
    articles: dict[str, Any] = {}
    for name in articles_named(record):
        text = pins.article(name)
        spans = [(item["start"], item["end"]) for item in record["passages"] if item["article_sha256"] == name]
        if text is not None:
            articles[name] = {"characters": len(text), "excerpts": [_excerpt(text, span) for span in _joined(spans, len(text))]}
        elif name in pins.withheld:
            articles[name] = {"withheld": pins.withheld[name]}
        else:
            raise UsageError(f"the pin {name[:12]}… is missing or has changed", fix="see copilot verify on the receipt")
    rows = {name: list(pins.rows(name)) for name in pins_named(record) if name not in articles and name not in left_out}
    made = {
        "kind": "export",
        "schema": EXPORT_SCHEMA,
        "proves": list(PROVES),
        "receipt": dict(record),
        "articles": articles,
        "rows": rows,
        "left_out": sorted(left_out),
    }
    return made | {"id": receipt_id(made)}


def check_export(export: Mapping[str, Any], content: bytes) -> Iterator[Step]:
    """Whether the file is the export that was made: the id of its content, its bytes, its version."""
    if export.get("schema") not in READ_EXPORTS or isinstance(export.get("schema"), bool):
        yield Step("export", False, f"not an export of schema {' or '.join(map(str, READ_EXPORTS))}")
    try:
        actual, written = receipt_id(export), pretty_json(export)
    except (TypeError, ValueError, RecursionError) as error:
        yield Step("export id", False, str(error))
        return
    stated = str(export.get("id"))
    yield same("export id", stated == actual, f"says {stated[:12]}…, its content hashes to {actual[:12]}…")
    if written != content:
        yield Step("export file", False, "the bytes are not those that were written, though they read the same")


class ExportPins:
    """The pins of an export: rows whole, articles by their excerpts, beside one's own copy of an article where there is one.

    own: the folder whose pins/ may hold copies.
    """

    def __init__(self, export: Mapping[str, Any], record: Mapping[str, Any], *, own: Path) -> None:
        self._rows = _object(export, "rows")
        self._articles = _object(export, "articles")
        self._names = pins_named(record)
        self._quoted = set(articles_named(record))
        self._left_out = _left_out(export, record)
        self._own = own

    def check(self) -> Iterator[Step]:
        """See Pins."""
        for name, what in self._names.items():
            if name in self._quoted:
                yield from self._check_article(name, what)
            elif name in self._left_out and name not in self._rows:
                continue
            elif name not in self._rows:
                yield Step(what, False, f"the rows {name[:12]}… are missing")
            else:
                yield hash_step(what, f"the rows {name[:12]}…", name, value_bytes(self._rows[name]))
        if self._left_out:
            years = "year" if len(self._left_out) == 1 else "years"
            said = "are not in this file: the replay comes out the same without them"
            yield Step(f"the prices of {len(self._left_out)} earlier {years}", True, said, "not kept")

    def rows(self, name: str) -> Rows:
        """See Pins."""
        return rows_of(value_bytes(self._rows.get(name, [])))

    def quote(self, name: str, start: int, end: int) -> str | None:
        """See Pins."""
        article = self._articles.get(name)
        if isinstance(article, dict) and "withheld" in article:
            return None
        for excerpt in _excerpts(article):
            if excerpt["start"] <= start and end <= excerpt["end"]:
                text: str = excerpt["text"]
                return text[start - excerpt["start"] : end - excerpt["start"]]
        return ""

    def _check_article(self, name: str, what: str) -> Iterator[Step]:
        what = what.replace("pinned article", "excerpts of the article")
        article = self._articles.get(name)
        if isinstance(article, dict) and "withheld" in article:
            yield Step(what, False, withheld_words(str(article["withheld"])), "withheld")
            return
        excerpts = _excerpts(article)
        if not excerpts:
            yield Step(what, False, f"the excerpts of {name[:12]}… are missing or no excerpts")
            return
        assert isinstance(article, dict)
        yield same(what, all(map(_is_whole, excerpts)), f"an excerpt of {name[:12]}… has changed: its hash or offsets do not fit")
        yield self._against_own(name, what, article, excerpts)

    def _against_own(self, name: str, what: str, article: Mapping[str, Any], excerpts: Sequence[Mapping[str, Any]]) -> Step:
        """The excerpts beside the recipient's own copy of the article."""
        try:
            content = read_pin(self._own, name)
        except OSError:
            content = b""
        if sha256(content) != name:
            return Step(f"own copy for the {what}", True, "you have no copy of the whole article to compare with", "not kept")
        text = content.decode()
        stands = len(text) == article.get("characters") and all(text[e["start"] : e["end"]] == e["text"] for e in excerpts)
        return same(f"own copy for the {what}", stands, "the excerpts do not stand there in your own copy of the article")


def _left_out(export: Mapping[str, Any], record: Mapping[str, Any]) -> set[str]:
    """The hashes that an export says it does without: of each instrument the first years of prices and nothing else."""
    listed = export.get("left_out")
    said = {str(name) for name in listed} if isinstance(listed, list) else set()
    found: set[str] = set()
    for item in record.get("prices") or ():
        found.update(takewhile(said.__contains__, years_pinned(item)[:-1]))
    return found


def _excerpt(text: str, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    return {"start": start, "end": end, "text": text[start:end], "sha256": sha256(text[start:end].encode())}


def _joined(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans with their context, in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start - CONTEXT_CHARS), min(length, end + CONTEXT_CHARS)) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _excerpts(article: Any) -> list[Mapping[str, Any]]:
    """The well-formed excerpts of an article; none where any is not: an export is from somebody else."""
    listed = article.get("excerpts") if isinstance(article, dict) else None
    kinds = {"start": int, "end": int, "text": str, "sha256": str}
    is_good = isinstance(listed, list) and all(
        isinstance(item, dict) and all(type(item.get(key)) is kind for key, kind in kinds.items()) for item in listed
    )
    return list(listed) if is_good and isinstance(listed, list) else []


def _is_whole(excerpt: Mapping[str, Any]) -> bool:
    text: str = excerpt["text"]
    fits = excerpt["start"] >= 0 and excerpt["end"] - excerpt["start"] == len(text)
    return bool(fits and sha256(text.encode("utf-8", "replace")) == excerpt["sha256"])


def _object(export: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = export.get(name)
    return found if isinstance(found, dict) else {}
