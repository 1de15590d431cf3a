"""The ground on which faults are planted: copies of the sample library and its prices, and an answer over them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from copilot.evaluation.questions import Question
from copilot.receipts.drift import Drift, find_drift
from copilot.receipts.opened import open_receipt
from copilot.receipts.record import restore
from copilot.receipts.today import today_of
from copilot.resources import resource
from copilot.settings import Settings
from copilot.types import Answer

ALARMS = "untouched copies called faulty"


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault and whether the right part reported it; under `ALARMS`, an untouched copy and whether it was reported."""

    kind: str
    reported: bool
    what: str
    said: object


@dataclass(frozen=True, slots=True)
class Ground:
    """A question's answer over a library and a price folder of its own, both free to be copied and spoilt."""

    folder: Path
    settings: Settings
    question: Question
    answer: Answer

    @property
    def prices(self) -> Path:
        """The folder of prices that the answer rests on."""
        return Path(str(self.settings.prices))

    def spoilt(self, name: str) -> Path:
        """A fresh folder for a spoilt copy."""
        place = self.folder / "spoilt" / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place

    def library_copy(self, name: str) -> Path:
        """A copy of the library without its receipts."""
        place = self.spoilt(name) / "library"
        return Path(shutil.copytree(self.settings.folder, place, ignore=shutil.ignore_patterns("answers", "pins")))

    def prices_copy(self, name: str) -> Path:
        """A copy of the price folder under the same name, so that it is the same provider."""
        return Path(shutil.copytree(self.prices, self.spoilt(name) / self.prices.name))

    def drift(self, *, library: Path | None = None, prices: Path | None = None) -> list[Drift]:
        """What `verify --live` says of the receipt over a library and prices."""
        opened = open_receipt(str(self.answer.receipt_id), folder=self.settings.folder)
        today = today_of(
            [library or self.settings.folder], receipts=self.settings.folder, prices=str(prices or self.prices),
            day=self.question.as_of,
        )  # fmt: skip
        return find_drift(restore(opened.record, inputs=opened.pins.rows), today)


@contextmanager
def open_ground() -> Iterator[tuple[Path, Settings]]:
    """A temporary folder with the sample articles as a library of one's own and their prices as a folder; gone afterwards."""
    from copilot.index.embedding import open_embedder
    from copilot.library.ingest import add_paths
    from copilot.library.store import Library

    with TemporaryDirectory(prefix="copilot-faults-") as name:
        folder = Path(name)
        prices = shutil.copytree(resource("corpus", "prices"), folder / "prices")
        with Library.open(folder / "library", create=True) as library:
            add_paths(library, [resource("corpus", "articles")], embedder=open_embedder(None))
        yield folder, Settings(home=folder / "library", prices=str(prices), model=None)
