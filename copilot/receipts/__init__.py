"""Receipts: an answer kept as one file beside pinned bytes, and its replay, offline.

An answer goes `record` (one JSON value, by `codec`) → `canonical` bytes, whose hash is its id → `store`, beside its pins
(`data_pins`) and the hashes of the `rules`; back again `opened` → `replay`, step by step (`steps`): the `pins`, every metric, and
the check run again (`judged_again`).
    since then  `drift` from `today`, by `moved_rows` and `series_drift`
    elsewhere   `exporting` of `excerpts`; `listing`; two answers side by side: `comparing`
"""

from copilot.receipts.opened import read_receipt, show_receipt
from copilot.receipts.replay import verify
from copilot.receipts.steps import Step, VerifyReport
from copilot.receipts.store import SCHEMA_FILE, find_receipt, write_receipt

__all__ = ["SCHEMA_FILE", "Step", "VerifyReport", "find_receipt", "read_receipt", "show_receipt", "verify", "write_receipt"]
