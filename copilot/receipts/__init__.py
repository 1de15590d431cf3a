"""Receipts: an answer kept as one file beside pinned bytes, and its replay, offline."""

from copilot.receipts.replay import Step, VerifyReport, read_receipt, verify
from copilot.receipts.store import SCHEMA_FILE, find_receipt, write_receipt

__all__ = ["SCHEMA_FILE", "Step", "VerifyReport", "find_receipt", "read_receipt", "verify", "write_receipt"]
