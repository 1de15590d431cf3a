"""The libraries the questions are asked of, each built once in a folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copilot.evaluation.questions import Question
from copilot.resources import resource
from copilot.settings import Settings
from copilot.types import Article
from copilot.workspace import open_workspace


@dataclass(slots=True)
class Homes:
    """Folders with a library each, made when first asked for. market: where named price folders lie; None is nowhere."""

    folder: Path
    market: Path | None
    _made: dict[str, Settings]
    _articles: dict[str, Mapping[str, Article]]

    def settings(self, question: Question) -> Settings:
        """What the question is asked with."""
        made = self._made.get(question.library)
        if made is None:
            made = self._made[question.library] = _build(self.folder, question.library)
        update: dict[str, object] = {"as_of": question.as_of}
        if question.prices is not None:
            assert self.market is not None
            update["prices"] = str(self.market / question.prices)
        return made.model_copy(update=update)

    def has_prices(self, question: Question) -> bool:
        """Whether the price folder that the question names is there."""
        return question.prices is None or (self.market is not None and (self.market / question.prices).is_dir())

    def articles(self, question: Question) -> Mapping[str, Article]:
        """Every article of the question's library by id."""
        if question.library not in self._articles:
            with open_workspace(self.settings(question)) as workspace:
                self._articles[question.library] = {article.id: article for article in workspace.library.articles()}
        return self._articles[question.library]


@contextmanager
def open_homes(market: Path | None) -> Iterator[Homes]:
    """Homes in a temporary folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="copilot-eval-") as folder:
        yield Homes(Path(folder), market, {}, {})


def _build(folder: Path, name: str) -> Settings:
    """A fresh folder holding one library: the bundled sample, or one built from evals/<name>."""
    if name == "sample":
        return Settings(home=folder / name, prices="sample")
    from copilot.index.embedding import open_embedder
    from copilot.library.ingest import add_paths
    from copilot.library.store import Library

    with Library.open(folder / name, create=True) as library:
        add_paths(library, [resource("evals", name, "articles")], embedder=open_embedder(None))
    return Settings(home=folder / name, prices=str(resource("evals", name, "prices")))
