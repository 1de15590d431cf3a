"""Every test runs without the user's own settings, folders or keys."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.local_server import Quiet, serve

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """COPILOT_HOME points at a fresh folder, no COPILOT_* or OPENAI_* of the machine leaks in, and no web server is reached."""
    for name in list(os.environ):
        if name.startswith(("COPILOT_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("COPILOT_HOME", str(home))
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):  # nobody listens there: the network is refused at once
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.lower(), "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1,localhost")
    return home


@pytest.fixture
def shared() -> Path:
    """The folder of real data beside the checkout; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared")
    return SHARED


def message_of(reply: str | list[tuple[str, object]]) -> dict[str, object]:
    """A text, or calls of tools, as the protocol has it."""
    if isinstance(reply, str):
        return {"role": "assistant", "content": reply}
    calls = [
        {"id": f"call_{at}", "type": "function", "function": {"name": name, "arguments": json.dumps(given)}}
        for at, (name, given) in enumerate(reply)
    ]
    return {"role": "assistant", "content": None, "tool_calls": calls}


class ChatServer:
    """A local endpoint that speaks the chat-completions protocol and answers with what `reply` makes of the first message.

    A reply is a text, or calls of tools: [("get_metric", {"name": "low"})].
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []
        self.reply: Callable[[str], str | list[tuple[str, object]]] = lambda prompt: "Nothing is known."
        self.status = 200
        self.body: bytes | None = None  # sent as it is, instead of a well-formed answer
        self.delay_s = 0.0
        self.refuses: Callable[[dict[str, object]], str | None] = lambda request: (
            None
        )  # the parameter of a request it does not take
        outer = self

        class Handler(Quiet):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(request)
                outer.headers.append(dict(self.headers))
                time.sleep(outer.delay_s)
                prompt = request["messages"][0]["content"]
                message = message_of(outer.reply(prompt))
                answer = {
                    "id": "chat-1",
                    "object": "chat.completion",
                    "created": 0,
                    "model": request["model"],
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                    "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
                }
                status, body = outer.status, outer.body if outer.body is not None else json.dumps(answer).encode()
                if refused := outer.refuses(request):
                    status, body = 400, json.dumps({"error": {"message": "not supported", "param": refused}}).encode()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.answer(status, body)

        self.server, address = serve(Handler)
        self.base_url = f"{address}/v1"


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    """A running ChatServer; set its `reply`, `status`, `body` or `delay_s`."""
    server = ChatServer()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture(scope="session")
def market_prices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder with links to the real prices beside the checkout, as a user would keep them; skips where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared")
    folder = tmp_path_factory.mktemp("market-prices")
    for part in ("etf-daily", "indices-daily", "stocks-daily"):
        for path in sorted((SHARED / "market-data" / part).glob("*.csv.gz")):
            if not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return folder
