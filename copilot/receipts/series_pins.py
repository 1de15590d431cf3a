"""Rates and macro series that an audit was compared with, as pins: the observations of each, by hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.codec import decode, encode
from copilot.receipts.price_pins import Rows
from copilot.types import Observation, Series


def series_pin(series: Series) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The record of a series, and the pin it names."""
    content = canonical_json(encode(series.observations))
    record = encode(series, leave_out=["observations"]) | {"observations_sha256": sha256(content)}
    return record, {record["observations_sha256"]: content}


def pinned_series(record: Mapping[str, Any], rows: Rows) -> Series:
    """The series again. Raises ValueError where it is none."""
    known = {name: value for name, value in record.items() if name != "observations_sha256"}
    return decode(Series, known, observations=tuple(decode(Observation, row) for row in rows))
