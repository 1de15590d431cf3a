"""`copilot library`: articles in, listed, shown, out."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.options import Commands, add_library, add_output, new_command, open_screen, print_json, settings_of
from copilot.clock import new_york_today
from copilot.errors import PrerequisiteError, SourceError, UsageError

if TYPE_CHECKING:
    from copilot.library.ingest import IngestReport
    from copilot.library.store import Library

DESCRIPTION = """\
Your own articles. A library is a folder: articles, their index, receipts and pinned bytes. It is COPILOT_HOME or --library;
without either, your data folder. Once it holds an article, copilot ask answers from it instead of the bundled sample."""
EPILOG = """\
examples:
  copilot library add note.txt --published 2025-12-18 --publisher "Desk"
  copilot library add ~/articles                   every text, Markdown, HTML and PDF file below; again: only what is new
  copilot library list
  copilot library show 1f0c2a                      the stored text, as citations index it
  copilot library remove 1f0c2a"""
ADD = """\
Adds text, Markdown, HTML and PDF files; folders are walked. Of a web page the main text is taken, of a PDF the text that can
be selected; look it over with copilot library show. Headers of the usual kinds are read (Source:, Published:, a date line);
--published and --publisher fill in what the files of a folder do not say, and outrank what a file named itself says. An
article without a date is kept, but stays out of every answer that has an as-of day. Adding a file twice changes nothing."""


def add(commands: Commands) -> None:
    """Put `library` and its actions on the command line."""
    parser = new_command(commands, "library", help="add, list, show, remove articles", description=DESCRIPTION, epilog=EPILOG)
    parser.set_defaults(run=lambda options: _no_action(parser))
    actions = parser.add_subparsers(title="actions", metavar="ACTION", parser_class=type(parser))
    _add_action(actions)
    for name, what, run, takes in (
        ("list", "list the articles, newest first", run_list, None),
        ("show", "show one article as stored", run_show, "ID"),
        ("remove", "remove articles by id, and withhold them from receipts", run_remove, "ID"),
    ):
        action = new_command(actions, name, help=what, description=what[0].upper() + what[1:] + ".", epilog="")
        if takes:
            is_remove = name == "remove"
            more = "; or the path of an add that has not finished: it is given up, and what was added stays" if is_remove else ""
            action.add_argument("id", metavar="ID", nargs="+" if is_remove else None, help=f"id, or the beginning of one{more}")
        add_library(action)
        add_output(action)
        action.set_defaults(run=run)


def _add_action(actions: Commands) -> None:
    action = new_command(actions, "add", help="add files and folders", description=ADD, epilog=EPILOG)
    action.add_argument("paths", nargs="+", metavar="PATH", help="text, Markdown, HTML or PDF files, or folders of them")
    action.add_argument(
        "--published", metavar="DAY", help="publication day (YYYY-MM-DD) of a file, or of those of a folder that do not say one"
    )
    action.add_argument("--publisher", metavar="NAME", help="publisher of a file, or of those of a folder that do not say one")
    add_library(action)
    add_output(action)
    action.set_defaults(run=run_add)


def _no_action(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return 0


def run_add(options: argparse.Namespace) -> int:
    """Add files and folders; say what became of each. Exits by the first error where a file could not be read."""
    from copilot.cli.days import read_day

    published = read_day(options.published, "--published")
    settings = settings_of(options, needs_library=False)
    from copilot.cli.main import Stopped
    from copilot.index.embedding import open_embedder
    from copilot.library.ingest import IngestReport, add_paths
    from copilot.library.store import Library
    from copilot.marks import neutralise
    from copilot.rendering.progress import progress_bar

    if not all(path.strip() for path in options.paths):  # Path("") would be the current folder
        raise UsageError("a path is empty", fix="name a file or a folder")
    if any(re.match(r"[a-z][a-z0-9+.-]+://", path, re.IGNORECASE) for path in options.paths):
        raise UsageError("web addresses are not fetched", fix="save the article as a text file and add that")
    paths = [Path(path).expanduser() for path in options.paths]
    _require_readable(paths, settings.folder)
    publisher = neutralise(options.publisher or "").strip() or None
    embedder = open_embedder(settings.embedder_dir)
    report = IngestReport()
    try:
        with progress_bar("adding") as step, Library.open(settings.folder, create=True) as library:
            add_paths(library, paths, published=published, publisher=publisher, embedder=embedder, progress=step, report=report)
    except Stopped as told:
        told.kept = _what_stays(report)
        raise
    return _say_added(report, settings.folder, as_json=options.json)


def run_list(options: argparse.Namespace) -> int:
    """List the articles, newest first, undated ones last."""
    from copilot.library.ingest import unfinished
    from copilot.rendering.reports import article_json, show_articles

    with _open(options) as library:
        articles, begun = library.articles(), unfinished(library, whole=True)
    if options.json:
        print_json({"schema": 1, "articles": [article_json(article) for article in articles]})
    else:
        show_articles(articles, open_screen())
    for told in begun:
        print(f"note: {told}", file=sys.stderr)
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Show one article as stored."""
    from copilot.rendering.reports import article_json, show_article

    with _open(options) as library:
        article = library.article(options.id.strip().lower())
    if options.json:
        print_json({"schema": 1, **article_json(article, text=True)})
    else:
        show_article(article, open_screen())
    return 0


def run_remove(options: argparse.Namespace) -> int:
    """Remove articles and withhold their pins; all ids are looked up before the first is removed.

    A pin goes before its article: after a crash between the two, removing again finds the article and ends it. A path that was
    not added whole is forgotten as such.
    """
    from copilot.library.ingest import begun_below, give_up
    from copilot.receipts.store import withhold_pin
    from copilot.rendering.wording import one_line

    gone = []
    with _open(options) as library:
        begun = {name: begun_below(library, name) for name in options.id}
        names = [name.strip().lower() for name in options.id if not begun[name]]
        given_up = list(dict.fromkeys(path for paths in begun.values() for path in paths))
        for identity in dict.fromkeys(library.article(name).id for name in names):
            pin = library.article(identity).sha256
            has_twin = any(other.sha256 == pin and other.id != identity for other in library.articles())
            is_withheld = not has_twin and withhold_pin(library.folder, pin, day=new_york_today())
            article = library.remove(identity)
            gone.append({"id": article.id, "title": article.title, "withheld": is_withheld})
            if options.json:
                continue
            note = "; answers that quote it no longer replay in full: its pin is withheld" if is_withheld else ""
            open_screen().line(f"removed {article.id} {one_line(article.title)}{note}")
        if given_up:
            give_up(library, given_up)
    if options.json:
        print_json({"removed": gone, "given_up": given_up})
    elif given_up:
        open_screen().line(f"given up, what was added stays: {one_line(', '.join(given_up))}")
    return 0


@contextmanager
def _open(options: argparse.Namespace) -> Iterator[Library]:
    """The library in force; the bundled sample is nobody's to list or change. Raises PrerequisiteError where there is none."""
    from copilot.library.store import Library, has_library

    folder = settings_of(options).folder
    if not has_library(folder):
        raise PrerequisiteError(f"{folder} holds no library of your own", fix="make one with: copilot library add PATH")
    with Library.open(folder) as library:
        yield library


def _require_readable(paths: list[Path], folder: Path) -> None:
    """A library is not made for files of which none can be read: an empty one would stand before the sample.

    Raises ArticleUnreadable.
    """
    from copilot.library.reading import read_file
    from copilot.library.store import has_library

    if has_library(folder) or any(path.is_dir() for path in paths):
        return
    errors = []
    for path in paths:
        try:
            read_file(path)
            return
        except SourceError as error:
            errors.append(error)
    raise errors[0]


def _say_added(report: IngestReport, folder: Path, *, as_json: bool) -> int:
    """What was added on stdout, what was not and why on stderr."""
    from copilot.cli.main import INTERRUPTED, say_error
    from copilot.rendering.reports import ingested_json, show_ingested

    if as_json:
        print_json(ingested_json(report, folder))
    else:
        show_ingested(report, folder, open_screen())
    sys.stdout.flush()
    codes = [say_error(error) for _, error in report.failed]
    if report.stopped_by is not None:
        return say_error(report.stopped_by)
    if report.interrupted:
        print(f"interrupted; {_what_stays(report)}", file=sys.stderr)
        return INTERRUPTED
    return codes[0] if codes else 0


def _what_stays(report: IngestReport) -> str:
    kept = "what was added stays" if report.done else "nothing was added yet"
    return f"{kept}, run the same command again for the rest"
