"""A local server that speaks FRED's and ALFRED's protocol, its failures included."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from copilot.market.fred import FredSeries
from tests.local_server import Quiet, serve

NOW = datetime(2025, 11, 3, 20, tzinfo=UTC)  # 3 p.m. in New York
TODAY = date(2025, 11, 3)
RATES = "observation_date,DGS10\n2025-10-29,4.08\n2025-10-30,4.11\n2025-10-31,.\n"
Reply = tuple[int, str, dict[str, str]]


class Fred:
    """Answers by path and query; `reply` may be replaced. `half` sends only part of what the length promises."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.reply: Callable[[str, dict[str, str]], Reply] = lambda path, query: (200, RATES, {})
        self.half = False
        self.delay_s = 0.0
        self.drip_s = 0.0
        outer = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                outer.asked.append(query)
                time.sleep(outer.delay_s)
                status, text, headers = outer.reply(parts.path, query)
                body = text.encode()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    for n in range(len(body)) if outer.drip_s else ():
                        self.wfile.write(body[n : n + 1])
                        time.sleep(outer.drip_s)
                    if not outer.drip_s:
                        self.wfile.write(body[: len(body) // 2] if outer.half else body)

        self.server, self.address = serve(Handler)

    def source(
        self, *, timeout_s: float = 0.3, deadline_s: float = 2.0, folder: Path | None = None, fresh: bool = False
    ) -> FredSeries:
        return FredSeries(
            folder=folder,
            fresh=fresh,
            fred=f"{self.address}/graph/fredgraph.csv",
            alfred=f"{self.address}/graph/alfredgraph.csv",
            timeout_s=timeout_s,
            deadline_s=deadline_s,
            now=lambda: NOW,
        )
