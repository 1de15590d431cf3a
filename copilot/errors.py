"""The error tree: by who must act. A doubtful answer is not an error; it is a verdict on the answer."""


class CopilotError(Exception):
    """A problem a person can act on: `problem` says what is wrong, `fix` what to do next, in one sentence each."""

    exit_code = 1

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix

    def __reduce__(self) -> tuple[object, ...]:
        """From one process to another with its fix: an exception is pickled by its positional arguments alone."""
        return _remade, (type(self), self.problem, self.fix)


class UsageError(CopilotError):
    """A bad question, ticker, date, option or settings file."""

    exit_code = 2


class PrerequisiteError(CopilotError):
    """Something must be there first: a key, a library, an extra, a writable folder, a free lock."""

    exit_code = 3


class SourceError(CopilotError):
    """An article or a price source could not be read."""

    exit_code = 4


class PricesMissing(SourceError):
    """The source has no prices for this ticker; that is unknown, not proof that none exist."""


class InsufficientData(SourceError):
    """The sessions a metric needs are not there; the metric is declined, never guessed."""


class FactsMissing(SourceError):
    """The source carries no such figure for this ticker, and says so: "carries no forward P/E for XYZ"."""


class SeriesMissing(SourceError):
    """The source has no such rate or macro series, or none with a vintage of the day asked for."""


class VintageMissing(SeriesMissing):
    """The source has the series, but its publisher restates it and no values as published by the as-of day are at hand."""


class RateLimited(SourceError):
    """The source asks us to slow down."""


class Unreachable(SourceError):
    """The source could not be reached, or did not answer in time."""


class ArticleUnreadable(SourceError):
    """A file is missing, binary, empty or too large to be an article."""


class ModelError(CopilotError):
    """The language model could not give a usable draft."""

    exit_code = 5


class ModelTimeout(ModelError):
    """The model did not answer in time, or could not be reached."""


class ModelRefused(ModelError):
    """The endpoint refused: key, model name, quota."""


class MalformedDraft(ModelError):
    """The model answered, but not with a draft."""


def _remade(kind: type[CopilotError], problem: str, fix: str) -> CopilotError:
    return kind(problem, fix=fix)
