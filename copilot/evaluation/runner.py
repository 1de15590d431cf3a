"""Runs suites over processes, and puts their scores together in an order that depends on the samples alone.

A run can be kept: each finished share is written to a folder, and a run cut short goes on from there.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from time import process_time
from typing import Any, Protocol

from copilot.evaluation import rates
from copilot.evaluation.baselines import checker
from copilot.evaluation.published import Published
from copilot.evaluation.registry import OURS, SUITES, Figure, Run, Score, Suite

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One share of one suite with one target."""

    suite: str
    target: str
    data: Path
    limit: int | None
    seed: int
    shard: int
    shards: int
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What a task brought: scores with their sample's index and name, how long each check took, and the processor time of all."""

    task: Task
    scores: tuple[tuple[int, str, Score], ...]
    seconds: tuple[float, ...]
    crashes: tuple[str, ...]
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of a suite: a figure for each checker (None is no data)."""

    label: str
    figures: Mapping[str, rates.Rate | None]
    bar: str
    published: tuple[Published, ...]
    figure: Figure
    outcomes: Mapping[str, tuple[float, int]] = field(default_factory=dict)  # ours: sample -> (sum, how many)

    @property
    def meets_bar(self) -> bool | None:
        """Whether ours meets the bar; None where there is no bar or no data."""
        ours = self.figures.get(OURS)
        if not self.bar or ours is None:
            return None
        sign, bound = self.bar.split()
        value = round(100 * ours.value if self.figure.unit == "%" else ours.value, 6)
        return value >= float(bound) if sign == ">=" else value <= float(bound)


@dataclass(frozen=True, slots=True)
class Result:
    """A suite's table, with its failures, speed and crashes; `skipped` says why there is none."""

    suite: str
    about: str
    lines: tuple[Line, ...]
    failures: tuple[Mapping[str, Any], ...] = ()
    crashes: tuple[str, ...] = ()
    milliseconds: Mapping[str, float] | None = None  # of one check by ours: p50, p95, max
    cpu_s: float = 0.0
    skipped: str | None = None
    group: str = "numbers"
    targets: tuple[str, ...] = (OURS,)


class Keeper(Protocol):
    """Where finished shares are kept, so that a run cut short goes on."""

    def load(self, task: Task) -> Part | None:
        """The share as an earlier run left it; None where it was not finished, or by another program."""
        ...

    def save(self, part: Part) -> None:
        """Keep a finished share."""
        ...


def run_suites(
    names: Sequence[str],
    data: Path,
    *,
    limit: int | Mapping[str, int] | None = None,
    seed: int = 0,
    processes: int = 2,
    baselines: bool = True,
    progress: Progress | None = None,
    options: Mapping[str, str] | None = None,
    keeper: Keeper | None = None,
) -> list[Result]:
    """Scores the named suites, in order. With one process nothing is spawned.

    limit: for every suite, or by its name. baselines: also what a suite sets beside ours.
    options: what the suites are told, as {"prices": folder}.
    """
    ready = [SUITES[name] for name in names if not SUITES[name].missing(data)]
    tasks = [task for suite in ready for task in _tasks(suite, data, limit, seed, baselines, options or {})]
    kept = [part for task in tasks if keeper is not None and (part := keeper.load(task)) is not None]
    done = {(part.task.suite, part.task.target, part.task.shard) for part in kept}
    parts: list[Part] = kept
    for part in _work_all([t for t in tasks if (t.suite, t.target, t.shard) not in done], processes):
        if keeper is not None:
            keeper.save(part)
        parts.append(part)
        if progress:
            progress(len(parts), len(tasks), f"{part.task.suite} ({part.task.target})")
    return [_result(SUITES[name], parts, data) for name in names]


def _tasks(
    suite: Suite, data: Path, limit: int | Mapping[str, int] | None, seed: int, baselines: bool, options: Mapping[str, str]
) -> Iterator[Task]:
    most = limit.get(suite.name) if isinstance(limit, Mapping) else limit
    for name in suite.targets if baselines else suite.targets[:1]:
        for shard in range(suite.shards):
            yield Task(suite.name, name, data, most, seed, shard, suite.shards, options)


def _work_all(tasks: Sequence[Task], processes: int) -> Iterator[Part]:
    """The parts as they are finished. Suites of few shares have the longest ones: they come first, so that none is waited for."""
    tasks = sorted(tasks, key=lambda task: task.shards)
    if processes <= 1 or len(tasks) <= 1:
        yield from map(work, tasks)
        return
    with get_context("spawn").Pool(min(processes, len(tasks)), initializer=_leave_with_parent) as pool:
        yield from pool.imap_unordered(work, tasks)


def _leave_with_parent() -> None:
    """An interrupt is the parent's to handle, and where it was killed nobody is left to work for."""
    parent = parent_process()
    assert parent is not None
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def leave() -> None:
        parent.join()
        os._exit(1)

    Thread(target=leave, daemon=True).start()


def work(task: Task) -> Part:
    """Scores one task's share of the samples."""
    import copilot.evaluation.suites  # noqa: F401  (registers them, in a spawned process too)

    started = process_time()
    census, engine = checker(task.target)
    run = Run(
        task.data, engine, census, limit=task.limit, seed=task.seed, shard=task.shard, shards=task.shards,
        target=task.target, options=task.options,
    )  # fmt: skip
    scores = tuple((run.index, run.sample, score) for score in SUITES[task.suite].function(run))
    return Part(task, scores, tuple(run.seconds), tuple(run.crashes), process_time() - started)


def _result(suite: Suite, parts: Sequence[Part], data: Path) -> Result:
    if missing := suite.missing(data):
        why = f"skipped: {', '.join(missing)} not found under {data}"
        return Result(suite.name, suite.about, (), skipped=why, group=suite.group, targets=suite.targets)
    own = [part for part in parts if part.task.suite == suite.name]
    scores = {name: _in_order(own, name) for name in suite.targets}
    ours = sorted((part for part in own if part.task.target == suite.targets[0]), key=lambda part: part.task.shard)
    return Result(
        suite.name,
        suite.about,
        tuple(_lines(suite, scores)),
        tuple(
            dict(score.failure) | {"metric": score.metric, "sample_id": sample}
            for sample, score in scores[suite.targets[0]]
            if score.failure is not None
        ),
        tuple(crash for part in ours for crash in part.crashes),
        _speed([second for part in ours for second in part.seconds]),
        sum(part.cpu_s for part in own),
        group=suite.group,
        targets=suite.targets,
    )


def _in_order(parts: Sequence[Part], name: str) -> list[tuple[str, Score]]:
    scored = [item for part in parts if part.task.target == name for item in part.scores]
    return [(sample, score) for _, sample, score in sorted(scored, key=lambda item: item[0])]


def _lines(suite: Suite, scores: Mapping[str, Sequence[tuple[str, Score]]]) -> Iterator[Line]:
    seen = Counter(score.metric for _, score in scores[suite.targets[0]])
    declared = {figure.metric for figure in suite.figures}
    figures = [*suite.figures, *(Figure(metric) for metric in seen if metric not in declared)]
    for figure in figures:
        values = {name: _figure(figure, found) for name, found in scores.items() if found}
        yield Line(figure.label, values, figure.bar, figure.published, figure, _outcomes(figure, scores[suite.targets[0]]))


def _outcomes(figure: Figure, scores: Sequence[tuple[str, Score]]) -> Mapping[str, tuple[float, int]]:
    """What each sample contributed: how often it was right (or its values' sum), and of how many."""
    found: dict[str, tuple[float, int]] = {}
    for sample, score in scores:
        if score.metric == figure.metric:
            total, n = found.get(sample, (0.0, 0))
            found[sample] = (total + _worth(figure, score), n + 1)
    return found


def _worth(figure: Figure, score: Score) -> float:
    if figure.kind in ("mean", "p50", "p95"):
        return score.value or 0.0
    return float(score.said if figure.kind == "rate" else score.said == score.gold)


def _figure(figure: Figure, scores: Sequence[tuple[str, Score]]) -> rates.Rate | None:
    own = [(sample, score) for sample, score in scores if score.metric == figure.metric]
    if figure.kind == "rate":
        return rates.clustered((sample, score.said) for sample, score in own)
    if figure.kind in ("mean", "p50", "p95"):
        values = [score.value for _, score in own if score.value is not None]
        if figure.kind != "mean":
            return rates.percentile(values, int(figure.kind[1:]) / 100)
        return rates.within_one(rates.mean(values)) if figure.unit == "%" else rates.mean(values)
    compute = {
        "precision": rates.precision,
        "recall": rates.recall,
        "f1": rates.f1,
        "macro f1": rates.macro_f1,
        "balanced accuracy": rates.balanced_accuracy,
    }
    return compute[figure.kind]([(sample, score.gold, score.said) for sample, score in own])


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
