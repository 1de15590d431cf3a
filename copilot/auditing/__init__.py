"""Somebody's text in, an audit out: the text is the claim; the library's passages and the data are the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from copilot.auditing.arithmetic import wrong_results
from copilot.auditing.dates import days_without_a_session, left_undated, weekdays_against_dates
from copilot.auditing.directions import directions
from copilot.auditing.findings import (
    BorneOut,
    audit_status,
    findings_of,
    put_on_numbers,
    with_support,
    without_prices,
    without_strangers,
)
from copilot.auditing.internal import contradictions
from copilot.auditing.remarks import Remark
from copilot.checking import number_evidence, place_numbers
from copilot.comparison import Comparison, Market, compare_claims
from copilot.index.retrieve import search
from copilot.market.policy import meetings
from copilot.marks import SpanMap, neutralise
from copilot.metrics import metric_as_evidence
from copilot.metrics.printed import printed
from copilot.numbers import Claim, check_text, find_quantities, read_claims
from copilot.numbers.directions import read_directions
from copilot.numbers.explain import Explanation, explain_text
from copilot.numbers.types import Quantity
from copilot.sentences import sentences
from copilot.types import (
    AnswerSentence,
    Audit,
    CheckCall,
    Checked,
    FactSource,
    Finding,
    Metric,
    Passage,
    PriceSource,
    SeriesSource,
    Span,
)

if TYPE_CHECKING:  # a replay needs no library
    from copilot.workspace import Workspace

__all__ = ["audit_status", "audit_text", "explain_audit", "judge_text"]

PASSAGES_PER_SENTENCE = 3
MOST_PASSAGES = 60
MOST_GIVEN = 60  # computed figures that the check is given: its time grows with their square
MOST_SEARCHES = 300  # of the library for one text; a longer one is held against the data and itself throughout


def audit_text(text: str, *, file: str | None, published: date | None, workspace: Workspace) -> tuple[Audit, CheckCall]:
    """The audit of a text, and what its number check was given (for the receipt).

    The text's own `[3]` are its own: everything found is evidence for everything. A copy of the text in the library is not
    evidence for itself.
    """
    text = neutralise(text)
    market = Market(
        workspace.prices,
        workspace.as_of,
        meetings(as_of=workspace.as_of, unscheduled=True),
        workspace.series,
        workspace.quoted,
        workspace.filings,
    )
    checked, findings = _judge(text, _passages(text, workspace), market, published)
    judged = [(number.start, number.end) for number in checked.numbers if number.state != "exempt"]
    audit = Audit(
        file=file,
        published=published,
        as_of=workspace.as_of,
        status=audit_status(checked.numbers, findings),
        checked=checked,
        findings=findings,
        sample=workspace.sample,
        notices=(*workspace.notices, *market.notices, *left_undated(text, judged, published)),
    )
    return audit, CheckCall(text, as_of=workspace.as_of, published=published, citations="ignore")


def judge_text(
    text: str,
    passages: Sequence[Passage],
    prices: PriceSource,
    *,
    as_of: date,
    published: date | None,
    series: SeriesSource | None = None,
    facts: FactSource | None = None,
    filings: FactSource | None = None,
) -> tuple[Checked, tuple[Finding, ...]]:
    """Every numeral of the text with its verdict, and what was found: from these alone, so that a receipt can replay it."""
    return _judge(
        text, passages, Market(prices, as_of, meetings(as_of=as_of, unscheduled=True), series, facts, filings), published
    )


def _judge(text: str, passages: Sequence[Passage], market: Market, published: date | None) -> tuple[Checked, tuple[Finding, ...]]:
    claims = read_claims(text, published=published)
    compared = compare_claims(text, claims, market, published=published)
    words = list(directions(text, [passage.quote for passage in passages], market, published))
    metrics, given = _evidence(compared, words)
    if given > MOST_GIVEN:
        market.notices.append(f"{given} figures were computed; the check was given the first {MOST_GIVEN}, findings rest on all")
        given = MOST_GIVEN
    checks = check_text(
        text,
        [passage.quote for passage in passages],
        metrics=[metric_as_evidence(metric) for metric in metrics[:given]],
        as_of=market.as_of,
        published=published,
        citations="ignore",
    )
    numbers, derivations = place_numbers(checks, SpanMap(range(len(text)), ()))
    borne_out = _borne_out(claims, compared, metrics)
    remarks = [
        *_of_the_data(compared),
        *weekdays_against_dates(text, published),
        *days_without_a_session(text, claims, published),
        *_not_borne_out(wrong_results(text, claims, as_of=market.as_of, published=published), borne_out),
        *_not_borne_out(contradictions(text, claims, published), borne_out, both=True),
        *words,
    ]
    decided = [span for c in compared if c.disputes for span in (c.number, c.day, *c.also) if span is not None]
    judged = put_on_numbers(
        without_prices(with_support(without_strangers(numbers, decided), borne_out), market.unpriced), remarks
    )
    evidence = number_evidence(passages, metrics) | derivations
    return Checked(text, _sentences(text), judged.numbers, evidence, judged.conflicts), findings_of(judged, metrics)


def explain_audit(audit: Audit) -> list[Explanation]:
    """What was tried for each number of an audited text: the check, run again with its workings."""
    evidence = audit.checked.evidence.values()
    return explain_text(
        audit.checked.text,
        [item.quote for item in evidence if isinstance(item, Passage)],
        metrics=[metric_as_evidence(metric) for metric in _given(audit)],
        as_of=audit.as_of,
        published=audit.published,
        citations="ignore",
    )


def _evidence(compared: Sequence[Comparison], words: Sequence[Remark]) -> tuple[tuple[Metric, ...], int]:
    """The metrics of the comparisons, each once, and how many of them, the first, the check is given; then those of words.

    Given are those that bear a statement out or contradict it. What only explains it (another window, a fund on the index), and
    what a wrongly dated figure would have been on its day, is told beside it and is evidence of nothing.
    """
    found: dict[tuple[str, str], Metric] = {}
    beside: dict[tuple[str, str], Metric] = {}
    for comparison in compared:
        is_dated = comparison.kind in ("date", "stale") and not comparison.agrees
        decides = comparison.agrees or comparison.disputes
        for place, metric in enumerate(comparison.metrics):
            is_given = decides and not (is_dated and place)
            (found if is_given else beside).setdefault((metric.inputs_sha256, metric.label), metric)
    for metric in (metric for remark in words for metric in remark.metrics):
        beside.setdefault((metric.inputs_sha256, metric.label), metric)
    later = [metric for key, metric in beside.items() if key not in found]
    return (*found.values(), *later), len(found)


def _not_borne_out(remarks: Iterable[Remark], borne_out: Mapping[Span, BorneOut], *, both: bool = False) -> Iterator[Remark]:
    """Those that are about no figure which the data bear out: it does not follow from the figures beside it, and is right.

    both: of two figures that contradict each other, where the data bear out both: they are of two times.
    """
    for remark in remarks:
        figures = remark.spans if both else remark.spans[:1]
        if not all(span in borne_out for span in figures):
            yield remark


def _borne_out(claims: Sequence[Claim], compared: Sequence[Comparison], metrics: Sequence[Metric]) -> dict[Span, BorneOut]:
    """What the data bear out, by the figure, with the first of the deciding metrics that the figure is a rounding of."""
    mark_of = {(metric.inputs_sha256, metric.label): f"M{n}" for n, metric in enumerate(metrics, 1)}
    quantity_at = {(claim.quantity.start, claim.quantity.end): claim.quantity for claim in claims}
    found = {}
    for comparison in compared:
        quantity = quantity_at[comparison.number]
        if not comparison.agrees:
            continue
        metric = next((metric for metric in comparison.metrics if _is_rounding(quantity, metric)), None)
        mark = mark_of.get((metric.inputs_sha256, metric.label)) if metric is not None else None
        found[comparison.number] = BorneOut(comparison.text, mark, metric.label if metric is not None else "")
    return found


def _is_rounding(quantity: Quantity, metric: Metric) -> bool:
    """Whether a figure, or the lower end of a range, is a rounding of a metric; which way it goes is decided already."""
    value = quantity.value if quantity.value is not None else quantity.low
    if value is None or quantity.ulp is None:
        return False
    figure = printed(value, quantity.unit, ulp=quantity.ulp, qualifier=quantity.qualifier, direction=quantity.direction)
    return figure.accepted.holds(abs(figure.scaled(metric.value, metric.name, metric.unit)))


def _given(audit: Audit) -> list[Metric]:
    """The metrics that the check of an audit was given: all but the last ones that only stand beside a finding."""
    beside: set[str] = set()
    for finding in audit.findings:
        is_dated = finding.type in ("date", "stale") and finding.severity == "error"
        is_given = finding.severity == "error" and (finding.numbers or finding.type != "direction")
        beside.update(finding.evidence[1:] if is_dated else () if is_given else finding.evidence)
    metrics = [(mark, item) for mark, item in audit.checked.evidence.items() if isinstance(item, Metric)]
    while metrics and metrics[-1][0] in beside:
        metrics.pop()
    return [metric for _, metric in metrics]


def _of_the_data(compared: Sequence[Comparison]) -> Iterator[Remark]:
    """What the data contradict, or explain."""
    for comparison in compared:
        if not comparison.agrees:
            yield _remark(comparison)


def _remark(comparison: Comparison) -> Remark:
    """A disagreement with the data: on the words that date the figure where only the date is wrong, else on the figure."""
    day = comparison.day if comparison.kind in ("date", "stale") else None
    spans = (day, comparison.number) if day is not None else (comparison.number,)
    return Remark(
        comparison.kind,
        comparison.severity,
        (*spans, *comparison.also),
        comparison.stated,
        comparison.found,
        comparison.text,
        comparison.metrics,
        comparison.stated_date,
        comparison.found_date,
        disputes=comparison.disputes,
        is_near=comparison.is_near,
    )


def _passages(text: str, workspace: Workspace) -> list[Passage]:
    """What the library has on each sentence with a number or a direction, found by its words, in order, each span once.

    A number is bound by the words and names around it, so that vectors bring nothing here and cost a network run a sentence.
    """
    found: dict[tuple[str, int], Passage] = {}
    asked = dict.fromkeys(text[start:end] for start, end in sentences(text))
    judged = (sentence for sentence in asked if find_quantities(sentence) or read_directions(sentence))
    for sentence in islice(judged, MOST_SEARCHES):
        for passage in search(
            workspace.library,
            sentence,
            as_of=workspace.as_of,
            limit=PASSAGES_PER_SENTENCE,
            embedder=None,
        ):
            if passage.quote not in text:
                found.setdefault((passage.article_id, passage.start), passage)
        if len(found) >= MOST_PASSAGES:
            break
    return list(found.values())[:MOST_PASSAGES]


def _sentences(text: str) -> tuple[AnswerSentence, ...]:
    return tuple(AnswerSentence(start, end, (), "claim", "text") for start, end in sentences(text))
