from __future__ import annotations

import pickle

from copilot.errors import CopilotError, RateLimited


def test_an_error_goes_from_one_process_to_another_with_its_fix() -> None:
    came = pickle.loads(pickle.dumps(RateLimited("too many requests", fix="wait a minute")))
    assert isinstance(came, RateLimited) and isinstance(came, CopilotError)
    assert (came.problem, came.fix, str(came)) == ("too many requests", "wait a minute", "too many requests")
