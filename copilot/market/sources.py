"""Which price source a setting names."""

from __future__ import annotations

from pathlib import Path

from copilot.errors import UsageError
from copilot.market.files import FilePrices
from copilot.market.sample import SamplePrices
from copilot.types import PriceSource


def open_prices(spec: str | None, *, currency: str = "USD") -> PriceSource:
    """The source that `--prices` names: None or "sample" is the sample, anything else a folder of CSV files.

    currency: ISO 4217, of the prices in a folder. Raises UsageError where the folder is none or is not there.
    """
    if spec is None or spec.strip() == "sample":
        return SamplePrices()
    folder = Path(spec.strip()).expanduser()
    if not spec.strip() or not folder.is_dir():
        problem = "is not there" if not folder.exists() else "is no folder"
        raise UsageError(f"the price folder {spec.strip() or '(empty)'} {problem}", fix="Give a folder of CSV files, or sample.")
    return FilePrices(folder, currency=currency)
