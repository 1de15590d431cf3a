"""`copilot doctor --online` against local servers that speak each peer's protocol, and against none."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from copilot.cli.online import TICKER, ask_all, probe_fred, probe_model, probe_sec, probe_yahoo
from copilot.errors import CopilotError, ModelRefused, ModelTimeout, Unreachable
from copilot.market.yahoo import Yahoo
from copilot.settings import Settings
from tests.local_server import Quiet, serve
from tests.market.conftest import fred, own_yfinance  # noqa: F401 - fixtures
from tests.market.fake_fred import Fred
from tests.market.fake_yahoo import FakeYahoo, at, nvidia
from tests.market.test_sec import Edgar, edgar  # noqa: F401 - a fixture

MODELS = {"object": "list", "data": [{"id": "small", "object": "model", "created": 1, "owned_by": "us"}]}


class Endpoint:
    """An OpenAI-compatible endpoint that lists its models."""

    def __init__(self) -> None:
        self.status, self.body = 200, json.dumps(MODELS)
        self.keys: list[str | None] = []
        outer = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                outer.keys.append(self.headers["Authorization"])
                body = outer.body.encode() if self.path == "/v1/models" else b"{}"
                self.answer(outer.status, body)

        self.server, address = serve(Handler)
        self.base_url = f"{address}/v1"

    def settings(self, model: str = "small") -> Settings:
        return Settings(model=model, base_url=self.base_url, api_key="sk-secret")


@pytest.fixture
def models() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    yield endpoint
    endpoint.server.shutdown()
    endpoint.server.server_close()


def test_peers_that_answer_are_well(fred: Fred, edgar: Edgar, models: Endpoint) -> None:  # noqa: F811
    assert probe_fred(fred.source()) == "answers: DGS10 to 2025-10-31"
    assert probe_sec(edgar.source()) == "answers: 2 companies"
    assert probe_model(models.settings()) == "answers: it serves small"
    assert models.keys == ["Bearer sk-secret"]


def test_yahoo_is_asked_for_an_old_fund(own_yfinance: None) -> None:  # noqa: F811
    now = at(date(2024, 6, 14), 20)
    fake = FakeYahoo({TICKER: nvidia()})
    found = probe_yahoo(Yahoo(session=fake.session(), now=lambda: now, deadline_s=5))
    assert found.startswith(f"answers: {TICKER} to 2024-06-")
    with pytest.raises(CopilotError):
        probe_yahoo(Yahoo(session=FakeYahoo({}).session(), now=lambda: now, deadline_s=2))


def test_a_model_that_is_not_served_and_a_key_that_is_refused_are_told_with_the_fix(models: Endpoint) -> None:
    with pytest.raises(ModelRefused, match="does not list 'large'") as told:
        probe_model(models.settings("large"))
    assert told.value.fix == "set COPILOT_MODEL to one it serves: small"
    models.status, models.body = 401, '{"error": {"message": "no"}}'
    with pytest.raises(ModelRefused, match="refused the key"):
        probe_model(models.settings())
    models.status, models.body = 404, "{}"
    assert probe_model(models.settings()) == "answers: it lists no models"
    models.status, models.body = 200, "<html>"
    with pytest.raises(CopilotError):
        probe_model(models.settings())


def test_an_endpoint_where_nobody_listens_cannot_be_reached() -> None:
    with pytest.raises(ModelTimeout, match="cannot be reached"):
        probe_model(Settings(model="small", base_url="http://127.0.0.1:9/v1", api_key="x"))


def test_all_are_asked_at_once_and_a_silent_one_is_left_at_the_deadline() -> None:
    def silent() -> str:
        time.sleep(30)
        return ""

    def refused() -> str:
        raise Unreachable("nobody is there", fix="Plug it in.")

    began = time.monotonic()
    found = list(ask_all({"a": lambda: "answers", "b": silent, "c": refused, "d": lambda: str(1 / 0)}, deadline_s=0.4))
    assert time.monotonic() - began < 2
    assert [(name, is_well) for name, is_well, _ in found] == [("a", True), ("b", False), ("c", False), ("d", False)]
    assert found[0][2].startswith("answers, 0.") and found[1][2].startswith("did not answer within 0.4 s")
    assert found[2][2] == "nobody is there (Plug it in.)" and "ZeroDivisionError" in found[3][2]


def test_the_doctor_tells_each_peer_in_one_line(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copilot.cli.online.probes_of", lambda settings: {"FRED online": lambda: "answers"})
    done = run("doctor", "--online", "--json")
    told = {item["what"]: item["is_well"] for item in json.loads(done.out)["state"] if item["what"].endswith("online")}
    assert done.code == 0 and told == {"FRED online": True, "SEC online": None, "model online": None}
    assert "online" not in run("doctor", "--json").out.replace("--online", "")
