"""Finished shares of a run on disk, so that a run cut short goes on; each belongs to one state of the program and the data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from copilot.evaluation import registry
from copilot.evaluation.registry import Score
from copilot.evaluation.runner import Part, Task
from copilot.resources import resource

PACKAGE = Path(__file__).resolve().parents[1]


class PartFolder:
    """Shares as JSON files named by the hash of all that decides them: the task, the program and the data's files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._program = program_hash()

    def load(self, task: Task) -> Part | None:
        """The share, where it was finished by this very program on these very files; else None. A damaged file is none."""
        try:
            kept = json.loads(self._path(task).read_text(encoding="utf-8"))
            scores = tuple((index, sample, Score(**score)) for index, sample, score in kept["scores"])
            return Part(task, scores, tuple(kept["seconds"]), tuple(kept["crashes"]), kept["cpu_s"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self, part: Part) -> None:
        """Write the share in one step. Raises OSError where the folder cannot be written."""
        path = self._path(part.task)
        path.parent.mkdir(parents=True, exist_ok=True)
        scores = [(index, sample, asdict(score)) for index, sample, score in part.scores]
        kept = {"scores": scores, "seconds": part.seconds, "crashes": part.crashes, "cpu_s": part.cpu_s}
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(json.dumps(kept, default=str), encoding="utf-8")
        unfinished.replace(path)

    def clear(self) -> None:
        """Forget every share."""
        for path in self.folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def _path(self, task: Task) -> Path:
        told = [task.suite, task.target, task.limit, task.seed, task.shard, task.shards, dict(task.options)]
        key = json.dumps([*told, self._program, list(_data_state(task))])
        return self.folder / f"{task.suite}-{task.target}-{task.shard}-{sha256(key.encode()).hexdigest()[:16]}.json"


def _data_state(task: Task) -> Iterator[str]:
    """Size and time of the files a suite needs: a set put in another's place is another set."""
    for name in registry.SUITES[task.suite].needs:
        path = task.data / name
        if path.exists():
            state = path.stat()
            yield f"{name} {state.st_size} {state.st_mtime_ns}"


def program_hash() -> str:
    """One hash over the program's modules and the tables, prompts and questions it reads."""
    total = sha256()
    folders = [PACKAGE, *(resource(name) for name in ("reference", "prompts", "evals", "corpus"))]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".py", ".toml", ".csv", ".txt", ".md", ".jsonl"}:
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
