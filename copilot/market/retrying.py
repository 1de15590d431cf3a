"""Requests tried again: failures that may pass, with growing jittered waits, within one deadline."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from copilot.errors import CopilotError

FIRST_WAIT_S = 0.5
T = TypeVar("T")


class Passing(Exception):
    """A failure that may pass: `final` is raised once time or tries are used up. asked_s: the wait that the peer asks for."""

    def __init__(self, final: CopilotError, *, asked_s: float | None = None) -> None:
        super().__init__(final.problem)
        self.final = final
        self.asked_s = asked_s


def asked_wait_s(header: str | None) -> float | None:
    """The seconds of a Retry-After header; None where it names none (a date is taken for none).

    >>> asked_wait_s("3"), asked_wait_s("Fri, 31 Dec 1999 23:59:59 GMT"), asked_wait_s(None)
    (3.0, None, None)
    """
    return float(header) if header is not None and header.strip().isdecimal() else None


def retried(attempt: Callable[[float], T], *, deadline_s: float, tries: int | None = None) -> T:
    """What `attempt(until)` returns, tried again after each Passing; `until` is monotonic. Raises the final error."""
    until = time.monotonic() + deadline_s
    wait_s, done = FIRST_WAIT_S, 0
    while True:
        try:
            return attempt(until)
        except Passing as error:
            done += 1
            pause_s = error.asked_s if error.asked_s is not None else wait_s * random.uniform(0.5, 1.5)
            if done == tries or time.monotonic() + pause_s >= until:
                raise error.final from error.__cause__
        time.sleep(pause_s)
        wait_s *= 2
