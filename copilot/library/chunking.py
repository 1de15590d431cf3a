"""An article in, chunks out: whole sentences, 60 to 160 words where the text allows, headings with what they head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.sentences import sentences
from copilot.types import Article, Chunk, Span

FEWEST_WORDS, TARGET_WORDS, MOST_WORDS = 60, 110, 160


def chunk_article(article: Article) -> list[Chunk]:
    """The retrievable spans of an article, in order, not overlapping, never touching its boilerplate.

    Invariant: article.text[chunk.start:chunk.end] == chunk.text. An article that is all boilerplate has none.
    """
    text = article.text
    chunks: list[Span] = []
    for stretch in _stretches(article):
        chunks.extend(_pack(text, stretch))
    return [Chunk(f"{article.id}-{start}", article.id, start, end, text[start:end]) for start, end in chunks]


def is_heading(text: str, span: Span) -> bool:
    """Whether a sentence is a heading: a short line of its own, no bullet, without an end mark."""
    start, end = span
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].lstrip().startswith("#"):
        return True
    fills_line = line_start == start and (end == len(text) or text[end] == "\n")
    line = text[start:end]
    return fills_line and len(line.split()) <= 12 and not re.search(r"[.!?;,…\"”’)\]|]$", line)


def _stretches(article: Article) -> Iterator[list[Span]]:
    """Runs of sentences between which no boilerplate lies."""
    edges = iter([*article.boilerplate, (len(article.text), len(article.text))])
    start, end = next(edges)
    run: list[Span] = []
    for span in (piece for sentence in sentences(article.text) for piece in _cut(article.text, sentence)):
        while end <= span[0] and end < len(article.text):
            start, end = next(edges)
            if run:
                yield run
                run = []
        if span[1] <= start:
            run.append(span)
    if run:
        yield run


def _pack(text: str, stretch: list[Span]) -> list[Span]:
    """Fills chunks sentence by sentence; a paragraph's end closes one that is long enough, a heading opens a new one."""
    chunks: list[list[Span]] = [[]]
    words = 0
    for span in stretch:
        heading = is_heading(text, span)
        new_paragraph = bool(chunks[-1]) and "\n" in text[chunks[-1][-1][1] : span[0]]
        size = _words(text, span)
        full = words + size > MOST_WORDS or (new_paragraph and words >= (FEWEST_WORDS if heading else TARGET_WORDS))
        if full and chunks[-1]:
            carried = _trailing_headings(text, chunks[-1])
            chunks.append(carried)
            words = sum(_words(text, part) for part in carried)
        chunks[-1].append(span)
        words += size
    packed = [(chunk[0][0], chunk[-1][1]) for chunk in chunks if not all(is_heading(text, part) for part in chunk)]
    return _merge_small_tail(text, packed)


def _trailing_headings(text: str, chunk: list[Span]) -> list[Span]:
    """Takes the headings at the end of a chunk off it: they belong to the next one."""
    carried: list[Span] = []
    while len(chunk) > 1 and is_heading(text, chunk[-1]):
        carried.insert(0, chunk.pop())
    return carried


def _merge_small_tail(text: str, chunks: list[Span]) -> list[Span]:
    if len(chunks) > 1:
        tail, before = _words(text, chunks[-1]), _words(text, chunks[-2])
        if tail < FEWEST_WORDS and tail + before <= MOST_WORDS + FEWEST_WORDS // 2:
            chunks[-2:] = [(chunks[-2][0], chunks[-1][1])]
    return chunks


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence as it is, or in pieces at spaces where it is longer than a chunk may be."""
    start, end = span
    most = 10 * MOST_WORDS  # characters
    while _words(text, (start, window := min(end, start + most + 10))) > MOST_WORDS:
        words = list(re.finditer(r"\S+", text[start:window]))[:MOST_WORDS]
        fitting = [word.end() for word in words if word.end() <= most]
        stop = start + (fitting[-1] if fitting else most)
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _words(text: str, span: Span) -> int:
    """Length in words; a text without spaces counts ten characters as one."""
    return max(len(text[slice(*span)].split()), (span[1] - span[0]) // 10)
