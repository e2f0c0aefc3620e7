"""How often one share of ours asks the kernel for anything, counted by strace and held against a record.

Time is noisy and counts are not: one more call for each seat is seen here on the loudest machine.
"""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.contestants import ONE_BY_ONE, OURS, SIZE, Contestant
from bench.crowd import crowded, started
from server.live.ring import is_offered

SHARES = 200
BOUNDS = {(ONE_BY_ONE, 15): 24.0, (ONE_BY_ONE, 100): 109.0} | (
    {(OURS, 15): 24.0, (OURS, 100): 10.0} if is_offered() else {}
)
"""Who, and members of a room → the most calls for each share: one for each of them or, by io_uring where they are many,
one for all; one for the answer, some for the loop."""


def held(say: Callable[[str], None]) -> int:
    """0 where every bound holds."""
    if shutil.which("strace") is None:
        say("system calls: not counted, strace is not here")
        return 0
    over = 0
    for (who, members), most in BOUNDS.items():
        calls = for_a_share(who, members)
        over += calls > most
        verdict = "TOO MANY" if calls > most else "holds"
        say(f"{who.name}: system calls for a share among {members}: {calls:.1f} of {most:.0f}, {verdict}")
    return int(over > 0)


def for_a_share(who: Contestant, members: int) -> float:
    """Calls of the server for each share in a room of so many."""
    with started(who) as stage, crowded(stage, who.plan(stage.place, 1, members, SIZE)) as crowd:
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
