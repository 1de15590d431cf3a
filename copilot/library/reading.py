"""A file in, an article out: decoded, normalised once, dated, its boilerplate marked. Text, Markdown, web pages and PDF."""

from __future__ import annotations

import hashlib
import json
import os
import re
import select
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from copilot.errors import ArticleUnreadable, UsageError
from copilot.library.boilerplate import find_boilerplate
from copilot.library.dating import find_date, is_future, read_published
from copilot.library.headers import Header, header_from_fields, read_front_matter, read_header
from copilot.library.normalising import normalise, plain_markdown
from copilot.library.pages import PAGE_SUFFIXES, kind_of_page, read_page
from copilot.types import Article, Span

LARGEST_BYTES = 10_000_000
_PIPE_WAIT_S = 3
_MARKED_UP = 2  # how many times the longest text the raw one may have, with marks and blanks that are no text
_EITHER_WAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")  # month first or day first
_PAGE = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|rss|feed)\b", re.I | re.S)
SUFFIXES = (".md", ".markdown", ".txt", *PAGE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what its reader should know: an unclear date, a guessed encoding."""

    article: Article
    warnings: tuple[str, ...]


def read_article(
    path: Path, *, published: str | date | datetime | None = None, publisher: str | None = None, now: datetime | None = None
) -> Article:
    """The article in a text, Markdown, web page or PDF file; `published` and `publisher` outrank what the file states.

    Raises ArticleUnreadable (missing, empty, binary or too large), UsageError (`published` malformed or in the future).
    """
    return read_file(path, published=published, publisher=publisher, now=now).article


def read_file(
    path: Path,
    *,
    published: str | date | datetime | None = None,
    publisher: str | None = None,
    now: datetime | None = None,
    longest: int | None = None,
) -> Reading:
    """As read_article, with warnings. `now` is the clock against which a date lies in the future; longest: see make_article."""
    given = read_published(published, now=now) if published is not None else None
    data = _read_bytes(path)
    if (kind := kind_of_page(data)) is not None:
        page = read_page(path, data, kind)
        looked_over = f"read as a {'web page' if kind == 'html' else 'PDF'}: look its text over with copilot library show"
        return make_article(
            page.text,
            source=path.name,
            fields=page.fields,
            published=given,
            publisher=publisher,
            now=now,
            warnings=(looked_over,),
            longest=longest,
        )
    raw, warnings = _decode(path, data)
    if _is_records(raw):
        raise ArticleUnreadable(
            f"{path.name} holds JSON records, not an article",
            fix="write each article to a file of its own, as .txt, .md, .html or .pdf",
        )
    return make_article(
        raw,
        source=path.name,
        is_markdown=path.suffix.lower() in (".md", ".markdown"),
        published=given,
        publisher=publisher,
        now=now,
        warnings=warnings,
        longest=longest,
    )


def _is_records(raw: str) -> bool:
    """Whether a text is JSON, whole or line by line: as prose it would be quoted with its keys and brackets.

    An article whose first line is a mark, "[1]", is none: records have keys.
    """
    text = raw.lstrip("\ufeff").strip()
    if text[:1] not in ("{", "["):
        return False
    for part in (text.partition("\n")[0], text):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):  # of brackets within brackets
            continue
        if isinstance(found, dict) or (isinstance(found, list) and any(isinstance(item, dict) for item in found)):
            return True
    return False


def make_article(
    raw: str,
    *,
    source: str,
    is_markdown: bool = False,
    published: datetime | None = None,
    publisher: str | None = None,
    now: datetime | None = None,
    warnings: tuple[str, ...] = (),
    fields: Mapping[str, str] | None = None,
    longest: int | None = None,
) -> Reading:
    """The article in `raw`, wherever it came from; fields: those of its header that were told apart from the text.

    longest: the most characters that are read; spaces and marks that the reading takes away count for half of them at most.
    Raises ArticleUnreadable where no text is left, UsageError where there are more.
    """
    if longest is not None and len(raw) > _MARKED_UP * longest:
        raise UsageError(f"the text has {len(raw):,} characters, more than {longest:,}", fix="split it and audit the parts")
    if _PAGE.match(raw):
        raise ArticleUnreadable(f"{source} is a web page or a feed as text", fix="add the page, or each article, as a file")
    body = re.sub(r"\r\n?", "\n", raw.lstrip("\ufeff"))
    if fields is None:
        fields, body = read_front_matter(body)
    text = normalise(plain_markdown(body) if is_markdown else body)
    if not re.search(r"\w", text):
        raise ArticleUnreadable(f"{source} holds no text", fix="give a file with the text of an article")
    header = read_header(text, header_from_fields(dict(fields)))
    moment, doubts = _published(header, source, given=published, now=now)
    title = normalise(header.title or "").replace("\n", " ") or _title_from_name(source)
    article = Article(
        id=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:12],
        title=title,
        text=text,
        publisher=publisher or header.publisher,
        published=moment,
        url=header.url,
        author=header.author,
        source=source,
        boilerplate=_around_story(text, header),
    )
    return Reading(article, (*warnings, *doubts))


def _around_story(text: str, header: Header) -> tuple[Span, ...]:
    """The boilerplate; a text that is a headline and nothing else is itself the story."""
    spans = find_boilerplate(text, header.lines)
    if sum(end - start for start, end in spans) < len(text):
        return spans
    return find_boilerplate(text, [line for line in header.lines if text[slice(*line)].lstrip("# ") != header.title])


def _published(
    header: Header, source: str, *, given: datetime | None, now: datetime | None
) -> tuple[datetime | None, tuple[str, ...]]:
    if given is not None:
        return given, ()
    if header.published is not None:
        if not is_future(header.published, now=now):
            return header.published, ()
        return None, (f"its date, {header.published:%Y-%m-%d}, lies in the future: kept undated (--published gives the day)",)
    in_name = re.findall(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", source)
    named = find_date(in_name[0]) if len(in_name) == 1 else None
    if header.unclear_date is not None:
        what = "could be two days" if _EITHER_WAY.search(header.unclear_date) else "is no day of the calendar"
        return None, (f"its date, {header.unclear_date}, {what}: kept undated (--published gives the day)",)
    if named and named.moment and not is_future(named.moment, now=now):
        return named.moment, ("dated by its file name",)
    return None, ("it states no date of publication: kept undated (--published gives the day)",)


def _title_from_name(source: str) -> str:
    return re.sub(r"[-_]+", " ", Path(source).stem).strip() or source


def _read_bytes(path: Path) -> bytes:
    if re.search("[\ud800-\udfff]", str(path)):  # bytes of a name that are no text could not be stored with the article
        raise ArticleUnreadable(f"the name of {path.name!r} is no UTF-8 text", fix="rename it")
    try:
        if path.is_dir():
            raise ArticleUnreadable(f"{path} is a folder", fix="name a file in it, or add the whole folder")
        _require_sender(path)
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)  # a device or a pipe has no size, and need not end
        if len(data) > LARGEST_BYTES:
            size = max(path.stat().st_size, len(data))
            raise ArticleUnreadable(
                f"{path} has {size / 1e6:.0f} MB, more than an article can have ({LARGEST_BYTES / 1e6:.0f} MB)",
                fix="split it into one file per article",
            )
    except FileNotFoundError:
        raise ArticleUnreadable(f"{path} does not exist", fix="check the path") from None
    except OSError as error:
        raise ArticleUnreadable(f"{path} cannot be read ({error.strerror or error})", fix="check that it may be read") from None
    if not data.strip():
        raise ArticleUnreadable(f"{path} is empty", fix="give a file with the text of an article")
    return data


def _require_sender(path: Path) -> None:
    """A named pipe that nobody writes to would keep us waiting for ever. Raises ArticleUnreadable."""
    if not path.is_fifo():
        return
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if not select.select([pipe], [], [], _PIPE_WAIT_S)[0]:
            raise ArticleUnreadable(f"{path} is a pipe, and nothing comes through it", fix="name a file")
    finally:
        os.close(pipe)


def _decode(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, or UTF-16 with its mark; else Windows-1252, said in a warning. Raises ArticleUnreadable for what is no text."""
    fix = "save it as UTF-8 text; other formats cannot be read yet"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise ArticleUnreadable(f"{path} is no text", fix=fix) from None
    control = sum(data.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\0" in data or control > len(data) // 200 or data.startswith((b"%PDF-", b"{\\rtf", b"PK\x03\x04")):
        raise ArticleUnreadable(f"{path} is no text", fix=fix)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), ("it is not UTF-8: read as Windows-1252",)
    except UnicodeDecodeError:
        return data.decode("latin-1"), ("it is not UTF-8: read as Latin-1",)
