"""The `copilot` command: reads the arguments, runs one command, and is the only place where an error becomes an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence

from copilot.cli.parser import build_parser
from copilot.errors import CopilotError, PrerequisiteError

INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 + the signal's number, as shells have it
_MACHINE = {  # what the machine refuses, wherever it was met: the reader's to mend, and no bug
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOTDIR: "a file stands where a folder should be",
    errno.ENAMETOOLONG: "a name is too long",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 doubtful or different, 2 to 5 by the error, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a mark or a name that the terminal cannot show never ends the program
    try:
        parser = build_parser()
        options = parser.parse_args(arguments)
        if not hasattr(options, "run"):
            parser.print_help()
            return 0
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except CopilotError as error:
        return say_error(error)
    except KeyboardInterrupt:
        print("\ninterrupted; nothing half-written was kept", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        _drop_output()
        where = f" ({str(error.filename)[:200]})" if error.filename else ""
        fix = "make room or give leave there, or name another folder with --library"
        return say_error(PrerequisiteError(f"{_MACHINE[error.errno]}{where}", fix=fix))


def _drop_output() -> None:
    """What is still in the buffer goes nowhere, so that the end of the program does not fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(error: CopilotError) -> int:
    """Two lines on stderr, what is wrong and what to do; stdout stays empty. Returns the exit code."""
    from copilot.marks import neutralise

    for name, text in (("error", error.problem), ("fix", error.fix)):
        print(f"{name}: {' '.join(neutralise(text).split())}", file=sys.stderr)
    return error.exit_code
