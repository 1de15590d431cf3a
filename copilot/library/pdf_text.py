"""The text of a PDF, page by page, as it can be selected in a viewer; a scan has none."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from copilot.library.pages import PageProblem

MOST_PAGES = 300
MOST_CHARS = 2_000_000


def pdf_text(data: bytes) -> tuple[str, dict[str, str]]:
    """The text and the title its metadata states. The day it was made is not the day it was published, and is not taken.

    Raises PageProblem where it is encrypted, damaged, too long or a scan.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise PageProblem("that needs a password")
        if len(reader.pages) > MOST_PAGES:
            raise PageProblem(f"of {len(reader.pages)} pages, more than the {MOST_PAGES} that are read")
        parts: list[str] = []
        for page in reader.pages:
            parts.append(page.extract_text() or "")
            if sum(map(len, parts)) > MOST_CHARS:
                raise PageProblem(f"of more than {MOST_CHARS:,} characters")
    except PdfReadError:
        raise PageProblem("that is damaged") from None
    text = "\n\n".join(part.strip() for part in parts if part.strip())
    if not text:
        raise PageProblem("without text: a scan has to be read by a program for that first")
    title = reader.metadata.title if reader.metadata is not None else None
    return text, {"title": str(title)} if title else {}
