"""Figures from filings: which filing said it first, what was restated when, and the real client against a local server."""

from __future__ import annotations

import contextlib
import gzip
import json
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.errors import CopilotError, FactsMissing, PrerequisiteError, RateLimited, SourceError, UsageError
from copilot.market.sec import SecFacts
from copilot.market.sec_facts import read_facts, span_of
from copilot.types import Fact
from tests.local_server import Quiet, serve

NOW = datetime(2025, 12, 1, 20, tzinfo=UTC)
LATER = date(2030, 1, 1)


def line(
    period: str, value: float, filed: str, *, form: str = "10-Q", fy: int = 2025, fp: str = "Q2", n: int = 1
) -> dict[str, Any]:
    """period: "2025-01-01/2025-03-31", or one day."""
    start, _, end = period.rpartition("/")
    found = {
        "end": end,
        "val": value,
        "accn": f"0000000001-{filed[2:4]}-{n:06}",
        "fy": fy,
        "fp": fp,
        "form": form,
        "filed": filed,
    }
    return {"start": start, **found} if start else found


def answer(tags: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    """Tags as "Assets": {"USD": [...]}; "dei:" in front of those of the cover."""
    facts: dict[str, Any] = {}
    for tag, units in tags.items():
        taxonomy, _, name = tag.rpartition(":")
        facts.setdefault(taxonomy or "us-gaap", {})[name] = {"label": name, "description": None, "units": units}
    return {"cik": 1, "entityName": "Example Corp", "facts": facts}


def read(tags: Mapping[str, Mapping[str, list[dict[str, Any]]]], *, as_of: date = LATER) -> tuple[Fact, ...]:
    return read_facts(answer(tags), "EXMP", as_of=as_of, fetched_at=NOW)


QUARTERS = {
    "RevenueFromContractWithCustomerExcludingAssessedTax": {
        "USD": [
            line("2024-01-01/2024-03-31", 90_000_000, "2024-05-02", fy=2024, fp="Q1"),
            line("2024-04-01/2024-06-30", 95_000_000, "2024-08-01", fy=2024, fp="Q2", n=2),
            line("2024-01-01/2024-06-30", 185_000_000, "2024-08-01", fy=2024, fp="Q2", n=2),
            line("2024-01-01/2024-12-31", 400_000_000, "2025-02-20", form="10-K", fy=2024, fp="FY", n=1),
            line("2024-04-01/2024-06-30", 95_000_000, "2025-07-31", n=3),
            line("2025-04-01/2025-06-30", 99_000_000, "2025-07-31", n=3),
            line("2025-01-01/2025-06-30", 190_000_000, "2025-07-31", n=3),
        ]
    }
}


def test_a_quarter_and_the_year_to_date_are_told_apart_by_their_length() -> None:
    found = {(fact.period_start, fact.as_of): fact for fact in read(QUARTERS)}
    quarter, half = found[date(2025, 4, 1), date(2025, 6, 30)], found[date(2025, 1, 1), date(2025, 6, 30)]
    assert [quarter.value, half.value] == [Decimal(99_000_000), Decimal(190_000_000)]
    assert quarter.source.endswith("RevenueFromContractWithCustomerExcludingAssessedTax, FY2025 Q2")
    assert half.source.endswith("FY2025 Q2, half-year")
    year = found[date(2024, 1, 1), date(2024, 12, 31)]
    assert year.source == "10-K 0000000001-25-000001, us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax, FY2024"
    assert (year.unit, year.known_from, year.provider, year.name) == ("USD", date(2025, 2, 20), "sec", "revenue")


def test_a_comparison_in_a_later_filing_keeps_its_own_year_and_first_filing() -> None:
    before = next(fact for fact in read(QUARTERS) if fact.as_of == date(2024, 6, 30) and fact.period_start == date(2024, 4, 1))
    assert before.known_from == date(2024, 8, 1)
    assert before.source.startswith("10-Q 0000000001-24-000002") and before.source.endswith("FY2024 Q2")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-12-29", "2025-03-29", "quarter"),  # 13 weeks
        ("2023-10-01", "2024-03-30", "half-year"),
        ("2023-10-01", "2024-06-29", "nine months"),
        ("2022-09-25", "2023-09-30", "year"),  # 53 weeks
        ("2025-01-01", "2025-01-31", "other span"),
    ],
)
def test_spans_of_fiscal_calendars(start: str, end: str, said: str) -> None:
    assert span_of(date.fromisoformat(start), date.fromisoformat(end)) == said


RESTATED = {
    "NetIncomeLoss": {
        "USD": [
            line("2023-01-01/2023-12-31", 500, "2024-02-15", form="10-K", fy=2023, fp="FY"),
            line("2023-01-01/2023-12-31", 450, "2024-09-10", form="10-K/A", fy=2023, fp="FY", n=2),
            line("2023-01-01/2023-12-31", 450, "2025-02-14", form="10-K", fy=2024, fp="FY"),
        ]
    }
}


@pytest.mark.parametrize(
    ("as_of", "value", "filed"),
    [
        ("2024-02-15", 500, "2024-02-15"),
        ("2024-09-09", 500, "2024-02-15"),
        ("2024-09-10", 450, "2024-09-10"),
        ("2025-12-31", 450, "2024-09-10"),
    ],
)
def test_a_restated_value_counts_from_the_filing_that_restated_it(as_of: str, value: int, filed: str) -> None:
    (fact,) = read(RESTATED, as_of=date.fromisoformat(as_of))
    assert (int(fact.value), fact.known_from) == (value, date.fromisoformat(filed))


def test_nothing_is_known_before_it_was_filed() -> None:
    assert read(RESTATED, as_of=date(2024, 2, 14)) == ()


def test_the_total_wins_over_its_parts_and_an_older_tag_serves_older_periods() -> None:
    found = read(
        {
            "Revenues": {"USD": [line("2024-01-01/2024-12-31", 120, "2025-02-01", form="10-K", fp="FY")]},
            "RevenueFromContractWithCustomerExcludingAssessedTax": {
                "USD": [line("2024-01-01/2024-12-31", 100, "2025-02-01", form="10-K")]
            },
            "SalesRevenueNet": {"USD": [line("2016-01-01/2016-12-31", 70, "2017-02-01", form="10-K")]},
        }
    )
    assert [(int(fact.value), fact.source.split(", ")[1]) for fact in found] == [
        (70, "us-gaap:SalesRevenueNet"),
        (120, "us-gaap:Revenues"),
    ]


def test_levels_per_share_figures_and_counts_have_their_own_units() -> None:
    found = read(
        {
            "dei:EntityCommonStockSharesOutstanding": {"shares": [line("2025-07-18", 14_840_390_000, "2025-07-31")]},
            "EarningsPerShareDiluted": {"USD/shares": [line("2025-04-01/2025-06-30", 1.57, "2025-07-31")]},
            "Assets": {"EUR": [line("2025-06-30", 5, "2025-07-31")]},
            "LongTermDebtNoncurrent": {"USD": [line("2025-06-30", 7, "2025-07-31")]},
        }
    )
    assert [(fact.name, fact.value, fact.unit, fact.period_start) for fact in found] == [
        ("diluted EPS", Decimal("1.57"), "USD", date(2025, 4, 1)),
        ("long-term debt, noncurrent", 7, "USD", None),
        ("shares outstanding", 14_840_390_000, "share", None),
        ("total assets", 5, "EUR", None),
    ], "the noncurrent part does not stand in for the debt"


@pytest.mark.parametrize(
    "broken",
    [{}, {"facts": []}, answer({"Assets": {"USD": [{"end": "2025-06-30"}]}}), answer({"Assets": {"USD": [line("2025-06-30", True, "2025-07-31")]}}),
     answer({"Assets": {"USD": [line("2025-13-30", 1, "2025-07-31")]}})],
)  # fmt: skip
def test_an_answer_of_another_shape_is_one_error(broken: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match="EXMP are not of the known shape") as caught:
        read_facts(broken, "EXMP", as_of=LATER, fetched_at=NOW)
    assert "\n" not in caught.value.problem


lines = st.lists(
    st.tuples(st.sampled_from(["2024-01-01/2024-03-31", "2024-04-01/2024-06-30"]), st.integers(1, 3), st.integers(1, 28)),
    max_size=12,
)


@settings(max_examples=80, deadline=None)
@given(entries=lines, others=lines, cut=st.integers(1, 28))
def test_filings_after_the_as_of_day_change_nothing(
    entries: list[tuple[str, int, int]], others: list[tuple[str, int, int]], cut: int
) -> None:
    def tags(until: int) -> dict[str, dict[str, list[dict[str, Any]]]]:
        made = [
            {"USD": [line(period, value, f"2025-01-{day:02}", n=day) for period, value, day in rows if day <= until]}
            for rows in (entries, others)
        ]
        return {"Revenues": made[0], "SalesRevenueNet": made[1]}

    as_of = date(2025, 1, cut)
    assert read(tags(28), as_of=as_of) == read(tags(cut), as_of=as_of)
    assert all(fact.known_from <= as_of for fact in read(tags(28), as_of=as_of))


class Edgar:
    """A local server that speaks the SEC's two addresses."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.status = 200
        self.body: bytes | None = None
        self.half = False
        self.drip_s = 0.0
        self.failures: list[int] = []  # statuses of the next answers on a company
        self.retry_after: str | None = None
        self.breaks = 0  # of the next answers on a company, how many are cut off
        outer = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers["User-Agent"]))
                tickers = {
                    "0": {"cik_str": 1, "ticker": "EXMP", "title": "Example Corp"},
                    "1": {"cik_str": 2, "ticker": "EX-B", "title": "x"},
                }
                page = tickers if self.path.endswith("company_tickers.json") else answer(QUARTERS)
                body = gzip.compress(json.dumps(page).encode()) if outer.body is None else outer.body
                listed = self.path.endswith("company_tickers.json")
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    failure = outer.failures.pop(0) if outer.failures and not listed else None
                    self.send_response(200 if listed else failure or outer.status)
                    if failure and outer.retry_after:
                        self.send_header("Retry-After", outer.retry_after)
                    if listed or outer.body is None:
                        self.send_header("Content-Encoding", "gzip")
                    body = gzip.compress(json.dumps(page).encode()) if listed else body
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    for n in range(len(body)) if outer.drip_s and not listed else ():
                        self.wfile.write(body[n : n + 1])
                        time.sleep(outer.drip_s)
                    if listed or not outer.drip_s:
                        is_cut = not listed and (outer.half or outer.breaks > 0)
                        outer.breaks -= is_cut
                        self.wfile.write(body[: len(body) // 2] if is_cut else body)

        self.server, self.address = serve(Handler)

    def source(self, *, deadline_s: float = 2.0, timeout_s: float = 0.4, folder: Path | None = None) -> SecFacts:
        return SecFacts(
            "A Desk desk@example.org",
            folder=folder,
            server=self.address,
            deadline_s=deadline_s,
            timeout_s=timeout_s,
            now=lambda: NOW,
        )


@pytest.fixture
def edgar() -> Iterator[Edgar]:
    server = Edgar()
    yield server
    server.server.shutdown()
    server.server.server_close()


def test_a_company_is_found_by_ticker_and_asked_for_once_a_day(edgar: Edgar) -> None:
    source = edgar.source()
    assert len(source.facts("exmp", as_of=LATER)) == 6
    assert len(source.facts("EXMP", as_of=date(2024, 5, 2))) == 1
    assert [path for path, _ in edgar.asked] == ["/files/company_tickers.json", "/api/xbrl/companyfacts/CIK0000000001.json"]
    assert {agent for _, agent in edgar.asked} == {"A Desk desk@example.org"}
    assert source.facts("EX.B", as_of=LATER)[0].ticker == "EX.B"


def test_a_pinned_company_serves_every_process_of_the_day_with_or_without_a_contact(edgar: Edgar, tmp_path: Path) -> None:
    first = edgar.source(folder=tmp_path).facts("EXMP", as_of=LATER)
    again = SecFacts(None, folder=tmp_path, server=edgar.address, now=lambda: NOW).facts("EXMP", as_of=LATER)
    assert first == again and len(edgar.asked) == 2


def test_an_unknown_ticker_and_a_day_before_the_first_filing_are_said(edgar: Edgar) -> None:
    with pytest.raises(FactsMissing, match="lists no company as EXMQ; near it: EXMP"):
        edgar.source().facts("EXMQ", as_of=LATER)
    with pytest.raises(FactsMissing, match="EXMP had filed by 2024-05-01"):
        edgar.source().facts("EXMP", as_of=date(2024, 5, 1))
    with pytest.raises(UsageError):
        edgar.source().facts("../x", as_of=LATER)


@pytest.mark.parametrize("contact", [None, "", "nobody", "a@b", "a@b.org\nX: y"])
def test_without_a_contact_nobody_is_asked(contact: str | None) -> None:
    with pytest.raises(PrerequisiteError, match="name and an e-mail address") as caught:
        SecFacts(contact, server="http://127.0.0.1:9").facts("EXMP", as_of=LATER)
    assert "COPILOT_SEC_CONTACT" in caught.value.fix and caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [(404, FactsMissing, "no facts"), (403, RateLimited, "403"), (429, RateLimited, "429"), (500, SourceError, "answered 500")],
)
def test_each_refusal_is_named(edgar: Edgar, status: int, kind: type[CopilotError], said: str) -> None:
    edgar.status = status
    with pytest.raises(kind, match=said):
        edgar.source().facts("EXMP", as_of=LATER)


@pytest.mark.parametrize(
    ("body", "said"), [(b"<html>", "is not JSON"), (b"[]", "not of the known shape"), (b"{}", "known shape")]
)
def test_an_answer_that_is_none_is_named(edgar: Edgar, body: bytes, said: str) -> None:
    edgar.body = body
    with pytest.raises(SourceError, match=said):
        edgar.source().facts("EXMP", as_of=LATER)


def test_a_truncated_answer_is_not_taken_for_a_whole_one(edgar: Edgar) -> None:
    edgar.body, edgar.half = json.dumps(answer(QUARTERS)).encode(), True
    with pytest.raises(SourceError, match="could not be reached"):
        edgar.source().facts("EXMP", as_of=LATER)


@pytest.mark.parametrize("drip_s", [0.05, 3.0])
def test_a_peer_that_drips_or_falls_silent_is_left(edgar: Edgar, drip_s: float) -> None:
    edgar.drip_s = drip_s
    began = time.monotonic()
    with pytest.raises(SourceError, match="did not answer on the facts of EXMP in time"):
        edgar.source(deadline_s=0.4).facts("EXMP", as_of=LATER)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_waited_out(edgar: Edgar, status: int) -> None:
    edgar.failures = [status, status]
    began = time.monotonic()
    assert len(edgar.source(deadline_s=6.0).facts("EXMP", as_of=LATER)) == 6
    assert time.monotonic() - began > 0.5, "each try came after a pause"
    assert len(edgar.asked) == 4  # the list, and three tries of the company


def test_a_connection_that_breaks_once_is_tried_again(edgar: Edgar) -> None:
    edgar.breaks = 1
    assert len(edgar.source(deadline_s=6.0).facts("EXMP", as_of=LATER)) == 6


def test_a_refusal_for_want_of_a_contact_is_not_repeated(edgar: Edgar) -> None:
    edgar.status = 403
    with pytest.raises(RateLimited):
        edgar.source(deadline_s=6.0).facts("EXMP", as_of=LATER)
    assert len(edgar.asked) == 2


def test_a_wait_longer_than_the_deadline_is_not_waited(edgar: Edgar) -> None:
    edgar.failures, edgar.retry_after = [429], "60"
    began = time.monotonic()
    with pytest.raises(RateLimited):
        edgar.source(deadline_s=6.0).facts("EXMP", as_of=LATER)
    assert time.monotonic() - began < 2


def test_nobody_there_is_said() -> None:
    with pytest.raises(SourceError, match="could not be reached for the list of tickers"):
        SecFacts("A Desk desk@example.org", server="http://127.0.0.1:9", deadline_s=0.5).facts("EXMP", as_of=LATER)
