"""What the reader has to know of the answer: which fund stands in for what, which definitions differ, what is lacking."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.engines.candidates import Candidate
from copilot.engines.case import Case
from copilot.engines.defining import meaning_of
from copilot.engines.prose import has_numeral, listed, sentence
from copilot.engines.question_time import weekday_at_odds
from copilot.engines.states import state_asked
from copilot.engines.vocabulary import vocabulary

NO_PRICES = "The price source has no prices of"
# Themes that no price tells of.
_UNPRICED = {"valuation", "earnings", "flows", "credit", "economy", "inflation", "supply", "breadth", "geopolitics"}


def stand_ins(case: Case) -> list[str]:
    """Which fund speaks for an index or a group, and that it corroborates but does not decide."""
    if not case.evidence.metrics or any(has_numeral(subject.ticker) for subject in case.subjects):
        return []
    if case.is_inferred and case.subjects:
        return [_inferred(case)]
    used = {metric.ticker for metric in case.evidence.metrics}
    by_asked: dict[str, list[str]] = {}
    for subject in case.subjects:
        if subject.asked is not None and subject.ticker in used:
            by_asked.setdefault(subject.asked, []).append(subject.ticker)
    parts: list[str] = []
    for asked, tickers in by_asked.items():
        what = "the index" if has_numeral(asked) else f"what the question calls “{asked}”"
        parts.append(f"{what} {'' if parts else 'is '}represented by {listed(tickers)}")
    if not parts:
        return []
    many = sum(map(len, by_asked.values())) > 1
    funds = (
        "funds with prices in the source, which corroborate" if many else "a fund with prices in the source, which corroborates"
    )
    return [f"{sentence(listed(parts))}, {funds} and {'do' if many else 'does'} not decide."]


def unread_time(case: Case) -> list[str]:
    """That a time in the question was not understood, before the figures of another time."""
    words = case.question.unread_time
    if not words and case.question.as_of is not None and weekday_at_odds(case.question.text, case.question.as_of):
        return ["The weekday and the date that the question names do not go together: the figures are of the date."]
    if not words:
        return []
    named = "the question names" if has_numeral(words) else f"“{words}” means"
    return [f"The time that {named} is not known here, so the figures are of the days that they name."]


def _inferred(case: Case) -> str:
    others = [rival.ticker for rival in case.rivals[:2] if not has_numeral(rival.ticker)]
    then = f" and next of {listed(others)}" if others else ""
    first = case.subjects[0].ticker
    return f"The question names no instrument: the passages found speak most of {first}{then}, and the answer is about the first."


def definitions(case: Case, told: Sequence[str]) -> list[str]:
    """By which definition a state is told, and that volatilities of different frequency are different measures."""
    if told and (state := state_asked(case.question.text)) is not None and (means := meaning_of(state)) is not None:
        return [f"{means} Here it is told by closes, and of now from those of the past year."]
    given = [f for f in ("monthly", "weekly", "daily") if any(f"from {f} returns" in text for text in told)]
    if "volatility" in case.question.measures and len(given) > 1:
        return ["Returns of different frequency are different definitions of volatility, so the figures need not agree."]
    return []


def open_ends(case: Case, chosen: Sequence[Candidate]) -> list[str]:
    """What no evidence here can settle: arguments that prices cannot test, and what is still to come."""
    told = []
    themes = dict.fromkeys(candidate.themes[0] for candidate in chosen if candidate.themes and candidate.themes[0] in _UNPRICED)
    if themes and case.evidence.metrics:
        names = listed([vocabulary().theme(theme).name for theme in themes])
        told.append(f"What is said of {names} rests on the articles alone: the price source holds nothing to test it against.")
    if chosen:
        told.append("None of this is a forecast: the articles give views, and the prices say only what has been.")
    return told


def lacking(case: Case) -> list[str]:
    """What was declined for want of sessions, one sentence per metric."""
    kinds: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    for name, ticker, _ in case.desk.lacking:
        metric, _, kind = name.partition(", ")
        kinds.setdefault(metric, []).append(kind)
        owners.setdefault(metric, []).append(ticker)
    told = []
    for metric, found in kinds.items():
        how = f" from {listed(list(dict.fromkeys(found)), 'or')} returns" if all(found) else ""
        tickers = [ticker for ticker in dict.fromkeys(owners[metric]) if not has_numeral(ticker)]
        whose = f" of {listed(tickers)}" if tickers else ""
        told.append(
            f"The {metric}{whose}{how} could not be computed over the time asked for: the price source lacks the sessions."
        )
    for name in dict.fromkeys(case.desk.without_rate):
        called = name[:1].upper() + name[1:] if name.startswith(("sharpe", "sortino")) else name
        told.append(
            f"The {called} needs a rate free of risk, and no source of published series is set that tells one (--series)."
        )
    times = (case.question.period, case.question.anchor.period if case.question.anchor is not None else None)
    if any(period is not None and period.is_all_time for period in times) and case.evidence.metrics:
        told.append("The price source is read from its first session on; what came before that day it does not tell.")
    if case.desk.curtailed:
        told.append("The prices cover only a part of the time asked about, so a larger move may lie outside them.")
    return [text for text in told if not has_numeral(text)] + unpriced(case) + _priceless(case)


def unpriced(case: Case) -> list[str]:
    """Which of the instruments that a question names has no prices, where figures of another are told."""
    if case.question.kind != "measure" or not case.evidence.metrics:
        return []
    names = [name.text for name in case.question.names if case.is_unpriced(name) and not has_numeral(name.text)]
    listing = listed(list(dict.fromkeys(names)))
    return [f"{NO_PRICES} {listing}, so nothing is computed for it."] if names else []


def _priceless(case: Case) -> list[str]:
    if case.question.kind not in ("measure", "outlook") or case.evidence.metrics or case.desk.lacking or case.desk.without_rate:
        return []
    if not case.subjects and not case.desk.source.tickers():
        return ["No prices are at hand, so no figure could be computed."]
    if case.question.kind == "measure":
        return ["The price source has no prices that answer this, so no figure could be computed."]
    return []
