"""The articles of both libraries: sized and dated as they should be, each in its own words."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from copilot.library.reading import read_article

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted((ROOT / "corpus/articles").glob("*.md"))
SECOND = sorted((ROOT / "evals/second-library/articles").glob("*.md"))
NEW_YORK = ZoneInfo("America/New_York")
HEADER_LINES = 14  # a date further down is part of the story

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)")
_US = re.compile(r"\b(\d\d)/(\d\d)/(20\d\d)\b")
_WORDS = re.compile(r"\b(?:(\d{1,2}) )?([A-Z][a-z]{2,8})\.? (?:(\d{1,2}), )?(20\d\d)\b")


def printed_date(text: str) -> date:
    """The first full date of the header, in whatever form."""
    for line in text.split("\n")[:HEADER_LINES]:
        if match := _ISO.search(line):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _US.search(line):
            return date(int(match[3]), int(match[1]), int(match[2]))
        for match in _WORDS.finditer(line):
            if day := match[1] or match[3]:
                return datetime.strptime(f"{day} {match[2][:3]} {match[4]}", "%d %b %Y").date()
    raise AssertionError("no date in the header")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:['’][a-z]+)?|\d[\d.,]*\d|\d", text.lower())


@pytest.mark.parametrize("path", SAMPLE + SECOND, ids=lambda path: path.stem)
def test_an_article_prints_the_date_of_its_file_name(path: Path) -> None:
    assert printed_date(path.read_text(encoding="utf-8")) == date.fromisoformat(path.name[:10])


@pytest.mark.parametrize("path", SAMPLE + SECOND, ids=lambda path: path.stem)
def test_the_library_reads_the_head_of_an_article(path: Path) -> None:
    article = read_article(path)
    assert article.published is not None
    assert article.published.astimezone(NEW_YORK).date() == date.fromisoformat(path.name[:10])
    assert article.publisher and any(house in article.publisher for house in HOUSES)
    assert article.title and article.title in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAMPLE + SECOND, ids=lambda path: path.stem)
def test_an_article_is_a_page_long(path: Path) -> None:
    assert 250 <= len(path.read_text(encoding="utf-8").split()) <= 600


def test_the_sample_is_spread_over_its_window() -> None:
    days = [date.fromisoformat(path.name[:10]) for path in SAMPLE]
    assert len(days) == 18
    assert days[0].month == 9
    assert days[-1] == date(2025, 12, 18)
    assert {day.month for day in days} == {9, 10, 11, 12}


def test_no_eight_words_in_a_row_are_shared_with_the_sources(shared: Path) -> None:
    sources = [path for folder in ("seeds", "notes") for path in (shared / folder).glob("*") if path.is_file()]
    taken = {
        tuple(found[i : i + 8])
        for path in sources
        for found in [words(path.read_text(encoding="utf-8"))]
        for i in range(len(found))
    }
    for path in SAMPLE + SECOND:
        own = words(path.read_text(encoding="utf-8"))
        copied = [" ".join(own[i : i + 8]) for i in range(len(own) - 7) if tuple(own[i : i + 8]) in taken]
        assert copied == [], path.name


def test_no_twelve_words_in_a_row_stand_in_two_articles_of_different_publishers() -> None:
    """Repeated disclaimers of one publisher are as on real pages; two houses do not write one sentence."""
    seen: dict[tuple[str, ...], str] = {}
    for path in SAMPLE + SECOND:
        text = path.read_text(encoding="utf-8")
        own, house = words(text), next(name for name in HOUSES if name in text)
        for i in range(len(own) - 11):
            assert seen.setdefault(tuple(own[i : i + 12]), house) == house, (path.name, own[i : i + 12])


HOUSES = (
    "Tallow Street", "Brackwater", "Plumb Line", "Saltmarsh", "Halberd & Rook", "Fenwick Alder", "Kestrel Street", "Vantorre",
    "The Ledger Owl", "Quillmarsh", "Orewright", "Gantry Row", "Parallax", "Lowmoor", "Cobb & Lantern",
)  # fmt: skip
