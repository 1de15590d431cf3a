"""Receipts: an answer kept as one file beside pinned bytes, and its replay, offline."""

from copilot.receipts.opened import read_receipt, show_receipt
from copilot.receipts.replay import verify
from copilot.receipts.steps import Step, VerifyReport
from copilot.receipts.store import SCHEMA_FILE, find_receipt, write_receipt

__all__ = ["SCHEMA_FILE", "Step", "VerifyReport", "find_receipt", "read_receipt", "show_receipt", "verify", "write_receipt"]
