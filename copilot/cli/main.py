"""The `copilot` command: reads the arguments, runs one command, and is the only place where an error becomes an exit code."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

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
    errno.EFBIG: "the file would be larger than the system allows (ulimit -f)",
}


class Stopped(BaseException):
    """The system told the program to end: what it holds is let go on the way out, as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.kept = "nothing half-written was kept"  # what the command left behind


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 doubtful or different, 2 to 5 by the error, else 128 + a signal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a mark or a name that the terminal cannot show never ends the program
    try:
        parser = build_parser()
        options = parser.parse_args(arguments)
        if not hasattr(options, "run"):
            parser.print_help()
            return 0
        with _heeding_stop():
            code = int(options.run(options))
        sys.stdout.flush()
        return code
    except CopilotError as error:
        return say_error(error)
    except KeyboardInterrupt:
        print("\ninterrupted; nothing half-written was kept", file=sys.stderr)
        return INTERRUPTED
    except Stopped as told:
        with suppress(OSError):  # the terminal may be what went away
            print(f"\nstopped by {signal.Signals(told.number).name}; {told.kept}", file=sys.stderr)
        return 128 + told.number
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        _drop_output()
        where = f" ({str(error.filename)[:200]})" if error.filename else ""
        fix = "make room or give leave there, or name another folder in COPILOT_HOME"
        return say_error(PrerequisiteError(f"{_MACHINE[error.errno]}{where}", fix=fix))


@contextmanager
def _heeding_stop() -> Iterator[None]:
    """While a command runs, `kill` and a closed terminal end it by way of an exception. Elsewhere the system's way is kept."""

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        raise Stopped(number)

    before = {}
    with suppress(ValueError):  # not the main thread
        for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
            if signal.getsignal(number) == signal.SIG_DFL:  # nohup has SIGHUP ignored
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drop_output() -> None:
    """What is still in the buffer goes nowhere, so that the end of the program does not fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(error: CopilotError) -> int:
    """Two lines on stderr, what is wrong and what to do; stdout stays empty. Returns the exit code."""
    from copilot.marks import neutralise

    for name, text in (("error", error.problem), ("fix", error.fix)):
        print(f"{name}: {' '.join(neutralise(text).split())}", file=sys.stderr)
    return error.exit_code
