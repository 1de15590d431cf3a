"""Web pages and PDF files as text: parsed in a process of their own, within limits of time and memory, since they are hostile.

The child sees the bytes and nothing else; what it gives back is text with the fields of a header, read on as any other text.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from copilot.errors import ArticleUnreadable

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".pdf")
LONGEST_PAGE_S = 30
_IS_PAGE = re.compile(  # what stands before the first tag is passed over once and never tried again: it is hostile
    rb"(?:\s|\xef\xbb\xbf|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LOOKED_AT_BYTES = 4000


class PageProblem(Exception):
    """Why a page has no text for us, as the rest of a sentence: "is a PDF that needs a password"."""


@dataclass(frozen=True, slots=True)
class Page:
    """The story of a page. `fields` are those of a header, where it states them: title, publisher, author, published, url."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


def kind_of_page(data: bytes) -> str | None:
    """ "pdf" or "html" by how the bytes begin, None for anything else; a name proves nothing.

    >>> kind_of_page(b"%PDF-1.7 ..."), kind_of_page(b"<!DOCTYPE html><p>x"), kind_of_page(b"Tin rose.")
    ('pdf', 'html', None)
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "html" if _IS_PAGE.match(data[:_LOOKED_AT_BYTES]) else None


def read_page(path: Path, data: bytes, kind: str) -> Page:
    """The text of a page or PDF. Raises ArticleUnreadable where it cannot be parsed within the limits, or holds no text."""
    named = "web page" if kind == "html" else "PDF"
    fix = "save its text as a .txt file and add that"
    command = [sys.executable, "-I", "-m", "copilot.library.page_worker", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_PAGE_S, check=False, env=_no_secrets())
    except subprocess.TimeoutExpired:
        raise ArticleUnreadable(f"{path} is a {named} that takes more than {LONGEST_PAGE_S} s to read", fix=fix) from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise ArticleUnreadable(f"{path} is a {named} that cannot be read", fix=fix) from None
    if "problem" in told:
        raise ArticleUnreadable(f"{path} is a {named} {told['problem']}", fix=fix)
    if not re.search(r"\w", told["text"]):
        raise ArticleUnreadable(f"{path} is a {named} without text", fix=fix)
    return Page(told["text"], {name: _one_line(value) for name, value in told["fields"].items() if value})


def _no_secrets() -> dict[str, str]:
    """The environment of the child: what an interpreter needs to start, and no key."""
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}


def _one_line(value: str) -> str:
    return " ".join(value.split())[:300]
