"""Words: terms of a query, and BM25 worked by hand over the permitted chunks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.index.lexical import query_terms, rank_by_words
from copilot.library.store import Library
from copilot.types import Article, Chunk

TEXTS = ["small caps rallied", "caps caps caps fell", "the S&P 500 index rose", "sustained growth"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("words") / "library", create=True) as opened:
        for number, text in enumerate(TEXTS):
            item = Article(f"{number:012x}", "untitled", text, None, None, None, None, "a.txt")
            opened.add(item, [Chunk(f"{item.id}-0", item.id, 0, len(text), text)])
        yield opened


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("is the rally sustainable?", ['"rally"', '"sustainable"']),
        ("How far did the S&P 500 fall?", ['"far"', '"s p"', '"500"', '"fall"']),
        ("small-cap rate cuts", ['"small"', '"cap"', '"small cap"', '"rate"', '"cuts"']),
        ("Fed’s 25-bp cut to 3.75%", ['"fed"', '"25"', '"bp"', '"25 bp"', '"cut"', '"75"', '"3 75"']),
        ("what is it?", ['"what"', '"is"', '"it"']),
        ("", []),
        ("?!", []),
    ],
)
def test_terms(query: str, terms: list[str]) -> None:
    assert [term.match for term in query_terms(query)] == terms


def test_bm25_is_the_textbook_formula_over_the_permitted_chunks(library: Library) -> None:
    permitted = {1: 3, 2: 4, 4: 2}
    ranked = dict(rank_by_words(library.database, "caps", permitted))
    idf, mean = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5)), 3.0
    for number, count, words in ((1, 1, 3), (2, 3, 4)):
        expected = idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * words / mean))
        assert ranked[number] == pytest.approx(expected, abs=1e-8)
    assert list(ranked) == [2, 1]


def test_words_meet_by_their_stem_and_phrases_as_they_stand(library: Library) -> None:
    permitted = dict.fromkeys(range(1, 5), 3)
    assert [number for number, _ in rank_by_words(library.database, "sustainable", permitted)] == [4]
    assert [number for number, _ in rank_by_words(library.database, "S&P", permitted)] == [3]
    assert rank_by_words(library.database, "nothing here", {}) == []


HOSTILE = [
    '"',
    "a OR b",
    "caps AND (",
    "NEAR(caps, 5)",
    "caps*",
    "body:caps",
    "^caps",
    "-caps",
    "'; DROP TABLE words; --",
    "caps\0",
    "{title}: x",
    "😀",
    "*",
    "NOT",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_read_as_syntax(query: str, library: Library) -> None:
    rank_by_words(library.database, query, dict.fromkeys(range(1, 5), 3))
    assert library.counts()["articles"] == len(TEXTS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_query_is_only_words(library: Library, query: str) -> None:
    for number, score in rank_by_words(library.database, query, dict.fromkeys(range(1, 5), 3)):
        assert number in range(1, 5) and score > 0


def test_a_very_long_query_is_bounded(tmp_path: Path) -> None:
    assert len(query_terms(" ".join(f"word{number}" for number in range(5000)))) == 48
