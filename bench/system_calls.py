"""How often one share of ours asks the kernel for anything, counted by strace and held against a record.

Time is noisy and counts are not: one more call for each seat is seen here on the loudest machine.
"""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.contestants import OURS, SIZE
from bench.crowd import crowded, started

SHARES = 200
BOUNDS = {15: 27.0, 100: 113.0}
"""Members of a room → the most calls for each share: one for each of them, one for the answer, some for the loop."""


def held(say: Callable[[str], None]) -> int:
    """0 where every bound holds."""
    if shutil.which("strace") is None:
        say("system calls: not counted, strace is not here")
        return 0
    counted = {members: for_a_share(members) for members in BOUNDS}
    for members, calls in counted.items():
        verdict = "holds" if calls <= BOUNDS[members] else "TOO MANY"
        say(f"system calls for a share among {members}: {calls:.1f} of {BOUNDS[members]:.0f}, {verdict}")
    return int(any(calls > BOUNDS[members] for members, calls in counted.items()))


def for_a_share(members: int) -> float:
    """Calls of the server for each share in a room of so many."""
    with started(OURS) as stage, crowded(stage, OURS.plan(stage.place, 1, members, SIZE)) as crowd:
        crowd.run(SHARES, 1)
        into = stage.place.folder / "calls"
        with _counting(stage.servers[0], into):
            crowd.run(SHARES, 1)
        return _total(into.read_text()) / SHARES


@contextmanager
def _counting(pid: int, into: Path) -> Iterator[None]:
    """strace beside it; it writes down what it saw when it is told to end."""
    process = subprocess.Popen(
        ["strace", "-f", "-c", "-o", into, "-p", str(pid)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    process.stderr.readline()  # it says so when it has taken hold
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def _total(summary: str) -> int:
    """strace's last line: percents, seconds, µs a call, calls, errors where there were any, `total`."""
    return int(summary.strip().splitlines()[-1].split()[3])
