"""The model engine: one call over the same evidence the extractive engine found; prose with marks comes back.

The model writes; it checks nothing. Its text goes through the same number check as any other text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from copilot.engines.prompts import load_prompt
from copilot.errors import MalformedDraft, ModelError, ModelRefused, ModelTimeout
from copilot.marks import clean_model_text
from copilot.names import instrument
from copilot.sentences import sentences
from copilot.types import Draft, DraftSentence, Metric, Passage

_OWN_MARK = re.compile(r"\[[^\]\n]{0,20}\]")  # an article's own [3] would read as one of ours
_HAS_FACT = re.compile(r"\d|\[M?\d")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint. `api_key` is never printed; `base_url` None is the vendor's own."""

    model: str
    base_url: str | None
    api_key: str
    timeout_s: float = 60.0
    max_tokens: int = 1200


def draft_with_model(
    question: str, *, passages: Sequence[Passage], metrics: Sequence[Metric], as_of: date, endpoint: Endpoint
) -> Draft:
    """A draft written by the model over the given evidence. Raises ModelTimeout, ModelRefused, MalformedDraft, ModelError."""
    prompt = load_prompt("answer")
    request = prompt.fill(question=question, as_of=as_of.isoformat(), evidence=show_evidence(passages, metrics))
    reply, usage = _complete(request, endpoint)
    text = clean_model_text(reply).strip()
    if not text:
        raise MalformedDraft("the model returned an empty answer", fix="ask again, or run without --model")
    return Draft(
        engine="model",
        sentences=tuple(_draft_sentences(text)),
        passages=tuple(passages),
        metrics=tuple(metrics),
        status="answered",
        resolved_question=question,
        model=endpoint.model,
        prompt=prompt.id,
        usage=usage,
    )


def show_evidence(passages: Sequence[Passage], metrics: Sequence[Metric]) -> str:
    """The evidence as the model sees it: one fenced block each, named by its mark; fences inside a quote are defused.

    Values stand as they may be printed, so that no model rounds a tail of digits by itself.
    """
    blocks = [*_about_instruments(metrics)]
    for number, passage in enumerate(passages, 1):
        day = f"{passage.published:%A} {passage.published.date().isoformat()}" if passage.published else "undated"
        publisher = _one_line(passage.publisher or "unknown")
        # Publisher and title come with the article, and are as hostile as its text: all of it stands within the fence.
        fenced = _defused(f"publisher: {publisher}\ntitle: {_one_line(passage.title)}\n\n{passage.quote}")
        blocks.append(f"[{number}] passage, {day}\n<<<\n{fenced}\n>>>")
    for number, metric in enumerate(metrics, 1):
        blocks.append(f"[M{number}] metric: {metric.label} = {print_value(metric)} ({metric.formula}; {metric.provider})")
    return "\n\n".join(blocks)


def print_value(metric: Metric) -> str:
    """A metric's value as it may be printed: percentages with two decimals, prices with two, counts whole."""
    value = metric.value
    if metric.unit == "fraction":
        return f"{round(value * 100, 2)}%"
    if metric.unit == "percent":
        return f"{round(value, 2)}%"
    if metric.unit in ("basis_point", "percentage_point"):
        return f"{value:f} {metric.unit.replace('_', ' ')}s"
    if metric.unit.startswith("count:"):
        return f"{value:f}"
    return f"{round(value, 2)} {'' if metric.unit == 'none' else metric.unit.replace('_', ' ')}".strip()


def _about_instruments(metrics: Sequence[Metric]) -> list[str]:
    """One line a ticker: what it is and what it follows. A fund is not its index."""
    lines = []
    for ticker in sorted({metric.ticker for metric in metrics if metric.ticker}):
        known = instrument(ticker)
        if known is None:
            continue
        followed = instrument(known.tracks) if known.tracks else None
        kind = known.kind.replace("_", " ")
        lines.append(
            f"{ticker}: {known.name}, {kind}" + (f" that follows the {followed.name}, not that index itself" if followed else "")
        )
    return ["Instruments (no evidence, cite nothing for this)\n" + "\n".join(lines)] if lines else []


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]


def _defused(text: str) -> str:
    """Text of an article without what reads as our marks or closes our fence."""
    return _OWN_MARK.sub("", text).replace("<<<", "< < <").replace(">>>", "> > >")


def _draft_sentences(text: str) -> list[DraftSentence]:
    found = []
    for paragraph in text.split("\n"):
        found += [
            DraftSentence(sentence, "claim" if _HAS_FACT.search(sentence) else "meta")
            for start, end in sentences(paragraph)
            if (sentence := paragraph[start:end].strip())
        ]
    return found


def _complete(request: str, endpoint: Endpoint) -> tuple[str, dict[str, int]]:
    # Tracing would upload whole prompts wherever the user's environment happens to switch it on.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    import openai
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    client = ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=SecretStr(endpoint.api_key),
        timeout=endpoint.timeout_s,
        max_retries=1,
        temperature=0,
        max_completion_tokens=endpoint.max_tokens,
    )
    try:
        message = client.invoke(request)
    except openai.OpenAIError as error:
        raise translate(error, endpoint) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # What the client makes of a body that is not a chat completion: a proxy's page, a cut-off answer, no choices.
        problem = f"{endpoint.base_url or 'the endpoint'} answered, but not with a chat completion"
        raise MalformedDraft(problem, fix="check COPILOT_BASE_URL: it should end in /v1 for most servers") from error
    usage: dict[str, Any] = dict(message.usage_metadata or {})
    names = ("input_tokens", "output_tokens", "total_tokens")
    counts: dict[str, int] = {name: int(usage[name]) for name in names if name in usage}
    return str(message.text), counts


def list_models(endpoint: Endpoint, *, timeout_s: float) -> list[str]:
    """The models that an endpoint says it serves; none where it keeps no list. Raises ModelError as a question would."""
    import openai

    client = openai.OpenAI(base_url=endpoint.base_url, api_key=endpoint.api_key, timeout=timeout_s, max_retries=0)
    try:
        return [model.id for model in client.models.list().data or ()]
    except openai.NotFoundError:
        return []
    except openai.OpenAIError as error:
        raise translate(error, replace(endpoint, timeout_s=timeout_s)) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        problem = f"{endpoint.base_url or 'the endpoint'} answered, but not with a list of models"
        raise MalformedDraft(problem, fix="check COPILOT_BASE_URL: it should end in /v1 for most servers") from error


def translate(error: Exception, endpoint: Endpoint) -> ModelError:
    """The one place where the vendor's errors become ours."""
    import openai

    where = endpoint.base_url or "the model's endpoint"
    without = "unset COPILOT_MODEL for an answer without a model"
    known: list[tuple[tuple[type[Exception], ...], type[ModelError], str, str]] = [
        (
            (openai.APITimeoutError,),
            ModelTimeout,
            f"did not answer within {endpoint.timeout_s:g} s",
            "raise COPILOT_MODEL_TIMEOUT_S",
        ),
        ((openai.APIConnectionError,), ModelTimeout, "cannot be reached", "check COPILOT_BASE_URL and that the server runs"),
        ((openai.AuthenticationError, openai.PermissionDeniedError), ModelRefused, "refused the key", "set COPILOT_API_KEY"),
        ((openai.NotFoundError,), ModelRefused, f"does not serve {endpoint.model!r}", "set COPILOT_MODEL to one it serves"),
        ((openai.RateLimitError,), ModelRefused, "is rate limited or out of quota", "wait a minute and ask again"),
        ((openai.APIStatusError,), ModelRefused, f"answered with status {getattr(error, 'status_code', '?')}", "ask again"),
        (
            (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError, openai.APIResponseValidationError),
            MalformedDraft,
            "returned an unusable answer",
            "ask again",
        ),
    ]
    for kinds, ours, what, fix in known:
        if isinstance(error, kinds):
            return ours(f"{where} {what}", fix=f"{fix}, or {without}")
    return ModelError(f"{where} failed: {type(error).__name__}", fix=f"check COPILOT_BASE_URL and COPILOT_MODEL, or {without}")
