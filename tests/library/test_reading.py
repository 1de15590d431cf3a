"""Files into articles: headers of many houses, boilerplate, encodings, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.errors import ArticleUnreadable, UsageError
from copilot.library.reading import Reading, read_article, read_file
from copilot.types import Article

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STORY = (
    "The index of smaller companies rose 3.7% on Monday, its best day since the spring, after officials hinted at lower rates. "
    "Banks and builders led the way, and nine in ten shares ended higher."
)


def write(folder: Path, content: str | bytes, name: str = "note.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes, name: str = "note.txt") -> Article:
    return read_article(write(folder, content, name), now=NOW)


def hidden(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.boilerplate)


def shown(article: Article) -> str:
    text, out, at = article.text, "", 0
    for start, end in article.boilerplate:
        out, at = out + text[at:start], end
    return out + text[at:]


HEADERS = {
    "front matter": (
        '---\ntitle: "Rates: a primer"\npublisher: Example Wire\nauthor: Ann Lee\npublished: 2025-12-04T16:28:13-05:00\n'
        "url: https://example.org/a\ntags: [a, b]\n---\n\n# Rates: a primer\n\n" + STORY,
        ("Rates: a primer", "Example Wire", "Ann Lee", "2025-12-04T16:28:13-05:00"),
    ),
    "glued": (
        "Banks lead\n\nNorth America\nSource: Example.comPublished: 09/11/2025, 04:28:13 EDT\nBanks\nRates\nEarnings\n" + STORY,
        ("Banks lead", "Example.com", None, "2025-09-11T04:28:13-04:00"),
    ),
    "labels": (
        "# Banks lead\n\n**Publisher:** Example Wealth\n**Date:** December 4, 2025\n**Author:** Ann Lee\n\n" + STORY,
        ("Banks lead", "Example Wealth", "Ann Lee", "2025-12-04T00:00:00-05:00"),
    ),
    "byline": (
        "Banks lead\n\nExample Wire | By Ann Lee | December 4, 2025 4:05 PM EST\n\n" + STORY,
        ("Banks lead", "Example Wire", "Ann Lee", "2025-12-04T16:05:00-05:00"),
    ),
    "byline of who is called as a month begins": (
        "Banks lead\n\nBy Jane Marsh, 4 December 2025\n\n" + STORY,
        ("Banks lead", None, "Jane Marsh", "2025-12-04T00:00:00-05:00"),
    ),
    "byline of who is called as a month": (
        "Banks lead\n\nBy April May, December 4, 2025\n\n" + STORY,
        ("Banks lead", None, "April May", "2025-12-04T00:00:00-05:00"),
    ),
    "bare date line and house": (
        "Banks lead\nExample Research, Rates Desk\n4 December 2025, 11:20 GMT\n\n" + STORY,
        ("Banks lead", "Example Research, Rates Desk", None, "2025-12-04T11:20:00+00:00"),
    ),
    "dateline with a year": (
        "Banks lead\n\nNEW YORK, Dec. 4, 2025 (Example Wire) - " + STORY,
        ("Banks lead", "Example Wire", None, "2025-12-04T00:00:00-05:00"),
    ),
    "dateline without an agency": (
        "Banks lead\n\nLONDON, 4 December 2025 – " + STORY,
        ("Banks lead", None, None, "2025-12-04T00:00:00-05:00"),
    ),
    "dateline without a year": (
        "Banks lead\n\nNEW YORK, Dec 4 (Example Wire) — " + STORY,
        ("Banks lead", "Example Wire", None, None),
    ),
    "nothing stated": (f"Banks lead\n\n{STORY}", ("Banks lead", None, None, None)),
}


@pytest.mark.parametrize("name", HEADERS)
def test_what_a_header_states_is_read_and_no_more(name: str, tmp_path: Path) -> None:
    content, (title, publisher, author, published) = HEADERS[name]
    article = read(tmp_path, content, "note.md")
    assert (article.title, article.publisher, article.author) == (title, publisher, author)
    assert (article.published.isoformat() if article.published else None) == published
    assert STORY in shown(article)


def test_what_is_given_outranks_what_the_file_states(tmp_path: Path) -> None:
    path = write(tmp_path, "Banks lead\nSource: Example\nPublished: 2025-01-01\n\n" + STORY)
    article = read_article(path, published="2025-12-18", publisher="Other House", now=NOW)
    assert article.publisher == "Other House"
    assert article.published is not None and article.published.date() == date(2025, 12, 18)


def test_a_malformed_or_future_given_date_is_a_usage_error(tmp_path: Path) -> None:
    path = write(tmp_path, STORY)
    for value in ("soon", "2026-12-01", "05/06/2025"):
        with pytest.raises(UsageError):
            read_article(path, published=value, now=NOW)


def warned(reading: Reading) -> str:
    return " ".join(reading.warnings)


def test_an_unclear_or_future_header_date_leaves_the_article_undated_with_a_warning(tmp_path: Path) -> None:
    unclear = read_file(write(tmp_path, "Banks lead\nPublished: 05/06/2025\n\n" + STORY), now=NOW)
    assert unclear.article.published is None and "could be two days" in warned(unclear)
    future = read_file(write(tmp_path, "Banks lead\nPublished: 2026-12-01\n\n" + STORY), now=NOW)
    assert future.article.published is None and "future" in warned(future)
    silent = read_file(write(tmp_path, "Banks lead\n\n" + STORY), now=NOW)
    assert silent.article.published is None and "no date" in warned(silent)


def test_a_day_in_the_file_name_dates_an_article_that_states_none(tmp_path: Path) -> None:
    reading = read_file(write(tmp_path, "Banks lead\n\n" + STORY, "2025-12-04-banks.txt"), now=NOW)
    assert reading.article.published is not None and reading.article.published.date() == date(2025, 12, 4)
    assert "file name" in warned(reading)
    inside = read_file(write(tmp_path, "Banks lead\n\n" + STORY, "banks_2025-12-04.txt"), now=NOW)
    assert inside.article.published == reading.article.published
    two = read_file(write(tmp_path, "Banks lead\n\n" + STORY, "2025-12-01-to-2025-12-04.txt"), now=NOW)
    assert two.article.published is None


PROMPTS = [
    "Unlock More Features",
    "Login to access AI-powered analysis, deep research reports and more advanced features",
    "Log in to read the full report.",
    "Sign up for our newsletter",
    "Subscribe now",
    "About us: Example AI is the copilot for investors. Ask any question in the chat box below.",
    "Related Stocks",
    "Related: How rates work · What a dissent means",
    "Advertisement",
    "Click here to download the app",
    "© 2025 Example Media. All rights reserved.",
    "(Reporting by Ann Lee; editing by Bo Day)",
    "This article does not constitute investment advice.",
    "Past performance is not indicative of future results.",
    "The content is for informational purposes only and should not be construed as a recommendation to buy.",
    "Disclosure: the author holds no position in any stock mentioned.",
    "Home > Markets > Stocks",
    "https://example.org/a/b",
    "3 min read",
]


@pytest.mark.parametrize("line", PROMPTS)
def test_furniture_is_kept_but_marked(line: str, tmp_path: Path) -> None:
    article = read(
        tmp_path, f"Banks lead\n\n{STORY}\n\n{line}\n\nAnalysts at two houses raised their targets for the group on Tuesday."
    )
    assert line in article.text
    assert line in hidden(article)
    assert "Analysts at two houses" in shown(article)


STORIES = [
    "Subscribers rose 5% to 301 million, and the company unlocked a new source of revenue.",
    "Follow-through buying lifted shares of the most beaten-down companies for a second day.",
    "Unlock fees rose 12% at the wireless carrier.",
    "The company did not provide guidance for 2026 and its shares fell 4%.",
    "About two thirds of the index has reported so far, and 71% beat estimates.",
    "Related costs were $3.2 billion.",
    "The past performance of value stocks after a first cut has been strong, with a median gain of 9%.",
    "Advisers said the fund had lost value.",
    "Register of members shows 12.5% held by insiders.",
    "Revenue\n$12.4 billion\nEPS\n$1.52\nGuidance\n$6.10",
    "- Most common rating: hold\n- Most common rating: hold",
]


@pytest.mark.parametrize("line", STORIES)
def test_prose_that_resembles_furniture_stays(line: str, tmp_path: Path) -> None:
    article = read(
        tmp_path, f"Banks lead\n\n{STORY}\n\n{line}\n\nAnalysts at two houses raised their targets for the group on Tuesday."
    )
    assert line in shown(article)


def test_only_the_disclaiming_sentence_of_a_mixed_paragraph_is_marked(tmp_path: Path) -> None:
    text = "The method uses closing prices. Dividends are added back. Past performance is no guide to the future."
    article = read(tmp_path, f"Banks lead\n\n{STORY}\n\n{text}")
    assert hidden(article).endswith("Past performance is no guide to the future.")
    assert "Dividends are added back." in shown(article)


def test_tags_above_the_story_are_marked_and_a_heading_is_not(tmp_path: Path) -> None:
    article = read(tmp_path, f"Banks lead\n\nSmall Caps\nRussell 2000\nFed Rate Cuts\nBanks lead\n\nNews Summary\n\n{STORY}")
    assert "Russell 2000" in hidden(article)
    assert "News Summary" in shown(article)


def test_a_one_line_text_is_still_a_story(tmp_path: Path) -> None:
    article = read(tmp_path, "Acme raises its dividend by 5% to 42 cents a share")
    assert article.title == article.text == shown(article)


def test_line_ends_byte_order_mark_and_spelling_of_the_file_do_not_matter(tmp_path: Path) -> None:
    plain = read(tmp_path, f"Banks lead\n\n{STORY}\n")
    dos = read(tmp_path, b"\xef\xbb\xbf" + f"Banks lead\r\n\r\n{STORY}\r\n".encode(), "other.txt")
    wide = read(tmp_path, f"Banks lead\n\n{STORY}\n".encode("utf-16"), "wide.txt")
    assert plain.id == dos.id == wide.id
    assert plain.text == dos.text == wide.text


def test_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    reading = read_file(write(tmp_path, f"Caf\xe9 index\n\n{STORY} \x93Buy\x94".encode("latin-1")), now=NOW)
    assert reading.article.title == "Café index"
    assert "“Buy”" in reading.article.text
    assert "not UTF-8" in warned(reading)


REFUSED = {
    "empty": b"",
    "blank": b" \n\t\r\n",
    "binary": bytes(range(256)) * 40,
    "nul": b"text\0text",
    "pdf": b"%PDF-1.7 some text",
    "no letters": "…—…\n***".encode(),
    "front matter alone": b"---\ntitle: a\n---\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_a_way_out(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArticleUnreadable) as error:
        read(tmp_path, REFUSED[name])
    assert error.value.fix and "\n" not in error.value.problem


def test_a_missing_file_a_folder_and_fifty_megabytes_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for path, word in ((tmp_path / "none.txt", "not exist"), (tmp_path, "folder"), (large, "50 MB")):
        with pytest.raises(ArticleUnreadable, match=word):
            read_article(path)


def test_the_first_seed_is_read_as_given_and_its_furniture_marked(shared: Path) -> None:
    path = next(shared.glob("seeds/000_*.txt"))
    article = read_article(path, published="2025-12-18", publisher="Ginlix AI")
    assert article.title == "S&P 600 Small-Cap Stocks Rally 10% Amid Economic Optimism and Fed Rate Cuts"
    assert article.publisher == "Ginlix AI"
    assert article.published is not None and article.published.isoformat() == "2025-12-18T00:00:00-05:00"
    for line in (
        "Unlock More Features",
        "Login to access",
        "About us: Ginlix AI",
        "Related Stocks",
        "do not constitute investment advice",
    ):
        assert line in hidden(article) and line not in shown(article)
    body = shown(article).strip()
    assert body.startswith("This analysis is based on") and body.endswith("inherent volatility and debt-related risks.")
    assert read_article(path).published is None


def test_the_second_seed_states_its_source_and_the_eleventh_of_september(shared: Path) -> None:
    article = read_article(next(shared.glob("seeds/002_*.txt")))
    assert article.publisher == "Benzinga.com"
    assert article.published is not None and article.published.isoformat() == "2025-09-11T04:28:13-04:00"
    assert article.title.startswith("Small Caps Flash Bullish Trifecta")
    body = shown(article).strip()
    assert body.startswith("News Summary") and body.endswith("eroded by these adverse factors.")
    assert "Russell 2000\n" in hidden(article) and "Published:" in hidden(article)


def test_a_web_page_is_read_without_what_it_hides(tmp_path: Path) -> None:
    content = '<!DOCTYPE html>\n<html><body><p>Tin rose 4%.</p><p style="display:none">Tin rose 50%.</p></body></html>'
    (tmp_path / "a.txt").write_text(content)
    text = read_article(tmp_path / "a.txt").text
    assert "4%" in text and "50%" not in text


@pytest.mark.parametrize(
    "content",
    [
        "\n<!-- saved -->\n<HTML lang=en><p>Tin rose 4%.</p>",  # a page in which there is no story
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Tin rose 4%.</title></channel></rss>',
    ],
)
def test_a_page_without_a_story_and_a_feed_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(ArticleUnreadable, match="web page"):
        read_article(tmp_path / "a.txt")


def test_a_text_that_speaks_of_pages_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A note on <html> tags\n\nTin rose 4% in May 2025.")
    assert "4%" in read_article(tmp_path / "a.txt").text


def test_a_title_that_is_stated_by_its_label_is_the_title_though_the_story_begins_with_a_short_line(tmp_path: Path) -> None:
    article = read(tmp_path, "Date: 2025-12-01\nTitle: Tin falls again\nPublisher: Quarry Wire\n\nTin fell 9% in November.")
    assert (article.title, article.publisher) == ("Tin falls again", "Quarry Wire")


def test_a_date_that_the_calendar_lacks_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Tin note\nPublished: 2025-02-31\n\nTin rose 3% in January.", encoding="utf-8")
    reading = read_file(tmp_path / "note.txt")
    assert reading.article.published is None and any("is no day of the calendar" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text", ['{"title": "Tin", "text": "Tin rose."}\n{"title": "Zinc"}', '[\n  {"title": "Tin"}\n]', "\ufeff{}"]
)
def test_records_are_no_article(tmp_path: Path, text: str) -> None:
    path = tmp_path / "more.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArticleUnreadable, match="JSON records"):
        read_article(path)


@pytest.mark.parametrize(
    "text",
    [
        "[Harbour Post] Tin rose on Tuesday, traders said.",
        "{sic} Tin rose on Tuesday, traders said.",
        "[1]\nTin rose on Tuesday, traders said.",
        "[" * 100_000 + "\nTin rose on Tuesday, traders said.",
    ],
)
def test_a_text_that_begins_with_a_bracket_is_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf-8")
    assert "Tin rose on Tuesday" in read_article(path).text
