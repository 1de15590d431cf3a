"""Speed of the program as a user meets it: whole processes, warm, median of several runs, beside an empty interpreter.

Run by `make bench`. Absolute times move with the machine; the ratio to the empty interpreter moves less.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 7
COPILOT = [sys.executable, "-m", "copilot"]


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Wall time of one whole process; a failing command fails the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print one line per command: median, fastest, slowest, ratio to an empty interpreter, and the bound it should keep."""
    home = tempfile.mkdtemp(prefix="copilot-bench-")
    environment = {**os.environ, "COPILOT_HOME": home, "NO_COLOR": "1"}
    question = ["ask", "is the rally sustainable?"]
    try:
        first = seconds([*COPILOT, *question], environment)
        receipt = next(Path(home).rglob("answers/*.json"))
        rows = [
            ("empty interpreter", [sys.executable, "-c", "pass"], None),
            ("copilot --help", [*COPILOT, "--help"], 0.15),
            ("copilot ask, warm", [*COPILOT, *question], 1.5),
            ("copilot verify", [*COPILOT, "verify", str(receipt)], 0.5),
        ]
        print(f"first ask, sample library indexed on the way: {first:.2f} s (bound 8)")
        base = 0.0
        for name, command, bound in rows:
            times = sorted(seconds(command, environment) for _ in range(RUNS))
            median = statistics.median(times)
            base = base or median
            limit = f"bound {bound}" if bound else ""
            print(f"{name:20} median {median:.3f} s  [{times[0]:.3f}, {times[-1]:.3f}]  x{median / base:.1f}  {limit}")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
