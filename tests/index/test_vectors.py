"""The vector index: vectors in and out under chunk ids, and what goes wrong with it."""

from __future__ import annotations

from pathlib import Path

import chromadb.errors
import numpy as np
import pytest

from copilot.errors import PrerequisiteError
from copilot.index import vectors
from copilot.index.vectors import VectorIndex

MODEL = "test@00000000"


def random_rows(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def test_proposals_are_among_the_given_ids_and_hold_the_nearest(tmp_path: Path) -> None:
    rows, ids = random_rows(600), [f"a-{number}" for number in range(600)]
    index = VectorIndex(tmp_path, MODEL)
    index.put(ids, rows)
    permitted = ids[1::3]
    for proposed in (index.propose(rows[7], permitted, 20), index.propose(rows[7], [*permitted, "unknown-1"], 20)):
        assert len(proposed) == 20 and set(proposed) <= set(permitted) and "a-7" in proposed
    index.close()
    reopened = VectorIndex(tmp_path, MODEL)
    assert "a-7" in reopened.propose(rows[7], permitted, 20)
    reopened.close()


def test_an_empty_or_absent_index_finds_nothing_and_makes_no_file(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "none", MODEL)
    assert index.propose(random_rows(1)[0], ["a"], 5) == [] and index.ids() == set()
    index.remove(["a"])
    assert not (tmp_path / "none").exists()


def test_another_model_has_its_own_vectors(tmp_path: Path) -> None:
    first, second = VectorIndex(tmp_path, MODEL), VectorIndex(tmp_path, "other@11111111")
    first.put(["a"], random_rows(1))
    second.put(["b"], random_rows(1))
    assert (first.ids(), second.ids()) == ({"a"}, {"b"})
    first.close()
    second.close()


def test_putting_twice_and_removing_the_unknown_are_harmless(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path, MODEL)
    index.put(["a", "b"], random_rows(2))
    index.put(["a"], random_rows(1, seed=3))
    index.remove(["b", "zzz"])
    assert index.ids() == {"a"}
    index.close()


def test_a_damaged_index_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all" * 300)
    with pytest.raises(PrerequisiteError, match="vector index") as error:
        VectorIndex(tmp_path, MODEL).propose(random_rows(1)[0], ["a"], 5)
    assert "\n" not in error.value.problem and error.value.fix


@pytest.mark.parametrize(
    "name", [name for name in dir(chromadb.errors) if isinstance(getattr(chromadb.errors, name), type) and name.endswith("Error")]
)
def test_every_error_of_the_vendor_becomes_ours(name: str, tmp_path: Path) -> None:
    kind = getattr(chromadb.errors, name)
    if not issubclass(kind, chromadb.errors.ChromaError) or kind.__abstractmethods__:
        pytest.skip("never raised as such")
    with pytest.raises(PrerequisiteError), vectors._translated(tmp_path):
        raise kind("something went wrong")


def test_more_ids_than_one_query_may_hold_are_asked_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_ASKED_AT_ONCE", 50)
    rows, ids = random_rows(120), [f"a-{number}" for number in range(120)]
    index = VectorIndex(tmp_path, MODEL)
    index.put(ids, rows)
    proposed = index.propose(rows[119], ids, 5)
    assert len(proposed) == len(set(proposed)) == 15 and "a-119" in proposed
    index.close()
