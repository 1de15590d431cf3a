"""Two runs, sample by sample: what got better, what got worse, and whether that can be chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb, fsum, sqrt
from typing import Any, Literal

from copilot.evaluation.rates import Z
from copilot.evaluation.runner import Result

CHANCE = 0.05  # a loss less likely than this by chance alone is one
Run = Mapping[str, Any]  # as `run_record` makes it


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in two runs. `worse` and `better` count the samples whose own figure moved; p is the chance of such a loss.

    p: one-sided exact sign test over the samples that moved (McNemar's test where a sample is right or wrong).
    difference: later less earlier over the samples of both, with its 95% interval between samples, as fractions of a rate.
    A gain is only called one after correction for how many figures were looked at. A loss is not: a gate may ask once too often.
    """

    suite: str
    metric: str
    before: float | None
    after: float | None
    unit: str
    samples: int  # in both runs
    worse: int
    better: int
    p: float
    verdict: Literal["lost", "gained", "same", "not comparable"]
    added: int = 0  # samples only the later run has
    gone: int = 0
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def run_record(results: Sequence[Result], *, seed: int, limit: int | None, version: str, program: str) -> dict[str, Any]:
    """A run as kept on disk: every figure with its samples, and what made it. Times are left out: they are the machine's."""
    return {
        "kind": "evaluation",
        "version": version,
        "program": program,
        "seed": seed,
        "limit": limit,
        "suites": {result.suite: dict(_metrics(result)) for result in results if result.skipped is None},
    }


def _metrics(result: Result) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in result.lines:
        if line.figure.kind in ("p50", "p95"):
            continue
        ours = line.figures.get(result.targets[0])
        yield (
            line.label,
            {
                "value": None if ours is None else round(ours.value, 6),
                "n": 0 if ours is None else ours.n,
                "unit": line.figure.unit,
                "better": line.figure.better,
                "gate": line.figure.gate,
                "samples": {sample: [round(total, 6), n] for sample, (total, n) in line.outcomes.items()},
            },
        )


def compare_runs(before: Run, after: Run) -> list[Change]:
    """Each metric that both runs have, or either: suites in the later run's order, then those that only the earlier has."""
    names = [*after["suites"], *(name for name in before["suites"] if name not in after["suites"])]
    changes = [change for name in names for change in _compare_suite(name, before, after)]
    compared = [at for at, change in enumerate(changes) if change.verdict != "not comparable"]
    corrected = holm([sign_test(changes[at].better, changes[at].worse) for at in compared])
    for at, p in zip(compared, corrected, strict=True):
        if changes[at].verdict != "lost" and p < CHANCE:
            changes[at] = replace(changes[at], verdict="gained")
    return changes


def _compare_suite(name: str, before: Run, after: Run) -> Iterator[Change]:
    old, new = before["suites"].get(name, {}), after["suites"].get(name, {})
    for metric in [*new, *(metric for metric in old if metric not in new)]:
        yield _compare_metric(name, metric, old.get(metric), new.get(metric))


def _compare_metric(suite: str, metric: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Change:
    known = new or old or {}
    unit = str(known.get("unit", "%"))
    before, after = (None if side is None else side["value"] for side in (old, new))
    if old is None or new is None or not (shared := old["samples"].keys() & new["samples"].keys()):
        return Change(suite, metric, before, after, unit, 0, 0, 0, 1.0, "not comparable")
    sign = 1 if known["better"] == "higher" else -1
    moved = [sign * (_mean(new["samples"][sample]) - _mean(old["samples"][sample])) for sample in sorted(shared)]
    worse, better = sum(step < 0 for step in moved), sum(step > 0 for step in moved)
    p = sign_test(worse, better)
    return Change(
        suite, metric, before, after, unit, len(shared), worse, better, p,
        "lost" if p < CHANCE or (known["gate"] == "any" and worse) else "same",
        len(new["samples"].keys() - shared), len(old["samples"].keys() - shared),
        *paired_difference([(old["samples"][sample], new["samples"][sample]) for sample in sorted(shared)]),
    )  # fmt: skip


def paired_difference(samples: Sequence[tuple[Sequence[float], Sequence[float]]]) -> tuple[float, float, float]:
    """Later rate less earlier one, and its 95% interval; samples: ((sum, how many) before, (sum, how many) after), at least one.

    The variance is between samples, of the difference of two ratios of sums (linearised). Source: Cochran (1977), Sampling
    Techniques, 3rd ed., chapter 6.

    >>> difference, low, high = paired_difference([((1, 2), (2, 2)), ((2, 2), (2, 2))])
    >>> round(difference, 3), low < 0 < high
    (0.25, True)
    """
    n_before, n_after = (fsum(sample[side][1] for sample in samples) for side in (0, 1))
    before, after = fsum(old[0] for old, _ in samples) / n_before, fsum(new[0] for _, new in samples) / n_after
    steps = [(new[0] - after * new[1]) / n_after - (old[0] - before * old[1]) / n_before for old, new in samples]
    k = len(samples)
    half = Z * sqrt(fsum(step * step for step in steps) * k / (k - 1)) if k > 1 else 0.0
    return after - before, after - before - half, after - before + half


def holm(chances: Sequence[float]) -> list[float]:
    """The chances corrected for their number, in the same order. Source: Holm (1979), Scandinavian J. of Statistics 6, 65-70.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    corrected, highest = [0.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        corrected[at] = highest
    return corrected


def _mean(outcome: Sequence[float]) -> float:
    return float(outcome[0]) / float(outcome[1])


def sign_test(worse: int, better: int) -> float:
    """The chance that so many of the moved samples, or more, get worse if either way is as likely.

    Source: McNemar (1947), Psychometrika 12, 153-157; exact form.

    >>> sign_test(5, 0), sign_test(0, 0)
    (0.03125, 1.0)
    """
    n = worse + better
    return float(sum(comb(n, k) for k in range(worse, n + 1)) / 2**n)


def losses(changes: Sequence[Change], after: Run) -> list[Change]:
    """The changes a gate fails on: what was lost, figures that vanished, and nothing whose gate is "none"."""

    def is_gated(change: Change) -> bool:
        metric = after["suites"].get(change.suite, {}).get(change.metric)
        return metric is None or metric["gate"] != "none"

    return [
        change
        for change in changes
        if is_gated(change) and (change.verdict == "lost" or (change.before is not None and change.after is None))
    ]
