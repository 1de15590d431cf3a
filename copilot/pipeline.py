"""How a question becomes an answer that can be checked, and a text an audit: the stages in order, on one screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from copilot.auditing import audit_text
from copilot.checking import check_draft, direction_findings, faults_of
from copilot.clock import new_york_today
from copilot.comparison import contradicted, find_conflicts, misdated
from copilot.errors import ModelError, PrerequisiteError, PricesMissing, UsageError
from copilot.index.openings import openings, publishers_until
from copilot.index.retrieve import search
from copilot.market.policy import meetings
from copilot.market.recorded import RecordingFacts, RecordingPrices, RecordingSeries
from copilot.market.sources import notices_of
from copilot.market.staleness import stale_notices
from copilot.metrics import Called, call_metric
from copilot.receipts.store import Kept, write_receipt
from copilot.settings import LONGEST_TEXT_CHARS, Settings
from copilot.types import Answer, Audit, Draft, Passage, Prices
from copilot.workspace import Workspace, open_workspace, sources_of

if TYPE_CHECKING:  # the engines are a third of what is imported, and an audit asks none
    from copilot.engines.model import Endpoint
    from copilot.engines.toolbox import Toolbox

Progress = Callable[[str], None]
LONGEST_QUESTION_CHARS = 2000
_OLD_DAYS = 365


def ask(question: str, *, settings: Settings, progress: Progress | None = None) -> Answer:
    """The answer to a question, every numeral judged, its receipt written. Raises CopilotError."""
    question = read_question(question)
    clock = Clock()
    with open_workspace(settings, progress=progress) as workspace:
        clock.lap("open")
        draft, notices = write_draft(question, workspace, settings, progress or (lambda doing: None))
        clock.lap("draft")
        checked = check_draft(draft, as_of=workspace.as_of)
        compared, series = RecordingPrices(workspace.prices), RecordingSeries(workspace.series)
        checked = find_conflicts(checked, compared, as_of=workspace.as_of, series=series)
        clock.lap("check")
        used = prices_used(draft, workspace)
        answer = Answer(
            question=question,
            resolved_question=draft.resolved_question,
            as_of=workspace.as_of,
            engine=draft.engine,
            status=draft.status,
            checked=checked,
            draft=draft,
            sample=workspace.sample,
            library_snapshot=workspace.library.snapshot(),
            newest_article=workspace.library.newest(workspace.as_of),
            last_session=max((item.bars[-1].session for item in used.values() if item.bars), default=None),
            notices=(*workspace.notices, *notices, *evidence_notices(workspace, used), *old_passages(draft, workspace.as_of)),
            timings_ms=clock.laps,
            asked_at=now(),
            findings=direction_findings(draft, as_of=workspace.as_of),
        )
        return _kept(
            answer,
            folder=workspace.folder,
            article_text=lambda i: workspace.library.article(i).text,
            compared=compared.all_given(),
            series=series.all_given(),
        )


def check(text: str, *, file: str | None, published: date | None, settings: Settings) -> Audit:
    """The audit of a text: it is the claim, the library and the prices are the evidence. Raises CopilotError."""
    if not text.strip():
        raise UsageError("the text is empty", fix="give a file with text, or text on standard input with -")
    if len(text) > LONGEST_TEXT_CHARS:
        raise UsageError(
            f"the text has {len(text):,} characters, more than {LONGEST_TEXT_CHARS:,}", fix="split it and audit the parts"
        )
    with open_workspace(settings, with_vectors=False) as workspace:
        compared, series = RecordingPrices(workspace.prices), RecordingSeries(workspace.series)
        quoted, filings = RecordingFacts(workspace.quoted), RecordingFacts(workspace.filings)
        recording = replace(workspace, prices=compared, series=series, quoted=quoted, filings=filings)
        audit, call = audit_text(text, file=file, published=published, workspace=recording)
        return _kept(
            replace(audit, notices=(*audit.notices, *evidence_notices(workspace, {})), asked_at=now()),
            folder=workspace.folder,
            article_text=lambda i: workspace.library.article(i).text,
            call=call,
            compared=compared.all_given(),
            series=series.all_given(),
            facts=(*quoted.all_given(), *filings.all_given()),
        )


def _kept(source: Kept, **how: Any) -> Kept:
    """The answer or audit with its receipt. Where that cannot be written it is given all the same, without one, and says why."""
    try:
        return write_receipt(source, **how)
    except PrerequisiteError as error:
        return replace(
            source, notices=(*source.notices, f"without a receipt, which cannot be written: {error.problem}; {error.fix}")
        )


def read_question(question: str) -> str:
    """The question on one line. Raises UsageError where it is empty or too long to be one."""
    question = " ".join(_as_text(question).split())
    if not question:
        raise UsageError("the question is empty", fix='ask one, as: copilot ask "is the rally sustainable?"')
    if len(question) > LONGEST_QUESTION_CHARS:
        raise UsageError(
            f"the question has {len(question)} characters, more than {LONGEST_QUESTION_CHARS}",
            fix="ask something shorter, or audit a text with: copilot check FILE",
        )
    return question


def _as_text(typed: str) -> str:
    """What was typed, as text. Bytes outside the terminal's encoding arrive as lone surrogates: they are read as UTF-8.

    >>> _as_text("caf\\udcc3\\udca9"), _as_text("\\ud800?")
    ('café', '??')
    """
    try:
        return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return typed.encode("utf-8", "replace").decode("utf-8")


def write_draft(question: str, workspace: Workspace, settings: Settings, say: Progress) -> tuple[Draft, tuple[str, ...]]:
    """The draft by the engine in force, and what the reader must know of it. say: told what is being done.

    The model is given the evidence that the extractive engine found, and tools that find more. Where it fails, its failure is
    said and the extractive draft, labelled as such, stands in: an answer is never thrown away.
    """
    from copilot.engines.extractive import draft_answer
    from copilot.engines.model import draft_with_model
    from copilot.engines.publishers import named_publishers

    library, as_of = workspace.library, workspace.as_of
    houses = publishers_until(library, as_of)
    publishers = named_publishers(question, houses)
    found = draft_answer(
        question,
        as_of=as_of,
        search=search_in(workspace, publishers=publishers),
        prices=workspace.prices,
        meetings=meetings(as_of=workspace.as_of),
        article_text=lambda i: workspace.library.article(i).text,
        is_disputed=lambda passage: misdated(passage, workspace.prices, as_of=workspace.as_of),
        is_wrong=lambda passage: contradicted(passage, workspace.prices, as_of=workspace.as_of),
        series=workspace.series,
        facts=(workspace.quoted,),
        publishers=publishers,
        houses=houses,
        openings=lambda start, end: openings(library, start, end),
    )
    read = found.resolved_question
    respelt = () if _is_as_asked(read, question) else (_how_read(read, question),)
    if settings.model is None:
        return found, respelt
    say(f"the model {settings.model} reads {len(found.passages)} passages and {len(found.metrics)} metrics")
    try:
        draft = draft_with_model(
            read,
            toolbox=toolbox_of(read, found, workspace, say),
            as_of=as_of,
            endpoint=endpoint_of(settings),
            faults=lambda draft: faults_of(draft, as_of=as_of),
        )
    except ModelError as error:
        return found, (*respelt, f"the model did not answer ({error.problem}; {error.fix}): this is the extractive engine")
    if found.status == "declined" and not any(sentence.citations for sentence in check_draft(draft, as_of=as_of).sentences):
        return found, respelt  # the model found nothing either, and the engine says what it looked for
    return replace(draft, status="partial" if found.status == "declined" else found.status), respelt


def toolbox_of(question: str, found: Draft, workspace: Workspace, say: Progress) -> Toolbox:
    """The model's tools over a workspace, and the evidence it begins with. Nothing after the as-of day is within their reach."""
    from copilot.engines.asked_metric import MetricDesk
    from copilot.engines.holdings import Holdings
    from copilot.engines.question_names import names_in_question
    from copilot.engines.toolbox import Toolbox

    def compute(name: str, tickers: Sequence[str], given: Mapping[str, object]) -> Called:
        return call_metric(name, tickers, given, sources_of(name, workspace))

    holdings = Holdings(workspace.prices, workspace.as_of)
    desk = MetricDesk(compute, holdings, meetings(as_of=workspace.as_of, unscheduled=True))
    article = workspace.library.article
    toolbox = Toolbox(found.passages, found.metrics, search=search_in(workspace), article=article, desk=desk, say=say)
    toolbox.lay_out([name.id for name in names_in_question(question, holdings.listed)])
    return toolbox


def _is_as_asked(read: str, question: str) -> bool:
    """Whether a question was read in its own words; small ones that were made whole ("did it?") do not count."""
    from copilot.engines.words import function_words

    asked, held = ({word.strip(",.;:?!") for word in text.lower().split()} for text in (question, read))
    return asked - held <= function_words()


def _how_read(read: str, question: str) -> str:
    """How a question was read, where in other words; whether these are its own, put right.

    >>> _how_read("how did banks do?", "how did bnaks do?"), _how_read("what is its price?", "what does it cost?")
    ('misspelt words are put right: the question is read as “how did banks do?”', 'the question is read as “what is its price?”')
    """
    asked, held = question.lower().split(), read.lower().split()
    is_respelt = all(word in asked or get_close_matches(word, asked, n=1, cutoff=0.7) for word in held)
    return f"{'misspelt words are put right: ' if is_respelt else ''}the question is read as “{read}”"


def prices_used(draft: Draft, workspace: Workspace) -> dict[str, Prices]:
    """What is known of the instruments whose prices the draft uses, by ticker."""
    tickers = {m.ticker for m in draft.metrics if m.ticker is not None and m.provider == workspace.prices.name}
    used = {}
    for ticker in sorted(tickers):
        with suppress(PricesMissing):
            used[ticker] = workspace.prices.prices(ticker, as_of=workspace.as_of)
    return used


def evidence_notices(workspace: Workspace, used: Mapping[str, Prices]) -> tuple[str, ...]:
    """What a reader must know of the evidence: how prices and series were had, where they end, articles passed over."""
    had = notices_of(workspace.prices, workspace.series)
    stale = stale_notices(used, workspace.as_of, today=new_york_today())
    altered = (
        f"“{article.title}” is left out: its stored text is not the one that was added (add it again: copilot library add FILE)"
        for article in workspace.library.found_altered()
    )
    return (*had, *stale, *altered)


def old_passages(draft: Draft, as_of: date) -> tuple[str, ...]:
    """That cited articles are more than a year older than the day of the answer: what they tell as news is none any more."""
    old = [
        f"[{n}] of {passage.published.date()}"
        for n, passage in enumerate(draft.passages, 1)
        if passage.published is not None and passage.published.date() < as_of - timedelta(days=_OLD_DAYS)
    ]
    return (f"more than a year old: {', '.join(old)}",) if old else ()


def search_in(workspace: Workspace, *, publishers: Collection[str] = ()) -> Callable[[str, int], list[Passage]]:
    """The search of a workspace as the engines call it: a query and how many passages. publishers: only these, where any."""

    def found(query: str, limit: int) -> list[Passage]:
        return search(
            workspace.library,
            query,
            as_of=workspace.as_of,
            limit=limit,
            embedder=workspace.embedder,
            publishers=publishers or None,
        )

    return found


def endpoint_of(settings: Settings) -> Endpoint:
    """The endpoint of the model that is set. Raises PrerequisiteError where it has neither key nor address."""
    from copilot.engines.model import Budget, Endpoint

    assert settings.model is not None
    if settings.api_key is None and settings.base_url is None:
        raise PrerequisiteError("a model is set but no key", fix="set COPILOT_API_KEY, or COPILOT_BASE_URL for a local server")
    key = settings.api_key.get_secret_value() if settings.api_key else "none"  # local servers take any key
    budget = Budget(settings.model_calls, settings.model_tokens, settings.model_seconds)
    return Endpoint(settings.model, settings.base_url, key, settings.model_timeout_s, settings.max_tokens, budget)


def now() -> datetime:
    """This second."""
    return datetime.now(UTC).replace(microsecond=0)


class Clock:
    """Milliseconds per stage, for the receipt."""

    def __init__(self) -> None:
        self.laps: dict[str, int] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Close the stage that ran since the last lap."""
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000)
        self._last = now
