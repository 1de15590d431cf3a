"""A source of series for an answer that goes on without it: what cannot be had now is missing, and is said once, with the fix."""

from __future__ import annotations

from datetime import date

from copilot.errors import RateLimited, SeriesMissing, SourceError, Unreachable
from copilot.types import Series, SeriesSource


class LenientSeries:
    """Passes calls on until the source cannot be reached; then every series is missing, and nothing is asked for again.

    A command that is about series alone takes the source itself and shows its error.
    """

    def __init__(self, source: SeriesSource) -> None:
        self.source, self.name = source, source.name
        self._failures: list[str] = []
        self._lost: SourceError | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader has to know, each once."""
        return tuple(dict.fromkeys((*getattr(self.source, "notices", ()), *self._failures)))

    def series(self, id: str, *, as_of: date) -> Series:
        """The series. Raises SeriesMissing, SourceError of a file with a defect."""
        if self._lost is not None:
            raise SeriesMissing(self._lost.problem, fix=self._lost.fix) from self._lost
        try:
            return self.source.series(id, as_of=as_of)
        except (RateLimited, Unreachable) as error:
            self._lost = error
            self._failures.append(f"no rates and macro series: {error.problem}; {error.fix[:1].lower()}{error.fix[1:]}")
            raise SeriesMissing(error.problem, fix=error.fix) from error
