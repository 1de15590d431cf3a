"""The embedder against an independent forward pass in numpy, and the properties its users lean on."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.errors import PrerequisiteError
from copilot.index.embedding import FILES, Embedder, open_embedder, read_safetensors

Array = NDArray[Any]
TEXTS = [
    "Small companies rose 3.7% after the Federal Reserve cut rates.",
    "Shares of smaller firms gained as the central bank lowered interest rates.",
    "The recipe needs two spoons of butter and a pinch of salt.",
    "",
    "IPO " * 400,
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    opened = open_embedder()
    if opened is None:
        pytest.skip("needs the embedding weights")
    return opened


def weights_folder() -> Path:
    from copilot.index.embedding import _installed_weights

    place = _installed_weights()
    if place is None:
        pytest.skip("needs the embedding weights")
    return place


def forward(tensors: dict[str, Array], tokens: list[int]) -> Array:
    """BERT as in Devlin et al. (2019), written from the paper: post-norm, exact GELU; mean over tokens, length 1."""

    def linear(name: str, x: Array) -> Array:
        return np.asarray(x @ tensors[f"{name}.weight"].T.astype(np.float64) + tensors[f"{name}.bias"])

    def norm(name: str, x: Array) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * tensors[f"{name}.weight"] + tensors[f"{name}.bias"])

    erf = np.vectorize(math.erf)
    x = tensors["embeddings.word_embeddings.weight"][tokens].astype(np.float64)
    x = (
        x
        + tensors["embeddings.position_embeddings.weight"][: len(tokens)]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    x = norm("embeddings.LayerNorm", x)
    for layer in range(6):
        at = f"encoder.layer.{layer}."
        query, key, value = (
            linear(f"{at}attention.self.{role}", x).reshape(len(tokens), 12, 32).transpose(1, 0, 2)
            for role in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(32)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        mixed = mixed.transpose(1, 0, 2).reshape(len(tokens), 384)
        x = norm(f"{at}attention.output.LayerNorm", linear(f"{at}attention.output.dense", mixed) + x)
        inner = linear(f"{at}intermediate.dense", x)
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        x = norm(f"{at}output.LayerNorm", linear(f"{at}output.dense", inner) + x)
    pooled = x.mean(axis=0)
    return np.asarray(pooled / np.linalg.norm(pooled))


def test_the_graph_computes_what_the_paper_says(embedder: Embedder) -> None:
    from tokenizers import Tokenizer

    folder = weights_folder()
    tensors, tokenizer = read_safetensors(folder / "model.safetensors"), Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    for text in TEXTS[:3]:
        expected = forward(tensors, tokenizer.encode(text).ids)
        assert np.abs(embedder.embed([text])[0] - expected).max() < 2e-6


def test_rows_have_length_one_and_do_not_depend_on_their_company(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    assert together.shape == (5, 384) and together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, row in zip(TEXTS, together, strict=True):
        assert np.array_equal(embedder.embed([text])[0], row)
    assert np.array_equal(embedder.embed(TEXTS[::-1])[::-1], together)


def test_no_text_gives_no_row(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_a_paraphrase_is_nearer_than_another_subject(embedder: Embedder) -> None:
    likeness = embedder.embed(TEXTS) @ embedder.embed(TEXTS[:1])[0]
    assert likeness[0] == pytest.approx(1, abs=1e-5)
    assert likeness[1] > 0.5 > 0.2 > likeness[2]


def test_the_name_tells_model_and_weights(embedder: Embedder) -> None:
    assert embedder.name == "all-MiniLM-L6-v2@" + FILES["model.safetensors"][:8]


def test_a_file_that_is_not_the_official_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = weights_folder()
    for name in FILES:
        shutil.copyfile(source / name, tmp_path / name)
    assert open_embedder(tmp_path) is not None
    monkeypatch.setenv("COPILOT_EMBEDDER_DIR", str(tmp_path))
    assert open_embedder() is not None
    with (tmp_path / "config.json").open("ab") as file:
        file.write(b" ")
    for opened in (tmp_path, None):
        with pytest.raises(PrerequisiteError, match=r"config\.json is not the file"):
            open_embedder(opened)


def test_a_process_loads_the_weights_once(embedder: Embedder) -> None:
    assert open_embedder() is open_embedder() is not None


def test_a_named_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PrerequisiteError, match="cannot be read"):
        open_embedder(tmp_path)


def test_without_weights_there_is_no_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copilot.index.embedding.find_spec", lambda name: None)
    assert open_embedder() is None


def test_the_runtime_neither_reports_to_its_maker_nor_marks_the_machine(tmp_path: Path) -> None:
    weights_folder()
    silent_anyway = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in silent_anyway}
    program = "from copilot.index.embedding import open_embedder; open_embedder().embed(['a'])"
    subprocess.run([sys.executable, "-c", program], check=True, env={**environment, "HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_first_vector_comes_within_half_a_second_of_process_start() -> None:
    weights_folder()
    program = "from copilot.index.embedding import open_embedder; open_embedder().embed(['a'])"
    import time

    best = math.inf
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True, env=dict(os.environ))
        best = min(best, time.perf_counter() - start)
    assert best < 0.5
