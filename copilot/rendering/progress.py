"""Progress of long work, on stderr: a line that is rewritten in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from copilot.marks import neutralise

Say = Callable[[str], None]


@contextmanager
def progress() -> Iterator[Say]:
    """A function that shows what is being done; the line is gone when the work ends."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console

    with Console(stderr=True, markup=False, highlight=False, emoji=False).status("") as status:
        yield lambda message: status.update(" ".join(neutralise(message).split())[:200])


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar for work of known length: call with how many are done, how many there are, and the present one's name."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=_short(what, name))


def _short(what: str, name: str) -> str:
    return f"{what} {' '.join(neutralise(name).split())[:40]}"


def _silent(message: str) -> None:
    del message
