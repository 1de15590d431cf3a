"""Retrieval: nothing from after the day, nothing undated, exact spans, one telling per story, the same answer every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.clock import NEW_YORK
from copilot.index.embedding import Embedder, open_embedder
from copilot.index.retrieve import search
from copilot.library.chunking import chunk_article
from copilot.library.ingest import add_paths, store_reading
from copilot.library.reading import Reading, make_article
from copilot.library.store import Library

SUBJECTS = {
    "banks": "Regional lenders rose after the regulator eased its rules on capital. Net interest margins had narrowed for a year, and loan losses stayed low.",
    "chips": "Makers of semiconductors fell as orders for memory slowed. Inventories are high, and two of the largest cut their forecasts for the quarter.",
    "homes": "Builders gained when mortgage rates dropped below six percent. Permits rose for a third month, though prices of timber climbed as well.",
    "oil": "Crude slipped on signs of more supply from the Gulf. Refiners said that margins would hold, and airlines welcomed cheaper fuel.",
    "fed": "The central bank cut its policy rate by a quarter point and said that further easing depends on jobs. Small companies borrow at floating rates.",
}


def story(subject: str, day: str | None, publisher: str = "Example Wire", extra: str = "") -> Reading:
    header = f"Published: {day}\n" if day else ""
    text = f"Note on {subject} {extra}\nSource: {publisher}\n{header}\n{SUBJECTS[subject]} {extra}"
    return make_article(text, source=f"{subject}.txt")


@pytest.fixture(scope="module")
def embedder() -> Embedder | None:
    return open_embedder()


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder | None) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        for number, subject in enumerate(SUBJECTS):
            store_reading(opened, story(subject, f"2025-06-{10 + number}"), origin=None, embedder=embedder)
        yield opened


AS_OF = date(2025, 6, 30)


def titles(library: Library, query: str, embedder: Embedder | None, **more: object) -> list[str]:
    found = search(library, query, **{"as_of": AS_OF, "embedder": embedder, **more})  # type: ignore[arg-type]
    return [passage.title.split()[2] for passage in found]


def test_the_passage_that_answers_comes_first_with_and_without_vectors(library: Library, embedder: Embedder | None) -> None:
    for engine in (None, embedder):
        assert titles(library, "mortgage rates and builders", engine)[0] == "homes"
        assert titles(library, "why did semiconductors fall?", engine)[0] == "chips"


def test_meaning_finds_what_no_word_of_the_query_names(library: Library, embedder: Embedder | None) -> None:
    if embedder is None:
        pytest.skip("needs the embedding weights")
    assert titles(library, "petroleum", embedder)[0] == "oil"
    assert titles(library, "petroleum", None) == []


def test_what_is_like_nothing_in_the_library_finds_nothing(library: Library, embedder: Embedder | None) -> None:
    if embedder is None:
        pytest.skip("needs the embedding weights")
    assert titles(library, "whisk eggs until fluffy", embedder) == []


def test_every_quote_is_its_span(library: Library, embedder: Embedder | None) -> None:
    found = search(library, "rates rose and fell", as_of=AS_OF, embedder=embedder)
    assert found
    for passage in found:
        article = library.article(passage.article_id)
        assert article.text[passage.start : passage.end] == passage.quote
        assert (passage.article_sha256, passage.published, passage.publisher) == (
            article.sha256,
            article.published,
            article.publisher,
        )


def test_nothing_from_after_the_day_and_nothing_undated_is_seen(library: Library, embedder: Embedder | None) -> None:
    store_reading(library, story("oil", None, extra="undated"), origin=None, embedder=embedder)
    for day in (9, 10, 12, 14):
        found = search(library, "oil banks chips homes central bank", as_of=date(2025, 6, day), embedder=embedder, limit=20)
        assert all(passage.published is not None and passage.published.date().day <= day for passage in found)
    assert search(library, "oil", as_of=date(2025, 6, 9), embedder=embedder) == []


def test_the_day_ends_at_midnight_in_new_york(tmp_path: Path) -> None:
    with Library.open(tmp_path / "other", create=True) as library:
        base = story("oil", None).article
        for number, moment in enumerate(
            (datetime(2025, 6, 12, 23, 59, 59, tzinfo=NEW_YORK), datetime(2025, 6, 13, 0, 0, 0, tzinfo=NEW_YORK))
        ):
            item = replace(base, id=f"{number:012x}", published=moment)
            library.add(item, chunk_article(item))
        found = search(library, "crude supply", as_of=date(2025, 6, 12), embedder=None)
        assert [passage.article_id for passage in found] == [f"{0:012x}"]


def test_a_story_of_london_past_midnight_is_of_the_day_before_in_new_york(tmp_path: Path) -> None:
    with Library.open(tmp_path / "london", create=True) as library:
        item = replace(story("oil", None).article, published=datetime.fromisoformat("2025-06-13T03:30:00+01:00"))
        library.add(item, chunk_article(item))
        assert len(search(library, "crude supply", as_of=date(2025, 6, 12), embedder=None)) == 1
        assert search(library, "crude supply", as_of=date(2025, 6, 11), embedder=None) == []


def test_publishers_and_articles_can_be_named(library: Library, embedder: Embedder | None) -> None:
    store_reading(
        library,
        story("oil", "2025-06-20", publisher="Other House", extra="again, from elsewhere and in other words"),
        origin=None,
        embedder=embedder,
    )
    found = search(library, "crude", as_of=AS_OF, embedder=embedder, publishers=["Other House"])
    assert {passage.publisher for passage in found} == {"Other House"}
    one = library.articles()[-1].id
    assert {p.article_id for p in search(library, "rates", as_of=AS_OF, embedder=embedder, article_ids=[one])} == {one}
    assert search(library, "rates", as_of=AS_OF, embedder=embedder, publishers=[]) == []


def test_a_copy_of_a_story_comes_once(library: Library, embedder: Embedder | None) -> None:
    copy = story("chips", "2025-06-21", publisher="Copyist Daily", extra="A line was added.")
    store_reading(library, copy, origin=None, embedder=embedder)
    found = titles(library, "semiconductors memory orders", embedder, limit=5)
    assert found.count("chips") == 1


def test_no_article_takes_every_place_while_others_have_something_to_say(tmp_path: Path, embedder: Embedder | None) -> None:
    with Library.open(tmp_path / "long", create=True) as library:
        long = "\n\n".join(
            f"Part {n}. Crude oil supply number {n} grew by {n + 2} percent in the region called {chr(65 + n)}. "
            + f"More on oil {n}. " * 25
            for n in range(8)
        )
        store_reading(
            library,
            make_article(f"All about oil\nPublished: 2025-06-02\n\n{long}", source="l.txt"),
            origin=None,
            embedder=embedder,
        )
        for subject in SUBJECTS:
            store_reading(library, story(subject, "2025-06-01", extra="with oil"), origin=None, embedder=embedder)
        found = search(library, "oil supply", as_of=AS_OF, embedder=embedder, limit=6)
        assert len(found) == 6
        assert sum(passage.title == "All about oil" for passage in found) == 2
        alone = search(library, "oil supply", as_of=AS_OF, embedder=embedder, limit=6, article_ids=[found[0].article_id])
        assert len(alone) >= 1


def test_the_newer_of_two_equal_passages_comes_first(tmp_path: Path) -> None:
    with Library.open(tmp_path / "two", create=True) as library:
        for day in ("2025-01-02", "2025-06-02"):
            text = f"Oil note\nPublished: {day}\n\nCrude slipped on {day} as supply grew in places {'east' if day < '2025-03' else 'west'} of here."
            store_reading(library, make_article(text, source="a.txt"), origin=None, embedder=None)
        found = search(library, "crude supply", as_of=AS_OF, embedder=None)
        assert [passage.published.month for passage in found if passage.published] == [6, 1]


def test_the_order_of_adding_does_not_matter(tmp_path: Path, embedder: Embedder | None) -> None:
    readings = [story(subject, f"2025-06-1{number}") for number, subject in enumerate(SUBJECTS)]
    results = []
    for number in range(3):
        random.Random(number).shuffle(readings)
        with Library.open(tmp_path / str(number), create=True) as library:
            for reading in readings:
                store_reading(library, reading, origin=None, embedder=embedder)
            results.append(search(library, "rates and margins", as_of=AS_OF, embedder=embedder))
    assert results[0] == results[1] == results[2] and results[0]


def test_where_there_are_too_many_chunks_chroma_proposes_and_the_order_is_the_same(
    library: Library, embedder: Embedder | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if embedder is None:
        pytest.skip("needs the embedding weights")
    exact = [search(library, query, as_of=AS_OF, embedder=embedder) for query in ("petroleum", "mortgage rates", "jobs")]
    monkeypatch.setattr("copilot.index.retrieve.EXACT_CHUNKS", 2)
    assert [search(library, query, as_of=AS_OF, embedder=embedder) for query in ("petroleum", "mortgage rates", "jobs")] == exact


def test_a_search_in_a_small_library_opens_no_vector_index(library: Library, embedder: Embedder | None) -> None:
    if embedder is None:
        pytest.skip("needs the embedding weights")
    with Library.open(library.folder) as reader:
        assert search(reader, "petroleum", as_of=AS_OF, embedder=embedder)
        assert not reader._indexes


class Spread:
    """A cheap embedder: letters of the text, so that any text has a vector and close texts have close ones."""

    name = "letters@00000002"

    def embed(self, texts: object) -> object:
        import numpy as np

        rows = np.full((len(texts), 384), 0.01, np.float32)  # type: ignore[arg-type]
        for row, text in zip(rows, texts, strict=True):  # type: ignore[call-overload]
            for at, character in enumerate(text.lower()):
                row[(ord(character) * 7 + at % 3) % 384] += 1
            row /= np.linalg.norm(row)
        return rows


LATER = st.lists(
    st.tuples(
        st.sampled_from(sorted(SUBJECTS)),
        st.integers(1, 400),
        st.sampled_from(["", "banks fell", "the rate rose again", "oil oil oil", "memory chips"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=8, deadline=None)
@given(later=LATER, query=st.sampled_from(["banks", "rate cut", "why did oil fall", "memory orders and margins"]))
def test_articles_published_later_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, later: list[tuple[str, int, str]], query: str
) -> None:
    engine: Embedder = Spread()  # type: ignore[assignment]
    with Library.open(tmp_path_factory.mktemp("past") / "library", create=True) as library:
        for number, subject in enumerate(SUBJECTS):
            store_reading(library, story(subject, f"2025-06-{10 + number}"), origin=None, embedder=engine)
        day = date(2025, 6, 13)
        before = [search(library, query, as_of=day, embedder=chosen) for chosen in (None, engine)]
        assert before[1]
        for subject, days, extra in later:
            published = (day + timedelta(days=days)).isoformat()
            store_reading(library, story(subject, published, extra=extra), origin=None, embedder=engine)
        assert [search(library, query, as_of=day, embedder=chosen) for chosen in (None, engine)] == before
        assert library.newest(day) == datetime(2025, 6, 13, tzinfo=NEW_YORK)


def test_hostile_and_empty_queries_find_something_or_nothing_and_never_fail(library: Library, embedder: Embedder | None) -> None:
    for query in ("", "   ", '"', "a AND", "NEAR(", "'; DROP TABLE articles; --", "\0", "?" * 2000, "😀 🚀", "x" * 5000):
        assert isinstance(search(library, query, as_of=AS_OF, embedder=embedder), list)
    assert library.counts()["articles"] == len(SUBJECTS)


def test_both_seeds_are_found_by_their_facts(tmp_path: Path, shared: Path, embedder: Embedder | None) -> None:
    with Library.open(tmp_path / "seeds", create=True) as library:
        add_paths(
            library, [next(shared.glob("seeds/000_*.txt"))], published="2025-12-18", publisher="Ginlix AI", embedder=embedder
        )
        add_paths(library, [next(shared.glob("seeds/002_*.txt"))], embedder=embedder)
        for engine in (None, embedder):
            rise = search(
                library,
                "how far has IJR risen from its November low, and when was that?",
                as_of=date(2025, 12, 18),
                embedder=engine,
            )
            assert "12.36%" in rise[0].quote and rise[0].publisher == "Ginlix AI"
            ebitda = search(library, "EV/EBITDA premium of the Russell 2000", as_of=date(2025, 12, 18), embedder=engine)
            assert "Enterprise Value/EBITDA premium" in ebitda[0].quote
            early = search(library, "small caps rally", as_of=date(2025, 9, 11), embedder=engine)
            assert {passage.publisher for passage in early} == {"Benzinga.com"}
            assert search(library, "small caps rally", as_of=date(2025, 9, 10), embedder=engine) == []
