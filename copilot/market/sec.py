"""Reported figures of companies from the SEC's free JSON: company facts by EDGAR's number, found by ticker."""

from __future__ import annotations

import difflib
import re
import time
import zlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from copilot.clock import new_york_day, utc_now
from copilot.errors import FactsMissing, PrerequisiteError, RateLimited, SourceError, Unreachable, UsageError
from copilot.market.day_cache import DayCache
from copilot.market.pins import Key
from copilot.market.retrying import Passing, asked_wait_s, retried
from copilot.market.sec_facts import known_tags, read_facts
from copilot.types import Fact

TICKERS = "https://www.sec.gov/files/company_tickers.json"
TIMEOUT_S = 10.0  # for the peer's next bytes
DEADLINE_S = 20.0  # for one answer in all, waits between tries included
TRIES = 4
_LARGEST_BYTES = 128_000_000
_CONTACT = re.compile(r"[ -~]*[^\s@]@[^\s@]+\.[^\s@]+[ -~]*")  # printable, with an e-mail address
_TICKER = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,14}")


class SecFacts:
    """The SEC as a source of facts. A company is asked for once a day."""

    name = "sec"

    def __init__(
        self,
        contact: str | None,
        *,
        folder: Path | None = None,
        fresh: bool = False,
        server: str | None = None,
        timeout_s: float = TIMEOUT_S,
        deadline_s: float = DEADLINE_S,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """contact: a name and an e-mail address, which the SEC asks every program for.

        folder: where answers are pinned, each good for its day; None keeps them in memory. fresh: pins are not read.
        server: stands in for all of the SEC's hosts.
        """
        self._contact = contact
        self._server, self._timeout_s, self._deadline_s = server, timeout_s, deadline_s
        self._now = now
        self._client: Any = None
        self._limit = _Limit()
        self._cache = DayCache[Mapping[str, Any]](folder, fresh=fresh, encode=dict, decode=dict)
        self.notices = self._cache.notices

    def facts(self, ticker: str, *, as_of: date) -> tuple[Fact, ...]:
        """What a company had reported by `as_of`, by name and then by period, oldest first.

        Raises PrerequisiteError (no contact is set), UsageError (no ticker), FactsMissing, RateLimited, SourceError.
        """
        wanted = ticker.strip().upper()
        if not _TICKER.fullmatch(wanted):
            raise UsageError(f"{ticker.strip()[:40]!r} is no ticker", fix="Give the ticker of a company that files with the SEC.")
        number = self._number(wanted.replace(".", "-"))
        kept = self._cache.get(Key(self.name, "facts", wanted, self._today()), lambda: self._company(number, wanted))
        answer, fetched_at = kept["answer"], datetime.fromisoformat(kept["fetched_at"])
        found = read_facts(answer, wanted, as_of=as_of, fetched_at=fetched_at)
        if not found:
            raise FactsMissing(
                f"the SEC carries no known figure that {wanted} had filed by {as_of}",
                fix="Choose a later as-of day; only filings under US accounting rules are read.",
            )
        return found

    def companies(self) -> int:
        """How many tickers the SEC lists. Raises PrerequisiteError (no contact is set), RateLimited, SourceError."""
        return len(self._cache.get(Key(self.name, "numbers", "all", self._today()), self._listed))

    def _today(self) -> date:
        return new_york_day(self._now())

    def _number(self, ticker: str) -> str:
        """EDGAR's number of a company (CIK), ten digits. Raises FactsMissing for a ticker the SEC does not list."""
        known = self._cache.get(Key(self.name, "numbers", "all", self._today()), self._listed)
        if ticker not in known:
            near = difflib.get_close_matches(ticker, known, n=3, cutoff=0.7)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise FactsMissing(
                f"the SEC lists no company as {ticker}{hint}", fix="Ask for a company that files with the SEC; funds do not."
            )
        return str(known[ticker])

    def _listed(self) -> Mapping[str, str]:
        """The numbers of all companies by ticker."""
        # the client names data.sec.gov as host of every request; this list lies elsewhere
        listed = self._get(lambda client: client._session.get(TICKERS, headers={"Host": None}).json(), "the list of tickers")
        try:
            return {str(row["ticker"]).upper(): f"{int(row['cik_str']):010}" for row in listed.values()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError("the SEC's list of tickers is not of the known shape", fix="Try again later.") from error

    def _company(self, number: str, ticker: str) -> Mapping[str, Any]:
        """What is kept of a company's facts: the tags that are read."""
        answer = self._get(lambda client: client.get_company_facts(number), f"the facts of {ticker}")
        kept, fetched_at = known_tags(answer, ticker), self._now()
        read_facts(kept, ticker, as_of=fetched_at.date(), fetched_at=fetched_at)  # what cannot be read is not kept
        return {"answer": kept, "fetched_at": fetched_at.isoformat(), "number": number}

    def _get(self, call: Callable[[Any], Any], what: str) -> Mapping[str, Any]:
        """The JSON object that a call of the client gives; a failure that may pass is tried again."""
        client = self._open()

        def attempt(until: float) -> Any:
            self._limit.until = until
            return _answered(client, call, what)

        found = retried(attempt, deadline_s=self._deadline_s, tries=TRIES)
        if not isinstance(found, dict):
            raise SourceError(f"the SEC's answer on {what} is not of the known shape", fix="Try again later.")
        return found

    def require_contact(self) -> str:
        """The contact. Raises PrerequisiteError where none is set."""
        if not self._contact or not _CONTACT.fullmatch(self._contact):
            raise PrerequisiteError(
                "the SEC asks every program for a name and an e-mail address"
                + (", and COPILOT_SEC_CONTACT holds none" if self._contact else ""),
                fix='Set COPILOT_SEC_CONTACT="Your Name you@your.domain"; it is sent to the SEC only.',
            )
        return self._contact

    def _open(self) -> Any:
        if self._client is None:
            contact = self.require_contact()
            from sec_edgar_api.EdgarClient import EdgarClient

            self._client = EdgarClient(contact)
            self._client._session.headers["Accept-Encoding"] = "gzip"  # which the SEC asks for, and the adapter unpacks
            self._client._session.mount("https://", _adapter(self._server, self._timeout_s, self._limit))
        return self._client


class _Limit:
    """When the answer under way must have ended, on the monotonic clock."""

    until = 0.0


def _answered(client: Any, call: Callable[[Any], Any], what: str) -> Any:
    """What a call of the client gives. Its errors become ours here; answers but 200 in the adapter. Raises Passing too."""
    import requests
    from sec_edgar_api.EdgarAPIError import EdgarAPIError

    later = "Check the connection and try again."
    try:
        return call(client)
    except requests.exceptions.JSONDecodeError:
        raise SourceError(f"the SEC's answer on {what} is not JSON", fix="Try again later.") from None
    except requests.exceptions.Timeout:
        raise Passing(Unreachable(f"the SEC did not answer on {what} in time", fix=later)) from None
    except (requests.exceptions.RequestException, EdgarAPIError) as error:
        said = " ".join(str(error).split())[:120]
        raise Passing(Unreachable(f"the SEC could not be reached for {what}: {said}", fix=later)) from error


def _adapter(server: str | None, timeout_s: float, limit: _Limit) -> Any:
    """What the client's session sends through: it knows no timeout of its own and retries without a word."""
    from requests.adapters import HTTPAdapter
    from requests.exceptions import ConnectionError, Timeout
    from urllib3.exceptions import HTTPError, TimeoutError

    class Adapter(HTTPAdapter):
        def send(self, request: Any, *arguments: Any, **options: Any) -> Any:
            if server is not None:
                request.url = server + "/" + request.url.split("/", 3)[3]
                options["proxies"] = None  # chosen for the host that the server stands in for
            response = super().send(request, *arguments, **{**options, "timeout": timeout_s, "stream": True})
            content = b""
            try:
                _refuse_status(response, request.url)
                while part := response.raw.read1(65536, decode_content=False):  # what is there, so that a drip is noticed
                    content += part
                    if time.monotonic() > limit.until or len(content) > _LARGEST_BYTES:
                        raise Timeout("the answer did not end")
            except TimeoutError as error:
                raise Timeout(str(error)) from error
            except HTTPError as error:
                raise ConnectionError(str(error)) from error
            finally:
                response.close()
            response._content = _unpacked(content) if response.headers.get("Content-Encoding") == "gzip" else content
            return response

    return Adapter()


def _unpacked(content: bytes) -> bytes:
    from requests.exceptions import ContentDecodingError

    unpacker = zlib.decompressobj(wbits=31)  # gzip
    try:
        found = unpacker.decompress(content, _LARGEST_BYTES)
    except zlib.error as error:
        raise ContentDecodingError(str(error)) from error
    if not unpacker.eof:
        raise ContentDecodingError("the packed answer is cut off or too large")
    return found


def _refuse_status(response: Any, address: str) -> None:
    """Raises for every answer but 200: Passing for too many requests and for a server that fails."""
    status = response.status_code
    if status == 200:
        return
    if status == 404:
        raise FactsMissing("the SEC has no facts of this company", fix="Ask for a company that files under US accounting rules.")
    if status in (403, 429):  # the SEC answers either to those who ask too fast or name no contact
        refused = RateLimited(
            f"the SEC refuses for now (it answered {status})",
            fix="Wait ten minutes, and see that COPILOT_SEC_CONTACT is a real address.",
        )
        raise Passing(refused, asked_s=asked_wait_s(response.headers.get("Retry-After"))) if status == 429 else refused
    error = SourceError(f"the SEC answered {status} ({address.rsplit('/', 1)[-1]})", fix="Try again later.")
    raise Passing(error) if status >= 500 else error
