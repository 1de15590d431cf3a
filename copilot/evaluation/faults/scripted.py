"""A model on this machine that says what the planter wrote: it speaks the chat-completions protocol."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from copilot.settings import Settings


@contextmanager
def scripted_model(settings: Settings, reply: Callable[[str], str]) -> Iterator[Settings]:
    """Settings with a model on this machine that answers what `reply` makes of the prompt."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            message = {"role": "assistant", "content": reply(request["messages"][0]["content"])}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            body = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": "scripted",
                "choices": [choice],
                "usage": usage,
            }
            content = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    kept = os.environ.get("NO_PROXY")
    os.environ["NO_PROXY"] = "127.0.0.1"  # a proxy of the machine's is not asked for what lies on it
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        yield settings.model_copy(update={"model": "scripted", "base_url": address, "api_key": None})
    finally:
        server.shutdown()
        server.server_close()
        os.environ.pop("NO_PROXY")
        if kept is not None:
            os.environ["NO_PROXY"] = kept
