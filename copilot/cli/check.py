"""`copilot check`: audits the numbers of a text against the library, the prices and its own arithmetic."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.options import Commands, add_evidence, add_output, doubtful, new_command, open_screen, print_json, settings_of
from copilot.clock import new_york_day
from copilot.errors import ArticleUnreadable, PrerequisiteError, UsageError

if TYPE_CHECKING:
    from copilot.types import Article, Audit

DESCRIPTION = """\
Audits the numbers of any text: an article, a note, what another program wrote. The text is the claim; your library, the
prices, published rates and macro series (--series), what Yahoo quotes of funds and companies today (--prices yahoo), the
figures companies reported to the SEC (--filings), the calendar and the text's own arithmetic are the evidence."""
EPILOG = """\
examples:
  copilot check note.txt --published 2025-12-18 --prices ~/prices
  copilot check note.txt --series fred            yields, inflation, jobs against FRED
  pbpaste | copilot check -                       text from stdin
  copilot check note.md --html note.html          a page with the text marked and the evidence beside it
  copilot check --json --strict note.md           for programs: exit 1 if any number is in doubt

--published is the day the text was written: "yesterday", "last month" and bare months are read from it. Without it a date
line in the text is used, where there is one."""


def add(commands: Commands) -> None:
    """Put `check` on the command line."""
    parser = new_command(commands, "check", help="audit the numbers of a text", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("file", metavar="FILE", help='text or Markdown file; "-" reads stdin')
    parser.add_argument("--published", metavar="DAY", help="the day the text was published (YYYY-MM-DD)")
    parser.add_argument("--markdown", action="store_true", help="an annotated report in Markdown on stdout")
    parser.add_argument("--html", metavar="PAGE", help="also write the audit as one page for a browser or printer")
    parser.add_argument("--explain", action="store_true", help="show for each number what was tried, matched and contradicted")
    add_evidence(parser)
    parser.add_argument(
        "--filings", metavar="SPEC", help='reported figures: "sec" (needs COPILOT_SEC_CONTACT), or a folder of its company facts'
    )
    add_output(parser, strict=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Audit, show, and say by the exit code whether --strict objects."""
    from copilot.cli.days import read_day

    if options.json and options.markdown:
        raise UsageError("--json and --markdown are two outputs", fix="choose one; --html PAGE goes with either")
    if not options.file.strip():
        raise UsageError("no file was named", fix='name one, or give the text on stdin with "-"')
    published = read_day(options.published, "--published")
    settings = settings_of(options)
    article, warnings = read_claim(options.file)
    if published is None and article.published is not None:
        published = new_york_day(article.published)
    from copilot.pipeline import check
    from copilot.rendering.progress import progress

    with progress() as say:
        say("checking the text")
        audit = check(article.text, file=None if options.file == "-" else options.file, published=published, settings=settings)
    for warning in warnings:
        print(f"note: {warning}", file=sys.stderr)
    if options.html is not None:
        _write_page(audit, Path(options.html).expanduser())
    if options.json:
        from copilot.rendering.json import audit_json

        print_json(audit_json(audit))
    elif options.markdown:
        from copilot.rendering.audit_markdown import audit_markdown

        print(audit_markdown(audit), end="")
    else:
        from copilot.rendering.terminal import show_audit

        show_audit(audit, open_screen())
        if options.explain:
            from copilot.auditing import explain_audit
            from copilot.rendering.why import show_explanations

            show_explanations(audit, explain_audit(audit), open_screen())
    if audit.receipt_id is None:
        return PrerequisiteError.exit_code
    is_wrong = any(finding.severity == "error" for finding in audit.findings)
    return 1 if options.strict and (is_wrong or doubtful(audit.checked.counts)) else 0


def _write_page(audit: Audit, path: Path) -> None:
    """The page on disk. Raises UsageError where it cannot be written."""
    from copilot.rendering.audit_page import audit_page

    try:
        path.write_text(audit_page(audit), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", fix="name a file in a folder you may write to") from None
    print(f"page written: {path}", file=sys.stderr)


def read_claim(name: str) -> tuple[Article, tuple[str, ...]]:
    """A file, or stdin for "-", read as an article is, and what its reader should know. Raises ArticleUnreadable, UsageError."""
    from copilot.library.reading import make_article, read_file
    from copilot.settings import LONGEST_TEXT_CHARS as LONGEST

    if name == "-":
        reading = make_article(_stdin(), source="standard input", longest=LONGEST)
    else:
        reading = read_file(Path(name).expanduser(), longest=LONGEST)
    return reading.article, tuple(warning for warning in reading.warnings if "undated" not in warning)


def _stdin() -> str:
    from copilot.library.reading import LARGEST_BYTES

    content = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    fix = "pipe the text of an article as UTF-8"
    if len(content) > LARGEST_BYTES:
        raise ArticleUnreadable(f"standard input has more than {LARGEST_BYTES / 1e6:.0f} MB", fix=fix)
    if b"\0" in content:
        raise ArticleUnreadable("standard input is no text", fix=fix)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArticleUnreadable("standard input is no UTF-8 text", fix=fix) from None
