"""Ranks chunks by words: BM25 over the library's full-text index, with the statistics of the permitted chunks alone.

FTS5 finds and stems the words; its own bm25() is not used, because it counts all chunks: an article published after the as-of
would move the scores, and through them an answer about the past.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from copilot.library.database import TOKENISER

MOST_TERMS = 48
_K1, _B = 1.2, 0.75  # Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework", Foundations and Trends in IR 3(4)
_TITLE_WEIGHT = 0.25  # a word of the title counts a quarter of one in the chunk, in every chunk of the article
_STOP_WORD_LIST = """
    a about above after again all also am an and any are as at be because been before being below between both but by can
    could did do does doing down during each few for from further get give had has have having he her here hers him his how
    i if in into is it its just let like many may me might more most much must my no nor not now of off on once only or
    other our out over own per please same say said says shall she should show so some such tell than that the their them
    then there these they this those through to too under until up upon us very was we were what when where which while who
    whom whose why will with would you your"""
_STOP_WORDS = frozenset(_STOP_WORD_LIST.split())


@dataclass(frozen=True, slots=True)
class Term:
    """A query word, or words that stand together ("S&P", "rate-cut"). `match` is its quoted FTS5 form."""

    words: tuple[str, ...]

    @property
    def match(self) -> str:
        """Only letters and digits come between the quotes, so no query can be read as FTS5 syntax."""
        return '"' + " ".join(self.words) + '"'


def query_terms(query: str) -> list[Term]:
    """The terms of a query in order, each once, without stop words; all of its words where it has no others.

    >>> [term.match for term in query_terms("How far did the S&P 500 fall?")]
    ['"far"', '"s p"', '"500"', '"fall"']
    """
    pieces = [re.findall(r"[^\W_]+", piece) for piece in re.findall(r"[^\W_]+(?:[.,&/\-'’][^\W_]+)*", query.lower())]
    pieces = [piece[:-1] if len(piece) > 1 and piece[-1] == "s" and len(piece[-2]) > 1 else piece for piece in pieces]
    terms: dict[Term, None] = {}
    for piece in pieces:
        singles = [word for word in piece if word not in _STOP_WORDS and (len(piece) == 1 or len(word) > 1)]
        terms.update(dict.fromkeys(Term((word,)) for word in singles))
        if len(piece) > 1:
            terms[Term(tuple(piece))] = None
    if not terms:
        terms = dict.fromkeys(Term((word,)) for piece in pieces for word in piece)
    return list(terms)[:MOST_TERMS]


def rank_by_words(database: sqlite3.Connection, query: str, permitted: Mapping[int, int]) -> list[tuple[int, float]]:
    """Chunk numbers with their BM25 score, best first, ties by number; only chunks that hold at least one term.

    permitted: the number of each chunk that may be seen, with its length in words.
    """
    terms = query_terms(query)
    if not terms or not permitted:
        return []
    mean_words = sum(permitted.values()) / len(permitted) or 1.0
    stems = _stems(database, terms)
    scores: dict[int, float] = {}
    for term in terms:
        counts = {number: tf for number, tf in _occurrences(database, term, stems) if number in permitted}
        idf = math.log(1 + (len(permitted) - len(counts) + 0.5) / (len(counts) + 0.5))
        for number, tf in counts.items():
            length = 1 - _B + _B * permitted[number] / mean_words
            scores[number] = scores.get(number, 0.0) + idf * tf * (_K1 + 1) / (tf + _K1 * length)
    rounded = [(number, round(score, 9)) for number, score in scores.items()]
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))


def _occurrences(database: sqlite3.Connection, term: Term, stems: Mapping[str, str]) -> Iterable[tuple[int, float]]:
    """How often a term stands in each chunk, the title's share weighted. Words that stand together count once."""
    if len(term.words) > 1:
        for (number,) in database.execute("SELECT rowid FROM words WHERE words MATCH ?", (f"body : {term.match}",)):
            yield number, 1.0
        return
    rows = database.execute(
        "SELECT doc, sum(col = 'body'), sum(col = 'title') FROM word_places WHERE term = ? GROUP BY doc",
        (stems.get(term.words[0], term.words[0]),),
    )
    for number, in_body, in_title in rows:
        yield number, in_body + _TITLE_WEIGHT * in_title


def _stems(database: sqlite3.Connection, terms: Sequence[Term]) -> dict[str, str]:
    """Each single word as the index holds it, by the index's own tokeniser on a table that exists for this connection only."""
    database.executescript(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.query_words USING fts5 (word, tokenize = '{TOKENISER}');"
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.query_places USING fts5vocab ('temp', 'query_words', 'instance');"
        "DELETE FROM temp.query_words;"
    )
    words = [term.words[0] for term in terms if len(term.words) == 1]
    database.executemany("INSERT INTO temp.query_words (rowid, word) VALUES (?, ?)", enumerate(words))
    return {words[number]: stem for stem, number in database.execute("SELECT term, doc FROM temp.query_places WHERE offset = 0")}
