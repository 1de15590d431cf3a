"""Replays a receipt from its own bytes and pins alone: no library, no network, no model, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Context
from pathlib import Path
from typing import Any

from copilot.clock import new_york_day
from copilot.errors import CopilotError
from copilot.receipts.judged_again import judge_again
from copilot.receipts.opened import Opened, open_receipt
from copilot.receipts.pins import Pins
from copilot.receipts.record import Restored, restore
from copilot.receipts.rules import changed_rules
from copilot.receipts.steps import Step, VerifyReport, apart, same
from copilot.receipts.store import find_receipt
from copilot.types import Answer, Audit, Metric

_TWELVE = Context(prec=12)
_BROKEN = (CopilotError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def verify(name: str | Path, *, folder: Path) -> VerifyReport:
    """The replay of the receipt or export that a path, an id or the beginning of an id names, over its pins.

    Compares the id, every pin's hash, every quote, every metric (12 significant digits), every verdict, every conflict and
    the text itself. Raises UsageError where no receipt is found. A damaged receipt is a difference, not an error.
    """
    path = find_receipt(str(name), folder)
    try:
        opened = open_receipt(path, folder=folder)
    except ValueError as error:
        return VerifyReport(path, path.stem, (Step("receipt", False, f"{path.name} is not a receipt: {error}"),), None)
    return replay(opened)


def replay(opened: Opened) -> VerifyReport:
    """The same of a receipt or export that is open already."""
    steps = [*opened.check_whole(), *opened.pins.check()]
    source: Answer | Audit | None = None
    rules = changed_rules(opened.record)
    try:
        restored = restore(opened.record, inputs=opened.pins.rows, path=str(opened.path))
        source = restored.source
        steps += _check_quotes(restored, opened.pins)
        steps += _laid_to_rules([*_check_metrics(restored), *judge_again(restored)], rules)
        steps += [*_check_counts(opened.record, source), _check_as_of(restored)]
    except (ValueError, KeyError) as error:
        steps.append(Step("receipt", False, f"not a whole receipt: {error}"))
    identity = str(opened.record.get("id"))
    return VerifyReport(opened.path, identity, tuple(steps), source, rules, is_export=opened.export is not None)


def _laid_to_rules(steps: Iterable[Step], rules: tuple[str, ...] | None) -> Iterator[Step]:
    """Where the check has changed since, what it judges otherwise may be the change's doing."""
    for step in steps:
        yield replace(step, cause="rules") if rules and not step.is_same else step


def _check_quotes(restored: Restored, pins: Pins) -> Iterator[Step]:
    for number, passage in enumerate(restored.passages, 1):
        found = pins.quote(passage.article_sha256, passage.start, passage.end)
        if found is None:
            yield Step(f"quote [{number}]", False, "its article is withheld", "withheld")
        else:
            spans = passage.start >= 0 and passage.end - passage.start == len(passage.quote)
            said = apart(passage.quote, found) or f"its span {passage.start} to {passage.end} is not as long as the quote"
            yield same(f"quote [{number}]", spans and found == passage.quote, said)


def _check_metrics(restored: Restored) -> Iterator[Step]:
    from copilot.metrics import recompute

    for number, metric in enumerate(restored.metrics, 1):
        name = f"metric [M{number}] {metric.label}"
        try:
            value = recompute(metric)
        except _BROKEN as error:  # rows somebody changed may break any formula, and that is the finding
            yield Step(name, False, f"cannot be computed from its rows: {error}")
            continue
        is_same = _TWELVE.plus(value) == _TWELVE.plus(metric.value)
        yield same(name, is_same, f"says {metric.value:f}, its rows give {value:f}")
        if foreign := _other_tickers(metric):
            yield Step(name, False, f"its rows are of {', '.join(foreign)}")


def _other_tickers(metric: Metric) -> list[str]:
    """Tickers of the rows that the metric does not speak of."""
    named = {metric.ticker, metric.parameters.get("other")}
    return sorted({str(row["ticker"]) for row in metric.inputs if "ticker" in row} - {str(name) for name in named})


def _check_as_of(restored: Restored) -> Step:
    """Whether nothing that was published or traded after the as-of day entered."""
    published = [new_york_day(passage.published) for passage in restored.passages if passage.published]
    traded = [str(row.get("session") or row.get("announced") or "") for metric in restored.metrics for row in metric.inputs]
    traded += [
        str(row.get("vintage") or row.get("day") or row.get("known_from") or "") for m in restored.metrics for row in m.inputs
    ]
    traded += [str(fact.known_from) for fact in restored.facts]
    traded += [str(series.observations[-1].day) for series in restored.series if series.observations]
    traded += [str(prices.bars[-1].session) for prices in restored.prices or () if prices.bars]
    latest = max([*map(str, published), *traded], default="")
    as_of = str(restored.source.as_of)
    return same("as of", latest <= as_of, f"the receipt is of {as_of}, its evidence reaches to {latest}")


def _check_counts(record: Mapping[str, Any], source: Answer | Audit) -> Iterator[Step]:
    yield same(
        "counts",
        record["counts"] == source.checked.counts,
        f"says {record['counts']}, the numbers give {source.checked.counts}",
    )
    disputed = {index for index, number in enumerate(source.checked.numbers) if number.conflict is not None}
    named = {index for conflict in source.checked.conflicts for index in conflict.numbers}
    yield same(
        "disputes", disputed == named, f"numbers {sorted(disputed ^ named)} are disputed in one place and not in the other"
    )
    if isinstance(source, Answer):
        draft = source.draft
        stated, drafted = (
            (source.engine, source.status, source.resolved_question),
            (draft.engine, draft.status, draft.resolved_question),
        )
        yield same("draft", stated == drafted, f"the answer says {stated}, its draft {drafted}")
