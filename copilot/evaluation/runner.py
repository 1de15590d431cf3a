"""Runs suites over processes, and puts their scores together in an order that depends on the samples alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from copilot.evaluation import rates
from copilot.evaluation.baselines import CHECKERS, checker
from copilot.evaluation.registry import SUITES, Figure, Run, Score, Suite

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One share of one suite with one checker."""

    suite: str
    checker: str
    data: Path
    limit: int | None
    seed: int
    shard: int
    shards: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a task brought: scores with their sample's index, and how long each check took."""

    task: Task
    scores: tuple[tuple[int, Score], ...]
    seconds: tuple[float, ...]
    crashes: tuple[str, ...]
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of a suite: a figure for each checker (None is no data)."""

    label: str
    figures: Mapping[str, rates.Rate | None]
    bar: str
    published: str

    @property
    def meets_bar(self) -> bool | None:
        """Whether ours meets the bar; None where there is no bar or no data."""
        ours = self.figures.get("ours")
        if not self.bar or ours is None:
            return None
        sign, percent = self.bar.split()
        value = round(100 * ours.value, 6)
        return value >= float(percent) if sign == ">=" else value <= float(percent)


@dataclass(frozen=True, slots=True)
class Result:
    """A suite's table, with its failures, speed and crashes; `skipped` says why there is none."""

    suite: str
    about: str
    lines: tuple[Line, ...]
    failures: tuple[Mapping[str, Any], ...] = ()
    crashes: tuple[str, ...] = ()
    milliseconds: Mapping[str, float] | None = None  # of one check by ours: p50, p95, max
    elapsed_s: float = 0.0
    skipped: str | None = None


def run_suites(
    names: Sequence[str],
    data: Path,
    *,
    limit: int | None = None,
    seed: int = 0,
    processes: int = 2,
    baselines: bool = True,
    progress: Progress | None = None,
) -> list[Result]:
    """Scores the named suites, in order. With one process nothing is spawned."""
    ready = [SUITES[name] for name in names if not SUITES[name].missing(data)]
    tasks = [task for suite in ready for task in _tasks(suite, data, limit, seed, baselines)]
    parts: list[Part] = []
    for part in _work_all(tasks, processes):
        parts.append(part)
        if progress:
            progress(len(parts), len(tasks), f"{part.task.suite} ({part.task.checker})")
    return [_result(SUITES[name], parts, data) for name in names]


def _tasks(suite: Suite, data: Path, limit: int | None, seed: int, baselines: bool) -> Iterator[Task]:
    for name in CHECKERS if suite.baselines and baselines else ("ours",):
        for shard in range(suite.shards):
            yield Task(suite.name, name, data, limit, seed, shard, suite.shards)


def _work_all(tasks: Sequence[Task], processes: int) -> Iterator[Part]:
    if processes <= 1 or len(tasks) <= 1:
        yield from map(work, tasks)
        return
    with get_context("spawn").Pool(min(processes, len(tasks))) as pool:
        yield from pool.imap_unordered(work, tasks)


def work(task: Task) -> Part:
    """Scores one task's share of the samples."""
    import copilot.evaluation.suites  # noqa: F401  (registers them, in a spawned process too)

    started = perf_counter()
    census, engine = checker(task.checker)
    run = Run(task.data, engine, census, limit=task.limit, seed=task.seed, shard=task.shard, shards=task.shards)
    scores = tuple((run.index, score) for score in SUITES[task.suite].function(run))
    return Part(task, scores, tuple(run.seconds), tuple(run.crashes), perf_counter() - started)


def _result(suite: Suite, parts: Sequence[Part], data: Path) -> Result:
    if missing := suite.missing(data):
        return Result(suite.name, suite.about, (), skipped=f"skipped: {', '.join(missing)} not found under {data}")
    own = [part for part in parts if part.task.suite == suite.name]
    scores = {name: _in_order(own, name) for name in CHECKERS}
    ours = [part for part in own if part.task.checker == "ours"]
    return Result(
        suite.name,
        suite.about,
        tuple(_lines(suite, scores)),
        tuple(dict(score.failure) | {"metric": score.metric} for score in scores["ours"] if score.failure is not None),
        tuple(crash for part in sorted(ours, key=lambda part: part.task.shard) for crash in part.crashes),
        _speed([second for part in ours for second in part.seconds]),
        sum(part.elapsed_s for part in own),
    )


def _in_order(parts: Sequence[Part], name: str) -> list[Score]:
    scored = [item for part in parts if part.task.checker == name for item in part.scores]
    return [score for _, score in sorted(scored, key=lambda item: item[0])]


def _lines(suite: Suite, scores: Mapping[str, Sequence[Score]]) -> Iterator[Line]:
    seen = Counter(score.metric for score in scores["ours"])
    declared = {figure.metric for figure in suite.figures}
    figures = [*suite.figures, *(Figure(metric) for metric in seen if metric not in declared)]
    for figure in figures:
        values = {name: _figure(figure, found) for name, found in scores.items() if found}
        yield Line(figure.label, values, figure.bar, figure.published)


def _figure(figure: Figure, scores: Sequence[Score]) -> rates.Rate | None:
    own = [score for score in scores if score.metric == figure.metric]
    if figure.kind == "rate":
        return rates.rate(sum(score.said for score in own), len(own))
    counts = rates.confusion((score.gold, score.said) for score in own)
    compute = {
        "precision": rates.precision,
        "recall": rates.recall,
        "f1": rates.f1,
        "balanced accuracy": rates.balanced_accuracy,
    }
    return compute[figure.kind](counts)


def _speed(seconds: list[float]) -> Mapping[str, float] | None:
    if not seconds:
        return None
    ordered = sorted(1000 * second for second in seconds)
    return {
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[int(0.95 * (len(ordered) - 1))],
        "max": ordered[-1],
        "calls": float(len(ordered)),
    }
