"""What a suite is: one function behind a decorator, which yields a score for everything it judged of its samples."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Literal, Protocol, TypeVar

from copilot.evaluation.published import Published
from copilot.numbers.types import NumberCheck, Quantity

T = TypeVar("T")
Row = Mapping[str, Any]
FigureKind = Literal["rate", "precision", "recall", "f1", "macro f1", "balanced accuracy", "mean", "p50", "p95"]
Gate = Literal["significant", "any", "none"]
OURS = "ours"  # the target that bars and the gate are about


@dataclass(frozen=True, slots=True)
class Score:
    """One thing judged: counted for `metric`; for a rate `said` is success, for a decision it stands against `gold`.

    `failure` is what a reader needs to see why it went wrong (text, evidence, expected, got), on failures only.
    `value` is what a mean or a percentile is taken over.
    """

    metric: str
    said: bool
    gold: bool = True
    failure: Mapping[str, Any] | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How a metric of a suite is computed and read: its kind, the bar it is held to, what others published beside it.

    gate: what `eval quick` fails on: a significant loss, any loss at all, or none (a time, which the machine decides).
    """

    metric: str
    kind: FigureKind = "rate"
    bar: str = ""  # ">= 97" or "<= 4", in percent
    published: tuple[Published, ...] = ()
    name: str = ""  # where one metric is shown in several ways
    unit: str = "%"  # of what is shown: "%" of a fraction, "ms", or "" for a plain number
    better: Literal["higher", "lower"] = "higher"
    gate: Gate = "significant"

    @property
    def label(self) -> str:
        """What the table calls it."""
        return self.name or self.metric


class Engine(Protocol):
    """A number checker under test, or a baseline beside it."""

    def __call__(self, text: str, sources: Sequence[str], **options: Any) -> list[NumberCheck]:
        """Verdicts on every item of `text`, as check_text gives them."""
        ...


class Census(Protocol):
    """What finds the numerals of a text."""

    def __call__(self, text: str) -> list[Quantity]:
        """As find_quantities."""
        ...


CHECKERS = (OURS, "string", "half-ulp")  # the number checkers a suite can be run with
BUGS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(slots=True)
class Run:
    """What a suite is given: where the sets lie, which samples are its share, and the checker under test."""

    data: Path
    engine: Engine
    census: Census
    limit: int | None = None
    seed: int = 0
    shard: int = 0
    shards: int = 1
    index: int = -1  # of the sample being scored
    target: str = OURS  # what is under test
    sample: str = ""  # a name of the sample that outlives its place in the set; its index where it has none
    options: Mapping[str, str] = field(default_factory=dict)  # what the caller set for the suite, as a price folder
    seconds: list[float] = field(default_factory=list)  # of every check
    crashes: list[str] = field(default_factory=list)

    def rows(self, *parts: str) -> list[Row]:
        """The rows of a JSON lines file, plain or gzipped, under the data folder ("..", "contracts" reaches beside it)."""
        return _rows(self.data.joinpath(*parts))

    def take(
        self, samples: Sequence[T], most: int | None = None, *, together: Callable[[T], Hashable] | None = None
    ) -> Iterator[T]:
        """This share's samples, in order; with a limit or at `most`, that many drawn by the seed. Sets `index` for each.

        together: samples with the same key come one after another, in one share.
        """
        chosen: Sequence[int] = range(len(samples))
        wanted = min(len(samples), *(bound for bound in (self.limit, most) if bound is not None), len(samples))
        if wanted < len(samples):
            chosen = sorted(Random(self.seed).sample(chosen, wanted))
        groups: dict[Hashable, list[int]] = {}
        for index in chosen:
            groups.setdefault(index if together is None else together(samples[index]), []).append(index)
        for index in chain.from_iterable(list(groups.values())[self.shard :: self.shards]):
            self.index, self.sample = index, str(index)
            yield samples[index]

    def random(self, *key: object) -> Random:
        """A generator that depends on the seed and the key alone, so that shares and limits change nothing."""
        return Random(f"{self.seed}/{'/'.join(map(str, key))}")

    def check(self, text: str, sources: Sequence[str], **options: Any) -> list[NumberCheck]:
        """Verdicts of the checker under test, timed. A crash is recorded and counts as no verdict at all."""
        started = perf_counter()
        try:
            checks = self.engine(text, sources, **options)
        except BUGS as bug:
            self.crashes.append(f"{type(bug).__name__}: {bug} on {text[:300]!r}")
            checks = []
        self.seconds.append(perf_counter() - started)
        return checks

    def find(self, text: str) -> list[Quantity]:
        """The numerals of a text. A crash is recorded and finds nothing."""
        try:
            return self.census(text)
        except BUGS as bug:
            self.crashes.append(f"{type(bug).__name__}: {bug} on {text[:300]!r}")
            return []


@dataclass(frozen=True, slots=True)
class Suite:
    """A registered suite. `needs` are files under the data folder; without them it is skipped, and says so.

    With `any_of` it takes what there is, and is skipped only where there is none of them.
    """

    name: str
    function: Callable[[Run], Iterator[Score]]
    needs: tuple[str, ...]
    figures: tuple[Figure, ...]
    targets: tuple[str, ...]  # ours first, then what is run beside it on the same samples
    shards: int
    any_of: bool = False
    group: str = "numbers"

    @property
    def about(self) -> str:
        """The first line of what the suite says of itself."""
        return (self.function.__doc__ or "").strip().splitlines()[0]

    def missing(self, data: Path) -> tuple[str, ...]:
        """The files whose absence keeps it from running."""
        absent = tuple(path for path in self.needs if not data.joinpath(path).exists())
        return () if self.any_of and len(absent) < len(self.needs) else absent


SUITES: dict[str, Suite] = {}


def suite(
    name: str,
    *,
    needs: Sequence[str] = (),
    figures: Sequence[Figure] = (),
    baselines: bool = False,
    targets: Sequence[str] = (OURS,),
    shards: int = 4,
    any_of: bool = False,
    group: str = "numbers",
) -> Callable[[Callable[[Run], Iterator[Score]]], Callable[[Run], Iterator[Score]]]:
    """Registers a suite. Metrics that `figures` does not name are plain rates.

    baselines: also run with the simpler number checkers; targets: other things to run beside ours, which the suite tells apart.
    """

    def register(function: Callable[[Run], Iterator[Score]]) -> Callable[[Run], Iterator[Score]]:
        beside = CHECKERS if baselines else tuple(targets)
        SUITES[name] = Suite(name, function, tuple(needs), tuple(figures), beside, shards, any_of, group)
        return function

    return register


@lru_cache(maxsize=16)
def _rows(path: Path) -> list[Row]:
    stored = path.read_bytes()
    text = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode()
    return [json.loads(line) for line in text.split("\n") if line.strip()]
