"""The model engine: an agent over the evidence that the extractive engine found, with tools that find more.

The model writes; it checks nothing. Its text goes through the same number check as any other text, and comes back to it once with
what does not hold.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from copilot.engines.prompts import load_prompt
from copilot.engines.shown import defused, show_evidence
from copilot.engines.toolbox import Toolbox
from copilot.errors import MalformedDraft, ModelError, ModelRefused, ModelTimeout
from copilot.marks import MARK, clean_model_text
from copilot.sentences import sentences
from copilot.settings import shown_address
from copilot.types import Draft, DraftSentence

_HAS_FACT = re.compile(r"\d|\[M?\d")
_FAULTS_TOLD = 12  # of one draft


@dataclass(frozen=True, slots=True)
class Budget:
    """What one answer may cost; where it is spent, the next reply is the last and is written without tools."""

    calls: int = 8
    tokens: int = 60_000
    seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint. `place` is printed, key and `base_url` never are; `base_url` None is the vendor's."""

    model: str
    base_url: str | None
    api_key: str
    timeout_s: float = 60.0
    max_tokens: int = 1200
    budget: Budget = Budget()

    @property
    def place(self) -> str:
        """Where it stands, for a reader: receipts are passed on."""
        return shown_address(self.base_url) if self.base_url else "the model's endpoint"


@dataclass(slots=True)
class Spent:
    """What an answer has cost so far."""

    budget: Budget
    started_s: float = field(default_factory=time.monotonic)
    calls: int = 0
    tool_calls: int = 0
    tokens: dict[str, int] = field(default_factory=dict)  # by the names of the endpoint's usage

    def is_last(self) -> bool:
        """Whether the next reply has to be the answer."""
        return (
            self.calls >= self.budget.calls - 1
            or self.tokens.get("total_tokens", 0) >= self.budget.tokens
            or time.monotonic() - self.started_s >= self.budget.seconds
        )

    def add(self, message: Any) -> None:
        """Count one reply."""
        self.calls += 1
        self.tool_calls += len(message.tool_calls)
        usage: dict[str, Any] = dict(message.usage_metadata or {})
        for name in ("input_tokens", "output_tokens", "total_tokens"):
            if name in usage:
                self.tokens[name] = self.tokens.get(name, 0) + int(usage[name])

    def usage(self) -> dict[str, int]:
        """For the receipt: calls, tool calls and tokens."""
        return {"calls": self.calls, "tool_calls": self.tool_calls, **self.tokens}


def draft_with_model(
    question: str,
    *,
    toolbox: Toolbox,
    as_of: date,
    endpoint: Endpoint,
    faults: Callable[[Draft], Mapping[str, Sequence[str]]] = lambda draft: {},
) -> Draft:
    """A draft written by the model over the evidence of its toolbox and what its tools add.

    faults: what the checks say against a draft, by sentence. They go back to the model once; of the two drafts the one with fewer
    is given. Raises ModelTimeout, ModelRefused, MalformedDraft, ModelError.
    """
    prompt, evidence = load_prompt("answer"), toolbox.evidence
    spent = Spent(endpoint.budget)
    shown = show_evidence(evidence.passages, evidence.metrics, toolbox.instruments)
    request = prompt.fill(question=question, as_of=as_of.isoformat(), evidence=shown)

    def read(reply: str) -> Draft:
        text = clean_model_text(reply).strip()
        if not text:
            raise MalformedDraft("the model returned an empty answer", fix="ask again, or run without --model")
        return Draft(
            engine="model",
            sentences=tuple(_draft_sentences(text)),
            passages=tuple(evidence.passages),
            metrics=tuple(evidence.metrics),
            status="answered",
            resolved_question=question,
            model=endpoint.model,
            prompt=prompt.id,
            usage=spent.usage(),
        )

    talk = _Talk(endpoint, toolbox, spent)
    first = read(talk.say(request))
    found = faults(first)
    if not found or spent.calls >= endpoint.budget.calls:
        return first
    try:
        second = read(talk.say(load_prompt("mend").fill(faults=_told(found))))
    except ModelError:  # an answer is never thrown away
        return replace(first, usage=spent.usage())
    is_better = _count(faults(second)) < _count(found) and (_cites(second) or not _cites(first))
    return second if is_better else replace(first, usage=spent.usage())


def _cites(draft: Draft) -> bool:
    """Whether any sentence names evidence: a draft that says nothing has no faults, and is no better for it."""
    return any(MARK.search(sentence.text) for sentence in draft.sentences)


def _count(faults: Mapping[str, Sequence[str]]) -> int:
    return sum(len(said) for said in faults.values())


def _told(faults: Mapping[str, Sequence[str]]) -> str:
    """Faults as the model is told them, its own sentence over each group. What they quote of an article is defused."""
    lines: list[str] = []
    for sentence, said in faults.items():
        room = _FAULTS_TOLD - sum(line.startswith("- ") for line in lines)
        if room > 0:
            lines += [f"In “{' '.join(sentence.split())}”", *(f"- {defused(fault)}" for fault in said[:room])]
    return "\n".join(lines)


def _draft_sentences(text: str) -> list[DraftSentence]:
    found = []
    for paragraph in text.split("\n"):
        found += [
            DraftSentence(sentence, "claim" if _HAS_FACT.search(sentence) else "meta")
            for start, end in sentences(paragraph)
            if (sentence := paragraph[start:end].strip())
        ]
    return found


class _Talk:
    """One conversation with the model: LangChain's agent over the tools of a toolbox, within a budget."""

    def __init__(self, endpoint: Endpoint, toolbox: Toolbox, spent: Spent) -> None:
        self._agent = _agent(endpoint, toolbox, spent)
        self._messages: list[Any] = []

    def say(self, text: str) -> str:
        """The model's answer to one more message, after the tools it called for. Raises ModelError."""
        said = [*self._messages, {"role": "user", "content": text}]
        # One tool at a time: they share the library's connection.
        self._messages = self._agent.invoke({"messages": said}, {"max_concurrency": 1})["messages"]
        return str(self._messages[-1].text)


def _agent(endpoint: Endpoint, toolbox: Toolbox, spent: Spent) -> Any:
    # Tracing would upload whole prompts wherever the user's environment happens to switch it on.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    import openai
    from langchain.agents import create_agent
    from langchain.agents.middleware import AgentMiddleware
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    class Bounded(AgentMiddleware[Any, Any]):
        """Counts replies; takes the tools away before the last; leaves out what the endpoint does not take; names its errors."""

        takes_tools = takes_temperature = True

        def wrap_model_call(self, request: Any, handler: Any) -> Any:
            if spent.calls >= endpoint.budget.calls:
                problem = f"the model called for tools in all of {spent.calls} replies and gave no answer"
                raise MalformedDraft(problem, fix="ask again, raise COPILOT_MODEL_CALLS, or run without --model")
            tools = request.tools if self.takes_tools and not spent.is_last() else []
            settings = {"temperature": 0.0} if self.takes_temperature else {}
            try:
                response = handler(request.override(tools=tools, model_settings=settings))
            except openai.BadRequestError as error:
                if not self._does_without(error, has_tools=bool(tools)):
                    raise translate(error, endpoint) from error
                return self.wrap_model_call(request, handler)
            except openai.OpenAIError as error:
                raise translate(error, endpoint) from error
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                # What the client makes of a body that is not a chat completion: a proxy's page, a cut-off answer, no choices.
                problem = f"{endpoint.place} answered, but not with a chat completion"
                raise MalformedDraft(problem, fix="check COPILOT_BASE_URL: it should end in /v1 for most servers") from error
            spent.add(response.result[0])
            return response

        def _does_without(self, error: openai.BadRequestError, *, has_tools: bool) -> bool:
            """Whether a refused request may be sent once more: without a temperature where that is named, else without tools."""
            if error.param == "temperature" and self.takes_temperature:
                self.takes_temperature = False
                return True
            self.takes_tools = self.takes_tools and not has_tools
            return has_tools

    client = ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=SecretStr(endpoint.api_key),
        timeout=endpoint.timeout_s,
        max_retries=1,
        max_completion_tokens=endpoint.max_tokens,
    )
    return create_agent(client, toolbox.tools, middleware=[Bounded()])


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
        problem = f"{endpoint.place} answered, but not with a list of models"
        raise MalformedDraft(problem, fix="check COPILOT_BASE_URL: it should end in /v1 for most servers") from error


def translate(error: Exception, endpoint: Endpoint) -> ModelError:
    """The one place where the vendor's errors become ours."""
    import openai

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
            return ours(f"{endpoint.place} {what}", fix=f"{fix}, or {without}")
    return ModelError(
        f"{endpoint.place} failed: {type(error).__name__}", fix=f"check COPILOT_BASE_URL and COPILOT_MODEL, or {without}"
    )
