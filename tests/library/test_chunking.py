"""Chunks: exact slices of whole sentences, sized, free of boilerplate."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.library.chunking import MOST_WORDS, chunk_article, is_heading
from copilot.library.reading import make_article, read_article
from copilot.sentences import sentences
from copilot.types import Article

SENTENCE = "Shares of smaller companies rose by a wide margin on Monday as traders looked ahead. "  # 15 words


def article(text: str) -> Article:
    return make_article(text, source="note.txt").article


def test_a_long_text_becomes_chunks_of_sixty_to_a_hundred_and_sixty_words() -> None:
    chunks = chunk_article(article("Title\n\n" + "\n\n".join(f"Item {n} follows here. {SENTENCE * 3}" for n in range(20))))
    sizes = [len(chunk.text.split()) for chunk in chunks]
    assert sum(sizes) == 20 * (4 + 3 * 15)
    assert all(60 <= size <= 160 for size in sizes)


def test_a_heading_opens_the_chunk_of_what_it_heads() -> None:
    text = f"Title\n\n{SENTENCE * 7}\n\n## Outlook\n\n{SENTENCE * 8}"
    chunks = chunk_article(article(text))
    assert [chunk.text.startswith("Outlook") for chunk in chunks] == [False, True]


def test_headings_alone_make_no_chunk() -> None:
    assert [chunk.text for chunk in chunk_article(article("Title\n\nOutlook\n\nLog in to read more."))] == []


def test_a_text_without_marks_or_spaces_is_cut() -> None:
    assert all(len(chunk.text) <= 1900 for chunk in chunk_article(article("Title\n\n" + "x" * 5000)))
    wordy = chunk_article(article("Title\n\n" + "word " * 1000))
    assert all(len(chunk.text.split()) <= MOST_WORDS for chunk in wordy)
    assert sum(len(chunk.text.split()) for chunk in wordy) == 1000


def test_is_heading_tells_a_line_from_a_sentence_and_a_bullet() -> None:
    text = "## Outlook\nRisks\nSales rose.\n- Debt"
    assert [is_heading(text, span) for span in sentences(text)] == [True, True, False, False]


def test_both_seeds_are_chunked_without_their_furniture(shared: Path) -> None:
    for path in sorted(shared.glob("seeds/*.txt")):
        seed = read_article(path)
        chunks = chunk_article(seed)
        assert 3 <= len(chunks) <= 6
        joined = " ".join(chunk.text for chunk in chunks)
        for line in ("Unlock More", "Login to", "About us", "investment advice", "Related Stocks", "Published:", "North America"):
            assert line not in joined
    assert "12.1% year-over-year" in joined


pieces = st.sampled_from(
    ["Shares rose 3.7%.", "Acme Inc. fell.", "\n", "\n\n", " ", "- point", "## Head", "Log in to read more.", "Past performance is no guarantee.",
     "word " * 40, "U.S. ", "\u00a0", "½", "é", "1. x", "|a|b|", "“Yes,” he said.", "x" * 700]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=40).map("".join).filter(lambda text: any(c.isalnum() for c in text)))
def test_every_chunk_is_a_slice_in_order_outside_the_boilerplate(raw: str) -> None:
    made = article(raw)
    chunks = chunk_article(made)
    before = 0
    for chunk in chunks:
        assert made.text[chunk.start : chunk.end] == chunk.text
        assert before <= chunk.start < chunk.end
        assert chunk.id == f"{made.id}-{chunk.start}"
        assert all(chunk.end <= start or end <= chunk.start for start, end in made.boilerplate)
        before = chunk.end
    for start, end in made.boilerplate:
        assert 0 <= start < end <= len(made.text)


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=300).filter(
        lambda text: any(c.isalnum() and c.isascii() for c in text) and not text.startswith("---")
    )
)
def test_any_text_can_be_read_and_chunked(raw: str) -> None:
    made = article(raw)
    for chunk in chunk_article(made):
        assert made.text[chunk.start : chunk.end] == chunk.text


def test_a_sentence_without_an_end_is_cut_in_good_time() -> None:
    endless = article("Copper\n\n" + "copper " * 150_000)
    began = time.perf_counter()
    chunks = chunk_article(endless)
    assert time.perf_counter() - began < 5
    assert sum(len(chunk.text.split()) for chunk in chunks) >= 150_000
