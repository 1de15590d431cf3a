"""The process that parses a web page or a PDF: bytes on standard input, one JSON object on standard output.

`python -I -m copilot.library.page_worker html|pdf`. It limits its own memory and processor time, and opens no file and no socket.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from copilot.library.pages import PageProblem

_MOST_MEMORY_BYTES = 2_000_000_000
_MOST_CPU_S = 25


def main() -> int:
    """Parse standard input as the kind named; what goes wrong is told in the object, never as an error."""
    _limit()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    try:
        with Path(os.devnull).open("w") as silent, contextlib.redirect_stdout(silent):  # parsers may print
            text, fields = _parse(kind, data)
        told: dict[str, object] = {"text": text, "fields": fields}
    except PageProblem as problem:
        told = {"problem": str(problem)}
    except (MemoryError, RecursionError):
        told = {"problem": "that is too large or too deeply nested to read"}
    except Exception as error:  # whatever a parser meets in hostile bytes ends here
        told = {"problem": f"that cannot be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(told))
    return 0


def _parse(kind: str, data: bytes) -> tuple[str, dict[str, str]]:
    if kind == "pdf":
        from copilot.library.pdf_text import pdf_text

        return pdf_text(data)
    from copilot.library.html_text import html_text

    return html_text(data)


def _limit() -> None:
    """Memory and processor time of this process, where the system can limit them."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, _MOST_MEMORY_BYTES), (resource.RLIMIT_CPU, _MOST_CPU_S)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
