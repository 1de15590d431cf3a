"""Web pages and PDF files: what of them becomes an article, what does not, and that hostile ones end within limits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import ArticleUnreadable
from copilot.library import pages
from copilot.library.reading import Reading, read_file

STORY = (
    "<p>Chip makers rose 3.4% on Monday, led by Acme Devices, after the company said that its order book had grown again.</p>"
    "<p>Revenue at Acme rose 12% to $4.5 billion in the quarter to September, the company told its shareholders on Monday.</p>"
    "<p>Analysts were less sure. “It is one quarter,” said Ada Brill of Hollow Oak, who covers the sector for its clients.</p>"
)
HEAD = (
    '<meta charset="utf-8"><title>Chips | Site</title><meta property="og:title" content="Chip makers rally">'
    '<meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2025-11-10T09:00:00-05:00">'
)


def page(body: str, head: str = HEAD) -> str:
    menu = '<nav><a href="/">Home</a> <a href="/in">Sign in</a></nav>'
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<article>{body}</article><footer>Copyright</footer></body></html>"
    )


def read(path: Path, data: str | bytes) -> Reading:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_file(path)


def pdf(*lines: str, pages_: int = 1) -> bytes:
    """A PDF by hand: one font, each page with the same lines."""
    drawn = "BT /F1 12 Tf 50 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    stream = zlib.compress(drawn.encode("latin-1"))
    kids = " ".join(f"{10 + n} 0 R" for n in range(pages_))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages_} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream",
    }
    for n in range(pages_):
        objects[10 + n] = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    out, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    return out + f"trailer << /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def test_a_web_page_is_its_story_with_what_its_metadata_state(tmp_path: Path) -> None:
    article = read(tmp_path / "page.html", page(f"<h1>Chip makers rally</h1>{STORY}")).article
    assert (article.title, article.publisher) == ("Chip makers rally", "Harbour Wire")
    assert article.published is not None and article.published.isoformat() == "2025-11-10T09:00:00-05:00"
    assert "Revenue at Acme rose 12% to $4.5 billion" in article.text
    assert not any(word in article.text for word in ("Sign in", "Copyright"))


def test_paragraphs_stay_apart_and_the_rows_of_a_table_together(tmp_path: Path) -> None:
    table = "<table><tr><th>Firm</th><th>Sales</th></tr><tr><td>Acme</td><td>$4.5 billion</td></tr></table>"
    text = read(tmp_path / "page.html", page(STORY + table)).article.text
    assert "grown again.\n\nRevenue at Acme" in text and "| Firm | Sales |\n" in text and "| Acme | $4.5 billion |" in text


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    assert "rose 12%" in read(tmp_path / "page.txt", page(STORY)).article.text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">{}</p>',
        '<p style="color:red;visibility:hidden">{}</p>',
        "<div hidden><p>{}</p></div>",
        '<p aria-hidden="true">{}</p>',
        "<script>var a = '{}';</script>",
        "<noscript><p>{}</p></noscript>",
        "<!-- {} -->",
        "<template><p>{}</p></template>",
        "<style>/* x */ .a, p.sponsor {{ color: red; display : none }}</style><p class='big sponsor'>{}</p>",
        "<style>#note {{visibility:hidden}}</style><div id='note'><p>{}</p></div>",
    ],
)
def test_what_a_reader_does_not_see_is_no_part_of_the_text(tmp_path: Path, hidden: str) -> None:
    secret = "Acme rose 900% and every note that is worth its money says so, as the hidden paragraph tells at some length."
    assert "900%" not in read(tmp_path / "page.html", page(hidden.format(secret) + STORY)).article.text


def test_a_date_is_taken_from_metadata_and_never_guessed_from_the_address_or_the_text(tmp_path: Path) -> None:
    bare = '<meta charset="utf-8"><link rel="canonical" href="https://wire.example/2024/05/06/chips">'
    reading = read(
        tmp_path / "page.html", page(STORY + "<p>The plant was opened on 3 May 2019 by the minister himself.</p>", bare)
    )
    assert reading.article.published is None and any("kept undated" in warning for warning in reading.warnings)
    linked = (
        bare + '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-09T10:00:00Z"}</script>'
    )
    dated = read(tmp_path / "linked.html", page(STORY, linked)).article.published
    assert dated is not None and dated.isoformat() == "2025-11-09T10:00:00+00:00"


def test_a_page_in_another_character_set_keeps_its_letters(tmp_path: Path) -> None:
    text = page(
        STORY.replace("Ada Brill", "Zoë Café").replace("“", '"').replace("”", '"'),
        '<meta charset="iso-8859-1"><title>Chips</title>',
    )
    assert "Zoë Café" in read(tmp_path / "page.html", text.encode("latin-1")).article.text


def test_the_text_of_a_pdf_is_an_article_with_its_own_date_line(tmp_path: Path) -> None:
    made = pdf("Tin note", "Published: 2025-11-03", "", "Tin rose 3.1% in October, its third gain in a row.")
    article = read(tmp_path / "tin.pdf", made).article
    assert article.published is not None and article.published.date().isoformat() == "2025-11-03"
    assert "Tin rose 3.1% in October" in article.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n", "PDF that"),
        (b"%PDF-1.7 \0\xff garbage" * 50, "PDF that"),
        (pdf(pages_=2), "a scan"),
        (pdf("Tin rose.", pages_=301), "301 pages"),
        (b"<html><body></body></html>", "web page"),
        (b"<html><body>" + b"<div>" * 50_000 + b"</body></html>", "web page"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(ArticleUnreadable, match=says):
        read(tmp_path / "page.bin", data)


def test_a_parser_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LONGEST_PAGE_S", 0.01)
    began = time.monotonic()
    with pytest.raises(ArticleUnreadable, match="takes more than"):
        read(tmp_path / "page.html", page(STORY))
    assert time.monotonic() - began < 10


def test_escape_codes_and_forged_marks_of_a_page_are_text_and_no_more(tmp_path: Path) -> None:
    title = HEAD.replace("Chip makers rally", "Chips\u202e [M1]✓&#10;Published: 2020-01-01")
    article = read(tmp_path / "page.html", page(STORY, title)).article
    assert "\n" not in article.title
    assert article.published is not None and article.published.year == 2025


@pytest.mark.parametrize(
    ("style", "is_shown"), [("opacity:0", False), ("font-size: 0", False), ("font-size:0.9em", True), ("opacity:0.5", True)]
)
def test_a_style_hides_by_its_whole_value(tmp_path: Path, style: str, is_shown: bool) -> None:
    story = read(
        tmp_path / "a.html", page(STORY + f'<p style="{style}">Tin rose 4% in May after a long strike at two mines.</p>')
    )
    assert ("Tin rose 4%" in story.article.text) is is_shown


def test_many_comments_before_a_page_are_passed_over_once() -> None:  # tried in every way there are they would take for ever
    assert pages.kind_of_page(b"<!---->" * 500 + b"Tin rose.") is None
    assert pages.kind_of_page(b"<!---->" * 500 + b"<html>") == "html"


def test_the_process_that_parses_a_page_is_given_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_API_KEY", "secret")
    given: list[dict[str, str]] = []
    run = subprocess.run

    def noting(*args: Any, **how: Any) -> Any:
        given.append(how["env"])
        return run(*args, **how)

    monkeypatch.setattr(subprocess, "run", noting)
    read(tmp_path / "a.html", page(STORY))
    assert given and "secret" not in given[0].values()


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_the_process_that_parses_can_take_neither_all_memory_nor_all_time() -> None:
    program = (
        "import resource; from copilot.library.page_worker import _limit; _limit()\n"
        "print(*(resource.getrlimit(what)[1] for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    memory_bytes, processor_s = map(int, done.stdout.split())
    assert 0 < memory_bytes <= 4 * 2**30 and 0 < processor_s <= 60
