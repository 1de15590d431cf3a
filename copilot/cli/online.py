"""What `copilot doctor --online` asks of the network: one small question each, all at once, each under a deadline."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from copilot.clock import new_york_today
from copilot.errors import CopilotError, ModelRefused

if TYPE_CHECKING:
    from copilot.market.fred import FredSeries
    from copilot.market.sec import SecFacts
    from copilot.market.yahoo import Yahoo
    from copilot.settings import Settings

DEADLINE_S = 10.0  # for one peer; all are asked at once
TICKER, SERIES = "DIA", "DGS10"  # what is asked for: an old fund, and a series that comes out daily
Probe = Callable[[], str]  # what was answered, in words; raises CopilotError where it was not
State = tuple[str, bool | None, str]  # what, whether it is well (None: not asked), the words


def online_states(settings: Settings) -> Iterator[State]:
    """One line for each peer: what it answered and how fast, or what is wrong and what to do."""
    yield from ask_all(probes_of(settings), deadline_s=DEADLINE_S)
    if settings.sec_contact is None:
        yield "SEC online", None, "not asked: it wants a name and an e-mail address (COPILOT_SEC_CONTACT)"
    if settings.model is None:
        yield "model online", None, "not asked: none is set (COPILOT_MODEL)"


def probes_of(settings: Settings) -> dict[str, Probe]:
    """A question for each peer that the settings allow to ask."""
    from copilot.market.fred import FredSeries
    from copilot.market.sec import SecFacts
    from copilot.market.yahoo import Yahoo

    found: dict[str, Probe] = {
        "Yahoo online": lambda: probe_yahoo(Yahoo(deadline_s=DEADLINE_S)),
        "FRED online": lambda: probe_fred(FredSeries(timeout_s=DEADLINE_S, deadline_s=DEADLINE_S)),
    }
    if settings.sec_contact is not None:
        found["SEC online"] = lambda: probe_sec(SecFacts(settings.sec_contact, timeout_s=DEADLINE_S, deadline_s=DEADLINE_S))
    if settings.model is not None:
        found["model online"] = lambda: probe_model(settings)
    return found


def ask_all(probes: Mapping[str, Probe], *, deadline_s: float) -> Iterator[State]:
    """The state of each, in order. A peer that is silent at the deadline is left behind in its thread."""
    began = time.monotonic()
    answers: dict[str, queue.SimpleQueue[tuple[bool, str]]] = {name: queue.SimpleQueue() for name in probes}
    for name, probe in probes.items():
        threading.Thread(target=_ask, args=(probe, answers[name]), daemon=True, name=name).start()
    for name in probes:
        try:
            is_well, text = answers[name].get(timeout=max(0.0, began + deadline_s - time.monotonic()))
        except queue.Empty:
            text = f"did not answer within {deadline_s:g} s (check the network, a proxy or a firewall, and try again)"
            is_well = False
        yield name, is_well, text


def _ask(probe: Probe, answer: queue.SimpleQueue[tuple[bool, str]]) -> None:
    began = time.monotonic()
    try:
        said = probe()
        answer.put((True, f"{said}, {time.monotonic() - began:.1f} s"))
    except CopilotError as error:
        answer.put((False, f"{error.problem} ({error.fix})"))
    except BaseException as error:  # a bug of ours: its name is said here, for a thread that dies says nothing
        answer.put((False, f"failed: {type(error).__name__} (a bug: report it with the version above)"))


def probe_yahoo(yahoo: Yahoo) -> str:
    """The last days of an old fund. Raises as `Yahoo.history`."""
    today = yahoo.now().date()
    bars = yahoo.history(TICKER, first=today - timedelta(days=10)).prices(as_of=today).bars
    return f"answers: {TICKER} to {bars[-1].session}" if bars else f"answers: no session of {TICKER} yet"


def probe_fred(fred: FredSeries) -> str:
    """A daily series. Raises as `FredSeries.series`."""
    found = fred.series(SERIES, as_of=new_york_today())
    return f"answers: {SERIES} to {found.observations[-1].day}"


def probe_sec(sec: SecFacts) -> str:
    """The list of companies. Raises as `SecFacts.companies`."""
    return f"answers: {sec.companies()} companies"


def probe_model(settings: Settings) -> str:
    """What the endpoint serves. Raises ModelError, PrerequisiteError."""
    from copilot.engines.model import list_models
    from copilot.pipeline import endpoint_of

    endpoint = endpoint_of(settings)
    served = list_models(endpoint, timeout_s=DEADLINE_S)
    if served and endpoint.model not in served:
        raise ModelRefused(
            f"{endpoint.place} does not list {endpoint.model!r}",
            fix=f"set COPILOT_MODEL to one it serves: {', '.join(served[:3])}",
        )
    return f"answers: it serves {endpoint.model}" if served else "answers: it lists no models"
